//! Something that must always hold, and did not.

/// What did not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// In words.
    pub what: String,
    /// After which step of the plan, from 0; none when all have been done.
    pub step: Option<usize>,
}

impl Violation {
    /// In words.
    pub fn new(what: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            step: None,
        }
    }
}

impl std::fmt::Display for Violation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.step {
            Some(step) => write!(f, "after step {step}: {}", self.what),
            None => write!(f, "at the end: {}", self.what),
        }
    }
}

/// Holds that something is so.
pub fn hold(is: bool, what: impl FnOnce() -> String) -> Result<(), Violation> {
    if is {
        Ok(())
    } else {
        Err(Violation::new(what()))
    }
}
