//! What a screen has to say: what was refused or what was done, and that something is on its way. It is kept by its key,
//! so that it is told in the language of the moment.

use crate::domain::message::{Arg, Coded};
use crate::tui::form::Refusal;
use crate::tui::layer::Context;
use crate::tui::page::blocks::words::Text;
use crate::tui::page::{Block, Signal, Wait, blocks};

/// Something to say.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Message {
    /// Something was refused.
    Refused(Refusal),
    /// Something that one may know.
    Told(&'static str, Vec<(&'static str, Arg)>),
    /// Something that needs attention.
    Warned(&'static str, Vec<(&'static str, Arg)>),
    /// Something was done.
    Done(&'static str, Vec<(&'static str, Arg)>),
}

/// The foot of a page, and what it waits for: what is on its way, by the key of its sentence, or what there is to say.
pub(super) fn foot(
    notice: Option<&Message>,
    sending: Option<&'static str>,
    context: &Context,
) -> (Vec<Block>, Option<Wait>) {
    let block = match sending {
        Some(key) => Some(Block::Text(Text::plain(context.i18n.t(key)))),
        None => notice.map(|notice| notice.block(context)),
    };
    (block.into_iter().collect(), sending.map(Wait::Quiet))
}

impl Message {
    /// What an error has to say.
    pub(super) fn of(error: &impl Coded) -> Self {
        Self::Refused(Refusal::of(error))
    }

    /// It as a block of a page.
    pub(super) fn block(&self, context: &Context) -> Block {
        let (signal, text, hint) = match self {
            Self::Refused(refusal) => {
                let explained = context.i18n.explain_code(refusal.code, &refusal.args);
                (Signal::Bad, explained.sentence, explained.hint)
            }
            Self::Told(key, args) => return Block::Text(Text::plain(context.i18n.tr(key, args))),
            Self::Warned(key, args) => (Signal::Warn, context.i18n.tr(key, args), None),
            Self::Done(key, args) => (Signal::Good, context.i18n.tr(key, args), None),
        };
        Block::Notice(blocks::notice::Notice {
            hint,
            ..blocks::notice::Notice::new(signal, text)
        })
    }
}
