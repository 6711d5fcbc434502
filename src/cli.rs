//! The commands: the same use cases as on the screens, without screens.
//!
//! | question | file |
//! |---|---|
//! | which commands and options are there? | [`args`] |
//! | where does text go, and how does `--json` look? | [`output`] |
//! | how does a command end, and with which exit code? | [`exit`] |
//! | which store, which person, which language? | [`context`] |
//! | how is a card read without leaving a copy? | [`prompt`] |
//! | what if somebody gives a card number as an argument? | [`cards`] |
//! | what does each command do? | [`commands`] |

pub mod args;
pub mod cards;
pub mod commands;
pub mod context;
pub mod exit;
pub mod output;
pub mod prompt;

use std::ffi::OsString;

use clap::error::ErrorKind::ArgumentConflict;
use clap::{CommandFactory, Parser};

use crate::i18n::{self, I18n, Locale};
use crate::services::error::ErrorKind;
use crate::services::store_day::StoreDay;

use args::{Args, Command};
use context::{CommandContext, variable};
use exit::CliError;
use output::{Output, safe};

/// Runs the command that the arguments name; gives the exit code.
pub async fn run(arguments: impl IntoIterator<Item = OsString>) -> u8 {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    if let Some(argument) = cards::in_arguments(&arguments) {
        let locale = cards::language(&arguments);
        let locale = locale.unwrap_or_else(|| Locale::from_environment(&variable));
        let mut output = Output::standard(I18n::new(locale), wants_json(&arguments));
        let error = CliError::CardInArgument(argument);
        // Where even the error cannot be written, the exit code is all that is left.
        let _unwritable = exit::report(&mut output, &error, None);
        return error.kind().exit_code();
    }
    let mut args = match Args::try_parse_from(&arguments) {
        Ok(args) => args,
        Err(error) => return usage(error, &arguments),
    };
    if args.account.is_some() && args.command.is_some() {
        let told = "in front of a command, --account means nothing: write it behind the command";
        return usage(Args::command().error(ArgumentConflict, told), &arguments);
    }
    // What follows is about the demo store, and so are the commands in hints.
    args.global.demo |= matches!(args.command, Some(Command::Demo(_)));
    let locale = args
        .global
        .lang
        .unwrap_or_else(|| Locale::from_environment(&variable));
    i18n::started_as(args.global.program());
    let output = Output::standard(I18n::new(locale), args.global.json);
    let mut context = CommandContext::new(args.global, output);
    let done = Box::pin(commands::run(&mut context, args.command, args.account.as_deref())).await;
    let flushed = context.output.flush().map_err(CliError::from);
    match done.and(flushed) {
        Ok(()) => context.ends_with,
        Err(error) => {
            let left_behind = context.left_behind;
            refused(&mut context.output, &error, left_behind)
        }
    }
}

/// Tells an error; gives the exit code.
fn refused(output: &mut Output, error: &CliError, left_behind: Option<StoreDay>) -> u8 {
    // Where even the error cannot be written, the exit code is all that is left.
    let _unwritable = exit::report(output, error, left_behind);
    error.kind().exit_code()
}

/// Whether somebody who mistyped an argument wants to be told as JSON.
fn wants_json(arguments: &[OsString]) -> bool {
    let mut options = arguments.iter().take_while(|argument| *argument != "--");
    options.any(|argument| argument == "--json")
}

/// Help, version, or what was wrong with the arguments: English, as the parser says it.
fn usage(error: clap::Error, arguments: &[OsString]) -> u8 {
    let json = wants_json(arguments);
    let mut output = Output::standard(I18n::new(Locale::EnUs), json);
    if !error.use_stderr() {
        return match output.raw(&error.render().to_string()) {
            Ok(()) => 0,
            Err(unwritable) => refused(&mut output, &unwritable.into(), None),
        };
    }
    // The parser repeats what was typed, as it was typed: it is asked once more about what is safe to be repeated.
    let harmless = arguments.iter().map(|argument| safe(&argument.to_string_lossy()));
    let error = Args::try_parse_from(harmless).err().unwrap_or(error);
    let lines: Vec<String> = error.render().to_string().lines().map(safe).collect();
    let text = exit::mask_numbers(&(lines.join("\n") + "\n"));
    let _unwritable = if json {
        exit::report_usage(&mut output, &text)
    } else {
        output.raw_note(&text)
    };
    ErrorKind::Usage.exit_code()
}
