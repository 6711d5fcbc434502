//! What keys, clicks and room do to a page, whatever it shows.

mod around;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect, Size};

use super::blocks::facts::{Fact, Facts};
use super::blocks::list::ListItem;
use super::blocks::notice::Notice;
use super::blocks::tiles::{Bar, Tile};
use super::blocks::words::{Heading, Text};
use super::{Block, Command, Id, Item, Mark, Page, PageLayer, PageScreen, Question, Signal};
use crate::i18n::Locale;
use crate::tui::action::{Action, Hint};
use crate::tui::canvas::{Canvas, Target};
use crate::tui::layer::{Context, Screen, ScreenEvent, Step};
use crate::tui::screens::testing;
use crate::tui::term::event::{Key, KeyCode};

/// A screen that shows a page and remembers what was chosen.
#[derive(Debug)]
struct Shown {
    page: Page,
    done: Vec<(Action, Option<String>)>,
}

impl PageScreen for Shown {
    fn page(&self, _context: &Context) -> Page {
        self.page.clone()
    }

    fn run(&mut self, action: Action, item: Option<&Id>, _context: &Context) -> Step {
        self.done.push((action, item.map(|id| id.as_str().to_owned())));
        Step::none()
    }
}

fn layer(page: Page) -> PageLayer<Shown> {
    PageLayer::of(Shown {
        page,
        done: Vec::new(),
    })
}

fn tile(name: &str, is_open: bool) -> Tile {
    let renew = Hint::labeled(Action::ACTIVATE, "button-renew-subscription");
    let main = if is_open {
        Command::open(renew)
    } else {
        Command::unavailable(renew, "It opens tomorrow.".into()).briefly("opens tomorrow".into())
    };
    let cancel = Command::unavailable(Hint::shown(Action::CANCEL_SUBSCRIPTION), "Too late.".into());
    Tile {
        buttons: 1,
        amount_label: None,
        item: Item::new(Id::of(name), vec![main, cancel]),
        title: name.to_owned(),
        brief: name.to_owned(),
        badge: Some(Mark::new(Signal::Warn, "8 days left".into())),
        lead: Some(Mark::new(Signal::Warn, "Renewal open".into())),
        amount: Some(("$475.00".into(), "a year".into())),
        bar: Some(Bar {
            signal: Signal::Warn,
            passed: 500,
            ends: ("Nov 5".into(), "Dec 4".into()),
            said: "Renewal closes December 4".into(),
        }),
        notes: vec![Mark::new(Signal::None, "Benefits stay on".into())],
        closed: None,
    }
}

fn tiles(names: &[&str]) -> Page {
    let tiles = names.iter().map(|name| tile(name, *name != "closed")).collect();
    Page {
        shows_title: false,
        ..Page::new("Offers".into())
    }
    .with(Block::Heading(Heading {
        text: "Purchased".into(),
        note: Some("Nothing renews by itself.".into()),
    }))
    .with(Block::Tiles(tiles))
}

fn drawn<S: PageScreen>(layer: &PageLayer<S>, context: &Context) -> Vec<String> {
    let area = Rect::from((Position::ORIGIN, context.size));
    let mut buffer = Buffer::empty(area);
    let room = crate::tui::chrome::room(context.size);
    layer.view(&mut Canvas::new(&mut buffer), room, context);
    let rows = (0..area.height).map(|y| {
        let row: String = (0..area.width).map(|x| buffer[(x, y)].symbol()).collect();
        row.trim_end().to_owned()
    });
    rows.collect()
}

fn act<S: PageScreen>(layer: &mut PageLayer<S>, action: Action, context: &Context) -> Step {
    layer.update(ScreenEvent::Action(action), context)
}

fn fresh_context(columns: u16, rows: u16) -> Context {
    testing::fresh_context(Locale::EnUs, columns, rows)
}

#[test]
fn pieces_of_the_page_stood_beside_a_question_and_a_second_caret() {
    for (columns, rows) in [(60, 18), (80, 24), (120, 40)] {
        let context = fresh_context(columns, rows);
        let mut page = tiles(&["one", "two"]);
        page.shows_title = true;
        page.question = Some(Question::leaving(&context));
        let drawn = drawn(&layer(page), &context);
        let is_box = |row: &&String| row.trim_start().starts_with(['╭', '│', '╰']);
        let other: Vec<&str> = drawn
            .iter()
            .filter(|row| !is_box(row))
            .map(|row| row.trim())
            .collect();
        assert_eq!(other.join(""), "Offers", "{drawn:#?}");
        assert!(!drawn.join("").contains('▸'), "{drawn:#?}");
    }
}

/// The tile that has the caret.
fn focused(layer: &PageLayer<Shown>, context: &Context) -> String {
    let rows = drawn(layer, context).join(" ");
    let after = rows.split('▸').nth(1).unwrap_or_default();
    after.split_whitespace().next().unwrap_or_default().to_owned()
}

#[test]
fn arrows_go_along_the_rows_of_tiles_and_to_the_nearest_one_of_the_next_row() {
    let context = fresh_context(120, 40);
    let mut layer = layer(tiles(&["one", "two", "three", "four", "five"]));
    let steps = [
        (Action::RIGHT, "two"),
        (Action::DOWN, "four"),
        (Action::DOWN, "five"),
        (Action::DOWN, "five"),
        (Action::UP, "three"),
        (Action::LEFT, "two"),
        (Action::LAST, "five"),
        (Action::FIRST, "one"),
        (Action::PREVIOUS_FIELD, "one"),
        (Action::NEXT_FIELD, "two"),
    ];
    assert_eq!(focused(&layer, &context), "one");
    for (place, (action, expected)) in steps.into_iter().enumerate() {
        act(&mut layer, action, &context);
        assert_eq!(focused(&layer, &context), expected, "step {place}");
    }
}

#[test]
fn the_focus_stays_on_its_item_when_others_come_and_begins_anew_on_another_subject() {
    let context = fresh_context(80, 24);
    let mut layer = layer(tiles(&["one", "two"]));
    act(&mut layer, Action::DOWN, &context);
    layer.screen.page = tiles(&["zero", "one", "two"]);
    layer.update(ScreenEvent::NewDay, &context);
    assert_eq!(focused(&layer, &context), "two");
    layer.screen.page = Page {
        about: "another account".into(),
        begin: Some(Id::of("one")),
        ..tiles(&["zero", "one", "two"])
    };
    layer.update(ScreenEvent::NewDay, &context);
    assert_eq!(focused(&layer, &context), "one");
    layer.screen.page = tiles(&["zero"]);
    layer.update(ScreenEvent::NewDay, &context);
    assert_eq!(focused(&layer, &context), "zero");
}

#[test]
fn enter_on_an_unavailable_action_says_why_and_does_nothing() {
    let context = fresh_context(80, 24);
    let mut layer = layer(tiles(&["open", "closed"]));
    act(&mut layer, Action::ACTIVATE, &context);
    assert_eq!(layer.screen.done, [(Action::ACTIVATE, Some("open".into()))]);
    act(&mut layer, Action::DOWN, &context);
    let enter = ScreenEvent::Key(Key::plain(KeyCode::Enter));
    let is_possible = layer
        .actions(&context)
        .iter()
        .any(|hint| hint.action == Action::ACTIVATE);
    assert!(!is_possible, "the last row does not offer it");
    assert_eq!(
        layer.update(enter, &context).say.as_deref(),
        Some("It opens tomorrow.")
    );
    let cancel = ScreenEvent::Key(Key::char('x'));
    assert_eq!(layer.update(cancel, &context).say.as_deref(), Some("Too late."));
    assert_eq!(layer.screen.done.len(), 1);
    let why: Vec<String> = layer
        .closed(&context)
        .into_iter()
        .map(|closed| closed.why)
        .collect();
    assert_eq!(why, ["It opens tomorrow.", "Too late."]);
}

#[test]
fn where_room_is_short_dates_move_beside_the_bar_then_tiles_shrink_and_the_selected_one_stays_whole() {
    let layer = layer(tiles(&["one", "two", "three"]));
    let count = |context: &Context, text: &str| {
        let rows = drawn(&layer, context);
        rows.iter().filter(|row| row.contains(text)).count()
    };
    // Two rows above (one where there are few), one below; the heading; seven rows a tile.
    for (rows, dates, notes) in [
        (40, 3, 3),
        (25, 3, 3),
        (24, 3, 3),
        (22, 3, 3),
        (20, 2, 2),
        (18, 2, 2),
    ] {
        let context = fresh_context(80, rows);
        assert_eq!(
            (count(&context, "Nov 5"), count(&context, "Benefits")),
            (dates, notes),
            "{rows}"
        );
        assert_eq!(count(&context, "Renewal open"), 3, "{rows}");
        assert_eq!(count(&context, "Nothing renews by itself."), 1, "{rows}");
    }
}

#[test]
fn tiles_that_are_kept_are_drawn_as_they_would_be_anew() {
    let names = ["one", "two", "closed", "four", "five", "six", "seven"];
    let mut kept = layer(tiles(&names));
    let cells = |layer: &PageLayer<Shown>, context: &Context| {
        let size = context.size;
        let mut buffer = Buffer::empty(Rect::new(0, 0, size.width, size.height));
        let mut canvas = Canvas::with_targets(&mut buffer);
        layer.view(&mut canvas, Rect::from((Position::ORIGIN, size)), context);
        let (cursor, targets) = (canvas.cursor(), canvas.into_targets());
        (buffer, cursor, targets)
    };
    let mut context = fresh_context(80, 24);
    let mut seen = Vec::new();
    for (columns, rows) in [(80, 24), (120, 20), (60, 60), (200, 30), (80, 24)] {
        context.size = Size::new(columns, rows);
        for theme in ["default", "dark"] {
            context.theme = crate::tui::theme::directory::built_in(theme).unwrap();
            for action in [
                Action::FIRST,
                Action::DOWN,
                Action::DOWN,
                Action::LAST,
                Action::UP,
            ] {
                act(&mut kept, action, &context);
                let mut anew = layer(kept.screen.page.clone());
                anew.focus.clone_from(&kept.focus);
                anew.about.clone_from(&kept.about);
                let drawn = cells(&kept, &context);
                assert_eq!(
                    drawn,
                    cells(&anew, &context),
                    "{columns}x{rows} {theme} {action:?}"
                );
                seen.push(drawn.0);
            }
            // Another page: nothing of the one before it is left.
            kept.screen.page = tiles(&names[..4 + seen.len() % 4]);
            kept.revision += 1;
        }
    }
    seen.dedup();
    assert!(seen.len() > 40, "{} screens differ", seen.len());
}

#[test]
fn what_does_not_fit_is_scrolled_to_with_the_focus_and_says_so() {
    let names: Vec<String> = (0..12).map(|place| format!("tile{place}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let context = fresh_context(60, 18);
    let mut layer = layer(tiles(&names));
    for (place, name) in names.iter().enumerate() {
        let rows = drawn(&layer, &context);
        assert_eq!(focused(&layer, &context), *name);
        assert!(
            rows.iter().any(|row| row.contains("Renew subscription")),
            "{rows:#?}"
        );
        let signs = (
            rows.iter().any(|row| row.ends_with('▲')),
            rows.iter().any(|row| row.ends_with('▼')),
        );
        match place {
            0 => assert_eq!(signs, (false, true), "{rows:#?}"),
            11 => assert_eq!(signs, (true, false), "{rows:#?}"),
            _ => assert!(signs.0 || signs.1, "{rows:#?}"),
        }
        act(&mut layer, Action::DOWN, &context);
    }
}

#[test]
fn a_click_selects_and_a_click_on_what_is_selected_does_it() {
    let context = fresh_context(120, 40);
    let mut layer = layer(tiles(&["one", "two"]));
    let area = Rect::from((Position::ORIGIN, context.size));
    let mut unseen = Buffer::empty(area);
    let mut canvas = Canvas::with_targets(&mut unseen);
    layer.view(&mut canvas, crate::tui::chrome::room(context.size), &context);
    let targets = canvas.into_targets();
    let find = |wanted| {
        targets
            .iter()
            .find(|(_, target)| *target == wanted)
            .map(|(area, _)| *area)
    };
    let (tile, button) = (find(Target::Row(1)).unwrap(), find(Target::Button(1)).unwrap());
    assert!(
        tile.x > 60 && button.x > tile.x && button.width == 20,
        "{tile} {button}"
    );
    layer.update(ScreenEvent::Pointed(1), &context);
    assert_eq!(focused(&layer, &context), "two");
    assert!(layer.screen.done.is_empty());
    layer.update(ScreenEvent::Pointed(1), &context);
    layer.update(ScreenEvent::Pressed(0), &context);
    let done: Vec<&str> = layer
        .screen
        .done
        .iter()
        .filter_map(|(_, item)| item.as_deref())
        .collect();
    assert_eq!(done, ["two", "one"]);
}

#[test]
fn a_text_scrolls_by_rows_and_pages_and_a_list_moves_its_focus() {
    let context = fresh_context(80, 24);
    let lines: Vec<String> = (1..=60).map(|line| format!("line {line}.")).collect();
    let mut text = layer(Page::new("Terms".into()).with(Block::Text(Text::plain(lines.join("\n")))));
    let first = |layer: &PageLayer<Shown>| {
        drawn(layer, &context)[3]
            .split('.')
            .next()
            .unwrap()
            .trim()
            .to_owned()
    };
    let steps = [
        (Action::DOWN, "line 2"),
        (Action::PAGE_DOWN, "line 21"),
        (Action::LAST, "line 41"),
        (Action::DOWN, "line 41"),
        (Action::UP, "line 40"),
        (Action::FIRST, "line 1"),
    ];
    assert_eq!(drawn(&text, &context)[2].trim(), "Terms");
    for (action, expected) in steps {
        act(&mut text, action, &context);
        assert_eq!(first(&text), expected, "{action:?}");
    }
    let more = text.actions(&context);
    assert!(
        more.iter()
            .any(|hint| hint.action == Action::PAGE_DOWN && hint.in_footer)
    );
    let entries = ["a", "b"].map(|label| {
        let open = Command::open(Hint::shown(Action::ACTIVATE));
        ListItem::new(Item::new(Id::of(label), vec![open]), label.into(), String::new())
    });
    let mut list = layer(Page::new("List".into()).with(Block::List(entries.to_vec())));
    act(&mut list, Action::DOWN, &context);
    act(&mut list, Action::ACTIVATE, &context);
    assert_eq!(list.screen.done, [(Action::ACTIVATE, Some("b".into()))]);
}

#[test]
fn a_page_is_said_with_its_headings_reasons_and_everything_that_it_shows() {
    let mut context = fresh_context(80, 24);
    context.plain = true;
    let layer = layer(tiles(&["open", "closed"]));
    let said = layer.plain(&context);
    assert!(said.lines.is_empty(), "{said:?}");
    let [open, closed] = <[_; 2]>::try_from(said.rows).unwrap();
    assert_eq!(
        open.heading.as_deref(),
        Some("Purchased. Nothing renews by itself.")
    );
    assert_eq!(open.label, "open: Renew subscription");
    assert_eq!(
        open.details,
        [
            "8 days left. Renewal open. Renewal closes December 4.",
            "Benefits stay on.",
            "Price: $475.00 a year."
        ]
    );
    assert_eq!(closed.closed.as_deref(), Some("It opens tomorrow."));
}

#[test]
fn another_version_of_a_value_stands_below_it_and_is_said_behind_it() {
    let context = fresh_context(80, 24);
    let city = Fact::new("City".into(), "Gdańsk".into()).beside("before: Kraków".into());
    let facts = vec![city, Fact::new("Country".into(), "Poland".into())];
    let layer = layer(Page::new("Profile".into()).with(Block::Facts(Facts {
        facts,
        at_right: false,
    })));
    let rows = drawn(&layer, &context);
    let rows: Vec<&str> = rows.iter().map(|row| row.trim()).collect();
    assert_eq!(
        rows[3..6],
        ["City     Gdańsk", "before: Kraków", "Country  Poland"]
    );
    let said = layer.plain(&context).lines;
    assert_eq!(said, ["City: Gdańsk, before: Kraków", "Country: Poland"]);
}

#[test]
fn how_something_stands_is_said_as_it_is_and_only_what_failed_is_an_error() {
    let context = fresh_context(80, 24);
    let sentence = || "Rejected on June 22, 2026".to_owned();
    let notices = [
        Notice::standing(Signal::Bad, sentence()),
        Notice::new(Signal::Bad, sentence()),
    ];
    let page = notices.map(Block::Notice).into_iter();
    let layer = layer(page.fold(Page::new("Profile".into()), Page::with));
    let rows = drawn(&layer, &context).join("\n");
    assert_eq!(rows.matches("✗ Rejected").count(), 2, "{rows}");
    let said = layer.plain(&context).lines;
    assert_eq!(
        said,
        ["Rejected on June 22, 2026", "Error: Rejected on June 22, 2026"]
    );
}

#[test]
fn the_smallest_and_the_largest_room_draw_without_failing() {
    let layer = layer(tiles(&["one", "closed"]));
    for size in [
        Size::new(60, 18),
        Size::new(1, 1),
        Size::new(250, 80),
        Size::new(2, 40),
    ] {
        let context = fresh_context(size.width, size.height);
        let mut buffer = Buffer::empty(Rect::from((Position::ORIGIN, size)));
        let room = Rect::from((Position::ORIGIN, size));
        layer.view(&mut Canvas::new(&mut buffer), room, &context);
    }
}

#[test]
fn while_something_is_asked_only_its_answers_are_heard_whatever_has_the_focus_behind() {
    let context = fresh_context(80, 24);
    let mut page = tiles(&["closed", "open"]);
    page.question = Some(Question::leaving(&context));
    let mut asked = layer(page);
    for action in [
        Action::DOWN,
        Action::CANCEL_SUBSCRIPTION,
        Action::PAGE_DOWN,
        Action::ACTIVATE,
        Action::SUBMIT,
    ] {
        assert!(act(&mut asked, action, &context).say.is_none(), "{action:?}");
    }
    asked.update(ScreenEvent::Pointed(1), &context);
    assert_eq!(asked.screen.done, []);
    let answered = act(&mut asked, Action::BACK, &context);
    assert_eq!(answered.say, None);
    act(&mut asked, Action::DISCARD, &context);
    let expected = [Action::BACK, Action::DISCARD].map(|action| (action, None));
    assert_eq!(asked.screen.done, expected);
    let actions: Vec<Action> = asked.actions(&context).iter().map(|hint| hint.action).collect();
    assert_eq!(actions, [Action::BACK, Action::DISCARD]);
    assert_eq!(asked.plain(&context).rows, []);
}

/// A long text with two buttons above it, the second of which is not possible, and what can be done at the end.
fn with_buttons() -> Page {
    let lines: Vec<String> = (1..=40).map(|line| format!("line {line}.")).collect();
    let give_up = Hint::labeled(Action::CANCEL_SUBSCRIPTION, "button-cancel-subscription");
    let text = Block::Text(Text::plain(lines.join("\n")));
    Page::new("Order".into())
        .with_buttons(vec![
            Command::open(Hint::labeled(Action::ORDERS, "title-orders")),
            Command::unavailable(give_up, "It is being settled.".into()),
            Command::open(Hint::shown(Action::CLOSE)),
        ])
        .with(text)
}

#[test]
fn beside_buttons_the_keys_that_move_up_and_down_scroll_what_is_read_and_enter_does_what_the_button_says() {
    let context = fresh_context(60, 18);
    let mut layer = layer(with_buttons());
    let rows = drawn(&layer, &context);
    assert!(
        rows.iter()
            .any(|row| row.contains("Orders") && row.contains("Close")),
        "{rows:#?}"
    );
    let unavailable = "Cancel subscription · It is being settled.";
    assert!(rows.iter().any(|row| row.contains(unavailable)), "{rows:#?}");
    act(&mut layer, Action::ACTIVATE, &context);
    act(&mut layer, Action::RIGHT, &context);
    assert_eq!(focused(&layer, &context), "Close");
    act(&mut layer, Action::ACTIVATE, &context);
    assert_eq!(layer.screen.done, [(Action::ORDERS, None), (Action::CLOSE, None)]);
    act(&mut layer, Action::PAGE_DOWN, &context);
    act(&mut layer, Action::DOWN, &context);
    let rows = drawn(&layer, &context);
    assert!(!rows.iter().any(|row| row.contains("Orders")), "{rows:#?}");
    assert!(rows.iter().any(|row| row.contains("line 20.")), "{rows:#?}");
}

/// Seen: "Close" stood twice behind a confirmation, for Esc and for Enter.
#[test]
fn what_two_keys_do_is_one_button() {
    let context = fresh_context(60, 18);
    let layer = layer(Page::new("Order".into()).with_buttons(Command::closing()));
    let rows = drawn(&layer, &context);
    let (_, page) = rows.split_last().unwrap();
    let count: usize = page.iter().map(|row| row.matches("Close").count()).sum();
    assert_eq!(count, 1, "{rows:#?}");
}

/// `PgDn More` stayed in the last row at the end of a text.
#[test]
fn more_is_offered_only_while_there_is_more() {
    let context = fresh_context(60, 18);
    let mut layer = layer(with_buttons());
    let offers_more = |layer: &PageLayer<Shown>| {
        let mut actions = layer.actions(&context).into_iter();
        actions.any(|hint| hint.action == Action::PAGE_DOWN && hint.in_footer)
    };
    assert!(offers_more(&layer));
    act(&mut layer, Action::LAST, &context);
    assert!(!offers_more(&layer));
    act(&mut layer, Action::UP, &context);
    assert!(offers_more(&layer));
}
