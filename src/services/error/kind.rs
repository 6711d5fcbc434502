//! Families of errors, so that a caller of the commands can tell them apart without reading.

use crate::payments::sandbox::LedgerError;
use crate::services::files::LocalFileError;
use crate::store::error::StoreError;

use crate::domain::partner::VettingError;
use crate::services::payments::PaymentRefusal;

use super::{ServiceError, Unavailable};

/// Families of errors, as exit codes tell them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ErrorKind {
    /// Something failed: 1.
    Failure,
    /// Wrong use: 2.
    Usage,
    /// Not found: 3.
    NotFound,
    /// Somebody was faster, or the action is closed: 4.
    Conflict,
    /// Not allowed: 5.
    Denied,
}

impl ErrorKind {
    /// The exit code of a command that ends with such an error.
    pub const fn exit_code(self) -> u8 {
        match self {
            Self::Failure => 1,
            Self::Usage => 2,
            Self::NotFound => 3,
            Self::Conflict => 4,
            Self::Denied => 5,
        }
    }
}

impl ServiceError {
    /// Its family.
    pub const fn kind(&self) -> ErrorKind {
        match self {
            Self::Denied(_)
            | Self::OwnOrder
            | Self::Closed(Unavailable::Role { .. } | Unavailable::OwnRequest)
            | Self::Store(
                StoreError::ReadOnly(_) | StoreError::Exposed(_) | StoreError::OfAnotherUser { .. },
            )
            | Self::LocalFile(LocalFileError::NoPermission(_))
            | Self::Payment(PaymentRefusal::OwnOrder)
            | Self::Vetting(VettingError::OwnChange) => ErrorKind::Denied,
            Self::NotFound { .. }
            | Self::NotSetUp(_)
            | Self::LocalFile(LocalFileError::Missing(_) | LocalFileError::NoFolder(_))
            | Self::Store(StoreError::Missing(_) | StoreError::FileMissing(_)) => ErrorKind::NotFound,
            Self::Closed(Unavailable::SandboxOnRealStore) => ErrorKind::Usage,
            Self::Closed(_)
            | Self::Payment(_)
            | Self::Changed { .. }
            | Self::DoesNotPay { .. }
            | Self::Receipt(_)
            | Self::Change(_)
            | Self::Vetting(_)
            | Self::AttemptsExhausted { .. }
            | Self::RequestChanged { .. }
            | Self::Refund(_)
            | Self::NotToReturn
            | Self::Step(_)
            | Self::AlreadySetUp(_)
            | Self::NotADemoStore(_)
            | Self::Ledger(LedgerError::Locked)
            | Self::LocalFile(LocalFileError::AlreadyThere(_))
            | Self::Store(
                StoreError::Conflict(_)
                | StoreError::Locked(_)
                | StoreError::NotEmpty(_)
                | StoreError::ClockWentBack { .. }
                | StoreError::ClockRanAhead { .. },
            ) => ErrorKind::Conflict,
            Self::TermsNotAccepted
            | Self::CardExpired
            | Self::ValueDateInFuture
            | Self::DraftTooLong
            | Self::NotAffirmed
            | Self::ReturnedTooEarly { .. }
            | Self::RequestNumber(_)
            | Self::Field { .. }
            | Self::OrderNumber(_)
            | Self::Day(_)
            | Self::Money(_)
            | Self::Attachment(_)
            | Self::LocalFile(
                LocalFileError::SymbolicLink(_)
                | LocalFileError::Folder(_)
                | LocalFileError::Device(_)
                | LocalFileError::Pipe(_)
                | LocalFileError::Socket(_)
                | LocalFileError::NotUtf8(_)
                | LocalFileError::Attachment(_),
            )
            | Self::TodayOnRealStore => ErrorKind::Usage,
            Self::Gateway(_)
            | Self::Store(_)
            | Self::Catalog(_)
            | Self::NoRandomness
            | Self::Interrupted
            | Self::DemoData { .. }
            | Self::LocalFile(_)
            | Self::Ledger(_) => ErrorKind::Failure,
        }
    }
}
