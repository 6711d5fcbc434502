//! "Payments without a result": card payments of which the bank has not said what became of them, and settling one by hand
//! once its network has not known it for long enough.

mod asks;

use crate::domain::ids::AccountId;
use crate::domain::message::{Arg, Coded};
use crate::domain::text::{BODY_LIMIT, Body, TextError};
use crate::services::error::ServiceError;
use crate::services::orders::OrderView;
use crate::services::payments::{PaymentRefusal, SettledByHand, Unsettled};
use crate::services::waiting::Part;
use crate::services::watch::{Changed, What};
use crate::tui::action::{Action, Hint};
use crate::tui::ask::Request;
use crate::tui::form::{Field, Form, Refusal};
use crate::tui::layer::{Context, Copyable, Step};
use crate::tui::list::{Column, ListRow, ListWords};
use crate::tui::page::blocks::facts::Facts;
use crate::tui::page::{Block, Command, Mark, Signal};
use crate::tui::places::Place;
use crate::tui::term::event::Key;

use super::doors::Door;
use super::errand::{Errand, ErrandScreen};
use super::register::{Entry, RegisterScreen};
use super::{order, summary};
use asks::SettlePayment;

/// To payments without a result, and settling one.
impl Action {
    /// The card payments without a result.
    pub const UNSETTLED: Self = Self::new("unsettled", "title-unsettled", &[Key::char('U')]);
    /// Settle one of them by hand.
    pub const SETTLE: Self = Self::new("settle", "action-settle", &[Key::char('e')]);
}

/// All of them.
pub(in crate::tui) const ACTIONS: &[Action] = &[Action::UNSETTLED, Action::SETTLE];

/// To them.
pub(super) const DOOR: Door = Door {
    action: Action::UNSETTLED,
    is_there: |context| context.header.has(Part::Charges),
    screen: |_| Some(Box::new(UnsettledPayments::new())),
};

/// How the fields are called, and what the first one can say.
const FOUND: &str = "found";
const NOTE: &str = "note";
const CHARGED: &str = "charged";
const NOT_CHARGED: &str = "not-charged";

/// The screen of payments without a result.
pub type UnsettledPayments = RegisterScreen<Unsettled>;

impl UnsettledPayments {
    /// Not loaded yet.
    pub fn new() -> Self {
        Self::listing((), [])
    }
}

impl Default for UnsettledPayments {
    fn default() -> Self {
        Self::new()
    }
}

impl ListRow for Unsettled {
    fn id(&self) -> u128 {
        self.view.order.id.bits()
    }
}

impl Entry for Unsettled {
    const COLUMNS: &'static [Column] = &[
        Column::new("column-order", 12),
        Column::new("column-company", 18).growing(),
        Column::new("label-total", 14).at_right().leaving(1),
        Column::new("column-settling", 20),
        Column::new("column-state", 22).leaving(2),
        Column::new("column-placed-by", 18).leaving(3),
    ];
    const PLACE: Option<Place> = Some(Place::Money);

    fn title(context: &Context) -> String {
        Place::Money.title_of("title-unsettled", context)
    }

    fn list_key((): ()) -> &'static str {
        "title-unsettled"
    }

    fn empty_key((): ()) -> &'static str {
        "unsettled-none"
    }

    fn words(&self, context: &Context) -> ListWords {
        let (i18n, view) = (&context.i18n, &self.view);
        let cells = vec![
            Mark::plain(view.order.number.to_string()),
            Mark::plain(view.company.clone()),
            Mark::plain(i18n.money(view.order.quote.total)),
            when(self, context),
            Mark::plain(i18n.t(view.state_key())),
            Mark::plain(view.placed_by.clone()),
        ];
        ListWords::new(cells, 3)
    }

    fn heading(&self, context: &Context) -> String {
        order::title(&self.view, context)
    }

    fn account(&self) -> Option<AccountId> {
        Some(self.view.order.account)
    }

    fn told(&self, context: &Context) -> Vec<Block> {
        let (i18n, order) = (&context.i18n, &self.view.order);
        let attempt = order.attempt();
        let card = attempt.map(|attempt| summary::card_name(context, &attempt.card));
        let began = attempt.map(|attempt| i18n.moment(attempt.began));
        let facts = [
            ("label-company", self.view.company.clone()),
            (
                "label-offer",
                self.view.offer.in_language(i18n.locale().tag()).to_owned(),
            ),
            ("label-total", i18n.money(order.quote.total)),
            ("payment-method-card", card.unwrap_or_default()),
            ("settle-began", began.unwrap_or_default()),
            (
                "cli-column-reference",
                attempt
                    .map(|attempt| attempt.reference.clone())
                    .unwrap_or_default(),
            ),
            ("column-settling", when(self, context).text),
        ];
        let facts = facts.into_iter().filter(|(_, value)| !value.is_empty());
        vec![Block::Facts(Facts::labeled(facts, context))]
    }

    fn commands(&self, context: &Context) -> Vec<Command> {
        let command = Command::of_part(Part::Money, Hint::shown(Action::SETTLE), context);
        vec![match &self.closed {
            Some(why) if command.unavailable.is_none() => {
                let explained = context.i18n.explain_code(why.code(), &why.args());
                Command::unavailable(command.hint, explained.sentence).briefly(when(self, context).text)
            }
            _ => command,
        }]
    }

    fn act(&self, _action: Action, context: &Context) -> Step {
        Step::open(ErrandScreen::new(Settling(self.clone()), context))
    }

    fn copyable(&self, context: &Context) -> Vec<Copyable> {
        let order = &self.view.order;
        let reference = order.attempt().map(|attempt| attempt.reference.clone());
        let (number, reference) = (order.number.to_string(), reference.unwrap_or_default());
        let things = [
            ("cli-column-reference", &reference),
            ("label-order-number", &number),
        ];
        let things = things.into_iter();
        things
            .filter_map(|(label, text)| Copyable::new(&context.i18n, label, text))
            .collect()
    }

    fn is_concerned(changed: Changed, _is_filtered: bool) -> bool {
        matches!(changed.what, What::Order(_) | What::Everything)
    }
}

/// When it can be settled by hand.
fn when(payment: &Unsettled, context: &Context) -> Mark {
    let i18n = &context.i18n;
    match &payment.closed {
        None => Mark::new(Signal::Warn, i18n.t("settle-now")),
        Some(PaymentRefusal::TooEarly { minutes }) => {
            Mark::plain(i18n.tr("settle-in", &[("minutes", Arg::Count(*minutes))]))
        }
        Some(PaymentRefusal::OwnOrder) => Mark::plain(i18n.t("settle-own")),
        Some(PaymentRefusal::OtherNetwork) => Mark::plain(i18n.t("settle-other-network")),
        Some(PaymentRefusal::NotSettling { .. }) => Mark::plain(i18n.t(payment.view.state_key())),
        Some(_) => Mark::plain(i18n.t("settle-waits")),
    }
}

/// Settling one by hand.
#[derive(Debug)]
struct Settling(Unsettled);

impl Errand for Settling {
    type Of = Unsettled;
    type Values = SettledByHand;

    fn record(&self) -> &Unsettled {
        &self.0
    }

    fn title(&self, context: &Context) -> String {
        Place::Money.title_of("action-settle", context)
    }

    fn form(&self, context: &Context) -> Option<Form> {
        let named = |value: &str, key: &str| (value.to_owned(), context.i18n.t(key));
        let found = vec![
            named("", "word-not-chosen"),
            named(CHARGED, "settle-charged"),
            named(NOT_CHARGED, "settle-not-charged"),
        ];
        let fields = vec![
            Field::list(FOUND, "label-settle-found", found, "").note("settle-found-note"),
            Field::area(NOTE, "field-settle-note", BODY_LIMIT, "").note("settle-note-note"),
        ];
        Some(Form::new(fields, "action-settle"))
    }

    fn read(&self, form: Option<&mut Form>, _context: &Context) -> Option<SettledByHand> {
        let form = form?;
        let charged = match form.text(FOUND) {
            CHARGED => Some(true),
            NOT_CHARGED => Some(false),
            _ => None,
        };
        if charged.is_none() {
            form.refuse(FOUND, Refusal::of(&TextError::Empty));
        }
        let note = form.text(NOTE).to_owned();
        if let Err(error) = Body::parse(&note) {
            form.refuse(NOTE, Refusal::of(&error));
            return None;
        }
        Some(SettledByHand {
            number: self.0.view.order.number,
            charged: charged?,
            note,
        })
    }

    fn question(
        &self,
        found: &SettledByHand,
        _order: Option<&OrderView>,
        context: &Context,
    ) -> (String, String, &'static str) {
        let args = [
            ("order", Arg::Text(found.number.to_string())),
            ("company", Arg::Text(self.0.view.company.clone())),
            ("money", Arg::Money(self.0.view.order.quote.total)),
        ];
        let key = if found.charged {
            "settle-charged-question"
        } else {
            "settle-not-charged-question"
        };
        (
            context.i18n.t("settle-title"),
            context.i18n.tr(key, &args),
            "action-settle",
        )
    }

    fn ask(&self, found: SettledByHand) -> Request {
        SettlePayment(found).into()
    }

    fn field_of(&self, error: &ServiceError) -> Option<&'static str> {
        let is_of_note = matches!(
            error,
            ServiceError::Field {
                field: "field-settle-note",
                ..
            }
        );
        is_of_note.then_some(NOTE)
    }
}
