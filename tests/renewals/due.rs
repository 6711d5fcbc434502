//! What is due is what the tiles say, on every day: at the last day of a window, at E and E+1, at the due day of a
//! transfer, at midnight, over a leap day; and it follows what others do at once.

use offerdesk::domain::date::{Day, Timestamp};
use offerdesk::domain::ids::{AccountId, RequestId, SubscriptionId, UserId};
use offerdesk::domain::money::Money;
use offerdesk::domain::offer::OfferId;
use offerdesk::domain::order::OrderState;
use offerdesk::domain::payment::PaymentMethod;
use offerdesk::domain::request::Severity;
use offerdesk::domain::subscription::{State, Subscription, TERM_DAYS, WindowDays};
use offerdesk::i18n::{I18n, Locale};
use offerdesk::payments::gateway::DeclineReason;
use offerdesk::payments::sandbox::Behavior;
use offerdesk::services::due::{Due, DueKind, DueRow, DueWanted, SOON_DAYS};
use offerdesk::services::error::{ServiceError, Unavailable};
use offerdesk::services::offers::{FirstWork, MainAction, Tile};
use offerdesk::services::requests::{NewRequest, Reply, Subject};
use proptest::prelude::*;

use crate::desk::{
    ANA, AUD, BEN, CID, CONTOSO, DEE, Desk, FAY, SUE, WILGA, actor, end_of, money_for, offer_id, transfer,
};

const OFFERS: [&str; 3] = ["action-pack", "silver", "gold"];

/// What the tile of an offer and a row of Due both say.
#[derive(Clone, PartialEq, Debug)]
struct Said {
    kind: DueKind,
    account: AccountId,
    offer: OfferId,
    last_day: Option<Day>,
    days_left: Option<i32>,
    is_urgent: bool,
    total: Option<Money>,
    closed: Option<Unavailable>,
    is_to_be_cancelled: bool,
    has_draft: bool,
}

impl Said {
    fn of_row(row: &DueRow) -> Option<Self> {
        Some(Self {
            kind: row.kind,
            account: row.account,
            offer: row.offer.clone()?,
            last_day: row.last_day,
            days_left: row.days_left,
            is_urgent: row.is_urgent,
            total: row.total,
            closed: row.closed.clone(),
            is_to_be_cancelled: row.cancellation.is_some(),
            has_draft: row.has_draft,
        })
    }

    /// The row that a tile calls for, written down from the rules by hand.
    fn of_tile(account: AccountId, tile: &Tile, today: Day) -> Option<Self> {
        let row = |kind: DueKind| Self {
            kind,
            account,
            offer: tile.offer.clone(),
            last_day: None,
            days_left: None,
            is_urgent: false,
            total: tile.price.as_ref().map(|quote| quote.total),
            closed: tile.closed.clone(),
            is_to_be_cancelled: false,
            has_draft: tile.has_draft,
        };
        let order = tile.order.as_ref();
        if tile.action == MainAction::ShowOrder {
            let order = order.filter(|order| order.state == OrderState::AwaitingPayment)?;
            let due = order.due?;
            let days = today.days_until(due) + 1;
            return Some(Self {
                last_day: Some(due),
                days_left: Some(days),
                is_urgent: days <= 3,
                total: Some(order.missing),
                ..row(DueKind::Pay)
            });
        }
        let held = tile.held.filter(|held| held.ends.is_none());
        let of_held = |kind| {
            held.map(|held| Self {
                last_day: Some(held.window.closes),
                is_to_be_cancelled: tile.cancellation.is_some(),
                ..row(kind)
            })
        };
        if let Some(held) = held.filter(|held| held.state == State::RenewalWindow) {
            return of_held(DueKind::Renew).map(|said| Self {
                days_left: Some(held.days_to_renew),
                is_urgent: held.is_urgent,
                ..said
            });
        }
        if let Some(order) = order.filter(|order| order.state.may_retry()) {
            return Some(Self {
                total: Some(order.total),
                ..row(DueKind::Retry)
            });
        }
        if tile.has_draft {
            return Some(row(DueKind::Resume));
        }
        let held = held.filter(|held| held.state == State::Active)?;
        let opens_in = today.days_until(held.window.opens);
        (1..=SOON_DAYS)
            .contains(&opens_in)
            .then(|| of_held(DueKind::Opens))?
    }
}

async fn due(desk: &Desk, who: UserId) -> Due {
    desk.services
        .due(&actor(who), DueWanted::default())
        .await
        .unwrap()
}

/// Holds what is due for a person against the tiles of their accounts. How many rows there are.
async fn agrees(desk: &Desk, who: UserId, accounts: &[AccountId]) -> usize {
    let (today, due) = (desk.clock.today(), due(desk, who).await);
    let mut expected = Vec::new();
    for account in accounts {
        let page = desk.services.offers_page(&actor(who), *account).await.unwrap();
        assert_eq!(page.today, today);
        expected.extend(
            page.tiles
                .iter()
                .filter_map(|tile| Said::of_tile(*account, tile, today)),
        );
    }
    let key = |said: &Said| (said.account, said.offer.clone());
    let mut said: Vec<Said> = due.rows.iter().filter_map(Said::of_row).collect();
    said.sort_by_key(key);
    expected.sort_by_key(key);
    assert_eq!(said, expected, "on {today}");
    is_in_order(&due);
    assert_eq!((due.today, due.count, due.more), (today, due.rows.len(), false));
    due.rows.len()
}

/// Dated rows come by their last day, then answers, payments that were called off, drafts, and what opens by its day.
fn is_in_order(due: &Due) {
    let place = |row: &DueRow| match row.kind {
        DueKind::Renew | DueKind::Pay => (0, row.last_day),
        DueKind::Answer => (1, None),
        DueKind::Retry => (2, None),
        DueKind::Resume | DueKind::FinishRequest => (3, None),
        DueKind::Opens => (4, row.first_day),
    };
    let places: Vec<_> = due.rows.iter().map(place).collect();
    assert!(places.is_sorted(), "{places:?}");
    let figures = due.figures;
    let counted = [
        figures.last_day,
        figures.renewal_open,
        figures.money_awaited,
        figures.attention,
        figures.called_off,
        figures.drafts,
        figures.opening_soon,
    ];
    let sum: usize = counted.iter().map(|count| count.number()).sum();
    assert_eq!(sum, due.rows.len(), "each row is counted once: {figures:?}");
}

/// Both ends of each day of a span, in order.
fn instants(from: &str, to: &str) -> impl Iterator<Item = Timestamp> {
    let (from, to): (Day, Day) = (from.parse().unwrap(), to.parse().unwrap());
    let days = (0..=from.days_until(to)).map(move |days| from.plus(days));
    days.flat_map(|day| [Timestamp::start_of(day), end_of(&day.to_string())])
}

#[tokio::test]
async fn what_is_due_is_what_the_tiles_say_on_every_day_of_a_leap_year() {
    let desk = Desk::on("2027-12-20").await;
    // The windows end on February 28, February 29 and March 1 of a leap year.
    for (offer, expires) in OFFERS.into_iter().zip(["2028-01-29", "2028-01-30", "2028-01-31"]) {
        desk.holds(CONTOSO, offer, expires).await;
    }
    desk.holds(WILGA, "gold", "2027-12-31").await;
    let mut met = std::collections::HashSet::new();
    for now in instants("2027-12-20", "2028-04-10") {
        let today = now.day().to_string();
        let is_morning = now == Timestamp::start_of(now.day());
        desk.clock.set(now);
        match today.as_str() {
            "2028-01-20" if is_morning => {
                // Not possible yet, and asked to be cancelled.
                let asked = cancelling("action-pack");
                desk.services.send_request(&actor(ANA), &asked).await.unwrap();
            }
            "2028-02-10" if is_morning => {
                // Due on March 11, after its window.
                desk.renew(BEN, "silver", transfer()).await.unwrap();
            }
            "2028-02-12" if is_morning => {
                let declined = desk.card_that(Behavior::Decline(DeclineReason::DoNotHonor)).await;
                desk.renew(BEN, "gold", declined).await.unwrap();
            }
            "2028-03-20" if is_morning => {
                let mut left = desk.wizard(ANA, "silver").await.draft;
                left.method = Some(PaymentMethod::Card);
                desk.services.save_draft(&actor(ANA), left).await.unwrap();
            }
            _ => {}
        }
        agrees(&desk, ANA, &[CONTOSO, WILGA]).await;
        agrees(&desk, BEN, &[CONTOSO]).await;
        met.extend(due(&desk, ANA).await.rows.into_iter().map(|row| row.kind));
    }
    for kind in [
        DueKind::Renew,
        DueKind::Pay,
        DueKind::Retry,
        DueKind::Resume,
        DueKind::Opens,
    ] {
        assert!(met.contains(&kind), "{kind:?} was never due");
    }
}

/// Seen: of a renewal on which nothing was charged the row told its window alone.
#[tokio::test]
async fn a_renewal_told_nothing_of_the_card_that_was_declined() {
    let desk = Desk::on("2026-07-03").await;
    desk.holds(CONTOSO, "action-pack", "2026-06-22").await;
    let notes = async || {
        let row = due(&desk, BEN).await.rows.remove(0);
        assert_eq!(row.kind, DueKind::Renew);
        row.notes(&I18n::new(Locale::EnUs))
    };
    assert_eq!(notes().await, [""; 0]);
    let declined = desk.card_that(Behavior::Decline(DeclineReason::DoNotHonor)).await;
    let order = desk.renew(BEN, "action-pack", declined).await.unwrap();
    let number = order.order.number;
    assert_eq!(notes().await, [format!("not charged ({number})")]);
}

#[tokio::test]
async fn each_boundary_of_a_window_and_of_a_transfer() {
    let desk = Desk::on("2026-05-20").await;
    desk.holds(CONTOSO, "action-pack", "2026-06-22").await;
    let row = async |now: Timestamp| {
        desk.clock.set(now);
        let rows = due(&desk, BEN).await.rows;
        let first = rows.first();
        first.map(|row| (row.kind, row.days_left, row.opens_in, row.is_urgent))
    };
    let start = |day: &str| Timestamp::start_of(day.parse().unwrap());
    // E-30: 31 days before it opens; E-29: 30.
    assert_eq!(row(end_of("2026-05-23")).await, None);
    assert_eq!(
        row(start("2026-05-24")).await,
        Some((DueKind::Opens, None, Some(30), false))
    );
    // E and E+1.
    assert_eq!(
        row(end_of("2026-06-22")).await,
        Some((DueKind::Opens, None, Some(1), false))
    );
    assert_eq!(
        row(start("2026-06-23")).await,
        Some((DueKind::Renew, Some(30), None, false))
    );
    // The last three days, and midnight after them.
    assert_eq!(
        row(end_of("2026-07-19")).await,
        Some((DueKind::Renew, Some(4), None, false))
    );
    assert_eq!(
        row(start("2026-07-20")).await,
        Some((DueKind::Renew, Some(3), None, true))
    );
    assert_eq!(
        row(end_of("2026-07-22")).await,
        Some((DueKind::Renew, Some(1), None, true))
    );
    assert_eq!(row(start("2026-07-23")).await, None);
    // A transfer of the last day takes the place of the renewal, and goes on to its due day.
    desk.clock.set(start("2026-07-22"));
    desk.accept_today().await;
    let placed = desk.renew(BEN, "action-pack", transfer()).await.unwrap();
    assert_eq!(placed.order.due(), Some("2026-08-21".parse().unwrap()));
    assert_eq!(
        row(start("2026-07-22")).await,
        Some((DueKind::Pay, Some(31), None, false))
    );
    assert_eq!(
        row(end_of("2026-08-21")).await,
        Some((DueKind::Pay, Some(1), None, true))
    );
    assert_eq!(row(start("2026-08-22")).await, None);
}

#[tokio::test]
async fn what_others_do_is_seen_at_the_next_call() {
    let desk = Desk::on("2026-07-03").await;
    desk.holds(CONTOSO, "action-pack", "2026-06-22").await;
    let kinds =
        async |who| -> Vec<DueKind> { due(&desk, who).await.rows.iter().map(|row| row.kind).collect() };
    assert_eq!(kinds(ANA).await, [DueKind::Renew]);
    let placed = desk.renew(BEN, "action-pack", transfer()).await.unwrap();
    assert_eq!(kinds(ANA).await, [DueKind::Pay]);
    // A part of the money: the rest is to be paid.
    let part = money_for(&placed, "400.00 USD", "2026-07-03");
    desk.services.book_money(&actor(FAY), &part).await.unwrap();
    let missing = due(&desk, ANA).await.rows[0].total.unwrap();
    assert_eq!(missing.to_string(), "75.00 USD");
    let rest = money_for(&placed, "75.00 USD", "2026-07-03");
    desk.services.book_money(&actor(FAY), &rest).await.unwrap();
    assert_eq!(kinds(ANA).await, []);
    assert_eq!(
        desk.services.due_months(&actor(ANA)).await.unwrap().months.len(),
        8
    );
}

#[tokio::test]
async fn a_request_that_needs_an_answer_is_its_senders_and_of_who_follows_all() {
    let desk = Desk::on("2026-07-03").await;
    let sent = desk
        .services
        .send_request(&actor(BEN), &question())
        .await
        .unwrap();
    let has_it = async |who| {
        let rows = due(&desk, who).await.rows;
        rows.iter().any(|row| {
            row.kind == DueKind::Answer && row.request == Some((sent.request.id, sent.request.number))
        })
    };
    assert!(!has_it(BEN).await, "Support has it");
    let asks = Reply {
        request: sent.request.id,
        seen: sent.version,
        text: "Which one?".to_owned(),
        asks_for_attention: true,
    };
    desk.services.reply_to_request(&actor(SUE), &asks).await.unwrap();
    for (who, expected) in [(BEN, true), (ANA, true), (DEE, true), (CID, false), (SUE, false)] {
        assert_eq!(has_it(who).await, expected, "{who:?}");
    }
    desk.checked().await;
}

#[tokio::test]
async fn a_draft_goes_on_where_the_tile_does_and_is_its_persons_own() {
    let desk = Desk::on("2026-07-03").await;
    desk.holds(CONTOSO, "action-pack", "2026-06-22").await;
    for offer in ["action-pack", "gold"] {
        let mut left = desk.wizard(BEN, offer).await.draft;
        desk.services.save_draft(&actor(BEN), left.clone()).await.unwrap();
        let rows = due(&desk, BEN).await.rows;
        let is_it = |row: &DueRow| row.offer == Some(offer_id(offer)) && row.has_draft;
        assert!(!rows.iter().any(is_it), "only opened");
        left.method = Some(PaymentMethod::BankTransfer);
        desk.services.save_draft(&actor(BEN), left).await.unwrap();
        agrees(&desk, BEN, &[CONTOSO]).await;
        desk.services
            .discard_draft(&actor(BEN), CONTOSO, &offer_id(offer))
            .await
            .unwrap();
        agrees(&desk, BEN, &[CONTOSO]).await;
        let mut left = desk.wizard(BEN, offer).await.draft;
        left.method = Some(PaymentMethod::BankTransfer);
        desk.services.save_draft(&actor(BEN), left).await.unwrap();
    }
    let kinds = |due: &Due| -> Vec<(DueKind, bool)> {
        due.rows.iter().map(|row| (row.kind, row.has_draft)).collect()
    };
    assert_eq!(
        kinds(&due(&desk, BEN).await),
        [(DueKind::Renew, true), (DueKind::Resume, true)]
    );
    assert_eq!(kinds(&due(&desk, ANA).await), [(DueKind::Renew, false)]);
    desk.checked().await;
}

#[tokio::test]
async fn due_is_the_first_page_of_who_has_several_accounts_and_staff_keep_their_queues() {
    let desk = Desk::on("2026-07-03").await;
    for (who, expected) in [
        (ANA, Some(FirstWork::Due)),
        (BEN, None),
        (SUE, Some(FirstWork::Queue)),
    ] {
        let page = desk.services.offers_page(&actor(who), CONTOSO).await.unwrap();
        assert_eq!(page.begins_with, expected, "{who:?}");
    }
    // Whoever holds no role anywhere has nothing to do.
    desk.holds(CONTOSO, "action-pack", "2026-06-22").await;
    let none = due(&desk, AUD).await;
    assert_eq!((none.accounts, none.count), (0, 0));
    let elsewhere = DueWanted {
        account: Some(WILGA),
        ..DueWanted::default()
    };
    assert_eq!(desk.services.due(&actor(ANA), elsewhere).await.unwrap().count, 0);
    let denied = desk.services.due(&actor(BEN), elsewhere).await;
    assert!(matches!(denied, Err(ServiceError::Denied(_))));
}

#[tokio::test]
async fn what_is_not_sold_any_more_says_so() {
    let desk = Desk::on("2026-07-03").await;
    desk.holds(CONTOSO, "action-pack", "2026-06-22").await;
    let mut sold = offerdesk::catalog::embedded().unwrap();
    sold.catalog
        .offers
        .retain(|offer| offer.id != offer_id("action-pack"));
    let due = desk
        .selling(sold)
        .due(&actor(ANA), DueWanted::default())
        .await
        .unwrap();
    assert_eq!(due.rows[0].names.en, "action-pack");
    assert!(matches!(due.rows[0].closed, Some(Unavailable::NotSold(_))));
}

#[tokio::test]
async fn of_many_rows_some_are_asked_for_and_all_are_counted() {
    let desk = Desk::on("2026-07-03").await;
    for offer in OFFERS {
        desk.holds(CONTOSO, offer, "2026-06-22").await;
        desk.holds(WILGA, offer, "2026-06-05").await;
    }
    let asked = async |wanted: DueWanted| desk.services.due(&actor(ANA), wanted).await.unwrap();
    let part = asked(DueWanted {
        skip: 2,
        limit: 2,
        ..DueWanted::default()
    })
    .await;
    assert_eq!((part.rows.len(), part.count), (2, 6));
    assert_eq!(part.rows, due(&desk, ANA).await.rows[2..4]);
    // July 5 is the last day of Wilga's: three days, July 3 being the first.
    for (days, expected) in [(1, 0), (2, 0), (3, 3), (20, 6)] {
        let within = asked(DueWanted {
            within: Some(days),
            ..DueWanted::default()
        });
        assert_eq!(within.await.count, expected, "{days}");
    }
    let months = desk.services.due_months(&actor(ANA)).await.unwrap();
    assert_eq!(months.months[0].first.to_string(), "2026-08-01");
    assert!(months.months.iter().all(|month| month.count == 0));
}

#[tokio::test]
async fn where_nothing_is_due_the_next_window_is_known() {
    let desk = Desk::on("2026-07-03").await;
    assert_eq!(desk.services.next_opening(&actor(ANA)).await.unwrap(), None);
    desk.holds(CONTOSO, OFFERS[0], "2027-03-05").await;
    desk.holds(WILGA, OFFERS[1], "2027-01-02").await;
    let due = desk
        .services
        .due(&actor(ANA), DueWanted::default())
        .await
        .unwrap();
    assert_eq!(due.count, 0);
    let next = desk.services.next_opening(&actor(ANA)).await.unwrap().unwrap();
    assert_eq!(
        (next.day.to_string().as_str(), next.company.contains("Wilga")),
        ("2027-01-03", true)
    );
}

/// A holding with any window, cancelled or not.
#[derive(Clone, Debug)]
struct Holding {
    account: AccountId,
    offer: usize,
    /// Its last day, from the first day of the test.
    expires: i32,
    window: WindowDays,
    cancelled: Option<i32>,
}

fn holding() -> impl Strategy<Value = Holding> {
    let account = prop_oneof![Just(CONTOSO), Just(WILGA)];
    let cancelled = prop_oneof![3 => Just(None), 1 => (-40..40).prop_map(Some)];
    (account, 0..3_usize, -70..70, -40..40_i16, 0..60_i16, cancelled).prop_map(
        |(account, offer, expires, first, length, cancelled)| Holding {
            account,
            offer,
            expires,
            window: WindowDays {
                first,
                last: first + length,
                transfer_warning: first,
            },
            cancelled,
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn whatever_is_held_is_due_as_its_tile_says(
        holdings in proptest::collection::vec(holding(), 1..6),
        first in 0..800_i32,
    ) {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        runtime.block_on(async {
            let day = "2027-01-01".parse::<Day>().unwrap().plus(first);
            let desk = Desk::on(&day.to_string()).await;
            for holding in &holdings {
                let offer = offer_id(OFFERS[holding.offer]);
                let id = holding.account.bits() << 32 | holding.offer as u128;
                let activated = day.plus(holding.expires - TERM_DAYS);
                let mut held = Subscription::activated(
                    SubscriptionId::new(id), holding.account, offer, activated, None, holding.window,
                );
                held.cancelled = holding.cancelled.map(|days| held.expires.plus(days).max(activated));
                desk.put(&held).await;
            }
            for days in (-2..75).step_by(3).chain([0, 1, 29, 30, 31]) {
                desk.go_to(&day.plus(days).to_string());
                agrees(&desk, ANA, &[CONTOSO, WILGA]).await;
            }
            let report = desk.engine.check(offerdesk::store::records::inspect).await.unwrap();
            assert_eq!(report.problems, []);
        });
    }
}

fn question() -> NewRequest {
    NewRequest {
        intent: RequestId::new(900_001),
        account: CONTOSO,
        problem: "other".to_owned(),
        severity: Severity::Moderate,
        about: Subject::Account,
        cancel: false,
        title: "A question".to_owned(),
        description: "Where do I find the benefits?".to_owned(),
        name: "Ben Example".to_owned(),
        email: "ben@contoso.example".to_owned(),
        phone: String::new(),
        attachments: Vec::new(),
    }
}

fn cancelling(offer: &str) -> NewRequest {
    NewRequest {
        intent: RequestId::new(900_002),
        problem: "billing".to_owned(),
        about: Subject::Offer(offer_id(offer)),
        cancel: true,
        title: "Please cancel".to_owned(),
        description: "We do not need it any more.".to_owned(),
        ..question()
    }
}
