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
    assert_eq!(form.act(Action::Activate), Outcome::Left);
    assert_eq!(form.act(Action::Toggle), Outcome::Edited);
    assert_eq!(form.act(Action::Activate), Outcome::Left);
    assert_eq!(form.act(Action::Activate), Outcome::Submit);
    form.act(Action::PreviousField);
    form.act(Action::PreviousField);
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
    form.act(Action::NextField);
    form.focus_on_error();
    assert!(form.has_errors());
    typed(&mut form, "A");
    assert!(!form.has_errors());
}

#[test]
fn a_full_field_says_so_and_keeps_its_text() {
    let mut form = form();
    typed(&mut form, "0123456789x");
    assert_eq!(form.text("name"), "0123456789");
    assert!(form.has_errors());
}
