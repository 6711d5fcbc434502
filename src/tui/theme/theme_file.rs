//! One theme file: named colors, and what each style has. `docs/themes.md` tells the format.
//!
//! A sheet says only what it changes. It is put on over the sheets that it inherits from, or over a theme without
//! color; names of colors are looked up last, so that a sheet may give an inherited name another color.

use std::collections::BTreeMap;

use ratatui::style::{Color, Modifier, Style};

use crate::config::file::{File, FileTable, Value};
use crate::config::mistake::{Mistake, nearest};

use super::Theme;

/// A theme file that was read. Its names of colors are not looked up yet.
#[derive(Clone, Debug)]
pub struct ThemeFile {
    inherits: Option<(String, Mistake)>,
    colors: BTreeMap<String, Color>,
    styles: Vec<(&'static str, Spec)>,
}

/// What a sheet says of one style.
#[derive(Clone, Debug, Default)]
struct Spec {
    fg: Option<Ink>,
    bg: Option<Ink>,
    on: Modifier,
    off: Modifier,
}

/// A color, or a name with the mistake that it is when no sheet knows it.
#[derive(Clone, Debug)]
enum Ink {
    Mixed(Color),
    Named(String, Mistake),
}

/// The modifiers and their names.
const MODIFIERS: [(&str, Modifier); 5] = [
    ("bold", Modifier::BOLD),
    ("dim", Modifier::DIM),
    ("italic", Modifier::ITALIC),
    ("underlined", Modifier::UNDERLINED),
    ("reversed", Modifier::REVERSED),
];

/// The keys of a style.
const STYLE_KEYS: [&str; 7] = ["fg", "bg", "bold", "dim", "italic", "underlined", "reversed"];

/// The terminal's own color, and the 16 that its operator may have set, in the order of their numbers.
const NAMES: [(&str, Color); 17] = [
    ("default", Color::Reset),
    ("black", Color::Black),
    ("red", Color::Red),
    ("green", Color::Green),
    ("yellow", Color::Yellow),
    ("blue", Color::Blue),
    ("magenta", Color::Magenta),
    ("cyan", Color::Cyan),
    ("white", Color::Gray),
    ("bright-black", Color::DarkGray),
    ("bright-red", Color::LightRed),
    ("bright-green", Color::LightGreen),
    ("bright-yellow", Color::LightYellow),
    ("bright-blue", Color::LightBlue),
    ("bright-magenta", Color::LightMagenta),
    ("bright-cyan", Color::LightCyan),
    ("bright-white", Color::White),
];

impl ThemeFile {
    /// Reads a file, and tells all of its mistakes but those that only the sheets below it can show.
    pub fn read(file: &File) -> (Option<Self>, Vec<Mistake>) {
        file.read(|table, mistakes| {
            table.only(&["inherits", "colors", "styles"], mistakes);
            let within = |key: &str, mistakes: &mut Vec<Mistake>| {
                table.get(key).and_then(|value| value.table(mistakes))
            };
            let inherits = table.get("inherits").and_then(|value| {
                let name = value.text(mistakes)?.to_owned();
                Some((name, value.unfit("theme-wants-parent", [])))
            });
            let colors = within("colors", mistakes);
            let styles = within("styles", mistakes);
            Self {
                inherits,
                colors: colors.map_or_else(BTreeMap::new, |table| palette(&table, mistakes)),
                styles: styles.map_or_else(Vec::new, |table| specs(&table, mistakes)),
            }
        })
    }

    /// The theme that it inherits from, and the mistake that this is when that theme cannot be had.
    pub fn inherits(&self) -> Option<(&str, &Mistake)> {
        let (name, mistake) = self.inherits.as_ref()?;
        Some((name, mistake))
    }

    /// Puts sheets on, the innermost first. Tells every color that none of them knows.
    pub fn put_on(sheets: &[Self]) -> Result<Theme, Vec<Mistake>> {
        let mut colors: BTreeMap<&str, Color> = NAMES.into_iter().collect();
        for sheet in sheets {
            colors.extend(sheet.colors.iter().map(|(name, color)| (name.as_str(), *color)));
        }
        let mut mistakes = Vec::new();
        let mut theme = Theme::plain();
        for (name, spec) in sheets.iter().flat_map(|sheet| &sheet.styles) {
            if let Some(style) = theme.style_mut(name) {
                *style = spec.over(*style, &colors, &mut mistakes);
            }
        }
        if mistakes.is_empty() {
            Ok(theme)
        } else {
            Err(mistakes)
        }
    }
}

impl Spec {
    fn over(&self, style: Style, colors: &BTreeMap<&str, Color>, mistakes: &mut Vec<Mistake>) -> Style {
        let mut color = |ink: &Option<Ink>| match ink.as_ref()? {
            Ink::Mixed(color) => Some(*color),
            Ink::Named(name, mistake) => {
                let color = colors.get(name.as_str()).copied();
                if color.is_none() {
                    mistakes.push(with_nearest(mistake, name, colors));
                }
                color
            }
        };
        Style {
            fg: color(&self.fg).or(style.fg),
            bg: color(&self.bg).or(style.bg),
            ..style.add_modifier(self.on).remove_modifier(self.off)
        }
    }
}

/// The mistake of an unknown name, with the known one that was probably meant.
fn with_nearest(mistake: &Mistake, name: &str, colors: &BTreeMap<&str, Color>) -> Mistake {
    let mut mistake = mistake.clone();
    if let crate::config::mistake::Problem::Unfit { nearest: found, .. } = &mut mistake.problem {
        *found = nearest(name, colors.keys().copied());
    }
    mistake
}

fn palette(table: &FileTable<'_>, mistakes: &mut Vec<Mistake>) -> BTreeMap<String, Color> {
    let mut colors = BTreeMap::new();
    for (name, value) in table.entries() {
        let named = value.as_text().and_then(named);
        let color = mixed(&value).or(named);
        if color.is_none() {
            mistakes.push(value.unfit("theme-wants-plain-color", NAMES.map(|(name, _)| name)));
        }
        // The name is known also when its color is wrong: whoever uses it made no second mistake.
        colors.insert(name.to_owned(), color.unwrap_or_default());
    }
    colors
}

fn specs(table: &FileTable<'_>, mistakes: &mut Vec<Mistake>) -> Vec<(&'static str, Spec)> {
    table.only(&Theme::STYLES, mistakes);
    let mut specs = Vec::new();
    for name in Theme::STYLES {
        if let Some(fields) = table.get(name).and_then(|value| value.table(mistakes)) {
            specs.push((name, spec(&fields, mistakes)));
        }
    }
    specs
}

fn spec(table: &FileTable<'_>, mistakes: &mut Vec<Mistake>) -> Spec {
    table.only(&STYLE_KEYS, mistakes);
    let mut spec = Spec::default();
    for (name, modifier) in MODIFIERS {
        match table.get(name).and_then(|value| value.boolean(mistakes)) {
            Some(true) => spec.on |= modifier,
            Some(false) => spec.off |= modifier,
            None => {}
        }
    }
    spec.fg = table.get("fg").and_then(|value| ink(&value, mistakes));
    spec.bg = table.get("bg").and_then(|value| ink(&value, mistakes));
    spec
}

fn ink(value: &Value<'_>, mistakes: &mut Vec<Mistake>) -> Option<Ink> {
    let unfit = value.unfit("theme-wants-color", []);
    if let Some(color) = mixed(value) {
        return Some(Ink::Mixed(color));
    }
    match value.as_text() {
        Some(name) if !name.starts_with('#') => Some(Ink::Named(name.to_owned(), unfit)),
        _ => {
            mistakes.push(unfit);
            None
        }
    }
}

/// A color that needs no name: `"#rrggbb"`, or a number from 0 to 255.
fn mixed(value: &Value<'_>) -> Option<Color> {
    if let Some(index) = value.as_byte() {
        return Some(Color::Indexed(index));
    }
    let digits = value.as_text()?.strip_prefix('#')?;
    if digits.len() != 6 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let [_, red, green, blue] = u32::from_str_radix(digits, 16).ok()?.to_be_bytes();
    Some(Color::Rgb(red, green, blue))
}

fn named(name: &str) -> Option<Color> {
    let found = NAMES.into_iter().find(|(known, _)| *known == name);
    found.map(|(_, color)| color)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(text: &str) -> ThemeFile {
        let (sheet, mistakes) = ThemeFile::read(&File::new("a.toml", text));
        assert_eq!(mistakes, []);
        sheet.unwrap()
    }

    fn told(text: &str) -> Vec<String> {
        let (sheet, mut mistakes) = ThemeFile::read(&File::new("a.toml", text));
        mistakes.extend(ThemeFile::put_on(&[sheet.unwrap()]).err().unwrap_or_default());
        mistakes.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn colors_are_written_in_four_ways() {
        let theme = ThemeFile::put_on(&[sheet(
            "[colors]\nsea = 0x1f\nred = \"bright-red\"\n[styles]\ntext = { fg = \"#0A0b0c\", bg = 255 }\n\
             error = { fg = \"red\", bg = \"sea\" }\nkey = { fg = \"white\", bg = \"default\" }",
        )]);
        let theme = theme.unwrap();
        assert_eq!(theme.text.fg, Some(Color::Rgb(10, 11, 12)));
        assert_eq!(theme.text.bg, Some(Color::Indexed(255)));
        assert_eq!(
            theme.error.fg,
            Some(Color::LightRed),
            "a name of the file's own wins"
        );
        assert_eq!(theme.error.bg, Some(Color::Indexed(31)));
        assert_eq!(theme.key.fg, Some(Color::Gray));
        assert_eq!(theme.key.bg, Some(Color::Reset));
        assert_eq!(
            theme.border,
            Theme::plain().border,
            "what is not named stays as it is"
        );
    }

    #[test]
    fn an_inherited_style_follows_the_color_that_the_heir_gives_its_name() {
        let elder = sheet("[colors]\nsea = \"#000001\"\n[styles]\nkey = { fg = \"sea\", italic = true }");
        let heir =
            sheet("inherits = \"elder\"\n[colors]\nsea = \"#000002\"\n[styles]\nkey = { bold = false }");
        assert_eq!(heir.inherits().unwrap().0, "elder");
        let theme = ThemeFile::put_on(&[elder, heir]).unwrap();
        assert_eq!(theme.key.fg, Some(Color::Rgb(0, 0, 2)));
        assert_eq!(theme.key.add_modifier, Modifier::ITALIC);
        assert_eq!(theme.key.sub_modifier, Modifier::BOLD);
    }

    #[test]
    fn every_mistake_is_told_by_line_and_key_with_what_was_probably_meant() {
        assert_eq!(
            told(
                "inherit = \"dark\"\n[colors]\nsea = \"#12345\"\nsky = \"bleu\"\n[styles]\n\
                 eror = { fg = \"red\" }\nkey = { fg = 256, blod = true, dim = 1 }\ntext = \"red\"\n"
            ),
            [
                "a.toml:1:1: inherit: unknown key; did you mean inherits?",
                "a.toml:3:7: colors.sea: #12345 does not fit, expected theme-wants-plain-color",
                "a.toml:4:7: colors.sky: bleu does not fit, expected theme-wants-plain-color; did you mean blue?",
                "a.toml:6:1: styles.eror: unknown key; did you mean error?",
                "a.toml:7:14: styles.key.fg: 256 does not fit, expected theme-wants-color",
                "a.toml:7:19: styles.key.blod: unknown key; did you mean bold?",
                "a.toml:7:38: styles.key.dim: expected Boolean, found Integer",
                "a.toml:8:8: styles.text: expected Table, found Text",
            ]
        );
        assert_eq!(
            told(
                "[colors]\nsea = 4\n[styles]\nkey = { fg = \"see\", bg = \"+12345\" }\ntext = { fg = \"#é2345\" }"
            ),
            [
                "a.toml:5:15: styles.text.fg: #é2345 does not fit, expected theme-wants-color",
                "a.toml:4:14: styles.key.fg: see does not fit, expected theme-wants-color; did you mean sea?",
                "a.toml:4:26: styles.key.bg: +12345 does not fit, expected theme-wants-color",
            ]
        );
        assert_eq!(
            told("[colors]\nsea = \"#1\"\n[styles]\nkey = { fg = \"sea\" }").len(),
            1
        );
    }
}
