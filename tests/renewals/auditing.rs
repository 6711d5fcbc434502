//! The audit log as the Auditor reads it.

use offerdesk::domain::audit::AuditAction;
use offerdesk::services::audit_log::AuditFilter;
use offerdesk::services::error::ServiceError;

use crate::desk::{ANA, AUD, CONTOSO, Desk, FAY, SUE, WILGA, actor, money_for, transfer};

const WANTED: &str = "action-pack";

async fn actions(desk: &Desk, filter: AuditFilter, limit: usize) -> (Vec<AuditAction>, bool) {
    let found = desk.services.audit_entries(&actor(AUD), &filter, limit).await;
    let (lines, more) = found.unwrap();
    assert!(
        lines.windows(2).all(|pair| pair[0].at >= pair[1].at),
        "the newest first"
    );
    (lines.into_iter().map(|line| line.action).collect(), more)
}

#[tokio::test]
async fn the_auditor_reads_the_newest_entries_by_account_order_person_and_day() {
    let desk = Desk::on("2026-07-03").await;
    desk.holds(CONTOSO, WANTED, "2026-06-22").await;
    let order = desk.renew(ANA, WANTED, transfer()).await.unwrap();
    desk.go_to("2026-07-05");
    let money = money_for(&order, "475.00 USD", "2026-07-05");
    desk.services.book_money(&actor(FAY), &money).await.unwrap();
    let all = AuditFilter::default();
    let (newest, more) = actions(&desk, all.clone(), 2).await;
    assert!(more);
    let booked = [
        AuditAction::ReceiptBooked,
        AuditAction::OrderPaid,
        AuditAction::OrderPlaced,
    ];
    assert_eq!(newest, booked[..2]);
    let of_order = AuditFilter {
        order: Some(order.order.id),
        ..all.clone()
    };
    assert_eq!(
        actions(&desk, of_order.clone(), 9).await,
        (booked.to_vec(), false)
    );
    let by_ana = AuditFilter {
        actor: Some(ANA),
        ..of_order.clone()
    };
    assert_eq!(actions(&desk, by_ana, 9).await.0, [AuditAction::OrderPlaced]);
    let (from, through) = ("2026-07-05".parse().unwrap(), "2026-07-04".parse().unwrap());
    let since = AuditFilter {
        since: Some(from),
        ..of_order.clone()
    };
    assert_eq!(actions(&desk, since, 9).await.0, booked[..2]);
    let until = AuditFilter {
        until: Some(through),
        ..of_order
    };
    assert_eq!(actions(&desk, until, 9).await.0, booked[2..]);
    let elsewhere = AuditFilter {
        account: Some(WILGA),
        actor: Some(FAY),
        ..all.clone()
    };
    assert_eq!(actions(&desk, elsewhere, 9).await.0, []);
    for who in [ANA, FAY, SUE] {
        let refused = desk.services.audit_entries(&actor(who), &all, 9).await;
        assert!(matches!(refused, Err(ServiceError::Denied(_))), "{refused:?}");
    }
}
