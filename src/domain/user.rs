//! People, their roles, and what a role may do.
//!
//! The four roles of the source (S2) are held per partner account; staff roles are global. The table of
//! [`Permission::roles`] is the only place that says who may do what; `services` asks it once per use case.

use serde::{Deserialize, Serialize};

use super::address::{Email, Name};
use super::ids::{AccountId, UserId};
use super::message::{Arg, Coded};

/// A person who works at the desk.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct User {
    /// Id.
    pub id: UserId,
    /// Full name.
    pub name: Name,
    /// Email, unique in the store.
    pub email: Email,
    /// Roles in partner accounts.
    pub grants: Vec<Grant>,
    /// Staff roles of the seller's own people.
    pub staff: Vec<StaffRole>,
    /// The operating-system user that acts as this person locally.
    pub os_user: Option<String>,
    /// Whether the person may still act.
    pub disabled: bool,
}

/// What a person set for themselves; private, so it carries no audit entry.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Preferences {
    /// Whose.
    pub user: UserId,
    /// Language tag, such as `pl-PL`.
    pub language: Option<String>,
    /// The account that was open last.
    pub account: Option<AccountId>,
    /// How the screen looks.
    pub appearance: Appearance,
}

/// How the screen looks to a person.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Appearance {
    /// Name of the theme; `None` for whoever chose none.
    pub theme: Option<String>,
    /// Whether signs and borders are plain ASCII.
    pub ascii: bool,
}

/// A role in one account.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Grant {
    /// Account.
    pub account: AccountId,
    /// Role.
    pub role: Role,
}

/// The roles of the source.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Role {
    /// Global admin.
    GlobalAdmin,
    /// User management admin.
    UserManagementAdmin,
    /// MPN partner admin.
    MpnPartnerAdmin,
    /// Admin agent.
    AdminAgent,
}

/// Roles of the seller's own people.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum StaffRole {
    /// The request queue, cancelling, authorizing profile changes.
    Support,
    /// Booking money in, refunds.
    Finance,
    /// Reads everything, changes nothing.
    Auditor,
}

/// Something that a person may or may not do.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Permission {
    /// See an account's offers, orders and profile.
    ViewAccount,
    /// Buy and renew.
    PlaceOrder,
    /// Give up an order whose bank transfer is overdue.
    GiveUpOverdue,
    /// Change the legal profile.
    EditLegalProfile,
    /// Authorize or reject a change of a legal profile.
    AuthorizeLegalProfile,
    /// Book money that came in, apply and return it.
    BookMoney,
    /// Read the charges of the payment network that no order counts.
    ReadPayments,
    /// Read what is awaited, what came in and what goes back.
    ReadMoney,
    /// Read the audit log.
    ReadAudit,
    /// Send support requests, and follow one's own.
    RequestSupport,
    /// Read support requests: all of them, or one's own.
    SeeRequests,
    /// Keep a file that a support request is to name.
    AttachFiles,
    /// Follow all support requests of the company.
    FollowRequests,
    /// Write in support requests: reply, attach files, close, reopen. Who sent one may as well.
    AnswerRequests,
    /// Work on support requests: take, ask, decide.
    WorkRequests,
    /// Read every support request.
    ReadRequests,
}

/// Any role that a permission can come from.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum AnyRole {
    /// A role in the account.
    Account(Role),
    /// A staff role.
    Staff(StaffRole),
}

/// A refusal that says who could.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Denied {
    /// None of the person's roles allows it.
    #[error("needs one of {needs:?}")]
    Role {
        /// The roles that allow it.
        needs: Vec<AnyRole>,
    },
    /// The person's record is disabled.
    #[error("the user is disabled")]
    Disabled,
    /// Only whoever the store's folder belongs to may do it.
    #[error("the store's folder belongs to somebody else")]
    Owner,
}

impl Role {
    /// Stable code, as files name it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::GlobalAdmin => "global-admin",
            Self::UserManagementAdmin => "user-management-admin",
            Self::MpnPartnerAdmin => "mpn-partner-admin",
            Self::AdminAgent => "admin-agent",
        }
    }

    /// Key of its name in `assets/locales`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::GlobalAdmin => "role-global-admin",
            Self::UserManagementAdmin => "role-user-management-admin",
            Self::MpnPartnerAdmin => "role-mpn-partner-admin",
            Self::AdminAgent => "role-admin-agent",
        }
    }
}

impl StaffRole {
    /// Stable code, as files name it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Support => "support",
            Self::Finance => "finance",
            Self::Auditor => "auditor",
        }
    }

    /// Key of its name in `assets/locales`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Support => "role-support",
            Self::Finance => "role-finance",
            Self::Auditor => "role-auditor",
        }
    }
}

impl AnyRole {
    /// Key of its name in `assets/locales`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Account(role) => role.key(),
            Self::Staff(role) => role.key(),
        }
    }
}

impl Permission {
    /// Who may: the seed's four roles view and order (S2); the legal profile is the Global admin's; staff see every
    /// account, Support authorizes profiles and works on requests, Finance books money (source: product rules, "People").
    pub const fn roles(self) -> &'static [AnyRole] {
        use AnyRole::{Account, Staff};
        match self {
            Self::ViewAccount => &[
                Account(Role::GlobalAdmin),
                Account(Role::UserManagementAdmin),
                Account(Role::MpnPartnerAdmin),
                Account(Role::AdminAgent),
                Staff(StaffRole::Support),
                Staff(StaffRole::Finance),
                Staff(StaffRole::Auditor),
            ],
            Self::PlaceOrder => &[
                Account(Role::GlobalAdmin),
                Account(Role::UserManagementAdmin),
                Account(Role::MpnPartnerAdmin),
                Account(Role::AdminAgent),
            ],
            // Money that came in part must not stay with an order that nobody will complete.
            Self::GiveUpOverdue => &[
                Account(Role::GlobalAdmin),
                Account(Role::UserManagementAdmin),
                Account(Role::MpnPartnerAdmin),
                Account(Role::AdminAgent),
                Staff(StaffRole::Finance),
            ],
            Self::EditLegalProfile => &[Account(Role::GlobalAdmin)],
            Self::AuthorizeLegalProfile => &[Staff(StaffRole::Support)],
            Self::BookMoney => &[Staff(StaffRole::Finance)],
            Self::ReadPayments => &[Staff(StaffRole::Finance), Staff(StaffRole::Auditor)],
            Self::ReadMoney => &[Staff(StaffRole::Finance), Staff(StaffRole::Auditor)],
            Self::ReadAudit => &[Staff(StaffRole::Auditor)],
            Self::RequestSupport => &[
                Account(Role::GlobalAdmin),
                Account(Role::UserManagementAdmin),
                Account(Role::MpnPartnerAdmin),
                Account(Role::AdminAgent),
            ],
            Self::SeeRequests => &[
                Account(Role::GlobalAdmin),
                Account(Role::UserManagementAdmin),
                Account(Role::MpnPartnerAdmin),
                Account(Role::AdminAgent),
                Staff(StaffRole::Support),
                Staff(StaffRole::Auditor),
            ],
            Self::AttachFiles => &[
                Account(Role::GlobalAdmin),
                Account(Role::UserManagementAdmin),
                Account(Role::MpnPartnerAdmin),
                Account(Role::AdminAgent),
                Staff(StaffRole::Support),
            ],
            Self::FollowRequests => &[Account(Role::GlobalAdmin), Account(Role::MpnPartnerAdmin)],
            Self::AnswerRequests => &[
                Account(Role::GlobalAdmin),
                Account(Role::MpnPartnerAdmin),
                Staff(StaffRole::Support),
            ],
            Self::WorkRequests => &[Staff(StaffRole::Support)],
            Self::ReadRequests => &[Staff(StaffRole::Support), Staff(StaffRole::Auditor)],
        }
    }
}

impl User {
    /// Whether the person may do it in that account.
    pub fn may(&self, permission: Permission, account: AccountId) -> Result<(), Denied> {
        self.may_with(permission, |role| self.holds(role, account))
    }

    /// Whether a staff role lets the person do it, whatever account it is about, or where it is about none.
    pub fn may_as_staff(&self, permission: Permission) -> Result<(), Denied> {
        self.may_with(
            permission,
            |role| matches!(role, AnyRole::Staff(role) if self.staff.contains(&role)),
        )
    }

    fn may_with(&self, permission: Permission, holds: impl Fn(AnyRole) -> bool) -> Result<(), Denied> {
        if self.disabled {
            return Err(Denied::Disabled);
        }
        let roles = permission.roles();
        if roles.iter().any(|role| holds(*role)) {
            Ok(())
        } else {
            Err(Denied::Role {
                needs: roles.to_vec(),
            })
        }
    }

    /// Whether the person holds a role (account roles: in that account).
    pub fn holds(&self, role: AnyRole, account: AccountId) -> bool {
        match role {
            AnyRole::Account(role) => self.grants.contains(&Grant { account, role }),
            AnyRole::Staff(role) => self.staff.contains(&role),
        }
    }

    /// The accounts in which the person holds a role, each once.
    pub fn accounts(&self) -> Vec<AccountId> {
        let mut accounts: Vec<_> = self.grants.iter().map(|grant| grant.account).collect();
        accounts.sort_unstable();
        accounts.dedup();
        accounts
    }

    /// Keys of the names of the roles that count in an account.
    pub fn role_keys(&self, account: AccountId) -> Vec<String> {
        let own = self
            .grants
            .iter()
            .filter(|grant| grant.account == account)
            .map(|grant| grant.role.key());
        own.chain(self.staff.iter().map(|role| role.key()))
            .map(str::to_owned)
            .collect()
    }
}

impl Coded for Denied {
    fn code(&self) -> &'static str {
        match self {
            Self::Role { .. } => "denied-role",
            Self::Disabled => "denied-disabled",
            Self::Owner => "denied-owner",
        }
    }

    fn args(&self) -> Vec<(&'static str, Arg)> {
        match self {
            Self::Role { needs } => {
                vec![(
                    "roles",
                    Arg::Keys(needs.iter().map(|role| role.key().to_owned()).collect()),
                )]
            }
            Self::Disabled | Self::Owner => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: AccountId = AccountId::new(1);
    const ELSEWHERE: AccountId = AccountId::new(2);

    fn user(grants: &[Role], staff: &[StaffRole]) -> User {
        User {
            id: UserId::new(1),
            name: Name::parse("Ana").unwrap(),
            email: Email::parse("ana@example.com").unwrap(),
            grants: grants
                .iter()
                .map(|role| Grant {
                    account: HERE,
                    role: *role,
                })
                .collect(),
            staff: staff.to_vec(),
            os_user: None,
            disabled: false,
        }
    }

    fn check(person: &User, account: AccountId, allowed: &[Permission]) {
        use Permission::{AuthorizeLegalProfile, BookMoney, EditLegalProfile, PlaceOrder, ViewAccount};
        for permission in [
            ViewAccount,
            PlaceOrder,
            EditLegalProfile,
            AuthorizeLegalProfile,
            BookMoney,
        ] {
            assert_eq!(
                person.may(permission, account).is_ok(),
                allowed.contains(&permission),
                "{permission:?}"
            );
        }
    }

    #[test]
    fn roles_count_in_their_own_account_only() {
        use Permission::{EditLegalProfile, PlaceOrder, ViewAccount};
        check(
            &user(&[Role::GlobalAdmin], &[]),
            HERE,
            &[ViewAccount, PlaceOrder, EditLegalProfile],
        );
        check(&user(&[Role::GlobalAdmin], &[]), ELSEWHERE, &[]);
        for role in [Role::UserManagementAdmin, Role::MpnPartnerAdmin, Role::AdminAgent] {
            check(&user(&[role], &[]), HERE, &[ViewAccount, PlaceOrder]);
        }
    }

    #[test]
    fn staff_see_every_account_and_order_in_none() {
        use Permission::{AuthorizeLegalProfile, BookMoney, ViewAccount};
        check(
            &user(&[], &[StaffRole::Support]),
            ELSEWHERE,
            &[ViewAccount, AuthorizeLegalProfile],
        );
        check(
            &user(&[], &[StaffRole::Finance]),
            ELSEWHERE,
            &[ViewAccount, BookMoney],
        );
        check(&user(&[], &[StaffRole::Auditor]), ELSEWHERE, &[ViewAccount]);
    }

    #[test]
    fn what_is_about_no_account_is_for_staff_only() {
        use Permission::{BookMoney, ViewAccount};
        let finance = user(&[], &[StaffRole::Finance]);
        assert!(finance.may_as_staff(ViewAccount).is_ok() && finance.may_as_staff(BookMoney).is_ok());
        let admin = user(&[Role::GlobalAdmin], &[]);
        let needs = Permission::ViewAccount.roles().to_vec();
        assert_eq!(admin.may_as_staff(ViewAccount), Err(Denied::Role { needs }));
    }

    #[test]
    fn a_disabled_person_may_nothing() {
        let person = User {
            disabled: true,
            ..user(&[Role::GlobalAdmin], &[StaffRole::Finance])
        };
        check(&person, HERE, &[]);
        assert_eq!(person.may(Permission::ViewAccount, HERE), Err(Denied::Disabled));
    }
}
