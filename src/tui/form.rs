//! A form: labelled fields, one of which has the keys, and a button at the end.
//!
//! Moving between fields never validates, but for a card number where none belongs, and nothing here throws typed text
//! away. What is wrong with a field is told by whoever checks the form ([`Form::refuse`]) and stands below the field
//! until its text changes.

use std::cell::Cell;

use ratatui::layout::Size;

use crate::domain::card_number::{CardNumberInText, holds_card_number};
use crate::domain::message::{Arg, Coded};

use super::action::Action;
use super::layer::{ScreenEvent, Typing};
use super::term::event::Key;
use super::widgets::{SecretInput, TextArea, TextInput};

mod actions;
mod area;
mod edited;
mod field;
mod keys;
mod list;
mod picking;
mod plain;
mod view;

use area::area_key;
use keys::secret_key;
use list::ListField;

pub use keys::EDITING;
pub(super) use keys::{WIPING, editing, text_key};
pub use view::FormView;

/// A form and where its keys go.
#[derive(Debug)]
pub struct Form {
    fields: Vec<Field>,
    /// The focused field; one past the last is the button.
    focus: usize,
    /// Key of the button's label.
    button: &'static str,
    /// Whether the button has a key of its own, in place of the one for sending forms.
    has_own_key: bool,
    /// The room for text in an area, as it was drawn last. What stands above the cursor follows from it, and who
    /// presses the key for up means what was on the screen then: so the width is that of the last drawing, not one
    /// that is worked out again. The form cannot know it otherwise, as each screen gives its form another width.
    room: Cell<Size>,
}

/// One field.
#[derive(Debug)]
pub struct Field {
    /// How the form's owner calls it.
    pub name: &'static str,
    /// Key of its label.
    pub label: &'static str,
    /// Key of a word about it, shown while it has the focus.
    pub note: Option<&'static str>,
    /// An example, shown while it is empty.
    pub example: &'static str,
    /// Whether it may stay empty.
    pub optional: bool,
    /// What is wrong with it.
    pub error: Option<Refusal>,
    /// A word about it that always stands below it, such as what somebody else made of it.
    pub remark: Option<String>,
    /// What stands in an empty field of digits for those that were given before and are kept nowhere.
    given: Option<String>,
    /// Whether its digits are a card number, which is told by its brand and its last four digits.
    is_card_number: bool,
    /// Columns that its text usually has, where it takes more.
    holds: Option<u16>,
    input: FieldInput,
}

/// What is wrong with a field.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Refusal {
    /// Code of the message.
    pub code: &'static str,
    /// Its values.
    pub args: Vec<(&'static str, Arg)>,
}

#[derive(Debug)]
enum FieldInput {
    Text(TextInput),
    Area(TextArea),
    Secret(SecretInput),
    Check(bool),
    /// One of several: value and key of its label.
    Pick {
        options: Vec<(String, String)>,
        chosen: usize,
    },
    List(ListField),
    /// Something to read, and the action of the screen that changes it.
    Shown(String, Action),
}

/// What a key did to a form.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// Nothing that matters.
    Nothing,
    /// A field's content changed.
    Edited,
    /// The focus left a field.
    Left,
    /// The button was pressed.
    Submit,
}

impl Refusal {
    /// A message without values.
    pub const fn plain(code: &'static str) -> Self {
        Self {
            code,
            args: Vec::new(),
        }
    }

    /// The refusal of an error.
    pub fn of(error: &impl Coded) -> Self {
        Self {
            code: error.code(),
            args: error.args(),
        }
    }
}

impl Form {
    /// A form with the focus on its first field.
    pub const fn new(fields: Vec<Field>, button: &'static str) -> Self {
        Self {
            fields,
            focus: 0,
            button,
            has_own_key: false,
            room: Cell::new(area::UNSEEN),
        }
    }

    /// Whose button has a key of its own: who presses the one for sending a form once too often sends no order.
    #[must_use]
    pub const fn with_own_key(mut self) -> Self {
        self.has_own_key = true;
        self
    }

    /// Gives its button another label, by its key.
    pub const fn name_button(&mut self, button: &'static str) {
        self.button = button;
    }

    /// The text of a field; empty for a field that has none.
    pub fn text(&self, name: &str) -> &str {
        match self.field(name).map(|field| &field.input) {
            Some(FieldInput::Text(input)) => input.text(),
            Some(FieldInput::Area(area)) => area.text(),
            Some(FieldInput::Pick { options, chosen }) => options.get(*chosen).map_or("", |(value, _)| value),
            Some(FieldInput::List(list)) => list.value(),
            _ => "",
        }
    }

    /// The digits of a secret field.
    pub fn secret(&self, name: &str) -> Option<&SecretInput> {
        match self.field(name).map(|field| &field.input) {
            Some(FieldInput::Secret(input)) => Some(input),
            _ => None,
        }
    }

    /// Whether a field is ticked.
    pub fn is_checked(&self, name: &str) -> bool {
        matches!(
            self.field(name).map(|field| &field.input),
            Some(FieldInput::Check(true))
        )
    }

    /// Puts text into a field, or chooses the value of a list.
    pub fn set_text(&mut self, name: &str, text: &str) {
        // A text over the limit leaves the field as it was.
        match self.field_mut(name).map(|field| &mut field.input) {
            Some(FieldInput::Text(input)) => drop(input.set(text)),
            Some(FieldInput::Area(area)) => drop(area.input().set(text)),
            Some(FieldInput::List(list)) => list.choose(text),
            Some(FieldInput::Shown(shown, _)) => text.clone_into(shown),
            _ => {}
        }
    }

    /// Gives the options of a list other names; what is chosen stays.
    pub fn rename(&mut self, name: &str, options: Vec<(String, String)>) {
        if let Some(FieldInput::List(list)) = self.field_mut(name).map(|field| &mut field.input) {
            list.rename(options);
        }
    }

    /// Says something that stands below a field from now on; `None` takes it away.
    pub fn remark(&mut self, name: &str, remark: Option<String>) {
        if let Some(field) = self.field_mut(name) {
            field.remark = remark;
        }
    }

    /// Shows in a field of digits that it was filled in before; `None` shows it as empty. What is typed takes its place.
    pub fn was_given(&mut self, name: &str, shown: Option<String>) {
        if let Some(field) = self.field_mut(name) {
            field.given = shown;
        }
    }

    /// Whether there is such a field now.
    pub fn has(&self, name: &str) -> bool {
        self.field(name).is_some()
    }

    /// Puts a field in front of another; the focus stays where it is.
    pub fn insert_before(&mut self, before: &str, field: Field) {
        let place = self.fields.iter().position(|field| field.name == before);
        let place = place.unwrap_or(self.fields.len());
        self.fields.insert(place, field);
        if place <= self.focus {
            self.focus += 1;
        }
    }

    /// Takes a field away; the focus stays where it is, or goes to the field that follows.
    pub fn remove(&mut self, name: &str) {
        if let Some(place) = self.fields.iter().position(|field| field.name == name) {
            self.fields.remove(place);
            if place < self.focus {
                self.focus -= 1;
            }
        }
    }

    /// Wipes every secret field.
    pub fn wipe_secrets(&mut self) {
        for field in &mut self.fields {
            if let FieldInput::Secret(input) = &mut field.input {
                input.clear();
            }
        }
    }

    /// What plain characters are for in the field that has the focus.
    pub fn typing(&self) -> Typing {
        match self.fields.get(self.focus).map(|field| &field.input) {
            Some(FieldInput::Text(_) | FieldInput::Area(_)) => Typing::Text,
            Some(FieldInput::Secret(_)) => Typing::Digits,
            Some(FieldInput::List(_)) => Typing::Name,
            Some(FieldInput::Check(_) | FieldInput::Pick { .. } | FieldInput::Shown(..)) | None => {
                Typing::Nothing
            }
        }
    }

    /// Whether its button has a key of its own.
    pub const fn has_own_key(&self) -> bool {
        self.has_own_key
    }

    /// Name of the focused field; `None` on the button.
    pub fn focused(&self) -> Option<&'static str> {
        self.fields.get(self.focus).map(|field| field.name)
    }

    /// Moves the focus to a field.
    pub fn focus_on(&mut self, name: &str) {
        if let Some(place) = self.fields.iter().position(|field| field.name == name) {
            self.focus_to(place);
        }
    }

    /// Gives the keys to the button.
    pub fn focus_on_button(&mut self) {
        self.focus_to(self.fields.len());
    }

    /// Says what is wrong with a field.
    pub fn refuse(&mut self, name: &str, refusal: Refusal) {
        if let Some(field) = self.field_mut(name) {
            field.error = Some(refusal);
        }
    }

    /// Forgets what was wrong with a field.
    pub fn clear_error(&mut self, name: &str) {
        if let Some(field) = self.field_mut(name) {
            field.error = None;
        }
    }

    /// Forgets what was wrong.
    pub fn clear_errors(&mut self) {
        for field in &mut self.fields {
            field.error = None;
        }
    }

    /// Whether any field is refused.
    pub fn has_errors(&self) -> bool {
        self.fields.iter().any(|field| field.error.is_some())
    }

    /// Moves the focus to the first field that is refused.
    pub fn focus_on_error(&mut self) {
        if let Some(place) = self.fields.iter().position(|field| field.error.is_some()) {
            self.focus_to(place);
        }
    }

    /// Takes an action.
    pub fn act(&mut self, action: Action) -> Outcome {
        if let Some(outcome) = self.act_in_list(action).or_else(|| self.act_in_area(action)) {
            return outcome;
        }
        let on_button = self.is_on_button();
        match action {
            Action::SUBMIT => self.submit(),
            Action::ACTIVATE if on_button => self.submit(),
            Action::ACTIVATE | Action::NEXT_FIELD | Action::DOWN => self.move_focus(1),
            Action::PREVIOUS_FIELD | Action::UP => self.move_focus(-1),
            Action::TOGGLE | Action::RIGHT => self.turn(1),
            Action::LEFT => self.turn(-1),
            Action::UNDO => self.change(TextInput::undo),
            Action::REDO => self.change(TextInput::redo),
            _ => Outcome::Nothing,
        }
    }

    /// Submits the form, unless a text holds a card number: that is refused for every form alike, before anybody else
    /// sees it.
    fn submit(&mut self) -> Outcome {
        let refused = (0..self.fields.len()).filter(|place| self.refuse_card_number(*place));
        if refused.count() > 0 {
            self.focus_on_error();
            return Outcome::Nothing;
        }
        Outcome::Submit
    }

    /// Refuses the text in a place if it holds a card number. Where there is a field for one, it says so.
    fn refuse_card_number(&mut self, place: usize) -> bool {
        let is_secret = |field: &Field| matches!(field.input, FieldInput::Secret(_));
        let refusal = if self.fields.iter().any(is_secret) {
            Refusal::plain("card-number-elsewhere")
        } else {
            Refusal::of(&CardNumberInText)
        };
        let Some(field) = self.fields.get_mut(place) else {
            return false;
        };
        let holds = match &field.input {
            FieldInput::Text(input) => holds_card_number(input.text()),
            FieldInput::Area(area) => holds_card_number(area.text()),
            _ => false,
        };
        if holds {
            field.error = Some(refusal);
        }
        holds
    }

    /// Takes a change of the focused text back, or makes it again.
    fn change(&mut self, change: impl FnOnce(&mut TextInput) -> bool) -> Outcome {
        let changed = match self.fields.get_mut(self.focus).map(|field| &mut field.input) {
            Some(FieldInput::Text(input)) => change(input),
            Some(FieldInput::Area(area)) => change(area.input()),
            _ => false,
        };
        if changed { self.edited() } else { Outcome::Nothing }
    }

    /// Takes a field that was pointed at: it gets the focus, and nothing is checked. Pointing again at what is
    /// ticked or picked turns it, and opens or closes a list; the button, one past the last field, sends the form.
    pub fn point(&mut self, place: usize) -> Outcome {
        if place >= self.fields.len() {
            self.focus_to(self.fields.len());
            return self.submit();
        }
        match self.fields.get(place).map(|field| &field.input) {
            Some(FieldInput::Check(_) | FieldInput::Pick { .. }) if place == self.focus => self.turn(1),
            Some(FieldInput::List(_)) if place == self.focus => self.turn_list(),
            _ if place == self.focus => Outcome::Nothing,
            _ => self.focus_to(place),
        }
    }

    /// Takes what was asked of the form or typed into it; `None` for what is no business of a form.
    pub fn take(&mut self, event: &ScreenEvent<'_>) -> Option<Outcome> {
        Some(match event {
            ScreenEvent::Key(key) => self.key(*key),
            ScreenEvent::Paste(paste) => self.paste(paste),
            ScreenEvent::PasteTooLarge => {
                self.refuse_paste();
                Outcome::Nothing
            }
            ScreenEvent::PointedAtField(place) => self.point(*place),
            ScreenEvent::PointedAtOption(place) => self.choose_shown(*place),
            ScreenEvent::Reply(reply) => self.reply(reply),
            _ => return None,
        })
    }

    fn move_focus(&mut self, by: isize) -> Outcome {
        let stops = self.fields.len() + 1;
        self.focus_to((self.focus + stops).saturating_add_signed(by) % stops)
    }

    fn focus_to(&mut self, place: usize) -> Outcome {
        let from = self.focus;
        if let Some(FieldInput::List(list)) = self.fields.get_mut(from).map(|field| &mut field.input) {
            list.close();
        }
        self.focus = place;
        // The one thing that is told before a form is sent: nobody should type on beside a card number.
        if place != from {
            self.refuse_card_number(from);
        }
        if from < self.fields.len() {
            Outcome::Left
        } else {
            Outcome::Nothing
        }
    }

    fn turn(&mut self, by: isize) -> Outcome {
        match self.fields.get_mut(self.focus).map(|field| &mut field.input) {
            Some(FieldInput::Check(on)) => *on = !*on,
            Some(FieldInput::Pick { options, chosen }) if !options.is_empty() => {
                *chosen = (*chosen + options.len()).saturating_add_signed(by) % options.len();
            }
            _ => return Outcome::Nothing,
        }
        self.edited()
    }

    /// Takes a key that is text, or moves within a text.
    pub fn key(&mut self, key: Key) -> Outcome {
        let width = self.room.get().width;
        let Some(field) = self.fields.get_mut(self.focus) else {
            return Outcome::Nothing;
        };
        let changed = match &mut field.input {
            FieldInput::Text(input) => text_key(input, key),
            FieldInput::Area(area) => area_key(area, key, width),
            FieldInput::Secret(input) => secret_key(input, key),
            FieldInput::List(list) => {
                list.key(key);
                Ok(false)
            }
            FieldInput::Check(_) | FieldInput::Pick { .. } | FieldInput::Shown(..) => {
                return Outcome::Nothing;
            }
        };
        self.took(changed)
    }

    fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    fn field_mut(&mut self, name: &str) -> Option<&mut Field> {
        self.fields.iter_mut().find(|field| field.name == name)
    }
}

const fn too_long() -> Refusal {
    Refusal::plain("field-full")
}

/// What is said of pasted text that is longer than there is room for, in a field or a filter of so many bytes.
pub(super) fn paste_too_long(limit: usize) -> Refusal {
    let limit = Arg::Count(i64::try_from(limit).unwrap_or(i64::MAX));
    Refusal {
        code: "paste-too-long",
        args: vec![("limit", limit)],
    }
}

#[cfg(test)]
mod tests;
