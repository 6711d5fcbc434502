//! Money: what comes in by bank transfer, what the payment network charged, and what goes back.

use offerdesk::domain::form_draft::{FormDraft, FormSubject};
use offerdesk::services::receipts::{ReceiptsOf, ReturnRest};
use offerdesk::services::refunds::MoneyBack;

use crate::looking::filter;
use crate::seen::Ended;
use crate::table::{Group, Row, tries};

#[rustfmt::skip]
pub fn group() -> Group {
    Group {
        title: "Money",
        rows: vec![
            Row {
                what: "Read what is awaited, what came in, what is to be returned or corrected, payments without a result, and charges that no order counts",
                rule: "It is Finance's work, and the Auditor reads everything.",
                expected: "nnnn n nyy n d d",
                tries: tries! {
                    awaiting_payment @ Ordered: |w, a| w.services().awaiting_payment(&a, None, 10).await.seen();
                    find_awaiting_payment @ Ordered: |w, a| w.services().find_awaiting_payment(&a, &filter("OD")).await.seen();
                    receipts @ Unallocated: |w, a| w.services().receipts(&a, ReceiptsOf::Unallocated, None, 10).await.seen();
                    receipts @ Unallocated: |w, a| w.services().receipts(&a, ReceiptsOf::All, None, 10).await.seen();
                    find_receipts @ Unallocated: |w, a| {
                        w.services().find_receipts(&a, ReceiptsOf::All, &filter("OD")).await.seen()
                    };
                    money_to_return @ ToReturn: |w, a| w.services().money_to_return(&a, None, 10).await.seen();
                    find_money_to_return @ ToReturn: |w, a| w.services().find_money_to_return(&a, &filter("OD")).await.seen();
                    orders_to_correct @ Window: |w, a| w.services().orders_to_correct(&a, None, 10).await.seen();
                    orphans @ Orphan: |w, a| w.services().orphans(&a, false, None, 10).await.seen();
                    orphans @ Orphan: |w, a| w.services().orphans(&a, true, None, 10).await.seen();
                    find_orphan_charges @ Orphan: |w, a| {
                        w.services().find_orphan_charges(&a, true, &filter("Visa")).await.seen()
                    };
                    unsettled_payments @ Forgotten: |w, a| w.services().unsettled_payments(&a, None, 10).await.seen();
                    find_unsettled_payments @ Forgotten: |w, a| {
                        w.services().find_unsettled_payments(&a, &filter("OD")).await.seen()
                    };
                    orphan @ Orphan: |w, a| w.services().orphan(&a, &w.reference).await.seen();
                },
            },
            Row {
                what: "Book money in, apply it, send it back",
                rule: "Finance books money in and returns it.",
                expected: "nnnn n nyn n d d",
                tries: tries! {
                    book_money @ Ordered: |w, a| w.services().book_money(&a, &w.money()).await.seen();
                    book_unallocated @ Ordered: |w, a| w.services().book_unallocated(&a, &w.money()).await.seen();
                    money_draft @ Ordered: |w, a| {
                        let subject = FormSubject::Receipt(None);
                        w.services().money_draft(&a, FormDraft::NO_ACCOUNT, subject).await.seen()
                    };
                    apply_receipt @ Unallocated: |w, a| {
                        w.services().apply_receipt(&a, w.receipt, w.other().order.number).await.seen()
                    };
                    return_rest @ Unallocated: |w, a| {
                        let back = ReturnRest { receipt: w.receipt, value_date: w.desk.clock.today() };
                        w.services().return_rest(&a, back).await.seen()
                    };
                    return_money @ ToReturn: |w, a| {
                        let back = MoneyBack { number: w.order().order.number, value_date: w.desk.clock.today() };
                        w.services().return_money(&a, back).await.seen()
                    };
                },
            },
            Row {
                what: "Settle a card payment by hand; refund or return a charge that no order counts, or let it pay an order",
                rule: "Finance, when the network does not know the one or no order counts the other.",
                expected: "nnnn n nyn n d d",
                tries: tries! {
                    settle_by_hand @ Forgotten: |w, a| w.services().settle_by_hand(&a, &w.found(true)).await.seen();
                    refund_orphan @ Orphan: |w, a| w.services().refund_orphan(&a, &w.reference).await.seen();
                    return_orphan @ Refused: |w, a| {
                        w.services().return_orphan(&a, &w.reference, w.desk.clock.today()).await.seen()
                    };
                    attach_orphan @ Orphan: |w, a| {
                        w.services().attach_orphan(&a, &w.reference, w.order().order.number).await.seen()
                    };
                },
            },
        ],
    }
}
