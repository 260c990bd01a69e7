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

/// A time in which a clock stands still.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Pause {
    /// Since when.
    pub from: Timestamp,
    /// Until when; none while it lasts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Timestamp>,
}

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
    /// What was granted beyond that, in the order in which it was.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub more: Vec<Term>,
    /// When it stood still.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pauses: Vec<Pause>,
}

impl Clock {
    const fn new(kind: ClockKind, since: Timestamp, given: Option<Term>) -> Self {
        Self {
            kind,
            since,
            given,
            more: Vec::new(),
            pauses: Vec::new(),
        }
    }

    /// Whether it stands still.
    #[must_use]
    pub fn is_paused(&self) -> bool {
        self.pauses.last().is_some_and(|pause| pause.to.is_none())
    }

    fn pause(&mut self, at: Timestamp) {
        self.pauses.push(Pause { from: at, to: None });
    }

    fn resume(&mut self, at: Timestamp) {
        if let Some(pause) = self.pauses.last_mut().filter(|pause| pause.to.is_none()) {
            pause.to = Some(at);
        }
    }

    fn extend(&mut self, term: Term) {
        if let Term::Until(_) = term {
            // Whoever named the day knew how long it had stood still.
            self.more.clear();
            self.pauses.retain(|pause| pause.to.is_none());
        }
        self.more.push(term);
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
        for step in follow_up.effective() {
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
            K::ExtensionGranted { term } => self.of_stage(|clock| clock.extend(*term)),
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
