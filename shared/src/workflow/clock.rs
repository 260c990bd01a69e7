//! The deadlines of a case: what each waits for, since when, with how much time, and when it stood still.
//!
//! An instant comes of it only with the rules and the working calendar ([`crate::deadline`]): those are the admin's, and change.

use serde::{Deserialize, Serialize};

use super::{FollowUp, Step, StepKind};
use crate::model::{DepartmentId, Term, Timestamp};

/// What a deadline waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClockKind {
    /// 先行联系: the reporter is contacted.
    Contact,
    /// 补正: the reporter puts it right.
    Resubmit,
    /// 受理
    Accept,
    /// 派遣
    Dispatch,
    /// 签收: the department starts, or hands it back.
    Start,
    /// 处置
    Handle,
    /// 二次处置: what a check found unsolved.
    HandleAgain,
    /// 核查
    Check,
    /// 结案
    Close,
}

impl ClockKind {
    /// All of them, in the order of the road.
    pub const ALL: [Self; 9] = [
        Self::Contact,
        Self::Resubmit,
        Self::Accept,
        Self::Dispatch,
        Self::Start,
        Self::Handle,
        Self::HandleAgain,
        Self::Check,
        Self::Close,
    ];

    /// Whether a department's time runs.
    #[must_use]
    pub const fn is_of_department(self) -> bool {
        matches!(self, Self::Start | Self::Handle | Self::HandleAgain)
    }
}

/// How urgent a deadline is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Urgency {
    /// Four fifths of the time are used.
    Near,
    /// The time is over.
    Over,
    /// It has been over for so long that a supervisor is to see to it.
    Escalated,
}

/// What has happened to a clock, in the order in which it did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Turn {
    /// It stood still.
    Pause {
        /// Since when.
        from: Timestamp,
        /// Until when; none while it lasts.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        to: Option<Timestamp>,
    },
    /// More time was granted.
    More(Term),
}

/// Nobody grants more time so often; whoever does gets no more of it.
const MOST_GRANTS: usize = 20;

/// A deadline that runs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clock {
    /// What it waits for.
    pub kind: ClockKind,
    /// Since when, by the server's clock once it knows of the step.
    pub since: Timestamp,
    /// How much time a person gave; none for what the rules give.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given: Option<Term>,
    /// What has happened to it since.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub turns: Vec<Turn>,
}

impl Clock {
    const fn new(kind: ClockKind, since: Timestamp, given: Option<Term>) -> Self {
        Self {
            kind,
            since,
            given,
            turns: Vec::new(),
        }
    }

    /// Whether it stands still.
    #[must_use]
    pub fn is_paused(&self) -> bool {
        matches!(self.turns.last(), Some(Turn::Pause { to: None, .. }))
    }

    fn pause(&mut self, from: Timestamp) {
        self.turns.push(Turn::Pause { from, to: None });
    }

    fn resume(&mut self, at: Timestamp) {
        if let Some(Turn::Pause { to: to @ None, .. }) = self.turns.last_mut() {
            *to = Some(at);
        }
    }

    /// What is granted is counted from the deadline as it stands then; if the clock stands still, it goes on to.
    fn extend(&mut self, term: Term, at: Timestamp) {
        let granted = self.turns.iter();
        let granted = granted.filter(|turn| matches!(turn, Turn::More(_))).count();
        if granted >= MOST_GRANTS {
            return;
        }
        let paused = self.is_paused();
        self.resume(at);
        self.turns.push(Turn::More(term));
        if paused {
            self.pause(at);
        }
    }
}

/// A deadline that has ended, in time or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lap {
    /// The deadline.
    pub clock: Clock,
    /// Whose it was, if a department's.
    pub department: Option<DepartmentId>,
    /// When what it waited for was done.
    pub ended: Timestamp,
}

/// All deadlines of a case.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Clocks {
    /// What the case waits for.
    pub stage: Option<Clock>,
    /// The department has yet to start, or to hand back.
    pub start: Option<Clock>,
    /// The first contact with the reporter is still to come.
    pub contact: Option<Clock>,
    /// Those that have ended, in order.
    pub laps: Vec<Lap>,
    department: Option<DepartmentId>,
}

impl Clocks {
    /// The deadlines of a follow-up. `at` says when a step was done, by the server's clock if the server knows of it.
    #[must_use]
    pub fn of(follow_up: &FollowUp, at: impl Fn(&Step) -> Timestamp) -> Self {
        let mut clocks = Self::default();
        // When the others were done, nobody asks: of a thousand comments that would be a thousand searches.
        let moves = |step: &&Step| {
            !matches!(
                step.kind,
                StepKind::Commented { .. }
                    | StepKind::Corrected { .. }
                    | StepKind::Reminded { .. }
                    | StepKind::Reviewed { .. }
            )
        };
        for step in follow_up.effective().filter(moves) {
            clocks.take(&step.kind, at(step));
        }
        clocks
    }

    fn take(&mut self, kind: &StepKind, at: Timestamp) {
        use ClockKind as C;
        use StepKind as K;
        let next = |kind| Some(Clock::new(kind, at, None));
        match kind {
            K::Reported { .. } => {
                self.contact = next(C::Contact);
                self.stage = next(C::Accept);
            }
            K::Contacted { .. } => {
                let contact = self.contact.take();
                self.ended(contact, at);
            }
            K::Accepted => self.turn(at, next(C::Dispatch)),
            K::Reopened { .. } => {
                self.department = None;
                self.stage = next(C::Dispatch);
            }
            K::Returned { .. } => self.turn(at, next(C::Resubmit)),
            K::Resubmitted => self.turn(at, next(C::Accept)),
            K::Rejected { .. } | K::Merged { .. } | K::Closed => {
                self.turn(at, None);
                self.contact = None;
            }
            K::Dispatched {
                department, term, ..
            } => {
                self.turn(at, Some(Clock::new(C::Handle, at, Some(*term))));
                self.given_to(department, at);
            }
            K::Reassigned {
                department, term, ..
            } => {
                // Whoever had it did not end it.
                self.stage = Some(Clock::new(C::Handle, at, Some(*term)));
                self.given_to(department, at);
            }
            K::HandedBack { department, .. } if self.department.as_ref() == Some(department) => {
                let start = self.start.take();
                self.ended(start, at);
                self.department = None;
                self.stage = next(C::Dispatch);
            }
            K::Started { .. } => {
                let start = self.start.take();
                self.ended(start, at);
            }
            K::Suspended { .. } => self.of_stage(|clock| clock.pause(at)),
            K::Resumed { .. } => self.of_stage(|clock| clock.resume(at)),
            K::ExtensionGranted { term } => self.of_stage(|clock| clock.extend(*term, at)),
            K::ReportedBack { .. } => self.turn(at, next(C::Check)),
            K::CheckFailed { .. } => self.turn(at, next(C::HandleAgain)),
            K::CheckPassed { .. } | K::PartlySolved { .. } => self.turn(at, next(C::Close)),
            _ => {}
        }
    }

    /// What was waited for is done, and something else is waited for.
    fn turn(&mut self, at: Timestamp, next: Option<Clock>) {
        let before = std::mem::replace(&mut self.stage, next);
        self.ended(before, at);
    }

    fn ended(&mut self, clock: Option<Clock>, ended: Timestamp) {
        self.laps.extend(clock.map(|clock| Lap {
            department: self.department.clone(),
            clock,
            ended,
        }));
    }

    fn given_to(&mut self, department: &DepartmentId, at: Timestamp) {
        self.start = Some(Clock::new(ClockKind::Start, at, None));
        self.department = Some(department.clone());
    }

    fn of_stage(&mut self, change: impl FnOnce(&mut Clock)) {
        if let Some(clock) = &mut self.stage {
            change(clock);
        }
    }
}
