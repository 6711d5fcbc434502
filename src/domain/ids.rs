//! Identities of records, as types that cannot be mistaken for each other.
//!
//! An id is 128 bits: the maker (`services::ids`) puts milliseconds in front and randomness behind, so that
//! ids sort by creation. Here they are opaque; the domain neither makes them nor reads anything out of them.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub struct $name(u128);

        impl $name {
            /// Wraps 128 bits.
            pub const fn new(bits: u128) -> Self {
                Self(bits)
            }

            /// The 128 bits.
            pub const fn bits(self) -> u128 {
                self.0
            }

            /// Big-endian bytes: keys of the store sort as ids do.
            pub const fn to_bytes(self) -> [u8; 16] {
                self.0.to_be_bytes()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{:032x}", self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({:x})"), self.0)
            }
        }

        impl FromStr for $name {
            type Err = std::num::ParseIntError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                u128::from_str_radix(text, 16).map(Self)
            }
        }
    };
}

id!(
    /// A partner account (one company).
    AccountId
);
id!(
    /// A person who works at the desk.
    UserId
);
id!(
    /// An offer as an account holds it, from its first activation on.
    SubscriptionId
);
id!(
    /// An order. It is made as the *intent* when the wizard opens: placing the same intent twice is one order.
    OrderId
);
id!(
    /// A card that somebody chose to keep (token, brand, last four, expiry; never the number).
    SavedCardId
);
id!(
    /// Money that came in by bank transfer.
    ReceiptId
);
id!(
    /// A payment network, as it says itself which one it is.
    NetworkId
);
id!(
    /// A charge that no order counts. It follows from the network and its reference, so that each is kept once.
    OrphanId
);
id!(
    /// A support request. It is made as the *intent* when the form opens: sending the same intent twice is one request.
    RequestId
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_survives_its_text_form() {
        let id = OrderId::new(0x0012_3456_789a_bcde);
        assert_eq!(id.to_string().parse::<OrderId>(), Ok(id));
        assert_eq!(id.to_string().len(), 32);
    }

    #[test]
    fn bytes_sort_as_ids_do() {
        assert!(OrderId::new(255).to_bytes() < OrderId::new(256).to_bytes());
    }
}
