//! The seller: whose name stands on instructions and invoices, and where money is to be sent.

use serde::{Deserialize, Serialize};

use super::address::{Address, Name};
use super::bank::{AccountNumber, BankCode};
use super::money::CurrencyCode;

/// The seller: required configuration of every store.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Seller {
    /// Company name.
    pub name: Name,
    /// Address.
    pub address: Address,
    /// VAT ID, where there is one.
    pub vat_id: Option<String>,
    /// One account per currency.
    pub bank_accounts: Vec<BankAccount>,
}

/// Where a transfer goes.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct BankAccount {
    /// Currency of the account.
    pub currency: CurrencyCode,
    /// Name of the bank.
    pub bank: Name,
    /// IBAN or account number, as it is to be typed.
    pub number: AccountNumber,
    /// BIC or routing number.
    pub bic: BankCode,
}

impl Seller {
    /// The account for a currency; without one, bank transfer is closed for it.
    pub fn bank_account(&self, currency: CurrencyCode) -> Option<&BankAccount> {
        self.bank_accounts
            .iter()
            .find(|account| account.currency == currency)
    }
}
