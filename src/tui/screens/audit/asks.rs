//! What "Audit log" asks for.

use crate::services::Services;
use crate::services::audit_log::{AuditLine, AuditOf};
use crate::services::context::Actor;
use crate::services::error::ServiceError;
use crate::services::lines::{Lines, Matches, Place};
use crate::services::search::ListFilter;
use crate::tui::list::Listed;

/// Entries of the audit log.
impl Listed for AuditLine {
    type Of = AuditOf;

    async fn page(
        of: AuditOf,
        place: Place,
        limit: usize,
        services: &Services,
        actor: &Actor,
    ) -> Result<Lines<Self>, ServiceError> {
        services.audit_lines(actor, of, place, limit).await
    }

    async fn matches(
        of: AuditOf,
        filter: &ListFilter,
        services: &Services,
        actor: &Actor,
    ) -> Result<Matches<Self>, ServiceError> {
        services.find_audit_lines(actor, of, filter).await
    }
}
