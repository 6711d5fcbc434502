//! The legal profile: changed by a Global admin, in force at once, verified by somebody else.

use offerdesk::domain::partner::{Vetting, VettingError};
use offerdesk::domain::profile::LegalProfileInput;
use offerdesk::services::error::{ServiceError, Unavailable};
use offerdesk::services::profiles::{ProfilePage, ProfileRefusal};
use offerdesk::store::error::{Conflict, StoreError};

use crate::desk::{ANA, BEN, CONTOSO, Desk, FAY, SAM, SUE, ZOE, actor, transfer};

async fn page(desk: &Desk, who: offerdesk::domain::ids::UserId) -> ProfilePage {
    desk.services.legal_profile(&actor(who), CONTOSO).await.unwrap()
}

fn moved_to(page: &ProfilePage, line1: &str) -> LegalProfileInput {
    let mut input = LegalProfileInput::from(&page.account.profile);
    line1.clone_into(&mut input.address.line1);
    input
}

async fn change(desk: &Desk, line1: &str) -> ProfilePage {
    let seen = page(desk, ANA).await;
    let input = moved_to(&seen, line1);
    desk.services
        .change_profile(&actor(ANA), CONTOSO, seen.version, &input)
        .await
        .unwrap()
}

#[tokio::test]
async fn a_change_is_pending_until_support_authorizes_it() {
    let desk = Desk::on("2026-07-03").await;
    let changed = change(&desk, "2 Side St").await;
    assert_eq!(changed.account.profile.address.line1, "2 Side St");
    assert!(matches!(
        changed.account.vetting,
        Vetting::Pending { by: ANA, .. }
    ));
    assert!(page(&desk, SUE).await.may_decide);
    assert!(!page(&desk, ANA).await.may_decide && !page(&desk, FAY).await.may_decide);
    let decided = desk
        .services
        .authorize_profile(&actor(SUE), CONTOSO, version_of(&desk).await)
        .await
        .unwrap();
    assert!(matches!(decided.account.vetting, Vetting::Authorized { .. }));
    let late = desk
        .services
        .reject_profile(&actor(SAM), CONTOSO, version_of(&desk).await, "too late")
        .await;
    assert_eq!(late, Err(VettingError::NothingPending.into()));
    desk.checked().await;
}

#[tokio::test]
async fn a_rejected_change_is_taken_back_with_its_reason() {
    let desk = Desk::on("2026-07-03").await;
    change(&desk, "2 Side St").await;
    let wrong = desk
        .services
        .reject_profile(&actor(SUE), CONTOSO, version_of(&desk).await, "line\u{1b}[2J")
        .await;
    assert!(matches!(
        wrong,
        Err(ServiceError::Field {
            field: "field-reason",
            ..
        })
    ));
    let decided = desk
        .services
        .reject_profile(&actor(SUE), CONTOSO, version_of(&desk).await, "no such street")
        .await
        .unwrap();
    assert_eq!(decided.account.profile.address.line1, "1 Main St");
    assert!(
        matches!(decided.account.vetting, Vetting::Rejected { reason, .. } if reason == "no such street")
    );
}

#[tokio::test]
async fn others_see_the_profile_with_the_reason_and_who_may_change_it() {
    let desk = Desk::on("2026-07-03").await;
    let seen = page(&desk, BEN).await;
    assert!(matches!(&seen.edit_closed, Some(Unavailable::Role { who, .. }) if *who == ["Ana"]));
    assert_eq!(page(&desk, ANA).await.edit_closed, None);
    let before = desk.dump().await;
    for who in [BEN, FAY, SUE, ZOE] {
        let refused = desk
            .services
            .change_profile(&actor(who), CONTOSO, seen.version, &moved_to(&seen, "x"))
            .await;
        assert!(matches!(
            refused,
            Err(ProfileRefusal::Service(ServiceError::Denied(_)))
        ));
    }
    for who in [ANA, BEN, FAY] {
        assert!(matches!(
            desk.services
                .authorize_profile(&actor(who), CONTOSO, version_of(&desk).await)
                .await,
            Err(ServiceError::Denied(_))
        ));
    }
    assert!(desk.services.legal_profile(&actor(ZOE), CONTOSO).await.is_err());
    assert_eq!(desk.dump().await, before);
}

#[tokio::test]
async fn of_two_changes_of_one_version_the_second_is_refused_and_names_who_was_faster() {
    let desk = Desk::on("2026-07-03").await;
    let seen = page(&desk, ANA).await;
    change(&desk, "2 Side St").await;
    let input = moved_to(&seen, "3 Back St");
    let refused = desk
        .services
        .change_profile(&actor(ANA), CONTOSO, seen.version, &input)
        .await;
    let Err(ProfileRefusal::Service(ServiceError::Store(StoreError::Conflict(Conflict::Moved {
        by, ..
    })))) = refused
    else {
        panic!("{refused:?}");
    };
    assert_eq!(by, Some(ANA));
    assert_eq!(page(&desk, ANA).await.account.profile.address.line1, "2 Side St");
}

#[tokio::test]
async fn wrong_fields_are_told_all_at_once_and_no_change_is_no_change() {
    let desk = Desk::on("2026-07-03").await;
    let seen = page(&desk, ANA).await;
    let before = desk.dump().await;
    let mut input = moved_to(&seen, "");
    input.address.postal_code = "ABC".to_owned();
    input.contact_email = "ana@".to_owned();
    let refused = desk
        .services
        .change_profile(&actor(ANA), CONTOSO, seen.version, &input)
        .await;
    assert!(
        matches!(&refused, Err(ProfileRefusal::Fields(fields)) if fields.len() == 3),
        "{refused:?}"
    );
    let same = LegalProfileInput::from(&seen.account.profile);
    let refused = desk
        .services
        .change_profile(&actor(ANA), CONTOSO, seen.version, &same)
        .await;
    assert_eq!(
        refused,
        Err(ServiceError::from(VettingError::NothingChanged).into())
    );
    assert_eq!(desk.dump().await, before);
}

#[tokio::test]
async fn an_order_keeps_the_address_it_was_billed_to() {
    let desk = Desk::on("2026-07-03").await;
    desk.holds(CONTOSO, "action-pack", "2026-06-22").await;
    change(&desk, "2 Side St").await;
    let order = desk.renew(BEN, "action-pack", transfer()).await.unwrap();
    desk.services
        .reject_profile(&actor(SUE), CONTOSO, version_of(&desk).await, "no such street")
        .await
        .unwrap();
    assert_eq!(
        desk.order(order.order.id).await.order.bill_to.address.line1,
        "2 Side St"
    );
}

/// What somebody who decides has just seen.
async fn version_of(desk: &Desk) -> u64 {
    desk.services
        .legal_profile(&actor(SUE), CONTOSO)
        .await
        .unwrap()
        .version
}
