//! Every kind of mistake in a catalog file; `files` is about all of them together.

mod built_in;
mod files;

use super::*;
use crate::domain::message::Coded;
use crate::domain::money::{BasisPoints, CurrencyCode, Money};
use crate::domain::subscription::WindowDays;
use crate::i18n::{I18n, Locale};

const COUNTRIES: &str = r#"
[[country]]
code = "US"
calling_code = "1"
european_union = false
state_required = true
postal = { required = true, pattern = '^\d{5}(-\d{4})?$', sample = "98052-6399", separator = "-", before_last = 4 }
state = [{ code = "WA", en = "Washington", pl = "Waszyngton" }]

[[country]]
code = "PL"
calling_code = "48"
european_union = true
postal = { required = true, pattern = '^\d{2}-\d{3}$', sample = "00-950", separator = "-", before_last = 3 }
vat = { prefix = "PL", pattern = '^\d{10}$', sample = "PL5260001246", checksum = "poland" }
"#;

const MARKETS: &str = r#"
[[market]]
country = "US"
currency = "USD"
tax = [{ from = 2017-01-01, percent = "0", source = "sample" }]
[[market]]
country = "PL"
currency = "PLN"
tax = [{ from = 2011-01-01, percent = "23", source = "law" }]
"#;

const PROBLEMS: &str = r#"
[[problem]]
id = "billing"
name = { en = "Billing", pl = "Rozliczenia" }
cancels = true
"#;

const OFFERS: &str = r#"
[[offer]]
id = "gold"
name = { en = "Gold membership", pl = "Członkostwo Gold" }
requirements = true
benefit = [{ name = { en = "Hours", pl = "Godziny" }, quantity = 50, source = "docs" }]

[[offer.price]]
market = "US"
from = 2020-01-01
net = "475.00 USD"
source = "sample"
"#;

const TERMS: &str = r#"
version = "1"
[text]
en = "Terms."
pl = "Warunki."
"#;

fn read_texts(texts: [&str; 4]) -> Result<Loaded, CatalogError> {
    let [countries, markets, offers, terms] = texts.map(str::to_owned);
    Texts::new([countries, markets, offers, terms, PROBLEMS.to_owned()]).read_as(Standing::Offered)
}

/// All mistakes, each as `file:line:column` and its code.
fn told(error: &CatalogError) -> Vec<String> {
    let told = |mistake: &Mistake| {
        let (file, line, column) = (&mistake.file, mistake.line, mistake.column);
        format!("{file}:{line}:{column} {}", mistake.code())
    };
    error.mistakes().map(told).collect()
}

/// Replaces one piece of the four files and expects one mistake, at `place` (`file:line:column`), in words that
/// name everything in `named`.
fn check(right: &str, wrong: &str, place: &str, code: &str, named: &[&str]) {
    let all = [COUNTRIES, MARKETS, OFFERS, TERMS];
    let count: usize = all.iter().map(|text| text.matches(right).count()).sum();
    assert!(count > 0, "nothing to replace: {right}");
    let replaced = all.map(|text| text.replacen(right, wrong, 1));
    let error = read_texts([&replaced[0], &replaced[1], &replaced[2], &replaced[3]]).unwrap_err();
    assert_eq!(told(&error), [format!("{place} {code}")], "{error}");
    for locale in Locale::ALL {
        let explained = I18n::new(locale).explain(error.mistakes().next().unwrap());
        let said = format!("{} {}", explained.sentence, explained.hint.unwrap());
        for name in named {
            assert!(said.contains(name), "{name}: {said}");
        }
        assert!(!said.contains("{$"), "{said}");
    }
}

#[test]
fn files_without_mistakes_are_read() {
    let loaded = read_texts([COUNTRIES, MARKETS, OFFERS, TERMS]).unwrap();
    assert_eq!(loaded.catalog.terms.pl, "Warunki.");
    assert_eq!(loaded.catalog.markets[1].taxes[0].rate, BasisPoints(2_300));
    assert!(loaded.catalog.markets[1].european_union);
    assert_eq!(
        loaded.catalog.offers[0].prices[0].net,
        Money::new(47_500, CurrencyCode::USD)
    );
    assert_eq!(loaded.catalog.offers[0].benefits[0].quantity, Some(50));
    assert_eq!(loaded.countries.countries()[1].vat.as_ref().unwrap().prefix, "PL");
}

#[test]
fn an_offer_without_a_short_name_has_its_whole_one_in_tables_and_a_short_one_needs_both_languages() {
    let loaded = read_texts([COUNTRIES, MARKETS, OFFERS, TERMS]).unwrap();
    assert_eq!(loaded.catalog.offers[0].short_names().en, "Gold membership");
    let with =
        |short: &str| OFFERS.replacen("id = \"gold\"\n", &format!("id = \"gold\"\nshort = {short}\n"), 1);
    let offers = with("{ en = \"Gold\", pl = \"Gold\" }");
    let loaded = read_texts([COUNTRIES, MARKETS, &offers, TERMS]).unwrap();
    assert_eq!(loaded.catalog.offers[0].short_names().pl, "Gold");
    for (short, code) in [
        ("{ en = \"Gold\" }", "catalog-missing-field"),
        ("\"Gold\"", "catalog-wrong-type"),
    ] {
        let error = read_texts([COUNTRIES, MARKETS, &with(short), TERMS]).unwrap_err();
        assert_eq!(error.mistakes().count(), 1, "{error}");
        assert_eq!(error.mistakes().next().unwrap().code(), code);
    }
}

#[test]
fn what_is_not_toml_is_told_with_its_place() {
    check(
        "id = \"gold\"",
        "id = ",
        "offers.toml:3:6",
        "catalog-syntax",
        &["3"],
    );
    check(
        "[[offer]]",
        "[[offer]]\nid = \"a\"",
        "offers.toml:4:1",
        "catalog-syntax",
        &["duplicate"],
    );
}

#[test]
fn a_field_that_does_not_belong_there_is_told_with_those_that_do() {
    check(
        "requirements",
        "requirement",
        "offers.toml:5:1",
        "catalog-unknown-field",
        &["offer.requirement:", "requirements"],
    );
    check(
        "quantity",
        "quality",
        "offers.toml:6:55",
        "catalog-unknown-field",
        &["offer.benefit.quality:", "quantity"],
    );
    check(
        "version",
        "versoin",
        "terms.toml:2:1",
        "catalog-unknown-field",
        &["versoin", "version"],
    );
    check(
        "[[market]]",
        "[[markets]]",
        "markets.toml:2:3",
        "catalog-unknown-field",
        &["markets:", "market"],
    );
    check(
        "requirements = true",
        "requirements = true\ncolor = \"red\"",
        "offers.toml:6:1",
        "catalog-unknown-field",
        &[
            "offer.color:",
            "id, name, short, requirements, window, benefit, price",
        ],
    );
}

#[test]
fn a_missing_field_is_told_at_the_table_that_lacks_it() {
    let check = |right, place, field| check(right, "", place, "catalog-missing-field", &[field]);
    check("id = \"gold\"\n", "offers.toml:2:1", "id");
    check("requirements = true\n", "offers.toml:2:1", "requirements");
    check(", pl = \"Członkostwo Gold\"", "offers.toml:4:8", "pl");
    check(
        "name = { en = \"Gold membership\", pl = \"Członkostwo Gold\" }\n",
        "offers.toml:2:1",
        "name",
    );
    check("from = 2020-01-01\n", "offers.toml:8:1", "from");
    check("source = \"sample\"\n", "offers.toml:8:1", "source");
    check("currency = \"USD\"\n", "markets.toml:2:1", "currency");
    check(", before_last = 4", "countries.toml:7:10", "before_last");
    check(
        "state = [{ code = \"WA\", en = \"Washington\", pl = \"Waszyngton\" }]",
        "countries.toml:2:1",
        "state",
    );
    check("version = \"1\"", "terms.toml:1:1", "version");
    check(", separator = \"-\"", "countries.toml:7:10", "separator");
}

/// Seen: a market with an empty list of rates was taken over, and then everything was sold there without tax.
#[test]
fn a_market_without_a_tax_rate_was_taken_over_and_sold_untaxed() {
    let rates = "tax = [{ from = 2011-01-01, percent = \"23\", source = \"law\" }]";
    let named = ["market.tax:", "\"0\""];
    check(rates, "tax = []", "markets.toml:9:7", "catalog-no-tax", &named);
    check(rates, "", "markets.toml:6:1", "catalog-no-tax", &named);
    // Its name is what is wrong.
    let slip = rates.replace("tax", "taxs");
    check(
        rates,
        &slip,
        "markets.toml:9:1",
        "catalog-unknown-field",
        &["tax"],
    );
}

#[test]
fn a_list_that_needs_an_entry_is_told_as_empty() {
    let check = |right: &str, wrong, place| check(right, wrong, place, "catalog-empty", &[]);
    let state = "state = [{ code = \"WA\", en = \"Washington\", pl = \"Waszyngton\" }]";
    check(state, "state = []", "countries.toml:8:9");
    let error = read_texts([COUNTRIES, MARKETS, "offer = []", TERMS]).unwrap_err();
    assert_eq!(told(&error), ["offers.toml:1:9 catalog-empty"]);
}

#[test]
fn a_transfer_warning_lies_within_its_window() {
    let window = |warning| {
        format!(
            "requirements = true\nwindow = {{ first = 1, last = 30, transfer_warning = {warning}, source = \"x\" }}"
        )
    };
    let code = "catalog-number-range";
    let check = |days, place| check("requirements = true", &window(days), place, code, &["1", "30"]);
    check(31, "offers.toml:6:53");
    check(0, "offers.toml:6:53");
}

/// Who adopted a catalog under the rules of that day can still open the store.
#[test]
fn rules_that_came_later_do_not_shut_a_store_that_sells_by_such_a_catalog() {
    let rates = "tax = [{ from = 2011-01-01, percent = \"23\", source = \"law\" }]";
    let window =
        "window = { first = 1, last = 30, transfer_warning = 40, source = \"x\" }\nrequirements = true";
    let texts = Texts::new([
        COUNTRIES.replace(", separator = \"-\", before_last = 3", ", before_last = 3"),
        MARKETS.replace(rates, "tax = []"),
        OFFERS.replace("requirements = true", window),
        TERMS.to_owned(),
        PROBLEMS.to_owned(),
    ]);
    let refused = texts.clone().read_as(Standing::Offered).unwrap_err();
    assert_eq!(
        told(&refused),
        [
            "countries.toml:14:10 catalog-missing-field",
            "markets.toml:9:7 catalog-no-tax",
            "offers.toml:5:53 catalog-number-range",
        ]
    );
    let loaded = texts.read().unwrap();
    assert_eq!(loaded.catalog.markets[1].taxes, []);
    assert_eq!(loaded.catalog.offers[0].window.transfer_warning, 40);
}

#[test]
fn a_file_without_entries_lacks_them() {
    let error = read_texts([COUNTRIES, MARKETS, "", TERMS]).unwrap_err();
    assert_eq!(told(&error), ["offers.toml:1:1 catalog-missing-field"]);
    assert_eq!(error.to_string(), "offers.toml:1:1: offer: missing");
}

#[test]
fn a_value_of_another_kind_is_told_with_both_kinds() {
    let check = |right, wrong, place, named: &[&str]| check(right, wrong, place, "catalog-wrong-type", named);
    check("id = \"gold\"", "id = 7", "offers.toml:3:6", &["id"]);
    check(
        "requirements = true",
        "requirements = \"yes\"",
        "offers.toml:5:16",
        &["requirements", "true"],
    );
    check(
        "quantity = 50",
        "quantity = 5.5",
        "offers.toml:6:66",
        &["quantity"],
    );
    check("from = 2020-01-01", "from = 2020", "offers.toml:10:8", &["from"]);
    check("tax = [{", "tax = 5 # [{", "markets.toml:5:7", &["tax"]);
    check(
        "postal = {",
        "postal = true # {",
        "countries.toml:7:10",
        &["postal"],
    );
}

#[test]
fn texts_must_be_there_and_clean() {
    check(
        "en = \"Gold membership\"",
        "en = \"  \"",
        "offers.toml:4:15",
        "catalog-empty",
        &["en"],
    );
    check(
        "Gold membership",
        "Gold\\u001b[2J",
        "offers.toml:4:15",
        "catalog-not-clean",
        &["en"],
    );
    check(
        "en = \"Terms.\"",
        "en = \"\"",
        "terms.toml:4:6",
        "catalog-empty",
        &["en"],
    );
    check(
        "Warunki.",
        "Warunki.\\u202e",
        "terms.toml:5:6",
        "catalog-not-clean",
        &["pl"],
    );
}

#[test]
fn a_day_that_is_none_is_told_as_it_was_written() {
    for wrong in [
        "2026-02-30",
        "2026-02-28T12:00:00Z",
        "\"2026-02-28\"",
        "1899-12-31",
    ] {
        check(
            "2020-01-01",
            wrong,
            "offers.toml:10:8",
            "catalog-not-a-day",
            &[wrong.trim_matches('"')],
        );
    }
}

#[test]
fn prices_are_amounts_above_zero_in_the_markets_currency() {
    let check = |wrong, code, named: &[&str]| check("475.00 USD", wrong, "offers.toml:11:7", code, named);
    check("475.00", "catalog-not-an-amount", &["475.00"]);
    check("475.001 USD", "catalog-not-an-amount", &["475.001 USD"]);
    check("much USD", "catalog-not-an-amount", &["much USD"]);
    check("475.00 USX", "catalog-unknown-currency", &["USX"]);
    check("475.00 PLN", "catalog-price-currency", &["PLN", "USD"]);
    check("0.00 USD", "catalog-price-not-positive", &["0.00 USD"]);
    let much = "1000000000.01 USD";
    check(much, "catalog-price-too-high", &[much, "1000000000.00 USD"]);
    check("-475.00 USD", "catalog-price-not-positive", &["-475.00 USD"]);
}

#[test]
fn rates_and_numbers_keep_to_their_range() {
    check(
        "\"23\"",
        "\"123\"",
        "markets.toml:9:39",
        "catalog-not-a-rate",
        &["123"],
    );
    check(
        "quantity = 50",
        "quantity = 0",
        "offers.toml:6:66",
        "catalog-number-range",
        &["quantity", "0"],
    );
    check(
        "quantity = 50",
        "quantity = -5",
        "offers.toml:6:66",
        "catalog-number-range",
        &["-5"],
    );
    check(
        "calling_code = \"48\"",
        "calling_code = \"+48\"",
        "countries.toml:12:16",
        "catalog-number-range",
        &["+48"],
    );
}

#[test]
fn the_window_and_the_due_days_are_data() {
    let read = |window: &str, due: &str| {
        let offers = OFFERS.replace(
            "requirements = true\n",
            &format!("requirements = true\n{window}\n"),
        );
        let markets = MARKETS.replace("currency = \"USD\"\n", &format!("currency = \"USD\"\n{due}\n"));
        let catalog = read_texts([COUNTRIES, &markets, &offers, TERMS]).unwrap().catalog;
        (catalog.offers[0].window, catalog.markets[0].due_days)
    };
    assert_eq!(read("", ""), (WindowDays::USUAL, 30));
    let early = "window = { first = -30, last = 0, transfer_warning = -7, source = \"sample\" }";
    let window = WindowDays {
        first: -30,
        last: 0,
        transfer_warning: -7,
    };
    assert_eq!(read(early, "due_days = 14"), (window, 14));
}

#[test]
fn names_of_things_must_be_known() {
    check(
        "id = \"gold\"",
        "id = \"Gold!\"",
        "offers.toml:3:6",
        "catalog-not-an-id",
        &["Gold!"],
    );
    check(
        "market = \"US\"",
        "market = \"USA\"",
        "offers.toml:9:10",
        "catalog-not-a-country",
        &["USA"],
    );
    check(
        "market = \"US\"",
        "market = \"DE\"",
        "offers.toml:9:10",
        "catalog-unknown-market",
        &["DE", "US, PL"],
    );
    check(
        "country = \"US\"",
        "country = \"DE\"",
        "markets.toml:3:11",
        "catalog-unknown-country",
        &["DE", "US, PL"],
    );
    check(
        "currency = \"USD\"",
        "currency = \"dollar\"",
        "markets.toml:4:12",
        "catalog-unknown-currency",
        &["dollar"],
    );
    check(
        "checksum = \"poland\"",
        "checksum = \"mod-11\"",
        "countries.toml:15:82",
        "catalog-unknown-checksum",
        &["mod-11", "poland, portugal"],
    );
}

#[test]
fn nothing_may_be_there_twice() {
    let again = |right: &str| format!("{right}\n{right}");
    let check = |right: &str, wrong: &str, place, name| {
        check(right, wrong, place, "catalog-duplicate", &[name]);
    };
    let price =
        "[[offer.price]]\nmarket = \"US\"\nfrom = 2020-01-01\nnet = \"475.00 USD\"\nsource = \"sample\"\n";
    check(price, &again(price), "offers.toml:16:8", "US 2020-01-01");
    let offer = "[[offer]]\nid = \"gold\"\nname = { en = \"Gold membership\", pl = \"Członkostwo Gold\" }\n\
                 requirements = true\n";
    check(offer, &again(offer), "offers.toml:8:6", "gold");
    let market = "[[market]]\ncountry = \"US\"\ncurrency = \"USD\"\n\
                  tax = [{ from = 2017-01-01, percent = \"0\", source = \"sample\" }]\n";
    check(market, &again(market), "markets.toml:8:11", "US");
    let rate = "{ from = 2011-01-01, percent = \"23\", source = \"law\" }";
    check(
        rate,
        &format!("{rate}, {rate}"),
        "markets.toml:9:72",
        "2011-01-01",
    );
    let state = "{ code = \"WA\", en = \"Washington\", pl = \"Waszyngton\" }";
    check(state, &format!("{state}, {state}"), "countries.toml:8:74", "WA");
    check("code = \"PL\"", "code = \"US\"", "countries.toml:11:8", "US");
}

#[test]
fn patterns_must_compile_and_samples_must_pass_them() {
    check(
        r"'^\d{10}$'",
        r"'^(\d{10}$'",
        "countries.toml:15:34",
        "catalog-pattern",
        &["^("],
    );
    check(
        r"'^\d{10}$'",
        r"'\d{10}'",
        "countries.toml:15:34",
        "catalog-pattern",
        &["^…$"],
    );
    check(
        "PL5260001246",
        "PL5260001247",
        "countries.toml:15:55",
        "catalog-sample",
        &["PL5260001247"],
    );
    check(
        "00-950",
        "00950",
        "countries.toml:14:65",
        "catalog-sample",
        &["00950"],
    );
}
