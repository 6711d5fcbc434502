//! `requests reply`, `take`, `close`, `reopen` and `decide`: each reads the request and acts on what it read.

use crate::domain::request::Side;
use crate::services::error::ServiceError;
use crate::services::requests::{Decide, Reply, RequestField, RequestView};

use super::super::super::args::{DecideArgs, NoteArgs, ReplyArgs};
use super::super::super::context::{CommandContext, Entered};
use super::super::super::exit::CliError;
use super::{files, finish, number, text_of};

/// A request as it was read, and the version that is acted on.
struct Seen {
    view: RequestView,
    version: u64,
}

impl Seen {
    /// Reads a request. Whoever names a version saw it before.
    async fn read(entered: &Entered, typed: &str, version: Option<u64>) -> Result<Self, CliError> {
        let number = number(typed)?;
        let view = entered.services().request(&entered.actor, number).await?;
        Ok(Self {
            version: version.unwrap_or(view.version),
            view,
        })
    }

    /// What acting on it came to. A use case speaks to somebody who has the request before them; a command has not.
    fn acted(&self, done: Result<RequestView, ServiceError>) -> Result<RequestView, CliError> {
        done.map_err(|error| match error {
            ServiceError::RequestChanged { .. } => CliError::RequestChanged {
                number: self.view.request.number.to_string(),
                version: self.version,
            },
            error => error.into(),
        })
    }
}

/// Writes in a request, and attaches files.
pub(super) async fn reply(context: &mut CommandContext, args: &ReplyArgs) -> Result<(), CliError> {
    let text = text_of(
        RequestField::Description,
        args.text.as_ref(),
        args.text_file.as_deref(),
    )?;
    let entered = context.enter("requests reply").await?;
    let seen = Seen::read(&entered, &args.number, args.version).await?;
    // Told before anything is sent: a file that cannot be attached must not leave half of a reply behind.
    if let (false, Some(closed)) = (args.attach.is_empty(), seen.view.can.attach.closed()) {
        return Err(ServiceError::from(closed.clone()).into());
    }
    let files = files::keep(&entered, seen.view.request.account, &args.attach).await?;
    let reply = Reply {
        request: seen.view.request.id,
        seen: seen.version,
        text,
        asks_for_attention: args.needs_attention,
    };
    let replied = entered.services().reply_to_request(&entered.actor, &reply).await;
    let view = seen.acted(replied)?;
    let view = match files::add(&entered, view, &files).await {
        Ok(view) => view,
        Err(error) => {
            let only = context.output.i18n.t("cli-request-replied-only");
            context.output.note(&only)?;
            return Err(error);
        }
    };
    let done = if args.needs_attention {
        "cli-request-asked"
    } else {
        "cli-request-replied"
    };
    finish(context, entered, &view, done).await
}

/// Takes a request.
pub(super) async fn take(context: &mut CommandContext, typed: &str) -> Result<(), CliError> {
    let entered = context.enter("requests take").await?;
    let seen = Seen::read(&entered, typed, None).await?;
    let id = seen.view.request.id;
    let view = entered.services().take_request(&entered.actor, id).await?;
    finish(context, entered, &view, "cli-request-taken").await
}

/// Closes a request, or withdraws it.
pub(super) async fn close(context: &mut CommandContext, args: &NoteArgs) -> Result<(), CliError> {
    let entered = context.enter("requests close").await?;
    let seen = Seen::read(&entered, &args.number, args.version).await?;
    let text = args.text.as_deref().unwrap_or_default();
    let closed = (entered.services())
        .close_request(&entered.actor, seen.view.request.id, seen.version, text)
        .await;
    let view = seen.acted(closed)?;
    let done = if view.side == Some(Side::Company) {
        "cli-request-withdrawn"
    } else {
        "cli-request-closed"
    };
    finish(context, entered, &view, done).await
}

/// Opens a request again.
pub(super) async fn reopen(context: &mut CommandContext, args: &NoteArgs) -> Result<(), CliError> {
    let entered = context.enter("requests reopen").await?;
    let seen = Seen::read(&entered, &args.number, args.version).await?;
    let text = args.text.as_deref().unwrap_or_default();
    let reopened = (entered.services())
        .reopen_request(&entered.actor, seen.view.request.id, seen.version, text)
        .await;
    let view = seen.acted(reopened)?;
    finish(context, entered, &view, "cli-request-reopened").await
}

/// Cancels the subscription that a request asks about.
pub(super) async fn decide(context: &mut CommandContext, args: &DecideArgs) -> Result<(), CliError> {
    let entered = context.enter_and_reconcile("requests decide").await?;
    let seen = Seen::read(&entered, &args.number, args.version).await?;
    let decide = Decide {
        request: seen.view.request.id,
        seen: seen.version,
        refund: args.refund,
        unused: args.no_benefit_used,
        text: args.text.clone().unwrap_or_default(),
    };
    let decided = entered.services().decide_request(&entered.actor, &decide).await;
    let mut view = seen.acted(decided)?;
    let refund = view
        .decision
        .as_ref()
        .and_then(|decision| decision.refund.as_ref());
    if refund.is_some_and(|refund| !refund.is_back) {
        // Whoever decides is told whether the money went back, where the bank can tell.
        entered.reconcile().await;
        view = (entered.services())
            .request_by_id(&entered.actor, decide.request)
            .await?;
    }
    finish(context, entered, &view, "cli-request-decided").await
}
