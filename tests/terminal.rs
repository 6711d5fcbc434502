//! The real program on a real pseudo-terminal, end to end: it renews, it ends in order whatever happens to it, it gives
//! the terminal back as it was, and it keeps no card in its memory.

// The lints' exemption for tests does not reach the functions that the tests share.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr
)]

#[path = "terminal/clock.rs"]
mod clock;
#[path = "terminal/drafts.rs"]
mod drafts;
#[path = "terminal/keys.rs"]
mod keys;
#[path = "terminal/memory.rs"]
mod memory;
#[path = "support/old_store.rs"]
mod old_store;
#[path = "terminal/plain.rs"]
mod plain;
#[path = "terminal/prompts.rs"]
mod prompts;
#[path = "support/pty.rs"]
mod pty;
#[path = "terminal/setup.rs"]
mod setup;

use std::collections::BTreeSet;
use std::process::{Command, Stdio};
use std::time::Duration;

use pty::Pty;
use rustix::process::Signal;
use rustix::termios::Termios;

const ENTER: &str = "\r";
const TAB: &str = "\t";
const SUBMIT: &[u8] = b"\x13";

/// Not a test: what the processes run that become the program.
#[test]
fn becomes_the_program() {
    pty::become_the_program();
}

fn demo(home: &tempfile::TempDir) -> Pty {
    demo_with(home, &[])
}

fn demo_with(home: &tempfile::TempDir, options: &[&str]) -> Pty {
    let pty = Pty::start(
        home.path(),
        &[&["demo", "--account", "1234567"], options].concat(),
    );
    pty.wait_for("Purchased offers");
    pty
}

fn settings_of(termios: &Termios) -> String {
    let modes = (
        termios.input_modes,
        termios.output_modes,
        termios.control_modes,
        termios.local_modes,
    );
    format!("{modes:?}")
}

/// The terminal is as it was before the program.
fn is_given_back(pty: &Pty) {
    pty.until("the usual screen is back", || !pty.on_alternate_screen());
    assert_eq!(settings_of(&pty.settings_now()), settings_of(&pty.settings));
    for (on, off) in MODES {
        let (on, off) = (last_of(pty, on), last_of(pty, off));
        assert!(off > on, "{on:?} {off:?}");
    }
}

/// What switches on and off whatever the program asks of a terminal.
const MODES: [(&[u8], &[u8]); 5] = [
    (b"\x1b[?1049h", b"\x1b[?1049l"),
    (b"\x1b[?2004h", b"\x1b[?2004l"),
    (b"\x1b[?1000h", b"\x1b[?1000l"),
    (b"\x1b[?1006h", b"\x1b[?1006l"),
    (b"\x1b[?25l", b"\x1b[?25h"),
];

/// Where a sequence was written last.
fn last_of(pty: &Pty, sequence: &[u8]) -> Option<usize> {
    let bytes = pty.bytes();
    bytes
        .windows(sequence.len())
        .rposition(|window| window == sequence)
}

/// From the card form's first field to the name.
fn to_name(pty: &Pty) {
    pty.send(TAB.repeat(3).as_bytes());
}

/// Whether the process is stopped, as the system has it.
fn is_stopped(pty: &Pty) -> bool {
    let stat = std::fs::read_to_string(format!("/proc/{}/stat", pty.pid())).unwrap();
    let state = stat.rsplit(')').next().unwrap().trim_start();
    state.starts_with('T')
}

/// Typing into the card form is interrupted by a stop, and goes on after it as if nothing had been.
fn stops_and_goes_on(stop: impl Fn(&Pty)) {
    let home = tempfile::tempdir().unwrap();
    let mut pty = demo(&home);
    pty.send(b"\r");
    pty.wait_for("Select your payment");
    pty.send(b"\r");
    pty.wait_for("Name on card");
    to_name(&pty);
    pty.type_text("Dana W");
    pty.send(b"\x1b[Z\x1b[Z\x1b[Z");
    pty.type_text("42424242");
    pty.wait_for("•••• ••••");
    let rows = |pty: &Pty| -> Vec<String> {
        let screen = pty.screen();
        screen.lines().map(|row| row.trim_end().to_owned()).collect()
    };
    let before = rows(&pty);
    stop(&pty);
    pty.until("it is stopped", || is_stopped(&pty));
    is_given_back(&pty);
    let usual = pty.screen();
    for trace in ["4242", "•", "Visa", "Dana W", "Name on card"] {
        assert!(
            !usual.contains(trace),
            "{trace} is left on the usual screen:\n{usual}"
        );
    }
    pty.signal(Signal::CONT);
    pty.until("everything is as it was", || {
        pty.on_alternate_screen() && rows(&pty) == before
    });
    // The cursor is shown: it stands in a text field.
    for (on, off) in &MODES[..4] {
        assert!(
            last_of(&pty, on) > last_of(&pty, off),
            "{:?}",
            String::from_utf8_lossy(on)
        );
    }
    assert_ne!(settings_of(&pty.settings_now()), settings_of(&pty.settings));
    pty.type_text("42424242");
    to_name(&pty);
    pty.type_text("hitfield");
    pty.wait_for("Dana Whitfield");
    pty.until("the whole number is there", || {
        pty.screen().matches("••••").count() >= 3
    });
    pty.send(b"\x03");
    assert_eq!(pty.ended().code(), Some(0));
    is_given_back(&pty);
}

#[test]
fn ctrl_z_gives_the_usual_screen_back_and_going_on_shows_everything_as_it_was() {
    stops_and_goes_on(|pty| pty.send(b"\x1a"));
}

#[test]
fn a_stop_from_outside_is_the_same_as_ctrl_z() {
    stops_and_goes_on(|pty| pty.signal(Signal::TSTP));
}

#[test]
fn clicks_are_asked_for_and_never_every_move_and_not_at_all_where_the_mouse_is_the_terminals() {
    let home = tempfile::tempdir().unwrap();
    let mut pty = demo(&home);
    assert!(last_of(&pty, b"\x1b[?1000h").is_some() && last_of(&pty, b"\x1b[?1006h").is_some());
    let (row, line) = (1..)
        .zip(pty.screen().lines().map(str::to_owned).collect::<Vec<_>>())
        .find(|(_, line)| line.contains("  Renew subscription  "))
        .unwrap();
    let column = line.split("Renew subscription").next().unwrap().chars().count() + 1;
    pty.send(format!("\x1b[<0;{column};{row}M\x1b[<0;{column};{row}m").as_bytes());
    pty.wait_for("Select your payment");
    pty.send(b"\x03");
    assert_eq!(pty.ended().code(), Some(0));
    is_given_back(&pty);
    assert_eq!(last_of(&pty, b"\x1b[?1003h"), None);
    let mut pty = Pty::start(home.path(), &["demo", "--account", "1234567", "--no-mouse"]);
    pty.wait_for("Purchased offers");
    pty.send(b"q");
    assert_eq!(pty.ended().code(), Some(0));
    assert_eq!(last_of(&pty, b"\x1b[?1000h"), None);
}

#[test]
fn a_keymap_with_mistakes_is_told_before_the_terminal_is_taken() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("keymap.toml");
    std::fs::write(&file, "[keys]\nbuy = [\"ctrl-i\"]\n").unwrap();
    let path = file.display().to_string();
    let mut pty = Pty::start(home.path(), &["demo", "--account", "1234567", "--keymap", &path]);
    assert_eq!(pty.ended().code(), Some(2));
    pty.wait_for("keys.buy");
    assert_eq!(last_of(&pty, b"\x1b[?1049h"), None);
    assert_eq!(settings_of(&pty.settings_now()), settings_of(&pty.settings));
    assert!(!home.path().join("offerdesk").exists(), "nothing was made");
}

#[test]
fn a_renewal_made_by_keys_is_there_at_the_next_start() {
    let home = tempfile::tempdir().unwrap();
    let mut pty = demo(&home);
    assert!(pty.on_alternate_screen());
    assert_ne!(settings_of(&pty.settings_now()), settings_of(&pty.settings));
    memory::renew(&pty, "4242424242424242", "737");
    pty.send(b"\r");
    pty.wait_for("Active");
    pty.send(b"q");
    assert_eq!(pty.ended().code(), Some(0));
    is_given_back(&pty);

    let mut pty = demo(&home);
    pty.wait_for("Active");
    pty.send(b"o");
    pty.wait_for("Paid");
    pty.send(b"\x03");
    assert_eq!(pty.ended().code(), Some(0));
    is_given_back(&pty);
}

/// The codes that set colors, among all that a screen was sent.
fn colors_of(pty: &Pty) -> BTreeSet<u8> {
    let bytes = String::from_utf8_lossy(&pty.bytes()).into_owned();
    let styles = bytes.split("\x1b[").filter_map(|rest| {
        let (codes, _) = rest.split_once('m')?;
        let is_style = codes.chars().all(|c| c.is_ascii_digit() || c == ';');
        is_style.then(|| codes.to_owned())
    });
    let mut colors = BTreeSet::new();
    for codes in styles {
        // What follows 38 and 48 says which color, in the palette or in 24 bits.
        let mut codes = codes.split(';').filter_map(|code| code.parse::<u8>().ok());
        while let Some(code) = codes.next() {
            if matches!(code, 30..=38 | 40..=48 | 90..=97 | 100..=107) {
                colors.insert(code);
            }
            if matches!(code, 38 | 48) {
                let parts = if codes.next() == Some(2) { 3 } else { 1 };
                codes.by_ref().take(parts).for_each(drop);
            }
        }
    }
    colors
}

#[test]
fn a_theme_that_was_kept_is_shown_at_the_next_start_unless_the_command_line_says_otherwise() {
    // Black and bright white of the 16 colors.
    let (black, white) = (vt100::Color::Idx(0), vt100::Color::Idx(15));
    let home = tempfile::tempdir().unwrap();
    let shown = |pty: &mut Pty| {
        let colors = colors_of(pty);
        pty.send(b"q");
        assert_eq!(pty.ended().code(), Some(0));
        colors
    };
    let mut pty = demo(&home);
    assert_eq!(pty.background_of(0, 0), vt100::Color::Default);
    pty.send(b"T");
    pty.wait_for("High contrast");
    pty.send(b"jj\r");
    pty.wait_for("Your theme was saved");
    shown(&mut pty);

    let mut pty = demo(&home);
    assert_eq!(pty.background_of(0, 0), black);
    shown(&mut pty);

    let mut pty = demo_with(&home, &["--theme", "light"]);
    assert_eq!(pty.background_of(0, 0), white);
    shown(&mut pty);
    let colors = shown(&mut demo_with(&home, &["--color", "256"]));
    assert_eq!(colors, BTreeSet::from([38, 48]), "the palette only");
    let mut pty = demo_with(&home, &["--color", "none", "--ascii"]);
    assert!(!pty.screen().contains('─') && pty.screen().contains("---"));
    assert_eq!(shown(&mut pty), BTreeSet::new());

    // A file of one's own is found by its name, without the ending.
    let themes = home.path().join("settings/offerdesk/themes");
    std::fs::create_dir_all(&themes).unwrap();
    let own = "inherits = \"dark\"\n[colors]\ngold = \"bright-magenta\"\n";
    std::fs::write(themes.join("harbor.toml"), own).unwrap();
    let mut pty = demo_with(&home, &["--theme", "harbor"]);
    assert_eq!(pty.background_of(0, 0), black);
    let colors = shown(&mut pty);
    assert!(colors.contains(&95), "{colors:?}");
}

#[test]
fn the_theme_auto_asks_what_the_background_is_and_follows_whatever_is_answered() {
    let home = tempfile::tempdir().unwrap();
    let asked = |pty: &Pty| last_of(pty, b"\x1b[?2031h\x1b[?996n\x1b]11;?\x1b\\");
    let ground = |pty: &Pty, color: vt100::Color| {
        pty.until("the ground is painted", || pty.background_of(0, 0) == color);
    };
    let (light, dark) = (vt100::Color::Idx(231), vt100::Color::Idx(234));
    let mut pty = Pty::start_on(
        "xterm-256color",
        home.path(),
        &["demo", "--account", "1234567", "--theme", "auto"],
    );
    pty.wait_for("Purchased offers");
    assert!(asked(&pty).is_some());
    ground(&pty, vt100::Color::Default);
    pty.send(b"\x1b]11;rgb:ffff/ffff/ffff\x07");
    ground(&pty, light);
    pty.send(b"\x1b]11;rgb:0000/0000/nothing\x07\x1b[?997;9n");
    pty.send(b"\x1b[?997;1n");
    ground(&pty, dark);
    // Another theme asks for no news, and a late answer changes nothing.
    pty.send(b"T");
    pty.wait_for("Automatic");
    pty.send(b"\x1b[H");
    ground(&pty, vt100::Color::Default);
    assert!(last_of(&pty, b"\x1b[?2031l") > asked(&pty));
    pty.send(b"\x1b[?997;2n\r");
    pty.wait_for("Your theme was saved");
    assert_eq!(pty.background_of(0, 0), vt100::Color::Default);
    pty.send(b"q");
    assert_eq!(pty.ended().code(), Some(0));

    // No other theme asks, nor does one on a console of 16 colors.
    for (term, theme) in [("xterm-256color", "dark"), ("linux", "auto")] {
        let mut pty = Pty::start_on(
            term,
            home.path(),
            &["demo", "--account", "1234567", "--theme", theme],
        );
        pty.wait_for("Purchased offers");
        assert_eq!(asked(&pty), None, "{theme} on {term}");
        pty.send(b"q");
        assert_eq!(pty.ended().code(), Some(0));
    }
}

#[test]
fn signals_end_it_in_order_and_keep_what_was_typed_a_moment_ago() {
    let home = tempfile::tempdir().unwrap();
    for (signal, typed) in [
        (Signal::TERM, "Ada"),
        (Signal::HUP, " Byron"),
        (Signal::INT, "!"),
        (Signal::QUIT, "xyz"),
    ] {
        let mut pty = demo(&home);
        pty.send(b"\r");
        pty.until("the wizard is open", || {
            pty.screen().contains("Select your payment") || pty.screen().contains("Name on card")
        });
        if pty.screen().contains("Select your payment") {
            pty.send(b"\r");
        }
        pty.wait_for("Name on card");
        to_name(&pty);
        pty.type_text(typed);
        pty.wait_for(typed.trim());
        pty.signal(signal);
        assert_eq!(pty.ended().code(), Some(0), "{signal:?}");
        is_given_back(&pty);
    }
    let pty = demo(&home);
    pty.send(b"\r");
    pty.wait_for("Ada Byron!xyz");
}

/// Nothing that a user can do makes the program panic, so this test does it, with the terminal taken as the program
/// takes it.
#[test]
fn a_panic_gives_the_terminal_back() {
    let home = tempfile::tempdir().unwrap();
    let mut pty = Pty::start(home.path(), &[pty::PANICS]);
    assert_eq!(
        pty.ended().code(),
        Some(101),
        "the panic is told to who started it"
    );
    is_given_back(&pty);
    let bytes = pty.bytes();
    let shown = String::from_utf8_lossy(&bytes);
    let (before, after) = shown.split_once("\u{1b}[?1049l").expect("the screen was left");
    assert!(
        before.contains("about to panic") && after.contains("on purpose"),
        "{shown}"
    );
}

#[test]
fn a_terminal_that_is_closed_ends_it_and_the_store_is_free_again() {
    let home = tempfile::tempdir().unwrap();
    let mut pty = demo(&home);
    pty.close_terminal();
    let status = pty.ended();
    assert!(status.code().is_some(), "it was killed: {status}");
    drop(demo(&home));
}

#[test]
fn it_follows_the_size_of_the_window() {
    let home = tempfile::tempdir().unwrap();
    let mut pty = demo(&home);
    pty.resize(40, 10);
    pty.wait_for("too small");
    pty.resize(120, 40);
    pty.wait_for("Purchased offers");
    let widest = |pty: &Pty| pty.screen().lines().map(|line| line.chars().count()).max();
    pty.until("the width is used", || widest(&pty) == Some(119));
    pty.send(b"q");
    assert_eq!(pty.ended().code(), Some(0));
    is_given_back(&pty);
}

#[test]
fn a_marked_paste_is_text_and_never_keys() {
    let home = tempfile::tempdir().unwrap();
    let pty = demo(&home);
    // On the tiles, where plain letters are actions, a paste of letters does nothing.
    pty.paste("qqq\r\x03");
    pty.send(b"\r");
    pty.wait_for("Select your payment");
    pty.send(b"\r");
    pty.wait_for("Name on card");
    to_name(&pty);
    pty.paste("Ada\x1b[31m Byron\r\n");
    pty.wait_for("Ada");
    pty.type_text("+");
    pty.until("the focus is where it was", || {
        let screen = pty.screen();
        let row = screen
            .lines()
            .find(|row| row.contains("Name on card"))
            .unwrap_or_default();
        row.contains("Byron") && row.contains('+')
    });
}

#[test]
fn a_paste_of_ten_megabytes_is_refused_whole_and_the_desk_goes_on() {
    let home = tempfile::tempdir().unwrap();
    let pty = demo(&home);
    pty.send(b"\r");
    pty.wait_for("Select your payment");
    pty.send(b"\r");
    pty.wait_for("Name on card");
    to_name(&pty);
    pty.type_text("Ada");
    pty.wait_for("Ada");
    pty.paste(&"x".repeat(10_000_000));
    pty.wait_for("too long to paste");
    pty.type_text(" B");
    pty.wait_for("Ada B");
    assert!(!pty.screen().contains("xx"), "{}", pty.screen());
}

#[test]
fn without_a_terminal_it_says_so_and_writes_no_escape_sequence() {
    let home = tempfile::tempdir().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_offerdesk"))
        .args(["demo", "--account", "1234567"])
        .env("XDG_DATA_HOME", home.path())
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty());
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("terminal") && !told.contains('\x1b'), "{told}");
    assert!(
        std::fs::read_dir(home.path()).unwrap().next().is_none(),
        "nothing was made"
    );
}

#[test]
fn core_dumps_are_off() {
    let home = tempfile::tempdir().unwrap();
    let pty = demo(&home);
    let limits = std::fs::read_to_string(format!("/proc/{}/limits", pty.pid())).unwrap();
    let core = limits
        .lines()
        .find(|line| line.starts_with("Max core file size"))
        .unwrap();
    let values: Vec<&str> = core.split_whitespace().skip(4).take(2).collect();
    assert_eq!(values, ["0", "0"], "{core}");
}

/// sled's threads look around several times a second ("log flusher") or end after a while without work ("sled-io"),
/// and cannot be told not to; they are left out by their names.
#[test]
fn an_idle_desk_sleeps() {
    let home = tempfile::tempdir().unwrap();
    let pty = demo(&home);
    let tasks = format!("/proc/{}/task", pty.pid());
    let awake = || -> Vec<(String, String)> {
        let threads = std::fs::read_dir(&tasks)
            .unwrap()
            .map(|entry| entry.unwrap().path());
        let mut awake: Vec<(String, String)> = threads
            .filter_map(|thread| {
                let name = std::fs::read_to_string(thread.join("comm")).ok()?;
                let status = std::fs::read_to_string(thread.join("status")).ok()?;
                let switches = status.lines().filter(|line| line.contains("ctxt_switches"));
                let switches = switches.collect::<Vec<_>>().join(" ");
                (!name.starts_with("log flusher") && !name.starts_with("sled"))
                    .then_some((format!("{} {}", thread.display(), name.trim()), switches))
            })
            .collect();
        awake.sort();
        awake
    };
    // It comes to rest first: a second in which nothing moves. A desk that never rests never gets there.
    let deadline = std::time::Instant::now() + pty::LIMIT;
    loop {
        let (before, bytes) = (awake(), pty.bytes().len());
        std::thread::sleep(Duration::from_secs(1));
        let after = awake();
        if before == after && pty.bytes().len() == bytes {
            assert!(!after.is_empty(), "threads were found");
            return;
        }
        assert!(std::time::Instant::now() < deadline, "{before:#?}\n{after:#?}");
    }
}
