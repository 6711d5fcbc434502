//! The lists of requests: of a company, of one's own, and those of Support.

use crate::domain::ids::AccountId;
use crate::domain::message::Arg;
use crate::domain::request::SupportRequest;
use crate::domain::user::Permission;
use crate::services::Services;
use crate::services::context::Actor;
use crate::services::error::ServiceError;
use crate::services::fuzzy::{Best, Query};
use crate::services::lines::{Lines, Listing, Matches, Place};
use crate::services::orders::LookupCache;
use crate::services::search::{ListFilter, MATCHES};
use crate::store::key::KeyBuilder;
use crate::store::records::{index, request_class};

use super::RequestLine;

/// Requests that are loaded before other tasks have their turn.
const PORTION: usize = 50;

/// A list of requests.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct RequestList {
    /// Whose requests.
    pub scope: RequestScope,
    /// Which of them.
    pub filter: RequestFilter,
}

/// Whose requests.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RequestScope {
    /// Those of a company: all of them for who follows all, one's own for others.
    Account(AccountId),
    /// Those of all companies: Support's queue.
    Queue,
}

/// Which requests (source: "Check the status of a support request").
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum RequestFilter {
    /// Those that are not closed.
    #[default]
    Open,
    /// Those that are.
    Closed,
    /// All of them.
    All,
}

impl RequestFilter {
    /// All filters, in their order on the screen.
    pub const ALL: [Self; 3] = [Self::Open, Self::Closed, Self::All];

    /// Key of its name in `assets/locales`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Open => "requests-open",
            Self::Closed => "requests-closed",
            Self::All => "requests-all",
        }
    }
}

impl Services {
    /// A part of a list of requests.
    pub async fn requests(
        &self,
        actor: &Actor,
        list: RequestList,
        place: impl Into<Place> + Send,
        limit: usize,
    ) -> Result<Lines<RequestLine>, ServiceError> {
        let listing = self.requests_of(actor, list).await?;
        let mut page = self
            .lines::<SupportRequest>(&listing, place.into(), limit)
            .await?;
        let requests = std::mem::take(&mut page.lines);
        let mut cache = LookupCache::default();
        let mut lines = Vec::with_capacity(requests.len());
        for request in requests {
            lines.push(self.request_line(&mut cache, request).await?);
        }
        Ok(page.with(lines))
    }

    /// The requests of a list that match by anything that is shown of them.
    pub async fn find_requests(
        &self,
        actor: &Actor,
        list: RequestList,
        filter: &ListFilter,
    ) -> Result<Matches<RequestLine>, ServiceError> {
        let listing = self.requests_of(actor, list).await?;
        let Some(query) = Query::parse(&filter.text) else {
            return Ok(Matches::none());
        };
        let mut best = Best::new(MATCHES);
        let mut cache = LookupCache::default();
        let mut after = None;
        loop {
            let page = self
                .store
                .page::<SupportRequest>(listing.after(after, PORTION))
                .await?;
            for (request, place) in page.items.into_iter().zip(page.places) {
                let line = self.request_line(&mut cache, request.record).await?;
                let i18n = &filter.i18n;
                let state = i18n.t(line.state.key());
                let severity = i18n.t(line.severity.key());
                let age = i18n.tr("request-age", &[("count", Arg::Count(line.age_days.into()))]);
                let marker = if line.cancels {
                    i18n.t("request-asks-to-cancel")
                } else {
                    String::new()
                };
                let taken = match &line.taken_by {
                    Some(name) => i18n.tr("request-taken-by", &[("name", Arg::Text(name.clone()))]),
                    None => i18n.t("request-not-taken"),
                };
                let number = line.number.to_string();
                let texts = [
                    number.as_str(),
                    &line.title,
                    &line.company,
                    &line.requested_by,
                    &taken,
                    &state,
                    &severity,
                    &age,
                    &marker,
                    line.mpn_id.as_str(),
                ];
                if query.score(&texts).is_some() {
                    best.take_next(|| (line, place));
                }
            }
            after = page.next;
            if after.is_none() {
                break;
            }
            tokio::task::yield_now().await;
        }
        Ok(best.into())
    }

    /// The part of an index that is the list, for who may read it.
    async fn requests_of(&self, actor: &Actor, list: RequestList) -> Result<Listing, ServiceError> {
        let user = self.acting(actor).await?.record;
        let account = match list.scope {
            RequestScope::Queue => {
                user.may_as_staff(Permission::ReadRequests)?;
                return Ok(match list.filter {
                    RequestFilter::Open => Listing::ascending(index::REQUESTS_QUEUE, Vec::new()),
                    RequestFilter::Closed => Listing::descending(index::REQUESTS_CLOSED, Vec::new()),
                    RequestFilter::All => Listing::descending(index::REQUESTS_ALL, Vec::new()),
                });
            }
            RequestScope::Account(account) => account,
        };
        let key = KeyBuilder::new().id(account.to_bytes());
        let may = |permission| user.may(permission, account);
        let (index, key) = if may(Permission::FollowRequests).is_ok() || may(Permission::ReadRequests).is_ok()
        {
            (index::REQUESTS_BY_ACCOUNT, key)
        } else {
            may(Permission::SeeRequests)?;
            (index::REQUESTS_BY_PERSON, key.id(user.id.to_bytes()))
        };
        let prefix = match list.filter {
            RequestFilter::Open => key.byte(request_class(false)),
            RequestFilter::Closed => key.byte(request_class(true)),
            RequestFilter::All => key,
        };
        Ok(Listing::descending(index, prefix.build()))
    }
}
