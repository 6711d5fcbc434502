//! What the machine tells: where data and settings lie, who is logged in, and that no core dump may be written.
//! [`mod@file`] reads what people write for themselves, and [`mistake`] is how it says what is wrong.

pub mod file;
pub mod mistake;

use std::path::PathBuf;

use rustix::process::{Resource, Rlimit, setrlimit};

/// The folder of this program's data: `$XDG_DATA_HOME/offerdesk` or `~/.local/share/offerdesk`, and on macOS
/// `~/Library/Application Support/offerdesk`. `None` when the environment names no home.
pub fn data_folder(variable: &dyn Fn(&str) -> Option<String>) -> Option<PathBuf> {
    folder_of(variable, "XDG_DATA_HOME", ".local/share")
}

/// The folder of what people set for themselves: `$XDG_CONFIG_HOME/offerdesk` or `~/.config/offerdesk`, and on macOS
/// `~/Library/Application Support/offerdesk`. `None` when the environment names no home.
pub fn config_folder(variable: &dyn Fn(&str) -> Option<String>) -> Option<PathBuf> {
    folder_of(variable, "XDG_CONFIG_HOME", ".config")
}

fn folder_of(variable: &dyn Fn(&str) -> Option<String>, named: &str, in_home: &str) -> Option<PathBuf> {
    let folder = |name: &str| {
        variable(name)
            .map(PathBuf::from)
            .filter(|path| path.is_absolute())
    };
    // A relative path in the variable is to be ignored (XDG Base Directory Specification).
    let base = match folder(named) {
        Some(base) => base,
        None if cfg!(target_os = "macos") => folder("HOME")?.join("Library/Application Support"),
        None => folder("HOME")?.join(in_home),
    };
    Some(base.join("offerdesk"))
}

/// The login name of this process's user: what the system's list of users says, else what the environment says,
/// else the number.
pub fn os_user(variable: &dyn Fn(&str) -> Option<String>) -> String {
    let number = rustix::process::geteuid().as_raw();
    let users = std::fs::read_to_string("/etc/passwd").unwrap_or_default();
    let named = ["USER", "LOGNAME"]
        .into_iter()
        .find_map(|name| variable(name).filter(|value| !value.is_empty()));
    listed_user(&users, number)
        .or(named)
        .unwrap_or_else(|| number.to_string())
}

fn listed_user(users: &str, number: u32) -> Option<String> {
    let number = number.to_string();
    users.lines().find_map(|line| {
        let mut parts = line.split(':');
        let name = parts.next()?;
        (parts.nth(1)? == number && !name.is_empty()).then(|| name.to_owned())
    })
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_lies_where_the_environment_says() {
        let check = |variables: &[(&str, &str)], expected: Option<&str>| {
            let variable = |name: &str| {
                let found = variables.iter().find(|(key, _)| *key == name);
                found.map(|(_, value)| (*value).to_owned())
            };
            assert_eq!(
                data_folder(&variable),
                expected.map(PathBuf::from),
                "{variables:?}"
            );
        };
        check(&[("XDG_DATA_HOME", "/data")], Some("/data/offerdesk"));
        check(&[], None);
        #[cfg(not(target_os = "macos"))]
        check(
            &[("XDG_DATA_HOME", "relative"), ("HOME", "/home/ana")],
            Some("/home/ana/.local/share/offerdesk"),
        );
    }

    #[test]
    fn settings_lie_beside_the_data_or_where_the_environment_says() {
        let variable = |name: &str| match name {
            "XDG_CONFIG_HOME" => Some("/settings".to_owned()),
            _ => None,
        };
        assert_eq!(config_folder(&variable), Some("/settings/offerdesk".into()));
        assert_eq!(config_folder(&|_| None), None);
        #[cfg(not(target_os = "macos"))]
        {
            let home = |name: &str| (name == "HOME").then(|| "/home/ana".to_owned());
            assert_eq!(config_folder(&home), Some("/home/ana/.config/offerdesk".into()));
        }
    }

    #[test]
    fn a_user_is_found_by_number() {
        let users = "root:x:0:0:root:/root:/bin/sh\nana:x:1000:1000::/home/ana:/bin/sh\nbroken\n";
        assert_eq!(listed_user(users, 1000).as_deref(), Some("ana"));
        assert_eq!(listed_user(users, 7), None);
    }
}
