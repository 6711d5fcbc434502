//! What is possible on a page now: the commands that are available, in the order in which the last row gives them room,
//! and the ways to move.

use super::body::{Body, Table};
use super::layer::PageLayer;
use super::view::Areas;
use super::{Page, PageScreen, blocks};
use crate::tui::action::{Action, Hint};
use crate::tui::form::Form;
use crate::tui::layer::Context;
use crate::tui::term::event::Key;

/// The commands of a page that are available.
fn available(page: &Page) -> impl Iterator<Item = Hint> + '_ {
    let open = page.commands.iter();
    open.filter(|command| command.unavailable.is_none())
        .map(|command| command.hint.clone())
}

fn leaves(hint: &Hint) -> bool {
    matches!(hint.action, Action::BACK | Action::CLOSE)
}

/// Whether there is more to read than is in sight.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Scrolls {
    /// Above or below.
    pub at_all: bool,
    /// Below.
    pub further: bool,
}

/// What is possible on a page with a form. What the field with the focus is for comes first, or Enter on a button that
/// has a key of its own as well; then the next step; paging where there is more below, so that nobody sends what they
/// could not read. Leaving comes behind what the form can do, and whatever the page names behind leaving. What the page
/// has a command for, the form has none for.
pub(super) fn with_form(page: &Page, form: &Form, scrolls: Scrolls) -> Vec<Hint> {
    // An open list comes first; what the page can do is possible all the same, once what is marked was chosen.
    if form.is_open() {
        let mut actions = form.actions();
        for hint in available(page) {
            if !actions.iter().any(|other| other.action == hint.action) {
                actions.push(Hint {
                    in_footer: false,
                    ..hint
                });
            }
        }
        return actions;
    }
    let mut commands: Vec<Hint> = available(page).collect();
    let is_pages = |hint: &Hint| {
        page.commands
            .iter()
            .any(|command| command.hint.action == hint.action)
    };
    let of_form = form.actions().into_iter().filter(|hint| !is_pages(hint));
    // What is to be accepted before anything else is possible comes first.
    let on_button = form.focused().is_none();
    let comes_first = |hint: &Hint| match hint.action {
        Action::TOGGLE => form.has_own_key(),
        Action::ACTIVATE => on_button && form.has_own_key(),
        _ => false,
    };
    let (toggle, of_form): (Vec<Hint>, Vec<Hint>) = of_form.partition(comes_first);
    let leaving = commands.iter().position(leaves).unwrap_or(commands.len());
    let leaving = commands.split_off(leaving);
    let mut actions = toggle;
    let mut commands = commands.into_iter();
    if actions.is_empty() {
        actions.extend(commands.next());
    }
    if scrolls.further {
        actions.push(Hint::labeled(Action::PAGE_DOWN, "action-more"));
    }
    actions.extend(commands);
    actions.extend(of_form);
    actions.extend(leaving);
    for paging in [Action::PAGE_UP, Action::PAGE_DOWN].map(Hint::hidden) {
        if scrolls.at_all && !actions.iter().any(|hint| hint.action == paging.action) {
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
    /// What Enter does where nothing else on the page has the keys.
    pub(super) fn button(&self, page: &Page, context: &Context) -> Option<Hint> {
        let has_keys = page.is_picker
            || page.wait.is_some()
            || !page.items().is_empty()
            || !matches!(self.body(context), Body::Items);
        let mut commands = page
            .commands
            .iter()
            .filter(|command| command.unavailable.is_none());
        let enter = commands.find(|command| command.hint.action == Action::ACTIVATE)?;
        (!has_keys && !context.plain).then(|| enter.hint.clone())
    }

    /// What is possible on a page with items or none.
    pub(super) fn actions_of_items(&self, page: &Page, context: &Context) -> Vec<Hint> {
        let first = self.focused(page).and_then(|item| item.commands.first());
        let its = self.focused(page).map_or(0, |item| item.commands.len());
        // Line by line they are named as what the page can do.
        let has_only_buttons = page.has_only_buttons();
        let open = self.commands(page).enumerate();
        let open = open.filter(|(_, command)| command.unavailable.is_none());
        let mut actions: Vec<Hint> = open
            .map(|(place, command)| Hint {
                // Line by line each item has a row for what it can do.
                in_footer: command.hint.in_footer
                    && (!context.plain || place >= its || (first == Some(command) && !has_only_buttons)),
                ..command.hint.clone()
            })
            .collect();
        let count = page.items().len();
        let room = Areas::on_screen(page, context).work.as_size();
        let moves = count > 1 && !has_only_buttons;
        let reads_on = !moves && {
            let laid = self.laid(page, room, context);
            self.top(&laid, page, room).saturating_add(room.height) < laid.rows.height()
        };
        actions.extend([Action::UP, Action::DOWN].map(Hint::hidden));
        // In a picker they move in what is typed.
        if !page.is_picker {
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
        actions.push(if reads_on {
            Hint::labeled(Action::PAGE_DOWN, "action-more")
        } else {
            Hint::hidden(Action::PAGE_DOWN)
        });
        actions
    }

    /// What the button is for that has the focus.
    pub(super) fn pressed(&self, page: &Page) -> Option<Action> {
        let has_buttons = page.question.is_none() && page.has_only_buttons();
        let button = self.focused(page).filter(|_| has_buttons)?;
        let actions = page.commands.iter().map(|command| command.hint.action);
        actions
            .into_iter()
            .find(|action| action.name() == button.id.as_str())
    }

    /// What a key that does nothing now would do, if it were available.
    pub(super) fn unavailable(&self, key: Key, context: &Context) -> Option<Action> {
        let page = self.page(context);
        let mut commands = self
            .commands(&page)
            .filter(|command| command.unavailable.is_some());
        commands
            .find(|command| context.keymap.keys(command.hint.action).contains(&key))
            .map(|command| command.hint.action)
    }
}
