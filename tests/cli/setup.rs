//! Setting a real store up, and acting in it as the operating-system user.

use std::fs;

use insta::assert_snapshot;

use crate::support::{CARD, Home};

#[test]
fn a_store_is_set_up_from_the_filled_in_template() {
    let home = Home::new();
    let template = home.command("setup --template").output().unwrap().stdout;
    fs::write(home.path("setup.toml"), template).unwrap();
    assert_snapshot!(home.run("setup --from setup.toml"), @"
    exit 0
    --- stdout
    The store at [home]/data/offerdesk/store is ready.
    ");
    let listed = home.json("offers list");
    assert_eq!(listed["accounts"][0]["company"], "First Partner Inc.");
    assert_eq!(listed["accounts"][0]["offers"][0]["state"], "available");
    assert_snapshot!(home.run("store check"), @"
    exit 0
    --- stdout
    The store is clean: 10 records checked.
    ");
    assert_snapshot!(home.run("setup --from setup.toml"), @"
    exit 4
    --- stderr
    Error: The store at [home]/data/offerdesk/store is already set up. Nothing was changed.
    Hint: To set up a second store, give another folder with --store.
    ");
}

#[test]
fn a_set_up_is_told_as_json() {
    let home = Home::new();
    let template = home.command("setup --template").output().unwrap().stdout;
    let said = home.run_with(
        "setup --from - --store elsewhere --json",
        &String::from_utf8(template).unwrap(),
    );
    assert_snapshot!(said, @r#"
    exit 0
    --- stdout
    {
      "store": "elsewhere",
      "mpn_id": "1234567"
    }
    "#);
}

#[test]
fn every_wrong_field_is_told_and_nothing_is_created() {
    let home = Home::new();
    let wrong = r#"
mpn_id = "12"
[seller]
name = "Seller"
vat_id = "PL1234567890"
[seller.address]
line1 = "1 Main Street"
city = "Warsaw"
postal_code = "00950"
country = "PL"
[[seller.bank_accounts]]
currency = "PLX"
bank = "Bank"
number = "1"
bic = "B"
[profile]
company = "Company"
vat_id = ""
contact_name = "Ana"
contact_email = "ana@localhost"
contact_phone = "12 34"
[profile.address]
line1 = "1 Main Street"
city = "Redmond"
postal_code = "98052-1"
country = "US"
[admin]
name = ""
email = "ana"
"#;
    assert_snapshot!(home.run_with("setup --from -", wrong), @"
    exit 2
    --- stderr
    Error: The file can't be used: 11 mistakes. Nothing was changed.
      -, line 2, mpn_id: This isn't an MPN ID. It has 5 to 9 digits, such as 1234567.
      -, line 5, seller.vat_id: The check digits of the VAT ID are wrong. Compare it digit by digit with the company's documents.
      -, line 12, seller.bank_accounts.currency: There's no such currency. Use the three-letter code, such as USD, EUR or PLN.
      -, line 14, seller.bank_accounts.number: This isn't an IBAN or an account number. Enter the IBAN, or if there isn't one, the account number: 4 to 34 digits and letters.
      -, line 15, seller.bank_accounts.bic: This isn't a BIC. A BIC has 8 or 11 letters and digits, such as DEUTDEFF500. For an account in the United States, use the 9 digits of the routing number.
      -, line 20, profile.contact_email: The email address has no domain. Add the part after the name, such as @example.com.
      -, line 21, profile.contact_phone: A phone number has 6 to 15 digits. Check that no digit is missing and none was typed twice.
      -, line 22, profile.address.state: An address needs a state or province. Country: United States. Choose it from the list or type its code, such as AL.
      -, line 25, profile.address.postal_code: The postal code isn't valid. Country: United States. Use the format 98052.
      -, line 28, admin.name: Required. Type a value.
      -, line 29, admin.email: The email address has no domain. Add the part after the name, such as @example.com.
    Hint: Correct the mistakes listed above. To see a complete file: offerdesk setup --template
    ");
    assert!(!home.store().exists());
}

/// Seen: of a file with a mistyped key only that was told, and the values were found wrong one run later.
#[test]
fn a_wrong_key_hid_the_wrong_values() {
    let home = Home::new();
    let template = home.command("setup --template").output().unwrap().stdout;
    let template = String::from_utf8(template).unwrap();
    let wrong = template
        .replacen("mpn_id = \"1234567\"", "mpn_id = 1234567", 1)
        .replacen("city = \"London\"", "cty = \"London\"", 1)
        .replacen("\"SW1A 1AA\"", "\"SW1A\"", 1)
        .replacen("\"alex.smith@example.com\"", "\"alex\"", 1)
        .replacen("currency = \"USD\"", "currency = \"GBP\"", 1)
        .replacen("[admin]", "[admni]", 1);
    fs::write(home.path("setup.toml"), wrong).unwrap();
    assert_snapshot!(home.run("setup --from setup.toml"), @"
    exit 2
    --- stderr
    Error: The file can't be used: 6 mistakes. Nothing was changed.
      setup.toml, line 5, mpn_id: this is a whole number; expected a text. Write the value in the expected form.
      setup.toml, line 14, seller.address.cty: unknown key. Did you mean “city”?
      setup.toml, line 16, seller.address.postal_code: The postal code isn't valid. Country: United Kingdom. Use the format SW1A 1AA.
      setup.toml, line 26, seller.bank_accounts.currency: There are two bank accounts for one currency. Keep one account for each currency.
      setup.toml, line 35, profile.contact_email: The email address has no domain. Add the part after the name, such as @example.com.
      setup.toml, line 46, admni: unknown key. Did you mean “admin”?
    Hint: Correct the mistakes listed above. To see a complete file: offerdesk setup --template
    ");
    assert_snapshot!(home.run("setup --from setup.toml --lang pl"), @"
    exit 2
    --- stderr
    Błąd: Nie można użyć tego pliku: 6 błędów. Niczego nie zmieniono.
      setup.toml, wiersz 5, mpn_id: to jest liczba całkowita; oczekiwano: tekst. Zapisz wartość w oczekiwanej postaci.
      setup.toml, wiersz 14, seller.address.cty: nieznany klucz. Czy chodziło o „city”?
      setup.toml, wiersz 16, seller.address.postal_code: Kod pocztowy jest nieprawidłowy. Kraj: Wielka Brytania. Wpisz w formacie SW1A 1AA.
      setup.toml, wiersz 26, seller.bank_accounts.currency: Są dwa rachunki w jednej walucie. Pozostaw po jednym rachunku w każdej walucie.
      setup.toml, wiersz 35, profile.contact_email: W adresie e-mail brakuje domeny. Dopisz dalszą część adresu, np. @example.com.
      setup.toml, wiersz 46, admni: nieznany klucz. Czy chodziło o „admin”?
    Wskazówka: Popraw błędy wymienione powyżej. Aby zobaczyć kompletny plik: offerdesk --lang pl setup --template
    ");
    let said = home.run("setup --from setup.toml --json");
    assert!(
        said.contains("\"field\": \"seller.address.postal_code\""),
        "{said}"
    );
    assert!(said.contains("\"code\": \"postal-code-format\""), "{said}");
    assert!(!home.store().exists());
}

/// Seen: a real store was made where the demo store lies.
#[test]
fn a_set_up_of_the_demo_store_made_a_real_one_in_its_place() {
    let home = Home::new();
    let template = home.command("setup --template").output().unwrap().stdout;
    fs::write(home.path("setup.toml"), template).unwrap();
    assert_snapshot!(home.run("setup --from setup.toml --demo"), @"
    exit 2
    --- stderr
    Error: The demo store is already filled with sample data, so it isn't set up. Nothing was changed.
    Hint: To set up a real store, leave out --demo. To open the demo store: offerdesk --demo
    ");
    assert!(!home.path("data").exists());
}

#[test]
fn a_file_of_the_wrong_shape_is_told_with_its_place() {
    let home = Home::new();
    assert_snapshot!(home.run_with("setup --from -", "mpn_id = \"1234567\"\n[seler]\nname = \"S\"\n"), @"
    exit 2
    --- stderr
    Error: The file can't be used: 10 mistakes. Nothing was changed.
      -, line 1, profile.company: Required. Type a value.
      -, line 1, profile.address.line1: Required. Type a value.
      -, line 1, profile.address.city: Required. Type a value.
      -, line 1, profile.address.country: Required. Type a value.
      -, line 1, profile.contact_name: Required. Type a value.
      -, line 1, profile.contact_email: An email address is needed. Use the format name@example.com.
      -, line 1, profile.contact_phone: A phone number is needed. Enter it with the country code, such as +1 425 555 0100.
      -, line 1, admin.name: Required. Type a value.
      -, line 1, admin.email: An email address is needed. Use the format name@example.com.
      -, line 2, seler: unknown key. Did you mean “seller”?
    Hint: Correct the mistakes listed above. To see a complete file: offerdesk setup --template
    ");
    assert_snapshot!(home.run("setup --from nothing.toml"), @"
    exit 2
    --- stderr
    Error: The file can't be used: 1 mistake. Nothing was changed.
      There's no file at nothing.toml. Check the path.
    Hint: Correct the mistakes listed above. To see a complete file: offerdesk setup --template
    ");
}

#[test]
fn a_sandbox_never_serves_a_real_store() {
    let home = Home::new();
    home.set_up();
    let buy = "subscribe --account 1234567 --offer action-pack --card-stdin --accept-terms 2026-1 --yes";
    assert_snapshot!(home.run_with(buy, CARD), @"
    exit 4
    --- stderr
    Error: Card payments aren't available: no card processor is connected.
    Hint: Pay by bank transfer.
    ");
    let gateway = home.gateway("");
    let bought = home.run_with(&format!("{buy} --gateway {}", gateway.socket().display()), CARD);
    assert_snapshot!(bought, @"
    exit 2
    --- stderr
    Error: A sandbox moves no money, so you can't use it with a real store. Nothing was changed.
    Hint: Leave out --gateway, or use a demo store with --demo.
    ");
    let attempts = offerdesk::payments::sandbox::attempts_in(&home.path("ledger")).unwrap();
    assert_eq!(attempts, []);
    let transfer = "--transfer --contact-name Ana --phone 4255550100 --email ana@example.com";
    let renew = format!("subscribe --account 1234567 --offer silver --accept-terms 2026-1 --yes {transfer}");
    assert_snapshot!(home.run(&renew), @"
    exit 4
    --- stderr
    Error: This account has no record of meeting the requirements for this level.
    Hint: Ask Partner Support to record them.
    ");
}

/// Seen: what stood behind the first megabyte of a file was left out without a word, and the rest was carried out.
#[test]
fn a_file_that_is_too_large_was_cut_and_carried_out() {
    let home = Home::new();
    let template = home.command("setup --template").output().unwrap().stdout;
    let template = String::from_utf8(template).unwrap();
    let large = format!("{template}\n# {}\n[staff]\nname = \"Bo\"\n", "x".repeat(1 << 20));
    fs::write(home.path("large.toml"), &large).unwrap();
    for told in [
        home.run("setup --from large.toml"),
        home.run_with("setup --from -", &large),
        home.run("seller edit --from large.toml"),
    ] {
        assert!(told.contains("exit 2"), "{told}");
        assert!(told.contains("65,536 bytes"), "{told}");
    }
    assert!(!home.store().exists());
}

/// Seen: a pipe that nobody writes into kept the command waiting.
#[test]
fn a_pipe_in_the_place_of_a_file_is_refused_at_once() {
    let home = Home::new();
    let made = std::process::Command::new("mkfifo")
        .arg(home.path("pipe"))
        .status();
    assert!(made.unwrap().success());
    for command in ["setup --from pipe", "--demo seller edit --from pipe"] {
        let told = home.run(command);
        assert!(told.contains("exit 2") && told.contains("pipe"), "{told}");
    }
    let ask = "requests new --demo --account 1234567 --title T --problem other --severity minimal \
               --description-file pipe";
    let told = home.run(ask);
    assert!(!told.contains("exit 0"), "{told}");
}
