//! Whether an order is to be given up: what that means, and the two answers. The one that changes nothing comes first.

use crate::domain::ids::AccountId;
use crate::domain::message::Arg;
use crate::domain::money::Money;
use crate::domain::offer::Names;
use crate::domain::order::OrderNumber;
use crate::services::error::ServiceError;
use crate::services::orders::OrderView;
use crate::tui::action::{Action, Hint};
use crate::tui::layer::{Context, Navigation, ScreenEvent, Step};
use crate::tui::page::blocks::Block;
use crate::tui::page::blocks::facts::Facts;
use crate::tui::page::blocks::list::ListItem;
use crate::tui::page::blocks::notice::Notice;
use crate::tui::page::blocks::words::Text;
use crate::tui::page::{Command, Id, Item, Page, PageLayer, PageScreen, Wait};
use crate::tui::term::event::Key;

use asks::{GiveUpAnswer, GiveUpAsk};

mod asks;

/// Giving an order up.
impl Action {
    /// Give an order up.
    pub const GIVE_UP_ORDER: Self = Self::new("give-up-order", "action-give-up-order", &[Key::char('x')]);
}

/// All of them.
pub(in crate::tui) const ACTIONS: &[Action] = &[Action::GIVE_UP_ORDER];

/// The question.
pub type GiveUp = PageLayer<GiveUpQuestion>;

/// About which order, and what came of it.
#[derive(Debug)]
pub struct GiveUpQuestion {
    order: GivenUp,
    is_sending: bool,
    error: Option<ServiceError>,
}

/// The order, as far as one has to know it to give it up.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct GivenUp {
    /// Its number.
    pub number: OrderNumber,
    /// Its account.
    pub account: AccountId,
    /// Company of the account.
    pub company: String,
    /// What was ordered.
    pub offer: Names,
    /// What it asks for.
    pub total: Money,
}

impl From<&OrderView> for GivenUp {
    fn from(view: &OrderView) -> Self {
        Self {
            number: view.order.number,
            account: view.order.account,
            company: view.company.clone(),
            offer: view.offer.clone(),
            total: view.order.quote.total,
        }
    }
}

/// The answers.
const KEEP: &str = "keep";
const GIVE_UP: &str = "give-up";

impl GiveUp {
    /// Not answered yet.
    pub const fn new(order: GivenUp) -> Self {
        Self::of(GiveUpQuestion {
            order,
            is_sending: false,
            error: None,
        })
    }
}

impl PageScreen for GiveUpQuestion {
    fn page(&self, context: &Context) -> Page {
        let i18n = &context.i18n;
        let number = [("number", Arg::Text(self.order.number.to_string()))];
        let page = Page::new(i18n.tr("title-give-up-order", &number));
        if self.is_sending {
            return Page {
                wait: Some(Wait::Quiet("word-saving")),
                ..page
            };
        }
        let answer = |id: &'static str, label: &'static str| {
            let command = Command::open(Hint::labeled(Action::ACTIVATE, label));
            ListItem::new(Item::new(Id::of(id), vec![command]), i18n.t(label), String::new())
        };
        let error = self
            .error
            .iter()
            .map(|error| Block::Notice(Notice::error(error, context)));
        let order = &self.order;
        let about = [
            ("label-company", order.company.clone()),
            (
                "label-offer",
                order.offer.in_language(i18n.locale().tag()).to_owned(),
            ),
            ("label-total", i18n.money(order.total)),
        ];
        let page = Page {
            commands: vec![Command::open(Hint::shown(Action::BACK))],
            decides: Some(order.number.to_string()),
            ..page
        };
        error
            .fold(page, Page::with)
            .with(Block::Facts(Facts::labeled(about, context)))
            .with(Block::Text(Text::plain(i18n.t("give-up-note"))))
            .with(Block::List(vec![
                answer(KEEP, "button-keep-order"),
                answer(GIVE_UP, "action-give-up-order"),
            ]))
    }

    fn run(&mut self, action: Action, item: Option<&Id>, _context: &Context) -> Step {
        if action == Action::ACTIVATE && item == Some(&Id::of(GIVE_UP)) {
            self.is_sending = true;
            return Step::ask(GiveUpAsk(self.order.number));
        }
        Step::go(Navigation::Back)
    }

    fn update(&mut self, event: ScreenEvent<'_>, context: &Context) -> Step {
        let ScreenEvent::Answer(answer) = event else {
            return Step::none();
        };
        match answer.take() {
            Ok(GiveUpAnswer(Ok(order))) => {
                let number = Arg::Text(order.order.number.to_string());
                let done = context.i18n.tr("order-given-up", &[("order", number)]);
                Step::go(Navigation::Back).and_say(done)
            }
            Ok(GiveUpAnswer(Err(error))) => {
                self.is_sending = false;
                self.error = Some(error);
                Step::none()
            }
            Err(_) => Step::none(),
        }
    }

    fn is_sending(&self) -> bool {
        self.is_sending
    }

    /// It may lie in another account than the open one.
    fn is_of_account(&self, context: &Context) -> bool {
        Some(self.order.account) == context.account
    }
}
