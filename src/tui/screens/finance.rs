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
use crate::tui::form::{Form, FormView, Outcome};
use crate::tui::layer::{Desk, Go, Screen, ScreenEvent, Step};
use crate::tui::plain::{Page, Row};
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
            (Face::Form(booking), action) => match booking.act(action) {
                Outcome::Submit => {
                    let (step, notice) = booking.submit(Wish::Pay, desk);
                    self.notice = notice;
                    return step;
                }
                Outcome::Edited => self.notice = None,
                _ => {}
            },
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

    fn typed(&mut self, to_form: impl FnOnce(&mut Form) -> Outcome) {
        if self.leaving {
            return;
        }
        if let Face::Form(booking) = &mut self.face
            && booking.typed(to_form) == Outcome::Edited
        {
            self.notice = None;
        }
    }

    /// What can be chosen: label, detail, and whether it is closed.
    fn words(&self, orders: &[OrderView], desk: &Desk) -> Vec<(String, String, bool)> {
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
        words
    }

    fn list_said(&self, desk: &Desk) -> Page {
        if let Some(error) = &self.error {
            return Page::explaining(desk, error);
        }
        let Some(orders) = &self.orders else {
            return Page::loading(desk);
        };
        let rows = self
            .words(orders, desk)
            .into_iter()
            .map(|(label, detail, closed)| {
                if closed {
                    Row::new(label).closed(detail)
                } else {
                    Row::new(label).detail(detail)
                }
            });
        Page {
            rows: rows.collect(),
            selected: self.choice.index(),
            ..Page::saying([waiting(orders, desk)])
        }
    }

    fn draw_list(&self, canvas: &mut Canvas<'_>, area: Rect, desk: &Desk) {
        if let Some(error) = &self.error {
            return super::explain(canvas, area, desk, error);
        }
        let Some(orders) = &self.orders else {
            return canvas.render_widget(Paragraph::new(desk.i18n.t("word-loading")), area);
        };
        let [heading, list] = Layout::vertical([Constraint::Length(2), Constraint::Min(1)]).areas(area);
        let waiting = waiting(orders, desk);
        canvas.render_widget(Paragraph::new(Line::styled(waiting, desk.theme.accent)), heading);
        let words = self.words(orders, desk);
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

/// How many orders wait.
fn waiting(orders: &[OrderView], desk: &Desk) -> String {
    if orders.is_empty() {
        return desk.i18n.t("orders-none-waiting");
    }
    let count = i64::try_from(orders.len()).unwrap_or(i64::MAX);
    desk.i18n
        .tr("finance-orders-waiting", &[("count", Arg::Count(count))])
}

/// What came of the money, in a sentence, and whether it paid its order.
fn done_words(booked: &Booked, desk: &Desk) -> (String, bool) {
    let (receipt, order) = (&booked.receipt, &booked.order.order);
    let money = ("money", Arg::Money(receipt.amount));
    match receipt.allocation {
        Allocation::Unallocated(reason) => {
            let reason = Arg::Key(format!("receipt-{}", reason.code()));
            let args = [money, ("reason", reason)];
            (desk.i18n.tr("finance-booked-unallocated", &args), false)
        }
        Allocation::Order(_) => {
            let mut args = vec![money, ("order", Arg::Text(order.number.to_string()))];
            let mut key = "finance-booked-on";
            if let OrderState::Paid { expires } = order.state {
                args.push(("day", Arg::Day(expires)));
                key = "finance-booked-paid";
            }
            (desk.i18n.tr(key, &args), true)
        }
    }
}

/// The order and the receipt, each with its label.
fn done_rows(booked: &Booked, desk: &Desk) -> Vec<(&'static str, String)> {
    let (receipt, order) = (&booked.receipt, &booked.order.order);
    let mut rows = vec![
        ("label-order-number", order.number.to_string()),
        ("label-company", booked.order.company.clone()),
    ];
    if let OrderState::Paid { expires } = order.state {
        rows.push(("label-new-expiration-date", desk.i18n.day(expires)));
    }
    rows.push(("label-value-date", desk.i18n.day(receipt.value_date)));
    rows.push(("label-receipt-reference", receipt.reference.clone()));
    rows
}

/// What came of the money.
fn done<'a>(booked: &Booked, desk: &Desk, width: u16) -> Vec<Line<'a>> {
    let theme = &desk.theme;
    let mut lines = match done_words(booked, desk) {
        (text, true) => {
            let text = format!("{} {text}", theme.symbols.check);
            summary::paragraph(&text, width, theme.success)
        }
        (text, false) => summary::paragraph(&text, width, theme.warning),
    };
    lines.push(Line::default());
    for (label, value) in done_rows(booked, desk) {
        let style = match label {
            "label-order-number" | "label-new-expiration-date" => theme.title,
            _ => theme.text,
        };
        lines.extend(summary::row(desk, width, label, &value, style));
    }
    lines
}

impl Screen for Finance {
    fn update(&mut self, event: ScreenEvent<'_>, desk: &Desk) -> Step {
        match event {
            ScreenEvent::Shown | ScreenEvent::NewDay => return Step::ask(Request::AwaitingPayment),
            ScreenEvent::Changed(changed) if matches!(changed.what, What::Order(_) | What::Everything) => {
                return Step::ask(Request::AwaitingPayment);
            }
            ScreenEvent::Answer(answer) => return self.answered(answer),
            ScreenEvent::Action(action) => return self.act(action, desk),
            ScreenEvent::Key(key) => self.typed(|form| form.key(key)),
            ScreenEvent::Paste(paste) => self.typed(|form| form.paste(paste)),
            ScreenEvent::Reply(reply) => self.typed(|form| form.reply(reply)),
            ScreenEvent::Pointed(place) => self.choice.select(place),
            ScreenEvent::PointedAtField(place) => self.typed(|form| {
                form.ask_for(place);
                Outcome::Nothing
            }),
            ScreenEvent::PasteTooLarge => self.typed(|form| {
                form.refuse_paste();
                Outcome::Nothing
            }),
            _ => {}
        }
        Step::none()
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
                canvas.render_widget(ScrollArea::new(&lines, Scroll::START, &desk.theme), room);
            }
        }
        if self.leaving {
            notice::ask_to_leave(canvas, area, desk);
        }
    }

    fn plain(&self, desk: &Desk) -> Page {
        if self.leaving {
            return notice::leaving_said(desk);
        }
        let mut page = match &self.face {
            Face::List => self.list_said(desk),
            Face::Form(booking) if booking.is_sending() => Page::waiting(desk, "word-saving"),
            Face::Form(booking) => Page {
                step: Some(desk.i18n.t("plain-step-booking")),
                ..Page::saying(booking.expected(desk)).and_form(booking.form(), desk)
            },
            Face::Done(booked) => {
                let mut lines = vec![done_words(booked, desk).0];
                lines.extend(summary::said(desk, &done_rows(booked, desk)));
                Page {
                    step: Some(desk.i18n.t("plain-step-booked")),
                    ..Page::saying(lines)
                }
            }
        };
        page.lines
            .extend(self.notice.iter().flat_map(|notice| notice.said(desk)));
        page
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
