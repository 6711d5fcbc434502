//! Who may renew, and what happens when two people want to.

use offerdesk::domain::ids::UserId;
use offerdesk::domain::order::OrderState;
use offerdesk::domain::user::{Appearance, Denied, Grant, Permission, Role};
use offerdesk::payments::sandbox::Behavior;
use offerdesk::services::error::{ServiceError, Thing, Unavailable};
use offerdesk::tui::ask::Ask;
use offerdesk::tui::preferences::{Preference, PreferenceKept};

use crate::desk::turnstile::{Step, Turnstile};
use crate::desk::{
    ANA, AUD, BEN, CID, CONTOSO, DEE, Desk, FAY, SUE, Setup, ZOE, actor, offer_id, people, request, transfer,
    user,
};

const WANTED: &str = "action-pack";

fn denied() -> ServiceError {
    Denied::Role {
        needs: Permission::PlaceOrder.roles().to_vec(),
    }
    .into()
}

#[tokio::test]
async fn each_of_the_four_roles_may_renew() {
    for who in [ANA, BEN, CID, DEE] {
        let desk = Desk::on("2026-07-03").await;
        desk.holds(CONTOSO, WANTED, "2026-06-22").await;
        let paid = desk.renew(who, WANTED, desk.good().await).await.unwrap();
        assert!(matches!(paid.order.state, OrderState::Paid { .. }), "{who:?}");
        desk.adds_up().await;
    }
}

#[tokio::test]
async fn staff_see_why_they_may_not_and_strangers_see_nothing() {
    let desk = Desk::on("2026-07-03").await;
    desk.holds(CONTOSO, WANTED, "2026-06-22").await;
    let start = desk.wizard(ANA, WANTED).await;
    let order = request(&start, desk.good().await);
    let before = desk.dump().await;
    for staff in [FAY, SUE, AUD] {
        let opened = desk
            .services
            .open_wizard(&actor(staff), CONTOSO, &offer_id(WANTED))
            .await;
        let closed = Unavailable::Role {
            needs: Permission::PlaceOrder.roles().to_vec(),
            who: ["Ana", "Ben", "Cid", "Dee"].map(str::to_owned).to_vec(),
        };
        assert_eq!(opened, Err(closed.into()));
        let placed = desk.services.place_order(&actor(staff), order.clone()).await;
        assert_eq!(placed, Err(denied()));
        let token = desk
            .services
            .tokenize(&actor(staff), CONTOSO, crate::desk::card(crate::desk::GOOD))
            .await;
        assert_eq!(token.map(|_| ()), Err(denied()));
    }
    let stranger = actor(ZOE);
    let services = &desk.services;
    assert!(matches!(
        services.offers_page(&stranger, CONTOSO).await,
        Err(ServiceError::Denied(_))
    ));
    assert!(matches!(
        services.open_wizard(&stranger, CONTOSO, &offer_id(WANTED)).await,
        Err(ServiceError::Denied(_))
    ));
    assert!(matches!(
        services.orders(&stranger, CONTOSO, None, 9).await,
        Err(ServiceError::Denied(_))
    ));
    assert_eq!(services.place_order(&stranger, order).await, Err(denied()));
    assert_eq!(desk.dump().await, before);
}

#[tokio::test]
async fn a_disabled_person_may_nothing() {
    let desk = Desk::on("2026-07-03").await;
    desk.holds(CONTOSO, WANTED, "2026-06-22").await;
    let start = desk.wizard(ANA, WANTED).await;
    let order = request(&start, desk.good().await);
    let mut ana = people().swap_remove(0);
    ana.disabled = true;
    desk.put(&ana).await;
    let before = desk.dump().await;
    let placed = desk.services.place_order(&actor(ANA), order).await;
    assert_eq!(placed, Err(Denied::Disabled.into()));
    assert_eq!(desk.dump().await, before);
}

/// The incident: the role was read, the bank was asked to prepare, the role was taken away, and the order was
/// committed all the same, or the buyer was told of an interruption instead of the reason.
#[tokio::test]
async fn a_role_that_is_taken_away_between_review_and_commit_stops_the_order_and_says_so() {
    let (turnstile, setup) = Turnstile::before(Setup::default());
    let desk = Desk::with("2026-07-03", setup).await;
    desk.holds(CONTOSO, WANTED, "2026-06-22").await;
    let start = desk.wizard(BEN, WANTED).await;
    let order = request(&start, desk.good().await);
    turnstile.hold(Step::Prepare);
    let services = desk.services.clone();
    let placing = tokio::spawn(async move { services.place_order(&actor(BEN), order).await });
    turnstile.arrived().await;
    let mut ben = people().swap_remove(1);
    ben.grants.clear();
    desk.put(&ben).await;
    let commits = desk.checked().await.last_commit;
    turnstile.release();
    assert_eq!(placing.await.unwrap(), Err(denied()));
    assert_eq!(desk.checked().await.last_commit, commits);
    assert!(desk.orders(CONTOSO).await.is_empty());
    assert!(desk.charges().await.is_empty());
}

/// The incident: a change of the buyer's own record that takes nothing away (a new email address) made Buy give up,
/// because it was tried again and again with the record as it was first read.
#[tokio::test]
async fn a_harmless_change_of_the_buyers_record_does_not_stop_the_order() {
    let (turnstile, setup) = Turnstile::before(Setup::default());
    let desk = Desk::with("2026-07-03", setup).await;
    desk.holds(CONTOSO, WANTED, "2026-06-22").await;
    let start = desk.wizard(BEN, WANTED).await;
    let order = request(&start, desk.good().await);
    turnstile.hold(Step::Prepare);
    let services = desk.services.clone();
    let placing = tokio::spawn(async move { services.place_order(&actor(BEN), order).await });
    turnstile.arrived().await;
    let mut ben = people().swap_remove(1);
    ben.os_user = Some("ben".to_owned());
    desk.put(&ben).await;
    turnstile.release();
    let paid = placing.await.unwrap().unwrap();
    assert!(matches!(paid.order.state, OrderState::Paid { .. }));
    desk.adds_up().await;
}

#[tokio::test]
async fn an_order_that_waits_for_its_transfer_blocks_a_second_one_and_says_whose_it_is() {
    let desk = Desk::on("2026-07-03").await;
    desk.holds(CONTOSO, WANTED, "2026-06-22").await;
    let (ana, ben) = (desk.wizard(ANA, WANTED).await, desk.wizard(BEN, WANTED).await);
    let waiting = desk.buy(ANA, &ana, transfer()).await.unwrap();
    let before = desk.dump().await;
    let closed: ServiceError = Unavailable::AwaitingPayment {
        number: waiting.order.number.to_string(),
        by: "Ana".to_owned(),
        on: "2026-07-03".parse().unwrap(),
        due: "2026-08-02".parse().unwrap(),
    }
    .into();
    assert_eq!(desk.buy(BEN, &ben, desk.good().await).await, Err(closed.clone()));
    for who in [ANA, BEN] {
        let opened = desk
            .services
            .open_wizard(&actor(who), CONTOSO, &offer_id(WANTED))
            .await;
        assert_eq!(opened, Err(closed.clone()));
    }
    assert_eq!(desk.dump().await, before);
}

#[tokio::test]
async fn while_one_persons_card_is_being_charged_the_other_is_told_who_and_when() {
    let (turnstile, setup) = Turnstile::before(Setup::default());
    let desk = Desk::with("2026-07-03", setup).await;
    desk.holds(CONTOSO, WANTED, "2026-06-22").await;
    let (ana, ben) = (desk.wizard(ANA, WANTED).await, desk.wizard(BEN, WANTED).await);
    let order = request(&ana, desk.good().await);
    turnstile.hold(Step::Confirm);
    let services = desk.services.clone();
    let placing = tokio::spawn(async move { services.place_order(&actor(ANA), order).await });
    turnstile.arrived().await;

    let refused = desk.buy(BEN, &ben, desk.good().await).await;
    let number = desk.orders(CONTOSO).await[0].order.number.to_string();
    let closed = Unavailable::Settling {
        number,
        by: "Ana".to_owned(),
        on: "2026-07-03".parse().unwrap(),
    };
    assert_eq!(refused, Err(closed.into()));
    turnstile.release();
    placing.await.unwrap().unwrap();
    assert_eq!(desk.orders(CONTOSO).await.len(), 1);
    desk.adds_up().await;
}

/// The incident: whoever came second, with the review still open, was told that renewing opens next year, and had to
/// guess that a colleague had done it a minute ago.
#[tokio::test]
async fn whoever_comes_after_the_renewal_is_told_who_did_it_and_when() {
    let desk = Desk::on("2026-07-03").await;
    desk.holds(CONTOSO, WANTED, "2026-06-22").await;
    let (ana, ben) = (desk.wizard(ANA, WANTED).await, desk.wizard(BEN, WANTED).await);
    let paid = desk.buy(ANA, &ana, desk.good().await).await.unwrap();
    desk.go_to("2026-07-05");
    let before = desk.dump().await;
    let renewed = Unavailable::AlreadyPaid {
        number: paid.order.number.to_string(),
        by: "Ana".to_owned(),
        on: "2026-07-03".parse().unwrap(),
        expires: "2027-06-22".parse().unwrap(),
    };
    assert_eq!(
        desk.buy(BEN, &ben, desk.good().await).await,
        Err(renewed.clone().into())
    );
    let review = desk.services.review(&actor(BEN), &ben.draft).await;
    assert!(
        matches!(review, Err(ServiceError::Closed(Unavailable::Window(_)))),
        "{review:?}"
    );
    assert_eq!(desk.dump().await, before);
    desk.adds_up().await;
}

#[tokio::test]
async fn an_intent_belongs_to_whoever_placed_it() {
    let desk = Desk::on("2026-07-03").await;
    desk.holds(CONTOSO, WANTED, "2026-06-22").await;
    let start = desk.wizard(ANA, WANTED).await;
    let silent = desk.card_that(Behavior::Approve).await;
    desk.buy(ANA, &start, silent.clone()).await.unwrap();
    let before = desk.dump().await;
    let taken = desk.buy(BEN, &start, silent).await;
    let nothing = ServiceError::not_found(Thing::Order, start.draft.intent.to_string());
    assert_eq!(taken, Err(nothing));
    assert_eq!(desk.dump().await, before);
}

#[tokio::test]
async fn a_theme_and_a_language_that_are_saved_at_once_are_both_kept() {
    let desk = Desk::on("2026-07-03").await;
    let who = actor(ANA);
    let save = |preference: Preference| preference.run(&desk.services, &who);
    // The first round is about preferences that do not exist yet, the second about ones that do.
    for (theme, language) in [("dusk", "pl-PL"), ("dawn", "en-US")] {
        let appearance = Appearance {
            theme: Some(theme.to_owned()),
            ascii: true,
        };
        let saved = tokio::join!(
            save(Preference::Appearance(appearance.clone())),
            save(Preference::Language(language, Some(CONTOSO))),
        );
        assert_eq!(saved, (PreferenceKept(Ok(())), PreferenceKept(Ok(()))));
        let kept = desk.services.preferences(&who).await.unwrap();
        assert_eq!(kept.appearance, appearance);
        assert_eq!(kept.language.as_deref(), Some(language));
        assert_eq!(kept.account, Some(CONTOSO));
    }
}

/// The incident: of a large company, only the first fifty people were looked at, and nobody was named who could do it.
#[tokio::test]
async fn who_could_do_it_is_named_however_many_people_there_are_before_them() {
    let desk = Desk::on("2026-07-03").await;
    desk.holds(CONTOSO, WANTED, "2026-06-22").await;
    let managers = [ANA, BEN, CID, DEE];
    for mut person in people() {
        if managers.contains(&person.id) {
            person.disabled = true;
            desk.put(&person).await;
        }
    }
    for number in 0..60 {
        let mut gone = user(
            UserId::new(1_000 + number),
            &format!("Gone {number:02}"),
            vec![manager()],
            &[],
        );
        gone.disabled = true;
        desk.put(&gone).await;
    }
    for number in 0..7 {
        let named = user(
            UserId::new(2_000 + number),
            &format!("Still here {number}"),
            vec![manager()],
            &[],
        );
        desk.put(&named).await;
    }
    let opened = desk
        .services
        .open_wizard(&actor(FAY), CONTOSO, &offer_id(WANTED))
        .await;
    let Err(ServiceError::Closed(Unavailable::Role { who, .. })) = opened else {
        panic!("{opened:?}");
    };
    assert_eq!(who, [0, 1, 2, 3, 4].map(|number| format!("Still here {number}")));
}

fn manager() -> Grant {
    Grant {
        account: CONTOSO,
        role: Role::GlobalAdmin,
    }
}
