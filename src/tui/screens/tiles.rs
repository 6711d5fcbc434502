//! "Membership offers": the tiles of one account, in two groups, each with its state, its dates and its one action.

use std::sync::Arc;

use ratatui::layout::Rect;

use crate::domain::ids::{AccountId, UserId};
use crate::services::error::ServiceError;
use crate::services::offers::{MainAction, OffersPage, Tile};
use crate::services::requests::Access;
use crate::tui::action::{Action, Hint};
use crate::tui::canvas::Canvas;
use crate::tui::effect::{Answer, Request};
use crate::tui::layer::{ClosedHint, Copyable, Desk, Go, Header, Screen, ScreenEvent, Step, Tell};
use crate::tui::plain::Page;
use crate::tui::screens::chooser::{AccountChooser, Orders, PersonChooser};
use crate::tui::screens::finance::Finance;
use crate::tui::screens::order::OrderScreen;
use crate::tui::screens::profile::Profile;
use crate::tui::screens::requests::form::RequestFormScreen;
use crate::tui::screens::requests::{self, Requests};
use crate::tui::screens::returns::Returns;
use crate::tui::screens::wizard::Wizard;

mod plain;
#[cfg(test)]
mod tests;
mod view;

/// The tiles of the open account.
#[derive(Debug, Default)]
pub struct Tiles {
    page: Option<Arc<OffersPage>>,
    /// The page in words.
    words: view::Words,
    error: Option<ServiceError>,
    selected: usize,
    /// What is on its way.
    asked: Option<Asked>,
    /// Something changed while a load was under way: what it brings may be old.
    stale: bool,
    /// Who was led to the first page of their work already.
    led: Option<UserId>,
}

/// For whom and which account tiles were asked for; by the time they come, others may be open.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Asked {
    person: Option<UserId>,
    /// `None` for the first account that there is.
    account: Option<AccountId>,
}

impl Asked {
    const fn now(desk: &Desk) -> Self {
        Self {
            person: desk.actor.user,
            account: desk.account,
        }
    }
}

impl Tiles {
    /// No account yet: the first load finds one.
    pub fn new() -> Self {
        Self::default()
    }

    fn load(&mut self, desk: &Desk) -> Step {
        if self.is_loading() {
            self.stale = true;
            return Step::none();
        }
        self.asked = Some(Asked::now(desk));
        self.stale = false;
        Step::ask(desk.account.map_or(Request::FirstAccount, Request::Offers))
    }

    const fn is_loading(&self) -> bool {
        self.asked.is_some()
    }

    /// Tiles in the order in which they are shown.
    fn shown(&self) -> Vec<&Tile> {
        self.page.as_deref().map(in_order).unwrap_or_default()
    }

    /// Place of the tile that an account begins with.
    fn most_urgent(&self) -> usize {
        let most_urgent = self.page.as_ref().and_then(|page| page.most_urgent());
        let shown = self.shown();
        let place = shown.iter().position(|tile| Some(&tile.offer) == most_urgent);
        place.unwrap_or(0)
    }

    fn current(&self) -> Option<&Tile> {
        self.shown().get(self.selected).copied()
    }

    fn answered(&mut self, answer: Answer, desk: &Desk) -> Step {
        // Whatever is asked for on the way to another account is answered here too.
        if !matches!(answer, Answer::FirstAccount(_) | Answer::Offers(_)) {
            return Step::none();
        }
        let asked = Asked::now(desk);
        if self.asked.take() != Some(asked) {
            return self.load(desk);
        }
        let mut told = None;
        let mut queue = None;
        match answer {
            Answer::FirstAccount(Ok(Some(first))) => {
                self.asked = Some(Asked {
                    account: Some(first),
                    ..asked
                });
                return Step::ask(Request::Offers(first)).and_tell(Tell::Account(first));
            }
            Answer::FirstAccount(Ok(None)) => {
                self.page = None;
                self.error = None;
            }
            Answer::Offers(Ok(page)) => {
                // Support begins with its queue, once for each person that acts.
                let begins = page.begins_with_queue && self.led != desk.actor.user;
                self.led = desk.actor.user;
                queue = begins.then(Requests::queue);
                told = Some(Tell::Header(header(desk, &page)));
                let is_new = self
                    .page
                    .as_ref()
                    .is_none_or(|before| before.account != page.account);
                self.page = Some(page.into());
                self.error = None;
                self.selected = if is_new {
                    self.most_urgent()
                } else {
                    self.selected.min(self.shown().len().saturating_sub(1))
                };
            }
            Answer::FirstAccount(Err(error)) | Answer::Offers(Err(error)) => self.error = Some(error),
            _ => {}
        }
        let mut step = if self.stale { self.load(desk) } else { Step::none() };
        step.go = queue.map(|queue| Go::Open(Box::new(queue)));
        match told {
            Some(tell) => step.and_tell(tell),
            None => step,
        }
    }

    fn act(&self, desk: &Desk) -> Step {
        let (Some(tile), Some(account)) = (self.current(), desk.account) else {
            return Step::none();
        };
        match (tile.action, &tile.order, &tile.closed) {
            (MainAction::ShowOrder, Some(order), _) => Step::open(OrderScreen::new(order.id)),
            (_, _, None) => Step::open(Wizard::new(account, tile.offer.clone(), tile.names.clone())),
            _ => Step::none(),
        }
    }

    /// Opens the request that asks to cancel what the selected tile shows; where that is closed, it says why.
    fn cancel(&self, desk: &Desk) -> Step {
        let (Some(tile), Some(account)) = (self.current(), desk.account) else {
            return Step::none();
        };
        match &tile.cancel {
            Access::Open => Step::open(RequestFormScreen::cancel(account, tile.offer.clone())),
            Access::Closed(why) => Step::none().and_say(desk.i18n.explain(&**why).sentence),
            Access::Hidden => Step::none(),
        }
    }

    /// Selects a tile; whether it was selected before.
    fn select(&mut self, place: usize) -> bool {
        let again = self.selected == place;
        self.selected = place.min(self.shown().len().saturating_sub(1));
        again
    }

    fn open_account(&mut self, desk: &Desk) {
        let open = self.page.as_ref().map(|page| page.account);
        if open != desk.account {
            self.page = None;
            self.error = None;
            self.selected = 0;
        }
    }
}

/// Tiles in the order in which they are shown: purchased first.
fn in_order(page: &OffersPage) -> Vec<&Tile> {
    let (purchased, available): (Vec<_>, Vec<_>) = page.tiles.iter().partition(|tile| tile.is_purchased());
    purchased.into_iter().chain(available).collect()
}

fn header(desk: &Desk, page: &OffersPage) -> Header {
    Header {
        company: page.company.clone(),
        mpn: super::mpn(desk, &page.mpn_id),
        person: page.person.clone(),
        roles: page.role_keys.clone(),
        books_money: page.books_money,
        reads_requests: page.reads_requests,
        requests_support: page.requests_support,
    }
}

impl Screen for Tiles {
    fn update(&mut self, event: ScreenEvent<'_>, desk: &Desk) -> Step {
        match event {
            ScreenEvent::Shown => {
                self.open_account(desk);
                self.load(desk)
            }
            ScreenEvent::NewDay => self.load(desk),
            ScreenEvent::Changed(changed)
                if desk.account.is_some_and(|account| changed.concerns(account)) =>
            {
                self.load(desk)
            }
            ScreenEvent::Answer(answer) => self.answered(answer, desk),
            ScreenEvent::Pointed(place) if self.select(place) => self.act(desk),
            ScreenEvent::Pressed(place) => {
                self.select(place);
                self.act(desk)
            }
            ScreenEvent::Action(action) => match action {
                Action::Up
                | Action::Down
                | Action::Left
                | Action::Right
                | Action::NextField
                | Action::PreviousField
                | Action::First
                | Action::Last => {
                    self.selected = view::moved(self, action, desk);
                    Step::none()
                }
                Action::Activate => self.act(desk),
                Action::SwitchAccount => Step::open(AccountChooser::new()),
                Action::SwitchPerson => Step::open(PersonChooser::new()),
                Action::BookMoney => Step::open(Finance::new()),
                Action::MoneyToReturn => Step::open(Returns::new()),
                Action::CancelSubscription => self.cancel(desk),
                Action::Support => requests::open_support(desk),
                Action::Profile => desk
                    .account
                    .map_or_else(Step::none, |account| Step::open(Profile::new(account))),
                Action::Orders => desk
                    .account
                    .map_or_else(Step::none, |account| Step::open(Orders::new(account))),
                _ => Step::none(),
            },
            _ => Step::none(),
        }
    }

    fn view(&self, canvas: &mut Canvas<'_>, area: Rect, desk: &Desk) {
        view::view(self, canvas, area, desk);
    }

    fn closed(&self, desk: &Desk) -> Vec<ClosedHint> {
        let Some(tile) = self.current() else {
            return Vec::new();
        };
        let action = tile.closed.as_ref().map(|why| (view::hint_key(tile.action), why));
        let label = Action::CancelSubscription.label_key();
        let cancel = tile.cancel.closed().map(|why| (label, why));
        let closed = action.into_iter().chain(cancel);
        closed
            .map(|(label, why)| ClosedHint {
                label,
                why: desk.i18n.explain(why).sentence,
            })
            .collect()
    }

    fn is_home(&self) -> bool {
        true
    }

    fn plain(&self, desk: &Desk) -> Page {
        plain::page(self, desk)
    }

    fn title(&self, desk: &Desk) -> String {
        desk.i18n.t("title-membership-offers")
    }

    fn copyable(&self, desk: &Desk) -> Vec<Copyable> {
        let things = self.page.iter().flat_map(|page| {
            [
                Copyable::new(&desk.i18n, "label-mpn-id", &page.mpn_id.to_string()),
                Copyable::new(&desk.i18n, "label-company", &page.company),
            ]
        });
        things.flatten().collect()
    }

    fn actions(&self, desk: &Desk) -> Vec<Hint> {
        let mut actions = Vec::new();
        if let Some(tile) = self.current().filter(|tile| tile.closed.is_none()) {
            actions.push(Hint::labeled(Action::Activate, view::hint_key(tile.action)));
        }
        let moves = [
            Action::Up,
            Action::Down,
            Action::Left,
            Action::Right,
            Action::First,
            Action::Last,
        ];
        actions.extend(moves.map(Hint::hidden));
        actions.extend([
            Hint::hidden_as(Action::NextField, "action-down"),
            Hint::hidden_as(Action::PreviousField, "action-up"),
        ]);
        actions.push(Hint::shown(Action::SwitchAccount));
        if desk.header.books_money {
            actions.extend([Action::BookMoney, Action::MoneyToReturn].map(Hint::shown));
        }
        if desk.header.requests_support || desk.header.reads_requests {
            actions.push(Hint::shown(Action::Support));
        }
        if self.current().is_some_and(|tile| tile.cancel.is_open()) {
            actions.push(Hint {
                // Line by line each subscription has a row for it.
                in_footer: !desk.plain,
                ..Hint::shown(Action::CancelSubscription)
            });
        }
        actions.extend([Action::Orders, Action::Profile].map(Hint::shown));
        if desk.demo {
            actions.push(Hint::shown(Action::SwitchPerson));
        }
        actions.push(Hint::shown(Action::Language));
        actions
    }
}
