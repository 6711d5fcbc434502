//! `renew` and `subscribe`: the same use case as the wizard, without screens. Review, confirmation, one order.
//!
//! They are two commands, so that a renewal that comes a day late is refused instead of becoming a purchase.

use std::time::Duration;

use crate::domain::draft::Draft;
use crate::domain::ids::AccountId;
use crate::domain::message::Arg;
use crate::domain::offer::OfferId;
use crate::domain::order::{OrderState, Purpose};
use crate::domain::payment::{SavedCard, TransferContact};
use crate::domain::review::Review;
use crate::domain::subscription::{NotRenewable, State};
use crate::payments::card::CardData;
use crate::services::error::{Closed, ServiceError, Thing};
use crate::services::orders::{OrderView, PayWith, PlaceOrder};
use crate::services::wizard::WizardStart;

use super::super::args::BuyArgs;
use super::super::context::{Context, Entered};
use super::super::exit::CliError;
use super::super::output::shapes::OrderShape;
use super::super::output::text;
use super::super::prompt;

/// How long the command waits for a bank that kept silent.
const SETTLING: Duration = Duration::from_secs(30);
/// How often it asks meanwhile.
const ASKING: Duration = Duration::from_millis(500);

/// How the order is to be paid, as far as it is known before the confirmation.
enum Paying {
    Card(CardData),
    Saved(SavedCard),
    Transfer(TransferContact),
}

/// Which command it is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Buying {
    Renewal,
    FirstTerm,
}

/// Renews a subscription.
pub async fn renew(context: &mut Context, args: &BuyArgs) -> Result<(), CliError> {
    let entered = context.enter_and_reconcile("renew").await?;
    entered.takes_today()?;
    Box::pin(buy(context, args, entered, Buying::Renewal)).await
}

/// Buys an offer.
pub async fn subscribe(context: &mut Context, args: &BuyArgs) -> Result<(), CliError> {
    let entered = context.enter_and_reconcile("subscribe").await?;
    entered.takes_today()?;
    Box::pin(buy(context, args, entered, Buying::FirstTerm)).await
}

async fn buy(
    context: &mut Context,
    args: &BuyArgs,
    entered: Entered,
    buying: Buying,
) -> Result<(), CliError> {
    let account = entered.account(&args.account).await?;
    let offer =
        OfferId::parse(&args.offer).map_err(|_| ServiceError::not_found(Thing::Offer, args.offer.clone()))?;
    let start = (entered.services())
        .open_wizard(&entered.actor, account.id, &offer)
        .await?;
    let mut draft = start.draft.clone();
    draft.purchase_order = args.purchase_order.clone().unwrap_or_default();
    let review = entered.services().review(&entered.actor, &draft).await?;
    check_purpose(&entered, account.id, &review, buying).await?;
    let closed = if args.transfer {
        &start.transfer_closed
    } else {
        &start.card_closed
    };
    if let Some(closed) = closed {
        return Err(ServiceError::from(closed.clone()).into());
    }
    // Asked before the card is: nobody types a number for nothing.
    match &args.accept_terms {
        None => return Err(CliError::TermsNotAccepted(review.terms_version)),
        Some(version) if *version != review.terms_version => {
            return Err(CliError::OtherTerms(review.terms_version));
        }
        Some(_) => {}
    }
    let paying = paying(context, args, &entered, &start)?;
    show(context, args, &entered, &review, &paying)?;
    if !args.yes {
        let total = ("money", Arg::Money(review.quote.total));
        let question = context.output.i18n.tr("cli-confirm-buy", &[total]);
        if !prompt::confirm(&mut context.output, &question)? {
            return Err(CliError::NotConfirmed);
        }
    }
    let view = place(&entered, account.id, draft, review, paying).await?;
    let view = settled(context, &entered, view).await?;
    // Told first: whatever comes of keeping the card, it is known that the order was paid.
    tell(context, &entered, &view)?;
    if let (true, Some(attempt)) = (args.keep_card, view.order.attempt()) {
        let card = attempt.card.clone();
        (entered.services())
            .save_card(&entered.actor, account.id, card)
            .await?;
    }
    entered.close().await
}

/// Refuses what the command does not do: renewing what is over or was never held, buying what is to be renewed.
async fn check_purpose(
    entered: &Entered,
    account: AccountId,
    review: &Review,
    buying: Buying,
) -> Result<(), CliError> {
    let is_renewal = matches!(review.purpose, Purpose::Renew { .. });
    match buying {
        Buying::FirstTerm if is_renewal => return Err(CliError::RenewInstead),
        Buying::Renewal if !is_renewal => {}
        Buying::FirstTerm | Buying::Renewal => return Ok(()),
    }
    let page = entered.services().offers_page(&entered.actor, account).await?;
    let held = (page.tiles.iter()).find(|tile| tile.offer == review.offer);
    match held.and_then(|tile| tile.held) {
        Some(held) if held.state == State::Lapsed => {
            let closed = held.window.closes;
            Err(ServiceError::from(Closed::from(NotRenewable::TooLate { closed })).into())
        }
        _ => Err(CliError::NothingToRenew),
    }
}

fn paying(
    context: &mut Context,
    args: &BuyArgs,
    entered: &Entered,
    start: &WizardStart,
) -> Result<Paying, CliError> {
    let services = entered.services();
    let today = services.clock().today();
    if let Some(digits) = &args.saved_card {
        return saved_card(digits, &start.saved_cards).map(Paying::Saved);
    }
    if args.transfer {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let (name, phone, email) = (text(&args.contact_name), text(&args.phone), text(&args.email));
        return prompt::transfer_contact(&name, &phone, &email).map(Paying::Transfer);
    }
    let countries = services.countries();
    if args.card_stdin {
        prompt::card_from_stdin(countries, today).map(Paying::Card)
    } else {
        prompt::card_from_terminal(&mut context.output, countries, today).map(Paying::Card)
    }
}

fn saved_card(digits: &str, cards: &[SavedCard]) -> Result<SavedCard, CliError> {
    let found: Vec<&SavedCard> = cards
        .iter()
        .filter(|saved| saved.card.last_four == digits)
        .collect();
    match found.as_slice() {
        [only] => Ok((*only).clone()),
        several => Err(CliError::SavedCard {
            digits: super::super::exit::mask_numbers(digits),
            found: several.len(),
        }),
    }
}

/// The review goes to the person, not into a result that a program reads.
fn show(
    context: &mut Context,
    args: &BuyArgs,
    entered: &Entered,
    review: &Review,
    paying: &Paying,
) -> Result<(), CliError> {
    if context.output.json && args.yes {
        return Ok(());
    }
    let i18n = context.output.i18n.clone();
    let payment = match paying {
        Paying::Transfer(_) => i18n.t("payment-method-bank-transfer"),
        Paying::Saved(saved) => text::card(&i18n, saved.card.brand.name(), &saved.card.last_four),
        Paying::Card(card) => {
            let brand = card.check().map(crate::domain::payment::CardBrand::name);
            let last_four = card.number.last_four().unwrap_or_default();
            text::card(&i18n, brand.unwrap_or_default(), &last_four)
        }
    };
    let offer = context.offer_name(entered.services(), &review.offer);
    for line in text::review(&i18n, review, &offer, payment) {
        context.output.note(&line)?;
    }
    if review.bill_to_pending {
        context.output.note(&i18n.t("vetting-pending-note"))?;
    }
    Ok(())
}

async fn place(
    entered: &Entered,
    account: AccountId,
    draft: Draft,
    seen: Review,
    paying: Paying,
) -> Result<OrderView, CliError> {
    let (services, actor) = (entered.services(), &entered.actor);
    let payment = match paying {
        Paying::Card(card) => PayWith::Card(services.tokenize(actor, account, card).await?),
        Paying::Saved(saved) => PayWith::SavedCard(saved.id),
        Paying::Transfer(contact) => PayWith::Transfer(contact),
    };
    let request = PlaceOrder {
        intent: draft.intent,
        account,
        offer: draft.offer,
        payment,
        purchase_order: draft.purchase_order,
        seen,
        accepted_terms: true,
    };
    Ok(services.place_order(actor, request).await?)
}

/// Waits until the outcome is known, but not for ever. What ends without a payment ends as an error, and the order
/// is given up: there is no wizard to come back to.
async fn settled(
    context: &mut Context,
    entered: &Entered,
    mut view: OrderView,
) -> Result<OrderView, CliError> {
    let (services, actor) = (entered.services(), &entered.actor);
    let (id, number) = (view.order.id, view.order.number.to_string());
    if view.order.state.is_settling() {
        let settling = context.output.i18n.t("wizard-settling");
        if !context.output.json {
            context.output.note(&settling)?;
        }
        let waiting = async {
            while view.order.state.is_settling() {
                Box::pin(services.reconcile()).await?;
                if let Some(now) = services.order_by_id(actor, id).await? {
                    view = now;
                }
                if view.order.state.is_settling() {
                    tokio::time::sleep(ASKING).await;
                }
            }
            Ok::<_, ServiceError>(())
        };
        // Out of time: the order's own state says so below.
        if let Ok(ended) = tokio::time::timeout(SETTLING, waiting).await {
            ended?;
        }
    }
    match view.order.state {
        OrderState::Declined(reason) => {
            services.give_up_order(actor, id).await?;
            Err(CliError::Declined { number, reason })
        }
        OrderState::Voided
        | OrderState::Cancelled
        | OrderState::Refunding
        | OrderState::Refunded
        | OrderState::RefundRefused => {
            services.give_up_order(actor, id).await?;
            Err(CliError::NotCharged { number })
        }
        OrderState::Charging | OrderState::Unknown => Err(CliError::Settling { number }),
        OrderState::Paid { .. } | OrderState::AwaitingPayment => Ok(view),
    }
}

fn tell(context: &mut Context, entered: &Entered, view: &OrderView) -> Result<(), CliError> {
    if context.output.json {
        return Ok(context.output.json(&OrderShape::from(view))?);
    }
    let i18n = context.output.i18n.clone();
    let order = &view.order;
    let offer = context.offer_name(entered.services(), &order.offer);
    let number = ("number", Arg::Text(order.number.to_string()));
    let mut lines = vec![i18n.tr("cli-order-placed", &[number])];
    if let OrderState::Paid { expires } = order.state {
        let args = [("offer", Arg::Text(offer)), ("day", Arg::Day(expires))];
        lines.push(match order.purpose {
            Purpose::Renew { .. } => i18n.tr("wizard-confirmed-renewed", &args),
            Purpose::Subscribe { .. } => i18n.tr("wizard-confirmed-purchased", &args),
        });
        if let Some(attempt) = order.attempt() {
            let args = [
                ("money", Arg::Money(order.quote.total)),
                ("brand", Arg::Text(attempt.card.brand.name().to_owned())),
                ("digits", Arg::Text(attempt.card.last_four.clone())),
            ];
            lines.push(i18n.tr("wizard-confirmed-charged", &args));
        }
        lines.push(i18n.t("wizard-invoice-follows"));
    } else if let Some(due) = order.due() {
        let args = [("money", Arg::Money(order.quote.total)), ("day", Arg::Day(due))];
        lines.push(i18n.tr("wizard-transfer-placed", &args));
        lines.extend(text::instructions(&i18n, view));
    }
    for line in lines {
        context.output.line(&line)?;
    }
    Ok(())
}
