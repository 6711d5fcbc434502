//! What the monkey sees before it moves: which actions are open, which field has the focus, what is written there.

use offerdesk::i18n::{I18n, Locale};
use offerdesk::tui::action::Action;

use crate::direct::Direct;
use crate::values::FIELDS;

/// A look at the screen.
pub struct Facts {
    /// The actions that are possible now.
    pub actions: Vec<Action>,
    /// Key of the label of the field that has the focus, if text is typed there and its label is known.
    pub field: Option<&'static str>,
    /// Whether text is typed.
    pub types: bool,
    /// Whether the focus is on something that is not ticked.
    pub is_unticked: bool,
    /// All that is written there.
    pub text: String,
}

impl Facts {
    /// Draws the screen, and looks at it.
    pub fn of(seat: &mut Direct) -> Self {
        let (row, text, cursor) = seat.read();
        let label = row.trim_start_matches(['▸', '>', ' ']);
        let named = |key: &&'static str| {
            [Locale::EnUs, Locale::PlPl].iter().any(|locale| {
                let name = I18n::new(*locale).t(key);
                label.starts_with(name.as_str())
            })
        };
        Self {
            actions: seat.session.actions().iter().map(|hint| hint.action).collect(),
            field: FIELDS
                .iter()
                .copied()
                .filter(named)
                .max_by_key(|key| I18n::new(Locale::EnUs).t(key).len()),
            types: cursor,
            is_unticked: row.contains("[ ]"),
            text,
        }
    }

    pub fn can(&self, action: Action) -> bool {
        self.actions.contains(&action)
    }
}
