//! The stores that the faults are tried on. Each is set up by the real program, which also places the orders that are
//! acknowledged; accounts and bulk are added through the library, because no command makes them.
//!
//! This is the one file of the sweep that opens an engine in this process.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use serde_json::Value;

use offerdesk::config;
use offerdesk::domain::audit::{AuditAction, AuditEntry, Chain, Origin, Subject};
use offerdesk::domain::draft::Draft;
use offerdesk::domain::ids::{AccountId, OrderId, RequestId};
use offerdesk::domain::offer::OfferId;
use offerdesk::domain::order::{Order, OrderNumber};
use offerdesk::domain::partner::Account;
use offerdesk::domain::request::{Event, Note, RequestNote, RequestNumber, Side, SupportRequest};
use offerdesk::domain::text::Body;
use offerdesk::domain::user::{Grant, Role, StaffRole, User};
use offerdesk::services::clock::Clock;
use offerdesk::store::Store;
use offerdesk::store::error::LockHolder;
use offerdesk::store::opening::OpenOptions;
use offerdesk::store::record::{Batch, Expect, Put, Record, Scan};
use offerdesk::store::records::{REQUEST_SERIES, claim, index};

use crate::program::Program;

/// Accounts whose orders are part of the truth, and accounts that are ordered for while a fault is tried.
pub const HELD: u32 = 6;
pub const WRITTEN: [&str; 3] = ["3000001", "3000002", "3000003"];
/// The company names of the latter begin with this: what is shown of them is no part of the truth.
pub const WRITTEN_NAME: &str = "Written";
/// The request whose thread and file are part of the truth, and the one that files are attached to under faults.
pub const ASKED: u64 = 1001;
pub const ATTACHED_TO: u64 = 1002;
pub const PDF: &[u8] = b"%PDF-1.7\nthe invoice of the sweep\n";
pub const OTHER_PDF: &[u8] = b"%PDF-1.7\nattached while something fails\n";

/// Notes of 4,000 bytes, and accounts with an order each, that make a store of 25 MB.
const BULK_REQUESTS: u64 = 25;
const NOTES_A_REQUEST: u32 = 190;
const BULK_ACCOUNTS: u32 = 2_000;

/// Sets up the small store at the program's place: closed cleanly.
pub fn make_small(program: &Program) {
    program.set_up();
    fs::write(program.home().join("invoice.pdf"), PDF).unwrap();
    fs::write(program.home().join("other.pdf"), OTHER_PDF).unwrap();
    let path = program.store();
    block_on(async move {
        let opened = Desk::open(&path);
        opened.add_people_and_accounts().await;
        opened.checkpoint_and_close().await;
    });
    for place in 0..HELD - 2 {
        let _number = placed(program, &held_mpn_id(place));
    }
    let ask = "requests new --account 2000000 --problem other --phone 4255550100 --json";
    let asked = program.done(&format!(
        "{ask} --title Invoice --description 'What is due, and when?' --attach invoice.pdf"
    ));
    assert_eq!(asked["number"], ASKED);
    let other = program.done(&format!("{ask} --title Files --description 'See the files.'"));
    assert_eq!(other["number"], ATTACHED_TO);
    // So there are two checkpoints, and a journal behind each of them that holds something.
    let path = program.store();
    block_on(async move { Desk::open(&path).checkpoint_and_close().await });
    program.done(&format!(
        "requests reply {ASKED} --text 'It came by post.' --json"
    ));
}

/// Places an order by transfer that has to be acknowledged; its number.
fn placed(program: &Program, mpn_id: &str) -> String {
    let order = program.done(&order_words(mpn_id));
    order["number"].as_str().unwrap().to_owned()
}

/// The command that orders for an account.
pub fn order_words(mpn_id: &str) -> String {
    format!(
        "subscribe --account {mpn_id} --offer action-pack --transfer --contact-name Ana --phone 4255550100 \
         --email ana@example.com --accept-terms 2026-1 --yes --json"
    )
}

/// The command that attaches a file.
pub fn attach_words() -> String {
    format!("requests attach {ATTACHED_TO} other.pdf --json")
}

fn held_mpn_id(place: u32) -> String {
    format!("{}", 2_000_000 + place)
}

/// Opens the store at the program's place, commits more, and copies the folder as it is while the store is open: what
/// a killed process leaves behind.
pub fn make_killed(program: &Program, to: &Path) {
    let path = program.store();
    block_on(async {
        let opened = Desk::open(&path);
        let account = opened.account(&held_mpn_id(0)).await;
        let order = opened.orders(1).await.remove(0);
        // Records that are there change, so that a store that forgets these commits shows something old.
        for turn in 0..4_u32 {
            let mut account = opened.account(&held_mpn_id(turn)).await;
            let version = account.version;
            account.record.profile.company = name(&format!("Renamed {turn}"));
            let mut batch = empty_batch();
            batch.put(&account.record, Expect::Version(version)).unwrap();
            opened
                .commit(batch, vec![Subject::Account(account.record.id)])
                .await;
            let copied = bulk_order(&order, &account.record, u64::from(turn));
            let mut batch = empty_batch();
            batch.put(&copied, Expect::Absent).unwrap();
            opened.commit(batch, vec![Subject::Order(copied.id)]).await;
        }
        let batch = empty_batch();
        opened
            .commit_draft(batch, account.record.id, "PO of the draft")
            .await;
        crate::files::copy(&path, to);
        opened.engine.close().await.unwrap();
    });
}

/// Adds bulk to the small store at the program's place.
pub fn make_large(program: &Program) {
    let path = program.store();
    block_on(async {
        let opened = Desk::open(&path);
        let account = opened.account(&held_mpn_id(0)).await.record;
        let order = opened.orders(1).await.remove(0);
        let request = opened.request().await;
        let mut jobs = tokio::task::JoinSet::new();
        for place in 0..BULK_REQUESTS {
            let mut request = request.clone();
            request.id = RequestId::new((1 << 100) + u128::from(place));
            request.number = RequestNumber::in_series(3 + place);
            request.attachments.clear();
            request.note_count = NOTES_A_REQUEST as usize - 1;
            let mut batch = empty_batch();
            let numbered = request.clone();
            let make = move |place: u64| {
                let numbered = SupportRequest {
                    number: RequestNumber::in_series(place),
                    ..numbered.clone()
                };
                Ok(vec![Put::of(&numbered, Expect::Absent)?])
            };
            batch.numbered.push((REQUEST_SERIES.to_owned(), Box::new(make)));
            for note in (0..NOTES_A_REQUEST).map(|number| bulk_note(&request, number)) {
                batch.put(&note, Expect::Absent).unwrap();
            }
            let (desk, subject) = (opened.clone(), Subject::Request(request.id));
            jobs.spawn(async move { desk.commit(batch, vec![subject]).await });
        }
        let places: Vec<u32> = (0..BULK_ACCOUNTS).collect();
        for part in places.chunks(100) {
            let mut batch = empty_batch();
            let mut subjects = Vec::new();
            for place in part {
                let held = account_like(&account, 4_000_000 + place, &format!("Bulk {place:05}"));
                let order = bulk_order(&order, &held, 1_000 + u64::from(*place));
                batch.put(&held, Expect::Absent).unwrap();
                batch.put(&order, Expect::Absent).unwrap();
                subjects.push(Subject::Account(held.id));
            }
            let desk = opened.clone();
            jobs.spawn(async move { desk.commit(batch, subjects).await });
        }
        jobs.join_all().await;
        opened.checkpoint_and_close().await;
    });
    // Opened and closed by the program as well, so that the files are those of a store in use.
    for place in 1..=2 {
        placed(program, &held_mpn_id(HELD - place));
    }
}

fn bulk_note(request: &SupportRequest, place: u32) -> RequestNote {
    // Each note is its own, so that one that stands in another's place is seen.
    let line = format!("Note {place} of request {}. ", request.number);
    let text = line.repeat(4_000 / line.len());
    RequestNote {
        request: request.id,
        account: request.account,
        place,
        note: Note {
            at: request.opened,
            by: Some(request.requested_by),
            side: Side::Company,
            event: if place == 0 { Event::Opened } else { Event::Replied },
            text: Some(Body::parse(&text).unwrap()),
        },
    }
}

/// The same order for another account.
fn bulk_order(order: &Order, account: &Account, number: u64) -> Order {
    let mut order = order.clone();
    order.id = OrderId::new((1 << 100) + u128::from(number));
    // An odd factor keeps the numbers apart.
    order.number = OrderNumber::from_random((number + 1).wrapping_mul(0x1_2345_6789));
    order.account = account.id;
    // One open order at a time holds an account and an offer; these are of another offer than what is ordered here.
    order.offer = OfferId::parse("silver").unwrap();
    order
}

fn account_like(account: &Account, mpn_id: u32, company: &str) -> Account {
    let mut account = account.clone();
    account.id = AccountId::new((1 << 100) + u128::from(mpn_id));
    account.mpn_id = mpn_id.to_string().parse().unwrap();
    account.profile.company = name(company);
    account
}

fn name(text: &str) -> offerdesk::domain::address::Name {
    offerdesk::domain::address::Name::parse(text).unwrap()
}

fn block_on<T>(future: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(future)
}

fn empty_batch() -> Batch {
    Batch::new(Clock::system().now(), None)
}

/// A store that is open in this process.
#[derive(Clone)]
struct Desk {
    engine: Arc<dyn offerdesk::store::record::Engine>,
    store: Store,
}

impl Desk {
    fn open(path: &Path) -> Self {
        let engine = offerdesk::store::open(path, &OpenOptions::new(LockHolder::default())).unwrap();
        let store = Store::new(engine.clone());
        Self { engine, store }
    }

    async fn checkpoint_and_close(&self) {
        self.engine.rebuild().await.unwrap();
        self.engine.close().await.unwrap();
    }

    async fn commit(&self, mut batch: Batch, subjects: Vec<Subject>) {
        let entry = AuditEntry {
            at: batch.at,
            actor: None,
            origin: Origin::Desk,
            action: AuditAction::AccountCreated,
            subjects,
        };
        batch.audit(Chain::System, entry);
        self.store.commit(batch).await.unwrap();
    }

    /// The one person gets all the roles that the commands of the sweep need, in accounts of its own.
    async fn add_people_and_accounts(&self) {
        let os_user = config::os_user().unwrap();
        let stored = self.store.held_by::<User>(claim::os_user(&os_user)).await;
        let stored = stored.unwrap().unwrap();
        let mut user = stored.record;
        let first = self.account("1234567").await.record;
        let mut batch = empty_batch();
        let mut subjects = Vec::new();
        let held = (0..HELD).map(|place| (held_mpn_id(place), format!("Held {place}")));
        let written = WRITTEN.map(|mpn_id| (mpn_id.to_owned(), format!("{WRITTEN_NAME} {mpn_id}")));
        for (mpn_id, company) in held.chain(written) {
            let account = account_like(&first, mpn_id.parse().unwrap(), &company);
            batch.put(&account, Expect::Absent).unwrap();
            subjects.push(Subject::Account(account.id));
            user.grants.push(Grant {
                account: account.id,
                role: Role::GlobalAdmin,
            });
        }
        user.staff = vec![StaffRole::Support, StaffRole::Finance];
        batch.put(&user, Expect::Version(stored.version)).unwrap();
        let (account, id) = (account_like(&first, 2_000_005, "Held 5").id, user.id);
        self.commit(batch, subjects).await;
        let mut batch = empty_batch();
        batch.by = Some(id);
        self.commit_draft(batch, account, "PO of the first draft").await;
    }

    /// A draft of a form: private, and so without an audit entry.
    async fn commit_draft(&self, mut batch: Batch, account: AccountId, text: &str) {
        let os_user = config::os_user().unwrap();
        let user = self.store.held_by::<User>(claim::os_user(&os_user)).await;
        let user = user.unwrap().unwrap().record.id;
        let offer = OfferId::parse("action-pack").unwrap();
        let mut draft = Draft::new(user, account, offer, OrderId::new(77), Clock::system().now());
        draft.purchase_order = text.to_owned();
        batch.put(&draft, Expect::Any).unwrap();
        self.store.commit(batch).await.unwrap();
    }

    async fn account(&self, mpn_id: &str) -> offerdesk::store::record::Stored<Account> {
        let claim = claim::mpn_id(&mpn_id.parse().unwrap());
        self.store.held_by(claim).await.unwrap().unwrap()
    }

    async fn orders(&self, limit: usize) -> Vec<Order> {
        self.page(index::ORDERS_BY_ACCOUNT, limit).await
    }

    async fn request(&self) -> SupportRequest {
        self.page(index::REQUESTS_ALL, 1).await.remove(0)
    }

    async fn page<R: Record>(&self, index: u8, limit: usize) -> Vec<R> {
        let scan = Scan {
            index,
            prefix: Vec::new(),
            after: None,
            limit,
            descending: false,
        };
        let page = self.store.page::<R>(scan).await.unwrap();
        page.items.into_iter().map(|stored| stored.record).collect()
    }
}

/// The numbers of all requests of a store, from the JSON of their list.
pub fn request_numbers(list: &Value) -> Vec<u64> {
    let requests = list["requests"].as_array().unwrap();
    requests
        .iter()
        .filter_map(|request| request["number"].as_u64())
        .filter(|number| *number != ATTACHED_TO)
        .collect()
}
