//! `seller show` and `seller edit`. Neither needs a person. What every instruction for payment says, anybody may be
//! shown; whoever the store's folder belongs to may change it.

use std::path::Path;

use crate::domain::message::FieldError;
use crate::services::seller::SellerRefusal;

use super::super::args::SellerCommand;
use super::super::context::CommandContext;
use super::super::exit::{CliError, FieldMistake};
use super::super::output::shapes::SellerShape;
use super::super::output::text::{changes, seller};
use super::setup::file::{add_verdicts, only_seller, parse};
use super::setup::read;
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
    let file = read(from)?;
    let owner = context.owner()?;
    let keys = parse(&file, |root, mistakes| Some(only_seller(root, mistakes)));
    let opened = match open(context, "seller edit").await {
        Ok(opened) => opened,
        // Without the store, which has the rules of addresses, the slips are still told.
        Err(error) => return Err(keys.err().unwrap_or(error)),
    };
    let services = opened.services();
    let form = parse(&file, |root, mistakes| {
        let form = only_seller(root, mistakes);
        add_verdicts(root, services.seller_errors(&form), mistakes);
        Some(form)
    });
    let edited = match form {
        Ok(form) => services.edit_seller(&owner, &form).await.map_err(refused),
        Err(mistakes) => Err(mistakes),
    };
    opened.close().await?;
    let edited = edited?;
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

/// Fields are told with their places before; here by their names.
fn refused(refusal: SellerRefusal) -> CliError {
    let errors = match refusal {
        SellerRefusal::Fields(errors) => errors,
        SellerRefusal::Service(error) => return error.into(),
    };
    let labels = errors.into_iter().map(|error| FieldError {
        field: FieldMistake {
            part: Some(error.field.part_key()),
            label: error.field.label_key(),
        },
        code: error.code,
        args: error.args,
    });
    CliError::Fields(labels.collect())
}
