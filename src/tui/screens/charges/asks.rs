//! What "Charges without an order" asks for.

use crate::domain::date::Day;
use crate::domain::message::Arg;
use crate::domain::order::OrderNumber;
use crate::services::Services;
use crate::services::context::Actor;
use crate::services::error::ServiceError;
use crate::services::payments::OrphanView;
use crate::tui::ask::{Ask, Manner};
use crate::tui::list::{ListPart, Listed, Wanted};
use crate::tui::screens::errand::Ended;

use super::ChargesOf;

/// The charges that no order counts.
impl Listed for OrphanView {
    type Of = ChargesOf;

    async fn read(
        which: ChargesOf,
        wanted: Wanted,
        services: &Services,
        actor: &Actor,
    ) -> Result<ListPart<Self>, ServiceError> {
        let all = which == ChargesOf::All;
        match wanted {
            Wanted::Page(place, limit) => {
                let charges = services.orphans(actor, all, place, limit).await;
                charges.map(ListPart::Page)
            }
            Wanted::Matches(filter) => {
                let found = services.find_orphan_charges(actor, all, &filter).await;
                found.map(ListPart::Matches)
            }
        }
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
