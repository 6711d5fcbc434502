//! What every built-in theme promises: that it can be read on its own ground, at every depth of color, and that nothing
//! is told by color alone.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};

use super::Theme;
use super::directory::{BUILT_IN, ThemeDirectory, built_in};
use crate::tui::term::caps::ColorDepth;
use crate::tui::term::encoder::color::{SHADES, bring_down, number_of, shade_of};

type Shade = (u8, u8, u8);

const BLACK: Shade = (0, 0, 0);
const WHITE: Shade = (255, 255, 255);
const DEPTHS: [ColorDepth; 3] = [ColorDepth::Ansi16, ColorDepth::Ansi256, ColorDepth::True];
/// The themes that paint the screen.
const PAINTED: [&str; 3] = ["light", "dark", "high-contrast"];
/// What one may skip. At 16 colors there are two grays only, so it may be as faint as a mere sign may be.
const SKIPPABLE: [&str; 4] = ["faint", "placeholder", "border", "closed"];
/// What is no text: WCAG asks for 3:1 (1.4.11).
const FRAMES: [&str; 1] = ["border"];

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

/// The letters of a style and what is behind them, as a painted screen shows them at that depth.
fn painted(theme: &str, name: &str, depth: ColorDepth) -> (Shade, Shade) {
    let mut theme = built_in(theme).unwrap();
    let mut buffer = Buffer::empty(Rect::new(0, 0, 1, 1));
    // An example stands in a field.
    let below = if name == "placeholder" { "field" } else { "text" };
    for style in [below, name] {
        buffer.set_style(buffer.area, *theme.style_mut(style).unwrap());
    }
    theme.paint(&mut buffer);
    let cell = &buffer[(0, 0)];
    let colors = [cell.fg, cell.bg].map(|color| shown(Some(color), depth));
    let [Some(letters), Some(ground)] = colors else {
        panic!("{name} shows the terminal through: {cell:?}");
    };
    (letters, ground)
}

#[test]
fn painted_themes_have_enough_contrast_on_their_own_ground_and_in_what_is_filled_at_every_depth() {
    for theme in PAINTED {
        for (depth, name) in DEPTHS
            .iter()
            .flat_map(|depth| Theme::STYLES.map(|name| (*depth, name)))
        {
            let few = depth == ColorDepth::Ansi16;
            let least = match theme {
                // The 16 are whatever the operator made of them; in their usual shades no red is lighter.
                "high-contrast" if few => 4.5,
                "high-contrast" => 7.0,
                // What has the keys is found at a glance: of the blues on white only the dark one is.
                _ if few && name == "accent" => 7.0,
                _ if FRAMES.contains(&name) || (few && SKIPPABLE.contains(&name)) => 3.0,
                _ => 4.5,
            };
            let (letters, ground) = painted(theme, name, depth);
            let found = contrast(letters, ground);
            assert!(found >= least, "{theme}, {depth:?}, {name}: {found:.2}");
        }
    }
}

#[test]
fn what_is_filled_stands_out_from_the_ground_at_every_depth() {
    for (theme, depth) in PAINTED
        .into_iter()
        .flat_map(|theme| DEPTHS.map(|depth| (theme, depth)))
    {
        let (_, ground) = painted(theme, "text", depth);
        for name in [
            "selected",
            "badge",
            "badge_good",
            "badge_warn",
            "badge_bad",
            "button_focused",
        ] {
            let (letters, behind) = painted(theme, name, depth);
            let reversed = built_in(theme).unwrap().style_mut(name).unwrap().add_modifier;
            let fill = if reversed.contains(Modifier::REVERSED) {
                letters
            } else {
                behind
            };
            // A badge has words and stands where badges stand; what has the keys is found by its fill.
            let least = if name.starts_with("badge") { 1.2 } else { 3.0 };
            assert!(contrast(fill, ground) >= least, "{theme}, {depth:?}: {name}");
        }
    }
}

#[test]
fn a_field_is_a_strip_where_the_screen_is_painted_and_always_underlined() {
    for (theme, name) in BUILT_IN
        .into_iter()
        .flat_map(|theme| ["field", "field_focused"].map(|name| (theme, name)))
    {
        let style = *built_in(theme).unwrap().style_mut(name).unwrap();
        assert!(
            style.add_modifier.contains(Modifier::UNDERLINED),
            "{theme}: {name}"
        );
        // Of the 16 colors two grays may be one: there, the line is all.
        for depth in [ColorDepth::Ansi256, ColorDepth::True] {
            assert!(
                !PAINTED.contains(&theme) || painted(theme, name, depth).1 != painted(theme, "text", depth).1,
                "{theme}, {depth:?}: {name}"
            );
        }
    }
}

#[test]
fn pairs_of_the_operators_own_colors_can_be_read_whatever_the_background() {
    let mut theme = Theme::default();
    for name in Theme::STYLES {
        let style = *theme.style_mut(name).unwrap();
        let colors = [style.fg, style.bg].map(|color| shown(color, ColorDepth::Ansi16));
        if let [Some(letters), Some(behind)] = colors {
            let found = contrast(letters, behind);
            assert!(found >= 4.5, "{name}: {found:.2}");
        }
        assert!(
            style.fg != Some(Color::Yellow),
            "{name}: nobody can read yellow on a white background"
        );
        // Where bold means bright, black becomes gray and blue becomes light.
        let is_bold = style.add_modifier.contains(Modifier::BOLD);
        assert!(
            !is_bold || !matches!(style.fg, Some(Color::Black | Color::Blue)),
            "{name}"
        );
    }
}

#[test]
fn no_theme_has_magenta_and_high_contrast_dims_nothing() {
    for theme in BUILT_IN {
        for (name, style) in styles(theme) {
            for color in [style.fg, style.bg].into_iter().flatten() {
                for depth in DEPTHS {
                    let shown = bring_down(color, depth);
                    assert!(
                        !matches!(shown, Color::Magenta | Color::LightMagenta),
                        "{theme}, {depth:?}: {name}"
                    );
                }
            }
        }
    }
    for (name, style) in styles("high-contrast") {
        assert!(!style.add_modifier.contains(Modifier::DIM), "{name} is dim");
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
        // beside what is closed, "such as" in an empty field, the words of a badge.
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
            ("button", "text"),
            ("button_focused", "button"),
        ] {
            assert_ne!(modifiers(one), modifiers(other), "{theme}: {one} and {other}");
        }
        let reversed = |name: &&str| modifiers(name).contains(Modifier::REVERSED);
        let found: Vec<&str> = Theme::STYLES.into_iter().filter(reversed).collect();
        let has_keys = ["selected", "button_focused"];
        let filled = ["badge", "badge_good", "badge_warn", "badge_bad"];
        let expected = match theme {
            "no-color" => [&has_keys[..1], &filled, &has_keys[1..]].concat(),
            _ => has_keys.to_vec(),
        };
        assert_eq!(
            found, expected,
            "{theme}: reversed is what has the keys, and where there is no color what is filled"
        );
    }
}

#[test]
fn what_went_well_needs_attention_or_is_wrong_keeps_a_look_of_its_own_at_every_depth() {
    let signals = [
        ["success", "warning", "error"],
        ["badge_good", "badge_warn", "badge_bad"],
    ];
    for theme in ["default", "light", "dark", "high-contrast"] {
        for (depth, names) in DEPTHS
            .iter()
            .flat_map(|depth| signals.map(|names| (*depth, names)))
        {
            let styles = styles(theme);
            // Of the 16 colors only black and red can be read on white as these: there, bold tells two of them apart.
            let looks = names.map(|wanted| {
                let (_, style) = styles.iter().find(|(name, _)| *name == wanted).unwrap();
                let bold = style.add_modifier.contains(Modifier::BOLD);
                (shown(style.fg, depth), shown(style.bg, depth), bold)
            });
            let [good, warn, bad] = looks;
            assert!(
                good != warn && warn != bad && good != bad,
                "{theme}, {depth:?}: {looks:?}"
            );
        }
    }
}

#[test]
fn themes_with_a_ground_paint_every_cell_and_the_others_none() {
    let drawn = || {
        let mut buffer = Buffer::with_lines(["offer", "desk "]);
        buffer[(0, 0)].set_fg(Color::Red);
        buffer[(1, 0)].set_bg(Color::Blue);
        // A word above a border, and a box that clears what is behind it.
        buffer[(2, 0)].set_style(Theme::above(Style::new()));
        buffer[(3, 0)].reset();
        buffer
    };
    for theme in BUILT_IN {
        let is_painted = PAINTED.contains(&theme);
        let theme = built_in(theme).unwrap();
        let mut buffer = drawn();
        theme.paint(&mut buffer);
        if !is_painted {
            assert_eq!(buffer, drawn());
            continue;
        }
        let (letters, ground) = (theme.text.fg.unwrap(), theme.text.bg.unwrap());
        for (place, cell) in buffer.content.iter().enumerate() {
            let own = [(0, Color::Red), (1, Color::Blue)];
            let is_own = |index: usize, color| place == index && own[index].1 == color;
            assert!(cell.fg == letters || is_own(0, cell.fg), "{place}: {cell:?}");
            assert!(cell.bg == ground || is_own(1, cell.bg), "{place}: {cell:?}");
        }
    }
}

#[test]
fn the_default_theme_is_the_plain_one_with_the_operators_own_colors() {
    let mut expected = Theme::plain();
    for (name, color) in [
        ("accent", Color::Cyan),
        ("success", Color::Green),
        ("error", Color::Red),
        ("border_focused", Color::Cyan),
        ("key", Color::Cyan),
        ("button", Color::Cyan),
    ] {
        expected.style_mut(name).unwrap().fg = Some(color);
    }
    let pair = |fg, bg| Style::new().fg(fg).bg(bg);
    let written = |style: Style| style.remove_modifier(Modifier::REVERSED);
    let thin = |style: Style| style.remove_modifier(Modifier::BOLD);
    let blue = thin(pair(Color::Blue, Color::White).add_modifier(Modifier::REVERSED));
    for (name, style) in [
        ("selected", blue),
        ("button_focused", blue),
        ("badge", written(pair(Color::Black, Color::Gray))),
        ("badge_good", written(pair(Color::Black, Color::Green))),
        ("badge_warn", thin(written(pair(Color::Black, Color::Yellow)))),
        (
            "badge_bad",
            written(pair(Color::White, Color::Red).add_modifier(Modifier::BOLD)),
        ),
    ] {
        *expected.style_mut(name).unwrap() = style;
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
    let theme = ThemeDirectory::default().file(&file).unwrap();
    let sky = Some(Color::Rgb(0x7d, 0xcf, 0xff));
    assert_eq!((theme.accent.fg, theme.key.fg), (sky, sky), "what dark calls sky");
    assert_eq!(
        theme.text,
        built_in("dark").unwrap().text,
        "it lies on dark's ground"
    );
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
