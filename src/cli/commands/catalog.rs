//! `catalog show`, `catalog check` and `catalog adopt`. None needs a person. What is sold, anybody may be shown; whoever
//! the store's folder belongs to may sell something else.

use std::path::Path;

use crate::catalog;
use crate::domain::message::Arg;
use crate::services::catalog::{Changes, changes as differences, lines};
use crate::services::error::ServiceError;
use crate::services::maintenance;

use super::super::args::CatalogCommand;
use super::super::context::CommandContext;
use super::super::exit::CliError;
use super::super::output::shapes::CatalogShape;
use super::super::output::text::changes;
use super::store::open;

/// Runs a command about the catalog.
pub async fn run(context: &mut CommandContext, command: &CatalogCommand) -> Result<(), CliError> {
    match command {
        CatalogCommand::Show { file } => show(context, file.as_deref()).await,
        CatalogCommand::Check { folder } => check(context, folder).await,
        CatalogCommand::Adopt { folder } => adopt(context, folder).await,
    }
}

async fn show(context: &mut CommandContext, file: Option<&str>) -> Result<(), CliError> {
    let known = |name: &str| catalog::FILES.into_iter().find(|known| *known == name);
    let file = match file {
        Some(name) => Some(known(name).ok_or_else(|| CliError::CatalogFile(name.to_owned()))?),
        None => None,
    };
    let opened = open(context, "catalog show").await?;
    let kept = opened.catalog().await;
    opened.close().await?;
    let kept = kept?;
    if let Some(name) = file {
        let mut files = kept.texts.files().filter(|(other, _)| *other == name);
        let text = files.next().map_or("", |(_, text)| text);
        return Ok(context.output.raw(text)?);
    }
    let hash = kept.texts.hash().to_string();
    let lines = lines(&kept.catalog);
    if context.output.json {
        let shape = CatalogShape::of(hash, &lines, &Changes::default());
        return Ok(context.output.json(&shape)?);
    }
    let i18n = context.output.i18n.clone();
    let hash = ("hash", Arg::Text(hash));
    context.output.line(&i18n.tr("cli-catalog-hash", &[hash]))?;
    for line in changes::values(&i18n, &lines) {
        context.output.line(&line)?;
    }
    Ok(())
}

async fn check(context: &mut CommandContext, folder: &Path) -> Result<(), CliError> {
    let new = catalog::load_folder(folder)?;
    let opened = open(context, "catalog check").await?;
    let kept = opened.catalog().await;
    let follows = match &kept {
        Ok(kept) => opened.services().may_follow(Some(kept), &new).await,
        Err(_) => Ok(()),
    };
    opened.close().await?;
    let kept = kept?;
    follows.map_err(|error| placed(error, folder))?;
    let hash = new.texts.hash();
    let heading = if kept.texts.hash() == hash {
        "cli-catalog-same"
    } else {
        "cli-catalog-would-change"
    };
    tell(context, hash.to_string(), heading, &differences(&kept, &new))
}

async fn adopt(context: &mut CommandContext, folder: &Path) -> Result<(), CliError> {
    let owner = context.owner()?;
    let new = catalog::load_folder(folder)?;
    let mut opening = context.opening("catalog adopt")?;
    // Also where the one in force cannot be read any more.
    opening.adopts_catalog = true;
    let opened = if context.args.demo {
        maintenance::open_demo(opening).await?
    } else {
        maintenance::open(opening).await?
    };
    let adopted = opened.services().adopt_catalog(&owner, &new).await;
    opened.close().await?;
    let adopted = adopted.map_err(|error| placed(error, folder))?;
    let heading = if adopted.is_new {
        "cli-catalog-adopted"
    } else {
        "cli-catalog-unchanged"
    };
    tell(context, adopted.hash.to_string(), heading, &adopted.changes)
}

/// What is wrong with files is told with their folder, as it is by who reads them.
fn placed(error: ServiceError, folder: &Path) -> CliError {
    match error {
        ServiceError::Catalog(error) => CliError::Catalog(error.within(folder)),
        error => error.into(),
    }
}

/// Tells what differs under a heading.
fn tell(context: &mut CommandContext, hash: String, heading: &str, found: &Changes) -> Result<(), CliError> {
    if context.output.json {
        return Ok(context.output.json(&CatalogShape::of(hash, &[], found))?);
    }
    let i18n = context.output.i18n.clone();
    let hash = ("hash", Arg::Text(hash));
    context.output.line(&i18n.tr(heading, &[hash]))?;
    for line in changes::lines(&i18n, &found.values) {
        context.output.line(&line)?;
    }
    for file in &found.only_layout {
        let file = ("file", Arg::Text((*file).to_owned()));
        let only = i18n.tr("cli-catalog-only-layout", &[file]);
        context.output.line(&format!("  {only}"))?;
    }
    Ok(())
}
