//! Durable renewals per second: read one subscription, write it with its next term (its entry by expiry moves), write
//! the order that pays it and the audit entry, and wait until all of it is durable.
//!
//! Our store stands beside SQLite (WAL, synchronous FULL) behind the same kind of queue: clients read and serialize,
//! one thread writes. SQLite runs with one transaction for each renewal, and with one for all that wait.

pub mod ours;
pub mod sqlite;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use offerdesk::services::clock::Clock;
use offerdesk::store::Store;

use crate::choice::Choice;
use crate::error::{Measured, failed};
use crate::figures::{grouped, three};
use crate::stores;
use crate::summary::Summary;
use crate::table;
use crate::world::World;

use ours::Held;
use sqlite::{Desk, Grouping};

const SIZE: u32 = 100_000;
/// Between two runs: a disk that was kept busy, or that may be busy only for so long, gets its breath back.
const REST: Duration = Duration::from_secs(3);
const CLIENTS: [u32; 2] = [1, 100];

/// Who keeps the renewals.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Keeper {
    Ours,
    Sqlite(Grouping),
}

const KEEPERS: [(Keeper, &str); 3] = [
    (Keeper::Ours, "offerdesk"),
    (Keeper::Sqlite(Grouping::Each), "SQLite, one transaction each"),
    (Keeper::Sqlite(Grouping::Waiting), "SQLite, grouped"),
];

/// Measures and prints.
pub fn measure(choice: &Choice, summary: &mut Summary) -> Measured<()> {
    table::heading("Durable renewals per second");
    let size = choice.sizes_or(&[SIZE]).first().copied().unwrap_or(SIZE);
    let (runs, time) = (
        choice.runs(5, 1),
        Duration::from_secs(if choice.quick { 1 } else { 4 }),
    );
    let world = Arc::new(World::new(size, Clock::system().today()));
    let held = Arc::new(ours::held(&world, usize::MAX));
    let mut rows = Vec::new();
    for clients in CLIENTS {
        let mut rates = [const { Vec::new() }; KEEPERS.len()];
        // In turns, so that what else happens on the machine meets all of them.
        for _ in 0..runs {
            for (place, (keeper, _)) in KEEPERS.iter().enumerate() {
                let size = (size, choice.cache);
                rates[place].push(run(*keeper, &world, &held, size, clients, time)?);
                rustix::fs::sync();
                std::thread::sleep(if choice.quick { Duration::ZERO } else { REST });
            }
        }
        let medians = rates.each_mut().map(|rates| {
            rates.sort_by(f64::total_cmp);
            rates[rates.len() / 2]
        });
        let aim = if clients == 1 {
            "0.9x of SQLite"
        } else {
            "1.0x of grouped SQLite"
        };
        summary.add(
            format!("durable renewals per second, {clients} at once"),
            whole(medians[0]),
            aim,
            &[
                ("SQLite", medians[1] / medians[0]),
                ("SQLite, grouped", medians[2] / medians[0]),
            ],
        );
        for (((_, name), rates), median) in KEEPERS.iter().zip(&rates).zip(medians) {
            let ends = (rates[0], rates[rates.len() - 1]);
            rows.push(vec![
                (*name).to_owned(),
                clients.to_string(),
                whole(median),
                format!("{}-{}", whole(ends.0), whole(ends.1)),
                format!("{}x", three(medians[0] / median)),
            ]);
        }
    }
    table::print(
        &[
            "store",
            "clients",
            "renewals per second",
            "slowest-fastest run",
            "offerdesk is",
        ],
        &rows,
    );
    table::note(&format!(
        "Median of {runs} runs of {} s each on a store of {} subscriptions; each renewal is acknowledged when it is durable.",
        time.as_secs(),
        grouped(size.into())
    ));
    Ok(())
}

fn whole(rate: f64) -> String {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a rate is a small positive number
    grouped(rate.round() as u64)
}

/// Renewals per second of one run on a fresh copy.
fn run(
    keeper: Keeper,
    world: &Arc<World>,
    held: &Arc<Vec<Held>>,
    (size, cache): (u32, Option<u64>),
    clients: u32,
    time: Duration,
) -> Measured<f64> {
    let runtime = stores::runtime()?;
    match keeper {
        Keeper::Ours => {
            let path = stores::copy(size, "renewals")?;
            let engine = stores::open_with_cache(&path, false, cache)?;
            let store = Store::new(engine.clone());
            let rate = runtime.block_on(crowd(world, held, clients, time, move |world, held, number| {
                let store = store.clone();
                async move {
                    ours::renew(&store, &world, &held, number)
                        .await
                        .map_err(|error| error.to_string())
                }
            }))?;
            runtime.block_on(engine.close())?;
            Ok(rate)
        }
        Keeper::Sqlite(grouping) => {
            let desk = Desk::open(&sqlite::copy(size, "renewals")?, grouping)?;
            runtime.block_on(crowd(world, held, clients, time, move |world, held, number| {
                let desk = desk.clone();
                async move { desk.renew(&world, &held, number).await }
            }))
        }
    }
}

/// Clients that renew as fast as they can, each on subscriptions of its own.
async fn crowd<F, W>(
    world: &Arc<World>,
    held: &Arc<Vec<Held>>,
    clients: u32,
    time: Duration,
    renew: F,
) -> Measured<f64>
where
    F: Fn(Arc<World>, Held, u64) -> W + Clone + Send + Sync + 'static,
    W: Future<Output = Result<(), String>> + Send,
{
    // The first renewals warm the page caches and the branch predictors; they do not count.
    let (warm, done) = (Duration::from_millis(500), Arc::new(AtomicU64::new(0)));
    let began = Instant::now();
    let mut tasks = tokio::task::JoinSet::new();
    for client in 0..clients {
        let (world, held, renew, done) = (world.clone(), held.clone(), renew.clone(), done.clone());
        tasks.spawn(async move {
            let mut turn = 0_u64;
            while began.elapsed() < warm + time {
                let number = turn * u64::from(clients) + u64::from(client);
                let count = u64::try_from(held.len()).unwrap_or(1);
                // A factor without common divisors spreads the renewals over the whole store.
                let place = usize::try_from(number.wrapping_mul(7_919) % count).unwrap_or(0);
                let Some(one) = held.get(place) else { break };
                renew(world.clone(), one.clone(), number).await?;
                if began.elapsed() >= warm && began.elapsed() < warm + time {
                    done.fetch_add(1, Ordering::Relaxed);
                }
                turn += 1;
            }
            Ok::<(), String>(())
        });
    }
    while let Some(ended) = tasks.join_next().await {
        if let Err(error) = ended? {
            return failed(error);
        }
    }
    Ok(done.load(Ordering::Relaxed) as f64 / time.as_secs_f64())
}
