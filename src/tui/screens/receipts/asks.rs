//! What "Receipts" asks for.

use crate::domain::ids::ReceiptId;
use crate::domain::message::Arg;
use crate::domain::order::{OrderNumber, OrderState};
use crate::services::Services;
use crate::services::context::Actor;
use crate::services::error::ServiceError;
use crate::services::lines::{Lines, Matches, Place};
use crate::services::receipts::{ReceiptView, ReceiptsOf, ReturnRest};
use crate::services::search::ListFilter;
use crate::tui::ask::{Ask, Manner};
use crate::tui::list::Listed;
use crate::tui::screens::errand::Ended;

/// The transfers that came in.
impl Listed for ReceiptView {
    type Of = ReceiptsOf;

    async fn page(
        which: ReceiptsOf,
        place: Place,
        limit: usize,
        services: &Services,
        actor: &Actor,
    ) -> Result<Lines<Self>, ServiceError> {
        services.receipts(actor, which, place, limit).await
    }

    async fn matches(
        which: ReceiptsOf,
        filter: &ListFilter,
        services: &Services,
        actor: &Actor,
    ) -> Result<Matches<Self>, ServiceError> {
        services.find_receipts(actor, which, filter).await
    }
}

/// To apply what is left of a receipt to an order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ApplyReceipt(pub ReceiptId, pub OrderNumber);

impl Ask for ApplyReceipt {
    type Answer = Ended;

    async fn run(self, services: &Services, actor: &Actor) -> Ended {
        let applied = services.apply_receipt(actor, self.0, self.1).await;
        Ended(applied.map(|applied| {
            let order = &applied.order.order;
            let mut args = vec![
                ("money", Arg::Money(applied.taken)),
                ("order", Arg::Text(order.number.to_string())),
            ];
            if let OrderState::Paid { expires } = order.state {
                args.push(("day", Arg::Day(expires)));
                return ("finance-booked-paid", args);
            }
            args.push(("missing", Arg::Money(order.missing())));
            ("finance-booked-part", args)
        }))
    }

    fn manner(&self) -> Manner {
        Manner::USUAL.outliving_the_session()
    }
}

/// To mark what is left of a receipt as sent back.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ReturnReceipt(pub ReturnRest);

impl Ask for ReturnReceipt {
    type Answer = Ended;

    async fn run(self, services: &Services, actor: &Actor) -> Ended {
        let day = self.0.value_date;
        let returned = services.return_rest(actor, self.0).await;
        Ended(returned.map(|(money, view)| {
            let args = vec![
                ("money", Arg::Money(money)),
                ("order", Arg::Text(view.receipt.sent_for.to_string())),
                ("day", Arg::Day(day)),
            ];
            ("cli-receipt-returned", args)
        }))
    }

    fn manner(&self) -> Manner {
        Manner::USUAL.outliving_the_session()
    }
}
