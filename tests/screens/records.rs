//! Saved cards, receipts, charges without an order, payments without a result, the audit log and the seller.

use offerdesk::i18n::Locale;

use crate::album::{go, in_polish, keep, picture, pictures, rest};
use crate::pilot::fixture::Fixture;
use crate::pilot::{AOIFE, DANA, FIONA, Pilot, Seat};

async fn cards(pilot: &mut Pilot) {
    pilot.fixture().keeps_a_card().await;
    go(pilot, "7 A-k").await;
}

#[tokio::test]
async fn the_cards_that_an_account_keeps() {
    pictures("cards", DANA, cards).await;
}

#[tokio::test]
async fn a_card_is_to_be_removed() {
    async fn removing(pilot: &mut Pilot) {
        cards(pilot).await;
        go(pilot, "Enter x").await;
    }
    picture("cards-removing", DANA, removing).await;
    in_polish("cards-removing", DANA, removing).await;
}

#[tokio::test]
async fn a_card_by_itself_and_why_it_stays() {
    picture("cards-closed", AOIFE, async |pilot| {
        pilot.fixture().keeps_a_card().await;
        go(pilot, "7 K Enter").await;
    })
    .await;
}

async fn receipts(pilot: &mut Pilot) {
    pilot.fixture().has_unallocated_money().await;
    go(pilot, "R").await;
}

#[tokio::test]
async fn the_receipts_of_which_something_is_unallocated() {
    pictures("receipts", FIONA, receipts).await;
}

#[tokio::test]
async fn a_receipt_by_itself() {
    async fn one(pilot: &mut Pilot) {
        receipts(pilot).await;
        go(pilot, "Right Enter").await;
    }
    picture("receipts-one", FIONA, one).await;
    in_polish("receipts-one", FIONA, one).await;
}

#[tokio::test]
async fn unallocated_money_is_to_be_applied() {
    async fn applying(pilot: &mut Pilot) {
        receipts(pilot).await;
        go(pilot, "i").await;
    }
    pictures("receipts-apply", FIONA, applying).await;
}

async fn charges(pilot: &mut Pilot) {
    pilot.fixture().has_a_charge_without_an_order().await;
    go(pilot, "C").await;
}

#[tokio::test]
async fn the_charges_without_an_order() {
    pictures("charges", FIONA, charges).await;
}

#[tokio::test]
async fn a_charge_by_itself() {
    async fn one(pilot: &mut Pilot) {
        charges(pilot).await;
        go(pilot, "Enter").await;
    }
    picture("charges-one", FIONA, one).await;
    in_polish("charges-one", FIONA, one).await;
}

async fn unsettled(pilot: &mut Pilot) {
    pilot
        .fixture()
        .has_a_payment_without_a_result("action-pack")
        .await;
    go(pilot, "U").await;
}

#[tokio::test]
async fn the_payments_without_a_result() {
    pictures("unsettled", FIONA, unsettled).await;
}

#[tokio::test]
async fn a_payment_is_to_be_settled_by_hand() {
    pictures("unsettled-settle", FIONA, async |pilot| {
        unsettled(pilot).await;
        go(pilot, "e").await;
    })
    .await;
}

#[tokio::test]
async fn the_audit_log() {
    pictures("audit", AOIFE, async |pilot| {
        go(pilot, "A").await;
    })
    .await;
}

#[tokio::test]
async fn an_entry_of_the_audit_log_by_itself() {
    async fn one(pilot: &mut Pilot) {
        go(pilot, "A Enter").await;
    }
    picture("audit-one", AOIFE, one).await;
    in_polish("audit-one", AOIFE, one).await;
}

#[tokio::test]
async fn the_seller() {
    pictures("seller", FIONA, async |pilot| {
        go(pilot, "S").await;
    })
    .await;
}

/// Whoever sits at the computer of the store corrects it.
async fn correcting(locale: Locale) -> Pilot {
    let seat = Seat {
        is_local: true,
        locale,
        ..Seat::default()
    };
    let mut pilot = Fixture::demo().seat(seat).await;
    rest(&pilot).await;
    go(&mut pilot, "C-p").await;
    let name = if locale == Locale::EnUs {
        "seller"
    } else {
        "sprzedawca"
    };
    pilot.type_text(name).await;
    go(&mut pilot, "Enter u").await;
    pilot
}

#[tokio::test]
async fn the_seller_is_being_corrected() {
    let mut pilot = correcting(Locale::EnUs).await;
    keep("seller-edit", &pilot);
    for (width, height) in [(60, 18), (120, 40)] {
        pilot.resize(width, height).await;
        keep(&format!("seller-edit-{width}x{height}"), &pilot);
    }
    keep("seller-edit-pl", &correcting(Locale::PlPl).await);
}
