//! The Legal profile as blocks: where its verification stands, and the profile line by line with what differs marked.

use crate::domain::address::LegalProfile;
use crate::domain::country::CountryBook;
use crate::domain::message::Arg;
use crate::domain::partner::Vetting;
use crate::domain::profile::LegalProfileInput;
use crate::services::profiles::{Buying, ProfilePage};
use crate::tui::layer::Context;
use crate::tui::page::blocks::facts::{Fact, Facts};
use crate::tui::page::blocks::notice::Notice;
use crate::tui::page::blocks::words::Text;
use crate::tui::page::{Block, Signal};
use crate::tui::screens::address;

use super::edit::rows;

/// A field's value as people read it.
pub(super) fn in_words(
    name: &str,
    input: &LegalProfileInput,
    countries: &CountryBook,
    context: &Context,
) -> String {
    let value = rows(input).into_iter().find(|(row, ..)| *row == name);
    let value = value.map_or("", |(_, _, value)| value);
    if value.is_empty() {
        return context.i18n.t("word-empty");
    }
    match name {
        "country" => context.i18n.t(&format!("country-{value}")),
        "state" => address::state_in_words(&input.address, countries, context),
        _ => value.to_owned(),
    }
}

/// Where the verification stands, and what follows from it.
pub(super) fn status(page: &ProfilePage, context: &Context) -> Block {
    let i18n = &context.i18n;
    let by = page.changed_by.clone().unwrap_or_else(|| i18n.t("word-unknown"));
    let (signal, key, note, args) = match &page.account.vetting {
        Vetting::Authorized { on } => {
            let args = vec![("day", Arg::Day(*on))];
            (Signal::Good, "profile-authorized", None, args)
        }
        Vetting::Pending { since, .. } => (
            Signal::Warn,
            "profile-pending",
            match page.buying {
                Buying::Open => Some("vetting-pending-note"),
                Buying::NotSold => Some("vetting-pending-not-sold"),
                Buying::NotTheirs => None,
            },
            vec![("day", Arg::Day(*since)), ("person", Arg::Text(by))],
        ),
        Vetting::Rejected { on, reason, .. } => (
            Signal::Bad,
            "profile-rejected",
            Some("vetting-rejected-note"),
            vec![("day", Arg::Day(*on)), ("reason", Arg::Text(reason.clone()))],
        ),
    };
    Block::Notice(Notice {
        hint: note.map(|note| i18n.t(note)),
        ..Notice::standing(signal, i18n.tr(key, &args))
    })
}

/// Why it is for reading only, and who could change it.
pub(super) fn read_only(page: &ProfilePage, context: &Context) -> Vec<Block> {
    let Some(closed) = &page.edit_closed else {
        return Vec::new();
    };
    let explained = context.i18n.explain(closed);
    let reason = Arg::Text(explained.sentence);
    let sentence = context.i18n.tr("profile-read-only", &[("reason", reason)]);
    let sentences = std::iter::once(sentence).chain(explained.hint);
    sentences.map(|text| Block::Text(Text::plain(text))).collect()
}

/// The profile line by line; where another version of it matters, each line that differs also says what it was
/// before the pending change, or what was rejected.
pub(super) fn changes(
    page: &ProfilePage,
    countries: &CountryBook,
    context: &Context,
    only_changed: bool,
) -> Block {
    let now = LegalProfileInput::from(&page.account.profile);
    let other: Option<(&LegalProfile, &str)> = match &page.account.vetting {
        Vetting::Authorized { .. } => None,
        Vetting::Pending { authorized, .. } => Some((authorized, "profile-value-before")),
        Vetting::Rejected { rejected, .. } => Some((rejected, "profile-rejected-value")),
    };
    let is_pending = matches!(page.account.vetting, Vetting::Pending { .. });
    let before = other.map(|(profile, _)| LegalProfileInput::from(profile));
    let before = before.as_ref().unwrap_or(&now);
    let key = other.map_or("", |(_, key)| key);
    let mut facts = Vec::new();
    for ((name, label, value), (_, _, was)) in rows(&now).into_iter().zip(rows(before)) {
        let differs = value != was;
        if !differs && (only_changed || value.is_empty()) {
            continue;
        }
        let mut fact = Fact::new(context.i18n.t(label), in_words(name, &now, countries, context));
        if differs {
            let value = Arg::Text(in_words(name, before, countries, context));
            fact = fact.beside(context.i18n.tr(key, &[("value", value)]));
            // What waits for its verification is what is to be decided on.
            fact.is_strong = is_pending;
        }
        facts.push(fact);
    }
    Block::Facts(Facts {
        facts,
        at_right: false,
    })
}
