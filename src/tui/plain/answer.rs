//! What a line means: a number, a word, a sign of its own, or text for the field that is asked for.
//!
//! Where text is asked for, only signs that no text consists of are anything else: a lone `?`, `<`, `-` and `.`.

use zeroize::Zeroizing;

use super::Kind;
use super::sheet::{Choice, Item};

/// What a line means.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Answer {
    /// Nothing was typed.
    Nothing,
    /// `?`
    Help,
    /// `.`: everything again, and what can be done.
    Menu,
    /// `<`: the question before.
    Before,
    /// `-`: the field is emptied.
    Empty,
    /// `b`
    Back,
    /// `q`
    Quit,
    /// What has that place among the items.
    Item(usize),
    /// Text for the field that is asked for.
    Text,
    /// Several items are called so.
    Several(Vec<usize>),
    /// No item is called so.
    Unknown,
}

/// What a line means where these items can be chosen, or a field of a kind is asked for.
pub fn of(line: &str, kind: Option<Kind>, items: &[Item]) -> Answer {
    let line = line.trim();
    match line {
        "" => return Answer::Nothing,
        "?" => return Answer::Help,
        "." => return Answer::Menu,
        "<" => return Answer::Before,
        _ => {}
    }
    if line == "-" && kind.is_some_and(|kind| kind != Kind::Choice) {
        return Answer::Empty;
    }
    if matches!(kind, Some(Kind::Text | Kind::Lines | Kind::Secret | Kind::Search))
        || (kind == Some(Kind::Name) && items.is_empty())
    {
        return Answer::Text;
    }
    let number = line.trim_end_matches(['.', ')']).parse::<usize>();
    if let Ok(number) = number {
        return match number.checked_sub(1) {
            Some(place) if place < items.len() => Answer::Item(place),
            _ => Answer::Unknown,
        };
    }
    let word = lowered(line);
    match word.as_str() {
        "b" => Answer::Back,
        "q" => Answer::Quit,
        _ if kind == Some(Kind::Name) => Answer::Text,
        word => called(word, kind, items),
    }
}

/// The item that is called so, or whose name alone begins so. The answers to a question come before the actions.
fn called(word: &str, kind: Option<Kind>, items: &[Item]) -> Answer {
    let is_answer = |item: &Item| kind == Some(Kind::Choice) && matches!(item.choice, Choice::Row(_));
    let fitting = |fits: &dyn Fn(&Item) -> bool| -> Vec<usize> {
        let items = items.iter().enumerate().filter(|(_, item)| fits(item));
        items.map(|(place, _)| place).collect()
    };
    let name = |item: &Item| lowered(&item.label);
    let begins = |item: &Item| name(item).starts_with(word);
    let found = [
        fitting(&|item| name(item).as_str() == word),
        fitting(&|item| is_answer(item) && begins(item)),
        fitting(&begins),
    ];
    match found.into_iter().find(|places| !places.is_empty()) {
        None => Answer::Unknown,
        Some(places) => match places.as_slice() {
            [only] => Answer::Item(*only),
            _ => Answer::Several(places),
        },
    }
}

/// In small letters, in memory that is wiped: somebody may type a card number where none is asked for.
fn lowered(text: &str) -> Zeroizing<String> {
    // Room for everything from the beginning: a string that grows leaves its old memory behind. No small letter is
    // twice as long as its capital.
    let mut lowered = Zeroizing::new(String::with_capacity(2 * text.len()));
    for small in text.chars().flat_map(char::to_lowercase) {
        lowered.push(small);
    }
    lowered
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::action::Action;

    fn items() -> Vec<Item> {
        let item = |label: &str, choice| Item {
            heading: None,
            label: label.to_owned(),
            text: label.to_owned(),
            details: Vec::new(),
            choice,
            means: None,
        };
        vec![
            item("Yes", Choice::Row(0)),
            item("No", Choice::Row(1)),
            item("Buy", Choice::Action(Action::BUY)),
            item("Update", Choice::Action(Action::UPDATE)),
            item("Back", Choice::Action(Action::BACK)),
            item("Notes", Choice::Action(Action::TERMS)),
        ]
    }

    fn check(kind: Option<Kind>, line: &str, expected: &Answer) {
        assert_eq!(of(line, kind, &items()), *expected, "{line:?}");
    }

    #[test]
    fn a_number_or_a_word_chooses_and_b_never_buys() {
        check(None, "3", &Answer::Item(2));
        check(None, " 3. ", &Answer::Item(2));
        check(None, "7", &Answer::Unknown);
        check(None, "0", &Answer::Unknown);
        check(None, "upd", &Answer::Item(3));
        check(None, "BUY", &Answer::Item(2));
        check(None, "b", &Answer::Back);
        check(None, "n", &Answer::Several(vec![1, 5]));
        check(None, "x", &Answer::Unknown);
        check(None, "q", &Answer::Quit);
        check(None, "", &Answer::Nothing);
        check(None, "-", &Answer::Unknown);
    }

    #[test]
    fn a_line_in_small_letters_never_outgrows_its_memory() {
        for c in '\0'..=char::MAX {
            let small: usize = c.to_lowercase().map(char::len_utf8).sum();
            assert!(small <= 2 * c.len_utf8(), "{c:?}");
        }
        assert_eq!(lowered("ZAŻÓŁĆ İ 4242").as_str(), "zażółć i\u{307} 4242");
    }

    #[test]
    fn an_answer_to_a_question_comes_before_an_action_that_begins_so() {
        check(Some(Kind::Choice), "n", &Answer::Item(1));
        check(Some(Kind::Choice), "y", &Answer::Item(0));
        check(Some(Kind::Choice), "not", &Answer::Item(5));
    }

    #[test]
    fn where_text_is_asked_for_everything_but_four_lone_signs_is_text() {
        for text in ["b", "q", "3", "Buy", "a-b", "?x", "..", "<<"] {
            check(Some(Kind::Text), text, &Answer::Text);
            check(Some(Kind::Lines), text, &Answer::Text);
            check(Some(Kind::Secret), text, &Answer::Text);
        }
        check(Some(Kind::Text), "?", &Answer::Help);
        check(Some(Kind::Text), "<", &Answer::Before);
        check(Some(Kind::Text), "-", &Answer::Empty);
        check(Some(Kind::Text), ".", &Answer::Menu);
        check(Some(Kind::Name), "2", &Answer::Item(1));
        check(Some(Kind::Name), "Buy", &Answer::Text);
        assert_eq!(of("2", Some(Kind::Name), &[]), Answer::Text);
    }
}
