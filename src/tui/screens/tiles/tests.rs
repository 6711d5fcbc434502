//! Which answers the tiles take: those to their own question, about the person and the account that are open now.

use crate::domain::date::Day;
use crate::domain::ids::AccountId;
use crate::services::context::Actor;
use crate::services::error::ServiceError;
use crate::services::offers::OffersPage;
use crate::tui::effect::{Answer, Request};
use crate::tui::layer::{ScreenEvent, Step};
use crate::tui::screens::testing::{ACCOUNT, BEN, Stage};

use super::Tiles;

const OTHER: AccountId = AccountId::new(8);

fn stage() -> Stage<Tiles> {
    let mut stage = Stage {
        screen: Tiles::new(),
        desk: crate::tui::screens::testing::desk(crate::i18n::Locale::EnUs, 80, 24),
    };
    stage.desk.account = Some(ACCOUNT);
    let step = stage.tell(ScreenEvent::Shown);
    assert!(asks_for(&step, ACCOUNT));
    stage
}

fn page(account: AccountId, person: &str) -> Answer {
    Answer::Offers(Ok(Box::new(OffersPage {
        account,
        company: "Contoso".to_owned(),
        mpn_id: "1000007".parse().unwrap(),
        role_keys: Vec::new(),
        person: person.to_owned(),
        today: Day::from_ymd(2026, 7, 3).unwrap(),
        tiles: Vec::new(),
    })))
}

fn asks_for(step: &Step, account: AccountId) -> bool {
    matches!(step.requests.as_slice(), [Request::Offers(asked)] if *asked == account)
}

#[test]
fn that_a_preference_was_saved_does_not_end_the_loading_of_the_tiles() {
    let mut stage = stage();
    assert!(stage.answer(Answer::Preferences(Ok(()))).requests.is_empty());
    assert!(stage.screen.is_loading());
    let again = stage.tell(ScreenEvent::NewDay);
    assert!(again.requests.is_empty(), "one load at a time");
    assert!(asks_for(&stage.answer(page(ACCOUNT, "Ana")), ACCOUNT));
}

#[test]
fn after_a_journey_the_error_of_the_account_that_was_left_is_not_shown_for_the_other() {
    let mut stage = stage();
    stage.desk.account = Some(OTHER);
    assert!(stage.tell(ScreenEvent::Shown).requests.is_empty());
    let failed = Answer::Offers(Err(ServiceError::Interrupted));
    assert!(asks_for(&stage.answer(failed), OTHER));
    assert!(stage.screen.error.is_none());
    assert!(stage.answer(page(OTHER, "Ana")).requests.is_empty());
    assert_eq!(stage.screen.page.as_ref().map(|page| page.account), Some(OTHER));
}

#[test]
fn a_change_during_a_load_that_failed_is_looked_for_all_the_same() {
    let mut stage = stage();
    assert!(stage.tell(ScreenEvent::NewDay).requests.is_empty());
    let failed = Answer::Offers(Err(ServiceError::Interrupted));
    assert!(asks_for(&stage.answer(failed), ACCOUNT));
    assert!(stage.answer(page(ACCOUNT, "Ana")).requests.is_empty());
    assert!(stage.screen.error.is_none());
}

#[test]
fn the_page_of_the_person_who_acted_before_is_never_shown() {
    let mut stage = stage();
    stage.desk.actor = Actor::demo(BEN);
    stage.desk.account = None;
    assert!(stage.tell(ScreenEvent::Shown).requests.is_empty());
    let step = stage.answer(page(ACCOUNT, "Ana"));
    assert!(matches!(step.requests.as_slice(), [Request::FirstAccount]));
    assert!(step.tell.is_none() && stage.screen.page.is_none());
    let step = stage.answer(Answer::FirstAccount(Ok(Some(OTHER))));
    assert!(asks_for(&step, OTHER));
    stage.desk.account = Some(OTHER);
    stage.answer(page(OTHER, "Ben"));
    assert_eq!(
        stage.screen.page.as_ref().map(|page| page.person.as_str()),
        Some("Ben")
    );
}
