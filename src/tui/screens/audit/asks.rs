//! What "Audit log" asks for.

use crate::services::Services;
use crate::services::audit_log::{AuditLine, AuditOf};
use crate::services::context::Actor;
use crate::services::error::ServiceError;
use crate::tui::list::{ListPart, Listed, Wanted};

/// Entries of the audit log.
impl Listed for AuditLine {
    type Of = AuditOf;

    async fn read(
        of: AuditOf,
        wanted: Wanted,
        services: &Services,
        actor: &Actor,
    ) -> Result<ListPart<Self>, ServiceError> {
        match wanted {
            Wanted::Page(place, limit) => {
                let entries = services.audit_lines(actor, of, place, limit).await;
                entries.map(ListPart::Page)
            }
            Wanted::Matches(filter) => {
                let found = services.find_audit_lines(actor, of, &filter).await;
                found.map(ListPart::Matches)
            }
        }
    }
}
