//! **Update** on the way: the Legal profile is corrected, and nothing typed in the wizard is lost.

use crate::pilot::{INGRID, Pilot};
use crate::{buy, to_review};

const GOOD: &str = "4242424242424242";

#[tokio::test]
async fn a_bill_to_that_is_corrected_on_the_way_stands_in_the_review_and_on_the_order() {
    let mut pilot = Pilot::demo().await;
    to_review(&mut pilot, GOOD).await;
    pilot.press("BackTab").await.type_text("PO-1").await;
    pilot.press("Tab u").await;
    pilot.wait_for("Legal profile").await;
    pilot.wait_for("15250 NE Alder Street").await;
    pilot.press("Tab").await;
    pilot.press("End").await.type_text(" N").await;
    pilot.sees("15250 NE Alder Street N");
    pilot.press("C-s").await;
    pilot.wait_for("15250 NE Alder Street N,").await;
    pilot.sees("PO-1");
    pilot.sees("Visa ending in 4242");
    buy(&mut pilot).await;
    if pilot.shows("The order changed") {
        buy(&mut pilot).await;
    }
    pilot.wait_for("Order confirmed").await;
    pilot.sees("15250 NE Alder Street N, Suite 400");
}

#[tokio::test]
async fn who_may_not_edit_the_profile_reads_it_with_the_reason_and_comes_back_to_the_review() {
    let ingrid = Pilot::demo().await;
    let mut ingrid = ingrid.beside(INGRID).await;
    to_review(&mut ingrid, GOOD).await;
    ingrid.press("u").await;
    ingrid.wait_for("Dana Whitfield").await;
    ingrid.sees("Read-only.");
    ingrid.press("Esc").await;
    ingrid.wait_for("Visa ending in 4242").await;
}

#[tokio::test]
async fn quitting_asks_before_a_corrected_profile_is_lost_and_only_once() {
    let mut pilot = Pilot::demo().await;
    pilot.press("p").await;
    pilot.wait_for("Aurora Cloud Works LLC").await;
    pilot.wait_for("Submit").await;
    pilot.press("End").await;
    pilot.type_text(" II").await;
    pilot.press("C-c").await;
    pilot.wait_for("Leave without saving?").await;
    pilot.press("Esc").await;
    pilot.wait_for("Aurora Cloud Works LLC II").await;
    pilot.press("C-c").await;
    pilot.wait_for("Leave without saving?").await;
    pilot.press_at_once("C-c");
    pilot.ended().await;
}
