//! What every built-in theme promises: that it can be read on the background it is made for, at every depth of color,
//! and that nothing is told by color alone.

use ratatui::style::{Color, Modifier, Style};

use super::Theme;
use super::shelf::{BUILT_IN, Shelf, built_in};
use crate::tui::term::caps::ColorDepth;
use crate::tui::term::encoder::color::{SHADES, bring_down, number_of, shade_of};

type Shade = (u8, u8, u8);

const BLACK: Shade = (0, 0, 0);
const WHITE: Shade = (255, 255, 255);
const DEPTHS: [ColorDepth; 3] = [ColorDepth::Ansi16, ColorDepth::Ansi256, ColorDepth::True];
/// What one may skip. At 16 colors there are two grays only, so it may be as faint as a mere sign may be.
const SKIPPABLE: [&str; 3] = ["faint", "placeholder", "border"];

/// The styles of a built-in theme by their names.
fn styles(theme: &str) -> Vec<(&'static str, Style)> {
    let mut theme = built_in(theme).unwrap();
    let style = |name| (name, *theme.style_mut(name).unwrap());
    Theme::STYLES.map(style).to_vec()
}

/// What a terminal of that depth shows for a color, in the usual shades; `None` for its own foreground or background.
fn shown(color: Option<Color>, depth: ColorDepth) -> Option<Shade> {
    match bring_down(color?, depth) {
        Color::Reset => None,
        Color::Rgb(red, green, blue) => Some((red, green, blue)),
        Color::Indexed(index) => Some(shade_of(index)),
        named => Some(SHADES[usize::from(number_of(named).unwrap())]),
    }
}

/// Contrast of two colors by the formula of WCAG 2, from 1 to 21.
fn contrast(one: Shade, other: Shade) -> f64 {
    let linear = |level: u8| {
        let level = f64::from(level) / 255.0;
        if level <= 0.040_45 {
            level / 12.92
        } else {
            ((level + 0.055) / 1.055).powf(2.4)
        }
    };
    let luminance =
        |(red, green, blue): Shade| 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn contrast_is_what_wcag_says_it_is() {
    assert!((contrast(BLACK, WHITE) - 21.0).abs() < 0.001);
    assert!((contrast((119, 119, 119), WHITE) - 4.478).abs() < 0.001);
    assert!((contrast(WHITE, WHITE) - 1.0).abs() < 0.001);
}

#[test]
fn light_and_dark_have_enough_contrast_on_their_background_at_every_depth() {
    for (theme, background) in [("light", WHITE), ("dark", BLACK)] {
        for depth in DEPTHS {
            for (name, style) in styles(theme) {
                let least = match depth {
                    ColorDepth::Ansi16 if SKIPPABLE.contains(&name) => 3.0,
                    _ => 4.5,
                };
                assert_eq!(shown(style.bg, depth), None, "{theme}: {name} has a background");
                if let Some(foreground) = shown(style.fg, depth) {
                    let found = contrast(foreground, background);
                    assert!(found >= least, "{theme}, {depth:?}, {name}: {found:.2}");
                }
            }
        }
    }
}

#[test]
fn high_contrast_holds_on_any_background_because_every_color_brings_its_own() {
    for depth in DEPTHS {
        // The 16 are whatever the operator made of them; in their usual shades no red is darker.
        let least = if depth == ColorDepth::Ansi16 { 4.5 } else { 7.0 };
        for (name, style) in styles("high-contrast") {
            let (foreground, background) = (shown(style.fg, depth), shown(style.bg, depth));
            assert_eq!(foreground.is_some(), background.is_some(), "{depth:?}, {name}");
            if let (Some(foreground), Some(background)) = (foreground, background) {
                let found = contrast(foreground, background);
                assert!(found >= least, "{depth:?}, {name}: {found:.2}");
            }
            assert!(!style.add_modifier.contains(Modifier::DIM), "{name} is dim");
        }
    }
}

#[test]
fn what_is_dim_has_no_color_that_would_be_dimmed_too() {
    for theme in BUILT_IN {
        for (name, style) in styles(theme) {
            let is_dim = style.add_modifier.contains(Modifier::DIM);
            assert!(
                !is_dim || (style.fg.is_none() && style.bg.is_none()),
                "{theme}: {name}"
            );
        }
    }
}

#[test]
fn nothing_is_told_by_color_alone() {
    for theme in BUILT_IN {
        let styles = styles(theme);
        let modifiers = |name: &str| {
            let found = styles.iter().find(|(known, _)| *known == name);
            found.unwrap().1.add_modifier
        };
        // What is not listed has a sign or words: the check mark of what went well, the caret of what is selected
        // beside what is closed, "such as" in an empty field.
        for (one, other) in [
            ("selected", "text"),
            ("selected", "title"),
            ("selected", "closed"),
            ("closed", "text"),
            ("title", "text"),
            ("accent", "text"),
            ("field", "text"),
            ("field_focused", "field"),
            ("border_focused", "border"),
            ("warning", "text"),
            ("error", "text"),
            ("key", "text"),
        ] {
            assert_ne!(modifiers(one), modifiers(other), "{theme}: {one} and {other}");
        }
        let reversed = |name: &str| modifiers(name).contains(Modifier::REVERSED);
        let only_selected: Vec<&str> = Theme::STYLES.into_iter().filter(|name| reversed(name)).collect();
        assert_eq!(
            only_selected,
            ["selected"],
            "{theme}: reversed is what is selected, and that only"
        );
    }
}

#[test]
fn what_went_well_needs_attention_or_is_wrong_keeps_colors_of_its_own_at_every_depth() {
    for theme in ["default", "light", "dark", "high-contrast"] {
        for depth in DEPTHS {
            let styles = styles(theme);
            let colors = ["success", "warning", "error"].map(|wanted| {
                let (_, style) = styles.iter().find(|(name, _)| *name == wanted).unwrap();
                (shown(style.fg, depth), shown(style.bg, depth))
            });
            let [success, warning, error] = colors;
            assert!(
                success != warning && warning != error && success != error,
                "{theme}, {depth:?}: {colors:?}"
            );
        }
    }
}

#[test]
fn no_theme_fills_the_screen() {
    for theme in BUILT_IN {
        for (name, style) in styles(theme) {
            let fills = ["text", "faint", "title", "field", "border", "border_focused"].contains(&name);
            assert!(!fills || style.bg.is_none(), "{theme}: {name}");
        }
    }
}

#[test]
fn the_default_theme_is_the_plain_one_with_six_of_the_operators_own_colors() {
    let mut expected = Theme::plain();
    for (name, color) in [
        ("accent", Color::Cyan),
        ("success", Color::Green),
        ("warning", Color::Magenta),
        ("error", Color::Red),
        ("border_focused", Color::Cyan),
        ("key", Color::Cyan),
    ] {
        expected.style_mut(name).unwrap().fg = Some(color);
    }
    assert_eq!(Theme::default(), expected);
}

#[test]
fn the_manual_has_every_key_and_its_example_is_a_theme() {
    let manual = include_str!("../../../docs/themes.md");
    let example = manual
        .split("```toml\n")
        .nth(1)
        .unwrap()
        .split("```")
        .next()
        .unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("harbor.toml");
    std::fs::write(&file, example).unwrap();
    let theme = Shelf::default().file(&file).unwrap();
    let sky = Some(Color::Rgb(0x7d, 0xcf, 0xff));
    assert_eq!((theme.accent.fg, theme.key.fg), (sky, sky), "what dark calls sky");
    assert_eq!(theme.title.fg, Some(Color::Indexed(31)));
    assert!(!theme.selected.add_modifier.contains(Modifier::REVERSED));
    let modifiers = ["fg", "bg", "bold", "dim", "italic", "underlined", "reversed"];
    for key in Theme::STYLES.into_iter().chain(BUILT_IN).chain(modifiers) {
        assert!(manual.contains(&format!("`{key}`")), "docs/themes.md tells {key}");
    }
}

#[test]
fn every_name_of_a_style_is_another_style() {
    let mut theme = Theme::plain();
    for (index, name) in Theme::STYLES.into_iter().enumerate() {
        let number = u8::try_from(index).unwrap();
        theme.style_mut(name).unwrap().fg = Some(Color::Indexed(number));
    }
    for (index, name) in Theme::STYLES.into_iter().enumerate() {
        let number = u8::try_from(index).unwrap();
        let style = *theme.style_mut(name).unwrap();
        assert_eq!(style.fg, Some(Color::Indexed(number)), "{name}");
    }
    assert_eq!(theme.style_mut("nothing"), None);
}
