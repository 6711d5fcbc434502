//! What a view makes of something, kept until it would come out otherwise.
//!
//! Words cost more than cells: sentences, dates and wrapped lines are made of many small pieces. Where they stay the
//! same from key to key, a view keeps them. They cannot grow stale: what makes them is a plain function that sees
//! nothing but the key, and the whole key is compared each time.

use std::cell::RefCell;
use std::sync::Arc;

use crate::domain::date::Day;
use crate::i18n::I18n;

use super::layer::Context;
use super::theme::Theme;

/// What was made last, and of what.
#[derive(Debug)]
pub struct Memo<K, V>(RefCell<Option<(K, Arc<V>)>>);

impl<K: PartialEq, V> Memo<K, V> {
    /// What `make` makes of the key. A function, never a closure: what it needs stands in the key.
    pub fn of(&self, key: K, make: fn(&K) -> V) -> Arc<V> {
        let mut kept = self.0.borrow_mut();
        match &*kept {
            Some((of, made)) if *of == key => Arc::clone(made),
            _ => {
                let made = Arc::new(make(&key));
                *kept = Some((key, Arc::clone(&made)));
                made
            }
        }
    }
}

impl<K, V> Default for Memo<K, V> {
    fn default() -> Self {
        Self(RefCell::new(None))
    }
}

/// How things are told, whatever they are: in which language, with which looks, on which day.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RenderStyle {
    /// Language.
    pub i18n: I18n,
    /// Styles and symbols.
    pub theme: Theme,
    /// The day.
    pub today: Day,
}

impl RenderStyle {
    /// That of a desk now.
    pub fn of(context: &Context) -> Self {
        Self {
            i18n: context.i18n.clone(),
            theme: context.theme,
            today: context.today,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    static MADE: AtomicUsize = AtomicUsize::new(0);

    fn sum(numbers: &[u64; 2]) -> u64 {
        MADE.fetch_add(1, Ordering::SeqCst);
        numbers.iter().sum()
    }

    #[test]
    fn something_is_made_once_for_each_key_and_the_last_one_is_kept() {
        let kept = Memo::default();
        let made = |other| (*kept.of([1, other], sum), MADE.load(Ordering::SeqCst));
        let all = [made(1), made(1), made(2), made(2), made(1)];
        assert_eq!(all, [(2, 1), (2, 1), (3, 2), (3, 2), (2, 3)]);
    }
}
