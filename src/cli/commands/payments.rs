//! `payments show`, `adopt` and `orphans`, and `orders settle`.
//!
//! Adopting needs no person: whoever the store's folder belongs to connects a network. They are shown it too, and so is
//! who may read about its charges.

use crate::domain::date::Day;
use crate::domain::message::Arg;
use crate::domain::order::{OrderNumber, OrderState};
use crate::services::error::ServiceError;
use crate::services::payments::{OrphanView, SettledByHand};

use super::super::args::{OrphansArgs, OrphansCommand, PaymentsCommand, SettleArgs};
use super::super::context::CommandContext;
use super::super::exit::{CliError, Fields, keep};
use super::super::output::shapes::{AdoptedShape, NetworkShape, OrderShape, OrphanShape, OrphansShape};
use super::super::output::text;
use super::store::open;

/// Runs a command about the payment network.
pub async fn run(context: &mut CommandContext, command: PaymentsCommand) -> Result<(), CliError> {
    match command {
        PaymentsCommand::Show => show(context).await,
        PaymentsCommand::Adopt => adopt(context).await,
        PaymentsCommand::Orphans(OrphansArgs {
            command: None,
            all,
            limit,
        }) => orphans(context, all, limit).await,
        PaymentsCommand::Orphans(OrphansArgs {
            command: Some(OrphansCommand::Refund { reference }),
            ..
        }) => refund(context, &reference).await,
        PaymentsCommand::Orphans(OrphansArgs {
            command:
                Some(OrphansCommand::Return {
                    reference,
                    value_date,
                }),
            ..
        }) => give_back(context, &reference, &value_date).await,
        PaymentsCommand::Orphans(OrphansArgs {
            command: Some(OrphansCommand::Attach { reference, number }),
            ..
        }) => attach(context, &reference, &number).await,
    }
}

async fn show(context: &mut CommandContext) -> Result<(), CliError> {
    let (opened, actor) = if context.args.acting.is_some() {
        let entered = context.enter("payments show").await?;
        (entered.opened, entered.actor)
    } else {
        let owner = context.owner()?;
        (open(context, "payments show").await?, owner)
    };
    let view = opened.services().payment_network(&actor).await?;
    if context.output.json {
        let shape = NetworkShape::of(&view, &context.output.i18n);
        context.output.json(&shape)?;
    } else {
        for line in text::payments::network(&context.output.i18n.clone(), &view) {
            context.output.line(&line)?;
        }
    }
    Ok(opened.close().await?)
}

async fn adopt(context: &mut CommandContext) -> Result<(), CliError> {
    let owner = context.owner()?;
    let opened = open(context, "payments adopt").await?;
    let adopted = opened.services().adopt_network(&owner).await?;
    if context.output.json {
        context.output.json(&AdoptedShape::from(adopted))?;
    } else {
        let line = text::payments::adopted(&context.output.i18n, &adopted);
        context.output.line(&line)?;
    }
    Ok(opened.close().await?)
}

async fn orphans(context: &mut CommandContext, all: bool, limit: usize) -> Result<(), CliError> {
    let entered = context.enter_and_reconcile("payments orphans").await?;
    let (mut found, mut after) = (Vec::<OrphanView>::new(), None);
    loop {
        let page = (entered.services())
            .orphans(&entered.actor, all, after, 100)
            .await?;
        found.extend(page.lines);
        after = page.next;
        if after.is_none() || found.len() > limit {
            break;
        }
    }
    let more = found.len() > limit;
    found.truncate(limit);
    if context.output.json {
        let charges = found.iter().map(OrphanShape::from).collect();
        context.output.json(&OrphansShape { charges, more })?;
    } else {
        let i18n = context.output.i18n.clone();
        for line in text::payments::orphans(&i18n, &found) {
            context.output.line(&line)?;
        }
        if more {
            context.output.note(&i18n.t("cli-more"))?;
        }
    }
    entered.close().await
}

async fn refund(context: &mut CommandContext, reference: &str) -> Result<(), CliError> {
    let entered = context.enter_and_reconcile("payments orphans refund").await?;
    let decided = (entered.services())
        .refund_orphan(&entered.actor, reference)
        .await?;
    // The decision is durable: whatever comes of the network's answer, the next run asks again.
    entered.reconcile().await;
    let now = (entered.services())
        .orphan(&entered.actor, reference)
        .await
        .unwrap_or(decided);
    if context.output.json {
        context.output.json(&OrphanShape::from(&now))?;
    } else {
        let i18n = &context.output.i18n;
        let money = ("money", Arg::Money(now.orphan.amount));
        let state = ("state", Arg::Key(now.orphan.state.key().to_owned()));
        let line = i18n.tr("cli-orphan-refund", &[money, state]);
        context.output.line(&line)?;
    }
    entered.close().await
}

/// Marks the money of a charge as sent back in another way.
async fn give_back(context: &mut CommandContext, reference: &str, value_date: &str) -> Result<(), CliError> {
    let mut errors = Fields::new();
    let value_date = keep(&mut errors, "label-receipt-value-date", value_date.parse::<Day>());
    let Some(value_date) = value_date else {
        return Err(CliError::Fields(errors));
    };
    let entered = context.enter_and_reconcile("payments orphans return").await?;
    let view = (entered.services())
        .return_orphan(&entered.actor, reference, value_date)
        .await?;
    if context.output.json {
        context.output.json(&OrphanShape::from(&view))?;
    } else {
        let args = [
            ("money", Arg::Money(view.orphan.amount)),
            ("day", Arg::Day(value_date)),
        ];
        let line = context.output.i18n.tr("cli-orphan-returned", &args);
        context.output.line(&line)?;
    }
    entered.close().await
}

async fn attach(context: &mut CommandContext, reference: &str, number: &str) -> Result<(), CliError> {
    let number = order_number(number)?;
    let entered = context.enter_and_reconcile("payments orphans attach").await?;
    let view = (entered.services())
        .attach_orphan(&entered.actor, reference, number)
        .await?;
    if context.output.json {
        context.output.json(&OrderShape::from(&view))?;
    } else {
        let args = [
            ("money", Arg::Money(view.order.quote.total)),
            ("order", Arg::Text(view.order.number.to_string())),
        ];
        let line = context.output.i18n.tr("cli-orphan-attached", &args);
        context.output.line(&line)?;
    }
    entered.close().await
}

/// Settles an order by hand.
pub async fn settle(context: &mut CommandContext, args: &SettleArgs) -> Result<(), CliError> {
    let mut errors = Fields::new();
    let number = keep(
        &mut errors,
        "label-receipt-order",
        args.number.parse::<OrderNumber>(),
    );
    let Some(number) = number else {
        return Err(CliError::Fields(errors));
    };
    let entered = context.enter_and_reconcile("orders settle").await?;
    let found = SettledByHand {
        number,
        charged: args.charged,
        note: args.note.clone(),
    };
    let view = (entered.services())
        .settle_by_hand(&entered.actor, &found)
        .await?;
    if context.output.json {
        context.output.json(&OrderShape::from(&view))?;
    } else {
        let i18n = &context.output.i18n;
        let order = ("order", Arg::Text(view.order.number.to_string()));
        let line = match view.order.state {
            OrderState::Paid { expires } => i18n.tr("cli-settled-paid", &[order, ("day", Arg::Day(expires))]),
            OrderState::Voided => i18n.tr("cli-settled-not-charged", &[order]),
            // The term could no longer be activated, so the money goes back.
            _ => i18n.tr("cli-settled-refunding", &[order]),
        };
        context.output.line(&line)?;
    }
    entered.close().await
}

fn order_number(typed: &str) -> Result<OrderNumber, CliError> {
    typed
        .parse()
        .map_err(|error| CliError::Service(ServiceError::OrderNumber(error)))
}
