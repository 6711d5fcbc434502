//! What the lists to choose from ask for: accounts, people and orders, and to act as somebody else in a demo store.

use crate::domain::ids::{AccountId, UserId};
use crate::domain::user::User;
use crate::services::Services;
use crate::services::context::Actor;
use crate::services::error::ServiceError;
use crate::services::lines::{Lines, Matches, Place};
use crate::services::orders::OrderView;
use crate::services::people::AccountLine;
use crate::services::search::ListFilter;
use crate::tui::ask::Ask;
use crate::tui::list::Listed;
use crate::tui::theme::selection::{Look, ThemeSelection};

/// A list of orders.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum OrdersOf {
    /// Those of an account, newest first.
    Account(AccountId),
    /// Those that wait for money, the one that is due soonest first.
    AwaitingPayment,
    /// Those whose transfer is to be returned, the longest waiting first.
    ToReturn,
}

/// The accounts that the acting person may see, by company.
impl Listed for AccountLine {
    type Of = ();

    async fn page(
        (): (),
        place: Place,
        limit: usize,
        services: &Services,
        actor: &Actor,
    ) -> Result<Lines<Self>, ServiceError> {
        services.accounts(actor, place, limit).await
    }

    async fn matches(
        (): (),
        filter: &ListFilter,
        services: &Services,
        actor: &Actor,
    ) -> Result<Matches<Self>, ServiceError> {
        services.find_accounts(actor, filter).await
    }
}

/// The people of a demo store, by name.
impl Listed for User {
    type Of = ();

    async fn page(
        (): (),
        place: Place,
        limit: usize,
        services: &Services,
        _actor: &Actor,
    ) -> Result<Lines<Self>, ServiceError> {
        services.people(place, limit).await
    }

    async fn matches(
        (): (),
        filter: &ListFilter,
        services: &Services,
        _actor: &Actor,
    ) -> Result<Matches<Self>, ServiceError> {
        services.find_people(&filter.text).await
    }
}

impl Listed for OrderView {
    type Of = OrdersOf;

    async fn page(
        list: OrdersOf,
        place: Place,
        limit: usize,
        services: &Services,
        actor: &Actor,
    ) -> Result<Lines<Self>, ServiceError> {
        match list {
            OrdersOf::Account(account) => services.orders(actor, account, place, limit).await,
            OrdersOf::AwaitingPayment => services.awaiting_payment(actor, place, limit).await,
            OrdersOf::ToReturn => services.money_to_return(actor, place, limit).await,
        }
    }

    async fn matches(
        list: OrdersOf,
        filter: &ListFilter,
        services: &Services,
        actor: &Actor,
    ) -> Result<Matches<Self>, ServiceError> {
        match list {
            OrdersOf::Account(account) => services.find_orders(actor, account, filter).await,
            OrdersOf::AwaitingPayment => services.find_awaiting_payment(actor, filter).await,
            OrdersOf::ToReturn => services.find_money_to_return(actor, filter).await,
        }
    }
}

/// To act as another person: whether one may, and how the screen looks to them.
#[derive(Clone, Debug)]
pub struct ActAs(pub UserId, pub Box<ThemeSelection>);

/// Who acts from now on, and what they see.
#[derive(Debug)]
pub struct ActsAs(pub Result<Box<(Actor, Look)>, ServiceError>);

impl Ask for ActAs {
    type Answer = ActsAs;

    async fn run(self, services: &Services, _actor: &Actor) -> ActsAs {
        let Self(user, theme_selection) = self;
        ActsAs(act_as(services, user, *theme_selection).await.map(Box::new))
    }
}

/// Finds out how the screen looks to another person. A theme of theirs that cannot be read is no reason to keep them
/// out of the demo: the chooser of themes says what is wrong with it.
async fn act_as(
    services: &Services,
    user: UserId,
    theme_selection: ThemeSelection,
) -> Result<(Actor, Look), ServiceError> {
    let actor = Actor::demo(user);
    let appearance = services.preferences(&actor).await?.appearance;
    let look = tokio::task::spawn_blocking(move || theme_selection.of_person(&appearance)).await;
    let look = look.map_err(|_| ServiceError::Interrupted)?;
    Ok((actor, look.unwrap_or_default()))
}
