//! Who one is: what the system says, never what the environment says.

use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt;
use std::process::Command;

use crate::support::Home;

/// A user id that no machine's list of users has.
const NOBODY: u32 = 54_321;

/// Runs the program to its end: exit code, and what it printed.
fn run(mut command: Command) -> (i32, String) {
    let output = command.output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status.code().unwrap(), String::from_utf8(said).unwrap())
}

/// A home that belongs to `NOBODY`, and a store in it whose Global admin is that operating-system user.
/// Only the superuser can become somebody else.
fn home_with(admin: &str) -> Option<Home> {
    if rustix::process::geteuid().as_raw() != 0 {
        return None;
    }
    let home = Home::new();
    let template = home.command("setup --template").output().unwrap().stdout;
    let template = String::from_utf8(template).unwrap();
    let admin = format!("os_user = \"{admin}\" # ");
    std::fs::write(
        home.path("setup.toml"),
        template.replacen("os_user = \"\" # ", &admin, 1),
    )
    .unwrap();
    chown(home.path(""), Some(NOBODY), None).unwrap();
    let mut command = home.command("setup --from setup.toml");
    command.uid(NOBODY);
    let (code, said) = run(command);
    assert_eq!(code, 0, "{said}");
    Some(home)
}

/// Seen: a user id without a line in the list of users chose its person by `USER`, and booked its own order in.
#[test]
fn a_user_id_without_a_name_does_not_choose_its_person_by_the_environment() {
    let Some(home) = home_with("alex") else { return };
    let mut command = home.command("offers list");
    command.uid(NOBODY).env("USER", "alex").env("LOGNAME", "alex");
    let (code, said) = run(command);
    assert_eq!(code, 3, "{said}");
    assert!(said.contains("uid:54321"), "{said}");
    assert!(!said.contains("First Partner"), "{said}");
}

#[test]
fn a_user_id_without_a_name_acts_as_the_person_of_its_number() {
    let Some(home) = home_with("") else { return };
    let mut command = home.command("offers list");
    command.uid(NOBODY).env("USER", "root");
    let (code, said) = run(command);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("First Partner"), "{said}");
}

#[test]
fn without_home_the_home_of_the_list_of_users_serves() {
    if rustix::process::geteuid().as_raw() != 0 {
        return;
    }
    let home = Home::new();
    // Where data lies is told by the refusal to open what is not there.
    let asking = |uid: u32| {
        let mut command = home.command("offers list");
        command
            .env_remove("HOME")
            .env_remove("XDG_DATA_HOME")
            .uid(uid)
            .current_dir("/");
        run(command)
    };
    let (code, said) = asking(NOBODY);
    assert_eq!(code, 2, "{said}");
    let users = std::fs::read_to_string("/etc/passwd").unwrap();
    let listed = users.lines().find_map(|line| {
        let parts: Vec<&str> = line.split(':').collect();
        (parts[0] == "nobody").then(|| (parts[2].parse::<u32>().unwrap(), parts[5].to_owned()))
    });
    let (uid, folder) = listed.unwrap();
    let (code, said) = asking(uid);
    assert_eq!(code, 3, "{said}");
    assert!(
        said.contains(&format!("{folder}/.local/share/offerdesk")),
        "{said}"
    );
}
