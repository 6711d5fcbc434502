//! Reads the file of a set-up, and the part of it that is about the seller, as every file that people write
//! (`config::file`). What its values mean, the forms check; what they refuse is told where it stands in the file.

use crate::config::file::{File, FileTable};
use crate::config::mistake::{Mistake, Refusal};
use crate::domain::country::{AddressField, AddressInput};
use crate::domain::profile::{LegalProfileInput, ProfileField};
use crate::services::setup::{BankAccountForm, PersonForm, SellerForm, SetupErrors, SetupField, SetupForm};

use super::super::super::exit::CliError;

/// Reads a file with the help of the readers below; every mistake is told. Nothing is made of a file that has one.
pub fn parse<T>(
    file: &File,
    read: impl FnOnce(&FileTable<'_>, &mut Vec<Mistake>) -> Option<T>,
) -> Result<T, CliError> {
    match file.read(read) {
        (Some(Some(made)), mistakes) if mistakes.is_empty() => Ok(made),
        (_, mistakes) => Err(CliError::SetupFile(mistakes)),
    }
}

/// Adds what a form refuses, each where it stands in the file.
pub fn add_verdicts(root: &FileTable<'_>, errors: SetupErrors, mistakes: &mut Vec<Mistake>) {
    for error in errors {
        let (keys, entry) = place(error.field);
        let verdict = Refusal::on_field(error);
        let mistake = root.verdict(&keys, entry, verdict, mistakes);
        mistakes.extend(mistake);
    }
}

/// The keys that lead to a field, and the place of its bank account.
fn place(field: SetupField) -> (Vec<&'static str>, usize) {
    let account = |key, place| (vec!["seller", "bank_accounts", key], place);
    let keys = match field {
        SetupField::BankCurrency(place) => return account("currency", place),
        SetupField::Bank(place) => return account("bank", place),
        SetupField::BankNumber(place) => return account("number", place),
        SetupField::Bic(place) => return account("bic", place),
        SetupField::SellerName => vec!["seller", "name"],
        SetupField::SellerAddress(field) => vec!["seller", "address", address_key(field)],
        SetupField::SellerVatId => vec!["seller", "vat_id"],
        SetupField::MpnId => vec!["mpn_id"],
        SetupField::Profile(ProfileField::Company) => vec!["profile", "company"],
        SetupField::Profile(ProfileField::Address(field)) => vec!["profile", "address", address_key(field)],
        SetupField::Profile(ProfileField::VatId) => vec!["profile", "vat_id"],
        SetupField::Profile(ProfileField::ContactName) => vec!["profile", "contact_name"],
        SetupField::Profile(ProfileField::ContactEmail) => vec!["profile", "contact_email"],
        SetupField::Profile(ProfileField::ContactPhone) => vec!["profile", "contact_phone"],
        SetupField::AdminName => vec!["admin", "name"],
        SetupField::AdminEmail => vec!["admin", "email"],
        SetupField::OsUser => vec!["admin", "os_user"],
        SetupField::StaffName => vec!["staff", "name"],
        SetupField::StaffEmail => vec!["staff", "email"],
        SetupField::StaffOsUser => vec!["staff", "os_user"],
    };
    (keys, 0)
}

const fn address_key(field: AddressField) -> &'static str {
    match field {
        AddressField::Line1 => "line1",
        AddressField::Line2 => "line2",
        AddressField::City => "city",
        AddressField::State => "state",
        AddressField::PostalCode => "postal_code",
        AddressField::Country => "country",
    }
}

/// The whole file. A part that is not there is empty.
pub fn set_up(root: &FileTable<'_>, mistakes: &mut Vec<Mistake>) -> SetupForm {
    root.only(&["seller", "mpn_id", "profile", "admin", "staff"], mistakes);
    SetupForm {
        seller: part(root, "seller", mistakes, seller),
        mpn_id: text(root, "mpn_id", mistakes),
        profile: part(root, "profile", mistakes, profile),
        admin: part(root, "admin", mistakes, person),
        staff: part(root, "staff", mistakes, person),
    }
}

/// A file that is about the seller alone.
pub fn only_seller(root: &FileTable<'_>, mistakes: &mut Vec<Mistake>) -> SellerForm {
    root.only(&["seller"], mistakes);
    let table = root.table("seller", mistakes);
    table.map(|table| seller(&table, mistakes)).unwrap_or_default()
}

fn seller(table: &FileTable<'_>, mistakes: &mut Vec<Mistake>) -> SellerForm {
    table.only(&["name", "address", "vat_id", "bank_accounts"], mistakes);
    let accounts = table.tables("bank_accounts", mistakes);
    SellerForm {
        name: text(table, "name", mistakes),
        address: part(table, "address", mistakes, address),
        vat_id: text(table, "vat_id", mistakes),
        bank_accounts: accounts.iter().map(|table| account(table, mistakes)).collect(),
    }
}

fn account(table: &FileTable<'_>, mistakes: &mut Vec<Mistake>) -> BankAccountForm {
    table.only(&["currency", "bank", "number", "bic"], mistakes);
    BankAccountForm {
        currency: text(table, "currency", mistakes),
        bank: text(table, "bank", mistakes),
        number: text(table, "number", mistakes),
        bic: text(table, "bic", mistakes),
    }
}

fn profile(table: &FileTable<'_>, mistakes: &mut Vec<Mistake>) -> LegalProfileInput {
    table.only(
        &[
            "company",
            "address",
            "vat_id",
            "contact_name",
            "contact_email",
            "contact_phone",
        ],
        mistakes,
    );
    LegalProfileInput {
        company: text(table, "company", mistakes),
        address: part(table, "address", mistakes, address),
        vat_id: text(table, "vat_id", mistakes),
        contact_name: text(table, "contact_name", mistakes),
        contact_email: text(table, "contact_email", mistakes),
        contact_phone: text(table, "contact_phone", mistakes),
    }
}

fn address(table: &FileTable<'_>, mistakes: &mut Vec<Mistake>) -> AddressInput {
    table.only(
        &["line1", "line2", "city", "state", "postal_code", "country"],
        mistakes,
    );
    AddressInput {
        line1: text(table, "line1", mistakes),
        line2: text(table, "line2", mistakes),
        city: text(table, "city", mistakes),
        state: text(table, "state", mistakes),
        postal_code: text(table, "postal_code", mistakes),
        country: text(table, "country", mistakes),
    }
}

fn person(table: &FileTable<'_>, mistakes: &mut Vec<Mistake>) -> PersonForm {
    table.only(&["name", "email", "os_user"], mistakes);
    PersonForm {
        name: text(table, "name", mistakes),
        email: text(table, "email", mistakes),
        os_user: text(table, "os_user", mistakes),
    }
}

/// A text as it stands; empty where it is missing.
fn text(table: &FileTable<'_>, key: &str, mistakes: &mut Vec<Mistake>) -> String {
    let found = table.get(key).and_then(|value| value.text(mistakes));
    found.unwrap_or_default().to_owned()
}

/// A table of its own; empty where it is missing.
fn part<T: Default>(
    table: &FileTable<'_>,
    key: &str,
    mistakes: &mut Vec<Mistake>,
    read: fn(&FileTable<'_>, &mut Vec<Mistake>) -> T,
) -> T {
    let found = table.optional_table(key, mistakes);
    found.map(|table| read(&table, mistakes)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mistakes(text: &str) -> Vec<String> {
        match parse(&File::new("setup.toml", text), |root, mistakes| {
            Some(set_up(root, mistakes))
        }) {
            Err(CliError::SetupFile(mistakes)) => mistakes.iter().map(ToString::to_string).collect(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn every_wrong_key_and_value_is_told_with_its_place() {
        assert_eq!(
            mistakes(
                "mpn_id = 1\n\n  naem = 3\n[seller]\nname = \"a\"\n[[seller.bank_accounts]]\nbank = true\n\
                 bik = \"x\"\n[profile.address]\ncuntry = \"US\"\n[staff]\nname = []\n"
            ),
            [
                "setup.toml:1:10: mpn_id: expected Text, found Integer",
                "setup.toml:3:3: naem: unknown key",
                "setup.toml:7:8: seller.bank_accounts.bank: expected Text, found Boolean",
                "setup.toml:8:1: seller.bank_accounts.bik: unknown key; did you mean bic?",
                "setup.toml:10:1: profile.address.cuntry: unknown key; did you mean country?",
                "setup.toml:12:8: staff.name: expected Text, found Array",
            ]
        );
    }

    #[test]
    fn a_file_for_the_seller_alone_has_to_have_one() {
        let parse = |text: &str| {
            parse(&File::new("seller.toml", text), |root, mistakes| {
                Some(only_seller(root, mistakes))
            })
        };
        let refused = parse("");
        assert!(matches!(refused, Err(CliError::SetupFile(found)) if found.len() == 1));
        let read = parse("[seller]\nname = \"a\"\n");
        assert_eq!(read.unwrap().name, "a");
    }
}
