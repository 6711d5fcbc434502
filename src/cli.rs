//! The commands: the same use cases as on the screens, without screens.
//!
//! | question | file |
//! |---|---|
//! | which commands and options are there? | [`args`] |
//! | where does text go, and how does `--json` look? | [`output`] |
//! | how does a command end, and with which exit code? | [`exit`] |
//! | which store, which person, which language? | [`context`] |
//! | how is a card read without leaving a copy? | [`prompt`] |
//! | what does each command do? | [`commands`] |

pub mod args;
pub mod commands;
pub mod context;
pub mod exit;
pub mod output;
pub mod prompt;

use std::ffi::OsString;

use clap::Parser;

use crate::i18n::{self, I18n, Locale};
use crate::services::error::ErrorKind;

use args::Args;
use context::{Context, variable};
use exit::CliError;
use output::Output;

/// Runs the command that the arguments name; gives the exit code.
pub async fn run(arguments: impl IntoIterator<Item = OsString>) -> u8 {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let args = match Args::try_parse_from(&arguments) {
        Ok(args) => args,
        Err(error) => return usage(&error, wants_json(&arguments)),
    };
    let locale = args
        .global
        .lang
        .unwrap_or_else(|| Locale::from_environment(&variable));
    i18n::started_as(args.global.program());
    let output = Output::standard(I18n::new(locale), args.global.json);
    let mut context = Context::new(args.global, output);
    let done = Box::pin(commands::run(&mut context, args.command)).await;
    let flushed = context.output.flush().map_err(CliError::from);
    match done.and(flushed) {
        Ok(()) => 0,
        Err(error) => {
            // Where even the error cannot be written, the exit code is all that is left.
            let _unwritable = exit::report(&mut context.output, &error);
            error.kind().exit_code()
        }
    }
}

/// Whether somebody who mistyped an argument wants to be told as JSON.
fn wants_json(arguments: &[OsString]) -> bool {
    let mut options = arguments.iter().take_while(|argument| *argument != "--");
    options.any(|argument| argument == "--json")
}

/// Help, version, or what was wrong with the arguments: English, as the parser says it.
fn usage(error: &clap::Error, json: bool) -> u8 {
    let text = exit::mask_numbers(&error.render().to_string());
    let mut output = Output::standard(I18n::new(Locale::EnUs), json);
    if !error.use_stderr() {
        let _unwritable = output.raw(&text);
        return 0;
    }
    let _unwritable = if json {
        exit::report_usage(&mut output, &text)
    } else {
        output.raw_note(&text)
    };
    ErrorKind::Usage.exit_code()
}
