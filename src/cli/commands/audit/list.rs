//! `audit list`: the newest entries of the audit log, for the Auditor.

use crate::domain::date::Day;
use crate::i18n::I18n;
use crate::services::audit_log::{AuditFilter, AuditLine};

use super::super::super::args::AuditListArgs;
use super::super::super::context::CommandContext;
use super::super::super::exit::{CliError, Fields, keep};
use super::super::super::output::shapes::AuditListShape;
use super::super::super::output::text;

/// Lists entries, the newest first.
pub async fn list(context: &mut CommandContext, args: &AuditListArgs) -> Result<(), CliError> {
    let mut errors = Fields::new();
    let mut day = |label, typed: &Option<String>| match typed {
        None => Some(None),
        Some(typed) => keep(&mut errors, label, typed.parse::<Day>()).map(Some),
    };
    let (since, until) = (day("label-since", &args.since), day("label-until", &args.until));
    let (Some(since), Some(until)) = (since, until) else {
        return Err(CliError::Fields(errors));
    };
    let entered = context.enter("audit list").await?;
    let (services, actor) = (entered.services(), &entered.actor);
    let mut filter = AuditFilter {
        since,
        until,
        ..AuditFilter::default()
    };
    if let Some(email) = &args.actor {
        filter.actor = Some(services.audited_person(actor, email).await?);
    }
    if let Some(typed) = &args.account {
        filter.account = Some(entered.account(typed).await?.id);
    }
    if let Some(typed) = &args.order {
        let number = super::super::orders::order_number(typed)?;
        filter.order = Some(services.order(actor, number).await?.order.id);
    }
    let (entries, more) = services.audit_entries(actor, &filter, args.limit).await?;
    if context.output.json {
        context.output.json(&AuditListShape::of(&entries, more))?;
    } else if entries.is_empty() {
        let none = context.output.i18n.t("audit-none");
        context.output.line(&none)?;
    } else {
        let i18n = context.output.i18n.clone();
        for line in table(&i18n, &entries) {
            context.output.line(&line)?;
        }
        if more {
            context.output.note(&i18n.t("cli-more"))?;
        }
    }
    entered.close().await
}

fn table(i18n: &I18n, entries: &[AuditLine]) -> Vec<String> {
    let columns = [
        "audit-column-at",
        "audit-column-actor",
        "audit-column-action",
        "label-company",
        "audit-column-subjects",
    ];
    let mut rows = vec![columns.iter().map(|key| i18n.t(key)).collect::<Vec<_>>()];
    rows.extend(entries.iter().map(|entry| {
        let subjects = entry.subjects.iter();
        let subjects: Vec<String> = subjects
            .map(|of| format!("{} {}", i18n.t(&format!("audit-subject-{}", of.kind)), of.name))
            .collect();
        vec![
            i18n.moment(entry.at),
            entry.actor.clone().unwrap_or_else(|| i18n.t("audit-desk")),
            i18n.t(&format!("audit-did-{}", entry.action.code())),
            entry.company.clone().unwrap_or_else(|| "–".to_owned()),
            subjects.join(", "),
        ]
    }));
    text::table(&rows)
}
