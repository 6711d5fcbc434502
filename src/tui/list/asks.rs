//! What a list asks for: a part of what there is, page by page or what matches a filter.

use std::fmt::Debug;
use std::future::Future;

use crate::services::Services;
use crate::services::context::Actor;
use crate::services::error::ServiceError;
use crate::services::lines::{Lines, Matches, Place};
use crate::services::search::ListFilter;
use crate::tui::ask::{Ask, Manner};

/// A record of which there are lists.
pub trait Listed: Debug + Send + Sized + 'static {
    /// Which list of such records.
    type Of: Copy + PartialEq + Debug + Send + 'static;

    /// So many lines of a list from a place on.
    fn page(
        list: Self::Of,
        place: Place,
        limit: usize,
        services: &Services,
        actor: &Actor,
    ) -> impl Future<Output = Result<Lines<Self>, ServiceError>> + Send;

    /// The best of what matches in a list.
    fn matches(
        list: Self::Of,
        filter: &ListFilter,
        services: &Services,
        actor: &Actor,
    ) -> impl Future<Output = Result<Matches<Self>, ServiceError>> + Send;
}

/// A part of a list. A later one of the same layer takes its place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ListAsk<R: Listed> {
    /// Given back.
    pub ticket: u64,
    /// The list.
    pub list: R::Of,
    /// What part of it.
    pub wanted: Wanted,
}

/// A part of a list, as it was found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ListAnswer<R> {
    /// That of the question.
    pub ticket: u64,
    /// The part.
    pub part: Result<ListPart<R>, ServiceError>,
}

/// What part of a list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Wanted {
    /// So many lines from a place on.
    Page(Place, usize),
    /// What matches.
    Matches(ListFilter),
}

/// What a part of a list is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ListPart<T> {
    /// Lines of the list.
    Page(Lines<T>),
    /// The best of what matches.
    Matches(Matches<T>),
}

impl<R: Listed> Ask for ListAsk<R> {
    type Answer = ListAnswer<R>;

    async fn run(self, services: &Services, actor: &Actor) -> ListAnswer<R> {
        let part = match self.wanted {
            Wanted::Page(place, limit) => {
                let page = R::page(self.list, place, limit, services, actor).await;
                page.map(ListPart::Page)
            }
            Wanted::Matches(filter) => {
                let found = R::matches(self.list, &filter, services, actor).await;
                found.map(ListPart::Matches)
            }
        };
        ListAnswer {
            ticket: self.ticket,
            part,
        }
    }

    fn manner(&self) -> Manner {
        Manner::USUAL.replacing_the_former()
    }
}
