//! What can be copied, and the sentence that says where it went.

use crate::album::{go, in_polish, picture, pictures};
use crate::outcomes::buy_by_transfer;
use crate::pilot::{DANA, Pilot};

#[tokio::test]
async fn what_can_be_copied_of_an_order() {
    async fn copies(pilot: &mut Pilot) {
        buy_by_transfer(pilot).await;
        go(pilot, "c").await;
    }
    pictures("copies", DANA, copies).await;
}

#[tokio::test]
async fn what_was_copied_is_said_in_the_last_row() {
    async fn copied(pilot: &mut Pilot) {
        buy_by_transfer(pilot).await;
        go(pilot, "c Enter").await;
    }
    picture("copied", DANA, copied).await;
    in_polish("copied", DANA, copied).await;
    picture("copied-60x18", DANA, async |pilot| {
        pilot.resize(60, 18).await;
        copied(pilot).await;
    })
    .await;
}
