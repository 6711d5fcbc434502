//! Every style and every symbol that a screen may use.
//!
//! Nothing is told by color alone: what color says, bold, reverse, underline or a sign says as well, so
//! [`Theme::plain`] loses no information. No theme fills the screen with a background: that would be paid for with
//! every byte that is redrawn, on lines where every byte is felt.
//!
//! | question | file |
//! |---|---|
//! | which signs and borders are there? | [`symbols`] |
//! | what does a theme file say? | [`sheet`] |
//! | which themes are there, and where do they lie? | [`shelf`] |
//! | which theme does a session show, and who decides? | [`looks`] |

pub mod looks;
pub mod sheet;
pub mod shelf;
pub mod symbols;

#[cfg(test)]
mod tests;

use ratatui::style::{Color, Modifier, Style};

use super::term::caps::{Caps, ColorDepth};

pub use symbols::Symbols;

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

impl Theme {
    /// The names of the styles, as theme files write them.
    pub const STYLES: [&str; 15] = [
        "text",
        "faint",
        "title",
        "accent",
        "selected",
        "closed",
        "field",
        "field_focused",
        "placeholder",
        "success",
        "warning",
        "error",
        "border",
        "border_focused",
        "key",
    ];

    /// The style of a name.
    pub fn style_mut(&mut self, name: &str) -> Option<&mut Style> {
        Some(match name {
            "text" => &mut self.text,
            "faint" => &mut self.faint,
            "title" => &mut self.title,
            "accent" => &mut self.accent,
            "selected" => &mut self.selected,
            "closed" => &mut self.closed,
            "field" => &mut self.field,
            "field_focused" => &mut self.field_focused,
            "placeholder" => &mut self.placeholder,
            "success" => &mut self.success,
            "warning" => &mut self.warning,
            "error" => &mut self.error,
            "border" => &mut self.border,
            "border_focused" => &mut self.border_focused,
            "key" => &mut self.key,
            _ => return None,
        })
    }

    /// A style for words that lie on a border, so that the border's color and dimness do not shine through.
    #[must_use]
    pub fn above(style: Style) -> Style {
        Style {
            fg: style.fg.or(Some(Color::Reset)),
            bg: style.bg.or(Some(Color::Reset)),
            sub_modifier: style.sub_modifier | Modifier::DIM.difference(style.add_modifier),
            ..style
        }
    }

    /// The theme as a terminal can show it. Without color it is the plain one: another theme's modifiers were chosen
    /// to go with its colors.
    #[must_use]
    pub const fn on(self, caps: Caps) -> Self {
        let theme = match caps.color {
            ColorDepth::None => Self::plain(),
            _ => self,
        };
        if caps.ascii { theme.ascii() } else { theme }
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
    /// The theme of whoever chose none.
    fn default() -> Self {
        shelf::built_in(shelf::DEFAULT).unwrap_or_else(|_| Self::plain())
    }
}
