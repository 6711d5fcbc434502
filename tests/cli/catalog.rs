//! The catalog in force: kept in the store, and changed by taking another one over.

use std::fs;
use std::os::unix::fs::symlink;
use std::process::Command;

use insta::assert_snapshot;

use crate::support::{Home, SEEDED};

const FILES: [&str; 5] = [
    "countries.toml",
    "markets.toml",
    "offers.toml",
    "terms.toml",
    "problems.toml",
];

/// Writes the catalog in force into the folder `catalog`, with one text in place of another.
fn written(home: &Home, store: &str, from: &str, to: &str) {
    fs::create_dir_all(home.path("catalog")).unwrap();
    for name in FILES {
        let command = format!("{store} catalog show --file {name}");
        let text = home.command(&command).output().unwrap().stdout;
        let text = String::from_utf8(text).unwrap();
        fs::write(home.path("catalog").join(name), text.replace(from, to)).unwrap();
    }
}

/// What was said, whatever else the catalog that is built in says.
fn unhashed(said: &str) -> String {
    let hash = regex_lite::Regex::new("[0-9a-f]{64}").unwrap();
    hash.replace_all(said, "[hash]").into_owned()
}

/// Seen: whoever gave a command a catalog of their own bought at 0.01.
#[test]
fn no_option_of_a_single_command_sells_at_another_price() {
    let home = Home::new();
    home.set_up();
    written(&home, "", "475.00 USD", "0.01 USD");
    let said = home.run("offers list --catalog catalog");
    assert!(said.starts_with("exit 2") && said.contains("--catalog"), "{said}");
    let mut command = home.command("offers list");
    command.env("OFFERDESK_CATALOG", home.path("catalog"));
    let output = command.output().unwrap();
    assert!(String::from_utf8(output.stdout).unwrap().contains("$475.00"));
    let checked = home.run("catalog check catalog");
    assert!(checked.starts_with("exit 0"), "{checked}");
    assert!(home.run("offers list").contains("$475.00"));
}

#[test]
fn another_catalog_is_taken_over_once_and_orders_keep_the_one_they_came_from() {
    let home = Home::new();
    let demo = "--demo --today 2026-06-22";
    let before = home.json(&format!("{demo} catalog show"))["hash"].clone();
    written(&home, demo, "475.00 USD", "500.00 USD");
    let said = home.demo("catalog adopt catalog");
    assert!(said.contains("Price (action-pack, US"), "{said}");
    assert!(said.contains("475.00 USD → 500.00 USD"), "{said}");
    let after = home.json(&format!("{demo} catalog show"))["hash"].clone();
    assert_ne!(before, after);
    assert!(home.demo("offers list --account 1234567").contains("$500.00"));
    let order = home.json(&format!(
        "{demo} --as tom.okafor@example.com orders show {SEEDED}"
    ));
    assert_eq!(
        (&order["catalog"], &order["price"]["total"]["minor"]),
        (&before, &47_500.into())
    );
    let again = home.json(&format!("{demo} catalog adopt catalog"));
    assert_eq!(again["changes"], serde_json::json!([]));
    let checked = home.demo("store check");
    assert!(checked.starts_with("exit 0"), "{checked}");
}

#[test]
fn a_first_tax_rate_that_begins_after_a_price_is_a_mistake_of_the_file() {
    let home = Home::new();
    written(
        &home,
        "--demo --today 2026-06-22",
        "from = 2011-01-01, percent = \"23\"",
        "from = 2027-01-01, percent = \"23\"",
    );
    assert_snapshot!(home.demo("catalog adopt catalog"), @r#"
    exit 1
    --- stderr
    Error: The catalog can't be used: 4 mistakes. Nothing was changed.
      catalog/offers.toml, line 61, offer.price.from: the price applies from 2017-01-01, but the market's first tax rate applies only from 2027-01-01. Until then the offer would be sold without tax. Correct one of the two days. A market without tax has the rate "0".
      catalog/offers.toml, line 127, offer.price.from: the price applies from 2017-01-01, but the market's first tax rate applies only from 2027-01-01. Until then the offer would be sold without tax. Correct one of the two days. A market without tax has the rate "0".
      catalog/offers.toml, line 181, offer.price.from: the price applies from 2017-01-01, but the market's first tax rate applies only from 2027-01-01. Until then the offer would be sold without tax. Correct one of the two days. A market without tax has the rate "0".
      catalog/offers.toml, line 187, offer.price.from: the price applies from 2025-01-01, but the market's first tax rate applies only from 2027-01-01. Until then the offer would be sold without tax. Correct one of the two days. A market without tax has the rate "0".
    Hint: Correct the mistakes listed above.
    "#);
}

/// Seen: a catalog with a device for a file was read until the memory was full, and a pipe was waited for.
#[test]
fn a_catalog_with_a_file_that_never_ends_is_refused_at_once() {
    let home = Home::new();
    written(&home, "--demo --today 2026-06-22", "", "");
    let file = home.path("catalog/offers.toml");
    fs::remove_file(&file).unwrap();
    let made = Command::new("mkfifo").arg(&file).status().unwrap();
    assert!(made.success());
    let said = home.demo("catalog check catalog");
    assert!(
        said.starts_with("exit 1") && said.contains("offers.toml isn't a file"),
        "{said}"
    );
    fs::remove_file(&file).unwrap();
    symlink("/dev/zero", &file).unwrap();
    let said = home.demo("catalog check catalog");
    assert!(said.contains("offers.toml isn't a file"), "{said}");
    fs::remove_file(&file).unwrap();
    fs::write(&file, "#".repeat((1 << 20) + 1)).unwrap();
    let said = home.demo("catalog check catalog");
    assert!(
        said.starts_with("exit 1") && said.contains("offers.toml has more than 1,048,576 bytes"),
        "{said}"
    );
}

/// Seen: whoever wrote a catalog with several slips was told one, corrected it, and was told the next one.
#[test]
fn all_mistakes_of_a_catalog_are_told_at_once_and_programs_get_each_with_its_code() {
    let home = Home::new();
    written(&home, "--demo --today 2026-06-22", "475.00 USD", "475.00 USX");
    let terms = home.path("catalog/terms.toml");
    let text = fs::read_to_string(&terms).unwrap();
    fs::write(&terms, text.replace("version =", "versoin =")).unwrap();
    assert_snapshot!(home.demo("catalog check catalog --lang pl"), @"
    exit 1
    --- stderr
    Błąd: Nie można użyć katalogu: 2 błędy. Niczego nie zmieniono.
      catalog/offers.toml, wiersz 56, offer.price.net: „USX” to nie waluta; oczekiwano kodu ISO 4217, np. PLN. Użyj trzyliterowego kodu.
      catalog/terms.toml, wiersz 4, versoin: nieznany klucz. Czy chodziło o „version”?
    Wskazówka: Popraw błędy wymienione powyżej.
    ");
    assert_snapshot!(home.demo("catalog adopt catalog --json"), @r#"
    exit 1
    --- stderr
    {
      "error": {
        "code": "catalog-unknown-currency",
        "message": "The catalog can't be used: 2 mistakes. Nothing was changed.",
        "hint": "Correct the mistakes listed above.",
        "exit_code": 1,
        "fields": [
          {
            "field": "offer.price.net",
            "code": "catalog-unknown-currency",
            "message": "catalog/offers.toml, line 56, offer.price.net: “USX” isn't a currency; expected an ISO 4217 code such as USD.",
            "hint": "Use the three-letter code."
          },
          {
            "field": "versoin",
            "code": "catalog-unknown-field",
            "message": "catalog/terms.toml, line 4, versoin: unknown key.",
            "hint": "Did you mean “version”?"
          }
        ]
      }
    }
    "#);
}

/// Seen: the demo store was built out of the catalog that was to be taken over, and nothing of it was told.
#[test]
fn a_demo_store_was_built_by_the_catalog_that_was_to_be_adopted() {
    let home = Home::new();
    written(&home, "--demo --today 2026-06-22", "475.00 USD", "500.00 USD");
    fs::remove_dir_all(home.path("data")).unwrap();
    assert_snapshot!(unhashed(&home.demo("catalog adopt catalog")), @"
    exit 0
    --- stdout
    This catalog is now in force; orders already placed keep their price. Catalog: [hash]
      Price (action-pack, US, 2017-01-01): 475.00 USD → 500.00 USD
    ");
    let order = home.json(&format!(
        "--demo --today 2026-06-22 --as tom.okafor@example.com orders show {SEEDED}"
    ));
    assert_eq!(order["price"]["total"]["minor"], 47_500);
    // A name that no catalog has is told before a store is made for it.
    fs::remove_dir_all(home.path("data")).unwrap();
    let said = home.demo("catalog show --file prices.toml");
    assert!(
        said.starts_with("exit 2") && !home.path("data").exists(),
        "{said}"
    );
}

/// Seen: other terms were taken over under the version that buyers had accepted.
#[test]
fn terms_that_were_changed_under_their_version_were_adopted() {
    let home = Home::new();
    let store = "--demo --today 2026-06-22";
    written(
        &home,
        store,
        "within 30 days after the order",
        "within 3 days after the order",
    );
    let refused = home.demo("catalog check catalog");
    assert_snapshot!(refused, @"
    exit 1
    --- stderr
    Error: The catalog can't be used: 1 mistake. Nothing was changed.
      catalog/terms.toml, line 4, version: the purchase terms differ from those in force, but both have the version “2026-1”. Orders keep only the version that the buyer accepted. Give the changed terms another version.
    Hint: Correct the mistakes listed above.
    ");
    assert_eq!(home.demo("catalog adopt catalog"), refused);
    assert_snapshot!(home.demo("catalog adopt catalog --lang pl"), @"
    exit 1
    --- stderr
    Błąd: Nie można użyć katalogu: 1 błąd. Niczego nie zmieniono.
      catalog/terms.toml, wiersz 4, version: warunki zakupu różnią się od obowiązujących, ale mają tę samą wersję „2026-1”. W zamówieniu zapisuje się tylko wersję, którą zaakceptował nabywca. Nadaj zmienionym warunkom inną wersję.
    Wskazówka: Popraw błędy wymienione powyżej.
    ");
    let terms = home.path("catalog/terms.toml");
    let text = fs::read_to_string(&terms).unwrap();
    fs::write(
        &terms,
        text.replace("version = \"2026-1\"", "version = \"2026-2\""),
    )
    .unwrap();
    assert_snapshot!(unhashed(&home.demo("catalog adopt catalog")), @"
    exit 0
    --- stdout
    This catalog is now in force; orders already placed keep their price. Catalog: [hash]
      Purchase terms: 2026-1 → 2026-2
      Value (terms.toml, text.en[4]): 2. A credit card is charged when the order is placed. A bank transfer must arrive in full within 30 days after the order was placed; until then the term that it pays for is not active. → 2. A credit card is charged when the order is placed. A bank transfer must arrive in full within 3 days after the order was placed; until then the term that it pays for is not active.
    ");
}

/// Seen: of most changes nothing was told but that the hash of a file was another one.
#[test]
fn every_value_that_another_catalog_changes_is_told_and_not_just_its_hash() {
    let home = Home::new();
    let store = "--demo --today 2026-06-22";
    written(&home, store, "quantity = 10", "quantity = 12");
    let change = |name: &str, from: &str, to: &str| {
        let path = home.path("catalog").join(name);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{name}: {from}");
        fs::write(path, text.replacen(from, to, 1)).unwrap();
    };
    change("offers.toml", "first = 1, last = 30", "first = 1, last = 45");
    change(
        "markets.toml",
        "currency = \"USD\"",
        "currency = \"USD\"\ndue_days = 14",
    );
    change("countries.toml", "# ", "## ");
    assert_snapshot!(unhashed(&home.demo("catalog check catalog")), @"
    exit 0
    --- stdout
    The files are valid. Adopting them would change the following. Catalog: [hash]
      Value (markets.toml, market[US].due_days): (empty) → 14
      Value (offers.toml, offer[action-pack].benefit[Product Support incidents].quantity): 10 → 12
      Value (offers.toml, offer[action-pack].benefit[Windows 10 Enterprise upgrades].quantity): 10 → 12
      Value (offers.toml, offer[action-pack].window.last): 30 → 45
      Value (offers.toml, offer[gold].benefit[Signature Cloud Support incidents (unlimited for cloud competencies)].quantity): 10 → 12
      Only comments, layout or the order of entries differ: countries.toml
    ");
    let told = home.json(&format!("{store} catalog check catalog"));
    let fields: Vec<&str> = told["changes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|change| change["field"].as_str().unwrap())
        .collect();
    assert!(
        fields.contains(&"catalog-value") && fields.contains(&"catalog-file"),
        "{told}"
    );
}

/// Seen: accounts that held an offer which another catalog left out did not see it any more.
#[test]
fn a_catalog_without_an_offer_that_is_held_was_adopted() {
    let home = Home::new();
    written(
        &home,
        "--demo --today 2026-06-22",
        "id = \"gold\"",
        "id = \"golden\"",
    );
    let refused = home.demo("catalog check catalog");
    assert_snapshot!(refused, @"
    exit 1
    --- stderr
    Error: The catalog can't be used: 1 mistake. Nothing was changed.
      catalog/offers.toml, line 13, offer: offers that accounts hold or have ordered are missing: gold. Their memberships and orders would no longer be shown. Keep these offers. An offer without a price isn't sold.
    Hint: Correct the mistakes listed above.
    ");
    assert_eq!(home.demo("catalog adopt catalog"), refused);
}

/// Seen: a catalog could leave out an offer that only an order asked for, which then could not be paid any more.
#[test]
fn a_catalog_without_an_offer_that_an_open_order_asks_for_was_adopted() {
    let home = Home::new();
    home.set_up();
    let changed = || written(&home, "", "id = \"action-pack\"", "id = \"action-set\"");
    changed();
    let valid = home.run("catalog check catalog");
    assert!(valid.starts_with("exit 0"), "nobody holds it yet: {valid}");
    let contact = "--transfer --contact-name Ana --phone '+48 22 123 45 67' --email ana@example.pl";
    let order = "subscribe --account 1234567 --offer action-pack --accept-terms 2026-1 --yes";
    let bought = home.run(&format!("{order} {contact}"));
    assert!(bought.starts_with("exit 0"), "{bought}");
    for command in ["catalog check catalog", "catalog adopt catalog"] {
        let refused = home.run(command);
        assert!(
            refused.starts_with("exit 1") && refused.contains("action-pack"),
            "{refused}"
        );
    }
    let order = home.json("orders list --account 1234567")["orders"][0].clone();
    let number = order["number"].as_str().unwrap();
    let canceled = home.run(&format!("orders cancel {number} --yes"));
    assert!(canceled.starts_with("exit 0"), "{canceled}");
    let adopted = home.run("catalog adopt catalog");
    assert!(adopted.starts_with("exit 0"), "{adopted}");
}

/// Seen: a country that accounts are in could be left out, and with it the rules and taxes of their addresses.
#[test]
fn a_catalog_without_a_country_that_accounts_are_in_was_adopted() {
    let home = Home::new();
    written(&home, "--demo --today 2026-06-22", "\"US\"", "\"AD\"");
    let refused = home.demo("catalog check catalog");
    assert_snapshot!(refused, @"
    exit 1
    --- stderr
    Error: The catalog can't be used: 2 mistakes. Nothing was changed.
      catalog/countries.toml, line 11, country: countries are missing that accounts or the seller are in: US. Used by Aurora Cloud Works LLC, Harbor Point Consulting Inc., 株式会社みらいソフト (3 in all). Keep these countries with their rules. Where there is no price, nothing is sold.
      catalog/markets.toml, line 7, market: markets are missing that accounts or open orders are in: US. Used by OD-9KD5-HYX0, Aurora Cloud Works LLC, Harbor Point Consulting Inc., … (4 in all). Keep these markets. A market without prices sells nothing.
    Hint: Correct the mistakes listed above.
    ");
    assert_eq!(home.demo("catalog adopt catalog"), refused);
    let polish = home.demo("catalog check catalog --lang pl");
    assert!(
        polish.contains("brakuje krajów") && polish.contains("brakuje rynków"),
        "{polish}"
    );
}

/// Seen: a type of problem that an open request has could be left out, which then had no name any more.
#[test]
fn a_catalog_without_a_type_of_problem_that_an_open_request_has_was_adopted() {
    let home = Home::new();
    let demo = "--demo --today 2026-06-22";
    written(&home, demo, "id = \"billing\"", "id = \"invoices\"");
    let refused = home.demo("catalog adopt catalog");
    assert_snapshot!(refused, @"
    exit 1
    --- stderr
    Error: The catalog can't be used: 1 mistake. Nothing was changed.
      catalog/problems.toml, line 5, problem: types of problems are missing that open requests have: billing. Requests: 1003, 1005, 1007, … (5 in all). Keep these types until the requests are closed.
    Hint: Correct the mistakes listed above.
    ");
    // Nobody has an open request of this one.
    let support = "--as sam.ortega@seller.example";
    let unused = ["profile", "partner-center", "other"].into_iter().find(|id| {
        let queue = home.json(&format!("{demo} requests list --queue {support}"));
        !queue["requests"]
            .as_array()
            .unwrap()
            .iter()
            .any(|request| request["problem"] == *id)
    });
    let unused = unused.expect("a type without an open request");
    written(&home, demo, &format!("id = \"{unused}\""), "id = \"renamed\"");
    let adopted = home.demo("catalog adopt catalog");
    assert!(adopted.starts_with("exit 0"), "{adopted}");
}
