//! What the business is: offers, renewal windows, orders, money, addresses, people and their roles.
//!
//! Pure: no I/O, no clock, no randomness, no async, no sentence in any language. Everything from the outside is
//! hostile until one of these types has parsed it.

pub mod address;
pub mod attachment;
pub mod audit;
pub mod bank;
pub mod card_number;
pub mod catalog_copy;
pub mod change;
pub mod country;
pub mod date;
pub mod draft;
pub mod form_draft;
pub mod ids;
pub mod message;
pub mod money;
pub mod network;
pub mod numeral;
pub mod offer;
pub mod order;
pub mod partner;
pub mod payment;
pub mod profile;
pub mod receipt;
pub mod refund;
pub mod request;
pub mod review;
pub mod seller;
pub mod subscription;
pub mod tax;
pub mod text;
pub mod user;
pub mod vat;
