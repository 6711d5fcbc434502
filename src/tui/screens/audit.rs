//! "Audit log": who did what, the newest first: of all accounts, of the open one, and what belongs to none. The filter
//! finds entries by person, company, what was done, to what, and day.

mod asks;

use crate::domain::audit::Origin;
use crate::domain::ids::AccountId;
use crate::domain::message::Arg;
use crate::services::audit_log::{AuditLine, AuditOf, AuditSubject};
use crate::services::waiting::Part;
use crate::services::watch::Changed;
use crate::tui::action::Action;
use crate::tui::layer::Context;
use crate::tui::list::{Column, ListRow, ListWords};
use crate::tui::page::blocks::facts::Facts;
use crate::tui::page::{Block, Mark};
use crate::tui::term::event::Key;

use super::doors::Door;
use super::register::{Entry, RegisterScreen};

/// To the audit log.
impl Action {
    /// The audit log.
    pub const AUDIT_LOG: Self = Self::new("audit-log", "title-audit-log", &[Key::char('A')]);
}

/// All of them.
pub(in crate::tui) const ACTIONS: &[Action] = &[Action::AUDIT_LOG];

/// To it.
pub(super) const DOOR: Door = Door {
    action: Action::AUDIT_LOG,
    is_there: |context| context.header.has(Part::Audit),
    screen: |context| Some(Box::new(AuditLog::new(context))),
};

/// The screen of the audit log.
pub type AuditLog = RegisterScreen<AuditLine>;

impl AuditLog {
    /// Not loaded yet.
    pub fn new(context: &Context) -> Self {
        let account = context.account.map(AuditOf::Account);
        let others = account.into_iter().chain([AuditOf::NoAccount]);
        Self::listing(AuditOf::All, others)
    }
}

impl ListRow for AuditLine {
    fn id(&self) -> u128 {
        self.number.into()
    }
}

impl Entry for AuditLine {
    const COLUMNS: &'static [Column] = &[
        Column::new("audit-column-at", 19),
        Column::new("audit-column-action", 21).growing(),
        Column::new("audit-column-actor", 15).growing(),
        Column::new("label-company", 12).growing().leaving(1),
        Column::new("audit-column-subjects", 24).growing().leaving(2),
    ];

    fn title(context: &Context) -> String {
        context.i18n.t("title-audit-log")
    }

    fn list_key(list: AuditOf) -> &'static str {
        match list {
            AuditOf::All => "audit-of-all",
            AuditOf::Account(_) => "audit-of-account",
            AuditOf::NoAccount => "audit-of-none",
        }
    }

    fn empty_key(_list: AuditOf) -> &'static str {
        "audit-none"
    }

    fn words(&self, context: &Context) -> ListWords {
        let cells = vec![
            Mark::plain(context.i18n.moment_short(self.at)),
            Mark::plain(did(self, context)),
            Mark::plain(actor(self, context)),
            Mark::plain(self.company.clone().unwrap_or_default()),
            Mark::plain(subjects(self, context, |of| !of.is_id).join(", ")),
        ];
        ListWords::new(cells, 3)
    }

    fn heading(&self, context: &Context) -> String {
        did(self, context)
    }

    fn account(&self) -> Option<AccountId> {
        self.account
    }

    fn told(&self, context: &Context) -> Vec<Block> {
        let i18n = &context.i18n;
        let origin = match &self.origin {
            Origin::Local { os_user } => i18n.tr("audit-from-here", &[("user", Arg::Text(os_user.clone()))]),
            Origin::Demo => i18n.t("audit-from-demo"),
            Origin::Desk => i18n.t("audit-from-desk"),
        };
        let facts = [
            ("audit-column-at", i18n.moment_short(self.at)),
            ("audit-column-actor", actor(self, context)),
            ("audit-column-origin", origin),
            ("label-company", self.company.clone().unwrap_or_default()),
            (
                "audit-column-subjects",
                subjects(self, context, |_| true).join("\n"),
            ),
        ];
        let facts = facts.into_iter().filter(|(_, value)| !value.is_empty());
        vec![Block::Facts(Facts::labeled(facts, context))]
    }

    /// Whatever is changed has an entry; but what was found stays, because looking for it reads all entries.
    fn is_concerned(_changed: Changed, is_filtered: bool) -> bool {
        !is_filtered
    }

    fn is_of_account(list: AuditOf) -> bool {
        matches!(list, AuditOf::Account(_))
    }
}

fn did(line: &AuditLine, context: &Context) -> String {
    context.i18n.t(&format!("audit-did-{}", line.action.code()))
}

fn actor(line: &AuditLine, context: &Context) -> String {
    line.actor.clone().unwrap_or_else(|| context.i18n.t("audit-desk"))
}

/// What it was done to; of some of it the kind says enough.
fn subjects(line: &AuditLine, context: &Context, is_named: fn(&AuditSubject) -> bool) -> Vec<String> {
    let subjects = line.subjects.iter().map(|of| {
        let kind = context.i18n.t(&format!("audit-subject-{}", of.kind));
        if is_named(of) {
            format!("{kind} {}", of.name)
        } else {
            kind
        }
    });
    subjects.collect()
}
