//! `requests attach` and `requests save`. What a file is, and where it may go, is decided by the use cases.

use std::io::IsTerminal;

use crate::domain::attachment::Attachment;
use crate::domain::ids::{AccountId, RequestId};
use crate::domain::message::Arg;
use crate::services::requests::RequestView;

use super::super::super::context::{CommandContext, Entered};
use super::super::super::exit::CliError;
use super::super::super::output::shapes::SavedShape;
use super::{finish, number};

/// Attaches files.
pub(super) async fn attach(
    context: &mut CommandContext,
    typed: &str,
    paths: &[String],
) -> Result<(), CliError> {
    let number = number(typed)?;
    let entered = context.enter("requests attach").await?;
    let view = entered.services().request(&entered.actor, number).await?;
    let files = keep(&entered, view.request.account, paths).await?;
    let view = match add(&entered, view, &files).await {
        Ok(view) => view,
        Err(error) => {
            if files.len() > 1 {
                let only = context.output.i18n.t("cli-request-attached-only");
                context.output.note(&only)?;
            }
            return Err(error);
        }
    };
    finish(context, entered, &view, "cli-request-attached").await
}

/// Reads files, and keeps them; all of them, before any is attached.
pub(super) async fn keep(
    entered: &Entered,
    account: AccountId,
    paths: &[String],
) -> Result<Vec<Attachment>, CliError> {
    let mut files = Vec::with_capacity(paths.len());
    for path in paths {
        let kept = entered.services().keep_local_file(&entered.actor, account, path);
        files.push(kept.await?);
    }
    Ok(files)
}

/// Adds files that are kept to a request.
pub(super) async fn add(
    entered: &Entered,
    mut view: RequestView,
    files: &[Attachment],
) -> Result<RequestView, CliError> {
    for file in files {
        let id: RequestId = view.request.id;
        view = (entered.services())
            .attach_to_request(&entered.actor, id, file)
            .await?;
    }
    Ok(view)
}

/// Saves a file, or writes its bytes to standard output.
pub(super) async fn save(
    context: &mut CommandContext,
    typed: &str,
    file: u8,
    to: &str,
) -> Result<(), CliError> {
    let number = number(typed)?;
    if to == "-" && std::io::stdout().is_terminal() {
        return Err(CliError::BytesToTerminal);
    }
    let entered = context.enter("requests save").await?;
    let (services, actor) = (entered.services(), &entered.actor);
    let id = services.request(actor, number).await?.request.id;
    let place = usize::from(file);
    if to == "-" {
        let (_, content) = services.attachment(actor, id, place).await?;
        context.output.bytes(&content)?;
        return entered.close().await;
    }
    let saved = services.save_attachment(actor, id, place, to).await?;
    if context.output.json {
        context.output.json(&SavedShape { saved })?;
    } else {
        let path = ("path", Arg::Text(saved));
        let done = context.output.i18n.tr("cli-request-saved", &[path]);
        context.output.line(&done)?;
    }
    entered.close().await
}
