//! When what is typed into a form is kept as a draft: when nothing was typed for a while, when a field is left, and when
//! the screen is. What is kept, and under which subject, is each screen's own.

use crate::tui::layer::Step;

/// Quiet milliseconds after which a draft is kept.
const QUIET: u64 = 2_000;

/// What of a form is not kept yet.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Keeping {
    /// Counts edits: a pause that is over keeps something only when none followed it.
    edits: u64,
    is_due: bool,
}

impl Keeping {
    /// Nothing is typed yet.
    pub(super) const fn new() -> Self {
        Self {
            edits: 0,
            is_due: false,
        }
    }

    /// Something was typed: it is to be kept, when nothing follows for a while.
    pub(super) fn edited(&mut self) -> Step {
        self.is_due = true;
        self.edits += 1;
        Step::none().and_pause(self.edits, QUIET)
    }

    /// Whether nothing was typed since the edit that a pause followed.
    pub(super) const fn is_quiet_since(self, edits: u64) -> bool {
        self.edits == edits
    }

    /// Whether anything was typed at all.
    pub(super) const fn has_edits(self) -> bool {
        self.edits > 0
    }

    /// Whether something is to be kept.
    pub(super) const fn is_due(self) -> bool {
        self.is_due
    }

    /// What was typed is to be kept anew: it stays a draft until it was sent.
    pub(super) const fn again(&mut self) {
        self.is_due = self.has_edits();
    }

    /// Nothing is to be kept any more: it is on its way, or thrown away.
    pub(super) const fn settle(&mut self) {
        self.is_due = false;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pause_counts_when_nothing_was_typed_in_it_and_each_text_is_kept_once() {
        let mut keeping = Keeping::new();
        keeping.again();
        assert!(!keeping.is_due() && !keeping.has_edits());
        let first = keeping.edited().pauses;
        let second = keeping.edited().pauses;
        let quiet = |pauses: &[(u64, u64)]| pauses.iter().all(|(edits, _)| keeping.is_quiet_since(*edits));
        assert!(!quiet(&first) && quiet(&second), "{first:?} {second:?}");
        assert!(keeping.is_due());
        keeping.settle();
        assert!(!keeping.is_due() && keeping.has_edits());
        keeping.again();
        assert!(keeping.is_due());
        keeping.settle();
        keeping.edited();
        assert!(keeping.is_due());
    }
}
