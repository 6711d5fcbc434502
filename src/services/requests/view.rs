//! A request as people see it: with the names that its record only refers to, and what they can do about it.

use crate::domain::attachment::MOST_ATTACHMENTS;
use crate::domain::date::{Day, Timestamp};
use crate::domain::form_draft::NoteKind;
use crate::domain::ids::{AccountId, RequestId, UserId};
use crate::domain::money::Money;
use crate::domain::offer::Names;
use crate::domain::partner::MpnId;
use crate::domain::refund::Verdict;
use crate::domain::request::{
    About, Closing, Event, RequestError, RequestNumber, RequestState, Severity, Side, SupportRequest,
};
use crate::domain::subscription::Subscription;
use crate::domain::user::User;
use crate::services::Services;
use crate::services::error::{ServiceError, Unavailable};
use crate::services::orders::LookupCache;
use crate::store::record::Stored;

use super::Standing;

/// Whether something can be done now.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Access {
    /// It can.
    Open,
    /// It cannot, and why.
    Closed(Box<Unavailable>),
    /// It is not for this person at all.
    Hidden,
}

/// A request as people see it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RequestView {
    /// The request.
    pub request: SupportRequest,
    /// Its version: whoever changes it says which one they saw.
    pub version: u64,
    /// Company of the account.
    pub company: String,
    /// Its MPN ID.
    pub mpn_id: MpnId,
    /// Name of the type of problem; its id where the catalog no longer has it.
    pub problem: Names,
    /// Name of the offer that it is about.
    pub offer: Option<Names>,
    /// Who sent it, by name.
    pub requested_by: String,
    /// Who works on it, by name.
    pub taken_by: Option<String>,
    /// What happened since, oldest first.
    pub notes: Vec<NoteView>,
    /// What applies to the money while the cancellation is not decided; it is judged by the request's day.
    pub verdict: Option<Verdict>,
    /// What was decided.
    pub decision: Option<DecisionView>,
    /// For whom the person who reads it speaks; `None` for who only reads.
    pub side: Option<Side>,
    /// What they can do about it.
    pub can: Actions,
    /// Which notes they left unfinished in it.
    pub drafts: Vec<NoteKind>,
}

/// A decision as people see it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DecisionView {
    /// When.
    pub on: Day,
    /// Who decided, by name.
    pub by: String,
    /// What goes back, if money does, and how far it is.
    pub refund: Option<RefundView>,
    /// The last day with benefits; `None` where a refunded renewal gave the former term back.
    pub last_day: Option<Day>,
}

/// Money that goes back.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RefundView {
    /// The number of the order that it had paid.
    pub order: String,
    /// How much.
    pub total: Money,
    /// Whether it has gone back.
    pub is_back: bool,
    /// Whether the bank refused, so that Finance returns it in another way.
    pub is_refused: bool,
}

/// A note as people see it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NoteView {
    /// When.
    pub at: Timestamp,
    /// Who, by name; `None` for the desk itself.
    pub by: Option<String>,
    /// For whom they spoke.
    pub side: Side,
    /// What happened.
    pub event: Event,
    /// What was written.
    pub text: Option<String>,
}

/// What a person can do about a request.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Actions {
    /// Write in it.
    pub reply: Access,
    /// Ask the company for something.
    pub ask: Access,
    /// Take it, or take it over.
    pub take: Access,
    /// Decide on the cancellation.
    pub decide: Access,
    /// Close it: for the company, withdraw it.
    pub close: Access,
    /// Open it again.
    pub reopen: Access,
    /// Add a file.
    pub attach: Access,
}

impl Actions {
    /// Whether a note of this kind can be written now.
    const fn takes(&self, kind: NoteKind) -> bool {
        match kind {
            NoteKind::Reply => self.reply.is_open() || self.ask.is_open(),
            NoteKind::Closing => self.close.is_open(),
            NoteKind::Reopening => self.reopen.is_open(),
            NoteKind::Decision => self.decide.is_open(),
        }
    }
}

/// A request as lists show it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RequestLine {
    /// Id.
    pub id: RequestId,
    /// Account.
    pub account: AccountId,
    /// Its MPN ID.
    pub mpn_id: MpnId,
    /// Number.
    pub number: RequestNumber,
    /// Title.
    pub title: String,
    /// Where it stands.
    pub state: RequestState,
    /// How urgent it is.
    pub severity: Severity,
    /// When it was sent.
    pub opened: Timestamp,
    /// Days since then.
    pub age_days: i32,
    /// Whether it asks for a cancellation that is not decided.
    pub cancels: bool,
    /// Company of the account.
    pub company: String,
    /// Who sent it, by name.
    pub requested_by: String,
    /// Who works on it, by name.
    pub taken_by: Option<String>,
}

impl Access {
    /// Open where a step is allowed, closed with its reason where it is not.
    fn of(allowed: Result<(), impl Into<Unavailable>>) -> Self {
        match allowed {
            Ok(()) => Self::Open,
            Err(why) => Self::Closed(Box::new(why.into())),
        }
    }

    /// Whether it can be done now.
    pub const fn is_open(&self) -> bool {
        matches!(self, Self::Open)
    }

    /// Why it cannot be done now, where it is for this person at all.
    pub fn closed(&self) -> Option<&Unavailable> {
        match self {
            Self::Closed(why) => Some(why),
            Self::Open | Self::Hidden => None,
        }
    }
}

impl Actions {
    fn of(user: UserId, request: &SupportRequest, standing: Standing, today: Day) -> Self {
        let goes_on = if request.state.is_closed() {
            Err(RequestError::Closed)
        } else {
            Ok(())
        };
        let going_on = || Access::of(goes_on);
        let for_support = |access: Access| match standing {
            Standing::Support => access,
            Standing::Company | Standing::Reader => Access::Hidden,
        };
        let for_sides = |access: Access| match standing {
            Standing::Reader => Access::Hidden,
            Standing::Company | Standing::Support => access,
        };
        let is_taken = request.taken_by == Some(user);
        let take = match goes_on {
            Ok(()) if is_taken => Access::of(Err(RequestError::TakenAlready)),
            goes_on => Access::of(goes_on),
        };
        let decide = match &request.cancellation {
            None => Access::Hidden,
            Some(asked) => Access::of(match &asked.decision {
                Some(decision) => Err(RequestError::Decided {
                    on: decision.at.day(),
                }),
                None => goes_on,
            }),
        };
        let attach = match goes_on {
            Ok(()) if request.attachments.len() >= MOST_ATTACHMENTS => {
                Access::of(Err(RequestError::TooManyFiles {
                    limit: MOST_ATTACHMENTS,
                }))
            }
            goes_on => Access::of(goes_on),
        };
        let reopen = match request.reopens_until() {
            None => Access::Hidden,
            Some(until) if today > until => Access::of(Err(RequestError::TooLateToReopen { until })),
            Some(_) if standing == Standing::Support && request.is_the_companys_to_reopen() => {
                Access::of(Err(RequestError::CompanyReopens))
            }
            Some(_) => Access::Open,
        };
        Self {
            reply: for_sides(going_on()),
            ask: for_support(going_on()),
            take: for_support(take),
            decide: for_support(decide),
            close: for_sides(if request.state.is_closed() {
                Access::Hidden
            } else {
                Access::Open
            }),
            reopen: for_sides(reopen),
            attach: for_sides(attach),
        }
    }
}

impl Services {
    pub(super) async fn request_view(
        &self,
        user: &User,
        stored: Stored<SupportRequest>,
        standing: Standing,
    ) -> Result<RequestView, ServiceError> {
        let Stored {
            record: mut request,
            version,
            ..
        } = stored;
        self.read_texts(&mut request).await?;
        let mut cache = LookupCache::default();
        let (company, mpn_id) = self.buyer(&mut cache, request.account).await?;
        let requested_by = self.placer(&mut cache, request.requested_by).await?;
        let taken_by = match request.taken_by {
            Some(by) => Some(self.placer(&mut cache, by).await?),
            None => None,
        };
        let mut notes = Vec::with_capacity(request.notes.len());
        for note in &request.notes {
            let by = match note.by {
                Some(by) => Some(self.placer(&mut cache, by).await?),
                None => None,
            };
            notes.push(NoteView {
                at: note.at,
                by,
                side: note.side,
                event: note.event.clone(),
                text: note.text.as_ref().map(ToString::to_string),
            });
        }
        let verdict = match request.open_cancellation() {
            Some(asked) => self.verdict_of(asked).await?,
            None => None,
        };
        let mut can = Actions::of(user.id, &request, standing, self.today());
        if can.decide.is_open()
            && let Some(closed) = self.decision_closed(&request).await?
        {
            can.decide = Access::Closed(Box::new(closed));
        }
        let mut drafts = match standing.side() {
            Some(_) => self.unfinished_notes(user, &request).await?,
            None => Vec::new(),
        };
        // What can't be written any more waits for nobody.
        drafts.retain(|kind| can.takes(*kind));
        Ok(RequestView {
            can,
            drafts,
            side: standing.side(),
            problem: self.problem_names(&request.problem),
            offer: match &request.about {
                About::Subscription(_, offer) => Some(self.offer_names(offer)),
                About::Account | About::Order(..) => None,
            },
            decision: self.decision_view(&mut cache, &request).await?,
            request,
            version,
            company,
            mpn_id,
            requested_by,
            taken_by,
            notes,
            verdict,
        })
    }

    /// Why a cancellation cannot be decided now: the subscription is over, or an order for it is under way.
    async fn decision_closed(&self, request: &SupportRequest) -> Result<Option<Unavailable>, ServiceError> {
        let Some(asked) = request.open_cancellation() else {
            return Ok(None);
        };
        let held = self
            .store
            .get::<Subscription>(asked.subscription.to_bytes())
            .await?;
        let Some(held) = held.map(|held| held.record) else {
            return Ok(None);
        };
        match held.cancellable(self.today()) {
            Err(why) => Ok(Some(why.into())),
            Ok(()) => self.order_in_the_way(held.account, &held.offer).await,
        }
    }

    async fn decision_view(
        &self,
        cache: &mut LookupCache,
        request: &SupportRequest,
    ) -> Result<Option<DecisionView>, ServiceError> {
        let decision = request
            .cancellation
            .as_ref()
            .and_then(|asked| asked.decision.as_ref());
        let Some(decision) = decision else {
            return Ok(None);
        };
        let refund = match decision.refund {
            Some(order) => self.refund_view(order).await?,
            None => None,
        };
        Ok(Some(DecisionView {
            on: decision.at.day(),
            by: self.placer(cache, decision.by).await?,
            refund,
            last_day: decision.ends.map(|ends| ends.plus(-1)),
        }))
    }

    pub(super) async fn request_line(
        &self,
        cache: &mut LookupCache,
        request: SupportRequest,
    ) -> Result<RequestLine, ServiceError> {
        let (company, mpn_id) = self.buyer(cache, request.account).await?;
        let taken_by = match request.taken_by {
            Some(by) => Some(self.placer(cache, by).await?),
            None => None,
        };
        Ok(RequestLine {
            id: request.id,
            account: request.account,
            mpn_id,
            number: request.number,
            state: request.state,
            severity: request.severity,
            opened: request.opened,
            age_days: request.opened.day().days_until(self.today()).max(0),
            cancels: request.open_cancellation().is_some(),
            company,
            requested_by: self.placer(cache, request.requested_by).await?,
            taken_by,
            title: request.title.to_string(),
        })
    }

    /// Name of a type of problem; its id where the catalog no longer has it.
    pub(super) fn problem_names(&self, id: &str) -> Names {
        self.catalog().problem(id).map_or_else(
            || Names {
                en: id.to_owned(),
                pl: id.to_owned(),
            },
            |problem| problem.names.clone(),
        )
    }
}

impl RequestView {
    /// Key of the word for closing it: the company withdraws what is not decided yet.
    pub const fn close_key(&self) -> &'static str {
        match (self.side, &self.decision) {
            (Some(Side::Company), None) => "action-withdraw",
            _ => "action-close-request",
        }
    }

    /// Key of the word for taking it.
    pub const fn take_key(&self) -> &'static str {
        match self.taken_by {
            Some(_) => "action-take-over",
            None => "action-take",
        }
    }

    /// Whether the company withdrew it or a renewal overtook it.
    pub const fn is_withdrawn(&self) -> bool {
        matches!(
            self.request.state,
            RequestState::Closed(Closing::Withdrawn | Closing::Renewed)
        )
    }
}
