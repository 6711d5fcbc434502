//! `profile show`, `profile authorize` and `profile reject`.

use crate::domain::change::FieldChange;
use crate::domain::message::Arg;
use crate::domain::partner::Vetting;
use crate::services::error::{ErrorKind, ServiceError};
use crate::services::people::AccountLine;
use crate::services::profiles::ProfilePage;

use super::super::context::{CommandContext, Entered};
use super::super::exit::CliError;
use super::super::output::shapes::ProfileShape;
use super::super::output::text::{self, changes};

/// Shows the legal profile of an account.
pub async fn show(context: &mut CommandContext, account: &str) -> Result<(), CliError> {
    let entered = context.enter("profile show").await?;
    let account = entered.account(account).await?;
    let page = entered
        .services()
        .legal_profile(&entered.actor, account.id)
        .await?;
    let changes = page.changes.clone();
    print(context, &page, &ChangeNotice("cli-profile-pending", changes))?;
    entered.close().await
}

/// Verifies the pending change, if it is still the one that was looked at.
pub async fn authorize(context: &mut CommandContext, account: &str, version: u64) -> Result<(), CliError> {
    let entered = context.enter("profile authorize").await?;
    let account = entered.account(account).await?;
    let services = entered.services();
    let seen = services.legal_profile(&entered.actor, account.id).await?;
    let decided = services
        .authorize_profile(&entered.actor, account.id, version)
        .await;
    let page = decided_on(context, &entered, &account, version, decided).await?;
    print(
        context,
        &page,
        &ChangeNotice("cli-profile-authorized", seen.changes),
    )?;
    entered.close().await
}

/// Rejects the pending change, if it is still the one that was looked at.
pub async fn reject(
    context: &mut CommandContext,
    account: &str,
    version: u64,
    reason: &str,
) -> Result<(), CliError> {
    let entered = context.enter("profile reject").await?;
    let account = entered.account(account).await?;
    let services = entered.services();
    let seen = services.legal_profile(&entered.actor, account.id).await?;
    let decided = services
        .reject_profile(&entered.actor, account.id, version, reason)
        .await;
    let page = decided_on(context, &entered, &account, version, decided).await?;
    let back = seen.account.profile.changes_to(&page.account.profile);
    print(context, &page, &ChangeNotice("cli-profile-rejected", back))?;
    entered.close().await
}

/// What changes in the profile, under the key of a heading.
struct ChangeNotice(&'static str, Vec<FieldChange>);

/// The page after a decision. Where the profile is not what was looked at any more, nothing was decided, and it is
/// shown as it is now.
async fn decided_on(
    context: &mut CommandContext,
    entered: &Entered,
    account: &AccountLine,
    version: u64,
    decided: Result<ProfilePage, ServiceError>,
) -> Result<ProfilePage, CliError> {
    let error = match decided {
        Ok(page) => return Ok(page),
        Err(error) => error,
    };
    let now = entered
        .services()
        .legal_profile(&entered.actor, account.id)
        .await?;
    if now.version == version || error.kind() != ErrorKind::Conflict {
        return Err(error.into());
    }
    let changes = now.changes.clone();
    print(context, &now, &ChangeNotice("cli-profile-pending", changes))?;
    Err(CliError::ProfileChanged {
        account: account.mpn_id.to_string(),
        version,
    })
}

fn print(context: &mut CommandContext, page: &ProfilePage, told: &ChangeNotice) -> Result<(), CliError> {
    let ChangeNotice(heading, changes) = told;
    if context.output.json {
        return Ok(context.output.json(&ProfileShape::of(page, changes))?);
    }
    let i18n = context.output.i18n.clone();
    let (account, profile) = (&page.account, &page.account.profile);
    let vetting = i18n.t(text::vetting_key(&account.vetting));
    let reason = match &account.vetting {
        Vetting::Rejected { reason, .. } => reason.clone(),
        Vetting::Authorized { .. } | Vetting::Pending { .. } => String::new(),
    };
    let vat_id = profile.vat_id.clone().unwrap_or_default();
    let vat_id = if account.has_unverified_vat_id() {
        i18n.tr("cli-vat-id-unverified", &[("id", Arg::Text(vat_id))])
    } else {
        vat_id
    };
    let contact = &profile.primary_contact;
    let lines = text::labeled(
        &i18n,
        &[
            ("label-mpn-id", account.mpn_id.to_string()),
            ("label-company", profile.company.to_string()),
            ("cli-label-address", text::address(&profile.address)),
            ("label-vat-id", vat_id),
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
            ("cli-label-version", page.version.to_string()),
            ("field-reason", reason),
        ],
    );
    for line in lines {
        context.output.line(&line)?;
    }
    if !changes.is_empty() {
        context.output.line(&i18n.t(heading))?;
    }
    for line in changes::lines(&i18n, changes) {
        context.output.line(&line)?;
    }
    for order in &page.rated_anew {
        let key = if order.is_paid {
            "cli-order-to-correct"
        } else {
            "cli-order-rated-anew"
        };
        let args = [
            ("number", Arg::Text(order.number.clone())),
            ("former", Arg::Money(order.former)),
            ("due", Arg::Money(order.due)),
        ];
        context.output.line(&i18n.tr(key, &args))?;
    }
    Ok(())
}
