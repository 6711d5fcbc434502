//! `store check`.

use crate::domain::message::Arg;
use crate::services::maintenance::{self, CheckedStore};

use super::super::context::Context;
use super::super::exit::CliError;
use super::super::output::shapes::CheckShape;

/// Checks everything that is stored. Needs no person: whoever can read the folder may check it.
pub async fn check(context: &mut Context) -> Result<(), CliError> {
    let opening = context.opening("store check")?;
    let opened = if context.args.demo {
        maintenance::open_demo(opening).await?
    } else {
        maintenance::open(opening).await?
    };
    let checked = opened.check().await?;
    if context.output.json {
        let shape = CheckShape::of(&checked, &context.output.i18n);
        context.output.json(&shape)?;
    } else {
        print(context, &checked)?;
    }
    opened.close().await?;
    if checked.is_clean() {
        Ok(())
    } else {
        let listed = u64::try_from(checked.problems.len()).unwrap_or(u64::MAX);
        Err(CliError::Problems(listed.saturating_add(checked.more_problems)))
    }
}

fn print(context: &mut Context, checked: &CheckedStore) -> Result<(), CliError> {
    let i18n = context.output.i18n.clone();
    for problem in &checked.problems {
        context.output.line(&i18n.explain(problem).sentence)?;
    }
    if checked.is_clean() {
        let count = |count: u64| Arg::Count(i64::try_from(count).unwrap_or(i64::MAX));
        let clean = i18n.tr("cli-check-clean", &[("count", count(checked.record_count()))]);
        context.output.line(&clean)?;
    }
    Ok(())
}
