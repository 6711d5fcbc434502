//! `receipts list`, `apply` and `return`.

use crate::domain::date::Day;
use crate::domain::ids::ReceiptId;
use crate::domain::message::Arg;
use crate::domain::order::OrderNumber;
use crate::services::receipts::{NotBooked, ReceiptView, ReceiptsOf, ReturnRest};

use super::super::args::ReceiptsCommand;
use super::super::context::CommandContext;
use super::super::exit::{CliError, Fields, keep};
use super::super::output::shapes::{AppliedShape, ReceiptsShape, ReturnedShape};
use super::super::output::text;

/// Runs a command about receipts.
pub async fn run(context: &mut CommandContext, command: ReceiptsCommand) -> Result<(), CliError> {
    match command {
        ReceiptsCommand::List { all, limit, .. } => {
            let which = if all {
                ReceiptsOf::All
            } else {
                ReceiptsOf::Unallocated
            };
            list(context, which, limit).await
        }
        ReceiptsCommand::Apply { receipt, number } => apply(context, &receipt, &number).await,
        ReceiptsCommand::Return { receipt, value_date } => give_back(context, &receipt, &value_date).await,
    }
}

async fn list(context: &mut CommandContext, which: ReceiptsOf, limit: usize) -> Result<(), CliError> {
    let entered = context.enter_and_reconcile("receipts list").await?;
    let (services, actor) = (entered.services(), &entered.actor);
    let (mut receipts, mut after) = (Vec::new(), None);
    loop {
        let page = services.receipts(actor, which, after, 100).await?;
        receipts.extend(page.lines);
        after = page.next;
        if after.is_none() || receipts.len() > limit {
            break;
        }
    }
    let more = receipts.len() > limit;
    receipts.truncate(limit);
    if context.output.json {
        let receipts = receipts.iter().map(Into::into).collect();
        context.output.json(&ReceiptsShape { receipts, more })?;
    } else if receipts.is_empty() && !more {
        let none = match which {
            ReceiptsOf::Unallocated => "cli-receipts-none-unallocated",
            ReceiptsOf::All => "cli-receipts-none",
        };
        let none = context.output.i18n.t(none);
        context.output.line(&none)?;
    } else {
        print(context, &receipts, more)?;
    }
    entered.close().await
}

fn print(context: &mut CommandContext, receipts: &[ReceiptView], more: bool) -> Result<(), CliError> {
    let i18n = context.output.i18n.clone();
    let columns = [
        "cli-column-receipt",
        "label-value-date",
        "label-receipt-amount",
        "cli-column-unallocated",
        "cli-column-sent-for",
        "cli-column-reason",
        "label-company",
    ];
    let mut rows = vec![columns.iter().map(|key| i18n.t(key)).collect::<Vec<_>>()];
    rows.extend(receipts.iter().map(|view| {
        let receipt = &view.receipt;
        let reason = receipt.waits.map(|reason| format!("receipt-{}", reason.code()));
        vec![
            receipt.id.to_string(),
            i18n.day(receipt.value_date),
            i18n.money(receipt.amount),
            i18n.money(receipt.rest()),
            receipt.sent_for.to_string(),
            reason.map_or_else(|| "–".to_owned(), |key| i18n.t(&key)),
            view.company.clone(),
        ]
    }));
    for line in text::table(&rows) {
        context.output.line(&line)?;
    }
    if more {
        context.output.note(&i18n.t("cli-more"))?;
    }
    Ok(())
}

async fn apply(context: &mut CommandContext, receipt: &str, number: &str) -> Result<(), CliError> {
    let mut errors = Fields::new();
    let receipt = keep(&mut errors, "label-receipt-id", receipt_id(receipt));
    let number = keep(&mut errors, "label-receipt-order", number.parse::<OrderNumber>());
    let (Some(receipt), Some(number)) = (receipt, number) else {
        return Err(CliError::Fields(errors));
    };
    let entered = context.enter_and_reconcile("receipts apply").await?;
    let (services, actor) = (entered.services(), &entered.actor);
    let applied = services.apply_receipt(actor, receipt, number).await?;
    if context.output.json {
        context.output.json(&AppliedShape::from(&applied))?;
    } else {
        let lines = (context.output.i18n).money_in(&applied.receipt.receipt, &applied.order.order);
        for line in lines {
            context.output.line(&line)?;
        }
    }
    entered.close().await
}

async fn give_back(context: &mut CommandContext, receipt: &str, value_date: &str) -> Result<(), CliError> {
    let mut errors = Fields::new();
    let receipt = keep(&mut errors, "label-receipt-id", receipt_id(receipt));
    let value_date = keep(&mut errors, "label-receipt-value-date", value_date.parse::<Day>());
    let (Some(receipt), Some(value_date)) = (receipt, value_date) else {
        return Err(CliError::Fields(errors));
    };
    let entered = context.enter_and_reconcile("receipts return").await?;
    let (services, actor) = (entered.services(), &entered.actor);
    let back = ReturnRest { receipt, value_date };
    let returned = services.return_rest(actor, back).await?;
    if context.output.json {
        context.output.json(&ReturnedShape::from(&returned))?;
    } else {
        let args = [
            ("money", Arg::Money(returned.0)),
            ("order", Arg::Text(returned.1.receipt.sent_for.to_string())),
            ("day", Arg::Day(value_date)),
        ];
        let done = context.output.i18n.tr("cli-receipt-returned", &args);
        context.output.line(&done)?;
    }
    entered.close().await
}

/// The id of a receipt is 32 digits, as it is printed.
fn receipt_id(typed: &str) -> Result<ReceiptId, NotBooked> {
    let typed = typed.trim();
    if typed.len() == 32 {
        typed.parse().map_err(|_| NotBooked::NotAReceipt)
    } else {
        Err(NotBooked::NotAReceipt)
    }
}
