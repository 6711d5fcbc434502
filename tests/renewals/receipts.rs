//! Receipts and their parts: they add up, are never booked twice, and nothing of them is lost.

use offerdesk::domain::audit::AuditAction;
use offerdesk::domain::ids::ReceiptId;
use offerdesk::domain::money::{Money, currency};
use offerdesk::domain::order::OrderState;
use offerdesk::domain::receipt::{BankEntry, BankReference, Receipt, Unallocated};
use offerdesk::domain::user::{Grant, Role, StaffRole};
use offerdesk::services::error::ServiceError;
use offerdesk::services::orders::OrderView;
use offerdesk::services::receipts::{Booked, MoneyIn, NotBooked, ReceiptsOf, ReturnRest};

use crate::desk::{
    ANA, AUD, BEN, CONTOSO, Desk, FAY, SUE, WILGA, actor, money_for, offer_id, seller, transfer, user,
};

const WANTED: &str = "action-pack";

/// Ana's order of July 3 for 475 dollars, due August 2.
async fn waiting() -> (Desk, OrderView) {
    let desk = Desk::on("2026-07-03").await;
    desk.holds(CONTOSO, WANTED, "2026-06-22").await;
    let order = desk.renew(ANA, WANTED, transfer()).await.unwrap();
    (desk, order)
}

fn dollars(minor: i64) -> Money {
    Money::new(minor, currency("USD").unwrap())
}

async fn book(desk: &Desk, order: &OrderView, amount: &str, value_date: &str) -> Booked {
    let money = money_for(order, amount, value_date);
    desk.services.book_unallocated(&actor(FAY), &money).await.unwrap()
}

fn with_reference(money: MoneyIn, id: u128, reference: &str) -> MoneyIn {
    MoneyIn {
        id: ReceiptId::new(id),
        bank_reference: reference.to_owned(),
        ..money
    }
}

async fn all(desk: &Desk) -> Vec<Receipt> {
    let lines = desk
        .services
        .receipts(&actor(AUD), ReceiptsOf::All, None, 100)
        .await;
    lines
        .unwrap()
        .lines
        .into_iter()
        .map(|view| view.receipt)
        .collect()
}

async fn unallocated(desk: &Desk) -> Vec<(Money, Option<Unallocated>)> {
    let lines = desk
        .services
        .receipts(&actor(FAY), ReceiptsOf::Unallocated, None, 100)
        .await;
    let lines = lines.unwrap().lines.into_iter();
    lines
        .map(|view| (view.receipt.rest(), view.receipt.waits))
        .collect()
}

#[tokio::test]
async fn several_receipts_complete_one_order_on_the_latest_value_date_and_the_surplus_stays_visible() {
    let (desk, order) = waiting().await;
    desk.go_to("2026-07-20");
    let first = book(&desk, &order, "200.00 USD", "2026-07-10").await;
    assert_eq!(first.order.order.state, OrderState::AwaitingPayment);
    assert_eq!(first.order.order.missing(), dollars(27_500));
    assert_eq!(desk.expires(CONTOSO, WANTED).await, "2026-06-22");
    desk.adds_up().await;
    let second = book(&desk, &order, "300.00 USD", "2026-07-08").await;
    assert!(matches!(second.order.order.state, OrderState::Paid { .. }));
    assert_eq!(
        second.order.order.completed_on(),
        Some("2026-07-10".parse().unwrap())
    );
    assert_eq!(desk.expires(CONTOSO, WANTED).await, "2027-06-22");
    let rest = [(dollars(2_500), Some(Unallocated::Surplus))];
    assert_eq!(unallocated(&desk).await, rest);
    assert_eq!(all(&desk).await.len(), 2);
    desk.adds_up().await;
}

#[tokio::test]
async fn the_rest_of_the_money_in_time_pays_even_when_it_is_booked_after_the_due_day() {
    let (desk, order) = waiting().await;
    book(&desk, &order, "200.00 USD", "2026-07-03").await;
    desk.go_to("2026-08-20");
    let late = money_for(&order, "275.00 USD", "2026-08-03");
    let refused = desk.services.book_money(&actor(FAY), &late).await;
    let expected = ServiceError::DoesNotPay {
        reason: Unallocated::AfterDueDay,
        expected: dollars(27_500),
        due: order.order.due(),
    };
    assert_eq!(refused, Err(expected));
    let paid = book(&desk, &order, "275.00 USD", "2026-08-02").await;
    assert!(matches!(paid.order.order.state, OrderState::Paid { .. }));
    desk.adds_up().await;
}

#[tokio::test]
async fn a_value_date_may_lie_one_day_before_the_placing() {
    let (desk, order) = waiting().await;
    let early = money_for(&order, "475.00 USD", "2026-07-01");
    let refused = desk.services.book_money(&actor(FAY), &early).await;
    assert!(
        matches!(
            refused,
            Err(ServiceError::DoesNotPay {
                reason: Unallocated::BeforeOrder,
                ..
            })
        ),
        "{refused:?}"
    );
    let paid = book(&desk, &order, "475.00 USD", "2026-07-02").await;
    assert!(matches!(paid.order.order.state, OrderState::Paid { .. }));
    desk.adds_up().await;
}

/// The incident: the same entry of a bank statement was booked again, for another order and in other words.
#[tokio::test]
async fn the_same_bank_reference_is_never_booked_twice() {
    let (desk, order) = waiting().await;
    let money = with_reference(money_for(&order, "200.00 USD", "2026-07-03"), 1, "fi 2026/0001");
    desk.services.book_money(&actor(FAY), &money).await.unwrap();
    let before = desk.dump().await;
    let mut again = with_reference(money_for(&order, "200.01 USD", "2026-07-02"), 2, "FI2026/0001");
    for is_other_money in [false, true] {
        again.is_other_money = is_other_money;
        let refused = desk.services.book_unallocated(&actor(FAY), &again).await;
        assert!(
            matches!(
                refused,
                Err(ServiceError::Receipt(NotBooked::ReferenceUsed(before)))
                    if (before.number, before.amount) == (money.number, money.amount)
            ),
            "{refused:?}"
        );
    }
    assert_eq!(desk.dump().await, before);
    // Another account of the seller's has references of its own.
    let mut seller = seller();
    let mut accounts = seller.bank_accounts.iter_mut();
    let euro = accounts.find(|account| account.currency.code() == "EUR");
    euro.unwrap().number = offerdesk::domain::bank::AccountNumber::parse("0000 0000 0001").unwrap();
    desk.put(&seller).await;
    let euro = with_reference(money_for(&order, "200.00 EUR", "2026-07-03"), 3, "FI2026/0001");
    desk.services.book_unallocated(&actor(FAY), &euro).await.unwrap();
    desk.checked().await;
}

/// The incident: once a slip in the seller's account number was corrected, the same entry was booked again without a
/// question, because the account is a part of what the bank's reference is known by.
#[tokio::test]
async fn money_that_was_booked_before_the_sellers_account_was_corrected_is_asked_about() {
    let (desk, order) = waiting().await;
    let money = with_reference(money_for(&order, "200.00 USD", "2026-07-03"), 1, "FI 1");
    desk.services.book_money(&actor(FAY), &money).await.unwrap();
    let mut seller = seller();
    for account in &mut seller.bank_accounts {
        account.number = offerdesk::domain::bank::AccountNumber::parse("0000 0000 0001").unwrap();
    }
    desk.put(&seller).await;
    for reference in ["FI 1", "FI 2"] {
        let again = with_reference(money.clone(), 2, reference);
        let before = desk.dump().await;
        let refused = desk.services.book_money(&actor(FAY), &again).await;
        assert!(
            matches!(refused, Err(ServiceError::Receipt(NotBooked::LooksBooked(_)))),
            "{refused:?}"
        );
        assert_eq!(desk.dump().await, before);
    }
    let mut other = with_reference(money, 2, "FI 2");
    other.is_other_money = true;
    desk.services.book_money(&actor(FAY), &other).await.unwrap();
    desk.adds_up().await;
}

#[tokio::test]
async fn two_clerks_at_once_book_one_entry_of_the_bank_once_even_where_the_order_takes_nothing() {
    let (desk, order) = waiting().await;
    desk.put(&user(SUE, "Sue", Vec::new(), &[StaffRole::Finance]))
        .await;
    for (round, reference) in ["A1", ""].into_iter().enumerate() {
        let id = u128::try_from(round).unwrap() * 10;
        let amount = ["1.00 EUR", "2.00 EUR"][round];
        let money = money_for(&order, amount, "2026-07-03");
        let one = with_reference(money.clone(), id + 1, reference);
        let two = with_reference(money, id + 2, reference);
        let (fay, sue) = (actor(FAY), actor(SUE));
        let (first, second) = tokio::join!(
            desk.services.book_unallocated(&fay, &one),
            desk.services.book_unallocated(&sue, &two)
        );
        assert_eq!(
            usize::from(first.is_ok()) + usize::from(second.is_ok()),
            1,
            "{first:?} {second:?}"
        );
        assert_eq!(all(&desk).await.len(), round + 1);
    }
    desk.checked().await;
}

#[tokio::test]
async fn equal_money_without_a_reference_is_asked_about_and_booked_when_it_is_other_money() {
    let (desk, order) = waiting().await;
    book(&desk, &order, "200.00 USD", "2026-07-03").await;
    let mut again = with_reference(money_for(&order, "200.00 USD", "2026-07-03"), 2, "");
    let before = desk.dump().await;
    let refused = desk.services.book_money(&actor(FAY), &again).await;
    assert!(
        matches!(refused, Err(ServiceError::Receipt(NotBooked::LooksBooked(_)))),
        "{refused:?}"
    );
    assert_eq!(desk.dump().await, before);
    again.is_other_money = true;
    desk.services.book_money(&actor(FAY), &again).await.unwrap();
    // The bank's reference may be that of the money which was booked without one.
    let mut third = with_reference(money_for(&order, "200.00 USD", "2026-07-03"), 3, "B7");
    let refused = desk.services.book_money(&actor(FAY), &third).await;
    assert!(
        matches!(refused, Err(ServiceError::Receipt(NotBooked::LooksBooked(_)))),
        "{refused:?}"
    );
    third.is_other_money = true;
    let paid = desk.services.book_money(&actor(FAY), &third).await.unwrap();
    assert!(matches!(paid.order.order.state, OrderState::Paid { .. }));
    assert_eq!(
        unallocated(&desk).await,
        [(dollars(12_500), Some(Unallocated::Surplus))]
    );
    desk.adds_up().await;
}

/// The incident: the seller wrote the account's number with dashes, and money that was booked before was booked again.
#[tokio::test]
async fn the_same_entry_of_the_bank_is_known_again_however_account_and_reference_are_written() {
    let (desk, order) = waiting().await;
    let money = money_for(&order, "200.00 USD", "2026-07-03");
    let first = with_reference(money.clone(), 1, "REF 001");
    desk.services.book_money(&actor(FAY), &first).await.unwrap();
    let entry = first_entry(&desk).await;
    for account in [
        entry.account.clone(),
        format!("0{}", entry.account),
        entry.account.replace('1', "1-"),
    ] {
        for reference in ["REF 001", "ref001", "ＲEF 001", "REF\u{a0}00١"] {
            let again = BankEntry {
                account: account.clone(),
                reference: BankReference::parse(reference).unwrap().unwrap(),
            };
            assert_eq!(again.identity(), entry.identity(), "{account} {reference}");
        }
    }
    let second = with_reference(money.clone(), 2, "ＲEF 001");
    let refused = desk.services.book_money(&actor(FAY), &second).await;
    assert!(
        matches!(refused, Err(ServiceError::Receipt(NotBooked::ReferenceUsed(_)))),
        "{refused:?}"
    );
    // Another reference is another entry, without a question.
    let third = with_reference(money, 3, "REF 002");
    desk.services.book_money(&actor(FAY), &third).await.unwrap();
    desk.adds_up().await;
}

async fn first_entry(desk: &Desk) -> BankEntry {
    all(desk).await.remove(0).entry.unwrap()
}

#[tokio::test]
async fn unallocated_money_is_applied_to_an_order_or_returned() {
    let (desk, order) = waiting().await;
    let surplus = book(&desk, &order, "1000.00 USD", "2026-07-03").await;
    desk.holds(CONTOSO, "silver", "2026-06-30").await;
    desk.go_to("2026-07-10");
    let start = desk.wizard(BEN, "silver").await;
    let other = desk.buy(BEN, &start, transfer()).await.unwrap();
    let (id, number) = (surplus.receipt.id, other.order.number);
    let total = other.order.quote.total;
    let applied = desk
        .services
        .apply_receipt(&actor(FAY), id, number)
        .await
        .unwrap();
    assert_eq!(applied.taken, dollars(52_500).min_of(total));
    desk.adds_up().await;
    let audited = desk.audited(CONTOSO).await;
    assert!(
        audited
            .iter()
            .any(|(action, by, _)| (*action, *by) == (AuditAction::ReceiptApplied, Some(FAY)))
    );

    let late = book(&desk, &order, "5.00 USD", "2026-07-09").await;
    let back = ReturnRest {
        receipt: late.receipt.id,
        value_date: "2026-07-08".parse().unwrap(),
    };
    let refused = desk.services.return_rest(&actor(FAY), back).await;
    assert!(matches!(
        refused,
        Err(ServiceError::Receipt(NotBooked::ReturnedBeforeReceived { .. }))
    ));
    let back = ReturnRest {
        value_date: "2026-07-10".parse().unwrap(),
        ..back
    };
    let (money, view) = desk.services.return_rest(&actor(FAY), back).await.unwrap();
    assert_eq!((money, view.receipt.returned()), (dollars(500), dollars(500)));
    let again = desk.services.return_rest(&actor(FAY), back).await;
    assert_eq!(again, Err(NotBooked::NothingLeft.into()));
    desk.adds_up().await;
}

trait Least {
    fn min_of(self, other: Self) -> Self;
}

impl Least for Money {
    fn min_of(self, other: Self) -> Self {
        Self::new(self.minor.min(other.minor), self.currency)
    }
}

#[tokio::test]
async fn giving_an_order_up_frees_its_money_in_the_same_batch_and_the_next_order_may_have_it() {
    let (desk, order) = waiting().await;
    let part = book(&desk, &order, "200.00 USD", "2026-07-03").await;
    let before = desk.engine.facts().last_commit;
    let given_up = desk
        .services
        .give_up(&actor(BEN), order.order.number)
        .await
        .unwrap();
    assert_eq!(desk.engine.facts().last_commit, before + 1);
    assert_eq!(given_up.order.state, OrderState::Cancelled);
    assert_eq!(
        unallocated(&desk).await,
        [(dollars(20_000), Some(Unallocated::GivenUp))]
    );
    desk.adds_up().await;
    desk.go_to("2026-07-05");
    let again = desk.renew(ANA, WANTED, transfer()).await.unwrap();
    let applied = desk
        .services
        .apply_receipt(&actor(FAY), part.receipt.id, again.order.number)
        .await
        .unwrap();
    assert_eq!(applied.order.order.missing(), dollars(27_500));
    desk.adds_up().await;
}

#[tokio::test]
async fn an_overdue_order_that_gives_way_frees_its_money() {
    let (desk, order) = waiting().await;
    book(&desk, &order, "200.00 USD", "2026-07-03").await;
    desk.go_to("2026-08-03");
    let again = desk.renew(BEN, WANTED, desk.good().await).await.unwrap();
    assert!(matches!(again.order.state, OrderState::Paid { .. }));
    assert_eq!(
        unallocated(&desk).await,
        [(dollars(20_000), Some(Unallocated::GivenUp))]
    );
    desk.adds_up().await;
}

#[tokio::test]
async fn finance_gives_up_an_overdue_order_and_no_other() {
    let (desk, order) = waiting().await;
    book(&desk, &order, "200.00 USD", "2026-07-03").await;
    let number = order.order.number;
    let refused = desk.services.give_up(&actor(FAY), number).await;
    assert!(matches!(refused, Err(ServiceError::Denied(_))), "{refused:?}");
    desk.go_to("2026-08-03");
    for who in [SUE, AUD] {
        let refused = desk.services.give_up(&actor(who), number).await;
        assert!(matches!(refused, Err(ServiceError::Denied(_))), "{refused:?}");
    }
    desk.services.give_up(&actor(FAY), number).await.unwrap();
    assert_eq!(unallocated(&desk).await.len(), 1);
    desk.adds_up().await;
}

#[tokio::test]
async fn who_placed_an_order_neither_books_nor_applies_nor_returns_its_money() {
    let desk = Desk::on("2026-07-03").await;
    desk.holds(CONTOSO, WANTED, "2026-06-22").await;
    desk.holds(CONTOSO, "silver", "2026-06-22").await;
    let grants = vec![Grant {
        account: CONTOSO,
        role: Role::AdminAgent,
    }];
    desk.put(&user(BEN, "Ben", grants, &[StaffRole::Finance])).await;
    let own = desk.renew(BEN, WANTED, transfer()).await.unwrap();
    let other = desk.renew(ANA, "silver", transfer()).await.unwrap();
    let money = book(&desk, &other, "9.00 EUR", "2026-07-03").await;
    let of_own = book(&desk, &own, "9.00 EUR", "2026-07-03").await;
    let before = desk.dump().await;
    let ben = actor(BEN);
    let apply = desk
        .services
        .apply_receipt(&ben, money.receipt.id, own.order.number);
    assert_eq!(apply.await, Err(ServiceError::OwnOrder));
    let back = ReturnRest {
        receipt: of_own.receipt.id,
        value_date: desk.clock.today(),
    };
    assert_eq!(
        desk.services.return_rest(&ben, back).await,
        Err(ServiceError::OwnOrder)
    );
    for who in [ANA, SUE, AUD] {
        let who = actor(who);
        let apply = desk
            .services
            .apply_receipt(&who, money.receipt.id, other.order.number);
        let refused = apply.await;
        assert!(matches!(refused, Err(ServiceError::Denied(_))), "{refused:?}");
    }
    assert_eq!(desk.dump().await, before);
}

#[tokio::test]
async fn the_auditor_reads_what_is_awaited_and_what_came_in_and_changes_nothing() {
    let (desk, order) = waiting().await;
    book(&desk, &order, "9.00 EUR", "2026-07-03").await;
    let aud = actor(AUD);
    assert_eq!(
        desk.services
            .awaiting_payment(&aud, None, 9)
            .await
            .unwrap()
            .lines
            .len(),
        1
    );
    assert_eq!(
        desk.services
            .money_to_return(&aud, None, 9)
            .await
            .unwrap()
            .lines
            .len(),
        0
    );
    assert_eq!(all(&desk).await.len(), 1);
    let money = money_for(&order, "475.00 USD", "2026-07-03");
    let refused = desk.services.book_money(&aud, &money).await;
    assert!(matches!(refused, Err(ServiceError::Denied(_))), "{refused:?}");
    for who in [ANA, SUE] {
        let refused = desk
            .services
            .receipts(&actor(who), ReceiptsOf::All, None, 9)
            .await;
        assert!(matches!(refused, Err(ServiceError::Denied(_))), "{refused:?}");
    }
}

#[tokio::test]
async fn money_that_was_sent_for_the_order_of_another_company_can_be_applied() {
    let (desk, order) = waiting().await;
    desk.holds(WILGA, WANTED, "2026-06-30").await;
    let start = desk
        .services
        .open_wizard(&actor(ANA), WILGA, &offer_id(WANTED))
        .await
        .unwrap();
    let other = desk.buy(ANA, &start, transfer()).await.unwrap();
    let code = other.order.quote.total.currency.code();
    let amount = format!("1.00 {code}");
    let money = book(&desk, &order, &amount, "2026-07-03").await;
    let applied = desk
        .services
        .apply_receipt(&actor(FAY), money.receipt.id, other.order.number)
        .await
        .unwrap();
    assert_eq!(applied.receipt.receipt.waits, None);
    desk.adds_up().await;
}
