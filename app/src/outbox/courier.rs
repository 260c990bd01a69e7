//! When to go to the server, and what for: event in, errands out. The time and the dice come in with the event.

use std::collections::BTreeMap;

use gridloop_shared::model::CaseId;
use gridloop_shared::sync::MOST_PUSH_CHANGES;

use super::hand_over::HandOver;
use super::lane::{Lane, pause, spread};
use super::{Errand, Event, Failure, Push, Trouble};

/// Milliseconds.
const SECOND: i64 = 1_000;
/// How often to look when the server's events tell of news anyway.
const WITH_EVENTS: i64 = 300 * SECOND;
/// How often to look when they do not.
const WITHOUT_EVENTS: i64 = 30 * SECOND;
/// How soon to look after the server's events have broken off: either the server is gone, and the person should be told, or
/// only the line was, and news may have been missed.
const BROKEN_OFF: i64 = 2 * SECOND;
/// How often to look when nobody looks at the app.
const HIDDEN: i64 = 600 * SECOND;
/// How long a server that does not speak this version any more is left alone: only an update helps.
const TOO_OLD: i64 = 3_600 * SECOND;
/// How long a case that cannot go is left alone at first, and at most.
const STUCK: (i64, i64) = (5 * SECOND, 3_600 * SECOND);

/// Changes that come through in a second where there is a network at all.
const CUT_OFF: usize = 32;

/// A case that cannot go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stuck {
    /// Why.
    pub why: Trouble,
    until: i64,
    failures: u32,
}

/// Knows what is going on between this device and the server.
#[derive(Debug, Clone)]
pub struct Courier {
    push: Lane,
    pull: Lane,
    photos: Lane,
    most: usize,
    stuck: BTreeMap<CaseId, Stuck>,
    look_at: i64,
    /// When something was last heard.
    heard_at: i64,
    /// When the last push set out.
    asked_at: i64,
    visible: bool,
    events: bool,
    /// That the events do not come has been looked into: a line that never carries them is not asked about again and again.
    doubted: bool,
    signed_out: bool,
    revoked: Option<HandOver>,
}

impl Default for Courier {
    fn default() -> Self {
        Self {
            push: Lane::wanted(),
            pull: Lane::wanted(),
            photos: Lane::wanted(),
            most: MOST_PUSH_CHANGES,
            stuck: BTreeMap::new(),
            look_at: i64::MAX,
            heard_at: i64::MIN,
            asked_at: i64::MIN,
            visible: true,
            events: false,
            doubted: false,
            signed_out: false,
            revoked: None,
        }
    }
}

impl Courier {
    /// One of a device that was revoked before.
    #[must_use]
    pub fn revoked() -> Self {
        Self {
            revoked: Some(HandOver::default()),
            ..Self::default()
        }
    }

    /// Why the server is of no use, if it is not.
    #[must_use]
    pub fn trouble(&self) -> Option<Trouble> {
        let lanes = [&self.pull, &self.push, &self.photos];
        lanes.into_iter().find_map(|lane| lane.trouble)
    }

    /// Whether the session has ended on the server.
    #[must_use]
    pub const fn is_signed_out(&self) -> bool {
        self.signed_out
    }

    /// Whether this device was revoked.
    #[must_use]
    pub const fn is_revoked(&self) -> bool {
        self.revoked.is_some()
    }

    /// The cases that cannot go.
    #[must_use]
    pub const fn stuck(&self) -> &BTreeMap<CaseId, Stuck> {
        &self.stuck
    }

    /// Takes in what happened at `now` (milliseconds since the epoch) and answers with what to do. `dice` is 0 to 999.
    pub fn step(&mut self, event: Event, now: i64, dice: u16) -> Vec<Errand> {
        if now < self.heard_at {
            self.set_back(self.heard_at.saturating_sub(now));
        }
        self.heard_at = now;
        match event {
            Event::Queued => {
                self.push.wanted = true;
                self.photos.wanted = true;
            }
            Event::Woken => self.pull.wanted = true,
            Event::Events(come) => {
                if come && !self.events && self.trouble() != Some(Trouble::TooOld) {
                    // Whatever was said while nobody listened. And whoever waits for the server to come back need not any more.
                    self.hurry();
                }
                let broken_off = !come && self.visible && !self.doubted;
                self.events = come;
                self.doubted = !come && (self.doubted || broken_off);
                if broken_off {
                    self.look_at = now.saturating_add(spread(BROKEN_OFF, dice));
                } else if come {
                    self.look_later(now, dice);
                } else {
                    self.look_no_later(now, dice);
                }
            }
            Event::Now => self.hurry(),
            Event::Visible(visible) => {
                if visible && !self.visible {
                    self.hurry();
                }
                self.visible = visible;
                if visible {
                    self.look_no_later(now, dice);
                } else {
                    self.look_later(now, dice);
                }
            }
            Event::Pushed(push, outcome) => self.pushed(&push, outcome, now, dice),
            Event::Page => {
                self.pull.got_on();
                self.heard();
            }
            Event::Pulled(outcome) => {
                self.pull.busy = false;
                match outcome {
                    Ok(()) => {
                        self.pull.succeeded(false);
                        self.heard();
                        // Its answer may be older than what there is to be looked into.
                        self.look_no_later(now, dice);
                    }
                    Err(failure) => {
                        self.pull.wanted = true;
                        self.failed(failure, Which::Pull, now, dice);
                    }
                }
            }
            Event::Uploaded(outcome) => {
                self.photos.busy = false;
                match outcome {
                    Ok(more) => {
                        if let Some(over) = &mut self.revoked {
                            over.photos_gone = !more;
                        }
                        self.photos.succeeded(more);
                        // Where there was nothing to send, nobody was asked.
                        if more {
                            self.heard();
                        }
                    }
                    Err(failure) => {
                        self.photos.wanted = true;
                        self.failed(failure, Which::Photos, now, dice);
                    }
                }
            }
            Event::SignedIn => {
                self.signed_out = false;
                self.hurry();
            }
            Event::Revoked => self.revoke(),
            Event::Locked(outcome) => {
                if let Some(over) = &mut self.revoked {
                    over.locks = outcome == Ok(true);
                }
                if outcome != Ok(true) {
                    self.push.wanted = true;
                    self.photos.wanted = true;
                }
                if let Err(failure) = outcome {
                    self.failed(failure, Which::Push, now, dice);
                }
            }
            Event::Tick => {}
        }
        if now >= self.look_at {
            self.pull.wanted = true;
            self.look_at = i64::MAX;
        }
        if self.stuck.values().any(|stuck| stuck.until <= now) {
            self.push.wanted = true;
        }
        self.errands(now)
    }

    fn errands(&mut self, now: i64) -> Vec<Errand> {
        if self.signed_out {
            return Vec::new();
        }
        let mut errands = Vec::new();
        if self.push.goes(now) {
            self.asked_at = now;
            errands.push(Errand::Push {
                most: self.most,
                stuck: self
                    .stuck
                    .iter()
                    .filter(|(_, stuck)| stuck.until > now)
                    .map(|(id, _)| *id)
                    .collect(),
            });
        }
        if self.revoked.is_none() && self.pull.goes(now) {
            errands.push(Errand::Pull);
        }
        if self.photos.goes(now) {
            errands.push(Errand::Upload);
        }
        let idle = |lane: &Lane| !lane.busy && !lane.wanted;
        if let Some(over) = &mut self.revoked
            && over.is_done()
            && idle(&self.push)
            && idle(&self.photos)
            // What is still being taken in must not come after the device was cleared.
            && !self.pull.busy
        {
            over.locks = true;
            errands.push(Errand::Lock);
        }
        let pull = Some(&self.pull).filter(|_| self.revoked.is_none());
        let next = [&self.push, &self.photos]
            .into_iter()
            .chain(pull)
            .filter_map(Lane::waits_until)
            .chain(self.stuck.values().map(|stuck| stuck.until))
            .chain(self.revoked.is_none().then_some(self.look_at))
            .filter(|at| *at > now && *at < i64::MAX)
            .min();
        errands.extend(next.map(Errand::Wake));
        errands
    }

    fn pushed(&mut self, push: &Push, outcome: Option<Failure>, now: i64, dice: u16) {
        self.push.busy = false;
        match outcome {
            None => {
                self.push.succeeded(!push.cases.is_empty());
                if !push.cases.is_empty() {
                    self.heard();
                    self.most = self.most.saturating_mul(2).min(MOST_PUSH_CHANGES);
                }
                // Of a case whose time had come and that was not sent, nothing is left: it would be looked for without end.
                let asked_at = self.asked_at;
                let is_over = |stuck: &Stuck| push.cases.is_empty() && stuck.until <= asked_at;
                self.stuck.retain(|id, stuck| {
                    push.missing.contains(id) || !(push.cases.contains(id) || is_over(stuck))
                });
                for id in &push.missing {
                    self.hold_back(*id, Trouble::NotUnderstood, now);
                    self.pull.wanted = true;
                }
                if let Some(over) = &mut self.revoked {
                    let mut stuck = self.stuck.values();
                    over.acts_gone = push.cases.is_empty()
                        && stuck.all(|stuck| stuck.why == Trouble::NotUnderstood);
                }
            }
            Some(Failure::Trouble(why @ (Trouble::NotUnderstood | Trouble::Down), wait)) => {
                self.push.wanted = true;
                self.divide(push, why, now);
                if why == Trouble::Down {
                    self.failed(Failure::Trouble(why, wait), Which::Push, now, dice);
                }
            }
            Some(failure) => {
                self.push.wanted = true;
                match failure {
                    // On a slow line a smaller batch gets through whole.
                    Failure::Trouble(Trouble::Slow, _) => self.smaller(),
                    // On one that is cut every few seconds, too. Where there was no line at all, little is lost by it.
                    Failure::Trouble(Trouble::NoNetwork, _) if self.most > CUT_OFF => {
                        self.most = (self.most / 4).max(CUT_OFF);
                    }
                    _ => {}
                }
                self.failed(failure, Which::Push, now, dice);
            }
        }
    }

    /// Something in the batch makes the server stumble: smaller batches find out what, and that case waits alone.
    fn divide(&mut self, push: &Push, why: Trouble, now: i64) {
        let single = self.most == 1 || push.cases.len() == 1;
        match (single, push.cases.first()) {
            (true, Some(id)) => self.hold_back(*id, why, now),
            _ => self.smaller(),
        }
    }

    fn smaller(&mut self) {
        self.most = (self.most.min(MOST_PUSH_CHANGES) / 8).max(1);
    }

    fn hold_back(&mut self, id: CaseId, why: Trouble, now: i64) {
        let failures = self
            .stuck
            .get(&id)
            .map_or(1, |stuck| stuck.failures.saturating_add(1));
        let until = now.saturating_add(pause(failures, STUCK.0, STUCK.1));
        self.stuck.insert(
            id,
            Stuck {
                why,
                until,
                failures,
            },
        );
    }

    fn failed(&mut self, failure: Failure, which: Which, now: i64, dice: u16) {
        let (trouble, wait) = match failure {
            Failure::SignedOut => {
                self.signed_out = true;
                return;
            }
            Failure::Trouble(Trouble::TooOld, _) => (Some(Trouble::TooOld), Some(TOO_OLD)),
            Failure::Revoked => return self.revoke(),
            Failure::Trouble(trouble, wait) => (Some(trouble), wait),
            Failure::Device => (None, None),
        };
        let lane = match which {
            Which::Push => &mut self.push,
            Which::Pull => &mut self.pull,
            Which::Photos => &mut self.photos,
        };
        lane.trouble = trouble.or(lane.trouble);
        lane.failed(now, dice, wait);
        // What one photo has to wait for is no reason for anything else to wait.
        let of_a_photo = matches!((which, trouble), (Which::Photos, Some(Trouble::Busy)));
        if trouble.is_some_and(Trouble::keeps_all) && !of_a_photo {
            let until = lane.not_before;
            for lane in [&mut self.push, &mut self.pull, &mut self.photos] {
                lane.not_before = lane.not_before.max(until);
            }
        }
    }

    /// The server has answered.
    fn heard(&mut self) {
        for lane in [&mut self.push, &mut self.pull, &mut self.photos] {
            lane.heard();
        }
    }

    /// From now on only what is here goes there.
    fn revoke(&mut self) {
        if self.revoked.is_none() {
            self.revoked = Some(HandOver::default());
            self.pull.trouble = None;
            self.hurry();
        }
    }

    fn hurry(&mut self) {
        for lane in [&mut self.push, &mut self.pull, &mut self.photos] {
            lane.hurry();
        }
        for stuck in self.stuck.values_mut() {
            stuck.until = 0;
        }
    }

    /// The device's clock was set back by so much: whatever waits for a time would wait that much longer.
    fn set_back(&mut self, by: i64) {
        for lane in [&mut self.push, &mut self.pull, &mut self.photos] {
            lane.not_before = lane.not_before.saturating_sub(by);
        }
        for stuck in self.stuck.values_mut() {
            stuck.until = stuck.until.saturating_sub(by);
        }
        if self.look_at < i64::MAX {
            self.look_at = self.look_at.saturating_sub(by);
        }
    }

    /// As ever, unless that is later than what is planned.
    fn look_no_later(&mut self, now: i64, dice: u16) {
        let planned = self.look_at;
        self.look_later(now, dice);
        self.look_at = self.look_at.min(planned);
    }

    fn look_later(&mut self, now: i64, dice: u16) {
        let period = match (self.visible, self.events) {
            (false, _) => HIDDEN,
            (true, true) => WITH_EVENTS,
            (true, false) => WITHOUT_EVENTS,
        };
        self.look_at = now.saturating_add(spread(period, dice));
    }
}

#[derive(Clone, Copy)]
enum Which {
    Push,
    Pull,
    Photos,
}
