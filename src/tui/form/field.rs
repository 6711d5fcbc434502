//! The fields of a form: one constructor for each kind of what they hold.

use crate::tui::action::Action;
use crate::tui::widgets::{SecretInput, TextArea, TextInput};

use super::list::ListField;
use super::{Field, FieldInput};

/// Digits of the longest card number.
const LONGEST_NUMBER: usize = 19;

impl Field {
    fn new(name: &'static str, label: &'static str, input: FieldInput) -> Self {
        Self {
            name,
            label,
            note: None,
            example: "",
            optional: false,
            error: None,
            remark: None,
            given: None,
            is_card_number: false,
            holds: None,
            input,
        }
    }

    /// A line of text of at most so many bytes.
    pub fn text(name: &'static str, label: &'static str, limit: usize, text: &str) -> Self {
        Self::new(name, label, FieldInput::Text(TextInput::with_text(limit, text)))
    }

    /// Several lines of text of at most so many bytes altogether.
    pub fn area(name: &'static str, label: &'static str, limit: usize, text: &str) -> Self {
        Self::new(name, label, FieldInput::Area(TextArea::new(limit, text)))
    }

    /// Digits that are masked and wiped.
    pub fn secret(name: &'static str, label: &'static str, digits: usize) -> Self {
        Self::new(name, label, FieldInput::Secret(SecretInput::new(digits)))
    }

    /// A card number: the same, told by its brand and its last four digits.
    pub fn card_number(name: &'static str, label: &'static str) -> Self {
        Self {
            is_card_number: true,
            ..Self::secret(name, label, LONGEST_NUMBER)
        }
    }

    /// Something to tick.
    pub fn check(name: &'static str, label: &'static str, on: bool) -> Self {
        Self::new(name, label, FieldInput::Check(on))
    }

    /// One of several values with their label keys.
    pub fn pick(
        name: &'static str,
        label: &'static str,
        options: Vec<(String, String)>,
        value: &str,
    ) -> Self {
        let chosen = options
            .iter()
            .position(|(option, _)| option == value)
            .unwrap_or(0);
        Self::new(name, label, FieldInput::Pick { options, chosen })
    }

    /// One of many, as (value, name): letters jump to a name. A value that is not among them stays what it is.
    pub fn list(
        name: &'static str,
        label: &'static str,
        options: Vec<(String, String)>,
        value: &str,
    ) -> Self {
        Self::new(name, label, FieldInput::List(ListField::new(options, value)))
    }

    /// What else the options of a list are called, as (value, name): whoever types one finds the option.
    #[must_use]
    pub fn called(mut self, others: impl IntoIterator<Item = (String, String)>) -> Self {
        if let FieldInput::List(list) = &mut self.input {
            list.called(others);
        }
        self
    }

    /// Something to read, which an action of the screen changes. Each line of the text has a row.
    pub fn shown(name: &'static str, label: &'static str, text: &str, action: Action) -> Self {
        Self::new(name, label, FieldInput::Shown(text.to_owned(), action))
    }

    /// With a word about it.
    #[must_use]
    pub fn note(self, note: &'static str) -> Self {
        Self {
            note: Some(note),
            ..self
        }
    }

    /// With an example.
    #[must_use]
    pub fn example(self, example: &'static str) -> Self {
        Self { example, ..self }
    }

    /// Whose text usually has at most so many columns, though more is taken, such as a number with blanks in it.
    #[must_use]
    pub fn holding(self, columns: u16) -> Self {
        Self {
            holds: Some(columns),
            ..self
        }
    }

    /// That may stay empty.
    #[must_use]
    pub fn optional(self) -> Self {
        Self {
            optional: true,
            ..self
        }
    }
}
