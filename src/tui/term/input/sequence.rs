//! Control sequences: `ESC [ parameters final`, and what they mean.

use zeroize::Zeroize;

use super::super::event::{Ground, Input, Key, KeyCode, Mods, Mouse, MouseButton, MouseKind};

/// The parameters of a control sequence that is not complete yet. More than six are counted, but not kept.
#[derive(Default)]
pub(super) struct Sequence {
    parameters: [u16; 6],
    index: usize,
    /// `<`, `=`, `>` or `?` at the beginning.
    private: Option<u8>,
    intermediate: bool,
    /// In the part of a parameter that follows a colon.
    sub: bool,
    length: u8,
}

/// What a byte led to.
pub(super) enum Meaning {
    /// The sequence needs more bytes.
    More,
    /// It is complete and known to mean nothing to us.
    Nothing,
    /// This is no control sequence; the byte was not used.
    Broken,
    /// It is an event.
    Input(Input),
    /// A bracketed paste begins.
    PasteBegins,
    /// The Linux console's function keys: one more byte follows.
    Console,
    /// A mouse report of old: three raw bytes follow.
    OldMouse,
}

impl Sequence {
    /// Takes the byte after `ESC [`, or the next one.
    pub(super) fn take(&mut self, byte: u8) -> Meaning {
        self.length = self.length.saturating_add(1);
        match byte {
            b'<'..=b'?' if self.length == 1 => self.private = Some(byte),
            // An intermediate to most, but rxvt ends its shifted keys with it.
            b'$' if self.private.is_none() && self.index == 0 && self.parameter(0) > 0 => {
                return self.tilde(Mods::SHIFT);
            }
            b'0'..=b'9' => self.digit(byte - b'0'),
            b':' => self.sub = true,
            b';' => {
                self.sub = false;
                self.index = self.index.saturating_add(1);
            }
            b'<'..=b'?' => {}
            b' '..=b'/' => self.intermediate = true,
            b'@'..=b'~' => return self.finish(byte),
            _ => return Meaning::Broken,
        }
        Meaning::More
    }

    /// Whether nothing came after `ESC [`.
    pub(super) const fn is_fresh(&self) -> bool {
        self.length == 0
    }

    /// Forgets everything: typed digits may have ended up here.
    pub(super) fn wipe(&mut self) {
        self.parameters.zeroize();
        *self = Self::default();
    }

    /// Whether no parameter is kept.
    #[cfg(test)]
    pub(super) fn is_wiped(&self) -> bool {
        self.parameters == [0; 6]
    }

    fn digit(&mut self, value: u8) {
        if self.sub {
            return;
        }
        if let Some(parameter) = self.parameters.get_mut(self.index) {
            *parameter = parameter.saturating_mul(10).saturating_add(u16::from(value));
        }
    }

    fn parameter(&self, index: usize) -> u16 {
        self.parameters.get(index).copied().unwrap_or(0)
    }

    fn finish(&self, last: u8) -> Meaning {
        if self.intermediate {
            return Meaning::Nothing;
        }
        match (self.private, last) {
            (Some(b'<'), b'M' | b'm') => self.mouse(last == b'M').map_or(Meaning::Nothing, Meaning::Input),
            (Some(b'?'), b'n') => self.ground().map_or(Meaning::Nothing, Meaning::Input),
            (Some(_), _) => Meaning::Nothing,
            (None, b'[') if self.length == 1 => Meaning::Console,
            (None, b'M') if self.length == 1 => Meaning::OldMouse,
            (None, b'I') => Meaning::Input(Input::FocusGained),
            (None, b'O') => Meaning::Input(Input::FocusLost),
            (None, b'~') => self.tilde(mods_of(self.parameter(1))),
            (None, b'^') => self.tilde(Mods::CTRL),
            (None, b'@') => self.tilde(Mods {
                shift: true,
                ..Mods::CTRL
            }),
            (None, b'Z') => key(KeyCode::BackTab, Mods::NONE),
            (None, b'u') => unicode(self.parameter(0), mods_of(self.parameter(1))),
            // rxvt's shifted arrows.
            (None, b'a'..=b'd') => {
                letter(last.to_ascii_uppercase()).map_or(Meaning::Nothing, |code| key(code, Mods::SHIFT))
            }
            // A cursor position report ends like F3; only a key has 1, or nothing, in front.
            (None, b'R') if self.parameter(0) > 1 => Meaning::Nothing,
            (None, _) => letter(last).map_or(Meaning::Nothing, |code| key(code, mods_of(self.parameter(1)))),
        }
    }

    fn tilde(&self, mods: Mods) -> Meaning {
        let code = match self.parameter(0) {
            1 | 7 => KeyCode::Home,
            2 => KeyCode::Insert,
            3 => KeyCode::Delete,
            4 | 8 => KeyCode::End,
            5 => KeyCode::PageUp,
            6 => KeyCode::PageDown,
            number @ 11..=15 => function(number, 10),
            number @ 17..=21 => function(number, 11),
            number @ 23..=26 => function(number, 12),
            number @ 28..=29 => function(number, 13),
            number @ 31..=34 => function(number, 14),
            27 => return unicode(self.parameter(2), mods_of(self.parameter(1))),
            200 => return Meaning::PasteBegins,
            _ => return Meaning::Nothing,
        };
        key(code, mods)
    }

    /// `CSI ? 997 ; 1 n` and `; 2 n` tell a dark and a light background.
    fn ground(&self) -> Option<Input> {
        match (self.parameters, self.index, self.sub) {
            ([997, 1, ..], 1, false) => Some(Input::Ground(Ground::Dark)),
            ([997, 2, ..], 1, false) => Some(Input::Ground(Ground::Light)),
            _ => None,
        }
    }

    fn mouse(&self, pressed: bool) -> Option<Input> {
        let bits = self.parameter(0);
        let button = match bits % 4 {
            0 => MouseButton::Left,
            1 => MouseButton::Middle,
            _ => MouseButton::Right,
        };
        let kind = match bits & !0b1_1111 {
            0 if bits % 4 == 3 => return None,
            0 if pressed => MouseKind::Press(button),
            0 => MouseKind::Release(button),
            64 if pressed && bits.is_multiple_of(4) => MouseKind::WheelUp,
            64 if pressed && bits % 4 == 1 => MouseKind::WheelDown,
            // Motion, and wheels that turn sideways.
            _ => return None,
        };
        Some(Input::Mouse(Mouse {
            kind,
            column: self.parameter(1).saturating_sub(1),
            row: self.parameter(2).saturating_sub(1),
            mods: Mods {
                shift: bits & 4 != 0,
                alt: bits & 8 != 0,
                ctrl: bits & 16 != 0,
            },
        }))
    }
}

/// The key of `ESC O byte`; `None` when no terminal sends it.
pub(super) fn single(byte: u8) -> Option<Key> {
    let (code, mods) = match byte {
        b'M' => (KeyCode::Enter, Mods::NONE),
        b'I' => (KeyCode::Tab, Mods::NONE),
        // The numeric keypad in application mode.
        b'X' => (KeyCode::Char('='), Mods::NONE),
        b'j'..=b'y' => (KeyCode::Char(char::from(byte - 0x40)), Mods::NONE),
        // rxvt's arrows with Control.
        b'a'..=b'd' => (letter(byte.to_ascii_uppercase())?, Mods::CTRL),
        _ => (letter(byte)?, Mods::NONE),
    };
    Some(Key { code, mods })
}

fn letter(last: u8) -> Option<KeyCode> {
    Some(match last {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'H' => KeyCode::Home,
        b'F' => KeyCode::End,
        b'P' => KeyCode::F(1),
        b'Q' => KeyCode::F(2),
        b'R' => KeyCode::F(3),
        b'S' => KeyCode::F(4),
        _ => return None,
    })
}

fn function(number: u16, gap: u16) -> KeyCode {
    KeyCode::F(u8::try_from(number.saturating_sub(gap)).unwrap_or(1))
}

/// A key that is named by its character's code, as newer protocols do.
fn unicode(code: u16, mods: Mods) -> Meaning {
    let code = match char::from_u32(u32::from(code)) {
        Some('\r') => KeyCode::Enter,
        Some('\u{1b}') => KeyCode::Esc,
        Some('\t') if mods.shift => return key(KeyCode::BackTab, Mods::NONE),
        Some('\t') => KeyCode::Tab,
        Some('\u{7f}' | '\u{8}') => KeyCode::Backspace,
        // The private use area holds keys of those protocols that we have no name for.
        Some(c) if !c.is_control() && !('\u{e000}'..='\u{f8ff}').contains(&c) => KeyCode::Char(c),
        _ => return Meaning::Nothing,
    };
    key(code, mods)
}

const fn key(code: KeyCode, mods: Mods) -> Meaning {
    Meaning::Input(Input::Key(Key { code, mods }))
}

/// Modifiers as terminals count them: 1 plus a bit each.
const fn mods_of(parameter: u16) -> Mods {
    let bits = parameter.saturating_sub(1);
    Mods {
        shift: bits & 1 != 0,
        alt: bits & 2 != 0,
        ctrl: bits & 4 != 0,
    }
}
