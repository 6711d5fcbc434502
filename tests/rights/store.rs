//! The store itself: what is whoever's whose folder it is.

use offerdesk::catalog;
use offerdesk::domain::user::AnyRole;
use offerdesk::services::context::Actor;
use offerdesk::services::setup::{SellerForm, SetupForm};

use crate::asking::WANTED;
use crate::desk::{ANA, CONTOSO, actor};
use crate::people::{HERE, NOBODY};
use crate::seen::{Ended, Seen};
use crate::table::{Group, Row, tries};
use crate::world::{Start, World};

/// A seller who moved.
fn seller() -> SellerForm {
    SellerForm {
        name: "Another Sample Seller".to_owned(),
        ..form().seller
    }
}

/// The form of the set-up as its template has it.
fn form() -> SetupForm {
    let mut form: SetupForm = toml::from_str(include_str!("../../assets/setup.toml")).unwrap();
    "tester".clone_into(&mut form.admin.os_user);
    form
}

#[rustfmt::skip]
pub fn group() -> Group {
    Group {
        title: "The store itself",
        rows: vec![
            Row {
                what: "Set the store up, change the seller, take another catalog or payment network over",
                rule: "Whoever the store's folder belongs to, whatever person they act as otherwise: no role gives it.",
                expected: "oooo o ooo o o y",
                tries: tries! {
                    set_up @ Fresh: |w, a| {
                        let new = form().check(w.services().countries()).unwrap();
                        w.services().set_up(&a, &new).await.seen()
                    };
                    edit_seller @ Window: |w, a| w.services().edit_seller(&a, &seller()).await.seen();
                    adopt_catalog @ Window: |w, a| {
                        w.services().adopt_catalog(&a, &catalog::embedded().unwrap()).await.seen()
                    };
                    adopt_network @ Window: |w, a| w.services().adopt_network(&a).await.seen();
                },
            },
            Row {
                what: "Look at the payment network and what it has not settled",
                rule: "Whoever connects it, and who reads about its charges.",
                expected: "nnnn n nyy n d y",
                tries: tries! {
                    payment_network @ Forgotten: |w, a| w.services().payment_network(&a).await.seen();
                },
            },
            Row {
                what: "Take today as right after months without a change",
                rule: "Whoever is at the computer that keeps the store; as the desk asks them, they act as their own person.",
                expected: "yyyy y yyy y d y",
                tries: tries! {
                    accept_today @ MonthsLater: |w, a| w.services().accept_today(&a).await.seen();
                },
            },
        ],
    }
}

/// Nobody whom somebody acts as in a demo store is at the computer that keeps it by that.
#[tokio::test]
async fn a_person_of_a_demo_store_is_not_its_owner() {
    let world = World::new(Start::MonthsLater, ANA).await;
    let before = world.mark().await;
    let (services, admin) = (world.services(), Actor::demo(HERE[0]));
    assert_eq!(services.accept_today(&admin).await.seen(), Seen::OwnerOnly);
    assert_eq!(services.adopt_network(&admin).await.seen(), Seen::OwnerOnly);
    assert_eq!(
        services.edit_seller(&admin, &seller()).await.seen(),
        Seen::OwnerOnly
    );
    assert_eq!(world.mark().await, before);
}

/// The incident: whoever may attach no file was told which files there are on the computer that keeps the store.
#[tokio::test]
async fn whoever_may_not_attach_a_file_does_not_learn_whether_it_is_there() {
    let world = World::new(Start::Window, ANA).await;
    let (there, nowhere) = (world.local_file(), world.free_path());
    let tried = async |path: &str| {
        let nobody = actor(NOBODY);
        let kept = world.services().keep_local_file(&nobody, CONTOSO, path);
        kept.await.unwrap_err()
    };
    assert_eq!(tried(&there).await, tried(&nowhere).await);
}

/// The incident: whoever sees nothing of a company was told that staff could buy for it.
#[tokio::test]
async fn nobody_is_sent_to_staff_who_cannot_buy() {
    let world = World::new(Start::Window, ANA).await;
    let offer = crate::desk::offer_id(WANTED);
    let nobody = actor(NOBODY);
    let refused = world.services().open_wizard(&nobody, CONTOSO, &offer);
    let Seen::No(named) = refused.await.seen() else {
        panic!("it was not refused");
    };
    let is_staff = |role: &AnyRole| matches!(role, AnyRole::Staff(_));
    assert!(!named.is_empty() && !named.iter().any(is_staff), "{named:?}");
}
