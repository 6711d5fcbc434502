//! Returning money: what is sent, what is refused where, and what is kept.

use super::*;
use crate::domain::ids::RequestId;
use crate::services::lines::Lines;
use crate::tui::layer::Navigation;
use crate::tui::list::{ListAsk, ListPart};
use crate::tui::screens::testing::{BEN, Stage, only, order};
use crate::tui::term::event::{Key, KeyCode};

fn opened() -> Stage<Returns> {
    let (mut stage, step) = Stage::open(Returns::new(), 80, 24);
    let ListAsk::<OrderView> { ticket, list, .. } = only(step);
    assert_eq!(list, OrdersOf::ToReturn);
    let orders = Lines::whole(vec![order(11, BEN), order(12, BEN)]);
    stage.answer(ListAnswer::<OrderView> {
        ticket,
        part: Ok(ListPart::Page(orders)),
    });
    stage
}

/// The form of the first order.
fn in_form() -> Stage<Returns> {
    let mut stage = opened();
    let DraftAsk::Money(account, subject) = only(stage.code(KeyCode::Enter)) else {
        panic!("what was left is asked for");
    };
    let draft = FormDraft::new(account, subject, RequestId::new(99));
    stage.answer(DraftAnswer::Left(Ok(Box::new(draft))));
    stage
}

#[test]
fn the_day_is_checked_kept_after_a_pause_and_sent_once() {
    let mut stage = in_form();
    stage.shows("Return $475.00 to Fabrikam sp. z o.o.");
    // Whom to ask where it is to go.
    stage.shows("Contact Jan Kowalski, +48221234567, jan@fabrikam.example");
    stage.clear();
    assert!(stage.submit().requests.is_empty());
    stage.shows("✗");
    stage.type_in("2026-06-2");
    let pause = stage.press(Key::char('0')).pauses;
    let [(edits, _)] = pause.as_slice() else {
        panic!("{pause:?}");
    };
    assert!(stage.tell(ScreenEvent::Pause(edits - 1)).requests.is_empty());
    let DraftAsk::Keep(draft) = only(stage.tell(ScreenEvent::Pause(*edits))) else {
        panic!("the day is kept");
    };
    assert_eq!(draft.text(DAY), "2026-06-20");
    assert!(stage.submit().requests.is_empty());
    stage.shows("Mark as returned?");
    stage.shows("$475.00 to Fabrikam sp. z o.o. for order");
    stage.shows("value date June 20, 2026");
    let ReturnsAsk(money) = only(stage.press(Key::char('y')));
    assert_eq!(money.value_date, "2026-06-20".parse().unwrap());
    assert!(stage.submit().requests.is_empty(), "it is sent once");
    stage.code(KeyCode::Esc);
    stage.shows("▸ Value date (YYYY-MM-DD) 2026-06-20");
    stage.answer(ReturnsAnswer(Ok(Box::new(order(11, BEN)))));
    stage.hides("▸ Value date");
    stage.shows("✓");
    stage.code(KeyCode::Down);
    stage.hides("✓");
}

#[test]
fn a_refusal_of_the_day_stands_at_the_day_and_any_other_below_the_form() {
    let mut stage = in_form();
    stage.submit();
    stage.press(Key::char('y'));
    stage.answer(ReturnsAnswer(Err(ServiceError::ValueDateInFuture)));
    let rows = stage.rows();
    let row = rows.iter().position(|row| row.contains("▸ Value date")).unwrap();
    assert!(rows[row + 1].contains('✗'), "{rows:#?}");
    stage.submit();
    stage.press(Key::char('y'));
    stage.answer(ReturnsAnswer(Err(ServiceError::Interrupted)));
    stage.shows("✗ This was interrupted.");
}

#[test]
fn going_back_leads_to_the_list_and_then_away() {
    let mut stage = in_form();
    assert!(stage.code(KeyCode::Esc).go.is_none());
    stage.shows("▸ OD-");
    assert!(matches!(stage.code(KeyCode::Esc).go, Some(Navigation::Back)));
}
