//! What a pilot does: keys, text, clicks, the wheel, and what that costs.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use offerdesk::tui::term::event::{Input, Key, Mods, Mouse, MouseButton, MouseKind, Paste};
use ratatui::layout::{Rect, Size};

use super::Pilot;
use super::keys::keys_of;

impl Pilot {
    /// Presses keys, each once the frame after the former one is drawn: `"Down Enter"`, `"C-s"`, `"?"`.
    pub async fn press(&mut self, keys: &str) -> &mut Self {
        for key in keys_of(keys) {
            self.give(Input::Key(key)).await;
        }
        self
    }

    /// Hands keys over at once, faster than the loop can look: nothing of the desk runs before this returns.
    pub fn press_at_once(&self, keys: &str) {
        for key in keys_of(keys) {
            self.send(Input::Key(key));
        }
    }

    /// Types text, key by key.
    pub async fn type_text(&mut self, text: &str) -> &mut Self {
        for c in text.chars() {
            self.give(Input::Key(Key::char(c))).await;
        }
        self
    }

    /// Pastes text.
    pub async fn paste(&mut self, text: &str) -> &mut Self {
        self.give(Input::Paste(Paste::new(text.to_owned()))).await;
        self
    }

    /// Goes to the fields of a form one after the other, and types a value into each; an empty value leaves its
    /// field as it is.
    pub async fn fill(&mut self, values: &[&str]) -> &mut Self {
        for value in values {
            self.type_text(value).await;
            self.press("Tab").await;
        }
        self
    }

    /// Types into one field after the other, in place of what they hold.
    pub async fn refill(&mut self, values: &[&str]) -> &mut Self {
        for value in values {
            self.press("Home C-k").await;
            self.fill(&[value]).await;
        }
        self
    }

    /// Clicks on the first place that shows a text.
    pub async fn click(&mut self, text: &str) -> &mut Self {
        let place = self.place_of(text);
        self.mouse(MouseKind::Press(MouseButton::Left), place).await;
        self.mouse(MouseKind::Release(MouseButton::Left), place).await;
        self
    }

    /// Turns the wheel by so many notches, down or (negative) up.
    pub async fn wheel(&mut self, notches: i16) -> &mut Self {
        let kind = if notches > 0 {
            MouseKind::WheelDown
        } else {
            MouseKind::WheelUp
        };
        for _ in 0..notches.unsigned_abs() {
            self.mouse(kind, (0, 0)).await;
        }
        self
    }

    /// Clicks on a place twice, faster than the loop can look.
    pub fn click_twice_at_once(&self, area: Rect) {
        let (column, row) = (area.x, area.y);
        for kind in [
            MouseKind::Press,
            MouseKind::Release,
            MouseKind::Press,
            MouseKind::Release,
        ] {
            let mods = Mods::NONE;
            let kind = kind(MouseButton::Left);
            self.send(Input::Mouse(Mouse {
                kind,
                column,
                row,
                mods,
            }));
        }
    }

    /// Clicks into an area.
    pub async fn click_into(&mut self, area: Rect) {
        let place = (area.x, area.y);
        self.mouse(MouseKind::Press(MouseButton::Left), place).await;
    }

    async fn mouse(&mut self, kind: MouseKind, (column, row): (u16, u16)) {
        self.give(Input::Mouse(Mouse {
            kind,
            column,
            row,
            mods: Mods::NONE,
        }))
        .await;
    }

    /// Changes the terminal's size.
    pub async fn resize(&mut self, width: u16, height: u16) -> &mut Self {
        for terminal in std::iter::once(&self.terminal).chain(&self.beside) {
            terminal.lock().unwrap().resize(Size::new(width, height));
        }
        self.give(Input::Resize(Size::new(width, height))).await;
        self
    }

    /// Gives any input, and waits until the frame after it is drawn.
    pub async fn give(&mut self, input: Input) {
        let before = self.gauge.taken.load(Ordering::SeqCst);
        self.send(input);
        let gauge = Arc::clone(&self.gauge);
        self.until("the input was taken", || {
            gauge.taken.load(Ordering::SeqCst) > before && gauge.rests.load(Ordering::SeqCst)
        })
        .await;
    }

    fn send(&self, input: Input) {
        let keys = self.keys.as_ref().expect("the session still runs");
        keys.send(input).expect("the session still runs");
    }

    /// The bytes that some steps take until the frame after the last key is drawn. Steps that ask for more than
    /// that wait for it themselves.
    pub async fn bytes_of(&mut self, steps: impl AsyncFnOnce(&mut Self)) -> usize {
        let before = self.bytes();
        steps(self).await;
        self.bytes() - before
    }
}
