//! What applies to the request that is being written: the money of a cancellation, and what happens next. It stands
//! beside the form on a wide screen, and below it otherwise. Its words stay the same from key to key, and are kept.

use std::sync::Arc;

use ratatui::text::Line;

use crate::domain::refund::Verdict;
use crate::tui::kept::{Kept, Tone};
use crate::tui::layer::Desk;
use crate::tui::screens::requests::{problems, sent};
use crate::tui::screens::summary;

use super::{RequestFormScreen, fields};

/// The words around the form, kept from key to key.
pub(super) type Words = Kept<Told, Laid>;

/// What they follow from.
#[derive(PartialEq, Eq, Debug)]
pub(super) struct Told {
    tone: Tone,
    /// What applies to the money, where a cancellation is asked for.
    verdict: Option<Verdict>,
    width: u16,
}

/// The words, broken for their width.
#[derive(Debug)]
pub(super) struct Laid {
    /// The way to the form.
    pub(super) heading: Line<'static>,
    /// What applies to the money; nothing where no cancellation is asked for.
    pub(super) verdict: Vec<Line<'static>>,
    /// What happens next.
    pub(super) next: Vec<Line<'static>>,
}

impl Laid {
    /// What applies, in lines.
    pub(super) fn lines(&self) -> impl Iterator<Item = &Line<'static>> {
        self.verdict.iter().chain(&self.next)
    }
}

/// The words around the form in so many columns.
pub(super) fn laid(screen: &RequestFormScreen, desk: &Desk, width: u16) -> Arc<Laid> {
    let told = Told {
        tone: Tone::of(desk),
        verdict: verdict(screen),
        width,
    };
    screen.words.of(told, lay)
}

fn lay(told: &Told) -> Laid {
    let Told { tone, verdict, width } = told;
    let heading = Line::styled(problems::path(tone), tone.theme.title);
    let verdict_lines = verdict.map(|verdict| sent::verdict_lines(&verdict, tone, *width));
    let next = tone.i18n.t(sent::next_key(verdict.is_some()));
    Laid {
        heading,
        verdict: verdict_lines.unwrap_or_default(),
        next: summary::paragraph(&next, *width, tone.theme.faint),
    }
}

/// What applies, a sentence each.
pub(super) fn words(screen: &RequestFormScreen, desk: &Desk) -> Vec<String> {
    let verdict = verdict(screen);
    let next = desk.i18n.t(sent::next_key(verdict.is_some()));
    let verdict = verdict.map(|verdict| sent::verdict_words(&verdict, &Tone::of(desk)).0);
    verdict.into_iter().chain([next]).collect()
}

fn verdict(screen: &RequestFormScreen) -> Option<Verdict> {
    let start = screen.start.as_ref()?;
    fields::cancelling(&screen.form, start).map(|option| option.verdict)
}
