//! The claims of the desk: who may hold which key, in one place.

use super::{AccountId, Claim, MpnId, OfferId, OrderNumber, orphan_id};
use sha2::{Digest, Sha256};

use crate::domain::ids::{NetworkId, SubscriptionId};
use crate::domain::money::Money;
use crate::domain::receipt::{BankEntry, Receipt};
use crate::domain::request::RequestNumber;

const ORDER_NUMBER: &str = "order-number/";

/// One account per MPN ID.
pub fn mpn_id(mpn_id: &MpnId) -> Claim {
    Claim(format!("mpn-id/{mpn_id}"))
}

/// What the claims of all MPN IDs begin with that begin with these digits.
pub fn mpn_ids_from(digits: &str) -> Claim {
    Claim(format!("mpn-id/{digits}"))
}

/// One person per email address.
pub fn email(email: &str) -> Claim {
    Claim(format!("email/{}", email.to_lowercase()))
}

/// One person per operating-system user.
pub fn os_user(os_user: &str) -> Claim {
    Claim(format!("os-user/{os_user}"))
}

/// One subscription per account and offer.
pub fn subscription(account: AccountId, offer: &OfferId) -> Claim {
    Claim(format!("subscription/{account}/{}", offer.as_str()))
}

/// One open order per account and offer.
pub fn open_order(account: AccountId, offer: &OfferId) -> Claim {
    Claim(format!("open-order/{account}/{}", offer.as_str()))
}

/// One open cancellation per subscription.
pub fn cancellation(subscription: SubscriptionId) -> Claim {
    Claim(format!("cancellation/{subscription}"))
}

/// One order, or one charge without an order, per reference of a network: no charge counts twice.
pub fn charge(network: NetworkId, reference: &str) -> Claim {
    // A network's references may be longer than a claim.
    Claim(format!("charge/{}", orphan_id(network, reference)))
}

/// One request per number.
pub fn request_number(number: RequestNumber) -> Claim {
    Claim(format!("request-number/{number}"))
}

/// One receipt per entry in the books of the seller's bank; by its hash, since a bank may put anything in there.
pub fn bank_entry(entry: &BankEntry) -> Claim {
    let hash = Sha256::digest(entry.identity());
    Claim(format!("bank-entry/{}", crate::store::check::hex(&hash)))
}

/// The first receipt of an amount and value date that was sent for an order.
pub fn money_alike(receipt: &Receipt) -> Claim {
    let Money { minor, currency } = receipt.amount;
    let (order, day) = (receipt.sent_for, receipt.value_date);
    Claim(format!("money-alike/{order}/{day}/{minor}{}", currency.code()))
}

/// One order per number.
pub fn order_number(number: OrderNumber) -> Claim {
    Claim(format!("{ORDER_NUMBER}{number}"))
}

/// What the claims of all order numbers begin with that begin with these signs.
pub fn order_numbers_from(signs: &str) -> Claim {
    Claim(format!("{ORDER_NUMBER}{}", OrderNumber::beginning(signs)))
}

/// The order number that a claim is of.
pub fn order_number_of(claim: &Claim) -> Option<OrderNumber> {
    claim.0.strip_prefix(ORDER_NUMBER)?.parse().ok()
}
