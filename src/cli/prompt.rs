//! Reads a card from standard input without leaving a copy: straight from the descriptor, byte by byte, into
//! memory that is wiped. The standard library's reader would keep what it read in a buffer of its own.

use std::io::{self, IsTerminal};

use rustix::termios::{LocalModes, OptionalActions, Termios, tcgetattr, tcsetattr};
use zeroize::Zeroizing;

use crate::domain::address::{CountryCode, Name};
use crate::domain::country::CountryBook;
use crate::domain::date::Day;
use crate::domain::message::{Arg, Coded};
use crate::domain::payment::{CardBrand, CardExpiry};
use crate::domain::text::{TextError, clean_line};
use crate::payments::card::{CardData, CardError, SecretDigits, check_code, check_number, code_length};

use super::exit::{CliError, Fields, keep};
use super::output::Output;

/// Longest line of a card form, bytes. The rest of a longer one is read and thrown away.
const LINE_LIMIT: usize = 400;
/// Longest postal code of a card, UTF-8 bytes.
const POSTAL_CODE_LIMIT: usize = 20;
/// What the interrupt key sends while signals are held back.
const INTERRUPT: u8 = 3;

/// Digits of the security code of most brands.
const USUAL_CODE: usize = 3;

type Line = Zeroizing<Vec<u8>>;

/// Why a security code was refused.
#[derive(Clone, Copy)]
enum CodeError {
    /// There is none.
    Empty(TextError),
    /// It is no code of this card.
    Code(CardError),
}

impl Coded for CodeError {
    fn code(&self) -> &'static str {
        match self {
            Self::Empty(error) => error.code(),
            Self::Code(error) => error.code(),
        }
    }

    fn args(&self) -> Vec<(&'static str, Arg)> {
        match self {
            Self::Empty(error) => error.args(),
            Self::Code(error) => error.args(),
        }
    }
}

/// A card as it was typed.
struct TypedCard {
    number: Line,
    expiry: Line,
    code: Line,
    holder: Line,
    country: Line,
    postal_code: Line,
}

/// Reads a card from the six lines of standard input.
pub fn card_from_stdin(countries: &CountryBook, today: Day) -> Result<CardData, CliError> {
    TypedCard {
        number: read_line()?,
        expiry: read_line()?,
        code: read_line()?,
        holder: read_line()?,
        country: read_line()?,
        postal_code: read_line()?,
    }
    .check(countries, today)
}

/// Asks for a card; number and security code are not shown.
pub fn card_from_terminal(
    output: &mut Output,
    countries: &CountryBook,
    today: Day,
) -> Result<CardData, CliError> {
    if !io::stdin().is_terminal() {
        return Err(CliError::NoPrompt);
    }
    TypedCard {
        number: ask_hidden(output, "cli-prompt-card-number")?,
        expiry: ask(output, "cli-prompt-card-expiry")?,
        code: ask_hidden(output, "cli-prompt-card-code")?,
        holder: ask(output, "cli-prompt-card-holder")?,
        country: ask(output, "cli-prompt-card-country")?,
        postal_code: ask(output, "cli-prompt-card-postal-code")?,
    }
    .check(countries, today)
}

fn ask(output: &mut Output, key: &str) -> Result<Line, CliError> {
    let question = output.i18n.t(key);
    output.ask(&question)?;
    read_line()
}

fn ask_hidden(output: &mut Output, key: &str) -> Result<Line, CliError> {
    let question = output.i18n.t(key);
    let _hidden = Hidden::begin()?;
    output.ask(&question)?;
    read_line_until(Some(INTERRUPT))
}

/// Asks a question that only a clear yes answers with yes.
pub fn confirm(output: &mut Output, question: &str) -> Result<bool, CliError> {
    output.ask(question)?;
    let answer = read_line()?;
    let answer = text(&answer).trim().to_lowercase();
    let yes = output.i18n.t("cli-confirm-yes").to_lowercase();
    Ok(answer == yes || answer == output.i18n.t("button-yes").to_lowercase())
}

impl TypedCard {
    fn check(&self, countries: &CountryBook, today: Day) -> Result<CardData, CliError> {
        let mut errors = Vec::new();
        let number = SecretDigits::parse(text(&self.number));
        let brand = number.as_ref().map_err(|error| *error).and_then(check_number);
        let brand = keep(&mut errors, "label-card-number", brand);
        let expiry = CardExpiry::parse(text(&self.expiry), today);
        let expiry = keep(&mut errors, "label-card-expiry", expiry);
        let code = self.code(brand);
        let code = keep(&mut errors, "label-card-code", code);
        let holder = keep(&mut errors, "label-card-holder", Name::parse(text(&self.holder)));
        let country = text(&self.country).parse::<CountryCode>();
        let country = keep(&mut errors, "label-card-country", country);
        let postal_code = self.postal_code(countries, country, &mut errors);
        match (number, expiry, code, holder, country, postal_code) {
            (Ok(number), Some(expiry), Some(code), Some(holder), Some(country), Some(postal_code))
                if errors.is_empty() =>
            {
                Ok(CardData {
                    number,
                    code,
                    expiry,
                    holder,
                    country,
                    postal_code,
                })
            }
            _ => Err(CliError::Fields(errors)),
        }
    }

    /// Whatever is wrong with a code that is there, the message says how many digits it has; without a brand, the
    /// usual three are taken for granted.
    fn code(&self, brand: Option<CardBrand>) -> Result<SecretDigits, CodeError> {
        let digits = brand.map_or(USUAL_CODE, code_length);
        let wrong = CodeError::Code(CardError::CodeLength { digits });
        match SecretDigits::parse(text(&self.code)) {
            Err(CardError::Empty) => Err(CodeError::Empty(TextError::Empty)),
            Err(_) => Err(wrong),
            Ok(code) if brand.is_none_or(|brand| check_code(&code, brand).is_ok()) => Ok(code),
            Ok(_) => Err(wrong),
        }
    }

    /// A country without rules of ours may still have issued the card.
    fn postal_code(
        &self,
        countries: &CountryBook,
        country: Option<CountryCode>,
        errors: &mut Fields,
    ) -> Option<String> {
        let field = "label-card-postal-code";
        let typed = text(&self.postal_code);
        match country.and_then(|country| countries.rules(country)) {
            Some(rules) => keep(errors, field, rules.check_postal_code(typed)),
            None => keep(errors, field, clean_line(typed, POSTAL_CODE_LIMIT)),
        }
    }
}

/// The text of a line. What is not UTF-8 is shown to the checks as a control character, which all of them refuse.
fn text(line: &Line) -> &str {
    std::str::from_utf8(line).unwrap_or("\u{0}")
}

/// Reads a line; an empty one at the end of the input. A line that is too long stays too long: its first bytes
/// are kept, more than any field takes.
fn read_line() -> Result<Line, CliError> {
    read_line_until(None)
}

/// The same, given up at the interrupt key where that is read as a byte.
fn read_line_until(interrupt: Option<u8>) -> Result<Line, CliError> {
    // Never grows, so no copy is left behind by growing.
    let mut line = Zeroizing::new(Vec::with_capacity(LINE_LIMIT));
    let mut byte = Zeroizing::new([0_u8]);
    loop {
        match rustix::io::read(rustix::stdio::stdin(), byte.as_mut_slice()) {
            Err(rustix::io::Errno::INTR) => {}
            Err(error) => return Err(io::Error::from(error).into()),
            Ok(0) => break,
            Ok(_) => match *byte {
                [b'\n'] => break,
                [read] if Some(read) == interrupt => return Err(CliError::NotConfirmed),
                [read] if line.len() < LINE_LIMIT => line.push(read),
                _ => {}
            },
        }
    }
    if line.last() == Some(&b'\r') {
        line.pop();
    }
    Ok(line)
}

/// While it lives, the terminal does not show what is typed, and the interrupt key is read as a byte, so that no
/// signal can end the program with a terminal that stays mute.
struct Hidden(Termios);

impl Hidden {
    fn begin() -> Result<Self, CliError> {
        let before = tcgetattr(rustix::stdio::stdin()).map_err(io::Error::from)?;
        let mut hidden = before.clone();
        hidden.local_modes.remove(LocalModes::ECHO | LocalModes::ISIG);
        hidden.local_modes.insert(LocalModes::ECHONL | LocalModes::ICANON);
        tcsetattr(rustix::stdio::stdin(), OptionalActions::Flush, &hidden).map_err(io::Error::from)?;
        Ok(Self(before))
    }
}

impl Drop for Hidden {
    fn drop(&mut self) {
        // A terminal that is gone has nothing to be restored.
        let _gone = tcsetattr(rustix::stdio::stdin(), OptionalActions::Now, &self.0);
    }
}

/// The contact of a transfer, every wrong field told at once.
pub fn transfer_contact(
    name: &str,
    phone: &str,
    email: &str,
) -> Result<crate::domain::payment::TransferContact, CliError> {
    use crate::domain::address::{Email, Phone};
    let mut errors = Vec::new();
    let name = keep(&mut errors, "label-contact-name", Name::parse(name));
    let phone = keep(&mut errors, "label-phone", Phone::parse(phone));
    let email = keep(&mut errors, "label-email", Email::parse(email));
    match (name, phone, email) {
        (Some(name), Some(phone), Some(email)) => {
            Ok(crate::domain::payment::TransferContact { name, phone, email })
        }
        _ => Err(CliError::Fields(errors)),
    }
}
