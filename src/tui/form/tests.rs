//! A form: moving, typing, errors at their fields.

use super::*;

fn form() -> Form {
    Form::new(
        vec![
            Field::text("name", "label-contact-name", 10, ""),
            Field::check("keep", "label-card-keep", false),
        ],
        "button-submit",
    )
}

fn typed(form: &mut Form, text: &str) {
    for c in text.chars() {
        form.key(Key::char(c));
    }
}

#[test]
fn moving_never_validates_and_keeps_what_was_typed() {
    let mut form = form();
    typed(&mut form, "Ana");
    assert_eq!(form.act(Action::ACTIVATE), Outcome::Left);
    assert_eq!(form.act(Action::TOGGLE), Outcome::Edited);
    assert_eq!(form.act(Action::ACTIVATE), Outcome::Left);
    assert_eq!(form.act(Action::ACTIVATE), Outcome::Submit);
    form.act(Action::PREVIOUS_FIELD);
    form.act(Action::PREVIOUS_FIELD);
    assert_eq!(
        (form.text("name"), form.is_checked("keep"), form.focused()),
        ("Ana", true, Some("name"))
    );
}

#[test]
fn an_error_stays_until_its_field_changes() {
    let mut form = form();
    form.refuse(
        "name",
        Refusal {
            code: "text-empty",
            args: Vec::new(),
        },
    );
    form.act(Action::NEXT_FIELD);
    form.focus_on_error();
    assert!(form.has_errors());
    typed(&mut form, "A");
    assert!(!form.has_errors());
}

/// A card number in a field of text was objected to only when the form was sent.
#[test]
fn a_card_number_is_told_as_soon_as_its_field_is_left() {
    let code = |form: &Form| form.fields[0].error.as_ref().map(|error| error.code);
    let text = || Field::text("name", "label-contact-name", 40, "");
    let number = Field::secret("number", "label-card-number", 19);
    for (fields, expected) in [
        (vec![text()], "card-number-in-text"),
        (vec![text(), number], "card-number-elsewhere"),
    ] {
        let mut form = Form::new(fields, "button-submit");
        typed(&mut form, "4242424242424242");
        assert_eq!(code(&form), None);
        assert_eq!(form.act(Action::NEXT_FIELD), Outcome::Left);
        assert_eq!(code(&form), Some(expected));
        assert_eq!(form.text("name"), "4242424242424242");
    }
}

#[test]
fn a_full_field_says_so_and_keeps_its_text() {
    let mut form = form();
    typed(&mut form, "0123456789x");
    assert_eq!(form.text("name"), "0123456789");
    assert!(form.has_errors());
}

/// A security code with a digit too many was told that the card number was too long.
#[test]
fn a_security_code_that_is_too_long_is_not_called_a_card_number() {
    let mut form = Form::new(vec![Field::secret("code", "label-card-code", 4)], "button-submit");
    typed(&mut form, "12345");
    let error = form.fields.first().and_then(|field| field.error.as_ref());
    assert_eq!(error.map(|error| error.code), Some("digits-too-many"));
    assert_eq!(form.secret("code").map(|code| code.digits().len()), Some(4));
}

#[test]
fn what_was_typed_is_taken_back_and_made_again_but_never_digits_of_a_card() {
    let mut form = form();
    typed(&mut form, "Ana");
    assert_eq!(form.act(Action::UNDO), Outcome::Edited);
    assert_eq!(form.text("name"), "");
    assert_eq!(form.act(Action::REDO), Outcome::Edited);
    assert_eq!(form.text("name"), "Ana");
    assert_eq!(form.act(Action::REDO), Outcome::Nothing);
    let mut form = Form::new(
        vec![Field::card_number("number", "label-card-number")],
        "button-submit",
    );
    typed(&mut form, "4242");
    let offered = |form: &Form| form.actions().iter().any(|hint| hint.action == Action::UNDO);
    assert!(!offered(&form));
    assert_eq!(form.act(Action::UNDO), Outcome::Nothing);
    assert_eq!(form.secret("number").unwrap().digits().len(), 4);
}

#[test]
fn a_field_that_is_pointed_at_gets_the_focus_and_is_neither_checked_nor_changed() {
    let mut form = form();
    assert_eq!(form.point(1), Outcome::Left);
    assert!(!form.is_checked("keep") && !form.has_errors());
    assert_eq!(form.point(1), Outcome::Edited);
    assert!(form.is_checked("keep"));
    assert_eq!(form.point(0), Outcome::Left);
    typed(&mut form, "A");
    assert_eq!(form.point(0), Outcome::Nothing);
    assert_eq!((form.text("name"), form.is_checked("keep")), ("A", true));
    assert_eq!(form.point(2), Outcome::Submit);
    assert_eq!(form.focused(), None);
}

mod area;

#[test]
fn what_is_shown_is_passed_through_and_never_typed_into() {
    let mut form = Form::new(
        vec![Field::shown(
            "files",
            "label-request-attachments",
            "none",
            Action::ATTACH,
        )],
        "button-submit",
    );
    assert_eq!(form.typing(), Typing::Nothing);
    typed(&mut form, "x");
    assert_eq!(form.act(Action::RIGHT), Outcome::Nothing);
    assert_eq!(form.act(Action::ACTIVATE), Outcome::Left);
    assert_eq!(form.act(Action::ACTIVATE), Outcome::Submit);
}

fn picker() -> Form {
    let names = ["California", "New Jersey", "New York"];
    let options = names.map(|name| (name.to_uppercase(), name.to_owned()));
    Form::new(
        vec![
            Field::list("state", "label-state-or-province", options.to_vec(), "CALIFORNIA"),
            Field::text("name", "label-contact-name", 10, ""),
        ],
        "button-submit",
    )
}

#[test]
fn an_open_list_has_the_keys_alone_and_is_closed_without_a_change() {
    let mut form = picker();
    let can = |form: &Form, action: Action| form.actions().iter().any(|hint| hint.action == action);
    assert!(!can(&form, Action::BACK) && can(&form, Action::RIGHT));
    typed(&mut form, " ");
    assert!(form.is_open() && can(&form, Action::BACK) && !can(&form, Action::RIGHT));
    assert_eq!(form.act(Action::DOWN), Outcome::Nothing);
    assert_eq!(form.act(Action::BACK), Outcome::Nothing);
    assert_eq!((form.is_open(), form.text("state")), (false, "CALIFORNIA"));
    typed(&mut form, "new");
    assert!(form.stays_open(Action::DOWN) && !form.stays_open(Action::NEXT_FIELD));
    assert_eq!(form.act(Action::DOWN), Outcome::Nothing);
    assert_eq!(form.act(Action::ACTIVATE), Outcome::Edited);
    assert_eq!((form.is_open(), form.text("state")), (false, "NEW YORK"));
    assert_eq!(form.focused(), Some("state"));
    assert_eq!(form.act(Action::ACTIVATE), Outcome::Left);
}

#[test]
fn a_list_is_opened_by_its_key_and_by_pointing_at_it_again() {
    let mut form = picker();
    form.act(Action::RIGHT);
    assert!(form.is_open());
    form.point(0);
    assert!(!form.is_open());
    form.point(0);
    assert_eq!(form.take(&ScreenEvent::PointedAtOption(1)), Some(Outcome::Edited));
    assert_eq!((form.is_open(), form.text("state")), (false, "NEW JERSEY"));
}
