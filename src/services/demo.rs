//! The sample data of a demo store: one company for each state that a subscription can be in, relative to today.
//!
//! The companies and people are data (`assets/demo`). Companies, people, past terms and past requests are written in
//! one batch;
//! what has a use case of its own (an order by bank transfer, a change of a legal profile) goes through it, so
//! that a demo store holds nothing that the desk could not have made. Ids and order numbers are the same each time.

mod requests;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::domain::address::{Email, Name, Phone};
use crate::domain::date::Day;
use crate::domain::ids::{AccountId, OrderId, UserId};
use crate::domain::message::Coded;
use crate::domain::offer::OfferId;
use crate::domain::partner::{Account, MpnId, Vetting};
use crate::domain::payment::TransferContact;
use crate::domain::profile::LegalProfileInput;
use crate::domain::subscription::{Subscription, TERM_DAYS, Term, WindowDays};
use crate::domain::user::{Grant, Role, StaffRole, User};

use super::Services;
use super::context::Actor;
use super::error::ServiceError;
use super::ids::subscription_id;
use super::orders::{OrderView, PayWith, PlaceOrder};
use super::profiles::ProfileRefusal;
use super::setup::{self, SellerForm};

/// Email address of the person who acts in a demo store unless somebody else is chosen: the first one of the data.
pub fn first_person() -> Result<String, ServiceError> {
    let people: People = read("people.toml", include_str!("../../assets/demo/people.toml"))?;
    let first = people.person.into_iter().next();
    first
        .map(|person| person.email)
        .ok_or_else(|| broken("people.toml", "there is nobody"))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Accounts {
    account: Vec<AccountData>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AccountData {
    mpn_id: String,
    profile: LegalProfileInput,
    #[serde(default)]
    requirements_met: Vec<String>,
    #[serde(default)]
    subscription: Vec<SubscriptionData>,
    transfer: Option<TransferData>,
    #[serde(rename = "move")]
    moved: Option<MoveData>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SubscriptionData {
    offer: String,
    /// Days from today.
    expires: i32,
    /// Terms so far.
    years: i32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TransferData {
    offer: String,
    by: String,
    contact_name: String,
    contact_phone: String,
    contact_email: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MoveData {
    by: String,
    line1: String,
    postal_code: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct People {
    person: Vec<PersonData>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PersonData {
    name: String,
    email: String,
    #[serde(default)]
    grant: Vec<GrantData>,
    #[serde(default)]
    staff: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GrantData {
    role: String,
    accounts: Vec<String>,
}

fn read<T: DeserializeOwned>(file: &'static str, text: &str) -> Result<T, ServiceError> {
    toml::from_str(text).map_err(|error| broken(file, error.message()))
}

fn broken(file: &'static str, what: impl Into<String>) -> ServiceError {
    ServiceError::DemoData {
        file,
        what: what.into(),
    }
}

/// The domain's verdict on a value of a demo file.
fn valid<T, E: Coded>(file: &'static str, value: Result<T, E>) -> Result<T, ServiceError> {
    value.map_err(|error| broken(file, error.code()))
}

const ACCOUNTS: &str = "accounts.toml";
const PEOPLE: &str = "people.toml";

impl Services {
    /// Fills an empty store with the sample data.
    pub async fn fill_with_demo_data(&self) -> Result<(), ServiceError> {
        let data: Accounts = read(ACCOUNTS, include_str!("../../assets/demo/accounts.toml"))?;
        let requests = requests::Requests::read()?;
        self.record_demo_data(&data, &requests).await?;
        for (place, account) in data.account.iter().enumerate() {
            let id = account_id(place);
            if let Some(transfer) = &account.transfer {
                self.order_by_transfer(id, OrderId::new(1_000 + id.bits()), transfer)
                    .await?;
            }
            if let Some(moved) = &account.moved {
                self.ask_to_move(id, moved).await?;
            }
        }
        self.cancel_demo_subscriptions(&requests, &data).await
    }

    /// Seller, companies, people, past terms and past requests, in one batch.
    async fn record_demo_data(
        &self,
        data: &Accounts,
        requests: &requests::Requests,
    ) -> Result<(), ServiceError> {
        let seller: SellerForm = read("seller.toml", include_str!("../../assets/demo/seller.toml"))?;
        let people: People = read(PEOPLE, include_str!("../../assets/demo/people.toml"))?;
        let desk = Actor::desk();
        let mut batch = self.batch(&desk);
        let today = batch.day;
        let mut errors = Vec::new();
        let seller = seller.check(self.countries(), &mut errors);
        let seller = seller.ok_or_else(|| broken("seller.toml", format!("{errors:?}")))?;
        setup::add_seller(&mut batch, &desk, &seller)?;
        self.add_catalog(&mut batch)?;
        for (place, account) in data.account.iter().enumerate() {
            let account_record = self.account_of(place, account, today)?;
            setup::add_account(&mut batch, &desk, &account_record)?;
            for subscription in &account.subscription {
                let subscription = subscription_of(account_record.id, subscription, today)?;
                setup::add_subscription(&mut batch, &desk, &subscription)?;
            }
        }
        let mut users = Vec::new();
        for (place, person) in people.person.iter().enumerate() {
            let user = user_of(UserId::new(1 + bits(place)), person, data)?;
            setup::add_user(&mut batch, &desk, &user)?;
            users.push(user);
        }
        requests::record_past(&mut batch, requests, data, &users)?;
        // Numbers of entries are told in the order in which things happened.
        batch.audit.sort_by_key(|(_, entry)| entry.at);
        self.store.commit(batch).await?;
        Ok(())
    }

    fn account_of(&self, place: usize, data: &AccountData, today: Day) -> Result<Account, ServiceError> {
        let profile = self.countries().check_profile(&data.profile);
        let requirements = data.requirements_met.iter().map(|offer| OfferId::parse(offer));
        Ok(Account {
            id: account_id(place),
            mpn_id: valid(ACCOUNTS, data.mpn_id.parse::<MpnId>())?,
            profile: profile.map_err(|errors| broken(ACCOUNTS, format!("{}: {errors:?}", data.mpn_id)))?,
            vetting: Vetting::Authorized {
                on: today.plus(-TERM_DAYS),
            },
            requirements_met: valid(ACCOUNTS, requirements.collect())?,
            tax_exempt: false,
        })
    }

    async fn order_by_transfer(
        &self,
        account: AccountId,
        intent: OrderId,
        data: &TransferData,
    ) -> Result<OrderView, ServiceError> {
        let actor = Actor::demo(self.person_by_email(&data.by).await?.id);
        let offer = valid(ACCOUNTS, OfferId::parse(&data.offer))?;
        let mut draft = self.open_wizard(&actor, account, &offer).await?.draft;
        draft.intent = intent;
        let contact = TransferContact {
            name: valid(ACCOUNTS, Name::parse(&data.contact_name))?,
            phone: valid(ACCOUNTS, Phone::parse(&data.contact_phone))?,
            email: valid(ACCOUNTS, Email::parse(&data.contact_email))?,
        };
        let request = PlaceOrder {
            intent,
            account,
            offer,
            payment: PayWith::Transfer(contact),
            keep_card: false,
            purchase_order: String::new(),
            seen: self.review(&actor, &draft).await?,
            accepted_terms: true,
        };
        self.place_order(&actor, request).await
    }

    async fn ask_to_move(&self, account: AccountId, data: &MoveData) -> Result<(), ServiceError> {
        let actor = Actor::demo(self.person_by_email(&data.by).await?.id);
        let page = self.legal_profile(&actor, account).await?;
        let mut input = LegalProfileInput::from(&page.account.profile);
        input.address.line1.clone_from(&data.line1);
        input.address.postal_code.clone_from(&data.postal_code);
        match self.change_profile(&actor, account, page.version, &input).await {
            Ok(_) => Ok(()),
            Err(ProfileRefusal::Service(error)) => Err(error),
            Err(ProfileRefusal::Fields(errors)) => Err(broken(ACCOUNTS, format!("{errors:?}"))),
        }
    }
}

fn bits(place: usize) -> u128 {
    u128::try_from(place).unwrap_or(u128::MAX)
}

fn account_id(place: usize) -> AccountId {
    AccountId::new(1 + bits(place))
}

fn subscription_of(
    account: AccountId,
    data: &SubscriptionData,
    today: Day,
) -> Result<Subscription, ServiceError> {
    let expires = today.plus(data.expires);
    let terms = (0..data.years.max(1)).rev().map(|ago| {
        let expires = expires.plus(-TERM_DAYS * ago);
        let activated = expires.plus(-TERM_DAYS);
        Term {
            activated,
            expires,
            order: None,
            window: WindowDays::USUAL,
        }
    });
    let offer = valid(ACCOUNTS, OfferId::parse(&data.offer))?;
    Ok(Subscription {
        id: subscription_id(account, &offer),
        account,
        offer,
        expires,
        terms: terms.collect(),
        cancelled: None,
    })
}

fn user_of(id: UserId, data: &PersonData, accounts: &Accounts) -> Result<User, ServiceError> {
    let mut grants = Vec::new();
    for grant in &data.grant {
        let roles = [
            Role::GlobalAdmin,
            Role::UserManagementAdmin,
            Role::MpnPartnerAdmin,
            Role::AdminAgent,
        ];
        let role = named(&grant.role, roles, Role::code)?;
        for mpn_id in &grant.accounts {
            let place = (accounts.account.iter()).position(|account| account.mpn_id == *mpn_id);
            let place = place.ok_or_else(|| broken(PEOPLE, format!("no account {mpn_id}")))?;
            grants.push(Grant {
                account: account_id(place),
                role,
            });
        }
    }
    let staff = [StaffRole::Support, StaffRole::Finance, StaffRole::Auditor];
    let staff = data.staff.iter().map(|name| named(name, staff, StaffRole::code));
    Ok(User {
        id,
        name: valid(PEOPLE, Name::parse(&data.name))?,
        email: valid(PEOPLE, Email::parse(&data.email))?,
        grants,
        staff: staff.collect::<Result<_, _>>()?,
        os_user: None,
        disabled: false,
    })
}

/// The role of a code such as `global-admin`.
fn named<T: Copy, const N: usize>(
    name: &str,
    roles: [T; N],
    code: fn(T) -> &'static str,
) -> Result<T, ServiceError> {
    let found = roles.into_iter().find(|role| code(*role) == name);
    found.ok_or_else(|| broken(PEOPLE, format!("no role {name}")))
}
