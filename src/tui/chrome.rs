//! The frame around every screen: where one is, as whom, on which day; and the keys that are possible now.

use ratatui::layout::{Alignment, Constraint, Layout, Rect, Size};
use ratatui::text::{Line, Span};
use ratatui::widgets::{Paragraph, Wrap};

use crate::domain::message::Arg;

use super::action::Hint;
use super::canvas::Canvas;
use super::layer::Desk;
use super::widgets::cells::shortened;

mod footer;

/// Smaller than this, the desk says so and waits.
pub const SMALLEST: Size = Size::new(60, 18);

/// What header and footer say about the screen between them.
#[derive(Clone, Copy, Debug)]
pub struct Bar<'a> {
    /// The screen's title.
    pub title: &'a str,
    /// What is possible now.
    pub hints: &'a [Hint],
    /// Whether text is being typed: then only keys are named that are no text.
    pub typing: bool,
    /// A sentence that stands in the last row instead of the keys.
    pub said: Option<&'a str>,
}

/// Whether a screen can be shown at that size.
pub const fn fits(size: Size) -> bool {
    size.width >= SMALLEST.width && size.height >= SMALLEST.height
}

/// Draws header and footer; gives the room between them, or `None` when the terminal is too small for a screen.
pub fn view(canvas: &mut Canvas<'_>, desk: &Desk, bar: &Bar<'_>) -> Option<Rect> {
    let area = canvas.area();
    if !fits(area.as_size()) {
        too_small(canvas, desk);
        return None;
    }
    let [top, second, rule, body, footer] = Layout::vertical([
        Constraint::Length(1),
        Constraint::Length(1),
        Constraint::Length(1),
        Constraint::Min(1),
        Constraint::Length(1),
    ])
    .areas(area);
    let (i18n, theme) = (&desk.i18n, &desk.theme);
    let product = i18n.t(if desk.demo { "app-name-demo" } else { "app-name" });
    let left = Line::from(vec![
        Span::styled(format!(" {product} "), theme.accent),
        Span::raw(" "),
        Span::styled(bar.title, theme.title),
    ]);
    let today = i18n.day_short(desk.today);
    both_ends(
        canvas,
        desk,
        top,
        left,
        Line::styled(format!("{today} "), theme.faint),
    );
    let account = Line::raw(format!(" {}", desk.header.account));
    let roles: Vec<String> = desk.header.roles.iter().map(|key| i18n.t(key)).collect();
    let person = format!("{} · {}", desk.header.person, roles.join(", "));
    let person = person.trim_matches([' ', '·']);
    // The account matters more than the roles: a long list of them gives way first, down to a third of the row.
    let beside = area
        .width
        .saturating_sub(u16::try_from(account.width()).unwrap_or(u16::MAX));
    let room = beside.saturating_sub(2).max(area.width / 3);
    let person = shortened(person, room, theme.symbols.ellipsis);
    both_ends(canvas, desk, second, account, Line::raw(format!("{person} ")));
    let line = theme
        .symbols
        .border
        .horizontal_top
        .repeat(usize::from(rule.width));
    canvas.render_widget(Paragraph::new(Line::styled(line, theme.border)), rule);
    let footer = Rect {
        x: footer.x + 1,
        width: footer.width - 2,
        ..footer
    };
    match bar.said {
        Some(sentence) => canvas.render_widget(
            Line::styled(
                shortened(sentence, footer.width, theme.symbols.ellipsis),
                theme.title,
            ),
            footer,
        ),
        None => footer::view(canvas, footer, desk, bar),
    }
    Some(Rect {
        x: body.x + 1,
        width: body.width - 2,
        ..body
    })
}

/// Two texts in one row; where both do not fit, the left one gives way, and a sign says so.
fn both_ends(canvas: &mut Canvas<'_>, desk: &Desk, area: Rect, left: Line<'_>, right: Line<'_>) {
    let right_width = u16::try_from(right.width())
        .unwrap_or(u16::MAX)
        .min(area.width / 2);
    let [start, end] = Layout::horizontal([Constraint::Min(0), Constraint::Length(right_width)])
        .spacing(1)
        .areas(area);
    let is_cut = left.width() > usize::from(start.width);
    canvas.render_widget(Paragraph::new(left), start);
    if is_cut && start.width > 0 {
        let last = Rect {
            x: start.right() - 1,
            width: 1,
            ..start
        };
        canvas.render_widget(Paragraph::new(desk.theme.symbols.more_right), last);
    }
    canvas.render_widget(Paragraph::new(right).alignment(Alignment::Right), end);
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
