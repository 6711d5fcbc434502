//! The content against a plain map: whatever was committed, turned over and settled, it reads as the map does.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};

use proptest::prelude::*;

use super::*;

type Model = BTreeMap<Vec<u8>, Vec<u8>>;

/// What happens to a store.
#[derive(Clone, Debug)]
enum Step {
    Commit(Vec<(Vec<u8>, Option<Vec<u8>>)>),
    Turn,
    Settle,
}

fn keys() -> impl Strategy<Value = Vec<u8>> {
    // Few different bytes, so that keys are written again, removed, and start with each other.
    proptest::collection::vec(1_u8..4, 1..6)
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let value = proptest::option::weighted(0.7, proptest::collection::vec(any::<u8>(), 0..900));
    let commit = proptest::collection::vec((keys(), value), 1..30).prop_map(Step::Commit);
    proptest::collection::vec(
        prop_oneof![3 => commit, 1 => Just(Step::Turn), 1 => Just(Step::Settle)],
        1..25,
    )
}

fn empty() -> (tempfile::TempDir, Content) {
    let folder = tempfile::tempdir().unwrap();
    let db = sled::Config::new()
        .path(folder.path())
        .flush_every_ms(None)
        .open()
        .unwrap();
    let content = Content::new(Tree::new(db, 512 << 10), None, Layer::default());
    (folder, content)
}

fn settle(content: &Content) {
    if let Some(layer) = content.settling() {
        content.tree().settle(layer.rows(), || Ok(())).unwrap();
        content.settled();
    }
}

fn play(content: &Content, model: &mut Model, step: Step) {
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
            content.add(
                rows.map(|(key, value)| (key, value.map(sled::IVec::from)))
                    .collect(),
            );
        }
        Step::Turn => {
            if content.settling().is_none() {
                content.turn();
            }
        }
        Step::Settle => settle(content),
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
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn it_reads_as_a_map_does_whatever_is_settled(
        steps in steps(),
        ranges in proptest::collection::vec((bounds(), bounds(), 0_usize..40), 1..6),
    ) {
        let (_folder, content) = empty();
        let mut model = Model::new();
        for step in steps {
            play(&content, &mut model, step);
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
        // Once everything is settled, the tree alone says the same.
        settle(&content);
        content.turn();
        settle(&content);
        let everything = (Bound::Unbounded, Bound::Unbounded);
        let rows: Result<Vec<Row>, StoreError> = content.tree().walk(everything, Order::Ascending).collect();
        prop_assert_eq!(rows.unwrap(), expected(&model, everything, Order::Ascending, usize::MAX));
    }
}

/// One commit moves all rows at once; a reader must never see some of them moved, nor one twice. Between them lie rows
/// that nobody moves, in the blocks that are divided and emptied meanwhile: no layer covers those, and they were missed
/// where the first part of a divided block went into the page that the reader had just left.
#[test]
fn a_page_that_is_read_while_rows_are_settled_is_whole() {
    const ROWS: u32 = 400;
    const ROUNDS: u32 = 60;
    const STAY: [u8; 5] = [0, 1, 2, 3, 4];
    let (_folder, content) = empty();
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
    content.turn();
    settle(&content);
    let moved = |round: u32| -> HashMap<Vec<u8>, Option<sled::IVec>> {
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
                content.turn();
                settle(&content);
            }
            done.store(true, Ordering::SeqCst);
        });
        for order in [Order::Ascending, Order::Descending].into_iter().cycle() {
            let rows = content
                .scan((Bound::Unbounded, Bound::Unbounded), order, usize::MAX)
                .unwrap();
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
            if done.load(Ordering::SeqCst) {
                break;
            }
        }
    });
}
