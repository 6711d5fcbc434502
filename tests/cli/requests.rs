//! Support requests without screens: a cancellation from the request to the money, and what each person sees of it.

use insta::assert_snapshot;

use crate::support::{CARD, Home, TODAY};

pub const SUPPORT: &str = "--as sofia.lindqvist@seller.example";

pub fn demo(words: &str) -> String {
    format!("--demo --today {TODAY} {words}")
}

/// Renews the Action Pack of the first account by card: money that can go back.
pub fn renew(home: &Home) {
    let renew = "renew --account 1234567 --offer action-pack --accept-terms 2026-1 --card-stdin --yes";
    let renewed = home.run_with(&demo(renew), CARD);
    assert!(renewed.starts_with("exit 0"), "{renewed}");
}

/// Runs a command of the demo that has to succeed.
pub fn done(home: &Home, words: &str) -> String {
    let said = home.demo(words);
    assert!(said.starts_with("exit 0"), "{words}: {said}");
    said
}

pub const CANCEL: &str =
    "requests new --account 1234567 --offer action-pack --cancel --description 'We stop.'";

pub const ASK: &str =
    "requests new --account 1234567 --problem other --title 'A question' --description 'What is due?'";

#[test]
fn a_cancellation_is_asked_for_decided_and_refunded() {
    let home = Home::new();
    renew(&home);
    assert_snapshot!(home.demo(CANCEL), @"
    exit 0
    --- stdout
    You sent request 1010. The subscription stays as it is until Support decides on the cancellation.
    State:         Open
    Cancellation:  Requested on June 22, 2026. Refund possible: $475.00 paid on
                   June 22, 2026, if no benefit has been used. Ask by
                   July 22, 2026.

    What you can do next
      Reply:          offerdesk --demo --today 2026-06-22 requests reply 1010 --text TEXT
      Attach a file:  offerdesk --demo --today 2026-06-22 requests attach 1010 PATH
      Withdraw:       offerdesk --demo --today 2026-06-22 requests close 1010
    ");
    assert_snapshot!(home.demo(&format!("requests take 1010 {SUPPORT}")), @"
    exit 0
    --- stdout
    You're now working on request 1010.
    State:         Open
    Cancellation:  Requested on June 22, 2026. Refund possible: $475.00 paid on
                   June 22, 2026, if no benefit has been used. Ask by
                   July 22, 2026.

    What you can do next
      Reply:                    offerdesk --demo --today 2026-06-22 --as sofia.lindqvist@seller.example requests reply 1010 --text TEXT
      Ask the company:          offerdesk --demo --today 2026-06-22 --as sofia.lindqvist@seller.example requests reply 1010 --needs-attention --text TEXT
      Cancel with a refund:     offerdesk --demo --today 2026-06-22 --as sofia.lindqvist@seller.example requests decide 1010 --refund --no-benefit-used
      Cancel without a refund:  offerdesk --demo --today 2026-06-22 --as sofia.lindqvist@seller.example requests decide 1010 --no-refund
      Attach a file:            offerdesk --demo --today 2026-06-22 --as sofia.lindqvist@seller.example requests attach 1010 PATH
      Close request:            offerdesk --demo --today 2026-06-22 --as sofia.lindqvist@seller.example requests close 1010
    ");
    let asked = format!("requests reply 1010 --needs-attention --text 'Why, and since when?' {SUPPORT}");
    assert_snapshot!(home.demo(&asked), @"
    exit 0
    --- stdout
    You asked the company to reply to request 1010.
    State:         Attention needed
    Cancellation:  Requested on June 22, 2026. Refund possible: $475.00 paid on
                   June 22, 2026, if no benefit has been used. Ask by
                   July 22, 2026.

    What you can do next
      Reply:                    offerdesk --demo --today 2026-06-22 --as sofia.lindqvist@seller.example requests reply 1010 --text TEXT
      Ask the company:          offerdesk --demo --today 2026-06-22 --as sofia.lindqvist@seller.example requests reply 1010 --needs-attention --text TEXT
      Cancel with a refund:     offerdesk --demo --today 2026-06-22 --as sofia.lindqvist@seller.example requests decide 1010 --refund --no-benefit-used
      Cancel without a refund:  offerdesk --demo --today 2026-06-22 --as sofia.lindqvist@seller.example requests decide 1010 --no-refund
      Attach a file:            offerdesk --demo --today 2026-06-22 --as sofia.lindqvist@seller.example requests attach 1010 PATH
      Close request:            offerdesk --demo --today 2026-06-22 --as sofia.lindqvist@seller.example requests close 1010
    ");
    assert_snapshot!(home.run_with(&demo("requests reply 1010 --text-file -"), "We use another one.\n\n\nState: Closed\n"), @"
    exit 0
    --- stdout
    You replied to request 1010.
    State:         Open
    Cancellation:  Requested on June 22, 2026. Refund possible: $475.00 paid on
                   June 22, 2026, if no benefit has been used. Ask by
                   July 22, 2026.

    What you can do next
      Reply:          offerdesk --demo --today 2026-06-22 requests reply 1010 --text TEXT
      Attach a file:  offerdesk --demo --today 2026-06-22 requests attach 1010 PATH
      Withdraw:       offerdesk --demo --today 2026-06-22 requests close 1010
    ");
    let decide = format!("requests decide 1010 --refund --no-benefit-used --text 'As you wish.' {SUPPORT}");
    assert_snapshot!(home.demo(&decide), @"
    exit 0
    --- stdout
    You decided on request 1010. Close it when there's nothing left to do.
    State:     Open
    Canceled:  June 22, 2026 by Sofia Lindqvist
    Term:      The previous term applies again.
    Refund:    $475.00 for order OD-xxxx-xxxx was returned.

    What you can do next
      Reply:            offerdesk --demo --today 2026-06-22 --as sofia.lindqvist@seller.example requests reply 1010 --text TEXT
      Ask the company:  offerdesk --demo --today 2026-06-22 --as sofia.lindqvist@seller.example requests reply 1010 --needs-attention --text TEXT
      Attach a file:    offerdesk --demo --today 2026-06-22 --as sofia.lindqvist@seller.example requests attach 1010 PATH
      Close request:    offerdesk --demo --today 2026-06-22 --as sofia.lindqvist@seller.example requests close 1010
    ");
    assert_snapshot!(home.demo(&format!("requests close 1010 --text 'All done.' {SUPPORT}")), @"
    exit 0
    --- stdout
    You closed request 1010.
    State:     Closed
    Canceled:  June 22, 2026 by Sofia Lindqvist
    Term:      The previous term applies again.
    Refund:    $475.00 for order OD-xxxx-xxxx was returned.

    What you can do next
      Reopen:  offerdesk --demo --today 2026-06-22 --as sofia.lindqvist@seller.example requests reopen 1010
    ");
    assert_snapshot!(home.demo("requests show 1010"), @"
    exit 0
    --- stdout
    Request 1010
    Title:            Cancel Microsoft Action Pack Subscription
    State:            Closed
    Company:          Aurora Cloud Works LLC
    MPN ID:           1234567
    Type of problem:  Help with partner invoice, payment, or reconciliation file
    Severity:         Moderate
    About:            Microsoft Action Pack Subscription
    Sent:             June 22, 2026, [time] UTC by Dana Whitfield
    Contact:          Dana Whitfield, dana.whitfield@example.com, +14255550100
    Handled by:       Sofia Lindqvist
    Canceled:         June 22, 2026 by Sofia Lindqvist
    Term:             The previous term applies again.
    Refund:           $475.00 for order OD-xxxx-xxxx was returned.

    Description:
      | We stop.

    Thread
    June 22, 2026, [time] UTC · Taken · Sofia Lindqvist (Support)
    June 22, 2026, [time] UTC · Attention needed · Sofia Lindqvist (Support)
      | Why, and since when?
    June 22, 2026, [time] UTC · Reply · Dana Whitfield (Aurora Cloud Works LLC)
      | We use another one.
      |
      |
      | State: Closed
    June 22, 2026, [time] UTC · Canceled with a refund · Sofia Lindqvist
        (Support)
      | As you wish.
    June 22, 2026, [time] UTC · Closed · Sofia Lindqvist (Support)
      | All done.

    What you can do next
      Reopen:  offerdesk --demo --today 2026-06-22 requests reopen 1010
    ");
    let order = &home.json(&demo("orders list --account 1234567"))["orders"][0];
    assert_eq!(order["state"], "refunded");
    let check = done(&home, "store check");
    assert!(check.contains("The store is clean"), "{check}");
}

#[test]
fn a_request_is_told_as_json() {
    let home = Home::new();
    renew(&home);
    done(&home, CANCEL);
    assert_snapshot!(home.demo("requests show 1010 --json"), @r#"
    exit 0
    --- stdout
    {
      "number": 1010,
      "version": 14,
      "state": "open",
      "since": "[time]",
      "mpn_id": "1234567",
      "company": "Aurora Cloud Works LLC",
      "problem": {
        "id": "billing",
        "name": "Help with partner invoice, payment, or reconciliation file"
      },
      "severity": "moderate",
      "about": {
        "kind": "subscription",
        "offer": "action-pack",
        "name": "Microsoft Action Pack Subscription"
      },
      "title": "Cancel Microsoft Action Pack Subscription",
      "description": "We stop.",
      "contact": {
        "name": "Dana Whitfield",
        "email": "dana.whitfield@example.com",
        "phone": "+14255550100"
      },
      "requested_by": "Dana Whitfield",
      "opened": "[time]",
      "taken_by": null,
      "cancellation": {
        "asked_on": "2026-06-22",
        "verdict": {
          "refundable": true,
          "order": "OD-xxxx-xxxx",
          "total": {
            "minor": 47500,
            "currency": "USD",
            "text": "475.00 USD"
          },
          "paid_on": "2026-06-22",
          "until": "2026-07-22",
          "reason": null,
          "message": "Refund possible: $475.00 paid on June 22, 2026, if no benefit has been used. Ask by July 22, 2026."
        },
        "decision": null
      },
      "attachments": [],
      "thread": [],
      "side": "company",
      "actions": {
        "reply": {
          "access": "open"
        },
        "ask": {
          "access": "hidden"
        },
        "take": {
          "access": "hidden"
        },
        "decide": {
          "access": "hidden"
        },
        "close": {
          "access": "open"
        },
        "reopen": {
          "access": "hidden"
        },
        "attach": {
          "access": "open"
        }
      }
    }
    "#);
    let decide = format!("requests decide 1010 --refund --no-benefit-used {SUPPORT}");
    let decided = home.json(&demo(&decide));
    assert_eq!(decided["cancellation"]["verdict"], serde_json::Value::Null);
    let decision = &decided["cancellation"]["decision"];
    assert_eq!(decision["on"], TODAY);
    assert_eq!(decision["refund"]["is_back"], true);
    assert_eq!(decision["refund"]["total"]["text"], "475.00 USD");
    assert_eq!(decision["last_day"], serde_json::Value::Null);
    assert_eq!(decided["thread"][0]["event"], "decided");
    assert_eq!(decided["thread"][0]["side"], "support");
    assert_eq!(decided["thread"][0]["refund"], true);
    assert_eq!(decided["actions"]["decide"]["closed"]["code"], "request-decided");
}

#[test]
fn a_request_is_told_in_polish() {
    let home = Home::new();
    renew(&home);
    assert_snapshot!(home.demo(&format!("{CANCEL} --lang pl")), @"
    exit 0
    --- stdout
    Wysłano zgłoszenie 1010. Subskrypcja pozostaje bez zmian, dopóki pomoc techniczna nie podejmie decyzji o anulowaniu.
    Stan:        Otwarte
    Anulowanie:  Data zgłoszenia anulowania: 22 czerwca 2026. Zwrot jest możliwy:
                 475,00 USD, zapłacono 22 czerwca 2026, o ile nie użyto żadnej
                 korzyści. Termin zgłoszenia: 22 lipca 2026.

    Co możesz zrobić
      Odpowiedz:    offerdesk --demo --today 2026-06-22 --lang pl requests reply 1010 --text TEXT
      Dołącz plik:  offerdesk --demo --today 2026-06-22 --lang pl requests attach 1010 PATH
      Wycofaj:      offerdesk --demo --today 2026-06-22 --lang pl requests close 1010
    ");
    done(
        &home,
        &format!("requests reply 1010 --text 'Dlaczego?' {SUPPORT}"),
    );
    assert_snapshot!(home.demo("requests show 1010 --lang pl"), @"
    exit 0
    --- stdout
    Zgłoszenie 1010
    Tytuł:              Anulowanie: Subskrypcja Microsoft Action Pack
    Stan:               Otwarte
    Firma:              Aurora Cloud Works LLC
    Identyfikator MPN:  1234567
    Typ problemu:       Pomoc dotycząca faktury partnera, płatności lub pliku
                        uzgodnień
    Ważność:            Umiarkowana
    Dotyczy:            Subskrypcja Microsoft Action Pack
    Wysłano:            22 czerwca 2026, [time] UTC, Dana Whitfield
    Kontakt:            Dana Whitfield, dana.whitfield@example.com, +14255550100
    Anulowanie:         Data zgłoszenia anulowania: 22 czerwca 2026. Zwrot jest
                        możliwy: 475,00 USD, zapłacono 22 czerwca 2026, o ile nie
                        użyto żadnej korzyści. Termin zgłoszenia: 22 lipca 2026.

    Opis:
      | We stop.

    Przebieg
    22 czerwca 2026, [time] UTC · Odpowiedź · Sofia Lindqvist (Pomoc
        techniczna)
      | Dlaczego?

    Co możesz zrobić
      Odpowiedz:    offerdesk --demo --today 2026-06-22 --lang pl requests reply 1010 --text TEXT
      Dołącz plik:  offerdesk --demo --today 2026-06-22 --lang pl requests attach 1010 PATH
      Wycofaj:      offerdesk --demo --today 2026-06-22 --lang pl requests close 1010
    ");
    assert_snapshot!(home.demo(&format!("requests decide 1010 --no-refund --lang pl {SUPPORT}")), @"
    exit 0
    --- stdout
    Podjęto decyzję w zgłoszeniu 1010. Zamknij je, gdy nic już nie pozostało do zrobienia.
    Stan:                         Otwarte
    Anulowano:                    22 czerwca 2026, Sofia Lindqvist
    Ostatni dzień z korzyściami:  14 czerwca 2027
    Zwrot pieniędzy:              Brak

    Co możesz zrobić
      Przejmij:            offerdesk --demo --today 2026-06-22 --as sofia.lindqvist@seller.example --lang pl requests take 1010
      Odpowiedz:           offerdesk --demo --today 2026-06-22 --as sofia.lindqvist@seller.example --lang pl requests reply 1010 --text TEXT
      Zapytaj firmę:       offerdesk --demo --today 2026-06-22 --as sofia.lindqvist@seller.example --lang pl requests reply 1010 --needs-attention --text TEXT
      Dołącz plik:         offerdesk --demo --today 2026-06-22 --as sofia.lindqvist@seller.example --lang pl requests attach 1010 PATH
      Zamknij zgłoszenie:  offerdesk --demo --today 2026-06-22 --as sofia.lindqvist@seller.example --lang pl requests close 1010
    ");
}

#[test]
fn a_request_is_withdrawn_and_opened_again() {
    let home = Home::new();
    done(&home, CANCEL);
    assert_snapshot!(home.demo("requests close 1010 --text 'We stay.'"), @"
    exit 0
    --- stdout
    You withdrew request 1010.
    State:  Withdrawn

    What you can do next
      Reopen:  offerdesk --demo --today 2026-06-22 requests reopen 1010
    ");
    assert_snapshot!(home.demo("requests reply 1010 --text 'One more thing'"), @"
    exit 4
    --- stderr
    Error: This request is closed. Nothing was sent.
    Hint: Reopen it first; that's possible within 30 days after it was closed.
    ");
    assert_snapshot!(home.demo("requests reopen 1010 --text 'We go after all.'"), @"
    exit 0
    --- stdout
    You reopened request 1010.
    State:         Open
    Cancellation:  Requested on June 22, 2026. No refund: the current term wasn't
                   paid here.

    What you can do next
      Reply:          offerdesk --demo --today 2026-06-22 requests reply 1010 --text TEXT
      Attach a file:  offerdesk --demo --today 2026-06-22 requests attach 1010 PATH
      Withdraw:       offerdesk --demo --today 2026-06-22 requests close 1010
    ");
    assert_snapshot!(home.demo("requests reopen 1010"), @"
    exit 4
    --- stderr
    Error: This request isn't closed, so there's nothing to reopen.
    Hint: Reply to it instead.
    ");
    done(&home, ASK);
    done(&home, "requests close 1011");
    let late = "--demo --today 2026-07-23 requests reopen 1011";
    assert_snapshot!(home.run(late), @"
    exit 4
    --- stderr
    Error: This request could be reopened through July 22, 2026.
    Hint: Send a new request.
    ");
}

#[test]
fn the_last_contact_and_the_own_name_are_filled_in() {
    let home = Home::new();
    let other = "--name 'Ana Nowak' --email ana@example.com --phone '+1 425 555 0100'";
    done(&home, &format!("{ASK} {other}"));
    let sent = home.json(&demo(ASK));
    assert_eq!(
        sent["contact"],
        serde_json::json!({
            "name": "Dana Whitfield", "email": "dana.whitfield@example.com", "phone": "+14255550100"
        })
    );
}

#[test]
fn a_script_acts_only_on_the_version_that_it_saw() {
    let home = Home::new();
    done(&home, ASK);
    let seen = home.json(&demo("requests show 1010"))["version"].clone();
    done(&home, &format!("requests take 1010 {SUPPORT}"));
    assert_snapshot!(home.demo(&format!("requests reply 1010 --text Hello --version {seen}")), @"
    exit 4
    --- stderr
    Error: Request 1010 has changed since version 11. Nothing was sent.
    Hint: Read what's new with: offerdesk --demo --today 2026-06-22 requests show 1010. Then run the command again.
    ");
    assert_snapshot!(home.demo(&format!("requests close 1010 --version {seen} --json")), @r#"
    exit 4
    --- stderr
    {
      "error": {
        "code": "request-version",
        "message": "Request 1010 has changed since version 11. Nothing was sent.",
        "hint": "Read what's new with: offerdesk --demo --today 2026-06-22 requests show 1010. Then run the command again.",
        "exit_code": 4
      }
    }
    "#);
    let now = home.json(&demo("requests show 1010"))["version"].clone();
    done(
        &home,
        &format!("requests reply 1010 --text Hello --version {now}"),
    );
}

#[test]
fn a_request_is_about_an_order() {
    let home = Home::new();
    renew(&home);
    let orders = home.json(&demo("orders list --account 1234567"));
    let number = orders["orders"][0]["number"].as_str().unwrap();
    let sent = home.json(&demo(&format!("{ASK} --order {number}")));
    assert_eq!(
        sent["about"],
        serde_json::json!({"kind": "order", "order": number})
    );
    // An order of another company is not there.
    let other = home.demo(&format!("{ASK} --order OD-9KD5-HYX0"));
    assert_snapshot!(other, @r#"
    exit 3
    --- stderr
    Error: There's no order “OD-9KD5-HYX0”. Nothing was changed.
    Hint: Check the spelling.
    "#);
}
