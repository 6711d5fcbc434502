//! The sandbox: a payment network that moves no money, with a ledger that survives crashes.
//!
//! The one test double of the project. It stands at the network's edge, and behaves there as a network does: it
//! keeps its word about what was charged, it loses answers, and it carries out stuck requests late. Which card
//! does what: [`behavior`].
//!
//! | you want | use |
//! |---|---|
//! | a network inside this process | [`Sandbox::open`] |
//! | a network that outlives this process | [`SandboxProcess`] there, [`SandboxClient`] here |
//! | to compare the desk with what was charged | [`Sandbox::attempts`], or [`attempts_in`] from any process |
//!
//! Requests that are stuck on their way when the sandbox ends are lost with it, as requests are.

pub mod behavior;
mod book;
mod client;
mod fingerprint;
mod ledger;
mod operations;
mod process;
mod wire;

use std::path::Path;
use std::sync::{Arc, Mutex, Weak};
use std::time::Duration;

use futures_util::FutureExt;
use futures_util::future::BoxFuture;

use crate::domain::date::Day;
use crate::domain::money::Money;
use crate::domain::network::Network as Identity;
use crate::domain::payment::{CardToken, TokenizedCard};
use crate::payments::card::CardData;
use crate::payments::gateway::{
    AttemptKey, AttemptStatus, ChargeCursor, ChargePage, Confirmation, Gateway, GatewayError,
    PaymentReference,
};

use ledger::Ledger;
use operations::Begun;

pub use behavior::{Behavior, MISMATCHED_POSTAL_CODE, Silences, TEST_CARDS, TestCard};
pub use book::BookedAttempt;
pub use client::SandboxClient;
pub use ledger::{LedgerError, attempts_in};
pub use process::{ProcessError, SandboxProcess, bind, serve};

/// Tells the sandbox which day it is.
pub type Today = Arc<dyn Fn() -> Day + Send + Sync>;

/// A payment network that moves no money. Cheap to clone; needs a Tokio runtime with timers.
#[derive(Clone)]
pub struct Sandbox {
    network: Arc<Network>,
}

/// How the sandbox behaves, apart from its cards.
#[derive(Clone)]
pub struct SandboxOptions {
    /// How long a caller waits for an answer that got lost before it is told that there is none.
    pub silence: Duration,
    /// How long a stuck request ([`Behavior::Late`]) is on its way. When this is less than `silence`, its answer
    /// gets through after all.
    pub late: Duration,
    /// Faults, for a crash test.
    pub silences: Option<Silences>,
    /// With a calendar, a card is declined after its expiry; without one, the sandbox trusts the desk's check.
    pub today: Option<Today>,
}

impl Default for SandboxOptions {
    fn default() -> Self {
        Self {
            silence: Duration::from_secs(3),
            late: Duration::from_secs(10),
            silences: None,
            today: None,
        }
    }
}

struct Network {
    ledger: Mutex<Ledger>,
    options: SandboxOptions,
}

impl Sandbox {
    /// Opens the ledger in that folder, or makes a new one. Blocks while it reads.
    pub fn open(folder: &Path, options: SandboxOptions) -> Result<Self, LedgerError> {
        let ledger = Mutex::new(Ledger::open(folder)?);
        let network = Arc::new(Network { ledger, options });
        Ok(Self { network })
    }

    /// Every attempt, in the order in which they were prepared.
    pub async fn attempts(&self) -> Result<Vec<BookedAttempt>, GatewayError> {
        self.at_the_ledger(|ledger| Ok(ledger.book()?.attempts().to_vec()))
            .await
    }

    /// Every attempt for which money moved, even if it went back later.
    pub async fn charges(&self) -> Result<Vec<BookedAttempt>, GatewayError> {
        let mut attempts = self.attempts().await?;
        attempts.retain(BookedAttempt::was_charged);
        Ok(attempts)
    }

    pub(super) fn options(&self) -> &SandboxOptions {
        &self.network.options
    }

    async fn at_the_ledger<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Ledger) -> Result<T, GatewayError> + Send + 'static,
    ) -> Result<T, GatewayError> {
        at_the_ledger(Arc::clone(&self.network), work).await
    }

    async fn confirm_now(
        &self,
        reference: PaymentReference,
        token: CardToken,
    ) -> Result<Confirmation, GatewayError> {
        let (sent_reference, sent_token) = (reference.clone(), token.clone());
        let (silences, today) = (self.options().silences, self.options().day());
        let begun = self
            .at_the_ledger(move |ledger| ledger.begin(sent_reference, sent_token, silences, today))
            .await?;
        let silence = self.options().silence;
        match begun {
            Begun::Answered(confirmation) => Ok(confirmation),
            Begun::Silent => {
                tokio::time::sleep(silence).await;
                Err(GatewayError::NoAnswer)
            }
            Begun::Underway => {
                let stuck = self.carry_out_late(reference, token);
                match tokio::time::timeout(silence, stuck).await {
                    Ok(Ok(answer)) => answer,
                    Ok(Err(_)) | Err(_) => Err(GatewayError::NoAnswer),
                }
            }
        }
    }

    async fn refund_now(&self, reference: PaymentReference) -> Result<AttemptStatus, GatewayError> {
        let answer = self.at_the_ledger(move |ledger| ledger.refund(reference)).await?;
        if answer.is_none() {
            tokio::time::sleep(self.options().silence).await;
        }
        answer.ok_or(GatewayError::NoAnswer)
    }

    /// Carries the request out after its delay, whether or not anybody still waits for the answer. It holds the
    /// network weakly: a sandbox that is closed meanwhile is not kept open by requests on their way to it.
    fn carry_out_late(
        &self,
        reference: PaymentReference,
        token: CardToken,
    ) -> tokio::task::JoinHandle<Result<Confirmation, GatewayError>> {
        let network: Weak<Network> = Arc::downgrade(&self.network);
        let late = self.options().late;
        tokio::spawn(async move {
            tokio::time::sleep(late).await;
            let network = network.upgrade().ok_or(GatewayError::NoAnswer)?;
            let today = network.options.day();
            at_the_ledger(network, move |ledger| ledger.charge(reference, token, today)).await
        })
    }
}

/// Works on the ledger in a thread that may wait for the disk; a caller that goes away does not stop it.
async fn at_the_ledger<T: Send + 'static>(
    network: Arc<Network>,
    work: impl FnOnce(&mut Ledger) -> Result<T, GatewayError> + Send + 'static,
) -> Result<T, GatewayError> {
    let answer = tokio::task::spawn_blocking(move || {
        let mut ledger = network.ledger.lock().map_err(|_| GatewayError::NoAnswer)?;
        work(&mut ledger)
    });
    answer.await.unwrap_or(Err(GatewayError::NoAnswer))
}

impl SandboxOptions {
    fn day(&self) -> Option<Day> {
        self.today.as_ref().map(|today| today())
    }
}

impl Gateway for Sandbox {
    fn network(&self) -> BoxFuture<'_, Result<Identity, GatewayError>> {
        self.at_the_ledger(|ledger| ledger.network()).boxed()
    }

    fn charges_since(&self, after: Option<ChargeCursor>) -> BoxFuture<'_, Result<ChargePage, GatewayError>> {
        self.at_the_ledger(move |ledger| Ok(ledger.book()?.charges_since(after.as_ref())))
            .boxed()
    }

    fn tokenize(&self, card: CardData) -> BoxFuture<'_, Result<TokenizedCard, GatewayError>> {
        self.at_the_ledger(move |ledger| ledger.tokenize(&card)).boxed()
    }

    fn prepare(
        &self,
        key: AttemptKey,
        amount: Money,
    ) -> BoxFuture<'_, Result<PaymentReference, GatewayError>> {
        self.at_the_ledger(move |ledger| ledger.prepare(key, amount))
            .boxed()
    }

    fn confirm(
        &self,
        reference: PaymentReference,
        token: CardToken,
    ) -> BoxFuture<'_, Result<Confirmation, GatewayError>> {
        self.confirm_now(reference, token).boxed()
    }

    fn lookup(&self, reference: PaymentReference) -> BoxFuture<'_, Result<AttemptStatus, GatewayError>> {
        self.at_the_ledger(move |ledger| ledger.lookup(&reference))
            .boxed()
    }

    fn void(&self, reference: PaymentReference) -> BoxFuture<'_, Result<AttemptStatus, GatewayError>> {
        self.at_the_ledger(move |ledger| ledger.void(reference)).boxed()
    }

    fn refund(&self, reference: PaymentReference) -> BoxFuture<'_, Result<AttemptStatus, GatewayError>> {
        self.refund_now(reference).boxed()
    }
}
