//! Telling an error: on standard error for people, or as an object with `--json`. No card number that was typed is
//! repeated.

use crate::config::mistake::Mistake;
use crate::domain::card_number::masked;
use crate::domain::message::{Arg, Coded};
use crate::i18n::{Explained, I18n};
use crate::services::error::{ErrorKind, ServiceError};
use crate::services::store_day::StoreDay;
use crate::tui::theme::directory::ThemeError;

use super::CliError;
use super::shape::{ErrorShape, FieldShape, RefusalShape};
use crate::cli::output::{Output, Written, safe};

/// Tells an error on standard error; in a demo store whose last change was on a day far from today also that one.
pub fn report(output: &mut Output, error: &CliError, left_behind: Option<StoreDay>) -> Written {
    if error.is_broken_pipe() {
        return Ok(());
    }
    let i18n = output.i18n.clone();
    let mut explained = i18n.explain(error);
    if let Some(hint) = left_behind
        .and_then(|day| way_back(&i18n, day))
        .filter(|_| error.is_of_a_day())
    {
        explained.hint = Some(
            explained
                .hint
                .map_or(hint.clone(), |said| format!("{said} {hint}")),
        );
    }
    if let CliError::Service(ServiceError::Field { field, .. }) = error {
        explained.sentence = format!("{}: {}", i18n.t(field), explained.sentence);
    }
    let fields: &[_] = match error {
        CliError::Fields(fields) => fields,
        _ => &[],
    };
    let mistakes: Vec<&Mistake> = match error {
        CliError::Theme(ThemeError::Mistakes(mistakes))
        | CliError::Keymap(mistakes)
        | CliError::SetupFile(mistakes) => mistakes.iter().collect(),
        CliError::Catalog(error) | CliError::Service(ServiceError::Catalog(error)) => {
            error.mistakes().collect()
        }
        _ => Vec::new(),
    };
    if output.json {
        let shape = |field: String, code: &'static str, explained: Explained| FieldShape {
            field,
            code,
            message: explained.sentence,
            hint: explained.hint,
        };
        let explained = explained.unbound();
        let fields = fields.iter().map(|field| {
            shape(
                field.field.name(),
                field.code,
                i18n.explain_field(field).unbound(),
            )
        });
        let mistakes = mistakes.into_iter().map(|mistake| {
            shape(
                masked(&mistake.key).into_owned(),
                mistake.code(),
                veiled(i18n.explain(mistake)).unbound(),
            )
        });
        let fields = fields.chain(mistakes);
        return output.json_note(&ErrorShape {
            error: RefusalShape {
                code: error.code(),
                message: explained.sentence,
                hint: explained.hint,
                exit_code: error.kind().exit_code(),
                fields: fields.collect(),
            },
        });
    }
    let sentence = ("sentence", Arg::Text(explained.sentence));
    output.note(&i18n.tr("cli-error", &[sentence]))?;
    for field in fields {
        let explained = i18n.explain_field(field);
        let hint = explained.hint.map(|hint| format!(" {hint}")).unwrap_or_default();
        output.note(&format!(
            "  {}: {}{hint}",
            field.field.shown(&i18n),
            explained.sentence
        ))?;
    }
    for mistake in mistakes {
        let explained = veiled(i18n.explain(mistake));
        let hint = explained.hint.map(|hint| format!(" {hint}")).unwrap_or_default();
        output.note(&format!("  {}{hint}", explained.sentence))?;
    }
    match explained.hint {
        Some(hint) => output.note(&i18n.tr("cli-hint", &[("hint", Arg::Text(hint))])),
        None => Ok(()),
    }
}

/// How to go on with a demo store on the day of its last change.
fn way_back(i18n: &I18n, day: StoreDay) -> Option<String> {
    let last = day.last?;
    let args = [
        ("today", Arg::Day(day.today)),
        ("last", Arg::Day(last)),
        ("day", Arg::Text(last.to_string())),
    ];
    Some(i18n.tr("cli-demo-left-behind", &args))
}

/// Tells as JSON what was wrong with the arguments, in the parser's words: what it is, and behind it what to do.
pub fn report_usage(output: &mut Output, said: &str) -> Written {
    let said = said.trim();
    let (message, hint) = said.split_once("\n\n").unwrap_or((said, ""));
    let message = message.strip_prefix("error: ").unwrap_or(message);
    output.json_note(&ErrorShape {
        error: RefusalShape {
            code: "usage",
            message: message.to_owned(),
            hint: (!hint.is_empty()).then(|| hint.trim().to_owned()),
            exit_code: ErrorKind::Usage.exit_code(),
            fields: Vec::new(),
        },
    })
}

/// The same, without a card number: a refusal names paths and other things that were typed.
fn veiled(explained: Explained) -> Explained {
    let veil = |text: String| safe(&masked(&text));
    Explained {
        sentence: veil(explained.sentence),
        hint: explained.hint.map(veil),
    }
}

/// What may be said of what was typed: a card number is its last four digits, and so is a run of digits that is nearly
/// as long as one, since the digit that was mistyped is one of many.
pub fn mask_numbers(text: &str) -> String {
    let text = masked(text);
    let mut said = String::with_capacity(text.len());
    let mut run = String::new();
    for c in text.chars().chain(std::iter::once('\n')) {
        if c.is_ascii_digit() || (!run.is_empty() && matches!(c, ' ' | '-')) {
            run.push(c);
            continue;
        }
        let digits: Vec<char> = run.chars().filter(char::is_ascii_digit).collect();
        match digits.len().checked_sub(4).and_then(|rest| digits.get(rest..)) {
            Some(last) if digits.len() >= 12 => {
                said.push('…');
                said.extend(last);
            }
            _ => said.push_str(&run),
        }
        run.clear();
        said.push(c);
    }
    said.pop();
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_number_in_a_usage_error_is_not_repeated() {
        let check = |text: &str, expected: &str| assert_eq!(mask_numbers(text), expected);
        check("unexpected '4242424242424242' found", "unexpected '…4242' found");
        check(
            "unexpected '4242 4242-4242 4242' found",
            "unexpected '…4242' found",
        );
        check("unexpected '4242424242424241' found", "unexpected '…4241' found");
        check("the day 2026-06-22 of 1234567", "the day 2026-06-22 of 1234567");
        check("4242.4242_4242/4242", "…4242");
        check("４２４２４２４２４２４２４２４２", "…4242");
        check("", "");
    }
}
