//! `orders cancel` and `orders change-method`: what can be done about an order that is not paid, in one step each.

use crate::domain::message::Arg;
use crate::domain::order::{OrderNumber, OrderState};
use crate::services::orders::{ChangeMethod, OrderView};

use super::super::args::ChangeMethodArgs;
use super::super::context::{CommandContext, Entered};
use super::super::exit::CliError;
use super::super::output::shapes::OrderShape;
use super::super::output::text;
use super::super::prompt::Prompts;
use super::buy::{
    Given, Paying, note_freed, pay_with, paying, settled, takes_the_order, tell, warn_of_transfer,
};
use super::orders::order_number;

/// Gives an order up.
pub async fn cancel(context: &mut CommandContext, number: &str, yes: bool) -> Result<(), CliError> {
    takes_the_order(context, yes)?;
    let number = order_number(number)?;
    let entered = context.enter_and_reconcile("orders cancel").await?;
    let (services, actor) = (entered.services(), &entered.actor);
    let before = services.order(actor, number).await?;
    let mut prompts = Prompts::default();
    if !yes {
        let asked = about("cli-confirm-cancel", &before);
        ask(context, &mut prompts, asked).await?;
    }
    let _listening = prompts.over();
    let view = services.give_up(actor, number).await?;
    if context.output.json {
        context.output.json(&OrderShape::from(&view))?;
    } else {
        let i18n = context.output.i18n.clone();
        let order = ("order", Arg::Text(number.to_string()));
        context.output.line(&i18n.tr("order-given-up", &[order]))?;
        free_money(context, &before)?;
    }
    entered.close().await
}

/// Changes how an order is paid.
pub async fn method(context: &mut CommandContext, args: &ChangeMethodArgs) -> Result<(), CliError> {
    takes_the_order(context, args.yes)?;
    let number = order_number(&args.number)?;
    let given = Given::read(&args.pay)?;
    let entered = context.enter_and_reconcile("orders change-method").await?;
    change(context, &given, args.yes, entered, number).await
}

/// Pays an order on which nothing was charged by transfer.
pub(super) async fn pay_by_transfer(
    context: &mut CommandContext,
    given: &Given<'_>,
    yes: bool,
    entered: Entered,
    number: OrderNumber,
) -> Result<(), CliError> {
    change(context, given, yes, entered, number).await
}

async fn change(
    context: &mut CommandContext,
    given: &Given<'_>,
    yes: bool,
    entered: Entered,
    number: OrderNumber,
) -> Result<(), CliError> {
    let (services, actor) = (entered.services(), &entered.actor);
    let begun = services.begin_method_change(actor, number).await?;
    let mut prompts = Prompts::default();
    let paying = paying(
        context,
        given,
        &entered,
        (&begun.mpn_id, &begun.saved_cards),
        &mut prompts,
    )
    .await?;
    if !(context.output.json && yes) {
        // What may go wrong is read before the order, which still asks for a transfer.
        if matches!(paying, Paying::Transfer(_)) {
            warn_of_transfer(context, begun.transfer_may_be_late)?;
        } else if begun.order.order.state == OrderState::AwaitingPayment {
            warn_of_what_was_sent(context, &begun.order)?;
        }
        let offer = context.offer_name(services, &begun.order.order.offer);
        for line in text::order(&context.output.i18n.clone(), &begun.order, &offer) {
            context.output.note(&line)?;
        }
    }
    if !yes {
        ask(context, &mut prompts, about("cli-confirm-change", &begun.order)).await?;
    }
    let _listening = prompts.over();
    let payment = pay_with(&entered, begun.order.order.account, paying).await?;
    let change = ChangeMethod {
        number,
        intent: begun.intent,
        seen: begun.order.order.quote.total,
        payment,
        keep_card: false,
    };
    let view = services.change_method(actor, change).await?;
    let view = settled(context, &entered, view).await?;
    let replaces = (view.order.id != begun.order.order.id).then_some(number);
    tell(context, &entered, &view, replaces)?;
    if !context.output.json && replaces.is_some() {
        free_money(context, &begun.order)?;
    }
    entered.close().await
}

/// Says what paying by card means to a transfer that may be on its way, or that came in in part.
fn warn_of_what_was_sent(context: &mut CommandContext, order: &OrderView) -> Result<(), CliError> {
    let i18n = context.output.i18n.clone();
    let number = [("order", Arg::Text(order.order.number.to_string()))];
    context.output.note(&i18n.tr("change-transfer-sent", &number))?;
    if let Some(money) = order.order.came_in() {
        note_freed(context, money, order.order.number)?;
    }
    Ok(())
}

/// A question about an order, with its number and what it still asks for.
fn about(key: &'static str, view: &OrderView) -> (&'static str, [(&'static str, Arg); 2]) {
    let order = ("order", Arg::Text(view.order.number.to_string()));
    (key, [order, ("money", Arg::Money(view.order.quote.total))])
}

async fn ask(
    context: &mut CommandContext,
    prompts: &mut Prompts,
    (key, args): (&'static str, [(&'static str, Arg); 2]),
) -> Result<(), CliError> {
    let question = context.output.i18n.tr(key, &args);
    if prompts.confirm(&mut context.output, &question).await? {
        Ok(())
    } else {
        Err(CliError::NotConfirmed)
    }
}

/// Says that the money which an order had by transfer is free again.
fn free_money(context: &mut CommandContext, before: &OrderView) -> Result<(), CliError> {
    let Some(money) = before.order.came_in() else {
        return Ok(());
    };
    if before.order.state != OrderState::AwaitingPayment {
        return Ok(());
    }
    let line = (context.output.i18n).tr("cli-money-freed", &[("money", Arg::Money(money))]);
    Ok(context.output.line(&line)?)
}
