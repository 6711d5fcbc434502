//! The seller, for people and as the file that `seller edit` reads.

use crate::domain::seller::Seller;
use crate::i18n::I18n;

use super::{address, labeled};

/// The seller with its bank accounts.
pub fn lines(i18n: &I18n, seller: &Seller) -> Vec<String> {
    let mut rows = vec![
        ("label-seller-name", seller.name.to_string()),
        ("cli-label-address", address(&seller.address)),
        ("label-seller-vat-id", seller.vat_id.clone().unwrap_or_default()),
    ];
    for account in &seller.bank_accounts {
        rows.extend([
            ("label-bank-account-currency", account.currency.code().to_owned()),
            ("label-bank", account.bank.to_string()),
            ("label-account-number", account.number.to_string()),
            ("label-bic", account.bic.to_string()),
        ]);
    }
    labeled(i18n, &rows)
}

/// The seller as TOML.
pub fn file(seller: &Seller) -> String {
    let address = &seller.address;
    let mut text = "[seller]\n".to_owned();
    let mut add = |key: &str, value: &str| text.extend([key, " = ", &quoted(value), "\n"]);
    add("name", seller.name.as_str());
    add("vat_id", seller.vat_id.as_deref().unwrap_or_default());
    add("address.line1", &address.line1);
    add("address.line2", &address.line2);
    add("address.city", &address.city);
    add("address.state", &address.state);
    add("address.postal_code", &address.postal_code);
    add("address.country", address.country.as_str());
    for account in &seller.bank_accounts {
        text.push_str("\n[[seller.bank_accounts]]\n");
        let mut add = |key: &str, value: &str| text.extend([key, " = ", &quoted(value), "\n"]);
        add("currency", account.currency.code());
        add("bank", account.bank.as_str());
        add("number", account.number.as_str());
        add("bic", account.bic.as_str());
    }
    text
}

/// A basic string of TOML is written as JSON writes one.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
