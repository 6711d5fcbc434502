//! Postal codes, and the patterns that they and VAT IDs are described by.

use regex_lite::Regex;

/// What a postal code looks like.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PostalRule {
    /// The canonical form.
    pub pattern: Pattern,
    /// A postal code that exists, to show as an example.
    pub sample: String,
    /// Whether an address needs one.
    pub required: bool,
    /// The mark inside the canonical form; it may be left out or misplaced when typing.
    pub separator: Option<PostalSeparator>,
}

/// A mark inside a postal code, such as the hyphen of `00-950`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PostalSeparator {
    /// The mark.
    pub mark: char,
    /// How many characters stand behind it.
    pub before_last: usize,
}

/// A regular expression over the whole of a text, compared by its wording.
#[derive(Clone, Debug)]
pub struct Pattern(Regex);

/// A text that is no regular expression from `^` to `$`.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{0}")]
pub struct NotAPattern(pub String);

impl Pattern {
    /// Compiles an expression that describes a whole text, from `^` to `$`.
    pub fn new(expression: &str) -> Result<Self, NotAPattern> {
        let inner = expression
            .strip_prefix('^')
            .and_then(|rest| rest.strip_suffix('$'))
            .ok_or_else(|| NotAPattern("^…$".to_owned()))?;
        // In a group, so that `^a|b$` means the whole text too.
        Regex::new(&format!("^(?:{inner})$"))
            .map(Self)
            .map_err(|error| NotAPattern(error.to_string()))
    }

    /// Whether the whole text fits.
    pub fn fits(&self, text: &str) -> bool {
        self.0.is_match(text)
    }

    /// The expression as it is compiled.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for Pattern {}

impl PostalRule {
    /// The postal code in its canonical form; `None` when it has no such form.
    pub fn canonical(&self, typed: &str) -> Option<String> {
        let typed = typed.trim().to_uppercase();
        let compact: String = typed
            .chars()
            .filter(|c| !c.is_whitespace() && *c != '-')
            .collect();
        let separated = self.separator.and_then(|separator| separator.put_into(&compact));
        [Some(typed), Some(compact), separated]
            .into_iter()
            .flatten()
            .find(|candidate| self.pattern.fits(candidate))
    }
}

impl PostalSeparator {
    fn put_into(self, compact: &str) -> Option<String> {
        let at = compact.len().checked_sub(self.before_last)?;
        let (head, tail) = compact.split_at_checked(at)?;
        Some(format!("{head}{}{tail}", self.mark))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_means_the_whole_text() {
        assert!(Pattern::new("a|b").is_err());
        assert!(Pattern::new("^(a$").is_err());
        let pattern = Pattern::new("^a|b$").unwrap();
        assert!(pattern.fits("a") && pattern.fits("b"));
        assert!(!pattern.fits("ax") && !pattern.fits("xb"));
    }
}
