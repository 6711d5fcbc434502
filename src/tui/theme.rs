//! Every style and every symbol that a screen may use.
//!
//! Nothing is told by color alone: what color says, bold, reverse, underline or a sign says as well, so
//! [`Theme::plain`] loses no information. The colors are the 16 that operators have set to their liking.

use ratatui::style::{Color, Modifier, Style};
use ratatui::symbols::border;

use super::term::caps::{Caps, ColorDepth};

/// The styles by what they mean.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Theme {
    /// Running text.
    pub text: Style,
    /// What one may skip: details, hints.
    pub faint: Style,
    /// Titles.
    pub title: Style,
    /// What belongs to the product: its name, headings.
    pub accent: Style,
    /// The chosen row or tile.
    pub selected: Style,
    /// An action that is closed to the operator.
    pub closed: Style,
    /// An input field.
    pub field: Style,
    /// The input field that takes the keys.
    pub field_focused: Style,
    /// An example in an empty field.
    pub placeholder: Style,
    /// Something went well.
    pub success: Style,
    /// Something needs attention.
    pub warning: Style,
    /// Something is wrong.
    pub error: Style,
    /// Borders.
    pub border: Style,
    /// The border of what takes the keys.
    pub border_focused: Style,
    /// A key in the footer.
    pub key: Style,
    /// Signs and borders.
    pub symbols: Symbols,
}

/// The signs and borders.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Symbols {
    /// Borders.
    pub border: border::Set<'static>,
    /// Where a box goes on below another one, at the left.
    pub tee_left: &'static str,
    /// Where a box goes on below another one, at the right.
    pub tee_right: &'static str,
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
    /// A step that is still to come.
    pub todo: &'static str,
    /// Stands between steps.
    pub joint: &'static str,
    /// There is more above.
    pub more_above: &'static str,
    /// There is more below.
    pub more_below: &'static str,
    /// There is more to the left.
    pub more_left: &'static str,
    /// There is more to the right.
    pub more_right: &'static str,
    /// A text was cut here.
    pub ellipsis: &'static str,
    /// Hides a digit.
    pub mask: &'static str,
}

impl Theme {
    /// The theme for what a terminal can show.
    pub const fn for_caps(caps: Caps) -> Self {
        let theme = match caps.color {
            ColorDepth::None => Self::plain(),
            _ => Self::sixteen(),
        };
        if caps.ascii { theme.ascii() } else { theme }
    }

    /// The 16 colors of old, in moderation.
    pub const fn sixteen() -> Self {
        let plain = Self::plain();
        Self {
            accent: plain.accent.fg(Color::Cyan),
            success: plain.success.fg(Color::Green),
            warning: plain.warning.fg(Color::Yellow),
            error: plain.error.fg(Color::Red),
            border_focused: plain.border_focused.fg(Color::Cyan),
            key: plain.key.fg(Color::Cyan),
            ..plain
        }
    }

    /// No color at all.
    pub const fn plain() -> Self {
        const PLAIN: Style = Style::new();
        const BOLD: Style = PLAIN.add_modifier(Modifier::BOLD);
        const DIM: Style = PLAIN.add_modifier(Modifier::DIM);
        const UNDERLINED: Style = PLAIN.add_modifier(Modifier::UNDERLINED);
        Self {
            text: PLAIN,
            faint: DIM,
            title: BOLD,
            accent: BOLD,
            selected: BOLD.add_modifier(Modifier::REVERSED),
            // Not bold as well where it lies on something bold: terminals differ in what that shows.
            closed: DIM.remove_modifier(Modifier::BOLD),
            field: UNDERLINED,
            field_focused: BOLD.add_modifier(Modifier::UNDERLINED),
            placeholder: DIM
                .add_modifier(Modifier::UNDERLINED)
                .remove_modifier(Modifier::BOLD),
            success: PLAIN,
            warning: BOLD,
            error: BOLD,
            border: DIM,
            border_focused: PLAIN,
            key: BOLD,
            symbols: Symbols::UNICODE,
        }
    }

    /// The same styles with signs and borders in plain ASCII.
    #[must_use]
    pub const fn ascii(self) -> Self {
        Self {
            symbols: Symbols::ASCII,
            ..self
        }
    }
}

impl Default for Theme {
    fn default() -> Self {
        Self::sixteen()
    }
}

impl Symbols {
    /// Signs that every font of a terminal has.
    pub const UNICODE: Self = Self {
        border: border::PLAIN,
        tee_left: "├",
        tee_right: "┤",
        caret: "▸",
        radio_on: "(•)",
        radio_off: "( )",
        check: "✓",
        cross: "✗",
        todo: "○",
        joint: "─",
        more_above: "▲",
        more_below: "▼",
        more_left: "‹",
        more_right: "›",
        ellipsis: "…",
        mask: "•",
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
        tee_left: "+",
        tee_right: "+",
        caret: ">",
        radio_on: "(*)",
        radio_off: "( )",
        check: "+",
        cross: "x",
        todo: "o",
        joint: "-",
        more_above: "^",
        more_below: "v",
        more_left: "<",
        more_right: ">",
        ellipsis: ".",
        mask: "*",
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_by_color_differs_without_it_where_a_screen_has_no_sign_for_it() {
        let plain = Theme::plain();
        for (one, other) in [
            (plain.selected, plain.text),
            (plain.closed, plain.text),
            (plain.field, plain.field_focused),
            (plain.placeholder, plain.field),
            (plain.border, plain.border_focused),
            (plain.error, plain.text),
            (plain.key, plain.text),
        ] {
            assert_ne!(one, other);
        }
    }

    #[test]
    fn the_theme_follows_the_terminal() {
        let caps = |color, ascii| Caps {
            color,
            ascii,
            dumb: false,
        };
        assert_eq!(Theme::for_caps(caps(ColorDepth::None, false)), Theme::plain());
        assert_eq!(Theme::for_caps(caps(ColorDepth::True, false)), Theme::sixteen());
        assert_eq!(
            Theme::for_caps(caps(ColorDepth::None, true)),
            Theme::plain().ascii()
        );
    }
}
