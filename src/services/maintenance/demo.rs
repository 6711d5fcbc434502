//! The demo store: made whole or not at all, and removed only when it is one.

use std::fs::{DirBuilder, File, TryLockError};
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::services::clock::Clock;
use crate::services::error::ServiceError;
use crate::services::ids::Ids;
use crate::services::{Dependencies, Services};
use crate::store::Store;
use crate::store::error::{LockHolder, StoreError};
use crate::store::files::Files;
use crate::store::opening::StoreKind;
use crate::store::record::Engine;

use super::{Opened, Opening, enter, open_engine, patiently};

/// Opens the demo store; makes it, filled with sample data, when there is none.
pub async fn open_demo(opening: Opening) -> Result<Opened, ServiceError> {
    let opened = match enter(opening.clone(), None).await {
        Err(ServiceError::Store(StoreError::Missing(_))) => {
            make(&opening).await?;
            enter(opening, None).await?
        }
        other => other?,
    };
    if opened.is_demo() {
        return Ok(opened);
    }
    let path = opened.shown_path();
    opened.close().await?;
    Err(ServiceError::NotADemoStore(path))
}

/// Removes the demo store, so that the next opening makes it anew. Refused while another process has it open, and
/// for anything that is no demo store. `ours` is a folder that only demo stores are ever put in: there, also one
/// that can no longer be opened is removed.
pub async fn remove_demo(opening: &Opening, ours: bool) -> Result<(), ServiceError> {
    let path = &opening.path;
    match open_engine(opening, path, None).await {
        Ok(engine) if engine.facts().demo => engine.close().await?,
        Ok(engine) => {
            engine.close().await?;
            return Err(ServiceError::NotADemoStore(path.display().to_string()));
        }
        Err(ServiceError::Store(StoreError::Missing(_))) if !ours => return Ok(()),
        Err(ServiceError::Store(
            StoreError::Damaged(_) | StoreError::Newer { .. } | StoreError::Missing(_),
        )) if ours => {}
        Err(error) => return Err(error),
    }
    remove(path)
}

/// Fills a store beside the place where it is to be, and moves it there when it is complete: a crash leaves no
/// half-filled demo behind. Of several processes that find none at once, one makes it and the others find it then.
async fn make(opening: &Opening) -> Result<(), ServiceError> {
    let _ground = hold_ground(&opening.path).await?;
    match open_engine(opening, &opening.path, None).await {
        Err(ServiceError::Store(StoreError::Missing(_))) => {}
        Ok(engine) => return Ok(engine.close().await?),
        Err(error) => return Err(error),
    }
    let mut name = opening.path.clone().into_os_string();
    name.push(".new");
    let beside = PathBuf::from(name);
    let kind = Some(StoreKind { demo: true });
    match open_engine(opening, &beside, None).await {
        Ok(engine) if engine.facts().demo => {
            engine.close().await?;
            remove(&beside)?;
        }
        // Somebody's store has that name.
        Ok(engine) => {
            engine.close().await?;
            return Err(ServiceError::NotADemoStore(beside.display().to_string()));
        }
        Err(ServiceError::Store(StoreError::Missing(_))) => {}
        Err(error) => return Err(error),
    }
    let engine = open_engine(opening, &beside, kind).await?;
    fill(opening, &engine, &beside).await?;
    engine.close().await?;
    drop(engine);
    std::fs::rename(&beside, &opening.path).map_err(|error| io_error(&opening.path, &error))
}

/// Locks the folder in which the demo is to be, where that can be locked.
async fn hold_ground(path: &Path) -> Result<File, ServiceError> {
    let above = path.parent().filter(|parent| *parent != Path::new(""));
    let above = above.unwrap_or_else(|| Path::new("."));
    let made = DirBuilder::new().recursive(true).mode(0o700).create(above);
    let ground = made
        .and_then(|()| File::open(above))
        .map_err(|error| io_error(above, &error))?;
    let held = patiently(
        async || ground.try_lock(),
        |error| matches!(error, TryLockError::WouldBlock),
    );
    match held.await {
        Err(TryLockError::WouldBlock) => Err(StoreError::Locked(LockHolder::default()).into()),
        Ok(()) | Err(TryLockError::Error(_)) => Ok(ground),
    }
}

async fn fill(opening: &Opening, engine: &Arc<dyn Engine>, path: &Path) -> Result<(), ServiceError> {
    let clock = opening.today.map_or_else(Clock::system, Clock::system_on);
    let loaded = opening.catalog.clone();
    // Counted ids: each demo store has the same order numbers. Nothing in it was counted before.
    let mut dependencies = Dependencies::new(None, loaded.catalog, loaded.countries, clock, Ids::counting());
    dependencies.sells_by(loaded.texts);
    dependencies.demo = true;
    dependencies.files = Some(Files::in_folder(path));
    Services::new(Store::new(engine.clone()), dependencies)
        .fill_with_demo_data()
        .await
}

fn remove(path: &Path) -> Result<(), ServiceError> {
    match std::fs::remove_dir_all(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(io_error(path, &error)),
        _ => Ok(()),
    }
}

fn io_error(path: &Path, error: &std::io::Error) -> ServiceError {
    StoreError::Io(format!("{}: {error}", path.display())).into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog;
    use crate::domain::message::Coded;
    use crate::domain::subscription::State;
    use crate::services::context::Actor;
    use crate::services::demo::first_person;
    use crate::services::maintenance::Holder;

    fn opening(path: &Path, today: Option<&str>) -> Opening {
        Opening {
            path: path.to_owned(),
            holder: Holder::default(),
            today: today.map(|today| today.parse().unwrap()),
            gateway: None,
            catalog: catalog::embedded().unwrap(),
            adopts_catalog: false,
            notice: None,
        }
    }

    #[tokio::test]
    async fn the_demo_has_an_account_in_every_state_and_holds_together() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("demo");
        let opened = open_demo(opening(&path, Some("2026-06-22"))).await.unwrap();
        let services = opened.services();
        let admin = services.person_by_email(&first_person().unwrap()).await.unwrap();
        let actor = Actor::demo(admin.id);
        let mut states = Vec::new();
        for account in services.accounts(&actor, None, 50).await.unwrap().lines {
            let page = services.offers_page(&actor, account.id).await.unwrap();
            for tile in page.tiles.iter().filter(|tile| tile.held.is_some()) {
                let held = tile.held.unwrap();
                let left = held.window.days_left(page.today);
                let order = tile.order.is_some();
                states.push((
                    page.mpn_id.to_string(),
                    tile.offer.as_str().to_owned(),
                    held.state,
                    left,
                    order,
                ));
            }
        }
        let expected = [
            ("1234567", "action-pack", State::RenewalWindow, 23, false),
            ("1234567", "silver", State::Active, 0, false),
            ("2345678", "action-pack", State::Active, 0, false),
            ("3456789", "action-pack", State::RenewalWindow, 1, false),
            ("4567890", "action-pack", State::Active, 0, false),
            ("4567890", "silver", State::Cancelled, 0, false),
            ("4567890", "gold", State::Active, 0, false),
            ("5678901", "action-pack", State::Lapsed, 0, false),
            ("6789012", "action-pack", State::RenewalWindow, 19, true),
            ("7890123", "gold", State::RenewalWindow, 7, false),
        ];
        let expected: Vec<_> = expected
            .into_iter()
            .map(|(mpn_id, offer, state, left, order)| {
                (mpn_id.to_owned(), offer.to_owned(), state, left, order)
            })
            .collect();
        assert_eq!(states, expected);
        let checked = opened.check().await.unwrap();
        assert!(checked.is_clean(), "{:?}", checked.problems);
        opened.close().await.unwrap();
    }

    #[tokio::test]
    async fn the_demo_has_a_request_in_every_state_and_money_to_return() {
        use crate::services::requests::{RequestFilter, RequestList, RequestScope};
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("demo");
        let opened = open_demo(opening(&path, Some("2026-06-22"))).await.unwrap();
        let services = opened.services();
        let acting = async |email: &str| Actor::demo(services.person_by_email(email).await.unwrap().id);
        let queue = RequestList {
            scope: RequestScope::Queue,
            filter: RequestFilter::All,
        };
        let support = acting("sam.ortega@seller.example").await;
        let lines = services.requests(&support, queue, None, 50).await.unwrap().lines;
        let mut shown: Vec<_> = lines
            .iter()
            .map(|line| {
                (
                    line.number.value(),
                    line.state.key(),
                    line.severity.name(),
                    line.cancels,
                )
            })
            .collect();
        shown.sort_unstable();
        let expected = [
            (1001, "request-state-closed", "minimal", false),
            (1002, "request-state-withdrawn", "moderate", false),
            (1003, "request-state-attention-needed", "moderate", false),
            (1004, "request-state-open", "critical", false),
            (1005, "request-state-open", "moderate", false),
            (1006, "request-state-open", "minimal", false),
            (1007, "request-state-open", "moderate", false),
            (1008, "request-state-open", "minimal", false),
            (1009, "request-state-open", "moderate", true),
        ];
        assert_eq!(shown, expected);
        let finance = acting("fiona.grant@seller.example").await;
        let to_return = services.money_to_return(&finance, None, 9).await.unwrap();
        assert_eq!(to_return.lines.len(), 1);
        opened.close().await.unwrap();
    }

    #[tokio::test]
    async fn a_demo_may_be_opened_on_an_earlier_day_and_is_made_anew_after_removal() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("demo");
        let made = open_demo(opening(&path, Some("2026-06-22"))).await.unwrap();
        let locked = remove_demo(&opening(&path, None), true).await;
        assert!(
            matches!(locked, Err(ServiceError::Store(StoreError::Locked(_)))),
            "{locked:?}"
        );
        made.close().await.unwrap();
        let earlier = open_demo(opening(&path, Some("2026-06-01"))).await.unwrap();
        assert_eq!(earlier.services().clock().today().to_string(), "2026-06-01");
        earlier.close().await.unwrap();
        remove_demo(&opening(&path, None), true).await.unwrap();
        assert!(!path.exists());
    }

    #[tokio::test]
    async fn a_demo_is_checked_and_removed_with_its_files_but_nothing_behind_a_link_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("demo");
        let opened = open_demo(opening(&path, None)).await.unwrap();
        let files = opened.services().dependencies.files.clone().unwrap();
        let now = opened.services().clock().now();
        let hash = files.keep(b"%PDF-1.7".to_vec(), now).await.unwrap();
        assert!(opened.check().await.unwrap().is_clean());
        let (inside, elsewhere) = (path.join("files"), folder.path().join("elsewhere"));
        std::fs::write(inside.join(hash.to_string()), b"%PDF-1.8").unwrap();
        let checked = opened.check().await.unwrap();
        let codes: Vec<_> = checked.problems.iter().map(Coded::code).collect();
        assert_eq!(codes, ["check-damaged-file"]);
        opened.close().await.unwrap();

        std::fs::rename(&inside, &elsewhere).unwrap();
        std::os::unix::fs::symlink(&elsewhere, &inside).unwrap();
        let refused = open_demo(opening(&path, None)).await.map(|_| ());
        let strange = StoreError::Damaged("files is no folder".to_owned());
        assert_eq!(refused, Err(ServiceError::Store(strange)));
        remove_demo(&opening(&path, None), true).await.unwrap();
        assert!(!path.exists());
        assert!(elsewhere.join(hash.to_string()).exists());
    }

    #[tokio::test]
    async fn a_demo_that_was_cut_short_is_begun_anew() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("demo");
        let beside = folder.path().join("demo.new");
        let kind = Some(StoreKind { demo: true });
        let cut_short = open_engine(&opening(&path, None), &beside, kind).await.unwrap();
        cut_short.close().await.unwrap();
        drop(cut_short);
        let opened = open_demo(opening(&path, None)).await.unwrap();
        assert!(opened.services().is_set_up().await.unwrap());
        assert!(!beside.exists());
    }

    #[tokio::test]
    async fn nothing_but_a_demo_store_is_removed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("real");
        let real = super::super::create(opening(&path, None)).await.unwrap();
        real.close().await.unwrap();
        for ours in [false, true] {
            let refused = remove_demo(&opening(&path, None), ours).await;
            assert!(
                matches!(refused, Err(ServiceError::NotADemoStore(_))),
                "{refused:?}"
            );
        }
        let refused = open_demo(opening(&path, None)).await;
        assert!(matches!(refused, Err(ServiceError::NotADemoStore(_))));
        assert!(path.join("store.lock").exists());
    }
}
