//! After a charge no copy of the card's number or digits is left in the memory of the process: neither on a heap
//! nor on a stack, neither by the client nor by the sandbox, which here share one process.

use std::fs::File;
use std::os::unix::fs::FileExt;

use offerdesk::payments::card::{CardData, SecretDigits};
use offerdesk::payments::gateway::{Confirmation, Gateway};
use offerdesk::payments::sandbox::Sandbox;

use crate::support::{APPROVED, Served, card, options, prepared, run};

/// The number's digits, each plus 100, so that the test itself keeps no copy of what it looks for. No other test
/// uses this number.
const SHIFTED: [u8; 16] = [
    104, 109, 101, 107, 102, 108, 100, 103, 109, 105, 104, 106, 101, 108, 107, 106,
];

#[test]
fn no_copy_of_a_number_outlives_its_charge() {
    run(async {
        let folder = tempfile::tempdir().unwrap();
        let sandbox = Sandbox::open(folder.path(), options()).unwrap();
        pay(&sandbox).await;
        let served = Served::start(folder.path(), options()).await;
        pay(&served.client).await;
        served.stop().await;
        assert_eq!(copies(), 0);

        let kept = secret_card();
        assert_ne!(copies(), 0, "the search finds a number that is still there");
        drop(kept);
        assert_eq!(copies(), 0);
    });
}

async fn pay(gateway: &dyn Gateway) {
    let card = secret_card();
    assert!(card.check().is_ok());
    let tokenized = gateway.tokenize(card).await.unwrap();
    let reference = prepared(gateway, "order-1/1").await;
    let answer = gateway.confirm(reference, tokenized.token).await;
    assert_eq!(answer, Ok(Confirmation::Charged));
}

fn secret_card() -> CardData {
    let mut card = card(APPROVED);
    card.number = SecretDigits::default();
    for shifted in SHIFTED {
        assert!(card.number.push(char::from(shifted - 100 + b'0')));
    }
    card
}

/// How often the number is in the writable memory of this process, as text or as digits. The block that memory is
/// read into is wiped before each reading, or else the search would find its own copies; one that is read next to
/// that block may still be counted twice.
fn copies() -> usize {
    let maps = std::fs::read_to_string("/proc/self/maps").unwrap();
    let memory = File::open("/proc/self/mem").unwrap();
    let mut block = vec![0_u8; 1 << 16];
    let step = u64::try_from(block.len() - (SHIFTED.len() - 1)).unwrap();
    let mut found = 0;
    for (start, end) in maps.lines().filter_map(writable) {
        let mut place = start;
        while place < end {
            block.fill(0);
            // Memory that was given back since the map was read cannot be read, and holds nothing.
            let read = memory.read_at(&mut block, place).unwrap_or(0);
            found += count(&block[..read]);
            place += step;
        }
    }
    block.fill(0);
    found
}

fn writable(line: &str) -> Option<(u64, u64)> {
    let (range, rest) = line.split_once(' ')?;
    let (start, end) = range.split_once('-')?;
    let address = |text| u64::from_str_radix(text, 16).ok();
    rest.starts_with("rw").then_some((address(start)?, address(end)?))
}

fn count(block: &[u8]) -> usize {
    let is = |window: &[u8], base: u8| {
        window
            .iter()
            .zip(SHIFTED)
            .all(|(byte, shifted)| *byte == base + (shifted - 100))
    };
    let starts = [SHIFTED[0] - 100, SHIFTED[0] - 100 + b'0'];
    block
        .windows(SHIFTED.len())
        .filter(|window| starts.contains(&window[0]) && (is(window, 0) || is(window, b'0')))
        .count()
}
