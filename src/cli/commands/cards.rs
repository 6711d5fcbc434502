//! `cards list` and `cards remove`.

use crate::domain::message::Arg;
use crate::domain::partner::MpnId;
use crate::domain::payment::SavedCard;
use crate::services::cards::SavedCardView;

use super::super::args::CardsCommand;
use super::super::context::{CommandContext, Entered};
use super::super::exit::{CliError, mask_numbers};
use super::super::output::shapes::{CardShape, CardsShape};
use super::super::output::text;
use crate::domain::ids::AccountId;

/// Digits by which a card is named when it is not named by its ID.
const LAST_FOUR: usize = 4;

/// Runs a command about saved cards.
pub async fn run(context: &mut CommandContext, command: CardsCommand) -> Result<(), CliError> {
    match command {
        CardsCommand::List { account, limit } => list(context, &account, limit).await,
        CardsCommand::Remove { account, card } => remove(context, &account, &card).await,
    }
}

async fn list(context: &mut CommandContext, account: &str, limit: usize) -> Result<(), CliError> {
    let entered = context.enter_and_reconcile("cards list").await?;
    let account = entered.account(account).await?;
    let (cards, more) = collect(&entered, account.id, limit).await?;
    if context.output.json {
        let cards = cards.iter().map(CardShape::from).collect();
        context.output.json(&CardsShape { cards, more })?;
    } else {
        let i18n = context.output.i18n.clone();
        for line in text::payments::cards(&i18n, &cards) {
            context.output.line(&line)?;
        }
        if more {
            context.output.note(&i18n.t("cli-more"))?;
        }
    }
    entered.close().await
}

async fn remove(context: &mut CommandContext, account: &str, typed: &str) -> Result<(), CliError> {
    let entered = context.enter_and_reconcile("cards remove").await?;
    let account = entered.account(account).await?;
    let (cards, _) = collect(&entered, account.id, usize::MAX).await?;
    let card = chosen(typed, &account.mpn_id, cards.iter().map(|view| &view.saved))?;
    let removed = (entered.services())
        .remove_card(&entered.actor, account.id, card.id)
        .await?;
    if context.output.json {
        let view = cards.iter().find(|view| view.saved.id == removed.id);
        context.output.json(&view.map(CardShape::from))?;
    } else {
        let i18n = &context.output.i18n;
        let args = [
            ("brand", Arg::Text(removed.card.brand.name().to_owned())),
            ("digits", Arg::Text(removed.card.last_four)),
        ];
        let done = i18n.tr("card-removed", &args);
        context.output.line(&done)?;
    }
    entered.close().await
}

/// Cards of an account until there is one more than asked for.
async fn collect(
    entered: &Entered,
    account: AccountId,
    limit: usize,
) -> Result<(Vec<SavedCardView>, bool), CliError> {
    let (mut cards, mut after) = (Vec::new(), None);
    loop {
        let page = (entered.services())
            .saved_cards(&entered.actor, account, after, 100)
            .await?;
        cards.extend(page.lines);
        after = page.next;
        if after.is_none() || cards.len() > limit {
            break;
        }
    }
    let more = cards.len() > limit;
    cards.truncate(limit);
    Ok((cards, more))
}

/// The one card of an account that was meant: by its last four digits, or by its ID.
pub fn chosen<'c>(
    typed: &str,
    account: &MpnId,
    cards: impl Iterator<Item = &'c SavedCard>,
) -> Result<&'c SavedCard, CliError> {
    let is_meant = |saved: &&SavedCard| {
        if typed.len() == LAST_FOUR {
            saved.card.last_four == typed
        } else {
            saved.id.to_string() == typed
        }
    };
    let found: Vec<&SavedCard> = cards.filter(is_meant).collect();
    match found.as_slice() {
        [only] => Ok(only),
        several => Err(CliError::SavedCard {
            account: account.to_string(),
            digits: mask_numbers(typed),
            found: several.len(),
        }),
    }
}
