//! When the program is killed: so many requests into a round, and some microseconds more.

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};
use std::thread::{JoinHandle, sleep, spawn};
use std::time::Duration;

use fastrand::Rng;
use gridloop_tests::Program;

/// Beyond this a request has long been answered.
const LATEST: u64 = 20_000;

/// A moment of a round.
#[derive(Debug, Clone, Copy)]
pub struct Moment {
    /// With which request of the round.
    request: usize,
    /// So long after it has begun.
    after: Duration,
}

/// Counts the requests of a round.
pub struct Load {
    begun: AtomicUsize,
    fatal: usize,
    fire: mpsc::Sender<()>,
}

impl Load {
    /// A request goes out.
    pub fn begins(&self) {
        if self.begun.fetch_add(1, Ordering::Relaxed) + 1 == self.fatal {
            self.fire.send(()).unwrap();
        }
    }
}

/// A program that will be killed.
pub struct Armed {
    load: Arc<Load>,
    killer: JoinHandle<()>,
}

impl Moment {
    /// Any.
    pub fn draw(dice: &mut Rng) -> Self {
        Self {
            request: dice.usize(1..120),
            after: Duration::from_micros(dice.u64(..LATEST)),
        }
    }

    /// Kills the program when the moment comes.
    pub fn arm(self, program: Program) -> Armed {
        let (fire, fired) = mpsc::channel();
        let load = Load {
            begun: AtomicUsize::new(0),
            fatal: self.request,
            fire,
        };
        let killer = spawn(move || {
            fired.recv().unwrap();
            // The delay is the fault that is looked for, not a wait for something.
            sleep(self.after);
            program.kill();
        });
        Armed {
            load: Arc::new(load),
            killer,
        }
    }

    /// Starts the program and kills it before or soon after it listens.
    pub fn stillborn(self, data: &Path) {
        let mut child = Program::spawn(data, 0);
        // As above: the moment is what is tried, whatever the program is doing then.
        sleep(self.after * 5);
        child.kill().unwrap();
        child.wait().unwrap();
    }
}

impl Armed {
    /// To be told of every request.
    pub fn load(&self) -> &Load {
        &self.load
    }

    /// Waits until it is dead.
    pub fn fired(self) {
        self.killer.join().unwrap();
    }
}
