//! One order: where it stands, what it fixed, and how to pay it while it waits for a transfer.

use crate::domain::ids::OrderId;
use crate::domain::message::Arg;
use crate::domain::order::OrderState;
use crate::i18n::I18n;
use crate::services::error::{ServiceError, Unavailable};
use crate::services::orders::{NotChangeable, OrderView};
use crate::services::requests::Access;
use crate::tui::action::{Action, Hint};
use crate::tui::layer::{Context, Lead, Navigation, ScreenEvent, Step};
use crate::tui::page::blocks::Block;
use crate::tui::page::blocks::notice::Notice;
use crate::tui::page::blocks::words::{Heading, Text};
use crate::tui::page::{Command, Id, Page, PageLayer, PageScreen, Wait};

use super::asks::{FoundOrder, OrderById};
use super::give_up::{GiveUp, GivenUp};
use super::summary;
use super::wizard::WizardScreen;

/// One order, kept up to date.
pub type OrderScreen = PageLayer<Order>;

/// What is known of it.
#[derive(Debug)]
pub struct Order {
    id: OrderId,
    view: Option<Box<OrderView>>,
    error: Option<ServiceError>,
}

impl OrderScreen {
    /// Not loaded yet.
    pub const fn new(id: OrderId) -> Self {
        Self::of(Order {
            id,
            view: None,
            error: None,
        })
    }
}

/// The order's title.
pub(super) fn title(order: &OrderView, context: &Context) -> String {
    titled(&order.order.number.to_string(), context)
}

fn titled(number: &str, context: &Context) -> String {
    let number = Arg::Text(number.to_owned());
    context.i18n.tr("title-order", &[("number", number)])
}

/// Paying an order in another way: a transfer by card, and what was declined in whichever way.
pub(super) fn change(order: OrderState) -> Hint {
    Hint::labeled(
        Action::CHANGE_METHOD,
        match order {
            OrderState::AwaitingPayment => "action-pay-by-card",
            _ => "action-pay-order",
        },
    )
}

/// Whether its due day is over, for somebody who may order anew: the new order takes its place.
fn is_to_be_replaced(order: &OrderView) -> bool {
    let over = |why: &Unavailable| matches!(why, Unavailable::Change(NotChangeable::DueDayOver { .. }));
    order.expired && matches!(&order.change, Access::Closed(why) if over(why))
}

/// The command of something that is possible, or not now, or nobody's business.
pub(super) fn command(hint: Hint, access: &Access, i18n: &I18n) -> Option<Command> {
    match access {
        Access::Open => Some(Command::open(hint)),
        Access::Closed(why) => Some(Command::unavailable(hint, i18n.explain(&**why).sentence)),
        Access::Hidden => None,
    }
}

/// What there is to say of an order: where it stands, how to pay it, what it fixed.
pub(super) fn blocks(order: &OrderView, context: &Context) -> Vec<Block> {
    let mut blocks = standing(order, context);
    blocks.extend(details(order, context));
    blocks
}

/// Where an order stands, and who placed it.
fn standing(order: &OrderView, context: &Context) -> Vec<Block> {
    let (state, placed) = summary::standing(order, context);
    vec![Block::Notice(state), Block::Text(Text::faint(placed))]
}

fn details(order: &OrderView, context: &Context) -> Vec<Block> {
    let heading = |key: &str| Block::Heading(Heading::new(context.i18n.t(key)));
    let mut blocks = Vec::new();
    if let Some(how) = &order.instructions {
        blocks.push(heading(if order.expired {
            "title-transfer-overdue"
        } else {
            "title-transfer-instructions"
        }));
        blocks.push(Block::Facts(summary::instruction_facts(order, how, context)));
    }
    blocks.push(heading("title-order-details"));
    blocks.push(Block::Facts(summary::order_facts(order, context)));
    blocks
}

impl PageScreen for Order {
    fn page(&self, context: &Context) -> Page {
        let number = self.view.as_ref().map(|view| view.order.number.to_string());
        let page = Page::new(titled(&number.unwrap_or_default(), context));
        let closing = |page: Page| Page {
            commands: Command::closing(),
            ..page
        };
        if let Some(error) = &self.error {
            return closing(page).with(Block::Notice(Notice::error(error, context)));
        }
        let Some(order) = self.view.as_deref() else {
            return Page {
                wait: Some(Wait::Quiet("word-loading")),
                ..closing(page)
            };
        };
        let (i18n, give_up) = (&context.i18n, Hint::shown(Action::GIVE_UP_ORDER));
        let change = command(change(order.order.state), &order.change, i18n);
        let is_replaced = is_to_be_replaced(order);
        let first = if is_replaced {
            Some(Command::open(Hint::shown(Action::NEW_ORDER)))
        } else {
            change.clone()
        };
        let commands = [
            first,
            command(give_up, &order.give_up, i18n),
            Some(Command::open(Hint::shown(Action::CLOSE))),
        ];
        let page = Page {
            about: order.order.id.to_string(),
            // Its key says why it is too late for that.
            commands: change.filter(|_| is_replaced).into_iter().collect(),
            copyable: summary::copyable(order, context),
            ..page
        };
        let page = standing(order, context).into_iter().fold(page, Page::with);
        let page = page.with_buttons(commands.into_iter().flatten().collect());
        details(order, context).into_iter().fold(page, Page::with)
    }

    fn run(&mut self, action: Action, _item: Option<&Id>, _context: &Context) -> Step {
        match (action, &self.view) {
            (Action::GIVE_UP_ORDER, Some(order)) => Step::open(GiveUp::new(GivenUp::from(&**order))),
            (Action::NEW_ORDER, Some(view)) => {
                let (order, names) = (&view.order, view.offer.clone());
                Step::open(WizardScreen::new(order.account, order.offer.clone(), names))
            }
            (Action::CHANGE_METHOD, Some(view)) => {
                let (order, names) = (&view.order, view.offer.clone());
                let (account, offer) = (order.account, order.offer.clone());
                Step::open(WizardScreen::changing(account, offer, names, order.number))
            }
            _ => Step::go(Navigation::Back),
        }
    }

    fn update(&mut self, event: ScreenEvent<'_>, _context: &Context) -> Step {
        match event {
            ScreenEvent::Shown | ScreenEvent::NewDay => return Step::ask(OrderById(self.id)),
            ScreenEvent::Changed(changed) if changed.concerns_order(self.id) => {
                return Step::ask(OrderById(self.id));
            }
            ScreenEvent::Answer(answer) => match answer.take() {
                Ok(FoundOrder(Ok(order))) => {
                    self.view = order;
                    self.error = None;
                }
                Ok(FoundOrder(Err(error))) => self.error = Some(error),
                Err(_) => {}
            },
            _ => {}
        }
        Step::none()
    }

    /// One can go to an order of any account that one may see.
    fn is_of_account(&self, context: &Context) -> bool {
        let order = self.view.as_deref();
        order.is_none_or(|order| Some(order.order.account) == context.account)
    }

    fn leads_on(&self) -> bool {
        true
    }

    fn leads_to(&self) -> Lead {
        let order = self.view.as_deref();
        order.map_or(Lead::Nowhere, |view| Lead::To(view.order.account))
    }
}
