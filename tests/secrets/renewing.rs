//! The process that renews with secret cards, says everything that can be said, and then searches its own memory.

use std::fmt::{Debug, Display};
use std::path::Path;
use std::sync::Arc;

use offerdesk::domain::order::OrderState;
use offerdesk::payments::card::{CardError, check_code, check_number};
use offerdesk::payments::gateway::Gateway;
use offerdesk::payments::sandbox::{
    MISMATCHED_POSTAL_CODE, Sandbox, SandboxClient, SandboxOptions, Silences, bind, serve,
};
use offerdesk::services::orders::PayWith;

use crate::desk::turnstile::{Step, Turnstile};
use crate::desk::{ANA, BEN, CONTOSO, Desk, FAY, Setup, account, actor, people, polish, request};
use crate::log::Everything;
use crate::memory::copies;
use crate::secret::Secret;

const OFFERS: [&str; 3] = ["action-pack", "silver", "gold"];

pub fn renew_and_search_memory(folder: &Path, secrets: &[Secret]) {
    tracing::subscriber::set_global_default(Everything).unwrap();
    println!("what was said:");
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let (turnstile, in_process) = Turnstile::before(Setup::default());
        renew_with_everything(&folder.join("in-process"), in_process, Some(&turnstile), secrets).await;
        renew_with_everything(
            &folder.join("behind-a-socket"),
            behind_a_socket(folder),
            None,
            secrets,
        )
        .await;
        renew_in_silence(&folder.join("silent"), secrets).await;
    });
    panic_with(&secrets[0]);
    assert_eq!(copies(secrets), 0, "copies are left in memory");
    the_search_finds(secrets);
    assert_eq!(copies(secrets), 0, "what was kept for the search is gone");
}

/// A sandbox in this process again, but spoken to over its socket.
fn behind_a_socket(folder: &Path) -> Setup {
    let socket = folder.join("run").join("gateway.sock");
    let gateway = move |sandbox: Sandbox| -> Arc<dyn Gateway> {
        let listener = bind(&socket).unwrap();
        tokio::spawn(serve(listener, sandbox, std::future::pending()));
        Arc::new(SandboxClient::new(socket.clone()))
    };
    Setup {
        gateway: Arc::new(gateway),
        ..Setup::default()
    }
}

/// Paid, declined and paid with another card, saved, refused, tried again, and drafts in between.
async fn renew_with_everything(
    folder: &Path,
    setup: Setup,
    turnstile: Option<&Turnstile>,
    secrets: &[Secret],
) {
    let desk = Desk::within(folder, "2026-07-03", setup).await;
    for offer in OFFERS {
        desk.holds(CONTOSO, offer, "2026-06-22").await;
    }
    let tokenize = async |secret: &Secret| {
        let card = secret.card();
        say(&card);
        let token = desk.services.tokenize(&actor(ANA), CONTOSO, card).await.unwrap();
        // Searched at once, before other work makes use of the memory that this one gave back.
        assert_eq!(copies(secrets), 0, "copies are left by the request");
        token
    };

    let paid = PayWith::Card(tokenize(&secrets[0]).await);
    let start = desk.wizard(ANA, OFFERS[0]).await;
    let mut draft = start.draft.clone();
    if let PayWith::Card(card) = &paid {
        draft.card = Some(card.clone());
    }
    desk.services
        .save_draft(&actor(ANA), draft.clone())
        .await
        .unwrap();
    let mut order = request(&start, paid);
    // It is kept once it has paid.
    order.keep_card = true;
    say(&order);
    say(&start);
    if let Some(turnstile) = turnstile {
        // A conflict on the way: what is logged of it is searched as well.
        turnstile.hold(Step::Prepare);
        let (services, order) = (desk.services.clone(), order.clone());
        let placing = tokio::spawn(async move { services.place_order(&actor(ANA), order).await });
        turnstile.arrived().await;
        let mut ana = people().swap_remove(0);
        ana.os_user = Some("ana".to_owned());
        desk.put(&ana).await;
        turnstile.release();
        say(&placing.await.unwrap().unwrap());
    }
    say(&desk.services.place_order(&actor(ANA), order).await.unwrap());

    // The address is not the card's: declined; then another card pays.
    let mut far = secrets[1].card();
    MISMATCHED_POSTAL_CODE.clone_into(&mut far.postal_code);
    let declined = desk.services.tokenize(&actor(ANA), CONTOSO, far).await.unwrap();
    let start = desk.wizard(ANA, OFFERS[1]).await;
    let declined = desk.buy(ANA, &start, PayWith::Card(declined)).await.unwrap();
    assert!(matches!(declined.order.state, OrderState::Declined(_)));
    say(&declined);
    let paid = PayWith::Card(tokenize(&secrets[2]).await);
    say(&desk.buy(ANA, &start, paid).await.unwrap());

    // Refusals of every kind that a card can meet.
    let mut old = secrets[3].card();
    old.expiry.year = 2_020;
    say_error(
        &desk
            .services
            .tokenize(&actor(ANA), CONTOSO, old)
            .await
            .unwrap_err(),
    );
    say_error(
        &desk
            .services
            .tokenize(&actor(FAY), CONTOSO, secrets[3].card())
            .await
            .unwrap_err(),
    );
    let mut slipped = secrets[3].card();
    slipped.code.pop();
    say_error(&check_code(&slipped.code, check_number(&slipped.number).unwrap()).unwrap_err());
    say_error(
        &desk
            .services
            .tokenize(&actor(ANA), CONTOSO, slipped)
            .await
            .unwrap_err(),
    );
    let mut slipped = secrets[3].card();
    slipped.number.pop();
    let refused: CardError = check_number(&slipped.number).unwrap_err();
    drop(slipped);
    say_error(&refused);
    let start = desk.wizard(BEN, OFFERS[2]).await;
    desk.put(&account(CONTOSO, "Contoso", &polish())).await;
    let card = PayWith::Card(tokenize(&secrets[3]).await);
    say_error(&desk.buy(BEN, &start, card).await.unwrap_err());
    for entry in desk.audited(CONTOSO).await {
        say(&entry);
    }
    desk.checked().await;
    desk.engine.close().await.unwrap();
}

/// The bank gives no answer to anybody, before the charge or after it; the reconciler settles.
async fn renew_in_silence(folder: &Path, secrets: &[Secret]) {
    let setup = Setup {
        sandbox: SandboxOptions {
            silences: Some(Silences { seed: 1, one_in: 1 }),
            ..Setup::default().sandbox
        },
        ..Setup::default()
    };
    let desk = Desk::within(folder, "2026-07-03", setup).await;
    for offer in OFFERS {
        desk.holds(CONTOSO, offer, "2026-06-22").await;
        let token = desk
            .services
            .tokenize(&actor(ANA), CONTOSO, secrets[4].card())
            .await
            .unwrap();
        let unknown = desk.renew(ANA, offer, PayWith::Card(token)).await.unwrap();
        assert_eq!(unknown.order.state, OrderState::Unknown);
        say(&unknown);
    }
    desk.settle().await;
    for order in desk.orders(CONTOSO).await {
        say(&order);
    }
    desk.adds_up().await;
    // So that a checkpoint and its index are searched as well.
    desk.engine.rebuild().await.unwrap();
    desk.engine.close().await.unwrap();
}

fn say(value: &impl Debug) {
    println!("{value:?}");
}

fn say_error(error: &(impl Debug + Display)) {
    println!("{error} {error:?} {error:#?}");
}

/// A defect while a card is at hand tells nothing of it.
fn panic_with(secret: &Secret) {
    let card = secret.card();
    let panicked = std::thread::spawn(move || {
        let refused = card.check().map(|_| card);
        refused.unwrap_err();
    });
    assert!(panicked.join().is_err());
}

/// Whatever form a secret is kept in, the search finds it.
fn the_search_finds(secrets: &[Secret]) {
    let secret = &secrets[1];
    let kept = secret.card();
    assert!(copies(secrets) >= 2, "number and code as digits");
    drop(kept);
    let finds = |what: &str, mut kept: Vec<u8>| {
        assert_ne!(copies(secrets), 0, "{what}");
        zeroize::Zeroize::zeroize(&mut kept);
        drop(kept);
        assert_eq!(copies(secrets), 0, "{what}, wiped");
    };
    finds("as text", spelled(secret, 1, &[]));
    finds("as UTF-16", spelled(secret, 2, &[]));
    finds("as UTF-32", spelled(secret, 4, &[]));
    finds("in groups", spelled(secret, 1, &[4, 10]));
    finds("in groups of four, as UTF-16", spelled(secret, 2, &[4, 8, 12]));
    let code = secret.code();
    let mut quoted = Vec::with_capacity(8);
    quoted.push(b'"');
    quoted.extend_from_slice(code.as_bytes());
    quoted.push(b'"');
    drop(code);
    finds("a code in a request", quoted);
}

/// The number as text, so many bytes for each sign, with blanks before some digits; no copy is left on the way.
fn spelled(secret: &Secret, width: usize, groups: &[usize]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(100);
    for (place, digit) in secret.number().bytes().enumerate() {
        for sign in groups.contains(&place).then_some(b' ').into_iter().chain([digit]) {
            bytes.push(sign);
            bytes.extend(std::iter::repeat_n(0, width - 1));
        }
    }
    bytes
}
