//! What people see: one picture for each state of every screen, as text, styles and cursor.
//!
//! The pictures lie in `tests/screens/snapshots`. A walk presses real keys in the real loop; where a state takes an
//! outside that no test has (a bank that refunds, a page that is being loaded), the screen is given the answer.
//! Each state is held at 80x24 in English; each screen also in Polish (`-pl`), at 60x18, 120x40 and 250x80
//! (`-60x18` and so on), in each theme (`-themes`: styles only), without color and in ASCII. A new picture is read as a user would read it before it is accepted.

// Clippy's allowance for tests does not reach the functions that several tests share.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

#[path = "screens/album.rs"]
mod album;
#[path = "screens/copying.rs"]
mod copying;
#[path = "screens/due.rs"]
mod due;
#[path = "screens/finance.rs"]
mod finance;
#[path = "screens/finding.rs"]
mod finding;
#[path = "screens/lists.rs"]
mod lists;
#[path = "screens/orders.rs"]
mod orders;
#[path = "screens/outcomes.rs"]
mod outcomes;
#[path = "support/pilot.rs"]
mod pilot;
#[path = "screens/profile.rs"]
mod profile;
#[path = "screens/records.rs"]
mod records;
#[path = "screens/requests.rs"]
mod requests;
#[path = "screens/review.rs"]
mod review;
#[path = "screens/setup.rs"]
mod setup;
#[path = "screens/stage.rs"]
mod stage;
#[path = "screens/support.rs"]
mod support;
#[path = "pictures/svg.rs"]
mod svg;
#[path = "screens/themes.rs"]
mod themes;
#[path = "screens/tiles.rs"]
mod tiles;
#[path = "screens/wizard.rs"]
mod wizard;

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

/// A picture whose test is gone would be kept, and read, for nothing.
#[test]
fn every_picture_belongs_to_a_test_and_none_waits_to_be_accepted() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/screens");
    let names = |folder: PathBuf| -> BTreeSet<String> {
        let entries = fs::read_dir(folder).unwrap();
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        names.collect()
    };
    let mut code = String::new();
    for name in names(folder.clone()) {
        let path = folder.join(name);
        if path.extension().is_some_and(|extension| extension == "rs") {
            code.push_str(&fs::read_to_string(path).unwrap());
        }
    }
    let stale: Vec<String> = names(folder.join("snapshots"))
        .into_iter()
        .filter(|file| {
            let stem = file.strip_suffix(".snap");
            let name = stem.map(album::name_without_look);
            !name.is_some_and(|name| code.contains(&format!("\"{name}\"")))
        })
        .collect();
    assert!(stale.is_empty(), "no test makes these pictures: {stale:?}");
}
