//! How a new request looks: the way to it as its heading, the form, and below it what applies before it is sent.

use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::widgets::Paragraph;

use crate::tui::canvas::Canvas;
use crate::tui::form::FormView;
use crate::tui::layer::Desk;
use crate::tui::layout;
use crate::tui::screens::requests::sent;
use crate::tui::screens::{explained, notice};

use super::{RequestFormScreen, Stage, beside};

/// From so many rows on there is room for the heading, and for a blank row below it.
const ROOMY: u16 = 16;
/// Fewest rows of the form itself, when what applies stands below it.
const FORM_ROWS: u16 = 6;

/// Draws it.
pub(super) fn view(screen: &RequestFormScreen, canvas: &mut Canvas<'_>, area: Rect, desk: &Desk) {
    match (&screen.stage, &screen.start) {
        (Stage::Closed(error), _) => {
            canvas.render_widget(Paragraph::new(explained(desk, area.width, error)), area);
        }
        (Stage::Problems(problems), Some(start)) => problems.view(start, canvas, area, desk),
        (Stage::Form, Some(_)) => form(screen, canvas, area, desk),
        (Stage::Sent(view), _) => {
            let lines = sent::lines(view, desk, crate::tui::screens::page::Page::width(desk));
            screen.page.view(&lines, canvas, area, desk);
        }
        _ => canvas.render_widget(Paragraph::new(desk.i18n.t("word-loading")), area),
    }
}

fn form(screen: &RequestFormScreen, canvas: &mut Canvas<'_>, area: Rect, desk: &Desk) {
    let room = notice::view(screen.notice.as_ref(), canvas, area, desk);
    let room = heading(screen, canvas, room, desk);
    let (left, right) = layout::sides(room);
    let room = match right {
        Some(right) => {
            let laid = beside::laid(screen, desk, right.width);
            let lines = laid.lines().cloned().collect();
            layout::aside(canvas, right, desk, &desk.i18n.t("request-what-applies"), lines);
            left
        }
        None => foot(screen, canvas, left, desk),
    };
    let view = FormView::new(&screen.form);
    let is_covered = screen.discarding || screen.sending || screen.prompt.is_some();
    let view = if is_covered { view.covered() } else { view };
    view.draw(canvas, room, desk);
    if screen.discarding {
        notice::ask(canvas, area, desk, "discard-title", "request-discard-question");
    }
    if let Some(prompt) = &screen.prompt {
        prompt.view(canvas, area, desk);
    }
}

/// Columns of the words around the form.
fn words_width(area: Rect) -> u16 {
    layout::sides(area).1.map_or(area.width, |right| right.width)
}

/// The way to the form, where there is room for it; gives the room below.
fn heading(screen: &RequestFormScreen, canvas: &mut Canvas<'_>, area: Rect, desk: &Desk) -> Rect {
    if area.height < ROOMY {
        return area;
    }
    let [row, _, room] =
        Layout::vertical([Constraint::Length(1), Constraint::Length(1), Constraint::Min(0)]).areas(area);
    let laid = beside::laid(screen, desk, words_width(area));
    canvas.render_widget(&laid.heading, row);
    room
}

/// What applies, always in sight below the form: it is to be read before the request is sent. Gives the room above.
fn foot(screen: &RequestFormScreen, canvas: &mut Canvas<'_>, area: Rect, desk: &Desk) -> Rect {
    let laid = beside::laid(screen, desk, area.width);
    let is_roomy = area.height >= ROOMY - 2;
    let wanted = laid.verdict.len() + if is_roomy { laid.next.len() } else { 0 };
    let wanted = u16::try_from(wanted).unwrap_or(u16::MAX);
    // A blank row stands between the two.
    let height = wanted.min(area.height.saturating_sub(FORM_ROWS + 1));
    if height == 0 {
        return area;
    }
    let [room, _, below] = Layout::vertical([
        Constraint::Min(0),
        Constraint::Length(1),
        Constraint::Length(height),
    ])
    .areas(area);
    for (line, row) in laid.lines().zip(below.rows()) {
        canvas.render_widget(line, row);
    }
    room
}
