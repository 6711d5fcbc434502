//! The frame around every screen: where one is, as whom, on which day; and the keys that are possible now.

use ratatui::Frame;
use ratatui::layout::{Alignment, Constraint, Layout, Rect, Size};
use ratatui::text::{Line, Span};
use ratatui::widgets::{Paragraph, Wrap};

use crate::domain::message::Arg;

use super::action::{Action, Hint, key_name};
use super::layer::Desk;
use super::widgets::cells::shortened;
use super::widgets::footer::Footer;

/// Smaller than this, the desk says so and waits.
pub const SMALLEST: Size = Size::new(60, 18);

/// Draws header and footer; gives the room between them, or `None` when the terminal is too small for a screen.
/// While text is being typed, only keys are named that are no text then.
pub fn view(frame: &mut Frame, desk: &Desk, title: &str, hints: &[Hint], typing: bool) -> Option<Rect> {
    let area = frame.area();
    if area.width < SMALLEST.width || area.height < SMALLEST.height {
        too_small(frame, desk);
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
        Span::styled(title.to_owned(), theme.title),
    ]);
    let today = i18n.day_short(desk.today);
    both_ends(
        frame,
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
    both_ends(frame, desk, second, account, Line::raw(format!("{person} ")));
    let line = theme
        .symbols
        .border
        .horizontal_top
        .repeat(usize::from(rule.width));
    frame.render_widget(Paragraph::new(Line::styled(line, theme.border)), rule);
    let items = footer_items(desk, hints, typing);
    let items: Vec<(&str, &str)> = items
        .iter()
        .map(|(key, label)| (key.as_str(), label.as_str()))
        .collect();
    frame.render_widget(
        Footer::new(&items, theme),
        Rect {
            x: footer.x + 1,
            width: footer.width - 2,
            ..footer
        },
    );
    Some(Rect {
        x: body.x + 1,
        width: body.width - 2,
        ..body
    })
}

fn footer_items(desk: &Desk, hints: &[Hint], typing: bool) -> Vec<(String, String)> {
    // Hints are left out from the right, and help must never be: it comes right after the main action. In a form,
    // sending it matters more than leaving the desk.
    let in_form = hints.iter().any(|hint| hint.action == Action::Submit);
    let (always, others): (Vec<&Hint>, Vec<&Hint>) =
        hints
            .iter()
            .filter(|hint| hint.in_footer)
            .partition(|hint| match hint.action {
                Action::Help | Action::Back | Action::Close => true,
                Action::Quit => !in_form,
                _ => false,
            });
    let (first, rest) = others.split_at(others.len().min(1));
    let mut items: Vec<(String, String)> = Vec::new();
    for hint in first.iter().chain(&always).chain(rest) {
        let label = desk.i18n.t(hint.label_key());
        // Two keys for one thing: the first one is enough.
        if items.iter().any(|(_, shown)| *shown == label) {
            continue;
        }
        items.extend(hint.action.key_shown(typing).map(|key| (key_name(key), label)));
    }
    items
}

/// Two texts in one row; where both do not fit, the left one gives way, and a sign says so.
fn both_ends(frame: &mut Frame, desk: &Desk, area: Rect, left: Line<'_>, right: Line<'_>) {
    let right_width = u16::try_from(right.width())
        .unwrap_or(u16::MAX)
        .min(area.width / 2);
    let [start, end] = Layout::horizontal([Constraint::Min(0), Constraint::Length(right_width)])
        .spacing(1)
        .areas(area);
    let is_cut = left.width() > usize::from(start.width);
    frame.render_widget(Paragraph::new(left), start);
    if is_cut && start.width > 0 {
        let last = Rect {
            x: start.right() - 1,
            width: 1,
            ..start
        };
        frame.render_widget(Paragraph::new(desk.theme.symbols.more_right), last);
    }
    frame.render_widget(Paragraph::new(right).alignment(Alignment::Right), end);
}

fn too_small(frame: &mut Frame, desk: &Desk) {
    let count = |number: u16| Arg::Count(i64::from(number));
    let args = [
        ("columns", count(SMALLEST.width)),
        ("rows", count(SMALLEST.height)),
    ];
    let text = Paragraph::new(desk.i18n.tr("resize-too-small", &args)).wrap(Wrap { trim: true });
    frame.render_widget(text, frame.area());
}
