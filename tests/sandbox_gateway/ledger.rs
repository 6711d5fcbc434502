//! What was answered stays true, and stays the only thing that is kept: restarts, torn lines, many requests at
//! once, and no trace of a card.

use std::sync::Arc;

use offerdesk::payments::card::SecretDigits;
use offerdesk::payments::gateway::{AttemptStatus, Confirmation, Gateway, GatewayError};
use offerdesk::payments::sandbox::{
    Behavior, BookedAttempt, LedgerError, Sandbox, SandboxClient, SandboxOptions, attempts_in,
};

use crate::support::{
    APPROVED, LIMIT, Served, card, charge, ledger_in, options, prepared, run, socket_in, test_card, token,
};

fn histories(attempts: &[BookedAttempt]) -> Vec<(&str, &[AttemptStatus])> {
    attempts
        .iter()
        .map(|attempt| (attempt.key.0.as_str(), attempt.history.as_slice()))
        .collect()
}

#[test]
fn a_hundred_confirmations_of_one_attempt_charge_once() {
    run(async {
        let folder = tempfile::tempdir().unwrap();
        let served = Served::start(folder.path(), options()).await;
        let gateway = Arc::new(served.client.clone());
        let good = token(gateway.as_ref(), APPROVED).await;
        let reference = prepared(gateway.as_ref(), "order-1/1").await;
        let confirming: Vec<_> = (0..100)
            .map(|_| {
                let (gateway, reference, good) = (Arc::clone(&gateway), reference.clone(), good.clone());
                tokio::spawn(async move { gateway.confirm(reference, good).await })
            })
            .collect();
        for confirmed in confirming {
            assert_eq!(confirmed.await.unwrap(), Ok(Confirmation::Charged));
        }
        let attempts = attempts_in(&ledger_in(folder.path())).unwrap();
        let once = [AttemptStatus::Prepared, AttemptStatus::Charged];
        assert_eq!(histories(&attempts), [("order-1/1", once.as_slice())]);
        served.stop().await;
    });
}

#[test]
fn of_void_and_confirm_at_once_exactly_one_wins() {
    run(async {
        let folder = tempfile::tempdir().unwrap();
        let sandbox = Sandbox::open(folder.path(), options()).unwrap();
        let good = token(&sandbox, APPROVED).await;
        for n in 0..50 {
            let reference = prepared(&sandbox, &format!("order-{n}/1")).await;
            let confirm = tokio::spawn({
                let (sandbox, reference, good) = (sandbox.clone(), reference.clone(), good.clone());
                async move { sandbox.confirm(reference, good).await }
            });
            let void = tokio::spawn({
                let (sandbox, reference) = (sandbox.clone(), reference.clone());
                async move { sandbox.void(reference).await }
            });
            let outcome = (confirm.await.unwrap(), void.await.unwrap());
            let charged = (Ok(Confirmation::Charged), Ok(AttemptStatus::Charged));
            let voided = (
                Err(GatewayError::Refused(AttemptStatus::Voided)),
                Ok(AttemptStatus::Voided),
            );
            assert!(outcome == charged || outcome == voided, "{outcome:?}");
        }
        for attempt in sandbox.attempts().await.unwrap() {
            assert_eq!(attempt.history.len(), 2, "{attempt:?}");
        }
    });
}

#[test]
fn a_restarted_gateway_knows_everything_that_it_answered() {
    run(async {
        let folder = tempfile::tempdir().unwrap();
        let served = Served::start(folder.path(), options()).await;
        let gateway = &served.client;
        let (charged, _) = charge(gateway, "charged", APPROVED).await;
        let (refunded, _) = charge(gateway, "refunded", APPROVED).await;
        gateway.refund(refunded.clone()).await.unwrap();
        let (silent, _) = charge(gateway, "silent", test_card(Behavior::SilentAfter)).await;
        let waiting = prepared(gateway, "waiting").await;
        let good = token(gateway, APPROVED).await;
        served.stop().await;

        let away = SandboxClient::new(socket_in(folder.path()));
        assert_eq!(away.lookup(charged.clone()).await, Err(GatewayError::Unreachable));

        let served = Served::start(folder.path(), options()).await;
        let gateway = &served.client;
        for (reference, status) in [
            (&charged, AttemptStatus::Charged),
            (&refunded, AttemptStatus::Refunded),
            (&silent, AttemptStatus::Charged),
            (&waiting, AttemptStatus::Prepared),
        ] {
            assert_eq!(gateway.lookup(reference.clone()).await, Ok(status));
        }
        assert_eq!(prepared(gateway, "waiting").await, waiting);
        assert_eq!(gateway.confirm(waiting, good).await, Ok(Confirmation::Charged));
        served.stop().await;
    });
}

#[test]
fn money_goes_back_once_however_often_it_is_asked_for_and_whenever_the_network_restarts() {
    run(async {
        let folder = tempfile::tempdir().unwrap();
        let (no_answer, refunded) = (Err(GatewayError::NoAnswer), Ok(AttemptStatus::Refunded));
        let refused = Err(GatewayError::Refused(AttemptStatus::Charged));
        let mut attempts = Vec::new();
        let sandbox = Sandbox::open(folder.path(), options()).unwrap();
        for (key, behavior, answers) in [
            ("refused", Behavior::RefundRefused, [refused; 4]),
            (
                "after",
                Behavior::RefundSilentAfter,
                [no_answer, no_answer, refunded, refunded],
            ),
            (
                "before",
                Behavior::RefundSilentBefore,
                [no_answer, refunded, refunded, refunded],
            ),
        ] {
            let (reference, _) = charge(&sandbox, key, test_card(behavior)).await;
            attempts.push((reference, answers));
        }
        drop(sandbox);
        for request in 0..4 {
            let sandbox = Sandbox::open(folder.path(), options()).unwrap();
            for (reference, answers) in &attempts {
                assert_eq!(sandbox.refund(reference.clone()).await, answers[request]);
            }
        }
        let (charged, once) = (
            [AttemptStatus::Prepared, AttemptStatus::Charged],
            [
                AttemptStatus::Prepared,
                AttemptStatus::Charged,
                AttemptStatus::Refunded,
            ],
        );
        assert_eq!(
            histories(&attempts_in(folder.path()).unwrap()),
            [
                ("refused", charged.as_slice()),
                ("after", once.as_slice()),
                ("before", once.as_slice()),
            ]
        );
    });
}

#[test]
fn fifty_requests_for_a_refund_at_once_give_the_money_back_once() {
    run(async {
        let folder = tempfile::tempdir().unwrap();
        let sandbox = Sandbox::open(folder.path(), options()).unwrap();
        for behavior in [
            Behavior::Approve,
            Behavior::RefundSilentAfter,
            Behavior::RefundSilentBefore,
        ] {
            let (reference, _) = charge(&sandbox, behavior.code(), test_card(behavior)).await;
            let asking: Vec<_> = (0..50)
                .map(|_| {
                    let (sandbox, reference) = (sandbox.clone(), reference.clone());
                    tokio::spawn(async move { sandbox.refund(reference).await })
                })
                .collect();
            for asked in asking {
                let answer = asked.await.unwrap();
                let expected = [Ok(AttemptStatus::Refunded), Err(GatewayError::NoAnswer)];
                assert!(expected.contains(&answer), "{answer:?}");
            }
        }
        let unanswered: Vec<u32> = sandbox
            .attempts()
            .await
            .unwrap()
            .into_iter()
            .map(|attempt| {
                let refunds = attempt
                    .history
                    .iter()
                    .filter(|status| **status == AttemptStatus::Refunded);
                assert_eq!(refunds.count(), 1, "{attempt:?}");
                attempt.refunds_unanswered
            })
            .collect();
        assert_eq!(unanswered, [0, 2, 1]);
    });
}

#[test]
fn a_torn_last_line_costs_only_what_nobody_was_told() {
    run(async {
        let folder = tempfile::tempdir().unwrap();
        let sandbox = Sandbox::open(folder.path(), options()).unwrap();
        let (reference, _) = charge(&sandbox, "order-1/1", APPROVED).await;
        let before = sandbox.charges().await.unwrap();
        drop(sandbox);
        let path = folder.path().join("ledger.jsonl");
        let mut bytes = std::fs::read(&path).unwrap();
        bytes.extend_from_slice(b"{\"line\":5,\"check\":\"aaaa");
        std::fs::write(&path, &bytes).unwrap();
        assert_eq!(attempts_in(folder.path()).unwrap(), before);

        let sandbox = Sandbox::open(folder.path(), options()).unwrap();
        assert_eq!(sandbox.lookup(reference).await, Ok(AttemptStatus::Charged));
        assert_eq!(
            charge(&sandbox, "order-2/1", APPROVED).await.1,
            Ok(Confirmation::Charged)
        );
        drop(sandbox);
        assert_eq!(attempts_in(folder.path()).unwrap().len(), 2);

        bytes.push(b'\n');
        std::fs::write(&path, &bytes).unwrap();
        let damaged = Sandbox::open(folder.path(), options()).map(|_| ());
        assert_eq!(damaged, Err(LedgerError::Damaged { line: 5 }));
    });
}

#[test]
fn a_closed_sandbox_frees_its_ledger_although_a_request_is_on_its_way() {
    run(async {
        let folder = tempfile::tempdir().unwrap();
        let slow = SandboxOptions {
            late: LIMIT,
            ..options()
        };
        let sandbox = Sandbox::open(folder.path(), slow.clone()).unwrap();
        let (reference, answer) = charge(&sandbox, "order-1/1", test_card(Behavior::Late)).await;
        assert_eq!(answer, Err(GatewayError::NoAnswer));
        drop(sandbox);
        let sandbox = Sandbox::open(folder.path(), slow).unwrap();
        assert_eq!(sandbox.lookup(reference).await, Ok(AttemptStatus::Prepared));
    });
}

#[test]
fn no_byte_of_a_card_reaches_the_ledger() {
    run(async {
        let folder = tempfile::tempdir().unwrap();
        let served = Served::start(folder.path(), options()).await;
        for (number, code) in [
            ("4716 5389 2047 1360", "917"),
            ("3714 496353 98431", "9176"),
            ("4000 0000 0000 9995", "917"),
        ] {
            let mut card = card(number);
            card.code = SecretDigits::parse(code).unwrap();
            let tokenized = served.client.tokenize(card).await.unwrap();
            let reference = prepared(&served.client, &format!("order/{}", tokenized.last_four)).await;
            served.client.confirm(reference, tokenized.token).await.unwrap();

            let digits: Vec<u8> = number.bytes().filter(u8::is_ascii_digit).collect();
            let texts: Vec<String> = digits
                .iter()
                .map(|digit| char::from(*digit).to_string())
                .collect();
            let values: Vec<u8> = digits.iter().map(|digit| digit - b'0').collect();
            let ledger = std::fs::read(ledger_in(folder.path()).join("ledger.jsonl")).unwrap();
            for trace in [
                digits.clone(),
                number.as_bytes().to_vec(),
                number.replace(' ', "-").into_bytes(),
                values,
                texts.join(",").into_bytes(),
                texts.join(", ").into_bytes(),
                digits[..8].to_vec(),
                digits[digits.len() - 5..].to_vec(),
                code.as_bytes().to_vec(),
            ] {
                let found = ledger.windows(trace.len()).any(|window| window == trace);
                assert!(!found, "{:?}", String::from_utf8_lossy(&trace));
            }
            let last_four = &digits[digits.len() - 4..];
            assert!(
                ledger.windows(4).any(|window| window == last_four),
                "the search finds what is there"
            );
        }
        served.stop().await;
    });
}

/// Seen: with a pipe or an endless device in the ledger's place, the sandbox waited or read for ever.
#[test]
fn a_ledger_that_is_no_file_is_refused_at_once() {
    let told = |error: &LedgerError| *error == LedgerError::Io("ledger.jsonl: not a regular file".to_owned());
    for is_pipe in [true, false] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ledger.jsonl");
        if is_pipe {
            let made = std::process::Command::new("mkfifo").arg(&path).status().unwrap();
            assert!(made.success());
        } else {
            std::os::unix::fs::symlink("/dev/zero", &path).unwrap();
        }
        let opened = run(async { Sandbox::open(folder.path(), options()).map(|_| ()) });
        assert!(opened.as_ref().is_err_and(told), "{opened:?}");
        assert!(attempts_in(folder.path()).as_ref().is_err_and(told));
    }
}
