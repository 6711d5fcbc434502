//! One order: where it stands, what it fixed, and how to pay it while it waits for a transfer.

use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Paragraph;

use crate::domain::ids::OrderId;
use crate::domain::message::Arg;
use crate::services::error::ServiceError;
use crate::services::orders::OrderView;
use crate::tui::action::{Action, Hint};
use crate::tui::canvas::Canvas;
use crate::tui::effect::{Answer, Request};
use crate::tui::layer::{Copyable, Desk, Go, Screen, ScreenEvent, Step};
use crate::tui::plain;

use super::page::Page;
use super::summary;

/// One order, kept up to date.
#[derive(Debug)]
pub struct OrderScreen {
    id: OrderId,
    order: Option<Box<OrderView>>,
    error: Option<ServiceError>,
    page: Page,
}

impl OrderScreen {
    /// Not loaded yet.
    pub const fn new(id: OrderId) -> Self {
        Self {
            id,
            order: None,
            error: None,
            page: Page::new(),
        }
    }

    /// Number of lines.
    fn total(&self, desk: &Desk) -> usize {
        let lines = |order| lines(order, desk, Page::width(desk)).len();
        self.order.as_deref().map_or(0, lines)
    }
}

/// What there is to say of an order: where it stands, how to pay it, what it fixed.
pub(super) fn lines<'a>(order: &OrderView, desk: &Desk, width: u16) -> Vec<Line<'a>> {
    let mut lines = summary::state(order, desk, width);
    lines.push(Line::default());
    if let Some(instructions) = &order.instructions {
        lines.extend(summary::instructions(order, instructions, desk, width));
        lines.push(Line::default());
    }
    lines.extend(summary::order(order, desk, width));
    lines
}

/// The order's title.
pub(super) fn title(order: &OrderView, desk: &Desk) -> String {
    let number = Arg::Text(order.order.number.to_string());
    desk.i18n.tr("title-order", &[("number", number)])
}

impl Screen for OrderScreen {
    fn update(&mut self, event: ScreenEvent<'_>, desk: &Desk) -> Step {
        match event {
            ScreenEvent::Shown | ScreenEvent::NewDay => return Step::ask(Request::Order(self.id)),
            ScreenEvent::Changed(changed) if changed.concerns_order(self.id) => {
                return Step::ask(Request::Order(self.id));
            }
            ScreenEvent::Answer(Answer::Order(Ok(order))) => {
                self.order = order;
                self.error = None;
            }
            ScreenEvent::Answer(Answer::Order(Err(error))) => self.error = Some(error),
            ScreenEvent::Action(Action::Close | Action::Activate) => return Step::go(Go::Back),
            ScreenEvent::Action(action) => self.page.act(action, self.total(desk), desk),
            _ => {}
        }
        Step::none()
    }

    fn wheel(&mut self, notches: i16, desk: &Desk) -> Step {
        self.page.wheel(notches, self.total(desk), desk);
        Step::none()
    }

    fn view(&self, canvas: &mut Canvas<'_>, area: Rect, desk: &Desk) {
        if let Some(error) = &self.error {
            super::explain(canvas, area, desk, error);
        } else if let Some(order) = &self.order {
            self.page
                .view(&lines(order, desk, Page::width(desk)), canvas, area, desk);
        } else {
            canvas.render_widget(Paragraph::new(desk.i18n.t("word-loading")), area);
        }
    }

    fn plain(&self, desk: &Desk) -> plain::Page {
        if let Some(error) = &self.error {
            return plain::Page::explaining(desk, error);
        }
        let Some(order) = &self.order else {
            return plain::Page::loading(desk);
        };
        let mut lines = summary::state_said(order, desk);
        if let Some(instructions) = &order.instructions {
            lines.extend(summary::instructions_said(order, instructions, desk));
        }
        lines.extend(summary::said(desk, &summary::order_rows(order, desk)));
        plain::Page::saying(lines)
    }

    fn title(&self, desk: &Desk) -> String {
        let number = self
            .order
            .as_ref()
            .map(|order| order.order.number.to_string())
            .unwrap_or_default();
        desk.i18n.tr("title-order", &[("number", Arg::Text(number))])
    }

    fn copyable(&self, desk: &Desk) -> Vec<Copyable> {
        let order = self.order.as_deref();
        order.map_or_else(Vec::new, |order| summary::copyable(order, desk))
    }

    /// One can go to an order of any account that one may see.
    fn is_of_account(&self, desk: &Desk) -> bool {
        let order = self.order.as_deref();
        order.is_none_or(|order| Some(order.order.account) == desk.account)
    }

    fn actions(&self, desk: &Desk) -> Vec<Hint> {
        let lines = |order| lines(order, desk, Page::width(desk)).len();
        Page::actions_for(self.order.as_deref().map_or(0, lines), desk)
    }
}
