//! A list: what is typed shows entries, what is chosen is chosen by saying so, and whole answers.

use super::*;

fn list(value: &str) -> ListField {
    let names = ["California", "New Jersey", "New York", "Washington"];
    let options = names.map(|name| (name.to_uppercase(), name.to_owned()));
    ListField::new(options.to_vec(), value)
}

fn typed(list: &mut ListField, text: &str) {
    for c in text.chars() {
        list.key(Key::char(c));
    }
}

/// What is shown, and what was typed.
fn shown(list: &ListField) -> (Vec<&str>, &str) {
    let open = list.opened().unwrap();
    let names = open.shown().iter().map(|place| list.name_of(*place));
    (names.collect(), open.typed())
}

fn is_refused(list: &ListField) -> bool {
    list.opened().is_some_and(|open| open.refusal().is_some())
}

#[test]
fn letters_show_what_they_find_and_only_choosing_changes_the_value() {
    let mut list = list("CALIFORNIA");
    typed(&mut list, "new");
    assert_eq!(shown(&list), (vec!["New Jersey", "New York"], "new"));
    assert_eq!(list.value(), "CALIFORNIA");
    assert!(list.mark(Action::DOWN));
    assert!(list.take_marked());
    assert_eq!((list.value(), list.opened().is_some()), ("NEW YORK", false));
    typed(&mut list, "new j");
    list.close();
    assert_eq!(list.value(), "NEW YORK");
}

/// Seen: `zzzz` and going on chose Zambia, and `untied` the United Arab Emirates.
#[test]
fn whoever_goes_on_after_a_letter_that_was_left_out_keeps_the_former_entry() {
    let mut list = list("CALIFORNIA");
    for slip in ["wwww", "newq", "neqw"] {
        typed(&mut list, slip);
        assert!(!list.go_on());
        assert_eq!(
            (list.value(), list.opened().is_some()),
            ("CALIFORNIA", false),
            "{slip}"
        );
    }
    // What was erased is no slip any more, and whoever moves the mark says what is meant.
    typed(&mut list, "newq");
    list.key(Key::plain(KeyCode::Backspace));
    assert!(list.go_on());
    assert_eq!(list.value(), "NEW JERSEY");
    typed(&mut list, "newq");
    assert!(list.mark(Action::DOWN));
    assert!(list.go_on());
    assert_eq!(list.value(), "NEW YORK");
}

/// Seen: `qatarz` chose Zambia and `germanyy` Yemen, because a letter that no name goes on with began a new one.
#[test]
fn a_letter_that_no_name_goes_on_with_changes_nothing_and_it_is_said() {
    for (name, more) in [
        ("Qatar", "qatarz"),
        ("Germany", "germanyy"),
        ("Germany", "germzany"),
    ] {
        let names = ["Germany", "Qatar", "Yemen", "Zambia", "Zimbabwe"];
        let mut list = ListField::new(
            names.map(|name| (name.to_owned(), name.to_owned())).to_vec(),
            "Yemen",
        );
        typed(&mut list, more);
        assert_eq!(shown(&list).0, [name], "{more}");
        assert!(name.to_lowercase().starts_with(shown(&list).1), "{more}");
        assert!(list.take_marked());
        assert_eq!(list.value(), name, "{more}");
    }
    let mut list = countries();
    for letter in ["x", "ż", "7", "z"] {
        typed(&mut list, letter);
        assert!(is_refused(&list), "{letter}");
        assert_eq!(shown(&list).1, "", "{letter}");
        assert!(!list.take_marked(), "{letter}");
        assert_eq!(list.value(), "NL", "{letter}");
    }
}

#[test]
fn what_was_typed_is_taken_back_letter_by_letter_or_whole() {
    let mut list = list("WASHINGTON");
    typed(&mut list, "new y");
    list.key(Key::plain(KeyCode::Backspace));
    assert_eq!(shown(&list), (vec!["New Jersey", "New York"], "new "));
    list.key(Key::ctrl('u'));
    assert_eq!(shown(&list).1, "");
    // The mark is on what is chosen, so that choosing changes nothing.
    assert!(!list.take_marked());
    assert_eq!(list.value(), "WASHINGTON");
}

#[test]
fn the_blank_opens_a_closed_list_and_is_text_in_an_open_one() {
    let mut list = list("WASHINGTON");
    typed(&mut list, " ");
    assert_eq!(shown(&list).0.len(), 4);
    typed(&mut list, " new y");
    assert_eq!(shown(&list), (vec!["New York"], "new y"));
    list.close();
    typed(&mut list, "york ");
    assert_eq!(shown(&list), (vec!["New York"], "york "));
}

#[test]
fn a_whole_answer_is_a_code_a_name_or_the_part_of_one_that_fits_only_one() {
    let mut list = list("CALIFORNIA");
    for (answer, found, value) in [
        ("washington", ListMatch::One, "WASHINGTON"),
        ("new y", ListMatch::One, "NEW YORK"),
        ("jersey", ListMatch::One, "NEW JERSEY"),
        ("new", ListMatch::Several, "NEW JERSEY"),
        ("oregon", ListMatch::None, "NEW JERSEY"),
        ("qatarz", ListMatch::None, "NEW JERSEY"),
        ("", ListMatch::None, "NEW JERSEY"),
    ] {
        assert_eq!(list.find(answer), found, "{answer}");
        assert_eq!(list.value(), value, "{answer}");
    }
    list.find("new");
    assert_eq!(
        list.few(2),
        [("NEW JERSEY", "New Jersey"), ("NEW YORK", "New York")]
    );
    list.close();
    assert_eq!(list.few(2), []);
}

#[test]
fn letters_find_a_name_by_any_word_of_it_and_without_its_marks() {
    let check = |list: &mut ListField, text: &str, name: &str| {
        typed(list, text);
        assert_eq!(shown(list).0.first(), Some(&name), "{text}");
        list.close();
    };
    check(&mut list("CALIFORNIA"), "york", "New York");
    let names = ["Francja", "Łotwa", "Włochy", "Wielka Brytania"];
    let names = names.map(|name| (name.to_owned(), name.to_owned()));
    let mut countries = ListField::new(names.to_vec(), "Francja");
    check(&mut countries, "lot", "Łotwa");
    check(&mut countries, "brytania", "Wielka Brytania");
    check(&mut countries, "WŁ", "Włochy");
}

fn countries() -> ListField {
    let names = [
        ("DE", "Germany"),
        ("NL", "Netherlands"),
        ("UA", "Ukraine"),
        ("GB", "United Kingdom"),
    ];
    let options = names.map(|(code, name)| (code.to_owned(), name.to_owned()));
    let mut list = ListField::new(options.to_vec(), "NL");
    let others = [("GB", "UK"), ("GB", "Great Britain"), ("NL", "Holland")];
    list.called(others.map(|(code, name)| (code.to_owned(), name.to_owned())));
    list
}

/// Seen: `gb` chose Germany, because nothing begins so and the first letter had been taken alone.
#[test]
fn gb_and_uk_choose_the_united_kingdom() {
    for (letters, value) in [
        ("gb", "GB"),
        ("uk", "GB"),
        ("ukr", "UA"),
        ("great", "GB"),
        ("holl", "NL"),
        ("ger", "DE"),
    ] {
        let mut list = countries();
        typed(&mut list, letters);
        list.take_marked();
        assert_eq!(list.value(), value, "{letters}");
    }
    let mut list = countries();
    assert_eq!((list.find("uk"), list.value()), (ListMatch::One, "GB"));
    assert_eq!((list.find("Great Britain"), list.value()), (ListMatch::One, "GB"));
}

#[test]
fn a_pasted_name_is_chosen_at_once_and_one_that_is_unknown_leaves_an_open_list_open() {
    let mut list = countries();
    assert_eq!(list.paste(" germany\n"), Ok(true));
    assert_eq!(list.value(), "DE");
    assert!(list.paste("Atlantis").is_err());
    typed(&mut list, "u");
    assert_eq!(list.paste("Atlantis"), Ok(false));
    assert!(is_refused(&list));
    assert_eq!((shown(&list).1, list.value()), ("u", "DE"));
}

#[test]
fn a_value_that_is_not_offered_is_kept() {
    assert_eq!(list("OREGON").value(), "OREGON");
    let mut list = list("");
    list.open();
    assert!(!list.take_marked());
    assert_eq!(list.value(), "");
}
