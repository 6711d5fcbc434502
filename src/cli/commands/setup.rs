//! `setup`: a new store out of a file, or on the screen.

use std::path::Path;

use crate::config::file::File;
use crate::config::mistake::FileRole;
use crate::domain::message::Arg;
use crate::services::maintenance::{self, Ground};
use crate::tui::term::local::Endings;

use super::super::args::SetupArgs;
use super::super::context::CommandContext;
use super::super::exit::CliError;
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
    // A real store in the place of the demo store would be found by nobody who looks for either.
    if context.args.demo {
        return Err(CliError::SetUpOfDemo);
    }
    let actor = context.owner()?;
    let opening = context.opening("setup")?;
    let Some(from) = &args.from else {
        let manner = desk::manner(context)?;
        return desk::set_up(context, opening, manner).await;
    };
    let (mpn_id, new) = file::parse(&read(from)?, |root, mistakes| {
        let mut form = file::set_up(root, mistakes);
        if form.admin.os_user.trim().is_empty() {
            form.admin.os_user.clone_from(&opening.holder.os_user);
        }
        match form.check(&opening.catalog.countries) {
            Ok(new) => Some((form.mpn_id.trim().to_owned(), new)),
            Err(errors) => {
                file::add_verdicts(root, errors, mistakes);
                None
            }
        }
    })?;
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
        context.output.json(&SetupShape { store: path, mpn_id })?;
    } else {
        let done = context.output.i18n.tr("setup-done", &[("path", Arg::Text(path))]);
        context.output.line(&done)?;
    }
    Ok(())
}

/// The file of that path, or the standard input: whole, or not at all.
pub(super) fn read(path: &Path) -> Result<File, CliError> {
    let read = if path == Path::new("-") {
        File::read_from(FileRole::SETTING, "-", std::io::stdin())
    } else {
        File::load(path)
    };
    read.map_err(|mistake| CliError::SetupFile(vec![*mistake]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog;

    #[test]
    fn the_template_can_be_read_and_is_complete_but_for_the_user() {
        let template = File::new("setup.toml", TEMPLATE);
        let mut form = file::parse(&template, |root, mistakes| Some(file::set_up(root, mistakes))).unwrap();
        assert_eq!(form.admin.os_user, "");
        form.admin.os_user = "ana".to_owned();
        let checked = form.check(&catalog::embedded().unwrap().countries);
        assert!(checked.is_ok(), "{checked:?}");
    }
}
