//! What the wizard says in sentences, from what it knows.

use crate::domain::date::Day;
use crate::domain::message::Arg;
use crate::domain::order::Purpose;
use crate::domain::payment::{CardBrand, PaymentMethod, TokenizedCard};
use crate::domain::review::{Review, ReviewPart};
use crate::payments::gateway::DeclineReason;
use crate::payments::sandbox::{Behavior, TEST_CARDS};
use crate::services::orders::{OrderView, PayWith};
use crate::services::wizard::WizardStart;
use crate::tui::layer::Context;
use crate::tui::page::blocks::facts::Fact;
use crate::tui::screens::summary;

use super::{Wizard, WizardStage, change};

/// Whether a further term is bought.
pub(super) const fn is_renewal(review: &Review) -> bool {
    matches!(review.purpose, Purpose::Renew { .. })
}

/// That a transfer may come too late, where it may and could be chosen.
pub(super) fn late_text(start: &WizardStart, context: &Context) -> Option<String> {
    let window = start.transfer_may_be_late.as_ref()?;
    let args = [("day", Arg::Day(window.closes))];
    start
        .transfer_closed
        .is_none()
        .then(|| context.i18n.tr("wizard-transfer-late", &args))
}

/// That a card is there already.
pub(super) fn card_ready(token: &TokenizedCard, context: &Context) -> String {
    let card = Arg::Text(summary::card(context, token));
    context.i18n.tr("wizard-card-ready", &[("card", card)])
}

/// Cards that a demo charges and declines: nobody types a real one there.
pub(super) fn demo_cards(context: &Context) -> String {
    let number = |behavior: Behavior| {
        // The last one of its kind: the first is what people try anyway. A number is not broken in the middle.
        let card = TEST_CARDS
            .iter()
            .rfind(|card| card.behavior == behavior && card.brand != CardBrand::Amex);
        Arg::Sample(card.map_or("", |card| card.number))
    };
    let args = [
        ("charged", number(Behavior::Approve)),
        (
            "declined",
            number(Behavior::Decline(DeclineReason::InsufficientFunds)),
        ),
    ];
    context.i18n.tr("wizard-demo-cards", &args)
}

/// The term that would be bought.
pub(super) fn term(review: &Review, context: &Context) -> String {
    match review.begins() {
        Some(first) => {
            let args = [("first", Arg::Day(first)), ("last", Arg::Day(review.expires))];
            context.i18n.tr("wizard-term", &args)
        }
        None => context.i18n.t("wizard-term-from-payment"),
    }
}

/// The same in short dates.
pub(super) fn term_in_short(review: &Review, context: &Context) -> String {
    let i18n = &context.i18n;
    match review.begins() {
        Some(first) => {
            let args = [
                ("first", Arg::Text(i18n.day_short(first))),
                ("last", Arg::Text(i18n.day_short(review.expires))),
            ];
            i18n.tr("wizard-term-short", &args)
        }
        None => i18n.t("wizard-term-from-payment"),
    }
}

/// The same in the fewest words: its last day is what one pays for.
pub(super) fn term_briefly(review: &Review, context: &Context) -> String {
    match review.begins() {
        Some(_) => {
            let last = Arg::Text(context.i18n.day_short(review.expires));
            context.i18n.tr("wizard-term-until", &[("last", last)])
        }
        None => context.i18n.t("wizard-term-from-payment"),
    }
}

/// That Buy withdraws a request, where it does.
pub(super) fn withdraws_text(review: &Review, context: &Context) -> Option<String> {
    let number = Arg::Text(review.withdraws?.to_string());
    Some(context.i18n.tr("wizard-withdraws", &[("number", number)]))
}

/// What Buy will do.
pub(super) fn buy_text(wizard: &Wizard, context: &Context, review: &Review) -> String {
    let money = Arg::Money(review.quote.total);
    let by_transfer = wizard
        .draft
        .as_ref()
        .is_some_and(|draft| draft.method == Some(PaymentMethod::BankTransfer));
    if by_transfer {
        let due = Arg::Day(change::due(wizard, review));
        context
            .i18n
            .tr("wizard-buy-transfer-note", &[("money", money), ("day", due)])
    } else {
        context.i18n.tr("wizard-buy-card-note", &[("money", money)])
    }
}

/// What Buy will do, for beside the button: what is charged, or due and until when. What changed has a sign.
pub(super) fn at_button(wizard: &Wizard, context: &Context) -> Vec<String> {
    let Some(review) = &wizard.review else {
        return Vec::new();
    };
    let i18n = &context.i18n;
    let money = || ("money", Arg::Money(review.quote.total));
    let mut wordings = if let Some(card) = card_of(wizard) {
        let args = [
            money(),
            ("brand", Arg::Text(card.brand.name().to_owned())),
            ("digits", Arg::Text(card.last_four)),
        ];
        vec![
            i18n.tr("wizard-button-card", &args),
            i18n.tr("wizard-button-card-brief", &[money()]),
        ]
    } else {
        let due = change::due(wizard, review);
        let short = ("day", Arg::Text(i18n.day_short(due)));
        vec![
            i18n.tr("wizard-button-transfer", &[money(), ("day", Arg::Day(due))]),
            i18n.tr("wizard-button-transfer-brief", &[money(), short]),
        ]
    };
    let total = [
        ("label", Arg::Key("label-total".to_owned())),
        ("value", Arg::Money(review.quote.total)),
    ];
    wordings.push(i18n.tr("plain-value", &total));
    let costs_another = [ReviewPart::Price, ReviewPart::Tax]
        .iter()
        .any(|part| wizard.changed.contains(part));
    let is_another = costs_another || was_due(wizard, review).is_some();
    let marked = |words: String| if is_another { format!("! {words}") } else { words };
    wordings.into_iter().map(marked).collect()
}

/// That something else would be bought than was shown before, and what of it.
pub(super) fn changed_text(wizard: &Wizard, context: &Context) -> Option<String> {
    if wizard.changed.is_empty() {
        return None;
    }
    let parts = wizard.changed.iter().map(|part| context.i18n.t(part.key()));
    let parts = context.i18n.list(&parts.collect::<Vec<_>>());
    Some(context.i18n.tr("wizard-changed", &[("parts", Arg::Text(parts))]))
}

/// Until when a transfer was to be paid, where that changed under the buyer's eyes.
fn was_due(wizard: &Wizard, review: &Review) -> Option<Day> {
    let before = wizard.was(ReviewPart::Day).filter(|_| !wizard.asks_bank())?;
    let was = change::due(wizard, before);
    (was != change::due(wizard, review)).then_some(was)
}

/// How it is paid: what decides first. Of a transfer the contact comes last, because it is what gives way.
pub(super) fn payment(wizard: &Wizard, review: &Review, context: &Context) -> Vec<Fact> {
    let i18n = &context.i18n;
    let fact = |label: &str, value: String| Fact::new(i18n.t(label), value);
    if let Some(PayWith::Transfer(contact)) = wizard.pay_with() {
        let (name, phone, email) = (&contact.name, &contact.phone, &contact.email);
        let whole = format!("{name}, {}, {}", phone.as_str(), email.as_str());
        let due = i18n.day(change::due(wizard, review));
        let was = was_due(wizard, review).map(|was| i18n.day_short(was));
        return vec![
            fact("label-payment", i18n.t("payment-method-bank-transfer"))
                .briefly(i18n.t("payment-method-transfer-brief")),
            changed(fact("label-due-date", due).strong(), was, context),
            fact("step-transfer", whole)
                .briefly(format!("{name}, {}", phone.as_str()))
                .briefly(name.to_string()),
        ];
    }
    // What a new day changes stands in the due date of a transfer, and nowhere else.
    let was = wizard
        .was(ReviewPart::Day)
        .map(|review| i18n.day_short(review.day));
    let day = was.map(|was| {
        let now = fact("column-placed", i18n.day_short(review.day));
        changed(now, Some(was), context)
    });
    let card = card_of(wizard).map(|card| {
        let brief = summary::card_name(context, &card);
        fact("label-payment", summary::card(context, &card)).briefly(brief)
    });
    card.into_iter().chain(day).collect()
}

/// A fact that changed under the buyer's eyes, with what it was before; as it is where that was the same.
pub(super) fn changed(fact: Fact, was: Option<String>, context: &Context) -> Fact {
    match was.filter(|was| *was != fact.value && !fact.briefs.contains(was)) {
        Some(was) => {
            let before = context
                .i18n
                .tr("profile-value-before", &[("value", Arg::Text(was))]);
            fact.changed(true).beside(before)
        }
        None => fact,
    }
}

/// The card that is charged.
fn card_of(wizard: &Wizard) -> Option<TokenizedCard> {
    match wizard.pay_with()? {
        PayWith::Card(card) => Some(card),
        PayWith::SavedCard(id) => {
            let mut saved = wizard.start.iter().flat_map(|start| &start.saved_cards);
            saved.find(|card| card.id == id).map(|saved| saved.card.clone())
        }
        PayWith::Transfer(_) => None,
    }
}

/// Why nothing was charged, in sight while the card is corrected or another method is chosen.
pub(super) fn refusal_text(wizard: &Wizard, context: &Context) -> Option<String> {
    let state = wizard.refused()?;
    matches!(wizard.stage, WizardStage::Method | WizardStage::Card)
        .then(|| summary::not_charged(state, context))
        .flatten()
}

/// That a draft of an earlier session is shown, until it is changed.
pub(super) fn draft_text(wizard: &Wizard, context: &Context) -> Option<String> {
    let start = wizard.start.as_ref()?;
    if !start.resumed || wizard.keeping.has_edits() {
        return None;
    }
    let day = Arg::Day(start.draft.updated.day());
    Some(context.i18n.tr("wizard-draft-found", &[("day", day)]))
}

/// What the order brought, up to the day on which the term ends.
pub(super) fn confirmed(wizard: &Wizard, view: &OrderView, context: &Context) -> String {
    let key = match view.order.purpose {
        Purpose::Renew { .. } => "wizard-done-renewed",
        Purpose::Subscribe { .. } => "wizard-done-purchased",
    };
    let offer = wizard.names.in_language(context.i18n.locale().tag()).to_owned();
    context.i18n.tr(key, &[("offer", Arg::Text(offer))])
}
