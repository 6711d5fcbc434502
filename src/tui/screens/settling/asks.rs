//! What "Payments without a result" asks for.

use crate::domain::message::Arg;
use crate::domain::order::OrderState;
use crate::services::Services;
use crate::services::context::Actor;
use crate::services::error::ServiceError;
use crate::services::lines::{Lines, Matches, Place};
use crate::services::payments::{SettledByHand, Unsettled};
use crate::services::search::ListFilter;
use crate::tui::ask::{Ask, Manner};
use crate::tui::list::Listed;
use crate::tui::screens::errand::Ended;

/// The card payments without a result.
impl Listed for Unsettled {
    type Of = ();

    async fn page(
        (): (),
        place: Place,
        limit: usize,
        services: &Services,
        actor: &Actor,
    ) -> Result<Lines<Self>, ServiceError> {
        services.unsettled_payments(actor, place, limit).await
    }

    async fn matches(
        (): (),
        filter: &ListFilter,
        services: &Services,
        actor: &Actor,
    ) -> Result<Matches<Self>, ServiceError> {
        services.find_unsettled_payments(actor, filter).await
    }
}

/// To settle a payment by hand.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SettlePayment(pub SettledByHand);

impl Ask for SettlePayment {
    type Answer = Ended;

    async fn run(self, services: &Services, actor: &Actor) -> Ended {
        let settled = services.settle_by_hand(actor, &self.0).await;
        Ended(settled.map(|view| {
            let mut args = vec![("order", Arg::Text(view.order.number.to_string()))];
            match view.order.state {
                OrderState::Paid { expires } => {
                    args.push(("day", Arg::Day(expires)));
                    ("cli-settled-paid", args)
                }
                OrderState::Voided => ("cli-settled-not-charged", args),
                // The term could no longer be activated, so the money goes back.
                _ => ("cli-settled-refunding", args),
            }
        }))
    }

    fn manner(&self) -> Manner {
        Manner::USUAL.outliving_the_session()
    }
}
