//! An unfinished wizard: what a dropped line must not lose. Holds no card number and no security code.

use serde::{Deserialize, Serialize};

use super::address::Contact;
use super::card_number::is_left_out;
use super::date::Timestamp;
use super::ids::{AccountId, OrderId, SavedCardId, UserId};
use super::offer::OfferId;
use super::payment::{PaymentMethod, TokenizedCard};

/// One unfinished wizard of one user for one offer of one account.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Draft {
    /// Whose.
    pub user: UserId,
    /// Account.
    pub account: AccountId,
    /// Offer.
    pub offer: OfferId,
    /// The intent: the id that the order will have.
    pub intent: OrderId,
    /// Where the wizard stands.
    pub step: WizardStep,
    /// The chosen method.
    pub method: Option<PaymentMethod>,
    /// The chosen saved card; `None` is "another card".
    pub saved_card: Option<SavedCardId>,
    /// The card as the gateway knows it, once its form was submitted.
    pub card: Option<TokenizedCard>,
    /// The card form without its secrets.
    pub card_form: CardForm,
    /// The transfer form.
    pub transfer_form: TransferForm,
    /// The buyer's own purchase-order number.
    pub purchase_order: String,
    /// When it was last changed.
    pub updated: Timestamp,
}

/// Steps of the wizard, in their order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum WizardStep {
    /// Choose the payment method.
    Method,
    /// Card or transfer details.
    Details,
    /// Review, terms, Buy.
    Review,
}

/// The card form as typed, without number and security code.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct CardForm {
    /// Card holder.
    pub holder: String,
    /// Expiry.
    pub expiry: String,
    /// The card's own country.
    pub country: String,
    /// The card's own postal code.
    pub postal_code: String,
    /// Whether to keep the card for later.
    pub keep: bool,
}

/// The transfer form as typed.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct TransferForm {
    /// Contact name.
    pub name: String,
    /// Phone number.
    pub phone: String,
    /// Email.
    pub email: String,
}

/// Most bytes of one field that a draft keeps; a form field accepts no more.
pub const DRAFT_FIELD_LIMIT: usize = 400;

impl TransferForm {
    /// The form as it begins: with an account's primary contact, who can be replaced.
    pub fn of(contact: &Contact) -> Self {
        Self {
            name: contact.name.as_str().to_owned(),
            phone: contact.phone.as_str().to_owned(),
            email: contact.email.as_str().to_owned(),
        }
    }
}

impl Draft {
    /// A fresh draft.
    pub fn new(user: UserId, account: AccountId, offer: OfferId, intent: OrderId, now: Timestamp) -> Self {
        Self {
            user,
            account,
            offer,
            intent,
            step: WizardStep::Method,
            method: None,
            saved_card: None,
            card: None,
            card_form: CardForm::default(),
            transfer_form: TransferForm::default(),
            purchase_order: String::new(),
            updated: now,
        }
    }

    /// What is kept of it while its card is being charged, for when nothing was: all but the card, at the step at which
    /// another one is given.
    #[must_use]
    pub fn while_charged(self) -> Self {
        let step = match self.saved_card {
            Some(_) => WizardStep::Method,
            None => WizardStep::Details,
        };
        Self {
            step,
            card: None,
            ..self
        }
    }

    /// Whether every field is within [`DRAFT_FIELD_LIMIT`].
    pub fn fits(&self) -> bool {
        self.clone()
            .fields_mut()
            .iter()
            .all(|field| field.len() <= DRAFT_FIELD_LIMIT)
    }

    /// The same without what holds a card number or ends in one that is being typed: it is never at rest.
    #[must_use]
    pub fn without_card_numbers(mut self) -> Self {
        for field in self.fields_mut() {
            if is_left_out(field) {
                field.clear();
            }
        }
        self
    }

    fn fields_mut(&mut self) -> [&mut String; 8] {
        let (card, transfer) = (&mut self.card_form, &mut self.transfer_form);
        [
            &mut card.holder,
            &mut card.expiry,
            &mut card.country,
            &mut card.postal_code,
            &mut transfer.name,
            &mut transfer.phone,
            &mut transfer.email,
            &mut self.purchase_order,
        ]
    }
}
