//! Setting a store up: the seller, the first account and its first Global admin, in one durable change.
//!
//! A store without a seller is not set up, however far an earlier set-up came: creating the store's folder and
//! filling it are two steps, and a crash between them leads back here. The forms are plain strings; every field
//! that is wrong is told at once, before anything is written.

use serde::Deserialize;

use crate::domain::address::{CountryCode, Email, Name};
use crate::domain::audit::{AuditAction, AuditEntry, Chain, Subject};
use crate::domain::country::{AddressField, AddressInput, CountryBook};
use crate::domain::ids::{AccountId, UserId};
use crate::domain::message::{Coded, FieldError};
use crate::domain::money;
use crate::domain::partner::{Account, MpnId, Vetting};
use crate::domain::profile::{LegalProfileInput, ProfileField};
use crate::domain::seller::{BankAccount, Seller};
use crate::domain::subscription::Subscription;
use crate::domain::text::{TextError, clean_line};
use crate::domain::user::{Grant, Role, User};
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
    pub admin: AdminForm,
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
pub struct AdminForm {
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
}

/// What only a set-up can get wrong.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum SetupError {
    /// Two bank accounts of one currency.
    #[error("two bank accounts of one currency")]
    CurrencyTwice,
}

impl Coded for SetupError {
    fn code(&self) -> &'static str {
        match self {
            Self::CurrencyTwice => "bank-account-currency-twice",
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
    admin_name: Name,
    admin_email: Email,
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
        let admin_name = keep(&mut errors, SetupField::AdminName, Name::parse(&self.admin.name));
        let admin_email = keep(
            &mut errors,
            SetupField::AdminEmail,
            Email::parse(&self.admin.email),
        );
        let os_user = match clean_line(&self.admin.os_user, OS_USER_LIMIT) {
            Ok(os_user) if os_user.is_empty() => Err(TextError::Empty),
            other => other,
        };
        let os_user = keep(&mut errors, SetupField::OsUser, os_user);
        match (seller, mpn_id, profile, admin_name, admin_email, os_user) {
            (Some(seller), Some(mpn_id), Ok(profile), Some(admin_name), Some(admin_email), Some(os_user)) => {
                Ok(NewStore {
                    seller,
                    mpn_id,
                    profile,
                    admin_name,
                    admin_email,
                    os_user,
                })
            }
            _ => Err(errors),
        }
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
        let country = self.address.country.parse::<CountryCode>().ok();
        let country = country.filter(|country| countries.rules(*country).is_some());
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
            let number = keep(errors, SetupField::BankNumber(place), Name::parse(&form.number));
            let bic = keep(errors, SetupField::Bic(place), Name::parse(&form.bic));
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

    /// Stores seller, first account and first Global admin, all or nothing. Refused when the store has a seller.
    pub async fn set_up(&self, actor: &Actor, new: &NewStore) -> Result<AccountId, ServiceError> {
        let mut batch = self.batch(actor);
        let account = Account {
            id: AccountId::new(self.new_id()?),
            mpn_id: new.mpn_id.clone(),
            profile: new.profile.clone(),
            vetting: Vetting::Authorized { on: batch.day },
            requirements_met: Vec::new(),
            tax_exempt: false,
        };
        let admin = User {
            id: UserId::new(self.new_id()?),
            name: new.admin_name.clone(),
            email: new.admin_email.clone(),
            grants: vec![Grant {
                account: account.id,
                role: Role::GlobalAdmin,
            }],
            staff: Vec::new(),
            os_user: Some(new.os_user.clone()),
            disabled: false,
        };
        add_seller(&mut batch, actor, &new.seller)?;
        add_account(&mut batch, actor, &account)?;
        add_user(&mut batch, actor, &admin)?;
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
