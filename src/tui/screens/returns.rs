//! "Money to return": the transfers of refunded orders that Finance has to send back, and the form that says it was done. The
//! day that was typed is kept when the line drops.

use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Paragraph;

use crate::domain::date::Day;
use crate::domain::form_draft::{FormDraft, FormSubject};
use crate::domain::message::Arg;
use crate::services::error::ServiceError;
use crate::services::orders::OrderView;
use crate::services::refunds::MoneyBack;
use crate::services::watch::What;
use crate::tui::action::{Action, Hint};
use crate::tui::ask::Answer;
use crate::tui::canvas::Canvas;
use crate::tui::form::{Field, Form, FormView, Outcome, Refusal};
use crate::tui::layer::{Desk, Go, Screen, ScreenEvent, Step, Typing};
use crate::tui::list::{Heard, List, ListAnswer, Looks, Words};
use crate::tui::places::Place;
use crate::tui::plain::Page;

use super::chooser::asks::OrdersOf;
use super::chooser::{ORDER_COLUMNS, order_words};
use super::drafts::{DraftAnswer, DraftAsk};
use super::notice::{self, Notice};
use super::summary;
use asks::{ReturnsAnswer, ReturnsAsk};

mod asks;

/// Rows that tell how many transfers wait.
const HEADING_ROWS: u16 = 2;
/// Quiet milliseconds after which a draft is kept.
const QUIET: u64 = 2_000;
/// How the field is called.
const DAY: &str = "day";
/// Longest day that can be typed, bytes.
const SHORT: usize = 40;

/// Finance returns money.
#[derive(Debug)]
pub struct Returns {
    list: List<OrderView>,
    /// The order whose money is being returned.
    form: Option<(Box<OrderView>, Form)>,
    /// The draft in which its day is kept, once it is there.
    draft: Option<Box<FormDraft>>,
    notice: Option<Notice>,
    sending: bool,
    /// Counts edits: a pause that is over saves only when none followed it.
    edits: u64,
    unsaved: bool,
}

impl Returns {
    /// Not loaded yet.
    pub const fn new() -> Self {
        Self {
            list: List::new(OrdersOf::ToReturn),
            form: None,
            draft: None,
            notice: None,
            sending: false,
            edits: 0,
            unsaved: false,
        }
    }

    fn answered(&mut self, answer: Answer, desk: &Desk) -> Step {
        let ReturnsAnswer(returned) = match answer.take() {
            Ok(returned) => returned,
            Err(answer) => {
                if let Ok(draft) = answer.take() {
                    self.drafted(draft, desk);
                }
                return Step::none();
            }
        };
        self.sending = false;
        match returned {
            Ok(view) => {
                let args = vec![
                    ("money", Arg::Money(view.order.quote.total)),
                    ("order", Arg::Text(view.order.number.to_string())),
                ];
                self.notice = Some(Notice::Done("finance-returned", args));
                self.form = None;
                self.list.refresh(desk)
            }
            Err(error) => {
                self.notice = self.refuse(&error);
                Step::none()
            }
        }
    }

    fn drafted(&mut self, draft: DraftAnswer, desk: &Desk) {
        match draft {
            DraftAnswer::Left(Ok(draft)) => self.resume(draft, desk),
            // A draft is kept on the side, and again after the next digit.
            DraftAnswer::Left(Err(error)) | DraftAnswer::Kept(Err(error)) => {
                if self.form.is_some() && !self.sending {
                    self.notice = Some(Notice::of(&error));
                }
            }
            DraftAnswer::Kept(Ok(())) => {}
        }
    }

    /// Takes the day that an earlier session left, unless another one was typed since.
    fn resume(&mut self, draft: Box<FormDraft>, desk: &Desk) {
        let Some((order, form)) = &mut self.form else {
            return;
        };
        if draft.subject != FormSubject::Return(order.order.id) {
            return;
        }
        if !draft.text(DAY).is_empty() && form.text(DAY) == desk.today.to_string() {
            form.set_text(DAY, draft.text(DAY));
            let day = Arg::Day(draft.updated.day());
            self.notice = Some(Notice::Told("request-draft-restored", vec![("day", day)]));
        }
        self.draft = Some(draft);
    }

    /// Keeps the day that was typed.
    fn save(&mut self) -> Step {
        let (Some(draft), Some((_, form)), true) = (&self.draft, &self.form, self.unsaved) else {
            return Step::none();
        };
        self.unsaved = false;
        Step::ask(DraftAsk::Keep(Box::new(FormDraft {
            fields: vec![(DAY.to_owned(), form.text(DAY).to_owned())],
            ..(**draft).clone()
        })))
    }

    /// Puts a refusal where it belongs: at the day, or below the form.
    fn refuse(&mut self, error: &ServiceError) -> Option<Notice> {
        let is_of_day = matches!(
            error,
            ServiceError::ValueDateInFuture | ServiceError::ReturnedTooEarly { .. }
        );
        match &mut self.form {
            Some((_, form)) if is_of_day => {
                form.refuse(DAY, Refusal::of(error));
                form.focus_on_error();
                None
            }
            _ => Some(Notice::of(error)),
        }
    }

    /// What is the list's own, whatever has the keys.
    fn list_hears(&mut self, event: ScreenEvent<'_>, desk: &Desk) -> Step {
        match self.list.hear(event, desk) {
            Heard::Done(step) => *step,
            _ => Step::none(),
        }
    }

    fn in_list(&mut self, event: ScreenEvent<'_>, desk: &Desk) -> Step {
        let heard = self.list.hear(event, desk);
        if !matches!(heard, Heard::Unknown) {
            self.notice = None;
        }
        match heard {
            Heard::Done(step) => *step,
            Heard::Back => Step::go(Go::Back),
            Heard::Chosen => {
                let Some(order) = self.list.chosen() else {
                    return Step::none();
                };
                let today = desk.today.to_string();
                let day = Field::text(DAY, "label-receipt-value-date", SHORT, &today);
                let form = Form::new(vec![day.note("finance-return-note")], "button-returned");
                let subject = FormSubject::Return(order.order.id);
                let asked = DraftAsk::Money(order.order.account, subject);
                self.form = Some((Box::new(order.clone()), form));
                (self.draft, self.unsaved) = (None, false);
                Step::ask(asked)
            }
            Heard::ChosenHead | Heard::Unknown => Step::none(),
        }
    }

    fn after(&mut self, outcome: Outcome) -> Step {
        match outcome {
            Outcome::Edited => {
                self.unsaved = true;
                self.edits += 1;
                return Step::none().and_pause(self.edits, QUIET);
            }
            Outcome::Left => return self.save(),
            Outcome::Nothing | Outcome::Submit => {}
        }
        let Some((order, form)) = self.form.as_mut().filter(|_| outcome == Outcome::Submit) else {
            return Step::none();
        };
        form.clear_errors();
        match form.text(DAY).trim().parse::<Day>() {
            Ok(value_date) => {
                self.sending = true;
                self.notice = Some(Notice::Told("word-saving", Vec::new()));
                let number = order.order.number;
                Step::ask(ReturnsAsk(MoneyBack { number, value_date }))
            }
            Err(error) => {
                form.refuse(DAY, Refusal::of(&error));
                form.focus_on_error();
                Step::none()
            }
        }
    }

    fn act(&mut self, action: Action, desk: &Desk) -> Step {
        match &mut self.form {
            None => self.in_list(ScreenEvent::Action(action), desk),
            // What is on its way is answered first: otherwise its answer would mean another order.
            Some(_) if self.sending => Step::none(),
            Some(_) if action == Action::Back => {
                let saved = self.save();
                self.form = None;
                self.notice = None;
                saved
            }
            Some((_, form)) => {
                let outcome = form.act(action);
                self.after(outcome)
            }
        }
    }

    /// What is to be returned, in a sentence.
    fn expected(order: &OrderView, desk: &Desk) -> String {
        let args = [
            ("money", Arg::Money(order.order.quote.total)),
            ("company", Arg::Text(order.company.clone())),
            ("order", Arg::Text(order.order.number.to_string())),
        ];
        desk.i18n.tr("finance-return-expected", &args)
    }

    /// How many transfers wait, once that is known.
    fn waiting(&self, desk: &Desk) -> Option<String> {
        let (count, is_all) = self.list.count().filter(|_| self.list.is_ready())?;
        let args = [("count", Arg::Count(i64::try_from(count).unwrap_or(i64::MAX)))];
        Some(match (count, is_all) {
            (0, _) => return None,
            (_, true) => desk.i18n.tr("finance-to-return", &args),
            (_, false) => desk.i18n.tr("finance-more-to-return", &args),
        })
    }
}

impl Default for Returns {
    fn default() -> Self {
        Self::new()
    }
}

const LOOKS: Looks = Looks {
    columns: ORDER_COLUMNS,
    empty: "finance-none-to-return",
    head: None,
};

/// An order of the list; one's own is closed.
fn words(order: &OrderView, desk: &Desk) -> Words {
    let words = order_words(order, desk);
    if Some(order.order.placed_by) == desk.actor.user {
        return words.closed(desk.i18n.t("finance-separation"));
    }
    words
}

impl Screen for Returns {
    fn update(&mut self, event: ScreenEvent<'_>, desk: &Desk) -> Step {
        match event {
            ScreenEvent::Leaving => self.save(),
            ScreenEvent::Pause(edits) if self.form.is_some() => {
                if edits == self.edits {
                    self.save()
                } else {
                    Step::none()
                }
            }
            ScreenEvent::Changed(changed) if matches!(changed.what, What::Order(_) | What::Everything) => {
                self.list.refresh(desk)
            }
            ScreenEvent::Shown | ScreenEvent::NewDay | ScreenEvent::Pause(_) => self.list_hears(event, desk),
            ScreenEvent::Answer(answer) if answer.is::<ListAnswer<OrderView>>() => {
                self.list_hears(ScreenEvent::Answer(answer), desk)
            }
            ScreenEvent::Answer(answer) => self.answered(answer, desk),
            ScreenEvent::Action(action) => self.act(action, desk),
            event => match &mut self.form {
                None => self.in_list(event, desk),
                Some(_) if self.sending => Step::none(),
                Some((_, form)) => {
                    let outcome = form.take(&event).unwrap_or(Outcome::Nothing);
                    self.after(outcome)
                }
            },
        }
    }

    fn view(&self, canvas: &mut Canvas<'_>, area: Rect, desk: &Desk) {
        let room = notice::view(self.notice.as_ref(), canvas, area, desk);
        if let Some((order, form)) = &self.form {
            let width = FormView::text_width(room.width);
            let mut above = summary::paragraph(&Self::expected(order, desk), width, desk.theme.title);
            above.push(Line::default());
            FormView::new(form).above(above).draw(canvas, room, desk);
            return;
        }
        let mut list = room;
        if let Some(waiting) = self.waiting(desk) {
            canvas.render_widget(Paragraph::new(Line::styled(waiting, desk.theme.accent)), room);
            list.y = list.y.saturating_add(HEADING_ROWS);
            list.height = list.height.saturating_sub(HEADING_ROWS);
        }
        self.list
            .view(canvas, list, desk, &LOOKS, |order| words(order, desk));
    }

    fn plain(&self, desk: &Desk) -> Page {
        let mut page = match &self.form {
            Some(_) if self.sending => return Page::waiting(desk, "word-saving"),
            Some((order, form)) => Page::saying([Self::expected(order, desk)]).and_form(form, desk),
            None => {
                let mut page = self.list.plain(desk, &LOOKS, |order| words(order, desk));
                page.lines.extend(self.waiting(desk));
                page
            }
        };
        page.lines
            .extend(self.notice.iter().flat_map(|notice| notice.said(desk)));
        page
    }

    fn title(&self, desk: &Desk) -> String {
        desk.i18n.t("title-money-to-return")
    }

    fn actions(&self, _desk: &Desk) -> Vec<Hint> {
        let mut actions = Vec::new();
        if let Some((_, form)) = &self.form {
            actions.extend(form.actions());
            actions.push(Hint::shown(Action::Back));
        } else {
            if self.list.chosen().is_some() && !self.list.is_typing() {
                actions.push(Hint::labeled(Action::Activate, "action-select"));
            }
            actions.extend(self.list.actions());
        }
        actions
    }

    fn place(&self) -> Option<Place> {
        Some(Place::Money)
    }

    fn leads_on(&self) -> bool {
        self.form.is_none()
    }

    fn typing(&self, _desk: &Desk) -> Typing {
        match &self.form {
            Some((_, form)) => form.typing(),
            None => self.list.typing(),
        }
    }

    /// The list is of all accounts.
    fn is_of_account(&self, _desk: &Desk) -> bool {
        false
    }
}
