//! Asks at the terminal, and reads a card from standard input without leaving a copy: straight from the descriptor, byte
//! by byte, into memory that is wiped. The standard library's reader would keep what it read in a buffer of its own.

use std::io::{self, IsTerminal};

use tokio::task::AbortHandle;
use zeroize::Zeroizing;

use crate::domain::address::{CountryCode, Name, NotACountryCode};
use crate::domain::card_number::{CardNumberInText, holds_card_number};
use crate::domain::country::CountryBook;
use crate::domain::date::Day;
use crate::domain::message::{Arg, Coded};
use crate::domain::payment::{CardBrand, CardExpiry};
use crate::domain::text::{TextError, clean_line};
use crate::payments::card::{CardData, CardError, SecretDigits, check_code, check_number, code_length};
use crate::tui::term::local::{Asking, Shown, TypedAnswer};

use super::exit::{CliError, Fields, keep};
use super::output::{Output, Unwritable};

/// Longest line of a card form, bytes. The rest of a longer one is read and thrown away.
const LINE_LIMIT: usize = 400;
/// Bytes after which a line without an end is over: whoever sends such a one sends no card.
const LINE_END: usize = 4_000;
/// Longest postal code of a card, UTF-8 bytes.
const POSTAL_CODE_LIMIT: usize = 20;
/// What a shell adds to the number of the signal that ended a command.
const ENDED_BY_SIGNAL: i32 = 128;

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
pub struct TypedCard {
    number: Line,
    expiry: Line,
    code: Line,
    holder: Line,
    country: Line,
    postal_code: Line,
}

/// The questions of one command. From the first one on, signals are heard here: at a question they give the terminal
/// back and end the command at once, and afterwards they end it as they end any other.
#[derive(Default)]
pub struct Prompts(Option<Asking>);

/// Ends the process on a signal while it lives, as the system does with a process that never asked anything.
pub struct Listening(Option<AbortHandle>);

impl Prompts {
    /// Asks for a card; number and security code are not shown.
    pub async fn card(
        &mut self,
        output: &mut Output,
        countries: &CountryBook,
        today: Day,
    ) -> Result<CardData, CliError> {
        if !io::stdin().is_terminal() {
            return Err(CliError::NoPrompt);
        }
        TypedCard {
            number: self.hidden(output, "cli-prompt-card-number").await?,
            expiry: self
                .shown(output, "cli-prompt-card-expiry", "label-card-expiry")
                .await?,
            code: self.hidden(output, "cli-prompt-card-code").await?,
            holder: self
                .shown(output, "cli-prompt-card-holder", "label-card-holder")
                .await?,
            country: self
                .shown(output, "cli-prompt-card-country", "label-card-country")
                .await?,
            postal_code: self
                .shown(output, "cli-prompt-card-postal-code", "label-card-postal-code")
                .await?,
        }
        .check(countries, today)
    }

    /// Asks a question that only a clear yes answers with yes.
    pub async fn confirm(&mut self, output: &mut Output, question: &str) -> Result<bool, CliError> {
        let answer = self.read(output, question, Shown::Yes).await?;
        let answer = text(&answer).trim().to_lowercase();
        let yes = output.i18n.t("cli-confirm-yes").to_lowercase();
        Ok(answer == yes || answer == output.i18n.t("button-yes").to_lowercase())
    }

    /// Nothing more is asked: the work begins.
    pub fn over(self) -> Listening {
        let listening = self.0.map(|asking| {
            let mut endings = asking.over();
            let listening = async move { end(endings.come().await) };
            tokio::spawn(listening).abort_handle()
        });
        Listening(listening)
    }

    async fn hidden(&mut self, output: &mut Output, key: &str) -> Result<Line, CliError> {
        let question = output.i18n.t(key);
        self.read(output, &question, Shown::No).await
    }

    /// A card number that was typed in sight is told at once, not after the questions behind it.
    async fn shown(&mut self, output: &mut Output, key: &str, label: &'static str) -> Result<Line, CliError> {
        let question = output.i18n.t(key);
        let line = self.read(output, &question, Shown::Yes).await?;
        let checked = (!holds_card_number(text(&line)))
            .then_some(())
            .ok_or(CardNumberInText);
        let mut errors = Fields::new();
        match keep(&mut errors, label, checked) {
            Some(()) => Ok(line),
            None => Err(CliError::Fields(errors)),
        }
    }

    async fn read(&mut self, output: &mut Output, question: &str, shown: Shown) -> Result<Line, CliError> {
        let asking = match &mut self.0 {
            Some(asking) => asking,
            none => none.insert(Asking::begin()?),
        };
        let ask = || output.ask(question).map_err(|Unwritable(error)| error);
        match asking.ask(shown, ask).await? {
            TypedAnswer::Line(line) => Ok(bounded(line.as_str())),
            // As long as no field takes it.
            TypedAnswer::TooLong => Ok(bounded(&"?".repeat(LINE_LIMIT))),
            TypedAnswer::Ended => {
                output.end_question()?;
                Err(CliError::StoppedAtQuestion)
            }
        }
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        if let Some(listening) = &self.0 {
            listening.abort();
        }
    }
}

/// Ends the process as a signal of this number does.
#[expect(
    clippy::disallowed_methods,
    reason = "whoever ends a command in the middle of its work does not wait for it; the terminal was given back before"
)]
fn end(number: i32) {
    std::process::exit(ENDED_BY_SIGNAL + number);
}

/// A line of a form, in memory that is wiped.
fn bounded(typed: &str) -> Line {
    let bytes = typed.as_bytes();
    let mut line = Zeroizing::new(Vec::with_capacity(LINE_LIMIT));
    line.extend_from_slice(bytes.get(..LINE_LIMIT).unwrap_or(bytes));
    line
}

impl TypedCard {
    /// Reads the six lines of standard input. Whoever writes them may be slow: no store is open meanwhile.
    pub fn from_stdin() -> Result<Self, CliError> {
        Ok(Self {
            number: read_line()?,
            expiry: read_line()?,
            code: read_line()?,
            holder: read_line()?,
            country: read_line()?,
            postal_code: read_line()?,
        })
    }

    /// The card, every wrong field told at once.
    pub fn check(&self, countries: &CountryBook, today: Day) -> Result<CardData, CliError> {
        let mut errors = Vec::new();
        let number = SecretDigits::parse(text(&self.number));
        let brand = number.as_ref().map_err(|error| *error).and_then(check_number);
        let brand = keep(&mut errors, "label-card-number", brand);
        let expiry = CardExpiry::parse(text(&self.expiry), today);
        let expiry = keep(&mut errors, "label-card-expiry", expiry);
        let code = self.code(brand);
        let code = keep(&mut errors, "label-card-code", code);
        let holder = keep(&mut errors, "label-card-holder", Name::parse(text(&self.holder)));
        let country = countries.find(text(&self.country)).ok_or(NotACountryCode);
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
    // Never grows, so no copy is left behind by growing.
    let mut line = Zeroizing::new(Vec::with_capacity(LINE_LIMIT));
    let mut byte = Zeroizing::new([0_u8]);
    for _ in 0..LINE_END {
        match rustix::io::read(rustix::stdio::stdin(), byte.as_mut_slice()) {
            Err(rustix::io::Errno::INTR) => {}
            Err(error) => return Err(io::Error::from(error).into()),
            Ok(0) => break,
            Ok(_) => match *byte {
                [b'\n'] => break,
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
