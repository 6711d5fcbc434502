//! A turnstile before the bank: it holds the next request of a kind until a test lets it go, so that what happens
//! meanwhile happens at an exact place. What it lets through, the sandbox answers.

#![allow(dead_code)] // Each test binary uses another part of it.

use std::sync::{Arc, Mutex};

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
use tokio::sync::Semaphore;

use super::{LIMIT, Setup};

/// A request that may be held.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
    Prepare,
    Confirm,
    Lookup,
}

/// Works the turnstile.
#[derive(Clone)]
pub struct Turnstile(Arc<State>);

struct State {
    hold: Mutex<Option<Step>>,
    arrived: Semaphore,
    released: Semaphore,
}

impl Turnstile {
    /// A turnstile and a desk's setup with it.
    pub fn before(setup: Setup) -> (Self, Setup) {
        let turnstile = Self(Arc::new(State {
            hold: Mutex::new(None),
            arrived: Semaphore::new(0),
            released: Semaphore::new(0),
        }));
        let state = turnstile.clone();
        let gateway = move |sandbox| -> Arc<dyn Gateway> {
            Arc::new(Guarded {
                turnstile: state.clone(),
                sandbox,
            })
        };
        let setup = Setup {
            gateway: Arc::new(gateway),
            ..setup
        };
        (turnstile, setup)
    }

    /// Holds the next request of that kind.
    pub fn hold(&self, step: Step) {
        *self.0.hold.lock().unwrap() = Some(step);
    }

    /// Waits until it is there.
    pub async fn arrived(&self) {
        let arrived = tokio::time::timeout(LIMIT, self.0.arrived.acquire()).await;
        arrived.unwrap().unwrap().forget();
    }

    /// Lets it go.
    pub fn release(&self) {
        self.0.released.add_permits(1);
    }

    async fn pass(&self, step: Step) {
        let held = {
            let mut hold = self.0.hold.lock().unwrap();
            let held = *hold == Some(step);
            if held {
                *hold = None;
            }
            held
        };
        if held {
            self.0.arrived.add_permits(1);
            self.0.released.acquire().await.unwrap().forget();
        }
    }
}

struct Guarded {
    turnstile: Turnstile,
    sandbox: Sandbox,
}

impl Gateway for Guarded {
    fn network(&self) -> BoxFuture<'_, Result<Network, GatewayError>> {
        self.sandbox.network()
    }

    fn charges_since(&self, after: Option<ChargeCursor>) -> BoxFuture<'_, Result<ChargePage, GatewayError>> {
        self.sandbox.charges_since(after)
    }

    fn tokenize(&self, card: CardData) -> BoxFuture<'_, Result<TokenizedCard, GatewayError>> {
        self.sandbox.tokenize(card)
    }

    fn prepare(
        &self,
        key: AttemptKey,
        amount: Money,
    ) -> BoxFuture<'_, Result<PaymentReference, GatewayError>> {
        async move {
            self.turnstile.pass(Step::Prepare).await;
            self.sandbox.prepare(key, amount).await
        }
        .boxed()
    }

    fn confirm(
        &self,
        reference: PaymentReference,
        token: CardToken,
    ) -> BoxFuture<'_, Result<Confirmation, GatewayError>> {
        async move {
            self.turnstile.pass(Step::Confirm).await;
            self.sandbox.confirm(reference, token).await
        }
        .boxed()
    }

    fn lookup(&self, reference: PaymentReference) -> BoxFuture<'_, Result<AttemptStatus, GatewayError>> {
        async move {
            self.turnstile.pass(Step::Lookup).await;
            self.sandbox.lookup(reference).await
        }
        .boxed()
    }

    fn void(&self, reference: PaymentReference) -> BoxFuture<'_, Result<AttemptStatus, GatewayError>> {
        self.sandbox.void(reference)
    }

    fn refund(&self, reference: PaymentReference) -> BoxFuture<'_, Result<AttemptStatus, GatewayError>> {
        self.sandbox.refund(reference)
    }
}
