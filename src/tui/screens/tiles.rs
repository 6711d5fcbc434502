//! "Membership offers": the tiles of one account, in two groups, each with its state, its dates and its one action.

use crate::domain::ids::{AccountId, UserId};
use crate::services::error::ServiceError;
use crate::services::offers::{FirstWork, MainAction, OffersPage, Tile};
use crate::services::waiting::Part;
use crate::services::watch::{Changed, What};
use crate::tui::action::{Action, Hint};
use crate::tui::ask::Answer;
use crate::tui::layer::{Context, ContextChange, Header, Navigation, ScreenEvent, Step};
use crate::tui::page::blocks::Block;
use crate::tui::page::blocks::notice::Notice;
use crate::tui::page::blocks::words::Text;
use crate::tui::page::{Command, Id, Page, PageLayer, PageScreen, Wait};
use crate::tui::places::Place;
use crate::tui::screens::DOORS;
use crate::tui::screens::chooser::Orders;
use crate::tui::screens::doors;
use crate::tui::screens::finance::Finance;
use crate::tui::screens::give_up::{GiveUp, GivenUp};
use crate::tui::screens::order::OrderScreen;
use crate::tui::screens::profile::Profile;
use crate::tui::screens::requests;
use crate::tui::screens::requests::form::RequestFormScreen;
use crate::tui::screens::wizard::WizardScreen;
use crate::tui::term::event::Key;

use asks::{TilesAnswer, TilesAsk, WaitingAnswer, WaitingAsk};

pub mod asks;
mod page;
#[cfg(test)]
mod tests;

/// Where one can go from the tiles, and what can be asked for there.
impl Action {
    /// The orders of the account.
    pub const ORDERS: Self = Self::new("orders", "title-orders", &[Key::char('o')]);
    /// The Legal profile.
    pub const PROFILE: Self = Self::new("profile", "title-legal-profile", &[Key::char('p')]);
    /// Another account.
    pub const SWITCH_ACCOUNT: Self = Self::new("switch-account", "title-accounts", &[Key::char('a')]);
    /// Another person (demo only).
    pub const SWITCH_PERSON: Self = Self::new("switch-person", "title-people", &[Key::char('w')]);
    /// Finance: book money in.
    pub const BOOK_MONEY: Self = Self::new("book-money", "title-book-receipt", &[Key::char('m')]);
    /// **Cancel subscription**: a support request with everything known filled in.
    pub const CANCEL_SUBSCRIPTION: Self = Self::new(
        "cancel-subscription",
        "button-cancel-subscription",
        &[Key::char('x')],
    );
    /// **Support**: the requests of the account, or the queue.
    pub const SUPPORT: Self = Self::new("support", "title-support", &[Key::char('s')]);
    /// Finance: money that is to be returned.
    pub const MONEY_TO_RETURN: Self =
        Self::new("money-to-return", "title-money-to-return", &[Key::char('M')]);
}

/// All of them.
pub(in crate::tui) const ACTIONS: &[Action] = &[
    Action::ORDERS,
    Action::PROFILE,
    Action::SWITCH_ACCOUNT,
    Action::SWITCH_PERSON,
    Action::BOOK_MONEY,
    Action::CANCEL_SUBSCRIPTION,
    Action::SUPPORT,
    Action::MONEY_TO_RETURN,
];

/// The tiles of the open account.
pub type Tiles = PageLayer<Offers>;

/// What is known of them.
#[derive(Debug, Default)]
pub struct Offers {
    page: Option<Box<OffersPage>>,
    error: Option<ServiceError>,
    /// What is on its way.
    asked: Option<Asked>,
    /// Something changed while a load was under way: what it brings may be old.
    stale: bool,
    /// Who was led to the first page of their work already.
    led: Option<UserId>,
    /// What waits for the staff is being counted.
    counting: Option<Counting>,
}

/// For whom it is counted what waits: that changes with every account, not only with the one whose tiles are shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Counting {
    person: Option<UserId>,
    /// Something changed meanwhile: it is counted again.
    stale: bool,
}

/// For whom and which account tiles were asked for; by the time they come, others may be open.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Asked {
    person: Option<UserId>,
    /// `None` for the first account that there is.
    account: Option<AccountId>,
}

impl Asked {
    const fn now(context: &Context) -> Self {
        Self {
            person: context.actor.user,
            account: context.account,
        }
    }
}

impl Tiles {
    /// No account yet: the first load finds one.
    pub fn new() -> Self {
        Self::of(Offers::default())
    }
}

impl Default for Tiles {
    fn default() -> Self {
        Self::new()
    }
}

impl Offers {
    /// An empty page with what is possible whatever is shown. Line by line there are no places, so what leads to them
    /// is named.
    fn titled(context: &Context) -> Page {
        let named = |is_named, action| Hint {
            in_footer: is_named,
            ..Hint::shown(action)
        };
        let mut hints = vec![Hint::shown(Action::SWITCH_ACCOUNT)];
        // Line by line no number leads to a place.
        if context.plain && Place::Due.is_there(context) {
            hints.push(Hint::shown(Action::PLACE_DUE));
        }
        if context.header.has(Part::Money) {
            hints.push(named(context.plain, Action::BOOK_MONEY));
            hints.push(Hint::shown(Action::MONEY_TO_RETURN));
        }
        if context.header.has(Part::Audit) {
            hints.push(Hint::shown(Action::AUDIT_LOG));
        }
        if context.header.has(Part::Support) || context.header.has(Part::Queue) {
            hints.push(named(context.plain, Action::SUPPORT));
        }
        hints.extend([Action::ORDERS, Action::PROFILE].map(|action| named(context.plain, action)));
        if context.demo {
            hints.push(Hint::shown(Action::SWITCH_PERSON));
        }
        // Nor is there a palette.
        let doors = DOORS
            .iter()
            .filter(|door| context.plain && (door.is_there)(context));
        for door in doors {
            if !hints.iter().any(|hint| hint.action == door.action) {
                hints.push(Hint::shown(door.action));
            }
        }
        hints.push(Hint::shown(Action::LANGUAGE));
        let no_support = Place::Support
            .unavailable(context)
            .filter(|_| !context.header.has(Part::Queue));
        let no_support = no_support.map(|why| Command::unavailable(Hint::hidden(Action::SUPPORT), why));
        Page {
            commands: hints.into_iter().map(Command::open).chain(no_support).collect(),
            shows_title: false,
            ..Page::new(context.i18n.t("title-membership-offers"))
        }
    }

    fn load(&mut self, context: &Context) -> Step {
        if self.is_loading() {
            self.stale = true;
            return Step::none();
        }
        self.asked = Some(Asked::now(context));
        self.stale = false;
        Step::ask(context.account.map_or(TilesAsk::FirstAccount, TilesAsk::Offers))
    }

    /// Counts anew what waits for the staff, once at a time.
    fn count(&mut self, context: &Context) -> Step {
        if let Some(counting) = &mut self.counting {
            counting.stale = true;
            return Step::none();
        }
        self.counting = Some(Counting {
            person: context.actor.user,
            stale: false,
        });
        Step::ask(WaitingAsk)
    }

    fn changed(&mut self, changed: Changed, context: &Context) -> Step {
        let counted = if may_wait(changed, context) {
            self.count(context)
        } else {
            Step::none()
        };
        match context.account {
            Some(account) if changed.concerns(account) => counted.and(self.load(context)),
            _ => counted,
        }
    }

    fn counted(&mut self, WaitingAnswer(counted): WaitingAnswer, context: &Context) -> Step {
        let Some(Counting { person, stale }) = self.counting.take() else {
            return Step::none();
        };
        let is_theirs = person == context.actor.user;
        let step = if stale || !is_theirs {
            self.count(context)
        } else {
            Step::none()
        };
        // What could not be counted is counted with the next change; nobody waits for it.
        match counted {
            Ok(staff) if is_theirs && staff != context.header.waiting.staff => {
                let mut header = Header::clone(&context.header);
                header.waiting.staff = staff;
                step.and_tell(ContextChange::Header(header))
            }
            _ => step,
        }
    }

    const fn is_loading(&self) -> bool {
        self.asked.is_some()
    }

    /// The tile of an item.
    fn tile(&self, item: Option<&Id>) -> Option<&Tile> {
        let tiles = self.page.iter().flat_map(|page| &page.tiles);
        let id = item?.as_str();
        tiles.into_iter().find(|tile| tile.offer.as_str() == id)
    }

    fn answered(&mut self, answer: Answer, context: &Context) -> Step {
        // Whatever is asked for on the way to another account is answered here too.
        let answer = match answer.take() {
            Ok(answer) => answer,
            Err(answer) => {
                let counted = answer.take().ok();
                return counted.map_or_else(Step::none, |counted| self.counted(counted, context));
            }
        };
        let asked = Asked::now(context);
        if self.asked.take() != Some(asked) {
            return self.load(context);
        }
        let mut told = None;
        let mut begins = None;
        match answer {
            TilesAnswer::FirstAccount(Ok(Some(first))) => {
                self.asked = Some(Asked {
                    account: Some(first),
                    ..asked
                });
                return Step::ask(TilesAsk::Offers(first)).and_tell(ContextChange::Account(first));
            }
            TilesAnswer::FirstAccount(Ok(None)) => {
                self.page = None;
                self.error = None;
            }
            TilesAnswer::Offers(Ok(page)) => {
                // Whoever is of the staff, or looks after several accounts, begins with their work, once.
                let is_led = std::mem::replace(&mut self.led, context.actor.user) == context.actor.user;
                let stays = |work: FirstWork| work == FirstWork::Due && context.at_account;
                begins = page.begins_with.filter(|work| !is_led && !stays(*work));
                told = Some(ContextChange::Header(header(context, &page)));
                self.page = Some(page);
                self.error = None;
            }
            TilesAnswer::FirstAccount(Err(error)) | TilesAnswer::Offers(Err(error)) => {
                self.error = Some(error);
            }
        }
        let mut step = if self.stale {
            self.load(context)
        } else {
            Step::none()
        };
        step.go = begins.map(|work| Navigation::Open(Place::first_page(work)));
        match told {
            Some(tell) => step.and_tell(tell),
            None => step,
        }
    }

    fn open(tile: &Tile, account: AccountId) -> Step {
        match (tile.action, &tile.order) {
            (MainAction::ShowOrder, Some(order)) => Step::open(OrderScreen::new(order.id)),
            _ => Step::open(WizardScreen::new(account, tile.offer.clone(), tile.names.clone())),
        }
    }

    /// The order of an item, for giving it up.
    fn order_of(&self, item: Option<&Id>) -> Option<GivenUp> {
        let (tile, page) = (self.tile(item)?, self.page.as_ref()?);
        let order = tile.order.as_ref()?;
        Some(GivenUp {
            number: order.number,
            account: page.account,
            company: page.company.clone(),
            offer: tile.names.clone(),
            total: order.total,
        })
    }

    fn open_account(&mut self, context: &Context) {
        let open = self.page.as_ref().map(|page| page.account);
        if open != context.account {
            self.page = None;
            self.error = None;
        }
    }
}

fn header(context: &Context, page: &OffersPage) -> Header {
    Header {
        company: page.company.clone(),
        mpn: super::mpn(context, &page.mpn_id),
        person: page.person.clone(),
        roles: page.role_keys.clone(),
        parts: page.parts.clone(),
        begins_with: page.begins_with,
        accounts: page.accounts,
        waiting: page.waiting,
    }
}

/// Whether a change may be one of what waits for somebody of the staff, whatever account it is of.
fn may_wait(changed: Changed, context: &Context) -> bool {
    let header = &context.header;
    match changed.what {
        What::Request(_) => header.has(Part::Queue),
        What::Order(_) => header.has(Part::Money),
        What::Everything => header.has(Part::Queue) || header.has(Part::Money),
        What::Account | What::Person | What::Other => false,
    }
}

impl PageScreen for Offers {
    fn page(&self, context: &Context) -> Page {
        let with = |block| Self::titled(context).with(block);
        match (&self.error, &self.page) {
            (Some(error), _) => with(Block::Notice(Notice::error(error, context))),
            (None, Some(offers)) => page::of(offers, context),
            (None, None) if self.is_loading() => Page {
                wait: Some(Wait::Quiet("word-loading")),
                ..Self::titled(context)
            },
            (None, None) => with(Block::Text(Text::plain(context.i18n.t("offers-no-account")))),
        }
    }

    fn run(&mut self, action: Action, item: Option<&Id>, context: &Context) -> Step {
        let tile = self.tile(item).zip(context.account);
        let in_account = |step: fn(AccountId) -> Step| context.account.map_or_else(Step::none, step);
        match action {
            Action::ACTIVATE => tile.map_or_else(Step::none, |(tile, account)| Self::open(tile, account)),
            Action::CANCEL_SUBSCRIPTION => tile.map_or_else(Step::none, |(tile, account)| {
                Step::open(RequestFormScreen::cancel(account, tile.offer.clone()))
            }),
            Action::GIVE_UP_ORDER => self
                .order_of(item)
                .map_or_else(Step::none, |order| Step::open(GiveUp::new(order))),
            Action::CHANGE_METHOD => tile
                .and_then(|(tile, account)| Some((tile, account, tile.order.as_ref()?)))
                .map_or_else(Step::none, |(tile, account, order)| {
                    let (offer, names) = (tile.offer.clone(), tile.names.clone());
                    Step::open(WizardScreen::changing(account, offer, names, order.number))
                }),
            Action::BOOK_MONEY => Step::open(Finance::new()),
            Action::SUPPORT => requests::open_support(context),
            Action::PROFILE => in_account(|account| Step::open(Profile::new(account))),
            Action::ORDERS => in_account(|account| Step::open(Orders::new(account))),
            _ => doors::open(action, context),
        }
    }

    fn update(&mut self, event: ScreenEvent<'_>, context: &Context) -> Step {
        match event {
            ScreenEvent::Shown => {
                self.open_account(context);
                self.load(context)
            }
            ScreenEvent::NewDay => self.load(context),
            ScreenEvent::Changed(changed) => self.changed(changed, context),
            ScreenEvent::Answer(answer) => self.answered(answer, context),
            _ => Step::none(),
        }
    }

    fn is_home(&self) -> bool {
        true
    }

    fn place(&self) -> Option<Place> {
        Some(Place::Offers)
    }
}
