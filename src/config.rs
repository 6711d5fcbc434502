//! What the machine tells: where data and settings lie, who is logged in, and that no core dump may be written and
//! nothing made for others to read.
//! [`mod@file`] reads what people write, the catalog included, and [`mistake`] is how it says what is wrong; [`person`]
//! asks the system who runs this.

pub mod file;
pub mod kind;
pub mod mistake;
pub mod person;

use std::path::PathBuf;

use rustix::fs::Mode;
use rustix::process::{Resource, Rlimit, setrlimit};

pub use person::{NameServiceError, home_folder, os_user};

/// The folder of this program's data: `$XDG_DATA_HOME/offerdesk` or `~/.local/share/offerdesk`, and on macOS
/// `~/Library/Application Support/offerdesk`. `None` when neither the environment nor the name service names a home.
pub fn data_folder(variable: &dyn Fn(&str) -> Option<String>) -> Option<PathBuf> {
    folder_of(variable, home_folder, "XDG_DATA_HOME", ".local/share")
}

/// The folder of what people set for themselves: `$XDG_CONFIG_HOME/offerdesk` or `~/.config/offerdesk`, and on macOS
/// `~/Library/Application Support/offerdesk`. `None` when neither the environment nor the name service names a home.
pub fn config_folder(variable: &dyn Fn(&str) -> Option<String>) -> Option<PathBuf> {
    folder_of(variable, home_folder, "XDG_CONFIG_HOME", ".config")
}

fn folder_of(
    variable: &dyn Fn(&str) -> Option<String>,
    home: impl FnOnce(&dyn Fn(&str) -> Option<String>) -> Option<PathBuf>,
    named: &str,
    in_home: &str,
) -> Option<PathBuf> {
    // A relative path in the variable is to be ignored (XDG Base Directory Specification).
    let base = match variable(named)
        .map(PathBuf::from)
        .filter(|path| path.is_absolute())
    {
        Some(base) => base,
        None if cfg!(target_os = "macos") => home(variable)?.join("Library/Application Support"),
        None => home(variable)?.join(in_home),
    };
    Some(base.join("offerdesk"))
}

/// Forbids core dumps and reading by debuggers of the same user: for a moment there is a card number in memory.
/// A system that refuses leaves the program as it was; the card is wiped all the same.
pub fn forbid_core_dumps() {
    let none = Rlimit {
        current: Some(0),
        maximum: Some(0),
    };
    let _refused = setrlimit(Resource::Core, none);
    #[cfg(target_os = "linux")]
    let _refused = rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable);
}

/// Whatever this process makes is its owner's alone: folders 0700, files 0600, whether we make them or a library does,
/// and whatever the shell's mask would add or take away.
pub fn keep_to_the_owner() {
    let _before = rustix::process::umask(Mode::RWXG | Mode::RWXO);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(
        named: &str,
        in_home: &str,
        variables: &[(&str, &str)],
        home: Option<&str>,
        expected: Option<&str>,
    ) {
        let variable = |name: &str| {
            let found = variables.iter().find(|(key, _)| *key == name);
            found.map(|(_, value)| (*value).to_owned())
        };
        let found = folder_of(&variable, |_| home.map(PathBuf::from), named, in_home);
        assert_eq!(found, expected.map(PathBuf::from), "{variables:?}");
    }

    #[test]
    fn data_and_settings_lie_where_the_environment_says() {
        check(
            "XDG_DATA_HOME",
            ".local/share",
            &[("XDG_DATA_HOME", "/data")],
            None,
            Some("/data/offerdesk"),
        );
        check("XDG_DATA_HOME", ".local/share", &[], None, None);
        check(
            "XDG_CONFIG_HOME",
            ".config",
            &[("XDG_CONFIG_HOME", "/settings")],
            None,
            Some("/settings/offerdesk"),
        );
    }

    #[test]
    #[cfg(not(target_os = "macos"))]
    fn they_lie_in_the_home_folder_otherwise() {
        let home = Some("/home/ana");
        let relative = [("XDG_DATA_HOME", "relative")];
        check(
            "XDG_DATA_HOME",
            ".local/share",
            &relative,
            home,
            Some("/home/ana/.local/share/offerdesk"),
        );
        check(
            "XDG_CONFIG_HOME",
            ".config",
            &[],
            home,
            Some("/home/ana/.config/offerdesk"),
        );
    }
}
