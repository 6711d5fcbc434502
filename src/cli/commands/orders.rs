//! `orders list`, `show`, `book`, `to-return` and `return`.

use crate::domain::date::Day;
use crate::domain::ids::{AccountId, ReceiptId};
use crate::domain::message::Arg;
use crate::domain::money;
use crate::domain::order::OrderNumber;
use crate::services::orders::OrderView;
use crate::services::receipts::{Booked, MoneyIn};
use crate::services::refunds::MoneyBack;

use super::super::args::BookArgs;
use super::super::context::{CommandContext, Entered};
use super::super::exit::{CliError, Fields, keep};
use super::super::output::shapes::{BookedShape, OrderShape, OrdersShape};
use super::super::output::text;
use super::offers::accounts;

/// Lists orders: of one account, of all that the person may see, or those that wait for a transfer.
pub async fn list(
    context: &mut CommandContext,
    account: Option<&str>,
    awaiting_payment: bool,
    limit: usize,
) -> Result<(), CliError> {
    let entered = context.enter_and_reconcile("orders list").await?;
    let mut orders = Vec::new();
    if awaiting_payment {
        collect(&entered, None, limit, &mut orders).await?;
    } else if let Some(typed) = account {
        let account = entered.account(typed).await?;
        collect(&entered, Some(account.id), limit, &mut orders).await?;
    } else {
        for account in accounts(&entered, usize::MAX).await?.0 {
            collect(&entered, Some(account.id), limit, &mut orders).await?;
            // Of many accounts no more is held than a few times what is listed in the end.
            if orders.len() / 4 > limit {
                keep_newest(&mut orders, limit);
            }
        }
        keep_newest(&mut orders, limit);
    }
    let more = orders.len() > limit;
    orders.truncate(limit);
    if context.output.json {
        let orders = orders.iter().map(OrderShape::from).collect();
        context.output.json(&OrdersShape { orders, more })?;
    } else if orders.is_empty() {
        let none = context.output.i18n.t("cli-orders-none");
        context.output.line(&none)?;
    } else {
        print(context, &entered, &orders, more)?;
    }
    entered.close().await
}

/// Sorts orders by when they were placed and drops the older ones, but for one that shows that there are more.
fn keep_newest(orders: &mut Vec<OrderView>, limit: usize) {
    orders.sort_by_key(|view| std::cmp::Reverse(view.order.placed_at));
    orders.truncate(limit.saturating_add(1));
}

fn print(
    context: &mut CommandContext,
    entered: &Entered,
    orders: &[OrderView],
    more: bool,
) -> Result<(), CliError> {
    let i18n = context.output.i18n.clone();
    let columns = [
        "label-order-number",
        "cli-column-placed",
        "cli-column-state",
        "label-total",
        "cli-column-offer",
        "label-company",
    ];
    let mut rows = vec![columns.iter().map(|key| i18n.t(key)).collect::<Vec<_>>()];
    rows.extend(orders.iter().map(|view| {
        vec![
            view.order.number.to_string(),
            i18n.day(view.order.placed_at.day()),
            text::order_state(&i18n, view),
            i18n.money(view.order.quote.total),
            context.offer_name(entered.services(), &view.order.offer),
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

/// Adds an account's orders, or those that wait for a transfer, until there is one more than asked for.
async fn collect(
    entered: &Entered,
    account: Option<AccountId>,
    limit: usize,
    orders: &mut Vec<OrderView>,
) -> Result<(), CliError> {
    let (services, actor) = (entered.services(), &entered.actor);
    let (mut after, mut found) = (None, 0);
    loop {
        let page = match account {
            Some(account) => services.orders(actor, account, after, 100).await?,
            None => services.awaiting_payment(actor, after, 100).await?,
        };
        found += page.lines.len();
        orders.extend(page.lines);
        after = page.next;
        if after.is_none() || found > limit {
            return Ok(());
        }
    }
}

/// Shows one order.
pub async fn show(context: &mut CommandContext, number: &str) -> Result<(), CliError> {
    let number = order_number(number)?;
    let entered = context.enter_and_reconcile("orders show").await?;
    let view = entered.services().order(&entered.actor, number).await?;
    if context.output.json {
        context.output.json(&OrderShape::from(&view))?;
    } else {
        let offer = context.offer_name(entered.services(), &view.order.offer);
        for line in text::order(&context.output.i18n.clone(), &view, &offer) {
            context.output.line(&line)?;
        }
    }
    entered.close().await
}

/// Books money that came in.
pub async fn book(context: &mut CommandContext, args: &BookArgs) -> Result<(), CliError> {
    let (number, amount, value_date) = checked(args)?;
    let entered = context.enter_and_reconcile("orders book").await?;
    let (services, actor) = (entered.services(), &entered.actor);
    let money = MoneyIn {
        id: ReceiptId::new(services.new_id()?),
        number,
        amount,
        value_date,
        payer_reference: args.payer_reference.clone(),
        bank_reference: args.bank_reference.clone(),
        is_other_money: args.other_money,
    };
    let booked = if args.keep_unallocated {
        services.book_unallocated(actor, &money).await?
    } else {
        services.book_money(actor, &money).await?
    };
    if context.output.json {
        context.output.json(&BookedShape::from(&booked))?;
    } else {
        tell(context, &booked)?;
    }
    entered.close().await
}

fn tell(context: &mut CommandContext, booked: &Booked) -> Result<(), CliError> {
    for line in context.output.i18n.money_in(&booked.receipt, &booked.order.order) {
        context.output.line(&line)?;
    }
    Ok(())
}

/// Lists the refunded orders whose transfer is to be sent back.
pub async fn to_return(context: &mut CommandContext, limit: usize) -> Result<(), CliError> {
    let entered = context.enter_and_reconcile("orders to-return").await?;
    let (services, actor) = (entered.services(), &entered.actor);
    let (mut orders, mut after) = (Vec::new(), None);
    loop {
        let page = services.money_to_return(actor, after, 100).await?;
        orders.extend(page.lines);
        after = page.next;
        if after.is_none() || orders.len() > limit {
            break;
        }
    }
    let more = orders.len() > limit;
    orders.truncate(limit);
    if context.output.json {
        let orders = orders.iter().map(OrderShape::from).collect();
        context.output.json(&OrdersShape { orders, more })?;
    } else if orders.is_empty() && !more {
        let none = context.output.i18n.t("cli-money-to-return-none");
        context.output.line(&none)?;
    } else {
        print(context, &entered, &orders, more)?;
    }
    entered.close().await
}

/// Lists the paid orders that need a correction.
pub async fn to_correct(context: &mut CommandContext, limit: usize) -> Result<(), CliError> {
    let entered = context.enter_and_reconcile("orders to-correct").await?;
    let (services, actor) = (entered.services(), &entered.actor);
    let page = services.orders_to_correct(actor, None, limit).await?;
    let (orders, more) = (page.lines, page.next.is_some());
    if context.output.json {
        let orders = orders.iter().map(OrderShape::from).collect();
        context.output.json(&OrdersShape { orders, more })?;
    } else if orders.is_empty() && !more {
        let none = context.output.i18n.t("cli-orders-to-correct-none");
        context.output.line(&none)?;
    } else {
        print(context, &entered, &orders, more)?;
    }
    entered.close().await
}

/// Marks the transfer of a refunded order as sent back.
pub async fn give_back(context: &mut CommandContext, number: &str, value_date: &str) -> Result<(), CliError> {
    let mut errors = Fields::new();
    let number = keep(&mut errors, "label-receipt-order", number.parse::<OrderNumber>());
    let value_date = keep(&mut errors, "label-receipt-value-date", value_date.parse::<Day>());
    let (Some(number), Some(value_date)) = (number, value_date) else {
        return Err(CliError::Fields(errors));
    };
    let entered = context.enter_and_reconcile("orders return").await?;
    let back = MoneyBack { number, value_date };
    let view = entered.services().return_money(&entered.actor, back).await?;
    if context.output.json {
        context.output.json(&OrderShape::from(&view))?;
    } else {
        let args = [
            ("money", Arg::Money(view.order.quote.total)),
            ("order", Arg::Text(view.order.number.to_string())),
            ("day", Arg::Day(value_date)),
        ];
        let done = context.output.i18n.tr("cli-money-returned", &args);
        context.output.line(&done)?;
    }
    entered.close().await
}

/// Reads the values of the options; all that are wrong are told at once.
fn checked(args: &BookArgs) -> Result<(OrderNumber, money::Money, Day), CliError> {
    let mut errors = Fields::new();
    let number = keep(
        &mut errors,
        "label-receipt-order",
        args.number.parse::<OrderNumber>(),
    );
    let currency = keep(
        &mut errors,
        "label-receipt-currency",
        money::currency(&args.currency),
    );
    // Without its currency an amount cannot be read, and one message (at the currency) is enough.
    let amount = currency.and_then(|currency| {
        let amount = money::Money::parse(&args.amount, currency);
        keep(&mut errors, "label-receipt-amount", amount)
    });
    let value_date = keep(
        &mut errors,
        "label-receipt-value-date",
        args.value_date.parse::<Day>(),
    );
    match (number, amount, value_date) {
        (Some(number), Some(amount), Some(value_date)) => Ok((number, amount, value_date)),
        _ => Err(CliError::Fields(errors)),
    }
}

pub(super) fn order_number(typed: &str) -> Result<OrderNumber, CliError> {
    typed
        .parse()
        .map_err(|error| CliError::Service(crate::services::error::ServiceError::OrderNumber(error)))
}
