//! The frame around every screen: where one is, as whom, on which day; and the keys that are possible now.

use std::sync::Arc;

use ratatui::layout::{Rect, Size};
use ratatui::text::{Line, Span};
use ratatui::widgets::{Paragraph, Wrap};

use crate::domain::message::Arg;

use super::action::Hint;
use super::canvas::Canvas;
use super::kept::{Kept, Tone};
use super::layer::{Desk, Header};
use super::widgets::cells::{columns, shortened};

mod footer;

/// Smaller than this, the desk says so and waits.
pub const SMALLEST: Size = Size::new(60, 18);

/// A company is told from others by so many columns at least.
const SHORTEST_COMPANY: u16 = 4;
/// Roles that are worth a part of the row have so many columns at least, with what stands before them.
const SHORTEST_ROLES: u16 = 7;

/// What header and footer say about the screen between them.
#[derive(Debug)]
pub struct Bar<'a> {
    /// The screen's title.
    pub title: String,
    /// Whether the screen is about the account that is open, so that the header names it.
    pub of_account: bool,
    /// What is possible now.
    pub hints: Vec<Hint>,
    /// Whether text is being typed: then only keys are named that are no text.
    pub typing: bool,
    /// A sentence that stands in the last row instead of the keys.
    pub said: Option<&'a str>,
}

/// Header and footer in words, kept from key to key.
#[derive(Debug, Default)]
pub struct Words {
    header: Kept<Told, Worded>,
    footer: Kept<footer::Told, Vec<footer::Item>>,
}

/// What the words of the header follow from.
#[derive(PartialEq, Eq, Debug)]
struct Told {
    tone: Tone,
    header: Arc<Header>,
    demo: bool,
    width: u16,
    title: String,
    of_account: bool,
}

/// The header in words, each text as long as there is room for it.
#[derive(Debug)]
struct Worded {
    /// The ends of the first row.
    first: (Line<'static>, Line<'static>),
    /// The ends of the second row.
    second: (Line<'static>, Line<'static>),
    rule: Line<'static>,
}

/// Whether a screen can be shown at that size.
pub const fn fits(size: Size) -> bool {
    size.width >= SMALLEST.width && size.height >= SMALLEST.height
}

/// Draws header and footer; gives the room between them, or `None` when the terminal is too small for a screen.
pub fn view(canvas: &mut Canvas<'_>, desk: &Desk, bar: Bar<'_>, words: &Words) -> Option<Rect> {
    let area = canvas.area();
    if !fits(area.as_size()) {
        too_small(canvas, desk);
        return None;
    }
    let theme = &desk.theme;
    let told = Told {
        tone: Tone::of(desk),
        header: Arc::clone(&desk.header),
        demo: desk.demo,
        width: area.width,
        title: bar.title,
        of_account: bar.of_account,
    };
    let worded = words.header.of(told, worded);
    let row = |y: u16| Rect {
        y: area.y + y,
        height: 1,
        ..area
    };
    both_ends(canvas, row(0), &worded.first);
    both_ends(canvas, row(1), &worded.second);
    canvas.render_widget(&worded.rule, row(2));
    let inside = |area: Rect| Rect {
        x: area.x + 1,
        width: area.width - 2,
        ..area
    };
    let last = inside(row(area.height - 1));
    if let Some(sentence) = bar.said {
        let sentence = shortened(sentence, last.width, theme.symbols.ellipsis);
        canvas.render_widget(Line::styled(sentence, theme.title), last);
    } else {
        let told = footer::Told {
            i18n: desk.i18n.clone(),
            keymap: Arc::clone(&desk.keymap),
            hints: bar.hints,
            typing: bar.typing,
        };
        footer::view(canvas, last, theme, &words.footer.of(told, footer::items));
    }
    Some(inside(Rect {
        y: area.y + 3,
        height: area.height - 4,
        ..area
    }))
}

fn worded(told: &Told) -> Worded {
    let Tone { i18n, theme, today } = &told.tone;
    let (width, ellipsis) = (told.width, theme.symbols.ellipsis);
    let today = format!("{} ", i18n.day_short(*today));
    let product = i18n.t(if told.demo { "app-name-demo" } else { "app-name" });
    let product = format!(" {product} ");
    // A blank between product and title, and one before the day at least.
    let room = width
        .saturating_sub(columns(&product))
        .saturating_sub(columns(&today))
        .saturating_sub(2);
    let title = Line::from(vec![
        Span::styled(product, theme.accent),
        Span::raw(" "),
        Span::styled(shortened(&told.title, room, ellipsis), theme.title),
    ]);
    let account = if told.of_account {
        columns(&told.header.account())
    } else {
        0
    };
    // A blank before the account, one before the person, one behind. The account matters more than who one is: the roles
    // give way first, then the name down to a third of the row.
    let blanks = 3;
    let beside = width.saturating_sub(account).saturating_sub(blanks);
    let roles: Vec<String> = told.header.roles.iter().map(|key| i18n.t(key)).collect();
    let person = person_in(
        &told.header.person,
        &roles.join(", "),
        (beside, width / 3),
        ellipsis,
    );
    let room = width.saturating_sub(columns(&person)).saturating_sub(blanks);
    let account = if told.of_account {
        account_in(&told.header, room, ellipsis)
    } else {
        String::new()
    };
    let rule = theme.symbols.border.horizontal_top.repeat(usize::from(width));
    Worded {
        first: (title, Line::styled(today, theme.faint)),
        second: (Line::raw(format!(" {account}")), Line::raw(format!("{person} "))),
        rule: Line::styled(rule, theme.border),
    }
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

/// Company and MPN ID in so many columns. The company is shortened; a part of an ID would be another one that looks
/// right, so it stands whole or not at all.
fn account_in(header: &Header, room: u16, ellipsis: &str) -> String {
    let whole = header.account();
    if columns(&whole) <= room {
        return whole;
    }
    let behind = format!(" ({})", header.mpn);
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

fn too_small(canvas: &mut Canvas<'_>, desk: &Desk) {
    let count = |number: u16| Arg::Count(i64::from(number));
    let args = [
        ("columns", count(SMALLEST.width)),
        ("rows", count(SMALLEST.height)),
    ];
    let text = Paragraph::new(desk.i18n.tr("resize-too-small", &args)).wrap(Wrap { trim: true });
    canvas.render_widget(text, canvas.area());
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Buffer;

    use super::*;
    use crate::config::file::File;
    use crate::i18n::{I18n, Locale};
    use crate::tui::action::Action;
    use crate::tui::keymap::Keymap;
    use crate::tui::screens::testing;
    use crate::tui::theme::Theme;

    /// A desk and what a screen says of itself.
    struct Scene {
        desk: Desk,
        title: &'static str,
        of_account: bool,
        hints: Vec<Hint>,
        typing: bool,
    }

    impl Scene {
        fn drawn(&self, words: &Words) -> Buffer {
            let mut buffer = Buffer::empty(Rect::new(0, 0, self.desk.size.width, self.desk.size.height));
            let bar = Bar {
                title: self.title.to_owned(),
                of_account: self.of_account,
                hints: self.hints.clone(),
                typing: self.typing,
                said: None,
            };
            view(&mut Canvas::new(&mut buffer), &self.desk, bar, words);
            buffer
        }
    }

    #[test]
    fn kept_words_of_header_and_footer_are_never_those_of_another_desk_or_screen() {
        let mut scene = Scene {
            desk: testing::desk(Locale::EnUs, 80, 24),
            title: "Offers",
            of_account: true,
            hints: vec![Hint::shown(Action::Quit)],
            typing: false,
        };
        let changes: [fn(&mut Scene); 12] = [
            |scene| scene.desk.i18n = I18n::new(Locale::PlPl),
            |scene| scene.desk.today = scene.desk.today.plus(1),
            |scene| scene.desk.theme = scene.desk.theme.ascii(),
            |scene| scene.desk.theme = Theme::default(),
            |scene| {
                scene.desk.header = Arc::new(Header {
                    company: "Contoso".to_owned(),
                    ..Header::default()
                });
            },
            |scene| scene.of_account = false,
            |scene| scene.desk.demo = !scene.desk.demo,
            |scene| scene.desk.size.width = 70,
            |scene| scene.title = "Orders",
            |scene| scene.hints.push(Hint::shown(Action::Orders)),
            |scene| {
                let file = File::new("keymap.toml", "[keys]\norders = [\"f7\"]\n");
                scene.desk.keymap = Arc::new(Keymap::read(&file).unwrap());
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
        check(company, 39, "Bałtyk Systemy sp. z o.o. (MPN 2345678)");
        check(company, 38, "Bałtyk Systemy sp. z o.… (MPN 2345678)");
        check(company, 29, "Bałtyk Systemy… (MPN 2345678)");
        check(company, 18, "Bał… (MPN 2345678)");
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
    fn the_header_has_all_of_an_mpn_id_in_every_width_beside_whomever() {
        let mut scene = Scene {
            desk: testing::desk(Locale::PlPl, 60, 18),
            title: "Oferty członkostwa",
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
            scene.desk.size.width = width;
            let company = "Bałtyk Systemy i Rozwiązania Chmurowe spółka z ograniczoną odpowiedzialnością";
            scene.desk.header = Arc::new(header(company, person));
            let drawn = scene.drawn(&Words::default());
            let row: String = (0..width).map(|x| drawn[(x, 1)].symbol()).collect();
            assert!(row.contains("(MPN 2345678) "), "{row}");
            assert!(
                person.is_empty() || row.contains(person.get(..10).unwrap()),
                "{row}"
            );
            scene.of_account = false;
            let drawn = scene.drawn(&Words::default());
            let row: String = (0..width).map(|x| drawn[(x, 1)].symbol()).collect();
            assert!(!row.contains("MPN") && !row.contains("Bałtyk"), "{row}");
            scene.of_account = true;
        }
    }
}
