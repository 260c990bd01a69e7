//! Why the device could not keep or give something.

/// Why the device could not keep or give something.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StorageProblem {
    /// The disk is full, or the browser gives no more. Nothing was saved; what was there still is.
    #[error("no space left")]
    Full,
    /// The browser keeps nothing: a private window, or blocked for this site.
    #[error("the browser does not store anything here")]
    Blocked,
    /// A newer version of the app has used this storage: reload.
    #[error("stored by a newer version of the app")]
    Newer,
    /// Another tab holds an older version open: close it.
    #[error("another tab holds an older version open")]
    OtherTab,
    /// Nobody is signed in.
    #[error("nobody is signed in")]
    SignedOut,
    /// Anything else, in the browser's words.
    #[error("storage failed: {0}")]
    Failed(String),
}
