//! Index pages and the holders of claims: everything is found once, in order, whatever the size of a page.

use offerdesk::store::record::{Claim, Expect, Scan};

use crate::place::Place;
use crate::reading::walk;
use crate::support::{Note, add, audited, clean, id, note, putting};

pub async fn pages_follow_the_index_in_both_directions_whatever_the_page_size(place: &dyn Place) {
    let engine = place.create().await;
    let mut model: Vec<(Vec<u8>, Vec<u8>)> = Vec::new();
    // Keys of different lengths, with zeros and repeats; written in an order that is not theirs.
    let keys = (0_u64..400).map(|n| {
        let scattered = (n * 7_919) % 400;
        let mut key = vec![u8::try_from(scattered % 5).unwrap()];
        key.extend(std::iter::repeat_n(0, usize::try_from(scattered % 3).unwrap()));
        key.extend_from_slice(&(scattered / 2).to_be_bytes()[6..]);
        (scattered, key)
    });
    for chunk in keys.collect::<Vec<_>>().chunks(40) {
        let mut batch = audited();
        for (number, key) in chunk {
            model.push((key.clone(), id(*number)));
            let note = Note::new(*number, "x")
                .entry(3, key.clone())
                .entry(2, "noise")
                .entry(4, "noise");
            batch.put(&note, Expect::Absent).unwrap();
        }
        engine.commit(batch).await.unwrap();
    }
    model.sort();
    for prefix in [vec![], vec![2], vec![2, 0], vec![0, 0, 0], vec![9]] {
        for descending in [false, true] {
            let mut expected: Vec<_> = model
                .iter()
                .filter(|(key, _)| key.starts_with(&prefix))
                .cloned()
                .collect();
            if descending {
                expected.reverse();
            }
            for limit in [1, 7, 1_000] {
                let scan = Scan {
                    prefix: prefix.clone(),
                    descending,
                    ..all_of(3, limit)
                };
                let found = walk(&engine, scan).await.into_iter();
                let found: Vec<_> = found.map(|(key, record)| (key, record.id)).collect();
                assert_eq!(
                    found, expected,
                    "prefix {prefix:?}, descending {descending}, limit {limit}"
                );
            }
        }
    }
}

fn all_of(index: u8, limit: usize) -> Scan {
    Scan {
        index,
        prefix: Vec::new(),
        after: None,
        limit,
        descending: false,
    }
}

pub async fn a_page_goes_on_behind_an_entry_that_is_gone_by_then(place: &dyn Place) {
    let engine = place.create().await;
    let mut versions = Vec::new();
    for number in 1..=5 {
        let added = Note::new(number, "x").entry(1, vec![u8::try_from(number).unwrap()]);
        versions.push(add(&engine, &added).await.number);
    }
    for (descending, expected) in [(false, vec![4, 5]), (true, vec![2, 1])] {
        let scan = Scan {
            descending,
            ..all_of(1, 3)
        };
        let page = engine.scan(scan.clone()).await.unwrap();
        let last = page.last().unwrap();
        assert_eq!(last.record, note(3), "there, or where it was");
        let cursor = last.cursor.clone();
        let mut gone = audited();
        gone.delete::<Note>(id(3), Expect::Version(versions[2]));
        engine.commit(gone).await.unwrap();
        let rest = Scan {
            after: Some(cursor),
            ..scan
        };
        let rest = engine.scan(rest).await.unwrap();
        let rest: Vec<_> = rest.into_iter().map(|found| found.record).collect();
        assert_eq!(rest, expected.into_iter().map(note).collect::<Vec<_>>());
        versions[2] = add(&engine, &Note::new(3, "again").entry(1, [3])).await.number;
    }
}

pub async fn a_cursor_of_another_scan_is_ignored_instead_of_leading_out_of_this_one(place: &dyn Place) {
    let engine = place.create().await;
    for (number, key) in [(1, "a1"), (2, "a2"), (3, "b1")] {
        add(&engine, &Note::new(number, "x").entry(1, key).entry(2, key)).await;
    }
    let everything = engine.scan(all_of(1, 10)).await.unwrap();
    for (index, prefix, expected) in [(2, "a", vec![1, 2]), (1, "b", vec![3]), (3, "", vec![])] {
        for descending in [false, true] {
            let scan = Scan {
                prefix: prefix.into(),
                after: Some(everything[0].cursor.clone()),
                descending,
                ..all_of(index, 10)
            };
            let found = engine.scan(scan).await.unwrap();
            let mut found: Vec<_> = found.into_iter().map(|found| found.record).collect();
            found.sort();
            assert_eq!(found, expected.iter().copied().map(note).collect::<Vec<_>>());
        }
    }
}

pub async fn a_record_is_found_where_it_is_now_and_once_under_a_key_that_it_names_twice(place: &dyn Place) {
    let engine = place.create().await;
    let twice = Note::new(1, "a").entry(1, "k").entry(1, "k").entry(1, "other");
    let first = add(&engine, &twice).await.number;
    let found = engine.scan(all_of(1, 10)).await.unwrap();
    let keys: Vec<_> = found.into_iter().map(|found| found.key).collect();
    assert_eq!(keys, [b"k".to_vec(), b"other".to_vec()]);
    let moved = putting(&Note::new(1, "b").entry(1, "z"), Expect::Version(first));
    engine.commit(moved).await.unwrap();
    let found = engine.scan(all_of(1, 10)).await.unwrap();
    let keys: Vec<_> = found.into_iter().map(|found| found.key).collect();
    assert_eq!(keys, [b"z".to_vec()]);
    assert!(engine.scan(all_of(1, 0)).await.unwrap().is_empty());
    assert_eq!(clean(&engine).await.entries, 1);
}

pub async fn holders_come_in_the_order_of_their_claims_and_no_more_than_asked(place: &dyn Place) {
    let engine = place.create().await;
    for (number, claim) in [
        (1, "n/30"),
        (2, "n/1"),
        (3, "n/200"),
        (4, "m/1"),
        (5, "n"),
        (6, "ń/1"),
    ] {
        add(&engine, &Note::new(number, "x").claim(claim)).await;
    }
    let holders = async |start: &str, limit: usize| {
        let found = engine.holders(Claim(start.to_owned()), limit).await.unwrap();
        let line = |(claim, holder): (Claim, _)| (claim.0, holder);
        found.into_iter().map(line).collect::<Vec<_>>()
    };
    let held = |claim: &str, number: u64| (claim.to_owned(), note(number));
    let all = [held("n/1", 2), held("n/200", 3), held("n/30", 1)];
    assert_eq!(holders("n/", 10).await, all);
    assert_eq!(holders("n/", 2).await, all[..2]);
    assert_eq!(holders("n/", 0).await, []);
    assert_eq!(holders("ń", 10).await, [held("ń/1", 6)]);
    assert_eq!(holders("x", 10).await, []);
    let everything: Vec<String> = holders("", 10)
        .await
        .into_iter()
        .map(|(claim, _)| claim)
        .collect();
    assert_eq!(everything, ["m/1", "n", "n/1", "n/200", "n/30", "ń/1"]);
}

pub async fn a_scan_begins_where_a_key_would_stand(place: &dyn Place) {
    let engine = place.create().await;
    let keys: [&[u8]; 6] = [&[1], &[1, 0], &[1, 0, 7], &[1, 5], &[2], &[2]];
    for (number, key) in (1..).zip(keys) {
        add(&engine, &Note::new(number, "x").entry(1, key).entry(2, [1, 1])).await;
    }
    for (key, expected) in [
        (&[][..], vec![1, 2, 3, 4, 5, 6]),
        (&[1], vec![1, 2, 3, 4, 5, 6]),
        (&[1, 0], vec![2, 3, 4, 5, 6]),
        (&[1, 0, 6], vec![3, 4, 5, 6]),
        (&[1, 5, 0], vec![5, 6]),
        (&[2], vec![5, 6]),
        (&[3], vec![]),
    ] {
        let scan = Scan {
            after: Some(engine.place(1, key)),
            ..all_of(1, 10)
        };
        let found = engine.scan(scan).await.unwrap();
        let found: Vec<_> = found.into_iter().map(|found| found.record).collect();
        assert_eq!(
            found,
            expected.into_iter().map(note).collect::<Vec<_>>(),
            "{key:?}"
        );
    }
}
