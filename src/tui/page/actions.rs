//! What is possible on a page now: the commands that are available, in the order in which the last row gives them room,
//! and the ways to move.

use super::body::Table;
use super::layer::PageLayer;
use super::view::Areas;
use super::{Page, PageScreen, Shape, blocks};
use crate::tui::action::{Action, Hint};
use crate::tui::form::Form;
use crate::tui::layer::Context;

/// The commands of a page that are available.
fn available(page: &Page) -> impl Iterator<Item = Hint> + '_ {
    let open = page.commands.iter();
    open.filter(|command| command.unavailable.is_none())
        .map(|command| command.hint.clone())
}

fn leaves(hint: &Hint) -> bool {
    matches!(hint.action, Action::BACK | Action::CLOSE)
}

/// What is possible on a page with a form. What the field with the focus is for comes first, then the next step; paging
/// where not everything is in sight, so that nobody sends what they could not read. Leaving comes behind what the form
/// can do, and whatever the page names behind leaving. What the page has a command for, the form has none for.
pub(super) fn with_form(page: &Page, form: &Form, scrolls: bool) -> Vec<Hint> {
    let mut commands: Vec<Hint> = available(page).collect();
    let is_pages = |hint: &Hint| {
        page.commands
            .iter()
            .any(|command| command.hint.action == hint.action)
    };
    let of_form = form.actions().into_iter().filter(|hint| !is_pages(hint));
    // What is to be accepted before anything else is possible comes first.
    let comes_first = |hint: &Hint| hint.action == Action::TOGGLE && form.has_own_key();
    let (toggle, of_form): (Vec<Hint>, Vec<Hint>) = of_form.partition(comes_first);
    let leaving = commands.iter().position(leaves).unwrap_or(commands.len());
    let leaving = commands.split_off(leaving);
    let mut actions = toggle;
    let mut commands = commands.into_iter();
    if actions.is_empty() {
        actions.extend(commands.next());
    }
    if scrolls {
        actions.push(Hint::labeled(Action::PAGE_DOWN, "action-more"));
    }
    actions.extend(commands);
    actions.extend(of_form);
    actions.extend(leaving);
    for paging in [Action::PAGE_UP, Action::PAGE_DOWN].map(Hint::hidden) {
        if scrolls && !actions.iter().any(|hint| hint.action == paging.action) {
            actions.push(paging);
        }
    }
    actions
}

/// What is possible on a page with a table: first what choosing a row does.
pub(super) fn with_table(page: &Page, table: &dyn Table) -> Vec<Hint> {
    let mut actions: Vec<Hint> = available(page).filter(|hint| !leaves(hint)).collect();
    if table.is_typing() || !table.has_choice() {
        actions.retain(|hint| hint.action != Action::ACTIVATE);
    }
    actions.extend(table.actions());
    actions
}

impl<S: PageScreen> PageLayer<S> {
    /// What is possible on a page with items or none.
    pub(super) fn actions_of_items(&self, page: &Page, context: &Context) -> Vec<Hint> {
        let first = self.focused(page).and_then(|item| item.commands.first());
        let its = self.focused(page).map_or(0, |item| item.commands.len());
        let open = self.commands(page).enumerate();
        let open = open.filter(|(_, command)| command.unavailable.is_none());
        let mut actions: Vec<Hint> = open
            .map(|(place, command)| Hint {
                // Line by line each item has a row for what it can do.
                in_footer: command.hint.in_footer
                    && (!context.plain || place >= its || first == Some(command)),
                ..command.hint.clone()
            })
            .collect();
        let count = page.items().len();
        let room = Areas::on_screen(page, context).work.as_size();
        let fits = count > 1 || self.laid(page, room, context).1;
        actions.extend([Action::UP, Action::DOWN].map(Hint::hidden));
        // In a picker they move in what is typed.
        if page.shape == Shape::Full {
            actions.extend([Action::FIRST, Action::LAST].map(Hint::hidden));
        }
        if count > 1 {
            let is_beside = page.blocks.iter().any(blocks::Block::stands_side_by_side);
            if is_beside {
                actions.extend([Action::LEFT, Action::RIGHT].map(Hint::hidden));
            }
            actions.extend([
                Hint::hidden_as(Action::NEXT_FIELD, "action-down"),
                Hint::hidden_as(Action::PREVIOUS_FIELD, "action-up"),
            ]);
        }
        actions.push(Hint::hidden(Action::PAGE_UP));
        actions.push(if fits {
            Hint::hidden(Action::PAGE_DOWN)
        } else {
            Hint::labeled(Action::PAGE_DOWN, "action-more")
        });
        actions
    }
}
