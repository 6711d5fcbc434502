//! Wide characters, combining marks and Polish letters keep columns straight: every screen of every account of the
//! demo, in both languages and at several sizes, on two emulators that know different things about characters. Boxes
//! must close, and both must show the same in the same column.

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

use offerdesk::i18n::Locale;
use offerdesk::tui::term::event::{Input, Key, KeyCode};
use ratatui::layout::Size;

use direct::Direct;
use pilot::fixture::Fixture;
use pilot::keys::keys_of;
use pilot::{DANA, Seat};

const SIZES: [Size; 4] = [
    Size::new(60, 18),
    Size::new(80, 24),
    Size::new(120, 40),
    Size::new(250, 80),
];
/// The accounts of the demo, as the list has them.
const MPN_IDS: [&str; 7] = [
    "1234567", "2345678", "3456789", "4567890", "5678901", "6789012", "7890123",
];

/// A session, and both terminals that it is shown on.
struct Two {
    direct: Direct,
    knows_marks: vt100::Parser,
    simple: avt::Terminal,
}

impl Two {
    async fn new(fixture: &Fixture, person: &'static str, locale: Locale, size: Size) -> Self {
        let seat = Seat {
            person,
            locale,
            size,
            ..Seat::default()
        };
        let mut direct = Direct::new(&fixture.services, seat).await;
        direct.take_bytes();
        let mut two = Self {
            direct,
            knows_marks: vt100::Parser::new(
                size.height.try_into().unwrap(),
                size.width.try_into().unwrap(),
                0,
            ),
            simple: avt::Terminal::new(size.width.into(), size.height.into()).unwrap(),
        };
        two.press("").await;
        two
    }

    async fn press(&mut self, keys: &str) {
        for key in keys_of(keys) {
            self.direct.key(key);
        }
        self.show().await;
    }

    async fn show(&mut self) {
        self.direct.settle().await;
        self.direct.draw();
        let bytes = self.direct.take_bytes();
        self.knows_marks.process(&bytes);
        self.simple.feed(std::str::from_utf8(&bytes).unwrap());
    }

    fn is_straight(&self) {
        let screen = self.knows_marks.screen();
        let (rows, columns) = screen.size();
        let first = |row: u16, column: u16| {
            let cell = screen.cell(row, column).unwrap();
            cell.contents().chars().next().unwrap_or(' ')
        };
        for row in 0..rows.get() {
            let simple = self.simple.screen().line(row.into()).unwrap().cells();
            for column in 0..columns.get() {
                if screen.cell(row, column).unwrap().is_wide_continuation() {
                    assert_eq!(
                        simple[usize::from(column)].width(),
                        0,
                        "{row},{column}\n{}",
                        screen.contents()
                    );
                    continue;
                }
                let here = first(row, column);
                assert_eq!(
                    simple[usize::from(column)].char(),
                    here,
                    "{row},{column}\n{}",
                    screen.contents()
                );
                if here == '│' {
                    let above = first(row - 1, column);
                    assert!(
                        "│╭╮├┤▲".contains(above),
                        "above {row},{column}\n{}",
                        screen.contents()
                    );
                    // Text that reaches the border was cut by it.
                    assert_eq!(
                        first(row, column - 1),
                        ' ',
                        "{row},{column}\n{}",
                        screen.contents()
                    );
                    // A box may go on below what fits.
                    let below = first(row + 1, column);
                    let is_last = row + 2 == rows.get();
                    // So may one behind the rule above the reason why something can't be done.
                    let is_covered = (0..columns.get()).all(|column| first(row + 1, column) == '─');
                    assert!(
                        is_last || is_covered || "│╰╯├┤▼".contains(below),
                        "below {row},{column}\n{}",
                        screen.contents()
                    );
                }
            }
        }
    }
}

#[tokio::test]
async fn columns_stay_straight_on_every_screen_of_every_account() {
    let fixture = Fixture::demo();
    for locale in [Locale::EnUs, Locale::PlPl] {
        for size in SIZES {
            let mut two = Two::new(&fixture, DANA, locale, size).await;
            for (place, mpn_id) in MPN_IDS.into_iter().enumerate() {
                // A key that outruns the list is no key of it: the list comes first.
                two.press("a").await;
                two.press("Home").await;
                two.press(&"Down ".repeat(place)).await;
                two.is_straight();
                two.press("Enter").await;
                let opened = two.knows_marks.screen().contents();
                assert!(opened.contains(mpn_id), "{place}\n{opened}");
                two.is_straight();
                for keys in [
                    "Down", "Enter", "Esc", "p", "Esc", "o", "Esc", "w", "Esc", "?", "Esc",
                ] {
                    two.press(keys).await;
                    two.is_straight();
                }
                // Whatever the keys above led to: back to the tiles.
                two.press("Esc Esc Esc").await;
            }
        }
    }
}

/// Names are composed when they are kept, but fields show what is typed.
#[tokio::test]
async fn what_is_typed_keeps_columns_straight() {
    let fixture = Fixture::demo();
    for size in SIZES {
        let mut two = Two::new(&fixture, DANA, Locale::EnUs, size).await;
        two.press("Enter Enter").await;
        for c in "Zoe\u{301} 山田 c\u{30a}\u{323} 한국 👍🏽 👨\u{200d}👩\u{200d}👧 🇵🇱 ❤\u{fe0f} Łódź".chars()
        {
            two.direct.input(Input::Key(Key::plain(KeyCode::Char(c))));
            two.show().await;
            two.is_straight();
        }
    }
}
