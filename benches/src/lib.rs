//! What the desk costs, measured from outside with the real program wherever that is possible.
//!
//! ```text
//! cargo bench -p offerdesk-bench                          # everything but `build`
//! cargo bench -p offerdesk-bench -- opening keys          # only these
//! cargo bench -p offerdesk-bench -- opening --sizes 10,100000
//! cargo bench -p offerdesk-bench -- --quick               # fewer runs, to see that everything works
//! ```
//!
//! | figure | file | beside it |
//! |---|---|---|
//! | start to the first useful frame | [`opening`] | a program that reads the same page from SQLite |
//! | key press to the last byte of the frame | [`keys`] | `less`, `csvlens`, the smallest ratatui table |
//! | durable renewals per second | [`renewals`] | SQLite behind the same kind of queue |
//! | resident memory | [`memory`] | |
//! | bytes, allocations and time per frame | [`frames`] | |
//! | start of a session to its first useful frame | [`first`] | the tiles beside what is due |
//! | size of the program, time to build it | [`building`] | |
//!
//! Everything is printed as Markdown, so that it can be pasted into `docs/performance.md` as it is. Stores are made
//! once and kept under `target/offerdesk-bench`; the `world` module says what is in them.

mod building;
mod choice;
mod error;
mod figures;
mod first;
mod frames;
mod keys;
mod machine;
mod memory;
mod opening;
mod program;
mod renewals;
mod rows;
mod stores;
mod summary;
mod table;
mod terminal;
mod world;

use std::error::Error;

use choice::{Choice, Part};
use summary::Summary;

#[global_allocator]
static ALLOCATOR: &stats_alloc::StatsAlloc<std::alloc::System> = &stats_alloc::INSTRUMENTED_SYSTEM;

/// Runs what the arguments ask for, or what another process of this program asked it to be.
pub fn run(arguments: Vec<String>) -> Result<(), Box<dyn Error>> {
    if let Some(done) = program::play(&arguments) {
        return done;
    }
    let choice = Choice::parse(arguments)?;
    machine::describe(&choice);
    let mut summary = Summary::default();
    for part in &choice.parts {
        match part {
            Part::Opening => opening::measure(&choice, &mut summary)?,
            Part::Keys => keys::measure(&choice, &mut summary)?,
            Part::Renewals => renewals::measure(&choice, &mut summary)?,
            Part::Memory => memory::measure(&choice, &mut summary)?,
            Part::Frames => frames::measure(&choice)?,
            Part::Build => building::measure()?,
        }
    }
    summary.print();
    Ok(())
}
