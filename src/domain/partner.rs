//! Partner accounts: one company with its MPN ID and its legal profile, and how a change of the profile is verified.

use std::fmt;
use std::ops::RangeInclusive;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::address::LegalProfile;
use super::change::FieldChange;
use super::date::Day;
use super::ids::{AccountId, UserId};
use super::message::Coded;
use super::offer::{Buyer, OfferId};

/// One company in the partner network.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Account {
    /// Id.
    pub id: AccountId,
    /// The number that the network knows it by; part of a transfer's payment reference.
    pub mpn_id: MpnId,
    /// What orders are billed to: the newest profile that was not rejected.
    pub profile: LegalProfile,
    /// Where the verification of the profile stands.
    pub vetting: Vetting,
    /// Offers whose requirements the account meets (recorded by staff; silver, gold).
    pub requirements_met: Vec<OfferId>,
    /// Whether staff recorded a tax exemption.
    pub tax_exempt: bool,
}

/// An MPN ID: 5 to 9 digits (samples in the docs have 7).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct MpnId(String);

/// A text that is no MPN ID.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("not an MPN ID")]
pub struct NotAnMpnId;

/// Where the verification of the legal profile stands. A pending change counts at once, and buying goes on;
/// a rejected one is taken back.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Vetting {
    /// Verified.
    Authorized {
        /// Since when.
        on: Day,
    },
    /// Changed and not verified yet.
    Pending {
        /// When it was changed.
        since: Day,
        /// When the first change was made of those that were not verified.
        begun: Day,
        /// Who changed it.
        by: UserId,
        /// What was verified before.
        authorized: LegalProfile,
    },
    /// The last change was rejected; the profile is the one before it.
    Rejected {
        /// When.
        on: Day,
        /// What was rejected.
        rejected: LegalProfile,
        /// Why, in the words of who rejected it.
        reason: String,
    },
}

/// Why a change or a verdict was refused.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum VettingError {
    /// The change changes nothing.
    #[error("nothing changed")]
    NothingChanged,
    /// There is no change to decide on.
    #[error("no change is pending")]
    NothingPending,
    /// Who asks for a change does not decide on it.
    #[error("one's own change")]
    OwnChange,
}

impl Account {
    /// What matters for the price.
    pub fn buyer(&self) -> Buyer {
        Buyer {
            country: self.profile.address.country,
            has_vat_id: self.profile.vat_id.is_some(),
            exempt: self.tax_exempt,
        }
    }

    /// Puts a changed profile in force, pending verification. A change of a pending change keeps what was verified.
    pub fn change_profile(
        &mut self,
        changed: LegalProfile,
        by: UserId,
        today: Day,
    ) -> Result<(), VettingError> {
        if changed == self.profile {
            return Err(VettingError::NothingChanged);
        }
        let (authorized, begun) = match &self.vetting {
            Vetting::Pending {
                authorized, begun, ..
            } => (authorized.clone(), *begun),
            _ => (self.profile.clone(), today),
        };
        self.vetting = if changed == authorized {
            Vetting::Authorized { on: today }
        } else {
            Vetting::Pending {
                since: today,
                begun,
                by,
                authorized,
            }
        };
        self.profile = changed;
        Ok(())
    }

    /// What the change that waits for a decision changes, from what was verified.
    pub fn pending_changes(&self) -> Vec<FieldChange> {
        match &self.vetting {
            Vetting::Pending { authorized, .. } => authorized.changes_to(&self.profile),
            Vetting::Authorized { .. } | Vetting::Rejected { .. } => Vec::new(),
        }
    }

    /// Whether the VAT ID counts without having been verified yet.
    pub fn has_unverified_vat_id(&self) -> bool {
        match &self.vetting {
            Vetting::Pending { authorized, .. } => {
                self.profile.vat_id.is_some() && self.profile.vat_id != authorized.vat_id
            }
            Vetting::Authorized { .. } | Vetting::Rejected { .. } => false,
        }
    }

    /// Verifies the pending change.
    pub fn authorize_profile(&mut self, by: UserId, today: Day) -> Result<(), VettingError> {
        self.pending_for(by)?;
        self.vetting = Vetting::Authorized { on: today };
        Ok(())
    }

    /// Rejects the pending change: the profile is again what was verified before.
    pub fn reject_profile(&mut self, by: UserId, reason: String, today: Day) -> Result<(), VettingError> {
        let authorized = self.pending_for(by)?;
        let rejected = std::mem::replace(&mut self.profile, authorized);
        self.vetting = Vetting::Rejected {
            on: today,
            rejected,
            reason,
        };
        Ok(())
    }

    fn pending_for(&self, decider: UserId) -> Result<LegalProfile, VettingError> {
        match &self.vetting {
            Vetting::Pending { by, .. } if *by == decider => Err(VettingError::OwnChange),
            Vetting::Pending { authorized, .. } => Ok(authorized.clone()),
            _ => Err(VettingError::NothingPending),
        }
    }
}

impl MpnId {
    /// How many digits one has.
    pub const LENGTHS: RangeInclusive<usize> = 5..=9;

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for MpnId {
    type Err = NotAnMpnId;

    fn from_str(text: &str) -> Result<Self, NotAnMpnId> {
        let text = text.trim();
        let fits = Self::LENGTHS.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        if fits {
            Ok(Self(text.to_owned()))
        } else {
            Err(NotAnMpnId)
        }
    }
}

impl fmt::Display for MpnId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Coded for NotAnMpnId {
    fn code(&self) -> &'static str {
        "not-an-mpn-id"
    }
}

impl Coded for VettingError {
    fn code(&self) -> &'static str {
        match self {
            Self::NothingChanged => "profile-nothing-changed",
            Self::NothingPending => "profile-nothing-pending",
            Self::OwnChange => "profile-own-change",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::address::{Address, Contact, Email, Name, Phone};

    fn profile(company: &str) -> LegalProfile {
        LegalProfile {
            company: Name::parse(company).unwrap(),
            address: Address {
                line1: "Prosta 1".into(),
                line2: String::new(),
                city: "Warszawa".into(),
                state: String::new(),
                postal_code: "00-001".into(),
                country: "PL".parse().unwrap(),
            },
            vat_id: None,
            primary_contact: Contact {
                name: Name::parse("Ana").unwrap(),
                email: Email::parse("ana@example.com").unwrap(),
                phone: Phone::parse("221234567").unwrap(),
            },
        }
    }

    fn account() -> Account {
        Account {
            id: AccountId::new(1),
            mpn_id: "1234567".parse().unwrap(),
            profile: profile("Old"),
            vetting: Vetting::Authorized {
                on: Day::from_epoch_days(0),
            },
            requirements_met: Vec::new(),
            tax_exempt: false,
        }
    }

    const ANA: UserId = UserId::new(1);
    const SUPPORT: UserId = UserId::new(2);

    #[test]
    fn a_change_counts_at_once_and_a_rejection_takes_it_back() {
        let (mut account, today) = (account(), Day::from_epoch_days(9));
        account.change_profile(profile("New"), ANA, today).unwrap();
        account.change_profile(profile("Newer"), ANA, today).unwrap();
        assert_eq!(account.profile, profile("Newer"));
        account
            .reject_profile(SUPPORT, "no such company".into(), today)
            .unwrap();
        assert_eq!(account.profile, profile("Old"));
        assert!(
            matches!(&account.vetting, Vetting::Rejected { rejected, .. } if *rejected == profile("Newer"))
        );
    }

    #[test]
    fn nobody_decides_on_their_own_change_and_nothing_is_decided_twice() {
        let (mut account, today) = (account(), Day::from_epoch_days(9));
        assert_eq!(
            account.change_profile(profile("Old"), ANA, today),
            Err(VettingError::NothingChanged)
        );
        account.change_profile(profile("New"), ANA, today).unwrap();
        assert_eq!(
            account.authorize_profile(ANA, today),
            Err(VettingError::OwnChange)
        );
        account.authorize_profile(SUPPORT, today).unwrap();
        assert_eq!(
            account.authorize_profile(SUPPORT, today),
            Err(VettingError::NothingPending)
        );
        assert_eq!(account.profile, profile("New"));
    }

    #[test]
    fn changing_back_needs_no_verification() {
        let (mut account, today) = (account(), Day::from_epoch_days(9));
        account.change_profile(profile("New"), ANA, today).unwrap();
        account.change_profile(profile("Old"), ANA, today).unwrap();
        assert_eq!(account.vetting, Vetting::Authorized { on: today });
    }
}
