//! Who runs this process, and where they are at home: what the system's name service says of the user id.
//!
//! A person's record hangs on this name, and with it who may book whose money. So it is never read from the
//! environment, which whoever starts the program writes as they like: a user id that the name service does not know is
//! `uid:NUMBER`, and a name service that fails answers nothing at all.

use std::path::PathBuf;

use nix::errno::Errno;
use nix::unistd::User;

use crate::domain::message::{Arg, Coded};

/// What the name of a user id begins with that has none. No name out of the name service may.
const NUMBERED: &str = "uid:";

/// The name service did not say who somebody is.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("the name service does not say who user id {number} is: {what}")]
pub struct NameServiceError {
    /// The user id.
    pub number: u32,
    /// What the operating system says.
    pub what: String,
}

impl Coded for NameServiceError {
    fn code(&self) -> &'static str {
        "name-service"
    }

    fn args(&self) -> Vec<(&'static str, Arg)> {
        vec![
            ("number", Arg::Text(self.number.to_string())),
            ("what", Arg::Text(self.what.clone())),
        ]
    }
}

/// The login name of this process's user, or `uid:NUMBER`.
pub fn os_user() -> Result<String, NameServiceError> {
    let (number, found) = ask();
    name_of(number, found.map(|user| user.map(|user| user.name)))
}

/// The home folder of this process's user: `HOME`, and where that names none, what the name service says.
pub fn home_folder(variable: &dyn Fn(&str) -> Option<String>) -> Option<PathBuf> {
    home_of(variable, || ask().1.ok().flatten().map(|user| user.dir))
}

fn ask() -> (u32, Result<Option<User>, Errno>) {
    let number = nix::unistd::geteuid();
    (number.as_raw(), User::from_uid(number))
}

fn home_of(
    variable: &dyn Fn(&str) -> Option<String>,
    listed: impl FnOnce() -> Option<PathBuf>,
) -> Option<PathBuf> {
    let named = variable("HOME").map(PathBuf::from);
    let usable = |home: &PathBuf| home.is_absolute();
    named.filter(usable).or_else(|| listed().filter(usable))
}

fn name_of(number: u32, found: Result<Option<String>, Errno>) -> Result<String, NameServiceError> {
    match found {
        Ok(Some(name)) if is_a_name(&name) => Ok(name),
        // Some name services say so when they do not know a number (getpwuid_r(3)).
        Ok(_) | Err(Errno::ENOENT | Errno::ESRCH) => Ok(format!("{NUMBERED}{number}")),
        Err(error) => Err(NameServiceError {
            number,
            what: error.desc().to_owned(),
        }),
    }
}

/// A name that can stand for one person only: bytes that are no text were replaced, and another name may look the same
/// then; and nobody is called like somebody without a name.
fn is_a_name(name: &str) -> bool {
    !name.is_empty() && !name.starts_with(NUMBERED) && !name.contains(char::REPLACEMENT_CHARACTER)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_service_decides_who_one_is_and_an_unknown_number_is_nobodys_name() {
        let check = |found: Result<Option<&str>, Errno>, expected: Result<&str, &str>| {
            let named = name_of(4_321, found.map(|name| name.map(str::to_owned)));
            let named = named.as_deref().map_err(|error| error.what.as_str());
            assert_eq!(named, expected);
        };
        check(Ok(Some("ana")), Ok("ana"));
        for nobody in ["", "uid:7", "an\u{fffd}"] {
            check(Ok(Some(nobody)), Ok("uid:4321"));
        }
        check(Ok(None), Ok("uid:4321"));
        check(Err(Errno::ENOENT), Ok("uid:4321"));
        check(Err(Errno::ESRCH), Ok("uid:4321"));
        for error in [
            Errno::EIO,
            Errno::EMFILE,
            Errno::ENFILE,
            Errno::EINTR,
            Errno::EAGAIN,
        ] {
            check(Err(error), Err(error.desc()));
        }
    }

    #[test]
    fn without_home_the_home_of_the_name_service_serves() {
        let check = |home: Option<&str>, listed: Option<&str>, expected: Option<&str>| {
            let variable = |name: &str| home.filter(|_| name == "HOME").map(str::to_owned);
            let found = home_of(&variable, || listed.map(PathBuf::from));
            assert_eq!(found, expected.map(PathBuf::from), "{home:?} {listed:?}");
        };
        check(Some("/home/ana"), Some("/elsewhere"), Some("/home/ana"));
        check(None, Some("/home/ana"), Some("/home/ana"));
        check(Some(""), Some("/home/ana"), Some("/home/ana"));
        check(Some("relative"), Some("/home/ana"), Some("/home/ana"));
        check(None, Some(""), None);
        check(None, None, None);
    }
}
