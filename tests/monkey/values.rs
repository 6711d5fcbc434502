//! What a field asks for, and what it does not.

use std::path::Path;

use offerdesk::domain::date::Day;
use offerdesk::payments::sandbox::{Behavior, TEST_CARDS};

use crate::chance::Chance;

/// Keys of the labels of all fields that text is typed into. Longer labels first where one begins like another.
pub const FIELDS: [&str; 36] = [
    "label-card-holder",
    "label-card-number",
    "label-card-expiry",
    "label-card-code",
    "label-country-of-card",
    "label-card-postal-code",
    "label-contact-name",
    "label-phone",
    "label-email",
    "label-purchase-order",
    "label-receipt-order",
    "label-receipt-amount",
    "label-receipt-currency",
    "label-receipt-value-date",
    "label-receipt-reference",
    "label-company",
    "label-address-line1",
    "label-address-line2",
    "label-city",
    "label-state-or-province",
    "label-postal-code",
    "label-country",
    "label-vat-id",
    "label-primary-contact-name",
    "label-primary-contact-email",
    "label-primary-contact-phone",
    "wizard-accept-terms",
    "label-request-title",
    "label-request-description",
    "label-request-contact-name",
    "label-request-contact-email",
    "label-request-contact-phone",
    "label-reply",
    "field-note",
    "label-file-path",
    "label-save-path",
];

/// An order that waits for money.
#[derive(Clone, Debug)]
pub struct Awaiting {
    pub number: String,
    pub amount: String,
    pub currency: String,
}

/// What a value depends on.
pub struct Known<'a> {
    /// The day at the desk.
    pub today: Day,
    /// The orders that wait for money.
    pub waiting: &'a [Awaiting],
    /// What stands on the screen.
    pub text: &'a str,
    /// A folder with a file that can be attached.
    pub files: &'a Path,
}

/// The file that can be attached.
pub const LETTER: &str = "letter.pdf";

/// Something that the field takes, most of the time.
pub fn valid(field: &str, card: Option<Behavior>, known: &Known<'_>, chance: &mut Chance) -> String {
    let Known {
        today,
        waiting,
        text,
        files,
    } = known;
    let one = |choices: &[&str], chance: &mut Chance| (*chance.one_of(choices)).to_owned();
    match field {
        "label-request-title" => one(&["Please cancel", "Faktura bez numeru VAT UE", "質問"], chance),
        "label-request-description" | "label-reply" | "field-note" => one(
            &[
                "We move to another program.",
                "Zażółć gęślą jaźń, proszę.",
                "4242 4242 4242 4242",
                "",
            ],
            chance,
        ),
        "label-file-path" if chance.below(2) == 0 => one(&["/no/such/file.pdf", "/", "~", ""], chance),
        // Nothing is saved but where the test may.
        "label-save-path" if chance.below(2) == 0 => one(&["/no/such/file.pdf", "/no/such", ".", ""], chance),
        "label-file-path" => files.join(LETTER).display().to_string(),
        "label-save-path" => files.join(format!("{}.pdf", chance.next())).display().to_string(),
        "label-card-holder"
        | "label-contact-name"
        | "label-primary-contact-name"
        | "label-request-contact-name" => one(
            &[
                "Dana Whitfield",
                "Żaneta O'Neill-Ścibor",
                "山田 花子",
                "Zoe\u{301} Ng",
            ],
            chance,
        ),
        "label-card-number" => {
            let wanted = card.unwrap_or_else(|| chance.one_of(&TEST_CARDS[..]).behavior);
            let card = TEST_CARDS.iter().find(|card| card.behavior == wanted);
            card.unwrap().number.to_owned()
        }
        "label-card-expiry" => {
            let (year, month, _) = today.plus(400).ymd();
            format!("{month:02}/{:02}", year % 100)
        }
        // The bank looks at these first.
        "label-card-code" if card.is_some() => "737".to_owned(),
        "label-country-of-card" if card.is_some() => "US".to_owned(),
        "label-card-postal-code" if card.is_some() => "98052".to_owned(),
        "label-card-code" => one(&["737", "737", "737", "7373", "000"], chance),
        "label-country-of-card" => one(&["US", "PL", "DE", "gb"], chance),
        "label-card-postal-code" => one(&["98052", "98052", "98052", "00-950", "00000"], chance),
        "label-phone" | "label-primary-contact-phone" | "label-request-contact-phone" => {
            one(&["+1 425 555 0100", "+48 22 555 01 00"], chance)
        }
        "label-email" | "label-primary-contact-email" | "label-request-contact-email" => {
            one(&["ana@example.com", "żaneta@example.pl"], chance)
        }
        "label-purchase-order" => one(&["PO-77 Zażółć", ""], chance),
        "label-receipt-order" if !waiting.is_empty() => chance.one_of(waiting).number.clone(),
        "label-receipt-order" => "OD-1234-5678".to_owned(),
        "label-receipt-amount" => {
            let order = waiting.iter().find(|order| text.contains(&order.number));
            order.map_or_else(|| "475.00".to_owned(), |order| order.amount.clone())
        }
        "label-receipt-currency" => {
            let order = waiting.iter().find(|order| text.contains(&order.number));
            order.map_or_else(|| "USD".to_owned(), |order| order.currency.clone())
        }
        "label-receipt-value-date" => today.plus(-i32::try_from(chance.below(3)).unwrap()).to_string(),
        "label-company" => one(
            &[
                "Aurora Cloud Works LLC",
                "Bałtyk Systemy sp. z o.o.",
                "株式会社みらいソフト",
            ],
            chance,
        ),
        "label-address-line1" => one(&["1 Main St", "ul. Prosta 1"], chance),
        "label-city" => one(&["Redmond", "Łódź"], chance),
        "label-state-or-province" => one(&["WA", "CA"], chance),
        "label-postal-code" => one(&["98052", "00-950", "10115", "EH1 2HS", "150-0001"], chance),
        "label-vat-id" => one(&["", "PL5260001246"], chance),
        _ => one(&["Unit 4", "", "No such street"], chance),
    }
}

/// Anything: letters, marks, signs, wide characters, emoji, nothing.
pub fn noise(chance: &mut Chance) -> String {
    const SIGNS: [char; 24] = [
        'a', 'Z', '0', '9', ' ', ' ', '/', '-', '.', '@', 'ż', 'Ó', '\u{301}', '漢', '字', '🧾', '👍',
        '\u{200d}', '\u{202e}', '\u{feff}', '-', '+', '%', '"',
    ];
    let length = chance.below(14);
    (0..length).map(|_| *chance.one_of(&SIGNS)).collect()
}
