//! A network that does not know its own attempts while it is told to forget: what a network that lost its data, or was
//! restored itself, looks like from outside. The sandbox behind it keeps its ledger.

#![allow(dead_code)] // Each test binary uses another part of it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use offerdesk::domain::money::Money;
use offerdesk::domain::network::Network;
use offerdesk::domain::payment::{CardToken, TokenizedCard};
use offerdesk::payments::card::CardData;
use offerdesk::payments::gateway::{
    AttemptKey, AttemptStatus, ChargeCursor, ChargePage, Confirmation, Gateway, GatewayError,
    PaymentReference,
};
use offerdesk::payments::sandbox::Sandbox;

use crate::desk::Setup;

/// Whether the network knows its attempts now.
#[derive(Clone, Default)]
pub struct Memory {
    is_lost: Arc<AtomicBool>,
    is_wrong: Arc<AtomicBool>,
    lists_as_refunded: Arc<AtomicBool>,
    lists_without_end: Arc<AtomicBool>,
    lists_late: Arc<AtomicBool>,
    tells_late: Arc<AtomicBool>,
}

impl Memory {
    pub fn forget(&self) {
        self.is_lost.store(true, Ordering::SeqCst);
    }

    /// From now on it takes every charge for one that was voided, and gives nothing back.
    pub fn mistake(&self) {
        self.is_wrong.store(true, Ordering::SeqCst);
    }

    /// From now on its list says of every charge that it went back.
    pub fn list_as_refunded(&self) {
        self.lists_as_refunded.store(true, Ordering::SeqCst);
    }

    /// From now on its list says that there are more charges, and tells the same ones again.
    pub fn list_without_end(&self) {
        self.lists_without_end.store(true, Ordering::SeqCst);
    }

    /// Whether its list lags behind: it tells of nothing.
    pub fn list_late(&self, late: bool) {
        self.lists_late.store(late, Ordering::SeqCst);
    }

    /// Whether what it says of one attempt lags behind: it tells of no refund.
    pub fn tell_late(&self, late: bool) {
        self.tells_late.store(late, Ordering::SeqCst);
    }

    pub fn remember(&self) {
        self.is_lost.store(false, Ordering::SeqCst);
    }

    /// A desk whose network forgets when it is told to.
    pub fn setup(&self) -> Setup {
        let memory = self.clone();
        Setup {
            gateway: Arc::new(move |sandbox| -> Arc<dyn Gateway> {
                Arc::new(Forgetful {
                    sandbox,
                    memory: memory.clone(),
                })
            }),
            ..Setup::default()
        }
    }
}

struct Forgetful {
    sandbox: Sandbox,
    memory: Memory,
}

impl Forgetful {
    fn unless_forgotten<'a, T: Send + 'a>(
        &self,
        answer: BoxFuture<'a, Result<T, GatewayError>>,
    ) -> BoxFuture<'a, Result<T, GatewayError>> {
        if self.memory.is_lost.load(Ordering::SeqCst) {
            async { Err(GatewayError::Unknown) }.boxed()
        } else {
            answer
        }
    }
}

impl Gateway for Forgetful {
    fn network(&self) -> BoxFuture<'_, Result<Network, GatewayError>> {
        self.sandbox.network()
    }

    fn tokenize(&self, card: CardData) -> BoxFuture<'_, Result<TokenizedCard, GatewayError>> {
        self.sandbox.tokenize(card)
    }

    fn prepare(
        &self,
        key: AttemptKey,
        amount: Money,
    ) -> BoxFuture<'_, Result<PaymentReference, GatewayError>> {
        self.sandbox.prepare(key, amount)
    }

    fn confirm(
        &self,
        reference: PaymentReference,
        token: CardToken,
    ) -> BoxFuture<'_, Result<Confirmation, GatewayError>> {
        self.unless_forgotten(self.sandbox.confirm(reference, token))
    }

    fn lookup(&self, reference: PaymentReference) -> BoxFuture<'_, Result<AttemptStatus, GatewayError>> {
        let late = self.memory.tells_late.load(Ordering::SeqCst);
        let told = self.sandbox.lookup(reference);
        self.unless_forgotten(
            async move {
                Ok(match told.await? {
                    AttemptStatus::Refunded if late => AttemptStatus::Charged,
                    status => status,
                })
            }
            .boxed(),
        )
    }

    fn void(&self, reference: PaymentReference) -> BoxFuture<'_, Result<AttemptStatus, GatewayError>> {
        self.unless_forgotten(self.sandbox.void(reference))
    }

    fn refund(&self, reference: PaymentReference) -> BoxFuture<'_, Result<AttemptStatus, GatewayError>> {
        if self.memory.is_wrong.load(Ordering::SeqCst) {
            return async { Err(GatewayError::Refused(AttemptStatus::Voided)) }.boxed();
        }
        self.unless_forgotten(self.sandbox.refund(reference))
    }

    fn charges_since(&self, after: Option<ChargeCursor>) -> BoxFuture<'_, Result<ChargePage, GatewayError>> {
        let is_late = self.memory.lists_late.load(Ordering::SeqCst);
        if is_late || self.memory.is_lost.load(Ordering::SeqCst) {
            let nothing = ChargePage {
                charges: Vec::new(),
                is_last: true,
            };
            async { Ok(nothing) }.boxed()
        } else {
            let (as_refunded, without_end) = (
                self.memory.lists_as_refunded.load(Ordering::SeqCst),
                self.memory.lists_without_end.load(Ordering::SeqCst),
            );
            let after = after.filter(|_| !without_end);
            let listed = self.sandbox.charges_since(after);
            async move {
                let mut page = listed.await?;
                page.is_last &= !without_end;
                for charge in &mut page.charges {
                    charge.is_refunded |= as_refunded;
                }
                Ok(page)
            }
            .boxed()
        }
    }
}
