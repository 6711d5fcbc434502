//! The sandbox keeps the gateway's contract: in this process and behind its socket, before and after a restart,
//! under a hundred requests at once, and without a trace of a card in its ledger.

// The lints' exemption for tests does not reach the functions that the tests share.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

#[path = "sandbox_gateway/ledger.rs"]
mod ledger;
#[cfg(target_os = "linux")]
#[path = "sandbox_gateway/memory.rs"]
mod memory;
#[path = "sandbox_gateway/process.rs"]
mod process;
#[path = "sandbox_gateway/support.rs"]
mod support;

use std::sync::Arc;
use std::time::Duration;

use offerdesk::domain::money::{Money, currency};
use offerdesk::domain::payment::{CardBrand, CardToken};
use offerdesk::payments::card::SecretDigits;
use offerdesk::payments::gateway::{
    AttemptKey, AttemptStatus, Confirmation, DeclineReason, Gateway, GatewayError, PaymentReference,
};
use offerdesk::payments::sandbox::{Behavior, MISMATCHED_POSTAL_CODE, Sandbox, SandboxOptions, Silences};

use support::{
    APPROVED, LIMIT, card, charge, on_both_sides, options, prepared, run, test_card, token, until,
};

#[test]
fn a_card_becomes_a_token_with_brand_last_four_and_expiry() {
    on_both_sides(&options(), &async |gateway| {
        let first = gateway.tokenize(card("3782 822463 10005")).await.unwrap();
        assert_eq!((first.brand, first.last_four.as_str()), (CardBrand::Amex, "0005"));
        assert_eq!((first.expiry.year, first.expiry.month), (2030, 12));
        let second = gateway.tokenize(card("3782 822463 10005")).await.unwrap();
        assert_ne!(first.token, second.token);
    });
}

#[test]
fn a_number_or_code_that_no_card_has_gets_no_token() {
    on_both_sides(&options(), &async |gateway| {
        let refused = GatewayError::Refused(AttemptStatus::Declined(DeclineReason::DoNotHonor));
        let wrong = gateway.tokenize(card("4242 4242 4242 4241")).await;
        assert_eq!(wrong.map(|_| ()), Err(refused));
        let mut wrong = card(APPROVED);
        wrong.code = SecretDigits::parse("73").unwrap();
        assert_eq!(gateway.tokenize(wrong).await.map(|_| ()), Err(refused));
    });
}

#[test]
fn the_same_key_has_the_same_reference_and_another_amount_is_refused() {
    on_both_sides(&options(), &async |gateway| {
        let first = prepared(gateway, "order-1/1").await;
        assert_eq!(prepared(gateway, "order-1/1").await, first);
        assert_ne!(prepared(gateway, "order-1/2").await, first);
        for other in [
            Money::new(47_501, currency("USD").unwrap()),
            Money::new(47_500, currency("EUR").unwrap()),
        ] {
            let answer = gateway.prepare(AttemptKey("order-1/1".to_owned()), other).await;
            assert_eq!(answer, Err(GatewayError::Refused(AttemptStatus::Prepared)));
        }
        for nothing in [0, -1] {
            let amount = Money::new(nothing, currency("USD").unwrap());
            let answer = gateway.prepare(AttemptKey("order-2/1".to_owned()), amount).await;
            assert_eq!(answer, Err(GatewayError::Refused(AttemptStatus::Voided)));
        }
    });
}

#[test]
fn a_prepared_attempt_is_charged_once_and_says_so_again() {
    on_both_sides(&options(), &async |gateway| {
        for (place, number) in [APPROVED, "5555 5555 5555 4444", "4111 1111 1111 1111"]
            .into_iter()
            .enumerate()
        {
            let (reference, answer) = charge(gateway, &format!("order-{place}/1"), number).await;
            assert_eq!(answer, Ok(Confirmation::Charged), "{number}");
            let again = gateway
                .confirm(reference.clone(), token(gateway, number).await)
                .await;
            assert_eq!(again, Ok(Confirmation::Charged));
            assert_eq!(gateway.lookup(reference).await, Ok(AttemptStatus::Charged));
        }
    });
}

#[test]
fn declines_give_their_reason_and_stay_declined() {
    on_both_sides(&options(), &async |gateway| {
        for reason in [
            DeclineReason::DoNotHonor,
            DeclineReason::InsufficientFunds,
            DeclineReason::AddressMismatch,
            DeclineReason::WrongSecurityCode,
            DeclineReason::ExpiredCard,
        ] {
            let number = test_card(Behavior::Decline(reason));
            let (reference, answer) = charge(gateway, reason.code(), number).await;
            assert_eq!(answer, Ok(Confirmation::Declined(reason)));
            let good = token(gateway, APPROVED).await;
            let again = gateway.confirm(reference.clone(), good).await;
            assert_eq!(again, Ok(Confirmation::Declined(reason)), "a decline is for good");
            let status = AttemptStatus::Declined(reason);
            assert_eq!(gateway.void(reference.clone()).await, Ok(status));
            assert_eq!(
                gateway.refund(reference).await,
                Err(GatewayError::Refused(status))
            );
        }
    });
}

#[test]
fn documented_postal_codes_and_security_codes_decline_a_good_card() {
    on_both_sides(&options(), &async |gateway| {
        let mut far = card(APPROVED);
        far.postal_code = MISMATCHED_POSTAL_CODE.to_owned();
        let mut guessed = card(APPROVED);
        guessed.code = SecretDigits::parse("000").unwrap();
        for (card, reason) in [
            (far, DeclineReason::AddressMismatch),
            (guessed, DeclineReason::WrongSecurityCode),
        ] {
            let token = gateway.tokenize(card).await.unwrap().token;
            let reference = prepared(gateway, reason.code()).await;
            let answer = gateway.confirm(reference, token).await;
            assert_eq!(answer, Ok(Confirmation::Declined(reason)));
        }
    });
}

#[test]
fn with_a_calendar_a_card_is_declined_after_its_month() {
    let on = |day: &str| {
        let day = day.parse().unwrap();
        SandboxOptions {
            today: Some(Arc::new(move || day)),
            ..options()
        }
    };
    on_both_sides(&on("2030-12-31"), &async |gateway| {
        assert_eq!(charge(gateway, "k", APPROVED).await.1, Ok(Confirmation::Charged));
    });
    on_both_sides(&on("2031-01-01"), &async |gateway| {
        let declined = Confirmation::Declined(DeclineReason::ExpiredCard);
        assert_eq!(charge(gateway, "k", APPROVED).await.1, Ok(declined));
    });
}

#[test]
fn what_the_network_does_not_know_is_unknown() {
    on_both_sides(&options(), &async |gateway| {
        let nowhere = || PaymentReference("payment-nowhere".to_owned());
        let good = token(gateway, APPROVED).await;
        assert_eq!(gateway.lookup(nowhere()).await, Err(GatewayError::Unknown));
        assert_eq!(gateway.void(nowhere()).await, Err(GatewayError::Unknown));
        assert_eq!(gateway.refund(nowhere()).await, Err(GatewayError::Unknown));
        assert_eq!(gateway.confirm(nowhere(), good).await, Err(GatewayError::Unknown));
        let reference = prepared(gateway, "order-1/1").await;
        let answer = gateway
            .confirm(reference.clone(), CardToken("card-nobody".to_owned()))
            .await;
        assert_eq!(answer, Err(GatewayError::Unknown));
        assert_eq!(gateway.lookup(reference).await, Ok(AttemptStatus::Prepared));
    });
}

#[test]
fn after_a_void_a_confirmation_is_refused() {
    on_both_sides(&options(), &async |gateway| {
        let good = token(gateway, APPROVED).await;
        let reference = prepared(gateway, "order-1/1").await;
        assert_eq!(gateway.void(reference.clone()).await, Ok(AttemptStatus::Voided));
        assert_eq!(gateway.void(reference.clone()).await, Ok(AttemptStatus::Voided));
        let refused = GatewayError::Refused(AttemptStatus::Voided);
        assert_eq!(gateway.confirm(reference.clone(), good).await, Err(refused));
        assert_eq!(gateway.refund(reference).await, Err(refused));
    });
}

#[test]
fn a_void_that_comes_too_late_tells_that_the_money_moved() {
    on_both_sides(&options(), &async |gateway| {
        let (reference, _) = charge(gateway, "order-1/1", APPROVED).await;
        assert_eq!(gateway.void(reference.clone()).await, Ok(AttemptStatus::Charged));
        assert_eq!(gateway.lookup(reference).await, Ok(AttemptStatus::Charged));
    });
}

#[test]
fn only_a_charge_is_refunded_and_only_once() {
    on_both_sides(&options(), &async |gateway| {
        let (reference, _) = charge(gateway, "order-1/1", APPROVED).await;
        for _ in 0..2 {
            assert_eq!(
                gateway.refund(reference.clone()).await,
                Ok(AttemptStatus::Refunded)
            );
        }
        let refunded = GatewayError::Refused(AttemptStatus::Refunded);
        let good = token(gateway, APPROVED).await;
        assert_eq!(gateway.confirm(reference.clone(), good).await, Err(refunded));
        assert_eq!(gateway.void(reference).await, Ok(AttemptStatus::Refunded));
        let waiting = prepared(gateway, "order-2/1").await;
        let refused = GatewayError::Refused(AttemptStatus::Prepared);
        assert_eq!(gateway.refund(waiting).await, Err(refused));
    });
}

#[test]
fn a_refund_that_the_bank_refuses_leaves_the_money_where_it_is() {
    on_both_sides(&options(), &async |gateway| {
        let (reference, answer) = charge(gateway, "order-1/1", test_card(Behavior::RefundRefused)).await;
        assert_eq!(answer, Ok(Confirmation::Charged));
        let refused = GatewayError::Refused(AttemptStatus::Charged);
        for _ in 0..3 {
            assert_eq!(gateway.refund(reference.clone()).await, Err(refused));
            assert_eq!(
                gateway.lookup(reference.clone()).await,
                Ok(AttemptStatus::Charged)
            );
        }
    });
}

#[test]
fn a_refund_whose_answers_are_lost_was_made_at_the_first_request() {
    on_both_sides(&options(), &async |gateway| {
        let number = test_card(Behavior::RefundSilentAfter);
        let (reference, answer) = charge(gateway, "order-1/1", number).await;
        assert_eq!(answer, Ok(Confirmation::Charged));
        for expected in [
            Err(GatewayError::NoAnswer),
            Err(GatewayError::NoAnswer),
            Ok(AttemptStatus::Refunded),
            Ok(AttemptStatus::Refunded),
        ] {
            assert_eq!(gateway.refund(reference.clone()).await, expected);
            assert_eq!(
                gateway.lookup(reference.clone()).await,
                Ok(AttemptStatus::Refunded)
            );
        }
    });
}

#[test]
fn a_refund_whose_request_is_lost_is_made_at_the_second_one() {
    on_both_sides(&options(), &async |gateway| {
        let number = test_card(Behavior::RefundSilentBefore);
        let (reference, answer) = charge(gateway, "order-1/1", number).await;
        assert_eq!(answer, Ok(Confirmation::Charged));
        let lost = gateway.refund(reference.clone()).await;
        assert_eq!(lost, Err(GatewayError::NoAnswer));
        assert_eq!(
            gateway.lookup(reference.clone()).await,
            Ok(AttemptStatus::Charged)
        );
        for _ in 0..2 {
            let answer = gateway.refund(reference.clone()).await;
            assert_eq!(answer, Ok(AttemptStatus::Refunded));
        }
    });
}

#[test]
fn silence_before_the_charge_moves_no_money() {
    on_both_sides(&options(), &async |gateway| {
        let (reference, answer) = charge(gateway, "order-1/1", test_card(Behavior::SilentBefore)).await;
        assert_eq!(answer, Err(GatewayError::NoAnswer));
        assert_eq!(
            gateway.lookup(reference.clone()).await,
            Ok(AttemptStatus::Prepared)
        );
        assert_eq!(gateway.void(reference).await, Ok(AttemptStatus::Voided));
    });
}

#[test]
fn silence_after_the_charge_moves_money() {
    on_both_sides(&options(), &async |gateway| {
        let (reference, answer) = charge(gateway, "order-1/1", test_card(Behavior::SilentAfter)).await;
        assert_eq!(answer, Err(GatewayError::NoAnswer));
        assert_eq!(
            gateway.lookup(reference.clone()).await,
            Ok(AttemptStatus::Charged)
        );
        assert_eq!(gateway.void(reference).await, Ok(AttemptStatus::Charged));
    });
}

#[test]
fn a_stuck_request_charges_late_when_nobody_voids_it() {
    on_both_sides(&options(), &async |gateway| {
        let (reference, answer) = charge(gateway, "order-1/1", test_card(Behavior::Late)).await;
        assert_eq!(answer, Err(GatewayError::NoAnswer));
        until(gateway, &reference, AttemptStatus::Charged).await;
    });
}

#[test]
fn a_stuck_request_that_arrives_after_the_void_is_refused() {
    // Here the caller waits longer than the request is on its way, and so sees how it was answered.
    let patient = SandboxOptions {
        silence: LIMIT,
        late: Duration::from_secs(2),
        ..options()
    };
    on_both_sides(&patient, &async |gateway| {
        let stuck = token(gateway, test_card(Behavior::Late)).await;
        let reference = prepared(gateway, "order-1/1").await;
        let confirmed = gateway.confirm(reference.clone(), stuck);
        let voided = async {
            assert_eq!(
                gateway.lookup(reference.clone()).await,
                Ok(AttemptStatus::Prepared)
            );
            gateway.void(reference.clone()).await
        };
        let (confirmed, voided) = tokio::join!(confirmed, voided);
        assert_eq!(voided, Ok(AttemptStatus::Voided));
        assert_eq!(confirmed, Err(GatewayError::Refused(AttemptStatus::Voided)));
        assert_eq!(gateway.lookup(reference).await, Ok(AttemptStatus::Voided));
    });
}

#[test]
fn in_a_fault_run_the_key_decides_which_answers_get_lost() {
    let faulty = SandboxOptions {
        silence: Duration::from_millis(1),
        silences: Some(Silences { seed: 11, one_in: 3 }),
        ..options()
    };
    let outcomes = |options: SandboxOptions| {
        run(async move {
            let folder = tempfile::tempdir().unwrap();
            let sandbox = Sandbox::open(folder.path(), options).unwrap();
            let good = token(&sandbox, APPROVED).await;
            let mut outcomes = Vec::new();
            for n in 0..60 {
                let reference = prepared(&sandbox, &format!("order-{n}/1")).await;
                let answer = sandbox.confirm(reference.clone(), good.clone()).await;
                outcomes.push((answer, sandbox.lookup(reference).await.unwrap()));
            }
            outcomes
        })
    };
    let first = outcomes(faulty.clone());
    assert_eq!(first, outcomes(faulty));
    for expected in [
        (Ok(Confirmation::Charged), AttemptStatus::Charged),
        (Err(GatewayError::NoAnswer), AttemptStatus::Prepared),
        (Err(GatewayError::NoAnswer), AttemptStatus::Charged),
    ] {
        assert!(first.contains(&expected), "{expected:?}");
    }
}
