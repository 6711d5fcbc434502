//! What the wizard does with the answers to what it asked: it opens, shows a review or what changed in it, takes a
//! token, and shows what came of Buy.

use crate::domain::ids::OrderId;
use crate::domain::order::Purpose;
use crate::domain::review::{Review, ReviewPart};
use crate::domain::subscription::NotRenewable;
use crate::services::error::{ServiceError, Unavailable};
use crate::services::orders::{NotChangeable, OrderView};
use crate::tui::ask::Answer;
use crate::tui::layer::{Context, Step};
use crate::tui::screens::asks::{FoundOrder, MadeId};

use super::asks::WizardAnswer;
use super::change::Change;
use super::{Wizard, WizardStage};

impl Wizard {
    /// Whether it cannot go on after that.
    const fn is_over(&self, error: &ServiceError) -> bool {
        match error {
            ServiceError::Closed(_) => true,
            ServiceError::Change(reason) => !matches!(reason, NotChangeable::OtherTotal { .. }),
            ServiceError::Step(_) => self.change.is_some(),
            _ => false,
        }
    }

    fn placed(&mut self, result: Result<Box<OrderView>, ServiceError>) -> Step {
        self.busy = false;
        match result {
            Ok(order) => {
                self.stage = WizardStage::Outcome;
                self.note_what_gave_way();
                let step = self.change_goes_on(&order);
                self.order = Some(order);
                return step;
            }
            Err(ServiceError::Changed { review, parts }) => {
                self.stage = WizardStage::Review;
                self.show_review(review, Some(parts));
            }
            Err(error) if self.is_over(&error) => {
                self.stage = WizardStage::Closed;
                self.error = Some(error);
            }
            Err(error) => {
                self.stage = WizardStage::Review;
                let is_another = matches!(error, ServiceError::Change(NotChangeable::OtherTotal { .. }));
                self.error = Some(error);
                if is_another {
                    return self.ask_review();
                }
            }
        }
        Step::none()
    }

    /// Shows a review; what differs from the one on the screen is marked until Buy.
    fn show_review(&mut self, review: Box<Review>, parts: Option<Vec<ReviewPart>>) {
        if let Some(mut shown) = self.review.take() {
            // A renewal that was being reviewed never turns into the purchase of a new term under the buyer's eyes.
            if let (Some(closed), Purpose::Subscribe { .. }) = (shown.renewable_until, review.purpose) {
                self.stage = WizardStage::Closed;
                self.error = Some(Unavailable::Window(NotRenewable::TooLate { closed }).into());
                self.review = Some(shown);
                return;
            }
            // Nobody needs to be told what they have just typed or corrected themselves.
            shown
                .bill_to
                .purchase_order
                .clone_from(&review.bill_to.purchase_order);
            // What gave way to one's own order that was not charged is no news either.
            if self.gave_way.is_some() && review.replaces.is_none() {
                shown.replaces = None;
            }
            let parts = parts.unwrap_or_else(|| review.changed_since(&shown));
            let own = std::mem::take(&mut self.updating);
            if !parts.is_empty() && !own {
                self.changed = parts;
                self.before = Some(shown);
                self.reviews += 1;
            }
        }
        self.review = Some(review);
        self.ask_whether_unsent();
    }

    pub(super) fn reviewed(&mut self, result: Result<Box<Review>, ServiceError>) {
        if self.stage != WizardStage::Review {
            return;
        }
        match result {
            Ok(review) => self.show_review(review, None),
            Err(error) if self.is_over(&error) => {
                self.stage = WizardStage::Closed;
                self.error = Some(error);
            }
            Err(error) => self.error = Some(error),
        }
    }

    pub(super) fn answered(&mut self, answer: Answer, context: &Context) -> Step {
        let answer = match answer.take() {
            Ok(answer) => return self.own_answered(answer, context),
            Err(answer) => answer,
        };
        let answer = match answer.take() {
            Ok(MadeId(id)) => return self.has_id(id),
            Err(answer) => answer,
        };
        if let Ok(FoundOrder(Ok(Some(order)))) = answer.take()
            && self.stage == WizardStage::Outcome
        {
            // What the bank says late that it did not charge is paid from here on, as if it had said so at once.
            let is_another = |change: &Change| change.number != order.order.number;
            let step = if self.change.as_ref().is_some_and(is_another) {
                self.change_goes_on(&order)
            } else {
                Step::none()
            };
            self.order = Some(order);
            return step;
        }
        Step::none()
    }

    fn own_answered(&mut self, answer: WizardAnswer, context: &Context) -> Step {
        match answer {
            WizardAnswer::Opened(Ok(start)) => return self.opened(start, context),
            WizardAnswer::ChangeOpened(Ok(start)) => return self.change_opened(*start, context),
            WizardAnswer::Opened(Err(error)) | WizardAnswer::ChangeOpened(Err(error)) => {
                self.stage = WizardStage::Closed;
                self.error = Some(error);
            }
            WizardAnswer::Review(result) => self.reviewed(result),
            WizardAnswer::ChangeReview(result) => self.change_reviewed(result),
            WizardAnswer::Tokenized(result) => {
                self.busy = false;
                match result {
                    Ok(token) => {
                        self.card.wipe_secrets();
                        // Who comes back here has another number to type.
                        self.card.focus_on("number");
                        self.take_card(Some(token));
                        if self.stage == WizardStage::Card {
                            return self.go_to_review();
                        }
                    }
                    Err(error) => self.error = Some(error),
                }
            }
            WizardAnswer::Placed(result) => return self.placed(result),
            WizardAnswer::Draft(Err(error)) if self.stage != WizardStage::Closed => self.error = Some(error),
            WizardAnswer::Draft(_) | WizardAnswer::GivenUp(_) => {}
        }
        Step::none()
    }

    /// A charge was tried under the former intent: paying in another way takes this one.
    fn has_id(&mut self, id: Result<u128, ServiceError>) -> Step {
        self.busy = false;
        match (id, &mut self.draft) {
            // The order that is paid in another way is told by its number.
            (Ok(bits), Some(draft)) if self.change.is_some() => draft.intent = OrderId::new(bits),
            (Ok(bits), Some(draft)) => {
                self.former = Some(draft.intent);
                draft.intent = OrderId::new(bits);
                self.forget_refusal();
                return self.after_method();
            }
            (Err(error), _) => self.error = Some(error),
            _ => {}
        }
        Step::none()
    }

    /// Another way of payment was chosen: that a card was declined is no longer what one has to know.
    pub(super) fn forget_refusal(&mut self) {
        self.order = None;
        if let Some(start) = &mut self.start {
            start.refused = None;
        }
    }
}
