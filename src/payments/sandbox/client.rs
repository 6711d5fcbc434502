//! A gateway that is a sandbox in another process.
//!
//! Each request has a connection of its own, so that one that gets no answer holds up no other. Whatever fails
//! before the first byte was written certainly did not reach the network; after that, nobody knows.

use std::io;
use std::path::PathBuf;
use std::time::Duration;

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use tokio::io::AsyncWriteExt;
use tokio::net::UnixStream;
use tokio::time::{sleep, timeout};

use super::wire::{LineBuffer, Response, WireRequest, decode, encode};
use crate::domain::money::Money;
use crate::domain::network::Network;
use crate::domain::payment::{CardToken, TokenizedCard};
use crate::payments::card::CardData;
use crate::payments::gateway::{
    AttemptKey, AttemptStatus, ChargeCursor, ChargePage, Confirmation, Gateway, GatewayError,
    PaymentReference,
};

/// How long an answer may take. Longer than the sandbox's own silence, so that usually the sandbox says it.
const PATIENCE: Duration = Duration::from_secs(10);

/// How long a connection may take, when many arrive at once and the socket's queue is full.
const CONNECTING: Duration = Duration::from_secs(5);

/// A sandbox behind a Unix socket.
#[derive(Clone, Debug)]
pub struct SandboxClient {
    socket: PathBuf,
    patience: Duration,
}

impl SandboxClient {
    /// The sandbox that listens on that socket. Connects with each request, not now.
    pub const fn new(socket: PathBuf) -> Self {
        Self {
            socket,
            patience: PATIENCE,
        }
    }

    /// The same sandbox, with another time after which an answer is given up.
    #[must_use]
    pub fn with_patience(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    /// Sends the request that `encode` made and waits for the response.
    async fn ask(&self, request: WireRequest) -> Result<Response, GatewayError> {
        let line = encode(&request).map_err(|_| GatewayError::Unreachable)?;
        drop(request);
        let connecting = timeout(CONNECTING, self.connect()).await;
        let Ok(Ok(stream)) = connecting else {
            return Err(GatewayError::Unreachable);
        };
        match timeout(self.patience, converse(stream, &line)).await {
            Ok(Ok(Response::Failed(error))) => Err(error),
            // The line was refused unread: it had no effect.
            Ok(Ok(Response::Malformed)) => Err(GatewayError::Unreachable),
            Ok(answer) => answer,
            Err(_) => Err(GatewayError::NoAnswer),
        }
    }

    async fn connect(&self) -> io::Result<UnixStream> {
        loop {
            match UnixStream::connect(&self.socket).await {
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                    sleep(Duration::from_millis(5)).await;
                }
                connected => return connected,
            }
        }
    }
}

async fn converse(mut stream: UnixStream, line: &[u8]) -> Result<Response, GatewayError> {
    let written = stream.write(line).await.map_err(|_| GatewayError::Unreachable)?;
    let rest = line.get(written..).unwrap_or_default();
    stream.write_all(rest).await.map_err(|_| GatewayError::NoAnswer)?;
    let mut lines = LineBuffer::new();
    match lines.fill(&mut stream).await {
        Ok(true) => lines
            .take(decode)
            .and_then(Result::ok)
            .ok_or(GatewayError::NoAnswer),
        Ok(false) | Err(_) => Err(GatewayError::NoAnswer),
    }
}

/// An answer to another question is no answer, nor is one that tells more of a card than a network may.
const fn status(response: &Response) -> Result<AttemptStatus, GatewayError> {
    match response {
        Response::Status(status) => Ok(*status),
        _ => Err(GatewayError::NoAnswer),
    }
}

impl Gateway for SandboxClient {
    fn network(&self) -> BoxFuture<'_, Result<Network, GatewayError>> {
        async move {
            match self.ask(WireRequest::Network).await? {
                Response::Network(network) => Ok(network),
                _ => Err(GatewayError::NoAnswer),
            }
        }
        .boxed()
    }

    fn charges_since(&self, after: Option<ChargeCursor>) -> BoxFuture<'_, Result<ChargePage, GatewayError>> {
        async move {
            match self.ask(WireRequest::Charges { after }).await? {
                Response::Charges(page) if page.charges.iter().all(|charge| charge.card.is_discreet()) => {
                    Ok(page)
                }
                _ => Err(GatewayError::NoAnswer),
            }
        }
        .boxed()
    }

    fn tokenize(&self, card: CardData) -> BoxFuture<'_, Result<TokenizedCard, GatewayError>> {
        async move {
            let request = WireRequest::tokenize(&card);
            drop(card);
            match self.ask(request).await? {
                Response::Tokenized(card) if card.is_discreet() => Ok(card),
                _ => Err(GatewayError::NoAnswer),
            }
        }
        .boxed()
    }

    fn prepare(
        &self,
        key: AttemptKey,
        amount: Money,
    ) -> BoxFuture<'_, Result<PaymentReference, GatewayError>> {
        async move {
            match self.ask(WireRequest::Prepare { key, amount }).await? {
                Response::Prepared(reference) => Ok(reference),
                _ => Err(GatewayError::NoAnswer),
            }
        }
        .boxed()
    }

    fn confirm(
        &self,
        reference: PaymentReference,
        token: CardToken,
    ) -> BoxFuture<'_, Result<Confirmation, GatewayError>> {
        async move {
            match self.ask(WireRequest::Confirm { reference, token }).await? {
                Response::Confirmed(confirmation) => Ok(confirmation),
                _ => Err(GatewayError::NoAnswer),
            }
        }
        .boxed()
    }

    fn lookup(&self, reference: PaymentReference) -> BoxFuture<'_, Result<AttemptStatus, GatewayError>> {
        async move { status(&self.ask(WireRequest::Lookup { reference }).await?) }.boxed()
    }

    fn void(&self, reference: PaymentReference) -> BoxFuture<'_, Result<AttemptStatus, GatewayError>> {
        async move { status(&self.ask(WireRequest::Void { reference }).await?) }.boxed()
    }

    fn refund(&self, reference: PaymentReference) -> BoxFuture<'_, Result<AttemptStatus, GatewayError>> {
        async move { status(&self.ask(WireRequest::Refund { reference }).await?) }.boxed()
    }
}
