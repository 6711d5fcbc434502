//! `offers list`: what accounts hold and what they may buy.

use crate::services::people::AccountLine;

use super::super::context::{CommandContext, Entered};
use super::super::exit::CliError;
use super::super::output::shapes::{AccountShape, OffersShape, TermsShape};
use super::super::output::text;

/// Lists the tiles of one account, or of all that the person may see.
pub async fn list(context: &mut CommandContext, account: Option<&str>, limit: usize) -> Result<(), CliError> {
    let entered = context.enter_and_reconcile("offers list").await?;
    let (accounts, more) = match account {
        Some(typed) => (vec![entered.account(typed).await?], false),
        None => accounts(&entered, limit).await?,
    };
    let i18n = context.output.i18n.clone();
    let mut shapes = Vec::new();
    for (place, account) in accounts.iter().enumerate() {
        let page = entered.services().offers_page(&entered.actor, account.id).await?;
        if context.output.json {
            shapes.push(AccountShape::of(&page, &i18n));
            continue;
        }
        if place > 0 {
            context.output.line("")?;
        }
        for line in text::offers(&i18n, &page) {
            context.output.line(&line)?;
        }
    }
    if context.output.json {
        context.output.json(&OffersShape {
            accounts: shapes,
            more,
        })?;
    } else if accounts.is_empty() {
        context.output.line(&i18n.t("cli-accounts-none"))?;
    } else if more {
        context.output.note(&i18n.t("cli-more"))?;
    }
    entered.close().await
}

/// Prints the purchase terms in force: what `--accept-terms` accepts. Needs no person.
pub async fn terms(context: &mut CommandContext) -> Result<(), CliError> {
    let catalog = context.catalog("offers terms").await?;
    let language = context.output.i18n.locale().tag();
    let text = catalog.terms.in_language(language);
    if context.output.json {
        return Ok(context.output.json(&TermsShape {
            version: &catalog.terms_version,
            text,
        })?);
    }
    for line in text.lines() {
        context.output.line(line)?;
    }
    Ok(())
}

/// The accounts that the person may see, at most so many, and whether there are more.
pub(super) async fn accounts(entered: &Entered, limit: usize) -> Result<(Vec<AccountLine>, bool), CliError> {
    let mut accounts: Vec<AccountLine> = Vec::new();
    let mut after = None;
    loop {
        let wanted = limit.saturating_sub(accounts.len()).saturating_add(1).min(100);
        let page = entered.services().accounts(&entered.actor, after, wanted).await?;
        accounts.extend(page.lines);
        after = page.next;
        if after.is_none() || accounts.len() > limit {
            break;
        }
    }
    let more = accounts.len() > limit;
    accounts.truncate(limit);
    Ok((accounts, more))
}
