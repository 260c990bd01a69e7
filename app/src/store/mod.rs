//! What the device keeps: bytes under names, on shelves, changed in transactions. Nothing here knows what the bytes mean.
//!
//! There are two implementations, [`IndexedDb`] in the browser and [`Memory`] for tests, and one suite that both pass
//! ([`contract`]). A change is a question and a decision: what is asked for is read inside the transaction, the decision
//! is made at once from the answers, and what it writes is committed, or nothing is. Nothing else is awaited in between,
//! so two tabs can change the same record without losing either's work.

#[cfg(any(test, feature = "contract"))]
pub mod contract;
mod indexed_db;
mod memory;
mod problem;
mod question;

pub use indexed_db::IndexedDb;
pub use memory::Memory;
pub use problem::StorageProblem;
pub use question::{Answers, Next, Query, Write};

/// One kind of record. The names are the object stores of IndexedDB.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shelf {
    /// Documents by case.
    Documents,
    /// List rows by case.
    Rows,
    /// What is to be sent, in order.
    Outbox,
    /// What the server did not take, by act.
    SetAside,
    /// How often this device has begun anew in a document, by case. Outlives the document.
    Incarnations,
    /// Which documents were named since the server began to name all.
    Named,
    /// What is known of photos, by hash.
    Photos,
    /// Their bytes, by hash.
    Pixels,
    /// What is half typed.
    Drafts,
    /// Single values: the place in the log, the directory, counters.
    Meta,
}

impl Shelf {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Documents,
        Self::Rows,
        Self::Outbox,
        Self::SetAside,
        Self::Incarnations,
        Self::Named,
        Self::Photos,
        Self::Pixels,
        Self::Drafts,
        Self::Meta,
    ];

    /// Its name in the browser's developer tools.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Documents => "documents",
            Self::Rows => "rows",
            Self::Outbox => "outbox",
            Self::SetAside => "set_aside",
            Self::Incarnations => "incarnations",
            Self::Named => "named",
            Self::Photos => "photos",
            Self::Pixels => "pixels",
            Self::Drafts => "drafts",
            Self::Meta => "meta",
        }
    }
}

/// When a commit counts as done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// On the disk. For what a person did.
    Strict,
    /// With the operating system. For what the server can send again.
    Relaxed,
}

/// A place that keeps bytes.
pub trait LocalStore {
    /// Reads, without hindering writers for longer than that.
    fn read(&self, queries: Vec<Query>) -> impl Future<Output = Result<Answers, StorageProblem>>;

    /// Changes records of these shelves in one transaction.
    ///
    /// `decide` gets the answers and either asks on or says what to write. It returns at once, and runs while no other
    /// transaction sees or changes these shelves. When it fails, nothing is written and its failure is returned.
    fn transact<R, E: From<StorageProblem>>(
        &self,
        shelves: &[Shelf],
        durability: Durability,
        queries: Vec<Query>,
        decide: impl FnMut(Answers) -> Result<Next<R>, E>,
    ) -> impl Future<Output = Result<R, E>>;
}
