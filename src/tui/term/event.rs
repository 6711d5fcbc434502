//! What a terminal can tell: keys, pasted text, clicks, its size, its end.
//!
//! These are our own types, so that the session and its tests name no terminal crate.

use ratatui::layout::Size;
use zeroize::{Zeroize, Zeroizing};

/// Something that came from the terminal.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Input {
    /// A key was pressed.
    Key(Key),
    /// Text was pasted, made safe: line feeds and tabs are the only controls left in it.
    Paste(Paste),
    /// More was pasted than [`super::input::PASTE_LIMIT`]; all of it was thrown away.
    PasteTooLarge,
    /// A line was typed in plain mode, made safe: no controls are left in it.
    Line(Paste),
    /// A line was longer than [`super::input::PASTE_LIMIT`]; all of it was thrown away.
    LineTooLong,
    /// A line of plain mode was no UTF-8; all of it was thrown away, as nobody knows what was meant.
    LineNotText,
    /// The terminal has a new size, or shows something else than we drew: draw anew.
    Resize(Size),
    /// A click or the wheel; only after [`super::modes::MOUSE_ON`].
    Mouse(Mouse),
    /// The terminal's window got the focus.
    FocusGained,
    /// The terminal's window lost the focus.
    FocusLost,
    /// What its background is; only after [`super::modes::ASK_GROUND`], but an answer may be late, and come when nobody
    /// wants to know any more.
    Ground(Ground),
    /// The terminal went away or the process was asked to end: save and leave.
    Hangup,
}

/// Whether the terminal's background is dark or light.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ground {
    /// Dark.
    Dark,
    /// Light.
    Light,
}

/// A key with the modifiers that were held.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Key {
    /// Which key.
    pub code: KeyCode,
    /// What was held. Letters come in the case that was typed, without `shift`.
    pub mods: Mods,
}

/// Which key.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum KeyCode {
    /// A character; never a control character.
    Char(char),
    /// Enter or Return.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Shift and Tab.
    BackTab,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Insert.
    Insert,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// A function key, 1 to 20.
    F(u8),
}

/// Modifiers that were held with a key or a click.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Mods {
    /// Shift; terminals report it with keys that are no characters.
    pub shift: bool,
    /// Alt or Option.
    pub alt: bool,
    /// Control.
    pub ctrl: bool,
}

/// A click or a turn of the wheel.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Mouse {
    /// What happened.
    pub kind: MouseKind,
    /// Column, from 0 at the left.
    pub column: u16,
    /// Row, from 0 at the top.
    pub row: u16,
    /// What was held.
    pub mods: Mods,
}

/// What the mouse did.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum MouseKind {
    /// A button went down.
    Press(MouseButton),
    /// A button went up.
    Release(MouseButton),
    /// The wheel turned away from the operator.
    WheelUp,
    /// The wheel turned towards the operator.
    WheelDown,
}

/// A button of the mouse.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum MouseButton {
    /// Left.
    Left,
    /// Middle.
    Middle,
    /// Right.
    Right,
}

/// Pasted text. It may hold a card number, so it is wiped when dropped and `Debug` tells its length only.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Paste(Zeroizing<String>);

impl Input {
    /// Overwrites what was typed; pasted text wipes itself when dropped.
    pub(super) fn wipe(&mut self) {
        if let Self::Key(Key {
            code: KeyCode::Char(c),
            ..
        }) = self
        {
            c.zeroize();
        }
    }
}

impl Key {
    /// A key with nothing held.
    pub const fn plain(code: KeyCode) -> Self {
        Self {
            code,
            mods: Mods::NONE,
        }
    }

    /// A character with nothing held.
    pub const fn char(c: char) -> Self {
        Self::plain(KeyCode::Char(c))
    }

    /// A character with Control held.
    pub const fn ctrl(c: char) -> Self {
        Self {
            code: KeyCode::Char(c),
            mods: Mods::CTRL,
        }
    }

    /// Whether it is text where text is typed.
    pub const fn is_text(self) -> bool {
        matches!(self.code, KeyCode::Char(_)) && !self.mods.ctrl && !self.mods.alt
    }

    /// A character with Alt held.
    pub const fn alt(c: char) -> Self {
        Self {
            code: KeyCode::Char(c),
            mods: Mods::ALT,
        }
    }
}

impl Mods {
    /// Nothing held.
    pub const NONE: Self = Self {
        shift: false,
        alt: false,
        ctrl: false,
    };
    /// Shift alone.
    pub const SHIFT: Self = Self {
        shift: true,
        ..Self::NONE
    };
    /// Alt alone.
    pub const ALT: Self = Self {
        alt: true,
        ..Self::NONE
    };
    /// Control alone.
    pub const CTRL: Self = Self {
        ctrl: true,
        ..Self::NONE
    };

    /// Whether nothing is held.
    pub fn is_none(self) -> bool {
        self == Self::NONE
    }
}

impl From<Zeroizing<String>> for Paste {
    fn from(text: Zeroizing<String>) -> Self {
        Self(text)
    }
}

impl Paste {
    /// Takes text over as pasted; for tests and for faces that get whole texts.
    pub fn new(text: String) -> Self {
        Self(Zeroizing::new(text))
    }

    /// The text. A copy of it is the copier's to wipe.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Length, UTF-8 bytes.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether nothing is left of it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl std::fmt::Debug for Paste {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Paste({} bytes)", self.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pasted_text_shows_its_length_only() {
        let shown = format!("{:?}", Input::Paste(Paste::new("4111111111111111".to_owned())));
        assert_eq!(shown, "Paste(Paste(16 bytes))");
    }
}
