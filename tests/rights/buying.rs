//! Buying and renewing, what belongs to it, and the legal profile.

use offerdesk::services::orders::{ChangeMethod, PayWith};

use crate::asking::WANTED;
use crate::desk::{CONTOSO, GOOD, card, offer_id, request, transfer};
use crate::seen::Ended;
use crate::table::{Group, Row, tries};
use crate::world::World;

#[rustfmt::skip]
pub fn group() -> Group {
    Group {
        title: "Buying and renewing",
        rows: vec![
            Row {
                what: "Renew or subscribe, by card or bank transfer; remove a saved card",
                rule: "The four roles buy and renew for their company. Nobody who sells buys.",
                expected: "yyyy n nnn n d d",
                tries: tries! {
                    open_wizard @ Window: |w, a| w.services().open_wizard(&a, CONTOSO, &offer_id(WANTED)).await.seen();
                    review @ Window: |w, a| w.services().review(&a, &w.draft()).await.seen();
                    save_draft @ Window: |w, a| w.services().save_draft(&a, w.draft()).await.seen();
                    tokenize @ Window: |w, a| w.services().tokenize(&a, CONTOSO, card(GOOD)).await.seen();
                    place_order @ Window: |w, a| {
                        let mut order = request(w.wizard(), PayWith::Card(w.token()));
                        order.intent = World::intent();
                        w.services().place_order(&a, order).await.seen()
                    };
                    place_order @ Window: |w, a| {
                        let mut order = request(w.wizard(), transfer());
                        order.intent = World::intent();
                        w.services().place_order(&a, order).await.seen()
                    };
                    remove_card @ CardKept: |w, a| w.services().remove_card(&a, CONTOSO, w.card).await.seen();
                },
            },
            Row {
                what: "Pay an order in another way, or give it up",
                rule: "The same people, also for an order that a colleague placed. Others of the sellers are told who may; for other companies there is no such order.",
                expected: "yyyy h nnn h d d",
                tries: tries! {
                    begin_method_change @ Ordered: |w, a| {
                        w.services().begin_method_change(&a, w.order().order.number).await.seen()
                    };
                    open_method_change @ Ordered: |w, a| {
                        w.services().open_method_change(&a, w.order().order.number).await.seen()
                    };
                    change_method @ Ordered: |w, a| {
                        let change = ChangeMethod {
                            number: w.order().order.number,
                            intent: World::intent(),
                            seen: w.order().order.quote.total,
                            payment: PayWith::Card(w.token()),
                            keep_card: false,
                        };
                        w.services().change_method(&a, change).await.seen()
                    };
                    give_up @ Ordered: |w, a| w.services().give_up(&a, w.order().order.number).await.seen();
                },
            },
            Row {
                what: "Give up an order whose transfer is overdue",
                rule: "Finance may as well: money that came in part must not stay with an order that nobody completes.",
                expected: "yyyy h nyn h d d",
                tries: tries! {
                    give_up @ Overdue: |w, a| w.services().give_up(&a, w.order().order.number).await.seen();
                },
            },
            Row {
                what: "Throw one's own draft away",
                rule: "A draft is its author's, also after their roles were taken from them.",
                expected: "yyyy y yyy y d d",
                tries: tries! {
                    discard_draft @ Window: |w, a| w.services().discard_draft(&a, CONTOSO, &offer_id(WANTED)).await.seen();
                    discard_form_draft @ Window: |w, a| {
                        let subject = offerdesk::domain::form_draft::FormSubject::NewRequest;
                        w.services().discard_form_draft(&a, CONTOSO, subject).await.seen()
                    };
                },
            },
        ],
    }
}

#[rustfmt::skip]
pub fn profile() -> Group {
    Group {
        title: "Legal profile",
        rows: vec![
            Row {
                what: "Change the legal profile",
                rule: "The Global admin edits it; others see it with the reason and the names of who can.",
                expected: "ynnn n nnn n d d",
                tries: tries! {
                    change_profile @ Window: |w, a| {
                        let (version, input) = (w.version().await, w.moved().await);
                        w.services().change_profile(&a, CONTOSO, version, &input).await.seen()
                    };
                },
            },
            Row {
                what: "Authorize or reject a change of it",
                rule: "Support verifies it.",
                expected: "nnnn n ynn n d d",
                tries: tries! {
                    authorize_profile @ Pending: |w, a| {
                        w.services().authorize_profile(&a, CONTOSO, w.version().await).await.seen()
                    };
                    reject_profile @ Pending: |w, a| {
                        w.services().reject_profile(&a, CONTOSO, w.version().await, "No such street").await.seen()
                    };
                },
            },
        ],
    }
}
