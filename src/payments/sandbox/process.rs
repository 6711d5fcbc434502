//! The sandbox as a process of its own, so that it outlives a desk that crashes.
//!
//! It listens on a Unix socket in a folder that only its operating-system user can enter. A connection carries
//! any number of requests, one after the other; a line that is no request is answered as such and ends its
//! connection. The process ends when its caller says so: it takes no further request, and lets those that it
//! took be answered.

use std::fs::{DirBuilder, Permissions};
use std::future::Future;
use std::io;
use std::os::unix::fs::{DirBuilderExt, FileTypeExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use tokio::io::AsyncWriteExt;
use tokio::net::{UnixListener, UnixStream};
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

use super::wire::{LineBuffer, Response, WireError, WireRequest, decode, encode, holder};
use super::{LedgerError, Sandbox, SandboxOptions};
use crate::domain::message::{Arg, Coded};
use crate::payments::card::CardData;
use crate::payments::gateway::{Gateway, GatewayError};

/// Connections served at once; further ones wait to be accepted.
const CONNECTIONS: usize = 256;

/// How long a connection may stay without a whole request, or without taking its response.
const IDLE: Duration = Duration::from_secs(30);

/// A sandbox that is ready to serve. Dropping it takes its socket away.
pub struct SandboxProcess {
    sandbox: Sandbox,
    listener: UnixListener,
    _socket: SocketFile,
}

/// Why the process could not start.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum ProcessError {
    /// The ledger cannot be opened.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// The socket cannot be made.
    #[error("cannot listen on {path}: {what}")]
    Socket {
        /// Where.
        path: String,
        /// What the operating system said.
        what: String,
    },
}

impl Coded for ProcessError {
    fn code(&self) -> &'static str {
        match self {
            Self::Ledger(error) => error.code(),
            Self::Socket { .. } => "sandbox-socket",
        }
    }

    fn args(&self) -> Vec<(&'static str, Arg)> {
        match self {
            Self::Ledger(error) => error.args(),
            Self::Socket { path, what } => vec![
                ("path", Arg::Text(path.clone())),
                ("what", Arg::Text(what.clone())),
            ],
        }
    }
}

impl SandboxProcess {
    /// Opens the ledger and listens; once this returns, clients can connect. The ledger is opened first: its lock
    /// tells that no other sandbox of this ledger is alive.
    pub async fn open(ledger: &Path, socket: &Path, options: SandboxOptions) -> Result<Self, ProcessError> {
        let folder = ledger.to_owned();
        let opening = tokio::task::spawn_blocking(move || Sandbox::open(&folder, options));
        let sandbox = opening.await.unwrap_or(Err(LedgerError::Stopped))?;
        let listener = bind(socket).map_err(|error| ProcessError::Socket {
            path: socket.display().to_string(),
            what: error.to_string(),
        })?;
        Ok(Self {
            sandbox,
            listener,
            _socket: SocketFile(socket.to_owned()),
        })
    }

    /// Serves until `shutdown` is ready and the requests that were taken are answered.
    pub async fn serve(self, shutdown: impl Future<Output = ()>) {
        serve(self.listener, self.sandbox, shutdown).await;
    }
}

/// Takes the socket's file away at the end.
struct SocketFile(PathBuf);

impl Drop for SocketFile {
    fn drop(&mut self) {
        // When it is gone already, there is nothing to do; a left-over one is replaced by the next `bind`.
        let _gone = std::fs::remove_file(&self.0);
    }
}

/// Listens on a socket of mode 0600. Its folder is made with mode 0700 when it does not exist; one that other
/// users can enter is refused. A socket that nobody listens on any more is replaced.
pub fn bind(socket: &Path) -> io::Result<UnixListener> {
    let folder = match socket.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    if std::fs::metadata(folder)?.permissions().mode() & 0o077 != 0 {
        return Err(io::Error::new(
            io::ErrorKind::PermissionDenied,
            "other users of this machine can enter the folder",
        ));
    }
    match std::os::unix::net::UnixStream::connect(socket) {
        Ok(_) => return Err(io::ErrorKind::AddrInUse.into()),
        // A file that is no socket refuses connections just the same, and is nobody's to remove.
        Err(_) if std::fs::symlink_metadata(socket).is_ok_and(|found| !found.file_type().is_socket()) => {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        Err(error) if error.kind() == io::ErrorKind::ConnectionRefused => std::fs::remove_file(socket)?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(error),
    }
    let listener = UnixListener::bind(socket)?;
    std::fs::set_permissions(socket, Permissions::from_mode(0o600))?;
    Ok(listener)
}

/// Serves a sandbox on a listener until `shutdown` is ready and the requests that were taken are answered.
pub async fn serve(listener: UnixListener, sandbox: Sandbox, shutdown: impl Future<Output = ()>) {
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    let (stop, stopping) = watch::channel(false);
    let mut connections = JoinSet::new();
    let accepting = async {
        loop {
            let Ok(place) = Arc::clone(&places).acquire_owned().await else {
                return;
            };
            // A failing accept (too many open files) passes when connections end.
            let Ok((stream, _)) = listener.accept().await else {
                sleep(Duration::from_millis(50)).await;
                continue;
            };
            let (sandbox, stopping) = (sandbox.clone(), stopping.clone());
            connections.spawn(async move {
                // A connection that fails ends itself and concerns nobody else.
                let _ended = converse(stream, &sandbox, stopping).await;
                drop(place);
            });
            while connections.try_join_next().is_some() {}
        }
    };
    tokio::select! {
        () = accepting => {}
        () = shutdown => {}
    }
    drop(listener);
    stop.send_replace(true);
    let grace = sandbox.options().silence + Duration::from_secs(1);
    let drained = timeout(grace, async { while connections.join_next().await.is_some() {} });
    if drained.await.is_err() {
        connections.shutdown().await;
    }
}

async fn converse(
    mut stream: UnixStream,
    sandbox: &Sandbox,
    mut stopping: watch::Receiver<bool>,
) -> Result<(), WireError> {
    let mut lines = LineBuffer::new();
    loop {
        let whole = tokio::select! {
            biased;
            whole = timeout(IDLE, lines.fill(&mut stream)) => whole.unwrap_or(Err(WireError::Broken)),
            _ = stopping.wait_for(|stopping| *stopping) => return Ok(()),
        };
        let request = match whole {
            Ok(true) => lines.take(decode).unwrap_or(Err(WireError::Broken)),
            Ok(false) => return Ok(()),
            Err(error) => Err(error),
        };
        let response = match request {
            Ok(request) => answer(sandbox, request).await,
            Err(WireError::Broken) => return Ok(()),
            Err(WireError::TooLong | WireError::Malformed) => Response::Malformed,
        };
        let line = encode(&response)?;
        timeout(IDLE, stream.write_all(&line))
            .await
            .unwrap_or(Err(io::ErrorKind::TimedOut.into()))?;
        if response == Response::Malformed {
            return Ok(());
        }
    }
}

async fn answer(sandbox: &Sandbox, request: WireRequest) -> Response {
    let answered = match request {
        WireRequest::Network => sandbox.network().await.map(Response::Network),
        WireRequest::Tokenize {
            number,
            code,
            expiry,
            holder: name,
            country,
            postal_code,
        } => {
            let Ok(holder) = holder(&name) else {
                return Response::Malformed;
            };
            let card = CardData {
                number,
                code,
                expiry,
                holder,
                country,
                postal_code,
            };
            sandbox.tokenize(card).await.map(Response::Tokenized)
        }
        WireRequest::Prepare { key, amount } => sandbox.prepare(key, amount).await.map(Response::Prepared),
        WireRequest::Confirm { reference, token } => {
            sandbox.confirm(reference, token).await.map(Response::Confirmed)
        }
        WireRequest::Lookup { reference } => sandbox.lookup(reference).await.map(Response::Status),
        WireRequest::Void { reference } => sandbox.void(reference).await.map(Response::Status),
        WireRequest::Refund { reference } => sandbox.refund(reference).await.map(Response::Status),
        WireRequest::Charges { after } => sandbox.charges_since(after).await.map(Response::Charges),
    };
    answered.unwrap_or_else(|error: GatewayError| Response::Failed(error))
}
