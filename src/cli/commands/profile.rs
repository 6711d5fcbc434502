//! `profile show`, `profile authorize` and `profile reject`.

use crate::domain::partner::Vetting;
use crate::services::profiles::ProfilePage;

use super::super::context::{Context, Entered};
use super::super::exit::CliError;
use super::super::output::shapes::ProfileShape;
use super::super::output::text;

/// Shows the legal profile of an account.
pub async fn show(context: &mut Context, account: &str) -> Result<(), CliError> {
    let entered = context.enter("profile show").await?;
    let account = entered.account(account).await?;
    let page = entered
        .services()
        .legal_profile(&entered.actor, account.id)
        .await?;
    finish(context, entered, &page).await
}

/// Verifies the pending change.
pub async fn authorize(context: &mut Context, account: &str) -> Result<(), CliError> {
    let entered = context.enter("profile authorize").await?;
    let account = entered.account(account).await?;
    let services = entered.services();
    let seen = services.legal_profile(&entered.actor, account.id).await?;
    let page = services
        .authorize_profile(&entered.actor, account.id, seen.version)
        .await?;
    finish(context, entered, &page).await
}

/// Rejects the pending change.
pub async fn reject(context: &mut Context, account: &str, reason: &str) -> Result<(), CliError> {
    let entered = context.enter("profile reject").await?;
    let account = entered.account(account).await?;
    let services = entered.services();
    let seen = services.legal_profile(&entered.actor, account.id).await?;
    let page = services
        .reject_profile(&entered.actor, account.id, seen.version, reason)
        .await?;
    finish(context, entered, &page).await
}

async fn finish(context: &mut Context, entered: Entered, page: &ProfilePage) -> Result<(), CliError> {
    if context.output.json {
        context.output.json(&ProfileShape::from(page))?;
        return entered.close().await;
    }
    let i18n = context.output.i18n.clone();
    let (account, profile) = (&page.account, &page.account.profile);
    let vetting = i18n.t(&format!("cli-vetting-{}", text::vetting_word(&account.vetting)));
    let reason = match &account.vetting {
        Vetting::Rejected { reason, .. } => reason.clone(),
        Vetting::Authorized { .. } | Vetting::Pending { .. } => String::new(),
    };
    let contact = &profile.primary_contact;
    let lines = text::labeled(
        &i18n,
        &[
            ("label-mpn-id", account.mpn_id.to_string()),
            ("label-company", profile.company.to_string()),
            ("cli-label-address", text::address(&profile.address)),
            ("label-vat-id", profile.vat_id.clone().unwrap_or_default()),
            (
                "label-primary-contact",
                format!(
                    "{}, {}, {}",
                    contact.name,
                    contact.email.as_str(),
                    contact.phone.as_str()
                ),
            ),
            ("label-state", vetting),
            ("field-reason", reason),
        ],
    );
    for line in lines {
        context.output.line(&line)?;
    }
    entered.close().await
}
