//! Card numbers are found however they are written, and other numbers are not taken for one.

use proptest::prelude::*;

use super::*;

#[test]
fn a_card_number_is_found_however_it_is_written() {
    for text in [
        "4242424242424242",
        "My card 4242 4242 4242 4242 expires 12/30",
        "4242-4242-4242-4242.",
        "4242\n4242\n4242\n4242",
        "card:378282246310005",
        "3782 822463 10005",
        "４２４２４２４２４２４２４２４２",
        "4242\u{a0}4242\u{a0}4242\u{a0}4242",
        "4242\u{2009}4242\u{202f}4242\u{3000}4242",
        "5555 - 5555 5555 4444; 5555555555554444",
        "id 12 4242424242424242 x",
        "scan-4242424242424242.pdf",
        "Phone: +48 58 555 01 00\n4242 4242 4242 4242, 12/30",
        "+48 58 555 01 00, 4242 4242 4242 4242",
        "+48 58 555 01 00 4242 4242 4242 4242",
        "+48 4242 4242 4242 4242",
        "+4242 4242 4242 4242",
        "4242   \n4242   \n4242   \n4242",
        "42424242 42424242",
        "٤٢٤٢٤٢٤٢٤٢٤٢٤٢٤٢",
        "4242－42424242４２４２",
        "424242424242-4242",
        "4242,4242,4242,4242",
        "4242, 4242, 4242, 4242",
        "4242/4242/4242/4242",
        "4 2 4 2 4 2 4 2 4 2 4 2 4 2 4 2",
        "42-42-42-42-42-42-42-42",
        "4242 424242 424242",
        "42424-242424-24242 12/30",
        "424242424242\n4242",
        "424242\n4242424242",
        "4242424242424242, 4242424242424242",
        "\u{200e}4242\u{200b}4242\u{ad}4242\u{2060}4242\u{200f}",
        "visa4242424242424242exp1230",
        "4000.0000.0000.0000.006",
        "30569309025904",
        "4242x4242x4242x4242",
        "4242X4242x4242X4242",
        "3782o822463o10005",
        "12x4242 4242 4242 4242",
        "FR42424242 42424242",
        "FR4242424242424242",
    ] {
        assert!(holds_card_number(text), "{text:?}");
    }
}

#[test]
fn other_numbers_are_not_taken_for_one() {
    for text in [
        "",
        "+1 425 555 0100",
        "+48 58 555 01 00, +49 89 5550100",
        "+378282246310005",
        "＋48 58 555 01 00",
        "DE89 3704 0044 0532 0130 00",
        "PL61109010140000071219812874",
        "PL61 1090 1014 0000 0712 1981 2874",
        "PL61-1090-1014-0000-0712-1981-2874",
        "OD-62ZJ-9KD4 1234567",
        "PL1234563218",
        "4242 4242 4242 4241",
        "2026-06-22 to 2026-07-22",
        "26.01.2026-25.01.2027",
        "30.04.2026 - 30.05.2026",
        "578 650 186\n791 442 703",
        "58 555 01 00, 58 555 01 01",
        "4242424, 4242425",
        "50 4154 9740 8191 4816 3512 8833",
        "61 1090 1014 0000 0712 1981 2874",
        "42424242424242424242424242424242",
        "0000 0000 0000 0000",
        "11.444.777/0001-61",
        "a4242424242424242bcdef4242424242",
        "•••• 4242, •••• 4242, •••• 4242, •••• 4242",
        "4242a4242b4242c4242",
        "4242x4242 4242 4242",
        "4242 and 4242 and 4242 and 4242",
        "42x42x42x42x42x42x42x42",
        "1920x1080x2026x0622",
        "FR36900627936, 2026",
        "fr36900627936; 2026",
    ] {
        assert!(!holds_card_number(text), "{text:?}");
        assert_eq!(masked(text), text);
    }
}

#[test]
fn a_masked_number_is_its_last_four() {
    for (text, expected) in [
        ("unexpected '4242424242424242' found", "unexpected '…4242' found"),
        ("unexpected '3782 822463-10005' found", "unexpected '…0005' found"),
        ("４２４２４２４２４２４２４２４２", "…4242"),
        ("4242.4242_4242/4242, 12/30", "…4242, 12/30"),
        ("4242424242424242 and 5555555555554444", "…4242 and …4444"),
        ("4242x4242x4242x4242.", "…4242."),
        ("the day 2026-06-22 of 1234567", "the day 2026-06-22 of 1234567"),
    ] {
        assert_eq!(masked(text), expected);
    }
}

#[test]
fn a_number_that_is_still_being_typed_is_not_kept() {
    for text in [
        "4242 4242 4242 4",
        "4242424242424",
        "ok: 4242-4242-4242-424",
        "4242 4242 4242 4241",
        "4242 4242 4242 4242 is my card",
        "4242x4242x4242x424",
    ] {
        assert!(is_left_out(text), "{text:?}");
    }
    for text in [
        "",
        "4242 4242 4242",
        "+48 58 555 01 00",
        "PO 4500123456",
        "PL61 1090 1014 0000 0712 1981 2874",
        "1234567890123 and so on",
        "4242a4242b4242c424",
    ] {
        assert!(!is_left_out(text), "{text:?}");
    }
}

#[test]
fn a_long_text_is_looked_through_at_once() {
    assert!(!holds_card_number(&"12, ".repeat(3_000)));
    assert!(!holds_card_number(&"4242 ".repeat(3)));
    assert!(!holds_card_number(&"1".repeat(12_000)));
}

/// Digits of a brand with a right check digit.
fn card() -> impl Strategy<Value = Vec<u8>> {
    let brand = prop::sample::select(RANGES.to_vec());
    (brand, 0..100_u32, 0..8_usize, prop::collection::vec(0..10_u8, 13)).prop_map(
        |((first, last, brand), percent, length, rest)| {
            let prefix = first + (last - first) * percent / 100;
            let lengths: Vec<usize> = lengths(brand)
                .iter()
                .copied()
                .filter(|length| LENGTHS.contains(length))
                .collect();
            let length = lengths[length % lengths.len()];
            let mut digits: Vec<u8> = prefix.to_string().bytes().map(|byte| byte - b'0').collect();
            digits.extend(rest);
            digits.truncate(length - 1);
            digits.push(0);
            for check in 0..10 {
                digits[length - 1] = check;
                if passes_luhn(&digits) {
                    break;
                }
            }
            digits
        },
    )
}

/// One sign, and those that nobody sees.
const TIGHT: [&str; 16] = [
    " ",
    "-",
    ".",
    ",",
    "/",
    "\u{a0}",
    "\u{2009}",
    "\u{202f}",
    "–",
    "\u{2212}",
    "_",
    "\u{200e} ",
    "",
    "\u{200b}",
    "\u{ad}",
    "\u{2060}-",
];
/// One of each form that the registry's countries have.
const IBANS: [&str; 14] = [
    "PL61109010140000071219812874",
    "DE89370400440532013000",
    "GB82WEST12345698765432",
    "FR1420041010050500013M02606",
    "NO9386011117947",
    "BE68539007547034",
    "NL91ABNA0417164300",
    "MT84MALT011000012345MTLCAST001S",
    "ES9121000418450200051332",
    "CH9300762011623852957",
    "SE4550000000058398257466",
    "BR1800360305000010009795493C1",
    "LU280019400644750000",
    "AT611904300234573201",
];
const LOOSE: [&str; 6] = [", ", " - ", "\n", "\r\n", ". ", "  \n"];

/// Together with its expiry and its code it had the check digits of a Polish account number.
#[test]
fn a_card_that_adds_up_to_an_account_number_is_found() {
    assert!(holds_card_number("1031 123 6251998354445125519"));
}

/// Seen: a card number in the wrong field, and the postal code behind it, were one longer number, which the draft kept.
#[test]
fn a_card_number_that_was_typed_on_is_kept_in_no_draft() {
    assert!(is_left_out("424242424242424298052"));
    assert!(is_left_out("contact 424242424242424298052"));
    assert!(!is_left_out("111111111111111111111"));
    assert!(!is_left_out("61 1090 1014 0000 0712 1981 2874"));
}

/// Seen: 14 digits of a card number, typed right behind a phone number, were a Brazilian company number.
#[test]
fn the_beginning_of_a_card_behind_a_phone_number_passed_for_a_company_number() {
    assert!(is_left_out("+3512100000060116137008031"));
    assert!(is_left_out("+3512100000054399968000404"));
    assert!(!is_left_out("+351 21000000, 60116137008031"));
    assert!(!is_left_out("+35121000000+48585550100"));
}

/// Seen: a card number in its groups, pasted behind a phone number that was filled in, was kept by the draft.
#[test]
fn a_card_in_groups_was_pasted_right_behind_a_phone_number() {
    for card in ["4242 4242 4242 4242", "3782 822463 10005", "5555-5555-5555-4444"] {
        let text = format!("+14255550100{card}");
        assert!(holds_card_number(&text), "{text}");
        assert!(is_left_out(&text), "{text}");
    }
    assert!(!holds_card_number("+1 425 555 0100 2026 06 22"));
}

/// Seen: a card number, pasted behind the payment reference that was filled in, made one long number with the MPN ID.
#[test]
fn a_card_was_pasted_right_behind_a_payment_reference() {
    let number = crate::domain::order::OrderNumber::from_random(7_919);
    for card in [
        "4242424242424242",
        "378282246310005",
        "30569309025904",
        "4000000000000000006",
    ] {
        for mpn_id in ["12345", "1234567", "123456789"] {
            let text = format!("{number} {mpn_id}{card}");
            assert!(holds_card_number(&text), "{text}");
            assert!(!masked(&text).contains(card), "{text}");
        }
    }
    // Seen: in its groups it was not found.
    for card in ["4242 4242 4242 4242", "3782-822463-10005", "3056 930902 5904"] {
        for mpn_id in ["12345", "1234567", "123456789"] {
            let text = format!("{number} {mpn_id}{card}, 12/30");
            assert!(holds_card_number(&text), "{text}");
        }
    }
    for other in [
        "1234567",
        "1234567 2026 06 22",
        "12345678901234567890123",
        "PL61109010140000071219812874",
    ] {
        let text = format!("{number} {other}");
        assert!(!holds_card_number(&text), "{text}");
    }
}

/// Seen: of several tails that could be a card only the first was looked at, and that one began too early.
#[test]
fn each_tail_behind_a_phone_number_is_looked_at() {
    let values = |digits: &str| -> Vec<u8> { digits.bytes().map(|digit| digit - b'0').collect() };
    let card = "30569309025904";
    let is_early = |tail: &u32| issuer::is_card(&values(&format!("{tail}{card}")));
    let mut phones = (40_000..50_000).filter(is_early);
    for tail in [phones.next().unwrap(), phones.next().unwrap()] {
        let text = format!("+481234{tail}3056 930902 5904");
        assert!(holds_card_number(&text), "{text}");
    }
}

proptest! {
    #[test]
    fn whatever_sign_stands_between_its_digits_a_card_number_is_found(
        digits in card(),
        zeros in prop::sample::select(vec!['0', '０', '٠', '०']),
        gaps in prop::collection::vec((0..4_u8, 0..TIGHT.len()), 19),
        around in prop::sample::select(vec![("", ""), ("No. ", "."), ("card: ", ", 12/30"), ("(", ")"), ("abc", "def")]),
    ) {
        let mut number = String::new();
        for (place, digit) in digits.iter().enumerate() {
            if place > 0 && gaps[place].0 == 0 {
                number.push_str(TIGHT[gaps[place].1]);
            }
            number.push(char::from_u32(u32::from(zeros) + u32::from(*digit)).unwrap());
        }
        let text = format!("{}{number}{}", around.0, around.1);
        // What is behind another number with the same signs between them is one run of digits with it.
        if around.1 != ", 12/30" {
            prop_assert!(holds_card_number(&text), "{:?}", text);
            prop_assert!(!holds_card_number(&masked(&text)));
            prop_assert!(is_left_out(&text));
        }
        let plain: String = digits.iter().map(|digit| char::from(digit + b'0')).collect();
        let usual = format!("{}{plain}{}", around.0, around.1);
        prop_assert!(holds_card_number(&usual), "{:?}", usual);
    }

    #[test]
    fn a_card_number_over_several_lines_or_in_a_list_is_found(
        digits in card(),
        gap in prop::sample::select(LOOSE.to_vec()),
        first in 1..13_usize,
        second in 1..13_usize,
    ) {
        let cuts = [first.min(second), first.max(second)];
        let mut text = String::new();
        for (place, digit) in digits.iter().enumerate() {
            if place > 0 && cuts.contains(&place) {
                text.push_str(gap);
            }
            text.push(char::from(digit + b'0'));
        }
        // Two numbers of seven to eleven digits are two.
        let halves = [first, digits.len() - first];
        if first != second || halves.iter().any(|half| !LISTED.contains(half)) || halves == [8, 8] {
            prop_assert!(holds_card_number(&text), "{:?}", text);
        }
    }

    #[test]
    fn a_phone_number_behind_its_calling_code_is_no_card(
        code in prop::sample::select(vec!["1", "7", "44", "48", "351", "378", "420"]),
        rest in "[1-9][0-9]{5,11}",
        gaps in prop::collection::vec(0..9_usize, 12),
        tail in prop::sample::select(vec!["", ", 2026", " x12", "\n+48 58 555 01 00"]),
    ) {
        let signs = [" ", "-", ".", "/", " (", ") ", "", "", ""];
        let mut text = format!("+{code}");
        for (place, digit) in rest.chars().enumerate() {
            text.push_str(signs[gaps[place]]);
            text.push(digit);
        }
        text.push_str(tail);
        prop_assert!(!holds_card_number(&text), "{:?}", text);
        prop_assert!(!is_left_out(&text), "{:?}", text);
    }

    /// A card number was written with its expiry behind it or before it, grouped as no card is: that was one longer run.
    #[test]
    fn a_card_with_its_expiry_is_found(
        digits in card(),
        cuts in prop::collection::btree_set(1..18_usize, 0..4),
        month in 1..13_u32,
        form in prop::sample::select(vec!["MM/YY", "M/YY", "MM-20YY", "MMYY", "MM YY", "MM.YY"]),
        code in prop::sample::select(vec!["", " 123", ", 1234"]),
        is_before in any::<bool>(),
    ) {
        let mut number = String::new();
        for (place, digit) in digits.iter().enumerate() {
            if cuts.contains(&place) {
                number.push(' ');
            }
            number.push(char::from(digit + b'0'));
        }
        let expiry = form
            .replace("MM", &format!("{month:02}"))
            .replace('M', &month.to_string())
            .replace("YY", "31");
        let text = if is_before { format!("{expiry}{code} {number}") } else { format!("{number} {expiry}{code}") };
        prop_assert!(holds_card_number(&text), "{:?}", text);
        prop_assert!(!holds_card_number(&masked(&text)), "{:?}", masked(&text));
    }

    /// A phone number was filled in, and a card number was typed right behind it: the draft kept it.
    #[test]
    fn a_card_right_behind_a_phone_number_is_found(
        digits in card(),
        phone in prop::sample::select(vec!["+14255550100", "+48585550100", "+4915112345678", "+35121000000"]),
        gaps in prop::collection::vec(prop::sample::select(vec!["", "", "", " ", "-"]), 19),
    ) {
        let mut text = phone.to_owned();
        // The first signs of the number make the phone number too long to be one.
        for (place, digit) in digits.iter().enumerate() {
            text.push_str(if place < 6 { "" } else { gaps[place] });
            text.push(char::from(digit + b'0'));
        }
        prop_assert!(holds_card_number(&text), "{:?}", text);
        prop_assert!(!holds_card_number(&masked(&text)));
        // While it is typed as well, from when on it may become one.
        let plain: String = digits.iter().map(|digit| char::from(digit + b'0')).collect();
        for length in 13..=plain.len() {
            prop_assert!(is_left_out(&format!("{phone}{}", plain.get(..length).unwrap())), "{} {}", plain, length);
        }
    }

    #[test]
    fn a_valid_iban_is_no_card(
        sample in prop::sample::select(IBANS.to_vec()),
        drawn in prop::collection::vec(0..10_u8, 34),
        is_grouped in any::<bool>(),
        is_small in any::<bool>(),
        before in prop::sample::select(vec!["", "IBAN: ", "to "]),
    ) {
        let account: String = sample.chars().zip(drawn).skip(4)
            .map(|(c, digit)| if c.is_ascii_digit() { char::from(digit + b'0') } else { c })
            .collect();
        let country = sample.get(..2).unwrap();
        let iban = (2..99_u32)
            .map(|check| format!("{country}{check:02}{account}"))
            .find(|iban| crate::domain::bank::is_iban(iban))
            .unwrap();
        let iban = if is_grouped {
            iban.as_bytes().chunks(4).map(|group| std::str::from_utf8(group).unwrap()).collect::<Vec<_>>().join(" ")
        } else {
            iban
        };
        let iban = if is_small { iban.to_ascii_lowercase() } else { iban };
        let text = format!("{before}{iban}");
        prop_assert!(!holds_card_number(&text), "{:?}", text);
        prop_assert!(!is_left_out(&text), "{:?}", text);
    }

    /// What looks as an IBAN does hides no card where no country has one.
    #[test]
    fn a_card_behind_what_is_no_iban_is_found(digits in card(), country in prop::sample::select(vec!["ZZ", "US", "QQ"])) {
        let number: String = digits.iter().map(|digit| char::from(digit + b'0')).collect();
        for check in 0..100 {
            let text = format!("{country}{check:02} {number}");
            prop_assert!(holds_card_number(&text), "{:?}", text);
        }
    }

    #[test]
    fn ids_and_order_numbers_are_no_cards(bits in any::<u128>(), hash in any::<[u128; 2]>(), count in 0..99_999_u32) {
        use crate::domain::ids::OrderId;
        use crate::domain::order::OrderNumber;
        let order = OrderNumber::from_random(u64::try_from(bits % (1 << 64)).unwrap());
        let next = OrderNumber::from_random(u64::try_from(hash[0] % (1 << 64)).unwrap());
        let id = OrderId::new(bits | 0xa << 100);
        let texts = [
            id.to_string(),
            format!("{count}-{:032x}{:032x}", hash[0] | 0xa << 64, hash[1]),
            order.to_string(),
            format!("{order}, {next}"),
            format!("{order} {next} 1234567"),
            format!("{} 1234567", order.to_string().replace('-', "")),
        ];
        for text in texts {
            prop_assert!(!holds_card_number(&text), "{:?}", text);
        }
    }

    #[test]
    fn nothing_that_is_masked_holds_a_card_number(text in "[0-9 ,.+a-c-]{0,60}") {
        prop_assert!(!holds_card_number(&masked(&text)));
    }
}
