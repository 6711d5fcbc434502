//! The orders of an account, newest first.

use ratatui::layout::Rect;

use crate::domain::ids::AccountId;
use crate::domain::message::Arg;
use crate::services::orders::OrderView;
use crate::tui::action::{Action, Hint};
use crate::tui::canvas::Canvas;
use crate::tui::effect::{Answer, Request};
use crate::tui::layer::{Desk, Go, Screen, ScreenEvent, Step};
use crate::tui::plain;

use super::chooser::Listed;
use super::order::OrderScreen;

/// The list.
#[derive(Debug)]
pub struct Orders {
    account: AccountId,
    list: Listed<OrderView>,
}

impl Orders {
    /// Not loaded yet.
    pub const fn new(account: AccountId) -> Self {
        Self {
            account,
            list: Listed::new(),
        }
    }
}

/// An order in one line and a word about it.
pub(super) fn words(order: &OrderView, desk: &Desk) -> (String, String) {
    let state = if order.expired {
        "order-state-expired"
    } else {
        order.order.state.key()
    };
    let args = [
        ("number", Arg::Text(order.order.number.to_string())),
        ("day", Arg::Day(order.order.placed_at.day())),
        ("state", Arg::Key(state.to_owned())),
    ];
    let total = desk.i18n.money(order.order.quote.total);
    (
        desk.i18n.tr("order-line", &args),
        format!("{} · {total} · {}", order.company, order.placed_by),
    )
}

impl Screen for Orders {
    fn update(&mut self, event: ScreenEvent<'_>, _desk: &Desk) -> Step {
        match event {
            ScreenEvent::Shown | ScreenEvent::NewDay => Step::ask(Request::Orders(self.account)),
            ScreenEvent::Changed(changed) if changed.concerns(self.account) => {
                Step::ask(Request::Orders(self.account))
            }
            ScreenEvent::Answer(Answer::Orders(orders)) => {
                self.list.take(orders.map(|orders| orders.lines));
                Step::none()
            }
            ScreenEvent::Pointed(place) => {
                self.list.choice.select(place);
                Step::none()
            }
            ScreenEvent::Action(Action::Back) => Step::go(Go::Back),
            ScreenEvent::Action(Action::Activate) => match self.list.chosen() {
                Some(order) => Step::open(OrderScreen::new(order.order.id)),
                None => Step::none(),
            },
            ScreenEvent::Action(action) => {
                self.list.act(action);
                Step::none()
            }
            _ => Step::none(),
        }
    }

    fn view(&self, canvas: &mut Canvas<'_>, area: Rect, desk: &Desk) {
        self.list
            .view(canvas, area, desk, "orders-none", |order| words(order, desk));
    }

    fn plain(&self, desk: &Desk) -> plain::Page {
        self.list.plain(desk, "orders-none", |order| words(order, desk))
    }

    fn title(&self, desk: &Desk) -> String {
        desk.i18n.t("title-orders")
    }

    fn actions(&self, _desk: &Desk) -> Vec<Hint> {
        let mut actions = Vec::new();
        if self.list.chosen().is_some() {
            actions.push(Hint::shown(Action::Activate));
        }
        actions.push(Hint::shown(Action::Back));
        actions.extend(Listed::<OrderView>::moves());
        actions
    }
}
