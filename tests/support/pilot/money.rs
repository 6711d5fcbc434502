//! What happened to money before somebody sits down: through the use cases, because it would take several people, hours
//! or a network that loses its memory.

use std::sync::atomic::Ordering;

use offerdesk::domain::address::Name;
use offerdesk::domain::ids::{AccountId, ReceiptId};
use offerdesk::domain::money::Money;
use offerdesk::domain::offer::OfferId;
use offerdesk::domain::payment::CardExpiry;
use offerdesk::payments::card::{CardData, SecretDigits};
use offerdesk::services::context::Actor;
use offerdesk::services::orders::{OrderView, PayWith, PlaceOrder};
use offerdesk::services::payments::SettledByHand;
use offerdesk::services::receipts::MoneyIn;

use super::fixture::Fixture;
use super::{DANA, FIONA};

/// Dana's first account.
const AURORA: AccountId = AccountId::new(1);
/// A card that is charged.
const GOOD: &str = "4242424242424242";
/// A card that is charged, and no answer says so.
const SILENT: &str = "4000000000000259";

impl Fixture {
    async fn who(&self, person: &str) -> Actor {
        Actor::demo(self.services.person_by_email(person).await.unwrap().id)
    }

    /// Dana orders an offer for Aurora with a card.
    async fn order_with(&self, offer: &str, number: &str, keep_card: bool) -> OrderView {
        let dana = self.who(DANA).await;
        let offer = OfferId::parse(offer).unwrap();
        let start = self.services.open_wizard(&dana, AURORA, &offer).await.unwrap();
        let card = CardData {
            number: SecretDigits::parse(number).unwrap(),
            code: SecretDigits::parse("737").unwrap(),
            expiry: CardExpiry {
                year: 2030,
                month: 12,
            },
            holder: Name::parse("Dana Whitfield").unwrap(),
            country: "US".parse().unwrap(),
            postal_code: "98052".to_owned(),
        };
        let token = self.services.tokenize(&dana, AURORA, card).await.unwrap();
        let order = PlaceOrder {
            intent: start.draft.intent,
            account: AURORA,
            offer,
            payment: PayWith::Card(token),
            keep_card,
            purchase_order: String::new(),
            seen: start.review.clone(),
            accepted_terms: true,
        };
        self.services.place_order(&dana, order).await.unwrap()
    }

    /// A card that Aurora keeps.
    pub async fn keeps_a_card(&self) {
        self.order_with("action-pack", GOOD, true).await;
    }

    /// A transfer of which more came in than its order asked for.
    pub async fn has_unallocated_money(&self) {
        let fiona = self.who(FIONA).await;
        let awaited = self.services.awaiting_payment(&fiona, None, 1).await.unwrap();
        let order = &awaited.lines[0].order;
        let total = order.quote.total;
        let money = MoneyIn {
            id: ReceiptId::new(77),
            number: order.number,
            amount: Money::new(total.minor + 2_500, total.currency),
            value_date: self.clock.today(),
            payer_reference: "Membership".to_owned(),
            bank_reference: "BANK-1".to_owned(),
            is_other_money: false,
        };
        self.services.book_money(&fiona, &money).await.unwrap();
    }

    /// A card payment that its network has not known for an hour; the card was charged all the same.
    pub async fn has_a_payment_without_a_result(&self, offer: &str) -> OrderView {
        let order = self.order_with(offer, SILENT, false).await;
        self.is_forgetful.store(true, Ordering::SeqCst);
        self.services.reconcile().await.unwrap();
        self.set_clock("2026-06-22 13:30");
        self.services.reconcile().await.unwrap();
        order
    }

    /// A charge that no order counts: it was settled by hand as not charged, and the network remembers it.
    pub async fn has_a_charge_without_an_order(&self) -> OrderView {
        let order = self.has_a_payment_without_a_result("action-pack").await;
        let found = SettledByHand {
            number: order.order.number,
            charged: false,
            note: "The bank has no charge of that day.".to_owned(),
        };
        let fiona = self.who(FIONA).await;
        self.services.settle_by_hand(&fiona, &found).await.unwrap();
        self.is_forgetful.store(false, Ordering::SeqCst);
        assert_eq!(self.services.reconcile().await.unwrap().orphans, 1);
        order
    }
}
