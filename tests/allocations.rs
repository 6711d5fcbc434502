//! Encoding a frame asks for no memory: measured, not guessed.
//!
//! It is a binary of its own, because counting replaces the allocator.

// The lints' exemption for tests does not reach the functions that the tests share.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

use allocation_counter::measure;
use offerdesk::tui::term::caps::Caps;
use offerdesk::tui::term::screen::{FrameBytes, FrameWriter};
use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use ratatui::style::{Color, Style};

#[test]
fn encoding_a_frame_asks_for_no_memory() {
    let size = Size::new(80, 24);
    let mut screen = FrameWriter::new(std::io::sink(), size, Caps::default()).unwrap();
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
