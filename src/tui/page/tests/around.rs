//! What stands around the blocks of a page, above a form or a table and beside it, and the blocks that threads and
//! lists are made of.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{act, drawn, fresh_context, layer};
use crate::tui::action::{Action, Hint};
use crate::tui::canvas::{Canvas, Target};
use crate::tui::form::{Field, Form};
use crate::tui::layer::{Context, Screen, ScreenEvent, Step};
use crate::tui::page::blocks::tabs::Tab;
use crate::tui::page::blocks::thread::Post;
use crate::tui::page::blocks::words::{Headline, Text};
use crate::tui::page::{Block, Command, Framed, Id, Mark, Narrow, Page, PageLayer, PageScreen, Signal, Wait};
use crate::tui::plain::Means;

/// A screen that shows a page with a form.
#[derive(Debug)]
struct Filled {
    page: Page,
    form: Form,
    done: Vec<Action>,
}

impl PageScreen for Filled {
    fn page(&self, _context: &Context) -> Page {
        self.page.clone()
    }

    fn run(&mut self, action: Action, _item: Option<&Id>, _context: &Context) -> Step {
        self.done.push(action);
        Step::none()
    }

    fn form(&self) -> Option<&Form> {
        Some(&self.form)
    }

    fn form_mut(&mut self) -> Option<&mut Form> {
        Some(&mut self.form)
    }
}

fn filled(page: Page) -> PageLayer<Filled> {
    let note = Field::text("note", "field-note", 40, "");
    PageLayer::of(Filled {
        page,
        form: Form::new(vec![note], "button-submit"),
        done: Vec::new(),
    })
}

fn text(text: &str) -> Block {
    Block::Text(Text::plain(text.to_owned()))
}

fn beside(blocks: Vec<Block>) -> Framed {
    Framed {
        title: "Beside".into(),
        blocks,
        is_changed: false,
        command: None,
    }
}

fn has(rows: &[String], text: &str) -> bool {
    rows.iter().any(|row| row.contains(text))
}

#[test]
fn the_head_stays_in_sight_however_far_one_scrolls_and_what_is_new_is_shown_from_its_end() {
    let context = fresh_context(60, 18);
    let lines: Vec<String> = (1..=60).map(|line| format!("line {line}.")).collect();
    let page = |about: &str, ends| Page {
        about: about.into(),
        ends,
        head: vec![Block::Headline(Headline {
            text: "What it is".into(),
            badge: Mark::new(Signal::Warn, "Attention needed".into()),
        })],
        ..Page::new("Title".into()).with(text(&lines.join("\n")))
    };
    let mut layer = layer(page("", false));
    let rows = drawn(&layer, &context);
    assert!(
        rows[2].starts_with(" What it is") && rows[2].ends_with("Attention needed"),
        "{rows:#?}"
    );
    assert!(has(&rows, "line 1."));
    act(&mut layer, Action::LAST, &context);
    let rows = drawn(&layer, &context);
    assert!(has(&rows, "line 60.") && has(&rows, "What it is"), "{rows:#?}");
    act(&mut layer, Action::FIRST, &context);
    layer.screen.page = page("something new", true);
    layer.update(ScreenEvent::NewDay, &context);
    assert!(has(&drawn(&layer, &context), "line 60."));
    act(&mut layer, Action::UP, &context);
    let rows = drawn(&layer, &context);
    assert!(
        has(&rows, "line 59.") && !has(&rows, "line 60."),
        "one can leave the end: {rows:#?}"
    );
}

#[test]
fn what_stands_beside_a_form_stands_below_or_above_it_where_there_is_no_right_side() {
    let page = |narrow| Page {
        aside: Some(beside(vec![text("No money comes back.")])),
        narrow,
        ..Page::new("Form".into())
    };
    let above = filled(page(Narrow::Above(vec![text("Their question.")])));
    let below = filled(page(Narrow::Below(vec![text("No money comes back.")])));
    let places = |layer: &PageLayer<Filled>, context: &Context, text: &str| -> Vec<usize> {
        let rows = drawn(layer, context).into_iter().enumerate();
        let rows = rows.filter(|(_, row)| row.contains(text));
        rows.map(|(place, _)| place).collect()
    };
    let (narrow, wide) = (fresh_context(80, 24), fresh_context(120, 24));
    // In sight at the bottom; or in a frame at the right, whose border is on the row of the field.
    assert_eq!(places(&below, &narrow, "Note"), [3]);
    assert_eq!(places(&below, &narrow, "No money"), [22]);
    assert_eq!(places(&below, &wide, "Note"), [3]);
    assert_eq!(places(&below, &wide, "No money"), [4]);
    assert_eq!(places(&above, &narrow, "Their question"), [3]);
    assert_eq!(places(&above, &narrow, "Note"), [5]);
    let none: [usize; 0] = [];
    assert_eq!(places(&above, &wide, "Their question"), none);

    // Line by line it is heard where the form can be sent.
    let mut below = below;
    let mut plain = narrow;
    plain.plain = true;
    let none: [&str; 0] = [];
    assert_eq!(below.plain(&plain).lines, none);
    below.screen.form.focus_on_button();
    assert_eq!(below.plain(&plain).lines, ["No money comes back."]);
}

#[test]
fn the_room_beside_a_table_stays_free_while_what_belongs_there_is_read_and_the_end_is_shown_where_it_counts()
{
    let context = fresh_context(120, 24);
    let lines: Vec<String> = (1..=60).map(|line| format!("line {line}.")).collect();
    let page = |blocks, ends| Page {
        ends,
        aside: Some(beside(blocks)),
        ..Page::new("Form".into())
    };
    let on_its_way = drawn(&filled(page(Vec::new(), false)), &context);
    assert!(
        !has(&on_its_way, "Beside") && !has(&on_its_way, "╭"),
        "{on_its_way:#?}"
    );
    let whole = text(&lines.join("\n"));
    let from_above = drawn(&filled(page(vec![whole.clone()], false)), &context);
    assert!(has(&from_above, "line 1.") && !has(&from_above, "line 60."));
    let from_below = drawn(&filled(page(vec![whole], true)), &context);
    assert!(has(&from_below, "line 60.") && !has(&from_below, "line 1."));
}

#[test]
fn a_command_of_the_page_goes_before_the_forms_own_and_what_is_named_behind_leaving_stays_there() {
    let context = fresh_context(80, 24);
    let attach = Hint::labeled(Action::ACTIVATE, "action-attach");
    let hints = [attach, Hint::shown(Action::BACK), Hint::shown(Action::DISCARD)];
    let mut layer = filled(Page {
        commands: hints.map(Command::open).to_vec(),
        ..Page::new("Form".into())
    });
    let actions = layer.actions(&context);
    let place = |wanted| actions.iter().position(|hint| hint.action == wanted);
    assert_eq!(place(Action::ACTIVATE), Some(0));
    assert_eq!(actions[0].label_key(), "action-attach");
    let once = actions.iter().filter(|hint| hint.action == Action::ACTIVATE);
    assert_eq!(once.count(), 1);
    assert!(place(Action::SUBMIT) < place(Action::BACK) && place(Action::BACK) < place(Action::DISCARD));
    layer.update(ScreenEvent::Action(Action::ACTIVATE), &context);
    layer.update(ScreenEvent::Action(Action::NEXT_FIELD), &context);
    assert_eq!(layer.screen.done, [Action::ACTIVATE]);
    assert_eq!(layer.screen.form.focused(), None, "the form has its other keys");
}

#[test]
fn what_is_on_its_way_has_no_cursor_and_nothing_to_click() {
    let context = fresh_context(80, 24);
    let look = |wait| {
        let layer = filled(Page {
            wait,
            ..Page::new("Form".into())
        });
        let area = Rect::from((Position::ORIGIN, context.size));
        let mut unseen = Buffer::empty(area);
        let mut canvas = Canvas::with_targets(&mut unseen);
        layer.view(&mut canvas, crate::tui::chrome::room(context.size), &context);
        let cursor = canvas.cursor().is_some();
        let targets = canvas.into_targets();
        (cursor, targets.at(Position::new(12, 3)))
    };
    assert_eq!(look(None), (true, Some(Target::Field(0))));
    assert_eq!(look(Some(Wait::Told)), (false, None));
}

#[test]
fn a_click_on_a_list_of_several_leads_there_and_line_by_line_the_others_are_rows() {
    let mut context = fresh_context(80, 24);
    let tab = |label: &str, leads: Option<Action>| Tab {
        label: label.into(),
        is_shown: leads.is_none(),
        leads,
    };
    let tabs = vec![tab("Open", None), tab("Closed", Some(Action::RIGHT))];
    let layer = layer(Page::new("Lists".into()).with(Block::Tabs(tabs)));
    let rows = drawn(&layer, &context);
    assert_eq!(rows[3], " [ Open ]   Closed");
    let area = Rect::from((Position::ORIGIN, context.size));
    let mut unseen = Buffer::empty(area);
    let mut canvas = Canvas::with_targets(&mut unseen);
    layer.view(&mut canvas, crate::tui::chrome::room(context.size), &context);
    let targets = canvas.into_targets();
    let closed = Some(Target::Action(Action::RIGHT));
    let at = [9, 10, 19, 20].map(|column| targets.at(Position::new(column, 3)));
    assert_eq!(at, [None, closed, closed, None]);
    context.plain = true;
    let said = layer.plain(&context).rows;
    let said: Vec<(&str, &Means)> = said.iter().map(|row| (row.label.as_str(), &row.means)).collect();
    assert_eq!(said, [("Closed", &Means::Act(Action::RIGHT))]);
}

#[test]
fn who_wrote_stands_above_each_text_and_no_text_passes_for_a_name() {
    let context = fresh_context(60, 18);
    let post = |by: &str, text: Option<&str>| Post {
        by: by.into(),
        about: "June 22".into(),
        is_answer: by == "Sofia",
        text: text.map(str::to_owned),
    };
    let posts = vec![
        post("Dana", Some("Sofia · June 22\nSigned, Sofia")),
        post("Sofia", None),
    ];
    let layer = layer(Page::new("Thread".into()).with(Block::Thread(posts)));
    let rows = drawn(&layer, &context);
    let found: Vec<&str> = rows.iter().skip(2).take(5).map(|row| row.trim_end()).collect();
    let expected = [
        " Dana · June 22",
        "   Sofia · June 22",
        "   Signed, Sofia",
        "",
        " Sofia · June 22",
    ];
    assert_eq!(found, expected, "{rows:#?}");
}

/// Seen once: between the lines of a reply plain mode said "�".
#[test]
fn a_text_of_several_lines_was_said_with_a_sign_for_what_cannot_be_shown() {
    let mut context = fresh_context(80, 24);
    context.plain = true;
    let post = |text: Option<&str>| Post {
        by: "Dana".into(),
        about: "June 22".into(),
        is_answer: false,
        text: text.map(str::to_owned),
    };
    let posts = vec![post(Some("Which invoice?\n\nThe one of May.")), post(None)];
    let layer = layer(Page::new("Thread".into()).with(Block::Thread(posts)));
    let expected = [
        "Dana · June 22: Which invoice? The one of May.",
        "Dana · June 22.",
    ];
    assert_eq!(layer.plain(&context).lines, expected);
}
