//! What the commands report, as text and as JSON.

use insta::assert_snapshot;

use crate::support::{Home, SEEDED};

#[test]
fn offers_are_listed_with_state_window_and_price() {
    let home = Home::new();
    assert_snapshot!(home.demo("offers list"), @"
    exit 0
    --- stdout
    Aurora Cloud Works LLC · MPN ID 1234567 · June 22, 2026
      ID           Offer                               State         Expires          Renewal                              Total
      action-pack  Microsoft Action Pack Subscription  Renewal open  June 14, 2026    Through July 14, 2026, 23 days left  $475.00
      silver       Silver membership                   Active        January 9, 2027  Renewal opens January 10, 2027       $1,670.00
      gold         Gold membership                     Available     –                Available                            $4,730.00

    Bałtyk Systemy sp. z o.o. · MPN ID 2345678 · June 22, 2026
      ID           Offer                               State      Expires        Renewal                                                                 Total
      action-pack  Microsoft Action Pack Subscription  Active     June 22, 2026  Renewal opens June 23, 2026                                             PLN 1,800.00
      silver       Silver membership                   Available  –              Available                                                               PLN 6,400.00
      gold         Gold membership                     Available  –              This account has no record of meeting the requirements for this level.  PLN 18,900.00

    Brücke Datentechnik GmbH · MPN ID 3456789 · June 22, 2026
      ID           Offer                               State         Expires       Renewal                                                                 Total
      action-pack  Microsoft Action Pack Subscription  Renewal open  May 23, 2026  Through June 22, 2026, 1 day left                                       €487.90
      silver       Silver membership                   Available     –             This account has no record of meeting the requirements for this level.  €1,785.00
      gold         Gold membership                     Available     –             This account has no record of meeting the requirements for this level.  €5,057.50

    Carrick & Daughters Ltd · MPN ID 4567890 · June 22, 2026
      ID           Offer                               State     Expires            Renewal                                                                             Total
      action-pack  Microsoft Action Pack Subscription  Active    November 11, 2026  This subscription was canceled and ends on November 11, 2026. It can't be renewed.  £420.00
      silver       Silver membership                   Canceled  –                  Available                                                                           £1,560.00
      gold         Gold membership                     Active    August 21, 2026    Renewal opens August 22, 2026                                                       £4,440.00

    Gęślą Jaźń Usługi IT S.A. · MPN ID 5678901 · June 22, 2026
      ID           Offer                               State      Expires      Renewal                                                                 Total
      action-pack  Microsoft Action Pack Subscription  Lapsed     May 6, 2026  Available                                                               PLN 2,214.00
      silver       Silver membership                   Available  –            This account has no record of meeting the requirements for this level.  PLN 7,872.00
      gold         Gold membership                     Available  –            This account has no record of meeting the requirements for this level.  PLN 23,247.00

    Harbor Point Consulting Inc. · MPN ID 6789012 · June 22, 2026
      ID           Offer                               State         Expires        Renewal                                                                 Total
      action-pack  Microsoft Action Pack Subscription  Renewal open  June 10, 2026  Awaiting payment (order OD-9KD5-HYX0)                                   $475.00
      silver       Silver membership                   Available     –              This account has no record of meeting the requirements for this level.  $1,670.00
      gold         Gold membership                     Available     –              This account has no record of meeting the requirements for this level.  $4,730.00

    株式会社みらいソフト · MPN ID 7890123 · June 22, 2026
      ID           Offer                               State         Expires       Renewal                             Total
      action-pack  Microsoft Action Pack Subscription  Available     –             Available                           $475.00
      silver       Silver membership                   Available     –             Available                           $1,670.00
      gold         Gold membership                     Renewal open  May 29, 2026  Through June 28, 2026, 7 days left  $4,730.00
    ");
}

#[test]
fn offers_are_listed_in_polish() {
    let home = Home::new();
    assert_snapshot!(home.demo("offers list --account 2345678 --lang pl"), @"
    exit 0
    --- stdout
    Bałtyk Systemy sp. z o.o. · identyfikator MPN 2345678 · 22 czerwca 2026
      ID           Oferta                             Stan         Wygaśnięcie      Odnowienie                                                     Razem
      action-pack  Subskrypcja Microsoft Action Pack  Obowiązuje   22 czerwca 2026  Odnowienie możliwe od 23 czerwca 2026                          1 800,00 zł
      silver       Członkostwo Silver                 Do kupienia  –                Do kupienia                                                    6 400,00 zł
      gold         Członkostwo Gold                   Do kupienia  –                Na tym koncie nie odnotowano spełnienia wymagań tego poziomu.  18 900,00 zł
    ");
}

#[test]
fn the_environment_asks_for_a_language_and_the_option_decides() {
    let home = Home::new();
    let said = |variables: &[(&str, &str)], words: &str| {
        let mut command = home.command(words);
        let output = command.envs(variables.iter().copied()).output().unwrap();
        String::from_utf8(output.stderr).unwrap()
    };
    let polish = said(&[("LC_ALL", "pl_PL.UTF-8")], "store check");
    assert!(polish.starts_with("Błąd: "), "{polish}");
    let polish = said(&[("LANG", "pl_PL.UTF-8")], "store check");
    assert!(polish.starts_with("Błąd: "), "{polish}");
    let english = said(&[("LC_ALL", "pl_PL.UTF-8")], "store check --lang en");
    assert!(english.starts_with("Error: "), "{english}");
}

#[test]
fn offers_are_listed_as_json() {
    let home = Home::new();
    assert_snapshot!(home.demo("offers list --account 2345678 --json"), @r#"
    exit 0
    --- stdout
    {
      "accounts": [
        {
          "mpn_id": "2345678",
          "company": "Bałtyk Systemy sp. z o.o.",
          "day": "2026-06-22",
          "offers": [
            {
              "offer": "action-pack",
              "name": "Microsoft Action Pack Subscription",
              "state": "active",
              "expires": "2026-06-22",
              "renewal": {
                "opens": "2026-06-23",
                "closes": "2026-07-22",
                "days_left": 0
              },
              "price": {
                "net": {
                  "minor": 180000,
                  "currency": "PLN",
                  "text": "1800.00 PLN"
                },
                "tax": {
                  "minor": 0,
                  "currency": "PLN",
                  "text": "0.00 PLN"
                },
                "total": {
                  "minor": 180000,
                  "currency": "PLN",
                  "text": "1800.00 PLN"
                },
                "treatment": "reverse-charge"
              },
              "action": "renew",
              "closed": {
                "code": "renew-too-early",
                "message": "You can renew from June 23, 2026, after the subscription expires.",
                "hint": "You can renew through July 22, 2026, and the benefits stay available until then."
              },
              "order": null
            },
            {
              "offer": "silver",
              "name": "Silver membership",
              "state": "available",
              "expires": null,
              "renewal": null,
              "price": {
                "net": {
                  "minor": 640000,
                  "currency": "PLN",
                  "text": "6400.00 PLN"
                },
                "tax": {
                  "minor": 0,
                  "currency": "PLN",
                  "text": "0.00 PLN"
                },
                "total": {
                  "minor": 640000,
                  "currency": "PLN",
                  "text": "6400.00 PLN"
                },
                "treatment": "reverse-charge"
              },
              "action": "subscribe",
              "closed": null,
              "order": null
            },
            {
              "offer": "gold",
              "name": "Gold membership",
              "state": "available",
              "expires": null,
              "renewal": null,
              "price": {
                "net": {
                  "minor": 1890000,
                  "currency": "PLN",
                  "text": "18900.00 PLN"
                },
                "tax": {
                  "minor": 0,
                  "currency": "PLN",
                  "text": "0.00 PLN"
                },
                "total": {
                  "minor": 1890000,
                  "currency": "PLN",
                  "text": "18900.00 PLN"
                },
                "treatment": "reverse-charge"
              },
              "action": "subscribe",
              "closed": {
                "code": "closed-requirements",
                "message": "This account has no record of meeting the requirements for this level.",
                "hint": "Ask Partner Support to record them."
              },
              "order": null
            }
          ]
        }
      ],
      "more": false
    }
    "#);
}

#[test]
fn a_long_list_is_cut_and_says_so() {
    let home = Home::new();
    let listed = home.json("--demo --today 2026-06-22 offers list --limit 2");
    assert_eq!(listed["accounts"].as_array().unwrap().len(), 2);
    assert_eq!(listed["more"], true);
    let orders = home.json("--demo --today 2026-06-22 orders list --limit 0");
    assert_eq!(
        (orders["orders"].as_array().unwrap().len(), &orders["more"]),
        (0, &true.into())
    );
}

#[test]
fn the_purchase_terms_can_be_read_without_a_store() {
    let home = Home::new();
    assert_snapshot!(home.run("offers terms"), @"
    exit 0
    --- stdout
    Sample purchase terms, version 2026-1. Written for demonstration; not the terms of any real seller.

    1. The subscription runs for 365 days. A renewal begins the day after the previous term ends.
    2. A credit card is charged when the order is placed. A bank transfer must arrive in full within 30 days after the order was placed; until then the term that it pays for is not active.
    3. There is no automatic renewal. Renewal is possible from the day after expiration, for 30 days.
    4. A refund may be asked for within 30 days after the purchase, as long as no benefit has been activated and no product key has been viewed.
    5. Prices are shown before tax. Tax is added as the law of the bill-to address requires.
    ");
    assert_eq!(home.json("offers terms")["version"], "2026-1");
    assert!(!home.path("data").exists());
}

#[test]
fn orders_are_listed_and_shown() {
    let home = Home::new();
    assert_snapshot!(home.demo("orders list"), @"
    exit 0
    --- stdout
    Order number  Placed         State               Total      Offer                               Company
    OD-xxxx-xxxx  June 22, 2026  Refund in progress  £1,560.00  Silver membership                   Carrick & Daughters Ltd
    OD-9KD5-HYX0  June 22, 2026  Awaiting payment    $475.00    Microsoft Action Pack Subscription  Harbor Point Consulting Inc.
    ");
    assert_snapshot!(home.demo("orders list --account 1234567"), @"
    exit 0
    --- stdout
    No orders.
    ");
    assert_snapshot!(home.demo(&format!("orders show {SEEDED}")), @"
    exit 0
    --- stdout
    Order number:  OD-9KD5-HYX0
    State:         Awaiting payment
    Company:       Harbor Point Consulting Inc.
    Offer:         Microsoft Action Pack Subscription
    Placed:        June 22, 2026 by Tom Okafor
    Total:         $475.00
    Payment:       Electronic bank transfer

    Wire transfer instructions
    Payment reference:  OD-9KD5-HYX0 6789012
    Amount due:         $475.00
    Due date:           July 22, 2026
    Recipient:          Nordlicht Partnervertrieb GmbH
    Bank:               Sample Bank of Commerce, New York
    Account number:     000123456789
    BIC:                SMPLUS33XXX
    ");
    assert_snapshot!(home.demo(&format!("orders show {SEEDED} --json")), @r#"
    exit 0
    --- stdout
    {
      "number": "OD-9KD5-HYX0",
      "state": "awaiting-payment",
      "company": "Harbor Point Consulting Inc.",
      "offer": "action-pack",
      "purpose": "renew",
      "placed_by": "Tom Okafor",
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
        "method": "bank-transfer",
        "due": "2026-07-22",
        "expired": false,
        "missing": {
          "minor": 47500,
          "currency": "USD",
          "text": "475.00 USD"
        }
      },
      "purchase_order": "",
      "terms_version": "2026-1",
      "catalog": "[catalog]",
      "expires": null,
      "instructions": {
        "recipient": "Nordlicht Partnervertrieb GmbH",
        "bank": "Sample Bank of Commerce, New York",
        "account_number": "000123456789",
        "bic": "SMPLUS33XXX",
        "reference": "OD-9KD5-HYX0 6789012",
        "amount": {
          "minor": 47500,
          "currency": "USD",
          "text": "475.00 USD"
        },
        "due": "2026-07-22"
      }
    }
    "#);
}

#[test]
fn the_orders_that_wait_for_money_are_a_list_of_finance() {
    let home = Home::new();
    assert_snapshot!(home.demo("orders list --awaiting-payment"), @"
    exit 5
    --- stderr
    Error: You need one of these roles: Finance and Auditor. Nothing was changed.
    Hint: Ask someone with one of them.
    ");
    assert_snapshot!(home.demo("orders list --awaiting-payment --as fiona.grant@seller.example"), @"
    exit 0
    --- stdout
    Order number  Placed         State             Total    Offer                               Company
    OD-9KD5-HYX0  June 22, 2026  Awaiting payment  $475.00  Microsoft Action Pack Subscription  Harbor Point Consulting Inc.
    ");
}

#[test]
fn a_legal_profile_is_shown() {
    let home = Home::new();
    assert_snapshot!(home.demo("profile show --account 4567890"), @"
    exit 0
    --- stdout
    MPN ID:           4567890
    Company:          Carrick & Daughters Ltd
    Address:          19 Grassmarket, Edinburgh, EH1 2HS, GB
    VAT ID:           GB123456782
    Primary contact:  Moira Carrick, moira.carrick@example.co.uk, +441315550100
    State:            Pending
    Version:          2
    The change is waiting for a decision. Verified value → current value:
      Address line 1: 4 Candlemaker Row → 19 Grassmarket
      Postal code: EH1 2QE → EH1 2HS
    ");
    assert_snapshot!(home.demo("profile show --account 4567890 --json"), @r#"
    exit 0
    --- stdout
    {
      "mpn_id": "4567890",
      "company": "Carrick & Daughters Ltd",
      "address": {
        "line1": "19 Grassmarket",
        "line2": "",
        "city": "Edinburgh",
        "state": "",
        "postal_code": "EH1 2HS",
        "country": "GB"
      },
      "vat_id": "GB123456782",
      "vat_id_verified": true,
      "vetting": "pending",
      "version": 2,
      "changes": [
        {
          "field": "address-line1",
          "from": "4 Candlemaker Row",
          "to": "19 Grassmarket"
        },
        {
          "field": "postal-code",
          "from": "EH1 2QE",
          "to": "EH1 2HS"
        }
      ],
      "may_edit": true,
      "may_decide": false
    }
    "#);
}

#[test]
fn a_check_of_the_store_is_told() {
    let home = Home::new();
    assert_snapshot!(home.demo("store check"), @"
    exit 0
    --- stdout
    The store is clean: 67 records checked.
    ");
    assert_snapshot!(home.demo("store check --json"), @r#"
    exit 0
    --- stdout
    {
      "clean": true,
      "records": {
        "accounts": 7,
        "catalog-parts": 7,
        "orders": 2,
        "people": 9,
        "receipts": 1,
        "request-notes": 21,
        "requests": 9,
        "settings": 1,
        "subscriptions": 10
      },
      "index_entries": 113,
      "claims": 40,
      "audit_entries": 55,
      "last_commit": 10,
      "problems": [],
      "more_problems": 0
    }
    "#);
}

#[test]
fn help_names_every_command() {
    let home = Home::new();
    assert_snapshot!(home.run("--help"), @"
    exit 0
    --- stdout
    The renewal desk for partner memberships: a keyboard-driven terminal application on an embedded store.

    Usage: offerdesk [OPTIONS] [COMMAND]

    Commands:
      setup            Set up a new store: seller, first account, first Global admin
      demo             Open the desk on a store of sample data
      due              List what has to be done in all your accounts, soonest first
      offers           Membership offers
      renew            Renew a subscription whose renewal window is open
      subscribe        Buy an offer that is for sale
      orders           Orders
      cards            Saved cards
      payments         The payment network of the store, and charges that no order counts
      receipts         Money that came in by bank transfer
      requests         Support requests, and canceling a subscription
      profile          Legal profiles
      catalog          What is sold, where, at what price and tax
      seller           Who sells, and where money is to be sent
      store            The store itself
      audit            The audit log: what was done by whom, and whether it is still what it was
      keys             Print the keys in force, as a keymap file to change
      sandbox-gateway  Run the sandbox card network as a process of its own

    Options:
          --account <MPN_ID>  On the desk: begin with the tiles of the account with this MPN ID
      -h, --help              Print help
      -V, --version           Print version

    Options of every command:
          --store <PATH>                   The store's folder, instead of the one in the platform's data directory
          --demo                           Use the demo store; it is made when there is none
          --today <YYYY-MM-DD>             Open a demo store on this day
          --as <EMAIL>                     In a demo store: act as the person with this email address
          --lang <LANGUAGE>                Language of what is printed: en or pl
          --plain                          On the desk: plain mode, line by line, for screen readers and logs; no terminal is needed
          --json                           Print JSON instead of text, also for an error
          --gateway <SOCKET>               Socket of a running sandbox gateway, for a demo store
          --no-mouse                       On the screen: leave the mouse to the terminal, whose own marking of text then works without Shift
          --keymap <FILE>                  On the screen: a keymap file, instead of keymap.toml in the settings folder; default for the built-in keys
          --theme <NAME|FILE>              On the screen: a theme (default, light, dark, high-contrast, no-color, auto, one of your own), or a theme file
          --ascii                          On the screen: borders and signs in plain ASCII
          --color <auto|none|16|256|true>  On the screen: how many colors, instead of what the environment tells

    Without a command, the desk is opened in this terminal.

    Exit codes: 0 done, 1 failure, 2 wrong use, 3 not found, 4 conflict, 5 not allowed, 6 something is due (due --within).
    ");
    assert_snapshot!(home.run("renew --help"), @"
    exit 0
    --- stdout
    Renew a subscription whose renewal window is open

    Usage: offerdesk renew [OPTIONS] --account <MPN_ID> --offer <ID> <--card-stdin|--card-prompt|--saved-card <LAST4|ID>|--transfer>

    Options:
          --account <MPN_ID>        MPN ID of the account
          --offer <ID>              The offer, as `offers list` names it
          --card-stdin              Pay with a card whose data stands on standard input
          --card-prompt             Pay with a card whose data is asked for; number and code are not shown
          --saved-card <LAST4|ID>   Pay with the saved card that ends in these digits, or has this ID where several do
          --transfer                Pay by electronic bank transfer
          --contact-name <NAME>     Transfer: whom the seller may ask
          --phone <PHONE>           Transfer: their phone number
          --email <EMAIL>           Transfer: their email address
          --keep-card               Keep this card for later, once it has paid; never its number or code
          --purchase-order <TEXT>   Your own purchase-order number
          --accept-terms <VERSION>  Accept the purchase terms of this version; `offers terms` prints them
          --yes                     Buy without asking once more
      -h, --help                    Print help

    Options of every command:
          --store <PATH>                   The store's folder, instead of the one in the platform's data directory
          --demo                           Use the demo store; it is made when there is none
          --today <YYYY-MM-DD>             Open a demo store on this day
          --as <EMAIL>                     In a demo store: act as the person with this email address
          --lang <LANGUAGE>                Language of what is printed: en or pl
          --plain                          On the desk: plain mode, line by line, for screen readers and logs; no terminal is needed
          --json                           Print JSON instead of text, also for an error
          --gateway <SOCKET>               Socket of a running sandbox gateway, for a demo store
          --no-mouse                       On the screen: leave the mouse to the terminal, whose own marking of text then works without Shift
          --keymap <FILE>                  On the screen: a keymap file, instead of keymap.toml in the settings folder; default for the built-in keys
          --theme <NAME|FILE>              On the screen: a theme (default, light, dark, high-contrast, no-color, auto, one of your own), or a theme file
          --ascii                          On the screen: borders and signs in plain ASCII
          --color <auto|none|16|256|true>  On the screen: how many colors, instead of what the environment tells

    With --card-stdin, standard input holds six lines: number, expiry (MM/YY), security code, name on card, country (two letters), postal code. Card data is never taken from an argument or from the environment.
    ");
}
