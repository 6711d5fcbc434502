//! `renew` and `subscribe`: the same use case as the wizard, without screens. Review, confirmation, one order.
//!
//! They are two commands, so that a renewal that comes a day late is refused instead of becoming a purchase.

use std::time::Duration;

use crate::domain::draft::Draft;
use crate::domain::ids::AccountId;
use crate::domain::message::Arg;
use crate::domain::money::Money;
use crate::domain::offer::OfferId;
use crate::domain::order::{OrderNumber, OrderState, Purpose};
use crate::domain::partner::MpnId;
use crate::domain::payment::{SavedCard, TransferContact};
use crate::domain::review::{Replaced, Review};
use crate::domain::subscription::{NotRenewable, RenewalWindow, State};
use crate::payments::card::CardData;
use crate::services::error::{ServiceError, Thing, Unavailable};
use crate::services::orders::{OrderView, PayWith, PlaceOrder};

use super::super::args::{BuyArgs, PayArgs};
use super::super::context::{CommandContext, Entered};
use super::super::exit::CliError;
use super::super::output::shapes::OrderShape;
use super::super::output::text;
use super::super::prompt::{self, Prompts, TypedCard};
use super::cards::chosen;

/// How long the command waits for a bank that kept silent.
const SETTLING: Duration = Duration::from_secs(30);
/// How often it asks meanwhile.
const ASKING: Duration = Duration::from_millis(500);

/// How the order is to be paid, as far as it is known before the confirmation.
pub(super) enum Paying {
    Card(CardData),
    Saved(SavedCard),
    Transfer(TransferContact),
}

/// What the command line says about paying, with the card where it stands on standard input.
pub(super) struct Given<'a> {
    args: &'a PayArgs,
    card: Option<TypedCard>,
}

impl<'a> Given<'a> {
    /// Reads what stands on standard input: before the store is opened, which nobody else can use meanwhile.
    pub(super) fn read(args: &'a PayArgs) -> Result<Self, CliError> {
        let card = args.card_stdin.then(TypedCard::from_stdin).transpose()?;
        Ok(Self { args, card })
    }
}

/// Which command it is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Buying {
    Renewal,
    FirstTerm,
}

/// Renews a subscription.
pub async fn renew(context: &mut CommandContext, args: &BuyArgs) -> Result<(), CliError> {
    takes_the_order(context, args.yes)?;
    let given = Given::read(&args.pay)?;
    let entered = context.enter_and_reconcile("renew").await?;
    entered.takes_today()?;
    Box::pin(buy(context, args, &given, entered, Buying::Renewal)).await
}

/// Buys an offer.
pub async fn subscribe(context: &mut CommandContext, args: &BuyArgs) -> Result<(), CliError> {
    takes_the_order(context, args.yes)?;
    let given = Given::read(&args.pay)?;
    let entered = context.enter_and_reconcile("subscribe").await?;
    entered.takes_today()?;
    Box::pin(buy(context, args, &given, entered, Buying::FirstTerm)).await
}

/// Refuses before anything is opened what would end in a question that a program cannot read.
pub(super) fn takes_the_order(context: &CommandContext, yes: bool) -> Result<(), CliError> {
    if context.output.json && !yes {
        return Err(CliError::YesNeeded);
    }
    Ok(())
}

async fn buy(
    context: &mut CommandContext,
    args: &BuyArgs,
    given: &Given<'_>,
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
    let closed = if args.pay.transfer {
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
    // After a decline, the order that is there keeps its day of placing and its price when it is paid by transfer.
    if let (true, Some(declined)) = (args.pay.transfer, start.declined) {
        return Box::pin(super::change::pay_by_transfer(
            context, given, args.yes, entered, declined,
        ))
        .await;
    }
    let mut prompts = Prompts::default();
    let paying = paying(
        context,
        given,
        &entered,
        (&account.mpn_id, &start.saved_cards),
        &mut prompts,
    )
    .await?;
    show(context, &entered, &review, &paying)?;
    if matches!(paying, Paying::Transfer(_)) && !context.output.json {
        warn_of_transfer(context, start.transfer_may_be_late)?;
    }
    if let Some(overdue) = review.replaces.filter(|_| !context.output.json) {
        warn_of_overdue(context, overdue, &paying)?;
    }
    if !args.yes {
        let total = ("money", Arg::Money(review.quote.total));
        let question = context.output.i18n.tr("cli-confirm-buy", &[total]);
        if !prompts.confirm(&mut context.output, &question).await? {
            return Err(CliError::NotConfirmed);
        }
    }
    let _listening = prompts.over();
    draft.card_form.keep = args.keep_card;
    let replaces = review.replaces.map(|overdue| overdue.number);
    let view = place(&entered, account.id, draft, review, paying).await?;
    let settled = settled(context, &entered, view).await;
    // Nobody must pay the order that gave way, whatever came of this one.
    if let (Err(_), Some(first), false) = (&settled, replaces, context.output.json) {
        let first = [("order", Arg::Text(first.to_string()))];
        let told = context.output.i18n.tr("change-replaced", &first);
        context.output.note(&told)?;
    }
    tell(context, &entered, &settled?, replaces)?;
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
            Err(ServiceError::from(Unavailable::from(NotRenewable::TooLate { closed })).into())
        }
        _ => Err(CliError::NothingToRenew),
    }
}

pub(super) async fn paying(
    context: &mut CommandContext,
    given: &Given<'_>,
    entered: &Entered,
    (account, saved_cards): (&MpnId, &[SavedCard]),
    prompts: &mut Prompts,
) -> Result<Paying, CliError> {
    let services = entered.services();
    let today = services.clock().today();
    let args = given.args;
    if let Some(digits) = &args.saved_card {
        let saved = chosen(digits, account, saved_cards.iter())?;
        return Ok(Paying::Saved(saved.clone()));
    }
    if args.transfer {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let (name, phone, email) = (text(&args.contact_name), text(&args.phone), text(&args.email));
        return prompt::transfer_contact(&name, &phone, &email).map(Paying::Transfer);
    }
    let countries = services.countries();
    let card = match &given.card {
        Some(typed) => typed.check(countries, today),
        None => prompts.card(&mut context.output, countries, today).await,
    };
    card.map(Paying::Card)
}

/// The review goes to the person, not into a result that a program reads.
fn show(
    context: &mut CommandContext,
    entered: &Entered,
    review: &Review,
    paying: &Paying,
) -> Result<(), CliError> {
    if context.output.json {
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
    let payment = pay_with(entered, account, paying).await?;
    let request = PlaceOrder {
        intent: draft.intent,
        account,
        offer: draft.offer,
        payment,
        keep_card: draft.card_form.keep,
        purchase_order: draft.purchase_order,
        seen,
        accepted_terms: true,
    };
    Ok(services.place_order(actor, request).await?)
}

/// What is to be paid with; a card becomes a token.
pub(super) async fn pay_with(
    entered: &Entered,
    account: AccountId,
    paying: Paying,
) -> Result<PayWith, CliError> {
    Ok(match paying {
        Paying::Card(card) => {
            let tokenized = (entered.services()).tokenize(&entered.actor, account, card);
            PayWith::Card(tokenized.await?)
        }
        Paying::Saved(saved) => PayWith::SavedCard(saved.id),
        Paying::Transfer(contact) => PayWith::Transfer(contact),
    })
}

/// Says before Buy what an order by transfer blocks, and that the money may come too late.
pub(super) fn warn_of_transfer(
    context: &mut CommandContext,
    late: Option<RenewalWindow>,
) -> Result<(), CliError> {
    let i18n = context.output.i18n.clone();
    context.output.note(&i18n.t("transfer-blocks"))?;
    if let Some(window) = late {
        let closes = [("day", Arg::Day(window.closes))];
        context.output.note(&i18n.tr("wizard-transfer-late", &closes))?;
    }
    Ok(())
}

/// Says before Buy which overdue order gives way, whose transfer may be on its way, and what becomes of its money.
fn warn_of_overdue(context: &mut CommandContext, overdue: Replaced, paying: &Paying) -> Result<(), CliError> {
    let i18n = context.output.i18n.clone();
    let key = match paying {
        Paying::Transfer(_) => "replaces-overdue-transfer",
        Paying::Card(_) | Paying::Saved(_) => "replaces-overdue-card",
    };
    let number = || ("order", Arg::Text(overdue.number.to_string()));
    context.output.note(&i18n.tr(key, &[number()]))?;
    if let Some(money) = overdue.received {
        note_freed(context, money, overdue.number)?;
    }
    Ok(())
}

/// Says before Buy what becomes of the money of an order that gives way.
pub(super) fn note_freed(
    context: &mut CommandContext,
    money: Money,
    order: OrderNumber,
) -> Result<(), CliError> {
    let args = [
        ("money", Arg::Money(money)),
        ("order", Arg::Text(order.to_string())),
    ];
    let text = context.output.i18n.tr("change-money-freed", &args);
    Ok(context.output.note(&text)?)
}

/// Waits until the outcome is known, but not for ever. What ends without a payment ends as an error; an order
/// on which nothing was charged stays for a day, so that it can be paid in another way at its price.
pub(super) async fn settled(
    context: &mut CommandContext,
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
        OrderState::Declined(reason) => Err(CliError::Declined { number, reason }),
        OrderState::Voided | OrderState::Cancelled => Err(CliError::NotCharged { number }),
        OrderState::Refunding | OrderState::Refunded | OrderState::RefundRefused => {
            Err(CliError::MoneyGoesBack { number })
        }
        OrderState::Charging | OrderState::Unknown => Err(CliError::Settling { number }),
        OrderState::Paid { .. } | OrderState::AwaitingPayment => Ok(view),
    }
}

/// Tells of an order that was placed, and of the one that gave way to it.
pub(super) fn tell(
    context: &mut CommandContext,
    entered: &Entered,
    view: &OrderView,
    replaces: Option<OrderNumber>,
) -> Result<(), CliError> {
    if context.output.json {
        return Ok(context.output.json(&OrderShape::replacing(view, replaces))?);
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
    } else if let Some(due) = order.due() {
        let args = [("money", Arg::Money(order.missing())), ("day", Arg::Day(due))];
        lines.push(i18n.tr("wizard-transfer-placed", &args));
        lines.extend(text::instructions(&i18n, view));
    }
    lines.extend(replaces.map(|first| {
        let first = [("order", Arg::Text(first.to_string()))];
        i18n.tr("change-replaced", &first)
    }));
    for line in lines {
        context.output.line(&line)?;
    }
    Ok(())
}
