//! `setup`: a new store out of a file, or on the screen.

use std::path::Path;

use crate::config::file::File;
use crate::config::mistake::{FileRole, Problem};
use crate::domain::message::{Arg, FieldError};
use crate::services::maintenance::{self, Ground};
use crate::services::setup::SetupErrors;
use crate::tui::term::local::Endings;

use super::super::args::SetupArgs;
use super::super::context::CommandContext;
use super::super::exit::{CliError, FieldMistake};
use super::super::output::shapes::SetupShape;
use super::desk;

pub(super) mod file;

/// What `--template` prints.
const TEMPLATE: &str = include_str!("../../../assets/setup.toml");

/// Sets a real store up.
pub async fn run(context: &mut CommandContext, args: &SetupArgs) -> Result<(), CliError> {
    if args.template {
        context.output.raw(TEMPLATE)?;
        return Ok(());
    }
    let actor = context.owner()?;
    let opening = context.opening("setup")?;
    let Some(from) = &args.from else {
        let manner = desk::manner(context)?;
        return desk::set_up(context, opening, manner).await;
    };
    let mut form = file::parse(&read(from)?, file::set_up)?;
    if form.admin.os_user.trim().is_empty() {
        form.admin.os_user = opening.holder.os_user.clone();
    }
    let new = form.check(&opening.catalog.countries).map_err(refused)?;
    let ground = Ground::of(&opening.path);
    let mut endings = Endings::begin()?;
    let opened = maintenance::create(opening).await?;
    if endings.have_come().await {
        opened.close_or_give_up(&ground).await?;
        return Err(CliError::SetUpAbandoned);
    }
    let path = opened.path().display().to_string();
    let done = opened.services().set_up(&actor, &new).await;
    opened.close_or_give_up(&ground).await?;
    done?;
    if context.output.json {
        context.output.json(&SetupShape {
            store: path,
            mpn_id: form.mpn_id.trim().to_owned(),
        })?;
    } else {
        let done = context.output.i18n.tr("setup-done", &[("path", Arg::Text(path))]);
        context.output.line(&done)?;
    }
    Ok(())
}

/// Fields that are wrong, by their names.
pub(super) fn refused(errors: SetupErrors) -> CliError {
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

/// The file of that path, or the standard input: whole, or not at all.
pub(super) fn read(path: &Path) -> Result<File, CliError> {
    let read = if path == Path::new("-") {
        File::read_from(FileRole::SETTING, "-", std::io::stdin())
    } else {
        File::load(path)
    };
    read.map_err(|mistake| match mistake.problem {
        Problem::Unreadable { what } => CliError::Unreadable {
            file: mistake.file,
            what,
        },
        _ => CliError::SetupFile(vec![*mistake]),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog;

    #[test]
    fn the_template_can_be_read_and_is_complete_but_for_the_user() {
        let mut form = file::parse(&File::new("setup.toml", TEMPLATE), file::set_up).unwrap();
        assert_eq!(form.admin.os_user, "");
        form.admin.os_user = "ana".to_owned();
        let checked = form.check(&catalog::embedded().unwrap().countries);
        assert!(checked.is_ok(), "{checked:?}");
    }
}
