//! The Legal profile as its readers, its editors and Support see it.

use super::*;
use crate::domain::country::AddressField;
use crate::domain::message::FieldError;
use crate::domain::partner::VettingError;
use crate::domain::profile::ProfileField;
use crate::domain::user::{AnyRole, Role};
use crate::services::error::Unavailable;
use crate::services::watch::Changed;
use crate::store::error::{Conflict, StoreError};
use crate::store::record::{Kind, RecordRef};
use crate::tui::layer::Screen;
use crate::tui::screens::testing::{ACCOUNT, BEN, Stage, countries, only, page};
use crate::tui::term::event::{Key, KeyCode};

fn opened(page: Box<ProfilePage>, columns: u16, rows: u16) -> Stage<Profile> {
    let (mut stage, step) = Stage::open(Profile::new(ACCOUNT), columns, rows);
    let [page_asked, countries_asked] = step.requests.as_slice() else {
        panic!("{step:?}");
    };
    assert_eq!(page_asked.get(), Some(&ProfileAsk::Load(ACCOUNT)));
    assert_eq!(countries_asked.get(), Some(&Countries));
    stage.answer(ProfileAnswer::Loaded(Ok(page)));
    stage.answer(FoundCountries(Box::new(countries())));
    stage
}

/// A page whose company was changed by Ben, and waits for its verification.
fn pending() -> Box<ProfilePage> {
    let mut page = page(6);
    let authorized = page.account.profile.clone();
    page.account.profile.company = crate::domain::address::Name::parse("Fabrikam S.A.").unwrap();
    page.account.vetting = Vetting::Pending {
        since: "2026-06-20".parse().unwrap(),
        begun: "2026-06-20".parse().unwrap(),
        by: BEN,
        authorized,
    };
    page
}

fn to_decide() -> Box<ProfilePage> {
    let mut page = pending();
    page.may_decide = true;
    page.edit_closed = Some(closed());
    page
}

fn closed() -> Unavailable {
    Unavailable::Role {
        needs: vec![AnyRole::Account(Role::GlobalAdmin)],
        who: vec!["Ben Nowak".into()],
    }
}

fn conflict() -> ServiceError {
    ServiceError::Store(StoreError::Conflict(Conflict::Moved {
        record: RecordRef {
            kind: Kind::Account,
            id: ACCOUNT.to_bytes().to_vec(),
        },
        found: Some(6),
        by: Some(BEN),
    }))
}

#[test]
fn what_was_typed_is_sent_for_the_version_that_was_seen_and_success_goes_back() {
    let mut stage = opened(page(5), 80, 24);
    stage.shows("Authorized on January 5, 2026");
    stage.type_in(" x");
    let ProfileAsk::Change(ACCOUNT, 5, input) = only(stage.submit()) else {
        panic!("not the change");
    };
    assert_eq!(input.company, "Fabrikam sp. z o.o. x");
    assert_eq!(input.address.country, "PL");
    assert!(stage.submit().requests.is_empty(), "it is sent once");
    let step = stage.answer(ProfileAnswer::Changed(Ok(page(6))));
    assert!(matches!(step.go, Some(Navigation::Back)));
}

/// Seen: "You can still buy" was said of a country in which nothing is sold, and to Support, which buys nothing.
#[test]
fn nobody_is_told_that_they_can_still_buy_where_they_cannot() {
    for (buying, is_told) in [
        (Buying::Open, true),
        (Buying::NotSold, false),
        (Buying::NotTheirs, false),
    ] {
        let mut page = pending();
        page.buying = buying;
        let stage = opened(page, 80, 24);
        let shown = stage.text();
        assert_eq!(shown.contains("You can still buy"), is_told, "{shown}");
        assert_eq!(
            shown.contains("Nothing is for sale"),
            buying == Buying::NotSold,
            "{shown}"
        );
    }
    let mut sent = page(2);
    sent.buying = Buying::NotSold;
    let mut stage = opened(page(1), 80, 24);
    let step = stage.answer(ProfileAnswer::Changed(Ok(sent)));
    let said = step.say.expect("what was sent");
    assert!(
        said.ends_with("Nothing is for sale at present. Country: Poland."),
        "{said}"
    );
}

#[test]
fn a_form_in_which_nothing_changed_says_so() {
    let mut stage = opened(page(5), 80, 24);
    assert!(stage.submit().requests.is_empty());
    stage.shows("You haven't changed anything");
    stage.type_in("x");
    stage.hides("You haven't changed anything");
    stage.submit();
    let same = ServiceError::Vetting(VettingError::NothingChanged);
    stage.answer(ProfileAnswer::Changed(Err(same.into())));
    stage.shows("You haven't changed anything");
}

#[test]
fn every_refusal_stands_at_its_field_and_the_first_has_the_focus() {
    let mut stage = opened(page(5), 60, 18);
    stage.focus("Postal code");
    stage.clear();
    stage.type_in("1");
    stage.focus("Primary contact phone");
    stage.submit();
    let errors = vec![
        FieldError {
            field: ProfileField::Address(AddressField::PostalCode),
            code: "text-empty",
            args: Vec::new(),
        },
        FieldError {
            field: ProfileField::ContactPhone,
            code: "phone-length",
            args: Vec::new(),
        },
    ];
    stage.answer(ProfileAnswer::Changed(Err(ProfileRefusal::Fields(errors))));
    let (rows, cursor) = stage.drawn();
    let row = rows.iter().position(|row| row.contains("▸ Postal code")).unwrap();
    assert!(rows[row + 1].contains("✗ Required."), "{rows:#?}");
    assert_eq!(usize::from(cursor.unwrap().y), row);
    stage.focus("Primary contact phone");
    stage.shows("A phone number has 6 to 15 digits.");
}

#[test]
fn going_back_asks_before_what_was_typed_is_thrown_away() {
    let mut stage = opened(page(5), 60, 18);
    assert!(matches!(stage.code(KeyCode::Esc).go, Some(Navigation::Back)));
    stage.type_in("x");
    assert!(stage.code(KeyCode::Esc).go.is_none());
    stage.shows("Leave without saving?");
    stage.shows("Ctrl-D Discard");
    let (rows, cursor) = stage.drawn();
    let on = &rows[usize::from(cursor.unwrap().y)];
    assert!(on.contains("Keep editing"), "the question has the keys: {on}");
    stage.type_in("q");
    stage.code(KeyCode::Esc);
    stage.hides("Leave without saving?");
    stage.shows("Fabrikam sp. z o.o.x");
    stage.code(KeyCode::Esc);
    assert!(matches!(stage.press(Key::ctrl('d')).go, Some(Navigation::Back)));
}

#[test]
fn who_may_not_change_it_reads_it_with_the_reason_and_who_could() {
    let mut page = page(5);
    page.edit_closed = Some(closed());
    let mut stage = opened(page, 60, 18);
    stage.shows("Read-only. You need one of these roles: Global");
    stage.shows("Ask one of these people: Ben Nowak.");
    stage.shows("Country Poland");
    stage.code(KeyCode::PageDown);
    stage.shows("+48221234567");
    assert!(!stage.footer().contains("Submit"));
    assert!(matches!(stage.code(KeyCode::Esc).go, Some(Navigation::Back)));
}

#[test]
fn when_somebody_was_faster_the_rest_is_taken_over_and_what_was_typed_is_kept() {
    let mut stage = opened(page(5), 80, 24);
    stage.focus("City");
    stage.clear();
    stage.type_in("Kraków");
    stage.submit();
    let step = stage.answer(ProfileAnswer::Changed(Err(conflict().into())));
    assert!(matches!(only(step), ProfileAsk::Load(ACCOUNT)));
    stage.shows("Someone else changed this at the same time.");
    let mut newer = pending();
    newer.account.profile.address.city = "Gdańsk".into();
    newer.account.profile.address.country = "US".parse().unwrap();
    newer.account.profile.address.state = "WA".into();
    stage.answer(ProfileAnswer::Loaded(Ok(newer)));
    stage.shows("Ben Nowak changed this account in the meantime.");
    stage.focus("Company");
    stage.shows("Fabrikam S.A.");
    stage.focus("City");
    stage.shows("now: Gdańsk");
    stage.focus("State or province");
    stage.shows("Washington");
    let ProfileAsk::Change(ACCOUNT, 6, input) = only(stage.submit()) else {
        panic!("not the change");
    };
    assert_eq!(input.address.city, "Kraków");
    assert_eq!(input.address.state, "WA");
    assert_eq!(input.company, "Fabrikam S.A.");
}

#[test]
fn a_country_decides_whether_a_state_is_asked_for_and_remembers_it() {
    let mut stage = opened(page(5), 80, 24);
    stage.hides("State or province");
    stage.focus("Country");
    stage.type_in("united s");
    stage.hides("State or province");
    stage.code(KeyCode::Enter);
    stage.shows("▸ Country");
    stage.shows("State or province not chosen yet ▾");
    stage.code(KeyCode::BackTab);
    stage.code(KeyCode::BackTab);
    stage.type_in("wash");
    stage.code(KeyCode::Enter);
    stage.shows("Washington");
    stage.focus("Country");
    stage.type_in("p");
    stage.code(KeyCode::Enter);
    stage.hides("State or province");
    stage.type_in("united s");
    // Going on chooses what is marked, too.
    stage.code(KeyCode::Tab);
    stage.shows("Washington");
}

#[test]
fn support_sees_what_changes_and_authorizes_what_was_seen() {
    let mut stage = opened(to_decide(), 60, 18);
    stage.shows("Pending since June 20, 2026, changed by Ben Nowak");
    stage.shows("Company Fabrikam S.A. before: Fabrikam sp. z o.o.");
    // The decisions are buttons, which their keys press as well; a careless Enter only opens a form.
    stage.shows("▸ Reject");
    stage.code(KeyCode::Right);
    stage.shows("▸ Authorize");
    stage.code(KeyCode::Left);
    stage.code(KeyCode::Enter);
    stage.shows("Reject the change: Fabrikam S.A.");
    stage.code(KeyCode::Esc);
    let step = stage.press(Key::char('y'));
    assert!(matches!(only(step), ProfileAsk::Authorize(ACCOUNT, 6)));
    stage.answer(ProfileAnswer::Decided(Ok(page(7))));
    stage.shows("✓ The change was authorized.");
    stage.shows("Authorized on");
}

#[test]
fn a_rejection_needs_a_reason_and_keeps_it_until_it_is_sent() {
    let mut stage = opened(to_decide(), 60, 18);
    stage.press(Key::char('n'));
    stage.shows("before: Fabrikam sp. z o.o.");
    assert!(stage.submit().requests.is_empty());
    stage.shows("✗ Required.");
    stage.type_in("not in the register");
    stage.code(KeyCode::Esc);
    stage.code(KeyCode::Esc);
    stage.shows("Leave without saving?");
    stage.code(KeyCode::Esc);
    stage.press(Key::char('n'));
    let ProfileAsk::Reject(ACCOUNT, 6, reason) = only(stage.submit()) else {
        panic!("not the rejection");
    };
    assert_eq!(reason, "not in the register");
    let refused = ServiceError::field("field-reason", &TextError::Control);
    stage.answer(ProfileAnswer::Decided(Err(refused)));
    stage.shows("✗ This contains invisible control characters.");
    stage.hides("Saving");
    stage.submit();
    let mut rejected = page(7);
    rejected.edit_closed = Some(closed());
    rejected.account.vetting = Vetting::Rejected {
        on: "2026-06-22".parse().unwrap(),
        rejected: pending().account.profile,
        reason,
    };
    stage.answer(ProfileAnswer::Decided(Ok(rejected)));
    stage.shows("Rejected on June 22, 2026: not in the register");
    stage.shows("rejected: Fabrikam S.A.");
    assert!(matches!(stage.code(KeyCode::Esc).go, Some(Navigation::Back)));
}

#[test]
fn every_change_can_be_read_while_the_reason_stays_in_sight() {
    let mut page = to_decide();
    let Vetting::Pending { authorized, .. } = &mut page.account.vetting else {
        panic!("not pending");
    };
    authorized.address.line1 = "ul. Nowa 2".into();
    authorized.address.line2 = "lok. 3".into();
    authorized.address.city = "Kraków".into();
    authorized.address.postal_code = "30-001".into();
    authorized.vat_id = None;
    authorized.primary_contact.phone = crate::domain::address::Phone::parse("+48 12 123 45 67").unwrap();
    let mut stage = opened(page, 60, 18);
    stage.press(Key::char('n'));
    stage.shows("before: ul. Nowa 2");
    stage.hides("before: +48121234567");
    assert!(stage.footer().contains("More"), "{}", stage.footer());
    stage.type_in("no");
    stage.code(KeyCode::PageDown);
    stage.shows("before: +48121234567");
    stage.shows("▸ Reason no");
}

#[test]
fn what_was_rejected_stands_below_its_field() {
    let mut page = page(7);
    page.account.vetting = Vetting::Rejected {
        on: "2026-06-22".parse().unwrap(),
        rejected: pending().account.profile,
        reason: "not in the register".into(),
    };
    let stage = opened(page, 60, 18);
    stage.shows("rejected: Fabrikam S.A.");
    stage.shows("The last change was rejected. The profile is as it was before.");
}

#[test]
fn a_change_by_others_is_shown_at_once_where_nothing_was_typed() {
    let mut stage = opened(page(5), 80, 24);
    let step = stage.tell(ScreenEvent::Changed(Changed::everything()));
    assert!(matches!(only(step), ProfileAsk::Load(ACCOUNT)));
    stage.answer(ProfileAnswer::Loaded(Ok(pending())));
    stage.shows("Fabrikam S.A.");
    stage.shows("Pending since June 20, 2026");
    stage.hides("changed this account in the meantime");
}

#[test]
fn a_page_that_cannot_be_loaded_says_why() {
    let (mut stage, _) = Stage::open(Profile::new(ACCOUNT), 60, 18);
    stage.shows("Loading");
    stage.answer(ProfileAnswer::Loaded(Err(ServiceError::Interrupted)));
    stage.shows("This was interrupted.");
    assert!(matches!(stage.code(KeyCode::Esc).go, Some(Navigation::Back)));
}

#[test]
fn an_answer_that_comes_late_does_not_bring_back_what_was() {
    let mut stage = opened(pending(), 80, 24);
    stage.answer(ProfileAnswer::Loaded(Ok(page(5))));
    stage.shows("Fabrikam S.A.");
}

#[test]
fn the_form_fits_the_smallest_screen_in_both_languages() {
    for locale in crate::i18n::Locale::ALL {
        let mut stage = opened(pending(), 60, 18);
        stage.context.i18n = crate::i18n::I18n::new(locale);
        let mut seen = std::collections::BTreeSet::new();
        for _ in 0..11 {
            let (rows, cursor) = stage.drawn();
            let focused: Vec<&String> = rows.iter().filter(|row| row.contains('▸')).collect();
            assert_eq!(focused.len(), 1, "{rows:#?}");
            seen.insert(focused[0].clone());
            if stage.screen.typing(&stage.context).is_on() && !focused[0].contains('‹') {
                let row = rows.iter().position(|row| row.contains('▸')).unwrap();
                assert_eq!(cursor.map(|cursor| usize::from(cursor.y)), Some(row));
            }
            stage.code(KeyCode::Tab);
        }
        assert_eq!(seen.len(), 11, "{seen:#?}");
    }
}
