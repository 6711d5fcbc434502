//! "Book money received": the orders that wait for money, the form that books it, and what came of it.
//!
//! The amount is typed, never taken over: comparing it with the order's is the point of the form. Money that does
//! not pay its order is refused with the reason, and only then can it be kept as unallocated, exactly as refused.

mod booking;

use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::Line;
use ratatui::widgets::Paragraph;

use crate::domain::ids::ReceiptId;
use crate::domain::message::Arg;
use crate::domain::order::OrderState;
use crate::domain::payment::Allocation;
use crate::services::error::ServiceError;
use crate::services::lines::Lines;
use crate::services::orders::OrderView;
use crate::services::receipts::Booked;
use crate::services::watch::What;
use crate::tui::action::{Action, Hint};
use crate::tui::canvas::Canvas;
use crate::tui::effect::{Answer, Request};
use crate::tui::form::{FormView, Outcome};
use crate::tui::layer::{Desk, Go, Screen, ScreenEvent, Step};
use crate::tui::widgets::{Choice, Scroll, ScrollArea, SelectItem, SelectList};

use super::notice::{self, Notice};
use super::{orders, summary};
use booking::{Booking, Wish};

/// Finance books money in.
#[derive(Debug)]
pub struct Finance {
    orders: Option<Vec<OrderView>>,
    /// Whether more orders wait than are listed.
    more: bool,
    error: Option<ServiceError>,
    /// The first row is "another order number".
    choice: Choice,
    face: Face,
    notice: Option<Notice>,
    leaving: bool,
}

/// What the screen is for right now.
#[derive(Debug)]
enum Face {
    List,
    Form(Box<Booking>),
    Done(Box<Booked>),
}

impl Finance {
    /// Not loaded yet.
    pub const fn new() -> Self {
        Self {
            orders: None,
            more: false,
            error: None,
            choice: Choice::new(1),
            face: Face::List,
            notice: None,
            leaving: false,
        }
    }

    /// Takes the orders as they are now; the caret stays on its order, wherever that went.
    fn take(&mut self, orders: Result<Lines<OrderView>, ServiceError>) {
        match orders {
            Ok(Lines { lines, next, .. }) => {
                let chosen = self.chosen().map(|order| order.order.id);
                self.choice.resize(lines.len() + 1);
                let place = lines.iter().position(|order| Some(order.order.id) == chosen);
                // At first the caret stands on the order that is due soonest, the usual case.
                let first = (self.orders.is_none() && !lines.is_empty()).then_some(0);
                if let Some(place) = place.or(first) {
                    self.choice.select(place + 1);
                }
                self.orders = Some(lines);
                self.more = next.is_some();
                self.error = None;
            }
            Err(error) => self.error = Some(error),
        }
    }

    /// The order that the caret is on; `None` on "another order number".
    fn chosen(&self) -> Option<&OrderView> {
        let place = self.choice.index()?.checked_sub(1)?;
        self.orders.as_ref()?.get(place)
    }

    fn answered(&mut self, answer: Answer) -> Step {
        match answer {
            Answer::Orders(orders) => self.take(orders),
            Answer::NewId(Ok(id)) => {
                if let Face::Form(booking) = &mut self.face {
                    return booking.take_id(ReceiptId::new(id));
                }
            }
            Answer::NewId(Err(error)) => {
                if let Face::Form(booking) = &mut self.face {
                    booking.stop();
                }
                self.notice = Some(Notice::of(&error));
            }
            Answer::Booked(Ok(booked)) => {
                self.notice = None;
                self.leaving = false;
                self.face = Face::Done(booked);
                return Step::ask(Request::AwaitingPayment);
            }
            Answer::Booked(Err(error)) => {
                self.notice = match &mut self.face {
                    Face::Form(booking) => booking.refuse(&error),
                    _ => Some(Notice::of(&error)),
                };
            }
            _ => {}
        }
        Step::none()
    }

    fn act(&mut self, action: Action, desk: &Desk) -> Step {
        if self.leaving {
            match action {
                Action::Discard => return self.show_list(),
                Action::Back | Action::Activate => self.leaving = false,
                _ => {}
            }
            return Step::none();
        }
        match (&mut self.face, action) {
            (Face::List, Action::Back) => return Step::go(Go::Back),
            (Face::List, Action::Activate) => return self.open(desk),
            (Face::List, action) => self.move_caret(action),
            (Face::Done(_), Action::Close | Action::Activate) => return self.show_list(),
            (Face::Form(booking), Action::Back) if booking.is_changed() => self.leaving = true,
            (Face::Form(_), Action::Quit) => self.leaving = true,
            (Face::Form(_), Action::Back) => return self.show_list(),
            (Face::Form(booking), _) if booking.is_sending() => {}
            (Face::Form(booking), Action::KeepUnallocated) if booking.may_keep() => {
                let (step, notice) = booking.submit(Wish::Keep, desk);
                self.notice = notice;
                return step;
            }
            (Face::Form(booking), action) => {
                let outcome = booking.act(action);
                return self.after(outcome, desk);
            }
            (Face::Done(_), _) => {}
        }
        Step::none()
    }

    fn move_caret(&mut self, action: Action) {
        self.notice = None;
        match action {
            Action::Up | Action::PreviousField => self.choice.previous(),
            Action::Down | Action::NextField => self.choice.next(),
            Action::First => self.choice.first(),
            Action::Last => self.choice.last(),
            _ => {}
        }
    }

    /// Opens the form for the chosen order, or an empty one.
    fn open(&mut self, desk: &Desk) -> Step {
        if self.orders.is_none() || self.error.is_some() {
            return Step::none();
        }
        let order = self.chosen().cloned();
        if order.as_ref().is_some_and(|order| is_own(order, desk)) {
            self.notice = Some(Notice::of(&ServiceError::OwnOrder));
            return Step::none();
        }
        self.notice = None;
        self.face = Face::Form(Box::new(Booking::new(order, desk)));
        Step::ask(Request::NewId)
    }

    fn show_list(&mut self) -> Step {
        self.leaving = false;
        self.notice = None;
        self.face = Face::List;
        Step::ask(Request::AwaitingPayment)
    }

    /// Takes what the form is for.
    fn typed(&mut self, event: &ScreenEvent<'_>, desk: &Desk) -> Step {
        let Face::Form(booking) = &mut self.face else {
            return Step::none();
        };
        if self.leaving {
            return Step::none();
        }
        let outcome = booking.typed(|form| form.take(event).unwrap_or(Outcome::Nothing));
        self.after(outcome, desk)
    }

    /// Goes on after what was done to the form.
    fn after(&mut self, outcome: Outcome, desk: &Desk) -> Step {
        match (outcome, &mut self.face) {
            (Outcome::Submit, Face::Form(booking)) => {
                let (step, notice) = booking.submit(Wish::Pay, desk);
                self.notice = notice;
                return step;
            }
            (Outcome::Edited, _) => self.notice = None,
            _ => {}
        }
        Step::none()
    }

    fn draw_list(&self, canvas: &mut Canvas<'_>, area: Rect, desk: &Desk) {
        if let Some(error) = &self.error {
            return super::explain(canvas, area, desk, error);
        }
        let Some(orders) = &self.orders else {
            return canvas.render_widget(Paragraph::new(desk.i18n.t("word-loading")), area);
        };
        let [heading, list] = Layout::vertical([Constraint::Length(2), Constraint::Min(1)]).areas(area);
        let count = i64::try_from(orders.len()).unwrap_or(i64::MAX);
        let waiting = if orders.is_empty() {
            desk.i18n.t("orders-none-waiting")
        } else {
            desk.i18n
                .tr("finance-orders-waiting", &[("count", Arg::Count(count))])
        };
        canvas.render_widget(Paragraph::new(Line::styled(waiting, desk.theme.accent)), heading);
        let other = if self.more {
            "finance-more-orders"
        } else {
            "finance-other-number-note"
        };
        let mut words = vec![(desk.i18n.t("finance-other-number"), desk.i18n.t(other), false)];
        words.extend(orders.iter().map(|order| {
            let (label, detail) = orders::words(order, desk);
            if is_own(order, desk) {
                (label, desk.i18n.t("finance-separation"), true)
            } else {
                (label, detail, false)
            }
        }));
        let items: Vec<SelectItem> = words
            .iter()
            .map(|(label, detail, closed)| {
                let item = SelectItem::new(label);
                if *closed {
                    item.closed(detail)
                } else {
                    item.detail(detail)
                }
            })
            .collect();
        SelectList::new(&items, self.choice.index(), &desk.theme).view(canvas, list);
    }
}

impl Default for Finance {
    fn default() -> Self {
        Self::new()
    }
}

fn is_own(order: &OrderView, desk: &Desk) -> bool {
    Some(order.order.placed_by) == desk.actor.user
}

/// What came of the money.
fn done<'a>(booked: &Booked, desk: &Desk, width: u16) -> Vec<Line<'a>> {
    let (receipt, order) = (&booked.receipt, &booked.order.order);
    let money = ("money", Arg::Money(receipt.amount));
    let (text, style) = match receipt.allocation {
        Allocation::Unallocated(reason) => {
            let reason = Arg::Key(format!("receipt-{}", reason.code()));
            let args = [money, ("reason", reason)];
            let text = desk.i18n.tr("finance-booked-unallocated", &args);
            (text, desk.theme.warning)
        }
        Allocation::Order(_) => {
            let mut args = vec![money, ("order", Arg::Text(order.number.to_string()))];
            let mut key = "finance-booked-on";
            if let OrderState::Paid { expires } = order.state {
                args.push(("day", Arg::Day(expires)));
                key = "finance-booked-paid";
            }
            let text = desk.i18n.tr(key, &args);
            (format!("{} {text}", desk.theme.symbols.check), desk.theme.success)
        }
    };
    let mut lines = summary::paragraph(&text, width, style);
    lines.push(Line::default());
    let mut row = |label, value: &str, style| lines.extend(summary::row(desk, width, label, value, style));
    row("label-order-number", &order.number.to_string(), desk.theme.title);
    row("label-company", &booked.order.company, desk.theme.text);
    if let OrderState::Paid { expires } = order.state {
        let expires = desk.i18n.day(expires);
        row("label-new-expiration-date", &expires, desk.theme.title);
    }
    let value_date = desk.i18n.day(receipt.value_date);
    row("label-value-date", &value_date, desk.theme.text);
    row("label-receipt-reference", &receipt.reference, desk.theme.text);
    lines
}

impl Screen for Finance {
    fn update(&mut self, event: ScreenEvent<'_>, desk: &Desk) -> Step {
        match event {
            ScreenEvent::Shown | ScreenEvent::NewDay => Step::ask(Request::AwaitingPayment),
            ScreenEvent::Changed(changed) if matches!(changed.what, What::Order(_) | What::Everything) => {
                Step::ask(Request::AwaitingPayment)
            }
            ScreenEvent::Answer(answer) => self.answered(answer),
            ScreenEvent::Action(action) => self.act(action, desk),
            ScreenEvent::Pointed(place) if matches!(self.face, Face::List) => {
                let again = self.choice.index() == Some(place);
                self.choice.select(place);
                self.notice = None;
                if again { self.open(desk) } else { Step::none() }
            }
            event => self.typed(&event, desk),
        }
    }

    fn view(&self, canvas: &mut Canvas<'_>, area: Rect, desk: &Desk) {
        let room = notice::view(self.notice.as_ref(), canvas, area, desk);
        match &self.face {
            Face::List => self.draw_list(canvas, room, desk),
            Face::Form(booking) => {
                let above = booking.above(desk, FormView::text_width(room.width));
                let view = FormView::new(booking.form()).above(above);
                let view = if self.leaving { view.covered() } else { view };
                view.draw(canvas, room, desk);
            }
            Face::Done(booked) => {
                let lines = done(booked, desk, ScrollArea::text_width(room.width));
                ScrollArea::new(&lines, Scroll::START, &desk.theme).view(canvas, room);
            }
        }
        if self.leaving {
            notice::ask_to_leave(canvas, area, desk);
        }
    }

    fn title(&self, desk: &Desk) -> String {
        desk.i18n.t("title-book-receipt")
    }

    fn actions(&self, _desk: &Desk) -> Vec<Hint> {
        if self.leaving {
            return notice::leaving_actions();
        }
        match &self.face {
            Face::List => {
                let mut actions = Vec::new();
                if self.orders.is_some() && self.error.is_none() {
                    actions.push(Hint::labeled(Action::Activate, "action-select"));
                }
                actions.push(Hint::shown(Action::Back));
                actions.extend([Action::Up, Action::Down, Action::First, Action::Last].map(Hint::hidden));
                actions.extend([
                    Hint::hidden_as(Action::NextField, "action-down"),
                    Hint::hidden_as(Action::PreviousField, "action-up"),
                ]);
                actions
            }
            Face::Form(booking) => {
                let mut actions = Vec::new();
                if booking.may_keep() {
                    actions.push(Hint::shown(Action::KeepUnallocated));
                }
                actions.extend(booking.form().actions("button-book"));
                actions.push(Hint::shown(Action::Back));
                actions
            }
            Face::Done(_) => vec![
                Hint::shown(Action::Close),
                Hint {
                    in_footer: false,
                    ..Hint::labeled(Action::Activate, "action-close")
                },
            ],
        }
    }

    fn asks_before_quitting(&self) -> bool {
        !self.leaving && matches!(&self.face, Face::Form(booking) if booking.is_changed())
    }

    fn is_typing(&self) -> bool {
        !self.leaving && matches!(&self.face, Face::Form(booking) if booking.form().is_typing())
    }
}

#[cfg(test)]
mod tests;
