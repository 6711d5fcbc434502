//! Random people do random things to requests, subscriptions and orders, while days pass and the bank is at fault; after
//! every action all invariants are looked at. A seed decides the run: `OFFERDESK_REQUESTS_SEED` plays one again, and
//! `OFFERDESK_REQUESTS_ROUNDS=500 cargo test --release --test requests random -- --nocapture` is the long form.

use std::collections::BTreeMap;

use offerdesk::domain::date::Timestamp;
use offerdesk::domain::ids::{AccountId, OrderId, ReceiptId, RequestId, UserId};
use offerdesk::domain::order::{Order, OrderState};
use offerdesk::domain::request::SupportRequest;
use offerdesk::domain::user::{Grant, Role, StaffRole};
use offerdesk::payments::gateway::DeclineReason;
use offerdesk::payments::sandbox::Behavior;
use offerdesk::services::error::ServiceError;
use offerdesk::services::orders::PayWith;
use offerdesk::services::receipts::MoneyIn;
use offerdesk::services::refunds::MoneyBack;
use offerdesk::services::requests::{Decide, NewRequest, Reply, RequestRefusal};
use offerdesk::store::record::{Record, Scan};
use offerdesk::store::records::index;

use crate::asking::{cancellation, question};
use crate::chance::Chance;
use crate::desk::{
    ANA, BEN, CONTOSO, DEE, Desk, FAY, SAM, SUE, WILGA, ZOE, actor, card, offer_id, request, test_card,
    transfer, user,
};
use crate::invariants;

/// Works for Contoso, for Support and for Finance.
const EVE: UserId = UserId::new(10);
const EVERYBODY: [UserId; 8] = [ANA, BEN, DEE, ZOE, FAY, SUE, SAM, EVE];
const ACCOUNTS: [AccountId; 2] = [CONTOSO, WILGA];
const OFFERS: [&str; 3] = ["action-pack", "silver", "gold"];
const CARDS: [Behavior; 10] = [
    Behavior::Approve,
    Behavior::Approve,
    Behavior::Approve,
    Behavior::Approve,
    Behavior::Decline(DeclineReason::DoNotHonor),
    Behavior::SilentBefore,
    Behavior::SilentAfter,
    Behavior::RefundRefused,
    Behavior::RefundSilentAfter,
    Behavior::RefundSilentBefore,
];
const ACTIONS: usize = 90;

#[tokio::test]
async fn whatever_people_do_requests_orders_and_money_agree() {
    let number = |name: &str| std::env::var(name).ok().map(|text| text.parse::<u64>().unwrap());
    let rounds = number("OFFERDESK_REQUESTS_ROUNDS").unwrap_or(4);
    let given = number("OFFERDESK_REQUESTS_SEED");
    let first = given.unwrap_or_else(|| getrandom::u64().unwrap() >> 16);
    let mut seen = BTreeMap::new();
    for seed in (first..).take(usize::try_from(if given.is_some() { 1 } else { rounds }).unwrap()) {
        println!("OFFERDESK_REQUESTS_SEED={seed}");
        Round::begin(seed).await.play(&mut seen).await;
    }
    println!("{seen:?}");
}

/// Everything of one kind that an index lists.
pub async fn all<R: Record>(desk: &Desk, index: u8) -> Vec<R> {
    let scan = Scan {
        index,
        prefix: Vec::new(),
        after: None,
        limit: 10_000,
        descending: false,
    };
    let page = desk.store.page::<R>(scan).await.unwrap();
    page.items.into_iter().map(|item| item.record).collect()
}

struct Round {
    desk: Desk,
    chance: Chance,
}

impl Round {
    async fn begin(seed: u64) -> Self {
        let desk = Desk::on("2026-06-15").await;
        let grants = vec![Grant {
            account: CONTOSO,
            role: Role::AdminAgent,
        }];
        let eve = user(EVE, "Eve", grants, &[StaffRole::Support, StaffRole::Finance]);
        desk.put(&eve).await;
        desk.holds(CONTOSO, "action-pack", "2026-06-22").await;
        desk.holds(CONTOSO, "silver", "2026-08-01").await;
        desk.holds(WILGA, "action-pack", "2026-06-10").await;
        Self {
            desk,
            chance: Chance::new(seed),
        }
    }

    async fn play(mut self, seen: &mut BTreeMap<String, u32>) {
        let mut done = Vec::new();
        for _ in 0..ACTIONS {
            let (what, answer) = self.act().await;
            // What is refused says why in words for people; these are failures of the desk.
            if let Err(
                error @ (ServiceError::Store(_)
                | ServiceError::Interrupted
                | ServiceError::Step(_)
                | ServiceError::NoRandomness),
            ) = &answer
            {
                panic!("{what}: {error:?}\nbefore: {done:?}");
            }
            let told = if answer.is_ok() { "done" } else { "refused" };
            *seen.entry(format!("{what} {told}")).or_default() += 1;
            done.push(format!("{what} {told}"));
            invariants::hold(&self.desk, &done).await;
        }
    }

    fn one_in(&mut self, count: u64) -> bool {
        self.chance.below(count) == 0
    }

    fn anybody(&mut self) -> UserId {
        *self.chance.one_of(&EVERYBODY)
    }

    fn offer(&mut self) -> &'static str {
        self.chance.one_of::<&str>(&OFFERS)
    }

    async fn act(&mut self) -> (&'static str, Result<(), ServiceError>) {
        match self.chance.below(22) {
            0 | 1 => ("send", self.send(true).await),
            2 => ("ask", self.send(false).await),
            3 | 4 => ("write", self.write().await),
            5 => ("take", self.take().await),
            6 => ("close", self.close().await),
            7 | 8 => ("reopen", self.reopen().await),
            9..=11 => ("decide", self.decide().await),
            12..=14 => ("pay by card", self.pay_by_card().await),
            15 => ("order by transfer", self.order_by_transfer().await),
            16 | 17 => ("book", self.book().await),
            18 | 19 => ("return", self.give_back().await),
            20 => {
                let done = self.desk.services.reconcile().await;
                ("reconcile", done.map(|_| ()))
            }
            _ => {
                // Mostly a few days; now and then most of a year.
                let days = if self.one_in(6) {
                    330
                } else {
                    1 + self.chance.below(25)
                };
                let later = Timestamp::start_of(self.desk.clock.today().plus(i32::try_from(days).unwrap()));
                self.desk.clock.set(Timestamp(later.0 + 12 * 3_600_000));
                self.desk.accept_today().await;
                ("wait", Ok(()))
            }
        }
    }

    async fn send(&mut self, cancels: bool) -> Result<(), ServiceError> {
        let who = self.anybody();
        let offer = self.offer();
        let new = NewRequest {
            account: *self.chance.one_of(&ACCOUNTS),
            ..if cancels { cancellation(offer) } else { question() }
        };
        match self.desk.services.send_request(&actor(who), &new).await {
            Ok(_) | Err(RequestRefusal::Fields(_)) => Ok(()),
            Err(RequestRefusal::Service(error)) => Err(error),
        }
    }

    /// Some request, its version, or rarely an older one.
    async fn some_request(&mut self) -> Option<(RequestId, u64)> {
        let all = all::<SupportRequest>(&self.desk, index::REQUESTS_ALL).await;
        if all.is_empty() {
            return None;
        }
        // Mostly one of the newest.
        let newest = all.len().saturating_sub(6);
        let id = self.chance.one_of(&all[newest..]).id;
        let stored = self
            .desk
            .store
            .get::<SupportRequest>(id.to_bytes())
            .await
            .unwrap()
            .unwrap();
        let stale = self.one_in(12);
        Some((id, stored.version - u64::from(stale)))
    }

    async fn write(&mut self) -> Result<(), ServiceError> {
        let Some((request, seen)) = self.some_request().await else {
            return Ok(());
        };
        let who = self.anybody();
        let reply = Reply {
            request,
            seen,
            text: "A few words.".to_owned(),
            asks_for_attention: self.one_in(2),
        };
        let answer = self.desk.services.reply_to_request(&actor(who), &reply).await;
        answer.map(|_| ())
    }

    async fn take(&mut self) -> Result<(), ServiceError> {
        let Some((id, _)) = self.some_request().await else {
            return Ok(());
        };
        let who = self.anybody();
        self.desk.services.take_request(&actor(who), id).await.map(|_| ())
    }

    async fn close(&mut self) -> Result<(), ServiceError> {
        let Some((id, seen)) = self.some_request().await else {
            return Ok(());
        };
        let who = self.anybody();
        let answer = self.desk.services.close_request(&actor(who), id, seen, "").await;
        answer.map(|_| ())
    }

    async fn reopen(&mut self) -> Result<(), ServiceError> {
        let Some((id, seen)) = self.some_request().await else {
            return Ok(());
        };
        let who = self.anybody();
        let answer = self.desk.services.reopen_request(&actor(who), id, seen, "").await;
        answer.map(|_| ())
    }

    async fn decide(&mut self) -> Result<(), ServiceError> {
        let Some((request, seen)) = self.some_request().await else {
            return Ok(());
        };
        let decide = Decide {
            request,
            seen,
            refund: self.chance.below(3) > 0,
            unused: !self.one_in(10),
            text: String::new(),
        };
        let who = *self.chance.one_of(&[SUE, SAM, EVE, ANA]);
        let answer = self.desk.services.decide_request(&actor(who), &decide).await;
        answer.map(|_| ())
    }

    async fn buy(&mut self, payment: PayWith) -> Result<(), ServiceError> {
        let (who, account) = (self.anybody(), *self.chance.one_of(&ACCOUNTS));
        let offer = offer_id(self.offer());
        let services = &self.desk.services;
        let start = services.open_wizard(&actor(who), account, &offer).await?;
        services
            .place_order(&actor(who), request(&start, payment))
            .await
            .map(|_| ())
    }

    async fn pay_by_card(&mut self) -> Result<(), ServiceError> {
        let mut card = card(test_card(*self.chance.one_of(&CARDS)));
        card.expiry.year = 9_999;
        let token = self.desk.services.tokenize(&actor(ANA), CONTOSO, card).await?;
        self.buy(PayWith::Card(token)).await
    }

    async fn order_by_transfer(&mut self) -> Result<(), ServiceError> {
        self.buy(transfer()).await
    }

    async fn orders(&self, wanted: impl Fn(&Order) -> bool) -> Vec<Order> {
        let mut orders = all::<Order>(&self.desk, index::ORDERS_BY_ACCOUNT).await;
        orders.retain(wanted);
        orders
    }

    async fn book(&mut self) -> Result<(), ServiceError> {
        let waiting = self
            .orders(|order| order.state == OrderState::AwaitingPayment)
            .await;
        if waiting.is_empty() {
            return Ok(());
        }
        let order = self.chance.one_of(&waiting).clone();
        let ago = i32::try_from(self.chance.below(4)).unwrap();
        let money = MoneyIn {
            id: ReceiptId::new(u128::from(self.chance.next())),
            number: order.number,
            amount: order.quote.total,
            value_date: self.desk.clock.today().plus(-ago),
            payer_reference: String::new(),
            bank_reference: String::new(),
            is_other_money: false,
        };
        let who = *self.chance.one_of(&[FAY, FAY, EVE, SUE]);
        let answer = self.desk.services.book_money(&actor(who), &money).await;
        answer.map(|_| ())
    }

    /// Mostly what is to be returned, now and then anything.
    async fn give_back(&mut self) -> Result<(), ServiceError> {
        let any = self.one_in(5);
        let orders = self.orders(|order| any || order.is_to_return()).await;
        if orders.is_empty() {
            return Ok(());
        }
        let back = MoneyBack {
            number: self.chance.one_of(&orders).number,
            value_date: self.desk.clock.today(),
        };
        let who = *self.chance.one_of(&[FAY, FAY, EVE, ANA]);
        let answer = self.desk.services.return_money(&actor(who), back).await;
        answer.map(|_| ())
    }
}

/// The orders of all accounts by their ids.
pub async fn orders_of(desk: &Desk) -> BTreeMap<OrderId, Order> {
    let orders = all::<Order>(desk, index::ORDERS_BY_ACCOUNT).await;
    orders.into_iter().map(|order| (order.id, order)).collect()
}
