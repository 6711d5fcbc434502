//! What commands suffer becomes what they end with.

use crate::domain::message::FieldError;
use crate::services::maintenance::{AuditRefusal, CopyFault};
use crate::services::requests::RequestRefusal;

use super::CliError;

impl From<std::io::Error> for CliError {
    fn from(error: std::io::Error) -> Self {
        Self::Stream(error)
    }
}

impl From<AuditRefusal> for CliError {
    fn from(refusal: AuditRefusal) -> Self {
        match refusal {
            AuditRefusal::Fault(fault) => Self::Audit(fault),
            AuditRefusal::Service(error) => Self::Service(error),
        }
    }
}

impl From<CopyFault> for CliError {
    fn from(fault: CopyFault) -> Self {
        match fault {
            CopyFault::Service(error) => Self::Service(error),
            CopyFault::NotDemo => Self::BackupNotDemo,
            CopyFault::Inside(path) => Self::BackupInside(path),
            CopyFault::Lacking(count) => Self::BackupLacks(count),
            CopyFault::Stream(error) => Self::Stream(error),
        }
    }
}

impl From<RequestRefusal> for CliError {
    fn from(refusal: RequestRefusal) -> Self {
        match refusal {
            RequestRefusal::Service(error) => Self::Service(error),
            RequestRefusal::Fields(errors) => {
                let labeled = errors.into_iter().map(|error| FieldError {
                    field: error.field.label().into(),
                    code: error.code,
                    args: error.args,
                });
                Self::Fields(labeled.collect())
            }
        }
    }
}
