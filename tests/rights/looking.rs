//! Looking: at accounts and what is in them, at who one is and how one likes it.

use offerdesk::i18n::{I18n, Locale};
use offerdesk::services::audit_log::AuditOf;
use offerdesk::services::due::{DueOrder, DueWanted};
use offerdesk::services::lines::Place;
use offerdesk::services::search::ListFilter;

use crate::desk::{CONTOSO, account, american};
use crate::seen::{Ended, Shown, there};
use crate::table::{Group, Row, tries};
use crate::world::World;

/// A filter of a list.
pub fn filter(text: &str) -> ListFilter {
    ListFilter {
        text: text.to_owned(),
        i18n: I18n::new(Locale::EnUs),
    }
}

fn number(world: &World) -> String {
    world.order().order.number.to_string()
}

#[rustfmt::skip]
pub fn group() -> Group {
    Group {
        title: "Looking",
        rows: vec![
            Row {
                what: "See an account's offers, orders, saved cards and legal profile",
                rule: "The four roles view what their company holds; whoever sells sees every account, because what is decided, booked and audited is there.",
                expected: "yyyy n yyy n d d",
                tries: tries! {
                    offers_page @ Window: |w, a| w.services().offers_page(&a, CONTOSO).await.seen();
                    orders @ Ordered: |w, a| w.services().orders(&a, CONTOSO, None, 10).await.seen();
                    find_orders @ Ordered: |w, a| w.services().find_orders(&a, CONTOSO, &filter("OD")).await.seen();
                    saved_cards @ CardKept: |w, a| w.services().saved_cards(&a, CONTOSO, None, 10).await.seen();
                    find_saved_cards @ CardKept: |w, a| w.services().find_saved_cards(&a, CONTOSO, &filter("Visa")).await.seen();
                    usable_cards @ CardKept: |w, a| w.services().usable_cards(&a, CONTOSO).await.seen();
                    card_kept @ CardKept: |w, a| w.services().card_kept(&a, CONTOSO).await.seen();
                    legal_profile @ Window: |w, a| w.services().legal_profile(&a, CONTOSO).await.seen();
                },
            },
            Row {
                what: "Find an account or an order, or open one by its number",
                rule: "What somebody may not see is not there for them: that it exists is not to be found out.",
                expected: "yyyy h yyy h d d",
                tries: tries! {
                    accounts @ Window: |w, a| {
                        let accounts = w.services().accounts(&a, None, 10).await;
                        accounts.shown(|lines| there(lines.lines.iter().any(|line| line.id == CONTOSO)))
                    };
                    find_accounts @ Window: |w, a| {
                        let found = w.services().find_accounts(&a, &filter("Contoso")).await;
                        found.shown(|found| there(found.lines.iter().any(|line| line.id == CONTOSO)))
                    };
                    account_by_mpn_id @ Window: |w, a| {
                        let mpn_id = account(CONTOSO, "Contoso", &american()).mpn_id;
                        w.services().account_by_mpn_id(&a, &mpn_id).await.seen()
                    };
                    find @ Ordered: |w, a| {
                        w.services().find(&a, &number(w), 10).await.shown(|hits| there(!hits.is_empty()))
                    };
                    find @ Window: |w, a| {
                        w.services().find(&a, "Contoso", 10).await.shown(|hits| there(!hits.is_empty()))
                    };
                    order @ Ordered: |w, a| w.services().order(&a, w.order().order.number).await.seen();
                    order_by_id @ Ordered: |w, a| {
                        let order = w.services().order_by_id(&a, w.order().order.id).await;
                        order.shown(|order| there(order.is_some()))
                    };
                },
            },
            Row {
                what: "See what has to be done in the accounts in which one holds a role",
                rule: "Due is of one's own accounts; staff have their queues.",
                expected: "yyyy h hhh h d d",
                tries: tries! {
                    due @ Window: |w, a| {
                        let due = w.services().due(&a, DueWanted::default()).await;
                        due.shown(|due| there(due.rows.iter().any(|row| row.account == CONTOSO)))
                    };
                    due_lines @ Window: |w, a| {
                        let due = w.services().due_lines(&a, DueOrder::Day, Place::Start, 50).await;
                        due.shown(|due| there(due.lines.iter().any(|row| row.account == CONTOSO)))
                    };
                    find_due @ Window: |w, a| {
                        let found = w.services().find_due(&a, DueOrder::Day, &filter("Contoso")).await;
                        found.shown(|found| there(found.lines.iter().any(|row| row.account == CONTOSO)))
                    };
                    next_opening @ Ahead: |w, a| {
                        let next = w.services().next_opening(&a).await;
                        next.shown(|next| there(next.is_some()))
                    };
                    due_months @ Ahead: |w, a| {
                        let counted = w.services().due_months(&a).await;
                        counted.shown(|counted| there(counted.months.iter().any(|month| month.count > 0)))
                    };
                },
            },
            Row {
                what: "Be somebody here, with a language, a theme and the account that was open last",
                rule: "Everybody with a record that is not disabled; it is nobody else's.",
                expected: "yyyy y yyy y d d",
                tries: tries! {
                    acting @ Window: |w, a| w.services().acting(&a).await.seen();
                    preferences @ Window: |w, a| w.services().preferences(&a).await.seen();
                    change_preferences @ Window: |w, a| {
                        let change = |preferences: &mut offerdesk::domain::user::Preferences| {
                            preferences.language = Some("pl-PL".to_owned());
                        };
                        w.services().change_preferences(&a, change).await.seen()
                    };
                },
            },
            Row {
                what: "See who sells, and where money is to be sent",
                rule: "Every instruction for payment says it.",
                expected: "yyyy y yyy y d d",
                tries: tries! {
                    seller_page @ Window: |w, a| w.services().seller_page(&a).await.seen();
                },
            },
            Row {
                what: "Read the audit log",
                rule: "The Auditor reads everything.",
                expected: "nnnn n nny n d d",
                tries: tries! {
                    audit_entries @ Ordered: |w, a| {
                        let all = offerdesk::services::audit_log::AuditFilter::default();
                        w.services().audit_entries(&a, &all, 10).await.seen()
                    };
                    audit_lines @ Ordered: |w, a| w.services().audit_lines(&a, AuditOf::All, None, 10).await.seen();
                    audit_lines @ Ordered: |w, a| {
                        w.services().audit_lines(&a, AuditOf::Account(CONTOSO), Place::End, 10).await.seen()
                    };
                    find_audit_lines @ Ordered: |w, a| {
                        w.services().find_audit_lines(&a, AuditOf::NoAccount, &filter("person")).await.seen()
                    };
                    audited_person @ Window: |w, a| w.services().audited_person(&a, "ana@example.com").await.seen();
                },
            },
        ],
    }
}
