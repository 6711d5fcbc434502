//! The people who try everything. A column of the table is a person, or several who must see the same.

use offerdesk::domain::ids::{AccountId, UserId};
use offerdesk::domain::user::{AnyRole, Grant, Role, StaffRole, User};
use offerdesk::services::context::Actor;

use crate::desk::{CONTOSO, WILGA, actor, user};

/// The four roles of an account, in the order of the columns.
pub const ROLES: [Role; 4] = [
    Role::GlobalAdmin,
    Role::UserManagementAdmin,
    Role::MpnPartnerAdmin,
    Role::AdminAgent,
];

/// The staff roles, in the order of the columns.
pub const STAFF: [StaffRole; 3] = [StaffRole::Support, StaffRole::Finance, StaffRole::Auditor];

/// People of each role in the company that everything is about, and in another one.
pub const HERE: [UserId; 4] = [
    UserId::new(101),
    UserId::new(102),
    UserId::new(103),
    UserId::new(104),
];
pub const THERE: [UserId; 4] = [
    UserId::new(111),
    UserId::new(112),
    UserId::new(113),
    UserId::new(114),
];
pub const STAFF_PEOPLE: [UserId; 3] = [UserId::new(121), UserId::new(122), UserId::new(123)];
/// Somebody without any role.
pub const NOBODY: UserId = UserId::new(131);
/// Somebody with every role, whose record is disabled.
pub const DISABLED: UserId = UserId::new(132);
/// Of Finance, and of Support, and a Global admin of the company as well: what they do may be their own.
pub const FINANCE_HERE: UserId = UserId::new(141);
pub const SUPPORT_HERE: UserId = UserId::new(142);

/// A column of the table.
pub struct Column {
    /// Its heading.
    pub title: &'static str,
    /// Who tries it; all of them must see the same.
    pub who: Vec<Actor>,
    /// The role that makes the difference, where a refusal can name it.
    pub role: Option<AnyRole>,
}

/// The columns, in the order of the letters that are expected.
pub fn columns() -> Vec<Column> {
    let here = [
        "Global admin",
        "User management admin",
        "MPN partner admin",
        "Admin agent",
    ];
    let staff = ["Support", "Finance", "Auditor"];
    let one = |title, id, role| Column {
        title,
        who: vec![actor(id)],
        role,
    };
    let mut columns = Vec::new();
    for place in 0..4 {
        columns.push(one(
            here[place],
            HERE[place],
            Some(AnyRole::Account(ROLES[place])),
        ));
    }
    columns.push(Column {
        title: "The same roles elsewhere",
        who: THERE.map(actor).to_vec(),
        role: None,
    });
    for place in 0..3 {
        let role = Some(AnyRole::Staff(STAFF[place]));
        columns.push(one(staff[place], STAFF_PEOPLE[place], role));
    }
    columns.push(one("No role", NOBODY, None));
    columns.push(one("Disabled", DISABLED, None));
    columns.push(Column {
        title: "Folder's owner",
        who: vec![Actor::owner("tester".to_owned())],
        role: None,
    });
    columns
}

/// Everybody, to be put into a store.
pub fn people() -> Vec<User> {
    let grant = |account: AccountId, role| Grant { account, role };
    let mut people = Vec::new();
    for (place, role) in ROLES.into_iter().enumerate() {
        let name = format!("Here {}", role.code());
        people.push(user(HERE[place], &name, vec![grant(CONTOSO, role)], &[]));
        let name = format!("There {}", role.code());
        people.push(user(THERE[place], &name, vec![grant(WILGA, role)], &[]));
    }
    for (place, role) in STAFF.into_iter().enumerate() {
        let name = format!("Staff {}", role.code());
        people.push(user(STAFF_PEOPLE[place], &name, Vec::new(), &[role]));
    }
    people.push(user(NOBODY, "Nobody", Vec::new(), &[]));
    let both = [CONTOSO, WILGA];
    let all = both
        .iter()
        .flat_map(|account| ROLES.map(|role| grant(*account, role)));
    people.push(User {
        disabled: true,
        ..user(DISABLED, "Disabled", all.collect(), &STAFF)
    });
    let admin = || vec![grant(CONTOSO, Role::GlobalAdmin)];
    let both = [
        (FINANCE_HERE, "Finance here", StaffRole::Finance),
        (SUPPORT_HERE, "Support here", StaffRole::Support),
    ];
    for (id, name, role) in both {
        people.push(user(id, name, admin(), &[role]));
    }
    people
}
