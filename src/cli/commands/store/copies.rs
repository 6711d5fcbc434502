//! `store backup`, `restore`, `salvage` and `rebuild`. None needs a person: whoever the folder belongs to has the
//! store already.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use crate::services::error::ServiceError;
use crate::services::files::LocalFileError;
use crate::services::maintenance::{self, BackUp, CopyFault, Source};

use super::super::super::context::CommandContext;
use super::super::super::exit::CliError;
use super::super::super::output::Unwritable;
use super::super::super::output::shapes::{BackupShape, SalvageShape};
use super::super::super::output::text::copies;

/// What stands for standard input and output.
const STANDARD: &str = "-";

/// Copies the store into a file or to standard output.
pub async fn back_up(context: &mut CommandContext, file: &Path, replace: bool) -> Result<(), CliError> {
    context.owner()?;
    let is_stream = file == Path::new(STANDARD);
    if is_stream && std::io::stdout().is_terminal() {
        return Err(CliError::BackupToTerminal);
    }
    let to = if is_stream {
        BackUp::Stream(Box::new(std::io::stdout()))
    } else {
        BackUp::File {
            path: file.to_owned(),
            replace,
        }
    };
    let made = maintenance::back_up(context.store_path()?, to).await;
    let made = made.map_err(unmade)?;
    let named = (!is_stream).then_some(file);
    let i18n = context.output.i18n.clone();
    if context.output.json {
        let shape = BackupShape::of(&made, named);
        // Standard output is the backup itself.
        let printed = if is_stream {
            context.output.json_note(&shape)
        } else {
            context.output.json(&shape)
        };
        printed?;
    } else {
        for line in copies::backed_up(&i18n, &made, named) {
            context.output.note(&line)?;
        }
    }
    match made.problems {
        0 => Ok(()),
        problems => Err(CliError::Problems(problems)),
    }
}

/// Other files are never overwritten; here there is an option for it. What fails of the streams is the one that is
/// written.
fn unmade(fault: CopyFault) -> CliError {
    match fault {
        CopyFault::Service(ServiceError::LocalFile(LocalFileError::AlreadyThere(path))) => {
            CliError::BackupExists(path)
        }
        CopyFault::Stream(error) => Unwritable(error).into(),
        fault => fault.into(),
    }
}

/// Lays a backup down where there is no store yet.
pub async fn restore(context: &mut CommandContext, file: &Path) -> Result<(), CliError> {
    context.owner()?;
    let opening = context.opening("store restore")?;
    let path: PathBuf = opening.path.clone();
    let from = if file == Path::new(STANDARD) {
        if std::io::stdin().is_terminal() {
            return Err(CliError::BackupFromTerminal);
        }
        Source::Stream(Box::new(std::io::stdin()))
    } else {
        Source::File(file.to_owned())
    };
    let restored = maintenance::restore(opening, from, context.args.demo).await?;
    if context.output.json {
        let shape = BackupShape::of(&restored, Some(&path));
        context.output.json(&shape)?;
    } else {
        let i18n = context.output.i18n.clone();
        for line in copies::restored(&i18n, &restored, &path) {
            context.output.line(&line)?;
        }
    }
    Ok(())
}

/// Makes a new store of what is left of a damaged one. Something missing is a failure, although the new store is there.
pub async fn salvage(context: &mut CommandContext, into: &Path) -> Result<(), CliError> {
    context.owner()?;
    let opening = context.opening("store salvage")?;
    let salvaged = maintenance::salvage(opening, into.to_owned()).await?;
    let i18n = context.output.i18n.clone();
    if context.output.json {
        let shape = SalvageShape::of(&salvaged, into, &i18n);
        context.output.json(&shape)?;
    } else {
        for line in copies::salvaged(&i18n, &salvaged, into) {
            context.output.line(&line)?;
        }
    }
    match salvaged.loss_count() {
        0 => Ok(()),
        losses => Err(CliError::Lost(losses)),
    }
}

/// Makes anew what can be derived, and what is there for safety; says whether everything fits together then.
pub async fn rebuild(context: &mut CommandContext) -> Result<(), CliError> {
    context.owner()?;
    let opened = super::open(context, "store rebuild").await?;
    opened.rebuild().await?;
    let checked = opened.check().await?;
    if !context.output.json {
        let done = context.output.i18n.t("cli-store-rebuilt");
        context.output.line(&done)?;
    }
    super::show(context, &checked)?;
    opened.close().await?;
    super::verdict(&checked)
}
