//! The files of support requests: kept before a request names them, read by who may read the request, and removed when
//! no request has named them for a week.

use std::path::Path;

use crate::domain::attachment::{Attachment, FileHash};
use crate::domain::card_number::{CardNumberInText, holds_card_number};
use crate::domain::ids::{AccountId, RequestId};
use crate::domain::user::Permission;
use crate::store::error::StoreError;
use crate::store::files::{Files, Held};
use crate::store::record::Scan;
use crate::store::records::index;

use super::Services;
use super::context::Actor;
use super::error::ServiceError;
use super::files::{self, LocalFileError};

/// Key of the name of a file's path.
const PATH: &str = "label-file-path";

impl Services {
    /// Keeps a file for a request of an account: what it is follows from its content. It is durable when this answers.
    pub async fn keep_attachment(
        &self,
        actor: &Actor,
        account: AccountId,
        name: &str,
        content: Vec<u8>,
    ) -> Result<Attachment, ServiceError> {
        self.permitted(actor, Permission::AttachFiles, account).await?;
        // First of all: what is refused otherwise is said with its name.
        if holds_card_number(name) {
            return Err(ServiceError::field(PATH, &CardNumberInText));
        }
        let file = Attachment::of(name, &content).map_err(LocalFileError::from)?;
        self.attached_files()?.keep(content, self.now()).await?;
        Ok(file)
    }

    /// The same for a file of this machine, at a path that a local person typed.
    pub async fn keep_local_file(
        &self,
        actor: &Actor,
        account: AccountId,
        path: &str,
    ) -> Result<Attachment, ServiceError> {
        // Asked before the file is looked for: whoever may not attach it does not learn whether it is there.
        self.permitted(actor, Permission::AttachFiles, account).await?;
        let typed = typed_path(path)?;
        let read = tokio::task::spawn_blocking(move || files::read_attachment(Path::new(&typed))).await;
        let (name, content) = read.map_err(|_| ServiceError::Interrupted)??;
        self.keep_attachment(actor, account, &name, content).await
    }

    /// Saves a file of a request, by its place from 1, at a path of this machine; the answer is where it lies.
    pub async fn save_attachment(
        &self,
        actor: &Actor,
        id: RequestId,
        place: usize,
        path: &str,
    ) -> Result<String, ServiceError> {
        let (file, content) = self.attachment(actor, id, place).await?;
        let typed = typed_path(path)?;
        let write = move || files::write_saved(Path::new(&typed), &file.name, &content);
        let written = tokio::task::spawn_blocking(write).await;
        let written = written.map_err(|_| ServiceError::Interrupted)??;
        Ok(written.display().to_string())
    }

    /// The content of a file that a request names.
    pub(super) async fn attached_file(&self, file: &Attachment) -> Result<Vec<u8>, ServiceError> {
        Ok(self.attached_files()?.read(file.hash).await?)
    }

    /// Makes sure that files are there, and keeps them from being removed until the answer is dropped: until the commit
    /// that names them.
    pub(super) async fn hold_files(&self, named: &[Attachment]) -> Result<Option<Held>, ServiceError> {
        if named.is_empty() {
            return Ok(None);
        }
        let files = self.attached_files()?;
        let held = files.hold().await;
        for file in named {
            files.renew(&held, file.hash, self.now()).await?;
        }
        Ok(Some(held))
    }

    /// Removes the files that no request has named for a week.
    pub(super) async fn sweep_files(&self) -> Result<usize, ServiceError> {
        let Ok(files) = self.attached_files() else {
            return Ok(0);
        };
        let is_named = |hash: FileHash| async move {
            let scan = Scan {
                index: index::REQUESTS_BY_FILE,
                prefix: hash.to_bytes().to_vec(),
                after: None,
                limit: 1,
                descending: false,
            };
            Ok(!self.store.entries(scan).await?.is_empty())
        };
        Ok(files.sweep(self.now(), is_named).await?)
    }

    /// Every file that a request names, for a check.
    pub(super) async fn named_files(&self) -> Result<Vec<FileHash>, ServiceError> {
        let mut hashes = Vec::new();
        let mut after = None;
        loop {
            let scan = Scan {
                index: index::REQUESTS_BY_FILE,
                prefix: Vec::new(),
                after,
                limit: 500,
                descending: false,
            };
            let found = self.store.entries(scan).await?;
            after = found.last().map(|last| last.cursor.clone());
            if found.is_empty() {
                return Ok(hashes);
            }
            let keys = found.into_iter().map(|entry| entry.key);
            hashes.extend(
                keys.filter_map(|key| <[u8; 32]>::try_from(key).ok())
                    .map(FileHash::from_bytes),
            );
        }
    }

    fn attached_files(&self) -> Result<&Files, ServiceError> {
        let files = self.dependencies.files.as_ref();
        files.ok_or_else(|| StoreError::Io("this store keeps no files".to_owned()).into())
    }
}

/// A path as it was typed. What is refused is said back with the path, so that a card number must not come so far.
fn typed_path(path: &str) -> Result<String, ServiceError> {
    if holds_card_number(path) {
        Err(ServiceError::field(PATH, &CardNumberInText))
    } else {
        Ok(path.to_owned())
    }
}
