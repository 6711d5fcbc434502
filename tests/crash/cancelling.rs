//! The other half of the desk that is killed: what was just paid is cancelled, answered, decided and returned, and each
//! of these is told once it was acknowledged; and what must be there of it after the last kill.

use std::collections::{BTreeMap, HashMap};

use offerdesk::domain::ids::{RequestId, UserId};
use offerdesk::domain::order::{Order, OrderNumber, OrderState};
use offerdesk::domain::request::{Severity, SupportRequest};
use offerdesk::services::Services;
use offerdesk::services::orders::OrderView;
use offerdesk::services::refunds::MoneyBack;
use offerdesk::services::requests::{Decide, NewRequest, Reply, RequestRefusal, Subject};
use offerdesk::store::Store;
use offerdesk::store::files::Files;
use offerdesk::store::records::index;

use crate::desk::actor;
use crate::renewing::{Agent, CLERK, say};
use crate::threads;
use crate::verdict::page;

/// What a PDF document begins with.
const PDF: &str = "%PDF-1.4\n";

/// Decides on cancellations.
pub const HELPER: UserId = UserId::new(98);

impl Agent {
    /// Asks to cancel what an order just paid, and mostly has it decided.
    pub async fn cancel(&mut self, paid: &OrderView) {
        // Half of the requests have a file, which is durable before the request names it.
        let proof =
            (self.chance.below(2) == 0).then(|| format!("Proof {}", self.chance.below(1_000_000_000)));
        let mut attachments = Vec::new();
        if let Some(proof) = &proof {
            let content = format!("{PDF}{proof}").into_bytes();
            let by = actor(self.who);
            let kept = self
                .services
                .keep_attachment(&by, paid.order.account, "proof.pdf", content)
                .await;
            let Some(file) = self.took_place(kept) else {
                return;
            };
            attachments.push(file);
        }
        let intent = u128::from(self.chance.next()) << 64 | u128::from(self.chance.next());
        let new = NewRequest {
            intent: RequestId::new(intent),
            account: paid.order.account,
            problem: "billing".to_owned(),
            severity: Severity::Moderate,
            about: Subject::Offer(paid.order.offer.clone()),
            cancel: true,
            title: format!("Cancel {}", paid.order.number),
            description: "Ordered by mistake.".to_owned(),
            name: "Agent".to_owned(),
            email: "agent@example.com".to_owned(),
            phone: String::new(),
            attachments,
        };
        let sent = self.services.send_request(&actor(self.who), &new).await;
        let sent = sent.map_err(|refusal| match refusal {
            RequestRefusal::Service(error) => error,
            RequestRefusal::Fields(fields) => panic!("{fields:?}"),
        });
        let Some(mut view) = self.took_place(sent) else {
            return;
        };
        let number = view.request.number;
        say(&format!("asked {number} {intent}\n"));
        if let Some(proof) = proof {
            say(&format!("attached {number} {proof}\n"));
        }
        if self.chance.below(3) == 0 {
            // Short enough to be no card number.
            let text = format!("Note {}", self.chance.below(1_000_000_000));
            let reply = Reply {
                request: view.request.id,
                seen: view.version,
                text: text.clone(),
                asks_for_attention: self.chance.below(2) == 0,
            };
            let answered = self.services.reply_to_request(&actor(HELPER), &reply).await;
            let Some(answered) = self.took_place(answered) else {
                return;
            };
            say(&format!("noted {number} {text}\n"));
            view = answered;
        }
        if self.chance.below(6) == 0 {
            return;
        }
        let decide = Decide {
            request: view.request.id,
            seen: view.version,
            refund: self.chance.below(4) > 0,
            unused: true,
            text: String::new(),
        };
        let decided = self.services.decide_request(&actor(HELPER), &decide).await;
        if self.took_place(decided).is_none() {
            return;
        }
        say(&format!("decided {number} {}\n", decide.refund));
        if decide.refund && paid.order.due().is_some() && self.chance.below(3) > 0 {
            let back = MoneyBack {
                number: paid.order.number,
                value_date: self.clock.today(),
            };
            let returned = self.services.return_money(&actor(CLERK), back).await;
            if self.took_place(returned).is_some() {
                say(&format!("returned {}\n", paid.order.number));
            }
        }
    }
}

/// Every request, file, note, decision and return that was told is there; no number is missing or there twice; and what
/// records say of each other agrees.
pub async fn check(services: &Services, store: &Store, files: &Files, orders: &[Order], lines: &[String]) {
    let mut requests = page::<SupportRequest>(store, index::REQUESTS_ALL).await;
    for request in &mut requests {
        threads::read(store, request).await;
    }
    let mut by_number: BTreeMap<u64, &SupportRequest> = BTreeMap::new();
    for request in &requests {
        let before = by_number.insert(request.number.value(), request);
        assert!(before.is_none(), "{} is there twice", request.number);
    }
    assert!(by_number.keys().copied().eq((1_001..).take(requests.len())));
    let orders: HashMap<OrderNumber, &Order> = orders.iter().map(|order| (order.number, order)).collect();
    let mut told = BTreeMap::new();
    for line in lines {
        let Some((what, rest)) = line.trim_end().split_once(' ') else {
            continue;
        };
        if what == "returned" {
            let order = orders[&rest.parse().unwrap()];
            assert_eq!(order.state, OrderState::Refunded, "{line}");
        } else if let ("asked" | "attached" | "noted" | "decided", Some((number, rest))) =
            (what, rest.split_once(' '))
        {
            let request = by_number.get(&number.parse().unwrap());
            let request = request.unwrap_or_else(|| panic!("lost: {line}"));
            let holds = match what {
                "asked" => request.id.bits().to_string() == rest,
                "attached" => {
                    let content = files.read(request.attachments[0].hash).await.unwrap();
                    content == format!("{PDF}{rest}").into_bytes()
                }
                "noted" => {
                    let mut texts = request.notes.iter().filter_map(|note| note.text.as_ref());
                    texts.any(|text| text.as_str() == rest)
                }
                _ => {
                    let asked = request.cancellation.as_ref().unwrap();
                    let decision = asked.decision.as_ref();
                    decision.is_some_and(|decision| decision.refund.is_some().to_string() == rest)
                }
            };
            assert!(holds, "{line}, but now {request:?}");
        } else {
            continue;
        }
        *told.entry(what).or_insert(0) += 1;
    }
    let named = requests.iter().flat_map(|request| &request.attachments);
    let missing = files.check_named(named.map(|file| file.hash)).await.unwrap();
    assert_eq!((files.check().await.unwrap(), missing), (Vec::new(), Vec::new()));
    assert_eq!(services.mismatches().await.unwrap(), []);
    println!("told: {told:?}");
    // A slow machine comes to little between two kills.
    assert!(
        lines.len() < 200 || (told.contains_key("decided") && told.contains_key("attached")),
        "nothing was attached or decided in time"
    );
}
