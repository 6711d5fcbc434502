//! Files on a real disk: kept once, found damaged, swept when nobody names them.

use std::os::unix::fs::{PermissionsExt, symlink};

use super::*;
use crate::store::opening::{OpenOptions, StoreKind};

const DAY: i64 = 24 * 3_600_000;
const NOW: Timestamp = Timestamp(1_800_000_000_000);

struct Kept {
    folder: tempfile::TempDir,
    files: Files,
}

impl Kept {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let files = Files::in_folder(folder.path());
        Self { folder, files }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(FOLDER).join(name)
    }

    fn listed(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.folder.path().join(FOLDER)).unwrap();
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<_> = names.collect();
        names.sort_unstable();
        names
    }

    fn age(&self, hash: FileHash) -> Duration {
        let metadata = std::fs::metadata(self.path(&hash.to_string())).unwrap();
        system_time(NOW)
            .duration_since(metadata.modified().unwrap())
            .unwrap()
    }

    async fn sweep(&self, days: i64, named: &[FileHash]) -> usize {
        let now = Timestamp(NOW.0 + days * DAY);
        let is_named = async |hash| Ok(named.contains(&hash));
        self.files.sweep(now, is_named).await.unwrap()
    }
}

#[tokio::test]
async fn nothing_is_made_before_the_first_file_and_then_only_for_its_owner() {
    let kept = Kept::new();
    let nothing = FileHash::of(b"nothing");
    let missing = Err(StoreError::FileMissing(nothing));
    assert_eq!(kept.files.names().await, Ok(vec![]));
    assert_eq!(kept.files.check().await, Ok(vec![]));
    assert_eq!(kept.files.read(nothing).await, missing);
    assert_eq!(kept.sweep(100, &[]).await, 0);
    assert!(!kept.folder.path().join(FOLDER).exists());

    let hash = kept.files.keep(b"content".to_vec(), NOW).await.unwrap();
    assert_eq!(hash, FileHash::of(b"content"));
    assert_eq!(kept.files.read(hash).await.unwrap(), b"content");
    assert_eq!(kept.files.read(nothing).await, missing);
    assert_eq!(kept.listed(), [hash.to_string()]);
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&kept.folder.path().join(FOLDER)), 0o700);
    assert_eq!(mode(&kept.path(&hash.to_string())), 0o600);
    refuse_strange(kept.folder.path()).unwrap();
}

#[tokio::test]
async fn a_file_that_is_there_is_renewed_and_not_written_again() {
    let kept = Kept::new();
    let hash = kept
        .files
        .keep(b"content".to_vec(), Timestamp(NOW.0 - DAY))
        .await
        .unwrap();
    assert_eq!(kept.age(hash), Duration::from_hours(24));
    let inode = || std::fs::metadata(kept.path(&hash.to_string())).unwrap().ino();
    let first = inode();
    kept.files.keep(b"content".to_vec(), NOW).await.unwrap();
    assert_eq!((inode(), kept.age(hash)), (first, Duration::ZERO));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn five_who_keep_the_same_content_at_once_keep_it_once() {
    let kept = Kept::new();
    let content = vec![7; ATTACHMENT_LIMIT];
    let keeping: Vec<_> = (0..5)
        .map(|_| {
            let (files, content) = (kept.files.clone(), content.clone());
            tokio::spawn(async move { files.keep(content, NOW).await })
        })
        .collect();
    let hash = FileHash::of(&content);
    for keeping in keeping {
        assert_eq!(keeping.await.unwrap(), Ok(hash));
    }
    assert_eq!(kept.listed(), [hash.to_string()]);
    assert_eq!(kept.files.read(hash).await.unwrap(), content);
}

#[tokio::test]
async fn what_a_crash_left_half_written_is_never_seen_and_goes() {
    let kept = Kept::new();
    let hash = kept.files.keep(b"content".to_vec(), NOW).await.unwrap();
    std::fs::write(kept.path(UNFINISHED), b"con").unwrap();
    assert_eq!(kept.files.names().await, Ok(vec![hash]));
    assert_eq!(kept.files.check().await, Ok(vec![]));
    let other = kept.files.keep(b"other".to_vec(), NOW).await.unwrap();
    assert_eq!(kept.files.read(other).await.unwrap(), b"other");
    std::fs::write(kept.path(UNFINISHED), b"con").unwrap();
    assert_eq!(kept.sweep(0, &[]).await, 0);
    let mut expected = [hash.to_string(), other.to_string()];
    expected.sort_unstable();
    assert_eq!(kept.listed(), expected);
}

#[tokio::test]
async fn a_damaged_file_is_found_and_keeping_its_content_again_mends_it() {
    let kept = Kept::new();
    let hash = kept.files.keep(b"content".to_vec(), NOW).await.unwrap();
    let path = kept.path(&hash.to_string());
    let elsewhere = kept.folder.path().join("elsewhere");
    std::fs::write(&elsewhere, b"content").unwrap();
    let damages: [&dyn Fn(); 4] = [
        &|| std::fs::write(&path, b"CONTENT").unwrap(),
        &|| std::fs::write(&path, b"").unwrap(),
        &|| std::fs::write(&path, vec![0; ATTACHMENT_LIMIT + 1]).unwrap(),
        &|| {
            std::fs::remove_file(&path).unwrap();
            symlink(&elsewhere, &path).unwrap();
        },
    ];
    for damage in damages {
        damage();
        let damaged = StoreError::FileDamaged(hash);
        assert_eq!(kept.files.read(hash).await, Err(damaged.clone()));
        let held = kept.files.hold().await;
        assert_eq!(kept.files.renew(&held, hash, NOW).await, Err(damaged));
        drop(held);
        assert_eq!(
            kept.files.check().await,
            Ok(vec![RecordProblem::DamagedFile(hash)])
        );
        assert_eq!(kept.files.keep(b"content".to_vec(), NOW).await, Ok(hash));
        assert_eq!(kept.files.check().await, Ok(vec![]));
    }
}

#[tokio::test]
async fn a_file_that_cannot_be_kept_leaves_nothing_behind() {
    let kept = Kept::new();
    kept.files.keep(b"first".to_vec(), NOW).await.unwrap();
    let hash = FileHash::of(b"content");
    std::fs::create_dir(kept.path(&hash.to_string())).unwrap();
    let refused = kept.files.keep(b"content".to_vec(), NOW).await;
    assert!(matches!(refused, Err(StoreError::FileIo(_))), "{refused:?}");
    assert!(!kept.path(UNFINISHED).exists());
    let large = kept.files.keep(vec![0; ATTACHMENT_LIMIT + 1], NOW).await;
    assert!(matches!(large, Err(StoreError::TooLarge { .. })), "{large:?}");
}

#[tokio::test]
async fn a_named_file_that_is_gone_is_a_problem() {
    let kept = Kept::new();
    let there = kept.files.keep(b"there".to_vec(), NOW).await.unwrap();
    let gone = FileHash::of(b"gone");
    let found = kept.files.check_named([there, gone]).await;
    assert_eq!(found, Ok(vec![RecordProblem::MissingFile(gone)]));
}

#[tokio::test]
async fn a_sweep_removes_what_nobody_named_for_seven_days_and_nothing_else() {
    let kept = Kept::new();
    let mut hashes = Vec::new();
    for content in [b"named", b"stray", b"again"] {
        hashes.push(kept.files.keep(content.to_vec(), NOW).await.unwrap());
    }
    let [named, stray, again] = hashes[..] else {
        panic!()
    };
    assert_eq!(kept.sweep(7, &[named]).await, 0);
    let held = kept.files.hold().await;
    let later = Timestamp(NOW.0 + 3 * DAY);
    kept.files.renew(&held, again, later).await.unwrap();
    drop(held);
    assert_eq!(kept.sweep(8, &[named]).await, 1);
    assert_eq!(kept.files.read(stray).await, Err(StoreError::FileMissing(stray)));
    for left in [named, again] {
        kept.files.read(left).await.unwrap();
    }
    let held = kept.files.hold().await;
    let gone = kept.files.renew(&held, stray, later).await;
    assert_eq!(gone, Err(StoreError::FileMissing(stray)));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_file_is_removed_between_its_renewal_and_the_commit_that_names_it() {
    let kept = Kept::new();
    let hash = kept.files.keep(b"content".to_vec(), NOW).await.unwrap();
    let committed = Arc::new(std::sync::atomic::AtomicBool::new(false));
    let held = kept.files.hold().await;
    kept.files.renew(&held, hash, NOW).await.unwrap();
    let sweep = tokio::spawn({
        let (files, committed) = (kept.files.clone(), Arc::clone(&committed));
        async move {
            // Long after: only that it is held keeps it.
            let later = Timestamp(NOW.0 + 100 * DAY);
            let order = std::sync::atomic::Ordering::SeqCst;
            files.sweep(later, async |_| Ok(committed.load(order))).await
        }
    });
    for _ in 0..100 {
        tokio::task::yield_now().await;
    }
    // Keeping needs no turn of the sweep's, and so cannot wait for it while somebody holds.
    kept.files
        .keep(b"other".to_vec(), Timestamp(NOW.0 + 100 * DAY))
        .await
        .unwrap();
    assert!(!sweep.is_finished());
    committed.store(true, std::sync::atomic::Ordering::SeqCst);
    drop(held);
    assert_eq!(sweep.await.unwrap(), Ok(0));
    kept.files.read(hash).await.unwrap();
}

#[tokio::test]
async fn a_store_with_files_opens_and_one_whose_files_lead_elsewhere_does_not() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("store");
    let open = |create| {
        let mut options = OpenOptions::new(super::super::error::LockHolder::default());
        options.create = create;
        crate::store::open(&path, &options)
    };
    let engine = open(Some(StoreKind { demo: true })).unwrap();
    let files = Files::in_folder(&path);
    files.keep(b"content".to_vec(), NOW).await.unwrap();
    engine.close().await.unwrap();
    drop(engine);
    let engine = open(None).unwrap();
    engine.close().await.unwrap();
    drop(engine);

    let inside = path.join(FOLDER);
    std::fs::set_permissions(&inside, std::fs::Permissions::from_mode(0o755)).unwrap();
    let exposed = Err(StoreError::Exposed(inside.display().to_string()));
    assert_eq!(open(None).map(|_| ()), exposed);

    let elsewhere = folder.path().join("elsewhere");
    std::fs::rename(&inside, &elsewhere).unwrap();
    symlink(&elsewhere, &inside).unwrap();
    let strange = StoreError::Damaged("files is no folder".to_owned());
    assert_eq!(open(None).map(|_| ()), Err(strange.clone()));
    assert_eq!(files.names().await, Err(strange.clone()));
    assert_eq!(files.keep(b"more".to_vec(), NOW).await, Err(strange));
}
