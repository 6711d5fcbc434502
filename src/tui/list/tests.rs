//! Moving, reloading and filtering, against a list of numbered accounts whose answers come when the test says so.

use std::cell::Cell;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::*;
use crate::domain::ids::AccountId;
use crate::i18n::Locale;
use crate::services::lines::{Lines, Matches, Place};
use crate::services::people::AccountLine;
use crate::tui::ask::{Answer, Request};
use crate::tui::canvas::{Canvas, Target};
use crate::tui::page::Mark;
use crate::tui::screens::testing::fresh_context;
use crate::tui::term::event::Key;

/// A list, and the accounts that its questions are answered with: by number, each with its place.
struct Reader {
    list: List<AccountLine>,
    context: Context,
    accounts: Vec<u64>,
    /// Questions that were not answered yet.
    asked: Vec<Request>,
    pages: usize,
}

fn line(number: u64) -> AccountLine {
    AccountLine {
        id: AccountId::new(number.into()),
        company: format!("Company {number:05}"),
        mpn_id: format!("{}", 1_000_000 + number).parse().unwrap(),
        city: "Redmond, US".to_owned(),
        profile_pending: false,
    }
}

fn cursor(number: u64) -> Cursor {
    Cursor(number.to_be_bytes().to_vec())
}

fn number(cursor: &Cursor) -> u64 {
    u64::from_be_bytes(cursor.0.as_slice().try_into().unwrap())
}

impl Reader {
    /// A list of the accounts with these numbers, opened and loaded.
    fn of(accounts: impl Iterator<Item = u64>) -> Self {
        Self::with(List::new(()), accounts)
    }

    fn with(list: List<AccountLine>, accounts: impl Iterator<Item = u64>) -> Self {
        let mut reader = Self {
            list,
            context: fresh_context(Locale::EnUs, 80, 24),
            accounts: accounts.collect(),
            asked: Vec::new(),
            pages: 0,
        };
        reader.handle(ScreenEvent::Shown);
        reader.serve();
        reader
    }

    fn handle(&mut self, event: ScreenEvent<'_>) -> Option<(u64, u64)> {
        match self.list.handle(event, &self.context) {
            ListOutcome::Done(step) => {
                self.asked.extend(step.requests);
                step.pauses.first().copied()
            }
            _ => None,
        }
    }

    fn act(&mut self, action: Action) {
        self.handle(ScreenEvent::Action(action));
    }

    fn change(&mut self) {
        let step = self.list.refresh(&self.context);
        self.asked.extend(step.requests);
        self.serve();
    }

    /// Types letters; gives the pause after the last one.
    fn type_in(&mut self, text: &str) -> u64 {
        let pauses = text.chars().map(|c| self.handle(ScreenEvent::Key(Key::char(c))));
        pauses.last().flatten().unwrap().0
    }

    /// Answers everything that is asked, and what is asked then.
    fn serve(&mut self) {
        while !self.asked.is_empty() {
            let request = self.asked.remove(0);
            self.answer(&request);
        }
    }

    fn answer(&mut self, request: &Request) {
        let Some(ListAsk::<AccountLine> { ticket, wanted, .. }) = request.get().cloned() else {
            panic!("{request:?}");
        };
        self.pages += 1;
        let part = match wanted {
            Wanted::Page(place, limit) => ListPart::Page(self.page(place, limit)),
            Wanted::Matches(filter) => {
                let found: Vec<u64> = self
                    .accounts
                    .iter()
                    .copied()
                    .filter(|number| number.to_string().ends_with(&filter.text))
                    .collect();
                ListPart::Matches(Matches {
                    count: found.len(),
                    may_be_more: false,
                    places: found.iter().map(|number| cursor(*number)).collect(),
                    lines: found.into_iter().map(line).collect(),
                })
            }
        };
        self.handle(ScreenEvent::Answer(Answer::of(ListAnswer {
            ticket,
            part: Ok(part),
        })));
    }

    fn page(&self, place: Place, limit: usize) -> Lines<AccountLine> {
        let all = &self.accounts;
        let from = |wanted: u64| all.partition_point(|number| *number < wanted);
        let (start, end) = match place {
            Place::Start => (0, limit),
            Place::End => (all.len().saturating_sub(limit), all.len()),
            Place::After(cursor) => {
                let start = all.partition_point(|found| *found <= number(&cursor));
                (start, start + limit)
            }
            Place::Before(cursor) => (from(number(&cursor)).saturating_sub(limit), from(number(&cursor))),
            Place::At(cursor) => (from(number(&cursor)), from(number(&cursor)) + limit),
            Place::Around(cursor) => {
                let start = from(number(&cursor)).saturating_sub(20);
                (start, start + limit)
            }
            Place::Of(_) => panic!("nothing was chosen before"),
        };
        let end = end.min(all.len());
        let shown = &all[start..end];
        Lines {
            lines: shown.iter().copied().map(line).collect(),
            places: shown.iter().copied().map(cursor).collect(),
            previous: (start > 0).then(|| cursor(all[start])),
            next: (end < all.len()).then(|| cursor(all[end - 1])),
        }
    }

    fn caret(&self) -> u64 {
        u64::try_from(self.list.chosen().unwrap().id.bits()).unwrap()
    }

    fn in_memory(&self) -> usize {
        self.list.window.as_ref().unwrap().len()
    }

    /// The rows of a terminal, and how often words were made for them.
    fn drawn(&self) -> (Vec<String>, usize) {
        let area = Rect::new(0, 0, 78, 20);
        let mut buffer = Buffer::empty(area);
        let made = Cell::new(0);
        self.list.view(
            &mut Canvas::new(&mut buffer),
            area,
            &self.context,
            &LOOKS,
            |line| {
                made.set(made.get() + 1);
                words(line)
            },
        );
        let row = |y| {
            (0..area.width)
                .map(|x| buffer[(x, y)].symbol())
                .collect::<String>()
        };
        ((0..area.height).map(row).collect(), made.get())
    }
}

const LOOKS: ListLabels = ListLabels {
    columns: &[
        Column::new("column-company", 20).growing(),
        Column::new("label-city", 14),
    ],
    empty: "offers-no-account",
    no_match: "list-no-match",
    more: None,
    button: None,
};

fn words(line: &AccountLine) -> ListWords {
    ListWords::new(
        vec![Mark::plain(line.company.clone()), Mark::plain(line.city.clone())],
        1,
    )
}

#[test]
fn one_goes_down_to_the_end_of_any_list_and_up_again_past_every_row() {
    let mut reader = Reader::of(0..3_000);
    assert_eq!(reader.pages, 1, "a long list opens with one page");
    for expected in 1..3_000 {
        reader.act(Action::DOWN);
        reader.serve();
        assert_eq!(reader.caret(), expected);
        assert!(reader.in_memory() <= window::MOST);
    }
    reader.act(Action::DOWN);
    assert_eq!(reader.caret(), 2_999);
    for expected in (0..2_999).rev() {
        reader.act(Action::UP);
        reader.serve();
        assert_eq!(reader.caret(), expected);
        assert!(reader.in_memory() <= window::MOST);
    }
}

#[test]
fn keys_that_outrun_the_lines_are_made_up_for() {
    let mut reader = Reader::of(0..3_000);
    for _ in 0..700 {
        reader.act(Action::DOWN);
    }
    assert!(
        reader.asked.len() == 1 && reader.caret() == 99,
        "one question at a time"
    );
    reader.serve();
    assert_eq!(reader.caret(), 700);
    for _ in 0..900 {
        reader.act(Action::DOWN);
    }
    // Who turns back means what is seen.
    reader.act(Action::UP);
    let seen = reader.caret();
    reader.serve();
    assert_eq!(reader.caret(), seen);
}

#[test]
fn the_first_and_the_last_are_one_question_away() {
    let mut reader = Reader::of(0..30_000);
    reader.act(Action::LAST);
    reader.serve();
    assert_eq!(reader.caret(), 29_999);
    assert!(
        reader.drawn().0[19].contains("Company 29999"),
        "no room is left below the last"
    );
    reader.act(Action::PAGE_UP);
    assert_eq!(reader.caret(), 29_980);
    reader.act(Action::FIRST);
    reader.serve();
    assert_eq!(reader.caret(), 0);
    reader.act(Action::PAGE_DOWN);
    assert_eq!(reader.caret(), 19);
    assert!(reader.pages <= 5, "{} pages were read", reader.pages);
}

#[test]
fn line_by_line_a_long_list_is_read_out_in_parts_that_follow_each_other() {
    let mut reader = Reader::of(0..3_000);
    reader.context.plain = true;
    let read_out = |reader: &Reader| -> Vec<String> {
        let page = reader.list.plain(&reader.context, &LOOKS, words);
        page.rows.into_iter().map(|row| row.label).collect()
    };
    let companies = |from: u64, others: &[&str]| -> Vec<String> {
        let rows = (from..from + 20).map(|number| format!("Company {number:05}"));
        rows.chain(others.iter().map(|other| (*other).to_owned()))
            .collect()
    };
    assert_eq!(read_out(&reader), companies(0, &["Further rows"]));
    for from in [20, 40] {
        reader.handle(ScreenEvent::Pointed(usize::try_from(from).unwrap() - 1));
        reader.act(Action::PAGE_DOWN);
        reader.serve();
        assert_eq!(
            read_out(&reader),
            companies(from, &["Further rows", "Rows before"])
        );
    }
    reader.handle(ScreenEvent::Pointed(40));
    reader.act(Action::PAGE_UP);
    reader.serve();
    assert_eq!(read_out(&reader), companies(20, &["Further rows", "Rows before"]));
}

#[test]
fn the_caret_stays_on_its_record_whatever_changes() {
    let mut reader = Reader::of((0..1_000).map(|number| number * 10));
    for _ in 0..30 {
        reader.act(Action::DOWN);
    }
    assert_eq!(reader.caret(), 300);
    let (before, _) = reader.drawn();
    reader.accounts.extend([5, 15, 25, 295]);
    reader.accounts.sort_unstable();
    reader.change();
    assert_eq!(reader.caret(), 300);
    let (after, _) = reader.drawn();
    let row = |rows: &[String]| rows.iter().position(|row| row.contains("Company 00300"));
    assert_eq!(row(&before), row(&after), "and where it was on the screen");
    reader.accounts.retain(|number| *number != 300);
    reader.change();
    assert_eq!(reader.caret(), 310, "the next one when it is gone");
}

#[test]
fn words_are_made_only_for_the_rows_in_sight_and_signs_say_where_there_is_more() {
    let mut reader = Reader::of(0..500);
    let (rows, made) = reader.drawn();
    assert_eq!(made, 19);
    assert!(
        rows[0].starts_with("  Company") && rows[0].contains("City"),
        "{rows:#?}"
    );
    assert!(rows[1].starts_with("▸ Company 00000") && rows[1].ends_with(' '));
    assert!(rows[19].ends_with('▼'));
    for _ in 0..3 {
        reader.act(Action::PAGE_DOWN);
        reader.serve();
    }
    let (rows, made) = reader.drawn();
    assert_eq!(made, 19);
    assert!(rows[1].ends_with('▲') && rows[19].ends_with('▼'), "{rows:#?}");
    assert!(rows[19].starts_with("▸ Company 00057"), "{rows:#?}");
}

#[test]
fn a_filter_is_looked_for_after_a_pause_kept_by_enter_and_cleared_by_escape() {
    let mut reader = Reader::of(0..2_000);
    reader.act(Action::FILTER);
    assert!(reader.list.is_typing());
    let early = reader.type_in("9");
    let late = reader.type_in("99");
    reader.handle(ScreenEvent::Pause(early));
    assert!(reader.asked.is_empty(), "more was typed meanwhile");
    reader.handle(ScreenEvent::Pause(late));
    reader.serve();
    assert_eq!((reader.in_memory(), reader.caret()), (2, 999));
    let (rows, _) = reader.drawn();
    assert!(
        rows[19].starts_with("/ 999") && rows[19].trim_end().ends_with("2 matches"),
        "{rows:#?}"
    );
    reader.act(Action::DOWN);
    reader.act(Action::ACTIVATE);
    assert!(!reader.list.is_typing(), "the keys go to the list again");
    assert_eq!(reader.caret(), 1_999);
    reader.change();
    assert_eq!(
        reader.caret(),
        1_999,
        "the same search again leaves the caret where it is"
    );
    reader.act(Action::UP);
    reader.act(Action::BACK);
    reader.serve();
    assert_eq!(reader.caret(), 999, "among its neighbors now");
    reader.act(Action::DOWN);
    assert_eq!(reader.caret(), 1_000);
    let back = reader
        .list
        .handle(ScreenEvent::Action(Action::BACK), &reader.context);
    assert!(matches!(back, ListOutcome::Back), "{back:?}");
}

#[test]
fn an_answer_to_an_older_search_is_dropped() {
    let mut reader = Reader::of(0..2_000);
    reader.act(Action::FILTER);
    let first = reader.type_in("7");
    reader.handle(ScreenEvent::Pause(first));
    let older = reader.asked.remove(0);
    let second = reader.type_in("77");
    reader.handle(ScreenEvent::Pause(second));
    reader.serve();
    assert_eq!(reader.in_memory(), 2);
    reader.answer(&older);
    assert_eq!(reader.in_memory(), 2);
    let third = reader.type_in("7x");
    reader.handle(ScreenEvent::Pause(third));
    reader.serve();
    let (rows, _) = reader.drawn();
    assert!(
        rows[0].starts_with("No results. Try a number, MPN ID or name, or clear the filter."),
        "{rows:#?}"
    );
    reader.act(Action::BACK);
    reader.serve();
    assert!(reader.in_memory() >= PAGE, "the list is whole again");
}

#[test]
fn a_filter_without_letters_is_none() {
    let mut reader = Reader::of(0..20);
    reader.act(Action::FILTER);
    let typed = reader.type_in("5");
    reader.handle(ScreenEvent::Pause(typed));
    reader.serve();
    assert_eq!(reader.in_memory(), 2);
    let pause = reader.handle(ScreenEvent::Key(Key::plain(
        crate::tui::term::event::KeyCode::Backspace,
    )));
    reader.handle(ScreenEvent::Pause(pause.unwrap().0));
    reader.serve();
    assert_eq!(reader.in_memory(), 20);
    reader.act(Action::ACTIVATE);
    assert!(!reader.list.is_typing());
    assert!(reader.list.filter.is_none());
}

#[test]
fn a_count_that_was_cut_off_is_told_as_at_least_so_many() {
    use super::window::Count;
    let said =
        |locale, shown, count| List::<AccountLine>::how_many(shown, count, &fresh_context(locale, 80, 24));
    let best = said(Locale::EnUs, 50, Count::AtLeast(51));
    assert_eq!(best, "first 50 of at least 51");
    let best = said(Locale::PlPl, 50, Count::AtLeast(51));
    assert_eq!(best, "pierwsze wyniki: 50 z co najmniej 51");
    assert_eq!(said(Locale::EnUs, 50, Count::All(51)), "first 50 of 51");
    assert_eq!(said(Locale::EnUs, 2, Count::All(2)), "2 matches");
}

#[test]
fn what_needs_no_line_is_a_button_above_the_headings_and_looks_like_none_of_the_lines() {
    let labels = ListLabels {
        button: Some(ListButton {
            label: "title-new-request",
            action: Some(Action::NEW_REQUEST),
        }),
        ..LOOKS
    };
    let drawn = |reader: &Reader| {
        let area = Rect::new(0, 0, 78, 6);
        let mut buffer = Buffer::empty(area);
        let mut canvas = Canvas::with_targets(&mut buffer);
        reader
            .list
            .view(&mut canvas, area, &reader.context, &labels, words);
        let cursor = canvas.cursor();
        let targets = canvas.into_targets();
        let row = |y| -> String { (0..area.width).map(|x| buffer[(x, y)].symbol()).collect() };
        let rows: Vec<String> = (0..area.height).map(|y| row(y).trim_end().to_owned()).collect();
        (rows, cursor, targets.at((3, 0).into()))
    };
    let mut reader = Reader::with(List::new(()).with_button(), 0..3);
    let (rows, cursor, target) = drawn(&reader);
    assert!(rows[0].starts_with("  New request  n"), "{rows:#?}");
    assert!(rows[1].starts_with("  Company"), "{rows:#?}");
    assert!(rows[2].starts_with("▸ Company 00000"), "{rows:#?}");
    assert_eq!(cursor, Some((0, 2).into()));
    assert_eq!(target, Some(Target::Button(0)));
    reader.act(Action::UP);
    let (rows, cursor, _) = drawn(&reader);
    assert!(
        reader.list.is_on_button() && !rows.join("").contains('▸'),
        "{rows:#?}"
    );
    assert_eq!(cursor, Some((1, 0).into()));
    reader.act(Action::DOWN);
    let pressed = reader.list.handle(ScreenEvent::Pressed(0), &reader.context);
    assert!(matches!(pressed, ListOutcome::Chosen) && reader.list.is_on_button());
    // However far one goes down, all of the lines are met, and the button stays.
    let mut reader = Reader::with(List::new(()).with_button(), 0..300);
    for _ in 0..40 {
        reader.act(Action::DOWN);
        reader.serve();
    }
    let (rows, _, _) = drawn(&reader);
    assert!(
        rows[0].contains("New request") && rows[5].starts_with("▸ Company 00040"),
        "{rows:#?}"
    );
    let (rows, cursor, _) = drawn(&Reader::with(List::new(()).with_button(), 0..0));
    assert_eq!((rows[1].as_str(), cursor), ("", Some((1, 0).into())), "{rows:#?}");
}
