//! What "Money to return" asks for.

use crate::services::Services;
use crate::services::context::Actor;
use crate::services::error::ServiceError;
use crate::services::orders::OrderView;
use crate::services::refunds::MoneyBack;
use crate::tui::ask::{Ask, Manner};

/// To mark the transfer of an order as sent back.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReturnsAsk(pub MoneyBack);

/// The order, as it stands then.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReturnsAnswer(pub Result<Box<OrderView>, ServiceError>);

impl Ask for ReturnsAsk {
    type Answer = ReturnsAnswer;

    async fn run(self, services: &Services, actor: &Actor) -> ReturnsAnswer {
        ReturnsAnswer(services.return_money(actor, self.0).await.map(Box::new))
    }

    fn manner(&self) -> Manner {
        Manner::USUAL.after_drafts().outliving_the_session()
    }
}
