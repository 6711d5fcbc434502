//! `requests new`: the form as options. What is not given is what the form begins with.

use crate::domain::ids::RequestId;
use crate::domain::message::Arg;
use crate::domain::offer::OfferId;
use crate::domain::order::OrderNumber;
use crate::services::error::{ServiceError, Thing};
use crate::services::requests::{NewRequest, RequestField, Subject};

use super::super::super::args::NewArgs;
use super::super::super::context::CommandContext;
use super::super::super::exit::CliError;
use super::{files, finish, text_of};

/// Sends a request.
pub(super) async fn send(context: &mut CommandContext, args: &NewArgs) -> Result<(), CliError> {
    let description = text_of(
        RequestField::Description,
        args.description.as_ref(),
        args.description_file.as_deref(),
    )?;
    let offer = args.offer.as_deref().map(offer_id).transpose()?;
    let order = args.order.as_deref().map(order_number).transpose()?;
    let entered = context.enter_and_reconcile("requests new").await?;
    let account = entered.account(&args.account).await?;
    let (services, actor) = (entered.services(), &entered.actor);
    let canceled = offer.as_ref().filter(|_| args.cancel);
    let form = services.request_form(actor, account.id, canceled).await?;
    let title = match (&args.title, canceled) {
        (Some(title), _) => title.clone(),
        (None, Some(offer)) => {
            let offer = context.offer_name(services, offer);
            let named = [("offer", Arg::Text(offer))];
            context.output.i18n.tr("cli-request-cancel-title", &named)
        }
        (None, None) => String::new(),
    };
    let attachments = files::keep(&entered, account.id, &args.attach).await?;
    let given = |option: &Option<String>, known: String| option.clone().unwrap_or(known);
    let new = NewRequest {
        intent: RequestId::new(services.new_id()?),
        account: account.id,
        problem: given(&args.problem, form.cancelling),
        severity: args.severity,
        about: match (offer, order) {
            (Some(offer), _) => Subject::Offer(offer),
            (None, Some(number)) => Subject::Order(number),
            (None, None) => Subject::Account,
        },
        cancel: args.cancel,
        title,
        description,
        name: given(&args.name, form.name),
        email: given(&args.email, form.email),
        phone: given(&args.phone, form.phone),
        attachments,
    };
    let sent = services.send_request(actor, &new).await?;
    let done = if args.cancel {
        "cli-request-sent-cancel"
    } else {
        "cli-request-sent"
    };
    finish(context, entered, &sent, done).await
}

fn offer_id(typed: &str) -> Result<OfferId, CliError> {
    OfferId::parse(typed).map_err(|_| ServiceError::not_found(Thing::Offer, typed).into())
}

fn order_number(typed: &str) -> Result<OrderNumber, CliError> {
    typed
        .parse()
        .map_err(|error| ServiceError::OrderNumber(error).into())
}
