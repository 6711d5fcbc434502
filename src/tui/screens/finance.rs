//! Finance

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::tui::action::Hint;
use crate::tui::session::{Desk, Screen, ScreenEvent, Step};

/// Not there yet.
#[derive(Debug)]
pub struct Finance;

impl Finance {
    /// Not there yet.
    pub fn new() -> Self {
        Self
    }
}

impl Screen for Finance {
    fn update(&mut self, _event: ScreenEvent<'_>, _desk: &Desk) -> Step {
        Step::none()
    }
    fn view(&self, _frame: &mut Frame, _area: Rect, _desk: &Desk) {}
    fn title(&self, _desk: &Desk) -> String {
        String::new()
    }
    fn actions(&self, _desk: &Desk) -> Vec<Hint> {
        Vec::new()
    }
}
