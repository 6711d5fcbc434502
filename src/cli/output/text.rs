//! Results as text for people: tables, and lines of a label and a value, in the language of the command.

pub mod audit;
pub mod changes;
pub mod clock;
pub mod copies;
pub mod due;
pub mod payments;
pub mod requests;
pub mod seller;

use unicode_width::UnicodeWidthStr;

use crate::domain::address::Address;
use crate::domain::message::Arg;
use crate::domain::offer::{Quote, TaxTreatment};
use crate::domain::order::{Order, OrderState};
use crate::domain::partner::Vetting;
use crate::domain::review::Review;
use crate::domain::subscription::{NotRenewable, State};
use crate::i18n::I18n;
use crate::services::error::Unavailable;
use crate::services::offers::{MainAction, OffersPage, OpenOrder, Tile};
use crate::services::orders::OrderView;

/// Columns, each as wide as its widest cell. The last one is not filled up.
pub fn table(rows: &[Vec<String>]) -> Vec<String> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        cells.map(|cell| cell.width()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    rows.iter()
        .map(|row| {
            let cells = row.iter().zip(&widths).map(|(cell, width)| {
                let fill = width.saturating_sub(cell.width());
                format!("{cell}{}", " ".repeat(fill))
            });
            cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
        })
        .collect()
}

/// Lines of a label and a value; lines without a value are left out.
pub fn labeled(i18n: &I18n, lines: &[(&str, String)]) -> Vec<String> {
    let rows: Vec<Vec<String>> = lines
        .iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(key, value)| vec![format!("{}:", i18n.t(key)), value.clone()])
        .collect();
    table(&rows)
}

/// The tiles of an account as a table under its name.
pub fn offers(i18n: &I18n, page: &OffersPage) -> Vec<String> {
    let columns = [
        "cli-column-id",
        "cli-column-offer",
        "cli-column-state",
        "cli-column-expires",
        "cli-column-renewal",
        "cli-column-total",
    ];
    let mut rows = vec![columns.iter().map(|key| i18n.t(key)).collect::<Vec<_>>()];
    rows.extend(page.tiles.iter().map(|tile| offer_row(i18n, tile)));
    let account = [
        ("company", Arg::Text(page.company.clone())),
        ("id", Arg::Text(page.mpn_id.to_string())),
        ("day", Arg::Day(page.today)),
    ];
    let mut lines = vec![i18n.tr("cli-account", &account)];
    lines.extend(table(&rows).iter().map(|line| format!("  {line}")));
    lines
}

fn offer_row(i18n: &I18n, tile: &Tile) -> Vec<String> {
    let none = || "–".to_owned();
    // A day until which, or from which on, one may renew is of no use where nothing is sold.
    let or_unsold = |renewal: String| match &tile.unsold {
        Some(unsold) => format!("{renewal}; {}", i18n.explain(unsold).sentence),
        None => renewal,
    };
    let renewal = match (&tile.order, tile.held) {
        (Some(order), _) if tile.action == MainAction::ShowOrder => order_beside(i18n, order),
        // An order that gives way never hides until when one may renew.
        (order, Some(held)) if held.days_to_renew > 0 && held.ends.is_none() => {
            let left = i64::from(held.days_to_renew);
            let closes = ("day", Arg::Day(held.window.closes));
            let open = i18n.tr("cli-renewal-open", &[closes, ("count", Arg::Count(left))]);
            match order {
                Some(order) => format!("{open}; {}", order_beside(i18n, order)),
                None => or_unsold(open),
            }
        }
        (Some(order), _) if tile.closed.is_none() => order_beside(i18n, order),
        _ => match &tile.closed {
            Some(Unavailable::Window(NotRenewable::TooEarly { opens, .. })) => {
                or_unsold(i18n.tr("offer-renewal-opens", &[("day", Arg::Day(*opens))]))
            }
            Some(closed) => i18n.explain(closed).sentence,
            None => i18n.t("cli-renewal-for-sale"),
        },
    };
    vec![
        tile.offer.as_str().to_owned(),
        tile.names.in_language(i18n.locale().tag()).to_owned(),
        i18n.t(state_key(tile)),
        tile.held
            .and_then(|held| held.term_ends())
            .map_or_else(none, |day| i18n.day(day)),
        renewal,
        tile.price
            .as_ref()
            .map_or_else(none, |quote| i18n.money(quote.total)),
    ]
}

/// The order that is open for an offer, in a word with its number.
fn order_beside(i18n: &I18n, order: &OpenOrder) -> String {
    let number = ("number", Arg::Text(order.number.to_string()));
    let order_number = i18n.tr("cli-order", &[number]);
    format!("{} ({order_number})", i18n.t(order.state_key()))
}

/// The review before buying.
pub fn review(i18n: &I18n, review: &Review, offer: &str, payment: String) -> Vec<String> {
    let mut lines = vec![i18n.t("title-review")];
    let tax = match review.quote.treatment {
        TaxTreatment::Rate(rate) => {
            format!("{} ({})", i18n.money(review.quote.tax), i18n.percent(rate))
        }
        other => i18n.t(tax_key(other)),
    };
    lines.extend(labeled(
        i18n,
        &[
            ("label-offer", offer.to_owned()),
            ("label-new-expiration-date", i18n.day(review.expires)),
            ("label-price", i18n.money(review.quote.net)),
            ("label-tax", tax),
            ("label-total", i18n.money(review.quote.total)),
            ("label-payment", payment),
            ("label-bill-to", bill_to(review)),
            ("label-vat-id", review.bill_to.vat_id.clone().unwrap_or_default()),
            ("label-purchase-order", review.bill_to.purchase_order.clone()),
            ("title-terms", review.terms_version.clone()),
        ],
    ));
    lines
}

const fn tax_key(treatment: TaxTreatment) -> &'static str {
    match treatment {
        TaxTreatment::ReverseCharge => "wizard-tax-reverse-charge",
        TaxTreatment::Exempt => "wizard-tax-exempt",
        TaxTreatment::Untaxed | TaxTreatment::Rate(_) => "wizard-tax-none",
    }
}

fn bill_to(review: &Review) -> String {
    format!("{}, {}", review.bill_to.company, address(&review.bill_to.address))
}

/// An address on one line.
pub fn address(address: &Address) -> String {
    let state_and_code = format!("{} {}", address.state, address.postal_code);
    [
        address.line1.as_str(),
        address.line2.as_str(),
        address.city.as_str(),
        state_and_code.trim(),
        address.country.as_str(),
    ]
    .into_iter()
    .filter(|part| !part.is_empty())
    .collect::<Vec<_>>()
    .join(", ")
}

/// An order with everything that matters about it now.
pub fn order(i18n: &I18n, view: &OrderView, offer: &str) -> Vec<String> {
    let order = &view.order;
    let expires = match order.state {
        OrderState::Paid { expires } => i18n.day(expires),
        _ => String::new(),
    };
    let placed = [
        ("day", Arg::Day(order.placed_at.day())),
        ("by", Arg::Text(view.placed_by.clone())),
    ];
    let mut lines = labeled(
        i18n,
        &[
            ("label-order-number", order.number.to_string()),
            ("label-state", order_state(i18n, view)),
            ("label-company", view.company.clone()),
            ("label-offer", offer.to_owned()),
            ("cli-label-placed", i18n.tr("cli-placed", &placed)),
            ("label-total", total(i18n, &order.quote)),
            (
                "label-total-before",
                order
                    .former_quote()
                    .map(|quote| total(i18n, quote))
                    .unwrap_or_default(),
            ),
            (
                "label-total-due",
                order
                    .to_correct()
                    .map(|(quote, _)| total(i18n, quote))
                    .unwrap_or_default(),
            ),
            ("label-payment", payment(i18n, order)),
            ("label-purchase-order", order.bill_to.purchase_order.clone()),
            ("label-new-expiration-date", expires),
        ],
    );
    lines.extend(instructions(i18n, view));
    lines
}

/// What a transfer needs, while it is awaited; of what is overdue nothing asks to be paid.
pub fn instructions(i18n: &I18n, view: &OrderView) -> Vec<String> {
    let Some(needs) = &view.instructions else {
        return Vec::new();
    };
    let mut lines = vec![String::new()];
    if view.expired {
        lines.push(i18n.tr("order-overdue", &[("day", Arg::Day(needs.due))]));
        lines.extend([String::new(), i18n.t("title-transfer-overdue")]);
    } else {
        lines.push(i18n.t("title-transfer-instructions"));
    }
    lines.extend(labeled(
        i18n,
        &[
            ("label-payment-reference", needs.reference.clone()),
            ("label-amount-due", i18n.money(view.order.missing())),
            ("label-due-date", i18n.day(needs.due)),
            ("label-recipient", needs.seller.clone()),
            ("label-bank", needs.bank_account.bank.to_string()),
            ("label-account-number", needs.bank_account.number.to_string()),
            ("label-bic", needs.bank_account.bic.to_string()),
        ],
    ));
    lines
}

/// Where an order stands; overdue transfers are expired.
pub fn order_state(i18n: &I18n, view: &OrderView) -> String {
    let state = i18n.t(view.state_key());
    match view.order.state {
        OrderState::Declined(reason) => {
            format!("{state}: {}", i18n.t(&format!("decline-{}", reason.code())))
        }
        _ => state,
    }
}

fn total(i18n: &I18n, quote: &Quote) -> String {
    i18n.money(quote.total)
}

fn payment(i18n: &I18n, order: &Order) -> String {
    match order.attempt() {
        Some(attempt) => card(i18n, attempt.card.brand.name(), &attempt.card.last_four),
        None => i18n.t("payment-method-bank-transfer"),
    }
}

/// A card by brand and last four digits.
pub fn card(i18n: &I18n, brand: &str, last_four: &str) -> String {
    let args = [
        ("brand", Arg::Text(brand.to_owned())),
        ("digits", Arg::Text(last_four.to_owned())),
    ];
    i18n.tr("cli-card", &args)
}

/// Key of what an offer is for the account.
fn state_key(tile: &Tile) -> &'static str {
    match tile.held.map(|held| held.state) {
        None => "state-available",
        Some(State::Active) => "state-active",
        Some(State::RenewalWindow) => "state-renewal-window",
        Some(State::Lapsed) => "state-lapsed",
        Some(State::Cancelled) => "state-cancelled",
    }
}

/// Key of where the verification of a profile stands.
pub const fn vetting_key(vetting: &Vetting) -> &'static str {
    match vetting {
        Vetting::Authorized { .. } => "cli-vetting-authorized",
        Vetting::Pending { .. } => "cli-vetting-pending",
        Vetting::Rejected { .. } => "cli-vetting-rejected",
    }
}

/// Where the verification of a profile stands, in a word of `--json`.
pub const fn vetting_word(vetting: &Vetting) -> &'static str {
    match vetting {
        Vetting::Authorized { .. } => "authorized",
        Vetting::Pending { .. } => "pending",
        Vetting::Rejected { .. } => "rejected",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_line_up_whatever_the_script() {
        let rows = [
            vec!["山田".to_owned(), "x".to_owned()],
            vec!["Ł".to_owned(), "yy".to_owned()],
        ];
        assert_eq!(table(&rows), ["山田  x", "Ł     yy"]);
    }
}
