//! Whether an order may be paid in another way, and what the wizard shows for it: what the order fixed stands in place of
//! a review. The change itself is made in `changed`.

use crate::domain::draft::Draft;
use crate::domain::order::{Order, OrderNumber, OrderState};
use crate::domain::payment::PaymentMethod;
use crate::domain::review::Review;
use crate::domain::subscription::Subscription;
use crate::domain::user::{Permission, User};
use crate::services::Services;
use crate::services::context::Actor;
use crate::services::error::{ServiceError, Unavailable};
use crate::services::requests::Access;
use crate::services::wizard::{WizardStart, no_bank_account};
use crate::store::records::claim;

use super::{MethodChange, NotChangeable, OrderView};

/// What the wizard shows when an order is to be paid in another way.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ChangeStart {
    /// The same as for a new order. Its review is what the order fixed, and its draft goes on under a new intent.
    pub wizard: WizardStart,
    /// The order as it stands.
    pub order: OrderView,
}

impl Services {
    /// Opens the wizard for an order that is there; refused with the reason while it cannot be paid in another way.
    pub async fn open_method_change(
        &self,
        actor: &Actor,
        number: OrderNumber,
    ) -> Result<ChangeStart, ServiceError> {
        let MethodChange {
            order,
            saved_cards,
            transfer_may_be_late,
            intent,
            ..
        } = self.begin_method_change(actor, number).await?;
        let user = self.acting(actor).await?.record;
        let account = self.load_account(order.order.account).await?.record;
        let (left, resumed, _) = self.draft_for(&user, &account, &order.order.offer).await?;
        let awaits = order.order.state == OrderState::AwaitingPayment;
        // What is left of another purchase is of use, but for a method that changes nothing and a card that may be old.
        let method = left
            .method
            .filter(|method| !awaits || *method == PaymentMethod::Card);
        let draft = Draft {
            intent,
            method,
            card: None,
            purchase_order: order.order.bill_to.purchase_order.clone(),
            ..left
        };
        let seller = self.seller().await?;
        let currency = order.order.quote.total.currency;
        let transfer_closed = if awaits {
            Some(NotChangeable::SameMethod.into())
        } else {
            no_bank_account(&seller, currency)
        };
        let wizard = WizardStart {
            names: order.offer.clone(),
            short_names: self.short_names(&order.order.offer),
            draft,
            resumed,
            refused: Some(order.order.state).filter(|state| state.may_retry()),
            declined: None,
            saved_cards,
            card_closed: self.card_closed().await?,
            transfer_closed,
            transfer_may_be_late,
            review: self.review_of_order(&order.order),
            terms: self.catalog().terms.clone(),
            seller,
            may_edit_profile: false,
            countries: self.countries().clone(),
        };
        Ok(ChangeStart { wizard, order })
    }

    fn review_of_order(&self, order: &Order) -> Review {
        let today = self.today();
        Review {
            day: today,
            offer: order.offer.clone(),
            purpose: order.purpose,
            expires: order.purpose.expiry(today),
            quote: order.quote.clone(),
            bill_to: order.bill_to.clone(),
            bill_to_pending: false,
            terms_version: order.terms_version.clone(),
            withdraws: None,
            replaces: None,
            renewable_until: None,
            window: order.window,
            due_days: order.due_days,
        }
    }

    /// Whether a person may pay an order in another way as it stands. While the bank is asked it is nobody's.
    pub(in crate::services) async fn may_change_method(
        &self,
        user: &User,
        order: &Order,
    ) -> Result<Access, ServiceError> {
        let is_theirs = user.may(Permission::PlaceOrder, order.account).is_ok();
        if !is_theirs || !order.state.is_open() || order.state.is_settling() {
            return Ok(Access::Hidden);
        }
        let held = claim::subscription(order.account, &order.offer);
        let held = self.store.held_by::<Subscription>(held).await?;
        // Whether a card can be charged is asked where one is given: the network may be slow to tell.
        let closed = self.unchangeable(order, held.as_ref().map(|held| &held.record));
        Ok(closed.map_or(Access::Open, |reason| Access::Closed(Box::new(reason.into()))))
    }
}

impl From<NotChangeable> for Unavailable {
    fn from(reason: NotChangeable) -> Self {
        Self::Change(reason)
    }
}
