//! The shape of `seller show` and `seller edit`.

use serde::Serialize;

use crate::domain::change::FieldChange;
use crate::domain::seller::{BankAccount, Seller};

use super::{AddressShape, ChangeShape};

/// The seller, and what an edit changed.
#[derive(Serialize)]
pub struct SellerShape {
    name: String,
    address: AddressShape,
    vat_id: Option<String>,
    bank_accounts: Vec<BankAccountShape>,
    changes: Vec<ChangeShape>,
}

#[derive(Serialize)]
struct BankAccountShape {
    currency: &'static str,
    bank: String,
    account_number: String,
    bic: String,
}

impl SellerShape {
    /// The seller after these changes.
    pub fn of(seller: &Seller, changes: &[FieldChange]) -> Self {
        Self {
            name: seller.name.to_string(),
            address: (&seller.address).into(),
            vat_id: seller.vat_id.clone(),
            bank_accounts: seller.bank_accounts.iter().map(Into::into).collect(),
            changes: changes.iter().map(Into::into).collect(),
        }
    }
}

impl From<&BankAccount> for BankAccountShape {
    fn from(account: &BankAccount) -> Self {
        Self {
            currency: account.currency.code(),
            bank: account.bank.to_string(),
            account_number: account.number.to_string(),
            bic: account.bic.to_string(),
        }
    }
}
