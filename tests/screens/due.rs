//! What is due in all accounts.

use crate::album::{go, picture, pictures};
use crate::pilot::{DANA, Pilot};

async fn due(pilot: &mut Pilot) {
    go(pilot, "1").await;
}

#[tokio::test]
async fn what_is_due_in_all_accounts() {
    pictures("due", DANA, due).await;
}

#[tokio::test]
async fn what_is_due_is_found_by_a_few_letters() {
    picture("due-filter", DANA, async |pilot| {
        due(pilot).await;
        go(pilot, "/ g o l d").await;
    })
    .await;
}
