//! One order: where it stands, what it fixed, and how to pay it while it waits for a transfer.

use crate::domain::ids::OrderId;
use crate::domain::message::Arg;
use crate::services::error::ServiceError;
use crate::services::orders::OrderView;
use crate::services::requests::Access;
use crate::tui::action::{Action, Hint};
use crate::tui::layer::{Context, Navigation, ScreenEvent, Step};
use crate::tui::page::blocks::Block;
use crate::tui::page::blocks::notice::Notice;
use crate::tui::page::blocks::words::{Heading, Text};
use crate::tui::page::{Command, Id, Page, PageLayer, PageScreen, Wait};

use super::asks::{FoundOrder, OrderById};
use super::give_up::GiveUp;
use super::summary;

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
    let number = Arg::Text(order.order.number.to_string());
    context.i18n.tr("title-order", &[("number", number)])
}

/// What there is to say of an order: where it stands, how to pay it, what it fixed.
pub(super) fn blocks(order: &OrderView, context: &Context) -> Vec<Block> {
    let i18n = &context.i18n;
    let heading = |key: &str| Block::Heading(Heading::new(i18n.t(key)));
    let (state, placed) = summary::standing(order, context);
    let mut blocks = vec![Block::Notice(state), Block::Text(Text::faint(placed))];
    if let Some(how) = &order.instructions {
        blocks.push(heading("title-transfer-instructions"));
        blocks.push(Block::Facts(summary::instruction_facts(order, how, context)));
    }
    blocks.push(heading("title-order-details"));
    blocks.push(Block::Facts(summary::order_facts(order, context)));
    blocks
}

impl Order {
    fn titled(&self, context: &Context) -> Page {
        let number = self.view.as_ref().map(|order| order.order.number.to_string());
        let number = [("number", Arg::Text(number.unwrap_or_default()))];
        Page {
            commands: Command::closing(),
            ..Page::new(context.i18n.tr("title-order", &number))
        }
    }
}

impl PageScreen for Order {
    fn page(&self, context: &Context) -> Page {
        let page = self.titled(context);
        if let Some(error) = &self.error {
            return page.with(Block::Notice(Notice::error(error, context)));
        }
        let Some(order) = self.view.as_deref() else {
            return Page {
                wait: Some(Wait::Quiet("word-loading")),
                ..page
            };
        };
        let give_up = Hint::shown(Action::GIVE_UP_ORDER);
        let give_up = match &order.give_up {
            Access::Open => Some(Command::open(give_up)),
            Access::Closed(why) => {
                let why = context.i18n.explain(&**why).sentence;
                Some(Command::unavailable(give_up, why))
            }
            Access::Hidden => None,
        };
        let mut page = page;
        page.commands.extend(give_up);
        let page = Page {
            about: order.order.id.to_string(),
            copyable: summary::copyable(order, context),
            ..page
        };
        blocks(order, context).into_iter().fold(page, Page::with)
    }

    fn run(&mut self, action: Action, _item: Option<&Id>, _desk: &Context) -> Step {
        match (action, &self.view) {
            (Action::GIVE_UP_ORDER, Some(order)) => Step::open(GiveUp::new(order.clone())),
            _ => Step::go(Navigation::Back),
        }
    }

    fn update(&mut self, event: ScreenEvent<'_>, _desk: &Context) -> Step {
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
}
