//! What several screens ask for in the same way: an order by its id or its number, a new id, the rules of the countries.

use crate::domain::country::CountryBook;
use crate::domain::ids::OrderId;
use crate::domain::order::OrderNumber;
use crate::services::Services;
use crate::services::context::Actor;
use crate::services::error::ServiceError;
use crate::services::orders::OrderView;
use crate::tui::ask::Ask;

/// An order by its id.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct OrderById(pub OrderId);

/// The order, if there is one that may be seen.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FoundOrder(pub Result<Option<Box<OrderView>>, ServiceError>);

impl Ask for OrderById {
    type Answer = FoundOrder;

    async fn run(self, services: &Services, actor: &Actor) -> FoundOrder {
        let order = services.order_by_id(actor, self.0).await;
        FoundOrder(order.map(|order| order.map(Box::new)))
    }
}

/// An order by its number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct OrderByNumber(pub OrderNumber);

/// The order of that number.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NumberedOrder(pub Result<Box<OrderView>, ServiceError>);

impl Ask for OrderByNumber {
    type Answer = NumberedOrder;

    async fn run(self, services: &Services, actor: &Actor) -> NumberedOrder {
        NumberedOrder(services.order(actor, self.0).await.map(Box::new))
    }
}

/// A new id, for a form that must not be sent twice.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NewId;

/// The bits of a new id.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MadeId(pub Result<u128, ServiceError>);

impl Ask for NewId {
    type Answer = MadeId;

    async fn run(self, services: &Services, _actor: &Actor) -> MadeId {
        MadeId(services.new_id())
    }
}

/// The rules of each country.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Countries;

/// The rules of each country, as the catalog has them.
#[derive(Clone, Debug)]
pub struct FoundCountries(pub Box<CountryBook>);

impl Ask for Countries {
    type Answer = FoundCountries;

    async fn run(self, services: &Services, _actor: &Actor) -> FoundCountries {
        FoundCountries(Box::new(services.countries().clone()))
    }
}
