//! What bad input gets: a clear message on standard error, an exit code, and nothing changed.

use insta::assert_snapshot;

use crate::support::{CARD, Home, TODAY};

const RENEW: &str = "renew --account 1234567 --offer action-pack --accept-terms 2026-1 --yes";

/// The line of standard error about a field.
fn told_about(said: &str, label: &str) -> String {
    let line = said.lines().find(|line| line.trim_start().starts_with(label));
    line.unwrap_or_else(|| panic!("nothing about {label}:\n{said}"))
        .trim()
        .to_owned()
}

fn with_card(home: &Home, line: usize, typed: &str) -> String {
    let mut lines: Vec<&str> = CARD.lines().collect();
    lines[line] = typed;
    let said = home.run_with(
        &format!("--demo --today {TODAY} {RENEW} --card-stdin"),
        &format!("{}\n", lines.join("\n")),
    );
    assert!(said.starts_with("exit 2"), "{said}");
    said
}

#[test]
fn a_wrong_card_number_is_refused_and_not_repeated() {
    let home = Home::new();
    let long = "4".repeat(10_000);
    for (typed, expected) in [
        ("4242 4242 4242 424x", "has only digits"),
        ("4242 4242 4242 4241", "has a wrong digit"),
        ("4242 4242 424", "is too short"),
        ("4242 4242 4242 4242 4242", "is too long"),
        (long.as_str(), "is too long"),
        ("", "is needed"),
        ("４２４２ ٤٢٤٢ 4242 424१", "has a wrong digit"),
    ] {
        let said = with_card(&home, 0, typed);
        let line = told_about(&said, "Card number:");
        assert!(line.contains(expected), "{typed}: {line}");
        assert!(typed.is_empty() || !said.contains(typed), "{said}");
    }
}

#[test]
fn a_wrong_expiry_code_name_or_postal_code_is_refused_at_its_field() {
    let home = Home::new();
    for (line, typed, label, expected) in [
        (1, "05/26", "Expiration", "has expired"),
        (1, "13/27", "Expiration", "no such month"),
        (1, "tomorrow", "Expiration", "isn't an expiration"),
        (2, "12", "Security code", "has 3 digits"),
        (3, "Dana\u{1b}[2J", "Name on card", "control characters"),
        (3, "Dana \u{202e}etihW", "Name on card", "control characters"),
        (4, "Atlantis", "Card's country", "no country with that name"),
        (5, "9805", "Card's postal code", "postal code isn't valid"),
    ] {
        let said = with_card(&home, line, typed);
        let told = told_about(&said, label);
        assert!(told.contains(expected), "{typed:?}: {told}");
    }
    // Names of the whole world are names.
    for name in ["Zażółć Gęślą", "Zoe\u{308} 🧾", "דנה", "山田 花子"] {
        let home = Home::new();
        let card = CARD.replace("Dana Whitfield", name);
        let said = home.run_with(&format!("--demo --today {TODAY} {RENEW} --card-stdin"), &card);
        assert!(said.starts_with("exit 0"), "{name}: {said}");
    }
}

#[test]
fn every_wrong_field_is_told_at_once() {
    let home = Home::new();
    let typed = "4242x\n13/28\n12\n\nUS\n98\n";
    let renew = format!("--demo --today {TODAY} {RENEW} --card-stdin");
    assert_snapshot!(home.run_with(&renew, typed), @"
    exit 2
    --- stderr
    Error: 4 values are wrong. Nothing was changed.
      Card number: A card number has only digits, spaces and hyphens. Type the number as it is on the card.
      Expiration (MM/YY): There's no such month. Type the month first, 01 to 12, then the year.
      Name on card: Required. Type a value.
      Card's postal code: The postal code isn't valid. Country: United States. Use the format 98052.
    Hint: Correct the values listed above and run the command again.
    ");
    assert_snapshot!(home.run_with(&format!("{renew} --json"), typed), @r#"
    exit 2
    --- stderr
    {
      "error": {
        "code": "fields",
        "message": "4 values are wrong. Nothing was changed.",
        "hint": "Correct the values listed above and run the command again.",
        "exit_code": 2,
        "fields": [
          {
            "field": "card-number",
            "code": "card-not-digits",
            "message": "A card number has only digits, spaces and hyphens.",
            "hint": "Type the number as it is on the card."
          },
          {
            "field": "card-expiry",
            "code": "card-expiry-no-such-month",
            "message": "There's no such month.",
            "hint": "Type the month first, 01 to 12, then the year."
          },
          {
            "field": "card-holder",
            "code": "text-empty",
            "message": "Required.",
            "hint": "Type a value."
          },
          {
            "field": "card-postal-code",
            "code": "postal-code-format",
            "message": "The postal code isn't valid. Country: United States.",
            "hint": "Use the format 98052."
          }
        ]
      }
    }
    "#);
    assert_snapshot!(home.run_with(&renew, ""), @"
    exit 2
    --- stderr
    Error: 5 values are wrong. Nothing was changed.
      Card number: A card number is needed. Type the number as it is on the card.
      Expiration (MM/YY): This isn't an expiration date. Type it as it is on the card: MM/YY, such as 09/28.
      Security code: Required. Type a value.
      Name on card: Required. Type a value.
      Card's country (2 letters): There's no country with that name. Use the country's name, or its two letters in ISO 3166, such as US or PL.
    Hint: Correct the values listed above and run the command again.
    ");
}

#[test]
fn a_card_number_on_the_command_line_is_refused_and_not_repeated() {
    let home = Home::new();
    let said = home.run(&format!("--demo {RENEW} --card-stdin 4242424242424242"));
    assert!(said.starts_with("exit 2"), "{said}");
    assert!(!said.contains("4242"), "{said}");
}

#[test]
fn a_wrong_contact_is_refused_at_its_fields() {
    let home = Home::new();
    let contact = "--transfer --contact-name ' ' --phone 'call me' --email ana@";
    assert_snapshot!(home.demo(&format!("{RENEW} {contact}")), @"
    exit 2
    --- stderr
    Error: 3 values are wrong. Nothing was changed.
      Contact name: Required. Type a value.
      Phone number: A phone number has only digits, spaces and + - . ( ) /, and an extension at the end. Enter it with the country code, such as +1 425 555 0100 or +1 425 555 0100 ext. 12.
      Email address: The email address has no domain. Add the part after the name, such as @example.com.
    Hint: Correct the values listed above and run the command again.
    ");
}

#[test]
fn the_window_is_kept_to_the_day() {
    let home = Home::new();
    // Expires on June 22: closed that day, open June 23 to July 22, closed July 23.
    let on = |day: &str| {
        let renew = RENEW.replace("1234567", "2345678");
        home.run_with(&format!("--demo --today {day} {renew} --card-stdin"), CARD)
    };
    assert_snapshot!(on("2026-06-22"), @"
    exit 4
    --- stderr
    Error: You can renew from June 23, 2026, after the subscription expires.
    Hint: You can renew through July 22, 2026, and the benefits stay available until then.
    ");
    assert_snapshot!(on("2026-07-23"), @"
    exit 4
    --- stderr
    Error: The renewal window closed on July 22, 2026.
    Hint: To start a new term, subscribe again.
    ");
    let renewed = on("2026-07-22");
    assert!(renewed.contains("expires June 22, 2027"), "{renewed}");
}

#[test]
fn what_is_not_held_is_not_renewed_and_what_is_held_is_not_bought() {
    let home = Home::new();
    let renew = RENEW.replace("action-pack", "gold");
    assert_snapshot!(home.demo(&format!("{renew} --card-stdin")), @"
    exit 4
    --- stderr
    Error: This account doesn't have this offer, so there's nothing to renew. Nothing was ordered.
    Hint: To buy it, run the same command with subscribe instead of renew.
    ");
    let subscribe = RENEW.replace("renew ", "subscribe ");
    assert_snapshot!(home.demo(&format!("{subscribe} --card-stdin")), @"
    exit 4
    --- stderr
    Error: This account has this offer, and you can renew it now. Nothing was ordered.
    Hint: To renew it, run the same command with renew instead of subscribe.
    ");
    let lacking = RENEW
        .replace("renew ", "subscribe ")
        .replace("1234567", "3456789");
    let lacking = lacking.replace("action-pack", "silver");
    assert_snapshot!(home.demo(&format!("{lacking} --card-stdin")), @"
    exit 4
    --- stderr
    Error: This account has no record of meeting the requirements for this level.
    Hint: Ask Partner Support to record them.
    ");
}

#[test]
fn whoever_lacks_the_role_is_told_who_could() {
    let home = Home::new();
    let auditor = "--as aoife.byrne@seller.example";
    assert_snapshot!(home.demo(&format!("{RENEW} --card-stdin {auditor}")), @"
    exit 5
    --- stderr
    Error: You need one of these roles: Global admin, User management admin, MPN partner admin and Admin agent.
    Hint: Ask one of these people: Dana Whitfield, Ingrid Köhler, Tom Okafor, Wojciech Łączny.
    ");
    // Somebody of another company does not even learn that there is such an account.
    let stranger = "--as hanako.yamada@example.com";
    assert_snapshot!(home.demo(&format!("{RENEW} --card-stdin {stranger}")), @r#"
    exit 3
    --- stderr
    Error: There's no account “1234567”. Nothing was changed.
    Hint: Check the spelling.
    "#);
}

#[test]
fn a_second_order_waits_for_the_first() {
    let home = Home::new();
    let renew = RENEW.replace("1234567", "6789012");
    assert_snapshot!(home.demo(&format!("{renew} --card-stdin")), @"
    exit 4
    --- stderr
    Error: Order OD-9KD5-HYX0, placed by Tom Okafor on June 22, 2026, is awaiting its bank transfer until July 22, 2026.
    Hint: Only one order can be open at a time. Pay it, or wait until its due date passes.
    ");
}

#[test]
fn the_terms_must_be_accepted_in_their_version() {
    let home = Home::new();
    let renew = "renew --account 1234567 --offer action-pack --card-stdin --yes";
    assert_snapshot!(home.demo(renew), @"
    exit 2
    --- stderr
    Error: You haven't accepted the purchase terms, version 2026-1. Nothing was ordered.
    Hint: To read them: offerdesk --demo --today 2026-06-22 offers terms. To accept them, add --accept-terms 2026-1
    ");
    assert_snapshot!(home.demo(&format!("{renew} --accept-terms 2019-3")), @"
    exit 2
    --- stderr
    Error: The purchase terms now in force are version 2026-1. Nothing was ordered.
    Hint: To read them: offerdesk --demo --today 2026-06-22 offers terms. To accept them, add --accept-terms 2026-1
    ");
}

#[test]
fn things_that_are_not_there_are_not_found() {
    let home = Home::new();
    assert_snapshot!(home.demo(&format!("{} --card-stdin", RENEW.replace("1234567", "9999999"))), @r#"
    exit 3
    --- stderr
    Error: There's no account “9999999”. Nothing was changed.
    Hint: Check the spelling.
    "#);
    assert_snapshot!(home.demo(&format!("{} --card-stdin", RENEW.replace("action-pack", "platinum"))), @r#"
    exit 3
    --- stderr
    Error: There's no offer “platinum”. Nothing was changed.
    Hint: Check the spelling.
    "#);
    assert_snapshot!(home.demo("offers list --account abc"), @"
    exit 2
    --- stderr
    Error: MPN ID: This isn't an MPN ID.
    Hint: It has 5 to 9 digits, such as 1234567.
    ");
    assert_snapshot!(home.demo("offers list --as nobody@example.com"), @r#"
    exit 3
    --- stderr
    Error: There's no person “nobody@example.com”. Nothing was changed.
    Hint: Check the spelling.
    "#);
}

#[test]
fn a_card_is_asked_for_only_in_a_terminal() {
    let home = Home::new();
    assert_snapshot!(home.demo(&format!("{RENEW} --card-prompt")), @"
    exit 2
    --- stderr
    Error: Can't ask for card data: standard input isn't a terminal.
    Hint: Send the card data to standard input with --card-stdin.
    ");
}

#[test]
fn wrong_options_are_told_in_english_by_the_parser() {
    let home = Home::new();
    assert_snapshot!(home.run("offers list --today tomorrow"), @"
    exit 2
    --- stderr
    error: invalid value 'tomorrow' for '--today <YYYY-MM-DD>': not a calendar day; write it as 2026-06-22

    For more information, try '--help'.
    ");
    assert_snapshot!(home.run("renew --account 1234567 --offer gold"), @"
    exit 2
    --- stderr
    error: the following required arguments were not provided:
      <--card-stdin|--card-prompt|--saved-card <LAST4|ID>|--transfer>

    Usage: offerdesk renew --account <MPN_ID> --offer <ID> <--card-stdin|--card-prompt|--saved-card <LAST4|ID>|--transfer>

    For more information, try '--help'.
    ");
    assert_snapshot!(home.run("offers list --lang klingon"), @"
    exit 2
    --- stderr
    error: invalid value 'klingon' for '--lang <LANGUAGE>': there is no such language; there are en and pl

    For more information, try '--help'.
    ");
}

#[test]
fn support_decides_on_a_profile_once_and_others_do_not() {
    let home = Home::new();
    let authorize = "profile authorize --account 4567890 --version 2";
    assert_snapshot!(home.demo(authorize), @"
    exit 5
    --- stderr
    Error: You need one of these roles: Support. Nothing was changed.
    Hint: Ask someone with one of them.
    ");
    let support = "--as sofia.lindqvist@seller.example";
    assert_snapshot!(home.demo(&format!("{authorize} {support}")), @"
    exit 0
    --- stdout
    MPN ID:           4567890
    Company:          Carrick & Daughters Ltd
    Address:          19 Grassmarket, Edinburgh, EH1 2HS, GB
    VAT ID:           GB123456782
    Primary contact:  Moira Carrick, moira.carrick@example.co.uk, +441315550100
    State:            Authorized
    Version:          11
    The change was authorized:
      Address line 1: 4 Candlemaker Row → 19 Grassmarket
      Postal code: EH1 2QE → EH1 2HS
    ");
    // Whoever decides names what they looked at.
    assert_snapshot!(home.demo(&format!("{authorize} {support}")), @"
    exit 4
    --- stdout
    MPN ID:           4567890
    Company:          Carrick & Daughters Ltd
    Address:          19 Grassmarket, Edinburgh, EH1 2HS, GB
    VAT ID:           GB123456782
    Primary contact:  Moira Carrick, moira.carrick@example.co.uk, +441315550100
    State:            Authorized
    Version:          11
    --- stderr
    Error: The legal profile of 4567890 has changed since version 2. No decision was made.
    Hint: Read the current values above, or with: offerdesk --demo --today 2026-06-22 --as sofia.lindqvist@seller.example profile show --account 4567890. Then run the command again with that version.
    ");
    let now = "profile authorize --account 4567890 --version 11";
    assert_snapshot!(home.demo(&format!("{now} {support}")), @"
    exit 4
    --- stderr
    Error: This profile has no change waiting for a decision.
    Hint: Open the profile again.
    ");
    let home = Home::new();
    let reject = "profile reject --account 4567890 --version 2 --reason 'No such address'";
    assert_snapshot!(home.demo(&format!("{reject} {support}")), @"
    exit 0
    --- stdout
    MPN ID:           4567890
    Company:          Carrick & Daughters Ltd
    Address:          4 Candlemaker Row, Edinburgh, EH1 2QE, GB
    VAT ID:           GB123456782
    Primary contact:  Moira Carrick, moira.carrick@example.co.uk, +441315550100
    State:            Rejected
    Version:          11
    Reason:           No such address
    The change was rejected. These values were restored:
      Address line 1: 19 Grassmarket → 4 Candlemaker Row
      Postal code: EH1 2HS → EH1 2QE
    ");
}

#[test]
fn whoever_asks_for_json_gets_wrong_arguments_told_as_json_too() {
    let home = Home::new();
    assert_snapshot!(home.run("--demo --json offers list --limits 3"), @r#"
    exit 2
    --- stderr
    {
      "error": {
        "code": "usage",
        "message": "unexpected argument '--limits' found",
        "hint": "tip: a similar argument exists: '--limit'\n\nUsage: offerdesk offers list --limit <N>\n\nFor more information, try '--help'.",
        "exit_code": 2
      }
    }
    "#);
    let said = home.run("--demo offers list -- --json");
    assert!(said.starts_with("exit 2") && said.contains("error: "), "{said}");
}
