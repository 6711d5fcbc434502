//! What a screen is and what it may say: a layer of the session with its own state. The session knows its screens;
//! a screen knows this, and never the session.

use std::sync::Arc;

use ratatui::layout::Size;

use crate::domain::date::Day;
use crate::domain::ids::AccountId;
use crate::domain::text::is_hostile;
use crate::i18n::{I18n, Locale};
use crate::services::context::Actor;
use crate::services::offers::FirstWork;
use crate::services::waiting::{Part, Waiting};
use crate::services::watch::Changed;

use super::action::{Action, Hint};
use super::ask::{Answer, Request};
use super::canvas::Canvas;
use super::keymap::Keymap;
use super::places::Place;
use super::plain::SpokenPage;
use super::term::caps::{Caps, ColorDepth};
use super::term::event::{Ground, Key, Paste};
use super::theme::Theme;
use super::theme::selection::{Look, ThemeSelection};

/// Quiet milliseconds after the last key, after which what was typed is looked for, or what the caret is on is read.
pub const KEYS_QUIET: u64 = 120;

/// What plain characters are for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Typing {
    /// They are keys of actions.
    Nothing,
    /// The name of something in a list.
    Name,
    /// A text, in which the keys of [`super::form::EDITING`] work.
    Text,
    /// Digits that are not shown.
    Digits,
}

impl Typing {
    /// Whether they are for something that is typed.
    pub const fn is_on(self) -> bool {
        !matches!(self, Self::Nothing)
    }
}

/// What every screen may know: who acts, for which account, in which language, on which day.
#[derive(Clone, Debug)]
pub struct Context {
    /// Language.
    pub i18n: I18n,
    /// Styles and symbols.
    pub theme: Theme,
    /// Which theme that is, and who decides.
    pub theme_selection: ThemeSelection,
    /// What the terminal can show.
    pub caps: Caps,
    /// The day.
    pub today: Day,
    /// Who acts.
    pub actor: Actor,
    /// The account that is open.
    pub account: Option<AccountId>,
    /// Whether an account was asked for by name: its tiles come before what is due in all of them.
    pub at_account: bool,
    /// Company, MPN ID, name and roles for the header, once loaded.
    pub header: Arc<Header>,
    /// Whether this is a demo store, in which one may act as anybody.
    pub demo: bool,
    /// Size of the terminal.
    pub size: Size,
    /// Which keys mean which action.
    pub keymap: Arc<Keymap>,
    /// Whether there is a shell behind the desk, to go back to for a while.
    pub suspends: bool,
    /// Whether the session is said line by line instead of being drawn.
    pub plain: bool,
}

/// The line that always tells where one is and as whom.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Header {
    /// Company of the account.
    pub company: String,
    /// Its MPN ID, with the word for it.
    pub mpn: String,
    /// Name.
    pub person: String,
    /// Keys of the names of their roles here.
    pub roles: Vec<String>,
    /// What the person has a part in.
    pub parts: Vec<Part>,
    /// Where their work begins, if not with an account.
    pub begins_with: Option<FirstWork>,
    /// In how many accounts they hold a role.
    pub accounts: usize,
    /// What waits for them.
    pub waiting: Waiting,
}

impl Header {
    /// How many accounts all of them are, where they are the person's own and few enough to be counted at a glance: staff
    /// look after everybody's.
    pub fn counted_accounts(&self) -> Option<usize> {
        /// More are many.
        const MOST: usize = 200;
        let is_staff = self.has(Part::Queue) || self.has(Part::Money);
        Some(self.accounts).filter(|accounts| !is_staff && (2..=MOST).contains(accounts))
    }

    /// Whether the person has a part in it.
    pub fn has(&self, part: Part) -> bool {
        self.parts.contains(&part)
    }

    /// Company and MPN ID; empty while no account is open.
    pub fn account(&self) -> String {
        if self.mpn.is_empty() {
            return self.company.clone();
        }
        format!("{} · {}", self.company, self.mpn)
    }
}

/// Something that a screen is told.
#[derive(Debug)]
pub enum ScreenEvent<'a> {
    /// It was opened, or uncovered by a layer that closed.
    Shown,
    /// An action of its own was chosen.
    Action(Action),
    /// A key that is no action: text.
    Key(Key),
    /// Something that one can choose was pointed at: its place among the rows, tiles or options that are shown.
    /// It becomes the selected one; pointing at the selected one is [`Action::ACTIVATE`].
    Pointed(usize),
    /// The button of something that one can choose was pressed: it becomes the selected one, and what it is for is
    /// done.
    Pressed(usize),
    /// A field of a form was pointed at; one past the last is the button, which is [`Action::ACTIVATE`] then.
    PointedAtField(usize),
    /// An entry of an open list was pointed at: its place among those that are shown.
    PointedAtOption(usize),
    /// Pasted text.
    Paste(&'a Paste),
    /// More was pasted than can be taken; nothing was.
    PasteTooLarge,
    /// A whole answer to the field of a form that has the focus, in place of what it held (plain mode).
    Reply(&'a Paste),
    /// A request of its own was answered.
    Answer(Answer),
    /// A pause of its own is over.
    Pause(u64),
    /// A record changed.
    Changed(Changed),
    /// The terminal has another size; what stands beside a page may have room now, or none any more.
    Resized,
    /// A new day began.
    NewDay,
    /// Words are in the other language from now on: those that were made before are made again.
    OtherLanguage,
    /// The session ends: keep what was typed.
    Leaving,
}

impl Context {
    /// Shows another theme, as far as the terminal can.
    pub fn wear(&mut self, look: Look) {
        let look = self.theme_selection.settled(look);
        self.theme = look.on(self.caps);
        self.theme_selection.shown = look;
    }

    /// Knows what the terminal's background is. An answer that nobody waits for any more is of use to the next theme.
    pub fn learn_ground(&mut self, ground: Ground) {
        self.theme_selection.ground = Some(ground);
        self.wear(self.theme_selection.shown.clone());
    }

    /// Whether the terminal is asked about its background: where a theme follows it. Consoles of 16 colors may show a
    /// question that they don't know.
    pub fn listens(&self) -> bool {
        self.theme_selection.shown.is_automatic() && self.caps.color >= ColorDepth::Ansi256
    }
}

/// What a screen wants after an event.
#[derive(Debug, Default)]
pub struct Step {
    /// Use cases to run.
    pub requests: Vec<Request>,
    /// Pauses to wait for: token and milliseconds.
    pub pauses: Vec<(u64, u64)>,
    /// What happens to the stack.
    pub go: Option<Navigation>,
    /// A change of what every screen knows.
    pub tell: Option<ContextChange>,
    /// A text for the clipboard of the operator's own machine.
    pub copy: Option<String>,
    /// A sentence that stands in the last row until the next key.
    pub say: Option<String>,
}

/// Something that can be copied.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Copyable {
    /// What it is, in the session's language.
    pub label: String,
    /// What is copied.
    pub text: String,
}

/// Longest text that is copied, bytes: some terminals drop what is longer.
const COPY_LIMIT: usize = 100_000;

impl Copyable {
    /// A text with the key of what it is. `None` for what is empty, or longer than terminals take. What a paste into
    /// another program could do harm with is left out: only line breaks stay of the control characters.
    pub fn new(i18n: &I18n, label: &str, text: &str) -> Option<Self> {
        let clean = |c: char| match c {
            '\u{a0}' | '\u{202f}' | '\t' => Some(' '),
            '\n' => Some(c),
            c if is_hostile(c) => None,
            c => Some(c),
        };
        let text: String = text.chars().filter_map(clean).collect();
        (!text.is_empty() && text.len() <= COPY_LIMIT).then(|| Self {
            label: i18n.t(label),
            text,
        })
    }
}

/// What happens to the stack of layers.
#[derive(Debug)]
pub enum Navigation {
    /// A layer is opened on top.
    Open(Box<dyn Screen>),
    /// This layer is replaced.
    Become(Box<dyn Screen>),
    /// This layer is closed.
    Back,
    /// Every layer but the lowest is closed.
    Home,
    /// This layer is closed, and an action is done as if its key had been pressed on the one below.
    Act(Action),
    /// Every layer but the lowest is left as quitting leaves it, and one arrives elsewhere. A layer that would lose
    /// something asks first, and then one stays there.
    Travel(Box<Destination>),
    /// A screen of an account is opened on top, which is open from then on. Back leads here again.
    Visit(AccountId, Box<dyn Screen>),
    /// The session ends.
    Quit,
}

/// Where one goes from wherever one is.
#[derive(Debug, Default)]
pub struct Destination {
    /// The account that is open then; the same one as before, if none is named.
    pub account: Option<AccountId>,
    /// The screen above the tiles; the tiles, if there is none.
    pub screen: Option<Box<dyn Screen>>,
}

/// The account whose places the numbers of a screen go to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Lead {
    /// The open one.
    Open,
    /// That of what is chosen.
    To(AccountId),
    /// None: nothing is chosen.
    Nowhere,
}

/// An action that is closed now, and why.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ClosedHint {
    /// Key of its label in `assets/locales`.
    pub label: &'static str,
    /// Why, in the session's language.
    pub why: String,
}

impl Destination {
    /// To the tiles of the open account.
    pub fn home() -> Self {
        Self::default()
    }

    /// To the tiles of an account.
    pub fn to_account(account: AccountId) -> Self {
        Self {
            account: Some(account),
            screen: None,
        }
    }

    /// To a screen.
    pub fn to(screen: impl Screen + 'static) -> Self {
        Self {
            account: None,
            screen: Some(Box::new(screen)),
        }
    }
}

/// A change of what every screen knows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ContextChange {
    /// Another account is open.
    Account(AccountId),
    /// Another person acts (demo), to whom the screen looks like this.
    Actor(Actor, Box<Look>),
    /// The header's content.
    Header(Header),
    /// The other language.
    Language(Locale),
    /// Another theme.
    Theme(Box<Look>),
}

impl Step {
    /// Nothing.
    pub fn none() -> Self {
        Self::default()
    }

    /// One request.
    pub fn ask(request: impl Into<Request>) -> Self {
        Self {
            requests: vec![request.into()],
            ..Self::default()
        }
    }

    /// A move.
    pub fn go(go: Navigation) -> Self {
        Self {
            go: Some(go),
            ..Self::default()
        }
    }

    /// Opens a layer.
    pub fn open(screen: impl Screen + 'static) -> Self {
        Self::go(Navigation::Open(Box::new(screen)))
    }

    /// Adds a request.
    #[must_use]
    pub fn and_ask(mut self, request: impl Into<Request>) -> Self {
        self.requests.push(request.into());
        self
    }

    /// Followed by another one, whose moves win.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.requests.extend(other.requests);
        self.pauses.extend(other.pauses);
        Self {
            requests: self.requests,
            pauses: self.pauses,
            go: other.go.or(self.go),
            tell: other.tell.or(self.tell),
            copy: other.copy.or(self.copy),
            say: other.say.or(self.say),
        }
    }

    /// Adds a pause.
    #[must_use]
    pub fn and_pause(mut self, token: u64, millis: u64) -> Self {
        self.pauses.push((token, millis));
        self
    }

    /// Copies a text.
    #[must_use]
    pub fn and_copy(mut self, text: String) -> Self {
        self.copy = Some(text);
        self
    }

    /// Says a sentence in the last row.
    #[must_use]
    pub fn and_say(mut self, sentence: String) -> Self {
        self.say = Some(sentence);
        self
    }

    /// Adds something to tell.
    #[must_use]
    pub fn and_tell(mut self, tell: ContextChange) -> Self {
        self.tell = Some(tell);
        self
    }
}

/// A screen: a noun with its own state.
pub trait Screen: Send + std::fmt::Debug {
    /// Takes an event.
    fn update(&mut self, event: ScreenEvent<'_>, context: &Context) -> Step;

    /// The wheel was turned by so many notches, down or (negative) up. It moves the choice, and never changes what was
    /// typed; a screen that shows more lines than fit scrolls instead.
    fn wheel(&mut self, notches: i16, context: &Context) -> Step;

    /// Draws itself into the room between header and footer.
    fn view(&self, canvas: &mut Canvas<'_>, area: ratatui::layout::Rect, context: &Context);

    /// The same in words, for plain mode: everything that it draws, and nothing else.
    fn plain(&self, context: &Context) -> SpokenPage;

    /// Its title, in the session's language.
    fn title(&self, context: &Context) -> String;

    /// The actions that are possible now.
    fn actions(&self, context: &Context) -> Vec<Hint>;

    /// The actions that belong here and are closed now, each with the reason.
    fn closed(&self, context: &Context) -> Vec<ClosedHint>;

    /// Whether it is a box over the screen below, which goes on when it closes.
    fn is_overlay(&self) -> bool;

    /// Whether one can go anywhere from here: as the lowest layer it stays while one is elsewhere.
    fn is_home(&self) -> bool;

    /// The place that it is, or lies within; what does neither stands at the place of what is below it, unless it is
    /// elsewhere.
    fn place(&self) -> Option<Place>;

    /// Whether it lies within its place, whose number leads to the place itself from here.
    fn is_within_place(&self) -> bool;

    /// Whether it belongs to no place at all, as the list of accounts does.
    fn is_elsewhere(&self) -> bool;

    /// Whose places its numbers go to.
    fn leads_to(&self) -> Lead;

    /// Whether one may go to another place from here by its number: from places and from what they lead to, but not
    /// while something is being entered or asked.
    fn leads_on(&self) -> bool;

    /// Whether quitting now would lose what was typed here, and it was not asked yet: then the screen is told
    /// [`Action::QUIT`] and asks.
    fn asks_before_quitting(&self) -> bool;

    /// Whether something is on its way whose answer would be lost with the screen: nobody goes elsewhere before it is there.
    fn is_sending(&self) -> bool;

    /// What has to be seen before a key means anything in it, if this is such a screen: a question, a page on which
    /// something is decided that can't be undone, or the end of something. It tells one from the other.
    fn must_be_seen(&self, context: &Context) -> Option<String>;

    /// What can be copied from here, the most wanted first.
    fn copyable(&self, context: &Context) -> Vec<Copyable>;

    /// What plain characters are for now.
    fn typing(&self, context: &Context) -> Typing;

    /// Whether it is the help, above which no other one is opened.
    fn is_help(&self) -> bool;

    /// Whether it is about the account that is open, so that the header names it. Money of one company must not be
    /// booked below the name of another one.
    fn is_of_account(&self, context: &Context) -> bool;

    /// Whether a preference cannot be changed while this is open, because it is chosen here, or because words or
    /// amounts would be left behind in the other language.
    fn settles(&self, preference: Action) -> bool;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_copied_holds_no_control_but_line_breaks_and_is_not_cut() {
        let i18n = I18n::new(Locale::EnUs);
        let copied = |text: &str| Copyable::new(&i18n, "label-company", text).map(|copyable| copyable.text);
        assert_eq!(
            copied("a\x1b[31m\u{7}b\r\nc\u{202e}").as_deref(),
            Some("a[31mb\nc")
        );
        assert_eq!(copied("1\u{a0}670,00\u{a0}zł").as_deref(), Some("1 670,00 zł"));
        assert_eq!(copied(""), None);
        assert_eq!(
            copied(&"x".repeat(COPY_LIMIT)).map(|text| text.len()),
            Some(COPY_LIMIT)
        );
        assert_eq!(copied(&"x".repeat(COPY_LIMIT + 1)), None);
    }
}
