//! How much of the log is asked for at once: everything, until a page has been cut off; from then on what comes in about a second. A
//! line that is cut every few seconds would carry the beginning of a large page for ever, and never its end.

use gridloop_shared::sync::MOST_PULL_ROWS;

/// Rows that come in a second where there is a network at all.
const LEAST: usize = 32;
/// How long a page may take, in milliseconds, once one was cut off.
const TARGET: usize = 1_000;

/// Rows of the next page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageSize {
    rows: usize,
    careful: bool,
}

impl Default for PageSize {
    fn default() -> Self {
        Self {
            rows: MOST_PULL_ROWS,
            careful: false,
        }
    }
}

impl PageSize {
    /// How many.
    #[must_use]
    pub const fn rows(self) -> usize {
        self.rows
    }

    /// After a page that has come in so many milliseconds.
    #[must_use]
    pub fn after_page(self, took: i64) -> Self {
        if !self.careful {
            return self;
        }
        let took = usize::try_from(took).unwrap_or(0).max(1);
        let at_this_pace = self.rows.saturating_mul(TARGET) / took;
        let rows = at_this_pace
            .min(self.rows.saturating_mul(2))
            .clamp(LEAST, MOST_PULL_ROWS);
        Self { rows, ..self }
    }

    /// After one that was cut off or took too long.
    #[must_use]
    pub fn after_cut(self) -> Self {
        Self {
            rows: (self.rows / 4).max(LEAST),
            careful: true,
        }
    }
}
