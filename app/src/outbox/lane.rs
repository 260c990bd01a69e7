//! One kind of errand: at most one at a time, and after a failure not before a pause that grows.

use super::Trouble;

/// The first pause after a failure and the longest, in milliseconds.
const PAUSE: (i64, i64) = (2_000, 300_000);

/// One kind of errand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Lane {
    pub busy: bool,
    pub wanted: bool,
    pub not_before: i64,
    /// Why the server was of no use for it the last time.
    pub trouble: Option<Trouble>,
    failures: u32,
}

impl Lane {
    /// With something to do from the start.
    pub(super) const fn wanted() -> Self {
        Self {
            busy: false,
            wanted: true,
            not_before: 0,
            trouble: None,
            failures: 0,
        }
    }

    /// Starts if it may.
    pub(super) const fn goes(&mut self, now: i64) -> bool {
        let goes = self.wanted && !self.busy && now >= self.not_before;
        if goes {
            self.busy = true;
            self.wanted = false;
        }
        goes
    }

    pub(super) const fn succeeded(&mut self, more: bool) {
        self.trouble = None;
        self.failures = 0;
        self.not_before = 0;
        self.wanted = self.wanted || more;
    }

    /// A part of the errand is done: when it fails now, the line was there and will be again.
    pub(super) const fn got_on(&mut self) {
        self.failures = 0;
    }

    pub(super) fn failed(&mut self, now: i64, dice: u16, wait: Option<i64>) {
        self.failures = self.failures.saturating_add(1);
        let own = spread(pause(self.failures, PAUSE.0, PAUSE.1), dice);
        self.not_before = now.saturating_add(own.max(wait.unwrap_or(0)));
    }

    pub(super) const fn hurry(&mut self) {
        self.wanted = true;
        self.not_before = 0;
    }

    /// The server has answered another lane: what kept this one from it, if that was the way there or the whole server, is over.
    pub(super) fn heard(&mut self) {
        self.trouble = self.trouble.filter(|it| !it.keeps_all());
    }

    /// When it wants to go, if it has to wait for that.
    pub(super) fn waits_until(&self) -> Option<i64> {
        (self.wanted && !self.busy).then_some(self.not_before)
    }
}

/// The pause after so many failures: each twice the one before.
pub(super) fn pause(failures: u32, first: i64, most: i64) -> i64 {
    let doublings = failures.saturating_sub(1).min(20);
    first.saturating_mul(1_i64 << doublings).min(most)
}

/// Three quarters to five quarters of it, so that five hundred phones do not come back at once. `dice` is 0 to 999.
pub(super) fn spread(period: i64, dice: u16) -> i64 {
    let quarter = period / 4;
    (quarter.saturating_mul(3))
        .saturating_add(quarter.saturating_mul(2).saturating_mul(dice.into()) / 1_000)
}
