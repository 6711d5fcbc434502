//! A monkey at the desk: it presses keys, clicks, pastes, resizes and lets days pass, as every person of the demo, on
//! the real session, the real services and a real store. Whatever it does, nothing may panic, no order may take a
//! step that the state machine does not know, the bank and the desk must agree about every charge, and the store
//! check must be clean.
//!
//! It is not blind: it mostly presses keys that the screen offers, and half of what it types is what the field asks
//! for. A run is decided by its seed; a failure prints the seed and what was pressed last.
//!
//! `cargo test` takes a short walk. The long one, in a minute or two:
//! `OFFERDESK_MONKEY_KEYS=1000000 TMPDIR=/dev/shm cargo test --release --test monkey -- --nocapture`

// The lints' exemption for tests does not reach the functions that the tests share.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr
)]

#[path = "support/chance.rs"]
mod chance;
#[path = "support/decided.rs"]
mod decided;
#[path = "support/direct.rs"]
mod direct;
#[path = "support/ledger.rs"]
mod ledger;
#[path = "support/pilot.rs"]
mod pilot;

#[path = "monkey/facts.rs"]
mod facts;
#[path = "monkey/round.rs"]
mod round;
#[path = "monkey/strategy.rs"]
mod strategy;
#[path = "monkey/values.rs"]
mod values;
#[path = "monkey/verdict.rs"]
mod verdict;

use std::sync::Mutex;

use verdict::Seen;

/// Keys of the short walk.
const SHORT: u64 = 10_800;
/// Keys at one store; then the monkey gets a new one.
const ROUND: u64 = 1_200;
/// The same in a long walk, which comes further away from where the demo begins.
const LONG_ROUND: u64 = 10_000;
const SEED: u64 = 20_260_622;

/// What panicked, also in tasks whose panics nobody waits for.
static PANICS: Mutex<Vec<String>> = Mutex::new(Vec::new());

#[test]
fn whatever_is_pressed_the_desk_stays_whole_and_every_order_state_is_reached() {
    let number = |name: &str| {
        let text = std::env::var(name).ok();
        text.map(|text| text.parse::<u64>().expect("a number"))
    };
    let keys = number("OFFERDESK_MONKEY_KEYS").unwrap_or(SHORT);
    // A seed that is given is that of one round, to be played again.
    let (seed, round) = match number("OFFERDESK_MONKEY_SEED") {
        Some(seed) => (seed, u64::MAX),
        None if keys > SHORT => (SEED, LONG_ROUND),
        None => (SEED, ROUND),
    };
    // What it saves under a name alone lies there.
    let folder = tempfile::tempdir().unwrap();
    std::env::set_current_dir(folder.path()).unwrap();
    let former = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        PANICS.lock().unwrap().push(panic.to_string());
        former(panic);
    }));
    let (mut seen, mut pressed, mut rounds) = (Seen::default(), 0, 0);
    // A handful of keys cannot come everywhere; a walk goes on until it did, but not for ever.
    let goes_on = |pressed: u64, seen: &Seen| {
        pressed < keys || (keys >= SHORT && pressed < 8 * keys && !seen.everything())
    };
    while goes_on(pressed, &seen) {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        let limit = keys.saturating_sub(pressed).clamp(SHORT.min(keys) / 9, round);
        pressed += runtime.block_on(round::run(seed + rounds, limit, &mut seen));
        rounds += 1;
        let panics = PANICS.lock().unwrap();
        assert!(panics.is_empty(), "seed {}: {panics:?}", seed + rounds - 1);
    }
    eprintln!("{pressed} keys at {rounds} stores: {seen}");
    if keys >= 100_000 {
        assert_eq!(seen.never_did(), [], "never possible, or never chosen");
    }
    if keys >= SHORT {
        assert!(seen.everything(), "not every state was reached: {seen}");
    }
}
