//! What applies to the request that is being written: the money of a cancellation, and what happens next. It stands
//! beside the form on a wide screen, and below it otherwise.

use crate::tui::layer::Context;
use crate::tui::page::Block;
use crate::tui::page::blocks::words::Text;
use crate::tui::screens::requests::{sent, words};

use super::{Writing, fields};

/// What applies.
pub(super) fn blocks(screen: &Writing, context: &Context) -> Vec<Block> {
    let option = screen.start.as_ref();
    let option = option.and_then(|start| fields::cancelling(&screen.form, start));
    let verdict = option.map(|option| words::verdict(&option.verdict, context));
    let next = context.i18n.t(sent::next_key(option.is_some()));
    let next = Block::Text(Text::faint(next));
    verdict.into_iter().chain([next]).collect()
}
