//! What is filled: badges, and the button that has the keys. Words keep their columns when a button gets the keys, so
//! that nothing moves.

use ratatui::style::Style;
use ratatui::text::Span;

use super::Theme;

/// What a word, a badge or a bar signals. It is the same in every theme, and never a whole paragraph.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Signal {
    /// Nothing.
    #[default]
    None,
    /// Green: active, paid, done.
    Good,
    /// Yellow: somebody should look at it.
    Warn,
    /// Red: the last days, refused, damaged.
    Bad,
}

impl Theme {
    /// The style of a word or a bar that signals something.
    pub const fn signal(&self, signal: Signal) -> Style {
        match signal {
            Signal::None => self.text,
            Signal::Good => self.success,
            Signal::Warn => self.warning,
            Signal::Bad => self.error,
        }
    }

    /// A badge: a word or two, filled, with a blank at each side. Without a signal it is a plain one.
    pub fn badge_of(&self, signal: Signal, words: &str) -> Span<'static> {
        Span::styled(format!(" {words} "), self.filled(signal))
    }

    /// The style of what is filled as a badge is.
    pub const fn filled(&self, signal: Signal) -> Style {
        match signal {
            Signal::None => self.badge,
            Signal::Good => self.badge_good,
            Signal::Warn => self.badge_warn,
            Signal::Bad => self.badge_bad,
        }
    }

    /// A button, two columns wider than its words: filled where it has the keys, otherwise in the accent. Where signs are
    /// plain ASCII the terminal may have no attributes either, so that brackets say what it is.
    pub fn button_of(&self, has_keys: bool, words: &str) -> Span<'static> {
        let style = if has_keys {
            self.button_focused
        } else {
            self.button
        };
        let [left, right] = self.symbols.button;
        Span::styled(format!("{left}{words}{right}"), style)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_button_keeps_its_columns_when_it_gets_the_keys_and_has_brackets_in_ascii() {
        for (theme, written) in [
            (Theme::plain(), " Renew subscription "),
            (Theme::plain().ascii(), "[Renew subscription]"),
        ] {
            for has_keys in [false, true] {
                let button = theme.button_of(has_keys, "Renew subscription");
                assert_eq!(button.content, written);
            }
            let [without, with] = [false, true].map(|has_keys| theme.button_of(has_keys, "Buy").style);
            assert_ne!(without.add_modifier, with.add_modifier);
        }
    }

    #[test]
    fn every_signal_has_a_word_and_a_badge_of_its_own() {
        let theme = Theme::default();
        let signals = [Signal::Good, Signal::Warn, Signal::Bad];
        let words = signals.map(|signal| theme.signal(signal));
        assert_eq!(words, [theme.success, theme.warning, theme.error]);
        let badges = [Signal::None, Signal::Good, Signal::Warn, Signal::Bad]
            .map(|signal| theme.badge_of(signal, "8 days left"));
        for (place, badge) in badges.iter().enumerate() {
            assert_eq!(badge.content, " 8 days left ");
            assert!(badges[..place].iter().all(|other| other.style != badge.style));
        }
    }
}
