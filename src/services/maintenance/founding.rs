//! A new store that is given up before it was set up leaves nothing behind: no half-made store that the next start would
//! stumble over, and no folder that was made for it.

use std::path::{Path, PathBuf};

use super::Opened;
use crate::services::error::ServiceError;
use crate::store::error::StoreError;

/// What there was where a new store is to be, before anything was made.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Ground {
    /// The store's folder.
    path: PathBuf,
    /// The folders above it that are made with it, the innermost first.
    made_above: Vec<PathBuf>,
    /// The folder is somebody's own, and empty: it stays.
    is_given: bool,
}

impl Ground {
    /// Looks at the place of a store that is about to be created.
    pub fn of(path: &Path) -> Self {
        let above = path.ancestors().skip(1).filter(|folder| *folder != Path::new(""));
        let made_above = above.take_while(|folder| !folder.exists()).map(Path::to_path_buf);
        let is_empty = |mut entries: std::fs::ReadDir| entries.next().is_none();
        Self {
            path: path.to_path_buf(),
            made_above: made_above.collect(),
            is_given: std::fs::read_dir(path).is_ok_and(is_empty),
        }
    }

    fn clear(&self) -> std::io::Result<()> {
        if self.is_given {
            for entry in std::fs::read_dir(&self.path)? {
                let entry = entry?;
                if entry.file_type()?.is_dir() {
                    std::fs::remove_dir_all(entry.path())?;
                } else {
                    std::fs::remove_file(entry.path())?;
                }
            }
            return Ok(());
        }
        std::fs::remove_dir_all(&self.path)?;
        for folder in &self.made_above {
            // Somebody may have put something there meanwhile.
            if std::fs::remove_dir(folder).is_err() {
                break;
            }
        }
        Ok(())
    }
}

impl Opened {
    /// Closes a store that was to be set up; one that was not is removed. Whether it was set up.
    pub async fn close_or_give_up(self, ground: &Ground) -> Result<bool, ServiceError> {
        let is_set_up = self.services.is_set_up().await?;
        self.close().await?;
        if !is_set_up {
            let cleared = ground.clear();
            cleared.map_err(|error| StoreError::Io(format!("{}: {error}", ground.path.display())))?;
        }
        Ok(is_set_up)
    }
}

#[cfg(test)]
mod tests {
    use std::fs::Permissions;
    use std::os::unix::fs::PermissionsExt;

    use super::*;
    use crate::catalog;
    use crate::services::maintenance::{Holder, Opening, create};

    async fn gives_up(path: &Path) {
        let ground = Ground::of(path);
        let opening = Opening {
            path: path.to_path_buf(),
            holder: Holder::default(),
            today: None,
            gateway: None,
            catalog: catalog::embedded().unwrap(),
            adopts_catalog: false,
            notice: None,
        };
        let opened = create(opening).await.unwrap();
        assert!(path.join("store.lock").exists());
        assert!(!opened.close_or_give_up(&ground).await.unwrap());
    }

    #[tokio::test]
    async fn a_store_that_is_given_up_leaves_neither_itself_nor_the_folders_made_for_it() {
        let folder = tempfile::tempdir().unwrap();
        gives_up(&folder.path().join("data/offerdesk/store")).await;
        assert!(!folder.path().join("data").exists());
        assert!(folder.path().exists());
    }

    #[tokio::test]
    async fn an_empty_folder_of_ones_own_stays_and_is_empty_again() {
        let mut folder = tempfile::Builder::new();
        let folder = folder
            .permissions(Permissions::from_mode(0o700))
            .tempdir()
            .unwrap();
        gives_up(folder.path()).await;
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[tokio::test]
    async fn what_others_keep_beside_it_stays() {
        let folder = tempfile::tempdir().unwrap();
        let offerdesk = folder.path().join("offerdesk");
        std::fs::create_dir_all(offerdesk.join("demo")).unwrap();
        gives_up(&offerdesk.join("store")).await;
        assert!(offerdesk.join("demo").exists() && !offerdesk.join("store").exists());
    }
}
