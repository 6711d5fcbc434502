//! "Receipts": the transfers that came in, with what became of each, and what is decided about money that is unallocated:
//! it is applied to an order, or was sent back.

mod asks;
mod errands;

use crate::domain::ids::AccountId;
use crate::domain::message::Arg;
use crate::domain::money::Money;
use crate::domain::receipt::Went;
use crate::services::receipts::{ReceiptView, ReceiptsOf};
use crate::services::waiting::Part;
use crate::tui::action::{Action, Hint};
use crate::tui::layer::{Context, Copyable, Step};
use crate::tui::list::{Column, ListRow, ListWords};
use crate::tui::page::blocks::facts::{Fact, Facts};
use crate::tui::page::blocks::words::Text;
use crate::tui::page::{Block, Command, Mark, Signal};
use crate::tui::places::Place;
use crate::tui::term::event::Key;

use super::doors::Door;
use super::errand::ErrandScreen;
use super::register::{Entry, RegisterScreen};
use errands::{Applying, Returning};

/// To receipts, and what is done about one.
impl Action {
    /// The transfers that came in.
    pub const RECEIPTS: Self = Self::new("receipts", "title-receipts", &[Key::char('R')]);
    /// Apply unallocated money to an order.
    pub const APPLY_RECEIPT: Self = Self::new("apply-receipt", "action-apply-receipt", &[Key::char('i')]);
    /// Mark unallocated money as sent back.
    pub const RETURN_REST: Self = Self::new("return-rest", "action-return-rest", &[Key::char('r')]);
}

/// All of them.
pub(in crate::tui) const ACTIONS: &[Action] = &[Action::RECEIPTS, Action::APPLY_RECEIPT, Action::RETURN_REST];

/// To them.
pub(super) const DOOR: Door = Door {
    action: Action::RECEIPTS,
    is_there: |context| context.header.has(Part::Receipts),
    screen: |_| Some(Box::new(Receipts::new())),
};

/// The screen of receipts.
pub type Receipts = RegisterScreen<ReceiptView>;

impl Receipts {
    /// What is unallocated first, not loaded yet.
    pub fn new() -> Self {
        Self::listing(ReceiptsOf::Unallocated, [ReceiptsOf::All])
    }
}

impl Default for Receipts {
    fn default() -> Self {
        Self::new()
    }
}

impl ListRow for ReceiptView {
    fn id(&self) -> u128 {
        self.receipt.id.bits()
    }
}

impl Entry for ReceiptView {
    const COLUMNS: &'static [Column] = &[
        Column::new("label-value-date", 13),
        Column::new("label-company", 18).growing(),
        Column::new("label-receipt-amount", 14).at_right().leaving(1),
        Column::new("cli-column-unallocated", 14).at_right(),
        Column::new("cli-column-sent-for", 12).leaving(2),
        Column::new("cli-column-reason", 24).growing().leaving(3),
    ];
    const PLACE: Option<Place> = Some(Place::Money);

    fn title(context: &Context) -> String {
        Place::Money.title_of("title-receipts", context)
    }

    fn list_key(list: ReceiptsOf) -> &'static str {
        match list {
            ReceiptsOf::Unallocated => "receipts-unallocated",
            ReceiptsOf::All => "receipts-all",
        }
    }

    fn empty_key(list: ReceiptsOf) -> &'static str {
        match list {
            ReceiptsOf::Unallocated => "cli-receipts-none-unallocated",
            ReceiptsOf::All => "cli-receipts-none",
        }
    }

    fn words(&self, context: &Context) -> ListWords {
        let (i18n, receipt) = (&context.i18n, &self.receipt);
        let rest = receipt.rest();
        let rest = if rest.minor > 0 {
            Mark::new(Signal::Warn, i18n.money(rest))
        } else {
            Mark::default()
        };
        let reason = self.reason_key().map(|key| i18n.t(&key));
        let cells = vec![
            Mark::plain(i18n.day_short(receipt.value_date)),
            Mark::plain(self.company.clone()),
            Mark::plain(i18n.money(receipt.amount)),
            rest,
            Mark::plain(receipt.sent_for.to_string()),
            Mark::plain(reason.unwrap_or_default()),
        ];
        ListWords::new(cells, 3)
    }

    fn heading(&self, context: &Context) -> String {
        let amount = context.i18n.money(self.receipt.amount);
        format!("{} · {amount}", self.company)
    }

    fn account(&self) -> Option<AccountId> {
        Some(self.receipt.account)
    }

    fn told(&self, context: &Context) -> Vec<Block> {
        let (i18n, receipt) = (&context.i18n, &self.receipt);
        let fact = |label: &str, value: String| Fact::new(i18n.t(label), value);
        let mut facts = vec![
            fact("label-value-date", i18n.day(receipt.value_date)),
            fact("label-receipt-amount", i18n.money(receipt.amount)),
        ];
        facts.extend(parts(self, context));
        let rest = receipt.rest();
        if rest.minor > 0 {
            facts.push(fact("cli-column-unallocated", i18n.money(rest)).strong());
        }
        let reason = self.reason_key().map(|key| i18n.t(&key));
        facts.extend(reason.map(|reason| fact("cli-column-reason", reason)));
        let entry = receipt.entry.as_ref();
        let reference = entry.map(|entry| entry.reference.as_str().to_owned());
        facts.extend([
            fact("receipt-sent-for", receipt.sent_for.to_string()),
            fact("label-receipt-reference", receipt.payer_reference.clone()),
            fact("label-bank-reference", reference.unwrap_or_default()),
        ]);
        facts.retain(|fact| !fact.value.is_empty());
        let booked = [
            ("person", Arg::Text(self.booked_by.clone())),
            ("day", Arg::Day(receipt.booked_at.day())),
        ];
        vec![
            Block::Facts(Facts {
                facts,
                at_right: false,
            }),
            Block::Text(Text::faint(i18n.tr("receipt-booked-by", &booked))),
        ]
    }

    fn commands(&self, context: &Context) -> Vec<Command> {
        if self.receipt.rest().minor <= 0 {
            return Vec::new();
        }
        let hints = [Action::APPLY_RECEIPT, Action::RETURN_REST].map(Hint::shown);
        hints
            .map(|hint| Command::of_part(Part::Money, hint, context))
            .to_vec()
    }

    fn act(&self, action: Action, context: &Context) -> Step {
        match action {
            Action::APPLY_RECEIPT => Step::open(ErrandScreen::new(Applying(self.clone()), context)),
            Action::RETURN_REST => Step::open(ErrandScreen::new(Returning(self.clone()), context)),
            _ => Step::none(),
        }
    }

    fn copyable(&self, context: &Context) -> Vec<Copyable> {
        let receipt = &self.receipt;
        let number = receipt.sent_for.to_string();
        let things = [
            ("label-receipt-order", number.as_str()),
            ("label-receipt-reference", receipt.payer_reference.as_str()),
        ];
        let things = things.into_iter();
        things
            .filter_map(|(label, text)| Copyable::new(&context.i18n, label, text))
            .collect()
    }
}

/// Where each part of a receipt went.
fn parts(view: &ReceiptView, context: &Context) -> Vec<Fact> {
    let i18n = &context.i18n;
    let parts = view.receipt.parts.iter().zip(&view.orders);
    let facts = parts.map(|(part, order)| {
        let label = match (part.went, order) {
            (Went::Back { on, .. }, _) => i18n.tr("receipt-returned-on", &[("day", Arg::Day(on))]),
            (Went::To(_), Some(number)) => {
                i18n.tr("title-order", &[("number", Arg::Text(number.to_string()))])
            }
            (Went::To(_), None) => i18n.t("receipt-allocated"),
        };
        let money = Money::new(part.minor, view.receipt.amount.currency);
        Fact::new(label, i18n.money(money))
    });
    facts.collect()
}
