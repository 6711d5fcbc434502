//! Lists of any length, a page at a time and both ways: nothing is counted, skipped or loaded whole.
//!
//! A page goes on from where a line stood in its index. That line may be gone or moved by then; its place is not, so
//! that no line is met twice or missed, whatever is added meanwhile.

use crate::store::record::{Cursor, Record, Scan};

use super::Services;
use super::error::ServiceError;

/// Lines of a list, and where the ones before and after them are.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Lines<T> {
    /// The lines.
    pub lines: Vec<T>,
    /// Where each of them stands; empty for a list that is given whole.
    pub places: Vec<Cursor>,
    /// Where to go on upwards; `None` at the beginning.
    pub previous: Option<Cursor>,
    /// Where to go on downwards; `None` at the end.
    pub next: Option<Cursor>,
}

/// Which part of a list is asked for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Place {
    /// The first lines.
    Start,
    /// The last lines.
    End,
    /// The lines after a place.
    After(Cursor),
    /// The lines before a place.
    Before(Cursor),
    /// The line at a place, or the first one after it, and the lines after that.
    At(Cursor),
}

/// Lines that match what was typed, the best ones first.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Matches<T> {
    /// The best ones.
    pub lines: Vec<T>,
    /// How many match, also those that are not among the lines.
    pub count: usize,
}

/// A part of an index that is a list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Listing {
    pub index: u8,
    pub prefix: Vec<u8>,
    /// Whether the highest key comes first.
    pub descending: bool,
}

impl From<Option<Cursor>> for Place {
    /// After a place, or from the start.
    fn from(after: Option<Cursor>) -> Self {
        after.map_or(Self::Start, Self::After)
    }
}

impl<T> Lines<T> {
    /// A list that is given whole.
    pub const fn whole(lines: Vec<T>) -> Self {
        Self {
            lines,
            places: Vec::new(),
            previous: None,
            next: None,
        }
    }

    /// The same places with other lines: one for each.
    pub(super) fn with<U>(self, lines: Vec<U>) -> Lines<U> {
        Lines {
            lines,
            places: self.places,
            previous: self.previous,
            next: self.next,
        }
    }
}

impl Listing {
    /// A listing from the lowest key up.
    pub(super) const fn ascending(index: u8, prefix: Vec<u8>) -> Self {
        Self {
            index,
            prefix,
            descending: false,
        }
    }

    /// A listing from the highest key down.
    pub(super) fn descending(index: u8, prefix: Vec<u8>) -> Self {
        Self {
            descending: true,
            ..Self::ascending(index, prefix)
        }
    }

    /// The lines after a place.
    pub(super) fn after(&self, after: Option<Cursor>, limit: usize) -> Scan {
        Scan {
            index: self.index,
            prefix: self.prefix.clone(),
            after,
            limit,
            descending: self.descending,
        }
    }

    /// The lines before a place, the nearest one first.
    fn before(&self, before: Option<Cursor>, limit: usize) -> Scan {
        Scan {
            descending: !self.descending,
            ..self.after(before, limit)
        }
    }
}

impl Services {
    /// The records of a part of a list.
    pub(super) async fn lines<R: Record>(
        &self,
        listing: &Listing,
        place: Place,
        limit: usize,
    ) -> Result<Lines<R>, ServiceError> {
        match place {
            Place::Start => self.lines_after(listing, None, limit).await,
            Place::After(cursor) => self.lines_after(listing, Some(cursor), limit).await,
            Place::End => self.lines_before(listing, None, limit).await,
            Place::Before(cursor) => self.lines_before(listing, Some(cursor), limit).await,
            Place::At(cursor) => {
                let above = self.store.entries(listing.before(Some(cursor), 1)).await?;
                let above = above.into_iter().next().map(|found| found.cursor);
                self.lines_after(listing, above, limit).await
            }
        }
    }

    async fn lines_after<R: Record>(
        &self,
        listing: &Listing,
        after: Option<Cursor>,
        limit: usize,
    ) -> Result<Lines<R>, ServiceError> {
        let page = self.store.page::<R>(listing.after(after.clone(), limit)).await?;
        let first = page.places.first().cloned();
        Ok(Lines {
            previous: after.map(|after| first.unwrap_or(after)),
            next: page.next,
            places: page.places,
            lines: page.items.into_iter().map(|item| item.record).collect(),
        })
    }

    async fn lines_before<R: Record>(
        &self,
        listing: &Listing,
        before: Option<Cursor>,
        limit: usize,
    ) -> Result<Lines<R>, ServiceError> {
        let page = self
            .store
            .page::<R>(listing.before(before.clone(), limit))
            .await?;
        let last = page.places.first().cloned();
        Ok(Lines {
            previous: page.next,
            next: before.map(|before| last.unwrap_or(before)),
            places: page.places.into_iter().rev().collect(),
            lines: page.items.into_iter().rev().map(|item| item.record).collect(),
        })
    }
}
