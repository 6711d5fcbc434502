//! All that is said while card numbers are typed: results, refusals in both languages, and the log.

#![allow(dead_code)] // Each test binary uses another part of it.
#![allow(clippy::unwrap_used)] // The lints' exemption for tests does not reach what the tests share.

use std::fmt::{Debug, Write as _};
use std::sync::{Arc, Mutex};

use offerdesk::domain::message::Coded;
use offerdesk::i18n::{I18n, Locale};

/// Keeps whatever it is told.
#[derive(Clone, Default)]
pub struct Said(Arc<Mutex<String>>);

impl Said {
    pub fn say(&self, value: &impl Debug) {
        writeln!(self.0.lock().unwrap(), "{value:?}").unwrap();
    }

    pub fn result<T: Debug, E: Debug + Coded>(&self, result: &Result<T, E>) {
        self.say(result);
        if let Err(error) = result {
            for locale in [Locale::EnUs, Locale::PlPl] {
                self.say(&I18n::new(locale).explain(error).sentence);
            }
        }
    }

    pub fn text(&self) -> String {
        self.0.lock().unwrap().clone()
    }
}

/// A log that leaves nothing out.
pub struct Log(pub Said);

impl tracing::Subscriber for Log {
    fn enabled(&self, _: &tracing::Metadata<'_>) -> bool {
        true
    }
    fn new_span(&self, span: &tracing::span::Attributes<'_>) -> tracing::span::Id {
        self.0.say(span);
        tracing::span::Id::from_u64(1)
    }
    fn record(&self, _: &tracing::span::Id, values: &tracing::span::Record<'_>) {
        self.0.say(values);
    }
    fn record_follows_from(&self, _: &tracing::span::Id, _: &tracing::span::Id) {}
    fn event(&self, event: &tracing::Event<'_>) {
        self.0.say(event);
    }
    fn enter(&self, _: &tracing::span::Id) {}
    fn exit(&self, _: &tracing::span::Id) {}
}
