//! The signs and borders of every screen, in two sets of the same widths: one for fonts that have them, one in
//! plain ASCII. What color says, a sign says as well; so each theme has all of them.

use ratatui::symbols::border;

/// The signs and borders.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Symbols {
    /// Borders.
    pub border: border::Set<'static>,
    /// Stands before the chosen row.
    pub caret: &'static str,
    /// A radio button that is on.
    pub radio_on: &'static str,
    /// A radio button that is off.
    pub radio_off: &'static str,
    /// A step that is done, a thing that is right.
    pub check: &'static str,
    /// A thing that is wrong.
    pub cross: &'static str,
    /// The step that one is at.
    pub current: &'static str,
    /// A step that is still to come.
    pub todo: &'static str,
    /// Stands between steps.
    pub joint: &'static str,
    /// There is more above.
    pub more_above: &'static str,
    /// There is more below.
    pub more_below: &'static str,
    /// A list opens here.
    pub opens: &'static str,
    /// A choice has another option to the left.
    pub more_left: &'static str,
    /// A choice has another option to the right.
    pub more_right: &'static str,
    /// A text was cut here.
    pub ellipsis: &'static str,
    /// Hides a digit.
    pub mask: &'static str,
    /// The part of a bar that is over.
    pub bar_full: &'static str,
    /// The part of a bar that is still to come.
    pub bar_rest: &'static str,
    /// Stands behind a day on which something is, where a fill may not be seen.
    pub marked: &'static str,
    /// Stand around the words of a button.
    pub button: [&'static str; 2],
}

impl Symbols {
    /// Signs that every font of a terminal has.
    pub const UNICODE: Self = Self {
        border: border::ROUNDED,
        caret: "▸",
        radio_on: "(•)",
        radio_off: "( )",
        check: "✓",
        cross: "✗",
        current: "●",
        todo: "○",
        joint: "─",
        more_above: "▲",
        more_below: "▼",
        opens: "▾",
        more_left: "‹",
        more_right: "›",
        ellipsis: "…",
        mask: "•",
        bar_full: "━",
        bar_rest: "─",
        marked: " ",
        button: [" ", " "],
    };

    /// Signs of plain ASCII, as wide as the others.
    pub const ASCII: Self = Self {
        border: border::Set {
            top_left: "+",
            top_right: "+",
            bottom_left: "+",
            bottom_right: "+",
            vertical_left: "|",
            vertical_right: "|",
            horizontal_top: "-",
            horizontal_bottom: "-",
        },
        caret: ">",
        radio_on: "(*)",
        radio_off: "( )",
        check: "+",
        cross: "x",
        current: "*",
        todo: "o",
        joint: "-",
        more_above: "^",
        more_below: "v",
        opens: "v",
        more_left: "<",
        more_right: ">",
        ellipsis: "~",
        mask: "*",
        bar_full: "=",
        bar_rest: "-",
        marked: "*",
        button: ["[", "]"],
    };
}
