//! The check digits of VAT IDs, as each country's authority publishes them.

/// How check digits are worked out. A country stands here where its rule is public and about digits alone.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum VatChecksum {
    /// Australia (ABN): the first digit less one; weights 10 1 3 … 19, divisible by 89.
    Australia,
    /// Austria: Luhn over seven digits and 4 more.
    Austria,
    /// Belgium: 97 less the remainder of the first eight digits by 97.
    Belgium,
    /// Brazil (CNPJ): two remainders by 11; letters count by their place behind the digits.
    Brazil,
    /// Bulgaria: nine digits of a company, weights 1 to 8 or 3 to 10 by 11; a person's ten are not checked.
    Bulgaria,
    /// Canada (business number): Luhn over the first nine digits.
    Canada,
    /// Czechia: eight digits of a company, weights 8 to 2 by 11; a person's are not checked.
    Czechia,
    /// Denmark: weights 2 7 6 5 4 3 2 1, divisible by 11.
    Denmark,
    /// Estonia: weights 3 7 1, divisible by 10.
    Estonia,
    /// Finland: weights 7 9 10 5 8 4 2 1, divisible by 11.
    Finland,
    /// France: Luhn over the SIREN, and before it the remainder of it and 12 by 97, unless letters stand there.
    France,
    /// Germany (USt-IdNr.), and Croatia: ISO 7064, MOD 11,10.
    Germany,
    /// Greece: powers of two, remainder by 11 and by 10.
    Greece,
    /// Hungary: weights 9 7 3 1, divisible by 10.
    Hungary,
    /// Italy: Luhn.
    Italy,
    /// Japan: nine less a remainder by nine, in front.
    Japan,
    /// Latvia: a company's weights 9 1 4 8 3 10 2 5 7 6 1, remainder 3 by 11; a person's are not checked.
    Latvia,
    /// Lithuania: weights 1 to 9 over and over, or from 3 on, by 11.
    Lithuania,
    /// Luxembourg: the first six digits by 89.
    Luxembourg,
    /// Malta: weights 3 4 6 7 8 9 10 1, divisible by 37.
    Malta,
    /// Netherlands: weights 9 to 2 by 11, or since 2020 the whole, with its letters, by 97.
    Netherlands,
    /// New Zealand (IRD number): weights 3 2 7 6 5 4 3 2 by 11, or 7 4 3 2 5 2 7 6.
    NewZealand,
    /// Norway: weights 3 2 7 6 5 4 3 2 1, divisible by 11.
    Norway,
    /// Poland (NIP): weights 6 5 7 2 3 4 5 6 7, remainder by 11; a remainder of 10 is never issued.
    Poland,
    /// Portugal (NIF): weights 9 to 2, 11 less the remainder by 11; 10 and 11 are written 0.
    Portugal,
    /// Romania: weights 7 5 3 2 1 7 5 3 2 from the right, ten times, by 11 and by 10.
    Romania,
    /// Slovakia: divisible by 11.
    Slovakia,
    /// Slovenia: weights 8 to 2, 11 less the remainder by 11; 10 is written 0, and 11 is never issued.
    Slovenia,
    /// Sweden: Luhn over the first ten digits.
    Sweden,
    /// Switzerland (UID): weights 5 4 3 2 7 6 5 4 1, divisible by 11.
    Switzerland,
    /// United Kingdom: weights 8 to 2; the sum with the two check digits, or with 55 more, is divisible by 97.
    UnitedKingdom,
    /// None: the form is all there is.
    None,
}

impl VatChecksum {
    /// The names used in the catalog, in the order in which they are listed.
    pub const NAMES: [(&'static str, Self); 32] = [
        ("australia", Self::Australia),
        ("austria", Self::Austria),
        ("belgium", Self::Belgium),
        ("brazil", Self::Brazil),
        ("bulgaria", Self::Bulgaria),
        ("canada", Self::Canada),
        ("czechia", Self::Czechia),
        ("denmark", Self::Denmark),
        ("estonia", Self::Estonia),
        ("finland", Self::Finland),
        ("france", Self::France),
        ("germany", Self::Germany),
        ("greece", Self::Greece),
        ("hungary", Self::Hungary),
        ("italy", Self::Italy),
        ("japan", Self::Japan),
        ("latvia", Self::Latvia),
        ("lithuania", Self::Lithuania),
        ("luxembourg", Self::Luxembourg),
        ("malta", Self::Malta),
        ("netherlands", Self::Netherlands),
        ("new-zealand", Self::NewZealand),
        ("norway", Self::Norway),
        ("poland", Self::Poland),
        ("portugal", Self::Portugal),
        ("romania", Self::Romania),
        ("slovakia", Self::Slovakia),
        ("slovenia", Self::Slovenia),
        ("sweden", Self::Sweden),
        ("switzerland", Self::Switzerland),
        ("united-kingdom", Self::UnitedKingdom),
        ("none", Self::None),
    ];

    /// Whether the check digits of a number are right. The pattern has made sure that there are as many digits as
    /// needed.
    pub(super) fn holds(self, number: &str) -> bool {
        let digits: Vec<u32> = number.chars().filter_map(|c| c.to_digit(10)).collect();
        match (self, digits.as_slice()) {
            (Self::None, _) => true,
            (Self::Australia, [first, rest @ ..]) => {
                let sum = weighted(rest, [1, 3, 5, 7, 9, 11, 13, 15, 17, 19]);
                (first.saturating_sub(1) * 10 + sum).is_multiple_of(89)
            }
            (Self::Austria, [head @ .., check]) => {
                let sum: u32 = (head.iter().zip([1, 2].into_iter().cycle()))
                    .map(|(digit, by)| digit * by / 10 + digit * by % 10)
                    .sum();
                (sum + 4 + check).is_multiple_of(10)
            }
            (Self::Belgium, [head @ .., a, b]) => 97 - value(head) % 97 == u64::from(a * 10 + b),
            (Self::Brazil, _) => brazil(number),
            (Self::Bulgaria, [head @ .., check]) if head.len() == 8 => {
                let sum = weighted(head, [1, 2, 3, 4, 5, 6, 7, 8]) % 11;
                let further = weighted(head, [3, 4, 5, 6, 7, 8, 9, 10]) % 11 % 10;
                (if sum == 10 { further } else { sum }) == *check
            }
            (Self::Czechia, [head @ .., check]) if head.len() == 7 => {
                (11 - weighted(head, [8, 7, 6, 5, 4, 3, 2]) % 11) % 10 == *check
            }
            (Self::Bulgaria | Self::Czechia, _) => true,
            (Self::Denmark, digits) => weighted(digits, [2, 7, 6, 5, 4, 3, 2, 1]).is_multiple_of(11),
            (Self::Estonia, digits) => weighted(digits, [3, 7, 1, 3, 7, 1, 3, 7, 1]).is_multiple_of(10),
            (Self::Finland, digits) => weighted(digits, [7, 9, 10, 5, 8, 4, 2, 1]).is_multiple_of(11),
            (Self::France, digits) => france(digits),
            (Self::Germany, [head @ .., check]) => {
                let product = head.iter().fold(10, |product, digit| {
                    let sum = (digit + product) % 10;
                    (if sum == 0 { 10 } else { sum }) * 2 % 11
                });
                (11 - product) % 10 == *check
            }
            (Self::Greece, [head @ .., check]) => {
                weighted(head, [256, 128, 64, 32, 16, 8, 4, 2]) % 11 % 10 == *check
            }
            (Self::Hungary, digits) => weighted(digits, [9, 7, 3, 1, 9, 7, 3, 1]).is_multiple_of(10),
            (Self::Italy, digits) => luhn(digits.iter()),
            (Self::Japan, [check, rest @ ..]) => {
                let sum = weighted(rest, [2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]);
                9 - sum % 9 == *check
            }
            (Self::Latvia, [first, ..]) => {
                *first <= 3 || weighted(&digits, [9, 1, 4, 8, 3, 10, 2, 5, 7, 6, 1]) % 11 == 3
            }
            (Self::Lithuania, [head @ .., check]) => {
                let sum = |skipped| -> u32 {
                    let weights = (1..=9).cycle().skip(skipped);
                    head.iter().zip(weights).map(|(digit, by)| digit * by).sum()
                };
                let found = if sum(0) % 11 == 10 { sum(2) } else { sum(0) };
                found % 11 % 10 == *check
            }
            (Self::Luxembourg, [head @ .., a, b]) => value(head) % 89 == u64::from(a * 10 + b),
            (Self::Malta, digits) => weighted(digits, [3, 4, 6, 7, 8, 9, 10, 1]).is_multiple_of(37),
            (Self::Netherlands, [head @ .., check, a, b]) => {
                let by_eleven = weighted(head, [9, 8, 7, 6, 5, 4, 3, 2]) % 11 == *check;
                by_eleven || netherlands(head, *check, a * 10 + b)
            }
            (Self::NewZealand, [head @ .., check]) => new_zealand(head, *check),
            (Self::Norway, digits) => weighted(digits, [3, 2, 7, 6, 5, 4, 3, 2, 1]).is_multiple_of(11),
            (Self::Poland, [head @ .., check]) => weighted(head, [6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 == *check,
            (Self::Portugal, [head @ .., check]) => {
                let remainder = weighted(head, [9, 8, 7, 6, 5, 4, 3, 2]) % 11;
                (if remainder < 2 { 0 } else { 11 - remainder }) == *check
            }
            (Self::Romania, [head @ .., check]) => {
                let weights = [2, 3, 5, 7, 1, 2, 3, 5, 7];
                let sum: u32 = (head.iter().rev().zip(weights))
                    .map(|(digit, by)| digit * by)
                    .sum();
                sum * 10 % 11 % 10 == *check
            }
            (Self::Slovakia, digits) => value(digits).is_multiple_of(11),
            (Self::Slovenia, [head @ .., check]) => match 11 - weighted(head, [8, 7, 6, 5, 4, 3, 2]) % 11 {
                10 => *check == 0,
                found => found == *check,
            },
            (Self::Sweden, digits) => luhn(digits.iter().take(10)),
            (Self::Switzerland, digits) => weighted(digits, [5, 4, 3, 2, 7, 6, 5, 4, 1]).is_multiple_of(11),
            // Nine digits, or twelve with the number of a branch, which is not part of the sum. The two check digits
            // count as one number.
            (Self::UnitedKingdom, digits) => {
                let sum = weighted(digits, [8, 7, 6, 5, 4, 3, 2, 10, 1]);
                sum.is_multiple_of(97) || (sum + 55).is_multiple_of(97)
            }
            (Self::Canada, digits) => luhn(digits.iter().take(9)),
            _ => false,
        }
    }
}

fn brazil(number: &str) -> bool {
    let values: Vec<u32> = number
        .bytes()
        .map(|b| u32::from(b.saturating_sub(b'0')))
        .collect();
    let [head @ .., a, b] = values.as_slice() else {
        return false;
    };
    let check = |sum: u32| if sum % 11 < 2 { 0 } else { 11 - sum % 11 };
    let first = check(weighted(head, [5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2]));
    let second = check(weighted(head, [6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3]) + first * 2);
    (first, second) == (*a, *b)
}

fn france(digits: &[u32]) -> bool {
    let Some((key, siren)) = digits.len().checked_sub(9).map(|key| digits.split_at(key)) else {
        return false;
    };
    // Numbers of Monaco begin with three zeros and have no check digit of their own.
    let is_company = siren.starts_with(&[0, 0, 0]) || luhn(siren.iter());
    is_company && (key.len() < 2 || value(key) == (value(siren) * 100 + 12) % 97)
}

fn netherlands(head: &[u32], check: u32, suffix: u32) -> bool {
    // N, L and B count as 23, 21 and 11: 2321 in front, then nine digits, then 11 and the last two.
    let nine = value(head) * 10 + u64::from(check);
    let whole = ((2_321 * 1_000_000_000 + nine) * 100 + 11) * 100 + u64::from(suffix);
    whole % 97 == 1
}

fn new_zealand(head: &[u32], check: u32) -> bool {
    // Eight digits have a zero in front.
    let mut padded = vec![0; 8_usize.saturating_sub(head.len())];
    padded.extend_from_slice(head);
    let missing = |weights| (11 - weighted(&padded, weights) % 11) % 11;
    let first = missing([3, 2, 7, 6, 5, 4, 3, 2]);
    let found = if first == 10 {
        missing([7, 4, 3, 2, 5, 2, 7, 6])
    } else {
        first
    };
    found == check
}

fn value(digits: &[u32]) -> u64 {
    digits
        .iter()
        .fold(0, |value, digit| value * 10 + u64::from(*digit))
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
