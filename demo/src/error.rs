//! Why the demo data may fail to load: only when someone edited it, so each message names the entry to mend.

use std::fmt;

/// What is wrong with the embedded demo data.
#[derive(Debug)]
pub enum DemoError {
    /// A file is not JSON of the expected shape.
    Parse {
        /// File under `demo/data/`.
        file: &'static str,
        /// What the parser met.
        source: serde_json::Error,
    },
    /// Two entries of one kind share an id.
    Duplicate {
        /// Kind of entry.
        what: &'static str,
        /// The id met twice.
        id: String,
    },
    /// An entry names another one that does not exist.
    Unknown {
        /// Kind of the missing entry.
        what: &'static str,
        /// The missing id.
        id: String,
        /// The entry that names it.
        named_by: String,
    },
    /// An entry is there but unusable.
    Unusable {
        /// The entry.
        id: String,
        /// What it lacks.
        why: &'static str,
    },
}

impl DemoError {
    /// A stable code for logs and tests.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Parse { .. } => "demo.parse",
            Self::Duplicate { .. } => "demo.duplicate",
            Self::Unknown { .. } => "demo.unknown",
            Self::Unusable { .. } => "demo.unusable",
        }
    }
}

impl fmt::Display for DemoError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Parse { file, .. } => write!(
                f,
                "demo/data/{file} does not parse: correct the file and build again"
            ),
            Self::Duplicate { what, id } => write!(
                f,
                "{what} `{id}` stands twice in demo/data: rename one of them"
            ),
            Self::Unknown { what, id, named_by } => {
                write!(
                    f,
                    "`{named_by}` names the {what} `{id}`, which demo/data does not have: add or correct it"
                )
            }
            Self::Unusable { id, why } => write!(f, "`{id}` in demo/data cannot be used: {why}"),
        }
    }
}

impl std::error::Error for DemoError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Parse { source, .. } => Some(source),
            Self::Duplicate { .. } | Self::Unknown { .. } | Self::Unusable { .. } => None,
        }
    }
}
