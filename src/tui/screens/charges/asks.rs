//! What "Charges without an order" asks for.

use crate::domain::date::Day;
use crate::domain::message::Arg;
use crate::domain::order::OrderNumber;
use crate::services::Services;
use crate::services::context::Actor;
use crate::services::error::ServiceError;
use crate::services::lines::{Lines, Matches, Place};
use crate::services::payments::OrphanView;
use crate::services::search::ListFilter;
use crate::tui::ask::{Ask, Manner};
use crate::tui::list::Listed;
use crate::tui::screens::errand::Ended;

use super::ChargesOf;

/// The charges that no order counts.
impl Listed for OrphanView {
    type Of = ChargesOf;

    async fn page(
        which: ChargesOf,
        place: Place,
        limit: usize,
        services: &Services,
        actor: &Actor,
    ) -> Result<Lines<Self>, ServiceError> {
        services
            .orphans(actor, which == ChargesOf::All, place, limit)
            .await
    }

    async fn matches(
        which: ChargesOf,
        filter: &ListFilter,
        services: &Services,
        actor: &Actor,
    ) -> Result<Matches<Self>, ServiceError> {
        services
            .find_orphan_charges(actor, which == ChargesOf::All, filter)
            .await
    }
}

/// What is decided about a charge, by the network's reference.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum DecideCharge {
    /// Its money goes back to the card.
    Refund(String),
    /// Its money was sent back in another way, on that day.
    Return(String, Day),
    /// It pays this order.
    Attach(String, OrderNumber),
}

impl Ask for DecideCharge {
    type Answer = Ended;

    async fn run(self, services: &Services, actor: &Actor) -> Ended {
        Ended(match self {
            Self::Refund(reference) => {
                let decided = services.refund_orphan(actor, &reference).await;
                decided.map(|view| {
                    (
                        "charge-refunding",
                        vec![("money", Arg::Money(view.orphan.amount))],
                    )
                })
            }
            Self::Return(reference, day) => {
                let returned = services.return_orphan(actor, &reference, day).await;
                returned.map(|view| {
                    let args = vec![("money", Arg::Money(view.orphan.amount)), ("day", Arg::Day(day))];
                    ("cli-orphan-returned", args)
                })
            }
            Self::Attach(reference, number) => {
                let attached = services.attach_orphan(actor, &reference, number).await;
                attached.map(|view| {
                    let args = vec![
                        ("money", Arg::Money(view.order.quote.total)),
                        ("order", Arg::Text(view.order.number.to_string())),
                    ];
                    ("cli-orphan-attached", args)
                })
            }
        })
    }

    fn manner(&self) -> Manner {
        Manner::USUAL.outliving_the_session()
    }
}
