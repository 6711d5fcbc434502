//! Several lines of text: what is kept of them, where they break, and how the cursor moves.

use std::time::{Duration, Instant};

use super::*;
use crate::tui::widgets::Overflow;

const LIMIT: usize = 200;

/// An area whose cursor stands at `|`.
fn at(marked: &str) -> TextArea {
    let cursor = marked.find('|').unwrap();
    let mut area = TextArea::new(LIMIT, &marked.replace('|', ""));
    area.input().move_to(cursor);
    area
}

fn check(area: &TextArea, marked: &str) {
    let mut text = area.text().to_owned();
    text.insert(area.input.cursor(), '|');
    assert_eq!(text, marked);
}

fn check_rows(text: &str, width: u16, expected: &[&str]) {
    let rows = rows(text, width);
    let rows: Vec<&str> = rows
        .iter()
        .filter_map(|row| text.get(row.start..row.end))
        .collect();
    assert_eq!(rows, expected, "{text:?} at {width}");
}

#[test]
fn lines_break_between_words_and_only_there_where_they_can() {
    check_rows("", 5, &[""]);
    check_rows("one two\nthree\n", 5, &["one ", "two", "three", ""]);
    check_rows("one two", 7, &["one two"]);
    check_rows("one   two", 4, &["one   ", "two"]);
    check_rows("abcdefgh ij", 3, &["abc", "def", "gh ", "ij"]);
    check_rows("\n\na", 3, &["", "", "a"]);
    check_rows("do 1\u{a0}670\u{a0}zł", 8, &["do ", "1\u{a0}670\u{a0}zł"]);
    check_rows("ab", 0, &["a", "b"]);
}

#[test]
fn wide_characters_and_marks_stay_whole() {
    check_rows("漢字漢", 5, &["漢字", "漢"]);
    check_rows(" abc漢", 4, &[" ", "abc", "漢"]);
    check_rows("e\u{301}e\u{301}e\u{301}", 2, &["e\u{301}e\u{301}", "e\u{301}"]);
    check_rows("漢漢", 1, &["漢", "漢"]);
    check_rows("👩\u{200d}👧👩\u{200d}👧", 3, &["👩\u{200d}👧", "👩\u{200d}👧"]);
}

#[test]
fn the_cursor_goes_up_and_down_by_rows_and_keeps_its_column() {
    let mut area = at("one two\nab\nthree fo|ur");
    assert!(area.go(-1, 20));
    check(&area, "one two\nab|\nthree four");
    assert!(area.go(-1, 20));
    check(&area, "one two|\nab\nthree four");
    assert!(!area.go(-1, 20), "there is no row above");
    area.go(9, 20);
    check(&area, "one two\nab\nthree fo|ur");
    assert!(!area.go(1, 20));
    area.go(-1, 20);
    area.input().left();
    area.go(1, 20);
    check(&area, "one two\nab\nt|hree four");
}

#[test]
fn rows_that_were_broken_are_rows_of_their_own() {
    let mut area = at("o|ne two three");
    area.end(5);
    check(&area, "one| two three");
    assert!(area.go(1, 5));
    check(&area, "one two| three");
    area.home(5);
    check(&area, "one |two three");
    area.go(1, 5);
    check(&area, "one two |three");
    area.end(5);
    check(&area, "one two three|");
    // The screen became wider meanwhile.
    assert!(!area.go(-1, 40));
    area.home(40);
    check(&area, "|one two three");
}

#[test]
fn a_column_is_what_is_drawn_not_what_is_stored() {
    let mut area = at("abcde\n漢e\u{301}|漢");
    area.go(-1, 20);
    check(&area, "abc|de\n漢e\u{301}漢");
    area.input().right();
    area.go(1, 20);
    check(&area, "abcde\n漢e\u{301}|漢");
}

#[test]
fn a_line_is_deleted_to_its_end_and_then_joined_to_the_next() {
    let mut area = at("one |two\nthree");
    area.input().delete_to_end();
    check(&area, "one |\nthree");
    area.input().delete_to_end();
    check(&area, "one |three");
    area.input().delete_word();
    check(&area, "|three");
    area.input().delete_to_end();
    area.input().delete_to_end();
    check(&area, "|");
    assert!(area.input().undo());
    assert!(area.input().undo());
    check(&area, "one |three");
    area.input().undo();
    area.input().redo();
    check(&area, "one |three");
}

#[test]
fn line_breaks_are_typed_and_deleted_and_taken_back() {
    let mut area = at("one|");
    area.input().insert('\n').unwrap();
    area.input().insert('t').unwrap();
    area.input().insert('w').unwrap();
    check(&area, "one\ntw|");
    area.input().undo();
    check(&area, "one\n|");
    area.input().backspace();
    check(&area, "one|");
    area.input().undo();
    area.input().undo();
    check(&area, "one|");
}

#[test]
fn a_paste_keeps_its_lines_and_nothing_that_deceives() {
    let mut area = at("<|>");
    area.input()
        .paste("a\r\nb\rc\nd\u{2028}e\u{2029}f\tg\u{1b}[2J\u{202e}\u{200b}\u{feff}\0h\n")
        .unwrap();
    check(&area, "<a\nb\nc\nd\ne\nf g[2Jh\n|>");
    area.input().insert('\u{202e}').unwrap();
    area.input().insert('\r').unwrap();
    check(&area, "<a\nb\nc\nd\ne\nf g[2Jh\n|>");
}

#[test]
fn what_does_not_fit_changes_nothing_however_large_it_is() {
    let mut area = TextArea::new(5, "żż");
    assert_eq!(area.input().insert('ż'), Err(Overflow { limit: 5 }));
    assert_eq!(area.input().paste("\n\n"), Err(Overflow { limit: 5 }));
    assert_eq!(area.input().paste("\r\n"), Ok(()));
    assert_eq!(area.input().insert('\n'), Err(Overflow { limit: 5 }));
    check(&area, "żż\n|");
    for size in [1_000_000, 10_000_000] {
        let pasted = "line\n".repeat(size / 5);
        let since = Instant::now();
        assert_eq!(area.input().paste(&pasted), Err(Overflow { limit: 5 }));
        assert!(
            since.elapsed() < Duration::from_millis(20),
            "{:?}",
            since.elapsed()
        );
    }
    check(&area, "żż\n|");
    assert!(area.input().undo(), "what was refused is no change");
    check(&area, "żż|");
}

#[test]
fn what_is_left_is_told_when_it_gets_scarce() {
    assert_eq!(TextArea::new(10, "12345678").scarce(), None);
    assert_eq!(TextArea::new(10, "123456789").scarce(), Some(1));
    assert_eq!(TextArea::new(3, "12345").scarce(), Some(0));
}
