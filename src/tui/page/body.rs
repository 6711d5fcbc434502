//! What has the keys on a page that has no items: a form or a table, which the screen lends. It stands below the blocks,
//! and is drawn, said and moved in by its own room.

use ratatui::layout::Rect;

use crate::tui::action::Hint;
use crate::tui::canvas::Canvas;
use crate::tui::form::Form;
use crate::tui::layer::{Context, ScreenEvent};
use crate::tui::list::ListOutcome;
use crate::tui::plain;

/// What has the keys.
pub(super) enum Body<'a> {
    /// The items of the page, if it has any.
    Items,
    /// A form.
    Form(&'a Form),
    /// A table.
    Table(Box<dyn Table + 'a>),
}

/// A table with the words of its rows, as it is now.
pub trait Table {
    /// Draws it.
    fn view(&self, canvas: &mut Canvas<'_>, area: Rect, context: &Context);

    /// The same line by line.
    fn plain(&self, context: &Context) -> plain::SpokenPage;

    /// Whether plain characters are text.
    fn is_typing(&self) -> bool;

    /// Whether there is something that can be chosen now.
    fn has_choice(&self) -> bool;

    /// How many rows it has, if all of them are known and stand there.
    fn rows(&self) -> Option<usize>;

    /// What can be done in it, but for what choosing a row is.
    fn actions(&self) -> Vec<Hint>;
}

/// What a table hears.
pub trait Hears {
    /// What an event means to it.
    fn handle(&mut self, event: ScreenEvent<'_>, context: &Context) -> ListOutcome;
}
