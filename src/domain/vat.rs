//! VAT IDs: their form and their check digits. That is all that is checked, and the screens say so: whether a
//! number is registered, only the authorities know.

use super::address::CountryCode;
use super::country::{Pattern, country_name};
use super::message::{Arg, Coded};

/// What a country's VAT IDs look like.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct VatRule {
    /// The letters in front, such as `PL`; put there when they were not typed. Empty where there are none.
    pub prefix: String,
    /// What follows the prefix, in capitals and without blanks.
    pub pattern: Pattern,
    /// A VAT ID of valid form and check digits, with its prefix, to show as an example.
    pub sample: String,
    /// The check digits.
    pub checksum: VatChecksum,
}

/// How check digits are worked out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum VatChecksum {
    /// Poland (NIP): weights 6 5 7 2 3 4 5 6 7, remainder by 11; a remainder of 10 is never issued.
    Poland,
    /// Germany (USt-IdNr.): ISO 7064, MOD 11,10.
    Germany,
    /// United Kingdom: weights 8 to 2; the sum with the two check digits, or with 55 more, is divisible by 97.
    UnitedKingdom,
    /// Portugal (NIF): weights 9 to 2, 11 less the remainder by 11; 10 and 11 are written 0.
    Portugal,
    /// Canada (business number): Luhn over the first nine digits.
    Canada,
    /// None: the form is all there is.
    None,
}

/// Why a VAT ID was refused.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum VatError {
    /// Nothing there.
    #[error("empty")]
    Empty,
    /// No rules for that country.
    #[error("no VAT rules for {0}")]
    CountryNotServed(CountryCode),
    /// That country has no VAT IDs.
    #[error("{0} has no VAT IDs")]
    NotUsed(CountryCode),
    /// Another country's letters in front.
    #[error("begins with {found}, not with {expected}")]
    Prefix {
        /// The letters there.
        found: String,
        /// The country's own.
        expected: String,
        /// A valid one.
        sample: String,
    },
    /// Not the country's form.
    #[error("not a VAT ID of {country}, such as {sample}")]
    Format {
        /// Country.
        country: CountryCode,
        /// A valid one.
        sample: String,
    },
    /// Wrong check digits.
    #[error("wrong check digits")]
    CheckDigit,
}

impl Coded for VatError {
    fn code(&self) -> &'static str {
        match self {
            Self::Empty => "vat-id-empty",
            Self::CountryNotServed(_) => "vat-id-not-served",
            Self::NotUsed(_) => "vat-id-not-used",
            Self::Prefix { .. } => "vat-id-prefix",
            Self::Format { .. } => "vat-id-format",
            Self::CheckDigit => "vat-id-check-digit",
        }
    }

    fn args(&self) -> Vec<(&'static str, Arg)> {
        let text = |text: &str| Arg::Text(text.to_owned());
        match self {
            Self::Empty | Self::CheckDigit => Vec::new(),
            Self::CountryNotServed(country) => vec![("country", text(country.as_str()))],
            Self::NotUsed(country) => vec![("country", country_name(*country))],
            Self::Prefix {
                found,
                expected,
                sample,
            } => vec![
                ("found", text(found)),
                ("expected", text(expected)),
                ("sample", text(sample)),
            ],
            Self::Format { country, sample } => {
                vec![("country", country_name(*country)), ("sample", text(sample))]
            }
        }
    }
}

impl VatRule {
    /// Checks a VAT ID as it was typed, with or without its prefix, blanks, dots and hyphens.
    pub fn check(&self, country: CountryCode, text: &str) -> Result<String, VatError> {
        let wrong_format = || VatError::Format {
            country,
            sample: self.sample.clone(),
        };
        // No VAT ID is nearly as long; a huge paste is refused before it is copied.
        if text.len() > 100 {
            return Err(wrong_format());
        }
        let compact: String = text
            .chars()
            .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '.' | '/'))
            .map(|c| c.to_ascii_uppercase())
            .collect();
        if compact.is_empty() {
            return Err(VatError::Empty);
        }
        let number = match compact.strip_prefix(&self.prefix) {
            Some(number) => number,
            None => match foreign_prefix(&compact) {
                Some(found) => {
                    return Err(VatError::Prefix {
                        found: found.to_owned(),
                        expected: self.prefix.clone(),
                        sample: self.sample.clone(),
                    });
                }
                None => &compact,
            },
        };
        // All zeros would pass most sums and is nobody's number.
        let digits: Vec<u32> = number.chars().filter_map(|c| c.to_digit(10)).collect();
        if !self.pattern.fits(number) || digits.iter().all(|digit| *digit == 0) {
            return Err(wrong_format());
        }
        if self.checksum.holds(&digits) {
            Ok(format!("{}{number}", self.prefix))
        } else {
            Err(VatError::CheckDigit)
        }
    }
}

/// Two letters in front of a digit: another country's VAT ID.
fn foreign_prefix(compact: &str) -> Option<&str> {
    let (prefix, rest) = compact.split_at_checked(2)?;
    let letters = prefix.bytes().all(|b| b.is_ascii_uppercase());
    (letters && rest.starts_with(|c: char| c.is_ascii_digit())).then_some(prefix)
}

impl VatChecksum {
    /// The names used in the catalog, in the order in which they are listed.
    pub const NAMES: [(&'static str, Self); 6] = [
        ("poland", Self::Poland),
        ("germany", Self::Germany),
        ("united-kingdom", Self::UnitedKingdom),
        ("portugal", Self::Portugal),
        ("canada", Self::Canada),
        ("none", Self::None),
    ];

    /// Whether the check digits are right. The pattern has made sure that there are as many digits as needed.
    fn holds(self, digits: &[u32]) -> bool {
        match (self, digits) {
            (Self::None, _) => true,
            (Self::Poland, [head @ .., check]) => weighted(head, [6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 == *check,
            (Self::Germany, [head @ .., check]) => {
                let product = head.iter().fold(10, |product, digit| {
                    let sum = (digit + product) % 10;
                    (if sum == 0 { 10 } else { sum }) * 2 % 11
                });
                (11 - product) % 10 == *check
            }
            // Nine digits, or twelve with the number of a branch, which is not part of the sum.
            // The two check digits count as one number. A branch's three digits are not part of the sum.
            (Self::UnitedKingdom, digits) => {
                let sum = weighted(digits, [8, 7, 6, 5, 4, 3, 2, 10, 1]);
                sum.is_multiple_of(97) || (sum + 55).is_multiple_of(97)
            }
            (Self::Portugal, [head @ .., check]) => {
                let remainder = weighted(head, [9, 8, 7, 6, 5, 4, 3, 2]) % 11;
                (if remainder < 2 { 0 } else { 11 - remainder }) == *check
            }
            (Self::Canada, digits) => luhn(digits.iter().take(9)),
            _ => false,
        }
    }
}

fn weighted<const N: usize>(digits: &[u32], weights: [u32; N]) -> u32 {
    digits
        .iter()
        .zip(weights)
        .map(|(digit, weight)| digit * weight)
        .sum()
}

fn luhn<'d>(digits: impl DoubleEndedIterator<Item = &'d u32>) -> bool {
    let sum: u32 = digits
        .rev()
        .enumerate()
        .map(|(position, digit)| match position % 2 {
            0 => *digit,
            _ => digit * 2 / 10 + digit * 2 % 10,
        })
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(prefix: &str, pattern: &str, checksum: VatChecksum) -> VatRule {
        VatRule {
            prefix: prefix.to_owned(),
            pattern: Pattern::new(pattern).unwrap(),
            sample: "sample".to_owned(),
            checksum,
        }
    }

    fn poland() -> VatRule {
        rule("PL", r"^[1-9]\d{9}$", VatChecksum::Poland)
    }

    fn check(rule: &VatRule, text: &str, expected: Result<&str, &str>) {
        let country = "PL".parse().unwrap();
        let found = rule.check(country, text);
        let found = found.as_deref().map_err(Coded::code);
        assert_eq!(found, expected, "{text:?}");
    }

    /// Of all numbers that differ from a valid one in its last digit, only the valid one passes.
    fn only_one_last_digit(rule: &VatRule, stem: &str, last: u32) {
        let passing: Vec<u32> = (0..10)
            .filter(|digit| {
                rule.check("PL".parse().unwrap(), &format!("{stem}{digit}"))
                    .is_ok()
            })
            .collect();
        assert_eq!(passing, [last], "{stem}");
    }

    #[test]
    fn polish_numbers_are_read_however_they_are_grouped() {
        for text in [
            "5260001246",
            "PL5260001246",
            "pl 526-000-12-46",
            " PL 526.000.12.46 ",
        ] {
            check(&poland(), text, Ok("PL5260001246"));
        }
        check(&poland(), "5260001247", Err("vat-id-check-digit"));
        check(&poland(), "526000124", Err("vat-id-format"));
        check(&poland(), "0000000000", Err("vat-id-format"));
        check(&poland(), "PLPL5260001246", Err("vat-id-format"));
        check(&poland(), "５２６０００１２４６", Err("vat-id-format"));
        check(&poland(), "", Err("vat-id-empty"));
        check(&poland(), " - ", Err("vat-id-empty"));
        check(&poland(), "DE136695976", Err("vat-id-prefix"));
        check(&poland(), &"5".repeat(10_000_000), Err("vat-id-format"));
        only_one_last_digit(&poland(), "526000124", 6);
    }

    #[test]
    fn a_polish_number_whose_remainder_is_ten_does_not_exist() {
        // The weighted sum of 100001000 is 6 + 4.
        for check_digit in 0..10 {
            let text = format!("100001000{check_digit}");
            check(&poland(), &text, Err("vat-id-check-digit"));
        }
    }

    #[test]
    fn german_numbers_follow_iso_7064() {
        let germany = rule("DE", r"^[1-9]\d{8}$", VatChecksum::Germany);
        check(&germany, "DE136695976", Ok("DE136695976"));
        check(&germany, "136 695 976", Ok("DE136695976"));
        check(&germany, "DE136695978", Err("vat-id-check-digit"));
        only_one_last_digit(&germany, "13669597", 6);
    }

    #[test]
    fn british_numbers_pass_by_either_sum_and_may_name_a_branch() {
        let britain = rule("GB", r"^\d{9}(\d{3})?$", VatChecksum::UnitedKingdom);
        check(&britain, "GB 980 7806 84", Ok("GB980780684"));
        check(&britain, "GB980780684001", Ok("GB980780684001"));
        // 1*8 + 0*7 + … = 8: by 97 the check digits are 89, by 97 and 55 they are 34.
        check(&britain, "100000089", Ok("GB100000089"));
        check(&britain, "100000034", Ok("GB100000034"));
        check(&britain, "100000035", Err("vat-id-check-digit"));
        check(&britain, "000000000", Err("vat-id-format"));
        check(&britain, "9807806840", Err("vat-id-format"));
    }

    #[test]
    fn portuguese_numbers_write_ten_and_eleven_as_zero() {
        let portugal = rule("PT", r"^\d{9}$", VatChecksum::Portugal);
        check(&portugal, "PT502011378", Ok("PT502011378"));
        // 2*9 + 2*2 = 22 leaves 0; 5*9 = 45 leaves 1: both are written 0.
        check(&portugal, "200000020", Ok("PT200000020"));
        check(&portugal, "500000000", Ok("PT500000000"));
        check(&portugal, "500000001", Err("vat-id-check-digit"));
        only_one_last_digit(&portugal, "50201137", 8);
    }

    #[test]
    fn canadian_business_numbers_may_name_their_tax_account() {
        let canada = rule("", r"^\d{9}(RT\d{4})?$", VatChecksum::Canada);
        check(&canada, "123456782", Ok("123456782"));
        check(&canada, "12345 6782 rt0001", Ok("123456782RT0001"));
        check(&canada, "123456789", Err("vat-id-check-digit"));
        check(&canada, "123456782RP0001", Err("vat-id-format"));
        only_one_last_digit(&canada, "12345678", 2);
    }
}
