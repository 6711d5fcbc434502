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
use crate::services::error::ServiceError;
use crate::services::orders::OrderView;
use crate::services::receipts::Booked;
use crate::services::watch::What;
use crate::tui::action::{Action, Hint};
use crate::tui::canvas::Canvas;
use crate::tui::effect::{Answer, ListOf, Request};
use crate::tui::form::{FormView, Outcome};
use crate::tui::layer::{Desk, Go, Screen, ScreenEvent, Step};
use crate::tui::list::{Heard, List, Looks, Words};
use crate::tui::page::Mark;
use crate::tui::places::Place;
use crate::tui::plain::Page;
use crate::tui::widgets::{Scroll, ScrollArea};

use super::chooser::{ORDER_COLUMNS, order_words};
use super::notice::{self, Notice};
use super::summary;
use booking::{Booking, Wish};

/// Rows that tell how many orders wait.
const HEADING_ROWS: u16 = 2;

/// Finance books money in.
#[derive(Debug)]
pub struct Finance {
    /// Above all orders is "another order number".
    list: List<OrderView>,
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
            list: List::new(ListOf::AwaitingPayment).with_head(HEADING_ROWS),
            face: Face::List,
            notice: None,
            leaving: false,
        }
    }

    fn answered(&mut self, answer: Answer, desk: &Desk) -> Step {
        match answer {
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
            Answer::MoneyDraft(Ok(draft)) => {
                if let Face::Form(booking) = &mut self.face
                    && booking.resume(&draft)
                {
                    let day = Arg::Day(draft.updated.day());
                    self.notice = Some(Notice::Told("request-draft-restored", vec![("day", day)]));
                }
            }
            // A draft is kept on the side, and again after the next word.
            Answer::MoneyDraft(Err(error)) | Answer::FormDraft(Err(error)) => {
                if matches!(&self.face, Face::Form(booking) if !booking.is_sending()) {
                    self.notice = Some(Notice::of(&error));
                }
            }
            Answer::Booked(Ok(booked)) => {
                self.notice = None;
                self.leaving = false;
                let former = std::mem::replace(&mut self.face, Face::Done(booked));
                let mut step = self.list.refresh(desk);
                if let Face::Form(booking) = former {
                    step.requests.extend(booking.discard().requests);
                }
                return step;
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
                Action::Discard => {
                    let mut step = Step::none();
                    if let Face::Form(booking) = &self.face {
                        step = booking.discard();
                    }
                    step.requests.extend(self.show_list(desk).requests);
                    return step;
                }
                Action::Back | Action::Activate => self.leaving = false,
                _ => {}
            }
            return Step::none();
        }
        match (&mut self.face, action) {
            (Face::List, action) => return self.in_list(ScreenEvent::Action(action), desk),
            (Face::Done(_), Action::Close | Action::Activate) => return self.show_list(desk),
            (Face::Form(booking), Action::Back) if booking.is_changed() => self.leaving = true,
            (Face::Form(_), Action::Quit) => self.leaving = true,
            (Face::Form(booking), Action::Back) => {
                let mut step = booking.save();
                step.requests.extend(self.show_list(desk).requests);
                return step;
            }
            (Face::Form(booking), _) if booking.is_sending() => {}
            (Face::Form(booking), Action::KeepUnallocated) => {
                if let Some(wish) = booking.offered() {
                    let (step, notice) = booking.submit(wish, desk);
                    self.notice = notice;
                    return step;
                }
            }
            (Face::Form(booking), action) => {
                let outcome = booking.act(action);
                return self.after(outcome, desk);
            }
            (Face::Done(_), _) => {}
        }
        Step::none()
    }

    /// What an event means while the list has the keys.
    fn in_list(&mut self, event: ScreenEvent<'_>, desk: &Desk) -> Step {
        let heard = self.list.hear(event, desk);
        if !matches!(heard, Heard::Unknown) {
            self.notice = None;
        }
        match heard {
            Heard::Done(step) => *step,
            Heard::Back => Step::go(Go::Back),
            Heard::Chosen => match self.list.chosen().cloned() {
                Some(order) => self.open(Some(order), desk),
                None => Step::none(),
            },
            Heard::ChosenHead => self.open(None, desk),
            Heard::Unknown => Step::none(),
        }
    }

    /// Opens the form for an order, or an empty one.
    fn open(&mut self, order: Option<OrderView>, desk: &Desk) -> Step {
        if !self.list.is_ready() {
            return Step::none();
        }
        if order.as_ref().is_some_and(|order| is_own(order, desk)) {
            self.notice = Some(Notice::of(&ServiceError::OwnOrder));
            return Step::none();
        }
        self.notice = None;
        let booking = Booking::new(order, desk);
        let (account, subject) = booking.drafted();
        self.face = Face::Form(Box::new(booking));
        Step::ask(Request::MoneyDraft(account, subject))
    }

    fn show_list(&mut self, desk: &Desk) -> Step {
        self.leaving = false;
        self.notice = None;
        self.face = Face::List;
        self.list.refresh(desk)
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
            (Outcome::Edited, Face::Form(booking)) => {
                self.notice = None;
                return booking.edited();
            }
            (Outcome::Left, Face::Form(booking)) => return booking.save(),
            _ => {}
        }
        Step::none()
    }

    fn draw_list(&self, canvas: &mut Canvas<'_>, area: Rect, desk: &Desk) {
        let [heading, list] =
            Layout::vertical([Constraint::Length(HEADING_ROWS), Constraint::Min(1)]).areas(area);
        let mut room = area;
        if let Some(waiting) = self.waiting(desk) {
            canvas.render_widget(Paragraph::new(Line::styled(waiting, desk.theme.accent)), heading);
            room = list;
        }
        self.list
            .view(canvas, room, desk, &looks(desk), |order| words(order, desk));
    }

    /// How many orders wait, once that is known.
    fn waiting(&self, desk: &Desk) -> Option<String> {
        let (count, is_all) = self.list.count().filter(|_| self.list.is_ready())?;
        let count = i64::try_from(count).unwrap_or(i64::MAX);
        let args = [("count", Arg::Count(count))];
        Some(match (count, is_all) {
            (0, _) => desk.i18n.t("orders-none-waiting"),
            (_, true) => desk.i18n.tr("finance-orders-waiting", &args),
            (_, false) => desk.i18n.tr("finance-more-orders", &args),
        })
    }

    fn list_said(&self, desk: &Desk) -> Page {
        let mut page = self.list.plain(desk, &looks(desk), |order| words(order, desk));
        page.lines.extend(self.waiting(desk));
        page
    }
}

/// The list besides its orders.
fn looks(desk: &Desk) -> Looks {
    Looks {
        columns: ORDER_COLUMNS,
        empty: "orders-none-waiting",
        head: Some(Words::new(
            vec![Mark::plain(desk.i18n.t("finance-other-number"))],
            1,
        )),
    }
}

/// An order of the list; one's own is closed.
fn words(order: &OrderView, desk: &Desk) -> Words {
    let words = order_words(order, desk);
    if is_own(order, desk) {
        words.closed(desk.i18n.t("finance-separation"))
    } else {
        words
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

/// What came of the money, in sentences, and whether it paid its order.
fn done_words(booked: &Booked, desk: &Desk) -> (Vec<String>, bool) {
    let (receipt, order) = (&booked.receipt, &booked.order.order);
    let is_used = receipt.allocated_to(order.id).minor > 0;
    (desk.i18n.money_in(receipt, order), is_used)
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
    rows.push(("label-receipt-reference", receipt.payer_reference.clone()));
    let entry = receipt.entry.as_ref();
    let reference = entry.map(|entry| entry.reference.as_str().to_owned());
    rows.push(("label-bank-reference", reference.unwrap_or_default()));
    rows.retain(|(_, value)| !value.is_empty());
    rows
}

/// What came of the money.
fn done<'a>(booked: &Booked, desk: &Desk, width: u16) -> Vec<Line<'a>> {
    let theme = &desk.theme;
    let (said, is_used) = done_words(booked, desk);
    let mut lines = Vec::new();
    for (place, text) in said.into_iter().enumerate() {
        lines.extend(if is_used && place == 0 {
            super::signaled(theme.symbols.check, &text, width, theme.success)
        } else {
            super::signaled("!", &text, width, theme.warning)
        });
    }
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
        match (&event, &mut self.face) {
            (ScreenEvent::Leaving, Face::Form(booking)) => return booking.save(),
            (ScreenEvent::Pause(edits), Face::Form(booking)) => return booking.save_after(*edits),
            _ => {}
        }
        match event {
            ScreenEvent::Shown
            | ScreenEvent::NewDay
            | ScreenEvent::Pause(_)
            | ScreenEvent::Answer(Answer::List(..)) => match self.list.hear(event, desk) {
                Heard::Done(step) => *step,
                _ => Step::none(),
            },
            ScreenEvent::Changed(changed) if matches!(changed.what, What::Order(_) | What::Everything) => {
                self.list.refresh(desk)
            }
            ScreenEvent::Answer(answer) => self.answered(answer, desk),
            ScreenEvent::Key(_)
            | ScreenEvent::Paste(_)
            | ScreenEvent::PasteTooLarge
            | ScreenEvent::Reply(_)
            | ScreenEvent::Pointed(_)
                if matches!(self.face, Face::List) =>
            {
                self.in_list(event, desk)
            }
            ScreenEvent::Action(action) => self.act(action, desk),
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
                let mut lines = done_words(booked, desk).0;
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
                if self.list.is_ready() && !self.list.is_typing() {
                    actions.push(Hint::labeled(Action::Activate, "action-select"));
                }
                actions.extend(self.list.actions());
                actions
            }
            Face::Form(booking) => {
                let mut actions = Vec::new();
                match booking.offered() {
                    Some(Wish::Other) => {
                        actions.push(Hint::labeled(Action::KeepUnallocated, "action-book-other-money"));
                    }
                    Some(_) => actions.push(Hint::shown(Action::KeepUnallocated)),
                    None => {}
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

    fn place(&self) -> Option<Place> {
        Some(Place::Money)
    }

    fn leads_on(&self) -> bool {
        matches!(self.face, Face::List)
    }

    fn is_typing(&self) -> bool {
        match &self.face {
            Face::List => self.list.is_typing(),
            Face::Form(booking) => !self.leaving && booking.form().is_typing(),
            Face::Done(_) => false,
        }
    }

    /// About the orders of every account.
    fn is_of_account(&self, _desk: &Desk) -> bool {
        false
    }

    /// What was typed as an amount in one language would be another one, or none, in the other.
    fn settles(&self, preference: Action) -> bool {
        preference == Action::Language && matches!(self.face, Face::Form(_))
    }
}

#[cfg(test)]
mod tests;
