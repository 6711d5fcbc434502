//! What a key press allocates, from the session's update to the last byte of the frame: measured, not guessed, and
//! held by budgets a little above.
//!
//! The counts are the same on every run: one thread, one session, no answer on its way. They are a binary of their
//! own, because counting replaces the allocator.

// The lints' exemption for tests does not reach the functions that the tests share.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

#[path = "support/direct.rs"]
mod direct;
#[path = "support/pilot.rs"]
mod pilot;

use allocation_counter::{AllocationInfo, measure};
use offerdesk::i18n::Locale;
use offerdesk::tui::term::event::Key;

use direct::Direct;
use pilot::Seat;
use pilot::keys::keys_of;
use pilot::office::Office;

async fn seated(locale: Locale) -> Direct {
    let office = Office::demo();
    let seat = Seat {
        locale,
        ..Seat::default()
    };
    let mut direct = Direct::new(&office.services, seat).await;
    direct.settle().await;
    direct.draw();
    direct
}

async fn go(direct: &mut Direct, keys: &str) {
    for key in keys_of(keys) {
        direct.key(key);
        direct.settle().await;
        direct.draw();
    }
}

/// The dearest of some keys, each pressed once before it is measured: caches are warm then.
fn dearest(direct: &mut Direct, keys: &str) -> AllocationInfo {
    let mut dearest = AllocationInfo::default();
    for round in 0..3 {
        for key in keys_of(keys) {
            let info = press(direct, key);
            if round > 0 && info.count_total > dearest.count_total {
                dearest = info;
            }
        }
    }
    dearest
}

fn press(direct: &mut Direct, key: Key) -> AllocationInfo {
    measure(|| {
        direct.key(key);
        direct.draw();
    })
}

#[tokio::test]
async fn measure_all() {
    for locale in [Locale::EnUs, Locale::PlPl] {
        let mut direct = seated(locale).await;
        let again = measure(|| _ = direct.draw());
        println!("{locale:?} tiles unchanged {again:?}");
        println!("{locale:?} tiles move {:?}", dearest(&mut direct, "Down Up"));
        go(&mut direct, "a").await;
        println!("{locale:?} list move {:?}", dearest(&mut direct, "Down Up"));
        go(&mut direct, "Esc Enter Enter").await;
        println!("{locale:?} type {:?}", dearest(&mut direct, "D a n a"));
        println!("{locale:?} tab {:?}", dearest(&mut direct, "Tab"));
        let again = measure(|| _ = direct.draw());
        println!("{locale:?} form unchanged {again:?}");
    }
}
