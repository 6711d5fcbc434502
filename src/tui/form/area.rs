//! What keys do in an area of a form. Enter is a line break there; up and down leave it only from its first and its
//! last row, so that the arrows go through the whole form as they do everywhere.

use ratatui::layout::Size;

use crate::tui::action::Action;
use crate::tui::term::event::{Key, KeyCode};
use crate::tui::widgets::TextArea;

use super::keys::text_key;
use super::{FieldInput, Form, Outcome, Refusal, too_long};

/// The room of an area that was not drawn yet. Nobody can mean any row of it.
pub(super) const UNSEEN: Size = Size::new(43, 3);

impl Form {
    /// Whether the field that has the focus takes several lines.
    pub(super) fn is_in_area(&self) -> bool {
        let focused = self.fields.get(self.focus);
        focused.is_some_and(|field| matches!(field.input, FieldInput::Area(_)))
    }

    /// Takes an action within the area that has the focus; `None` for what is no business of an area, or leaves it.
    pub(super) fn act_in_area(&mut self, action: Action) -> Option<Outcome> {
        let Size { width, height } = self.room.get();
        let Some(FieldInput::Area(area)) = self.fields.get_mut(self.focus).map(|field| &mut field.input)
        else {
            return None;
        };
        let page = isize::try_from(height).unwrap_or(isize::MAX);
        let changed = match action {
            Action::ACTIVATE => new_line(area),
            Action::UP if area.go(-1, width) => Ok(false),
            Action::DOWN if area.go(1, width) => Ok(false),
            Action::PAGE_UP | Action::PAGE_DOWN => {
                area.go(if action == Action::PAGE_UP { -page } else { page }, width);
                Ok(false)
            }
            _ => return None,
        };
        Some(self.took(changed))
    }
}

fn new_line(area: &mut TextArea) -> Result<bool, Refusal> {
    area.input().insert('\n').map(|()| true).map_err(|_| too_long())
}

/// Takes a key that is no action; whether the text changed.
pub(super) fn area_key(area: &mut TextArea, key: Key, width: u16) -> Result<bool, Refusal> {
    let whole = key.mods.ctrl || key.mods.alt;
    match key.code {
        // With something held, or by a keymap that gave the key away.
        KeyCode::Enter => return new_line(area),
        KeyCode::Home if !whole => area.home(width),
        KeyCode::End if !whole => area.end(width),
        _ => return text_key(area.input(), key),
    }
    Ok(false)
}
