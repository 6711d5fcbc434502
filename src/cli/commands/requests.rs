//! `requests`: support requests, as a company sends them and as Support works on them.
//!
//! | file | commands |
//! |---|---|
//! | this one | `list`, `problems`, `show` |
//! | `new` | `new` |
//! | `work` | `reply`, `take`, `close`, `reopen`, `decide` |
//! | `files` | `attach`, `save` |
//!
//! A command that changes a request acts on the version that it read, or on the one that `--version` names.

mod files;
mod new;
mod work;

use std::path::Path;

use crate::config::file::File;
use crate::config::mistake::{FileRole, Problem};
use crate::domain::message::{Arg, FieldError};
use crate::domain::request::{NotARequestNumber, RequestNumber};
use crate::domain::text::{BODY_LIMIT, TextError};
use crate::services::error::ServiceError;
use crate::services::requests::{RequestField, RequestLine, RequestList, RequestScope, RequestView};

use super::super::args::{ListArgs, RequestsCommand};
use super::super::context::{CommandContext, Entered};
use super::super::exit::CliError;
use super::super::output::shapes::{ProblemsShape, RequestShape, RequestsShape};
use super::super::output::text;
use super::offers::accounts;

/// Runs a command about requests.
pub async fn run(context: &mut CommandContext, command: RequestsCommand) -> Result<(), CliError> {
    match command {
        RequestsCommand::List(args) => list(context, &args).await,
        RequestsCommand::Problems => problems(context).await,
        RequestsCommand::Show { number } => show(context, &number).await,
        RequestsCommand::New(args) => Box::pin(new::send(context, &args)).await,
        RequestsCommand::Reply(args) => Box::pin(work::reply(context, &args)).await,
        RequestsCommand::Close(args) => work::close(context, &args).await,
        RequestsCommand::Reopen(args) => work::reopen(context, &args).await,
        RequestsCommand::Take { number } => work::take(context, &number).await,
        RequestsCommand::Decide(args) => Box::pin(work::decide(context, &args)).await,
        RequestsCommand::Attach { number, paths } => files::attach(context, &number, &paths).await,
        RequestsCommand::Save { number, file, to } => files::save(context, &number, file, &to).await,
    }
}

/// Lists requests: of one account, of all that the person may see, or of all companies.
async fn list(context: &mut CommandContext, args: &ListArgs) -> Result<(), CliError> {
    let entered = context.enter_and_reconcile("requests list").await?;
    let mut scopes = Vec::new();
    if args.queue {
        scopes.push(RequestScope::Queue);
    } else if let Some(typed) = &args.account {
        scopes.push(RequestScope::Account(entered.account(typed).await?.id));
    } else {
        let accounts = accounts(&entered, usize::MAX).await?.0;
        scopes.extend(accounts.iter().map(|account| RequestScope::Account(account.id)));
    }
    let mut lines = Vec::new();
    for scope in &scopes {
        let scope = *scope;
        let list = RequestList {
            scope,
            filter: args.status,
        };
        collect(&entered, list, args.limit, &mut lines).await?;
    }
    if scopes.len() > 1 {
        lines.sort_by_key(|line| std::cmp::Reverse(line.opened));
    }
    let more = lines.len() > args.limit;
    lines.truncate(args.limit);
    let i18n = context.output.i18n.clone();
    if context.output.json {
        let requests = lines.iter().map(Into::into).collect();
        context.output.json(&RequestsShape { requests, more })?;
    } else if lines.is_empty() && !more {
        context.output.line(&i18n.t("cli-requests-none"))?;
    } else {
        print(context, &text::requests::list(&i18n, &lines))?;
        if more {
            context.output.note(&i18n.t("cli-more"))?;
        }
    }
    entered.close().await
}

/// Adds the requests of a list, until there is one more than asked for.
async fn collect(
    entered: &Entered,
    list: RequestList,
    limit: usize,
    lines: &mut Vec<RequestLine>,
) -> Result<(), CliError> {
    let (mut after, mut found) = (None, 0);
    loop {
        let page = entered
            .services()
            .requests(&entered.actor, list, after, 100)
            .await?;
        found += page.lines.len();
        lines.extend(page.lines);
        after = page.next;
        if after.is_none() || found > limit {
            return Ok(());
        }
    }
}

/// Prints the types of problems: what `--problem` takes. Needs no person.
async fn problems(context: &mut CommandContext) -> Result<(), CliError> {
    let problems = context.catalog("requests problems").await?.problems;
    let i18n = context.output.i18n.clone();
    let shape = ProblemsShape::of(&problems, &i18n);
    if context.output.json {
        return Ok(context.output.json(&shape)?);
    }
    let language = i18n.locale().tag();
    let rows: Vec<Vec<String>> = problems
        .iter()
        .map(|problem| vec![problem.id.clone(), problem.names.in_language(language).to_owned()])
        .collect();
    print(context, &text::table(&rows))
}

/// Shows one request.
async fn show(context: &mut CommandContext, typed: &str) -> Result<(), CliError> {
    let number = number(typed)?;
    let entered = context.enter_and_reconcile("requests show").await?;
    let view = entered.services().request(&entered.actor, number).await?;
    let i18n = context.output.i18n.clone();
    if context.output.json {
        context.output.json(&RequestShape::of(&view, &i18n))?;
    } else {
        print(context, &text::requests::request(&i18n, &view))?;
    }
    entered.close().await
}

/// Tells what a command did, and closes the store.
async fn finish(
    context: &mut CommandContext,
    entered: Entered,
    view: &RequestView,
    done: &str,
) -> Result<(), CliError> {
    tell(context, view, done)?;
    entered.close().await
}

/// Tells what a command did.
fn tell(context: &mut CommandContext, view: &RequestView, done: &str) -> Result<(), CliError> {
    let i18n = context.output.i18n.clone();
    if context.output.json {
        return Ok(context.output.json(&RequestShape::of(view, &i18n))?);
    }
    let number = ("number", Arg::Text(view.request.number.to_string()));
    let done = i18n.tr(done, &[number]);
    print(context, &text::requests::outcome(&i18n, view, done))
}

fn print(context: &mut CommandContext, lines: &[String]) -> Result<(), CliError> {
    for line in lines {
        context.output.line(line)?;
    }
    Ok(())
}

/// The number of a request as it was typed.
fn number(typed: &str) -> Result<RequestNumber, CliError> {
    let number = typed.parse();
    number.map_err(|_| ServiceError::RequestNumber(NotARequestNumber).into())
}

/// The text of a field that was given as an option or in a file; nothing where neither was.
fn text_of(field: RequestField, text: Option<&String>, file: Option<&Path>) -> Result<String, CliError> {
    let Some(path) = file else {
        return Ok(text.cloned().unwrap_or_default());
    };
    let read = if path == Path::new("-") {
        File::read_from(FileRole::TEXT, "-", std::io::stdin())
    } else {
        File::load_of(FileRole::TEXT, path)
    };
    match read {
        Ok(file) => Ok(file.text().to_owned()),
        // How long it may be is the field's to say.
        Err(mistake) if matches!(mistake.problem, Problem::TooLarge { .. }) => {
            let too_long = TextError::TooLong { limit: BODY_LIMIT };
            Err(CliError::Fields(vec![FieldError::new(
                field.label().into(),
                &too_long,
            )]))
        }
        Err(mistake) => Err(CliError::TextFile(mistake)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::message::Coded;

    fn read(text: &str) -> Result<String, CliError> {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), text).unwrap();
        text_of(RequestField::Description, None, Some(file.path()))
    }

    #[test]
    fn a_text_behind_a_long_stretch_of_blanks_was_cut_off_without_a_word() {
        let told = read(&format!("x{}the rest", " ".repeat(100_000))).unwrap_err();
        assert!(matches!(told, CliError::Fields(_)), "{told}");
    }

    #[test]
    fn a_mark_that_an_editor_put_in_front_of_a_text_was_refused_as_a_control_character() {
        assert_eq!(read("\u{feff}What is due?").unwrap(), "What is due?");
    }

    #[test]
    fn a_folder_was_told_as_a_matter_of_permissions() {
        let folder = tempfile::tempdir().unwrap();
        let told = text_of(RequestField::Description, None, Some(folder.path())).unwrap_err();
        assert_eq!(
            (told.sentence(), told.code()),
            ("setting-not-a-file", "unreadable-file")
        );
    }
}
