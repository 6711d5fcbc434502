//! A sandbox to test, in this process or behind a socket, and the first steps of most tests.

use std::future::Future;
use std::path::{Path, PathBuf};
use std::time::Duration;

use offerdesk::domain::address::Name;
use offerdesk::domain::money::{Money, currency};
use offerdesk::domain::payment::{CardExpiry, CardToken};
use offerdesk::payments::card::{CardData, SecretDigits};
use offerdesk::payments::gateway::{
    AttemptKey, AttemptStatus, Confirmation, Gateway, GatewayError, PaymentReference,
};
use offerdesk::payments::sandbox::{
    Behavior, Sandbox, SandboxClient, SandboxOptions, SandboxProcess, TEST_CARDS,
};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

pub const APPROVED: &str = "4242 4242 4242 4242";

/// Longer than anything here may take.
pub const LIMIT: Duration = Duration::from_mins(1);

pub fn options() -> SandboxOptions {
    SandboxOptions {
        silence: Duration::from_millis(30),
        late: Duration::from_secs(1),
        ..SandboxOptions::default()
    }
}

pub fn run<T>(work: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async { tokio::time::timeout(LIMIT, work).await.expect("took too long") })
}

/// A sandbox that serves a socket until it is told to stop.
pub struct Served {
    pub client: SandboxClient,
    stop: oneshot::Sender<()>,
    serving: JoinHandle<()>,
}

impl Served {
    pub async fn start(folder: &Path, options: SandboxOptions) -> Self {
        let socket = socket_in(folder);
        let process = SandboxProcess::open(&ledger_in(folder), &socket, options)
            .await
            .unwrap();
        let (stop, stopped) = oneshot::channel::<()>();
        let serving = tokio::spawn(process.serve(async {
            let _stopped = stopped.await;
        }));
        let client = SandboxClient::new(socket);
        Self {
            client,
            stop,
            serving,
        }
    }

    pub async fn stop(self) {
        self.stop.send(()).unwrap();
        self.serving.await.unwrap();
    }
}

pub fn ledger_in(folder: &Path) -> PathBuf {
    folder.join("ledger")
}

pub fn socket_in(folder: &Path) -> PathBuf {
    folder.join("run").join("gateway.sock")
}

/// Runs one check against a sandbox in this process and against one behind a socket.
pub fn on_both_sides(options: &SandboxOptions, check: &impl AsyncFn(&dyn Gateway)) {
    run(async {
        let folder = tempfile::tempdir().unwrap();
        check(&Sandbox::open(folder.path(), options.clone()).unwrap()).await;

        let folder = tempfile::tempdir().unwrap();
        let served = Served::start(folder.path(), options.clone()).await;
        check(&served.client).await;
        served.stop().await;
    });
}

pub fn card(number: &str) -> CardData {
    let number = SecretDigits::parse(number).unwrap();
    let code = if number.len() == 15 { "7373" } else { "737" };
    CardData {
        number,
        code: SecretDigits::parse(code).unwrap(),
        expiry: CardExpiry {
            year: 2030,
            month: 12,
        },
        holder: Name::parse("Ada Byron").unwrap(),
        country: "GB".parse().unwrap(),
        postal_code: "SW1A 1AA".to_owned(),
    }
}

pub fn amount() -> Money {
    Money::new(47_500, currency("USD").unwrap())
}

pub async fn token(gateway: &dyn Gateway, number: &str) -> CardToken {
    gateway.tokenize(card(number)).await.unwrap().token
}

pub async fn prepared(gateway: &dyn Gateway, key: &str) -> PaymentReference {
    gateway
        .prepare(AttemptKey(key.to_owned()), amount())
        .await
        .unwrap()
}

/// Prepares an attempt and confirms it with a card.
pub async fn charge(
    gateway: &dyn Gateway,
    key: &str,
    number: &str,
) -> (PaymentReference, Result<Confirmation, GatewayError>) {
    let token = token(gateway, number).await;
    let reference = prepared(gateway, key).await;
    let answer = gateway.confirm(reference.clone(), token).await;
    (reference, answer)
}

pub fn test_card(behavior: Behavior) -> &'static str {
    TEST_CARDS
        .iter()
        .find(|card| card.behavior == behavior)
        .unwrap()
        .number
}

/// Asks until the attempt stands there; the limit of `run` bounds the wait.
pub async fn until(gateway: &dyn Gateway, reference: &PaymentReference, expected: AttemptStatus) {
    while gateway.lookup(reference.clone()).await != Ok(expected) {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}
