//! The review before Buy: how it is paid, each tax, what changed under the buyer's eyes, and what is refused.

use offerdesk::domain::money::BasisPoints;
use offerdesk::domain::offer::TaxTreatment;
use offerdesk::domain::review::Review;
use offerdesk::i18n::Locale;
use offerdesk::tui::screens::wizard::asks::WizardAnswer;

use crate::album::{go, in_polish, keep, open_account, picture, pictures, rest};
use crate::pilot::fixture::Fixture;
use crate::pilot::{DANA, Pilot, Seat, TOM};
use crate::stage::named;
use crate::wizard::{fill_card, fill_transfer, opened, start};

/// From the selected tile to its review, by card.
pub async fn by_card(pilot: &mut Pilot, number: &str) {
    go(pilot, "Enter Enter").await;
    fill_card(pilot, number).await;
    go(pilot, "C-s").await;
}

/// From the selected tile to its review, by transfer.
pub async fn by_transfer(pilot: &mut Pilot) {
    go(pilot, "Enter Down Enter").await;
    fill_transfer(pilot).await;
    go(pilot, "C-s").await;
}

async fn good_card(pilot: &mut Pilot) {
    by_card(pilot, "4242424242424242").await;
}

#[tokio::test]
async fn a_renewal_by_card() {
    pictures("review-card", DANA, good_card).await;
}

#[tokio::test]
async fn the_purchase_order_number_is_typed() {
    picture("review-typing", DANA, async |pilot| {
        good_card(pilot).await;
        go(pilot, "BackTab").await;
        pilot.type_text("PO-2026-77").await;
        rest(pilot).await;
    })
    .await;
}

#[tokio::test]
async fn a_renewal_by_transfer() {
    pictures("review-transfer", DANA, by_transfer).await;
}

#[tokio::test]
async fn a_first_term() {
    async fn first_term(pilot: &mut Pilot) {
        go(pilot, "Down Down").await;
        good_card(pilot).await;
    }
    picture("review-first-term", DANA, first_term).await;
    in_polish("review-first-term", DANA, first_term).await;
}

#[tokio::test]
async fn the_buyer_accounts_for_the_tax() {
    async fn reverse_charge(pilot: &mut Pilot) {
        open_account(pilot, 1).await;
        pilot.set_clock("2026-06-23 12:00");
        rest(pilot).await;
        by_transfer(pilot).await;
    }
    picture("review-reverse-charge", DANA, reverse_charge).await;
    in_polish("review-reverse-charge", DANA, reverse_charge).await;
}

/// An overdue order gives way, and its transfer may be on its way.
#[tokio::test]
async fn an_overdue_order_gives_way() {
    async fn to_the_tile(pilot: &mut Pilot) {
        open_account(pilot, 5).await;
        pilot.set_clock("2026-07-23 12:00");
        rest(pilot).await;
    }
    async fn card(pilot: &mut Pilot) {
        to_the_tile(pilot).await;
        good_card(pilot).await;
    }
    async fn transfer(pilot: &mut Pilot) {
        to_the_tile(pilot).await;
        by_transfer(pilot).await;
    }
    picture("review-replaces-card", DANA, card).await;
    in_polish("review-replaces-card", DANA, card).await;
    picture("review-replaces-transfer", DANA, transfer).await;
    in_polish("review-replaces-transfer", DANA, transfer).await;
}

#[tokio::test]
async fn tax_is_paid() {
    async fn taxed(pilot: &mut Pilot) {
        open_account(pilot, 4).await;
        by_transfer(pilot).await;
    }
    pictures("review-taxed", DANA, taxed).await;
}

#[tokio::test]
async fn a_seller_in_the_buyers_country_charges_tax() {
    picture("review-taxed-at-home", DANA, async |pilot| {
        open_account(pilot, 2).await;
        by_transfer(pilot).await;
    })
    .await;
}

#[tokio::test]
async fn the_terms_are_not_accepted() {
    async fn not_accepted(pilot: &mut Pilot) {
        good_card(pilot).await;
        go(pilot, "C-b").await;
    }
    pictures("review-not-accepted", DANA, not_accepted).await;
}

#[tokio::test]
async fn the_bill_to_was_updated_and_waits_for_verification() {
    async fn updated(pilot: &mut Pilot) {
        good_card(pilot).await;
        go(pilot, "u Tab End").await;
        pilot.type_text(" West").await;
        go(pilot, "C-s").await;
    }
    pictures("review-updated", DANA, updated).await;
}

#[tokio::test]
async fn a_new_day_began() {
    async fn next_day(pilot: &mut Pilot) {
        by_transfer(pilot).await;
        pilot.set_clock("2026-06-23 00:00");
        rest(pilot).await;
    }
    picture("review-new-day", DANA, next_day).await;
    in_polish("review-new-day", DANA, next_day).await;
}

#[tokio::test]
async fn the_window_closed_at_midnight() {
    async fn midnight(pilot: &mut Pilot) {
        open_account(pilot, 2).await;
        by_transfer(pilot).await;
        pilot.set_clock("2026-06-23 00:00");
        rest(pilot).await;
    }
    pictures("review-after-window", DANA, midnight).await;
}

#[tokio::test]
async fn somebody_else_was_faster() {
    for locale in Locale::ALL {
        let fixture = Fixture::demo();
        let seat = Seat {
            locale,
            ..Seat::default()
        };
        let mut dana = fixture.seat(seat).await;
        good_card(&mut dana).await;
        let mut tom = dana.beside(TOM).await;
        by_transfer(&mut tom).await;
        go(&mut tom, "Space C-b").await;
        rest(&dana).await;
        keep(&named("closed-other-order", locale), &dana);
    }
}

#[tokio::test]
async fn reviews_that_the_samples_do_not_have() {
    let fixture = Fixture::demo();
    for locale in Locale::ALL {
        let mut begun = start(&fixture).await;
        begun.review.quote.treatment = TaxTreatment::Exempt;
        let review = begun.review.clone();
        let mut stage = opened(&fixture, locale, begun).await;
        stage.press("Down Enter");
        stage.press("Tab Tab Tab");
        stage.press("C-s");
        stage.keep(&named("review-exempt", locale));
        stage.answer(1, WizardAnswer::Review(Ok(Box::new(dearer(review)))));
        stage.keep(&named("review-dearer", locale));
    }
}

/// The same with another price, tax and term.
fn dearer(mut review: Review) -> Review {
    review.quote.treatment = TaxTreatment::Rate(BasisPoints(2300));
    review.quote.net.minor = 50_000;
    review.quote.tax.minor = 11_500;
    review.quote.total.minor = 61_500;
    review.expires = review.expires.plus(1);
    review
}
