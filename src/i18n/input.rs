//! Amounts as people type them, with the separators of their language.

use super::I18n;
use super::format::symbol;
use super::locale::Locale;
use crate::domain::money::{CurrencyCode, Money, MoneyError};

impl I18n {
    /// Reads an amount in a currency: `1,234.50` in English, `1 234,50` in Polish, with or without grouping, and
    /// with the currency's code or symbol before or after it.
    ///
    /// What could mean two amounts is refused rather than guessed: `475,50` in English, `1.234,50` in Polish.
    pub fn parse_money(&self, text: &str, currency: CurrencyCode) -> Result<Money, MoneyError> {
        // No amount is longer; a pasted novel is refused before it is looked at.
        if text.len() > 100 {
            return Err(MoneyError::NotAnAmount);
        }
        let amount = self.without_currency(text.trim(), currency);
        let plain = match self.locale() {
            Locale::EnUs => ungroup(amount, &[','], '.'),
            Locale::PlPl => ungroup(amount, &[' ', '\u{a0}', '\u{202f}'], ','),
        }?;
        Money::parse(&plain, currency)
    }

    fn without_currency<'t>(&self, text: &'t str, currency: CurrencyCode) -> &'t str {
        let names = [Some(currency.code()), symbol(self.locale(), currency)];
        for name in names.into_iter().flatten() {
            let before = text.split_at_checked(name.len());
            if let Some((_, rest)) = before.filter(|(head, _)| head.eq_ignore_ascii_case(name)) {
                return rest.trim();
            }
            let after = text
                .len()
                .checked_sub(name.len())
                .and_then(|at| text.split_at_checked(at));
            if let Some((rest, _)) = after.filter(|(_, tail)| tail.eq_ignore_ascii_case(name)) {
                return rest.trim();
            }
        }
        text
    }
}

/// Drops grouping, which must be right where it is used: one kind of mark, and three digits after each.
fn ungroup(text: &str, marks: &[char], decimal_mark: char) -> Result<String, MoneyError> {
    let Some(mark) = text.chars().find(|c| marks.contains(c)) else {
        return Ok(text.to_owned());
    };
    let (whole, fraction) = text
        .split_once(decimal_mark)
        .map_or((text, None), |(whole, fraction)| (whole, Some(fraction)));
    let mut groups = whole.split(mark);
    let first = groups.next().unwrap_or_default();
    let right = (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3);
    // A second decimal mark must not pass as one: "1,234.5" is read, "1.234,5" in English is not.
    if !right || !whole.chars().all(|c| c.is_ascii_digit() || c == mark) {
        return Err(MoneyError::NotAnAmount);
    }
    let digits: String = whole.chars().filter(|c| *c != mark).collect();
    Ok(match fraction {
        Some(fraction) => format!("{digits}.{fraction}"),
        None => digits,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(locale: Locale, text: &str, currency: CurrencyCode, expected: Result<i64, MoneyError>) {
        let read = I18n::new(locale).parse_money(text, currency).map(|m| m.minor);
        assert_eq!(read, expected, "{locale} {text:?}");
    }

    #[test]
    fn english_amounts_group_by_commas() {
        let check = |text, expected| check(Locale::EnUs, text, CurrencyCode::USD, expected);
        for text in [
            "1,234.50",
            "1234.50",
            "1234.5",
            "$1,234.50",
            " usd 1234.50",
            "1,234.50 USD",
        ] {
            check(text, Ok(123_450));
        }
        check("1,234", Ok(123_400));
        check("475", Ok(47_500));
        for wrong in [
            "475,50",
            "1,23,456",
            "1,2345",
            ",475",
            "1.234,50",
            "1,234.5.0",
            "€475",
            "-5",
            "",
            "$",
            "1,234.",
        ] {
            check(wrong, Err(MoneyError::NotAnAmount));
        }
        check("1.234", Err(MoneyError::TooManyDecimals));
    }

    #[test]
    fn polish_amounts_group_by_blanks_of_any_kind() {
        let check = |text, expected| check(Locale::PlPl, text, CurrencyCode::PLN, expected);
        for text in [
            "1 234,50",
            "1\u{a0}234,50\u{a0}zł",
            "1\u{202f}234,5",
            "1234,50 PLN",
            "1234.50",
        ] {
            check(text, Ok(123_450));
        }
        for wrong in ["1.234,50", "1 23,00", "1 234.50", "12 34", "1 \u{a0}234"] {
            check(wrong, Err(MoneyError::NotAnAmount));
        }
    }

    #[test]
    fn what_the_desk_writes_it_can_read_again() {
        for locale in Locale::ALL {
            for currency in [
                CurrencyCode::USD,
                CurrencyCode::PLN,
                CurrencyCode::EUR,
                CurrencyCode::JPY,
            ] {
                let i18n = I18n::new(locale);
                let money = Money::new(123_456_789, currency);
                assert_eq!(i18n.parse_money(&i18n.money(money), currency), Ok(money));
            }
        }
    }

    #[test]
    fn a_pasted_novel_is_refused_at_once() {
        check(
            Locale::EnUs,
            &"1".repeat(10_000_000),
            CurrencyCode::USD,
            Err(MoneyError::NotAnAmount),
        );
    }
}
