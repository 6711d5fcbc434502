//! `payments` and `cards` as text.

use crate::domain::message::Arg;
use crate::domain::network::Network;
use crate::i18n::I18n;
use crate::services::cards::SavedCardView;
use crate::services::error::ServiceError;
use crate::services::payments::{AdoptedNetwork, NetworkView, OrphanView};

use super::{card, labeled, table};

/// Which network the store belongs to, what is connected, and what is not settled.
pub fn network(i18n: &I18n, view: &NetworkView) -> Vec<String> {
    let ours = match view.ours {
        Some(ours) => i18n.tr(
            "cli-payments-ours",
            &[
                ("network", Arg::Text(name(i18n, ours.network))),
                ("day", Arg::Day(ours.since.day())),
            ],
        ),
        None => i18n.t("cli-payments-none-yet"),
    };
    let connected = match &view.connected {
        Ok(connected) => name(i18n, *connected),
        Err(_) => i18n.t("cli-payments-not-connected"),
    };
    let mut lines = labeled(
        i18n,
        &[
            ("label-payment-network", ours),
            ("label-connected-network", connected),
        ],
    );
    let closed = view.closed.clone().map(ServiceError::from);
    if let Some(error) = closed.as_ref().or(view.connected.as_ref().err()) {
        let explained = i18n.explain(error);
        lines.push(explained.sentence);
        lines.extend(explained.hint);
    }
    let mut rows = Vec::new();
    for order in &view.unsettled {
        let note = match order.minutes {
            Some(0) => i18n.t("cli-payments-unknown-long"),
            Some(minutes) => i18n.tr("cli-payments-unknown", &[("minutes", Arg::Count(minutes))]),
            None => String::new(),
        };
        rows.push(vec![
            order.number.clone(),
            i18n.t(order.state.key()),
            order.network.to_string(),
            note,
        ]);
    }
    if !rows.is_empty() {
        let columns = [
            "label-order-number",
            "cli-column-state",
            "label-payment-network",
            "cli-column-note",
        ];
        rows.insert(0, columns.iter().map(|key| i18n.t(key)).collect());
        lines.extend(table(&rows));
    }
    if view.orphans > 0 {
        let count = Arg::Count(i64::try_from(view.orphans).unwrap_or(i64::MAX));
        lines.push(i18n.tr("cli-payments-orphans", &[("count", count)]));
    }
    lines
}

/// What going over to a network changed.
pub fn adopted(i18n: &I18n, adopted: &AdoptedNetwork) -> String {
    let network = ("network", Arg::Text(name(i18n, adopted.network)));
    match adopted.former {
        _ if !adopted.is_new => i18n.tr("cli-payments-adopted-before", &[network]),
        Some(former) => {
            let former = ("former", Arg::Text(former.to_string()));
            i18n.tr("cli-payments-adopted-instead", &[network, former])
        }
        None => i18n.tr("cli-payments-adopted", &[network]),
    }
}

/// Charges that no order counts.
pub fn orphans(i18n: &I18n, orphans: &[OrphanView]) -> Vec<String> {
    if orphans.is_empty() {
        return vec![i18n.t("cli-orphans-none")];
    }
    let columns = [
        "cli-column-reference",
        "cli-column-amount",
        "cli-column-state",
        "cli-column-found",
        "payment-method-card",
        "cli-column-asked-for",
    ];
    let mut rows = vec![columns.iter().map(|key| i18n.t(key)).collect::<Vec<_>>()];
    for view in orphans {
        let orphan = &view.orphan;
        let order = view.attached_to.or(view.asked_for);
        rows.push(vec![
            orphan.reference.clone(),
            i18n.money(orphan.amount),
            i18n.t(orphan.state.key()),
            i18n.day(orphan.found.day()),
            card(i18n, orphan.card.brand.name(), &orphan.card.last_four),
            order.map_or_else(|| "–".to_owned(), |number| number.to_string()),
        ]);
    }
    table(&rows)
}

/// The cards that an account keeps.
pub fn cards(i18n: &I18n, cards: &[SavedCardView]) -> Vec<String> {
    if cards.is_empty() {
        return vec![i18n.t("cli-cards-none")];
    }
    let columns = [
        "payment-method-card",
        "cli-column-valid-through",
        "cli-column-state",
        "cli-column-saved-by",
        "cli-column-saved-on",
        "cli-column-id",
    ];
    let mut rows = vec![columns.iter().map(|key| i18n.t(key)).collect::<Vec<_>>()];
    for view in cards {
        let saved = &view.saved;
        rows.push(vec![
            card(i18n, saved.card.brand.name(), &saved.card.last_four),
            saved.card.expiry.to_string(),
            i18n.t(view.state_key()),
            view.saved_by.clone(),
            i18n.day(saved.saved_at.day()),
            saved.id.to_string(),
        ]);
    }
    table(&rows)
}

fn name(i18n: &I18n, network: Network) -> String {
    let id = ("id", Arg::Text(network.id.to_string()));
    let key = if network.is_sandbox {
        "payment-network-sandbox"
    } else {
        "payment-network-name"
    };
    i18n.tr(key, &[id])
}
