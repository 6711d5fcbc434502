//! How people and what they prefer are kept.

use crate::domain::ids::{AccountId, UserId};
use crate::domain::user::{Appearance, Preferences, User};
use crate::store::key::KeyBuilder;
use crate::store::record::{Claim, IndexEntry, Kind, Record, RecordRef};

use super::{claim, entry, index, refer};

impl Record for User {
    const KIND: Kind = Kind::User;
    const SCHEMA: u8 = 1;

    fn id(&self) -> Vec<u8> {
        self.id.to_bytes().to_vec()
    }

    fn index(&self) -> Vec<IndexEntry> {
        let name = self.name.as_str().to_lowercase();
        let mut entries = vec![entry(index::USERS_BY_NAME, KeyBuilder::new().text(&name))];
        let by_account = |account: AccountId| KeyBuilder::new().id(account.to_bytes()).text(&name);
        entries.extend(
            self.accounts()
                .into_iter()
                .map(|account| entry(index::USERS_BY_ACCOUNT, by_account(account))),
        );
        entries
    }

    fn claims(&self) -> Vec<Claim> {
        let os_user = self.os_user.iter().map(|os_user| claim::os_user(os_user));
        std::iter::once(claim::email(self.email.as_str()))
            .chain(os_user)
            .collect()
    }

    fn references(&self) -> Vec<RecordRef> {
        self.accounts()
            .into_iter()
            .map(|account| refer(Kind::Account, account.to_bytes()))
            .collect()
    }
}

/// Id of the preferences of a person.
pub fn preferences_id(user: UserId) -> Vec<u8> {
    [b"user/".as_slice(), &user.to_bytes()].concat()
}

/// Preferences of schema 1, before the screen's looks could be chosen.
#[derive(serde::Serialize, serde::Deserialize)]
struct PreferencesWithoutAppearance {
    user: UserId,
    language: Option<String>,
    account: Option<AccountId>,
}

impl Record for Preferences {
    const KIND: Kind = Kind::Setting;
    const SCHEMA: u8 = 2;

    fn id(&self) -> Vec<u8> {
        preferences_id(self.user)
    }

    fn references(&self) -> Vec<RecordRef> {
        vec![refer(Kind::User, self.user.to_bytes())]
    }

    fn migrate(schema: u8, payload: &[u8]) -> Option<Self> {
        let PreferencesWithoutAppearance {
            user,
            language,
            account,
        } = (schema == 1).then(|| postcard::from_bytes(payload).ok())??;
        Some(Self {
            user,
            language,
            account,
            appearance: Appearance::default(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::inspect;
    use super::super::tests::envelope_of;
    use super::*;
    use crate::store::record::Envelope;

    #[test]
    fn preferences_from_before_themes_keep_their_language_and_account() {
        let before = PreferencesWithoutAppearance {
            user: UserId::new(7),
            language: Some("pl-PL".to_owned()),
            account: Some(AccountId::new(3)),
        };
        let now = Preferences {
            user: before.user,
            language: before.language.clone(),
            account: before.account,
            appearance: Appearance::default(),
        };
        let kept = Envelope {
            schema: 1,
            payload: postcard::to_stdvec(&before).unwrap(),
            ..envelope_of(&now)
        };
        let read = crate::store::decode::<Preferences>(kept.clone()).unwrap();
        assert_eq!(read.record, now);
        assert_eq!(inspect(Kind::Setting, &kept).unwrap().id, now.id());
        let themed = Preferences {
            appearance: Appearance {
                theme: Some("dark".to_owned()),
                ascii: true,
            },
            ..now
        };
        let read = crate::store::decode::<Preferences>(envelope_of(&themed)).unwrap();
        assert_eq!(read.record, themed);
        let newer = Envelope {
            schema: 3,
            ..envelope_of(&themed)
        };
        assert!(crate::store::decode::<Preferences>(newer).is_err());
    }
}
