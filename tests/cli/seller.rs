//! The seller after the set-up.

use std::fs;

use insta::assert_snapshot;

use crate::support::Home;

#[test]
fn the_seller_is_shown_and_changed_from_its_own_file() {
    let home = Home::new();
    home.set_up();
    assert_snapshot!(home.run("seller show"), @"
    exit 0
    --- stdout
    Seller company:                Your Company Ltd
    Address:                       1 Market Street, London, SW1A 1AA, GB
    Currency of the bank account:  GBP
    Bank:                          Your Bank
    Account number:                GB82 WEST 1234 5698 7654 32
    BIC:                           WESTGB2LXXX
    Currency of the bank account:  USD
    Bank:                          Your Bank
    Account number:                GB55 WEST 1234 5698 7654 33
    BIC:                           WESTGB2LXXX
    ");
    let file = home.command("seller show --toml").output().unwrap().stdout;
    fs::write(home.path("seller.toml"), &file).unwrap();
    assert_snapshot!(home.run("seller edit --from seller.toml"), @"
    exit 0
    --- stdout
    The seller's details are already like this. Nothing was changed.
    ");
    let changed = String::from_utf8(file).unwrap();
    let changed = changed
        .replace("1 Market Street", "2 Market Street")
        .replace("GB55 WEST 1234 5698 7654 33", "GB82WEST12345698765432");
    fs::write(home.path("seller.toml"), changed).unwrap();
    assert_snapshot!(home.run("seller edit --from seller.toml"), @"
    exit 0
    --- stdout
    The seller's details were changed:
      Address line 1: 1 Market Street → 2 Market Street
      Account number (USD): GB55 WEST 1234 5698 7654 33 → GB82 WEST 1234 5698 7654 32
    ");
    let shown = home.json("seller show");
    assert_eq!(shown["address"]["line1"], "2 Market Street");
    assert_eq!(
        shown["bank_accounts"][1]["account_number"],
        "GB82 WEST 1234 5698 7654 32"
    );
    let log = home.run("store check");
    assert!(log.starts_with("exit 0"), "{log}");
}

/// Seen: a mistyped key hid that the account number was wrong as well.
#[test]
fn a_mistyped_key_hid_a_wrong_account_number() {
    let home = Home::new();
    home.set_up();
    let file = home.command("seller show --toml").output().unwrap().stdout;
    let wrong = String::from_utf8(file)
        .unwrap()
        .replace("GB82 WEST 1234", "GB82 WEST 1243")
        .replacen("line1", "lin1", 1);
    assert_snapshot!(home.run_with("seller edit --from -", &wrong), @"
    exit 2
    --- stderr
    Error: The file can't be used: 2 mistakes. Nothing was changed.
      -, line 4, seller.address.lin1: unknown key. Did you mean “line1”?
      -, line 14, seller.bank_accounts.number: The check digits of this IBAN are wrong. A digit was probably mistyped or swapped. Compare it with the bank's documents.
    Hint: Correct the mistakes listed above. To see a complete file: offerdesk setup --template
    ");
    // Where no store can be opened, there are no rules, and the key is told all the same.
    let elsewhere = home.run_with("seller edit --store nowhere --from -", &wrong);
    assert_snapshot!(elsewhere, @"
    exit 2
    --- stderr
    Error: The file can't be used: 1 mistake. Nothing was changed.
      -, line 4, seller.address.lin1: unknown key. Did you mean “line1”?
    Hint: Correct the mistakes listed above. To see a complete file: offerdesk --store nowhere setup --template
    ");
}

#[test]
fn a_seller_with_a_wrong_account_number_is_refused_and_stays_what_it_was() {
    let home = Home::new();
    home.set_up();
    let file = home.command("seller show --toml").output().unwrap().stdout;
    let wrong = String::from_utf8(file)
        .unwrap()
        .replace("GB82 WEST 1234", "GB82 WEST 1243")
        .replacen("WESTGB2LXXX", "WESTGB2", 1);
    assert_snapshot!(home.run_with("seller edit --from -", &wrong), @"
    exit 2
    --- stderr
    Error: The file can't be used: 2 mistakes. Nothing was changed.
      -, line 14, seller.bank_accounts.number: The check digits of this IBAN are wrong. A digit was probably mistyped or swapped. Compare it with the bank's documents.
      -, line 15, seller.bank_accounts.bic: This isn't a BIC. A BIC has 8 or 11 letters and digits, such as DEUTDEFF500. For an account in the United States, use the 9 digits of the routing number.
    Hint: Correct the mistakes listed above. To see a complete file: offerdesk setup --template
    ");
    let shown = home.json("seller show");
    assert_eq!(
        shown["bank_accounts"][0]["account_number"],
        "GB82 WEST 1234 5698 7654 32"
    );
}

/// Seen: the account to which an order's money was to be sent could be removed, and the order named no account any more.
#[test]
fn a_bank_account_was_removed_to_which_a_transfer_was_awaited() {
    let home = Home::new();
    home.set_up();
    let buy = "subscribe --account 1234567 --offer action-pack --accept-terms 2026-1 --yes --transfer";
    let contact = "--contact-name Ana --phone 4255550100 --email ana@example.com";
    let order = home.json(&format!("{buy} {contact}"));
    let number = order["number"].as_str().unwrap();
    let file = home.command("seller show --toml").output().unwrap().stdout;
    let file = String::from_utf8(file).unwrap();
    let only = |currency: &str| {
        let (seller, accounts) = file.split_once("[[seller.bank_accounts]]").unwrap();
        let accounts = accounts.split("[[seller.bank_accounts]]");
        let kept = accounts.filter(|account| account.contains(currency));
        let kept = kept.map(|account| format!("[[seller.bank_accounts]]{account}"));
        format!("{seller}{}", kept.collect::<String>())
    };
    let said = home.run_with("seller edit --from -", &only("GBP"));
    assert!(said.starts_with("exit 4"), "{said}");
    let why = "The bank account for USD can't be removed: order OD-xxxx-xxxx awaits a transfer to it.";
    assert!(said.contains(why), "{said}");
    assert_eq!(
        home.json("seller show")["bank_accounts"]
            .as_array()
            .unwrap()
            .len(),
        2
    );
    // What nothing is awaited on may go, and so may this one once the order is given up.
    let said = home.run_with("seller edit --from -", &only("USD"));
    assert!(said.starts_with("exit 0"), "{said}");
    let said = home.run(&format!("orders cancel {number} --yes"));
    assert!(said.starts_with("exit 0"), "{said}");
    let said = home.run_with("seller edit --from -", &only("GBP"));
    assert!(said.starts_with("exit 0"), "{said}");
}
