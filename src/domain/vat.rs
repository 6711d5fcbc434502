//! VAT IDs: their form and their check digits. That is all that is checked, and the screens say so: whether a
//! number is registered, only the authorities know.

mod checksum;

pub use checksum::VatChecksum;

use super::address::CountryCode;
use super::card_number::{CardNumberInText, holds_card_number};
use super::country::{Pattern, country_name};
use super::message::{Arg, Coded};

/// Longest VAT ID that is taken as written, bytes; the longest known ones have 15.
const AS_WRITTEN_LIMIT: usize = 20;

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

/// Why a VAT ID was refused.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum VatError {
    /// Nothing there.
    #[error("empty")]
    Empty,
    /// Signs that no country's VAT IDs have, or too many of them.
    #[error("not a VAT ID of any country")]
    Characters,
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
    /// A card number.
    #[error(transparent)]
    CardNumber(#[from] CardNumberInText),
}

impl Coded for VatError {
    fn code(&self) -> &'static str {
        match self {
            Self::Empty => "vat-id-empty",
            Self::Characters => "vat-id-characters",
            Self::NotUsed(_) => "vat-id-not-used",
            Self::Prefix { .. } => "vat-id-prefix",
            Self::Format { .. } => "vat-id-format",
            Self::CheckDigit => "vat-id-check-digit",
            Self::CardNumber(error) => error.code(),
        }
    }

    fn args(&self) -> Vec<(&'static str, Arg)> {
        let text = |text: &str| Arg::Text(text.to_owned());
        match self {
            Self::Empty | Self::CheckDigit | Self::Characters | Self::CardNumber(_) => Vec::new(),
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

/// The signs of a VAT ID as they are kept, or the refusal of what can be none.
fn compact(text: &str) -> Option<String> {
    // No VAT ID is nearly as long; a huge paste is refused before it is copied.
    (text.len() <= 100).then(|| {
        text.chars()
            .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '.' | '/'))
            .map(|c| c.to_ascii_uppercase())
            .collect()
    })
}

/// A VAT ID of a country without rules: taken as written, in capitals and without blanks.
pub(super) fn as_written(text: &str) -> Result<String, VatError> {
    let compact = compact(text).ok_or(VatError::Characters)?;
    match compact.len() {
        0 => Err(VatError::Empty),
        1..=AS_WRITTEN_LIMIT if compact.bytes().all(|b| b.is_ascii_alphanumeric()) => Ok(compact),
        _ => Err(VatError::Characters),
    }
}

impl VatRule {
    /// Checks a VAT ID as it was typed, with or without its prefix, blanks, dots and hyphens.
    pub fn check(&self, country: CountryCode, text: &str) -> Result<String, VatError> {
        // A valid VAT ID is none of a card, whatever its digits are; what was refused may be one.
        self.checked(country, text).map_err(|error| {
            if holds_card_number(text.get(..100).unwrap_or(text)) {
                CardNumberInText.into()
            } else {
                error
            }
        })
    }

    fn checked(&self, country: CountryCode, text: &str) -> Result<String, VatError> {
        let wrong_format = || VatError::Format {
            country,
            sample: self.sample.clone(),
        };
        let compact = compact(text).ok_or_else(wrong_format)?;
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
        let is_nobodys = number.bytes().filter(u8::is_ascii_digit).all(|b| b == b'0');
        if !self.pattern.fits(number) || is_nobodys {
            return Err(wrong_format());
        }
        if self.checksum.holds(number) {
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

    /// Numbers that another implementation (python-stdnum 2) takes, and ones of the right form that it refuses for
    /// their check digits.
    #[test]
    fn every_countrys_check_digits_are_worked_out_as_others_do() {
        let numbers = [
            (
                "australia",
                ["49624595711", "85661250090", "73569568058", "31023281556"],
                ["62601815908", "40166131860", "23909960308", "34628194821"],
            ),
            (
                "austria",
                ["U39610051", "U77859863", "U02610219", "U24381372"],
                ["U58982995", "U39470487", "U84588424", "U08715236"],
            ),
            (
                "belgium",
                ["0732402557", "0335549031", "0642197903", "0523753577"],
                ["0465610513", "0347507137", "0649981327", "0639409910"],
            ),
            (
                "brazil",
                [
                    "59702084000158",
                    "57922137000110",
                    "18512119000109",
                    "97012626000150",
                ],
                [
                    "02027117000100",
                    "76816320000196",
                    "35476608000105",
                    "09633500000110",
                ],
            ),
            (
                "bulgaria",
                ["323724955", "604469474", "840505712", "669908481"],
                ["539335089", "276505687", "635235757", "263071796"],
            ),
            (
                "czechia",
                ["50813676", "82059420", "16971205", "78348790"],
                ["45607691", "48239778", "67767323", "16999549"],
            ),
            (
                "denmark",
                ["13751811", "21272981", "25371224", "34591547"],
                ["48674744", "27761953", "99171478", "18903372"],
            ),
            (
                "estonia",
                ["154085586", "112553241", "144828261", "138976022"],
                ["194622368", "122400997", "181750285", "119265719"],
            ),
            (
                "finland",
                ["91801662", "55096986", "38069329", "52588360"],
                ["22867039", "25750905", "46216620", "25332872"],
            ),
            (
                "france",
                ["69626275960", "44096275938", "39785504457", "03121740526"],
                ["62396923058", "56965499954", "74740370511", "98580010548"],
            ),
            (
                "germany",
                ["32897747164", "25661544887", "42771496092", "63166666533"],
                ["19062812873", "70525287991", "76004270458", "03940074395"],
            ),
            (
                "greece",
                ["750788103", "527571187", "705693360", "935492241"],
                ["404717101", "537536147", "457782746", "108550652"],
            ),
            (
                "hungary",
                ["40202055", "68164531", "59127341", "63125160"],
                ["69325655", "91543632", "84518424", "44266757"],
            ),
            (
                "italy",
                ["15829761004", "97235240153", "54520040012", "73825111005"],
                ["91685731009", "74410650153", "70827380011", "38252800150"],
            ),
            (
                "japan",
                ["8537794189931", "7087034938442", "7073353371218", "1384850966648"],
                ["6624287053134", "6073237592976", "8814390023290", "5456425506229"],
            ),
            (
                "latvia",
                ["80411925433", "71952160087", "41700022143", "65869664174"],
                ["57809949279", "95874662095", "72777842689", "85469085951"],
            ),
            (
                "lithuania",
                ["539856316", "842277410", "419744013", "158786313"],
                ["725501214", "926971017", "819273118", "409119717"],
            ),
            (
                "luxembourg",
                ["12169936", "81044107", "73189750", "47486550"],
                ["03260133", "84170323", "80175485", "11680632"],
            ),
            (
                "malta",
                ["73277527", "71750885", "11818551", "34458694"],
                ["93480532", "44040905", "17006626", "73393967"],
            ),
            (
                "netherlands",
                ["082663695B59", "981772997B76", "870170120B52", "380170632B03"],
                ["713882525B70", "247999756B71", "576737056B05", "532462066B04"],
            ),
            (
                "new-zealand",
                ["73225388", "46973380", "56675377", "77873929"],
                ["43445377", "81725016", "31395904", "72535617"],
            ),
            (
                "norway",
                ["908382161", "811338648", "908621840", "996689042"],
                ["803437518", "993617819", "940405574", "913073166"],
            ),
            (
                "romania",
                ["81307827", "34788257", "53840181", "10045310"],
                ["30764326", "90926537", "98255213", "66571454"],
            ),
            (
                "slovakia",
                ["2077576006", "2086221643", "2083389176", "2048985708"],
                ["2233164023", "2224782815", "2280714783", "2090911706"],
            ),
            (
                "slovenia",
                ["19072686", "59233656", "31075827", "86459643"],
                ["54485357", "85349498", "65744113", "79766848"],
            ),
            (
                "sweden",
                ["653242809801", "404055567601", "001887010501", "222671712801"],
                ["620089080701", "767224575001", "176930987301", "327195261801"],
            ),
            (
                "switzerland",
                ["CHE184069363", "CHE115883326", "CHE132163434", "CHE165961603"],
                ["CHE145735155", "CHE166220542", "CHE178352134", "CHE166998410"],
            ),
        ];
        for (name, right, wrong) in numbers {
            let checksum = VatChecksum::NAMES
                .iter()
                .find(|(known, _)| *known == name)
                .unwrap()
                .1;
            for number in right {
                assert!(checksum.holds(number), "{name} {number}");
            }
            for number in wrong {
                assert!(!checksum.holds(number), "{name} {number}");
            }
        }
    }

    #[test]
    fn a_cnpj_may_hold_letters() {
        // The example of the Receita Federal.
        assert!(VatChecksum::Brazil.holds("12ABC34501DE35"));
        assert!(!VatChecksum::Brazil.holds("12ABC34501DE36"));
    }

    #[test]
    fn a_vat_id_of_a_country_without_rules_is_taken_as_written() {
        assert_eq!(as_written(" ua 123-456.789 ").as_deref(), Ok("UA123456789"));
        assert_eq!(as_written(" - "), Err(VatError::Empty));
        for wrong in ["żółw", "1_2", &"1".repeat(21), &"1".repeat(1_000)] {
            assert_eq!(as_written(wrong), Err(VatError::Characters), "{wrong:?}");
        }
    }
}
