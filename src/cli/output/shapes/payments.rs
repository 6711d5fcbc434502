//! The shapes of `payments` and `cards`.

use serde::Serialize;

use crate::domain::message::Coded;
use crate::domain::network::{Network, OrphanState};
use crate::i18n::I18n;
use crate::services::cards::SavedCardView;
use crate::services::error::ServiceError;
use crate::services::payments::{AdoptedNetwork, NetworkView, OrphanView};

use super::{MoneyShape, day, order_state_word};

/// A payment network.
#[derive(Serialize)]
pub struct NetworkIdShape {
    id: String,
    sandbox: bool,
}

impl From<Network> for NetworkIdShape {
    fn from(network: Network) -> Self {
        Self {
            id: network.id.to_string(),
            sandbox: network.is_sandbox,
        }
    }
}

/// `payments show`.
#[derive(Serialize)]
pub struct NetworkShape {
    network: Option<NetworkIdShape>,
    since: Option<String>,
    connected: Option<NetworkIdShape>,
    cards_closed: Option<ReasonShape>,
    unsettled: Vec<UnsettledShape>,
    open_charges: usize,
}

#[derive(Serialize)]
struct ReasonShape {
    code: &'static str,
    message: String,
    hint: Option<String>,
}

#[derive(Serialize)]
struct UnsettledShape {
    number: String,
    state: &'static str,
    network: String,
    minutes_until_settling_by_hand: Option<i64>,
}

impl NetworkShape {
    /// What is said of the network.
    pub fn of(view: &NetworkView, i18n: &I18n) -> Self {
        let reason = |error: &ServiceError| {
            let explained = i18n.explain(error).unbound();
            ReasonShape {
                code: error.code(),
                message: explained.sentence,
                hint: explained.hint,
            }
        };
        let closed = view.closed.clone().map(ServiceError::from);
        Self {
            network: view.ours.map(|ours| ours.network.into()),
            since: view.ours.map(|ours| day(ours.since.day())),
            connected: view.connected.as_ref().ok().map(|network| (*network).into()),
            cards_closed: (closed.as_ref().or(view.connected.as_ref().err())).map(reason),
            unsettled: view
                .unsettled
                .iter()
                .map(|order| UnsettledShape {
                    number: order.number.clone(),
                    state: order_state_word(order.state, false),
                    network: order.network.to_string(),
                    minutes_until_settling_by_hand: order.minutes,
                })
                .collect(),
            open_charges: view.orphans,
        }
    }
}

/// `payments adopt`.
#[derive(Serialize)]
pub struct AdoptedShape {
    network: NetworkIdShape,
    former: Option<String>,
    changed: bool,
}

impl From<AdoptedNetwork> for AdoptedShape {
    fn from(adopted: AdoptedNetwork) -> Self {
        Self {
            network: adopted.network.into(),
            former: adopted.former.map(|former| former.to_string()),
            changed: adopted.is_new,
        }
    }
}

/// `payments orphans`.
#[derive(Serialize)]
pub struct OrphansShape {
    /// The charges.
    pub charges: Vec<OrphanShape>,
    /// Whether there are more than were asked for.
    pub more: bool,
}

/// Each charge of `payments orphans`.
#[derive(Serialize)]
pub struct OrphanShape {
    reference: String,
    amount: MoneyShape,
    state: &'static str,
    found_on: String,
    brand: &'static str,
    last_four: String,
    asked_for: Option<String>,
    attached_to: Option<String>,
}

impl From<&OrphanView> for OrphanShape {
    fn from(view: &OrphanView) -> Self {
        let orphan = &view.orphan;
        Self {
            reference: orphan.reference.clone(),
            amount: orphan.amount.into(),
            state: match orphan.state {
                OrphanState::Open => "open",
                OrphanState::Refunding(_) => "refunding",
                OrphanState::Refunded => "refunded",
                OrphanState::RefundRefused => "refund-refused",
                OrphanState::Attached(_) => "attached",
            },
            found_on: day(orphan.found.day()),
            brand: orphan.card.brand.name(),
            last_four: orphan.card.last_four.clone(),
            asked_for: view.asked_for.map(|number| number.to_string()),
            attached_to: view.attached_to.map(|number| number.to_string()),
        }
    }
}

/// `cards list`.
#[derive(Serialize)]
pub struct CardsShape {
    /// The cards.
    pub cards: Vec<CardShape>,
    /// Whether there are more than were asked for.
    pub more: bool,
}

/// Each card of `cards list`, and `cards remove`.
#[derive(Serialize)]
pub struct CardShape {
    id: String,
    brand: &'static str,
    last_four: String,
    expiry: String,
    expired: bool,
    usable: bool,
    saved_by: String,
    saved_on: String,
}

impl From<&SavedCardView> for CardShape {
    fn from(view: &SavedCardView) -> Self {
        let saved = &view.saved;
        Self {
            id: saved.id.to_string(),
            brand: saved.card.brand.name(),
            last_four: saved.card.last_four.clone(),
            expiry: format!("{:04}-{:02}", saved.card.expiry.year, saved.card.expiry.month),
            expired: view.expired,
            usable: view.is_usable(),
            saved_by: view.saved_by.clone(),
            saved_on: day(saved.saved_at.day()),
        }
    }
}
