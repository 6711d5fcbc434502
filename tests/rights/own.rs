//! What depends on whose it is: nobody decides about their own money, change or request, and some things are for one's
//! own only.

use offerdesk::domain::ids::UserId;
use offerdesk::services::receipts::ReturnRest;
use offerdesk::services::refunds::MoneyBack;

use crate::asking::decide;
use crate::desk::{ANA, CONTOSO, actor};
use crate::people::{FINANCE_HERE, HERE, SUPPORT_HERE};
use crate::seen::{Ended, Seen};
use crate::table::{Try, tries};
use crate::world::World;

/// What somebody tries with what somebody else did, and with what they did themselves.
pub struct Own {
    /// What people do.
    pub what: &'static str,
    /// Why it is so.
    pub rule: &'static str,
    /// Who tries it.
    pub who: &'static str,
    /// The same as a person.
    pub person: UserId,
    /// What is expected: a letter for what is a colleague's, and one for what is one's own.
    pub expected: &'static str,
    /// How it is tried.
    pub tried: Try,
}

const FINANCE: (&str, UserId) = ("Finance who buys for the company as well", FINANCE_HERE);
const SUPPORT: (&str, UserId) = (
    "Support who is a Global admin of the company as well",
    SUPPORT_HERE,
);
const AGENT: (&str, UserId) = ("Admin agent", HERE[3]);
const MANAGER: (&str, UserId) = ("User management admin", HERE[1]);

/// The lines of one kind of people: each use case is a line of its own.
fn lines(
    what: &'static str,
    rule: &'static str,
    (who, person): (&'static str, UserId),
    expected: &'static str,
    tries: Vec<Try>,
) -> Vec<Own> {
    tries
        .into_iter()
        .map(|tried| Own {
            what,
            rule,
            who,
            person,
            expected,
            tried,
        })
        .collect()
}

/// Everything that depends on whose it is.
#[rustfmt::skip]
pub fn rows() -> Vec<Own> {
    let mut rows = lines("Book, apply or return the money of an order", "Who places an order does not touch its money.", FINANCE, "yx", tries! {
        book_money @ Ordered: |w, a| w.services().book_money(&a, &w.money()).await.seen();
        book_unallocated @ Ordered: |w, a| w.services().book_unallocated(&a, &w.money()).await.seen();
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
    });
    rows.extend(lines("Settle its card payment by hand, refund or return its charge or attach one", "Nobody settles, applies or attaches for an own order.", FINANCE, "yx", tries! {
        settle_by_hand @ Forgotten: |w, a| w.services().settle_by_hand(&a, &w.found(true)).await.seen();
        refund_orphan @ Orphan: |w, a| w.services().refund_orphan(&a, &w.reference).await.seen();
        return_orphan @ Refused: |w, a| {
            w.services().return_orphan(&a, &w.reference, w.desk.clock.today()).await.seen()
        };
        attach_orphan @ Orphan: |w, a| {
            w.services().attach_orphan(&a, &w.reference, w.order().order.number).await.seen()
        };
    }));
    rows.extend(lines("Authorize or reject a change of the legal profile", "Who asks for a change does not verify it.", SUPPORT, "yx", tries! {
        authorize_profile @ Pending: |w, a| {
            w.services().authorize_profile(&a, CONTOSO, w.version().await).await.seen()
        };
        reject_profile @ Pending: |w, a| {
            w.services().reject_profile(&a, CONTOSO, w.version().await, "No such street").await.seen()
        };
    }));
    rows.extend(lines("Take a request of the company, or decide on its cancellation", "Nobody decides their own request; who holds a role in a company is on its side in all of its requests.", SUPPORT, "xx", tries! {
        take_request @ Asked: |w, a| w.services().take_request(&a, w.asked().request.id).await.seen();
        decide_request @ Cancelling: |w, a| w.services().decide_request(&a, &decide(w.asked(), false)).await.seen();
    }));
    rows.extend(lines("Read a request of the company, reply to it, close it", "Global admin and MPN partner admin follow all of a company's requests; others see their own.", MANAGER, "hy", tries! {
        request @ Asked: |w, a| w.services().request(&a, w.asked().request.number).await.seen();
        attachment @ Asked: |w, a| w.services().attachment(&a, w.asked().request.id, 1).await.seen();
        reply_to_request @ Asked: |w, a| {
            let reply = offerdesk::services::requests::Reply {
                request: w.asked().request.id,
                seen: w.asked().version,
                text: "Here it is.".to_owned(),
                asks_for_attention: false,
            };
            w.services().reply_to_request(&a, &reply).await.seen()
        };
        attach_to_request @ Asked: |w, a| {
            w.services().attach_to_request(&a, w.asked().request.id, &w.file().await).await.seen()
        };
        close_request @ Asked: |w, a| {
            w.services().close_request(&a, w.asked().request.id, w.asked().version, "").await.seen()
        };
        reopen_request @ Closed: |w, a| {
            w.services().reopen_request(&a, w.asked().request.id, w.asked().version, "").await.seen()
        };
    }));
    rows.extend(lines("Give up an order of the company that waits for a transfer", "An order is the company's, whoever placed it.", AGENT, "yy", tries! {
        give_up @ Ordered: |w, a| w.services().give_up(&a, w.order().order.number).await.seen();
    }));
    rows.extend(lines("Leave the wizard after a declined card, which ends its order", "The wizard is its author's.", AGENT, "hy", tries! {
        give_up_order @ Declined: |w, a| w.services().give_up_order(&a, w.order().order.id).await.seen();
    }));
    rows
}

impl Own {
    /// What was seen of a colleague's and of one's own, and what is wrong.
    async fn seen(&self) -> (String, Vec<String>) {
        let (mut letters, mut wrong) = (String::new(), Vec::new());
        for by in [ANA, self.person] {
            let world = World::new(self.tried.start, by).await;
            let before = world.mark().await;
            let seen: Seen = (self.tried.attempt)(&world, actor(self.person)).await;
            if !seen.is_allowed() && world.mark().await != before {
                wrong.push(format!("{}: a refusal changed something", self.tried.use_case));
            }
            letters.push(seen.letter());
        }
        if letters != self.expected {
            wrong.push(format!(
                "{} ({}) as {}: {} is expected, {letters} was seen",
                self.what, self.tried.use_case, self.who, self.expected
            ));
        }
        (letters, wrong)
    }
}

/// Tries all of it, prints it, and compares it with what is expected and with what people are told.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_ones_own_is_treated_as_the_rules_say_and_as_people_are_told() {
    let (mut seen, mut wrong) = (Vec::<(&Own, String)>::new(), Vec::new());
    let rows = rows();
    for row in &rows {
        let (letters, odd) = Box::pin(row.seen()).await;
        wrong.extend(odd);
        // The use cases of one line end alike, or the document could not say it in one line.
        match seen.last() {
            Some((former, _)) if (former.what, former.who) == (row.what, row.who) => {}
            _ => seen.push((row, letters)),
        }
    }
    let table = crate::document::own_table(&seen);
    println!("{table}");
    wrong.extend(crate::document::told_otherwise("own", &table));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
