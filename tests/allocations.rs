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
use offerdesk::tui::term::caps::Caps;
use offerdesk::tui::term::event::Key;
use offerdesk::tui::term::screen::{FrameBytes, Screen};
use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use ratatui::style::{Color, Style};

use direct::{Counting, Direct};
use pilot::Seat;
use pilot::keys::keys_of;
use pilot::office::Office;

/// The same frame again: what the views spend on words, before anything is known to be unchanged.
const UNCHANGED: u64 = 55;
const TILE_MOVE: u64 = 115;
const LIST_MOVE: u64 = 105;
const TYPED: u64 = 220;
const FIELD_MOVE: u64 = 235;
/// Either of them in the longest form: ten fields, one of them of several lines.
const LONG_FORM: u64 = 285;

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

/// Collects what is over its budget, so that one run tells all of it.
#[derive(Default)]
struct Ledger(Vec<String>);

impl Ledger {
    fn enter(&mut self, budget: u64, what: &str, info: AllocationInfo) {
        if info.count_total > budget {
            self.0
                .push(format!("{what}: {} of {budget} allocations", info.count_total));
        }
        assert!(info.count_total > 0, "{what}: nothing was measured");
    }
}

#[tokio::test]
async fn what_a_key_press_allocates_stays_within_its_budget() {
    let mut ledger = Ledger::default();
    for locale in [Locale::EnUs, Locale::PlPl] {
        let mut direct = seated(locale).await;
        let again = measure(|| _ = direct.draw());
        ledger.enter(UNCHANGED, &format!("the tiles again, {locale:?}"), again);
        let moved = dearest(&mut direct, "Down Up");
        ledger.enter(TILE_MOVE, &format!("from tile to tile, {locale:?}"), moved);
        go(&mut direct, "a").await;
        let moved = dearest(&mut direct, "Down Up");
        ledger.enter(LIST_MOVE, &format!("from row to row, {locale:?}"), moved);
        // To the name: letters are no digits of a card.
        go(&mut direct, "Esc Enter Enter Tab Tab Tab").await;
        let typed = dearest(&mut direct, "D a n a");
        ledger.enter(TYPED, &format!("a character in a form, {locale:?}"), typed);
        go(&mut direct, "BackTab BackTab BackTab").await;
        let moved = dearest(&mut direct, "Tab");
        ledger.enter(FIELD_MOVE, &format!("from field to field, {locale:?}"), moved);
        go(&mut direct, "Esc Esc x").await;
        let typed = dearest(&mut direct, "D a n a");
        ledger.enter(LONG_FORM, &format!("a character in a request, {locale:?}"), typed);
        let moved = dearest(&mut direct, "Tab");
        ledger.enter(
            LONG_FORM,
            &format!("from field to field of a request, {locale:?}"),
            moved,
        );
    }
    assert!(ledger.0.is_empty(), "{}", ledger.0.join("\n"));
}

#[test]
fn encoding_a_frame_asks_for_no_memory() {
    let size = Size::new(80, 24);
    let mut screen = Screen::new(Counting::default(), size, Caps::default()).unwrap();
    let pages = ["one page", "another page, longer than the first"].map(|text| {
        let mut page = Buffer::empty(Rect::new(0, 0, 80, 24));
        for y in 0..24 {
            page.set_string(y, y, text, Style::new().fg(Color::Red).bold());
        }
        page
    });
    let mut draw = |page: &Buffer| {
        let mut bytes = FrameBytes(0);
        let info = measure(|| bytes = screen.draw(|frame| copy(page, frame.buffer_mut())).unwrap());
        (info.count_total, bytes.0)
    };
    for page in &pages {
        draw(page);
    }
    let (changed, unchanged) = (draw(&pages[0]), draw(&pages[0]));
    assert!(changed.1 > 200, "nothing was drawn: {changed:?}");
    assert_eq!((changed.0, unchanged), (0, (0, 0)), "{changed:?}");
}

fn copy(from: &Buffer, to: &mut Buffer) {
    to.content.clone_from_slice(&from.content);
}
