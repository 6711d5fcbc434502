//! Several screens one after the other as one picture, by style alone: no script. Where nothing may move, or nothing can,
//! it is the first of them.

use std::fmt::Write as _;
use std::num::NonZero;

use super::svg::framed;

/// Screens of one size, each for so many seconds, and then again from the first one.
pub fn moving(screens: &[String], size: (NonZero<u16>, NonZero<u16>), seconds: usize, title: &str) -> String {
    let all = screens.len() * seconds;
    let part = 100.0 / f64::from(u32::try_from(screens.len()).unwrap());
    let mut svg = format!(
        "<style>.s{{visibility:hidden;animation:s {all}s step-end infinite}}.first{{visibility:visible}}\
         @keyframes s{{0%{{visibility:visible}}{part:.3}%{{visibility:hidden}}}}\
         @media (prefers-reduced-motion:reduce){{.s{{animation:none}}}}</style>\n"
    );
    for (place, screen) in screens.iter().enumerate() {
        let (class, waited) = match place {
            0 => ("s first", 0),
            _ => ("s", all - place * seconds),
        };
        write!(
            svg,
            "<g class=\"{class}\" style=\"animation-delay:-{waited}s\">\n{screen}</g>\n"
        )
        .unwrap();
    }
    framed(size, title, &svg)
}
