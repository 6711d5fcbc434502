//! What is due in one account or in hundreds, on a small desk or on a large one: counted at the engine.
//!
//! `OFFERDESK_DUE_ACCOUNTS=100000 cargo test --release --test search due -- --nocapture` is the long form, and prints the
//! time of each step.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use offerdesk::catalog;
use offerdesk::domain::audit::Chain;
use offerdesk::domain::date::Day;
use offerdesk::domain::ids::{AccountId, SubscriptionId, UserId};
use offerdesk::domain::subscription::{Subscription, TERM_DAYS, WindowDays};
use offerdesk::domain::user::{Grant, Role};
use offerdesk::i18n::{I18n, Locale};
use offerdesk::services::due::{Due, DueOrder, DueWanted};
use offerdesk::services::lines::Place;
use offerdesk::services::{Services, Timeouts};
use offerdesk::store::Store;
use offerdesk::store::record::{Batch, Expect};
use offerdesk::tui::desk::DeskOptions;
use offerdesk::tui::runtime;
use offerdesk::tui::session::Session;
use offerdesk::tui::surface::Surface;
use offerdesk::tui::term::caps::{Caps, TerminalOverrides};
use offerdesk::tui::term::event::Input;
use offerdesk::tui::theme::selection::ThemeSelection;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::layout::Size;
use tokio::sync::mpsc;

use crate::crowd;
use crate::desk::{Desk, actor, offer_id, recorded, services, user};
use crate::engine::Watched;

/// The accounts of people who have so many.
const PEOPLE: [u128; 5] = [1, 7, 200, 300, 1_000];
/// Rows that a screen asks for.
const PAGE: usize = 40;

/// What was read: records, parts of an index, entries in them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Reads {
    records: usize,
    scans: usize,
    entries: usize,
}

fn person(accounts: u128) -> UserId {
    UserId::new(10_000 + accounts)
}

/// Accounts that each hold two offers, whose terms end through the year; and people with a role in the first so many.
async fn desk_of(accounts: u128) -> Desk {
    let desk = crowd(accounts).await;
    let today: Day = "2026-07-03".parse().unwrap();
    let numbers: Vec<u128> = (1_000..1_000 + accounts).collect();
    for some in numbers.chunks(250) {
        let mut batch = Batch::new(desk.clock.now(), None);
        for number in some {
            for (place, offer) in ["action-pack", "silver"].into_iter().enumerate() {
                let days = i32::try_from((number * 53 + place as u128 * 11) % 365).unwrap() - 60;
                let held = Subscription::activated(
                    SubscriptionId::new(number * 10 + place as u128),
                    AccountId::new(*number),
                    offer_id(offer),
                    today.plus(days - TERM_DAYS),
                    None,
                    WindowDays::USUAL,
                );
                batch.put(&held, Expect::Absent).unwrap();
            }
        }
        let entry = recorded(&batch);
        batch.audit(Chain::System, entry);
        desk.store.commit(batch).await.unwrap();
    }
    for count in PEOPLE.into_iter().filter(|count| *count <= accounts) {
        let grants = (1_000..1_000 + count).map(|number| Grant {
            account: AccountId::new(number),
            role: Role::GlobalAdmin,
        });
        desk.put(&user(
            person(count),
            &format!("Holder {count}"),
            grants.collect(),
            &[],
        ))
        .await;
    }
    desk
}

/// What a step reads, and what it gives.
async fn counted<T>(desk: &Desk, step: impl AsyncFn(&Services) -> T) -> (Reads, T) {
    let watched = Arc::new(Watched::new(desk.engine.clone()));
    let services = services(
        Store::new(watched.clone()),
        Arc::new(desk.sandbox.clone()),
        desk.clock.clone(),
        Timeouts::default(),
        catalog::embedded().unwrap(),
    );
    let begun = Instant::now();
    let given = step(&services).await;
    let took = begun.elapsed();
    let read = |counter: &AtomicUsize| counter.load(Ordering::SeqCst);
    let reads = Reads {
        records: read(&watched.records),
        scans: read(&watched.scans),
        entries: read(&watched.entries),
    };
    println!("{reads:?} in {took:?}");
    (reads, given)
}

async fn due(desk: &Desk, who: UserId) -> (Reads, Due) {
    let wanted = DueWanted {
        limit: PAGE,
        ..DueWanted::default()
    };
    counted(desk, async |services| {
        services.due(&actor(who), wanted).await.unwrap()
    })
    .await
}

/// What a session reads until it shows what is due, or the tiles of whoever has one account; and how long that takes.
async fn opened(desk: &Desk, accounts: u128) -> Reads {
    let words: &[&str] = match accounts {
        1 => &["Purchased offers"],
        _ => &["All accounts", "Renew Action Pack", "Renewal open"],
    };
    counted(desk, async |services| {
        let options = DeskOptions {
            services: services.clone(),
            actor: actor(person(accounts)),
            account: None,
            at_account: false,
            i18n: I18n::new(Locale::EnUs),
            demo: false,
            theme_selection: ThemeSelection::default(),
            overrides: TerminalOverrides::default(),
            keymap: Arc::default(),
        };
        let size = Size::new(120, 40);
        let session = Session::new(options.context(Caps::default(), size));
        let (keyboard, inputs) = mpsc::unbounded_channel();
        let inputs = futures_util::stream::unfold(inputs, |mut inputs| async move {
            inputs.recv().await.map(|input: Input| (input, inputs))
        });
        let mut surface = Until {
            screen: Terminal::new(TestBackend::new(size.width, size.height)).unwrap(),
            words,
            keyboard: Some(keyboard),
        };
        runtime::run(session, Box::pin(inputs), &mut surface, services)
            .await
            .unwrap();
    })
    .await
    .0
}

/// A screen that hangs up once it shows all of these words.
struct Until {
    screen: Terminal<TestBackend>,
    words: &'static [&'static str],
    keyboard: Option<mpsc::UnboundedSender<Input>>,
}

impl Surface for Until {
    fn show(&mut self, session: &Session) -> std::io::Result<()> {
        self.screen.draw(|frame| session.view(frame)).unwrap();
        let cells = &self.screen.backend().buffer().content;
        let shown: String = cells.iter().map(ratatui::buffer::Cell::symbol).collect();
        if self.words.iter().all(|word| shown.contains(word)) {
            self.keyboard = None;
        }
        Ok(())
    }

    fn resize(&mut self, size: Size) -> std::io::Result<Size> {
        Ok(size)
    }

    fn copy(&mut self, _text: &str) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn what_a_session_reads_until_it_shows_due_follows_from_the_persons_accounts() {
    let (small, large) = (desk_of(1_000).await, desk_of(large()).await);
    for count in PEOPLE.into_iter().take(4) {
        println!("{count} accounts, the first frame:");
        let (reads, on_large) = (opened(&small, count).await, opened(&large, count).await);
        // The tiles that lie behind it, a page of rows, and a reading each for rows, figures and months.
        let accounts = usize::try_from(count).unwrap();
        for reads in [reads, on_large] {
            assert!(reads.records <= 60 + 100 * 12, "{count}: {reads:?}");
            assert!(reads.scans <= 3 * (accounts + 50), "{count}: {reads:?}");
            assert!(reads.entries <= 3 * (accounts * 20 + 2_000), "{count}: {reads:?}");
        }
        if count <= 200 {
            assert_eq!(on_large, reads, "{count} accounts on a large desk");
        }
    }
}

/// How large the large desk is.
fn large() -> u128 {
    let long = std::env::var("OFFERDESK_DUE_ACCOUNTS").ok();
    long.map_or(4_000, |accounts| accounts.parse().unwrap())
}

#[tokio::test]
async fn what_is_read_for_due_follows_from_the_persons_accounts_however_large_the_desk_is() {
    let (small, large) = (desk_of(1_000).await, desk_of(large()).await);
    println!("the tiles of one account:");
    let tiles = async |services: &Services| {
        services
            .offers_page(&actor(person(1)), AccountId::new(1_000))
            .await
    };
    counted(&large, tiles).await.1.unwrap();
    for count in PEOPLE {
        println!("{count} accounts:");
        let (reads, first) = due(&small, person(count)).await;
        let (on_large, same) = due(&large, person(count)).await;
        assert_eq!(same, first, "the same is due on either desk");
        assert_eq!(first.accounts, usize::try_from(count).unwrap());
        assert!(first.rows.len() <= PAGE && !first.more);
        // A page of rows costs the same, and the first step no more than twice what reading each account does.
        let accounts = usize::try_from(count).unwrap();
        assert_eq!(on_large.records, reads.records, "records");
        assert!(reads.records <= 2 + first.rows.len() * 12, "{reads:?}");
        for reads in [reads, on_large] {
            assert!(reads.scans <= accounts + 50, "{reads:?}");
            assert!(reads.entries <= accounts * 20 + 2_000, "{reads:?}");
        }
        if count <= 200 {
            assert_eq!(on_large, reads, "up to 200 accounts are read by themselves");
        }
        let months = async |services: &Services| services.due_months(&actor(person(count))).await.unwrap();
        let (reads, counted) = counted(&large, months).await;
        assert_eq!(reads.records, 1, "months are counted in the index");
        let renewals: usize = counted.months.iter().map(|month| month.count).sum();
        assert!(count < 200 || renewals > 100, "{renewals}");
    }
}

/// Seen: a row that is no longer on the first page of a list by day was not found, so that the caret went to the first one.
#[tokio::test]
async fn a_row_further_down_was_not_found_once_the_list_was_by_day_again() {
    let desk = desk_of(300).await;
    let who = actor(person(300));
    let lines = async |order, place, limit| {
        let lines = desk.services.due_lines(&who, order, place, limit).await;
        lines.unwrap().lines
    };
    for order in [DueOrder::Day, DueOrder::Company, DueOrder::Total] {
        let all = lines(order, Place::Start, 1_000).await;
        assert!(all.len() > 90, "{}", all.len());
        let wanted = all[80].id();
        let found = lines(order, Place::Of(wanted), 30).await;
        let place = found.iter().position(|row| row.id() == wanted);
        assert_eq!(place, Some(20), "{order:?}");
        assert_eq!(found, all[60..90], "{order:?}");
    }
}

/// Where more is due than is shown, that is said, and no more is read for it.
#[tokio::test]
async fn more_than_a_thousand_rows_are_said_to_be_more() {
    let desk = desk_of(1_000).await;
    // All that a thousand accounts hold ended on one day.
    for some in (1_000..2_000_u128).collect::<Vec<_>>().chunks(250) {
        let mut batch = Batch::new(desk.clock.now(), None);
        for (number, place) in some.iter().flat_map(|number| [(*number, 0), (*number, 1)]) {
            let id = SubscriptionId::new(number * 10 + place);
            let stored = desk
                .store
                .get::<Subscription>(id.to_bytes())
                .await
                .unwrap()
                .unwrap();
            let mut held = stored.record;
            held.expires = "2026-06-20".parse().unwrap();
            batch.put(&held, Expect::Version(stored.version)).unwrap();
        }
        let entry = recorded(&batch);
        batch.audit(Chain::System, entry);
        desk.store.commit(batch).await.unwrap();
    }
    let (reads, found) = due(&desk, person(1_000)).await;
    assert_eq!((found.count, found.more), (1_000, true));
    assert_eq!(found.figures.renewal_open.shown().as_deref(), Some("99+"));
    assert!(reads.entries <= 2_000, "{reads:?}");
}
