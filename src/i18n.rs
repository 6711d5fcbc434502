//! The desk's voice: every sentence that a person reads, in English or Polish.
//!
//! Sentences live in `assets/locales/<tag>/*.ftl` (Fluent) and are compiled in, so that speaking cannot fail at run
//! time: tests hold that every file parses, that both languages have the same keys with the same variables, and
//! that every key named in the code exists. A key that is missing all the same is shown as it is, never a panic.
//!
//! | you have | you call |
//! |---|---|
//! | a key | [`I18n::t`], with values [`I18n::tr`] |
//! | a refusal ([`Coded`]) | [`I18n::explain`] |
//! | a verdict on a form's field | [`I18n::explain_field`] |
//! | money, a day, a count, a rate, a list | [`I18n::money`], [`I18n::day`], [`I18n::number`], … |
//! | a command line in a sentence | `{ OFFERDESK() }` for the program's name, so that it is about the same store; `{ OFFERDESK(by: "owner") }` where only whoever the folder belongs to may run it |
//! | money typed by a person | [`I18n::parse_money`] |

use std::fmt;
use std::sync::{Arc, LazyLock, OnceLock};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

use crate::domain::card_number::masked;
use crate::domain::message::{Arg, Coded, FieldError};
use crate::domain::text::is_hostile;

mod files;
mod format;
mod input;
mod locale;
mod money_in;

pub use files::{LocaleFile, files};
pub use format::unbound;
pub use locale::Locale;

/// One language, ready to speak. Cheap to clone and to share between tasks.
#[derive(Clone)]
pub struct I18n(Arc<Voice>);

struct Voice {
    locale: Locale,
    bundle: FluentBundle<FluentResource>,
}

/// A refusal in words: what happened and what was kept, and what one can do about it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Explained {
    /// What happened, and what was kept.
    pub sentence: String,
    /// What to do now.
    pub hint: Option<String>,
}

impl Explained {
    /// The same with ordinary blanks, for programs.
    #[must_use]
    pub fn unbound(self) -> Self {
        Self {
            sentence: unbound(&self.sentence),
            hint: self.hint.as_deref().map(unbound),
        }
    }
}

/// How this process was started, as far as it decides which store is meant.
static STARTED_AS: OnceLock<Program> = OnceLock::new();

/// How the program was started, as the beginning of a command line.
#[derive(Debug)]
pub struct Program {
    /// About the same store, by the same person.
    pub same: String,
    /// About the same store, by whoever its folder belongs to.
    pub owner: String,
}

/// Tells the sentences how this process was started: the program's name and the options that name a store, so that the
/// commands in hints are about the same one. Once, before anything is said.
pub fn started_as(program: Program) {
    let _said_before = STARTED_AS.set(program);
}

/// The beginning of a command line about the same store: `OFFERDESK()` in sentences.
pub fn program() -> &'static str {
    STARTED_AS
        .get()
        .map_or("offerdesk", |program| program.same.as_str())
}

/// The same for a command that only whoever the folder belongs to may run, who is nobody else: `OFFERDESK(by: "owner")`.
pub fn program_of_owner() -> &'static str {
    STARTED_AS
        .get()
        .map_or("offerdesk", |program| program.owner.as_str())
}

/// Parsed once per process: sessions share the two bundles.
static ENGLISH: LazyLock<I18n> = LazyLock::new(|| I18n::load(Locale::EnUs));
static POLISH: LazyLock<I18n> = LazyLock::new(|| I18n::load(Locale::PlPl));

impl I18n {
    /// The voice of a locale.
    pub fn new(locale: Locale) -> Self {
        match locale {
            Locale::EnUs => ENGLISH.clone(),
            Locale::PlPl => POLISH.clone(),
        }
    }

    /// The locale that this speaks.
    pub fn locale(&self) -> Locale {
        self.0.locale
    }

    /// The sentence of a key; the key itself when there is none.
    pub fn t(&self, key: &str) -> String {
        self.tr(key, &[])
    }

    /// The sentence of a key with its values, each formatted as the locale writes it.
    pub fn tr(&self, key: &str, args: &[(&'static str, Arg)]) -> String {
        self.lookup(key, args).unwrap_or_else(|| key.to_owned())
    }

    /// Whether there is a sentence under that key.
    pub fn has(&self, key: &str) -> bool {
        self.0
            .bundle
            .get_message(key)
            .is_some_and(|message| message.value().is_some())
    }

    /// A refusal in words.
    pub fn explain(&self, error: &dyn Coded) -> Explained {
        self.explain_code(error.sentence(), &error.args())
    }

    /// The verdict on a form's field in words; the field itself is not named.
    pub fn explain_field<F>(&self, error: &FieldError<F>) -> Explained {
        self.explain_code(error.code, &error.args)
    }

    /// A refusal in words, from its code and values.
    pub fn explain_code(&self, code: &str, args: &[(&'static str, Arg)]) -> Explained {
        Explained {
            sentence: self.tr(&format!("error-{code}"), args),
            hint: self.lookup(&format!("error-{code}-hint"), args),
        }
    }

    fn load(locale: Locale) -> Self {
        let mut bundle = FluentBundle::new_concurrent(vec![locale.language()]);
        // The marks that Fluent would put around values show up, or are counted, in terminals.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(match locale {
            Locale::EnUs => |value, _| format::fluent_number(Locale::EnUs, value),
            Locale::PlPl => |value, _| format::fluent_number(Locale::PlPl, value),
        }));
        // It can only fail where it is added twice.
        let _added = bundle.add_function("OFFERDESK", |_, named| {
            let is_owners = named.get("by").is_some();
            FluentValue::from(if is_owners { program_of_owner() } else { program() })
        });
        for file in files(locale) {
            // Both answers hold what could be read; `tests/i18n.rs` holds that this is everything, once each.
            let resource = match FluentResource::try_new(file.text.to_owned()) {
                Ok(resource) | Err((resource, _)) => resource,
            };
            bundle.add_resource_overriding(resource);
        }
        Self(Arc::new(Voice { locale, bundle }))
    }

    fn lookup(&self, key: &str, args: &[(&'static str, Arg)]) -> Option<String> {
        let mut values = FluentArgs::with_capacity(args.len());
        for (name, arg) in args {
            values.set(*name, self.value(arg));
        }
        self.say(key, &values)
    }

    fn say(&self, key: &str, values: &FluentArgs) -> Option<String> {
        let message = self.0.bundle.get_message(key)?;
        // An error here is a value that the caller left out; Fluent shows its name in braces.
        let mut errors = Vec::new();
        let text = self
            .0
            .bundle
            .format_pattern(message.value()?, Some(values), &mut errors);
        Some(text.into_owned())
    }

    fn value(&self, arg: &Arg) -> FluentValue<'static> {
        FluentValue::from(match arg {
            Arg::Count(count) => return FluentValue::from(*count),
            // Whatever a file, a person or another machine put in there, a sentence stays one harmless line and
            // repeats no card number.
            Arg::Text(text) => masked(text).replace(is_hostile, "\u{fffd}"),
            Arg::Sample(number) => number.replace(' ', "\u{a0}"),
            Arg::Day(day) => self.day(*day),
            Arg::Money(money) => self.money(*money),
            Arg::Key(key) => self.t(key),
            Arg::Message(key, args) => self.tr(key, args),
            Arg::Keys(keys) => {
                let items: Vec<String> = keys.iter().map(|key| self.t(key)).collect();
                self.list(&items)
            }
        })
    }
}

/// A locale has one voice.
impl PartialEq for I18n {
    fn eq(&self, other: &Self) -> bool {
        self.locale() == other.locale()
    }
}

impl Eq for I18n {}

impl fmt::Debug for I18n {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "I18n({})", self.0.locale)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::money::{CurrencyCode, Money, MoneyError};

    #[test]
    fn a_missing_key_is_shown_as_it_is() {
        for locale in Locale::ALL {
            assert_eq!(I18n::new(locale).t("no-such-key"), "no-such-key");
            let explained = I18n::new(locale).explain_code("no-such-code", &[]);
            assert_eq!(explained.sentence, "error-no-such-code");
            assert_eq!(explained.hint, None);
        }
    }

    #[test]
    fn sessions_share_one_voice_across_threads() {
        fn shared<T: Send + Sync + Clone>(_: &T) {}
        shared(&I18n::new(Locale::PlPl));
    }

    #[test]
    fn values_are_written_as_the_locale_writes_them() {
        let args = [
            ("count", Arg::Count(1_234)),
            ("day", Arg::Day("2026-06-22".parse().unwrap())),
            ("money", Arg::Money(Money::new(47_500, CurrencyCode::USD))),
            (
                "who",
                Arg::Keys(vec!["role-global-admin".into(), "role-admin-agent".into()]),
            ),
            ("what", Arg::Key("button-buy".into())),
            ("text", Arg::Text("1234".into())),
        ];
        let check = |locale, expected: [&str; 6]| {
            let i18n = I18n::new(locale);
            let shown: Vec<String> = args
                .iter()
                .map(|(_, arg)| match i18n.value(arg) {
                    FluentValue::String(text) => text.into_owned(),
                    number => format::fluent_number(locale, &number).unwrap(),
                })
                .collect();
            assert_eq!(shown, expected);
        };
        check(
            Locale::EnUs,
            [
                "1,234",
                "June\u{a0}22,\u{a0}2026",
                "$475.00",
                "Global admin and Admin agent",
                "Buy",
                "1234",
            ],
        );
        check(
            Locale::PlPl,
            [
                "1\u{a0}234",
                "22\u{a0}czerwca\u{a0}2026",
                "475,00\u{a0}USD",
                "Administrator globalny i Agent administracyjny",
                "Kup",
                "1234",
            ],
        );
    }

    #[test]
    fn a_message_stands_in_another_one_with_its_own_values() {
        let days = Arg::Message("days-left".into(), vec![("count", Arg::Count(2))]);
        let args = [("offer", days)];
        assert_eq!(
            I18n::new(Locale::PlPl).tr("title-renew", &args),
            "Odnowienie: Zostały 2 dni"
        );
    }

    #[test]
    fn a_value_cannot_move_the_cursor_or_break_the_line() {
        let english = I18n::new(Locale::EnUs);
        let args = [("offer", Arg::Text("a\u{1b}[2J\nb\u{202e}".into()))];
        assert_eq!(
            english.tr("title-renew", &args),
            "Renew: a\u{fffd}[2J\u{fffd}b\u{fffd}"
        );
    }

    #[test]
    fn polish_plurals_take_the_form_that_the_number_asks_for() {
        let polish = I18n::new(Locale::PlPl);
        let check = |count: i64, expected: &str| {
            assert_eq!(polish.tr("days-left", &[("count", Arg::Count(count))]), expected);
        };
        check(0, "Zostało 0 dni");
        check(1, "Został 1 dzień");
        check(2, "Zostały 2 dni");
        check(5, "Zostało 5 dni");
        check(12, "Zostało 12 dni");
        check(22, "Zostały 22 dni");
        check(25, "Zostało 25 dni");
    }

    #[test]
    fn a_fraction_takes_the_polish_form_for_fractions() {
        let polish = I18n::new(Locale::PlPl);
        let pattern = polish.0.bundle.get_message("days-left").unwrap().value().unwrap();
        let mut args = FluentArgs::new();
        args.set("count", 1.5);
        let text = polish
            .0
            .bundle
            .format_pattern(pattern, Some(&args), &mut Vec::new());
        assert_eq!(text, "Zostało 1,5 dnia");
    }

    #[test]
    fn a_refusal_says_what_happened_and_what_to_do() {
        let explained = I18n::new(Locale::EnUs).explain(&MoneyError::NotAnAmount);
        assert!(explained.sentence.contains("amount"), "{explained:?}");
        assert!(explained.hint.is_some());
    }
}
