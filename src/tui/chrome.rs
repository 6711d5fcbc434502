//! The frame around every screen: the product, the account, as whom and on which day; the places; the keys that are
//! possible now.

use std::sync::Arc;

use ratatui::layout::{Position, Rect, Size};
use ratatui::text::{Line, Span};
use ratatui::widgets::{Clear, Paragraph, Wrap};

use crate::domain::message::Arg;
use crate::i18n::I18n;

use super::action::{Hint, key_name};
use super::canvas::{Canvas, Target};
use super::keymap::Keymap;
use super::layer::{Context, Header};
use super::memo::{Memo, RenderStyle};
use super::places::Place;
use super::theme::Theme;
use super::widgets::cells::{columns, shortened};
use super::widgets::scroll::wrap;

mod footer;

/// Smaller than this, the desk says so and waits.
pub const SMALLEST: Size = Size::new(60, 18);

/// From so many rows on, the places have a row of their own.
pub const PLACES: u16 = 22;
/// The row has to be so much wider than account and person to tell the year as well.
const YEAR: u16 = 40;
/// A company is told from others by so many columns at least.
const SHORTEST_COMPANY: u16 = 4;
/// Roles that are worth a part of the row have so many columns at least, with what stands before them.
const SHORTEST_ROLES: u16 = 7;

/// Most rows of a sentence that is said.
const MOST_SAID: usize = 5;

/// What header and footer say about the screen between them.
#[derive(Debug)]
pub struct HeadBar {
    /// Whether the screen is about the account that is open, so that the header names it.
    pub of_account: bool,
    /// Whether one can be at places.
    pub has_places: bool,
    /// The place that one is at, if it is one.
    pub place: Option<Place>,
    /// What is possible now.
    pub hints: Vec<Hint>,
    /// Whether text is being typed: then only keys are named that are no text.
    pub typing: bool,
    /// Whether a sentence stands in the last row instead of the keys ([`say`]).
    pub says: bool,
}

/// Header and footer in words, kept from key to key.
#[derive(Debug, Default)]
pub struct Words {
    header: Memo<HeadKey, Worded>,
    footer: Memo<footer::FootKey, Vec<footer::FootItem>>,
}

/// What the words of the header follow from.
#[derive(PartialEq, Eq, Debug)]
struct HeadKey {
    tone: RenderStyle,
    header: Arc<Header>,
    demo: bool,
    size: Size,
    of_account: bool,
    place: Option<Place>,
    /// The places that are there.
    places: Vec<Place>,
    keymap: Arc<Keymap>,
}

/// The header in words, each text as long as there is room for it.
#[derive(Debug)]
struct Worded {
    /// The ends of the first row.
    first: (Line<'static>, Line<'static>),
    /// The places, each with its columns; in the second row, or at the left of the first one.
    places: Vec<(Place, Rect, Line<'static>)>,
}

/// Whether a screen can be shown at that size.
pub const fn fits(size: Size) -> bool {
    size.width >= SMALLEST.width && size.height >= SMALLEST.height
}

/// The room for a screen; it has a row more where the places have none of their own.
pub fn room(size: Size) -> Rect {
    let above = 1 + u16::from(size.height >= PLACES);
    Rect {
        x: 1,
        y: above,
        width: size.width.saturating_sub(2),
        height: size.height.saturating_sub(above + 1),
    }
}

/// Draws header and footer; gives the room between them, or `None` when the terminal is too small for a screen.
pub fn view(canvas: &mut Canvas<'_>, context: &Context, bar: HeadBar, words: &Words) -> Option<Rect> {
    let area = canvas.area();
    if !fits(area.as_size()) {
        too_small(canvas, context);
        return None;
    }
    let theme = &context.theme;
    let places = Place::ALL.into_iter().filter(|place| place.is_there(context));
    let told = HeadKey {
        tone: RenderStyle::of(context),
        header: Arc::clone(&context.header),
        demo: context.demo,
        size: area.as_size(),
        of_account: bar.of_account,
        place: bar.place,
        places: places.filter(|_| bar.has_places).collect(),
        keymap: Arc::clone(&context.keymap),
    };
    let worded = words.header.of(told, worded);
    let row = |y: u16| Rect {
        y: area.y + y,
        height: 1,
        ..area
    };
    both_ends(canvas, row(0), &worded.first);
    for (place, at, words) in &worded.places {
        canvas.render_widget(words, *at);
        if bar.hints.iter().any(|hint| hint.action == place.action()) {
            canvas.target(*at, Target::Action(place.action()));
        }
    }
    let last = row(area.height - 1);
    let last = Rect {
        x: last.x + 1,
        width: last.width - 2,
        ..last
    };
    if !bar.says {
        let told = footer::FootKey {
            i18n: context.i18n.clone(),
            keymap: Arc::clone(&context.keymap),
            hints: bar.hints,
            typing: bar.typing,
        };
        footer::view(canvas, last, theme, &words.footer.of(told, footer::items));
    }
    Some(room(area.as_size()))
}

/// Says a sentence in the last row. One that is longer takes rows above it until the next key, below a rule: whoever is
/// refused something reads the whole reason.
pub fn say(canvas: &mut Canvas<'_>, sentence: &str, theme: &Theme) {
    let area = canvas.area();
    let mut lines = wrap(sentence, area.width.saturating_sub(2));
    if lines.len() > MOST_SAID {
        lines.truncate(MOST_SAID);
        if let Some(last) = lines.last_mut() {
            last.push_str(theme.symbols.ellipsis);
        }
    }
    let height = u16::try_from(lines.len()).unwrap_or(u16::MAX).min(area.height);
    let said = Rect {
        x: area.x + 1,
        y: area.bottom() - height,
        width: area.width.saturating_sub(2),
        height,
    };
    if height > 1 {
        let covered = Rect {
            y: said.y.saturating_sub(1),
            height: height + 1,
            ..area
        };
        canvas.cover(covered);
        canvas.render_widget(Clear, covered);
        let dashes = theme.symbols.border.horizontal_top.repeat(area.width.into());
        canvas.render_widget(Line::styled(dashes, theme.border), Rect { height: 1, ..covered });
    }
    let lines = lines.into_iter().map(|line| Line::styled(line, theme.title));
    canvas.render_widget(Paragraph::new(lines.collect::<Vec<_>>()), said);
}

fn worded(told: &HeadKey) -> Worded {
    let RenderStyle { i18n, theme, today } = &told.tone;
    let (width, ellipsis) = (told.size.width, theme.symbols.ellipsis);
    let is_low = told.size.height < PLACES;
    let product = i18n.t(if told.demo { "app-name-demo" } else { "app-name" });
    let places = places(told, is_low);
    // Where there are few rows, the place stands where the product does else.
    let product = match places.first() {
        Some((_, at, _)) if is_low => " ".repeat(usize::from(at.right())),
        _ => format!(" {product}"),
    };
    let all_accounts = all_accounts(&told.header, i18n);
    let account = if told.of_account {
        columns(&told.header.account())
    } else {
        columns(&all_accounts)
    };
    // The year gives way to the account.
    let whole = columns(&told.header.account()).saturating_add(columns(&told.header.person));
    let day = if whole.saturating_add(YEAR) > width && told.of_account {
        i18n.day_month_short(*today)
    } else {
        i18n.day_short(*today)
    };
    // Two blanks before the account and before the person, one at the end. The account matters more than who one is: the
    // roles give way first, then the name down to a fifth of the row.
    let blanks = 5;
    let taken = columns(&product)
        .saturating_add(columns(&day))
        .saturating_add(3 + blanks);
    let beside = width.saturating_sub(account).saturating_sub(taken);
    let roles: Vec<String> = told.header.roles.iter().map(|key| i18n.t(key)).collect();
    let person = person_in(
        &told.header.person,
        &roles.join(", "),
        (beside, width / 5),
        ellipsis,
    );
    let right = if person.is_empty() {
        format!("{day} ")
    } else {
        format!("{person} · {day} ")
    };
    let room = width
        .saturating_sub(columns(&product))
        .saturating_sub(columns(&right))
        .saturating_sub(4);
    let account = if told.of_account {
        account_in(&told.header, room, ellipsis)
    } else {
        shortened(&all_accounts, room, ellipsis)
    };
    Worded {
        first: (
            Line::from(vec![
                Span::styled(product, theme.accent),
                Span::raw("  "),
                Span::styled(account, theme.title),
            ]),
            Line::styled(right, theme.faint),
        ),
        places,
    }
}

/// The places, as many as there is room for, the current one always; only that one where there are few rows.
fn places(told: &HeadKey, is_low: bool) -> Vec<(Place, Rect, Line<'static>)> {
    let widths = told.places.iter().map(|place| {
        let words = place_words(*place, false, told);
        (*place, u16::try_from(words.width()).unwrap_or(u16::MAX))
    });
    let widths: Vec<(Place, u16)> = widths.collect();
    let current = widths.iter().find(|(place, _)| Some(*place) == told.place);
    let (y, mut left) = if is_low { (0, 0) } else { (1, 1) };
    let mut room = told.size.width.saturating_sub(2 * left);
    room = room.saturating_sub(current.map_or(0, |(_, width)| *width));
    let mut shown = Vec::new();
    for (place, width) in widths {
        let is_current = Some(place) == told.place;
        if !is_current && (is_low || width + 1 > room) {
            continue;
        }
        if !is_current {
            room -= width + 1;
        }
        let words = place_words(place, is_current, told);
        let at = Rect::from((Position::new(left, y), Size::new(width, 1)));
        shown.push((place, at, words));
        left += width + 1;
    }
    shown
}

/// A place with its key, and how much waits there.
fn place_words(place: Place, is_current: bool, told: &HeadKey) -> Line<'static> {
    let RenderStyle { i18n, theme, .. } = &told.tone;
    let key = told.keymap.key_shown(place.action(), false).map(key_name);
    let label = i18n.t(place.label_key());
    let name = key.map_or_else(|| format!(" {label} "), |key| format!(" {key} {label} "));
    let (named, counted) = if is_current {
        (theme.selected, theme.selected)
    } else {
        (theme.faint, theme.warning)
    };
    // On a screen of all accounts the counts of one of them would mislead.
    let is_told = told.of_account || !place.is_of_account();
    let waiting = is_told.then(|| place.waiting(&told.header).shown()).flatten();
    let count = waiting.map(|count| Span::styled(format!("{count} "), counted));
    std::iter::once(Span::styled(name, named)).chain(count).collect()
}

/// Name and roles in so many columns; the name alone where hardly a word of the roles would be left, and at least in as
/// many columns as the second number says.
fn person_in(name: &str, roles: &str, (room, least): (u16, u16), ellipsis: &str) -> String {
    let with_roles = format!("{name} · {roles}");
    let with_roles = with_roles.trim_matches([' ', '·']);
    let shortest = columns(name).saturating_add(SHORTEST_ROLES);
    if columns(with_roles) <= room || room >= shortest {
        shortened(with_roles, room, ellipsis)
    } else {
        shortened(name, room.max(least), ellipsis)
    }
}

/// What stands in the place of an account on a screen that is of all of them: nothing before the first one was opened.
pub fn all_accounts(header: &Header, i18n: &I18n) -> String {
    if header.account().is_empty() {
        return String::new();
    }
    match header
        .counted_accounts()
        .and_then(|accounts| i64::try_from(accounts).ok())
    {
        Some(accounts) => i18n.tr("all-accounts-counted", &[("count", Arg::Count(accounts))]),
        None => i18n.t("all-accounts"),
    }
}

/// Company and MPN ID in so many columns. The company is shortened; a part of an ID would be another one that looks
/// right, so it stands whole or not at all.
fn account_in(header: &Header, room: u16, ellipsis: &str) -> String {
    let whole = header.account();
    if columns(&whole) <= room {
        return whole;
    }
    let behind = format!(" · {}", header.mpn);
    match room.saturating_sub(columns(&behind)) {
        short if short < SHORTEST_COMPANY || header.mpn.is_empty() => {
            shortened(&header.company, room, ellipsis)
        }
        short => format!("{}{behind}", shortened(&header.company, short, ellipsis)),
    }
}

/// Two texts in one row.
fn both_ends(canvas: &mut Canvas<'_>, area: Rect, (left, right): &(Line<'_>, Line<'_>)) {
    let width = u16::try_from(right.width()).unwrap_or(u16::MAX).min(area.width);
    let end = Rect {
        x: area.right() - width,
        width,
        ..area
    };
    canvas.render_widget(left, area);
    canvas.render_widget(right, end);
}

fn too_small(canvas: &mut Canvas<'_>, context: &Context) {
    let count = |number: u16| Arg::Count(i64::from(number));
    let args = [
        ("columns", count(SMALLEST.width)),
        ("rows", count(SMALLEST.height)),
    ];
    let text = Paragraph::new(context.i18n.tr("resize-too-small", &args)).wrap(Wrap { trim: true });
    canvas.render_widget(text, canvas.area());
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Buffer;

    use super::*;
    use crate::config::file::File;
    use crate::i18n::{I18n, Locale};
    use crate::services::waiting::{Count, Part};
    use crate::tui::action::Action;
    use crate::tui::screens::testing;

    /// A desk and what a screen says of itself.
    struct Scene {
        context: Context,
        has_places: bool,
        place: Option<Place>,
        of_account: bool,
        hints: Vec<Hint>,
        typing: bool,
    }

    impl Scene {
        fn drawn(&self, words: &Words) -> Buffer {
            let mut buffer =
                Buffer::empty(Rect::new(0, 0, self.context.size.width, self.context.size.height));
            let bar = HeadBar {
                has_places: self.has_places,
                place: self.place,
                of_account: self.of_account,
                hints: self.hints.clone(),
                typing: self.typing,
                says: false,
            };
            view(&mut Canvas::new(&mut buffer), &self.context, bar, words);
            buffer
        }
    }

    #[test]
    fn kept_words_of_header_and_footer_are_never_those_of_another_desk_or_screen() {
        let mut scene = Scene {
            context: testing::fresh_context(Locale::EnUs, 80, 24),
            has_places: true,
            place: Some(Place::Offers),
            of_account: true,
            hints: vec![Hint::shown(Action::QUIT)],
            typing: false,
        };
        // So long that it is cut, with a sign that a theme decides.
        scene.context.header = Arc::new(header(&"Membership of many offices ".repeat(5), "Ana"));
        let changes: [fn(&mut Scene); 15] = [
            |scene| scene.context.i18n = I18n::new(Locale::PlPl),
            |scene| scene.context.today = scene.context.today.plus(1),
            |scene| scene.context.theme = scene.context.theme.ascii(),
            |scene| scene.context.theme = Theme::default(),
            |scene| {
                scene.context.header = Arc::new(Header {
                    company: "Contoso".to_owned(),
                    ..Header::default()
                });
            },
            |scene| {
                let mut header = Header::clone(&scene.context.header);
                header.waiting.offers = Count::new(3, false);
                scene.context.header = Arc::new(header);
            },
            |scene| scene.of_account = false,
            |scene| scene.context.demo = !scene.context.demo,
            |scene| scene.context.size.width = 70,
            |scene| scene.place = None,
            |scene| scene.has_places = false,
            |scene| scene.context.size.height = 20,
            |scene| scene.hints.push(Hint::shown(Action::ORDERS)),
            |scene| {
                let file = File::new("keymap.toml", "[keys]\norders = [\"f7\"]\n");
                scene.context.keymap = Arc::new(Keymap::read(&file).unwrap());
            },
            |scene| scene.typing = true,
        ];
        let words = Words::default();
        for (place, change) in changes.into_iter().enumerate() {
            let before = scene.drawn(&words);
            change(&mut scene);
            let anew = scene.drawn(&Words::default());
            assert_ne!(before, anew, "change {place} shows");
            assert_eq!(scene.drawn(&words), anew, "change {place}");
        }
    }
    fn header(company: &str, person: &str) -> Header {
        Header {
            company: company.to_owned(),
            mpn: "MPN 2345678".to_owned(),
            person: person.to_owned(),
            ..Header::default()
        }
    }

    #[test]
    fn a_part_of_an_mpn_id_stood_there_as_if_it_were_another_one() {
        let check = |company: &str, room, expected: &str| {
            assert_eq!(account_in(&header(company, ""), room, "…"), expected);
        };
        let company = "Bałtyk Systemy sp. z o.o.";
        check(company, 39, "Bałtyk Systemy sp. z o.o. · MPN 2345678");
        check(company, 38, "Bałtyk Systemy sp. z o.… · MPN 2345678");
        check(company, 29, "Bałtyk Systemy… · MPN 2345678");
        check(company, 18, "Bał… · MPN 2345678");
        check(company, 17, "Bałtyk Systemy s…");
        check("", 10, "");
    }

    #[test]
    fn roles_give_way_to_the_account_before_the_name_does() {
        let check = |room, expected: &str| {
            let person = person_in("Dana Whitfield", "Global admin", (room, 12), "…");
            assert_eq!(person, expected);
        };
        check(29, "Dana Whitfield · Global admin");
        check(21, "Dana Whitfield · Glo…");
        check(20, "Dana Whitfield");
        check(9, "Dana Whitfi…");
        assert_eq!(person_in("", "", (9, 12), "…"), "");
    }

    #[test]
    fn the_last_row_cut_the_reason_why_something_is_unavailable() {
        let sentence = "You need one of these roles: Global admin, User management admin, MPN partner admin and Admin \
                        agent. Ask one of these people: Dana Whitfield, Ingrid Köhler, Tom Okafor.";
        let said = |sentence: &str, width| {
            let area = Rect::new(0, 0, width, 8);
            let mut buffer = Buffer::filled(area, ratatui::buffer::Cell::new("x"));
            say(&mut Canvas::new(&mut buffer), sentence, &Theme::plain());
            let row = |y| -> String { (0..width).map(|x| buffer[(x, y)].symbol()).collect() };
            (0..8).map(row).collect::<Vec<_>>()
        };
        for width in [60, 80, 120] {
            let rows = said(sentence, width);
            let whole: Vec<&str> = rows.iter().flat_map(|row| row.split_whitespace()).collect();
            assert!(whole.join(" ").ends_with(sentence), "{rows:#?}");
        }
        let rows = said(sentence, 80);
        assert!(
            rows[3].starts_with("xxx") && rows[4].starts_with("───"),
            "{rows:#?}"
        );
        let rows = said("It opens tomorrow.", 80);
        assert!(
            rows[6].starts_with("xxx") && rows[7].starts_with("xIt opens"),
            "{rows:#?}"
        );
        let rows = said(&sentence.repeat(9), 60);
        assert!(rows[2].starts_with("───") && rows[7].contains('…'), "{rows:#?}");
    }

    #[test]
    fn how_much_waits_stands_behind_the_place_and_on_a_low_screen_as_well() {
        let mut scene = Scene {
            context: testing::fresh_context(Locale::EnUs, 80, 24),
            has_places: true,
            place: Some(Place::Offers),
            of_account: true,
            hints: Vec::new(),
            typing: false,
        };
        let mut header = header("Contoso", "Ana");
        header.parts = vec![Part::Support];
        header.waiting.offers = Count::new(2, false);
        header.waiting.support = Count::new(100, false);
        header.waiting.staff.queue = Count::new(7, false);
        scene.context.account = Some(testing::ACCOUNT);
        scene.context.header = Arc::new(header);
        let row = |scene: &Scene, y| -> String {
            let drawn = scene.drawn(&Words::default());
            (0..drawn.area.width).map(|x| drawn[(x, y)].symbol()).collect()
        };
        let places = row(&scene, 1);
        assert_eq!(places.trim(), "2 Offers 2   3 Orders   5 Support 99+   7 Company");
        scene.context.size.height = 20;
        assert!(row(&scene, 0).starts_with(" 2 Offers 2 "), "{}", row(&scene, 0));
        // Where one is at none of them, none is named where only the current one has room.
        scene.place = None;
        assert!(!row(&scene, 0).contains("Offers"), "{}", row(&scene, 0));
    }

    #[test]
    fn the_header_has_all_of_an_mpn_id_in_every_width_beside_whomever() {
        let mut scene = Scene {
            context: testing::fresh_context(Locale::PlPl, 60, 18),
            has_places: true,
            place: Some(Place::Offers),
            of_account: true,
            hints: Vec::new(),
            typing: false,
        };
        let people = [
            "",
            "Dana Whitfield",
            "Somebody with a name that is longer than half of the row",
        ];
        for (person, width) in people
            .into_iter()
            .flat_map(|person| (60..=130).map(move |width| (person, width)))
        {
            scene.context.size.width = width;
            let company = "Bałtyk Systemy i Rozwiązania Chmurowe spółka z ograniczoną odpowiedzialnością";
            scene.context.header = Arc::new(header(company, person));
            let drawn = scene.drawn(&Words::default());
            let row: String = (0..width).map(|x| drawn[(x, 0)].symbol()).collect();
            assert!(row.contains(" · MPN 2345678  "), "{row}");
            assert!(
                person.is_empty() || row.contains(person.get(..8).unwrap()),
                "{row}"
            );
            scene.of_account = false;
            let drawn = scene.drawn(&Words::default());
            let row: String = (0..width).map(|x| drawn[(x, 0)].symbol()).collect();
            assert!(!row.contains("MPN") && !row.contains("Bałtyk"), "{row}");
            scene.of_account = true;
        }
    }
}
