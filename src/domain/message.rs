//! How the domain speaks without a language: a stable code and named values.
//!
//! Every refusal implements [`Coded`]. The faces look the code up in `assets/locales` as `error-<code>` and
//! `error-<code>-hint`, and let the locale format the values. The domain holds no sentence.

use super::date::Day;
use super::money::Money;

/// A value inside a message, still typed so that each locale formats it in its own way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arg {
    /// Text shown as it is: a name, a number of an order.
    Text(String),
    /// A number of this build's own, such as a test card of the sandbox: nobody typed it, so it is not taken for a card
    /// number that slipped in. Its blanks hold together.
    Sample(&'static str),
    /// A count; the locale picks the plural form.
    Count(i64),
    /// A calendar day.
    Day(Day),
    /// An amount of money.
    Money(Money),
    /// Another message, looked up by its full key, such as a role or a field name.
    Key(String),
    /// Another message with values of its own, by its full key.
    Message(String, Vec<(&'static str, Self)>),
    /// A list of messages, each looked up by its full key and joined by the locale.
    Keys(Vec<String>),
}

/// Something that can be told to a person in any language.
pub trait Coded {
    /// Stable, lowercase, words joined by hyphens; never reused for another meaning.
    fn code(&self) -> &'static str;

    /// The code under which its sentence stands, where several codes share one.
    fn sentence(&self) -> &'static str {
        self.code()
    }

    /// The values that the sentence needs, by the names used in `assets/locales`.
    fn args(&self) -> Vec<(&'static str, Arg)> {
        Vec::new()
    }
}

/// A verdict on one field of a form: which field, and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError<F> {
    /// The field.
    pub field: F,
    /// Code of the message.
    pub code: &'static str,
    /// Values of the message.
    pub args: Vec<(&'static str, Arg)>,
}

impl<F> FieldError<F> {
    /// Ties a refusal to the field that it is about.
    pub fn new(field: F, error: &impl Coded) -> Self {
        Self {
            field,
            code: error.code(),
            args: error.args(),
        }
    }
}
