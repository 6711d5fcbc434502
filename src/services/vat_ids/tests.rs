//! A VAT ID counts at once; what becomes of orders when it does not count after all.

use tempfile::TempDir;

use super::*;
use crate::catalog;
use crate::domain::address::{Email, Name, Phone};
use crate::domain::ids::{AccountId, OrderId, ReceiptId};
use crate::domain::offer::{OfferId, TaxTreatment};
use crate::domain::order::OrderState;
use crate::domain::payment::TransferContact;
use crate::domain::profile::LegalProfileInput;
use crate::services::maintenance::{Holder, Opened, Opening, open_demo};
use crate::services::orders::{PayWith, PlaceOrder};
use crate::services::profiles::ProfilePage;
use crate::services::receipts::MoneyIn;

const BUYER: &str = "dana.whitfield@example.com";
const SUPPORT: &str = "sofia.lindqvist@seller.example";
const FINANCE: &str = "fiona.grant@seller.example";

/// The demo desk, whose seller sits in Germany, and its Polish company without a VAT ID.
struct Desk {
    _folder: TempDir,
    opened: Opened,
    account: AccountId,
}

impl Desk {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let opening = Opening {
            path: folder.path().join("demo"),
            holder: Holder::default(),
            today: Some("2026-06-22".parse().unwrap()),
            gateway: None,
            catalog: catalog::embedded().unwrap(),
            adopts_catalog: false,
            notice: None,
        };
        let opened = open_demo(opening).await.unwrap();
        let services = opened.services();
        let buyer = Actor::demo(services.person_by_email(BUYER).await.unwrap().id);
        let mpn_id = "5678901".parse().unwrap();
        let account = services.account_by_mpn_id(&buyer, &mpn_id).await.unwrap().id;
        Self {
            _folder: folder,
            opened,
            account,
        }
    }

    fn services(&self) -> &Services {
        self.opened.services()
    }

    async fn acting(&self, email: &str) -> Actor {
        Actor::demo(self.services().person_by_email(email).await.unwrap().id)
    }

    async fn page(&self) -> ProfilePage {
        let support = self.acting(SUPPORT).await;
        self.services()
            .legal_profile(&support, self.account)
            .await
            .unwrap()
    }

    async fn vat_id(&self, vat_id: &str) -> ProfilePage {
        let (buyer, page) = (self.acting(BUYER).await, self.page().await);
        let input = LegalProfileInput {
            vat_id: vat_id.to_owned(),
            ..LegalProfileInput::from(&page.account.profile)
        };
        self.services()
            .change_profile(&buyer, self.account, page.version, &input)
            .await
            .unwrap()
    }

    async fn ordered(&self) -> OrderView {
        let (services, buyer) = (self.services(), self.acting(BUYER).await);
        let offer = OfferId::parse("action-pack").unwrap();
        let draft = services
            .open_wizard(&buyer, self.account, &offer)
            .await
            .unwrap()
            .draft;
        let request = PlaceOrder {
            intent: draft.intent,
            account: self.account,
            offer,
            payment: PayWith::Transfer(TransferContact {
                name: Name::parse("Jan Kowalski").unwrap(),
                phone: Phone::parse("221234567").unwrap(),
                email: Email::parse("jan@example.pl").unwrap(),
            }),
            keep_card: false,
            purchase_order: String::new(),
            seen: services.review(&buyer, &draft).await.unwrap(),
            accepted_terms: true,
        };
        services.place_order(&buyer, request).await.unwrap()
    }

    async fn pay(&self, order: &Order) -> OrderState {
        let money = MoneyIn {
            id: ReceiptId::new(7),
            number: order.number,
            amount: order.quote.total,
            value_date: self.services().today(),
            payer_reference: String::new(),
            bank_reference: String::new(),
            is_other_money: false,
        };
        let finance = self.acting(FINANCE).await;
        let booked = self.services().book_money(&finance, &money).await.unwrap();
        booked.order.order.state
    }

    async fn rejected(&self) -> ProfilePage {
        let (support, page) = (self.acting(SUPPORT).await, self.page().await);
        self.services()
            .reject_profile(&support, self.account, page.version, "not registered")
            .await
            .unwrap()
    }

    async fn order(&self, id: OrderId) -> Order {
        let support = self.acting(SUPPORT).await;
        let found = self.services().order_by_id(&support, id).await.unwrap();
        found.unwrap().order
    }

    async fn closes_clean(self) {
        let checked = self.opened.check().await.unwrap();
        assert!(checked.is_clean(), "{:?}", checked.problems);
        self.opened.close().await.unwrap();
    }
}

fn told(page: &ProfilePage) -> Vec<(bool, i64, i64)> {
    let orders = page.rated_anew.iter();
    orders
        .map(|order| (order.is_paid, order.former.minor, order.due.minor))
        .collect()
}

#[tokio::test]
async fn a_rejected_vat_id_makes_a_transfer_ask_for_the_tax_and_both_totals_are_kept() {
    let desk = Desk::new().await;
    let changed = desk.vat_id("PL5260001246").await;
    assert!(changed.account.has_unverified_vat_id());
    let placed = desk.ordered().await.order;
    assert_eq!(placed.quote.treatment, TaxTreatment::ReverseCharge);
    assert_eq!(placed.quote.total.minor, 180_000);

    let page = desk.rejected().await;
    assert_eq!(told(&page), [(false, 180_000, 221_400)]);
    let order = desk.order(placed.id).await;
    assert_eq!(order.state, OrderState::AwaitingPayment);
    assert_eq!(
        (order.quote.net.minor, order.quote.total.minor),
        (180_000, 221_400)
    );
    assert_eq!(order.former_quote(), Some(&placed.quote));
    assert_eq!(order.bill_to.vat_id, None);
    assert!(matches!(desk.pay(&order).await, OrderState::Paid { .. }));
    desk.closes_clean().await;
}

#[tokio::test]
async fn a_paid_order_is_listed_for_correction_and_stays_as_it_was() {
    let desk = Desk::new().await;
    desk.vat_id("PL5260001246").await;
    let placed = desk.ordered().await.order;
    desk.pay(&placed).await;
    let finance = desk.acting(FINANCE).await;
    let listed = desk
        .services()
        .orders_to_correct(&finance, None, 9)
        .await
        .unwrap();
    assert_eq!(listed.lines.len(), 0);

    assert_eq!(told(&desk.rejected().await), [(true, 180_000, 221_400)]);
    let listed = desk
        .services()
        .orders_to_correct(&finance, None, 9)
        .await
        .unwrap();
    let order = &listed.lines[0].order;
    assert_eq!((order.id, &order.quote), (placed.id, &placed.quote));
    assert_eq!(order.to_correct().unwrap().0.total.minor, 221_400);
    let buyer = desk.acting(BUYER).await;
    let refused = desk.services().orders_to_correct(&buyer, None, 9).await;
    assert!(matches!(refused, Err(ServiceError::Denied(_))), "{refused:?}");
    desk.closes_clean().await;
}

/// A brother of the rejection: whoever takes the VAT ID out again before anybody looked would have bought without tax.
#[tokio::test]
async fn a_vat_id_that_is_taken_out_again_before_it_was_verified_counts_for_nothing() {
    let desk = Desk::new().await;
    desk.vat_id("PL5260001246").await;
    let placed = desk.ordered().await.order;
    let page = desk.vat_id("PL1234563218").await;
    assert_eq!(told(&page), [(false, 180_000, 221_400)]);
    assert_eq!(desk.order(placed.id).await.quote.total.minor, 221_400);
    assert_eq!(told(&desk.rejected().await), []);
    desk.closes_clean().await;
}

#[tokio::test]
async fn a_verified_vat_id_changes_no_order() {
    let desk = Desk::new().await;
    desk.vat_id("PL5260001246").await;
    let placed = desk.ordered().await.order;
    let (support, page) = (desk.acting(SUPPORT).await, desk.page().await);
    let page = desk
        .services()
        .authorize_profile(&support, desk.account, page.version)
        .await
        .unwrap();
    assert_eq!(told(&page), []);
    assert!(!page.account.has_unverified_vat_id());
    assert_eq!(desk.order(placed.id).await, placed);
    desk.closes_clean().await;
}
