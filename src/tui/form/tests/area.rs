//! An area in a form: where the keys go, what they are called, and how it looks.

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::*;
use crate::i18n::Locale;
use crate::tui::canvas::{Canvas, Target, Targets};
use crate::tui::layer::Context;
use crate::tui::screens::testing::fresh_context;
use crate::tui::term::event::{KeyCode, Mods, Paste};
use crate::tui::theme::Theme;

/// A form with a line, an area and a tick, and the focus on the area.
fn form(limit: usize, text: &str) -> Form {
    let mut form = Form::new(
        vec![
            Field::text("subject", "label-company", 40, "Fabrikam"),
            Field::area("description", "label-contact-name", limit, text),
            Field::check("keep", "label-card-keep", false),
        ],
        "button-submit",
    );
    form.focus_on("description");
    form
}

/// Presses a key as the session does.
fn press(form: &mut Form, key: Key) -> Outcome {
    let keymap = crate::tui::keymap::Keymap::default();
    let possible = form.actions();
    match keymap.action_of(key, form.typing().is_on(), &possible) {
        Some(action) => form.act(action),
        None => form.key(key),
    }
}

fn code(form: &mut Form, code: KeyCode) -> Outcome {
    press(form, Key::plain(code))
}

fn drawn(form: &Form, context: &Context, area: Rect) -> (Vec<String>, Option<Position>, Targets) {
    let mut buffer = Buffer::empty(Rect::from((Position::ORIGIN, context.size)));
    let mut canvas = Canvas::with_targets(&mut buffer);
    FormView::new(form).draw(&mut canvas, area, context);
    let (cursor, targets) = (canvas.cursor(), canvas.into_targets());
    let rows = (area.y..area.bottom()).map(|y| {
        let row: String = (area.x..area.right()).map(|x| buffer[(x, y)].symbol()).collect();
        row.trim_end().to_owned()
    });
    (rows.collect(), cursor, targets)
}

/// What is drawn on a screen of that size, between header and footer.
fn check(form: &Form, (width, height): (u16, u16), cursor: Option<(u16, u16)>, expected: &[&str]) {
    let context = fresh_context(Locale::EnUs, width, height);
    let (rows, position, _) = drawn(form, &context, Rect::new(0, 0, width, height - 4));
    let used = rows
        .iter()
        .rposition(|row| !row.is_empty())
        .map_or(0, |last| last + 1);
    assert_eq!(rows[..used].join("\n"), expected.join("\n"));
    assert_eq!(position, cursor.map(Position::from));
}

#[test]
fn enter_is_a_line_break_and_is_called_so() {
    let mut form = form(100, "one");
    assert_eq!(code(&mut form, KeyCode::Enter), Outcome::Edited);
    typed(&mut form, "two");
    assert_eq!(form.text("description"), "one\ntwo");
    let held = Key {
        code: KeyCode::Enter,
        mods: Mods::ALT,
    };
    assert_eq!(press(&mut form, held), Outcome::Edited);
    assert_eq!(form.text("description"), "one\ntwo\n");
    let label = |form: &Form, action| {
        let actions = form.actions();
        let hint = actions.iter().find(|hint| hint.action == action);
        hint.map(|hint| (hint.label_key(), hint.in_footer))
    };
    assert_eq!(label(&form, Action::ACTIVATE), Some(("action-new-line", true)));
    assert_eq!(
        label(&form, Action::NEXT_FIELD),
        Some(("action-next-field", true))
    );
    assert_eq!(press(&mut form, Key::ctrl('s')), Outcome::Submit);
    assert_eq!(code(&mut form, KeyCode::Tab), Outcome::Left);
    assert_eq!(label(&form, Action::ACTIVATE), Some(("action-next-field", true)));
    assert_eq!(
        label(&form, Action::NEXT_FIELD),
        Some(("action-next-field", false))
    );
    assert_eq!(code(&mut form, KeyCode::BackTab), Outcome::Left);
    assert_eq!(form.focused(), Some("description"));
}

#[test]
fn up_and_down_leave_an_area_from_its_ends_only() {
    let mut form = form(100, "one\ntwo\nthree");
    for _ in 0..2 {
        assert_eq!(code(&mut form, KeyCode::Up), Outcome::Nothing);
        assert_eq!(form.focused(), Some("description"));
    }
    assert_eq!(code(&mut form, KeyCode::Up), Outcome::Left);
    assert_eq!(form.focused(), Some("subject"));
    code(&mut form, KeyCode::Down);
    for _ in 0..2 {
        assert_eq!(code(&mut form, KeyCode::Down), Outcome::Nothing);
    }
    code(&mut form, KeyCode::Down);
    assert_eq!(form.focused(), Some("keep"));
    code(&mut form, KeyCode::Up);
    code(&mut form, KeyCode::PageUp);
    code(&mut form, KeyCode::Home);
    typed(&mut form, "<");
    code(&mut form, KeyCode::PageDown);
    code(&mut form, KeyCode::End);
    typed(&mut form, ">");
    assert_eq!(form.text("description"), "<one\ntwo\nthree>");
}

#[test]
fn the_keys_that_edit_work_in_an_area() {
    let mut form = form(100, "one two\nthree");
    assert_eq!(form.typing(), Typing::Text);
    press(&mut form, Key::ctrl('w'));
    assert_eq!(form.text("description"), "one two\n");
    let whole = |code| Key {
        code,
        mods: Mods::CTRL,
    };
    press(&mut form, whole(KeyCode::Home));
    press(&mut form, whole(KeyCode::Right));
    press(&mut form, Key::ctrl('k'));
    assert_eq!(form.text("description"), "one\n");
    assert_eq!(press(&mut form, Key::alt('u')), Outcome::Edited);
    assert_eq!(press(&mut form, Key::alt('u')), Outcome::Edited);
    assert_eq!(form.text("description"), "one two\nthree");
    assert_eq!(press(&mut form, Key::ctrl('y')), Outcome::Edited);
    press(&mut form, whole(KeyCode::End));
    code(&mut form, KeyCode::Backspace);
    assert_eq!(form.text("description"), "one two");
    form.set_text("description", "a\nb");
    assert_eq!(form.text("description"), "a\nb");
}

#[test]
fn a_paste_that_does_not_fit_is_refused_at_its_field_and_changes_nothing() {
    let mut form = form(12, "one");
    assert_eq!(form.paste(&Paste::new("\ntwo\n".to_owned())), Outcome::Edited);
    assert_eq!(form.paste(&Paste::new("three".to_owned())), Outcome::Nothing);
    assert!(form.has_errors());
    assert_eq!(form.text("description"), "one\ntwo\n");
    typed(&mut form, "3");
    assert!(!form.has_errors());
}

#[test]
fn the_rows_are_those_that_were_drawn_last() {
    let mut form = form(200, "one two three four five six seven eight nine ten");
    let small = fresh_context(Locale::EnUs, 60, 18);
    drawn(&form, &small, Rect::new(0, 0, 30, 14));
    assert_eq!(
        code(&mut form, KeyCode::Up),
        Outcome::Nothing,
        "it takes several rows there"
    );
    code(&mut form, KeyCode::Down);
    drawn(&form, &small, Rect::new(0, 0, 60, 14));
    code(&mut form, KeyCode::Up);
    assert_eq!(code(&mut form, KeyCode::Up), Outcome::Left, "and two rows here");
}

#[test]
fn an_area_is_pointed_at_anywhere_and_its_signs_turn_its_page() {
    let mut form = form(100, "1\n2\n3\n4\n5\n6\n7\n8\n9");
    form.focus_on("subject");
    let context = fresh_context(Locale::EnUs, 80, 24);
    let (rows, cursor, targets) = drawn(&form, &context, Rect::new(0, 0, 80, 20));
    let below = rows.iter().position(|row| row.contains('▼')).unwrap();
    let sign = rows[below].chars().position(|c| c == '▼').unwrap();
    let sign = Position::new(u16::try_from(sign).unwrap(), u16::try_from(below).unwrap());
    assert_eq!(targets.at(sign), Some(Target::Field(1)));
    assert_ne!(cursor.unwrap().y, sign.y);
    assert_eq!(form.point(1), Outcome::Left);
    form.act(Action::PAGE_UP);
    let (_, _, targets) = drawn(&form, &context, Rect::new(0, 0, 80, 20));
    assert_eq!(targets.at(sign), Some(Target::Action(Action::PAGE_DOWN)));
    assert_eq!(targets.at(Position::new(0, sign.y)), Some(Target::Field(1)));
    assert!(form.actions().iter().any(|hint| hint.action == Action::PAGE_DOWN));
}

#[test]
fn on_the_smallest_screen_an_area_has_three_rows() {
    let form = form(1000, "The invoice names the former address.\nPlease correct it.");
    let rows = [
        "  Company       Fabrikam",
        "▸ Contact name  ╭────────────────────────────────────────╮",
        "                │ The invoice names the former address.  │",
        "                │ Please correct it.                     │",
        "                │                                        │",
        "                ╰────────────────────────────────────────╯",
        "  [ ] Save this card",
        "",
        "   Submit",
    ];
    check(&form, (60, 18), Some((36, 3)), &rows);
}

#[test]
fn on_a_usual_screen_it_has_more_and_says_what_is_left() {
    let form = form(60, "The invoice names the former address.\nPlease correct it.");
    let mut rows = vec![
        "  Company       Fabrikam",
        "▸ Contact name  ╭────────────────────────────────────────────────────────────╮",
        "                │ The invoice names the former address.                      │",
        "                │ Please correct it.                                         │",
        "                │                                                            │",
        "                │                                                            │",
        "                │                                                            │",
        "                ╰────────────────────────────────────────────────────────────╯",
        "  [ ] Save this card",
        "",
        "   Submit",
    ];
    // What helps has its own row at the bottom, so that nothing moves when it is there.
    rows.resize(19, "");
    rows.push("Room for 4 more bytes.");
    check(&form, (80, 24), Some((36, 3)), &rows);
}

#[test]
fn without_the_keys_it_shows_its_beginning_and_what_is_wrong_stands_below_it() {
    let mut form = form(1000, "1\n2\n3\n4\n5");
    form.refuse("description", too_long());
    form.act(Action::PREVIOUS_FIELD);
    let rows = [
        "▸ Company       Fabrikam",
        "  Contact name  ╭────────────────────────────────────────╮",
        "                │ 1                                      │",
        "                │ 2                                      │",
        "                │ 3                                     ▼│",
        "                ╰────────────────────────────────────────╯",
        "                ✗ This field is full. Its content is kept.",
        "                Shorten it first.",
        "  [ ] Save this card",
        "",
        "   Submit",
    ];
    check(&form, (60, 18), Some((24, 0)), &rows);
}

#[test]
fn where_a_form_is_too_high_one_sees_where_one_types() {
    let mut form = form(1000, "1\n2\n3");
    let context = Context {
        theme: Theme::plain().ascii(),
        keymap: Arc::default(),
        ..fresh_context(Locale::EnUs, 60, 18)
    };
    for height in 1..9 {
        for _ in 0..3 {
            let area = Rect::new(0, 2, 60, height);
            let (rows, cursor, _) = drawn(&form, &context, area);
            let cursor = cursor.unwrap();
            assert!(area.contains(cursor), "{cursor:?} in\n{}", rows.join("\n"));
            code(&mut form, KeyCode::Up);
        }
        form.focus_on("description");
        form.act(Action::PAGE_DOWN);
    }
    let (_, cursor, _) = drawn(&form, &context, Rect::new(0, 2, 60, 0));
    assert_eq!(cursor, None, "there is no row for it");
}
