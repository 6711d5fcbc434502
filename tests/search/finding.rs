//! Finding accounts, people and orders by a few letters, and going to them.

use futures_util::FutureExt;
use offerdesk::domain::address::Address;
use offerdesk::domain::audit::Chain;
use offerdesk::domain::ids::{AccountId, OrderId};
use offerdesk::domain::order::{Order, OrderNumber, OrderState};
use offerdesk::domain::partner::Vetting;
use offerdesk::i18n::{I18n, Locale};
use offerdesk::services::error::ServiceError;
use offerdesk::services::orders::OrderView;
use offerdesk::services::search::{Hit, ListFilter, MATCHES};
use offerdesk::store::record::{Batch, Expect};

use crate::desk::{
    ANA, AUD, BEN, CONTOSO, Desk, FAY, SUE, WILGA, ZOE, account, actor, american, polish, recorded, transfer,
};
use crate::{company, crowd};

async fn named(desk: &Desk, who: offerdesk::domain::ids::UserId, text: &str) -> Vec<String> {
    let found = desk
        .services
        .find_accounts(&actor(who), &filter(text))
        .await
        .unwrap();
    found.lines.into_iter().map(|line| line.company).collect()
}

pub fn filter(text: &str) -> ListFilter {
    ListFilter {
        text: text.to_owned(),
        i18n: I18n::new(Locale::PlPl),
    }
}

#[tokio::test]
async fn companies_are_found_without_marks_and_case_the_best_first() {
    let desk = crowd(3_000).await;
    assert_eq!(named(&desk, AUD, "baltyk software 1021").await[0], company(1_021));
    assert_eq!(named(&desk, SUE, "GESLA 1002").await[0], company(1_002));
    assert_eq!(named(&desk, FAY, "łodz usługi").await.len(), MATCHES);
    let all = desk
        .services
        .find_accounts(&actor(AUD), &filter("baltyk"))
        .await
        .unwrap();
    assert_eq!(all.lines.len(), MATCHES);
    assert_eq!(all.count, 250, "every twelfth of three thousand");
    assert!(all.lines.iter().all(|line| line.company.starts_with("Bałtyk")));
    assert!(named(&desk, AUD, "qqqq").await.is_empty());
    assert!(named(&desk, AUD, "  ").await.is_empty());
    desk.put(&account(AccountId::new(7), "東京ソフト株式会社", &american()))
        .await;
    assert_eq!(named(&desk, AUD, "東京").await, ["東京ソフト株式会社"]);
}

/// Seen: `PL` found Harbor Point by two letters far apart, and `wroc` nothing, although rows say "Wrocław, PL".
#[tokio::test]
async fn the_city_the_country_and_the_state_of_a_row_find_it() {
    let desk = Desk::on("2026-07-03").await;
    let in_wroclaw = Address {
        city: "Wrocław".to_owned(),
        ..polish()
    };
    let mut odra = account(AccountId::new(2_001), "Odra", &in_wroclaw);
    desk.put(&odra).await;
    desk.put(&account(AccountId::new(2_002), "Harbor Point", &american()))
        .await;
    for who in [AUD, SUE] {
        assert_eq!(named(&desk, who, "wroc").await, ["Odra"]);
        assert_eq!(named(&desk, who, "odra wroclaw").await, ["Odra"]);
        let polish = named(&desk, who, "PL").await;
        assert!(polish.contains(&"Odra".to_owned()), "{polish:?}");
        assert!(!polish.contains(&"Harbor Point".to_owned()), "{polish:?}");
        assert_eq!(
            named(&desk, who, "02002").await,
            ["Harbor Point"],
            "in the middle of an MPN ID"
        );
        assert_eq!(
            named(&desk, who, "hpoint").await,
            ["Harbor Point"],
            "scattered letters"
        );
    }
    // Who sees few accounts finds them in the same way.
    assert_eq!(named(&desk, ANA, "redmond").await, ["Contoso"]);
    let word = I18n::new(Locale::PlPl).t("account-profile-pending");
    assert!(named(&desk, AUD, &word).await.is_empty());
    odra.vetting = Vetting::Pending {
        since: "2026-07-01".parse().unwrap(),
        begun: "2026-07-01".parse().unwrap(),
        by: ANA,
        authorized: odra.profile.clone(),
    };
    desk.put(&odra).await;
    assert_eq!(named(&desk, AUD, &word).await, ["Odra"]);
    desk.checked().await;
}

#[tokio::test]
async fn an_mpn_id_is_found_by_its_first_digits() {
    let desk = crowd(3_000).await;
    // The MPN ID of the account 1021 is 1001021.
    assert_eq!(named(&desk, AUD, "1001021").await[0], company(1_021));
    let tens = named(&desk, AUD, "100102").await;
    assert_eq!(tens[..10], (1_020..1_030).map(company).collect::<Vec<_>>()[..]);
    assert_eq!(named(&desk, ANA, "1000001").await, ["Contoso"]);
}

/// Companies whose names have the same digits as their MPN IDs, so that either way finds them.
async fn namesakes(count: u128) -> Desk {
    let desk = Desk::on("2026-07-03").await;
    for number in 1_000..1_000 + count {
        let id = AccountId::new(number);
        desk.put(&account(
            id,
            &format!("Depot {}", 1_000_000 + number),
            &american(),
        ))
        .await;
    }
    desk
}

#[tokio::test]
async fn an_account_found_by_its_mpn_id_and_by_its_name_is_counted_once() {
    let desk = namesakes(MATCHES as u128).await;
    let found = desk
        .services
        .find_accounts(&actor(AUD), &filter("1001"))
        .await
        .unwrap();
    assert_eq!(
        (found.lines.len(), found.count, found.may_be_more),
        (MATCHES, MATCHES, false)
    );
    let one = desk
        .services
        .find_accounts(&actor(AUD), &filter("1001019"))
        .await
        .unwrap();
    assert_eq!((one.lines.len(), one.count, one.may_be_more), (1, 1, false));
}

#[tokio::test]
async fn ten_accounts_of_thousands_that_begin_with_the_digits_are_not_told_as_all() {
    let desk = crowd(3_000).await;
    // The MPN IDs of all three thousand begin with 100, and so do those of the usual accounts.
    let found = desk
        .services
        .find_accounts(&actor(AUD), &filter("100"))
        .await
        .unwrap();
    assert_eq!(found.lines.len(), MATCHES);
    assert!(found.may_be_more && found.count > MATCHES, "{}", found.count);
    let hits = desk.services.find(&actor(AUD), "100102", 50).await.unwrap();
    let first: Vec<_> = hits.iter().take(10).collect();
    let wanted: Vec<_> = (1_020..1_030).map(company).collect();
    assert!(
        first
            .iter()
            .zip(&wanted)
            .all(|(hit, company)| matches!(hit, Hit::Account(line) if line.company == *company)),
        "{hits:?}"
    );
}

#[tokio::test]
async fn nobody_finds_what_they_may_not_see_or_learns_that_it_is_there() {
    let desk = crowd(300).await;
    assert!(named(&desk, ANA, "baltyk").await.is_empty());
    assert!(named(&desk, BEN, "wilga").await.is_empty());
    assert_eq!(named(&desk, ZOE, "WILGA").await, ["Wilga sp. z o.o."]);
    assert_eq!(
        named(&desk, ZOE, "100").await,
        ["Wilga sp. z o.o."],
        "its own MPN ID only"
    );

    desk.holds(CONTOSO, "action-pack", "2026-06-22").await;
    let order = desk.renew(ANA, "action-pack", transfer()).await.unwrap();
    let number = order.order.number.to_string();
    let find = async |who, text: &str| desk.services.find(&actor(who), text, 20).await.unwrap();
    assert_eq!(find(ZOE, &number).await, []);
    assert_eq!(
        find(ZOE, "OD-0000-0000").await,
        [],
        "as for a number that no order has"
    );
    assert_eq!(find(BEN, &number).await.len(), 1);
    assert_eq!(find(AUD, &number).await.len(), 1);

    let mut disabled = crate::desk::people()
        .into_iter()
        .find(|person| person.id == AUD)
        .unwrap();
    disabled.disabled = true;
    desk.put(&disabled).await;
    let refused = desk.services.find(&actor(AUD), &number, 20).await;
    assert!(matches!(refused, Err(ServiceError::Denied(_))), "{refused:?}");
    for refused in [
        desk.services
            .find_accounts(&actor(AUD), &filter("contoso"))
            .await
            .map(|found| found.count),
        desk.services
            .find_awaiting_payment(&actor(ANA), &filter("contoso"))
            .await
            .map(|found| found.count),
        desk.services
            .find_orders(&actor(ZOE), CONTOSO, &filter("contoso"))
            .await
            .map(|found| found.count),
    ] {
        assert!(matches!(refused, Err(ServiceError::Denied(_))), "{refused:?}");
    }
}

#[tokio::test]
async fn an_order_is_gone_to_however_its_number_is_typed() {
    let desk = crowd(10).await;
    desk.holds(CONTOSO, "action-pack", "2026-06-22").await;
    let order = desk.renew(ANA, "action-pack", transfer()).await.unwrap().order;
    let number = order.number.to_string();
    for typed in [
        number.clone(),
        number.to_lowercase(),
        number.replace('-', ""),
        number.replace("OD-", ""),
        format!("  {} ", number.replace('-', " ")),
    ] {
        let hits = desk.services.find(&actor(BEN), &typed, 20).await.unwrap();
        assert!(
            matches!(hits.first(), Some(Hit::Order(found)) if found.order.id == order.id),
            "{typed}: {hits:?}"
        );
    }
    let hits = desk.services.find(&actor(AUD), "wilg", 20).await.unwrap();
    assert!(
        matches!(hits.as_slice(), [Hit::Account(line)] if line.id == WILGA),
        "{hits:?}"
    );
    assert_eq!(
        desk.services.find(&actor(AUD), "usługi", 1).await.unwrap().len(),
        1
    );
}

/// So many characters of a number.
fn part(number: &str, from: usize, count: usize) -> String {
    number.chars().skip(from).take(count).collect()
}

#[tokio::test]
async fn an_order_was_gone_to_by_its_whole_number_only() {
    let desk = crowd(10).await;
    desk.holds(CONTOSO, "action-pack", "2026-06-22").await;
    let order = desk.renew(ANA, "action-pack", transfer()).await.unwrap().order;
    let number = order.number.to_string();
    let find = async |who, text: &str| desk.services.find(&actor(who), text, 12).await.unwrap();
    for typed in [
        part(&number, 8, 4),
        part(&number, 5, 5),
        part(&number, 0, 7).to_lowercase(),
        part(&number, 4, 8).replace('-', ""),
    ] {
        let hits = find(BEN, &typed).await;
        assert!(
            matches!(hits.first(), Some(Hit::Order(found)) if found.order.id == order.id),
            "{typed} of {number}: {hits:?}"
        );
        assert_eq!(find(ZOE, &typed).await, [], "of somebody else");
    }
    for typed in [part(&number, 3, 3), part(&number, 9, 3)] {
        let hits = find(BEN, &typed).await;
        let found = hits
            .iter()
            .any(|hit| matches!(hit, Hit::Order(found) if found.order.id == order.id));
        assert!(found, "{typed} of {number}: {hits:?}");
    }
    assert_eq!(find(BEN, &part(&number, 10, 2)).await, [], "two signs");
    let company = find(AUD, "contoso").await;
    assert!(matches!(company.as_slice(), [Hit::Account(_)]), "{company:?}");
}

#[tokio::test]
async fn one_order_of_thousands_is_gone_to_by_the_end_of_its_number() {
    let desk = crowd(10).await;
    desk.holds(CONTOSO, "action-pack", "2026-06-22").await;
    let placed = desk.renew(ANA, "action-pack", transfer()).await.unwrap().order;
    let order = |bits: u64| Order {
        id: OrderId::new(bits.into()),
        number: OrderNumber::from_random(bits * 0x0_9e37_79b9),
        state: OrderState::Cancelled,
        ..placed.clone()
    };
    for numbers in (1..=2_500).collect::<Vec<u64>>().chunks(250) {
        let mut batch = Batch::new(desk.clock.now(), None);
        for number in numbers {
            batch.put(&order(*number), Expect::Absent).unwrap();
        }
        let entry = recorded(&batch);
        batch.audit(Chain::Account(CONTOSO), entry);
        desk.store.commit(batch).await.unwrap();
    }
    for bits in [1, 1_234, 2_500] {
        let wanted = order(bits);
        // Letters alone could be a word of a company.
        let end = part(&wanted.number.to_string(), 5, 7);
        let hits = desk.services.find(&actor(AUD), &end, 12).await.unwrap();
        assert!(
            matches!(hits.as_slice(), [Hit::Order(found)] if found.order.id == wanted.id),
            "{end}: {hits:?}"
        );
    }
}

#[tokio::test]
async fn orders_are_found_by_number_company_mpn_id_person_and_state() {
    let desk = crowd(10).await;
    desk.holds(CONTOSO, "action-pack", "2026-06-22").await;
    desk.holds(CONTOSO, "silver", "2026-06-22").await;
    let waiting = desk.renew(ANA, "action-pack", transfer()).await.unwrap();
    let paid = desk.renew(BEN, "silver", desk.good().await).await.unwrap();
    let ids = |orders: Vec<OrderView>| orders.into_iter().map(|view| view.order.id).collect::<Vec<_>>();
    let (waiting_id, paid_id) = (waiting.order.id, paid.order.id);
    for (typed, expected) in [
        (waiting.order.number.to_string(), vec![waiting_id]),
        ("ben".to_owned(), vec![paid_id]),
        ("opłacone".to_owned(), vec![paid_id]),
        ("contoso oczek".to_owned(), vec![waiting_id]),
        ("płatnoś".to_owned(), vec![waiting_id]),
        (part(&waiting.order.number.to_string(), 3, 3), vec![waiting_id]),
        (
            waiting
                .order
                .number
                .to_string()
                .replace("OD-", "")
                .replace('-', ""),
            vec![waiting_id],
        ),
        ("1000001 ana".to_owned(), vec![waiting_id]),
        ("nobody at all".to_owned(), vec![]),
    ] {
        let found = desk
            .services
            .find_orders(&actor(AUD), CONTOSO, &filter(&typed))
            .await
            .unwrap();
        assert_eq!(found.count, expected.len(), "{typed}");
        assert_eq!(ids(found.lines), expected, "{typed}");
    }
    let both = desk
        .services
        .find_orders(&actor(AUD), CONTOSO, &filter("contoso"))
        .await
        .unwrap();
    assert_eq!(both.count, 2);
    let awaited = desk
        .services
        .find_awaiting_payment(&actor(FAY), &filter("conto"))
        .await
        .unwrap();
    assert_eq!(ids(awaited.lines), [waiting_id]);
}

#[tokio::test]
async fn people_of_a_demo_store_are_found_by_name() {
    let desk = Desk::on("2026-06-22").await;
    let found = desk.services.find_people("ZO").await.unwrap();
    assert_eq!(found.lines.first().map(|user| user.id), Some(ZOE));
    assert_eq!(found.count, 1);
}

#[tokio::test]
async fn a_search_lets_others_work_and_can_be_dropped() {
    let desk = crowd(3_000).await;
    let actor = actor(AUD);
    let filter = filter("baltyk");
    let mut search = Box::pin(desk.services.find_accounts(&actor, &filter));
    assert!(search.as_mut().now_or_never().is_none(), "it gave its turn away");
    drop(search);
    assert_eq!(named(&desk, AUD, "wilga").await.len(), 1);
}
