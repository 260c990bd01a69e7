//! How long texts may be, in characters. The server holds the same limits against what it receives.

/// A description.
pub const MOST_DESCRIPTION: usize = 4_000;
/// An address.
pub const MOST_ADDRESS: usize = 200;
/// A reason, an outcome, a note, a comment.
pub const MOST_REASON: usize = 1_000;
/// How many departments assist.
pub const MOST_ASSISTING: usize = 8;

/// What is wrong with a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// It must not be empty.
    #[error("missing")]
    Missing,
    /// It is longer than may be.
    #[error("longer than {most} characters")]
    TooLong {
        /// The most characters.
        most: usize,
    },
    /// More than may be.
    #[error("more than {most}")]
    TooMany {
        /// The most pieces.
        most: usize,
    },
    /// It is not a value of this field.
    #[error("not a value of this field")]
    Unreadable,
}

/// A text that may be empty.
///
/// # Errors
/// When it is longer than `most` characters.
pub fn text(value: &str, most: usize) -> Result<(), Problem> {
    // Bytes first: most texts are short, and counting characters of a hostile one costs time.
    if value.len() <= most || value.chars().count() <= most {
        Ok(())
    } else {
        Err(Problem::TooLong { most })
    }
}

/// A text that must say something.
///
/// # Errors
/// When it is blank, or longer than `most` characters.
pub fn written(value: &str, most: usize) -> Result<(), Problem> {
    if value.trim().is_empty() {
        return Err(Problem::Missing);
    }
    text(value, most)
}
