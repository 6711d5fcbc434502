//! Lists of support requests, the types of problems, and the transfers that Finance sends back.

use insta::assert_snapshot;

use crate::requests::{ASK, CANCEL, SUPPORT, demo, done};
use crate::support::Home;

#[test]
fn lists_hold_what_is_open_unless_something_else_is_asked_for() {
    let home = Home::new();
    assert_snapshot!(home.demo("requests list"), @"
    exit 0
    --- stdout
    Number  State             Severity  Sent           Company                       Handled by       Title
    1009    Open              Moderate  June 22, 2026  Carrick & Daughters Ltd       –                Please cancel Gold, too
    1008    Open              Minimal   June 22, 2026  Carrick & Daughters Ltd       –                The Action Pack will not be renewed
    1007    Open              Moderate  June 22, 2026  Carrick & Daughters Ltd       –                Silver was ordered by mistake
    1006    Open              Minimal   June 21, 2026  株式会社みらいソフト          –                Certificates for our office wall (株式会社みらい…
    1005    Open              Moderate  June 20, 2026  Aurora Cloud Works LLC        Sofia Lindqvist  Which day does our Silver term count from?
    1004    Open              Critical  June 19, 2026  Harbor Point Consulting Inc.  –                Nobody of us can open the downloads
    1003    Attention needed  Moderate  June 16, 2026  Bałtyk Systemy sp. z o.o.     Sofia Lindqvist  Faktura bez numeru VAT UE
    ");
    done(&home, ASK);
    done(
        &home,
        &format!(
            "{ASK} --severity critical --title 'An urgent question about all of the accounts that we have'"
        )
        .replace("--title 'A question' ", ""),
    );
    done(&home, &ASK.replace("1234567", "2345678"));
    done(&home, "requests close 1012");
    assert_snapshot!(home.demo("requests list --account 1234567"), @"
    exit 0
    --- stdout
    Number  State  Severity  Sent           Company                 Handled by       Title
    1011    Open   Critical  June 22, 2026  Aurora Cloud Works LLC  –                An urgent question about all of the accounts that…
    1010    Open   Moderate  June 22, 2026  Aurora Cloud Works LLC  –                A question
    1005    Open   Moderate  June 20, 2026  Aurora Cloud Works LLC  Sofia Lindqvist  Which day does our Silver term count from?
    ");
    assert_snapshot!(home.demo("requests list --status all --limit 2"), @"
    exit 0
    --- stdout
    Number  State      Severity  Sent           Company                    Handled by  Title
    1012    Withdrawn  Moderate  June 22, 2026  Bałtyk Systemy sp. z o.o.  –           A question
    1011    Open       Critical  June 22, 2026  Aurora Cloud Works LLC     –           An urgent question about all of the accounts that…
    --- stderr
    These aren't all. To see more, use a larger --limit.
    ");
    assert_snapshot!(home.demo(&format!("requests list --queue {SUPPORT}")), @"
    exit 0
    --- stdout
    Number  State             Severity  Sent           Company                       Handled by       Title
    1004    Open              Critical  June 19, 2026  Harbor Point Consulting Inc.  –                Nobody of us can open the downloads
    1011    Open              Critical  June 22, 2026  Aurora Cloud Works LLC        –                An urgent question about all of the accounts that…
    1003    Attention needed  Moderate  June 16, 2026  Bałtyk Systemy sp. z o.o.     Sofia Lindqvist  Faktura bez numeru VAT UE
    1005    Open              Moderate  June 20, 2026  Aurora Cloud Works LLC        Sofia Lindqvist  Which day does our Silver term count from?
    1007    Open              Moderate  June 22, 2026  Carrick & Daughters Ltd       –                Silver was ordered by mistake
    1009    Open              Moderate  June 22, 2026  Carrick & Daughters Ltd       –                Please cancel Gold, too
    1010    Open              Moderate  June 22, 2026  Aurora Cloud Works LLC        –                A question
    1006    Open              Minimal   June 21, 2026  株式会社みらいソフト          –                Certificates for our office wall (株式会社みらい…
    1008    Open              Minimal   June 22, 2026  Carrick & Daughters Ltd       –                The Action Pack will not be renewed
    ");
    assert_snapshot!(home.demo("requests list --status closed --json"), @r#"
    exit 0
    --- stdout
    {
      "requests": [
        {
          "number": 1012,
          "title": "A question",
          "state": "withdrawn",
          "severity": "moderate",
          "opened_on": "2026-06-22",
          "age_days": 0,
          "cancels": false,
          "company": "Bałtyk Systemy sp. z o.o.",
          "requested_by": "Dana Whitfield",
          "taken_by": null
        },
        {
          "number": 1002,
          "title": "Can the renewal be paid in two installments?",
          "state": "withdrawn",
          "severity": "moderate",
          "opened_on": "2026-06-10",
          "age_days": 12,
          "cancels": false,
          "company": "Brücke Datentechnik GmbH",
          "requested_by": "Ingrid Köhler",
          "taken_by": null
        },
        {
          "number": 1001,
          "title": "Our suite number is missing on the invoice",
          "state": "closed",
          "severity": "minimal",
          "opened_on": "2026-05-12",
          "age_days": 41,
          "cancels": false,
          "company": "Aurora Cloud Works LLC",
          "requested_by": "Dana Whitfield",
          "taken_by": null
        }
      ],
      "more": false
    }
    "#);
    // Whoever does not follow all requests of the company has their own ones only.
    let agent = "--as tom.okafor@example.com";
    let listed = home.json(&demo(&format!("requests list {agent}")));
    let requests = listed["requests"].as_array().expect("requests");
    assert_eq!(requests.len(), 1);
    assert_eq!(requests[0]["requested_by"], "Tom Okafor");
    done(&home, &format!("{ASK} {agent}"));
    let own = home.json(&demo(&format!("requests list {agent}")));
    assert_eq!(own["requests"][0]["number"], 1013);
    assert_eq!(own["requests"].as_array().unwrap().len(), 2);
}

#[test]
fn a_transfer_goes_back_when_finance_has_sent_it() {
    let home = Home::new();
    let finance = "--as fiona.grant@seller.example";
    let book = "orders book OD-9KD5-HYX0 --amount 475.00 --currency USD --value-date 2026-06-22";
    done(&home, &format!("{book} {finance}"));
    done(&home, &CANCEL.replace("1234567", "6789012"));
    let decide = format!("requests decide 1010 --refund --no-benefit-used {SUPPORT}");
    assert_snapshot!(home.demo(&decide), @"
    exit 0
    --- stdout
    You decided on request 1010. Close it when there's nothing left to do.
    State:     Open
    Canceled:  June 22, 2026 by Sofia Lindqvist
    Term:      The previous term applies again.
    Refund:    $475.00 for order OD-9KD5-HYX0 is being returned.

    What you can do next
      Take:             offerdesk --demo --today 2026-06-22 --as sofia.lindqvist@seller.example requests take 1010
      Reply:            offerdesk --demo --today 2026-06-22 --as sofia.lindqvist@seller.example requests reply 1010 --text TEXT
      Ask the company:  offerdesk --demo --today 2026-06-22 --as sofia.lindqvist@seller.example requests reply 1010 --needs-attention --text TEXT
      Attach a file:    offerdesk --demo --today 2026-06-22 --as sofia.lindqvist@seller.example requests attach 1010 PATH
      Close request:    offerdesk --demo --today 2026-06-22 --as sofia.lindqvist@seller.example requests close 1010
    ");
    assert_snapshot!(home.demo(&format!("orders to-return {finance}")), @"
    exit 0
    --- stdout
    Order number  Placed         State               Total      Offer                               Company
    OD-9KD5-HYX0  June 22, 2026  Refund in progress  $475.00    Microsoft Action Pack Subscription  Harbor Point Consulting Inc.
    OD-xxxx-xxxx  June 22, 2026  Refund in progress  £1,560.00  Silver membership                   Carrick & Daughters Ltd
    ");
    assert_snapshot!(home.demo("orders to-return"), @"
    exit 5
    --- stderr
    Error: You need one of these roles: Finance and Auditor. Nothing was changed.
    Hint: Ask someone with one of them.
    ");
    let back = format!("orders return OD-9KD5-HYX0 {finance} --value-date");
    assert_snapshot!(home.demo(&format!("{back} 2026-06-23")), @"
    exit 2
    --- stderr
    Error: The value date is in the future. Nothing was recorded.
    Hint: Enter the day the bank credited the money.
    ");
    assert_snapshot!(home.demo(&format!("{back} 2026-06-21")), @"
    exit 2
    --- stderr
    Error: The refund was decided on June 22, 2026, so the money can't have been returned before that day. Nothing was changed.
    Hint: Correct the value date.
    ");
    assert_snapshot!(home.demo(&format!("{back} soon").replace("HYX0", "HYX1")), @"
    exit 2
    --- stderr
    Error: 2 values are wrong. Nothing was changed.
      Order number: This order number has a typo. Nothing was changed. Compare it with the payment reference character by character.
      Value date (YYYY-MM-DD): This isn't a calendar day. Use the format year-month-day, such as 2026-06-22.
    Hint: Correct the values listed above and run the command again.
    ");
    assert_snapshot!(home.demo(&format!("{back} 2026-06-22")), @"
    exit 0
    --- stdout
    $475.00 for order OD-9KD5-HYX0 was returned on June 22, 2026.
    ");
    assert_snapshot!(home.demo(&format!("{back} 2026-06-22")), @"
    exit 4
    --- stderr
    Error: This order isn't waiting for its money to be returned. Nothing was changed.
    Hint: Check the order number.
    ");
    assert_snapshot!(home.demo(&format!("orders to-return {finance}")), @"
    exit 0
    --- stdout
    Order number  Placed         State               Total      Offer              Company
    OD-xxxx-xxxx  June 22, 2026  Refund in progress  £1,560.00  Silver membership  Carrick & Daughters Ltd
    ");
    assert_eq!(
        home.json(&demo("requests show 1010"))["cancellation"]["decision"]["refund"]["is_back"],
        true
    );
}

#[test]
fn types_of_problems_are_listed_without_a_store() {
    let home = Home::new();
    assert_snapshot!(home.run("requests problems"), @"
    exit 0
    --- stdout
    billing         Help with partner invoice, payment, or reconciliation file
    profile         Cannot manage my profile
    partner-center  Partner Center issues
    other           Something else
    ");
    assert!(!home.path("data").exists());
    let problems = home.json("requests problems --lang pl");
    assert_eq!(
        problems["problems"][3],
        serde_json::json!({"id": "other", "name": "Inna sprawa"})
    );
}
