//! Two people at one subscription.

use crate::pilot::{Pilot, TOM};
use crate::{buy, order_number, to_review};

const GOOD: &str = "4242424242424242";

#[tokio::test]
async fn the_second_of_two_is_told_who_pays_and_since_when_and_sees_the_result_live() {
    let mut dana = Pilot::demo().await;
    let mut tom = dana.beside(TOM).await;
    to_review(&mut tom, GOOD).await;
    dana.fixture().close_bank();
    to_review(&mut dana, GOOD).await;
    buy(&mut dana).await;
    dana.wait_for("Waiting for the bank").await;

    // Tom's review is closed under his eyes, with the name, the day and the number.
    tom.wait_for("placed by Dana Whitfield on June 22, 2026, is being confirmed")
        .await;
    let number = order_number(&tom);
    tom.press("Esc").await;
    tom.wait_for("Confirming payment").await;
    dana.fixture().open_bank();
    dana.wait_for("Order confirmed").await;
    assert_eq!(order_number(&dana), number);
    tom.wait_for("Renewal from June 15, 2027").await;
    assert_eq!(dana.fixture().charges().await, 1);
    dana.fixture().is_whole().await;
}

#[tokio::test]
async fn of_two_who_press_buy_at_the_same_time_one_pays() {
    let mut dana = Pilot::demo().await;
    let mut tom = dana.beside(TOM).await;
    to_review(&mut tom, GOOD).await;
    to_review(&mut dana, GOOD).await;
    tom.press("Space").await;
    dana.press("Space").await;
    tom.press_at_once("b");
    dana.press_at_once("b");
    dana.settle().await;
    let (first, second) = if dana.shows("Order confirmed") {
        (&dana, &tom)
    } else {
        (&tom, &dana)
    };
    first.sees("Order confirmed");
    second.sees_no("Order confirmed");
    second.sees("Your entries are saved as a draft.");
    assert_eq!(dana.fixture().charges().await, 1);
}

#[tokio::test]
async fn the_tile_of_somebody_who_only_looks_refreshes_by_itself() {
    let mut dana = Pilot::demo().await;
    let mut tom = dana.beside(TOM).await;
    to_review(&mut tom, GOOD).await;
    buy(&mut tom).await;
    tom.wait_for("Order confirmed").await;
    dana.wait_for("Renewal from June 15, 2027").await;
    // A wizard that is opened now is closed, with the reason.
    dana.press("Enter").await;
    dana.sees("You can renew from June 15, 2027, after the subscription expires.");
}
