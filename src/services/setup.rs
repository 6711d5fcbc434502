//! Setting a store up: the seller, the first account and its first Global admin, in one durable change.
//!
//! A store without a seller is not set up, however far an earlier set-up came: creating the store's folder and
//! filling it are two steps, and a crash between them leads back here. The forms are plain strings; every field
//! that is wrong is told at once, before anything is written.

use serde::Deserialize;

use crate::domain::address::{Email, Name};
use crate::domain::audit::{AuditAction, AuditEntry, Chain, Subject};
use crate::domain::bank::{AccountNumber, BankCode};
use crate::domain::country::{AddressField, AddressInput, CountryBook};
use crate::domain::ids::{AccountId, UserId};
use crate::domain::message::{Coded, FieldError};
use crate::domain::money;
use crate::domain::partner::{Account, MpnId, Vetting};
use crate::domain::profile::{LegalProfileInput, ProfileField};
use crate::domain::seller::{BankAccount, Seller};
use crate::domain::subscription::Subscription;
use crate::domain::text::{TextError, clean_line};
use crate::domain::user::{Denied, Grant, Role, StaffRole, User};
use crate::store::record::{Batch, Expect};
use crate::store::records::SELLER_ID;

use super::Services;
use super::context::Actor;
use super::error::ServiceError;

/// Longest name of an operating-system user, UTF-8 bytes.
pub const OS_USER_LIMIT: usize = 64;

/// Everything that a new store asks for, as typed. Also the shape of the file that `offerdesk setup --from` reads.
#[derive(Clone, PartialEq, Eq, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SetupForm {
    /// The seller.
    pub seller: SellerForm,
    /// MPN ID of the first account.
    pub mpn_id: String,
    /// Legal profile of the first account.
    pub profile: LegalProfileInput,
    /// The first account's first Global admin.
    pub admin: PersonForm,
    /// Who books money in and verifies legal profiles for the seller; nobody when all of it is empty.
    pub staff: PersonForm,
}

/// The seller as typed.
#[derive(Clone, PartialEq, Eq, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SellerForm {
    /// Company name.
    pub name: String,
    /// Address.
    pub address: AddressInput,
    /// VAT ID, possibly empty.
    pub vat_id: String,
    /// One account per currency, at least one.
    pub bank_accounts: Vec<BankAccountForm>,
}

/// A bank account as typed.
#[derive(Clone, PartialEq, Eq, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct BankAccountForm {
    /// ISO 4217 code.
    pub currency: String,
    /// Name of the bank.
    pub bank: String,
    /// Account number or IBAN.
    pub number: String,
    /// BIC or routing number.
    pub bic: String,
}

/// A person as typed.
#[derive(Clone, PartialEq, Eq, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PersonForm {
    /// Full name.
    pub name: String,
    /// Email.
    pub email: String,
    /// Login name on this machine.
    pub os_user: String,
}

/// A field of the set-up. Bank accounts are counted from 0.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum SetupField {
    /// Seller: company name.
    SellerName,
    /// Seller: one of the address.
    SellerAddress(AddressField),
    /// Seller: VAT ID.
    SellerVatId,
    /// Currency of a bank account.
    BankCurrency(usize),
    /// Name of its bank.
    Bank(usize),
    /// Its number.
    BankNumber(usize),
    /// Its BIC.
    Bic(usize),
    /// First account: MPN ID.
    MpnId,
    /// First account: one of the legal profile.
    Profile(ProfileField),
    /// First Global admin: name.
    AdminName,
    /// First Global admin: email.
    AdminEmail,
    /// First Global admin: login name on this machine.
    OsUser,
    /// The seller's own person: name.
    StaffName,
    /// The seller's own person: email.
    StaffEmail,
    /// The seller's own person: login name on this machine.
    StaffOsUser,
}

/// What only a set-up can get wrong.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum SetupError {
    /// Two bank accounts of one currency.
    #[error("two bank accounts of one currency")]
    CurrencyTwice,
    /// Two people of one email address or login name. Who places orders does not book their money.
    #[error("the same person twice")]
    SamePerson,
}

impl Coded for SetupError {
    fn code(&self) -> &'static str {
        match self {
            Self::CurrencyTwice => "bank-account-currency-twice",
            Self::SamePerson => "setup-same-person",
        }
    }
}

/// Verdicts on the fields that are wrong, in the order of the form.
pub type SetupErrors = Vec<FieldError<SetupField>>;

/// A set-up that was checked. Ids are given when it is stored.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewStore {
    seller: Seller,
    mpn_id: MpnId,
    profile: crate::domain::address::LegalProfile,
    admin: NewPerson,
    staff: Option<NewPerson>,
}

/// A person that was checked.
#[derive(Clone, PartialEq, Eq, Debug)]
struct NewPerson {
    name: Name,
    email: Email,
    os_user: String,
}

impl SetupField {
    /// Key of the field's label in `assets/locales`.
    pub const fn label_key(self) -> &'static str {
        match self {
            Self::SellerName => "label-seller-name",
            Self::SellerVatId => "label-seller-vat-id",
            Self::SellerAddress(field) => address_label_key(field),
            Self::BankCurrency(_) => "label-bank-account-currency",
            Self::Bank(_) => "label-bank",
            Self::BankNumber(_) => "label-account-number",
            Self::Bic(_) => "label-bic",
            Self::MpnId => "label-mpn-id",
            Self::Profile(ProfileField::Company) => "label-company",
            Self::Profile(ProfileField::Address(field)) => address_label_key(field),
            Self::Profile(ProfileField::VatId) => "label-vat-id",
            Self::Profile(ProfileField::ContactName) => "label-primary-contact-name",
            Self::Profile(ProfileField::ContactEmail) => "label-primary-contact-email",
            Self::Profile(ProfileField::ContactPhone) => "label-primary-contact-phone",
            Self::AdminName => "label-user-name",
            Self::AdminEmail => "label-user-email",
            Self::OsUser => "label-os-user",
            Self::StaffName => "label-staff-name",
            Self::StaffEmail => "label-staff-email",
            Self::StaffOsUser => "label-staff-os-user",
        }
    }

    /// Key of the name of the part of the set-up that the field belongs to.
    pub const fn part_key(self) -> &'static str {
        match self {
            Self::SellerName
            | Self::SellerVatId
            | Self::SellerAddress(_)
            | Self::BankCurrency(_)
            | Self::Bank(_)
            | Self::BankNumber(_)
            | Self::Bic(_) => "step-seller",
            Self::MpnId | Self::Profile(_) => "step-account",
            Self::AdminName | Self::AdminEmail | Self::OsUser => "step-first-admin",
            Self::StaffName | Self::StaffEmail | Self::StaffOsUser => "step-first-people",
        }
    }
}

const fn address_label_key(field: AddressField) -> &'static str {
    match field {
        AddressField::Line1 => "label-address-line1",
        AddressField::Line2 => "label-address-line2",
        AddressField::City => "label-city",
        AddressField::State => "label-state-or-province",
        AddressField::PostalCode => "label-postal-code",
        AddressField::Country => "label-country",
    }
}

impl SetupForm {
    /// Checks every field; all that are wrong are told, in the order of the form.
    pub fn check(&self, countries: &CountryBook) -> Result<NewStore, SetupErrors> {
        let mut errors = Vec::new();
        let seller = self.seller.check(countries, &mut errors);
        let mpn_id = keep(&mut errors, SetupField::MpnId, self.mpn_id.parse::<MpnId>());
        let profile = countries.check_profile(&self.profile).map_err(|found| {
            errors.extend(found.into_iter().map(|error| FieldError {
                field: SetupField::Profile(error.field),
                code: error.code,
                args: error.args,
            }));
        });
        let fields = [SetupField::AdminName, SetupField::AdminEmail, SetupField::OsUser];
        let admin = self.admin.check(fields, &mut errors);
        let staff = self.check_staff(&mut errors);
        match (seller, mpn_id, profile, admin) {
            (Some(seller), Some(mpn_id), Ok(profile), Some(admin)) if errors.is_empty() => Ok(NewStore {
                seller,
                mpn_id,
                profile,
                admin,
                staff,
            }),
            _ => Err(errors),
        }
    }

    fn check_staff(&self, errors: &mut SetupErrors) -> Option<NewPerson> {
        if self.staff == PersonForm::default() {
            return None;
        }
        let fields = [
            SetupField::StaffName,
            SetupField::StaffEmail,
            SetupField::StaffOsUser,
        ];
        let staff = self.staff.check(fields, errors)?;
        let is_same = |one: &str, other: &str| one.trim().to_lowercase() == other.trim().to_lowercase();
        if is_same(staff.email.as_str(), &self.admin.email) {
            errors.push(FieldError::new(SetupField::StaffEmail, &SetupError::SamePerson));
        }
        if staff.os_user == self.admin.os_user.trim() {
            errors.push(FieldError::new(SetupField::StaffOsUser, &SetupError::SamePerson));
        }
        Some(staff)
    }
}

impl PersonForm {
    /// Checks name, email and login name, whose fields are given in this order.
    fn check(&self, [name, email, os_user]: [SetupField; 3], errors: &mut SetupErrors) -> Option<NewPerson> {
        let name = keep(errors, name, Name::parse(&self.name));
        let email = keep(errors, email, Email::parse(&self.email));
        let login = match clean_line(&self.os_user, OS_USER_LIMIT) {
            Ok(login) if login.is_empty() => Err(TextError::Empty),
            other => other,
        };
        let login = keep(errors, os_user, login);
        Some(NewPerson {
            name: name?,
            email: email?,
            os_user: login?,
        })
    }
}

impl SellerForm {
    pub(crate) fn check(&self, countries: &CountryBook, errors: &mut SetupErrors) -> Option<Seller> {
        let before = errors.len();
        let name = keep(errors, SetupField::SellerName, Name::parse(&self.name));
        let address = countries.check_address(&self.address).map_err(|found| {
            errors.extend(found.into_iter().map(|error| FieldError {
                field: SetupField::SellerAddress(error.field),
                code: error.code,
                args: error.args,
            }));
        });
        // Without a country nothing can be said of a VAT ID, and one message (at the country) is enough.
        let country = countries.find(&self.address.country);
        let vat_id = match country.filter(|_| !self.vat_id.trim().is_empty()) {
            Some(country) => {
                let checked = countries.check_vat_id(country, &self.vat_id);
                keep(errors, SetupField::SellerVatId, checked)
            }
            None => None,
        };
        let bank_accounts = self.check_bank_accounts(errors);
        if errors.len() > before {
            return None;
        }
        Some(Seller {
            name: name?,
            address: address.ok()?,
            vat_id,
            bank_accounts,
        })
    }

    fn check_bank_accounts(&self, errors: &mut SetupErrors) -> Vec<BankAccount> {
        let mut accounts: Vec<BankAccount> = Vec::new();
        if self.bank_accounts.is_empty() {
            errors.push(FieldError::new(SetupField::BankCurrency(0), &TextError::Empty));
        }
        for (place, form) in self.bank_accounts.iter().enumerate() {
            let field = SetupField::BankCurrency(place);
            let currency = if form.currency.trim().is_empty() {
                keep(errors, field, Err::<_, TextError>(TextError::Empty))
            } else {
                keep(errors, field, money::currency(&form.currency))
            };
            let bank = keep(errors, SetupField::Bank(place), Name::parse(&form.bank));
            let code = BankCode::parse(&form.bic);
            let number = match &code {
                Ok(code) => AccountNumber::parse_at(&form.number, code),
                Err(_) => AccountNumber::parse(&form.number),
            };
            let number = keep(errors, SetupField::BankNumber(place), number);
            let bic = keep(errors, SetupField::Bic(place), code);
            if currency.is_some_and(|currency| accounts.iter().any(|other| other.currency == currency)) {
                errors.push(FieldError::new(field, &SetupError::CurrencyTwice));
            }
            if let (Some(currency), Some(bank), Some(number), Some(bic)) = (currency, bank, number, bic) {
                accounts.push(BankAccount {
                    currency,
                    bank,
                    number,
                    bic,
                });
            }
        }
        accounts
    }
}

fn keep<T, E: Coded>(errors: &mut SetupErrors, field: SetupField, checked: Result<T, E>) -> Option<T> {
    checked
        .map_err(|error| errors.push(FieldError::new(field, &error)))
        .ok()
}

impl Services {
    /// Whether the store was set up.
    pub async fn is_set_up(&self) -> Result<bool, ServiceError> {
        Ok(self.store.get::<Seller>(SELLER_ID).await?.is_some())
    }

    /// Stores seller, first account, first Global admin and the seller's own person, all or nothing. Refused when the store has a seller.
    /// For whoever made the store's folder: nobody of the store is a person yet.
    pub async fn set_up(&self, actor: &Actor, new: &NewStore) -> Result<AccountId, ServiceError> {
        if actor.user.is_some() {
            return Err(Denied::Owner.into());
        }
        let mut batch = self.batch(actor);
        let account = Account {
            id: AccountId::new(self.new_id()?),
            mpn_id: new.mpn_id.clone(),
            profile: new.profile.clone(),
            vetting: Vetting::Authorized { on: batch.day },
            requirements_met: Vec::new(),
            tax_exempt: false,
        };
        let person = |person: &NewPerson, grants, staff| -> Result<User, ServiceError> {
            Ok(User {
                id: UserId::new(self.new_id()?),
                name: person.name.clone(),
                email: person.email.clone(),
                grants,
                staff,
                os_user: Some(person.os_user.clone()),
                disabled: false,
            })
        };
        let admin = Grant {
            account: account.id,
            role: Role::GlobalAdmin,
        };
        let mut people = vec![person(&new.admin, vec![admin], Vec::new())?];
        if let Some(staff) = &new.staff {
            people.push(person(
                staff,
                Vec::new(),
                vec![StaffRole::Finance, StaffRole::Support],
            )?);
        }
        add_seller(&mut batch, actor, &new.seller)?;
        self.add_catalog(&mut batch)?;
        add_account(&mut batch, actor, &account)?;
        for user in &people {
            add_user(&mut batch, actor, user)?;
        }
        self.store.commit(batch).await?;
        Ok(account.id)
    }
}

/// Puts the seller of a new store into a batch.
pub(crate) fn add_seller(batch: &mut Batch, actor: &Actor, seller: &Seller) -> Result<(), ServiceError> {
    batch.put(seller, Expect::Absent)?;
    audit(batch, actor, Chain::System, AuditAction::StoreCreated, Vec::new());
    Ok(())
}

/// Puts a new account into a batch.
pub(crate) fn add_account(batch: &mut Batch, actor: &Actor, account: &Account) -> Result<(), ServiceError> {
    batch.put(account, Expect::Absent)?;
    let subjects = vec![Subject::Account(account.id)];
    audit(batch, actor, Chain::System, AuditAction::AccountCreated, subjects);
    Ok(())
}

/// Puts a new person into a batch.
pub(crate) fn add_user(batch: &mut Batch, actor: &Actor, user: &User) -> Result<(), ServiceError> {
    batch.put(user, Expect::Absent)?;
    let subjects = vec![Subject::User(user.id)];
    audit(batch, actor, Chain::System, AuditAction::UserCreated, subjects);
    Ok(())
}

/// Puts a subscription from before this desk into a batch.
pub(crate) fn add_subscription(
    batch: &mut Batch,
    actor: &Actor,
    subscription: &Subscription,
) -> Result<(), ServiceError> {
    batch.put(subscription, Expect::Absent)?;
    let subjects = vec![Subject::Subscription(subscription.id)];
    let chain = Chain::Account(subscription.account);
    audit(batch, actor, chain, AuditAction::SubscriptionRecorded, subjects);
    Ok(())
}

fn audit(batch: &mut Batch, actor: &Actor, chain: Chain, action: AuditAction, subjects: Vec<Subject>) {
    let entry = AuditEntry {
        at: batch.at,
        actor: actor.user,
        origin: actor.origin.clone(),
        action,
        subjects,
    };
    batch.audit(chain, entry);
}

#[cfg(test)]
mod tests;
