//! `audit head`, `audit verify` and `audit list`. The first two need no person: whoever the store's folder belongs to
//! may use them.

mod list;

use crate::domain::audit::end::AuditEnd;

use super::super::context::CommandContext;
use super::super::exit::CliError;
use super::super::output::shapes::{AuditEndShape, AuditVerifiedShape};
use super::super::output::text::audit::lines;
use super::store::open;

pub use list::list;

/// Prints the end of the audit log, and nothing else.
pub async fn head(context: &mut CommandContext) -> Result<(), CliError> {
    context.owner()?;
    let opened = open(context, "audit head").await?;
    let end = opened.audit_end().await;
    let closed = opened.close().await;
    let end = end?;
    closed?;
    if context.output.json {
        context.output.json(&AuditEndShape::from(end))?;
    } else {
        context.output.line(&end.to_string())?;
    }
    Ok(())
}

/// Verifies the audit log against the end that was kept, if one is given, and against what the store says.
pub async fn verify(context: &mut CommandContext, value: Option<&str>) -> Result<(), CliError> {
    context.owner()?;
    // A slip in the value is told before anything is opened.
    let kept = value.map(str::parse::<AuditEnd>).transpose()?;
    let opened = open(context, "audit verify").await?;
    let verified = opened.verify_audit(kept).await;
    let closed = opened.close().await;
    let verified = verified?;
    closed?;
    if context.output.json {
        let shape = AuditVerifiedShape::of(&verified, &context.output.i18n);
        context.output.json(&shape)?;
    } else {
        for line in lines(&verified, &context.output.i18n) {
            context.output.line(&line)?;
        }
    }
    Ok(())
}
