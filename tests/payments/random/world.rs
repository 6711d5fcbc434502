//! The world of the random people: three companies with three currencies, a bank that may be silent or forget, copies of
//! the store, and the books that Finance keeps beside it.

use std::collections::BTreeMap;
use std::path::PathBuf;

use offerdesk::domain::address::Address;
use offerdesk::domain::ids::{AccountId, ReceiptId, UserId};
use offerdesk::domain::order::Order;
use offerdesk::domain::partner::Account;
use offerdesk::domain::user::{Grant, Role, StaffRole};
use offerdesk::payments::gateway::{AttemptStatus, Gateway, PaymentReference};
use offerdesk::services::context::Actor;
use offerdesk::services::error::ServiceError;
use offerdesk::services::orders::PlaceOrder;

use crate::books::Books;
use crate::chance::Chance;
use crate::desk::{ANA, BEN, CONTOSO, DEE, Desk, WILGA, ZOE, account, actor, american, people, seller, user};
use crate::equation;
use crate::forgetful::Memory;

/// A German company, whose orders are in euros.
pub const ALSTER: AccountId = AccountId::new(3);
pub const ACCOUNTS: [AccountId; 3] = [CONTOSO, WILGA, ALSTER];
pub const OFFERS: [&str; 3] = ["action-pack", "silver", "gold"];
/// Works for Finance, and orders for Contoso.
pub const FIN: UserId = UserId::new(10);
pub const BUYERS: [UserId; 8] = [ANA, ANA, ANA, ANA, BEN, DEE, ZOE, FIN];

/// How often an action came to which end.
pub type Seen = BTreeMap<(&'static str, &'static str), usize>;

pub struct World {
    desk: Option<Desk>,
    pub memory: Memory,
    pub chance: Chance,
    pub books: Books,
    pub copies: Vec<(PathBuf, Books)>,
    pub drafts: Vec<(UserId, PlaceOrder)>,
    pub seen: Seen,
    made: u128,
}

impl World {
    pub async fn begin(seed: u64) -> Self {
        let memory = Memory::default();
        let desk = Desk::with("2026-07-03", memory.setup()).await;
        let mut seller = seller();
        seller.address = german(); // in the union, so that a Polish VAT ID counts
        desk.put(&seller).await;
        desk.put(&account(ALSTER, "Alster GmbH", &german())).await;
        let everywhere = ACCOUNTS.map(|account| Grant {
            account,
            role: Role::GlobalAdmin,
        });
        desk.put(&user(ANA, "Ana", everywhere.to_vec(), &[])).await;
        let grant = Grant {
            account: CONTOSO,
            role: Role::AdminAgent,
        };
        desk.put(&user(FIN, "Fin", vec![grant], &[StaffRole::Finance]))
            .await;
        for account in ACCOUNTS {
            for offer in ["action-pack", "silver"] {
                desk.holds(account, offer, "2026-06-22").await;
            }
        }
        assert!(people().iter().all(|person| person.id != FIN));
        Self {
            desk: Some(desk),
            memory,
            chance: Chance::new(seed),
            books: Books::default(),
            copies: Vec::new(),
            drafts: Vec::new(),
            seen: Seen::new(),
            made: 0,
        }
    }

    pub fn desk(&self) -> &Desk {
        self.desk.as_ref().unwrap()
    }

    pub async fn orders(&self) -> Vec<Order> {
        equation::orders(self.desk()).await
    }

    /// One of the orders that are meant.
    pub async fn some_order(&mut self, is_meant: impl Fn(&Order) -> bool) -> Option<Order> {
        let mut orders = self.orders().await;
        orders.retain(|order| is_meant(order));
        (!orders.is_empty()).then(|| self.chance.one_of(&orders).clone())
    }

    pub const fn new_id(&mut self) -> u128 {
        self.made += 1;
        self.made
    }

    pub const fn new_receipt(&mut self) -> ReceiptId {
        ReceiptId::new(self.new_id() << 64)
    }

    pub fn saw(&mut self, action: &'static str, end: &'static str) -> &'static str {
        *self.seen.entry((action, end)).or_default() += 1;
        end
    }

    /// Counts how an action ended. Refusals are what the desk is for; what fails is not.
    pub fn told<T>(&mut self, action: &'static str, done: Result<T, ServiceError>) -> Option<T> {
        let end = match &done {
            Ok(_) => "done",
            Err(
                error @ (ServiceError::Store(_) | ServiceError::Interrupted | ServiceError::NoRandomness),
            ) => panic!("{action}: {error:?}"),
            Err(_) => "refused",
        };
        self.saw(action, end);
        done.ok()
    }

    pub fn copy(&mut self) {
        let name = format!("copy-{}", self.new_id());
        let copied = self.desk().copied(&name);
        self.copies.push((copied, self.books.clone()));
        self.saw("copy", "done");
    }

    /// Puts a copy back: what was booked since is to be booked again, and the bank goes on from where it is.
    pub async fn set_back(&mut self, place: usize) {
        let (copied, books) = self.copies[place].clone();
        let desk = self.desk.take().unwrap().set_back(&copied).await;
        self.desk = Some(desk);
        self.books = books;
        self.desk().accept_today().await;
        self.saw("set back", "done");
    }

    /// The bank gives a charge back that nobody here decided about.
    pub async fn random_dispute(&mut self) {
        let mut charges = self.desk().charges().await;
        charges.retain(|charge| charge.status() == AttemptStatus::Charged);
        if charges.is_empty() {
            return;
        }
        let reference = self.chance.one_of(&charges).reference.clone();
        self.dispute(reference).await;
    }

    pub async fn dispute(&mut self, reference: PaymentReference) {
        let end = match self.desk().sandbox.refund(reference).await {
            Ok(_) => "done",
            // The card is one whose bank gives nothing back, or no answer.
            Err(_) => "refused",
        };
        self.saw("dispute", end);
    }

    pub async fn reopen(&mut self) {
        let desk = self.desk.take().unwrap().reopened().await;
        self.desk = Some(desk);
        self.saw("reopen", "done");
    }

    pub async fn days_pass(&mut self, days: i32) {
        let day = self.desk().clock.today().plus(days);
        self.desk().go_to(&day.to_string());
        self.desk().accept_today().await;
        self.saw("days", "done");
    }

    /// The desk has seen to everything that it can see to alone, and everything fits.
    pub async fn settle(&mut self) {
        self.desk().settle().await;
        equation::holds(self.desk()).await;
        self.hold().await;
        self.saw("settle", "done");
    }

    /// The money that came in fits at any time.
    pub async fn hold(&self) {
        let mut accounts = Vec::new();
        for account in ACCOUNTS {
            accounts.push(self.account(account).await);
        }
        self.books.hold(self.desk(), &accounts).await;
    }

    pub async fn account(&self, id: AccountId) -> Account {
        let found = self.desk().store.get::<Account>(id.to_bytes()).await.unwrap();
        found.unwrap().record
    }

    pub async fn end(self) {
        let _closed = self.desk().engine.close().await;
    }
}

/// An order as it stands now.
pub async fn anew(world: &mut World, order: &Order) -> Order {
    let id = order.id;
    world.some_order(|order| order.id == id).await.unwrap()
}

pub fn one_of_clerks(chance: &mut Chance) -> Actor {
    actor(*chance.one_of(&[
        crate::desk::FAY,
        crate::desk::FAY,
        crate::desk::FAY,
        FIN,
        FIN,
        crate::desk::SUE,
    ]))
}

fn german() -> Address {
    Address {
        line1: "Alsterufer 1".to_owned(),
        city: "Hamburg".to_owned(),
        state: String::new(),
        postal_code: "20354".to_owned(),
        country: "DE".parse().unwrap(),
        ..american()
    }
}
