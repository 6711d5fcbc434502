//! The content against a plain map: whatever was committed, frozen and made into a checkpoint, it reads as the map does.

use std::collections::BTreeMap;
use std::fs::File;
use std::ops::Bound;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering as Memory};

use proptest::prelude::*;

use crate::store::embedded::checkpoint::Header;
use crate::store::embedded::checkpointer::{Workshop, make};
use crate::store::embedded::manifest::{Identity, Mark};
use crate::store::embedded::rows::EVERYTHING;
use crate::store::embedded::values::{State, tally};

use super::*;

type Model = BTreeMap<Vec<u8>, Vec<u8>>;

/// What happens to a store.
#[derive(Clone, Debug)]
enum Step {
    Commit(Vec<(Vec<u8>, Option<Vec<u8>>)>),
    Freeze,
    Checkpoint,
}

fn keys() -> impl Strategy<Value = Vec<u8>> {
    // Few different bytes, so that keys are written again, removed, and start with each other.
    proptest::collection::vec(1_u8..4, 1..6)
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let value = proptest::option::weighted(0.7, proptest::collection::vec(any::<u8>(), 0..900));
    let commit = proptest::collection::vec((keys(), value), 1..30).prop_map(Step::Commit);
    proptest::collection::vec(
        prop_oneof![3 => commit, 1 => Just(Step::Freeze), 1 => Just(Step::Checkpoint)],
        1..25,
    )
}

/// A content that nothing was committed to, and where its checkpoints go.
struct Bench {
    _folder: tempfile::TempDir,
    workshop: Workshop,
    content: Content,
    generation: AtomicU64,
}

impl Bench {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let workshop = Workshop {
            folder: folder.path().to_owned(),
            identity: Identity {
                store: [1; 16],
                demo: false,
            },
            cache_bytes: 1 << 20,
            sync: Arc::new(|_: &File| Ok(())),
        };
        Self {
            _folder: folder,
            workshop,
            content: Content::new(Base::default(), Layer::default()),
            generation: AtomicU64::new(0),
        }
    }

    /// Makes what is frozen into a checkpoint.
    fn checkpoint(&self) {
        let Some(layer) = self.content.frozen() else {
            return;
        };
        let generation = self.generation.fetch_add(1, Memory::SeqCst) + 1;
        let before = self.content.base();
        let mut below = BTreeMap::new();
        for row in before.walk(EVERYTHING, Order::Ascending).unwrap() {
            let (key, value) = row.unwrap();
            below.insert(key, Some(value));
        }
        below.extend(layer.rows().clone());
        let rows = below
            .iter()
            .filter_map(|(key, value)| Some((key, value.as_ref()?)));
        let target = Header {
            identity: self.workshop.identity,
            generation,
            mark: Mark::default(),
            state: State {
                tally: rows.fold(0, |sum, (key, value)| sum.wrapping_add(tally(key, value))),
                ..State::default()
            },
        };
        let made = make(&self.workshop, &before, &layer, target, &AtomicBool::new(false));
        self.content.replace(made.unwrap());
    }

    fn freeze(&self) {
        if self.content.frozen().is_none() {
            self.content.freeze();
        }
    }
}

fn play(bench: &Bench, model: &mut Model, step: Step) {
    match step {
        Step::Commit(changes) => {
            let changes: BTreeMap<_, _> = changes.into_iter().collect();
            for (key, value) in &changes {
                match value {
                    Some(value) => model.insert(key.clone(), value.clone()),
                    None => model.remove(key),
                };
            }
            let rows = changes.into_iter();
            let rows = rows.map(|(key, value)| (key, value.map(Value::from)));
            bench.content.add(rows.collect());
        }
        Step::Freeze => bench.freeze(),
        Step::Checkpoint => bench.checkpoint(),
    }
}

/// The rows that a plain map gives.
fn expected(model: &Model, keys: Keys<'_>, order: Order, limit: usize) -> Vec<Row> {
    let rows = of_range(model, keys).map(|(key, value)| (key.clone(), value.as_slice().into()));
    match order {
        Order::Ascending => rows.take(limit).collect(),
        Order::Descending => rows.rev().take(limit).collect(),
    }
}

fn of_range<'model>(
    model: &'model Model,
    keys: Keys<'_>,
) -> Box<dyn DoubleEndedIterator<Item = (&'model Vec<u8>, &'model Vec<u8>)> + 'model> {
    if is_empty(keys) {
        Box::new(std::iter::empty())
    } else {
        Box::new(model.range::<[u8], _>(keys))
    }
}

fn bounds() -> impl Strategy<Value = Bound<Vec<u8>>> {
    prop_oneof![
        keys().prop_map(Bound::Included),
        keys().prop_map(Bound::Excluded),
        Just(Bound::Unbounded)
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn it_reads_as_a_map_does_whatever_a_checkpoint_holds(
        steps in steps(),
        ranges in proptest::collection::vec((bounds(), bounds(), 0_usize..40), 1..6),
    ) {
        let bench = Bench::new();
        let content = &bench.content;
        let mut model = Model::new();
        for step in steps {
            play(&bench, &mut model, step);
            for (low, high, limit) in &ranges {
                let keys = (low.as_ref().map(Vec::as_slice), high.as_ref().map(Vec::as_slice));
                for order in [Order::Ascending, Order::Descending] {
                    prop_assert_eq!(
                        content.scan(keys, order, *limit).unwrap(),
                        expected(&model, keys, order, *limit)
                    );
                }
            }
            for key in model.keys() {
                let found = content.get(key).unwrap();
                prop_assert_eq!(found.as_deref(), model.get(key).map(Vec::as_slice));
            }
        }
        // With everything in a checkpoint, that alone says the same.
        bench.checkpoint();
        bench.freeze();
        bench.checkpoint();
        let base = content.base();
        let rows: Result<Vec<Row>, StoreError> = base.walk(EVERYTHING, Order::Ascending).unwrap().collect();
        prop_assert_eq!(rows.unwrap(), expected(&model, EVERYTHING, Order::Ascending, usize::MAX));
    }
}

/// One commit moves all rows at once; a reader must never see some of them moved, nor one twice, nor miss one that
/// nobody moves, whatever becomes a checkpoint meanwhile.
#[test]
fn a_page_that_is_read_while_a_checkpoint_is_made_is_whole() {
    const ROWS: u32 = 400;
    const ROUNDS: u32 = 60;
    const STAY: [u8; 5] = [0, 1, 2, 3, 4];
    let bench = Bench::new();
    let content = &bench.content;
    // Behind every seventh number: its key is longer than that of any that moves.
    let staying: Vec<Vec<u8>> = (0..ROUNDS * ROWS)
        .step_by(7)
        .map(|number| [number.to_be_bytes().as_slice(), &STAY].concat())
        .collect();
    content.add(
        staying
            .iter()
            .map(|key| (key.clone(), Some(vec![5; 60].into())))
            .collect(),
    );
    bench.freeze();
    bench.checkpoint();
    let moved = |round: u32| -> HashMap<Vec<u8>, Option<Value>> {
        let row = |number: u32| (number.to_be_bytes().to_vec(), Some(vec![7; 90].into()));
        let added = (round * ROWS..(round + 1) * ROWS).map(row);
        let before = round.saturating_sub(1) * ROWS..round * ROWS;
        added
            .chain(before.map(|number| (number.to_be_bytes().to_vec(), None)))
            .collect()
    };
    content.add(moved(0));
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for round in 1..ROUNDS {
                content.add(moved(round));
                bench.freeze();
                bench.checkpoint();
            }
            done.store(true, Memory::SeqCst);
        });
        for order in [Order::Ascending, Order::Descending].into_iter().cycle() {
            let rows = content.scan(EVERYTHING, order, usize::MAX).unwrap();
            let mut keys: Vec<&Vec<u8>> = rows.iter().map(|(key, _)| key).collect();
            if order == Order::Descending {
                keys.reverse();
            }
            let (stayed, moving): (Vec<&Vec<u8>>, Vec<&Vec<u8>>) =
                keys.into_iter().partition(|key| key.ends_with(&STAY));
            assert!(
                stayed.into_iter().eq(&staying),
                "a row that nobody moves was missed or met twice"
            );
            let numbers: Vec<u32> = moving
                .into_iter()
                .map(|key| u32::from_be_bytes(key.as_slice().try_into().unwrap()))
                .collect();
            let first = numbers.iter().min().unwrap() / ROWS * ROWS;
            let whole: Vec<u32> = (first..first + ROWS).collect();
            assert_eq!(numbers, whole);
            if done.load(Memory::SeqCst) {
                break;
            }
        }
    });
}
