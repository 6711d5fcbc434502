//! Valid numbers of other kinds are not taken for a card's, in any country that the catalog knows: VAT IDs, phone numbers,
//! IBANs, and our own.

use offerdesk::catalog;
use offerdesk::domain::address::Phone;
use offerdesk::domain::bank::AccountNumber;
use offerdesk::domain::card_number::{holds_card_number, is_left_out, masked};
use offerdesk::domain::country::{CountryBook, CountryRules};
use offerdesk::domain::order::OrderNumber;
use offerdesk::domain::request::RequestNumber;
use proptest::prelude::*;

use crate::chance::Chance;

/// How often a valid number is looked for: the strictest check digits, of France, let one in 970 pass.
const TRIES: usize = 50_000;

fn countries() -> CountryBook {
    catalog::embedded().unwrap().countries
}

/// Alone, with words around it, and in a draft that ends with it.
fn is_no_card(text: &str) {
    assert!(!is_left_out(text), "{text:?} is not kept in a draft");
    are_no_cards(text);
    are_no_cards(&format!("see {text}, 2026, thanks"));
}

/// Numbers beside others. A draft may leave out what could become a card's, such as the 13 digits of Japan.
fn are_no_cards(text: &str) {
    assert!(!holds_card_number(text), "{text:?} is taken for a card number");
    assert_eq!(masked(text), text);
}

/// Another valid VAT ID of a country: its sample with other digits.
fn vat_id(country: &CountryRules, chance: &mut Chance) -> String {
    let rule = country.vat.as_ref().unwrap();
    for _ in 0..TRIES {
        let other = |c: char| match c {
            '0'..='9' => char::from(b'0' + u8::try_from(chance.below(10)).unwrap()),
            c => c,
        };
        let (prefix, number) = rule.sample.split_at(rule.prefix.len());
        let drawn = format!("{prefix}{}", number.chars().map(other).collect::<String>());
        if let Ok(valid) = rule.check(country.code, &drawn) {
            return valid;
        }
    }
    panic!("no valid VAT ID of {} was found", country.code);
}

/// With blanks as people group it.
fn grouped(text: &str, every: usize, sign: &str) -> String {
    let signs: Vec<char> = text.chars().collect();
    let groups: Vec<String> = signs.chunks(every).map(|group| group.iter().collect()).collect();
    groups.join(sign)
}

#[test]
fn a_valid_vat_id_of_any_country_is_no_card() {
    let seed = crate::cards::seed();
    let mut chance = Chance::new(seed);
    let book = countries();
    // Those of Brazil have 14 digits and are told by the small number of their branch: the unit tests have them.
    let with_rules: Vec<_> = book
        .countries()
        .iter()
        .filter(|country| country.vat.is_some() && country.code.to_string() != "BR")
        .collect();
    assert!(
        with_rules.len() > 30,
        "{} countries with VAT IDs",
        with_rules.len()
    );
    for country in with_rules {
        let prefix = country.vat.as_ref().unwrap().prefix.len();
        for _ in 0..100 {
            let (one, other) = (vat_id(country, &mut chance), vat_id(country, &mut chance));
            let bare = one.get(prefix..).unwrap();
            for text in [
                one.clone(),
                bare.to_owned(),
                grouped(&one, 3, " "),
                grouped(bare, 4, "-"),
            ] {
                are_no_cards(&text);
            }
            // Without its letters, nothing tells it from the first digits of a longer number.
            if book.in_union(country.code) {
                is_no_card(&one);
                are_no_cards(&format!("{one}, {other}"));
            }
            for typed in [one.clone(), bare.to_owned(), grouped(&one, 3, " ")] {
                assert_eq!(
                    book.check_vat_id(country.code, &typed).as_ref(),
                    Ok(&one),
                    "{typed:?}"
                );
            }
        }
    }
}

#[test]
fn a_phone_number_of_any_country_is_no_card() {
    let mut chance = Chance::new(crate::cards::seed());
    for country in countries()
        .countries()
        .iter()
        .filter(|country| !country.calling_code.is_empty())
    {
        for _ in 0..100 {
            let length = 6 + usize::try_from(chance.below(9)).unwrap();
            let length = length.min(15 - country.calling_code.len());
            let digits = (0..length).map(|_| char::from(b'1' + u8::try_from(chance.below(9)).unwrap()));
            let digits: String = digits.collect();
            let every = 2 + usize::try_from(chance.below(4)).unwrap();
            let sign = *chance.one_of(&[" ", "-", ".", "\u{a0}", ""]);
            let phone = format!("+{} {}", country.calling_code, grouped(&digits, every, sign));
            is_no_card(&phone);
            let parsed = Phone::parse(&phone);
            assert!(parsed.is_ok(), "{phone:?}: {parsed:?}");
        }
    }
}

/// One of the form of each country that people here meet.
const IBANS: [&str; 8] = [
    "PL61109010140000071219812874",
    "DE89370400440532013000",
    "GB82WEST12345698765432",
    "FR1420041010050500013M02606",
    "NO9386011117947",
    "MT84MALT011000012345MTLCAST001S",
    "CH9300762011623852957",
    "LU280019400644750000",
];

proptest! {
    #[test]
    fn an_account_number_that_the_seller_may_have_is_no_card(
        sample in prop::sample::select(IBANS.to_vec()),
        drawn in prop::collection::vec(0..10_u8, 34),
        sign in prop::sample::select(vec!["", " ", "-"]),
    ) {
        let account: String = sample.chars().zip(drawn).skip(4)
            .map(|(c, digit)| if c.is_ascii_digit() { char::from(digit + b'0') } else { c })
            .collect();
        let iban = (2..99)
            .map(|check| format!("{}{check:02}{account}", sample.get(..2).unwrap()))
            .find(|iban| AccountNumber::parse(iban).is_ok())
            .unwrap();
        is_no_card(&grouped(&iban, 4, sign));
        is_no_card(AccountNumber::parse(&iban).unwrap().as_str());
    }

    #[test]
    fn our_own_numbers_are_no_cards(bits in any::<[u64; 3]>(), place in 1..999_999_u64, mpn in 1_000_000..9_999_999_u32) {
        let [one, two, three] = bits.map(OrderNumber::from_random);
        let request = RequestNumber::in_series(place);
        for text in [
            format!("{one}"),
            format!("{one} {mpn}"),
            format!("{one}, {two}, {three}"),
            format!("{request}"),
            format!("#{request} of {mpn}"),
            format!("{one}/{request}"),
        ] {
            is_no_card(&text);
        }
        are_no_cards(&format!("{mpn}, {mpn}"));
    }
}
