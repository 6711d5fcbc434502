//! Random people order, pay by card and by transfer, change their minds and cancel, while the bank is at fault, Finance
//! books what comes in, days pass and older copies of the store are put back. After every action the equation of the
//! money that came in holds (`books`), and after every settling that of the network's ledger (`equation`).
//!
//! Each round begins with a script in which every important action succeeds once, so that the short form cannot miss one;
//! the long form insists that chance found each of them as well. A seed decides the random part:
//! `OFFERDESK_PAYMENTS_SEED` plays one again, and `OFFERDESK_PAYMENTS_ROUNDS=200` is the long form.

#[path = "random/buying.rs"]
mod buying;
#[path = "random/fixture.rs"]
mod fixture;
#[path = "random/money.rs"]
mod money;
#[path = "random/script.rs"]
mod script;
#[path = "random/world.rs"]
pub mod world;

use world::{Seen, World};

const ACTIONS: usize = 120;

/// From so many rounds on, chance has to find each important action.
const MANY_ROUNDS: u64 = 20;

/// What must come to this end at least once.
const IMPORTANT: [(&str, &str); 39] = [
    ("order", "charged"),
    ("order", "declined"),
    ("order", "silent"),
    ("order", "awaiting"),
    ("order", "refused"),
    ("order again", "awaiting"),
    ("change", "awaiting"),
    ("change", "charged"),
    ("change", "refused"),
    ("give up", "done"),
    ("give up money", "done"),
    ("book", "exactly"),
    ("book", "in part"),
    ("book", "too much"),
    ("book", "wrong currency"),
    ("book", "late"),
    ("book", "too early"),
    ("book", "not awaited"),
    ("book", "for what was given up"),
    ("book", "reference used"),
    ("book", "looks booked"),
    ("book for nothing", "refused"),
    ("apply", "done"),
    ("apply", "refused"),
    ("return", "done"),
    ("return transfer", "done"),
    ("return refused card", "done"),
    ("cancel card", "done"),
    ("cancel transfer", "done"),
    ("cancel without refund", "done"),
    ("say VAT ID", "done"),
    ("reject VAT ID", "done"),
    ("rated anew", "done"),
    ("by hand: wrongly not charged", "done"),
    ("refund orphan", "done"),
    ("attach", "done"),
    ("dispute", "done"),
    ("set back", "done"),
    ("reopen", "done"),
];

#[tokio::test]
async fn money_and_charges_add_up_whatever_people_do() {
    let number = |name: &str| std::env::var(name).ok().map(|text| text.parse::<u64>().unwrap());
    let given = number("OFFERDESK_PAYMENTS_SEED");
    let rounds = match given {
        Some(_) => 1,
        None => number("OFFERDESK_PAYMENTS_ROUNDS").unwrap_or(2),
    };
    let first = given.unwrap_or_else(|| getrandom::u64().unwrap() >> 16);
    let mut seen = Seen::new();
    for seed in (first..).take(usize::try_from(rounds).unwrap()) {
        println!("OFFERDESK_PAYMENTS_SEED={seed}");
        for (what, times) in play(seed).await {
            *seen.entry(what).or_default() += times;
        }
    }
    tell(&seen);
    if rounds >= MANY_ROUNDS {
        missed_nothing(&seen, "chance");
    }
}

#[tokio::test]
async fn money_and_charges_add_up_through_each_important_action() {
    let mut world = World::begin(1).await;
    script::play(&mut world).await;
    tell(&world.seen);
    missed_nothing(&world.seen, "the script");
    world.end().await;
}

async fn play(seed: u64) -> Seen {
    let mut world = World::begin(seed).await;
    for _ in 0..ACTIONS {
        act(&mut world).await;
        world.hold().await;
    }
    world.settle().await;
    let seen = std::mem::take(&mut world.seen);
    world.end().await;
    seen
}

async fn act(world: &mut World) {
    match world.chance.below(100) {
        0..=19 => world.random_order().await,
        20..=21 => world.random_again().await,
        22..=26 => world.random_change().await,
        27..=29 => world.random_give_up().await,
        30..=52 => world.random_booking().await,
        53..=58 => world.random_apply().await,
        59 => world.random_dispute().await,
        60 => world.random_return().await,
        61..=64 => world.random_refund().await,
        65..=71 => world.random_cancellation().await,
        72..=77 => world.random_profile().await,
        78..=80 => world.random_by_hand().await,
        81..=84 => world.random_orphan().await,
        85..=86 => world.copy(),
        87 if !world.copies.is_empty() => {
            let limit = u64::try_from(world.copies.len()).unwrap();
            let place = usize::try_from(world.chance.below(limit)).unwrap();
            world.set_back(place).await;
        }
        88 => world.reopen().await,
        89..=94 => {
            let days = *world.chance.one_of(&[1, 2, 3, 8, 8, 15, 33, 340]);
            world.days_pass(days).await;
        }
        95..=97 => world.settle().await,
        _ => world.reconcile().await,
    }
}

#[allow(clippy::print_stdout)] // shown with --nocapture: what a run came across
fn tell(seen: &Seen) {
    for ((action, end), times) in seen {
        println!("{times:6}  {action}: {end}");
    }
}

fn missed_nothing(seen: &Seen, who: &str) {
    let missed: Vec<_> = IMPORTANT
        .iter()
        .filter(|what| !seen.contains_key(*what))
        .collect();
    assert!(missed.is_empty(), "{who} missed {missed:?}");
}
