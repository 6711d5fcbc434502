//! The payment network, charges that no order counts, and saved cards.

use insta::assert_snapshot;

use crate::support::{CARD, Home, TODAY};

const RENEW: &str = "renew --account 1234567 --offer action-pack --accept-terms 2026-1 --yes";
const FINANCE: &str = "--as fiona.grant@seller.example";

fn demo(words: &str) -> String {
    format!("--demo --today {TODAY} {words}")
}

/// The incident: an order charged at one sandbox stayed "being charged" when the store was opened with another.
#[test]
fn a_store_is_charged_at_its_own_network_only() {
    let home = Home::new();
    assert_snapshot!(home.demo("payments show"), @"
    exit 0
    --- stdout
    Payment network:  none yet; the first card order sets it
    Connected now:    sandbox [id]
    ");
    let bought = home.run_with(&demo(&format!("{RENEW} --card-stdin")), CARD);
    assert!(bought.starts_with("exit 0"), "{bought}");
    assert_snapshot!(home.demo("payments show"), @"
    exit 0
    --- stdout
    Payment network:  sandbox [id], since June 22, 2026
    Connected now:    sandbox [id]
    ");

    let gateway = home.gateway("");
    let with = format!("--gateway {}", gateway.socket().display());
    assert_snapshot!(home.demo(&format!("payments show {with}")), @"
    exit 0
    --- stdout
    Payment network:  sandbox [id], since June 22, 2026
    Connected now:    sandbox [id]
    This store belongs to payment network [id], but network [id] is connected, so no card can be charged.
    Connect the store's own network. To replace it, wait until every payment has its result; then the owner of the store's folder can run: offerdesk --demo --today 2026-06-22 --gateway [home]/gateway/socket payments adopt
    ");
    let subscribe = "subscribe --account 1234567 --offer gold --accept-terms 2026-1 --yes --card-stdin";
    assert_snapshot!(home.run_with(&demo(&format!("{subscribe} {with}")), CARD), @"
    exit 4
    --- stderr
    Error: This store belongs to payment network [id], but network [id] is connected, so no card can be charged.
    Hint: Connect the store's own network. To replace it, wait until every payment has its result; then the owner of the store's folder can run: offerdesk --demo --today 2026-06-22 --gateway [home]/gateway/socket payments adopt
    ");
    assert_snapshot!(home.demo(&format!("payments adopt {with}")), @"
    exit 0
    --- stdout
    The store now belongs to sandbox [id]. Its previous network was [id].
    ");
    assert_snapshot!(home.demo(&format!("payments adopt {with}")), @"
    exit 0
    --- stdout
    The store already belongs to sandbox [id]. Nothing was changed.
    ");
    let shown = home.json(&demo(&format!("payments show {with}")));
    assert_eq!(shown["network"], shown["connected"]);
    assert_eq!(shown["network"]["sandbox"], true);
    assert_eq!(shown["cards_closed"], serde_json::Value::Null);
    let bought = home.run_with(&demo(&format!("{subscribe} {with}")), CARD);
    assert!(bought.starts_with("exit 0"), "{bought}");
    let checked = home.demo("store check");
    assert!(checked.contains("is clean"), "{checked}");
}

#[test]
fn a_restored_backup_finds_its_charge_and_finance_attaches_it() {
    let home = Home::new();
    let gateway = home.gateway("");
    let with = format!("--gateway {}", gateway.socket().display());
    home.run(&demo("--store one payments show"));
    let backed_up = home.run(&demo("--store one store backup backup.tar"));
    assert!(backed_up.starts_with("exit 0"), "{backed_up}");
    let bought = home.run_with(&demo(&format!("--store one {RENEW} --card-stdin {with}")), CARD);
    assert!(bought.starts_with("exit 0"), "{bought}");
    let restored = home.run("--demo --store two store restore backup.tar");
    assert!(restored.starts_with("exit 0"), "{restored}");

    let two = |words: &str| demo(&format!("--store two {with} {words}"));
    assert_snapshot!(home.run(&two(&format!("{FINANCE} payments orphans"))), @"
    exit 0
    --- stdout
    Reference                                 Amount   State  Found          Credit card          Order
    payment-[reference]  $475.00  open   June 22, 2026  Visa ending in 4242  –
    ");
    assert_snapshot!(home.run(&two("payments orphans")), @"
    exit 5
    --- stderr
    Error: You need one of these roles: Finance and Auditor. Nothing was changed.
    Hint: Ask someone with one of them.
    ");
    let listed = home.json(&two(&format!("{FINANCE} payments orphans")));
    let charge = &listed["charges"][0];
    assert_eq!(
        (&charge["state"], &charge["last_four"]),
        (&"open".into(), &"4242".into())
    );
    assert_eq!(charge["amount"]["minor"], 47_500);
    let reference = charge["reference"].as_str().unwrap();

    let transfer = "--transfer --contact-name Dana --phone 4255550100 --email dana@example.com";
    let order = home.json(&two(&format!("{RENEW} {transfer}")));
    let number = order["number"].as_str().unwrap();
    let attach = format!("{FINANCE} payments orphans attach {reference} {number}");
    assert_snapshot!(home.run(&two(&attach)), @"
    exit 0
    --- stdout
    $475.00 now pays order OD-xxxx-xxxx.
    ");
    assert_snapshot!(home.run(&two(&attach)), @"
    exit 4
    --- stderr
    Error: This charge was already refunded or attached to an order. Nothing was changed.
    Hint: To see what became of it: offerdesk --demo --store two --today 2026-06-22 --as fiona.grant@seller.example --gateway [home]/gateway/socket payments orphans --all
    ");
    assert_snapshot!(home.run(&two(&format!("{FINANCE} payments orphans --all"))), @"
    exit 0
    --- stdout
    Reference                                 Amount   State          Found          Credit card          Order
    payment-[reference]  $475.00  pays an order  June 22, 2026  Visa ending in 4242  OD-xxxx-xxxx
    ");
    assert_eq!(home.json(&two(&format!("orders show {number}")))["state"], "paid");
    let attempts = offerdesk::payments::sandbox::attempts_in(&home.path("ledger")).unwrap();
    assert_eq!(attempts.len(), 1, "charged once");
    let checked = home.run(&two("store check"));
    assert!(checked.contains("is clean"), "{checked}");
}

#[test]
fn the_money_of_a_charge_without_an_order_goes_back() {
    let home = Home::new();
    let gateway = home.gateway("");
    let with = format!("--gateway {}", gateway.socket().display());
    home.run(&demo("--store one payments show"));
    home.run(&demo("--store one store backup backup.tar"));
    home.run_with(&demo(&format!("--store one {RENEW} --card-stdin {with}")), CARD);
    home.run("--demo --store two store restore backup.tar");
    let two = |words: &str| demo(&format!("--store two {with} {FINANCE} {words}"));
    let listed = home.json(&two("payments orphans"));
    let reference = listed["charges"][0]["reference"].as_str().unwrap();
    let refund = format!("payments orphans refund {reference}");
    assert_snapshot!(home.run(&two(&refund)), @"
    exit 0
    --- stdout
    $475.00: refunded
    ");
    assert_snapshot!(home.run(&two(&refund)), @"
    exit 4
    --- stderr
    Error: This charge was already refunded or attached to an order. Nothing was changed.
    Hint: To see what became of it: offerdesk --demo --store two --today 2026-06-22 --as fiona.grant@seller.example --gateway [home]/gateway/socket payments orphans --all
    ");
    assert_snapshot!(home.run(&two("payments orphans")), @"
    exit 0
    --- stdout
    No charge needs a decision.
    ");
    assert_snapshot!(home.run(&two("payments orphans refund payment-x")), @r#"
    exit 3
    --- stderr
    Error: There's no charge “payment-x”. Nothing was changed.
    Hint: Check the spelling.
    "#);
    let attempts = offerdesk::payments::sandbox::attempts_in(&home.path("ledger")).unwrap();
    assert_eq!(
        attempts[0].history.len(),
        3,
        "prepared, charged and refunded once"
    );
}

#[test]
fn what_the_network_settles_itself_is_not_settled_by_hand() {
    let home = Home::new();
    let order = home.json(&demo(&format!(
        "{RENEW} --transfer --contact-name Dana --phone 4255550100 --email dana@example.com"
    )));
    let number = order["number"].as_str().unwrap();
    let settle = format!("orders settle {number} --charged --note 'By phone.'");
    assert_snapshot!(home.demo(&format!("{FINANCE} {settle}")), @"
    exit 4
    --- stderr
    Error: This order isn't waiting for a result from the bank. Nothing was changed.
    Hint: To see the order: offerdesk --demo --today 2026-06-22 --as fiona.grant@seller.example orders show OD-xxxx-xxxx
    ");
    assert_snapshot!(home.demo(&settle), @"
    exit 5
    --- stderr
    Error: You need one of these roles: Finance. Nothing was changed.
    Hint: Ask someone with one of them.
    ");
    assert_snapshot!(home.demo(&format!("{FINANCE} orders settle OD-1234 --not-charged --note x")), @"
    exit 2
    --- stderr
    Error: 1 value is wrong. Nothing was changed.
      Order number: This isn't an order number. Use the format OD-1234-5678.
    Hint: Correct the values listed above and run the command again.
    ");
}

/// The incidents: a declined card was kept, and the same one twice.
#[test]
fn saved_cards_are_listed_and_removed() {
    let home = Home::new();
    assert_snapshot!(home.demo("cards list --account 1234567"), @"
    exit 0
    --- stdout
    This account has no saved cards.
    ");
    let declined = CARD.replace("4242 4242 4242 4242", "4000 0000 0000 0002");
    let renew = demo(&format!("{RENEW} --card-stdin --keep-card"));
    let refused = home.run_with(&renew, &declined);
    assert!(refused.starts_with("exit 1"), "{refused}");
    let listed = home.json(&demo("cards list --account 1234567"));
    assert_eq!(listed["cards"], serde_json::json!([]));
    assert!(home.run_with(&renew, CARD).starts_with("exit 0"));
    assert_snapshot!(home.demo("cards list --account 1234567"), @"
    exit 0
    --- stdout
    Credit card          Valid through  State  Saved by        Saved on       ID
    Visa ending in 4242  12/2040        valid  Dana Whitfield  June 22, 2026  [id]
    ");
    let listed = home.json(&demo("cards list --account 1234567"));
    assert_eq!(listed["cards"][0]["usable"], true);
    assert_snapshot!(home.demo("cards remove --account 1234567 9999"), @"
    exit 3
    --- stderr
    Error: This account has no valid saved card ending in 9999.
    Hint: Enter the card with --card-prompt or --card-stdin, or see the saved cards with: offerdesk --demo --today 2026-06-22 cards list --account 1234567
    ");
    assert_snapshot!(home.demo("cards remove --account 1234567 4242"), @"
    exit 0
    --- stdout
    The saved card Visa ending in 4242 was removed.
    ");
    let listed = home.json(&demo("cards list --account 1234567"));
    assert_eq!(listed["cards"], serde_json::json!([]));
}

#[test]
fn the_money_of_a_charge_that_the_bank_does_not_refund_is_returned_in_another_way() {
    let home = Home::new();
    let gateway = home.gateway("");
    let with = format!("--gateway {}", gateway.socket().display());
    home.run(&demo("--store one payments show"));
    home.run(&demo("--store one store backup backup.tar"));
    let card = CARD.replace("4242 4242 4242 4242", "4000 0000 0000 0416");
    assert_ne!(card, CARD);
    home.run_with(&demo(&format!("--store one {RENEW} --card-stdin {with}")), &card);
    home.run("--demo --store two store restore backup.tar");
    let two = |words: &str| demo(&format!("--store two {with} {FINANCE} {words}"));
    let listed = home.json(&two("payments orphans"));
    let reference = listed["charges"][0]["reference"].as_str().unwrap();
    let give_back = format!("payments orphans return {reference} --value-date");
    assert_snapshot!(home.run(&two(&format!("{give_back} {TODAY}"))), @"
    exit 4
    --- stderr
    Error: The bank hasn't refused to refund this charge. Nothing was changed.
    Hint: Refund it first with: offerdesk --demo --store two --today 2026-06-22 --as fiona.grant@seller.example --gateway [home]/gateway/socket payments orphans refund payment-[reference]
    ");
    assert_snapshot!(home.run(&two(&format!("payments orphans refund {reference}"))), @"
    exit 0
    --- stdout
    $475.00: refund refused by the bank
    ");
    assert_snapshot!(home.run(&two(&format!("{give_back} soon"))), @"
    exit 2
    --- stderr
    Error: 1 value is wrong. Nothing was changed.
      Value date (YYYY-MM-DD): This isn't a calendar day. Use the format year-month-day, such as 2026-06-22.
    Hint: Correct the values listed above and run the command again.
    ");
    assert_snapshot!(home.run(&two(&format!("{give_back} {TODAY}"))), @"
    exit 0
    --- stdout
    $475.00 was returned on June 22, 2026.
    ");
    let listed = home.json(&two("payments orphans --all"));
    assert_eq!(listed["charges"][0]["state"], "refunded");
}
