//! The palette as a box over the screen below: the line that is typed, and the rows under their headings.

use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Paragraph;

use crate::tui::action::Action;
use crate::tui::canvas::{Canvas, Target};
use crate::tui::layer::Desk;
use crate::tui::list::underline;
use crate::tui::screens::explained;
use crate::tui::widgets::cells::{columns, shortened};
use crate::tui::widgets::scroll::more_signs;
use crate::tui::widgets::{Dialog, TextField};

use super::Palette;
use super::entries::{Entry, Group};

/// Rows that one screen up or down goes.
pub(super) const PAGE: isize = 8;
/// Widest content of the box.
const WIDTH: u16 = 62;
/// Fewest columns beside it that are worth being seen.
const MARGIN: u16 = 12;
/// Most rows of the box: what is found is read there, and what is behind it stays in sight.
const TALLEST: u16 = 28;

/// Columns for the signs that there is more, with a blank between them and the keys; the padding of the box keeps them
/// from its border.
const SIGNS: u16 = 2;

/// A line of the box.
enum Row<'a> {
    Heading(Group),
    Entry(usize, &'a Entry),
}

pub(super) fn view(palette: &Palette, canvas: &mut Canvas<'_>, area: Rect, desk: &Desk) {
    let (i18n, theme) = (&desk.i18n, &desk.theme);
    let title = i18n.t("title-palette");
    // Where little would be left beside the box, it takes all.
    let width = if area.width < WIDTH + MARGIN {
        area.width
    } else {
        WIDTH
    };
    let dialog = Dialog::new(&title, width, area.height.saturating_sub(3).min(TALLEST), theme);
    canvas.render_widget(&dialog, area);
    let inner = dialog.inner(area);
    let line = Rect { height: 1, ..inner };
    let placeholder = i18n.t("palette-placeholder");
    let field = TextField::new(&palette.input, theme)
        .focused()
        .placeholder(&placeholder);
    canvas.set_cursor_position(field.cursor(line));
    canvas.render_widget(field, line);
    let room = Rect {
        y: inner.y + 2,
        height: inner.height.saturating_sub(2),
        ..inner
    };
    let rows = rows(palette);
    let said = said(palette, desk, room.width);
    let said_rows = u16::try_from(said.len()).unwrap_or(u16::MAX).min(room.height);
    let for_rows = room.height - said_rows;
    let caret = rows
        .iter()
        .position(|row| matches!(row, Row::Entry(place, _) if *place == palette.caret))
        .unwrap_or(0);
    let top = (caret + 1).saturating_sub(for_rows.into());
    // The heading above the first row is worth a line when the caret is there.
    let top = if caret <= 1 { 0 } else { top };
    let visible = rows.iter().skip(top).zip(room.y..room.y + for_rows);
    let mut last = room.y;
    for (row, y) in visible {
        last = y + 1;
        let place = Rect {
            y,
            width: room.width.saturating_sub(SIGNS),
            height: 1,
            ..room
        };
        match row {
            Row::Heading(group) => {
                canvas.render_widget(Line::styled(i18n.t(group.key()), theme.accent), place);
            }
            Row::Entry(index, entry) => {
                canvas.target(place, Target::Row(*index));
                view_entry(palette, entry, *index == palette.caret, canvas, place, desk);
            }
        }
    }
    let above = (top > 0).then_some(Target::Action(Action::PageUp));
    let is_below = rows.len() > top + usize::from(for_rows);
    let below = is_below.then_some(Target::Action(Action::PageDown));
    let signs = Rect {
        height: for_rows,
        ..room
    };
    more_signs(canvas, signs, above, below, theme);
    let below = Rect {
        y: last,
        height: said_rows,
        ..room
    };
    canvas.render_widget(Paragraph::new(said), below);
}

/// The entries under the headings of their groups.
fn rows(palette: &Palette) -> Vec<Row<'_>> {
    let mut rows = Vec::with_capacity(palette.shown.len() + 3);
    let mut group = None;
    for (place, entry) in palette.shown.iter().enumerate() {
        if group != Some(entry.group) {
            group = Some(entry.group);
            rows.push(Row::Heading(entry.group));
        }
        rows.push(Row::Entry(place, entry));
    }
    rows
}

/// What there is to say below the rows: an error, that something is looked for, or that nothing matches.
fn said<'a>(palette: &Palette, desk: &Desk, width: u16) -> Vec<Line<'a>> {
    if let Some(error) = &palette.error {
        explained(desk, width, error)
    } else if palette.looking {
        vec![Line::styled(desk.i18n.t("palette-looking"), desk.theme.faint)]
    } else if palette.shown.is_empty() {
        vec![Line::styled(desk.i18n.t("palette-no-match"), desk.theme.faint)]
    } else {
        Vec::new()
    }
}

fn view_entry(
    palette: &Palette,
    entry: &Entry,
    here: bool,
    canvas: &mut Canvas<'_>,
    area: Rect,
    desk: &Desk,
) {
    let theme = &desk.theme;
    let style = match (here, entry.is_closed()) {
        (true, true) => theme.selected.patch(theme.closed),
        (true, false) => theme.selected,
        (false, true) => theme.closed,
        (false, false) => theme.text,
    };
    let ellipsis = theme.symbols.ellipsis;
    let buffer = canvas.buffer_mut();
    let prefix = if here { theme.symbols.caret } else { " " };
    buffer.set_string(area.x, area.y, prefix, theme.text);
    let (x, room) = (area.x + 2, area.width.saturating_sub(2));
    // A label is the thing itself; what is noted beside it takes what is left, and at least a third.
    let label = shortened(
        &entry.label,
        (room / 3 * 2).max(room.saturating_sub(columns(&entry.note) + 2)),
        ellipsis,
    );
    let note = shortened(&entry.note, room.saturating_sub(columns(&label) + 2), ellipsis);
    buffer.set_string(x, area.y, &label, style);
    let right = area.right().saturating_sub(columns(&note));
    let is_key = entry.has_key();
    buffer.set_string(right, area.y, &note, if is_key { theme.key } else { theme.faint });
    if let Some(query) = &palette.query {
        let marks = query.marks(&[&entry.label, &entry.note]);
        for ((text, x), marks) in [(&label, x), (&note, right)].into_iter().zip(&marks) {
            underline(buffer, x, area.y, text, marks);
        }
    }
}
