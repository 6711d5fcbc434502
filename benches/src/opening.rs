//! Start to the first useful frame: from the start of the process to the last byte of the frame that shows the tiles
//! of an account, through a pseudo-terminal.
//!
//! Three openings are told apart: the first one after a load (nothing but the log is there), the second one, and the
//! first one after a SIGKILL in the middle of renewing. Beside it stands a program that opens an SQLite database
//! with the same records, reads what the same page needs and prints it: no screen, no language, no rules.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Instant;

use offerdesk::services::clock::Clock;
use offerdesk::store::Store;

use crate::choice::Choice;
use crate::error::{Measured, failed};
use crate::figures::{Sample, grouped};
use crate::program::{self, RENEW, SQLITE_PAGE};
use crate::renewals::{ours, sqlite};
use crate::stores;
use crate::summary::Summary;
use crate::table;
use crate::terminal::Terminal;
use crate::world::{COMPANY_ENDS, World};

const SIZES: [u32; 3] = [10, 100_000, 1_000_000];
/// Renewals that are acknowledged before the process is killed.
const BEFORE_THE_KILL: usize = 200;

/// Measures and prints.
pub fn measure(choice: &Choice, summary: &mut Summary) -> Measured<()> {
    table::heading("Start to the first useful frame");
    let mut rows = Vec::new();
    for size in choice.sizes_or(&SIZES) {
        let large = size > 500_000;
        let runs = choice.runs(if large { 3 } else { 5 }, 1);
        let seconds = choice.runs(if large { 10 } else { 20 }, 3);
        let (mut first, mut second, mut killed, mut database) = (vec![], vec![], vec![], vec![]);
        for _ in 0..runs {
            let store = stores::copy(size, "opening")?;
            first.push(open(&store)?);
            for _ in 0..(seconds / runs.max(1)).max(1) {
                second.push(open(&store)?);
            }
            kill_while_renewing(&store, size)?;
            killed.push(open(&store)?);
        }
        let sqlite = sqlite::file(size)?;
        for _ in 0..seconds {
            database.push(read_page(&sqlite)?);
        }
        let [first, second, killed, database] = [first, second, killed, database].map(Sample::of);
        let aim = match size {
            10 => "60 ms",
            100_000 => "150 ms",
            1_000_000 => "1500 ms",
            _ => "",
        };
        let ratio = database.median().as_secs_f64() / second.median().as_secs_f64();
        summary.add(
            format!("second opening, {} subscriptions", grouped(size.into())),
            second.median_millis(),
            aim,
            &[("the same page by SQLite", ratio)],
        );
        rows.push(vec![
            grouped(size.into()),
            first.millis(),
            second.millis(),
            killed.millis(),
            database.millis(),
            format!(
                "{}/{}/{}/{}",
                first.len(),
                second.len(),
                killed.len(),
                database.len()
            ),
        ]);
    }
    table::print(
        &[
            "subscriptions",
            "first after load",
            "second",
            "first after SIGKILL",
            "SQLite, same page",
            "runs",
        ],
        &rows,
    );
    table::note(
        "Median (fastest-slowest), real release binary on a pseudo-terminal, 80x24; page cache warm.",
    );
    Ok(())
}

fn open(store: &Path) -> Measured<std::time::Duration> {
    let path = store.to_string_lossy();
    let mut terminal = Terminal::desk(&["--store", &path])?;
    let time = terminal.first_frame_with(COMPANY_ENDS)?;
    terminal.send(b"q")?;
    let status = terminal.ended()?;
    if !status.success() {
        return failed(format!("the desk ended with {status}"));
    }
    Ok(time)
}

/// A process renews on the store, and is killed in the middle of it.
fn kill_while_renewing(store: &Path, size: u32) -> Measured<()> {
    let mut child = program::me(RENEW)?
        .arg(store)
        .arg(size.to_string())
        .stdout(Stdio::piped())
        .spawn()?;
    let said = child.stdout.take().ok_or("no output")?;
    let renewed = BufReader::new(said).lines().take(BEFORE_THE_KILL).count();
    child.kill()?;
    child.wait()?;
    if renewed < BEFORE_THE_KILL {
        return failed("the process that renews ended by itself");
    }
    Ok(())
}

/// Plays [`RENEW`]: store, size.
pub fn renew_without_end(arguments: &[String]) -> Measured<()> {
    let [store, size] = arguments else {
        return failed("store and size");
    };
    let world = World::new(size.parse()?, Clock::system().today());
    let engine = stores::open(Path::new(store), false)?;
    let store = Store::new(engine);
    let held = ours::held(&world, 1_000);
    stores::runtime()?.block_on(async {
        for number in 0_u64.. {
            let held = held
                .get(usize::try_from(number)? % held.len())
                .ok_or("nothing is held")?;
            ours::renew(&store, &world, held, number).await?;
            println!("{number}");
        }
        Ok(())
    })
}

fn read_page(database: &Path) -> Measured<std::time::Duration> {
    let mut command = program::me(SQLITE_PAGE)?;
    command.arg(database).stdout(Stdio::piped());
    let began = Instant::now();
    let mut child = command.spawn()?;
    let said = child.stdout.take().ok_or("no output")?;
    let last = BufReader::new(said).lines().map_while(Result::ok).last();
    let time = began.elapsed();
    if !child.wait()?.success() || last.as_deref() != Some("done") {
        return failed("the SQLite page was not read");
    }
    Ok(time)
}

/// Plays [`SQLITE_PAGE`]: the database.
pub fn sqlite_page(arguments: &[String]) -> Measured<()> {
    let Some(path) = arguments.first() else {
        return failed("no database");
    };
    sqlite::print_first_page(&PathBuf::from(path))?;
    println!("done");
    Ok(())
}
