//! Files of support requests: what is attached, shown and saved.

use insta::assert_snapshot;

use crate::requests::{ASK, CANCEL, SUPPORT, demo, done, renew};
use crate::support::Home;

const PDF: &[u8] = b"%PDF-1.7\nsample\n";

/// A home with a document and a picture.
fn home() -> Home {
    let home = Home::new();
    std::fs::write(home.path("invoice.pdf"), PDF).unwrap();
    std::fs::write(home.path("screen.png"), b"\x89PNG\r\n\x1a\nsample").unwrap();
    home
}

#[test]
fn files_are_attached_shown_and_saved() {
    let home = home();
    renew(&home);
    done(&home, &format!("{CANCEL} --attach invoice.pdf"));
    assert_snapshot!(home.demo("requests attach 1010 screen.png"), @"
    exit 0
    --- stdout
    The files were attached to request 1010.
    State:         Open
    Cancellation:  Requested on June 22, 2026. Refund possible: $475.00 paid on
                   June 22, 2026, if no benefit has been used. Ask by
                   July 22, 2026.

    What you can do next
      Reply:          offerdesk --demo --today 2026-06-22 requests reply 1010 --text TEXT
      Attach a file:  offerdesk --demo --today 2026-06-22 requests attach 1010 PATH
      Save a file:    offerdesk --demo --today 2026-06-22 requests save 1010 FILE_NO --to PATH
      Withdraw:       offerdesk --demo --today 2026-06-22 requests close 1010
    ");
    let reply = format!("requests reply 1010 --text 'Sign this.' --attach invoice.pdf {SUPPORT}");
    done(&home, &reply);
    assert_snapshot!(home.demo("requests show 1010"), @"
    exit 0
    --- stdout
    Request 1010
    Title:            Cancel Microsoft Action Pack Subscription
    State:            Open
    Company:          Aurora Cloud Works LLC
    MPN ID:           1234567
    Type of problem:  Help with partner invoice, payment, or reconciliation file
    Severity:         Moderate
    About:            Microsoft Action Pack Subscription
    Sent:             June 22, 2026, [time] UTC by Dana Whitfield
    Contact:          Dana Whitfield, dana.whitfield@example.com, +14255550100
    Cancellation:     Requested on June 22, 2026. Refund possible: $475.00 paid on
                      June 22, 2026, if no benefit has been used. Ask by
                      July 22, 2026.

    Description:
      | We stop.

    Attachments:
      1. invoice.pdf · a PDF document · 16 bytes
      2. screen.png · a PNG picture · 14 bytes
      3. invoice.pdf · a PDF document · 16 bytes

    Thread
    June 22, 2026, [time] UTC · Attached screen.png · Dana Whitfield (Aurora
        Cloud Works LLC)
    June 22, 2026, [time] UTC · Reply · Sofia Lindqvist (Support)
      | Sign this.
    June 22, 2026, [time] UTC · Attached invoice.pdf · Sofia Lindqvist
        (Support)

    What you can do next
      Reply:          offerdesk --demo --today 2026-06-22 requests reply 1010 --text TEXT
      Attach a file:  offerdesk --demo --today 2026-06-22 requests attach 1010 PATH
      Save a file:    offerdesk --demo --today 2026-06-22 requests save 1010 FILE_NO --to PATH
      Withdraw:       offerdesk --demo --today 2026-06-22 requests close 1010
    ");
    let shown = home.json(&demo("requests show 1010"));
    assert_eq!(
        shown["attachments"][1],
        serde_json::json!({"file": 2, "name": "screen.png", "type": "image/png", "size": 14})
    );
    let saved = home.demo(&format!("requests save 1010 1 --to copy.pdf {SUPPORT}"));
    assert!(saved.starts_with("exit 0"), "{saved}");
    assert_eq!(std::fs::read(home.path("copy.pdf")).unwrap(), PDF);
    let output = home
        .command(&demo("requests save 1010 1 --to -"))
        .output()
        .unwrap();
    assert_eq!(output.stdout, PDF);
    assert!(output.stderr.is_empty());
    assert_snapshot!(home.demo("requests save 1010 4 --to x.pdf"), @r#"
    exit 3
    --- stderr
    Error: There's no file “4”. Nothing was changed.
    Hint: Check the spelling.
    "#);
    // What is there already stays.
    let again = home.demo(&format!("requests save 1010 2 --to copy.pdf {SUPPORT}"));
    assert!(!again.starts_with("exit 0"), "{again}");
    assert_eq!(std::fs::read(home.path("copy.pdf")).unwrap(), PDF);
}

#[test]
fn a_file_that_is_none_of_the_kinds_is_refused_before_anything_is_sent() {
    let home = home();
    std::fs::write(home.path("notes.txt"), "plain").unwrap();
    std::fs::write(home.path("huge.pdf"), [PDF, &vec![0; 1_048_576]].concat()).unwrap();
    for file in ["notes.txt", "huge.pdf", "missing.pdf", "."] {
        let said = home.demo(&format!("{ASK} --attach {file}"));
        assert!(!said.starts_with("exit 0"), "{file}: {said}");
    }
    done(&home, ASK);
    assert_eq!(home.json(&demo("requests list"))["requests"][0]["number"], 1010);
    let before = home.json(&demo("requests show 1010"))["version"].clone();
    let said = home.demo("requests reply 1010 --text Hello --attach invoice.pdf --attach notes.txt");
    assert!(!said.starts_with("exit 0"), "{said}");
    assert_eq!(home.json(&demo("requests show 1010"))["version"], before);
}

#[test]
fn a_request_takes_five_files() {
    let home = home();
    done(&home, ASK);
    let five = "invoice.pdf ".repeat(5);
    done(&home, "requests attach 1010 invoice.pdf");
    let too_many = home.demo(&format!("requests attach 1010 {five}"));
    assert!(
        too_many.starts_with("exit 4") && too_many.contains("Not every file"),
        "{too_many}"
    );
    assert_snapshot!(home.demo("requests attach 1010 screen.png"), @"
    exit 4
    --- stderr
    Error: A request can have at most 5 files. The file wasn't added.
    Hint: Send a new request for more files.
    ");
    let before = home.json(&demo("requests show 1010"))["version"].clone();
    let said = home.demo("requests reply 1010 --text Hello --attach screen.png");
    assert!(said.starts_with("exit 4"), "{said}");
    assert_eq!(home.json(&demo("requests show 1010"))["version"], before);
    let six = "--attach invoice.pdf ".repeat(6);
    assert!(home.demo(&format!("{ASK} {six}")).starts_with("exit 2"));
}
