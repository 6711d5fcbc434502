//! Every style and every symbol that a screen may use.
//!
//! Nothing is told by color alone: what color says, bold, reverse, underline, a fill or a sign says as well, so
//! [`Theme::plain`] loses no information. One accent says what has the keys; three signals ([`filled::Signal`]) say
//! what is good, what needs attention and what is wrong. A signal colors a word, a badge or a bar, never a paragraph.
//!
//! A theme whose `text` has a background paints the whole screen with it ([`Theme::paint`]), so that it is right on
//! any terminal; the others stand on the terminal's own.
//!
//! | question | file |
//! |---|---|
//! | how are badges and buttons written? | [`filled`] |
//! | which signs and borders are there? | [`symbols`] |
//! | what does a theme file say? | [`theme_file`] |
//! | which themes are there, and where do they lie? | [`directory`] |
//! | which theme does a session show, and who decides? | [`selection`] |

pub mod directory;
pub mod filled;
pub mod selection;
pub mod symbols;
pub mod theme_file;

#[cfg(test)]
mod tests;

use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier, Style};

use super::term::caps::{Caps, ColorDepth};

pub use filled::Signal;
pub use symbols::Symbols;

/// The styles by what they mean.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Theme {
    /// Running text. Where it has colors, whatever has none of its own has these.
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
    /// A badge that signals nothing.
    pub badge: Style,
    /// The badge of something that is well: active, paid, done.
    pub badge_good: Style,
    /// The badge of something that needs attention.
    pub badge_warn: Style,
    /// The badge of something that is wrong, or on its last days.
    pub badge_bad: Style,
    /// A button that can be gone to.
    pub button: Style,
    /// The button, or the place among the places, that has the keys.
    pub button_focused: Style,
    /// Signs and borders.
    pub symbols: Symbols,
}

impl Theme {
    /// The names of the styles, as theme files write them.
    pub const STYLES: [&str; 21] = [
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
        "badge",
        "badge_good",
        "badge_warn",
        "badge_bad",
        "button",
        "button_focused",
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
            "badge" => &mut self.badge,
            "badge_good" => &mut self.badge_good,
            "badge_warn" => &mut self.badge_warn,
            "badge_bad" => &mut self.badge_bad,
            "button" => &mut self.button,
            "button_focused" => &mut self.button_focused,
            _ => return None,
        })
    }

    /// A style for words that lie on a border, so that the border's color and dimness do not shine through. What it
    /// resets becomes the theme's own when the screen is painted.
    #[must_use]
    pub fn above(style: Style) -> Style {
        Style {
            fg: style.fg.or(Some(Color::Reset)),
            bg: style.bg.or(Some(Color::Reset)),
            sub_modifier: style.sub_modifier | Modifier::DIM.difference(style.add_modifier),
            ..style
        }
    }

    /// Gives the colors of running text to every cell that has none of its own. It is done last, so that neither a box
    /// that clears what is behind it nor a word above a border leaves a hole through which the terminal is seen.
    pub fn paint(&self, buffer: &mut Buffer) {
        let own = |color: Option<Color>| color.filter(|color| *color != Color::Reset);
        let (letters, ground) = (own(self.text.fg), own(self.text.bg));
        if letters.is_none() && ground.is_none() {
            return;
        }
        for cell in &mut buffer.content {
            for (color, own) in [(&mut cell.fg, letters), (&mut cell.bg, ground)] {
                if *color == Color::Reset {
                    *color = own.unwrap_or_default();
                }
            }
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
        const FILLED: Style = PLAIN.add_modifier(Modifier::REVERSED);
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
            badge: FILLED,
            badge_good: FILLED,
            badge_warn: FILLED.add_modifier(Modifier::BOLD),
            badge_bad: FILLED.add_modifier(Modifier::BOLD),
            button: BOLD,
            button_focused: FILLED.add_modifier(Modifier::BOLD),
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
        directory::built_in(directory::DEFAULT).unwrap_or_else(|_| Self::plain())
    }
}
