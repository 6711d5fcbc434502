//! Copies of a store: a backup that is made while commits go on, and laid down elsewhere.

// A test reports by panicking, also in the functions beside the tests.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

#[path = "support/store.rs"]
mod support;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use offerdesk::domain::attachment::FileHash;
use offerdesk::domain::date::Timestamp;
use offerdesk::store::copies::{BackupFacts, CopyError, Restored, Takes};
use offerdesk::store::error::StoreError;
use offerdesk::store::files::Files;
use offerdesk::store::opening::OpenOptions;
use offerdesk::store::record::{Engine, Expect};
use support::{DEMO, Home, Note, REAL, add, clean, inspect, note, options, putting, set_mode};

const AT: Timestamp = Timestamp(1_782_000_000_000);

const LANES: u64 = 4;

fn in_small_layers(options: OpenOptions) -> OpenOptions {
    OpenOptions {
        layer_bytes: 20_000,
        ..options.creating(REAL)
    }
}

fn back_up(path: &Path) -> Result<(Vec<u8>, BackupFacts), CopyError> {
    let mut bytes = Vec::new();
    let facts = offerdesk::store::backup(path, &mut bytes, AT)?;
    assert_eq!(facts.bytes, u64::try_from(bytes.len()).unwrap());
    Ok((bytes, facts))
}

fn restore(home: &Home, mut bytes: &[u8]) -> Result<Restored, CopyError> {
    offerdesk::store::restore(&home.path(), &mut bytes, Takes::Any, &options(), inspect)
}

/// What has to wait for the disk does not run on a thread of the runtime.
async fn at_the_disk<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    tokio::task::spawn_blocking(work).await.unwrap()
}

/// Commits in one lane: one record that counts, and one more for each count.
async fn lane(engine: Arc<dyn Engine>, lane: u64, stop: Arc<AtomicBool>) {
    let mut version = Expect::Absent;
    for count in 1.. {
        let counter = Note::new(lane, &count.to_string()).entry(1, lane.to_be_bytes());
        let mut batch = putting(&counter, version);
        let one_more = Note::new(lane * 1_000_000 + count, &"x".repeat(200))
            .entry(1, count.to_be_bytes())
            .claim(&format!("count/{lane}/{count}"));
        batch.put(&one_more, Expect::Absent).unwrap();
        version = Expect::Version(engine.commit(batch).await.unwrap().number);
        if stop.load(Ordering::SeqCst) {
            break;
        }
    }
}

/// What a store holds that was as one commit left it.
async fn holds_one_commit(engine: &Arc<dyn Engine>) -> u64 {
    let report = clean(engine).await;
    let mut commits = 0;
    for lane in 1..=LANES {
        let Some(envelope) = engine.get(note(lane)).await.unwrap() else {
            continue;
        };
        let counter: Note = postcard::from_bytes(&envelope.payload).unwrap();
        let count: u64 = counter.text.parse().unwrap();
        commits += count;
        for number in [1, count] {
            let one = engine.get(note(lane * 1_000_000 + number)).await.unwrap();
            assert!(one.is_some(), "lane {lane} lacks {number} of {count}");
        }
        let beyond = engine.get(note(lane * 1_000_000 + count + 1)).await.unwrap();
        assert!(beyond.is_none(), "lane {lane} has more than {count}");
    }
    assert_eq!(commits, report.last_commit, "the lanes are of different commits");
    commits
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_backup_made_while_commits_go_on_holds_what_one_commit_left() {
    let home = Home::new();
    let engine = home.open(in_small_layers).unwrap();
    let stop = Arc::new(AtomicBool::new(false));
    let lanes: Vec<_> = (1..=LANES)
        .map(|number| tokio::spawn(lane(engine.clone(), number, stop.clone())))
        .collect();
    let mut backups = Vec::new();
    for _ in 0..12 {
        let path = home.path();
        let acknowledged = engine.facts().last_commit;
        let (bytes, facts) = at_the_disk(move || back_up(&path)).await.unwrap();
        assert!(
            facts.last_commit >= acknowledged,
            "an acknowledged commit is not in it"
        );
        backups.push((bytes, facts));
        while engine.facts().last_commit < facts.last_commit + 50 {
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
    }
    stop.store(true, Ordering::SeqCst);
    for lane in lanes {
        lane.await.unwrap();
    }
    engine.close().await.unwrap();
    let numbers = backups.iter().map(|(_, facts)| facts.last_commit);
    assert!(numbers.is_sorted());
    let with_checkpoint = backups.iter().filter(|(bytes, _)| {
        let text = String::from_utf8_lossy(bytes);
        text.contains("checkpoint.")
    });
    assert!(with_checkpoint.count() > 1, "no checkpoint was made meanwhile");
    for (bytes, facts) in backups {
        let elsewhere = Home::new();
        let path = elsewhere.path();
        let restored = at_the_disk(move || {
            let restored = restore(&elsewhere, &bytes).unwrap();
            (restored, elsewhere)
        });
        let (restored, elsewhere) = restored.await;
        assert_eq!(restored, Restored { facts, problems: 0 });
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o700);
        let engine = elsewhere.reopen().unwrap();
        assert_eq!(holds_one_commit(&engine).await, facts.last_commit);
        add(&engine, &Note::new(9, "on")).await;
        engine.close().await.unwrap();
    }
}

/// A store with a checkpoint, commits since, and two attached files.
async fn filled() -> Home {
    let home = Home::new();
    let engine = home.open(in_small_layers).unwrap();
    let files = Files::in_folder(&home.path());
    for number in 0..60 {
        add(
            &engine,
            &Note::new(number, &"x".repeat(300))
                .entry(1, number.to_be_bytes())
                .claim(&format!("note/{number}")),
        )
        .await;
    }
    for content in [b"%PDF-1.7\none".to_vec(), b"%PDF-1.7\ntwo".to_vec()] {
        files.keep(content, AT).await.unwrap();
    }
    engine.close().await.unwrap();
    home
}

#[tokio::test]
async fn a_backup_of_a_closed_store_changes_nothing_and_is_the_same_each_time() {
    let home = filled().await;
    let before = home.files();
    set_mode(&home.path(), 0o500);
    let path = home.path();
    let (one, facts) = at_the_disk(move || back_up(&path)).await.unwrap();
    set_mode(&home.path(), 0o700);
    assert!(before == home.files(), "the backup changed the store");
    assert_eq!((facts.last_commit, facts.files, facts.demo), (60, 2, false));
    assert_eq!(facts.last_day.unwrap().to_string(), support::TODAY);
    let path = home.path();
    let (other, _) = at_the_disk(move || back_up(&path)).await.unwrap();
    assert!(one == other);
    let elsewhere = Home::new();
    // An empty folder is as good as none.
    fs::create_dir(elsewhere.path()).unwrap();
    let (elsewhere, restored) = at_the_disk(move || {
        let restored = restore(&elsewhere, &one).unwrap();
        (elsewhere, restored)
    })
    .await;
    assert_eq!(restored.facts, facts);
    let engine = elsewhere.reopen().unwrap();
    assert_eq!(clean(&engine).await.last_commit, 60);
    let names = Files::in_folder(&elsewhere.path()).names().await.unwrap();
    let mut expected = [FileHash::of(b"%PDF-1.7\none"), FileHash::of(b"%PDF-1.7\ntwo")];
    expected.sort_unstable();
    assert_eq!(names, expected);
}

#[tokio::test]
async fn a_new_and_a_demo_store_are_copied_as_well() {
    let home = Home::new();
    let engine = home.open(|options| options.creating(DEMO)).unwrap();
    engine.close().await.unwrap();
    fs::create_dir(home.path().join("sandbox-bank")).unwrap();
    fs::write(home.path().join("sandbox-bank/ledger"), "charges").unwrap();
    let (elsewhere, refused) = at_the_disk(move || {
        let (bytes, facts) = back_up(&home.path()).unwrap();
        assert!(facts.demo && facts.last_commit == 0 && facts.last_day.is_none());
        assert!(!String::from_utf8_lossy(&bytes).contains("sandbox-bank"));
        let elsewhere = Home::new();
        restore(&elsewhere, &bytes).unwrap();
        let real = Home::new();
        let engine = real.create();
        drop(engine);
        let (bytes, _) = back_up(&real.path()).unwrap();
        let demo = Home::new();
        let refused = offerdesk::store::restore(
            &demo.path(),
            &mut bytes.as_slice(),
            Takes::Demo,
            &options(),
            inspect,
        );
        assert!(!demo.path().exists());
        (elsewhere, refused)
    })
    .await;
    assert!(matches!(refused, Err(CopyError::NoDemo)));
    assert!(elsewhere.reopen().unwrap().facts().demo);
}

/// Everything below the folder in which a store is to be.
fn around(home: &Home) -> Vec<std::path::PathBuf> {
    let parent = home.path();
    let entries = fs::read_dir(parent.parent().unwrap()).unwrap();
    entries.map(|entry| entry.unwrap().path()).collect()
}

fn is_refused(bytes: &[u8]) -> bool {
    let home = Home::new();
    let refused = restore(&home, bytes);
    assert_eq!(
        around(&home),
        Vec::<std::path::PathBuf>::new(),
        "something is left"
    );
    matches!(refused, Err(CopyError::Store(StoreError::BadBackup(_))))
}

#[tokio::test]
async fn a_backup_that_was_cut_flipped_appended_or_is_none_is_refused_whole() {
    let home = filled().await;
    at_the_disk(move || {
        let (whole, _) = back_up(&home.path()).unwrap();
        // Each header and what is around it, then every so many bytes.
        let headers = (0..whole.len())
            .step_by(512)
            .filter(|at| whole[*at..].starts_with(b"store.") || whole[*at..].starts_with(b"files/"));
        let mut places: Vec<usize> = headers
            .flat_map(|at| [at, at + 130, at + 511, at + 540])
            .collect();
        places.extend((0..whole.len()).step_by(whole.len() / 60));
        places.extend([1, 511, 512, 1_023].map(|back| whole.len() - back));
        places.extend([1_025, 1_500, 1_535, 1_537, 2_040].map(|back| whole.len() - back));
        for at in places {
            let mut flipped = whole.clone();
            flipped[at] ^= 0x10;
            assert!(is_refused(&flipped), "flipped at {at}");
            assert!(is_refused(&whole[..at]), "cut at {at}");
        }
        assert!(is_refused(&[whole.as_slice(), b"more"].concat()));
        assert!(is_refused(&[whole.as_slice(), &[0; 512]].concat()));
        assert!(is_refused(b"a letter"));
        assert!(is_refused(&[0; 4_096]));
        assert!(is_refused(&[]));
    })
    .await;
}

/// Puts an archive together as a stranger would, with a seal that fits.
fn sealed(entries: &[(tar::Header, &[u8])]) -> Vec<u8> {
    use sha2::Digest;
    let mut bytes = Vec::new();
    let push = |bytes: &mut Vec<u8>, header: &tar::Header, content: &[u8]| {
        bytes.extend_from_slice(header.as_bytes());
        bytes.extend_from_slice(content);
        bytes.resize(bytes.len().next_multiple_of(512), 0);
    };
    for (header, content) in entries {
        push(&mut bytes, header, content);
    }
    let hash = sha2::Sha256::digest(&bytes);
    let seal = offerdesk::store::check::hex(&hash) + "\n";
    push(&mut bytes, &header("backup.sha256", 65), seal.as_bytes());
    bytes.resize(bytes.len() + 1_024, 0);
    bytes
}

fn header(name: &str, size: u64) -> tar::Header {
    let mut header = tar::Header::new_ustar();
    // Past everything that the library refuses by itself.
    header.as_mut_bytes()[..name.len()].copy_from_slice(name.as_bytes());
    header.set_entry_type(tar::EntryType::Regular);
    header.set_mode(0o600);
    header.set_uid(0);
    header.set_gid(0);
    header.set_size(size);
    header.set_mtime(1_782_000_000);
    header.set_cksum();
    header
}

#[tokio::test]
async fn names_and_sizes_in_a_backup_are_not_trusted() {
    let home = filled().await;
    at_the_disk(move || {
        let manifest = fs::read(home.path().join("store.manifest")).unwrap();
        let first = (header("store.manifest", 1_024), manifest.as_slice());
        let hostile = [
            "../stolen",
            "/tmp/stolen",
            "files/../../stolen",
            "files/short",
            "files",
            "journal.01",
            "journal.-1",
            "index.1",
            "journal.unfinished",
            "store.lock",
            "store.manifest",
            "checkpoint.1/x",
        ];
        for name in hostile {
            let bytes = sealed(&[first.clone(), (header(name, 4), b"evil")]);
            assert!(is_refused(&bytes), "{name}");
        }
        let attached = format!("files/{}", FileHash::of(b"%PDF"));
        assert!(is_refused(&sealed(&[
            first.clone(),
            (header(&attached, 4), b"evil")
        ])));
        let huge = sealed(&[first.clone(), (header(&attached, 1 << 40), b"%PDF")]);
        assert!(is_refused(&huge));
        // Nothing but a manifest is no store, and neither is nothing.
        assert!(is_refused(&sealed(std::slice::from_ref(&first))));
        assert!(is_refused(&sealed(&[])));
        let mut link = header("journal.0", 0);
        link.set_entry_type(tar::EntryType::Symlink);
        link.set_link_name("/etc/hostname").unwrap();
        link.set_cksum();
        assert!(is_refused(&sealed(&[first, (link, b"")])));
    })
    .await;
}

#[tokio::test]
async fn a_folder_that_holds_something_is_not_restored_into() {
    let home = filled().await;
    at_the_disk(move || {
        let (bytes, _) = back_up(&home.path()).unwrap();
        let before = home.files();
        let refused = restore(&home, &bytes);
        assert!(matches!(refused, Err(CopyError::Store(StoreError::NotEmpty(_)))));
        assert!(before == home.files());
        let other = Home::new();
        // Nothing beside is ever cleared away, whatever it is called: it may be somebody's.
        let beside = other.path().with_file_name("store.restoring");
        fs::create_dir(&beside).unwrap();
        fs::write(beside.join("journal.3"), "years of work").unwrap();
        restore(&other, &bytes).unwrap();
        assert!(beside.join("journal.3").exists());
    })
    .await;
}

#[tokio::test]
async fn a_damaged_store_is_not_backed_up_and_nothing_is_written() {
    let home = filled().await;
    let journal = home.files().into_iter().rfind(|(path, _)| {
        let name = path.file_name().unwrap().to_str().unwrap();
        name.starts_with("journal.")
    });
    let (path, whole) = journal.unwrap();
    let mut flipped = whole.clone();
    flipped[30] ^= 1;
    fs::write(&path, flipped).unwrap();
    let (home, refused) = at_the_disk(move || {
        let mut bytes = Vec::new();
        let refused = offerdesk::store::backup(&home.path(), &mut bytes, AT);
        assert!(bytes.is_empty());
        (home, refused)
    })
    .await;
    assert!(
        matches!(refused, Err(CopyError::Store(StoreError::Damaged(_)))),
        "{refused:?}"
    );
    fs::write(&path, whole).unwrap();
    let attached = home
        .path()
        .join(format!("files/{}", FileHash::of(b"%PDF-1.7\none")));
    fs::write(attached, b"%PDF-1.7\nold").unwrap();
    // One that no record names is left out; `cli/copies.rs` has one that a request names.
    let (_, facts) = at_the_disk(move || back_up(&home.path())).await.unwrap();
    assert_eq!(facts.files, 1);
    let nowhere = Home::new();
    let refused = at_the_disk(move || back_up(&nowhere.path())).await;
    assert!(matches!(refused, Err(CopyError::Store(StoreError::Missing(_)))));
}
