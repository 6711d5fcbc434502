//! Lists of any length, a page at a time and both ways: nothing is counted, skipped or loaded whole.
//!
//! A page goes on from where a line stood in its index. That line may be gone or moved by then; its place is not, so
//! that no line is met twice or missed, whatever is added meanwhile.

use crate::store::record::{Record, Scan};

pub use crate::store::record::Cursor;

use super::Services;
use super::error::ServiceError;

/// How many lines before a place are around it: half of what a large terminal shows.
pub(super) const BEFORE: usize = 20;
/// Records that are read at a time where all of an index are.
const PORTION: usize = 500;
/// How many records of one name are looked through for one of them.
const NAMESAKES: usize = 50;

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
    /// The lines around a place: a few before it, then itself and the ones after it.
    Around(Cursor),
    /// The lines around the record with this id; the first lines when there is none.
    Of(u128),
}

/// Lines that match what was typed, the best ones first.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Matches<T> {
    /// The best ones.
    pub lines: Vec<T>,
    /// Where each of them stands in its list; empty where lists are given whole.
    pub places: Vec<Cursor>,
    /// How many match, also those that are not among the lines.
    pub count: usize,
    /// Whether there may be more than were counted.
    pub may_be_more: bool,
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
            Place::At(cursor) => self.lines_around(listing, cursor, 0, limit).await,
            Place::Around(cursor) => self.lines_around(listing, cursor, BEFORE, limit).await,
            Place::Of(id) => {
                let place = match self.place_of::<R>(listing, id).await? {
                    Some(cursor) => Place::Around(cursor),
                    None => Place::Start,
                };
                Box::pin(self.lines(listing, place, limit)).await
            }
        }
    }

    /// Calls for each record of an index, in its order.
    pub(super) async fn each_of<R: Record>(
        &self,
        index: u8,
        mut call: impl FnMut(R),
    ) -> Result<(), ServiceError> {
        let mut after = None;
        loop {
            let scan = Scan {
                index,
                prefix: Vec::new(),
                after,
                limit: PORTION,
                descending: false,
            };
            let page = self.store.page::<R>(scan).await?;
            page.items.into_iter().for_each(|item| call(item.record));
            after = page.next;
            if after.is_none() {
                return Ok(());
            }
        }
    }

    /// Where a record stands in a list.
    async fn place_of<R: Record>(&self, listing: &Listing, id: u128) -> Result<Option<Cursor>, ServiceError> {
        let id = id.to_be_bytes().to_vec();
        let Some(stored) = self.store.get::<R>(id.clone()).await? else {
            return Ok(None);
        };
        let entry = stored
            .record
            .index()
            .into_iter()
            .find(|entry| entry.index == listing.index && entry.key.starts_with(&listing.prefix));
        let Some(entry) = entry else { return Ok(None) };
        // Several may have this name, and longer names begin with it: what is looked for is among the first ones.
        let same = Listing {
            prefix: entry.key,
            ..listing.clone()
        };
        let found = self.store.entries(same.after(None, NAMESAKES)).await?;
        let place = found.into_iter().find(|found| found.record.id == id);
        Ok(place.map(|found| found.cursor))
    }

    /// So many lines before a place, and what follows them.
    async fn lines_around<R: Record>(
        &self,
        listing: &Listing,
        cursor: Cursor,
        before: usize,
        limit: usize,
    ) -> Result<Lines<R>, ServiceError> {
        let mut above = self
            .store
            .entries(listing.before(Some(cursor), before + 1))
            .await?;
        let start = above.pop().filter(|_| above.len() == before);
        self.lines_after(listing, start.map(|found| found.cursor), limit)
            .await
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
