//! What the browser's failures mean to a person.

use indexed_db_futures::error::{DomException, Error, OpenDbError};
use indexed_db_futures::internals::SystemRepr;

use crate::store::StorageProblem;

/// A request that failed.
pub(super) fn failed(error: &Error) -> StorageProblem {
    match error {
        Error::DomException(exception) => named(exception),
        other => StorageProblem::Failed(other.to_string()),
    }
}

/// A transaction that did not commit; the browser says why on the transaction itself.
pub(super) fn aborted(error: &Error, why: Option<&web_sys::DomException>) -> StorageProblem {
    match why {
        Some(exception) => by_name(&exception.name(), &exception.message()),
        None => failed(error),
    }
}

/// A database that did not open.
pub(super) fn not_opened(error: &OpenDbError) -> StorageProblem {
    match error {
        // Firefox in a private window, Safari with cookies blocked, an enterprise policy.
        OpenDbError::Base(Error::DomException(exception))
            if is_denied(&exception.as_sys().name()) =>
        {
            StorageProblem::Blocked
        }
        OpenDbError::Base(other) => failed(other),
        // Our version is never zero: the library says so of whatever the browser throws when it is asked to open.
        OpenDbError::NullFactory
        | OpenDbError::UnsupportedEnvironment
        | OpenDbError::VersionZero => StorageProblem::Blocked,
    }
}

fn is_denied(name: &str) -> bool {
    matches!(
        name,
        "InvalidStateError" | "SecurityError" | "NotAllowedError"
    )
}

fn named(exception: &DomException) -> StorageProblem {
    by_name(&exception.as_sys().name(), &exception.message())
}

fn by_name(name: &str, message: &str) -> StorageProblem {
    match name {
        "QuotaExceededError" => StorageProblem::Full,
        "VersionError" => StorageProblem::Newer,
        "SecurityError" | "NotAllowedError" => StorageProblem::Blocked,
        // The connection was closed because another tab has a newer version.
        "InvalidStateError" => StorageProblem::Newer,
        _ => StorageProblem::Failed(format!("{name}: {message}")),
    }
}
