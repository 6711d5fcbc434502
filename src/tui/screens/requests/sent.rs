//! What was sent: the request's number in a frame, what happens next, and where it is found.

use crate::services::requests::RequestView;
use crate::tui::layer::{Context, Copyable};
use crate::tui::page::Block;
use crate::tui::page::blocks::done::Done;
use crate::tui::page::blocks::words::Text;

use super::words;

/// The whole of it: this is the good moment.
pub(super) fn blocks(view: &RequestView, context: &Context) -> Vec<Block> {
    let title = if context.plain {
        "request-sent"
    } else {
        "request-sent-title"
    };
    let done = Done {
        title: context.i18n.t(title),
        large: words::title(view, context),
        notes: vec![view.request.title.to_string()],
        ..Done::default()
    };
    let cancels = view.request.open_cancellation().is_some();
    let text = |key| Block::Text(Text::plain(context.i18n.t(key)));
    let mut blocks = vec![
        Block::Done(done),
        text(next_key(cancels)),
        text("request-sent-found"),
    ];
    blocks.extend(
        view.verdict
            .as_ref()
            .map(|applies| words::verdict(applies, context)),
    );
    blocks
}

/// The number.
pub(super) fn copyable(view: &RequestView, context: &Context) -> Option<Copyable> {
    Copyable::new(
        &context.i18n,
        "label-request-number",
        &view.request.number.to_string(),
    )
}

/// Key of what happens after a request was sent.
pub(super) const fn next_key(cancels: bool) -> &'static str {
    if cancels {
        "request-next-cancel"
    } else {
        "request-next"
    }
}
