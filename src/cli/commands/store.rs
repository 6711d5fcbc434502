//! The store itself: `store check`, `store clock`, and its copies. None needs a person: whoever the folder belongs to may
//! use them. Which day the store is at, anybody may be shown.

mod copies;

use crate::domain::message::Arg;
use crate::services::maintenance::{self, CheckedStore, Opened};
use crate::services::store_day::Standing;

use super::super::context::CommandContext;
use super::super::exit::CliError;
use super::super::output::shapes::{CheckShape, ClockShape};
use super::super::output::text::clock::Told;

pub use copies::{back_up, rebuild, restore, salvage};

/// Checks everything that is stored.
pub async fn check(context: &mut CommandContext) -> Result<(), CliError> {
    context.owner()?;
    let mut opening = context.opening("store check")?;
    // Also of one that was never set up to the end, or of which so much was saved.
    let opened = if context.args.demo {
        // A check needs no catalog, and the store's own may be a part of what is wrong.
        opening.adopts_catalog = true;
        maintenance::open_demo(opening).await?
    } else {
        maintenance::open_as_it_is(opening).await?
    };
    let checked = opened.check().await?;
    show(context, &checked)?;
    opened.close().await?;
    verdict(&checked)
}

/// Tells what a check found.
fn show(context: &mut CommandContext, checked: &CheckedStore) -> Result<(), CliError> {
    if context.output.json {
        let shape = CheckShape::of(checked, &context.output.i18n);
        context.output.json(&shape)?;
    } else {
        print(context, checked)?;
    }
    Ok(())
}

/// Problems are a failure.
fn verdict(checked: &CheckedStore) -> Result<(), CliError> {
    if checked.is_clean() {
        Ok(())
    } else {
        let listed = u64::try_from(checked.problems.len()).unwrap_or(u64::MAX);
        Err(CliError::Problems(listed.saturating_add(checked.more_problems)))
    }
}

/// Shows how today stands to the day of the last change; takes today as right when that is asked for.
pub async fn clock(context: &mut CommandContext, accept_today: bool) -> Result<(), CliError> {
    let owner = if accept_today {
        Some(context.owner()?)
    } else {
        None
    };
    let opened = open(context, "store clock").await?;
    let services = opened.services();
    let found = services.store_day();
    let is_warned = found.standing() == Standing::WentBack;
    if accept_today && is_warned && !context.output.json {
        // For people, and so not among the lines of the result.
        let means = context.output.i18n.t("cli-clock-going-back");
        context.output.note(&means)?;
    }
    let accepted = if let Some(owner) = owner {
        let before = services.accept_today(&owner).await?;
        before.last.filter(|_| before.standing() != Standing::Agrees)
    } else {
        None
    };
    let told = Told {
        found: services.store_day(),
        asked: accept_today,
        accepted,
        is_warned,
        is_demo: opened.is_demo(),
    };
    if context.output.json {
        let shape = ClockShape::of(&told, &context.output.i18n);
        context.output.json(&shape)?;
    } else {
        for line in told.lines(&context.output.i18n) {
            context.output.line(&line)?;
        }
    }
    Ok(opened.close().await?)
}

/// Opens the store for a command that needs no person.
pub async fn open(context: &CommandContext, command: &str) -> Result<Opened, CliError> {
    let opening = context.opening(command)?;
    Ok(if context.args.demo {
        maintenance::open_demo(opening).await?
    } else {
        maintenance::open(opening).await?
    })
}

fn print(context: &mut CommandContext, checked: &CheckedStore) -> Result<(), CliError> {
    let i18n = context.output.i18n.clone();
    let mut hints: Vec<String> = Vec::new();
    for problem in &checked.problems {
        let explained = i18n.explain(problem);
        context.output.line(&explained.sentence)?;
        // What helps against one helps against many: it is told once.
        hints.extend(explained.hint.filter(|hint| !hints.contains(hint)));
    }
    for hint in hints {
        let hint = ("hint", Arg::Text(hint));
        context.output.line(&i18n.tr("cli-hint", &[hint]))?;
    }
    if checked.is_clean() {
        let count = |count: u64| Arg::Count(i64::try_from(count).unwrap_or(i64::MAX));
        let clean = i18n.tr("cli-check-clean", &[("count", count(checked.record_count()))]);
        context.output.line(&clean)?;
    }
    Ok(())
}
