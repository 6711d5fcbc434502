//! What the people of the seller do beside booking: Support cancels and judges VAT IDs, Finance settles by hand and
//! decides about charges that no order counts.

use offerdesk::domain::date::Timestamp;
use offerdesk::domain::ids::{AccountId, RequestId, UserId};
use offerdesk::domain::network::{Orphan, OrphanState};
use offerdesk::domain::order::{Order, OrderState};
use offerdesk::domain::partner::Vetting;
use offerdesk::domain::profile::LegalProfileInput;
use offerdesk::domain::request::Severity;
use offerdesk::services::context::Actor;
use offerdesk::services::payments::SettledByHand;
use offerdesk::services::profiles::ProfileRefusal;
use offerdesk::services::requests::{Decide, NewRequest, RequestRefusal, RequestView, Subject};

use crate::desk::{ANA, BEN, FAY, SAM, SUE, WILGA, ZOE, actor, transfer};
use crate::equation;

use super::world::{ALSTER, World, one_of_clerks};

const VAT_IDS: [&str; 3] = ["PL5260001246", "PL1234563218", ""];
const AN_HOUR: i64 = 61 * 60_000;

impl World {
    pub async fn random_cancellation(&mut self) {
        let is_paid = |order: &Order| matches!(order.state, OrderState::Paid { .. });
        let Some(order) = self.some_order(is_paid).await else {
            return;
        };
        let who = *self.chance.one_of(&[ANA, ANA, BEN, ZOE]);
        let helper = *self.chance.one_of(&[SUE, SAM]);
        let refund = self.chance.below(5) > 0;
        self.cancel(who, helper, &order, refund).await;
    }

    /// Asks to cancel what an order paid, has it decided, and the request closed.
    pub async fn cancel(&mut self, who: UserId, helper: UserId, order: &Order, refund: bool) -> Option<()> {
        let services = self.desk().services.clone();
        let new = NewRequest {
            intent: RequestId::new(self.new_id()),
            account: order.account,
            problem: "billing".to_owned(),
            severity: Severity::Moderate,
            about: Subject::Offer(order.offer.clone()),
            cancel: true,
            title: format!("Cancel {}", order.number),
            description: "Ordered by mistake.".to_owned(),
            name: "Agent".to_owned(),
            email: "agent@example.com".to_owned(),
            phone: String::new(),
            attachments: Vec::new(),
        };
        let sent = services.send_request(&actor(who), &new).await;
        let sent = sent.map_err(|refusal| match refusal {
            RequestRefusal::Service(error) => error,
            RequestRefusal::Fields(fields) => panic!("{fields:?}"),
        });
        let view: RequestView = self.told("ask to cancel", sent)?;
        let decide = Decide {
            request: view.request.id,
            seen: view.version,
            refund,
            unused: true,
            text: String::new(),
        };
        let decided = services.decide_request(&actor(helper), &decide).await;
        let action = match (refund, order.due().is_some()) {
            (false, _) => "cancel without refund",
            (true, false) => "cancel card",
            (true, true) => "cancel transfer",
        };
        let seen = match self.told(action, decided) {
            Some(view) => view.version,
            None => view.version,
        };
        let closed = services
            .close_request(&actor(helper), view.request.id, seen, "")
            .await;
        self.told("close", closed)?;
        Some(())
    }

    pub async fn random_profile(&mut self) {
        let account = self.account(WILGA).await;
        if matches!(account.vetting, Vetting::Pending { .. }) && self.chance.below(4) > 0 {
            let is_right = self.chance.below(3) == 0;
            self.judge(WILGA, is_right).await;
        } else if self.chance.below(3) == 0 {
            self.exempt(WILGA, !account.tax_exempt).await;
        } else if self.chance.below(4) == 0 {
            let to = *self.chance.one_of(&[WILGA, ALSTER]);
            self.seller_moves_to(to).await;
        } else {
            let vat_id = *self.chance.one_of(&VAT_IDS);
            self.say_vat_id(WILGA, vat_id).await;
        }
    }

    /// Staff records that a company pays no tax, or that it does.
    pub async fn exempt(&mut self, company: AccountId, tax_exempt: bool) {
        let mut account = self.account(company).await;
        account.tax_exempt = tax_exempt;
        self.desk().put(&account).await;
        self.saw("exempt", "done");
    }

    /// The seller moves to the country of a company: there, a VAT ID of its buyers does not keep the tax away.
    pub async fn seller_moves_to(&mut self, company: AccountId) {
        let mut seller = self.desk().services.seller().await.unwrap();
        seller.address = self.account(company).await.profile.address;
        self.desk().put(&seller).await;
        self.saw("seller moves", "done");
    }

    pub async fn say_vat_id(&mut self, company: AccountId, vat_id: &str) -> Option<()> {
        let services = self.desk().services.clone();
        let page = services.legal_profile(&actor(ANA), company).await.unwrap();
        let input = LegalProfileInput {
            vat_id: vat_id.to_owned(),
            ..LegalProfileInput::from(&page.account.profile)
        };
        let changed = services
            .change_profile(&actor(ANA), company, page.version, &input)
            .await;
        let changed = changed.map_err(|refusal| match refusal {
            ProfileRefusal::Service(error) => error,
            ProfileRefusal::Fields(fields) => panic!("{fields:?}"),
        });
        let page = self.told("say VAT ID", changed)?;
        self.rated(page.rated_anew.len()).await;
        Some(())
    }

    pub async fn judge(&mut self, company: AccountId, is_right: bool) -> Option<()> {
        let services = self.desk().services.clone();
        let page = services.legal_profile(&actor(SUE), company).await.unwrap();
        let judged = if is_right {
            services
                .authorize_profile(&actor(SUE), company, page.version)
                .await
        } else {
            services
                .reject_profile(&actor(SUE), company, page.version, "not registered")
                .await
        };
        let action = if is_right {
            "verify VAT ID"
        } else {
            "reject VAT ID"
        };
        let page = self.told(action, judged)?;
        if is_right {
            self.books.verified(page.account.profile.vat_id.as_ref());
        }
        self.rated(page.rated_anew.len()).await;
        Some(())
    }

    /// An order whose total fell to what it has is paid by that.
    async fn rated(&mut self, count: usize) {
        for _ in 0..count {
            self.saw("rated anew", "done");
        }
        for order in self.orders().await {
            self.books.saw(&order);
        }
    }

    pub async fn random_by_hand(&mut self) {
        let is_unknown = |order: &Order| order.state == OrderState::Unknown;
        let Some(order) = self.some_order(is_unknown).await else {
            return;
        };
        // A refund that the network does not know for an hour is returned in another way, which is not asked for here.
        let is_giving_back = |order: &Order| order.state == OrderState::Refunding && order.due().is_none();
        if self.orders().await.iter().any(is_giving_back) {
            return;
        }
        let clerk = one_of_clerks(&mut self.chance);
        let is_mistaken = self.chance.below(3) == 0;
        self.by_hand(&clerk, &order, is_mistaken).await;
    }

    /// Finance finds out about an attempt that the network has forgotten; it comes back to it later. Nobody says that
    /// money came that did not; that none came is a mistake that is found out.
    pub async fn by_hand(&mut self, clerk: &Actor, order: &Order, is_mistaken: bool) -> Option<Order> {
        let services = self.desk().services.clone();
        self.memory.forget();
        services.reconcile().await.unwrap();
        let clock = &self.desk().clock;
        clock.set(Timestamp(clock.now().0 + AN_HOUR));
        services.reconcile().await.unwrap();
        let reference = &order.attempt().unwrap().reference;
        let charges = self.desk().charges().await;
        let is_charged = charges.iter().any(|charge| charge.reference.0 == *reference);
        let found = SettledByHand {
            number: order.number,
            charged: is_charged && !is_mistaken,
            note: "The bank told it by phone.".to_owned(),
        };
        let settled = services.settle_by_hand(clerk, &found).await;
        self.memory.remember();
        let action = match (found.charged, is_charged) {
            (true, _) => "by hand: charged",
            (false, true) => "by hand: wrongly not charged",
            (false, false) => "by hand: not charged",
        };
        let settled = self.told(action, settled)?.order;
        self.books.saw(&settled);
        Some(settled)
    }

    /// Finance decides about a charge that no order counts.
    pub async fn random_orphan(&mut self) {
        let Some(orphan) = self.some_orphan().await else {
            return;
        };
        let clerk = one_of_clerks(&mut self.chance);
        let fits = |order: &Order| order.quote.total == orphan.amount && order.is_unpaid();
        let mut fitting = self.some_order(fits).await;
        if fitting.is_none() {
            fitting = self.ordered_anew(&orphan).await;
        }
        let any = self.some_order(Order::is_unpaid).await;
        match (fitting.or(any), self.chance.below(3)) {
            (Some(order), 1..) => self.attach(&clerk, &orphan, &order).await,
            _ => self.refund_orphan(&clerk, &orphan).await,
        };
    }

    /// Somebody orders by transfer what costs as much as a charge, so that it can pay for it.
    async fn ordered_anew(&mut self, orphan: &Orphan) -> Option<Order> {
        let like = self
            .some_order(|order| order.quote.total == orphan.amount)
            .await?;
        let placed = self
            .order(ANA, like.account, like.offer.as_str(), transfer())
            .await;
        placed.map(|view| view.order)
    }

    pub async fn some_orphan(&mut self) -> Option<Orphan> {
        let open = self.desk().services.orphans(&actor(FAY), false, None, 100).await;
        let mut open = open.unwrap().lines;
        open.retain(|view| view.orphan.state == OrphanState::Open);
        (!open.is_empty()).then(|| self.chance.one_of(&open).orphan.clone())
    }

    pub async fn attach(&mut self, clerk: &Actor, orphan: &Orphan, order: &Order) -> Option<()> {
        let services = &self.desk().services;
        let attached = services
            .attach_orphan(clerk, &orphan.reference, order.number)
            .await;
        let order = self.told("attach", attached)?.order;
        self.books.saw(&order);
        Some(())
    }

    pub async fn refund_orphan(&mut self, clerk: &Actor, orphan: &Orphan) -> Option<()> {
        let refunded = self.desk().services.refund_orphan(clerk, &orphan.reference).await;
        self.told("refund orphan", refunded).map(|_| ())
    }

    /// What a run of the desk alone does while people go on.
    pub async fn reconcile(&mut self) {
        self.desk().services.reconcile().await.unwrap();
        for order in equation::orders(self.desk()).await {
            self.books.saw(&order);
        }
        self.saw("reconcile", "done");
    }
}
