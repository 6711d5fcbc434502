//! Booking money in: what is sent, what is refused where, and what is kept.

use super::asks::FinanceAsk;
use super::*;
use crate::domain::date::Timestamp;
use crate::domain::form_draft::{FormDraft, FormSubject};
use crate::domain::ids::{RequestId, UserId};
use crate::domain::money::{CurrencyCode, Money};
use crate::domain::receipt::{Receipt, Unallocated};
use crate::domain::user::{AnyRole, Denied, StaffRole};
use crate::services::error::Thing;
use crate::services::lines::Lines;
use crate::services::receipts::{Before, MoneyIn, NotBooked};
use crate::services::watch::Changed;
use crate::tui::layer::{Navigation, Screen};
use crate::tui::list::{ListAsk, ListPart};
use crate::tui::screens::asks::NewId;
use crate::tui::screens::testing::{ACCOUNT, ANA, BEN, Stage, only, order};
use crate::tui::term::event::{Key, KeyCode};

/// Answers a question for the list.
fn lines(asked: Step, orders: Vec<OrderView>) -> ListAnswer<OrderView> {
    ListAnswer {
        ticket: ticket(asked),
        part: Ok(ListPart::Page(Lines::whole(orders))),
    }
}

/// The ticket of a question for the list.
fn ticket(asked: Step) -> u64 {
    match only(asked) {
        ListAsk::<OrderView> {
            ticket,
            list: OrdersOf::AwaitingPayment,
            ..
        } => ticket,
        other => panic!("{other:?}"),
    }
}

fn opened(columns: u16, rows: u16) -> Stage<Finance> {
    let (mut stage, step) = Stage::open(Finance::new(), columns, rows);
    stage.answer(lines(step, vec![order(11, BEN), order(12, ANA)]));
    stage
}

/// The form of the first order that waits.
fn in_form(columns: u16, rows: u16) -> Stage<Finance> {
    let mut stage = opened(columns, rows);
    let DraftAsk::Money(account, subject) = only(stage.code(KeyCode::Enter)) else {
        panic!("what was left is asked for, and the id with it");
    };
    let draft = FormDraft::new(account, subject, RequestId::new(99));
    stage.answer(DraftAnswer::Left(Ok(Box::new(draft))));
    stage
}

fn sent(step: Step) -> MoneyIn {
    let FinanceAsk::Book(money) = only(step) else {
        panic!("it is to pay its order");
    };
    *money
}

/// What becomes of money that pays its order, or that is kept.
fn booked(money: &MoneyIn, kept: Option<Unallocated>) -> FinanceAnswer {
    let mut view = order(11, BEN);
    let mut receipt = Receipt {
        id: money.id,
        account: ACCOUNT,
        sent_for: money.number,
        payer_reference: money.payer_reference.clone(),
        entry: None,
        value_date: money.value_date,
        amount: money.amount,
        booked_by: ANA,
        booked_at: Timestamp(0),
        is_first_alike: true,
        parts: Vec::new(),
        waits: kept,
    };
    if kept.is_none() {
        view.order.receive(&mut receipt).unwrap();
        view.order.state = OrderState::Paid {
            expires: "2027-06-01".parse().unwrap(),
        };
    }
    FinanceAnswer(Ok(Box::new(Booked { receipt, order: view })))
}

fn too_late() -> ServiceError {
    ServiceError::DoesNotPay {
        reason: Unallocated::AfterDueDay,
        expected: Money::new(47_500, CurrencyCode::USD),
        due: Some("2026-06-21".parse().unwrap()),
    }
}

#[test]
fn the_form_knows_all_but_the_amount_and_what_was_typed_is_booked_once() {
    let mut stage = in_form(80, 24);
    stage.shows("Fabrikam sp. z o.o. owes $475.00, due July 20, 2026.");
    stage.shows("▸ Amount");
    stage.type_in("475.00");
    let money = sent(stage.submit());
    assert_eq!(money.id, ReceiptId::new(99));
    assert_eq!(money.number, order(11, BEN).order.number);
    assert_eq!(money.amount, Money::new(47_500, CurrencyCode::USD));
    assert_eq!(money.value_date, stage.context.today);
    assert!(money.payer_reference.ends_with(" 1234567"));
    assert!(stage.submit().requests.is_empty());
    let mut step = stage.answer(booked(&money, None));
    let subject = FormSubject::Receipt(Some(order(11, BEN).order.id));
    assert!(
        step.requests
            .pop()
            .is_some_and(|ask| ask.get() == Some(&DraftAsk::Discard(ACCOUNT, subject))),
        "what was sent ends its draft"
    );
    ticket(step);
    stage.shows("is paid: $475.00");
    stage.shows("New expiration date June 1, 2027");
    assert!(stage.footer().contains("Enter Close"));
    stage.code(KeyCode::Esc);
    stage.shows("Another order number");
}

#[test]
fn money_sent_before_its_id_was_there_goes_out_with_it() {
    let mut stage = opened(60, 18);
    stage.code(KeyCode::Enter);
    stage.type_in("475");
    assert_eq!(only::<NewId>(stage.submit()), NewId);
    let money = sent(stage.answer(MadeId(Ok(5))));
    assert_eq!(money.id, ReceiptId::new(5));
    let second = stage.answer(MadeId(Ok(6)));
    assert!(second.requests.is_empty());
}

#[test]
fn every_field_that_is_no_value_says_so_and_nothing_is_sent() {
    let mut stage = opened(80, 24);
    stage.code(KeyCode::Home);
    stage.code(KeyCode::Enter);
    stage.answer(MadeId(Ok(1)));
    stage.type_in("OD-1234");
    stage.focus("Amount");
    stage.type_in("47,5.0");
    stage.focus("Currency");
    stage.type_in("usd");
    stage.focus("Value date");
    stage.clear();
    stage.type_in("2026-06-23");
    assert!(stage.submit().requests.is_empty());
    stage.shows("✗ This isn't an order number.");
    stage.shows("✗ This isn't an amount.");
    stage.shows("✗ The value date is in the future.");
    stage.shows("▸ Order number");
    stage.focus("Currency");
    stage.clear();
    assert!(stage.submit().requests.is_empty());
    stage.shows("✗ Required.");
    // Whether it is an amount in any currency is told without one.
    stage.shows("✗ This isn't an amount.");
}

#[test]
fn nothing_is_no_money() {
    let mut stage = in_form(80, 24);
    stage.type_in("0");
    assert!(stage.submit().requests.is_empty());
    stage.shows("✗ This isn't an amount.");
}

#[test]
fn money_that_does_not_pay_is_kept_as_it_was_refused_and_only_when_asked() {
    let mut stage = in_form(60, 18);
    stage.type_in("470");
    let first = sent(stage.submit());
    stage.answer(FinanceAnswer(Err(too_late())));
    stage.shows("due date, June 21, 2026.");
    stage.shows("470");
    assert!(
        stage.footer().contains("Ctrl-N Record unallocated"),
        "{}",
        stage.footer()
    );
    // Another amount is another question.
    stage.type_in("0");
    assert!(!stage.footer().contains("Ctrl-N"), "{}", stage.footer());
    stage.code(KeyCode::Backspace);
    stage.submit();
    stage.answer(FinanceAnswer(Err(too_late())));
    // It is asked about first: how much, for which order, from whom.
    assert!(stage.press(Key::ctrl('n')).requests.is_empty());
    stage.shows("Record as unallocated?");
    stage.shows("$470.00 with value date June 22, 2026");
    assert!(stage.code(KeyCode::Esc).requests.is_empty());
    stage.hides("Record as unallocated?");
    stage.press(Key::ctrl('n'));
    let FinanceAsk::KeepUnallocated(kept) = only(stage.press(Key::char('y'))) else {
        panic!("not kept");
    };
    assert_eq!(*kept, first);
    stage.answer(booked(&kept, Some(Unallocated::AfterDueDay)));
    stage.shows("$470.00 was recorded as unallocated: the value date");
    stage.hides("New expiration date");
}

#[test]
fn money_like_what_was_booked_is_asked_about_and_booked_when_it_is_other_money() {
    let mut stage = in_form(80, 24);
    stage.type_in("475");
    let first = sent(stage.submit());
    assert!(!first.is_other_money);
    let before = Before {
        number: first.number,
        amount: first.amount,
        value_date: first.value_date,
    };
    let looks_booked = ServiceError::Receipt(NotBooked::LooksBooked(before));
    stage.answer(FinanceAnswer(Err(looks_booked)));
    stage.shows("Nothing was recorded again.");
    assert!(
        stage.footer().contains("Ctrl-N It's another payment"),
        "{}",
        stage.footer()
    );
    stage.press(Key::ctrl('n'));
    stage.shows("Record another payment?");
    let other = sent(stage.press(Key::char('y')));
    assert!(other.is_other_money);
    let used = ServiceError::Receipt(NotBooked::ReferenceUsed(before));
    stage.answer(FinanceAnswer(Err(used)));
    stage.shows("▸ Bank's reference");
    assert!(!stage.footer().contains("Ctrl-N"), "{}", stage.footer());
}

#[test]
fn an_order_that_is_not_there_is_told_at_its_number() {
    let mut stage = in_form(60, 18);
    stage.type_in("475");
    stage.submit();
    let missing = ServiceError::not_found(Thing::Order, "OD-1");
    stage.answer(FinanceAnswer(Err(missing)));
    stage.shows("▸ Order number");
    stage.shows("✗ There's no order");
    stage.shows("475");
}

#[test]
fn who_placed_the_order_is_told_why_somebody_else_books_it() {
    let mut stage = opened(60, 18);
    stage.code(KeyCode::Down);
    assert!(stage.code(KeyCode::Enter).requests.is_empty());
    stage.shows("✗ The person who placed an order can't");
    // By hand, the service says the same, and nothing is lost.
    stage.code(KeyCode::Home);
    stage.code(KeyCode::Enter);
    stage.answer(MadeId(Ok(1)));
    let number = order(12, ANA).order.number.to_string();
    stage.type_in(&number);
    stage.focus("Amount");
    stage.type_in("475");
    stage.focus("Currency");
    stage.type_in("USD");
    sent(stage.submit());
    stage.answer(FinanceAnswer(Err(ServiceError::OwnOrder)));
    stage.shows("✗ The person who placed an order can't");
    stage.shows(&number);
}

#[test]
fn what_was_typed_is_kept_under_the_id_that_it_would_be_booked_with_and_fills_only_what_is_untouched() {
    let mut stage = in_form(60, 18);
    stage.type_in("999");
    let DraftAsk::Keep(draft) = only(stage.tell(ScreenEvent::Leaving)) else {
        panic!("it is kept");
    };
    assert_eq!(draft.intent, RequestId::new(99));
    assert_eq!(draft.fields, [("amount".to_owned(), "999".to_owned())]);
    assert!(stage.tell(ScreenEvent::Leaving).requests.is_empty(), "once");

    let mut stage = opened(60, 18);
    stage.code(KeyCode::Enter);
    stage.answer(DraftAnswer::Left(Ok(draft.clone())));
    stage.shows("was restored");
    assert_eq!(sent(stage.submit()).id, ReceiptId::new(99));

    // Typed before it came, or left in another form.
    let mut stage = opened(60, 18);
    stage.code(KeyCode::Enter);
    stage.type_in("8");
    let mut both = draft.clone();
    both.fields.push(("currency".to_owned(), "EUR".to_owned()));
    stage.answer(DraftAnswer::Left(Ok(both)));
    stage.shows("EUR");
    stage.hides("999");
    stage.code(KeyCode::Esc);
    stage.press(Key::ctrl('d'));
    stage.code(KeyCode::Home);
    stage.code(KeyCode::Enter);
    stage.answer(DraftAnswer::Left(Ok(draft)));
    stage.hides("999");
    stage.hides("was restored");
}

#[test]
fn going_back_asks_before_an_amount_is_thrown_away() {
    let mut stage = in_form(60, 18);
    stage.code(KeyCode::Esc);
    stage.shows("Another order number");
    let DraftAsk::Money(account, subject) = only(stage.code(KeyCode::Enter)) else {
        panic!("what was left is asked for");
    };
    let draft = FormDraft::new(account, subject, RequestId::new(99));
    stage.answer(DraftAnswer::Left(Ok(Box::new(draft))));
    stage.type_in("475");
    stage.code(KeyCode::Esc);
    stage.shows("Leave without saving?");
    // It is no answer.
    stage.code(KeyCode::Enter);
    stage.shows("Leave without saving?");
    stage.code(KeyCode::Esc);
    stage.hides("Leave without saving?");
    stage.shows("475");
    stage.code(KeyCode::Esc);
    let left = stage.press(Key::char('y'));
    assert!(
        matches!(left.requests[0].get(), Some(DraftAsk::Keep(_))),
        "{:?}",
        left.requests
    );
    stage.shows("Another order number");
    stage.code(KeyCode::Enter);
    stage.type_in("475");
    stage.code(KeyCode::Esc);
    // Nothing keeps it before the draft came, and then nothing else is said.
    stage.shows("they will be deleted.");
    assert!(stage.press(Key::char('y')).requests.is_empty());
    let left = stage.press(Key::ctrl('d'));
    assert!(
        matches!(left.requests[0].get(), Some(DraftAsk::Discard(..))),
        "{:?}",
        left.requests
    );
    stage.shows("Another order number");
    assert!(matches!(stage.code(KeyCode::Esc).go, Some(Navigation::Back)));
}

/// What was on its way when one left was answered into the next order's form, or threw it away with its draft.
#[test]
fn a_booking_on_its_way_is_not_left_for_another_order() {
    let mut stage = in_form(80, 24);
    stage.type_in("475");
    let sent = stage.submit();
    assert!(!sent.requests.is_empty());
    for key in [KeyCode::Esc, KeyCode::Enter, KeyCode::Esc] {
        assert!(stage.code(key).go.is_none());
    }
    assert!(!stage.screen.asks_before_quitting());
    stage.press(Key::ctrl('d'));
    stage.shows("475");
    stage.hides("Another order number");
    stage.answer(FinanceAnswer(Err(too_late())));
    stage.shows("475");
    stage.code(KeyCode::Esc);
    stage.shows("Leave without saving?");
}

#[test]
fn the_list_follows_what_happens_and_the_caret_stays_on_its_order() {
    let mut stage = opened(80, 24);
    stage.shows("2 orders are awaiting payment");
    let step = stage.tell(ScreenEvent::Changed(Changed::everything()));
    // While an answer is on its way, one more question is enough for all that changes meanwhile.
    for _ in 0..3 {
        let more = stage.tell(ScreenEvent::Changed(Changed::everything()));
        assert!(more.requests.is_empty());
    }
    let again = stage.answer(lines(step, vec![order(10, UserId::new(9)), order(11, BEN)]));
    let number = order(11, BEN).order.number;
    stage.shows(&format!("▸ {number}"));
    stage.answer(lines(again, Vec::new()));
    stage.shows("No orders are awaiting payment.");
    let (rows, cursor) = stage.drawn();
    let button = rows.iter().position(|row| row.contains("Another order number"));
    assert_eq!(cursor.map(|at| usize::from(at.y)), button, "{rows:#?}");
}

#[test]
fn who_may_not_book_money_is_told_so() {
    let (mut stage, step) = Stage::open(Finance::new(), 60, 18);
    let denied = Denied::Role {
        needs: vec![AnyRole::Staff(StaffRole::Finance)],
    };
    stage.answer(ListAnswer::<OrderView> {
        ticket: ticket(step),
        part: Err(denied.into()),
    });
    stage.shows("Finance");
    stage.hides("Another order number");
    assert!(stage.code(KeyCode::Enter).requests.is_empty());
    assert!(matches!(stage.code(KeyCode::Esc).go, Some(Navigation::Back)));
}
