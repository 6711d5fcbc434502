//! Booking money in: what pays an order, and what is refused or kept.

use insta::assert_snapshot;

use crate::support::{Home, SEEDED, TODAY};

fn book(options: &str) -> String {
    format!("--demo --today {TODAY} --as fiona.grant@seller.example orders book {SEEDED} {options}")
}

#[test]
fn the_exact_amount_pays_the_order() {
    let home = Home::new();
    let exact = book("--amount 475.00 --currency USD --value-date 2026-06-22 --payer-reference 'HPC 17'");
    assert_snapshot!(home.run(&exact), @"
    exit 0
    --- stdout
    Order OD-9KD5-HYX0 is paid: $475.00 was recorded for it. The subscription expires June 10, 2027.
    ");
    assert_snapshot!(home.run(&exact), @"
    exit 4
    --- stderr
    Error: A payment of $475.00 with the value date June 22, 2026 is already recorded for order OD-9KD5-HYX0. Nothing was recorded again.
    Hint: Check the bank statement. If it's another payment, confirm that; in a command, add --other-money.
    ");
}

#[test]
fn a_booking_is_told_as_json() {
    let home = Home::new();
    let exact = book("--amount 475.00 --currency USD --value-date 2026-06-22");
    let booked = home.json(&exact);
    assert_eq!(booked["allocation"], "order");
    assert_eq!(booked["order"]["state"], "paid");
    assert_eq!(booked["order"]["expires"], "2027-06-10");
    assert_eq!(
        booked["amount"],
        serde_json::json!({"minor": 47_500, "currency": "USD", "text": "475.00 USD"})
    );
}

#[test]
fn money_that_does_not_pay_the_order_is_refused_with_the_reason() {
    let home = Home::new();
    assert_snapshot!(home.run(&book("--amount 475.00 --currency EUR --value-date 2026-06-22")), @"
    exit 4
    --- stderr
    Error: The currency doesn't match the order total of $475.00. Nothing was recorded.
    Hint: Correct the currency, or record the money as unallocated.
    ");
    assert_snapshot!(home.run(&book("--amount 475.00 --currency USD --value-date 2026-06-23")), @"
    exit 2
    --- stderr
    Error: The value date is in the future. Nothing was recorded.
    Hint: Enter the day the bank credited the money.
    ");
    let late = book("--amount 475.00 --currency USD --value-date 2026-07-23").replace(TODAY, "2026-08-01");
    assert_snapshot!(home.run(&late), @"
    exit 4
    --- stderr
    Error: The value date is after the order's due date, July 22, 2026. Nothing was recorded.
    Hint: Correct the date, or record the money as unallocated.
    ");
    // Booked late, but credited on the last day.
    let in_time = book("--amount 475.00 --currency USD --value-date 2026-07-22").replace(TODAY, "2026-08-01");
    let paid = home.run(&in_time);
    assert!(paid.starts_with("exit 0"), "{paid}");
}

#[test]
fn money_that_does_not_pay_the_order_is_kept_when_finance_says_so() {
    let home = Home::new();
    let kept = book("--amount 470.00 --currency EUR --value-date 2026-06-22 --keep-unallocated");
    assert_snapshot!(home.run(&kept), @"
    exit 0
    --- stdout
    €470.00 was recorded as unallocated: the currency doesn't match the order.
    ");
    let waiting = home.json(&format!("--demo --today {TODAY} orders show {SEEDED}"));
    assert_eq!(waiting["state"], "awaiting-payment");
}

#[test]
fn receipts_add_up_and_what_is_left_is_listed_and_returned() {
    let home = Home::new();
    let part = book("--amount 200.00 --currency USD --value-date 2026-06-22 --bank-reference F1");
    assert_snapshot!(home.run(&part), @"
    exit 0
    --- stdout
    $200.00 was recorded for order OD-9KD5-HYX0. Still to be paid: $275.00.
    ");
    assert_snapshot!(home.run(&part), @"
    exit 4
    --- stderr
    Error: A payment with this bank reference is already recorded: $200.00, value date June 22, 2026, order OD-9KD5-HYX0. Nothing was recorded again.
    Hint: It's the same money. If it isn't, correct the reference.
    ");
    assert_snapshot!(home.run(&part.replace("--bank-reference F1", "")), @"
    exit 4
    --- stderr
    Error: A payment of $200.00 with the value date June 22, 2026 is already recorded for order OD-9KD5-HYX0. Nothing was recorded again.
    Hint: Check the bank statement. If it's another payment, confirm that; in a command, add --other-money.
    ");
    assert_snapshot!(home.run(&book("--amount 300.00 --currency USD --value-date 2026-06-22")), @"
    exit 0
    --- stdout
    Order OD-9KD5-HYX0 is paid: $275.00 was recorded for it. The subscription expires June 10, 2027.
    $25.00 stays unallocated: the payment is more than the order total.
    ");
    let finance = format!("--demo --today {TODAY} --as fiona.grant@seller.example");
    let listed = home.json(&format!("{finance} receipts list"));
    let receipt = &listed["receipts"][0];
    assert_eq!(receipt["unallocated"]["text"], "25.00 USD");
    assert_eq!(
        (&receipt["sent_for"], &receipt["reason"]),
        (&SEEDED.into(), &"surplus".into())
    );
    let id = receipt["id"].as_str().unwrap();
    let back = format!("{finance} receipts return {id} --value-date 2026-06-22");
    assert_snapshot!(home.run(&back), @"
    exit 0
    --- stdout
    $25.00, sent for order OD-9KD5-HYX0, was returned on June 22, 2026.
    ");
    assert_snapshot!(home.run(&format!("{finance} receipts list")), @"
    exit 0
    --- stdout
    No unallocated money.
    ");
    assert_snapshot!(home.run(&format!("{finance} receipts apply 12 {SEEDED}")), @"
    exit 2
    --- stderr
    Error: 1 value is wrong. Nothing was changed.
      Receipt: This isn't the ID of a receipt. Nothing was changed. Copy its 32 digits and letters from: offerdesk --demo --today 2026-06-22 --as fiona.grant@seller.example receipts list
    Hint: Correct the values listed above and run the command again.
    ");
}

#[test]
fn every_wrong_value_is_told_at_once() {
    let home = Home::new();
    let wrong = book("--amount 4,7,5 --currency USD --value-date 2026-6-22").replace(SEEDED, "OD-9KD5-HYX1");
    assert_snapshot!(home.run(&wrong), @"
    exit 2
    --- stderr
    Error: 3 values are wrong. Nothing was changed.
      Order number: This order number has a typo. Nothing was changed. Compare it with the payment reference character by character.
      Amount: This isn't an amount. Use the format 475.00.
      Value date (YYYY-MM-DD): This isn't a calendar day. Use the format year-month-day, such as 2026-06-22.
    Hint: Correct the values listed above and run the command again.
    ");
    assert_snapshot!(home.run(&book("--amount 475 --currency dollars --value-date 22.06.2026 --json")), @r#"
    exit 2
    --- stderr
    {
      "error": {
        "code": "fields",
        "message": "2 values are wrong. Nothing was changed.",
        "hint": "Correct the values listed above and run the command again.",
        "exit_code": 2,
        "fields": [
          {
            "field": "receipt-currency",
            "code": "unknown-currency",
            "message": "There's no such currency.",
            "hint": "Use the three-letter code, such as USD, EUR or PLN."
          },
          {
            "field": "receipt-value-date",
            "code": "not-a-day",
            "message": "This isn't a calendar day.",
            "hint": "Use the format year-month-day, such as 2026-06-22."
          }
        ]
      }
    }
    "#);
}

#[test]
fn only_finance_books_money() {
    let home = Home::new();
    let admin = book("--amount 475 --currency USD --value-date 2026-06-22")
        .replace("--as fiona.grant@seller.example ", "");
    assert_snapshot!(home.run(&admin), @"
    exit 5
    --- stderr
    Error: You need one of these roles: Finance. Nothing was changed.
    Hint: Ask someone with one of them.
    ");
}

#[test]
fn an_order_that_is_not_there_is_not_found() {
    let home = Home::new();
    assert_snapshot!(home.demo("orders show OD-0000-0000"), @r#"
    exit 3
    --- stderr
    Error: There's no order “OD-xxxx-xxxx”. Nothing was changed.
    Hint: Check the spelling.
    "#);
    assert_snapshot!(home.demo("orders show nonsense"), @"
    exit 2
    --- stderr
    Error: This order number has a typo. Nothing was changed.
    Hint: Compare it with the payment reference character by character.
    ");
    assert_snapshot!(home.demo("orders show OD-9KD5-HYX1"), @"
    exit 2
    --- stderr
    Error: This order number has a typo. Nothing was changed.
    Hint: Compare it with the payment reference character by character.
    ");
}
