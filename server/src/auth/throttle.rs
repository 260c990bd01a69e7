//! Slows down guessing: after some failures of one user from one address, each further one doubles the wait.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Failures that cost nothing.
const FREE: u32 = 5;
/// The longest wait.
const LONGEST: Duration = Duration::from_secs(300);
/// After this long without a failure all is forgotten.
const FORGET: Duration = Duration::from_secs(900);
/// The most pairs remembered. Beyond it the oldest are swept.
const MOST: usize = 10_000;
/// The longest user name that is remembered as it is: a longer one belongs to nobody.
const LONGEST_NAME: usize = 64;

type Pair = (String, IpAddr);

struct Failures {
    count: u32,
    last: Instant,
}

impl Failures {
    fn wait(&self) -> Duration {
        match self.count.checked_sub(FREE) {
            None => Duration::ZERO,
            Some(beyond) => {
                Duration::from_secs(2u64.saturating_pow(beyond.saturating_add(1))).min(LONGEST)
            }
        }
    }
}

/// Failed tries by user and address. In memory: a restart forgives.
#[derive(Default)]
pub struct Throttle {
    failures: Mutex<HashMap<Pair, Failures>>,
}

impl Throttle {
    /// How long this user has to wait at this address, or none.
    pub fn wait(&self, user: &str, address: IpAddr, now: Instant) -> Option<Duration> {
        let failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        let pair = failures.get(&pair(user, address))?;
        let left = (pair.last + pair.wait()).checked_duration_since(now)?;
        (!left.is_zero()).then_some(left)
    }

    /// Notes a failure.
    pub fn failed(&self, user: &str, address: IpAddr, now: Instant) {
        let mut failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        if failures.len() >= MOST {
            failures.retain(|_, failures| now.duration_since(failures.last) < FORGET);
        }
        if failures.len() >= MOST {
            failures.clear();
        }
        let entry = failures.entry(pair(user, address)).or_insert(Failures {
            count: 0,
            last: now,
        });
        if now.duration_since(entry.last) >= FORGET {
            entry.count = 0;
        }
        entry.count = entry.count.saturating_add(1);
        entry.last = now;
    }

    /// Forgets the failures of somebody who got in.
    pub fn succeeded(&self, user: &str, address: IpAddr) {
        let mut failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        failures.remove(&pair(user, address));
    }
}

fn pair(user: &str, address: IpAddr) -> Pair {
    (user.chars().take(LONGEST_NAME).collect(), address)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::Ipv4Addr;

    const HERE: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);
    const THERE: IpAddr = IpAddr::V4(Ipv4Addr::BROADCAST);

    #[test]
    fn the_wait_begins_after_some_failures_and_doubles() {
        let throttle = Throttle::default();
        let now = Instant::now();
        for _ in 0..FREE - 1 {
            throttle.failed("a", HERE, now);
        }
        assert_eq!(throttle.wait("a", HERE, now), None);
        for seconds in [2, 4, 8, 16, 32, 64, 128, 256, 300, 300] {
            throttle.failed("a", HERE, now);
            let wait = Duration::from_secs(seconds);
            assert_eq!(throttle.wait("a", HERE, now), Some(wait));
            assert_eq!(throttle.wait("a", HERE, now + wait), None);
        }
        assert_eq!(throttle.wait("b", HERE, now), None, "another user");
        assert_eq!(throttle.wait("a", THERE, now), None, "another address");
    }

    #[test]
    fn who_gets_in_or_stays_away_begins_anew() {
        let throttle = Throttle::default();
        let now = Instant::now();
        for _ in 0..9 {
            throttle.failed("a", HERE, now);
            throttle.failed("b", HERE, now);
        }
        throttle.succeeded("a", HERE);
        assert_eq!(throttle.wait("a", HERE, now), None);
        throttle.failed("b", HERE, now + FORGET);
        assert_eq!(throttle.wait("b", HERE, now + FORGET), None);
    }
}
