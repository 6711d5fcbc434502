//! A page as a layer of the session: what keys and clicks do to it, once for all screens that are a state and a page.
//!
//! The page is made anew after the screen took an event, and when language, day or access changed; moving the focus,
//! scrolling and another size don't make it anew.

use std::cell::RefCell;
use std::sync::Arc;

use ratatui::layout::Rect;

use super::actions::{Scrolls, with_form, with_table};
use super::body::Body;
use super::view::Kept;
use super::{Command, Id, Item, Narrow, Page, PageScreen, blocks};
use crate::domain::date::Day;
use crate::domain::ids::AccountId;
use crate::i18n::Locale;
use crate::services::context::Actor;
use crate::tui::action::{Action, Hint};
use crate::tui::canvas::Canvas;
use crate::tui::form::{Form, Outcome};
use crate::tui::layer::{
    ClosedHint, Context, Copyable, Header, Lead, Navigation, Screen, ScreenEvent, Step, Typing,
};
use crate::tui::list::ListOutcome;
use crate::tui::places::Place;
use crate::tui::plain;
use crate::tui::widgets::Scroll;

/// A screen that is a state and a page.
#[derive(Debug)]
pub struct PageLayer<S> {
    pub(super) screen: S,
    /// Counts the events that the screen took.
    pub(super) revision: u64,
    made: RefCell<Option<(Made, Arc<Page>)>>,
    pub(super) laid: RefCell<Option<Kept>>,
    pub(super) focus: Option<Id>,
    /// What the page was about when the focus was chosen.
    pub(super) about: String,
    pub(super) scroll: Scroll,
    /// Whether the focus is to be in sight: not while one scrolls away from it.
    pub(super) follows: bool,
}

/// What a page was made from.
#[derive(PartialEq, Debug)]
struct Made {
    revision: u64,
    locale: Locale,
    today: Day,
    actor: Actor,
    account: Option<AccountId>,
    header: Arc<Header>,
    plain: bool,
}

impl<S: PageScreen> PageLayer<S> {
    /// From its beginning.
    pub const fn of(screen: S) -> Self {
        Self {
            screen,
            revision: 0,
            made: RefCell::new(None),
            laid: RefCell::new(None),
            focus: None,
            about: String::new(),
            scroll: Scroll::START,
            follows: true,
        }
    }

    /// The screen.
    #[cfg(test)]
    pub const fn screen(&self) -> &S {
        &self.screen
    }

    pub(super) fn page(&self, context: &Context) -> Arc<Page> {
        let from = Made {
            revision: self.revision,
            locale: context.i18n.locale(),
            today: context.today,
            actor: context.actor.clone(),
            account: context.account,
            header: Arc::clone(&context.header),
            plain: context.plain,
        };
        let mut made = self.made.borrow_mut();
        match &*made {
            Some((of, page)) if *of == from => Arc::clone(page),
            _ => {
                let mut page = self.screen.page(context);
                page.is_picker = self.screen.search().is_some();
                page.button = self.button(&page, context);
                let page = Arc::new(page);
                *made = Some((from, Arc::clone(&page)));
                *self.laid.borrow_mut() = None;
                page
            }
        }
    }

    /// Place of the item that has the focus: the chosen one while it is there, else the one that the page begins with.
    pub(super) fn place(&self, page: &Page) -> Option<usize> {
        let items = page.items();
        let find = |id: Option<&Id>| items.iter().position(|item| Some(&item.id) == id);
        let chosen = find(self.focus.as_ref()).filter(|_| self.about == page.about);
        chosen
            .or_else(|| find(page.begin.as_ref()))
            .or(if items.is_empty() { None } else { Some(0) })
    }

    pub(super) fn focused<'p>(&self, page: &'p Page) -> Option<&'p Item> {
        page.items().get(self.place(page)?).copied()
    }

    pub(super) fn focus_on(&mut self, place: usize, page: &Page, context: &Context) -> Step {
        let items = page.items();
        let Some(item) = items.get(place) else {
            return Step::none();
        };
        self.focus = Some(item.id.clone());
        self.about.clone_from(&page.about);
        self.follows = true;
        let step = self.screen.focused(&item.id, context);
        self.revision += u64::from(step.is_some());
        step.unwrap_or_default()
    }

    /// What can be done about what has the focus, then what can be done anyway.
    pub(super) fn commands<'p>(&self, page: &'p Page) -> impl Iterator<Item = &'p Command> {
        let item = self.focused(page).into_iter().flat_map(|item| &item.commands);
        item.chain(&page.commands)
    }

    /// What has the keys.
    pub(super) fn body<'a>(&'a self, context: &'a Context) -> Body<'a> {
        if let Some(form) = self.screen.form() {
            return Body::Form(form);
        }
        self.screen.table(context).map_or(Body::Items, Body::Table)
    }

    /// What an action means: to what has the keys, to the page, or as a move.
    pub(super) fn act(&mut self, action: Action, context: &Context) -> Step {
        let page = self.page(context);
        if page.question.is_some() {
            return self.run(action, context);
        }
        if let Some(form) = self.screen.form() {
            if form.stays_open(action) {
                return self.on_form(context, |form| Some(form.act(action)));
            }
            if form.is_open() {
                return self.decided(context, |layer| layer.act(action, context));
            }
            let is_pages = page.commands.iter().any(|command| command.hint.action == action);
            if !is_pages && form.actions().iter().any(|hint| hint.action == action) {
                return self.on_form(context, |form| Some(form.act(action)));
            }
        } else if self.screen.table(context).is_some() {
            let of_row = matches!(action, Action::ACTIVATE | Action::BACK);
            let mut commands = page.commands.iter();
            if of_row || !commands.any(|command| command.hint.action == action) {
                return self.on_table(ScreenEvent::Action(action), context);
            }
        }
        let is_command = self.commands(&page).any(|command| command.hint.action == action);
        let is_asked = action == Action::QUIT && self.screen.asks_before_quitting();
        if is_asked {
            self.revision += 1;
            return self.screen.run(action, None, context);
        }
        let moved = (!is_command).then(|| self.moves(action, context)).flatten();
        moved.unwrap_or_else(|| self.run(action, context))
    }

    /// Does something to the form, and goes on after it.
    fn on_form(&mut self, context: &Context, does: impl FnOnce(&mut Form) -> Option<Outcome>) -> Step {
        self.revision += 1;
        match self.screen.form_mut().and_then(does) {
            Some(outcome) => self.screen.after(outcome, context),
            None => Step::none(),
        }
    }

    /// Chooses what is marked in an open list before anything else is done with its form.
    fn decided(&mut self, context: &Context, then: impl FnOnce(&mut Self) -> Step) -> Step {
        let step = self.on_form(context, |form| Some(form.leave_list()));
        if self.screen.form().is_some_and(Form::is_open) {
            return step;
        }
        step.and(then(self))
    }

    /// Lets the table hear something, and does what it means.
    fn on_table(&mut self, event: ScreenEvent<'_>, context: &Context) -> Step {
        self.revision += 1;
        let Some(table) = self.screen.table_mut() else {
            return Step::none();
        };
        match table.handle(event, context) {
            ListOutcome::Done(step) => step.and(self.screen.moved(context)),
            ListOutcome::Chosen => self.run(Action::ACTIVATE, context),
            ListOutcome::Back => {
                let page = self.page(context);
                let goes_back = |command: &Command| command.hint.action == Action::BACK;
                if page.commands.iter().any(goes_back) {
                    self.run(Action::BACK, context)
                } else {
                    Step::go(Navigation::Back)
                }
            }
            ListOutcome::Unknown => Step::none(),
        }
    }

    /// What was typed, pasted or pointed at.
    fn typed(&mut self, event: ScreenEvent<'_>, context: &Context) -> Step {
        let page = self.page(context);
        if page.question.is_some() {
            return Step::none();
        }
        if let ScreenEvent::Key(key) = event
            && !self.typing(context).is_on()
            && let Some(action) = self.unavailable(key, context)
        {
            return self.run(action, context);
        }
        if page.is_picker && !matches!(event, ScreenEvent::Pointed(_)) {
            self.look_for(&event, context)
        } else if let Some(form) = self.screen.form() {
            if let ScreenEvent::PointedAtField(place) = event
                && form.is_open()
                && !form.has_focus(place)
            {
                return self.decided(context, |layer| layer.typed(event, context));
            }
            self.on_form(context, |form| form.take(&event))
        } else if self.screen.table(context).is_some() {
            self.on_table(event, context)
        } else {
            self.pointed(&event, context)
        }
    }

    /// What was pointed at among the items.
    fn pointed(&mut self, event: &ScreenEvent<'_>, context: &Context) -> Step {
        let page = self.page(context);
        match event {
            ScreenEvent::Pointed(place) if self.place(&page) == Some(*place) => {
                self.run(Action::ACTIVATE, context)
            }
            ScreenEvent::Pointed(place) => self.focus_on(*place, &page, context),
            ScreenEvent::Pressed(place) => {
                let focused = self.focus_on(*place, &page, context);
                focused.and(self.run(Action::ACTIVATE, context))
            }
            _ => Step::none(),
        }
    }

    /// Does a command, or says why it cannot be done.
    fn run(&mut self, action: Action, context: &Context) -> Step {
        let page = self.page(context);
        let action = match action {
            Action::ACTIVATE => self.pressed(&page).unwrap_or(action),
            action => action,
        };
        // What is asked is answered first, whatever has the focus behind it.
        let of_item = self.focused(&page).filter(|_| page.question.is_none());
        let is_its = |command: &&Command| command.hint.action == action;
        let its = of_item.and_then(|item| item.commands.iter().find(is_its));
        let commands = page
            .question
            .as_ref()
            .map_or(&page.commands, |question| &question.answers);
        let Some(command) = its.or_else(|| commands.iter().find(is_its)) else {
            return Step::none();
        };
        if let Some(reason) = &command.unavailable {
            return Step::none().and_say(reason.sentence.clone());
        }
        let item = of_item.filter(|_| its.is_some()).map(|item| &item.id);
        self.revision += 1;
        self.screen.run(action, item, context)
    }
}

impl<S: PageScreen> Screen for PageLayer<S> {
    fn update(&mut self, event: ScreenEvent<'_>, context: &Context) -> Step {
        match event {
            ScreenEvent::Action(action) => self.act(action, context),
            ScreenEvent::Key(_)
            | ScreenEvent::Pointed(_)
            | ScreenEvent::Pressed(_)
            | ScreenEvent::PointedAtField(_)
            | ScreenEvent::PointedAtOption(_)
            | ScreenEvent::Paste(_)
            | ScreenEvent::PasteTooLarge
            | ScreenEvent::Reply(_) => self.typed(event, context),
            event => {
                self.revision += 1;
                self.screen.update(event, context)
            }
        }
    }

    fn wheel(&mut self, notches: i16, context: &Context) -> Step {
        self.turned(notches, context)
    }

    fn view(&self, canvas: &mut Canvas<'_>, area: Rect, context: &Context) {
        self.draw(canvas, area, context);
    }

    fn plain(&self, context: &Context) -> plain::SpokenPage {
        let page = self.page(context);
        if let Some(question) = &page.question {
            return question.said();
        }
        let mut said = blocks::say(&page, self.place(&page), context);
        match self.body(context) {
            Body::Items => {}
            // What is on its way asks nothing.
            Body::Form(_) if page.wait.is_some() => said.lines.clear(),
            Body::Form(form) => {
                // What has to be read before it is sent is not said before each field anew.
                if let Narrow::Below(more) = &page.narrow
                    && form.focused().is_none()
                {
                    let more = Page {
                        blocks: more.clone(),
                        ..Page::default()
                    };
                    said.lines.extend(blocks::say(&more, None, context).lines);
                }
                form.say(&mut said, context);
            }
            Body::Table(table) => {
                let table = table.plain(context);
                said.lines.extend(table.lines);
                // What leads elsewhere comes behind what is there, and not while something else is asked.
                let elsewhere = std::mem::replace(&mut said.rows, table.rows);
                if table.question.is_none() && table.wait.is_none() {
                    said.rows.extend(elsewhere);
                }
                said.selected = table.selected;
                said.question = table.question;
                said.wait = said.wait.or(table.wait);
            }
        }
        said
    }

    fn title(&self, context: &Context) -> String {
        self.page(context).title.clone()
    }

    fn actions(&self, context: &Context) -> Vec<Hint> {
        let page = self.page(context);
        if let Some(question) = &page.question {
            return question
                .answers
                .iter()
                .map(|answer| answer.hint.clone())
                .collect();
        }
        match self.body(context) {
            Body::Items => self.actions_of_items(&page, context),
            Body::Form(form) => {
                let (total, height, top) = self.rows(&page, context);
                let scrolls = Scrolls {
                    at_all: total > usize::from(height),
                    further: total > usize::from(top) + usize::from(height),
                };
                with_form(&page, form, scrolls)
            }
            Body::Table(table) => with_table(&page, &*table),
        }
    }

    fn closed(&self, context: &Context) -> Vec<ClosedHint> {
        let page = self.page(context);
        let closed = self.commands(&page).filter_map(|command| {
            Some(ClosedHint {
                label: command.hint.label_key(),
                why: command.unavailable.as_ref()?.sentence.clone(),
            })
        });
        closed.collect()
    }

    fn is_home(&self) -> bool {
        self.screen.is_home()
    }

    fn is_help(&self) -> bool {
        self.screen.is_help()
    }

    fn place(&self) -> Option<Place> {
        self.screen.place()
    }

    fn is_within_place(&self) -> bool {
        self.screen.is_within_place()
    }

    fn is_elsewhere(&self) -> bool {
        self.screen.is_elsewhere()
    }

    fn leads_to(&self) -> Lead {
        self.screen.leads_to()
    }

    fn leads_on(&self) -> bool {
        self.screen.leads_on()
    }

    fn copyable(&self, context: &Context) -> Vec<Copyable> {
        self.page(context).copyable.clone()
    }

    fn is_of_account(&self, context: &Context) -> bool {
        self.screen.is_of_account(context)
    }

    fn settles(&self, preference: Action) -> bool {
        self.screen.settles(preference)
    }

    fn is_overlay(&self) -> bool {
        self.screen.search().is_some()
    }

    fn asks_before_quitting(&self) -> bool {
        self.screen.asks_before_quitting()
    }

    fn is_sending(&self) -> bool {
        self.screen.is_sending()
    }

    fn must_be_seen(&self, context: &Context) -> Option<String> {
        let page = self.page(context);
        let question = page.question.as_ref().map(|question| question.text.clone());
        let decided = question.or_else(|| page.decides.clone());
        decided.or_else(|| page.has_to_be_seen().then(|| page.about.clone()))
    }

    fn typing(&self, context: &Context) -> Typing {
        let page = self.page(context);
        if page.question.is_some() {
            return Typing::Nothing;
        }
        match self.body(context) {
            _ if page.is_picker => Typing::Text,
            Body::Form(form) => form.typing(),
            Body::Table(table) if table.is_typing() => Typing::Text,
            Body::Items | Body::Table(_) => Typing::Nothing,
        }
    }
}
