//! `seller show` and `seller edit`. Neither needs a person. What every instruction for payment says, anybody may be
//! shown; whoever the store's folder belongs to may change it.

use std::path::Path;

use crate::services::seller::SellerRefusal;

use super::super::args::SellerCommand;
use super::super::context::CommandContext;
use super::super::exit::CliError;
use super::super::output::shapes::SellerShape;
use super::super::output::text::{changes, seller};
use super::setup::file::{only_seller, parse};
use super::setup::{read, refused};
use super::store::open;

/// Runs a command about the seller.
pub async fn run(context: &mut CommandContext, command: &SellerCommand) -> Result<(), CliError> {
    match command {
        SellerCommand::Show { toml } => show(context, *toml).await,
        SellerCommand::Edit { from } => edit(context, from).await,
    }
}

async fn show(context: &mut CommandContext, toml: bool) -> Result<(), CliError> {
    let opened = open(context, "seller show").await?;
    let found = opened.services().seller().await;
    opened.close().await?;
    let found = found?;
    if toml {
        context.output.raw(&seller::file(&found))?;
    } else if context.output.json {
        context.output.json(&SellerShape::of(&found, &[]))?;
    } else {
        for line in seller::lines(&context.output.i18n.clone(), &found) {
            context.output.line(&line)?;
        }
    }
    Ok(())
}

async fn edit(context: &mut CommandContext, from: &Path) -> Result<(), CliError> {
    // A slip in the file is told before anything is opened.
    let form = parse(&read(from)?, only_seller)?;
    let owner = context.owner()?;
    let opened = open(context, "seller edit").await?;
    let edited = opened.services().edit_seller(&owner, &form).await;
    opened.close().await?;
    let edited = edited.map_err(|refusal| match refusal {
        SellerRefusal::Fields(errors) => refused(errors),
        SellerRefusal::Service(error) => error.into(),
    })?;
    if context.output.json {
        context
            .output
            .json(&SellerShape::of(&edited.seller, &edited.changes))?;
        return Ok(());
    }
    let i18n = context.output.i18n.clone();
    let verdict = if edited.changes.is_empty() {
        "cli-seller-unchanged"
    } else {
        "cli-seller-changed"
    };
    context.output.line(&i18n.t(verdict))?;
    for line in changes::lines(&i18n, &edited.changes) {
        context.output.line(&line)?;
    }
    Ok(())
}
