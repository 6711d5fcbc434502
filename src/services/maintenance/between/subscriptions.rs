//! The terms of a subscription against each other, the orders that they name, and the decisions about it.

use crate::domain::date::Day;
use crate::domain::order::{Order, Purpose};
use crate::domain::partner::Account;
use crate::domain::subscription::{Subscription, Term};
use crate::services::error::ServiceError;
use crate::store::records::index;

use super::{Decided, HeldFault, Holding, Mismatch, OrderFault, Pages};

impl Holding<'_> {
    pub(super) async fn hold_subscriptions(&mut self) -> Result<(), ServiceError> {
        let mut pages = Pages::of(index::SUBSCRIPTIONS_BY_EXPIRY);
        while let Some(subscriptions) = self.next::<Subscription>(&mut pages).await? {
            for held in &subscriptions {
                self.hold_subscription(held).await?;
            }
        }
        Ok(())
    }

    async fn hold_subscription(&mut self, held: &Subscription) -> Result<(), ServiceError> {
        let decided = self.decided.remove(&held.id).unwrap_or_default();
        let mut faults = Vec::new();
        let last = held.terms.last();
        if last.map(|term| term.expires) != Some(held.expires) {
            faults.push(HeldFault::OtherEnd);
        }
        if !is_in_order(&held.terms) {
            faults.push(HeldFault::TermsOutOfOrder);
        }
        let mut former: Option<&Term> = None;
        let mut given_back = Vec::new();
        for term in &held.terms {
            let order = match term.order {
                Some(id) => self.get::<Order>(id.to_bytes()).await?,
                None => None,
            };
            // Money that came in time renews, however late it is booked: by then the term may be over.
            let may_be_late = matches!(
                order.as_ref().map(|order| order.purpose),
                Some(Purpose::Renew { .. })
            );
            let is_backwards = term.activated > term.expires && !may_be_late;
            if is_backwards && !faults.contains(&HeldFault::TermsOutOfOrder) {
                faults.push(HeldFault::TermsOutOfOrder);
            }
            if let Some(order) = order {
                // One for this subscription is held against its terms with the orders.
                self.tell(
                    order.purpose.subscription() != held.id,
                    Mismatch::Order(order.number, OrderFault::StrangeTerm),
                );
                let begins_anew = matches!(order.purpose, Purpose::Subscribe { .. });
                let overlaps = former.is_some_and(|former| !is_over(former, term, &decided, &given_back));
                if begins_anew && overlaps && !faults.contains(&HeldFault::TermsOutOfOrder) {
                    faults.push(HeldFault::TermsOverlap);
                }
                if self.is_given_back_undecided(&order) {
                    given_back.push(order.since.day());
                }
            }
            former = Some(term);
        }
        faults.extend(fault_of_end(held, &decided, &given_back));
        faults.dedup();
        if faults.is_empty() {
            return Ok(());
        }
        let account = self.get::<Account>(held.account.to_bytes()).await?;
        let account = account.map_or_else(|| held.account.to_string(), |account| account.mpn_id.to_string());
        for fault in faults {
            self.found
                .add(Mismatch::Held(account.clone(), held.offer.clone(), fault));
        }
        Ok(())
    }
}

/// Later terms begin and end no earlier. One that was given back on its first day may end on the day of the next one.
fn is_in_order(terms: &[Term]) -> bool {
    terms.is_sorted_by_key(|term| term.activated) && terms.is_sorted_by_key(|term| term.expires)
}

/// Whether a term was over when the next one began anew: after its window, or because it had been cancelled by then, or
/// its money given back.
fn is_over(former: &Term, next: &Term, decided: &[Decided], given_back: &[Day]) -> bool {
    let began = next.activated;
    began > former.benefits_end()
        || ends_of(decided, given_back).any(|ends| (former.activated..=began).contains(&ends))
}

fn ends_of(decided: &[Decided], given_back: &[Day]) -> impl Iterator<Item = Day> {
    let decided = decided.iter().filter_map(|decided| decided.ends);
    decided.chain(given_back.iter().copied())
}

/// A subscription is cancelled by the last decision that ends it, or when the network gave its money back, until its next
/// term begins.
fn fault_of_end(held: &Subscription, decided: &[Decided], given_back: &[Day]) -> Option<HeldFault> {
    let last = held.terms.last()?;
    if let Some(cancelled) = held.cancelled {
        let is_decided = ends_of(decided, given_back).any(|ends| ends == cancelled);
        return (!is_decided || cancelled < last.activated).then_some(HeldFault::NobodyCancelled);
    }
    let counts = |decided: &&Decided| {
        let is_of_last = decided.refund.is_some() && decided.refund == last.order;
        // A term that was to end later ended when its money went back.
        let is_passed = given_back
            .iter()
            .any(|day| (decided.on..=last.activated).contains(day));
        decided
            .ends
            .is_some_and(|ends| ends > last.activated && !is_passed || is_of_last)
    };
    decided.iter().find(counts).map(|_| HeldFault::NotCancelled)
}
