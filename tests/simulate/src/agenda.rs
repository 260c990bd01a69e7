//! What happens when: the virtual clock, what is due, and the dice. Nothing here waits; time jumps to the next thing due.

use std::collections::BTreeMap;

/// Milliseconds since 1970 at which every plan begins: a Monday morning.
pub const MORNING: i64 = 1_790_553_600_000;

/// Something that is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// A request reaches the server. An echo is the same request once more.
    Arrives { request: u64, echo: bool },
    /// A device hears what became of its request.
    Answered { request: u64 },
    /// A device goes on with what it is doing.
    GoOn { device: usize },
    /// The time has come that a tab's courier asked for.
    Tick { device: usize, tab: u64, timer: u64 },
    /// The server's events tell a device that the log has grown.
    Woken { device: usize },
    /// The line of the server's events stands.
    EventsUp { device: usize, line: u64 },
    /// A device that was off is switched on again.
    SwitchedOn { device: usize },
}

/// The clock, the list and the dice.
#[derive(Debug)]
pub struct Agenda {
    now: i64,
    due: BTreeMap<(i64, u64), Due>,
    count: u64,
    seed: u64,
    thrown: BTreeMap<u64, u64>,
}

impl Agenda {
    /// A morning with nothing to do.
    pub fn new(seed: u64) -> Self {
        Self {
            now: MORNING,
            due: BTreeMap::new(),
            count: 0,
            seed,
            thrown: BTreeMap::new(),
        }
    }

    /// What time it is.
    pub const fn now(&self) -> i64 {
        self.now
    }

    /// Puts something on the list, so many milliseconds from now.
    pub fn after(&mut self, millis: i64, what: Due) {
        self.count += 1;
        let at = self.now.saturating_add(millis.max(0));
        self.due.insert((at, self.count), what);
    }

    /// The next thing due until then; the clock moves to it.
    pub fn next_until(&mut self, until: i64) -> Option<Due> {
        let ((at, _), _) = self.due.first_key_value()?;
        if *at > until {
            return None;
        }
        let ((at, _), what) = self.due.pop_first()?;
        self.now = self.now.max(at);
        Some(what)
    }

    /// Moves the clock when nothing is due before.
    pub fn pass_until(&mut self, until: i64) {
        self.now = self.now.max(until);
    }

    /// Whether only looks at the time are due, and nothing that is under way.
    pub fn is_idle(&self) -> bool {
        self.under_way().is_empty()
    }

    /// What is due and no look at the time.
    pub fn under_way(&self) -> Vec<Due> {
        let due = self.due.values().copied();
        due.filter(|what| !matches!(what, Due::Tick { .. }))
            .collect()
    }

    /// Throws the dice of a stream: 0 to `sides - 1`. Each stream has its own row of throws, so that a plan with a step less
    /// differs only where that step mattered.
    pub fn dice(&mut self, stream: u64, sides: u64) -> u64 {
        let thrown = self.thrown.entry(stream).or_default();
        *thrown += 1;
        let number = mixed(self.seed ^ mixed(stream) ^ mixed(thrown.wrapping_mul(0x9e37)));
        number % sides.max(1)
    }
}

/// A number that looks like none of its neighbours' (the finaliser of SplitMix64).
pub const fn mixed(number: u64) -> u64 {
    let mut z = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
