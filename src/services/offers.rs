//! The tiles: what an account holds, what it may buy, and the one thing that can be done about each.

use crate::domain::date::Day;
use crate::domain::ids::{AccountId, RequestId};
use crate::domain::money::Money;
use crate::domain::offer::{Names, Offer, OfferId, Quote, Seat};
use crate::domain::order::{Order, OrderNumber, OrderState, Purpose};
use crate::domain::partner::{Account, MpnId};
use crate::domain::request::RequestNumber;
use crate::domain::subscription::{NotCancellable, RenewalWindow, State, Subscription};
use crate::domain::user::{Denied, Permission, User};
use crate::store::record::Stored;
use crate::store::records::claim;

use super::Services;
use super::context::Actor;
use super::error::{ServiceError, Thing, Unavailable};
use super::orders::state_key;
use super::requests::Access;
use super::waiting::{Part, Waiting};

/// The page "Membership offers" of one account.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OffersPage {
    /// Account.
    pub account: AccountId,
    /// Company.
    pub company: String,
    /// MPN ID.
    pub mpn_id: MpnId,
    /// Keys of the names of the acting person's roles here.
    pub role_keys: Vec<String>,
    /// The acting person's name.
    pub person: String,
    /// What they have a part in.
    pub parts: Vec<Part>,
    /// Where their work begins, if not with an account.
    pub begins_with: Option<FirstWork>,
    /// In how many accounts they hold a role.
    pub accounts: usize,
    /// What waits for the acting person.
    pub waiting: Waiting,
    /// The day for which the page holds.
    pub today: Day,
    /// Tiles of the catalog, in its order; [`Tile::is_purchased`] tells their group.
    pub tiles: Vec<Tile>,
}

/// Where the work of somebody begins who is of the staff and of no company, or of several companies.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FirstWork {
    /// With the queue of requests: they are of Support.
    Queue,
    /// With the money that is awaited: they are of Finance.
    Money,
    /// With what has to be done in all their accounts: they hold a role in more than one.
    Due,
}

impl FirstWork {
    fn of(user: &User) -> Option<Self> {
        let may = |permission| user.may_as_staff(permission).is_ok();
        match user.grants.as_slice() {
            [] if may(Permission::WorkRequests) => Some(Self::Queue),
            [] if may(Permission::BookMoney) => Some(Self::Money),
            _ if user.accounts().len() > 1 => Some(Self::Due),
            _ => None,
        }
    }
}

/// One offer of the page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Tile {
    /// Offer.
    pub offer: OfferId,
    /// Its name.
    pub names: Names,
    /// What it is called where there is little room.
    pub short_names: Names,
    /// What the account holds of it.
    pub held: Option<Held>,
    /// The order that is open for it.
    pub order: Option<OpenOrder>,
    /// What a term costs today, where it is sold.
    pub price: Option<Quote>,
    /// Why it has no price, where it is held all the same: it can't be renewed, whenever its window opens.
    pub unsold: Option<Unavailable>,
    /// The main action.
    pub action: MainAction,
    /// Why the main action is closed, if it is.
    pub closed: Option<Unavailable>,
    /// Whether it can be cancelled: hidden where nothing is held.
    pub cancel: Access,
    /// The request that asks to cancel it and is not decided.
    pub cancellation: Option<CancellationMark>,
    /// Whether the acting person left a draft of buying it, which the main action goes on with.
    pub has_draft: bool,
    /// Names of people who could do it when it opens, where the acting person could not (source S5).
    pub who_could: Vec<String>,
}

/// A request to cancel what a tile shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CancellationMark {
    /// Its id.
    pub id: RequestId,
    /// Its number.
    pub number: RequestNumber,
}

/// A subscription as its tile shows it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Held {
    /// State today.
    pub state: State,
    /// Last day of the term.
    pub expires: Day,
    /// When it may be renewed.
    pub window: RenewalWindow,
    /// Whether a bank transfer may come too late by now.
    pub transfer_may_be_late: bool,
    /// Its last day, where it was cancelled without a refund and goes on through its term.
    pub ends: Option<Day>,
    /// Days on which it may still be renewed, today among them; 0 outside the window.
    pub days_to_renew: i32,
    /// Whether these are the last days to renew it.
    pub is_urgent: bool,
    /// Days of the term that follow today.
    pub days_of_term: i32,
    /// Last day of the term's benefits, if it isn't cut short.
    pub benefits_end: Day,
    /// The day after that.
    pub benefits_off: Day,
    /// The last day of the term that a renewal gives.
    pub next_expiry: Day,
    /// Where today is: in the renewal window while it is open, else in the term.
    pub progress: Option<Progress>,
}

/// So many last days of a renewal window are urgent, today among them (source: how the desk looks, "three signals").
pub(super) const URGENT_DAYS: i32 = 3;

/// Where today is between two days.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Progress {
    /// The first day.
    pub from: Day,
    /// The last day.
    pub to: Day,
    /// The part that is over with today, per mille.
    pub passed: u16,
}

impl Progress {
    /// `None` for a day that is not between them.
    fn new(from: Day, to: Day, today: Day) -> Option<Self> {
        let days = i64::from(from.days_until(to)) + 1;
        let passed = i64::from(from.days_until(today)) + 1;
        let is_between = from <= today && today <= to;
        let passed = u16::try_from(1000 * passed / days.max(1)).ok();
        Some(Self {
            from,
            to,
            passed: passed.filter(|_| is_between)?,
        })
    }
}

impl Held {
    /// The last day of the term, unless it was cut short: a cancelled subscription has no term any more.
    pub fn term_ends(&self) -> Option<Day> {
        (self.state != State::Cancelled).then_some(self.expires)
    }
}

/// An open order as a tile shows it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OpenOrder {
    /// Its id.
    pub id: crate::domain::ids::OrderId,
    /// Its number.
    pub number: OrderNumber,
    /// Where it stands.
    pub state: OrderState,
    /// Who placed it.
    pub by: String,
    /// When.
    pub on: Day,
    /// Whether it renews a term.
    pub is_renewal: bool,
    /// Last value date that pays it, for a transfer.
    pub due: Option<Day>,
    /// Whether that day is over.
    pub expired: bool,
    /// What it asks for.
    pub total: Money,
    /// What of that is still to be paid.
    pub missing: Money,
    /// Whether the acting person may give it up.
    pub give_up: Access,
    /// Whether they may pay it in another way.
    pub change: Access,
}

/// What one can do about a tile.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum MainAction {
    /// **Renew subscription**.
    Renew,
    /// **Subscribe**.
    Subscribe,
    /// Look at the order that is open: payment details, or how settling goes.
    ShowOrder,
}

impl OpenOrder {
    /// Key of the word for where it stands: a transfer that is overdue waits for nothing.
    pub const fn state_key(&self) -> &'static str {
        state_key(self.state, self.expired)
    }

    /// Whether it waits for a transfer that is not overdue.
    pub fn is_awaited(&self) -> bool {
        self.state == OrderState::AwaitingPayment && !self.expired
    }

    /// Until when a transfer that is awaited keeps the right to renew.
    pub fn keeps_right_until(&self) -> Option<Day> {
        self.due.filter(|_| self.is_renewal && self.is_awaited())
    }
}

impl OffersPage {
    /// The offer whose last day to be renewed, or to be paid for, comes first, where the acting person can do something
    /// about it today.
    pub fn most_urgent(&self) -> Option<&OfferId> {
        let open = self.tiles.iter().filter(|tile| tile.closed.is_none());
        let dated = open.filter_map(|tile| Some((tile.last_day()?, &tile.offer)));
        dated.min_by_key(|(day, _)| *day).map(|(_, offer)| offer)
    }
}

impl Tile {
    /// The last day on which its main action is of use, where it has one: of the renewal window, or of an awaited payment.
    fn last_day(&self) -> Option<Day> {
        match (self.action, self.held, &self.order) {
            (MainAction::Renew, Some(held), _) if held.state == State::RenewalWindow => {
                Some(held.window.closes)
            }
            (MainAction::ShowOrder, _, Some(order)) => order.due.filter(|_| !order.expired),
            _ => None,
        }
    }

    /// Whether it belongs to "Purchased offers": it is held, or was and is still being paid for.
    pub fn is_purchased(&self) -> bool {
        self.held.is_some_and(|held| {
            matches!(held.state, State::Active | State::RenewalWindow)
                || (held.state == State::Lapsed && self.order.as_ref().is_some_and(|order| !order.expired))
        })
    }
}

/// What is known of one offer in one account: loaded once per use case.
pub(crate) struct OfferState {
    pub offer: Offer,
    pub account: Stored<Account>,
    pub subscription: Option<Stored<Subscription>>,
    pub open_order: Option<Stored<Order>>,
}

impl Services {
    /// The tiles of an account.
    pub async fn offers_page(&self, actor: &Actor, account: AccountId) -> Result<OffersPage, ServiceError> {
        let user = self
            .permitted(actor, Permission::ViewAccount, account)
            .await?
            .record;
        let stored = self.load_account(account).await?;
        let mut tiles = Vec::with_capacity(self.catalog().offers.len());
        for offer in &self.catalog().offers {
            let offer_state = self.offer_state(&offer.id, stored.clone()).await?;
            tiles.push(self.tile(&user, offer_state).await?);
        }
        let account_record = stored.record;
        let waiting = Waiting {
            support: self.requests_to_answer(&user, account).await?,
            staff: self.staff_waiting(&user).await?,
            ..Waiting::on(&tiles, &account_record, &user)
        };
        Ok(OffersPage {
            account,
            company: account_record.profile.company.to_string(),
            mpn_id: account_record.mpn_id,
            role_keys: user.role_keys(account),
            person: user.name.to_string(),
            parts: Part::of(&user, account),
            begins_with: FirstWork::of(&user),
            accounts: user.accounts().len(),
            waiting,
            today: self.today(),
            tiles,
        })
    }

    pub(crate) async fn offer_state(
        &self,
        id: &OfferId,
        account: Stored<Account>,
    ) -> Result<OfferState, ServiceError> {
        let offer = self.catalog().offer(id);
        let offer = offer
            .map_err(|_| ServiceError::not_found(Thing::Offer, id.as_str()))?
            .clone();
        let id = account.record.id;
        // In this order: where the order was paid between the two, the subscription is that of after.
        let open_order = self.store.held_by(claim::open_order(id, &offer.id)).await?;
        let subscription = self.store.held_by(claim::subscription(id, &offer.id)).await?;
        Ok(OfferState {
            offer,
            account,
            subscription,
            open_order,
        })
    }

    async fn tile(&self, user: &User, offer_state: OfferState) -> Result<Tile, ServiceError> {
        let today = self.today();
        let closed = self.closed(user, &offer_state).await?;
        let (price, unsold) = match self.quote(&offer_state).await {
            Ok(price) => (Some(price), None),
            Err(ServiceError::Closed(unsold)) => (None, Some(unsold)),
            Err(_) => (None, None),
        };
        let held = offer_state.subscription.as_ref().map(|subscription| {
            let (subscription, window) = (&subscription.record, subscription.record.window());
            let state = subscription.state(today);
            Held {
                state,
                expires: subscription.expires,
                window,
                transfer_may_be_late: window.warns_of_slow_transfer(today),
                ends: subscription.ends(today),
                days_to_renew: match state {
                    State::RenewalWindow => window.days_left(today),
                    _ => 0,
                },
                is_urgent: state == State::RenewalWindow && window.days_left(today) <= URGENT_DAYS,
                days_of_term: today.days_until(subscription.expires).max(0),
                benefits_end: subscription.benefits_end(),
                benefits_off: subscription.benefits_end().plus(1),
                next_expiry: subscription.next_expiry(),
                progress: match state {
                    State::Active => {
                        let first = subscription.term_began();
                        first.and_then(|first| Progress::new(first, subscription.expires, today))
                    }
                    State::RenewalWindow => Progress::new(window.opens, window.closes, today),
                    State::Lapsed | State::Cancelled => None,
                },
            }
        });
        let order = match &offer_state.open_order {
            Some(order) => Some(self.open_order(user, &order.record).await?),
            None => None,
        };
        let (cancel, cancellation) = match &offer_state.subscription {
            Some(held) => self.cancelling(user, &held.record).await?,
            None => (Access::Hidden, None),
        };
        let blocked = matches!(
            closed,
            Some(Unavailable::AwaitingPayment { .. } | Unavailable::Settling { .. })
        );
        let action = match held {
            _ if blocked => MainAction::ShowOrder,
            Some(held) if matches!(held.state, State::Active | State::RenewalWindow) => MainAction::Renew,
            _ => MainAction::Subscribe,
        };
        let closed = if blocked { None } else { closed };
        let account = offer_state.account.record.id;
        let has_draft =
            closed.is_none() && !blocked && self.has_draft(user.id, account, &offer_state.offer.id).await?;
        let who_could = match (&closed, user.may(Permission::PlaceOrder, account)) {
            (Some(Unavailable::Window(_)), Err(_)) => self.who_may(Permission::PlaceOrder, account).await?,
            _ => Vec::new(),
        };
        let short_names = offer_state.offer.short_names().clone();
        Ok(Tile {
            offer: offer_state.offer.id,
            short_names,
            names: offer_state.offer.names,
            held,
            order,
            price,
            unsold: unsold.filter(|_| held.is_some()),
            action,
            closed,
            cancel,
            cancellation,
            has_draft,
            who_could,
        })
    }

    /// Whether a subscription can be cancelled, and the request that asks for it already.
    async fn cancelling(
        &self,
        user: &User,
        held: &Subscription,
    ) -> Result<(Access, Option<CancellationMark>), ServiceError> {
        let mark = self
            .open_cancellation(held)
            .await?
            .map(|request| CancellationMark {
                id: request.record.id,
                number: request.record.number,
            });
        let access = match self.cancel_closed(user, held).await? {
            None => Access::Open,
            Some(Unavailable::Cancel(NotCancellable::Over)) => Access::Hidden,
            Some(closed) => Access::Closed(Box::new(closed)),
        };
        Ok((access, mark))
    }

    async fn open_order(&self, user: &User, order: &Order) -> Result<OpenOrder, ServiceError> {
        Ok(OpenOrder {
            id: order.id,
            number: order.number,
            state: order.state,
            by: self.name_of(order.placed_by).await?,
            on: order.placed_at.day(),
            is_renewal: matches!(order.purpose, Purpose::Renew { .. }),
            due: order.due(),
            expired: order.is_expired(self.today()),
            total: order.quote.total,
            missing: order.missing(),
            give_up: self.may_give_up(user, order).await?,
            change: self.may_change_method(user, order).await?,
        })
    }

    /// What the offer costs the account today.
    pub(crate) async fn quote(&self, offer_state: &OfferState) -> Result<Quote, ServiceError> {
        let seller = self.seller().await?;
        let buyer = offer_state.account.record.buyer();
        let seat = Seat::of(seller.address.country, self.countries());
        let quote = self
            .catalog()
            .quote(&offer_state.offer.id, buyer, seat, self.today());
        quote.map_err(|error| Unavailable::from(error).into())
    }

    /// Why buying or renewing is closed, if it is. The one decision that tiles, wizard and placing share.
    pub(crate) async fn closed(
        &self,
        user: &User,
        offer_state: &OfferState,
    ) -> Result<Option<Unavailable>, ServiceError> {
        let today = self.today();
        let account = &offer_state.account.record;
        if let Some(closed) = self.blocking(offer_state.open_order.as_ref()).await? {
            return Ok(Some(closed));
        }
        let state = offer_state
            .subscription
            .as_ref()
            .map(|held| held.record.state(today));
        if let Some(held) = offer_state
            .subscription
            .as_ref()
            .filter(|_| matches!(state, Some(State::Active | State::RenewalWindow)))
            && let Err(reason) = held.record.renewable(today)
        {
            return Ok(Some(Unavailable::Window(reason)));
        }
        match user.may(Permission::PlaceOrder, account.id) {
            Err(Denied::Role { needs }) => {
                let who = self.who_may(Permission::PlaceOrder, account.id).await?;
                return Ok(Some(Unavailable::Role { needs, who }));
            }
            Err(denied) => return Err(denied.into()),
            Ok(()) => {}
        }
        if offer_state.offer.requirements && !account.requirements_met.contains(&offer_state.offer.id) {
            return Ok(Some(Unavailable::Requirements));
        }
        match self.quote(offer_state).await {
            Err(ServiceError::Closed(closed)) => Ok(Some(closed)),
            Err(error) => Err(error),
            Ok(_) => Ok(None),
        }
    }

    /// The order for an offer that is being settled or waits for its money: nothing else may begin meanwhile.
    pub(crate) async fn order_in_the_way(
        &self,
        account: AccountId,
        offer: &OfferId,
    ) -> Result<Option<Unavailable>, ServiceError> {
        let order = self
            .store
            .held_by::<Order>(claim::open_order(account, offer))
            .await?;
        self.blocking(order.as_ref()).await
    }

    async fn blocking(&self, order: Option<&Stored<Order>>) -> Result<Option<Unavailable>, ServiceError> {
        let Some(order) = order.map(|order| &order.record) else {
            return Ok(None);
        };
        let (number, on) = (order.number.to_string(), order.placed_at.day());
        if order.state.is_settling() {
            let by = self.name_of(order.placed_by).await?;
            return Ok(Some(Unavailable::Settling { number, by, on }));
        }
        let Some(due) = order.due().filter(|_| !order.is_replaceable(self.today())) else {
            return Ok(None);
        };
        let by = self.name_of(order.placed_by).await?;
        Ok(Some(Unavailable::AwaitingPayment { number, by, on, due }))
    }
}
