//! A request against its notes, what it is about, the subscription that it asks to cancel, and the money that its
//! decision gave back.

use crate::domain::date::{Day, Timestamp};
use crate::domain::ids::{OrderId, UserId};
use crate::domain::order::{Order, OrderState, Purpose};
use crate::domain::refund::REFUND_DAYS;
use crate::domain::request::{
    About, Cancellation, Closing, Decision, Event, Note, REOPEN_DAYS, RequestNote, RequestState, Side,
    SupportRequest,
};
use crate::domain::subscription::Subscription;
use crate::services::error::ServiceError;
use crate::store::records::{claim, index, request_note_id};

use super::{Decided, Holding, Mismatch, NoteFault, Pages, PairFault, RequestFault};

/// Where the notes of a request lead.
struct NotedCourse {
    cancels: bool,
    state: RequestState,
    since: Timestamp,
    last: Day,
    asked: Day,
    taken_by: Option<UserId>,
    decided: Option<(Timestamp, Option<UserId>, bool, Option<Day>)>,
}

impl Holding<'_> {
    pub(super) async fn hold_requests(&mut self) -> Result<(), ServiceError> {
        let mut pages = Pages::of(index::REQUESTS_ALL);
        while let Some(requests) = self.next::<SupportRequest>(&mut pages).await? {
            for request in &requests {
                self.hold_thread(request).await?;
                match &request.cancellation {
                    Some(asked) => Box::pin(self.hold_cancellation(request, asked)).await?,
                    None => self.hold_subject(request).await?,
                }
            }
        }
        Ok(())
    }

    async fn hold_thread(&mut self, request: &SupportRequest) -> Result<(), ServiceError> {
        let last = u32::try_from(request.note_count).unwrap_or(u32::MAX);
        let mut thread = NotedCourse::begun(request);
        for place in 0..=last {
            let note = self
                .get::<RequestNote>(request_note_id(request.id, place))
                .await?;
            let fault = match &note {
                None => Some(NoteFault::Missing),
                Some(kept) if !belongs(request, kept) => Some(NoteFault::Misplaced),
                Some(kept) if place > 0 && !thread.follow(&kept.note) => Some(NoteFault::OutOfTurn),
                Some(_) => None,
            };
            if let Some(fault) = fault {
                self.found.add(Mismatch::Note(request.number, place, fault));
                // Where the rest leads says nothing any more.
                return Ok(());
            }
        }
        let behind = last.saturating_add(1);
        let surplus = self
            .get::<RequestNote>(request_note_id(request.id, behind))
            .await?;
        if surplus.is_some() {
            self.found
                .add(Mismatch::Note(request.number, behind, NoteFault::Surplus));
            return Ok(());
        }
        let asked = request.cancellation.as_ref();
        let decided = asked.and_then(|asked| asked.decision.as_ref()).map(|decision| {
            let refunds = decision.refund.is_some();
            (decision.at, Some(decision.by), refunds, decision.ends)
        });
        for (differs, fault) in [
            (
                (thread.state, thread.since) != (request.state, request.since),
                RequestFault::OtherState,
            ),
            (thread.taken_by != request.taken_by, RequestFault::OtherTaker),
            (thread.decided != decided, RequestFault::OtherDecision),
            (
                asked.is_some_and(|asked| asked.asked != thread.asked),
                RequestFault::OtherDay,
            ),
        ] {
            self.tell(differs, Mismatch::Request(request.number, fault));
        }
        Ok(())
    }

    async fn hold_subject(&mut self, request: &SupportRequest) -> Result<(), ServiceError> {
        let fits = match &request.about {
            About::Account => true,
            About::Order(id, number) => {
                let order = self.get::<Order>(id.to_bytes()).await?;
                order.is_none_or(|order| (order.account, order.number) == (request.account, *number))
            }
            About::Subscription(id, offer) => {
                let held = self.get::<Subscription>(id.to_bytes()).await?;
                held.is_none_or(|held| (held.account, &held.offer) == (request.account, offer))
            }
        };
        self.tell(
            !fits,
            Mismatch::Request(request.number, RequestFault::OtherSubject),
        );
        Ok(())
    }

    async fn hold_cancellation(
        &mut self,
        request: &SupportRequest,
        asked: &Cancellation,
    ) -> Result<(), ServiceError> {
        let held = self.get::<Subscription>(asked.subscription.to_bytes()).await?;
        let is_its_own = match (&held, &request.about) {
            (Some(held), About::Subscription(about, offer)) => {
                *about == held.id && (held.account, &held.offer) == (request.account, offer)
            }
            _ => false,
        };
        self.tell(
            !is_its_own,
            Mismatch::Request(request.number, RequestFault::OtherCancellation),
        );
        if let Some(held) = held.as_ref().filter(|_| is_its_own)
            && request.open_cancellation().is_some()
        {
            self.hold_open(request, held).await?;
        }
        match &asked.decision {
            Some(decision) => self.hold_decision(request, asked, decision, held.as_ref()).await,
            None => Ok(()),
        }
    }

    /// A cancellation that is not decided: nothing else may have happened or be happening to the subscription.
    async fn hold_open(&mut self, request: &SupportRequest, held: &Subscription) -> Result<(), ServiceError> {
        let last = match held.terms.last().and_then(|term| term.order) {
            Some(id) => self.get::<Order>(id.to_bytes()).await?,
            None => None,
        };
        // The network may have given the money back while the request waited: nobody decided that.
        let is_given_back = last.is_some_and(|order| self.is_given_back_undecided(&order));
        self.tell(
            held.cancelled.is_some() && !is_given_back,
            Mismatch::Request(request.number, RequestFault::CancelledAlready),
        );
        let claimed = claim::open_order(held.account, &held.offer);
        if let Some(order) = self.held_by::<Order>(claimed).await? {
            // One that nobody paid in time is in nobody's way, and the request was opened after its due day. Since then
            // the request may have come to stand elsewhere, never earlier.
            let waits = order.state == OrderState::AwaitingPayment
                && order.due().is_some_and(|due| request.since.day() < due);
            self.tell(
                waits || order.state.is_settling(),
                Mismatch::Between(request.number, order.number, PairFault::UnderWay),
            );
        }
        Ok(())
    }

    async fn hold_decision(
        &mut self,
        request: &SupportRequest,
        asked: &Cancellation,
        decision: &Decision,
        held: Option<&Subscription>,
    ) -> Result<(), ServiceError> {
        self.tell(
            decision.by == request.requested_by,
            Mismatch::Request(request.number, RequestFault::OwnDecision),
        );
        let decided = decision.at.day();
        let is_possible = match (decision.refund, decision.ends) {
            (Some(_), None) => true,
            (None, None) => false,
            (Some(_), Some(ends)) => ends == decided,
            (None, Some(ends)) => ends >= decided,
        };
        self.tell(
            !is_possible,
            Mismatch::Request(request.number, RequestFault::DecisionDates),
        );
        self.decided.entry(asked.subscription).or_default().push(Decided {
            on: decided,
            refund: decision.refund,
            ends: decision.ends,
        });
        let Some(id) = decision.refund else {
            return Ok(());
        };
        let is_second = self.refunded.insert(id, decided).is_some();
        let Some(order) = self.get::<Order>(id.to_bytes()).await? else {
            return Ok(());
        };
        let goes_back = matches!(
            order.state,
            OrderState::Refunding | OrderState::Refunded | OrderState::RefundRefused
        );
        let is_renewal = matches!(order.purpose, Purpose::Renew { .. });
        let until = Self::paid_on(id, &order, held).map(|paid| paid.plus(REFUND_DAYS));
        for (is_wrong, fault) in [
            (!goes_back, PairFault::NotRefunded),
            (
                order.purpose.subscription() != asked.subscription,
                PairFault::OtherRefund,
            ),
            (is_second, PairFault::RefundedTwice),
            (goes_back && order.since.day() < decided, PairFault::RefundDates),
            (
                is_renewal == decision.ends.is_some(),
                PairFault::RefundedOtherTerm,
            ),
            (
                until.is_some_and(|until| asked.asked > until),
                PairFault::RefundLate,
            ),
        ] {
            self.tell(is_wrong, Mismatch::Between(request.number, order.number, fault));
        }
        Ok(())
    }

    /// The day on which an order was paid that is given back: of a transfer the value date, of a card that of the term,
    /// where it is still there.
    fn paid_on(id: OrderId, order: &Order, held: Option<&Subscription>) -> Option<Day> {
        let mut terms = held.iter().flat_map(|held| &held.terms);
        let activated = || {
            terms
                .find(|term| term.order == Some(id))
                .map(|term| term.activated)
        };
        order.completed_on().or_else(activated)
    }
}

/// Whether a note is one of a request: the first one is its description, and no other.
fn belongs(request: &SupportRequest, kept: &RequestNote) -> bool {
    let note = &kept.note;
    let is_description = note.event == Event::Opened;
    let is_the_companys =
        (note.at, note.by, note.side) == (request.opened, Some(request.requested_by), Side::Company);
    kept.account == request.account
        && is_description == (kept.place == 0)
        && (is_the_companys || !is_description)
}

impl NotedCourse {
    fn begun(request: &SupportRequest) -> Self {
        Self {
            cancels: request.cancellation.is_some(),
            state: RequestState::Open,
            since: request.opened,
            last: request.opened.day(),
            asked: request.opened.day(),
            taken_by: None,
            decided: None,
        }
    }

    /// Goes on by a note; `false` where it cannot come next.
    fn follow(&mut self, note: &Note) -> bool {
        let Some(next) = self.state.after(note.side, &note.event) else {
            return false;
        };
        if note.at.day() < self.last || !self.allows(note) {
            return false;
        }
        match note.event {
            // What the company took back is asked for anew; what Support closed keeps its day.
            Event::Reopened if self.is_taken_back() && self.decided.is_none() => self.asked = note.at.day(),
            Event::Taken => self.taken_by = note.by,
            Event::Decided { refund, ends } => self.decided = Some((note.at, note.by, refund, ends)),
            _ => {}
        }
        self.last = note.at.day();
        if next != self.state {
            (self.state, self.since) = (next, note.at);
        }
        true
    }

    /// What the state alone does not tell: a decision comes once, and some events only before it or only after.
    fn allows(&self, note: &Note) -> bool {
        let may_be_decided = self.cancels && self.decided.is_none();
        match (&note.event, note.side) {
            (Event::Decided { .. } | Event::Renewed, _) => may_be_decided,
            (Event::Withdrawn, _) => self.decided.is_none(),
            (Event::Closed, Side::Company) => self.decided.is_some(),
            (Event::Reopened, side) => {
                let is_in_time = self.since.day().plus(REOPEN_DAYS) >= note.at.day();
                let is_the_companys = may_be_decided && self.is_taken_back();
                is_in_time && (side == Side::Company || !is_the_companys)
            }
            _ => true,
        }
    }

    const fn is_taken_back(&self) -> bool {
        matches!(
            self.state,
            RequestState::Closed(Closing::Withdrawn | Closing::Renewed)
        )
    }
}
