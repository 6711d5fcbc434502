//! The legal profile: what orders are billed to. Global admins change it, Support verifies the change.

use crate::domain::audit::{AuditAction, Subject};
use crate::domain::change::FieldChange;
use crate::domain::country::CountryBook;
use crate::domain::form_draft::{FormDraft, FormSubject};
use crate::domain::ids::AccountId;
use crate::domain::message::FieldError;
use crate::domain::partner::{Account, Vetting};
use crate::domain::profile::{LegalProfileInput, ProfileField};
use crate::domain::text::{TextError, clean_line};
use crate::domain::user::{Denied, Permission, User};
use crate::store::record::{Batch, Expect, Stored};
use crate::store::records::form_draft_id;

use super::Services;
use super::context::Actor;
use super::error::{ServiceError, Unavailable};
use super::vat_ids::{RatedAnew, Rating};

/// Longest reason of a rejection, UTF-8 bytes.
pub const REASON_LIMIT: usize = 200;

/// The page "Legal profile".
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ProfilePage {
    /// The account with its profile and where its verification stands.
    pub account: Account,
    /// Version of the account's record: a change is refused when somebody else was faster.
    pub version: u64,
    /// Who wrote that version, by name.
    pub changed_by: Option<String>,
    /// What the change that waits for a decision changes, from what was verified.
    pub changes: Vec<FieldChange>,
    /// The orders that the change or decision just made rated anew; none when the page is only looked at.
    pub rated_anew: Vec<RatedAnew>,
    /// Whether the acting person can buy under it, while a change is being verified as well.
    pub buying: Buying,
    /// Why the acting person may not change it, if so.
    pub edit_closed: Option<Unavailable>,
    /// Whether the acting person may decide on the pending change.
    pub may_decide: bool,
    /// What they left unfinished of a change or a decision.
    pub draft: Option<Box<FormDraft>>,
}

/// Whether somebody can buy for an account, as far as its profile decides.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Buying {
    /// They can.
    Open,
    /// Nothing is sold in the profile's country.
    NotSold,
    /// It is for others to buy.
    NotTheirs,
}

/// Why a change of the profile was not made.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum ProfileRefusal {
    /// Fields that are wrong, all of them.
    #[error("{} fields are wrong", .0.len())]
    Fields(Vec<FieldError<ProfileField>>),
    /// Anything else.
    #[error(transparent)]
    Service(#[from] ServiceError),
}

impl Services {
    /// The rules of each country.
    pub fn countries(&self) -> &CountryBook {
        &self.dependencies.countries
    }

    /// The legal profile of an account, as the acting person may see and change it.
    pub async fn legal_profile(
        &self,
        actor: &Actor,
        account: AccountId,
    ) -> Result<ProfilePage, ServiceError> {
        let user = self
            .permitted(actor, Permission::ViewAccount, account)
            .await?
            .record;
        let stored = self.load_account(account).await?;
        let changed_by = match stored.by {
            Some(by) => Some(self.name_of(by).await?),
            None => None,
        };
        let own = matches!(stored.record.vetting, Vetting::Pending { by, .. } if by == user.id);
        let pending = matches!(stored.record.vetting, Vetting::Pending { .. });
        let edit_closed = self.edit_closed(&user, account).await?;
        let may_decide = pending && !own && user.may(Permission::AuthorizeLegalProfile, account).is_ok();
        let draft = if may_decide || edit_closed.is_none() {
            self.left_draft(&user, account, FormSubject::Profile).await?
        } else {
            None
        };
        Ok(ProfilePage {
            buying: self.buying(&user, &stored.record),
            edit_closed,
            may_decide,
            draft: draft.map(Box::new),
            changes: stored.record.pending_changes(),
            rated_anew: Vec::new(),
            account: stored.record,
            version: stored.version,
            changed_by,
        })
    }

    fn buying(&self, user: &User, account: &Account) -> Buying {
        let country = account.profile.address.country;
        if user.may(Permission::PlaceOrder, account.id).is_err() {
            Buying::NotTheirs
        } else if self.catalog().sells_in(country, self.today()) {
            Buying::Open
        } else {
            Buying::NotSold
        }
    }

    async fn edit_closed(
        &self,
        user: &User,
        account: AccountId,
    ) -> Result<Option<Unavailable>, ServiceError> {
        match user.may(Permission::EditLegalProfile, account) {
            Ok(()) => Ok(None),
            Err(Denied::Role { needs }) => {
                let who = self.who_may(Permission::EditLegalProfile, account).await?;
                Ok(Some(Unavailable::Role { needs, who }))
            }
            Err(denied) => Err(denied.into()),
        }
    }

    /// Changes the profile that was seen at `version`: in force at once, pending verification.
    pub async fn change_profile(
        &self,
        actor: &Actor,
        account: AccountId,
        version: u64,
        input: &LegalProfileInput,
    ) -> Result<ProfilePage, ProfileRefusal> {
        let user = self
            .permitted(actor, Permission::EditLegalProfile, account)
            .await?;
        let profile = self
            .countries()
            .check_profile(input)
            .map_err(ProfileRefusal::Fields)?;
        let seen = Stored {
            version,
            ..self.load_account(account).await?
        };
        let mut changed = seen.record.clone();
        changed
            .change_profile(profile, user.record.id, self.today())
            .map_err(ServiceError::from)?;
        let rated_anew = self
            .commit_profile(actor, &user, &seen, changed, AuditAction::ProfileChanged)
            .await?;
        Ok(ProfilePage {
            rated_anew,
            ..self.legal_profile(actor, account).await?
        })
    }

    /// Verifies the pending change that was seen at `version`: nobody verifies what they have not seen.
    pub async fn authorize_profile(
        &self,
        actor: &Actor,
        account: AccountId,
        version: u64,
    ) -> Result<ProfilePage, ServiceError> {
        let user = self
            .permitted(actor, Permission::AuthorizeLegalProfile, account)
            .await?;
        let stored = Stored {
            version,
            ..self.load_account(account).await?
        };
        let mut decided = stored.record.clone();
        decided.authorize_profile(user.record.id, self.today())?;
        let rated_anew = self
            .commit_profile(actor, &user, &stored, decided, AuditAction::ProfileAuthorized)
            .await?;
        Ok(ProfilePage {
            rated_anew,
            ..self.legal_profile(actor, account).await?
        })
    }

    /// Rejects the pending change that was seen at `version`: the profile is again what was verified before. Who
    /// asked for the change is told why, so there must be a reason.
    pub async fn reject_profile(
        &self,
        actor: &Actor,
        account: AccountId,
        version: u64,
        reason: &str,
    ) -> Result<ProfilePage, ServiceError> {
        let user = self
            .permitted(actor, Permission::AuthorizeLegalProfile, account)
            .await?;
        let reason = check_reason(reason)?;
        let stored = Stored {
            version,
            ..self.load_account(account).await?
        };
        let mut decided = stored.record.clone();
        decided.reject_profile(user.record.id, reason, self.today())?;
        let rated_anew = self
            .commit_profile(actor, &user, &stored, decided, AuditAction::ProfileRejected)
            .await?;
        Ok(ProfilePage {
            rated_anew,
            ..self.legal_profile(actor, account).await?
        })
    }

    /// One batch: the account, and the orders that relied on a VAT ID which does not count any more.
    async fn commit_profile(
        &self,
        actor: &Actor,
        user: &Stored<User>,
        before: &Stored<Account>,
        after: Account,
        action: AuditAction,
    ) -> Result<Vec<RatedAnew>, ServiceError> {
        // No order is placed between reading the orders and the batch. One that is waiting for its turn relied on the
        // account as it was, and has to look again.
        let _alone = self.dependencies.placing.write().await;
        for _ in 0..16 {
            let mut ratings = self.ratings(&before.record, &after).await?;
            let mut batch = self.batch(actor);
            put_profile(&mut batch, actor, user, before, &after, action)?;
            self.put_ratings(&mut batch, actor, &mut ratings).await?;
            match self.store.commit(batch).await.map_err(ServiceError::from) {
                // An order was paid or money was booked meanwhile, which is no reason to decide once more.
                Err(error) if self.may_try_again(&error) && self.is_as_seen(user, before).await? => {
                    tracing::info!(%error, "deciding again");
                }
                Err(error) => return Err(error),
                Ok(_) => {
                    let told = ratings.iter().map(Rating::told);
                    // Nobody has to do anything about what costs the same.
                    return Ok(told.filter(|order| order.former != order.due).collect());
                }
            }
        }
        Err(ServiceError::Interrupted)
    }

    /// Whether the account and the acting person are what a decision is about.
    async fn is_as_seen(&self, user: &Stored<User>, account: &Stored<Account>) -> Result<bool, ServiceError> {
        let is_account = self.load_account(account.record.id).await?.version == account.version;
        let now = self.store.get::<User>(user.record.id.to_bytes()).await?;
        Ok(is_account && now.is_some_and(|now| now.version == user.version))
    }
}

fn put_profile(
    batch: &mut Batch,
    actor: &Actor,
    user: &Stored<User>,
    before: &Stored<Account>,
    after: &Account,
    action: AuditAction,
) -> Result<(), ServiceError> {
    batch.expect(user);
    batch.put(after, Expect::Version(before.version))?;
    // What was sent ends its draft.
    let draft = form_draft_id(user.record.id, after.id, FormSubject::Profile);
    batch.delete::<FormDraft>(draft, Expect::Any);
    let subjects = vec![Subject::Account(after.id)];
    Services::audit(batch, actor, after.id, action, subjects);
    Ok(())
}

fn check_reason(text: &str) -> Result<String, ServiceError> {
    match clean_line(text, REASON_LIMIT) {
        Ok(reason) if reason.is_empty() => Err(TextError::Empty),
        other => other,
    }
    .map_err(|error| ServiceError::field("field-reason", &error))
}
