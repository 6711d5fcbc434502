//! Frames side by side: what belongs together, each with its title. Where they would be too narrow they stand below each
//! other, without their borders.

use ratatui::text::{Line, Span};

use super::Block;
use crate::domain::message::Arg;
use crate::tui::canvas::Target;
use crate::tui::layer::Context;
use crate::tui::page::pen::Pen;
use crate::tui::page::rows::{FRAME, Frame, Row, Rows};
use crate::tui::page::{Command, Page};
use crate::tui::theme::Theme;
use crate::tui::widgets::cells;

/// Frames stand side by side where each would have so many columns, if all were equally wide.
const NARROWEST: u16 = 33;
/// Columns between frames.
const GAP: u16 = 2;

/// One of them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Framed {
    /// Its title.
    pub title: String,
    /// What is in it.
    pub blocks: Vec<Block>,
    /// Whether it changed under the reader's eyes.
    pub is_changed: bool,
    /// What can be done about it, by its key or with a click: one of the page's commands.
    pub command: Option<Command>,
}

impl Framed {
    /// A frame with a title.
    pub const fn new(title: String, blocks: Vec<Block>) -> Self {
        Self {
            title,
            blocks,
            is_changed: false,
            command: None,
        }
    }
}

pub(super) fn paint(frames: &[Framed], pen: Pen<'_>) -> Rows {
    let count = u16::try_from(frames.len().max(1)).unwrap_or(1);
    let width = pen.width.saturating_sub(GAP * (count - 1)) / count;
    if width < NARROWEST {
        return stacked(frames, pen);
    }
    let widths = match frames {
        [_, second] => {
            let both = pen.width - GAP;
            let second = second.unbroken(pen, both - NARROWEST).max(NARROWEST);
            vec![both - second, second]
        }
        _ => vec![width; frames.len()],
    };
    let inner = frames.iter().zip(&widths);
    let inner = inner.map(|(frame, width)| frame.inner(pen.narrower(width.saturating_sub(2 * FRAME))));
    let mut inner: Vec<Rows> = inner.collect();
    let height = inner.iter().map(|rows| rows.0.len()).max().unwrap_or(0);
    for rows in &mut inner {
        rows.fill_to(height);
    }
    let mut x = 0;
    let framed = frames
        .iter()
        .zip(inner)
        .zip(widths)
        .map(|((frame, rows), width)| {
            let room = width.saturating_sub(2 * FRAME);
            let title = cells::shortened(&frame.heading(), room, pen.theme.symbols.ellipsis);
            let drawn = Frame {
                symbols: &pen.theme.symbols,
                style: pen.theme.border,
                title: vec![Span::styled(format!(" {title} "), Theme::above(pen.theme.title))],
                badge: None,
            };
            let column = x;
            x += width + GAP;
            (column, drawn.around(rows, width))
        });
    Rows::beside(framed.collect())
}

fn stacked(frames: &[Framed], pen: Pen<'_>) -> Rows {
    let mut rows = Rows::default();
    for frame in frames {
        rows.push(Row::styled(frame.heading(), pen.theme.accent));
        rows.extend(frame.inner(pen.narrower(pen.width.saturating_sub(2))).indented(2));
    }
    rows
}

impl Framed {
    /// The title; what changed is told by a sign.
    fn heading(&self) -> String {
        if self.is_changed {
            format!("! {}", self.title)
        } else {
            self.title.clone()
        }
    }

    /// The columns in which no line of it is broken, as far as there are so many: the frame beside it has the rest, in
    /// which values stand in fewer words.
    fn unbroken(&self, pen: Pen<'_>, room: u16) -> u16 {
        let rows = self.inner(pen.narrower(room.saturating_sub(2 * FRAME)));
        let widest = rows.0.iter().map(Row::width).max().unwrap_or(0);
        widest.saturating_add(2 * FRAME).min(room)
    }

    fn inner(&self, pen: Pen<'_>) -> Rows {
        let mut rows = Rows::default();
        let pen = pen.labeling(&self.blocks);
        for block in &self.blocks {
            rows.extend(block.paint(pen));
        }
        if let Some(command) = &self.command {
            let button = pen.button(command, false);
            let place = 0..cells::columns(&button.content);
            let mut row = Row::from(Line::from(button));
            row.spots.push((place, Target::Action(command.hint.action)));
            rows.push(row);
        }
        rows
    }
}

pub(super) fn say(frames: &[Framed], context: &Context, page: &Page) -> Vec<String> {
    let said = frames.iter().flat_map(|frame| {
        // A few lines of text, such as an address, are one value.
        let texts = frame.blocks.iter().map(|block| match block {
            Block::Text(text) => Some(text.text.clone()),
            _ => None,
        });
        if let Some(texts) = texts.collect::<Option<Vec<String>>>() {
            let args = [
                ("label", Arg::Text(frame.title.clone())),
                ("value", Arg::Text(texts.join(", "))),
            ];
            let said = context.i18n.tr("plain-value", &args);
            return vec![if frame.is_changed {
                context.i18n.tr("plain-changed", &[("line", Arg::Text(said))])
            } else {
                said
            }];
        }
        let title = std::iter::once(format!("{}:", frame.title));
        let lines = frame
            .blocks
            .iter()
            .flat_map(|block| block.say(context, page).lines);
        title.chain(lines).collect::<Vec<_>>()
    });
    said.collect()
}
