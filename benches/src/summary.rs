//! The few figures that the README states: ours, what stands beside it as a ratio, and what was aimed at.

use crate::figures::three;
use crate::table;

/// Lines for the README, gathered while the parts are measured.
#[derive(Debug, Default)]
pub struct Summary(Vec<Vec<String>>);

impl Summary {
    /// A figure; `beside` are the names of others with what they need (or reach) as a multiple of ours.
    pub fn add(&mut self, what: String, ours: String, aim: &str, beside: &[(&str, f64)]) {
        let beside: Vec<String> = beside
            .iter()
            .map(|(name, ratio)| format!("{name} {}x", three(*ratio)))
            .collect();
        self.0.push(vec![what, ours, aim.to_owned(), beside.join(", ")]);
    }

    /// Prints the lines.
    pub fn print(&self) {
        if !self.0.is_empty() {
            table::heading("For the README");
            table::print(
                &["what", "offerdesk", "aim", "others, as a multiple of it"],
                &self.0,
            );
        }
    }
}
