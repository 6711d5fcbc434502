//! The kinds of blocks that a page is made of. Each has a file of its own that says what it holds, what it looks like
//! and how it is said, so that neither view can forget one.

use super::pen::Pen;
use super::rows::Rows;
use super::{Command, Item, Page};
use crate::domain::message::Arg;
use crate::tui::layer::Context;
use crate::tui::plain;

pub mod bars;
pub mod beside;
pub mod buttons;
pub mod calendar;
pub mod done;
pub mod facts;
pub mod figures;
pub mod frames;
pub mod keys;
pub mod list;
pub mod marks;
pub mod notice;
pub mod tabs;
pub mod thread;
pub mod tiles;
pub mod words;

use bars::Bars;
use beside::Side;
use buttons::Buttons;
use calendar::Calendar;
use done::Done;
use facts::Facts;
use figures::Figures;
use frames::Framed;
use keys::Keys;
use list::ListItem;
use marks::Marks;
use notice::Notice;
use tabs::Tab;
use thread::Post;
use tiles::Tile;
use words::{Heading, Headline, Text};

/// A block.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Block {
    /// A heading, with a word about what follows.
    Heading(Heading),
    /// What something is, with where it stands.
    Headline(Headline),
    /// A text.
    Text(Text),
    /// Something that one must know: an error, a warning, a success.
    Notice(Notice),
    /// Labeled values.
    Facts(Facts),
    /// Tiles side by side.
    Tiles(Vec<Tile>),
    /// A short list to choose from.
    List(Vec<ListItem>),
    /// Words side by side that signal something.
    Marks(Marks),
    /// How many there are of each sort.
    Figures(Figures),
    /// Numbers as bars.
    Bars(Bars),
    /// A month.
    Calendar(Calendar),
    /// Blocks side by side.
    Beside(Vec<Side>),
    /// Keys and what they do.
    Keys(Keys),
    /// Frames side by side.
    Frames(Vec<Framed>),
    /// What was done.
    Done(Done),
    /// The lists that can be shown in this place.
    Tabs(Vec<Tab>),
    /// What people wrote to each other, and what they did.
    Thread(Vec<Post>),
    /// What can be done about what is read.
    Buttons(Buttons),
}

/// What a block is in plain mode.
#[derive(Debug, Default)]
pub(super) struct Said {
    pub lines: Vec<String>,
    pub rows: Vec<plain::SpokenRow>,
    /// A heading for the rows that follow.
    pub heading: Option<String>,
}

impl Block {
    /// What can have the focus in it.
    pub fn items(&self) -> Vec<&Item> {
        match self {
            Self::Tiles(tiles) => tiles.iter().map(|tile| &tile.item).collect(),
            Self::List(rows) => rows.iter().map(|row| &row.item).collect(),
            Self::Done(Done { buttons, .. }) | Self::Buttons(buttons) => buttons.items().collect(),
            _ => Vec::new(),
        }
    }

    /// Whether its items may stand beside each other.
    pub(super) const fn stands_side_by_side(&self) -> bool {
        matches!(self, Self::Tiles(_) | Self::Done(_) | Self::Buttons(_))
    }

    /// Whether what can have the focus in it are buttons beside what is read, rather than what is read itself.
    pub(super) const fn has_buttons(&self) -> bool {
        matches!(self, Self::Done(_) | Self::Buttons(_))
    }

    /// What it looks like.
    pub(super) fn paint(&self, pen: Pen<'_>) -> Rows {
        match self {
            Self::Heading(heading) => heading.paint(pen),
            Self::Headline(headline) => headline.paint(pen),
            Self::Text(text) => text.paint(pen),
            Self::Notice(notice) => notice.paint(pen),
            Self::Facts(facts) => facts.paint(pen),
            Self::Tiles(tiles) => tiles::paint(tiles, pen),
            Self::List(rows) => list::paint(rows, pen),
            Self::Marks(marks) => marks.paint(pen),
            Self::Figures(figures) => figures.paint(pen),
            Self::Bars(bars) => bars.paint(pen),
            Self::Calendar(month) => month.paint(pen),
            Self::Beside(parts) => beside::paint(parts, pen),
            Self::Keys(keys) => keys.paint(pen),
            Self::Frames(frames) => frames::paint(frames, pen),
            Self::Done(done) => done.paint(pen),
            Self::Tabs(tabs) => tabs::paint(tabs, pen),
            Self::Thread(posts) => thread::paint(posts, pen),
            Self::Buttons(buttons) => buttons.paint(pen),
        }
    }

    fn say(&self, context: &Context, page: &Page) -> Said {
        let lines = |lines: Vec<String>| Said {
            lines,
            ..Said::default()
        };
        let rows = |rows: Vec<plain::SpokenRow>| Said {
            rows,
            ..Said::default()
        };
        match self {
            Self::Heading(heading) => heading.say(),
            Self::Headline(headline) => lines(headline.say()),
            Self::Text(text) => lines(text.say()),
            Self::Notice(notice) => lines(notice.say(context)),
            Self::Facts(facts) => lines(facts.say(context)),
            Self::Tiles(tiles) => rows(tiles::say(tiles, context, page)),
            Self::List(list) => rows(list::say(list, context, page)),
            Self::Marks(marks) => lines(marks.say()),
            Self::Figures(figures) => lines(figures.say(context)),
            // Drawn, where there is room, of what rows and words of the page tell as well.
            Self::Bars(_) | Self::Calendar(_) | Self::Beside(_) => Said::default(),
            Self::Keys(keys) => lines(keys.say(context)),
            Self::Frames(frames) => lines(frames::say(frames, context, page)),
            Self::Done(done) => lines(done.say(context)),
            Self::Tabs(tabs) => rows(tabs::say(tabs)),
            Self::Thread(posts) => lines(thread::say(posts, context)),
            // Line by line the page's commands are named behind everything else.
            Self::Buttons(_) => Said::default(),
        }
    }
}

/// A page in plain mode: what there is to know, then what can be chosen, each below its heading.
pub(super) fn say(page: &Page, focus: Option<usize>, context: &Context) -> plain::SpokenPage {
    let mut said = plain::SpokenPage {
        selected: focus,
        step: page
            .steps
            .as_ref()
            .map(|steps| steps.said.clone())
            .or_else(|| page.step.clone()),
        wait: page.wait,
        ..plain::SpokenPage::default()
    };
    let mut heading: Option<String> = None;
    for block in page.head.iter().chain(&page.blocks).chain(&page.foot) {
        let Said {
            lines,
            mut rows,
            heading: next,
        } = block.say(context, page);
        // A heading belongs to what follows it: to the next rows, or to lines.
        if !lines.is_empty() {
            said.lines.extend(heading.take());
        }
        if let Some(first) = rows.first_mut() {
            first.heading = heading.take();
        }
        heading = next.or(heading);
        said.lines.extend(lines);
        said.rows.extend(rows);
    }
    // Of a form or a table that stands below.
    said.lines.extend(heading);
    said
}

/// What an item can do, said: a row for its first command and one for each other that is available.
fn rows_of(
    item: &Item,
    label: &str,
    details: Vec<String>,
    context: &Context,
    page: &Page,
) -> Vec<plain::SpokenRow> {
    let first = item.commands.first();
    let label_of_first = first.map(|first| named(label, first, context));
    let mut row = plain::SpokenRow::new(
        place_of(item, page),
        label_of_first.unwrap_or_else(|| label.to_owned()),
    );
    row.details = details;
    row.closed = first.and_then(|first| Some(first.unavailable.as_ref()?.sentence.clone()));
    let mut rows = vec![row];
    rows.extend(further(item, label, context, page));
    rows
}

/// A row for each command behind the first that is available.
fn further<'a>(
    item: &'a Item,
    label: &'a str,
    context: &'a Context,
    page: &'a Page,
) -> impl Iterator<Item = plain::SpokenRow> + 'a {
    let more = item.commands.iter().skip(1);
    let more = more.filter(|command| command.unavailable.is_none());
    more.map(move |command| {
        let place = place_of(item, page);
        plain::SpokenRow {
            means: plain::Means::Onward(place, command.hint.action),
            ..plain::SpokenRow::new(place, named(label, command, context))
        }
    })
}

fn place_of(item: &Item, page: &Page) -> usize {
    let place = page.items().iter().position(|other| other.id == item.id);
    place.unwrap_or(usize::MAX)
}

/// An item with what can be done about it.
fn named(label: &str, command: &Command, context: &Context) -> String {
    let args = [
        ("label", Arg::Text(label.to_owned())),
        ("value", Arg::Key(command.hint.label_key().to_owned())),
    ];
    context.i18n.tr("plain-value", &args)
}
