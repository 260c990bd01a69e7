//! How far a case gets and how long each step of the way takes, before anyone is named and any time is fixed.

use serde::Deserialize;

use crate::case::Rating;
use crate::dice::Dice;
use crate::hours::MINUTE;
use crate::template::HandBack;

/// Where a case ends up if nothing cuts it short.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Stage {
    Reported,
    Rejected,
    /// Rejected, and its reporter knows.
    RejectedSeen,
    Accepted,
    Dispatched,
    /// Accepted once more, its department having given it back.
    HandedBack,
    Handling,
    /// In handling once more, its check having failed.
    CheckFailed,
    Handled,
    Checked,
    /// Closed, its reporter does not know yet.
    Closed,
    /// Closed, its reporter knows and has not rated it.
    ClosedSeen,
    Satisfied,
    Partly,
    Not,
}

/// One step to be taken, `after` ms of office time from the one before.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Beat<'a> {
    pub(crate) after: i64,
    pub(crate) deed: Deed<'a>,
}

/// What a step does.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Deed<'a> {
    Accept,
    Reject,
    Dispatch(&'a str),
    HandBack(&'a HandBack),
    Start,
    ReportBack,
    Fail,
    Pass,
    Close,
    Seen,
    Rate(Rating),
}

/// The way a case takes.
#[derive(Debug)]
pub(crate) struct Road<'a> {
    pub(crate) stage: Stage,
    pub(crate) department: &'a str,
    /// Met on the way, if the category knows one.
    pub(crate) hand_back: Option<&'a HandBack>,
    pub(crate) fails_once: bool,
    /// The department's term, ms of office time.
    pub(crate) term: i64,
    /// Share of the term from start to report back, in percent: least and most.
    pub(crate) handling: (i64, i64),
}

impl<'a> Road<'a> {
    /// The steps from the report to the stage.
    pub(crate) fn beats(&self, dice: &mut Dice) -> Vec<Beat<'a>> {
        let mut way = Way {
            beats: Vec::with_capacity(12),
            dice,
            term: self.term,
        };
        self.walk(&mut way);
        way.beats
    }

    fn walk(&self, way: &mut Way<'a, '_>) {
        match self.stage {
            Stage::Reported => return,
            Stage::Rejected => return way.minutes(20, 400, Deed::Reject),
            Stage::RejectedSeen => {
                way.minutes(20, 400, Deed::Reject);
                return way.minutes(20, 900, Deed::Seen);
            }
            _ => way.minutes(5, 180, Deed::Accept),
        }
        if self.stage == Stage::Accepted {
            return;
        }
        way.minutes(3, 45, Deed::Dispatch(self.department));
        if self.stage == Stage::Dispatched {
            return;
        }
        if let Some(hand_back) = self.hand_back {
            way.share(4, 14, Deed::HandBack(hand_back));
            if self.stage == Stage::HandedBack {
                return;
            }
            way.minutes(5, 90, Deed::Dispatch(&hand_back.to));
        }
        way.share(2, 12, Deed::Start);
        if self.stage == Stage::Handling {
            return;
        }
        way.share(self.handling.0, self.handling.1, Deed::ReportBack);
        if self.fails_once || self.stage == Stage::CheckFailed {
            way.share(3, 10, Deed::Fail);
            if self.stage == Stage::CheckFailed {
                return;
            }
            way.share(8, 30, Deed::ReportBack);
        }
        self.finish(way);
    }

    fn finish(&self, way: &mut Way<'a, '_>) {
        if self.stage == Stage::Handled {
            return;
        }
        way.minutes(20, 500, Deed::Pass);
        if self.stage == Stage::Checked {
            return;
        }
        way.minutes(10, 300, Deed::Close);
        let rating = match self.stage {
            Stage::Satisfied => Some(Rating::Satisfied),
            Stage::Partly => Some(Rating::Partly),
            Stage::Not => Some(Rating::Not),
            _ => None,
        };
        if rating.is_some() || self.stage == Stage::ClosedSeen {
            way.minutes(15, 1200, Deed::Seen);
        }
        if let Some(rating) = rating {
            way.minutes(1, 20, Deed::Rate(rating));
        }
    }
}

/// The steps walked so far.
struct Way<'a, 'd> {
    beats: Vec<Beat<'a>>,
    dice: &'d mut Dice,
    term: i64,
}

impl<'a> Way<'a, '_> {
    fn minutes(&mut self, least: i64, most: i64, deed: Deed<'a>) {
        let after = self
            .dice
            .between(least.saturating_mul(MINUTE), most.saturating_mul(MINUTE));
        self.beats.push(Beat { after, deed });
    }

    fn share(&mut self, least: i64, most: i64, deed: Deed<'a>) {
        let percent = self.term / 100;
        let after = self
            .dice
            .between(least.saturating_mul(percent), most.saturating_mul(percent));
        self.beats.push(Beat { after, deed });
    }
}
