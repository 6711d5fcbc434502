//! The wizard for renewing and buying: opening it, the review before Buy, and drafts that survive a dropped line.

use crate::domain::address::BillTo;
use crate::domain::country::CountryBook;
use crate::domain::draft::{Draft, TransferForm};
use crate::domain::ids::{AccountId, OrderId, UserId};
use crate::domain::money::CurrencyCode;
use crate::domain::offer::{Names, OfferId};
use crate::domain::order::{Order, OrderNumber, OrderState, Purpose, USUAL_DUE_DAYS};
use crate::domain::partner::{Account, Vetting};
use crate::domain::payment::SavedCard;
use crate::domain::review::{Replaced, Review};
use crate::domain::seller::Seller;
use crate::domain::subscription::{RenewalWindow, State};
use crate::domain::text::{TextError, clean_line};
use crate::domain::user::{Permission, User};
use crate::store::error::StoreError;
use crate::store::record::{Expect, Record, RecordRef};
use crate::store::records::draft_id;

use super::Services;
use super::context::Actor;
use super::error::{ServiceError, Unavailable};
use super::ids::subscription_id;
use super::offers::OfferState;

/// Longest purchase-order number, UTF-8 bytes.
pub const PURCHASE_ORDER_LIMIT: usize = 40;

/// All that the wizard shows when it opens.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WizardStart {
    /// Name of the offer.
    pub names: Names,
    /// What it is called where there is little room.
    pub short_names: Names,
    /// The draft: fresh, or the one that was left.
    pub draft: Draft,
    /// Whether the draft was left by an earlier session.
    pub resumed: bool,
    /// Where the order under the draft's intent stands, if a card was tried already and nothing was charged: going on by
    /// card is the same order, another method takes another intent.
    pub refused: Option<OrderState>,
    /// The order for the offer on which nothing was charged, if there is one: paid by transfer, it keeps its price and
    /// its day of placing.
    pub declined: Option<OrderNumber>,
    /// Cards that may pay, newest first; expired ones are left out.
    pub saved_cards: Vec<SavedCard>,
    /// Why paying by card is closed, if it is.
    pub card_closed: Option<Unavailable>,
    /// Why paying by transfer is closed, if it is.
    pub transfer_closed: Option<Unavailable>,
    /// Last day of the renewal window when a transfer started today may come too late.
    pub transfer_may_be_late: Option<RenewalWindow>,
    /// What an order would fix now.
    pub review: Review,
    /// The purchase terms to accept.
    pub terms: Names,
    /// The seller.
    pub seller: Seller,
    /// Whether the acting person may change the legal profile.
    pub may_edit_profile: bool,
    /// What each country demands of a card's postal code.
    pub countries: CountryBook,
}

/// Why a transfer is not possible in a currency, if it is not.
pub(super) fn no_bank_account(seller: &Seller, currency: CurrencyCode) -> Option<Unavailable> {
    seller
        .bank_account(currency)
        .is_none()
        .then(|| Unavailable::NoBankAccount {
            currency: currency.code().to_owned(),
        })
}

impl Services {
    /// Opens the wizard for one offer; refused with the reason while the action is closed.
    pub async fn open_wizard(
        &self,
        actor: &Actor,
        account: AccountId,
        offer: &OfferId,
    ) -> Result<WizardStart, ServiceError> {
        let user = self.acting(actor).await?.record;
        // Whoever sees the account is told who of its people could; the others, which roles could.
        if user.may(Permission::ViewAccount, account).is_err() {
            user.may(Permission::PlaceOrder, account)?;
        }
        let offer_state = self.offer_state(offer, self.load_account(account).await?).await?;
        if let Some(closed) = self.closed(&user, &offer_state).await? {
            return Err(closed.into());
        }
        let (draft, resumed, refused) = self.draft_for(&user, &offer_state.account.record, offer).await?;
        let review = self.review_of(&offer_state, &draft.purchase_order).await?;
        let seller = self.seller().await?;
        let currency = review.quote.total.currency;
        let declined = offer_state.open_order.as_ref();
        let declined =
            declined.filter(|order| order.record.state.may_retry() && order.record.purpose == review.purpose);
        let today = self.today();
        let window = offer_state.subscription.as_ref().map(|held| held.record.window());
        Ok(WizardStart {
            names: offer_state.offer.names.clone(),
            short_names: offer_state.offer.short_names().clone(),
            resumed,
            refused,
            declined: declined.map(|order| order.record.number),
            saved_cards: self.usable_cards(actor, account).await?,
            card_closed: self.card_closed().await?,
            transfer_closed: no_bank_account(&seller, currency),
            transfer_may_be_late: window.filter(|window| window.warns_of_slow_transfer(today)),
            review,
            terms: self.catalog().terms.clone(),
            may_edit_profile: user.may(Permission::EditLegalProfile, account).is_ok(),
            countries: self.countries().clone(),
            seller,
            draft,
        })
    }

    /// The review as it stands now, for the draft's purchase-order number.
    pub async fn review(&self, actor: &Actor, draft: &Draft) -> Result<Review, ServiceError> {
        let user = self
            .permitted(actor, Permission::PlaceOrder, draft.account)
            .await?
            .record;
        let offer_state = self
            .offer_state(&draft.offer, self.load_account(draft.account).await?)
            .await?;
        if let Some(closed) = self.closed(&user, &offer_state).await? {
            return Err(closed.into());
        }
        self.review_of(&offer_state, &draft.purchase_order).await
    }

    pub(crate) async fn review_of(
        &self,
        offer_state: &OfferState,
        purchase_order: &str,
    ) -> Result<Review, ServiceError> {
        let today = self.today();
        let account = &offer_state.account.record;
        let purchase_order = clean_line(purchase_order, PURCHASE_ORDER_LIMIT)
            .map_err(|error: TextError| ServiceError::field("field-purchase-order", &error))?;
        let purpose = match offer_state.subscription.as_ref().map(|held| &held.record) {
            Some(held) if matches!(held.state(today), State::Active | State::RenewalWindow) => {
                Purpose::Renew {
                    subscription: held.id,
                    from: held.expires,
                }
            }
            Some(held) => Purpose::Subscribe {
                subscription: held.id,
            },
            None => Purpose::Subscribe {
                subscription: subscription_id(account.id, &offer_state.offer.id),
            },
        };
        Ok(Review {
            day: today,
            offer: offer_state.offer.id.clone(),
            purpose,
            expires: purpose.expiry(today),
            quote: self.quote(offer_state).await?,
            bill_to: BillTo::of(&account.profile, purchase_order),
            bill_to_pending: matches!(account.vetting, Vetting::Pending { .. }),
            terms_version: self.catalog().terms_version.clone(),
            withdraws: self
                .withdrawn_by_order(offer_state.subscription.as_ref().map(|held| &held.record))
                .await?
                .map(|request| request.record.number),
            replaces: (offer_state.open_order.as_ref()).and_then(|order| Replaced::of(&order.record, today)),
            renewable_until: match purpose {
                Purpose::Renew { .. } => offer_state
                    .subscription
                    .as_ref()
                    .map(|held| held.record.window().closes),
                Purpose::Subscribe { .. } => None,
            },
            window: offer_state.offer.window,
            due_days: self.due_days(account),
        })
    }

    /// Days within which a transfer of an account is to be paid.
    fn due_days(&self, account: &Account) -> u16 {
        let market = self.catalog().market(account.profile.address.country);
        market.map_or(USUAL_DUE_DAYS, |market| market.due_days)
    }

    /// The draft that was left, or a fresh one, which knows whom to ask about a transfer; whether it was left; where the
    /// order under its intent stands, if a card was tried and nothing was charged.
    pub(super) async fn draft_for(
        &self,
        user: &User,
        account: &Account,
        offer: &OfferId,
    ) -> Result<(Draft, bool, Option<OrderState>), ServiceError> {
        let new_intent = || self.new_id().map(OrderId::new);
        let fresh = || -> Result<Draft, ServiceError> {
            let draft = Draft::new(user.id, account.id, offer.clone(), new_intent()?, self.now());
            Ok(Draft {
                transfer_form: TransferForm::of(&account.profile.primary_contact),
                ..draft
            })
        };
        let id = draft_id(user.id, account.id, offer);
        let Some(left) = self.store.get::<Draft>(id).await?.map(|left| left.record) else {
            return Ok((fresh()?, false, None));
        };
        let order = self.store.get::<Order>(left.intent.to_bytes()).await?;
        match order.map(|order| order.record) {
            None => Ok((left, true, None)),
            Some(order) if order.state.may_retry() && !order.attempts_exhausted() => {
                Ok((left, true, Some(order.state)))
            }
            // Given up or tried out, and nothing was bought: what was typed is kept for another order.
            Some(order) if order.state.may_retry() || order.state == OrderState::Cancelled => {
                let intent = new_intent()?;
                Ok((
                    Draft {
                        intent,
                        card: None,
                        ..left
                    },
                    true,
                    None,
                ))
            }
            // A draft whose intent was placed is over, however it came to stay behind.
            Some(_) => Ok((fresh()?, false, None)),
        }
    }

    /// Whether a person got as far as choosing how to pay, and has not bought it.
    pub(crate) async fn has_draft(
        &self,
        user: UserId,
        account: AccountId,
        offer: &OfferId,
    ) -> Result<bool, ServiceError> {
        let left = self.store.get::<Draft>(draft_id(user, account, offer)).await?;
        let Some(left) = left.map(|left| left.record).filter(|left| left.method.is_some()) else {
            return Ok(false);
        };
        let order = self.store.get::<Order>(left.intent.to_bytes()).await?;
        let state = order.map(|order| order.record.state);
        Ok(state.is_none_or(|state| state.may_retry() || state == OrderState::Cancelled))
    }

    /// Keeps a draft. It belongs to the acting person whatever it says. Once its intent was placed, it is kept no more,
    /// unless nothing was charged and another card may be tried.
    pub async fn save_draft(&self, actor: &Actor, draft: Draft) -> Result<(), ServiceError> {
        let user = self
            .permitted(actor, Permission::PlaceOrder, draft.account)
            .await?
            .record
            .id;
        if !draft.fits() {
            return Err(ServiceError::DraftTooLong);
        }
        let intent = RecordRef {
            kind: Order::KIND,
            id: draft.intent.to_bytes().to_vec(),
        };
        let draft = Draft {
            user,
            updated: self.now(),
            ..draft.without_card_numbers()
        };
        for _ in 0..16 {
            // A save that was on its way while the intent was placed must not bring the draft back: only the store
            // can tell which of the two came first.
            let expects = match self.store.get::<Order>(intent.id.clone()).await? {
                None => Expect::Absent,
                Some(order)
                    if order.record.state.may_retry() || order.record.state == OrderState::Cancelled =>
                {
                    Expect::Version(order.version)
                }
                Some(_) => return Ok(()),
            };
            let saved = self
                .commit(actor, |batch| {
                    batch.expects.push((intent.clone(), expects));
                    Ok(batch.put(&draft, Expect::Any)?)
                })
                .await;
            match saved {
                Err(ServiceError::Store(StoreError::Conflict(_))) => {}
                saved => return saved.map(|_| ()),
            }
        }
        Err(ServiceError::Interrupted)
    }

    /// Throws a draft away.
    pub async fn discard_draft(
        &self,
        actor: &Actor,
        account: AccountId,
        offer: &OfferId,
    ) -> Result<(), ServiceError> {
        let user = self.acting(actor).await?.record.id;
        let id = draft_id(user, account, offer);
        self.commit(actor, |batch| {
            batch.delete::<Draft>(id.clone(), Expect::Any);
            Ok(())
        })
        .await?;
        Ok(())
    }
}
