//! What a change changes, field by field: shown to whoever makes it or decides on it.

use super::address::{Address, LegalProfile};
use super::seller::{BankAccount, Seller};

/// A field whose value is another one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FieldChange {
    /// Key of the field's name in `assets/locales`.
    pub label: &'static str,
    /// Which of several the field is of, where there are several: the currency of a bank account.
    pub of: Option<String>,
    /// What it was; possibly empty.
    pub from: String,
    /// What it is then; possibly empty.
    pub to: String,
}

/// The fields of a record as they are compared.
type Fields = Vec<(&'static str, String)>;

impl LegalProfile {
    /// What another profile has otherwise, in the order of the form.
    pub fn changes_to(&self, other: &Self) -> Vec<FieldChange> {
        differences(None, &self.fields(), &other.fields())
    }

    fn fields(&self) -> Fields {
        let contact = &self.primary_contact;
        let mut fields = vec![("label-company", self.company.to_string())];
        fields.extend(address_fields(&self.address));
        fields.extend([
            ("label-vat-id", self.vat_id.clone().unwrap_or_default()),
            ("label-primary-contact-name", contact.name.to_string()),
            ("label-primary-contact-email", contact.email.as_str().to_owned()),
            ("label-primary-contact-phone", contact.phone.as_str().to_owned()),
        ]);
        fields
    }
}

impl Seller {
    /// What another seller has otherwise: its own fields, then its bank accounts by currency.
    pub fn changes_to(&self, other: &Self) -> Vec<FieldChange> {
        let mut changes = differences(None, &self.fields(), &other.fields());
        let mut currencies: Vec<_> = self
            .bank_accounts
            .iter()
            .map(|account| account.currency)
            .collect();
        currencies.extend(
            (other.bank_accounts.iter().map(|account| account.currency))
                .filter(|currency| self.bank_account(*currency).is_none()),
        );
        for currency in currencies {
            let fields = |seller: &Self| account_fields(seller.bank_account(currency));
            let of = Some(currency.code().to_owned());
            changes.extend(differences(of.as_ref(), &fields(self), &fields(other)));
        }
        changes
    }

    fn fields(&self) -> Fields {
        let mut fields = vec![("label-seller-name", self.name.to_string())];
        fields.extend(address_fields(&self.address));
        fields.push(("label-seller-vat-id", self.vat_id.clone().unwrap_or_default()));
        fields
    }
}

fn address_fields(address: &Address) -> Fields {
    vec![
        ("label-address-line1", address.line1.clone()),
        ("label-address-line2", address.line2.clone()),
        ("label-city", address.city.clone()),
        ("label-state-or-province", address.state.clone()),
        ("label-postal-code", address.postal_code.clone()),
        ("label-country", address.country.to_string()),
    ]
}

fn account_fields(account: Option<&BankAccount>) -> Fields {
    let text = |value: fn(&BankAccount) -> &str| account.map(value).unwrap_or_default().to_owned();
    vec![
        ("label-bank", text(|account| account.bank.as_str())),
        ("label-account-number", text(|account| account.number.as_str())),
        ("label-bic", text(|account| account.bic.as_str())),
    ]
}

fn differences(of: Option<&String>, before: &Fields, after: &Fields) -> Vec<FieldChange> {
    let pairs = before.iter().zip(after);
    let changed = pairs.filter(|((_, from), (_, to))| from != to);
    changed
        .map(|((label, from), (_, to))| FieldChange {
            label,
            of: of.cloned(),
            from: from.clone(),
            to: to.clone(),
        })
        .collect()
}
