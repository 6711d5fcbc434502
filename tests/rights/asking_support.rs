//! Support requests. The one that all is about was sent by somebody else of the company.

use offerdesk::domain::form_draft::{FormSubject, NoteKind};
use offerdesk::services::context::Actor;
use offerdesk::services::requests::{Reply, RequestFilter, RequestList, RequestScope};

use crate::asking::{WANTED, cancellation, decide, question};
use crate::desk::{CONTOSO, offer_id};
use crate::looking::filter;
use crate::seen::{Ended, Seen, Shown, there};
use crate::table::{Group, Row, tries};
use crate::world::{World, pdf};

const OF_COMPANY: RequestList = RequestList {
    scope: RequestScope::Account(CONTOSO),
    filter: RequestFilter::All,
};
const QUEUE: RequestList = RequestList {
    scope: RequestScope::Queue,
    filter: RequestFilter::All,
};

/// What a list shows of the request of somebody else.
fn of_others(is_there: bool) -> Seen {
    if is_there { Seen::May } else { Seen::OwnOnly }
}

async fn replies(w: &World, a: &Actor, asks: bool) -> Seen {
    let reply = Reply {
        request: w.asked().request.id,
        seen: w.asked().version,
        text: "Which invoice?".to_owned(),
        asks_for_attention: asks,
    };
    w.services().reply_to_request(a, &reply).await.seen()
}

#[rustfmt::skip]
pub fn group() -> Group {
    Group {
        title: "Support requests",
        rows: vec![
            Row {
                what: "Send a support request, also to ask for a cancellation",
                rule: "The four roles ask for their company.",
                expected: "yyyy n nnn n d d",
                tries: tries! {
                    request_form @ Window: |w, a| w.services().request_form(&a, CONTOSO, None).await.seen();
                    has_unfinished_request @ Window: |w, a| w.services().has_unfinished_request(&a, CONTOSO).await.seen();
                    request_form @ Window: |w, a| w.services().request_form(&a, CONTOSO, Some(&offer_id(WANTED))).await.seen();
                    save_form_draft @ Window: |w, a| {
                        w.services().save_form_draft(&a, w.form_draft(FormSubject::NewRequest)).await.seen()
                    };
                    send_request @ Window: |w, a| w.services().send_request(&a, &question()).await.seen();
                    send_request @ Window: |w, a| w.services().send_request(&a, &cancellation(WANTED)).await.seen();
                },
            },
            Row {
                what: "Upload a file for a request",
                rule: "Whoever may send a request, and Support, which adds files to any.",
                expected: "yyyy n ynn n d d",
                tries: tries! {
                    keep_attachment @ Window: |w, a| w.services().keep_attachment(&a, CONTOSO, "a.pdf", pdf()).await.seen();
                    keep_local_file @ Window: |w, a| w.services().keep_local_file(&a, CONTOSO, &w.local_file()).await.seen();
                },
            },
            Row {
                what: "List a company's requests",
                rule: "All of them: Global admin and MPN partner admin, Support, Auditor; the other two roles their own.",
                expected: "ywyw n yny n d d",
                tries: tries! {
                    requests @ Asked: |w, a| {
                        let lines = w.services().requests(&a, OF_COMPANY, None, 10).await;
                        lines.shown(|lines| of_others(!lines.lines.is_empty()))
                    };
                    find_requests @ Asked: |w, a| {
                        let found = w.services().find_requests(&a, OF_COMPANY, &filter("question")).await;
                        found.shown(|found| of_others(!found.lines.is_empty()))
                    };
                },
            },
            Row {
                what: "List the requests of all companies",
                rule: "The queue is Support's, and the Auditor reads everything.",
                expected: "nnnn n yny n d d",
                tries: tries! {
                    requests @ Asked: |w, a| w.services().requests(&a, QUEUE, None, 10).await.seen();
                    find_requests @ Asked: |w, a| w.services().find_requests(&a, QUEUE, &filter("question")).await.seen();
                },
            },
            Row {
                what: "Be told how many requests wait for Support",
                rule: "Those who work the queue; for everybody else nothing waits there.",
                expected: "hhhh h yhh h d d",
                tries: tries! {
                    waiting_for_staff @ Asked: |w, a| {
                        let waiting = w.services().waiting_for_staff(&a).await;
                        waiting.shown(|waiting| there(waiting.queue.number() > 0))
                    };
                },
            },
            Row {
                what: "Read a colleague's request and its files",
                rule: "As the lists; for everybody else it is not there. A file is read by who may read its request.",
                expected: "yhyh h yhy h d d",
                tries: tries! {
                    request @ Asked: |w, a| w.services().request(&a, w.asked().request.number).await.seen();
                    request_by_id @ Asked: |w, a| w.services().request_by_id(&a, w.asked().request.id).await.seen();
                    attachment @ Asked: |w, a| w.services().attachment(&a, w.asked().request.id, 1).await.seen();
                    save_attachment @ Asked: |w, a| {
                        w.services().save_attachment(&a, w.asked().request.id, 1, &w.free_path()).await.seen()
                    };
                    note_draft @ Asked: |w, a| w.services().note_draft(&a, w.asked().request.id, NoteKind::Reply).await.seen();
                },
            },
            Row {
                what: "Reply to it, attach a file, close or reopen it",
                rule: "Those who follow it for the company, and Support. The Auditor changes nothing.",
                expected: "yhyh h yhn h d d",
                tries: tries! {
                    reply_to_request @ Asked: |w, a| replies(w, &a, false).await;
                    save_form_draft @ Asked: |w, a| {
                        let draft = w.form_draft(FormSubject::Note(w.asked().request.id));
                        w.services().save_form_draft(&a, draft).await.seen()
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
                },
            },
            Row {
                what: "Take it, ask the company for something, decide on a cancellation",
                rule: "Support's work; nobody decides for their own company.",
                expected: "xhxh h yhn h d d",
                tries: tries! {
                    take_request @ Asked: |w, a| w.services().take_request(&a, w.asked().request.id).await.seen();
                    reply_to_request @ Asked: |w, a| replies(w, &a, true).await;
                    decide_request @ Cancelling: |w, a| w.services().decide_request(&a, &decide(w.asked(), false)).await.seen();
                },
            },
        ],
    }
}
