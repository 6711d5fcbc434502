//! Resident memory of the real program: after opening, and after walking a list to its end and back.

use std::fs;
use std::time::Duration;

use crate::choice::Choice;
use crate::error::Measured;
use crate::figures::{grouped, three};
use crate::stores;
use crate::summary::Summary;
use crate::table;
use crate::terminal::Terminal;
use crate::world::COMPANY_ENDS;

const SIZES: [u32; 2] = [100_000, 1_000_000];
/// A page down; so many of them at most.
const PAGE_DOWN: &[u8] = b"\x1b[6~";
const PAGES: usize = 100_000;

/// Measures and prints.
pub fn measure(choice: &Choice, summary: &mut Summary) -> Measured<()> {
    table::heading("Resident memory");
    let mut rows = Vec::new();
    for size in choice.sizes_or(&SIZES) {
        let store = stores::copy(size, "memory")?;
        let path = store.to_string_lossy();
        for what in ["first opening", "second opening"] {
            let mut terminal = Terminal::desk(&["--store", &path])?;
            terminal.first_frame_with(COMPANY_ENDS)?;
            terminal.settle(Duration::from_millis(500))?;
            let opened = Resident::of(terminal.pid())?;
            terminal.send(b"a")?;
            terminal.settle(Duration::from_millis(300))?;
            let pages = walk_to_the_end(&mut terminal, choice.runs(PAGES, 200))?;
            terminal.send(b"\x1b[H")?;
            terminal.settle(Duration::from_millis(300))?;
            let walked = Resident::of(terminal.pid())?;
            terminal.send(b"\x1b")?;
            terminal.settle(Duration::from_millis(200))?;
            terminal.send(b"q")?;
            terminal.ended()?;
            if what == "second opening" {
                let aim = match size {
                    100_000 => "40 MiB",
                    1_000_000 => "60 MiB",
                    _ => "",
                };
                let name = format!("resident memory, {} subscriptions", grouped(size.into()));
                summary.add(name, format!("{} MiB", walked.all()), aim, &[]);
            }
            rows.push(vec![
                format!("{}, {what}", grouped(size.into())),
                opened.all(),
                opened.own(),
                walked.all(),
                walked.own(),
                walked.peak(),
                format!("{pages} pages"),
            ]);
        }
    }
    table::print(
        &[
            "subscriptions",
            "resident",
            "of it anonymous",
            "after the walk",
            "of it anonymous",
            "peak",
            "walked",
        ],
        &rows,
    );
    table::note(&format!(
        "MiB of VmRSS, RssAnon and VmHWM; the engine's page cache is {} MiB. Walked: the list of accounts, down to its end and back.",
        stores::cache_bytes() >> 20
    ));
    Ok(())
}

/// Pages down until nothing changes any more.
fn walk_to_the_end(terminal: &mut Terminal, at_most: usize) -> Measured<usize> {
    for page in 0..at_most {
        if terminal.press(PAGE_DOWN)?.is_none() {
            return Ok(page);
        }
    }
    Ok(at_most)
}

/// What `/proc` says, in KiB.
struct Resident {
    all: f64,
    own: f64,
    peak: f64,
}

impl Resident {
    fn of(pid: u32) -> Measured<Self> {
        let status = fs::read_to_string(format!("/proc/{pid}/status"))?;
        let value = |name: &str| {
            let line = status.lines().find(|line| line.starts_with(name));
            let words = line.and_then(|line| line.split_whitespace().nth(1));
            words
                .and_then(|value| value.parse::<f64>().ok())
                .unwrap_or(f64::NAN)
        };
        Ok(Self {
            all: value("VmRSS:"),
            own: value("RssAnon:"),
            peak: value("VmHWM:"),
        })
    }

    fn all(&self) -> String {
        three(self.all / 1_024.0)
    }

    fn own(&self) -> String {
        three(self.own / 1_024.0)
    }

    fn peak(&self) -> String {
        three(self.peak / 1_024.0)
    }
}
