//! Stores whose last change is of another time than the clock's: what they refuse, how they say so, and the way on.

use insta::assert_snapshot;

use offerdesk::domain::audit::{AuditAction, Origin};
use offerdesk::domain::date::Day;
use offerdesk::i18n::{I18n, Locale, unbound};

use crate::old_store::{set_up_on, system_audit, today};
use crate::support::Home;

const TRANSFER: &str = "--transfer --contact-name Ana --phone 4255550100 --email ana@example.com";

fn home_of(day: &str) -> Home {
    let home = Home::new();
    set_up_on(&home.store(), day.parse().unwrap());
    home
}

/// What the program says, without the day on which the tests run.
fn said(home: &Home, words: &str) -> String {
    let mut said = home.run(words);
    for locale in Locale::ALL {
        said = said.replace(&unbound(&I18n::new(locale).day(today())), "[today]");
    }
    said.replace(&today().to_string(), "[today]")
}

fn buy(home: &Home, options: &str) -> String {
    said(
        home,
        &format!(
            "subscribe --account 1234567 --offer action-pack --accept-terms 2026-1 --yes {TRANSFER} {options}"
        ),
    )
}

/// Reading never asks for the day.
fn reads(home: &Home) {
    for words in [
        "offers list",
        "orders list",
        "profile show --account 1234567",
        "store check",
    ] {
        let read = home.run(words);
        assert!(read.starts_with("exit 0"), "{words}: {read}");
    }
}

#[test]
fn a_store_that_was_written_long_ago_takes_nothing_new_until_today_is_accepted() {
    let home = home_of("2020-02-29");
    reads(&home);
    assert_snapshot!(buy(&home, ""), @"
    exit 4
    --- stderr
    Error: The store was last changed on February 29, 2020, but this computer's date is [today], more than 60 days later. Nothing was saved.
    Hint: If today's date is right, close offerdesk and run: offerdesk store clock --accept-today. If it isn't, set this computer's clock.
    ");
    assert_snapshot!(buy(&home, "--json"), @r#"
    exit 4
    --- stderr
    {
      "error": {
        "code": "store-clock-ran-ahead",
        "message": "The store was last changed on February 29, 2020, but this computer's date is [today], more than 60 days later. Nothing was saved.",
        "hint": "If today's date is right, close offerdesk and run: offerdesk store clock --accept-today. If it isn't, set this computer's clock.",
        "exit_code": 4
      }
    }
    "#);
    assert_snapshot!(buy(&home, "--lang pl"), @"
    exit 4
    --- stderr
    Błąd: Ostatnia zmiana w bazie danych nosi datę 29 lutego 2020, a data na tym komputerze to [today], ponad 60 dni później. Niczego nie zapisano.
    Wskazówka: Jeśli dzisiejsza data jest prawidłowa, zamknij offerdesk i uruchom polecenie: offerdesk --lang pl store clock --accept-today. Jeśli nie jest, ustaw zegar tego komputera.
    ");
    assert_snapshot!(said(&home, "store clock"), @"
    exit 0
    --- stdout
    Last change in the store: February 29, 2020
    Today, by this computer's clock: [today]
    Today is more than 60 days after the last change, so nothing can be saved.
    If today's date is right, run: offerdesk store clock --accept-today. If it isn't, set this computer's clock.
    ");
    assert_snapshot!(said(&home, "store clock --lang pl"), @"
    exit 0
    --- stdout
    Ostatnia zmiana w bazie danych: 29 lutego 2020
    Dzisiejsza data według zegara tego komputera: [today]
    Od ostatniej zmiany minęło ponad 60 dni, dlatego niczego nie można zapisać.
    Jeśli dzisiejsza data jest prawidłowa, uruchom polecenie: offerdesk --lang pl store clock --accept-today. Jeśli nie jest, ustaw zegar tego komputera.
    ");
    assert_snapshot!(said(&home, "store clock --json"), @r#"
    exit 0
    --- stdout
    {
      "last_day": "2020-02-29",
      "today": "[today]",
      "state": "ran-ahead",
      "accepted": false,
      "previous_day": null,
      "message": "Today is more than 60 days after the last change, so nothing can be saved.",
      "hint": "If today's date is right, run: offerdesk store clock --accept-today. If it isn't, set this computer's clock.",
      "warning": null
    }
    "#);
    let before = system_audit(&home.store());
    assert_snapshot!(said(&home, "store clock --accept-today"), @"
    exit 0
    --- stdout
    Last change before this one: February 29, 2020
    Today, by this computer's clock: [today]
    Today's date was accepted, so changes can be saved again.
    ");
    let audit = system_audit(&home.store());
    assert_eq!(audit.len(), before.len() + 1, "showing it wrote nothing");
    let entry = audit.last().unwrap();
    assert_eq!((entry.action, entry.actor), (AuditAction::DayAccepted, None));
    assert!(matches!(&entry.origin, Origin::Local { os_user } if !os_user.is_empty()));

    assert_snapshot!(said(&home, "store clock"), @"
    exit 0
    --- stdout
    Last change in the store: [today]
    Today, by this computer's clock: [today]
    The dates agree, so changes can be saved.
    ");
    assert_snapshot!(said(&home, "store clock --accept-today"), @"
    exit 0
    --- stdout
    Last change in the store: [today]
    Today, by this computer's clock: [today]
    The dates agree, so there was nothing to accept. Nothing was changed.
    ");
    assert_eq!(system_audit(&home.store()).len(), audit.len());
    assert!(buy(&home, "").starts_with("exit 0"));
    assert!(home.run("store check").starts_with("exit 0"));
}

#[test]
fn a_store_that_was_written_on_a_later_day_takes_nothing_new_until_today_is_accepted() {
    let home = home_of("2099-12-31");
    reads(&home);
    assert_snapshot!(buy(&home, ""), @"
    exit 4
    --- stderr
    Error: The store was last changed on December 31, 2099, but this computer's date is [today]. Nothing was saved.
    Hint: Set this computer's clock. If it's right now and was wrong before, close offerdesk and run: offerdesk store clock --accept-today
    ");
    assert_snapshot!(said(&home, "store clock"), @"
    exit 0
    --- stdout
    Last change in the store: December 31, 2099
    Today, by this computer's clock: [today]
    Today is before the last change, so nothing can be saved.
    Set this computer's clock. If it's right now and was wrong before, run: offerdesk store clock --accept-today
    Going back means that the days in between are treated as if they hadn't happened. Orders, payments and requests dated later than today stay in the store with those dates.
    ");
    assert_snapshot!(said(&home, "store clock --lang pl"), @"
    exit 0
    --- stdout
    Ostatnia zmiana w bazie danych: 31 grudnia 2099
    Dzisiejsza data według zegara tego komputera: [today]
    Dzisiejsza data jest wcześniejsza niż data ostatniej zmiany, dlatego niczego nie można zapisać.
    Ustaw zegar tego komputera. Jeśli teraz wskazuje właściwą datę, a wcześniej wskazywał błędną, uruchom polecenie: offerdesk --lang pl store clock --accept-today
    Po cofnięciu daty program przyjmuje, że dni pomiędzy tymi datami jeszcze nie było. Zamówienia, wpłaty i zgłoszenia z datą późniejszą niż dzisiejsza pozostaną w bazie z tymi datami.
    ");
    assert_snapshot!(said(&home, "store clock --json --accept-today"), @r#"
    exit 0
    --- stdout
    {
      "last_day": "[today]",
      "today": "[today]",
      "state": "agrees",
      "accepted": true,
      "previous_day": "2099-12-31",
      "message": "Today's date was accepted, so changes can be saved again.",
      "hint": null,
      "warning": "Going back means that the days in between are treated as if they hadn't happened. Orders, payments and requests dated later than today stay in the store with those dates."
    }
    "#);
    assert!(buy(&home, "").starts_with("exit 0"));
    assert!(home.run("store check").starts_with("exit 0"));
}

#[test]
fn going_back_is_warned_of_in_words() {
    let home = home_of("2099-12-31");
    assert_snapshot!(said(&home, "store clock --accept-today --lang pl"), @"
    exit 0
    --- stdout
    Poprzednia zmiana w bazie danych: 31 grudnia 2099
    Dzisiejsza data według zegara tego komputera: [today]
    Dzisiejsza data została przyjęta, zmiany znów można zapisywać.
    --- stderr
    Po cofnięciu daty program przyjmuje, że dni pomiędzy tymi datami jeszcze nie było. Zamówienia, wpłaty i zgłoszenia z datą późniejszą niż dzisiejsza pozostaną w bazie z tymi datami.
    ");
    let home = home_of("2099-12-31");
    assert_snapshot!(said(&home, "store clock --accept-today"), @"
    exit 0
    --- stdout
    Last change before this one: December 31, 2099
    Today, by this computer's clock: [today]
    Today's date was accepted, so changes can be saved again.
    --- stderr
    Going back means that the days in between are treated as if they hadn't happened. Orders, payments and requests dated later than today stay in the store with those dates.
    ");
}

#[test]
fn sixty_days_without_a_change_are_nothing_to_ask_about() {
    for (days, state) in [(60, "agrees"), (0, "agrees")] {
        let home = Home::new();
        let last: Day = today().plus(-days);
        set_up_on(&home.store(), last);
        let told = home.json("store clock");
        assert_eq!(told["state"], state, "{days}");
        assert_eq!(told["last_day"], last.to_string());
        assert!(buy(&home, "").starts_with("exit 0"), "{days}");
    }
}

#[test]
fn a_demo_store_takes_any_day() {
    let home = Home::new();
    assert_snapshot!(home.demo("store clock"), @"
    exit 0
    --- stdout
    Today in this demo store: June 22, 2026
    A demo store takes any date, so changes can be saved.
    ");
    assert_snapshot!(home.run("--demo --today 2036-01-01 store clock --accept-today"), @"
    exit 0
    --- stdout
    Today in this demo store: January 1, 2036
    A demo store takes any date, so changes can be saved.
    ");
    let told = home.json("--demo --today 2020-02-29 store clock");
    assert_eq!(told["state"], "agrees");
    assert_eq!(told["last_day"], serde_json::Value::Null);
}

#[test]
fn the_desk_of_a_store_that_was_written_long_ago_is_not_opened_where_nobody_can_be_asked() {
    let home = home_of("2020-02-29");
    assert_snapshot!(said(&home, "--plain"), @"
    exit 4
    --- stderr
    Error: The store was last changed on February 29, 2020, but this computer's date is [today], more than 60 days later. Nothing was saved.
    Hint: If today's date is right, close offerdesk and run: offerdesk store clock --accept-today. If it isn't, set this computer's clock.
    ");
    assert_eq!(home.json("store clock")["state"], "ran-ahead");
}
