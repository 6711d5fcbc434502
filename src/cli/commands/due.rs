//! `due`: what has to be done, over all accounts of a person.

use crate::cli::args::DueArgs;
use crate::services::due::DueWanted;

use super::super::context::CommandContext;
use super::super::exit::{CliError, SOMETHING_DUE};
use super::super::output::shapes::DueShape;
use super::super::output::text;

/// Lists what is due, soonest first. Asked for a span of days, the exit code tells whether anything is.
pub async fn list(context: &mut CommandContext, args: &DueArgs) -> Result<(), CliError> {
    let entered = context.enter_and_reconcile("due").await?;
    let account = match &args.account {
        Some(typed) => Some(entered.account(typed).await?.id),
        None => None,
    };
    let wanted = DueWanted {
        account,
        within: args.within,
        skip: 0,
        limit: args.limit,
    };
    let due = entered.services().due(&entered.actor, wanted).await?;
    let i18n = context.output.i18n.clone();
    let is_cut = due.more || due.count > args.limit;
    if context.output.json {
        context.output.json(&DueShape::of(&due, is_cut, &i18n))?;
    } else if due.rows.is_empty() {
        context
            .output
            .line(&text::due::nothing(&i18n, &due, args.within))?;
    } else {
        for line in text::due::lines(&i18n, &due) {
            context.output.line(&line)?;
        }
        if is_cut {
            context.output.note(&i18n.t("cli-more"))?;
        }
    }
    if args.within.is_some() && due.count > 0 {
        context.ends_with = SOMETHING_DUE;
    }
    entered.close().await
}
