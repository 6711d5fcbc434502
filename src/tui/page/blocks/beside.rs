//! Blocks side by side, each part as wide as it says. A part that finds no room any more is left out whole.

use super::Block;
use crate::tui::page::pen::Pen;
use crate::tui::page::rows::Rows;

/// Columns between parts.
const GAP: u16 = 4;

/// One of them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Side {
    /// Its columns.
    pub width: u16,
    /// What is in it, from above.
    pub blocks: Vec<Block>,
}

pub(super) fn paint(parts: &[Side], pen: Pen<'_>) -> Rows {
    let (mut x, mut painted) = (0, Vec::new());
    for part in parts {
        if x > 0 && x + part.width > pen.width {
            break;
        }
        let mut rows = Rows::default();
        for block in &part.blocks {
            rows.extend(block.paint(pen.narrower(part.width.min(pen.width))));
        }
        painted.push((x, rows));
        x += part.width + GAP;
    }
    Rows::beside(painted)
}
