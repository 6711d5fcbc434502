//! What records need of a catalog that is to be taken over. Records are read in portions, whatever their number.

use std::collections::BTreeSet;

use crate::catalog::Loaded;
use crate::catalog::in_use::{Dropped, Missed};
use crate::domain::address::CountryCode;
use crate::domain::order::Order;
use crate::domain::partner::{Account, Vetting};
use crate::domain::request::SupportRequest;
use crate::domain::subscription::{State, Subscription};
use crate::services::Services;
use crate::services::error::ServiceError;
use crate::store::records::index;

/// Orders of which something is still to become.
const OPEN_ORDERS: [u8; 3] = [
    index::ORDERS_UNSETTLED,
    index::ORDERS_RETRYABLE,
    index::ORDERS_AWAITING_PAYMENT,
];

impl Services {
    /// Refuses a catalog that cannot come after another one, where that can be read.
    pub async fn may_follow(&self, before: Option<&Loaded>, new: &Loaded) -> Result<(), ServiceError> {
        let mut missed = Missed::default();
        let today = self.today();
        let is_held = |held: &Subscription| matches!(held.state(today), State::Active | State::RenewalWindow);
        self.each_of(index::SUBSCRIPTIONS_BY_EXPIRY, |held: Subscription| {
            missed.offers.extend(is_held(&held).then_some(held.offer));
        })
        .await?;
        let dropped = before.map(|before| before.dropped_by(new)).unwrap_or_default();
        for index in OPEN_ORDERS {
            self.each_of(index, |order: Order| {
                let country = order.bill_to.address.country;
                let day = order.placed_at.day();
                let is_unrated = before.is_some_and(|before| before.rate_dropped_by(new, country, day));
                let name = || order.number.to_string();
                missed.markets.note(dropped.markets.get(&country).copied(), name);
                missed.taxes.note(is_unrated.then_some(country), name);
                missed.offers.extend([order.offer.clone()]);
            })
            .await?;
        }
        if !dropped.is_empty() {
            self.find_users(&dropped, &mut missed).await?;
        }
        Ok(new.must_follow(before, missed)?)
    }

    /// The seller, accounts and open requests that use what is dropped.
    async fn find_users(&self, dropped: &Dropped, missed: &mut Missed) -> Result<(), ServiceError> {
        match self.seller().await {
            Ok(seller) => {
                let country = dropped.countries.get(&seller.address.country);
                missed
                    .countries
                    .note(country.copied(), || seller.name.to_string());
            }
            // Nobody sells by this store yet.
            Err(ServiceError::NotFound { .. }) => {}
            Err(error) => return Err(error),
        }
        self.each_of(index::ACCOUNTS_BY_NAME, |account: Account| {
            let countries = countries_of(&account);
            let used = |dropped: &BTreeSet<CountryCode>| -> Vec<CountryCode> {
                let used = countries.iter().filter(|country| dropped.contains(country));
                used.copied().collect()
            };
            let name = || account.profile.company.to_string();
            missed.countries.note(used(&dropped.countries), name);
            missed.markets.note(used(&dropped.markets), name);
        })
        .await?;
        self.each_of(index::REQUESTS_QUEUE, |request: SupportRequest| {
            let problem = dropped.problems.get(&request.problem);
            missed
                .problems
                .note(problem.cloned(), || request.number.to_string());
        })
        .await
    }
}

/// The country of a legal profile, and of the one to which a rejection would lead back.
fn countries_of(account: &Account) -> Vec<CountryCode> {
    let mut countries = vec![account.profile.address.country];
    if let Vetting::Pending { authorized, .. } = &account.vetting {
        countries.push(authorized.address.country);
    }
    countries
}
