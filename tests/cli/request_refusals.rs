//! What a support request refuses: card numbers, texts that deceive, and people whom it is not for.

use insta::assert_snapshot;

use crate::requests::{ASK, CANCEL, SUPPORT, demo, done, renew};
use crate::support::Home;

const CARD_NUMBERS: [&str; 3] = ["4242424242424242", "4242 4242 4242 4242", "4242.4242-4242_4242"];

#[test]
fn a_card_number_is_refused_in_every_option_and_never_repeated() {
    let home = Home::new();
    done(&home, ASK);
    let before = home.json(&demo("requests show 1010"))["version"].clone();
    for number in CARD_NUMBERS {
        for words in [
            ASK.replace("A question", &format!("My card {number}")),
            ASK.replace("What is due?", &format!("My card is {number}, thanks")),
            ASK.replace("--problem other", &format!("--problem '{number}'")),
            ASK.replace("1234567", &format!("'{number}'")),
            format!("{ASK} --name 'Dana {number}'"),
            format!("{ASK} --email '{number}@example.com'"),
            format!("{ASK} --phone '{number}'"),
            format!("{ASK} --offer '{number}'"),
            format!("{ASK} --order '{number}'"),
            format!("{ASK} --severity '{number}'"),
            format!("requests show '{number}'"),
            format!("requests list --account '{number}'"),
            format!("requests list --status '{number}'"),
            format!("requests reply 1010 --text 'Charge {number}'"),
            format!("requests reply 1010 --text-file '{number}'"),
            format!("requests close 1010 --text '{number}'"),
            format!("requests close '{number}'"),
            format!("requests save 1010 '{number}' --to x.pdf"),
            format!("requests attach 1010 '{number}.pdf'"),
            format!("{ASK} --attach '{number}.pdf'"),
            format!("catalog check '{number}'"),
            format!("requests show 1010 --as '{number}@example.com'"),
        ] {
            let said = home.demo(&words);
            assert!(!said.starts_with("exit 0"), "{words}: {said}");
            assert!(!said.contains("4242"), "{words}: {said}");
        }
    }
    let said = home.run_with(
        &demo("requests reply 1010 --text-file -"),
        "4242\u{2011}4242 4242 4242\n",
    );
    assert_snapshot!(said, @"
    exit 2
    --- stderr
    Error: Note: This looks like a card number. It wasn't saved.
    Hint: Remove it. Only the card form asks for a card number; Support never needs one.
    ");
    assert_eq!(home.json(&demo("requests show 1010"))["version"], before);
}

#[test]
fn every_wrong_field_of_a_request_is_told_at_once() {
    let home = Home::new();
    let before = home.json(&demo("requests list"))["requests"].clone();
    let wrong = "requests new --account 1234567 --problem none --title ' ' --description '' \
                 --name '' --email dana@ --phone 'call me'";
    assert_snapshot!(home.demo(wrong), @"
    exit 2
    --- stderr
    Error: 6 values are wrong. Nothing was changed.
      Type of problem: This isn't a type of problem. Choose one from the list.
      Title: Required. Type a value.
      Description: Required. Type a value.
      Contact name: Required. Type a value.
      Contact email: The email address has no domain. Add the part after the name, such as @example.com.
      Contact phone: A phone number has only digits, spaces and + - . ( ) /, and an extension at the end. Enter it with the country code, such as +1 425 555 0100 or +1 425 555 0100 ext. 12.
    Hint: Correct the values listed above and run the command again.
    ");
    assert_snapshot!(home.demo(&format!("{wrong} --json")), @r#"
    exit 2
    --- stderr
    {
      "error": {
        "code": "fields",
        "message": "6 values are wrong. Nothing was changed.",
        "hint": "Correct the values listed above and run the command again.",
        "exit_code": 2,
        "fields": [
          {
            "field": "request-problem",
            "code": "problem-unknown",
            "message": "This isn't a type of problem.",
            "hint": "Choose one from the list."
          },
          {
            "field": "request-title",
            "code": "text-empty",
            "message": "Required.",
            "hint": "Type a value."
          },
          {
            "field": "request-description",
            "code": "text-empty",
            "message": "Required.",
            "hint": "Type a value."
          },
          {
            "field": "request-contact-name",
            "code": "text-empty",
            "message": "Required.",
            "hint": "Type a value."
          },
          {
            "field": "request-contact-email",
            "code": "email-without-domain",
            "message": "The email address has no domain.",
            "hint": "Add the part after the name, such as @example.com."
          },
          {
            "field": "request-contact-phone",
            "code": "phone-characters",
            "message": "A phone number has only digits, spaces and + - . ( ) /, and an extension at the end.",
            "hint": "Enter it with the country code, such as +1 425 555 0100 or +1 425 555 0100 ext. 12."
          }
        ]
      }
    }
    "#);
    assert_snapshot!(home.demo(&format!("{ASK} --title 'x' --offer gold").replacen("--title 'A question' ", "", 1)), @"
    exit 2
    --- stderr
    Error: 1 value is wrong. Nothing was changed.
      About: This account doesn't hold this offer. Choose what the request is about.
    Hint: Correct the values listed above and run the command again.
    ");
    assert_eq!(home.json(&demo("requests list"))["requests"], before);
}

#[test]
fn controls_and_direction_marks_are_refused_and_huge_texts_too() {
    let home = Home::new();
    for hostile in [
        "\u{1b}[2Jx",
        "a\u{202e}b",
        "a\u{200b}b",
        "a\u{9b}b",
        "a\u{7}b",
        "a\u{2066}b",
    ] {
        for words in [
            ASK.replace("A question", hostile),
            ASK.replace("What is due?", hostile),
            format!("{ASK} --name '{hostile}'"),
        ] {
            let said = home.demo(&words);
            assert!(said.starts_with("exit 2"), "{hostile:?}: {said}");
            assert!(said.contains("control characters"), "{hostile:?}: {said}");
            assert!(!said.contains(hostile), "{said:?}");
        }
    }
    let long = ASK.replace("What is due?", &"ą".repeat(2_001));
    assert!(home.demo(&long).contains("Description: "), "{}", home.demo(&long));
    std::fs::write(home.path("huge.txt"), "x".repeat(20_000_000)).unwrap();
    std::fs::write(home.path("wide.txt"), "ą".repeat(10_000_000)).unwrap();
    std::fs::write(home.path("latin.txt"), b"za\xbf\xf3\xb3\xe6 for a while").unwrap();
    let from = |file: &str| {
        ASK.replace(
            "--description 'What is due?'",
            &format!("--description-file {file}"),
        )
    };
    assert_snapshot!(home.demo(&from("huge.txt")), @"
    exit 2
    --- stderr
    Error: 1 value is wrong. Nothing was changed.
      Description: This is longer than 4,000 bytes. Shorten it. Letters with accents count as two bytes.
    Hint: Correct the values listed above and run the command again.
    ");
    assert!(home.demo(&from("wide.txt")).contains("Description: "));
    assert_snapshot!(home.demo(&from("latin.txt")), @"
    exit 1
    --- stderr
    Error: latin.txt, line 1: this isn't text in UTF-8.
    Hint: Save the file as UTF-8 text.
    ");
    assert_snapshot!(home.demo(&from("missing.txt")), @"
    exit 1
    --- stderr
    Error: There's no file at missing.txt.
    Hint: Check the path.
    ");
    assert!(home.demo(&from(".")).starts_with("exit 1"));
    let fits = ASK.replace("What is due?", &"ą".repeat(2_000));
    done(&home, &fits);
}

#[test]
fn what_a_company_writes_never_looks_like_a_line_of_the_program() {
    let home = Home::new();
    let fake = format!(
        "ok\n\nWhat you can do next\nState:  Closed\n{}",
        "State: Closed ".repeat(40)
    );
    let sent = home.run_with(
        &demo(&ASK.replace("--description 'What is due?'", "--description-file -")),
        &fake,
    );
    assert!(sent.starts_with("exit 0"), "{sent}");
    let shown = done(&home, &format!("requests show 1010 {SUPPORT}"));
    let own = shown.lines().filter(|line| line.starts_with("State"));
    assert_eq!(own.collect::<Vec<_>>(), ["State:            Open"]);
    assert_eq!(
        shown
            .lines()
            .filter(|line| *line == "What you can do next")
            .count(),
        1
    );
    let raw = home.json(&demo("requests show 1010"));
    assert_eq!(raw["description"], fake.trim_end());
}

#[test]
fn a_request_of_somebody_else_is_not_found() {
    let home = Home::new();
    done(&home, ASK);
    let stranger = "--as hanako.yamada@example.com";
    assert_snapshot!(home.demo(&format!("requests show 1010 {stranger}")), @r#"
    exit 3
    --- stderr
    Error: There's no support request “1010”. Nothing was changed.
    Hint: Check the spelling.
    "#);
    // Word for word as for one that does not exist.
    assert_snapshot!(home.demo(&format!("requests show 1011 {stranger}")), @r#"
    exit 3
    --- stderr
    Error: There's no support request “1011”. Nothing was changed.
    Hint: Check the spelling.
    "#);
    for words in [
        "reply 1010 --text x",
        "close 1010",
        "reopen 1010",
        "take 1010",
        "save 1010 1 --to x.pdf",
    ] {
        let said = home.demo(&format!("requests {words} {stranger}"));
        assert!(said.starts_with("exit 3"), "{words}: {said}");
    }
    // A colleague who does not follow all requests does not find it either; Finance neither.
    for other in ["--as tom.okafor@example.com", "--as fiona.grant@seller.example"] {
        let said = home.demo(&format!("requests show 1010 {other}"));
        assert!(said.starts_with("exit 3"), "{said}");
    }
    done(&home, "requests show 1010 --as ingrid.koehler@example.de");
    assert_snapshot!(home.demo("requests show 41"), @"
    exit 2
    --- stderr
    Error: This isn't a request number. Nothing was changed.
    Hint: Request numbers have four or more digits, such as 1041.
    ");
}

#[test]
fn whoever_lacks_the_role_is_refused() {
    let home = Home::new();
    done(&home, CANCEL);
    let auditor = "--as aoife.byrne@seller.example";
    done(&home, &format!("requests show 1010 {auditor}"));
    done(&home, &format!("requests list --queue {auditor}"));
    assert_snapshot!(home.demo("requests list --queue"), @"
    exit 5
    --- stderr
    Error: You need one of these roles: Support and Auditor. Nothing was changed.
    Hint: Ask someone with one of them.
    ");
    let said = home.demo(&format!("requests reply 1010 --text x {auditor}"));
    assert!(said.starts_with("exit 5"), "{said}");
    assert_snapshot!(home.demo("requests take 1010"), @"
    exit 5
    --- stderr
    Error: You can't work on requests of your own company.
    Hint: Ask someone else in Support.
    ");
    assert_snapshot!(home.demo("requests decide 1010 --no-refund"), @"
    exit 5
    --- stderr
    Error: You can't work on requests of your own company.
    Hint: Ask someone else in Support.
    ");
    assert_snapshot!(home.demo(&format!("{ASK} {SUPPORT}")), @"
    exit 5
    --- stderr
    Error: You need one of these roles: Global admin, User management admin, MPN partner admin and Admin agent. Nothing was changed.
    Hint: Ask someone with one of them.
    ");
    assert_snapshot!(home.demo("requests reply 1010 --text x --needs-attention"), @"
    exit 5
    --- stderr
    Error: You can't work on requests of your own company.
    Hint: Ask someone else in Support.
    ");
}

#[test]
fn a_cancellation_is_asked_for_once_and_refunded_only_where_the_rule_allows_it() {
    let home = Home::new();
    done(&home, CANCEL);
    assert_snapshot!(home.demo(CANCEL), @"
    exit 4
    --- stderr
    Error: Dana Whitfield already requested the cancellation on June 22, 2026 (request 1010).
    Hint: Support will decide on it.
    ");
    assert_snapshot!(home.demo(&CANCEL.replace("action-pack", "gold")), @"
    exit 4
    --- stderr
    Error: This account doesn't hold this offer.
    Hint: Choose what the request is about.
    ");
    assert_snapshot!(home.demo(&format!("requests decide 1010 --refund --no-benefit-used {SUPPORT}")), @"
    exit 4
    --- stderr
    Error: No refund is possible: the current term wasn't paid here. Nothing was changed.
    Hint: Cancel without a refund.
    ");
    done(&home, &format!("requests decide 1010 --no-refund {SUPPORT}"));
    let again = home.demo(&format!("requests decide 1010 --no-refund {SUPPORT}"));
    assert!(again.starts_with("exit 4"), "{again}");
    done(&home, ASK);
    assert_snapshot!(home.demo(&format!("requests decide 1011 --no-refund {SUPPORT}")), @"
    exit 4
    --- stderr
    Error: This request doesn't ask for a cancellation, so there's nothing to decide.
    Hint: Reply to it, then close it.
    ");

    let home = Home::new();
    renew(&home);
    done(&home, CANCEL);
    assert_snapshot!(home.demo(&format!("requests decide 1010 --refund {SUPPORT}")), @"
    exit 2
    --- stderr
    Error: A refund needs your confirmation that no benefit was used and no product key was viewed. Nothing was changed.
    Hint: Confirm it, or cancel without a refund.
    ");
    // Asked for in time, decided later: the day of the request counts.
    let late = format!("--demo --today 2026-08-30 {SUPPORT} requests decide 1010 --refund --no-benefit-used");
    let decided = home.run(&late);
    assert!(decided.contains("was returned"), "{decided}");

    let home = Home::new();
    renew(&home);
    let asked = home.run(&format!("--demo --today 2026-07-23 {CANCEL}"));
    assert_snapshot!(asked, @"
    exit 0
    --- stdout
    You sent request 1010. The subscription stays as it is until Support decides on the cancellation.
    State:         Open
    Cancellation:  Requested on July 23, 2026. No refund: paid on June 22, 2026; a
                   refund could be requested through July 22, 2026.

    What you can do next
      Reply:          offerdesk --demo --today 2026-07-23 requests reply 1010 --text TEXT
      Attach a file:  offerdesk --demo --today 2026-07-23 requests attach 1010 PATH
      Withdraw:       offerdesk --demo --today 2026-07-23 requests close 1010
    ");
}

#[test]
fn wrong_options_of_requests_are_told_by_the_parser() {
    let home = Home::new();
    assert_snapshot!(home.run("requests new --account 1234567 --cancel --description x"), @"
    exit 2
    --- stderr
    error: the following required arguments were not provided:
      --offer <ID>

    Usage: offerdesk requests new --account <MPN_ID> --offer <ID> --cancel <--description <TEXT>|--description-file <PATH>>

    For more information, try '--help'.
    ");
    assert_snapshot!(home.run("requests reply 1010"), @"
    exit 2
    --- stderr
    error: the following required arguments were not provided:
      <--text <TEXT>|--text-file <PATH>>

    Usage: offerdesk requests reply <--text <TEXT>|--text-file <PATH>> <NUMBER>

    For more information, try '--help'.
    ");
    assert_snapshot!(home.run("requests decide 1010 --refund --no-refund"), @"
    exit 2
    --- stderr
    error: the argument '--refund' cannot be used with '--no-refund'

    Usage: offerdesk requests decide <--refund|--no-refund> <NUMBER>

    For more information, try '--help'.
    ");
    assert_snapshot!(home.run("requests list --status new"), @"
    exit 2
    --- stderr
    error: invalid value 'new' for '--status <STATUS>': there are open, closed and all

    For more information, try '--help'.
    ");
    for command in [
        "list", "problems", "show", "new", "reply", "close", "reopen", "take", "decide", "attach", "save",
    ] {
        let help = home.run(&format!("requests {command} --help"));
        assert!(
            help.contains(&format!("Example: offerdesk requests {command}")),
            "{help}"
        );
    }
    let help = home.run("requests --help");
    assert!(help.contains("decide    Cancel the subscription"), "{help}");
}
