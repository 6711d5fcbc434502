//! The set-up page by page: what going on, going back and a refusal do.

use super::*;
use crate::domain::ids::UserId;
use crate::domain::message::FieldError;
use crate::domain::text::TextError;
use crate::services::error::ServiceError;
use crate::services::setup::{SetupField, SetupForm};
use crate::tui::screens::testing::{Stage, countries, only};
use crate::tui::term::event::{Key, KeyCode};

fn opened(columns: u16, rows: u16) -> Stage<Setup> {
    let (mut stage, step) = Stage::open(Setup::new("/srv/desk", "jan"), columns, rows);
    assert_eq!(only::<Countries>(step), Countries);
    stage.answer(FoundCountries(Box::new(countries())));
    stage
}

fn fill(stage: &mut Stage<Setup>, fields: &[(&str, &str)]) {
    for (label, text) in fields {
        stage.focus(label);
        stage.type_in(text);
    }
}

fn fill_seller(stage: &mut Stage<Setup>) {
    fill(
        stage,
        &[
            ("Seller company", "Sprzedawca S.A."),
            ("Address line 1", "ul. Prosta 1"),
            ("City", "Warszawa"),
            ("Postal code", "00950"),
            ("Country", "po"),
            ("Currency", "PLN"),
            ("Bank", "Bank"),
            ("Account number", "PL61 1090 1014 0000 0712 1981 2874"),
            ("BIC", "PRZYPLPW"),
        ],
    );
}

fn fill_account(stage: &mut Stage<Setup>) {
    fill(
        stage,
        &[
            ("MPN ID", "1234567"),
            ("Company", "Fabrikam"),
            ("Address line 1", "1 Main Street"),
            ("City", "Redmond"),
            ("Country", "united s"),
            ("State", "wash"),
            ("Postal code", "98052"),
            ("Primary contact name", "Ana"),
            ("Primary contact email", "ana@fabrikam.example"),
            ("Primary contact phone", "+1 425 555 0100"),
        ],
    );
}

/// All three pages filled, the last one open.
fn filled(columns: u16, rows: u16) -> Stage<Setup> {
    let mut stage = opened(columns, rows);
    fill_seller(&mut stage);
    stage.submit();
    fill_account(&mut stage);
    stage.submit();
    fill(
        &mut stage,
        &[
            ("Global admin name", "Jan"),
            ("Global admin email", "jan@fabrikam.example"),
        ],
    );
    stage
}

fn sent(stage: &mut Stage<Setup>) -> SetupForm {
    let ask: SetupAsk = only(stage.submit());
    assert_eq!(ask.os_user, "jan");
    ask.form
}

#[test]
fn three_pages_become_one_form_and_then_the_desk() {
    let mut stage = filled(60, 18);
    let form = sent(&mut stage);
    assert_eq!(form.seller.bank_accounts[0].currency, "PLN");
    assert_eq!(form.seller.address.country, "PL");
    assert_eq!(form.profile.address.state, "WA");
    assert_eq!(form.admin.os_user, "jan");
    assert!(form.check(&countries()).is_ok());
    assert!(stage.submit().requests.is_empty(), "it is sent once");
    let actor = Actor::local(UserId::new(1), "jan".into());
    stage.answer(SetupAnswer(Ok(SetupDone {
        actor: Some(actor.clone()),
    })));
    stage.shows("✓ The store at /srv/desk is ready.");
    let step = stage.code(KeyCode::Enter);
    assert!(matches!(&step.tell, Some(ContextChange::Actor(told, _)) if *told == actor));
    assert!(matches!(step.go, Some(Navigation::Become(_))));
}

#[test]
fn a_store_for_somebody_else_says_who_can_start_it() {
    let mut stage = filled(80, 24);
    stage.focus("Global admin login");
    stage.clear();
    stage.type_in("ewa");
    assert_eq!(sent(&mut stage).admin.os_user, "ewa");
    stage.answer(SetupAnswer(Ok(SetupDone { actor: None })));
    stage.shows("ewa is its first Global admin");
    assert!(matches!(stage.code(KeyCode::Enter).go, Some(Navigation::Quit)));
}

#[test]
fn going_on_asks_for_this_page_alone_and_tells_every_refusal_at_once() {
    let mut stage = opened(60, 18);
    stage.focus("City");
    stage.submit();
    stage.shows("▸ Seller company ✗ Required.");
    stage.focus("Country");
    stage.shows("▸ Country not chosen yet ▾ ✗ Required.");
    stage.focus("BIC");
    stage.shows("✗ Required.");
    fill_seller(&mut stage);
    stage.submit();
    stage.shows("▸ MPN ID");
    stage.hides("✗");
}

#[test]
fn going_back_keeps_everything_and_the_first_page_asks_before_it_is_left() {
    let mut stage = opened(80, 24);
    assert!(matches!(stage.code(KeyCode::Esc).go, Some(Navigation::Quit)));
    fill_seller(&mut stage);
    stage.submit();
    fill(&mut stage, &[("MPN ID", "12")]);
    stage.code(KeyCode::Esc);
    stage.shows("Sprzedawca S.A.");
    stage.shows("Poland ▾");
    stage.submit();
    stage.shows("12");
    stage.code(KeyCode::Esc);
    stage.code(KeyCode::Esc);
    stage.shows("Leave without saving?");
    stage.code(KeyCode::Esc);
    stage.shows("Sprzedawca S.A.");
    stage.code(KeyCode::Esc);
    assert!(matches!(stage.press(Key::ctrl('d')).go, Some(Navigation::Quit)));
}

#[test]
fn what_the_service_refuses_opens_the_first_page_that_has_it() {
    let mut stage = filled(60, 18);
    sent(&mut stage);
    let errors = vec![
        FieldError::new(SetupField::MpnId, &TextError::Control),
        FieldError::new(SetupField::AdminName, &TextError::Control),
    ];
    stage.answer(SetupAnswer(Err(SetupRefusal::Fields(errors))));
    stage.shows("▸ MPN ID 1234567 ✗ This contains invisible control characters.");
    stage.answer(SetupAnswer(Err(SetupRefusal::Service(ServiceError::Interrupted))));
    stage.shows("This was interrupted.");
    stage.shows("1234567");
}
