//! What a terminal can show, as far as its environment tells.
//!
//! `TERM` is a hint, not a fact, and asking the terminal is slow and brings answers into the keyboard's stream;
//! so this errs on the side of less color. The operator's own setting wins over it.

/// What a terminal can show.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Caps {
    /// How many colors.
    pub color: ColorDepth,
    /// Whether borders and signs must be plain ASCII.
    pub ascii: bool,
    /// Whether the terminal cannot move its cursor: no screens here, lines only.
    pub dumb: bool,
}

/// What was asked for instead of what the environment tells: by the command line.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct TerminalOverrides {
    /// How many colors; also where `NO_COLOR` is set.
    pub color: Option<ColorDepth>,
    /// Borders and signs in plain ASCII.
    pub ascii: bool,
}

/// How many colors a terminal has.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum ColorDepth {
    /// None, or the operator wants none. Bold, underline and reverse stay.
    None,
    /// The 16 of old.
    Ansi16,
    /// The palette of 256.
    Ansi256,
    /// 24 bits.
    True,
}

impl Caps {
    /// Reads `TERM`, `COLORTERM`, `NO_COLOR`, `CLICOLOR_FORCE`, `LC_ALL`, `LC_CTYPE` and `LANG` through `env`.
    pub fn detect(env: &dyn Fn(&str) -> Option<String>) -> Self {
        let set = |name: &str| env(name).filter(|value| !value.is_empty());
        let term = set("TERM").unwrap_or_default();
        let known = color_of(&term, &set("COLORTERM").unwrap_or_default());
        // Whoever wants none is served first: color is never needed, and may hurt.
        let color = if set("NO_COLOR").is_some() {
            ColorDepth::None
        } else if set("CLICOLOR_FORCE").is_some_and(|value| value != "0") {
            known.max(ColorDepth::Ansi16)
        } else {
            known
        };
        let charset = set("LC_ALL").or_else(|| set("LC_CTYPE")).or_else(|| set("LANG"));
        Self {
            color,
            ascii: term == "linux" || charset.is_some_and(|locale| !speaks_unicode(&locale)),
            dumb: term.is_empty() || term == "dumb",
        }
    }

    /// The same with what was asked for. That a terminal is dumb is no matter of wishes.
    #[must_use]
    pub fn with(self, overrides: TerminalOverrides) -> Self {
        Self {
            color: overrides.color.unwrap_or(self.color),
            ascii: self.ascii || overrides.ascii,
            ..self
        }
    }
}

impl Default for Caps {
    /// What nearly every terminal can.
    fn default() -> Self {
        Self {
            color: ColorDepth::Ansi16,
            ascii: false,
            dumb: false,
        }
    }
}

fn color_of(term: &str, colorterm: &str) -> ColorDepth {
    let family = |names: &[&str]| names.iter().any(|name| term.contains(name));
    if term.is_empty() || term == "dumb" || term.starts_with("vt") {
        return ColorDepth::None;
    }
    if term == "linux" {
        return ColorDepth::Ansi16;
    }
    // GNU screen passes COLORTERM through from outside, but garbles 24-bit colors; tmux converts them itself.
    if term.starts_with("screen") {
        return ColorDepth::Ansi256;
    }
    if matches!(colorterm, "truecolor" | "24bit")
        || term.ends_with("-direct")
        || family(&["kitty", "ghostty", "alacritty", "wezterm", "foot"])
    {
        return ColorDepth::True;
    }
    if term.ends_with("-256color") || term.starts_with("tmux") {
        return ColorDepth::Ansi256;
    }
    ColorDepth::Ansi16
}

/// Whether a locale names UTF-8, or no character set at all. A bare `C` or `POSIX` is taken at its word.
fn speaks_unicode(locale: &str) -> bool {
    let locale = locale.to_ascii_lowercase();
    match locale.split_once('.') {
        Some((_, charset)) => charset.starts_with("utf-8") || charset.starts_with("utf8"),
        None => locale != "c" && locale != "posix",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(environment: &[(&str, &str)], color: ColorDepth, ascii: bool, dumb: bool) {
        let env = |name: &str| {
            let found = environment.iter().find(|(key, _)| *key == name);
            found.map(|(_, value)| (*value).to_owned())
        };
        assert_eq!(Caps::detect(&env), Caps { color, ascii, dumb }, "{environment:?}");
    }

    #[test]
    fn colors_follow_the_terminal_and_the_wish_for_none() {
        check(&[("TERM", "xterm")], ColorDepth::Ansi16, false, false);
        check(&[("TERM", "something-new")], ColorDepth::Ansi16, false, false);
        check(&[("TERM", "xterm-256color")], ColorDepth::Ansi256, false, false);
        check(&[("TERM", "screen")], ColorDepth::Ansi256, false, false);
        check(&[("TERM", "xterm-kitty")], ColorDepth::True, false, false);
        check(
            &[("TERM", "xterm"), ("COLORTERM", "truecolor")],
            ColorDepth::True,
            false,
            false,
        );
        check(
            &[("TERM", "xterm-kitty"), ("NO_COLOR", "1")],
            ColorDepth::None,
            false,
            false,
        );
        check(
            &[("TERM", "xterm"), ("NO_COLOR", "")],
            ColorDepth::Ansi16,
            false,
            false,
        );
    }

    #[test]
    fn color_can_be_forced_but_not_on_whoever_wants_none() {
        let forced = ("CLICOLOR_FORCE", "1");
        check(&[("TERM", "vt220")], ColorDepth::None, false, false);
        check(&[("TERM", "vt220"), forced], ColorDepth::Ansi16, false, false);
        check(
            &[("TERM", "xterm-256color"), forced],
            ColorDepth::Ansi256,
            false,
            false,
        );
        check(
            &[("TERM", "vt220"), ("CLICOLOR_FORCE", "0")],
            ColorDepth::None,
            false,
            false,
        );
        check(
            &[("TERM", "vt220"), ("CLICOLOR_FORCE", "")],
            ColorDepth::None,
            false,
            false,
        );
        check(
            &[("TERM", "xterm"), forced, ("NO_COLOR", "1")],
            ColorDepth::None,
            false,
            false,
        );
    }

    #[test]
    fn what_is_asked_for_wins_over_the_environment() {
        let env = |name: &str| match name {
            "TERM" => Some("xterm-256color".to_owned()),
            "NO_COLOR" => Some("1".to_owned()),
            _ => None,
        };
        let detected = Caps::detect(&env);
        assert_eq!(detected.with(TerminalOverrides::default()), detected);
        for color in [
            ColorDepth::None,
            ColorDepth::Ansi16,
            ColorDepth::Ansi256,
            ColorDepth::True,
        ] {
            let overrides = TerminalOverrides {
                color: Some(color),
                ascii: true,
            };
            assert_eq!(
                detected.with(overrides),
                Caps {
                    color,
                    ascii: true,
                    dumb: false
                }
            );
        }
    }

    #[test]
    fn terminals_without_a_movable_cursor_are_dumb() {
        check(&[], ColorDepth::None, false, true);
        check(&[("TERM", "")], ColorDepth::None, false, true);
        check(
            &[("TERM", "dumb"), ("COLORTERM", "truecolor")],
            ColorDepth::None,
            false,
            true,
        );
    }

    #[test]
    fn old_consoles_and_old_locales_get_ascii_borders() {
        check(&[("TERM", "linux")], ColorDepth::Ansi16, true, false);
        check(
            &[("TERM", "xterm"), ("LANG", "pl_PL.ISO-8859-2")],
            ColorDepth::Ansi16,
            true,
            false,
        );
        check(
            &[("TERM", "xterm"), ("LANG", "pl_PL.UTF-8")],
            ColorDepth::Ansi16,
            false,
            false,
        );
        check(
            &[("TERM", "xterm"), ("LANG", "C")],
            ColorDepth::Ansi16,
            true,
            false,
        );
        check(
            &[("TERM", "xterm"), ("LC_ALL", "C.utf8"), ("LANG", "C")],
            ColorDepth::Ansi16,
            false,
            false,
        );
    }
}
