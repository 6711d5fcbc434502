//! Why a catalog cannot be used: all mistakes of its files.

use std::path::Path;

use crate::config::file::told_in_order;
use crate::config::mistake::Mistake;
use crate::domain::message::{Arg, Coded};

/// What is wrong with a catalog, at least one thing. Nothing of the catalog is used.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{}", .first)]
pub struct CatalogError {
    first: Box<Mistake>,
    others: Vec<Mistake>,
}

impl CatalogError {
    /// Nothing, where nothing is wrong.
    pub(super) fn of(mistakes: Vec<Mistake>) -> Option<Self> {
        let mut mistakes = told_in_order(mistakes).into_iter();
        mistakes.next().map(|first| Self {
            first: Box::new(first),
            others: mistakes.collect(),
        })
    }

    /// The same, with the folder of the files before their names.
    #[must_use]
    pub fn within(mut self, folder: &Path) -> Self {
        let all = std::iter::once(&mut *self.first).chain(&mut self.others);
        for mistake in all {
            mistake.file = folder.join(&mistake.file).display().to_string();
        }
        self
    }

    /// The mistakes file by file, each file's in its order.
    pub fn mistakes(&self) -> impl Iterator<Item = &Mistake> {
        std::iter::once(&*self.first).chain(&self.others)
    }
}

impl Coded for CatalogError {
    /// The first mistake's.
    fn code(&self) -> &'static str {
        self.first.code()
    }

    fn sentence(&self) -> &'static str {
        "catalog-mistakes"
    }

    fn args(&self) -> Vec<(&'static str, Arg)> {
        let count = self.mistakes().count();
        vec![("count", Arg::Count(i64::try_from(count).unwrap_or(i64::MAX)))]
    }
}
