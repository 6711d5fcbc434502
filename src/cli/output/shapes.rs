//! The shapes of `--json`. They are a contract: fields may be added, none is renamed, removed or changed in
//! meaning. Names are `snake_case`, values of a closed set are words joined by hyphens, days are `YYYY-MM-DD`, money
//! is minor units, ISO 4217 code and a text for people.

mod audit;
mod catalog;
mod changes;
mod clock;
mod copies;
mod due;
mod payments;
mod receipts;
mod requests;
mod seller;

use serde::Serialize;

use crate::domain::address::Address;
use crate::domain::change::FieldChange;
use crate::domain::date::Day;
use crate::domain::message::Coded;
use crate::domain::money::Money;
use crate::domain::offer::{Quote, TaxTreatment};
use crate::domain::order::{OrderNumber, OrderState, Payment, Purpose};
use crate::domain::subscription::State;
use crate::i18n::I18n;
use crate::services::error::Unavailable;
use crate::services::maintenance::CheckedStore;
use crate::services::offers::{MainAction, OffersPage, OpenOrder, Tile};
use crate::services::orders::{Instructions, OrderView};
use crate::services::profiles::ProfilePage;

pub use audit::{AuditEndShape, AuditListShape, AuditVerifiedShape};
pub use catalog::CatalogShape;
pub use changes::ChangeShape;
pub use clock::ClockShape;
pub use copies::{BackupShape, SalvageShape};
pub use due::DueShape;
pub use payments::{AdoptedShape, CardShape, CardsShape, NetworkShape, OrphanShape, OrphansShape};
pub use receipts::{AppliedShape, BookedShape, ReceiptsShape, ReturnedShape};
pub use requests::{ProblemsShape, RequestShape, RequestsShape, SavedShape};
pub use seller::SellerShape;

/// An amount.
#[derive(Serialize)]
pub struct MoneyShape {
    minor: i64,
    currency: &'static str,
    text: String,
}

impl From<Money> for MoneyShape {
    fn from(money: Money) -> Self {
        Self {
            minor: money.minor,
            currency: money.currency.code(),
            text: money.to_string(),
        }
    }
}

fn day(day: Day) -> String {
    day.to_string()
}

/// `offers terms`.
#[derive(Serialize)]
pub struct TermsShape<'t> {
    /// Their version.
    pub version: &'t str,
    /// Their text, in the language of the command.
    pub text: &'t str,
}

/// `offers list`.
#[derive(Serialize)]
pub struct OffersShape {
    /// Accounts by name.
    pub accounts: Vec<AccountShape>,
    /// Whether there are more than were asked for.
    pub more: bool,
}

/// One account of `offers list`.
#[derive(Serialize)]
pub struct AccountShape {
    mpn_id: String,
    company: String,
    day: String,
    offers: Vec<OfferShape>,
}

#[derive(Serialize)]
struct OfferShape {
    offer: String,
    name: String,
    state: &'static str,
    expires: Option<String>,
    renewal: Option<RenewalShape>,
    price: Option<PriceShape>,
    action: &'static str,
    closed: Option<ClosedShape>,
    order: Option<OpenOrderShape>,
}

#[derive(Serialize)]
struct RenewalShape {
    opens: String,
    closes: String,
    days_left: i32,
}

/// What something costs.
#[derive(Serialize)]
pub struct PriceShape {
    net: MoneyShape,
    tax: MoneyShape,
    total: MoneyShape,
    treatment: &'static str,
}

#[derive(Serialize)]
struct ClosedShape {
    code: &'static str,
    message: String,
    hint: Option<String>,
}

#[derive(Serialize)]
struct OpenOrderShape {
    number: String,
    state: &'static str,
    placed_by: String,
    placed_on: String,
    due: Option<String>,
    expired: bool,
}

impl From<&Quote> for PriceShape {
    fn from(quote: &Quote) -> Self {
        Self {
            net: quote.net.into(),
            tax: quote.tax.into(),
            total: quote.total.into(),
            treatment: match quote.treatment {
                TaxTreatment::Rate(_) => "rate",
                TaxTreatment::ReverseCharge => "reverse-charge",
                TaxTreatment::Exempt => "exempt",
                TaxTreatment::Untaxed => "untaxed",
            },
        }
    }
}

impl AccountShape {
    /// The tiles of an account.
    pub fn of(page: &OffersPage, i18n: &I18n) -> Self {
        let language = i18n.locale().tag();
        Self {
            mpn_id: page.mpn_id.to_string(),
            company: page.company.clone(),
            day: day(page.today),
            offers: page
                .tiles
                .iter()
                .map(|tile| OfferShape {
                    offer: tile.offer.as_str().to_owned(),
                    name: tile.names.in_language(language).to_owned(),
                    state: state_word(tile),
                    expires: tile.held.and_then(|held| held.term_ends()).map(day),
                    renewal: tile.held.map(|held| RenewalShape {
                        opens: day(held.window.opens),
                        closes: day(held.window.closes),
                        days_left: held.days_to_renew,
                    }),
                    price: tile.price.as_ref().map(PriceShape::from),
                    action: match tile.action {
                        MainAction::Renew => "renew",
                        MainAction::Subscribe => "subscribe",
                        MainAction::ShowOrder => "show-order",
                    },
                    closed: tile.closed.as_ref().map(|closed| closed_shape(closed, i18n)),
                    order: tile.order.as_ref().map(open_order_shape),
                })
                .collect(),
        }
    }
}

/// Where a tile stands, in a word; `available` when nothing is held.
pub fn state_word(tile: &Tile) -> &'static str {
    match tile.held.map(|held| held.state) {
        None => "available",
        Some(State::Active) => "active",
        Some(State::RenewalWindow) => "renewal-window",
        Some(State::Lapsed) => "lapsed",
        Some(State::Cancelled) => "cancelled",
    }
}

fn closed_shape(closed: &Unavailable, i18n: &I18n) -> ClosedShape {
    let explained = i18n.explain(closed).unbound();
    ClosedShape {
        code: closed.code(),
        message: explained.sentence,
        hint: explained.hint,
    }
}

fn open_order_shape(order: &OpenOrder) -> OpenOrderShape {
    OpenOrderShape {
        number: order.number.to_string(),
        state: order_state_word(order.state, order.expired),
        placed_by: order.by.clone(),
        placed_on: day(order.on),
        due: order.due.map(day),
        expired: order.expired,
    }
}

/// Where an order stands, in a word: a transfer that is overdue waits for nothing.
pub const fn order_state_word(state: OrderState, expired: bool) -> &'static str {
    match state {
        OrderState::AwaitingPayment if expired => "expired",
        OrderState::Charging => "charging",
        OrderState::Unknown => "unknown",
        OrderState::Declined(_) => "declined",
        OrderState::Voided => "voided",
        OrderState::AwaitingPayment => "awaiting-payment",
        OrderState::Paid { .. } => "paid",
        OrderState::Cancelled => "cancelled",
        OrderState::Refunding => "refunding",
        OrderState::Refunded => "refunded",
        OrderState::RefundRefused => "refund-refused",
    }
}

/// `orders list`.
#[derive(Serialize)]
pub struct OrdersShape {
    /// The orders.
    pub orders: Vec<OrderShape>,
    /// Whether there are more than were asked for.
    pub more: bool,
}

/// `orders show`, `renew`, and each order of `orders list`.
#[derive(Serialize)]
pub struct OrderShape {
    number: String,
    state: &'static str,
    company: String,
    offer: String,
    purpose: &'static str,
    placed_by: String,
    placed_on: String,
    price: PriceShape,
    /// What was agreed before a VAT ID turned out not to count.
    #[serde(skip_serializing_if = "Option::is_none")]
    former_price: Option<PriceShape>,
    /// What should have been paid.
    #[serde(skip_serializing_if = "Option::is_none")]
    due_price: Option<PriceShape>,
    payment: PaymentShape,
    purchase_order: String,
    terms_version: String,
    catalog: String,
    expires: Option<String>,
    instructions: Option<InstructionsShape>,
    /// The order that was cancelled for it, where it was placed just now.
    #[serde(skip_serializing_if = "Option::is_none")]
    replaces: Option<String>,
}

#[derive(Serialize)]
#[serde(tag = "method", rename_all = "kebab-case")]
enum PaymentShape {
    Card {
        brand: Option<&'static str>,
        last_four: Option<String>,
        attempts: usize,
    },
    BankTransfer {
        due: String,
        expired: bool,
        missing: Option<MoneyShape>,
    },
}

#[derive(Serialize)]
struct InstructionsShape {
    recipient: String,
    bank: String,
    account_number: String,
    bic: String,
    reference: String,
    amount: MoneyShape,
    due: String,
}

impl OrderShape {
    /// An order that was placed just now, and the one that gave way to it.
    pub fn replacing(view: &OrderView, first: Option<OrderNumber>) -> Self {
        Self {
            replaces: first.map(|number| number.to_string()),
            ..Self::from(view)
        }
    }
}

impl From<&OrderView> for OrderShape {
    fn from(view: &OrderView) -> Self {
        let order = &view.order;
        let card = order.attempt().map(|attempt| &attempt.card);
        let instructions = |instructions: &Instructions| InstructionsShape {
            recipient: instructions.seller.clone(),
            bank: instructions.bank_account.bank.to_string(),
            account_number: instructions.bank_account.number.to_string(),
            bic: instructions.bank_account.bic.to_string(),
            reference: instructions.reference.clone(),
            amount: order.missing().into(),
            due: day(instructions.due),
        };
        Self {
            number: order.number.to_string(),
            state: order_state_word(order.state, view.expired),
            company: view.company.clone(),
            offer: order.offer.as_str().to_owned(),
            purpose: match order.purpose {
                Purpose::Renew { .. } => "renew",
                Purpose::Subscribe { .. } => "subscribe",
            },
            placed_by: view.placed_by.clone(),
            placed_on: day(order.placed_at.day()),
            price: PriceShape::from(&order.quote),
            former_price: order.former_quote().map(Into::into),
            due_price: order.to_correct().map(|(due, _)| due.into()),
            payment: match &order.payment {
                Payment::Card { attempts } => PaymentShape::Card {
                    brand: card.map(|card| card.brand.name()),
                    last_four: card.map(|card| card.last_four.clone()),
                    attempts: attempts.len(),
                },
                Payment::Transfer { due, .. } => PaymentShape::BankTransfer {
                    due: day(*due),
                    expired: view.expired,
                    missing: (order.state == OrderState::AwaitingPayment).then(|| order.missing().into()),
                },
            },
            purchase_order: order.bill_to.purchase_order.clone(),
            terms_version: order.terms_version.clone(),
            catalog: order.catalog.to_string(),
            expires: match order.state {
                OrderState::Paid { expires } => Some(day(expires)),
                _ => None,
            },
            instructions: view.instructions.as_ref().map(instructions),
            replaces: None,
        }
    }
}

/// `profile show`, `profile authorize` and `profile reject`.
#[derive(Serialize)]
pub struct ProfileShape {
    mpn_id: String,
    company: String,
    address: AddressShape,
    vat_id: Option<String>,
    vat_id_verified: bool,
    vetting: &'static str,
    version: u64,
    changes: Vec<ChangeShape>,
    may_edit: bool,
    may_decide: bool,
}

#[derive(Serialize)]
struct AddressShape {
    line1: String,
    line2: String,
    city: String,
    state: String,
    postal_code: String,
    country: String,
}

impl From<&Address> for AddressShape {
    fn from(address: &Address) -> Self {
        Self {
            line1: address.line1.clone(),
            line2: address.line2.clone(),
            city: address.city.clone(),
            state: address.state.clone(),
            postal_code: address.postal_code.clone(),
            country: address.country.to_string(),
        }
    }
}

impl ProfileShape {
    /// The profile, and what changes in it from what: what waits for a decision, or what the decision changed.
    pub fn of(page: &ProfilePage, changes: &[FieldChange]) -> Self {
        let (account, profile) = (&page.account, &page.account.profile);
        Self {
            mpn_id: account.mpn_id.to_string(),
            company: profile.company.to_string(),
            address: (&profile.address).into(),
            vat_id: profile.vat_id.clone(),
            vat_id_verified: profile.vat_id.is_some() && !account.has_unverified_vat_id(),
            vetting: super::text::vetting_word(&account.vetting),
            version: page.version,
            changes: changes.iter().map(Into::into).collect(),
            may_edit: page.edit_closed.is_none(),
            may_decide: page.may_decide,
        }
    }
}

/// `store check`.
#[derive(Serialize)]
pub struct CheckShape {
    clean: bool,
    records: serde_json::Map<String, serde_json::Value>,
    index_entries: u64,
    claims: u64,
    audit_entries: u64,
    last_commit: u64,
    problems: Vec<StoreProblemShape>,
    more_problems: u64,
}

#[derive(Serialize)]
struct StoreProblemShape {
    code: &'static str,
    message: String,
    hint: Option<String>,
}

impl CheckShape {
    /// The result of a check.
    pub fn of(checked: &CheckedStore, i18n: &I18n) -> Self {
        let records = checked.records.iter();
        Self {
            clean: checked.is_clean(),
            records: records
                .map(|records| (records.kind.to_owned(), records.count.into()))
                .collect(),
            index_entries: checked.index_entries,
            claims: checked.claims,
            audit_entries: checked.audit_entries,
            last_commit: checked.last_commit,
            problems: checked
                .problems
                .iter()
                .map(|problem| {
                    let explained = i18n.explain(problem).unbound();
                    StoreProblemShape {
                        code: problem.code(),
                        message: explained.sentence,
                        hint: explained.hint,
                    }
                })
                .collect(),
            more_problems: checked.more_problems,
        }
    }
}

/// `setup`.
#[derive(Serialize)]
pub struct SetupShape {
    /// The store's folder.
    pub store: String,
    /// MPN ID of the first account.
    pub mpn_id: String,
}
