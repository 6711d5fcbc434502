//! The byte strings that take a terminal over, speak to it besides frames, and give it back.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// Takes the terminal over: alternate screen, bracketed paste, plain style, cursor hidden.
pub const ENTER: &[u8] = b"\x1b[?1049h\x1b[?2004h\x1b[m\x1b[?25l";

/// Gives the terminal back, whatever was switched on: synchronized output, style, mouse, focus, paste, cursor,
/// screen.
pub const LEAVE: &[u8] = b"\x1b[?2026l\x1b[m\x1b[?1006l\x1b[?1000l\x1b[?1004l\x1b[?2004l\x1b[?25h\x1b[?1049l";

/// Asks for clicks and the wheel. The terminal's own way of marking text then needs Shift.
pub const MOUSE_ON: &[u8] = b"\x1b[?1000h\x1b[?1006h";

/// Asks for no more clicks.
pub const MOUSE_OFF: &[u8] = b"\x1b[?1006l\x1b[?1000l";

/// Begins a frame that a terminal which knows how shows at once.
pub const FRAME_BEGINS: &[u8] = b"\x1b[?2026h";

/// Ends such a frame.
pub const FRAME_ENDS: &[u8] = b"\x1b[?2026l";

/// Asks the terminal to put a text on its clipboard (OSC 52). Terminals that do not know it, or do not allow it, show
/// nothing.
pub fn copy(text: &str) -> Vec<u8> {
    let mut bytes = b"\x1b]52;c;".to_vec();
    bytes.extend(STANDARD.encode(text).into_bytes());
    // BEL ends it as well as ST does, and GNU screen passes it on as it is.
    bytes.push(0x07);
    bytes
}
