//! What each command does: options in, one use case, a result on standard output.

pub mod audit;
pub mod buy;
pub mod cards;
pub mod catalog;
pub mod change;
pub mod desk;
pub mod due;
pub mod gateway;
pub mod keys;
pub mod offers;
pub mod orders;
pub mod payments;
pub mod profile;
pub mod receipts;
pub mod requests;
pub mod seller;
pub mod setup;
pub mod store;

use super::args::{AuditCommand, Command, OffersCommand, OrdersCommand, ProfileCommand, StoreCommand};
use super::context::CommandContext;
use super::exit::CliError;

/// Runs a command; the desk without one, at an account if one is named.
pub async fn run(
    context: &mut CommandContext,
    command: Option<Command>,
    account: Option<&str>,
) -> Result<(), CliError> {
    match command {
        None => desk::open(context, account).await,
        Some(Command::Demo(demo)) => desk::open_demo(context, demo.reset, demo.account.as_deref()).await,
        Some(Command::Setup(setup)) => setup::run(context, &setup).await,
        Some(Command::Due(args)) => due::list(context, &args).await,
        Some(Command::Offers(OffersCommand::List { account, limit })) => {
            offers::list(context, account.as_deref(), limit).await
        }
        Some(Command::Offers(OffersCommand::Terms)) => offers::terms(context).await,
        Some(Command::Renew(buy)) => Box::pin(buy::renew(context, &buy)).await,
        Some(Command::Subscribe(buy)) => Box::pin(buy::subscribe(context, &buy)).await,
        Some(Command::Orders(OrdersCommand::List {
            account,
            awaiting_payment,
            limit,
        })) => orders::list(context, account.as_deref(), awaiting_payment, limit).await,
        Some(Command::Orders(OrdersCommand::Show { number })) => orders::show(context, &number).await,
        Some(Command::Orders(OrdersCommand::Cancel { number, yes })) => {
            change::cancel(context, &number, yes).await
        }
        Some(Command::Orders(OrdersCommand::ChangeMethod(change))) => {
            Box::pin(change::method(context, &change)).await
        }
        Some(Command::Orders(OrdersCommand::Book(book))) => orders::book(context, &book).await,
        Some(Command::Orders(OrdersCommand::Settle(settle))) => {
            Box::pin(payments::settle(context, &settle)).await
        }
        Some(Command::Cards(command)) => cards::run(context, command).await,
        Some(Command::Payments(command)) => Box::pin(payments::run(context, command)).await,
        Some(Command::Orders(OrdersCommand::ToReturn { limit })) => orders::to_return(context, limit).await,
        Some(Command::Orders(OrdersCommand::ToCorrect { limit })) => orders::to_correct(context, limit).await,
        Some(Command::Orders(OrdersCommand::Return { number, value_date })) => {
            orders::give_back(context, &number, &value_date).await
        }
        Some(Command::Receipts(command)) => Box::pin(receipts::run(context, command)).await,
        Some(Command::Requests(command)) => Box::pin(requests::run(context, command)).await,
        Some(Command::Profile(ProfileCommand::Show { account })) => profile::show(context, &account).await,
        Some(Command::Profile(ProfileCommand::Authorize { account, version })) => {
            profile::authorize(context, &account, version).await
        }
        Some(Command::Profile(ProfileCommand::Reject {
            account,
            version,
            reason,
        })) => profile::reject(context, &account, version, &reason).await,
        Some(Command::Catalog(command)) => catalog::run(context, &command).await,
        Some(Command::Seller(command)) => seller::run(context, &command).await,
        Some(Command::Store(StoreCommand::Check)) => store::check(context).await,
        Some(Command::Store(StoreCommand::Clock { accept_today })) => {
            store::clock(context, accept_today).await
        }
        Some(Command::Audit(AuditCommand::Head)) => audit::head(context).await,
        Some(Command::Audit(AuditCommand::List(args))) => audit::list(context, &args).await,
        Some(Command::Audit(AuditCommand::Verify { value })) => {
            audit::verify(context, value.as_deref()).await
        }
        Some(Command::Store(StoreCommand::Backup { file, replace })) => {
            store::back_up(context, &file, replace).await
        }
        Some(Command::Store(StoreCommand::Restore { file })) => store::restore(context, &file).await,
        Some(Command::Store(StoreCommand::Salvage { into })) => store::salvage(context, &into).await,
        Some(Command::Store(StoreCommand::Rebuild)) => store::rebuild(context).await,
        Some(Command::Keys) => keys::print(context),
        Some(Command::SandboxGateway(gateway)) => gateway::run(context, &gateway).await,
    }
}
