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
use super::widgets::cells::shortened;

mod footer;

/// Smaller than this, the desk says so and waits.
pub const SMALLEST: Size = Size::new(60, 18);

/// What header and footer say about the screen between them.
#[derive(Debug)]
pub struct Bar<'a> {
    /// The screen's title.
    pub title: String,
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
}

/// The header in words.
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
    };
    let worded = words.header.of(told, worded);
    let row = |y: u16| Rect {
        y: area.y + y,
        height: 1,
        ..area
    };
    both_ends(canvas, desk, row(0), &worded.first);
    both_ends(canvas, desk, row(1), &worded.second);
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
    let product = i18n.t(if told.demo { "app-name-demo" } else { "app-name" });
    let title = Line::from(vec![
        Span::styled(format!(" {product} "), theme.accent),
        Span::raw(" "),
        Span::styled(told.title.clone(), theme.title),
    ]);
    let today = Line::styled(format!("{} ", i18n.day_short(*today)), theme.faint);
    let account = Line::raw(format!(" {}", told.header.account));
    let roles: Vec<String> = told.header.roles.iter().map(|key| i18n.t(key)).collect();
    let person = format!("{} · {}", told.header.person, roles.join(", "));
    let person = person.trim_matches([' ', '·']);
    // The account matters more than the roles: a long list of them gives way first, down to a third of the row.
    let beside = told
        .width
        .saturating_sub(u16::try_from(account.width()).unwrap_or(u16::MAX));
    let room = beside.saturating_sub(2).max(told.width / 3);
    let person = shortened(person, room, theme.symbols.ellipsis);
    let rule = theme
        .symbols
        .border
        .horizontal_top
        .repeat(usize::from(told.width));
    Worded {
        first: (title, today),
        second: (account, Line::raw(format!("{person} "))),
        rule: Line::styled(rule, theme.border),
    }
}

/// Two texts in one row; where both do not fit, the left one gives way, and a sign says so.
fn both_ends(canvas: &mut Canvas<'_>, desk: &Desk, area: Rect, (left, right): &(Line<'_>, Line<'_>)) {
    let width = u16::try_from(right.width())
        .unwrap_or(u16::MAX)
        .min(area.width / 2);
    let end = Rect {
        x: area.right() - width,
        width,
        ..area
    };
    let start = Rect {
        width: area.width.saturating_sub(width + 1),
        ..area
    };
    canvas.render_widget(left, start);
    if left.width() > usize::from(start.width) && start.width > 0 {
        let last = Rect {
            x: start.right() - 1,
            width: 1,
            ..start
        };
        canvas.render_widget(desk.theme.symbols.more_right, last);
    }
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
        hints: Vec<Hint>,
        typing: bool,
    }

    impl Scene {
        fn drawn(&self, words: &Words) -> Buffer {
            let mut buffer = Buffer::empty(Rect::new(0, 0, self.desk.size.width, self.desk.size.height));
            let bar = Bar {
                title: self.title.to_owned(),
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
            hints: vec![Hint::shown(Action::Quit)],
            typing: false,
        };
        let changes: [fn(&mut Scene); 11] = [
            |scene| scene.desk.i18n = I18n::new(Locale::PlPl),
            |scene| scene.desk.today = scene.desk.today.plus(1),
            |scene| scene.desk.theme = scene.desk.theme.ascii(),
            |scene| scene.desk.theme = Theme::default(),
            |scene| {
                scene.desk.header = Arc::new(Header {
                    account: "Contoso".to_owned(),
                    ..Header::default()
                });
            },
            |scene| scene.desk.demo = !scene.desk.demo,
            |scene| scene.desk.size.width = 70,
            |scene| scene.title = "Orders",
            |scene| scene.hints.push(Hint::shown(Action::Orders)),
            |scene| {
                let file = File::new("keymap.toml", "[keys]\norders = [\"ctrl-o\"]\n");
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
}
