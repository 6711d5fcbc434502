//! What a line means: a number, a word, a sign of its own, or text for the field that is asked for.
//!
//! Where text is asked for, only signs that no text consists of are anything else: a lone `?`, `<`, `-` and `.`.

use zeroize::Zeroizing;

use super::AnswerKind;
use super::prompt_page::{PromptChoice, PromptItem};

/// What a line means.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum LineMeaning {
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
pub fn of(line: &str, kind: Option<AnswerKind>, items: &[PromptItem]) -> LineMeaning {
    let line = line.trim();
    match line {
        "" => return LineMeaning::Nothing,
        "?" => return LineMeaning::Help,
        "." => return LineMeaning::Menu,
        "<" => return LineMeaning::Before,
        _ => {}
    }
    if line == "-" && kind.is_some_and(|kind| kind != AnswerKind::Choice) {
        return LineMeaning::Empty;
    }
    if matches!(
        kind,
        Some(AnswerKind::Text | AnswerKind::Lines | AnswerKind::Secret | AnswerKind::Search)
    ) || (kind == Some(AnswerKind::Name) && items.is_empty())
    {
        return LineMeaning::Text;
    }
    let number = line.trim_end_matches(['.', ')']).parse::<usize>();
    if let Ok(number) = number {
        return match number.checked_sub(1) {
            Some(place) if place < items.len() => LineMeaning::Item(place),
            _ => LineMeaning::Unknown,
        };
    }
    let word = lowered(line);
    match word.as_str() {
        "b" => LineMeaning::Back,
        "q" => LineMeaning::Quit,
        _ if kind == Some(AnswerKind::Name) => LineMeaning::Text,
        word => called(word, kind, items),
    }
}

/// The item that is called so, or whose name alone begins so. The answers to a question come before the actions.
fn called(word: &str, kind: Option<AnswerKind>, items: &[PromptItem]) -> LineMeaning {
    let is_answer =
        |item: &PromptItem| kind == Some(AnswerKind::Choice) && matches!(item.choice, PromptChoice::Row(_));
    let fitting = |fits: &dyn Fn(&PromptItem) -> bool| -> Vec<usize> {
        let items = items.iter().enumerate().filter(|(_, item)| fits(item));
        items.map(|(place, _)| place).collect()
    };
    let name = |item: &PromptItem| lowered(&item.label);
    let begins = |item: &PromptItem| name(item).starts_with(word);
    let found = [
        fitting(&|item| name(item).as_str() == word),
        fitting(&|item| is_answer(item) && begins(item)),
        fitting(&begins),
    ];
    match found.into_iter().find(|places| !places.is_empty()) {
        None => LineMeaning::Unknown,
        Some(places) => match places.as_slice() {
            [only] => LineMeaning::Item(*only),
            _ => LineMeaning::Several(places),
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

    fn items() -> Vec<PromptItem> {
        let item = |label: &str, choice| PromptItem {
            heading: None,
            label: label.to_owned(),
            text: label.to_owned(),
            details: Vec::new(),
            choice,
            means: None,
        };
        vec![
            item("Yes", PromptChoice::Row(0)),
            item("No", PromptChoice::Row(1)),
            item("Buy", PromptChoice::Action(Action::BUY)),
            item("Update", PromptChoice::Action(Action::UPDATE)),
            item("Back", PromptChoice::Action(Action::BACK)),
            item("Notes", PromptChoice::Action(Action::TERMS)),
        ]
    }

    fn check(kind: Option<AnswerKind>, line: &str, expected: &LineMeaning) {
        assert_eq!(of(line, kind, &items()), *expected, "{line:?}");
    }

    #[test]
    fn a_number_or_a_word_chooses_and_b_never_buys() {
        check(None, "3", &LineMeaning::Item(2));
        check(None, " 3. ", &LineMeaning::Item(2));
        check(None, "7", &LineMeaning::Unknown);
        check(None, "0", &LineMeaning::Unknown);
        check(None, "upd", &LineMeaning::Item(3));
        check(None, "BUY", &LineMeaning::Item(2));
        check(None, "b", &LineMeaning::Back);
        check(None, "n", &LineMeaning::Several(vec![1, 5]));
        check(None, "x", &LineMeaning::Unknown);
        check(None, "q", &LineMeaning::Quit);
        check(None, "", &LineMeaning::Nothing);
        check(None, "-", &LineMeaning::Unknown);
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
        check(Some(AnswerKind::Choice), "n", &LineMeaning::Item(1));
        check(Some(AnswerKind::Choice), "y", &LineMeaning::Item(0));
        check(Some(AnswerKind::Choice), "not", &LineMeaning::Item(5));
    }

    #[test]
    fn where_text_is_asked_for_everything_but_four_lone_signs_is_text() {
        for text in ["b", "q", "3", "Buy", "a-b", "?x", "..", "<<"] {
            check(Some(AnswerKind::Text), text, &LineMeaning::Text);
            check(Some(AnswerKind::Lines), text, &LineMeaning::Text);
            check(Some(AnswerKind::Secret), text, &LineMeaning::Text);
        }
        check(Some(AnswerKind::Text), "?", &LineMeaning::Help);
        check(Some(AnswerKind::Text), "<", &LineMeaning::Before);
        check(Some(AnswerKind::Text), "-", &LineMeaning::Empty);
        check(Some(AnswerKind::Text), ".", &LineMeaning::Menu);
        check(Some(AnswerKind::Name), "2", &LineMeaning::Item(1));
        check(Some(AnswerKind::Name), "Buy", &LineMeaning::Text);
        assert_eq!(of("2", Some(AnswerKind::Name), &[]), LineMeaning::Text);
    }
}
