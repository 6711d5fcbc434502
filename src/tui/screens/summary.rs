//! Orders in words: what an order fixes, where it stands, and how to pay it. Review, confirmation and order page
//! share these lines.

use crate::domain::address::{Address, BillTo, Name};
use crate::domain::message::Arg;
use crate::domain::offer::{Quote, TaxTreatment};
use crate::domain::order::{OrderState, Payment};
use crate::domain::payment::{TokenizedCard, TransferContact};
use crate::services::orders::{Instructions, OrderView};
use crate::tui::layer::{Context, Copyable};
use crate::tui::page::Signal;
use crate::tui::page::blocks::facts::{Fact, Facts};
use crate::tui::page::blocks::notice::Notice;

/// Price, tax and total.
pub(super) fn quote_facts(context: &Context, quote: &Quote) -> [Fact; 3] {
    let i18n = &context.i18n;
    let fact = |label: &str, value: String| Fact::new(i18n.t(label), value);
    let tax = match quote.treatment {
        TaxTreatment::Rate(rate) => {
            let tax = format!("{} ({})", i18n.money(quote.tax), i18n.percent(rate));
            fact("label-tax", tax)
        }
        TaxTreatment::ReverseCharge => fact("label-tax", i18n.t("wizard-tax-reverse-charge"))
            .briefly(i18n.t("wizard-tax-reverse-charge-brief")),
        TaxTreatment::Exempt => fact("label-tax", i18n.t("wizard-tax-exempt")),
        TaxTreatment::Untaxed => {
            fact("label-tax", i18n.t("wizard-tax-none")).briefly(i18n.t("wizard-tax-none-brief"))
        }
    };
    [
        fact("label-price", i18n.money(quote.net)),
        tax,
        fact("label-total", i18n.money(quote.total)),
    ]
}

/// The bill-to, line by line.
pub(super) fn bill_to(context: &Context, bill_to: &BillTo) -> Vec<String> {
    letterhead(
        context,
        &bill_to.company,
        &bill_to.address,
        bill_to.vat_id.as_deref(),
    )
}

/// Company, address and VAT ID, line by line, as letters are addressed there.
pub(super) fn letterhead(
    context: &Context,
    company: &Name,
    address: &Address,
    vat_id: Option<&str>,
) -> Vec<String> {
    let street = [address.line1.as_str(), address.line2.as_str()];
    let join = |parts: &[&str], between: &str| {
        parts
            .iter()
            .filter(|part| !part.is_empty())
            .copied()
            .collect::<Vec<_>>()
            .join(between)
    };
    let (code, city, state) = (
        address.postal_code.as_str(),
        address.city.as_str(),
        address.state.as_str(),
    );
    let town = match address.country.as_str() {
        "US" | "CA" => join(&[join(&[city, state], ", ").as_str(), code], " "),
        "GB" => join(&[city, code], " "),
        _ => join(&[code, city, state], " "),
    };
    let country = context.i18n.t(&format!("country-{}", address.country));
    let mut values = vec![
        company.to_string(),
        join(&street, ", "),
        format!("{town}, {country}"),
    ];
    values.extend(vat_id.map(|vat| format!("{} {vat}", context.i18n.t("label-vat-id"))));
    values
}

/// What can be copied of an order: what a bank's form asks for, one by one and together, and the order's number.
pub(super) fn copyable(view: &OrderView, context: &Context) -> Vec<Copyable> {
    let (i18n, order) = (&context.i18n, &view.order);
    let number = ("label-order-number", order.number.to_string());
    let mut things = Vec::new();
    if let Some(how) = &view.instructions {
        let account = &how.bank_account;
        let values = [
            ("label-payment-reference", how.reference.clone()),
            ("label-amount-due", i18n.amount(order.missing())),
            ("label-account-number", account.number.to_string()),
            ("label-bic", account.bic.to_string()),
            ("label-recipient", how.seller.clone()),
        ];
        let line = |label: &str, value: &str| format!("{}: {value}", i18n.t(label));
        let all = [
            line("label-payment-reference", &how.reference),
            line("label-amount-due", &i18n.money(order.missing())),
            line("label-due-date", &i18n.day(how.due)),
            line("label-recipient", &how.seller),
            line("label-bank", account.bank.as_str()),
            line("label-account-number", account.number.as_str()),
            line("label-bic", account.bic.as_str()),
        ];
        things.extend(values);
        things.push(("copy-everything", all.join("\n")));
    }
    things.push(number);
    let things = things.iter();
    things
        .filter_map(|(label, text)| Copyable::new(i18n, label, text))
        .collect()
}

/// Brand and last four digits of a card.
pub(super) fn card_name(context: &Context, card: &TokenizedCard) -> String {
    let args = [
        ("brand", Arg::Text(card.brand.name().to_owned())),
        ("digits", Arg::Text(card.last_four.clone())),
    ];
    context.i18n.tr("cli-card", &args)
}

/// A card in a few words.
pub(super) fn card(context: &Context, card: &TokenizedCard) -> String {
    let args = [
        ("brand", Arg::Text(card.brand.name().to_owned())),
        ("digits", Arg::Text(card.last_four.clone())),
        ("expiry", Arg::Text(card.expiry.to_string())),
    ];
    context.i18n.tr("wizard-saved-card", &args)
}

/// A transfer in a few words.
pub(super) fn transfer(context: &Context, contact: &TransferContact) -> String {
    let method = context.i18n.t("payment-method-bank-transfer");
    format!(
        "{method} ({}, {}, {})",
        contact.name,
        contact.phone.as_str(),
        contact.email.as_str()
    )
}

/// What an order fixed; the total is what decides.
pub(super) fn order_facts(view: &OrderView, context: &Context) -> Facts {
    let (i18n, order) = (&context.i18n, &view.order);
    let payment = match &order.payment {
        Payment::Card { attempts } => attempts
            .last()
            .map(|attempt| card(context, &attempt.card))
            .unwrap_or_default(),
        Payment::Transfer { contact, .. } => transfer(context, contact),
    };
    let fact = |label: &str, value: String| Fact::new(i18n.t(label), value);
    let offer = view.offer.in_language(i18n.locale().tag()).to_owned();
    let mut facts = vec![
        fact("label-order-number", order.number.to_string()),
        fact("label-offer", offer),
    ];
    facts.extend(amounts(view, context));
    facts.push(fact("label-payment", payment));
    facts.extend(billed(view, context));
    Facts {
        facts,
        at_right: false,
    }
}

/// What one wants to know of an order that was just paid: its number, and what was charged.
pub(super) fn confirmed_facts(view: &OrderView, context: &Context) -> Facts {
    let (i18n, order) = (&context.i18n, &view.order);
    let mut facts = vec![("label-order-number", order.number.to_string())];
    match &order.payment {
        Payment::Card { attempts } => facts.extend(attempts.last().map(|attempt| {
            let args = [
                ("money", Arg::Money(order.quote.total)),
                ("brand", Arg::Text(attempt.card.brand.name().to_owned())),
                ("digits", Arg::Text(attempt.card.last_four.clone())),
            ];
            ("label-payment", i18n.tr("wizard-confirmed-charged", &args))
        })),
        Payment::Transfer { contact, .. } => facts.push(("label-payment", transfer(context, contact))),
    }
    Facts::labeled(facts, context)
}

/// The rest of what such an order fixed.
pub(super) fn billed_facts(view: &OrderView, context: &Context) -> Facts {
    let mut facts = amounts(view, context);
    facts.extend(billed(view, context));
    Facts {
        facts,
        at_right: false,
    }
}

fn amounts(view: &OrderView, context: &Context) -> Vec<Fact> {
    let (i18n, order) = (&context.i18n, &view.order);
    let fact = |label: &str, value: String| Fact::new(i18n.t(label), value);
    let [price, tax, total] = quote_facts(context, &order.quote);
    let mut facts = vec![price, tax, total.strong()];
    let former = order.former_quote();
    facts.extend(former.map(|former| fact("label-total-before", i18n.money(former.total))));
    facts
}

fn billed(view: &OrderView, context: &Context) -> Vec<Fact> {
    let (i18n, order) = (&context.i18n, &view.order);
    let lines = bill_to(context, &order.bill_to).join("\n");
    let own = &order.bill_to.purchase_order;
    let own = (!own.is_empty()).then(|| Fact::new(i18n.t("label-purchase-order"), own.clone()));
    std::iter::once(Fact::new(i18n.t("label-bill-to"), lines))
        .chain(own)
        .collect()
}

/// What the state of an order signals.
pub(super) const fn signal(view: &OrderView) -> Signal {
    match view.order.state {
        OrderState::Paid { .. } => Signal::Good,
        OrderState::Declined(_) | OrderState::Voided | OrderState::RefundRefused => Signal::Bad,
        OrderState::AwaitingPayment if view.expired => Signal::Bad,
        OrderState::Charging | OrderState::Unknown | OrderState::AwaitingPayment | OrderState::Refunding => {
            Signal::Warn
        }
        OrderState::Cancelled | OrderState::Refunded => Signal::None,
    }
}

/// Where an order stands as a notice, and who placed it.
pub(super) fn standing(view: &OrderView, context: &Context) -> (Notice, String) {
    let (text, placed) = state_words(view, context);
    (Notice::new(signal(view), text), placed)
}

/// Why nothing was charged, where that is how an order stands.
pub(super) fn not_charged(state: OrderState, context: &Context) -> Option<String> {
    match state {
        OrderState::Declined(reason) => {
            let reason = Arg::Key(format!("decline-{}", reason.code()));
            Some(context.i18n.tr("wizard-declined", &[("reason", reason)]))
        }
        OrderState::Voided => Some(context.i18n.t("wizard-voided")),
        _ => None,
    }
}

/// Where an order stands, and who placed it.
fn state_words(view: &OrderView, context: &Context) -> (String, String) {
    let (order, i18n) = (&view.order, &context.i18n);
    let day = |day| [("day", Arg::Day(day))];
    let text = match order.state {
        OrderState::Paid { expires } => i18n.tr("order-paid-until", &day(expires)),
        OrderState::Charging => i18n.t("wizard-asking-bank"),
        OrderState::Unknown => i18n.t("wizard-settling"),
        OrderState::Declined(_) | OrderState::Voided => not_charged(order.state, context).unwrap_or_default(),
        OrderState::AwaitingPayment => {
            let due = order.due().unwrap_or(context.today);
            if view.expired {
                i18n.tr("order-overdue", &day(due))
            } else {
                let args = [("money", Arg::Money(order.missing())), ("day", Arg::Day(due))];
                i18n.tr("wizard-transfer-placed", &args)
            }
        }
        OrderState::Cancelled if order.due().is_some() => i18n.t("order-cancelled-transfer"),
        OrderState::Cancelled => i18n.t("order-cancelled"),
        OrderState::Refunding => i18n.t("order-refunding"),
        OrderState::Refunded => i18n.t("order-refunded"),
        OrderState::RefundRefused => i18n.t("order-refund-refused"),
    };
    let args = [
        ("person", Arg::Text(view.placed_by.clone())),
        ("day", Arg::Day(order.placed_at.day())),
    ];
    (text, i18n.tr("order-placed-by", &args))
}

/// The same as facts: reference, amount and day are what a transfer goes wrong by.
pub(super) fn instruction_facts(view: &OrderView, how: &Instructions, context: &Context) -> Facts {
    let rows = instruction_rows(view, how, context).into_iter().enumerate();
    let facts = rows.map(|(place, (label, value))| {
        let fact = Fact::new(context.i18n.t(label), value);
        // Of what is overdue nothing asks to be paid.
        if place < 3 && !view.expired {
            fact.strong()
        } else {
            fact
        }
    });
    Facts {
        facts: facts.collect(),
        at_right: false,
    }
}

/// What a bank's form asks for, each with its label; the first three are what a transfer goes wrong by.
pub(super) fn instruction_rows(
    view: &OrderView,
    how: &Instructions,
    context: &Context,
) -> [(&'static str, String); 7] {
    let account = &how.bank_account;
    [
        ("label-payment-reference", how.reference.clone()),
        ("label-amount-due", context.i18n.money(view.order.missing())),
        ("label-due-date", context.i18n.day(how.due)),
        ("label-recipient", how.seller.clone()),
        ("label-bank", account.bank.as_str().to_owned()),
        ("label-account-number", account.number.as_str().to_owned()),
        ("label-bic", account.bic.as_str().to_owned()),
    ]
}
