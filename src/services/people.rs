//! Who acts: from the operating-system user, or any person of a demo store; their preferences, their accounts,
//! and who else could do what they may not.

use crate::domain::audit::Origin;
use crate::domain::ids::{AccountId, UserId};
use crate::domain::partner::{Account, MpnId, Vetting};
use crate::domain::user::{Appearance, Denied, Permission, Preferences, User};
use crate::store::error::StoreError;
use crate::store::key::KeyBuilder;
use crate::store::record::{Expect, Scan, Stored};
use crate::store::records::{claim, index, preferences_id};

use super::Services;
use super::context::Actor;
use super::error::{ServiceError, Thing};
use super::lines::{Lines, Listing, Place};

/// How many of those who may do something are named.
const MOST_NAMED: usize = 5;

/// An account as lists show it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AccountLine {
    /// Id.
    pub id: AccountId,
    /// Company.
    pub company: String,
    /// MPN ID.
    pub mpn_id: MpnId,
    /// City and country, to tell two companies of one name apart.
    pub city: String,
    /// Whether a change of the legal profile waits for verification.
    pub profile_pending: bool,
}

impl AccountLine {
    pub(super) fn of(account: &Account) -> Self {
        let address = &account.profile.address;
        Self {
            id: account.id,
            company: account.profile.company.to_string(),
            mpn_id: account.mpn_id.clone(),
            city: format!("{}, {}", address.city, address.country),
            profile_pending: matches!(account.vetting, Vetting::Pending { .. }),
        }
    }
}

impl Services {
    /// The person whom an operating-system user acts as.
    pub async fn local_actor(&self, os_user: &str) -> Result<Actor, ServiceError> {
        let user = self.store.held_by::<User>(claim::os_user(os_user)).await?;
        let user = user.ok_or_else(|| ServiceError::not_found(Thing::Person, os_user))?;
        Ok(Actor::local(user.record.id, os_user.to_owned()))
    }

    /// A person by email address: to act as them in a demo store.
    pub async fn person_by_email(&self, email: &str) -> Result<User, ServiceError> {
        self.demo_only()?;
        let user = self.store.held_by::<User>(claim::email(email.trim())).await?;
        user.map(|user| user.record)
            .ok_or_else(|| ServiceError::not_found(Thing::Person, email))
    }

    /// The acting person's record as it is now; refused when it is disabled or gone.
    pub async fn acting(&self, actor: &Actor) -> Result<Stored<User>, ServiceError> {
        let id = actor.user.ok_or(Denied::Disabled)?;
        if actor.origin == Origin::Demo {
            self.demo_only()?;
        }
        let user = self.store.get::<User>(id.to_bytes()).await?;
        let user = user.ok_or_else(|| ServiceError::not_found(Thing::Person, id.to_string()))?;
        if user.record.disabled {
            Err(Denied::Disabled.into())
        } else {
            Ok(user)
        }
    }

    /// Only in a demo store may one see all people and act as any of them.
    pub(super) fn demo_only(&self) -> Result<(), ServiceError> {
        if self.dependencies.demo {
            Ok(())
        } else {
            Err(Denied::Disabled.into())
        }
    }

    /// The acting person, who must be allowed to do it in that account.
    pub(crate) async fn permitted(
        &self,
        actor: &Actor,
        permission: Permission,
        account: AccountId,
    ) -> Result<Stored<User>, ServiceError> {
        let user = self.acting(actor).await?;
        user.record.may(permission, account)?;
        Ok(user)
    }

    /// The acting person, whom a staff role must allow it, whatever account it is about.
    pub(crate) async fn permitted_staff(
        &self,
        actor: &Actor,
        permission: Permission,
    ) -> Result<Stored<User>, ServiceError> {
        let user = self.acting(actor).await?;
        user.record.may_as_staff(permission)?;
        Ok(user)
    }

    /// All people by name, a page at a time: to choose whom to act as in a demo store.
    pub async fn people(
        &self,
        place: impl Into<Place> + Send,
        limit: usize,
    ) -> Result<Lines<User>, ServiceError> {
        self.demo_only()?;
        self.lines(&people_by_name(), place.into(), limit).await
    }

    /// The accounts that a person may see, by company name: staff see all of them.
    pub async fn accounts(
        &self,
        actor: &Actor,
        place: impl Into<Place> + Send,
        limit: usize,
    ) -> Result<Lines<AccountLine>, ServiceError> {
        let user = self.acting(actor).await?.record;
        if user.staff.is_empty() {
            return Ok(Lines::whole(self.own_accounts(&user).await?));
        }
        let page = self
            .lines::<Account>(&accounts_by_name(), place.into(), limit)
            .await?;
        let lines = page.lines.iter().map(AccountLine::of).collect();
        Ok(page.with(lines))
    }

    /// The accounts in which a person holds a role, by company name: few, so that they are given whole.
    pub(super) async fn own_accounts(&self, user: &User) -> Result<Vec<AccountLine>, ServiceError> {
        let mut lines = Vec::new();
        for id in user.accounts() {
            if user.may(Permission::ViewAccount, id).is_ok() {
                lines.push(AccountLine::of(&self.load_account(id).await?.record));
            }
        }
        lines.sort_by_key(|line| line.company.to_lowercase());
        Ok(lines)
    }

    /// An account by its MPN ID, if the person may see it.
    pub async fn account_by_mpn_id(
        &self,
        actor: &Actor,
        mpn_id: &MpnId,
    ) -> Result<AccountLine, ServiceError> {
        let account = self.store.held_by::<Account>(claim::mpn_id(mpn_id)).await?;
        let account = account.ok_or_else(|| ServiceError::not_found(Thing::Account, mpn_id.as_str()))?;
        let seen = self
            .permitted(actor, Permission::ViewAccount, account.record.id)
            .await;
        hidden(seen, Thing::Account, mpn_id.as_str())?;
        Ok(AccountLine::of(&account.record))
    }

    /// Names of people of an account who may do something, at most [`MOST_NAMED`].
    pub(crate) async fn who_may(
        &self,
        permission: Permission,
        account: AccountId,
    ) -> Result<Vec<String>, ServiceError> {
        let prefix = KeyBuilder::new().id(account.to_bytes()).build();
        let (mut names, mut after) = (Vec::new(), None);
        loop {
            let scan = Scan {
                index: index::USERS_BY_ACCOUNT,
                prefix: prefix.clone(),
                after,
                limit: 50,
                descending: false,
            };
            let page = self.store.page::<User>(scan).await?;
            let allowed = (page.items.iter()).filter(|user| user.record.may(permission, account).is_ok());
            names.extend(allowed.map(|user| user.record.name.to_string()));
            after = page.next;
            // In a large company, whoever may it need not be among the first people.
            if after.is_none() || names.len() >= MOST_NAMED {
                names.truncate(MOST_NAMED);
                return Ok(names);
            }
        }
    }

    /// The name of a person, for showing; the id when the record is gone.
    pub(crate) async fn name_of(&self, id: UserId) -> Result<String, ServiceError> {
        let user = self.store.get::<User>(id.to_bytes()).await?;
        Ok(user.map_or_else(|| id.to_string(), |user| user.record.name.to_string()))
    }

    /// What the acting person set for themselves.
    pub async fn preferences(&self, actor: &Actor) -> Result<Preferences, ServiceError> {
        let user = self.acting(actor).await?.record.id;
        let stored = self.stored_preferences(user).await?;
        Ok(stored.map_or_else(|| nothing_set(user), |stored| stored.record))
    }

    /// Changes what the acting person set for themselves. They may set two things at once, and each keeps the other.
    pub async fn change_preferences(
        &self,
        actor: &Actor,
        change: impl Fn(&mut Preferences) + Send + Sync,
    ) -> Result<(), ServiceError> {
        let user = self.acting(actor).await?.record.id;
        for _ in 0..16 {
            let (mut preferences, expects) = match self.stored_preferences(user).await? {
                Some(stored) => (stored.record, Expect::Version(stored.version)),
                None => (nothing_set(user), Expect::Absent),
            };
            change(&mut preferences);
            match self
                .commit(actor, |batch| Ok(batch.put(&preferences, expects)?))
                .await
            {
                Err(ServiceError::Store(StoreError::Conflict(_))) => {}
                answer => return answer.map(drop),
            }
        }
        Err(ServiceError::Interrupted)
    }

    async fn stored_preferences(&self, user: UserId) -> Result<Option<Stored<Preferences>>, ServiceError> {
        Ok(self.store.get::<Preferences>(preferences_id(user)).await?)
    }
}

fn nothing_set(user: UserId) -> Preferences {
    Preferences {
        user,
        language: None,
        account: None,
        appearance: Appearance::default(),
    }
}

/// Every account, by company name.
pub(super) const fn accounts_by_name() -> Listing {
    Listing::ascending(index::ACCOUNTS_BY_NAME, Vec::new())
}

/// Every person, by name.
pub(super) const fn people_by_name() -> Listing {
    Listing::ascending(index::USERS_BY_NAME, Vec::new())
}

/// Turns "you may not" into "there is none": whether something of somebody else exists is not to be found out by
/// asking for it.
pub(crate) fn hidden<T>(seen: Result<T, ServiceError>, thing: Thing, name: &str) -> Result<T, ServiceError> {
    match seen {
        Err(ServiceError::Denied(Denied::Role { .. })) => Err(ServiceError::not_found(thing, name)),
        seen => seen,
    }
}
