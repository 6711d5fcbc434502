//! What the sweep found: a table of counts, and every failure with the fault that it takes to see it again.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::fault::{Fault, What};
use crate::verdict::Outcome;

#[derive(Default)]
pub struct Table {
    rows: BTreeMap<(&'static str, String, String), Counts>,
    pub failures: Vec<String>,
    pub tried: usize,
    /// System calls that were to be hit, and those of them that were not.
    pub injected: usize,
    pub missed: usize,
}

#[derive(Default, Clone, Copy)]
struct Counts {
    healed: usize,
    found: usize,
    refused: usize,
    refused_later: usize,
    failed: usize,
    not_hit: usize,
}

impl Counts {
    fn add(&mut self, other: Self) {
        self.healed += other.healed;
        self.found += other.found;
        self.refused += other.refused;
        self.refused_later += other.refused_later;
        self.failed += other.failed;
        self.not_hit += other.not_hit;
    }

    fn cells(self) -> String {
        let Self {
            healed,
            found,
            refused,
            refused_later,
            failed,
            ..
        } = self;
        let tried = healed + found + refused + refused_later + failed;
        format!("{tried} | {healed} | {found} | {refused} | {refused_later} | {failed}")
    }
}

impl Table {
    pub fn add(&mut self, fault: &Fault, outcome: &Result<Outcome, String>) {
        let counts = self.rows.entry(fault.summary()).or_default();
        let count = match outcome {
            Ok(Outcome::Healed) => &mut counts.healed,
            Ok(Outcome::Found) => &mut counts.found,
            Ok(Outcome::Refused) => &mut counts.refused,
            Ok(Outcome::RefusedLater) => &mut counts.refused_later,
            Ok(Outcome::NotHit) => &mut counts.not_hit,
            Err(_) => &mut counts.failed,
        };
        *count += 1;
        self.tried += 1;
        if matches!(fault.what, What::Injected { .. }) {
            self.injected += 1;
            self.missed += usize::from(*outcome == Ok(Outcome::NotHit));
        }
    }

    /// As Markdown: by size of the store, kind of fault and kind of file, and the sums.
    pub fn markdown(&self) -> String {
        let mut text = String::from(
            "| store | fault | file | tried | healed | found | refused | refused, sound next time | failed |\n\
             |---|---|---|---:|---:|---:|---:|---:|---:|\n",
        );
        let mut all = Counts::default();
        for ((base, kind, file), counts) in &self.rows {
            all.add(*counts);
            writeln!(text, "| {base} | {kind} | `{file}` | {} |", counts.cells()).unwrap();
        }
        writeln!(text, "| all | | | {} |", all.cells()).unwrap();
        if all.not_hit > 0 {
            writeln!(
                text,
                "\n{} more faults changed nothing, or their call was not made in that run.",
                all.not_hit
            )
            .unwrap();
        }
        text
    }
}
