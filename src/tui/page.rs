//! A page: what a screen shows, as data without style, size or secret.
//!
//! A screen says what there is ([`Page`]) and does what was chosen ([`PageScreen`]); [`layer::PageLayer`] does the
//! rest once for all of them: focus, scrolling, clicks, drawing, and saying the same in plain mode.
//!
//! | to change | open |
//! |---|---|
//! | what a kind of block looks like, and how it is said | its file in [`blocks`] |
//! | how blocks stand below each other, and what gives way where room is short | `layout` |
//! | what stands above, beside and below the blocks | `view` |
//! | what keys and clicks do | [`layer`] |
//! | how the focus moves, and how a page scrolls | `moving` |
//! | what a form or a table on a page must be able to do | `body` |
//! | what is possible, and which of it the last row names first | `actions` |

mod actions;
pub mod blocks;
mod body;
pub mod layer;
mod layout;
mod moving;
mod pen;
mod picker;
mod question;
mod rows;
mod view;

#[cfg(test)]
mod tests;

use crate::services::waiting::Part;

use super::action::{Action, Hint};
use super::form::{Form, Outcome};
use super::layer::{Context, Copyable, Lead, ScreenEvent, Step};
use super::places::Place;
use super::widgets::TextInput;

pub use super::plain::Wait;
pub use super::theme::filled::Signal;
pub(in crate::tui) use layout::{is_roomy, lines};

pub use blocks::Block;
use blocks::buttons::Buttons;
pub use blocks::frames::Framed;
pub use blocks::tiles::{Bar, Tile};
use blocks::words::Heading;
pub use body::{Hears, Table};
pub use layer::PageLayer;
pub use question::Question;

/// What a screen shows now.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Page {
    /// Its title.
    pub title: String,
    /// What it is all about in an amount, and a word about it: at the right end of the title's row, as far as there is room.
    pub amount: Option<(String, String)>,
    /// Whether the title stands above the blocks; not where the first of them says enough.
    pub shows_title: bool,
    /// What it is about: when that is another thing, the focus and the scrolling begin anew.
    pub about: String,
    /// The item that has the focus first; the first one, if none is named.
    pub begin: Option<Id>,
    /// The steps of what is being done, if it has some.
    pub steps: Option<Steps>,
    /// Where one is within the screen, in words, for plain mode; the steps say it themselves.
    pub step: Option<String>,
    /// What stays in sight at the top, however far one scrolls: what it is, and where it stands.
    pub head: Vec<Block>,
    /// What there is, from above. A form or a table stands below.
    pub blocks: Vec<Block>,
    /// Whether what is new stands at its end: then it begins there, and so does what stands beside it.
    pub ends: bool,
    /// What stays in sight at the bottom: what was refused, or what was done.
    pub foot: Vec<Block>,
    /// What stands below a table where there is room for all rows of the table and for all of this: an outlook, without
    /// which nothing is missing. Line by line it is left out, as one would have to hear it before the rows.
    pub outlook: Vec<Block>,
    /// What the page is about, to the right of it on a wide screen; never the only place where something is told.
    /// While it has no blocks yet, its room stays free.
    pub aside: Option<Framed>,
    /// What stands elsewhere where there is no right side.
    pub narrow: Narrow,
    /// What must be answered before anything else.
    pub question: Option<Question>,
    /// What is decided here that can't be undone, by a name of its own: no key counts that was typed before it was shown.
    pub decides: Option<String>,
    /// What is possible whatever has the focus.
    pub commands: Vec<Command>,
    /// What can be copied, the most wanted first.
    pub copyable: Vec<Copyable>,
    /// Whether it came without a key that was meant for it: what was typed before it was in sight is for nothing. So is
    /// what was done ([`blocks::done`]).
    pub comes_unasked: bool,
    /// Something is on its way, and the page is not what it will be.
    pub wait: Option<Wait>,
    /// What the button of the form does, the fewest words last: the first wording that has room stands beside it.
    pub at_button: Vec<String>,
    /// The button of a page on which nothing else can have the keys: what Enter does there. The layer finds it.
    pub button: Option<Hint>,
    /// Whether it is a picker, a box with a line in which one types what one looks for ([`PageScreen::search`]). The
    /// layer finds it.
    pub is_picker: bool,
}

/// What stands beside a page, told where there is no right side.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum Narrow {
    /// What stands beside it is told by another page, too.
    #[default]
    Nothing,
    /// Above the form: what it answers.
    Above(Vec<Block>),
    /// In sight at the bottom: what has to be read before the form is sent. Line by line it is heard there.
    Below(Vec<Block>),
}

/// Steps of something, and which one this is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Steps {
    /// What they are called.
    pub labels: Vec<String>,
    /// The place of the one that is shown.
    pub current: usize,
    /// The place of one that was passed and is not done.
    pub open: Option<usize>,
    /// Which one this is, in words.
    pub said: String,
}

/// Tells one item of a page from the others. It outlives the page: the same tile has the same one tomorrow.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Id(String);

/// Something that can have the focus.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Item {
    /// Which one it is.
    pub id: Id,
    /// What it can do; Enter does the first.
    pub commands: Vec<Command>,
}

/// Something that can be done.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Command {
    /// Its action, with the label and whether the last row names it.
    pub hint: Hint,
    /// Why it cannot be done now, if it cannot.
    pub unavailable: Option<Reason>,
}

/// Why something cannot be done now.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reason {
    /// As a sentence.
    pub sentence: String,
    /// In a word or two, for behind the label.
    pub brief: String,
}

/// A word that signals something.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Mark {
    /// What it signals.
    pub signal: Signal,
    /// The word.
    pub text: String,
}

/// A screen that is a state and a page.
pub trait PageScreen: std::fmt::Debug + Send {
    /// What there is to see now. It follows from the state, and from language, day and access of the desk.
    fn page(&self, context: &Context) -> Page;

    /// Does an available command, of an item if it is one's.
    fn run(&mut self, action: Action, item: Option<&Id>, context: &Context) -> Step;

    /// Goes on after the focus moved to an item, if that changes the state; the page is made anew then.
    fn focused(&mut self, _item: &Id, _context: &Context) -> Option<Step> {
        None
    }

    /// Takes what happened: an answer, a change, a new day, that it was shown or is being left.
    fn update(&mut self, _event: ScreenEvent<'_>, _context: &Context) -> Step {
        Step::none()
    }

    /// The form that has the keys, below the blocks. A page with one has neither items nor a table.
    fn form(&self) -> Option<&Form> {
        None
    }

    /// The same to be filled in; none while what it holds is on its way.
    fn form_mut(&mut self) -> Option<&mut Form> {
        None
    }

    /// Goes on after something was done to the form.
    fn after(&mut self, _outcome: Outcome, _context: &Context) -> Step {
        Step::none()
    }

    /// The line of a picker, in which one types what one looks for, and the key of what it says while it is empty.
    fn search(&self) -> Option<(&TextInput, &'static str)> {
        None
    }

    /// The same to be typed in.
    fn search_mut(&mut self) -> Option<&mut TextInput> {
        None
    }

    /// Goes on after another text was typed there.
    fn searched(&mut self, _context: &Context) -> Step {
        Step::none()
    }

    /// The table that has the keys, below the blocks, with its words. Choosing a row of it is [`Action::ACTIVATE`].
    fn table<'a>(&'a self, _desk: &'a Context) -> Option<Box<dyn Table + 'a>> {
        None
    }

    /// The same to be moved in.
    fn table_mut(&mut self) -> Option<&mut dyn Hears> {
        None
    }

    /// Goes on after something was done in the table, such as moving in it.
    fn moved(&mut self, _context: &Context) -> Step {
        Step::none()
    }

    /// Whether quitting now would lose what was typed here, and it was not asked yet: then [`Action::QUIT`] is run.
    fn asks_before_quitting(&self) -> bool {
        false
    }

    /// Whether something is on its way whose answer would be lost with the screen: nobody goes elsewhere before it is there.
    fn is_sending(&self) -> bool {
        false
    }

    /// Whether it is about the account that is open.
    fn is_of_account(&self, _context: &Context) -> bool {
        true
    }

    /// Whether a preference cannot be changed while this is open.
    fn settles(&self, _preference: Action) -> bool {
        false
    }

    /// Whether one can go anywhere from here: as the lowest layer it stays while one is elsewhere.
    fn is_home(&self) -> bool {
        false
    }

    /// Whether it is the help, above which no other one is opened.
    fn is_help(&self) -> bool {
        false
    }

    /// The place that it is, or lies within; what does neither stands at the place of what is below it, unless it is
    /// elsewhere.
    fn place(&self) -> Option<Place> {
        None
    }

    /// Whether it lies within its place, whose number leads to the place itself from here.
    fn is_within_place(&self) -> bool {
        false
    }

    /// Whose places its numbers go to.
    fn leads_to(&self) -> Lead {
        Lead::Open
    }

    /// Whether it belongs to no place at all, as the list of accounts does.
    fn is_elsewhere(&self) -> bool {
        false
    }

    /// Whether one may go to another place from here by its number.
    fn leads_on(&self) -> bool {
        self.place().is_some()
    }
}

impl Page {
    /// A page with a title.
    pub fn new(title: String) -> Self {
        Self {
            title,
            shows_title: true,
            ..Self::default()
        }
    }

    /// With a heading that says where one is within the screen; line by line it is said before all else, and once.
    #[must_use]
    pub fn headed(mut self, step: String, context: &Context) -> Self {
        if !context.plain {
            self.blocks.push(Block::Heading(Heading::new(step.clone())));
        }
        self.step = Some(step);
        self
    }

    /// With one more block.
    #[must_use]
    pub fn with(mut self, block: Block) -> Self {
        self.blocks.push(block);
        self
    }

    /// With buttons of commands, which are possible by their own keys as well.
    #[must_use]
    pub fn with_buttons(self, commands: Vec<Command>) -> Self {
        let buttons = Block::Buttons(Buttons::of(&commands));
        let mut page = self.with(buttons);
        page.commands.extend(commands);
        page
    }

    /// Whether nothing can have the focus but buttons: then the keys that move up and down scroll what is read.
    pub(super) fn has_only_buttons(&self) -> bool {
        let with_items = self.blocks.iter().filter(|block| !block.items().is_empty());
        let mut with_items = with_items.peekable();
        with_items.peek().is_some() && with_items.all(Block::has_buttons)
    }

    /// Whether it tells what became of something that can't be made undone by looking away: no key that was typed before
    /// it was in sight is for it.
    pub(super) fn has_to_be_seen(&self) -> bool {
        let is_done = |block: &Block| matches!(block, Block::Done(_));
        self.comes_unasked || self.blocks.iter().any(is_done)
    }

    /// With the blocks that there are.
    #[must_use]
    pub fn with_all(mut self, blocks: impl IntoIterator<Item = Block>) -> Self {
        self.blocks.extend(blocks);
        self
    }

    /// The items, in the order in which they stand.
    pub fn items(&self) -> Vec<&Item> {
        self.blocks.iter().flat_map(Block::items).collect()
    }
}

impl Id {
    /// Of whatever names the thing for good.
    pub fn of(name: impl std::fmt::Display) -> Self {
        Self(name.to_string())
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Item {
    /// An item that does these things.
    pub const fn new(id: Id, commands: Vec<Command>) -> Self {
        Self { id, commands }
    }
}

impl Command {
    /// One that can be done.
    pub const fn open(hint: Hint) -> Self {
        Self {
            hint,
            unavailable: None,
        }
    }

    /// Closing, by Enter too.
    pub fn closing() -> Vec<Self> {
        let enter = Hint::labeled(Action::ACTIVATE, "action-close");
        [Hint::shown(Action::CLOSE), enter].map(Self::open).to_vec()
    }

    /// One that cannot be done now, and why.
    pub fn unavailable(hint: Hint, sentence: String) -> Self {
        let brief = sentence.clone();
        Self {
            hint,
            unavailable: Some(Reason { sentence, brief }),
        }
    }

    /// One for who has a part in something; others are told which roles have.
    pub fn of_part(part: Part, hint: Hint, context: &Context) -> Self {
        if context.header.has(part) {
            return Self::open(hint);
        }
        Self::unavailable(hint, context.i18n.explain(&part.closed()).sentence)
    }

    /// The same with the reason in a word or two.
    #[must_use]
    pub fn briefly(mut self, brief: String) -> Self {
        if let Some(reason) = &mut self.unavailable {
            reason.brief = brief;
        }
        self
    }
}

impl Mark {
    /// A word that signals nothing.
    pub const fn plain(text: String) -> Self {
        Self::new(Signal::None, text)
    }

    /// A word that signals something.
    pub const fn new(signal: Signal, text: String) -> Self {
        Self { signal, text }
    }
}
