//! Renewing and buying without screens: the same orders as on the desk.

use insta::assert_snapshot;

use crate::support::{CARD, Home, TODAY};

const RENEW: &str = "--account 1234567 --offer action-pack --accept-terms 2026-1";

fn demo(words: &str) -> String {
    format!("--demo --today {TODAY} {words}")
}

fn card(number: &str) -> String {
    CARD.replace("4242 4242 4242 4242", number)
}

#[test]
fn a_renewal_by_card_is_charged_once_and_stays() {
    let home = Home::new();
    let renew = demo(&format!(
        "renew {RENEW} --card-stdin --yes --purchase-order PO-77"
    ));
    assert_snapshot!(home.run_with(&renew, CARD), @"
    exit 0
    --- stdout
    Order OD-xxxx-xxxx
    You renewed Microsoft Action Pack Subscription. It expires June 14, 2027.
    $475.00 was charged to Visa ending in 4242.
    --- stderr
    Review order details
    Offer:                  Microsoft Action Pack Subscription
    New expiration date:    June 14, 2027
    Price:                  $475.00
    Tax:                    No tax in this market
    Total:                  $475.00
    Payment:                Visa ending in 4242
    Bill-to address:        Aurora Cloud Works LLC, 15250 NE Alder Street, Suite 400, Redmond, WA 98052, US
    Purchase-order number:  PO-77
    Purchase terms:         2026-1
    ");
    assert_snapshot!(home.run_with(&renew, CARD), @"
    exit 4
    --- stderr
    Error: You can renew from June 15, 2027, after the subscription expires.
    Hint: You can renew through July 14, 2027, and the benefits stay available until then.
    ");
    assert_snapshot!(home.demo("offers list --account 1234567"), @"
    exit 0
    --- stdout
    Aurora Cloud Works LLC · MPN ID 1234567 · June 22, 2026
      ID           Offer                               State      Expires          Renewal                         Total
      action-pack  Microsoft Action Pack Subscription  Active     June 14, 2027    Renewal opens June 15, 2027     $475.00
      silver       Silver membership                   Active     January 9, 2027  Renewal opens January 10, 2027  $1,670.00
      gold         Gold membership                     Available  –                Available                       $4,730.00
    ");
    assert_snapshot!(home.demo("store check"), @"
    exit 0
    --- stdout
    The store is clean: 70 records checked.
    ");
}

#[test]
fn a_renewal_is_told_as_json() {
    let home = Home::new();
    let renew = demo(&format!("renew {RENEW} --card-stdin --yes --json"));
    assert_snapshot!(home.run_with(&renew, CARD), @r#"
    exit 0
    --- stdout
    {
      "number": "OD-xxxx-xxxx",
      "state": "paid",
      "company": "Aurora Cloud Works LLC",
      "offer": "action-pack",
      "purpose": "renew",
      "placed_by": "Dana Whitfield",
      "placed_on": "2026-06-22",
      "price": {
        "net": {
          "minor": 47500,
          "currency": "USD",
          "text": "475.00 USD"
        },
        "tax": {
          "minor": 0,
          "currency": "USD",
          "text": "0.00 USD"
        },
        "total": {
          "minor": 47500,
          "currency": "USD",
          "text": "475.00 USD"
        },
        "treatment": "untaxed"
      },
      "payment": {
        "method": "card",
        "brand": "Visa",
        "last_four": "4242",
        "attempts": 1
      },
      "purchase_order": "",
      "terms_version": "2026-1",
      "catalog": "[catalog]",
      "expires": "2027-06-14",
      "instructions": null
    }
    "#);
}

#[test]
fn a_renewal_is_told_in_polish() {
    let home = Home::new();
    let renew = demo(&format!("renew {RENEW} --card-stdin --yes --lang pl"));
    assert_snapshot!(home.run_with(&renew, CARD), @"
    exit 0
    --- stdout
    Zamówienie OD-xxxx-xxxx
    Odnowiono: Subskrypcja Microsoft Action Pack. Data wygaśnięcia: 14 czerwca 2027.
    Pobrano 475,00 USD z karty Visa o końcówce 4242.
    --- stderr
    Sprawdź szczegóły zamówienia
    Oferta:                 Subskrypcja Microsoft Action Pack
    Nowa data wygaśnięcia:  14 czerwca 2027
    Cena netto:             475,00 USD
    Podatek:                Bez podatku na tym rynku
    Razem:                  475,00 USD
    Płatność:               Visa o końcówce 4242
    Dane do faktury:        Aurora Cloud Works LLC, 15250 NE Alder Street, Suite 400, Redmond, WA 98052, US
    Warunki zakupu:         2026-1
    ");
}

#[test]
fn nothing_is_bought_without_a_clear_yes() {
    let home = Home::new();
    let renew = demo(&format!("renew {RENEW} --card-stdin"));
    for answer in ["", "n\n", "maybe\n"] {
        let said = home.run_with(&renew, &format!("{CARD}{answer}"));
        assert!(said.starts_with("exit 1"), "{said}");
        assert!(said.contains("Nothing was bought"), "{said}");
    }
    assert_eq!(
        home.json(&demo("orders list --account 1234567"))["orders"],
        serde_json::json!([])
    );
    let said = home.run_with(&renew, &format!("{CARD}y\n"));
    assert!(said.starts_with("exit 0"), "{said}");
}

#[test]
fn a_card_is_kept_when_asked_and_pays_again() {
    let home = Home::new();
    let kept = home.run_with(
        &demo(&format!("renew {RENEW} --card-stdin --keep-card --yes")),
        CARD,
    );
    assert!(kept.starts_with("exit 0"), "{kept}");
    let gold = "subscribe --account 1234567 --offer gold --accept-terms 2026-1 --yes";
    assert_snapshot!(home.demo(&format!("{gold} --saved-card 1111")), @"
    exit 3
    --- stderr
    Error: This account has no valid saved card ending in 1111.
    Hint: Enter the card with --card-prompt or --card-stdin, or see the saved cards with: offerdesk --demo --today 2026-06-22 cards list --account 1234567
    ");
    assert_snapshot!(home.demo(&format!("{gold} --saved-card 4242")), @"
    exit 0
    --- stdout
    Order OD-xxxx-xxxx
    Gold membership is active and expires June 22, 2027.
    $4,730.00 was charged to Visa ending in 4242.
    --- stderr
    Review order details
    Offer:                Gold membership
    New expiration date:  June 22, 2027
    Price:                $4,730.00
    Tax:                  No tax in this market
    Total:                $4,730.00
    Payment:              Visa ending in 4242
    Bill-to address:      Aurora Cloud Works LLC, 15250 NE Alder Street, Suite 400, Redmond, WA 98052, US
    Purchase terms:       2026-1
    ");
}

#[test]
fn a_declined_card_charges_nothing_and_leaves_the_offer_open() {
    let home = Home::new();
    let renew = demo(&format!("renew {RENEW} --card-stdin --yes --json"));
    assert_snapshot!(home.run_with(&renew, &card("4000 0000 0000 9995")), @r#"
    exit 1
    --- stderr
    {
      "error": {
        "code": "order-declined",
        "message": "The card was declined: there isn't enough money on the card. It wasn't charged for order OD-xxxx-xxxx.",
        "hint": "Run the command again with another card. To pay order OD-xxxx-xxxx by bank transfer at its price: offerdesk --demo --today 2026-06-22 orders change-method OD-xxxx-xxxx --transfer --contact-name NAME --phone PHONE --email EMAIL",
        "exit_code": 1
      }
    }
    "#);
    let orders = home.json(&demo("orders list --account 1234567"));
    assert_eq!(orders["orders"][0]["state"], "declined");
    // The order that nobody paid does not hide until when one may renew.
    let offers = home.run(&demo("offers list --account 1234567"));
    assert!(offers.contains("; Declined (order OD-"), "{offers}");
    let renewed = home.run_with(&renew, CARD);
    assert!(renewed.starts_with("exit 0"), "{renewed}");
    let orders = home.json(&demo("orders list --account 1234567"));
    assert_eq!(orders["orders"][1]["state"], "cancelled");
}

#[test]
fn a_silent_bank_is_settled_without_a_second_charge() {
    let home = Home::new();
    let gateway = home.gateway("--silence-ms 50 --late-ms 100");
    let socket = gateway.socket().display();
    let renew = demo(&format!("renew {RENEW} --card-stdin --yes --gateway {socket}"));
    // The charge never reached the bank: nothing is charged.
    assert_snapshot!(home.run_with(&renew, &card("4000 0000 0000 0119")), @"
    exit 1
    --- stderr
    Review order details
    Offer:                Microsoft Action Pack Subscription
    New expiration date:  June 14, 2027
    Price:                $475.00
    Tax:                  No tax in this market
    Total:                $475.00
    Payment:              Visa ending in 0119
    Bill-to address:      Aurora Cloud Works LLC, 15250 NE Alder Street, Suite 400, Redmond, WA 98052, US
    Purchase terms:       2026-1
    The bank hasn't answered. We're confirming the result with the bank. Don't pay again: either this payment goes through, or the card isn't charged.
    Error: The bank didn't process the payment of order OD-xxxx-xxxx. The card wasn't charged.
    Hint: Run the command again.
    ");
    // The charge was made, and only its answer was lost: the order is paid.
    assert_snapshot!(home.run_with(&renew, &card("4000 0000 0000 0259")), @"
    exit 0
    --- stdout
    Order OD-xxxx-xxxx
    You renewed Microsoft Action Pack Subscription. It expires June 14, 2027.
    $475.00 was charged to Visa ending in 0259.
    --- stderr
    Review order details
    Offer:                Microsoft Action Pack Subscription
    New expiration date:  June 14, 2027
    Price:                $475.00
    Tax:                  No tax in this market
    Total:                $475.00
    Payment:              Visa ending in 0259
    Bill-to address:      Aurora Cloud Works LLC, 15250 NE Alder Street, Suite 400, Redmond, WA 98052, US
    Purchase terms:       2026-1
    The bank hasn't answered. We're confirming the result with the bank. Don't pay again: either this payment goes through, or the card isn't charged.
    ");
    let attempts = offerdesk::payments::sandbox::attempts_in(&home.path("ledger")).unwrap();
    let charged = attempts.iter().filter(|attempt| attempt.was_charged()).count();
    assert_eq!(charged, 1);
}

#[test]
fn a_gateway_that_is_not_there_charges_nothing() {
    let home = Home::new();
    let renew = demo(&format!(
        "renew {RENEW} --card-stdin --yes --gateway nobody/socket"
    ));
    assert_snapshot!(home.run_with(&renew, CARD), @"
    exit 1
    --- stderr
    Review order details
    Offer:                Microsoft Action Pack Subscription
    New expiration date:  June 14, 2027
    Price:                $475.00
    Tax:                  No tax in this market
    Total:                $475.00
    Payment:              Visa ending in 4242
    Bill-to address:      Aurora Cloud Works LLC, 15250 NE Alder Street, Suite 400, Redmond, WA 98052, US
    Purchase terms:       2026-1
    Error: The payment network can't be reached. The card wasn't charged, and your entries are kept.
    Hint: Try again in a moment, or pay by electronic bank transfer.
    ");
    assert_eq!(
        home.json(&demo("orders list --account 1234567"))["orders"],
        serde_json::json!([])
    );
}

#[test]
fn a_renewal_by_transfer_says_how_to_pay() {
    let home = Home::new();
    let contact =
        "--transfer --contact-name 'Accounts Payable' --phone '+1 425 555 0199' --email pay@example.com";
    let renew = format!("renew {RENEW} {contact}");
    assert_snapshot!(home.demo(&format!("{renew} --yes")), @"
    exit 0
    --- stdout
    Order OD-xxxx-xxxx
    Transfer exactly $475.00 by July 22, 2026. The new term becomes active when your payment arrives.

    Wire transfer instructions
    Payment reference:  OD-xxxx-xxxx 1234567
    Amount due:         $475.00
    Due date:           July 22, 2026
    Recipient:          Nordlicht Partnervertrieb GmbH
    Bank:               Sample Bank of Commerce, New York
    Account number:     000123456789
    BIC:                SMPLUS33XXX
    --- stderr
    Review order details
    Offer:                Microsoft Action Pack Subscription
    New expiration date:  June 14, 2027
    Price:                $475.00
    Tax:                  No tax in this market
    Total:                $475.00
    Payment:              Electronic bank transfer
    Bill-to address:      Aurora Cloud Works LLC, 15250 NE Alder Street, Suite 400, Redmond, WA 98052, US
    Purchase terms:       2026-1
    Until you pay or cancel it, or its due date passes, an order by bank transfer blocks other orders for this offer and canceling it.
    ");
    assert_snapshot!(home.demo(&format!("{renew} --yes --json")), @r#"
    exit 4
    --- stderr
    {
      "error": {
        "code": "closed-awaiting-payment",
        "message": "Order OD-xxxx-xxxx, placed by Dana Whitfield on June 22, 2026, is awaiting its bank transfer until July 22, 2026.",
        "hint": "Only one order can be open at a time. Pay it, or wait until its due date passes.",
        "exit_code": 4
      }
    }
    "#);
}

#[test]
fn the_review_shows_reverse_charge_and_tax() {
    let home = Home::new();
    let contact = "--transfer --contact-name Ana --phone '+48 22 123 45 67' --email ana@example.pl";
    let terms = "--accept-terms 2026-1 --yes";
    // A Polish company with a VAT ID, and one without.
    let with = home.demo(&format!(
        "subscribe --account 2345678 --offer silver {contact} {terms}"
    ));
    assert!(with.contains("Reverse charge"), "{with}");
    let without = home.demo(&format!(
        "subscribe --account 5678901 --offer action-pack {contact} {terms}"
    ));
    assert!(without.contains("PLN 414.00 (23%)"), "{without}");
    assert!(without.contains("PLN 2,214.00"), "{without}");
}

/// The incident: a first line without an end was read for ever, and kept the store from every other command.
#[test]
fn a_card_whose_line_never_ends_is_refused() {
    let home = Home::new();
    let mut command = home.command(&demo(&format!("renew {RENEW} --card-stdin --yes")));
    command.stdin(std::process::Stdio::piped());
    command
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    let endless = std::thread::spawn(move || {
        use std::io::Write as _;
        while input.write_all(&[b'4'; 4_096]).is_ok() {}
    });
    let ended = child.wait_with_output().unwrap();
    endless.join().unwrap();
    assert_eq!(ended.status.code(), Some(2), "{ended:?}");
}
