//! What a screen draws on: the cells of a frame, the place of the cursor, and where a click means something.
//!
//! Targets are kept by the same code that draws, so that a click can never mean something other than what is seen
//! there. They are collected only when somebody clicked: the session then draws once more, on cells that nobody
//! sees, and looks what was under the mouse.

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;
use ratatui::widgets::Widget;

use super::action::Action;

/// Cells to draw on.
#[derive(Debug)]
pub struct Canvas<'a> {
    buffer: &'a mut Buffer,
    cursor: Option<Position>,
    targets: Option<Targets>,
}

/// What a click means somewhere.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Target {
    /// The row or tile in that place of what can be chosen.
    Row(usize),
    /// The button of the row or tile in that place.
    Button(usize),
    /// The field in that place of a form; one past the last is its button.
    Field(usize),
    /// The entry in that place of an open list.
    Option(usize),
    /// As if the key of an action had been pressed.
    Action(Action),
    /// Nothing: a box covers what is behind it.
    Nothing,
}

/// Where a click means something.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Targets(Vec<(Rect, Target)>);

impl Targets {
    /// What is in a place: of several things, what was drawn last.
    pub fn at(&self, position: Position) -> Option<Target> {
        let hit = self.0.iter().rev().find(|(area, _)| area.contains(position))?;
        Some(hit.1).filter(|target| *target != Target::Nothing)
    }

    /// All of them, in the order in which they were drawn.
    pub fn iter(&self) -> impl Iterator<Item = &(Rect, Target)> {
        self.0.iter()
    }
}

impl<'a> Canvas<'a> {
    /// The cells of a frame.
    pub const fn new(buffer: &'a mut Buffer) -> Self {
        Self {
            buffer,
            cursor: None,
            targets: None,
        }
    }

    /// Cells of which the targets are wanted.
    pub fn with_targets(buffer: &'a mut Buffer) -> Self {
        Self {
            targets: Some(Targets::default()),
            ..Self::new(buffer)
        }
    }

    /// All of the cells.
    pub const fn area(&self) -> Rect {
        self.buffer.area
    }

    /// The cells themselves.
    pub const fn buffer_mut(&mut self) -> &mut Buffer {
        self.buffer
    }

    /// Draws a widget; what would lie outside is not drawn.
    pub fn render_widget(&mut self, widget: impl Widget, area: Rect) {
        widget.render(area.intersection(self.buffer.area), self.buffer);
    }

    /// Draws a line from the left.
    pub fn line(&mut self, line: &Line<'_>, area: Rect) {
        let area = area.intersection(self.buffer.area);
        if !area.is_empty() {
            self.buffer.set_line(area.x, area.y, line, area.width);
        }
    }

    /// Draws cells from the left, in their own styles.
    pub fn cells(&mut self, cells: &[Cell], area: Rect) {
        let area = area.intersection(self.buffer.area);
        for (cell, position) in cells.iter().zip(area.positions()) {
            if let Some(here) = self.buffer.cell_mut(position) {
                here.clone_from(cell);
            }
        }
    }

    /// Shows the cursor there.
    pub fn set_cursor_position(&mut self, position: impl Into<Position>) {
        self.cursor = Some(position.into());
    }

    /// Where the cursor is shown, if it is.
    pub const fn cursor(&self) -> Option<Position> {
        self.cursor
    }

    /// Says what a click means there.
    pub fn target(&mut self, area: Rect, target: Target) {
        if let Some(targets) = &mut self.targets {
            targets.0.push((area, target));
        }
    }

    /// Says that a box covers what is behind it.
    pub fn cover(&mut self, area: Rect) {
        self.target(area, Target::Nothing);
    }

    /// The targets that were collected.
    pub fn into_targets(self) -> Targets {
        self.targets.unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_drawn_last_takes_the_click_and_a_box_covers_what_is_behind_it() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 10, 4));
        let mut canvas = Canvas::with_targets(&mut buffer);
        canvas.target(Rect::new(0, 0, 10, 2), Target::Row(0));
        canvas.cover(Rect::new(2, 0, 6, 4));
        canvas.target(Rect::new(3, 1, 4, 1), Target::Action(Action::CLOSE));
        let targets = canvas.into_targets();
        let at = |x, y| targets.at(Position::new(x, y));
        assert_eq!(at(1, 1), Some(Target::Row(0)));
        assert_eq!(at(2, 1), None);
        assert_eq!(at(4, 1), Some(Target::Action(Action::CLOSE)));
        assert_eq!(at(9, 3), None);
    }

    #[test]
    fn nothing_is_collected_while_nobody_clicks() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 2, 1));
        let mut canvas = Canvas::new(&mut buffer);
        canvas.target(canvas.area(), Target::Row(0));
        canvas.set_cursor_position((1, 0));
        assert_eq!(canvas.cursor(), Some(Position::new(1, 0)));
        assert_eq!(canvas.into_targets().iter().count(), 0);
    }
}
