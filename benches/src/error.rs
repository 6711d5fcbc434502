//! Errors of the measurements: each ends the program with its words, so one type is enough.

/// What every measurement answers.
pub type Measured<T> = Result<T, Box<dyn std::error::Error>>;

/// A refusal in words.
pub fn failed<T>(what: impl Into<String>) -> Measured<T> {
    Err(what.into().into())
}
