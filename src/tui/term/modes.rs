//! The byte strings that take a terminal over, speak to it besides frames, and give it back.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// Takes the terminal over: alternate screen, bracketed paste, plain style, cursor hidden.
pub const ENTER: &[u8] = b"\x1b[?1049h\x1b[?2004h\x1b[m\x1b[?25l";

/// Asks anew for what [`ENTER`] asked for, on a terminal that has been taken already: something else may have set it
/// otherwise. The rows that scroll are all of them again.
pub const RENEW: &[u8] = b"\x1b[?2004h\x1b[?6l\x1b[r\x1b[m";

/// Gives the terminal back, whatever was switched on: synchronized output, style, mouse, focus, paste, news of the
/// background, cursor, screen.
pub const LEAVE: &[u8] =
    b"\x1b[?2026l\x1b[m\x1b[?1006l\x1b[?1000l\x1b[?1004l\x1b[?2004l\x1b[?2031l\x1b[?25h\x1b[?1049l";

/// Asks for clicks and the wheel. The terminal's own way of marking text then needs Shift.
pub const MOUSE_ON: &[u8] = b"\x1b[?1000h\x1b[?1006h";

/// Asks for no more clicks.
pub const MOUSE_OFF: &[u8] = b"\x1b[?1006l\x1b[?1000l";

/// Asks whether the background is dark or light, and to be told when that changes: by the mode that is made for it
/// (2031), and by the color itself (OSC 11), which more terminals know.
pub const ASK_GROUND: &[u8] = b"\x1b[?2031h\x1b[?996n\x1b]11;?\x1b\\";

/// Asks to be told no more.
pub const GROUND_OFF: &[u8] = b"\x1b[?2031l";

/// What asks, or asks to be told no more.
pub const fn ground(on: bool) -> &'static [u8] {
    if on { ASK_GROUND } else { GROUND_OFF }
}

/// Begins a frame that a terminal which knows how shows at once.
pub const FRAME_BEGINS: &[u8] = b"\x1b[?2026h";

/// Ends such a frame.
pub const FRAME_ENDS: &[u8] = b"\x1b[?2026l";

/// How what is not for the screen gets to the terminal.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Passage {
    /// As it is. tmux takes the clipboard's sequence itself, where `set-clipboard` is on.
    #[default]
    Straight,
    /// Through GNU screen, which passes on only what is wrapped, and only short portions of it.
    GnuScreen,
}

/// Bytes of a portion that every version of GNU screen passes on whole.
const PORTION: usize = 200;

impl Passage {
    /// What the environment tells.
    pub fn detect(variable: &dyn Fn(&str) -> Option<String>) -> Self {
        if variable("STY").is_some_and(|session| !session.is_empty()) && variable("TMUX").is_none() {
            Self::GnuScreen
        } else {
            Self::Straight
        }
    }
}

/// Asks the terminal to put a text on its clipboard (OSC 52). Terminals that do not know it, or do not allow it, show
/// nothing.
pub fn copy(text: &str, passage: Passage) -> Vec<u8> {
    let mut bytes = b"\x1b]52;c;".to_vec();
    bytes.extend(STANDARD.encode(text).into_bytes());
    // BEL ends it as well as ST does, and does not end what it is wrapped in.
    bytes.push(0x07);
    match passage {
        Passage::Straight => bytes,
        Passage::GnuScreen => {
            let wrapped = |portion: &[u8]| [b"\x1bP", portion, b"\x1b\\"].concat();
            bytes.chunks(PORTION).flat_map(wrapped).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_for_the_clipboard_is_one_sequence_and_nothing_in_it_ends_it_early() {
        assert_eq!(copy("OD-1", Passage::Straight), b"\x1b]52;c;T0QtMQ==\x07");
        let hostile = copy("\x07\x1b]0;x\x07\n", Passage::Straight);
        let inner = &hostile[7..hostile.len() - 1];
        assert!(inner.iter().all(u8::is_ascii_graphic), "{hostile:?}");
    }

    #[test]
    fn through_gnu_screen_it_goes_in_short_wrapped_portions() {
        assert_eq!(
            copy("OD-1", Passage::GnuScreen),
            b"\x1bP\x1b]52;c;T0QtMQ==\x07\x1b\\"
        );
        let long = "x".repeat(1_000);
        let wrapped = String::from_utf8(copy(&long, Passage::GnuScreen)).unwrap();
        let portions: Vec<&str> = wrapped.split("\x1bP").skip(1).collect();
        assert!(portions.len() > 5 && portions.iter().all(|portion| portion.len() <= PORTION + 2));
        let inner: String = portions
            .iter()
            .map(|portion| portion.strip_suffix("\x1b\\").unwrap())
            .collect();
        assert_eq!(inner.into_bytes(), copy(&long, Passage::Straight));
    }

    #[test]
    fn gnu_screen_is_known_by_its_session_and_tmux_is_not_taken_for_it() {
        let detect = |set: &[&str]| {
            let set: Vec<String> = set.iter().map(|name| (*name).to_owned()).collect();
            Passage::detect(&move |name| set.iter().any(|known| known == name).then(|| "1".to_owned()))
        };
        assert_eq!(detect(&["STY"]), Passage::GnuScreen);
        assert_eq!(detect(&["STY", "TMUX"]), Passage::Straight);
        assert_eq!(detect(&[]), Passage::Straight);
    }
}
