//! Choosing the account that is open, and in a demo store the person to act as.

use ratatui::layout::Rect;
use ratatui::widgets::Paragraph;

use crate::domain::user::User;
use crate::services::error::ServiceError;
use crate::services::people::AccountLine;
use crate::tui::action::{Action, Hint};
use crate::tui::canvas::Canvas;
use crate::tui::effect::{Answer, Preference, Request};
use crate::tui::layer::{Desk, Go, Screen, ScreenEvent, Step, Tell};
use crate::tui::plain;
use crate::tui::widgets::{Choice, SelectItem, SelectList};

/// The list of accounts.
#[derive(Debug)]
pub struct AccountChooser {
    list: Listed<AccountLine>,
}

/// The list of people of a demo store.
#[derive(Debug)]
pub struct PersonChooser {
    list: Listed<User>,
}

/// Lines that are being loaded, or were, and the chosen one.
#[derive(Debug)]
pub(super) struct Listed<T> {
    pub lines: Option<Vec<T>>,
    pub choice: Choice,
    pub error: Option<ServiceError>,
}

impl<T> Listed<T> {
    pub(super) const fn new() -> Self {
        Self {
            lines: None,
            choice: Choice::new(0),
            error: None,
        }
    }

    pub(super) fn take(&mut self, lines: Result<Vec<T>, ServiceError>) {
        match lines {
            Ok(lines) => {
                self.choice.resize(lines.len());
                self.lines = Some(lines);
                self.error = None;
            }
            Err(error) => self.error = Some(error),
        }
    }

    pub(super) fn chosen(&self) -> Option<&T> {
        self.lines.as_ref()?.get(self.choice.index()?)
    }

    /// Whether the action moved the choice.
    pub(super) fn act(&mut self, action: Action) -> bool {
        match action {
            Action::Up | Action::PreviousField => self.choice.previous(),
            Action::Down | Action::NextField => self.choice.next(),
            Action::First => self.choice.first(),
            Action::Last => self.choice.last(),
            _ => return false,
        }
        true
    }

    /// Rows that it takes: two for each line, one for a word about there being none. An error takes what it needs.
    pub(super) fn height(&self) -> u16 {
        let rows = self.lines.as_ref().map_or(1, |lines| 2 * lines.len().max(1));
        match &self.error {
            Some(_) => u16::MAX,
            None => u16::try_from(rows).unwrap_or(u16::MAX),
        }
    }

    pub(super) fn moves() -> [Hint; 6] {
        [
            Hint::hidden(Action::Up),
            Hint::hidden(Action::Down),
            Hint::hidden_as(Action::PreviousField, "action-up"),
            Hint::hidden_as(Action::NextField, "action-down"),
            Hint::hidden(Action::First),
            Hint::hidden(Action::Last),
        ]
    }

    /// The lines in words, each as label and detail; or why there are none.
    pub(super) fn plain(
        &self,
        desk: &Desk,
        empty: &str,
        words: impl Fn(&T) -> (String, String),
    ) -> plain::Page {
        if let Some(error) = &self.error {
            return plain::Page::explaining(desk, error);
        }
        let Some(lines) = &self.lines else {
            return plain::Page::loading(desk);
        };
        if lines.is_empty() {
            return plain::Page::saying([desk.i18n.t(empty)]);
        }
        let rows = lines.iter().map(|line| {
            let (label, detail) = words(line);
            plain::Row::new(label).detail(detail)
        });
        plain::Page {
            rows: rows.collect(),
            selected: self.choice.index(),
            ..plain::Page::default()
        }
    }

    /// Draws the lines, each as label and detail; or why there are none.
    pub(super) fn view(
        &self,
        canvas: &mut Canvas<'_>,
        area: Rect,
        desk: &Desk,
        empty: &str,
        words: impl Fn(&T) -> (String, String),
    ) {
        if let Some(error) = &self.error {
            super::explain(canvas, area, desk, error);
            return;
        }
        let Some(lines) = &self.lines else {
            canvas.render_widget(Paragraph::new(desk.i18n.t("word-loading")), area);
            return;
        };
        if lines.is_empty() {
            canvas.render_widget(Paragraph::new(desk.i18n.t(empty)), area);
            return;
        }
        let words: Vec<(String, String)> = lines.iter().map(words).collect();
        let items: Vec<SelectItem> = words
            .iter()
            .map(|(label, detail)| SelectItem::new(label).detail(detail))
            .collect();
        SelectList::new(&items, self.choice.index(), &desk.theme).view(canvas, area);
    }
}

impl AccountChooser {
    /// Not loaded yet.
    pub const fn new() -> Self {
        Self { list: Listed::new() }
    }
}

impl Default for AccountChooser {
    fn default() -> Self {
        Self::new()
    }
}

impl Screen for AccountChooser {
    fn update(&mut self, event: ScreenEvent<'_>, desk: &Desk) -> Step {
        match event {
            ScreenEvent::Shown => Step::ask(Request::Accounts),
            ScreenEvent::Answer(Answer::Accounts(accounts)) => {
                self.list.take(accounts.map(|accounts| accounts.lines));
                let open = self
                    .list
                    .lines
                    .iter()
                    .flatten()
                    .position(|line| Some(line.id) == desk.account);
                self.list.choice.select(open.unwrap_or(0));
                Step::none()
            }
            ScreenEvent::Pointed(place) => {
                self.list.choice.select(place);
                Step::none()
            }
            ScreenEvent::Action(Action::Back) => Step::go(Go::Back),
            ScreenEvent::Action(Action::Activate) => match self.list.chosen() {
                Some(line) => {
                    let language = desk.i18n.locale().tag();
                    let keep = Request::SavePreferences(Preference::Language(language, Some(line.id)));
                    Step {
                        go: Some(Go::Home),
                        ..Step::ask(keep)
                    }
                    .and_tell(Tell::Account(line.id))
                }
                None => Step::none(),
            },
            ScreenEvent::Action(action) => {
                self.list.act(action);
                Step::none()
            }
            _ => Step::none(),
        }
    }

    fn view(&self, canvas: &mut Canvas<'_>, area: Rect, desk: &Desk) {
        self.list.view(canvas, area, desk, "offers-no-account", |line| {
            account(line, desk)
        });
    }

    fn plain(&self, desk: &Desk) -> plain::Page {
        self.list
            .plain(desk, "offers-no-account", |line| account(line, desk))
    }

    fn title(&self, desk: &Desk) -> String {
        desk.i18n.t("title-switch-account")
    }

    fn actions(&self, _desk: &Desk) -> Vec<Hint> {
        let mut actions = vec![
            Hint::labeled(Action::Activate, "action-select"),
            Hint::shown(Action::Back),
        ];
        actions.extend(Listed::<AccountLine>::moves());
        actions
    }
}

/// An account in one line and a word about it.
fn account(line: &AccountLine, desk: &Desk) -> (String, String) {
    let pending = if line.profile_pending {
        format!(" · {}", desk.i18n.t("account-profile-pending"))
    } else {
        String::new()
    };
    (
        line.company.clone(),
        format!("{} · {}{pending}", super::mpn(desk, &line.mpn_id), line.city),
    )
}

/// A person with their roles.
fn person(user: &User, desk: &Desk) -> (String, String) {
    let mut keys: Vec<&str> = user.grants.iter().map(|grant| grant.role.key()).collect();
    keys.extend(user.staff.iter().map(|role| role.key()));
    keys.dedup();
    let roles: Vec<String> = keys.into_iter().map(|key| desk.i18n.t(key)).collect();
    (user.name.to_string(), roles.join(", "))
}

impl PersonChooser {
    /// Not loaded yet.
    pub const fn new() -> Self {
        Self { list: Listed::new() }
    }
}

impl Default for PersonChooser {
    fn default() -> Self {
        Self::new()
    }
}

impl Screen for PersonChooser {
    fn update(&mut self, event: ScreenEvent<'_>, desk: &Desk) -> Step {
        match event {
            ScreenEvent::Shown => Step::ask(Request::People),
            ScreenEvent::Answer(Answer::People(people)) => {
                self.list.take(people.map(|people| people.lines));
                let acting = self
                    .list
                    .lines
                    .iter()
                    .flatten()
                    .position(|user| Some(user.id) == desk.actor.user);
                self.list.choice.select(acting.unwrap_or(0));
                Step::none()
            }
            ScreenEvent::Pointed(place) => {
                self.list.choice.select(place);
                Step::none()
            }
            ScreenEvent::Action(Action::Back) => Step::go(Go::Back),
            ScreenEvent::Action(Action::Activate) => match self.list.chosen() {
                Some(user) => Step::ask(Request::ActAs(user.id, Box::new(desk.looks.clone()))),
                None => Step::none(),
            },
            ScreenEvent::Answer(Answer::ActAs(Ok(person))) => {
                let (actor, look) = *person;
                Step::go(Go::Home).and_tell(Tell::Actor(actor, Box::new(look)))
            }
            ScreenEvent::Answer(Answer::ActAs(Err(error))) => {
                self.list.error = Some(error);
                Step::none()
            }
            ScreenEvent::Action(action) => {
                self.list.act(action);
                Step::none()
            }
            _ => Step::none(),
        }
    }

    fn view(&self, canvas: &mut Canvas<'_>, area: Rect, desk: &Desk) {
        self.list
            .view(canvas, area, desk, "word-none", |user| person(user, desk));
    }

    fn plain(&self, desk: &Desk) -> plain::Page {
        self.list.plain(desk, "word-none", |user| person(user, desk))
    }

    fn title(&self, desk: &Desk) -> String {
        desk.i18n.t("title-switch-person")
    }

    fn actions(&self, _desk: &Desk) -> Vec<Hint> {
        let mut actions = vec![
            Hint::labeled(Action::Activate, "action-select"),
            Hint::shown(Action::Back),
        ];
        actions.extend(Listed::<User>::moves());
        actions
    }
}
