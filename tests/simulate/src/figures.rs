//! What was counted while plans ran.

use std::fmt;
use std::ops::AddAssign;

/// Counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Figures {
    pub plans: u64,
    pub steps: u64,
    pub commands: u64,
    pub requests: u64,
    pub admitted: u64,
    pub refused: u64,
    pub twins: u64,
    pub held: u64,
    pub ruled: u64,
    pub ineffective: u64,
    pub device_crashes: u64,
    pub server_crashes: u64,
    pub restores: u64,
    pub given_back: u64,
    pub grants_changed: u64,
    pub photos: u64,
    pub contested: u64,
}

impl AddAssign for Figures {
    fn add_assign(&mut self, other: Self) {
        self.plans += other.plans;
        self.steps += other.steps;
        self.commands += other.commands;
        self.requests += other.requests;
        self.admitted += other.admitted;
        self.refused += other.refused;
        self.twins += other.twins;
        self.held += other.held;
        self.ruled += other.ruled;
        self.ineffective += other.ineffective;
        self.device_crashes += other.device_crashes;
        self.server_crashes += other.server_crashes;
        self.restores += other.restores;
        self.given_back += other.given_back;
        self.grants_changed += other.grants_changed;
        self.photos += other.photos;
        self.contested += other.contested;
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} plans, {} steps: {} commands, {} admitted, {} refused, {} arrived twice, {} held ({} decided on), {} without effect, {} contested; \
             {} requests, {} photos; {} device crashes, {} server crashes, {} restores ({} documents given back), \
             {} changes of grants",
            self.plans,
            self.steps,
            self.commands,
            self.admitted,
            self.refused,
            self.twins,
            self.held,
            self.ruled,
            self.ineffective,
            self.contested,
            self.requests,
            self.photos,
            self.device_crashes,
            self.server_crashes,
            self.restores,
            self.given_back,
            self.grants_changed,
        )
    }
}
