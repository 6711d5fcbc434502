//! A sample of measured times, and how it is told: median, spread, the slowest of a hundred.

use std::time::Duration;

/// Measured times, sorted.
#[derive(Clone, Debug, Default)]
pub struct Sample(Vec<Duration>);

impl Sample {
    /// Out of times in any order.
    pub fn of(mut times: Vec<Duration>) -> Self {
        times.sort_unstable();
        Self(times)
    }

    /// How many.
    pub const fn len(&self) -> usize {
        self.0.len()
    }

    /// The time that so much of the sample (0 to 1) does not exceed.
    pub fn quantile(&self, share: f64) -> Duration {
        let last = self.0.len().saturating_sub(1);
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a share of a small number
        let place = (last as f64 * share).round() as usize;
        self.0.get(place.min(last)).copied().unwrap_or_default()
    }

    /// Half are faster.
    pub fn median(&self) -> Duration {
        self.quantile(0.5)
    }

    /// `12.3 ms (11.9-14.0)`: median, and the fastest and the slowest.
    pub fn millis(&self) -> String {
        format!(
            "{} ms ({}-{})",
            three(millis(self.median())),
            three(millis(self.quantile(0.0))),
            three(millis(self.quantile(1.0)))
        )
    }

    /// `0.214 ms`: the median alone.
    pub fn median_millis(&self) -> String {
        format!("{} ms", three(millis(self.median())))
    }

    /// The slowest of a hundred.
    pub fn p99_millis(&self) -> String {
        format!("{} ms", three(millis(self.quantile(0.99))))
    }
}

/// Milliseconds of a time.
pub fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}

/// Three digits that say something: `0.214`, `2.14`, `21.4`, `214`.
pub fn three(value: f64) -> String {
    match value.abs() {
        small if small < 1.0 => format!("{value:.3}"),
        small if small < 10.0 => format!("{value:.2}"),
        small if small < 100.0 => format!("{value:.1}"),
        _ => format!("{value:.0}"),
    }
}

/// A number with its thousands set apart: `1,000,000`.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + 4);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
