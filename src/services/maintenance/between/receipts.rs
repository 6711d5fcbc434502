//! Money that came in against itself, and against the orders that it says it went to.

use crate::domain::order::Order;
use crate::domain::receipt::{Receipt, Went};
use crate::services::error::ServiceError;
use crate::store::records::index;

use super::{Holding, Mismatch, OrderFault, Pages, ReceiptFault};

impl Holding<'_> {
    pub(super) async fn hold_receipts(&mut self) -> Result<(), ServiceError> {
        let mut pages = Pages::of(index::RECEIPTS_BY_DAY);
        while let Some(receipts) = self.next::<Receipt>(&mut pages).await? {
            for receipt in &receipts {
                self.hold_parts(receipt).await?;
            }
        }
        Ok(())
    }

    async fn hold_parts(&mut self, receipt: &Receipt) -> Result<(), ServiceError> {
        self.tell(
            !receipt.is_sound(),
            Mismatch::Receipt(receipt.id, ReceiptFault::Booking),
        );
        for part in &receipt.parts {
            let (Went::To(id) | Went::Back { of: Some(id), .. }) = part.went else {
                continue;
            };
            let Some(order) = self.get::<Order>(id.to_bytes()).await? else {
                continue;
            };
            let mut received = order.received().iter();
            self.tell(
                !received.any(|received| received.receipt == receipt.id),
                Mismatch::Order(order.number, OrderFault::ReceiptUnknown),
            );
        }
        Ok(())
    }
}
