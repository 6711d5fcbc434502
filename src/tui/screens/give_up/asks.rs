//! What the question whether to give an order up asks for.

use crate::domain::order::OrderNumber;
use crate::services::Services;
use crate::services::context::Actor;
use crate::services::error::ServiceError;
use crate::services::orders::OrderView;
use crate::tui::ask::{Ask, Manner};

/// To give up an order that a person looks at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct GiveUpAsk(pub OrderNumber);

/// The order, as it stands then.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct GiveUpAnswer(pub Result<Box<OrderView>, ServiceError>);

impl Ask for GiveUpAsk {
    type Answer = GiveUpAnswer;

    async fn run(self, services: &Services, actor: &Actor) -> GiveUpAnswer {
        GiveUpAnswer(services.give_up(actor, self.0).await.map(Box::new))
    }

    fn manner(&self) -> Manner {
        Manner::USUAL.outliving_the_session()
    }
}
