//! Saved cards, receipts, charges without an order, payments without a result, the audit log and the seller: looked at,
//! decided about, and what is in the store afterwards.

use offerdesk::domain::ids::AccountId;
use offerdesk::domain::network::OrphanState;
use offerdesk::domain::order::OrderState;
use offerdesk::services::context::Actor;
use offerdesk::services::receipts::ReceiptsOf;
use offerdesk::tui::term::event::{Key, KeyCode};

use crate::direct::Direct;
use crate::order_number;
use crate::pilot::asking::SOFIA;
use crate::pilot::fixture::Fixture;
use crate::pilot::{AOIFE, DANA, FIONA, Pilot, Seat};
use crate::transfers::order_by_transfer;

async fn who(fixture: &Fixture, person: &str) -> Actor {
    Actor::demo(fixture.services.person_by_email(person).await.unwrap().id)
}

async fn seat(fixture: &Fixture, person: &'static str) -> Pilot {
    let pilot = fixture
        .seat(Seat {
            person,
            ..Seat::default()
        })
        .await;
    pilot.settle().await;
    pilot
}

#[tokio::test]
async fn a_saved_card_is_removed_from_the_page_of_the_company() {
    let fixture = Fixture::demo();
    fixture.keeps_a_card().await;
    let mut dana = seat(&fixture, DANA).await;
    dana.press("7").await;
    dana.wait_for("Legal profile").await;
    dana.press("A-k").await;
    dana.wait_for("Visa ending in 4242").await;
    dana.press("Enter").await;
    dana.sees("Saved by");
    dana.press("x").await;
    dana.wait_for("Remove this card?").await;
    // Enter is no answer.
    dana.press("Enter").await;
    dana.sees("Remove this card?");
    dana.press("y").await;
    dana.wait_for("The saved card Visa ending in 4242 was removed.")
        .await;
    dana.sees("This account has no saved cards.");
    let kept = fixture
        .services
        .saved_cards(&who(&fixture, DANA).await, AccountId::new(1), None, 10)
        .await;
    assert!(kept.unwrap().lines.is_empty());
    fixture.is_whole().await;
}

#[tokio::test]
async fn who_may_not_remove_a_saved_card_is_told_who_may() {
    let fixture = Fixture::demo();
    fixture.keeps_a_card().await;
    let mut aoife = seat(&fixture, AOIFE).await;
    aoife.press("7").await;
    aoife.wait_for("Legal profile").await;
    aoife.press("K").await;
    aoife.wait_for("Visa ending in 4242").await;
    aoife.press("x").await;
    aoife.sees("You need one of these roles");
    aoife.sees_no("Remove this card?");
}

#[tokio::test]
async fn unallocated_money_is_applied_to_another_order() {
    let fixture = Fixture::demo();
    fixture.has_unallocated_money().await;
    let mut dana = seat(&fixture, DANA).await;
    order_by_transfer(&mut dana).await;
    let number = order_number(&dana);
    let mut fiona = seat(&fixture, FIONA).await;
    fiona.press("R").await;
    fiona.wait_for("$25.00").await;
    fiona.press("i").await;
    fiona.wait_for("the rest stays unallocated").await;
    fiona.type_text("OD-1234").await;
    fiona.press("C-s").await;
    fiona.sees_no("Apply to this order?");
    // Nobody learns from a question about money that there is no such order.
    fiona.refill(&["OD-1234-5678"]).await;
    fiona.press("C-s").await;
    fiona.settle().await;
    fiona.sees_no("Apply to this order?");
    fiona.refill(&[&number]).await;
    fiona.press("C-s").await;
    fiona.wait_for("Apply to this order?").await;
    fiona.sees("Aurora Cloud Works LLC");
    fiona.press("y").await;
    fiona.wait_for("$25.00 was recorded for order").await;
    fiona.sees("No unallocated money.");
    fiona.press("Right").await;
    fiona.wait_for("Harbor").await;
    let fiona = who(&fixture, FIONA).await;
    let left = fixture
        .services
        .receipts(&fiona, ReceiptsOf::Unallocated, None, 10)
        .await;
    assert!(left.unwrap().lines.is_empty());
    let order = fixture
        .services
        .order(&fiona, number.parse().unwrap())
        .await
        .unwrap();
    assert_eq!(order.order.missing().minor, 45_000);
    fixture.is_whole().await;
}

#[tokio::test]
async fn unallocated_money_is_marked_as_returned_and_the_auditor_only_looks() {
    let fixture = Fixture::demo();
    fixture.has_unallocated_money().await;
    let mut aoife = seat(&fixture, AOIFE).await;
    aoife.press("C-p").await.type_text("receipts").await;
    aoife.press("Enter").await;
    aoife.wait_for("$25.00").await;
    aoife.press("r").await;
    aoife.sees("You need one of these roles: Finance");
    let mut fiona = seat(&fixture, FIONA).await;
    fiona.press("R").await;
    fiona.wait_for("$25.00").await;
    fiona.press("Enter").await;
    fiona.wait_for("BANK-1").await;
    fiona.press("r").await;
    fiona.wait_for("Send the money from your bank first").await;
    fiona.press("C-s").await;
    fiona.wait_for("Mark as returned?").await;
    fiona.press("y").await;
    fiona.wait_for("was returned on June 22, 2026").await;
    aoife.wait_for("No unallocated money.").await;
    fixture.is_whole().await;
}

#[tokio::test]
async fn a_charge_without_an_order_is_refunded() {
    let fixture = Fixture::demo();
    fixture.has_a_charge_without_an_order().await;
    let mut fiona = seat(&fixture, FIONA).await;
    fiona.press("C").await;
    fiona.wait_for("$475.00").await;
    fiona.press("f").await;
    fiona.wait_for("Refund this charge?").await;
    fiona.press("Esc").await;
    fiona.sees_no("Refund this charge?");
    fiona.press("f").await;
    fiona.wait_for("Refund this charge?").await;
    fiona.press("y").await;
    fiona.wait_for("$475.00 is being refunded.").await;
    fixture.services.reconcile().await.unwrap();
    fiona.wait_for("No charge needs a decision.").await;
    fiona.press("Right").await;
    fiona.wait_for("refunded").await;
    let charges = fixture
        .services
        .orphans(&who(&fixture, FIONA).await, true, None, 10)
        .await;
    assert_eq!(charges.unwrap().lines[0].orphan.state, OrphanState::Refunded);
    fixture.is_whole().await;
}

#[tokio::test]
async fn a_charge_without_an_order_pays_the_order_that_it_was_asked_for() {
    let fixture = Fixture::demo();
    let order = fixture.has_a_charge_without_an_order().await;
    let number = order.order.number;
    let mut fiona = seat(&fixture, FIONA).await;
    fiona.press("C Enter").await;
    fiona.wait_for("Requested for order").await;
    fiona.press("i").await;
    fiona.wait_for("exactly the same total").await;
    fiona.sees(&number.to_string());
    fiona.press("C-s").await;
    fiona.wait_for("Attach to an order?").await;
    fiona.press("y").await;
    fiona.wait_for("now pays order").await;
    let order = fixture
        .services
        .order(&who(&fixture, FIONA).await, number)
        .await
        .unwrap();
    assert!(matches!(order.order.state, OrderState::Paid { .. }));
    fixture.is_whole().await;
}

#[tokio::test]
async fn a_payment_without_a_result_is_settled_by_hand() {
    let fixture = Fixture::demo();
    let order = fixture.has_a_payment_without_a_result("action-pack").await;
    let mut fiona = seat(&fixture, FIONA).await;
    fiona.press("U").await;
    fiona.wait_for("Can be settled now").await;
    fiona.press("e").await;
    fiona.wait_for("What you found").await;
    // Nothing is chosen yet, and how one knows has to be said.
    fiona.press("C-s").await;
    fiona.sees_no("Settle this payment?");
    fiona.press("Space Down Enter").await;
    fiona
        .press("Tab")
        .await
        .type_text("Telephone call, June 22")
        .await;
    fiona.press("C-s").await;
    fiona.wait_for("Settle this payment?").await;
    fiona.press("y").await;
    fiona.wait_for("by hand as charged").await;
    fiona.sees("Every card payment has a result.");
    let order = fixture
        .services
        .order(&who(&fixture, FIONA).await, order.order.number)
        .await
        .unwrap();
    assert!(matches!(order.order.state, OrderState::Paid { .. }));
    fixture.is_whole().await;
}

#[tokio::test]
async fn what_was_typed_about_a_payment_is_not_lost_without_a_question() {
    let fixture = Fixture::demo();
    fixture.has_a_payment_without_a_result("action-pack").await;
    let mut fiona = seat(&fixture, FIONA).await;
    fiona.press("U").await;
    fiona.wait_for("Can be settled now").await;
    fiona.press("e").await;
    fiona.wait_for("What you found").await;
    fiona.press("Tab").await.type_text("x").await;
    fiona.press("Esc").await;
    fiona.sees("You haven't submitted your entries.");
    fiona.press("Esc").await;
    fiona.sees("What you found");
    fiona.press("Esc C-d").await;
    fiona.wait_for("Can be settled now").await;
}

#[tokio::test]
async fn the_auditor_reads_who_did_what_and_finds_it_by_a_few_letters() {
    let fixture = Fixture::demo();
    fixture.keeps_a_card().await;
    let mut aoife = seat(&fixture, AOIFE).await;
    aoife.press("A").await;
    aoife.wait_for("Order paid").await;
    aoife.press("/").await.type_text("card saved dana").await;
    aoife.settle().await;
    aoife.wait_for("Card saved").await;
    aoife.sees_no("Order paid");
    aoife.press("Enter Enter").await;
    aoife.wait_for("Dana Whitfield").await;
    aoife.sees("saved card");
    aoife.press("Esc Esc").await;
    aoife.wait_for("Order paid").await;
    // What belongs to no account is a list of its own.
    aoife.press("Left").await;
    aoife.wait_for("Store created").await;
    aoife.sees_no("Order paid");
    // What happens meanwhile is there at once.
    aoife.press("Right").await;
    fixture.has_unallocated_money().await;
    aoife.wait_for("Payment recorded").await;
}

#[tokio::test]
async fn the_seller_is_corrected_by_whoever_the_folder_belongs_to() {
    let fixture = Fixture::demo();
    let mut dana = fixture
        .seat(Seat {
            is_local: true,
            ..Seat::default()
        })
        .await;
    dana.settle().await;
    dana.press("C-p").await.type_text("seller").await;
    dana.press("Enter").await;
    dana.wait_for("Account number").await;
    dana.press("u").await;
    dana.wait_for("Seller company").await;
    dana.refill(&[""]).await;
    dana.press("C-s").await;
    dana.settle().await;
    dana.sees("Seller company");
    dana.press("Home").await;
    dana.refill(&["Northwind Memberships Ltd."]).await;
    dana.press("C-s").await;
    dana.wait_for("The seller's details were changed.").await;
    dana.sees("Northwind Memberships Ltd.");
    let seller = fixture.services.seller().await.unwrap();
    assert_eq!(seller.name.as_str(), "Northwind Memberships Ltd.");
    fixture.is_whole().await;
}

#[tokio::test]
async fn who_came_in_another_way_reads_the_seller_and_is_told_who_may_change_it() {
    let fixture = Fixture::demo();
    let mut fiona = seat(&fixture, FIONA).await;
    fiona.press("S").await;
    fiona.wait_for("Account number").await;
    fiona.press("u").await;
    fiona.sees("Only the owner of the store's folder can change this.");
}

/// Seen: whoever went elsewhere while money was on its way was never told what came of it.
#[tokio::test]
async fn an_answer_was_lost_to_whoever_went_elsewhere_before_it_came() {
    let fixture = Fixture::demo();
    fixture.has_a_charge_without_an_order().await;
    let seat = Seat {
        person: FIONA,
        ..Seat::default()
    };
    let mut fiona = Direct::new(&fixture.services, seat).await;
    let type_in = |fiona: &mut Direct, text: &str| text.chars().for_each(|c| fiona.key(Key::char(c)));
    fiona.settle().await;
    type_in(&mut fiona, "9");
    fiona.settle().await;
    type_in(&mut fiona, "C");
    fiona.settle().await;
    type_in(&mut fiona, "i");
    fiona.key(Key::ctrl('s'));
    fiona.settle().await;
    assert!(
        fiona.read().1.contains("Attach to an order?"),
        "{}",
        fiona.read().1
    );
    type_in(&mut fiona, "y");
    // Nothing is answered yet, and somebody is in a hurry.
    fiona.key(Key::ctrl('p'));
    type_in(&mut fiona, "seller");
    fiona.key(Key::plain(KeyCode::Enter));
    let shown = fiona.read().1;
    assert!(
        shown.contains("Still saving.") && !shown.contains("VAT ID"),
        "{shown}"
    );
    fiona.settle().await;
    let shown = fiona.read().1;
    assert!(shown.contains("now pays order"), "{shown}");
}

/// Seen: numbers of places did nothing on screens that belong to no place.
#[tokio::test]
async fn numbers_of_places_were_dead_on_the_sellers_page() {
    let fixture = Fixture::demo();
    let mut fiona = seat(&fixture, FIONA).await;
    fiona.press("C-p").await.type_text("seller").await;
    fiona.press("Enter").await;
    fiona.wait_for("Nordlicht").await;
    fiona.press("9").await;
    fiona.wait_for("Record a payment").await;
}

/// Seen: within Money its number led nowhere, as if one were there.
#[tokio::test]
async fn from_the_lists_of_money_its_number_led_nowhere() {
    let fixture = Fixture::demo();
    let mut fiona = seat(&fixture, FIONA).await;
    for (list, is_there) in [
        ("U", "Payments without a result"),
        ("C", "Charges without an order"),
    ] {
        fiona.press(list).await;
        fiona.wait_for(is_there).await;
        fiona.press("9").await;
        fiona.wait_for("Record a payment").await;
    }
}

/// Seen: money was recorded for a number that was typed, and nobody was told whose order that is.
#[tokio::test]
async fn whose_order_a_typed_number_is_was_not_said_before_money_was_recorded() {
    let fixture = Fixture::demo();
    let mut dana = seat(&fixture, DANA).await;
    let mut fiona = seat(&fixture, FIONA).await;
    fiona.wait_for("Harbor Point").await;
    let number = order_number(&fiona);
    fiona.press("Up Enter").await;
    fiona.wait_for("Payer's reference").await;
    fiona.type_text(&number).await;
    fiona.sees_no("Harbor Point");
    fiona.press("Tab").await;
    fiona.wait_for("Harbor Point Consulting Inc. owes $475.00").await;
    fiona.type_text("300").await.press("Tab").await;
    fiona.type_text("USD").await.press("C-s").await;
    fiona.wait_for("Still to be paid: $175.00").await;
    // Seen: whoever pays was told to transfer the whole sum again.
    dana.press("C-p").await.type_text(&number).await;
    dana.wait_for("Harbor Point").await;
    dana.press("Enter").await;
    dana.wait_for("Transfer exactly $175.00 by").await;
    // Seen: an order from the palette stood below no company, and its places were those of another one.
    dana.sees("Harbor Point Consulti");
    dana.press("7").await;
    dana.wait_for("Legal profile").await;
    dana.settle().await;
    dana.sees("200 Atlantic Avenue");
}

/// Seen: from a request or an entry of one company the numbers of places led to another one's.
#[tokio::test]
async fn places_of_the_staff_were_those_of_some_company() {
    let fixture = Fixture::demo();
    let mut sofia = seat(&fixture, SOFIA).await;
    sofia.wait_for("Request queue").await;
    sofia.settle().await;
    sofia.press("/").await.type_text("2345678").await;
    sofia.settle().await;
    sofia.sees("1003");
    sofia.press("Enter").await;
    sofia.press("7").await;
    sofia.wait_for("Legal profile").await;
    sofia.settle().await;
    sofia.sees("Bałtyk Systemy");
}
