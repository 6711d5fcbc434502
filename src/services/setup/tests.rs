//! Setting up: every wrong field at once, one durable change, never twice.

use super::*;
use crate::catalog;

fn form() -> SetupForm {
    let address = AddressInput {
        line1: "ul. Prosta 1".to_owned(),
        city: "Warszawa".to_owned(),
        postal_code: "00950".to_owned(),
        country: "pl".to_owned(),
        ..AddressInput::default()
    };
    SetupForm {
        seller: SellerForm {
            name: "Sprzedawca S.A.".to_owned(),
            address: address.clone(),
            vat_id: "526-000-12-46".to_owned(),
            bank_accounts: vec![BankAccountForm {
                currency: "pln".to_owned(),
                bank: "Bank Przykładowy".to_owned(),
                number: "PL61 1090 1014 0000 0712 1981 2874".to_owned(),
                bic: "PRZYPLPWXXX".to_owned(),
            }],
        },
        mpn_id: "1234567".to_owned(),
        profile: LegalProfileInput {
            company: "Zażółć sp. z o.o.".to_owned(),
            address,
            contact_name: "Jan Kowalski".to_owned(),
            contact_email: "jan@example.pl".to_owned(),
            contact_phone: "+48 22 123 45 67".to_owned(),
            ..LegalProfileInput::default()
        },
        admin: PersonForm {
            name: "Jan Kowalski".to_owned(),
            email: "jan@example.pl".to_owned(),
            os_user: "jan".to_owned(),
        },
        staff: PersonForm::default(),
    }
}

fn check(form: &SetupForm, expected: &[(SetupField, &str)]) {
    let countries = catalog::embedded().unwrap().countries;
    let errors = form.check(&countries).err().unwrap_or_default();
    let found: Vec<_> = errors.iter().map(|error| (error.field, error.code)).collect();
    assert_eq!(found, expected, "{form:?}");
}

#[test]
fn a_complete_form_becomes_a_store() {
    let countries = catalog::embedded().unwrap().countries;
    let new = form().check(&countries).unwrap();
    assert_eq!(new.seller.vat_id.as_deref(), Some("PL5260001246"));
    assert_eq!(new.seller.address.postal_code, "00-950");
}

#[test]
fn every_wrong_field_is_told_at_once_in_the_order_of_the_form() {
    use AddressField::{City, Country, Line1};
    use ProfileField::{Address, Company, ContactEmail, ContactName, ContactPhone};
    check(
        &SetupForm::default(),
        &[
            (SetupField::SellerName, "text-empty"),
            (SetupField::SellerAddress(Line1), "text-empty"),
            (SetupField::SellerAddress(City), "text-empty"),
            (SetupField::SellerAddress(Country), "text-empty"),
            (SetupField::BankCurrency(0), "text-empty"),
            (SetupField::MpnId, "not-an-mpn-id"),
            (SetupField::Profile(Company), "text-empty"),
            (SetupField::Profile(Address(Line1)), "text-empty"),
            (SetupField::Profile(Address(City)), "text-empty"),
            (SetupField::Profile(Address(Country)), "text-empty"),
            (SetupField::Profile(ContactName), "text-empty"),
            (SetupField::Profile(ContactEmail), "email-empty"),
            (SetupField::Profile(ContactPhone), "phone-empty"),
            (SetupField::AdminName, "text-empty"),
            (SetupField::AdminEmail, "email-empty"),
            (SetupField::OsUser, "text-empty"),
        ],
    );
}

#[test]
fn there_is_one_bank_account_for_each_currency() {
    let mut twice = form();
    twice.seller.bank_accounts.push(BankAccountForm {
        bank: String::new(),
        ..twice.seller.bank_accounts[0].clone()
    });
    check(
        &twice,
        &[
            (SetupField::Bank(1), "text-empty"),
            (SetupField::BankCurrency(1), "bank-account-currency-twice"),
        ],
    );
    let mut unknown = form();
    unknown.seller.bank_accounts[0].currency = "dollars".to_owned();
    unknown.seller.vat_id = "5260001247".to_owned();
    check(
        &unknown,
        &[
            (SetupField::SellerVatId, "vat-id-check-digit"),
            (SetupField::BankCurrency(0), "unknown-currency"),
        ],
    );
}

#[test]
fn the_sellers_own_person_is_somebody_else_and_may_be_left_out() {
    let countries = catalog::embedded().unwrap().countries;
    let alone = form().check(&countries).unwrap();
    assert!(alone.staff.is_none());
    let mut twice = form();
    twice.staff = twice.admin.clone();
    let errors = twice.check(&countries).unwrap_err();
    let fields: Vec<SetupField> = errors.iter().map(|error| error.field).collect();
    assert_eq!(fields, [SetupField::StaffEmail, SetupField::StaffOsUser]);
    let mut both = form();
    both.staff = PersonForm {
        name: "Fiona Grant".into(),
        email: "fiona@seller.example".into(),
        os_user: "fiona".into(),
    };
    assert_eq!(both.check(&countries).unwrap().staff.unwrap().os_user, "fiona");
}
