//! The memory of the server's process, as the system counts it (Linux, `proc(5)`).

use std::fmt;
use std::fs;

use gridloop_tests::Program;

/// The memory of a process.
pub struct Memory {
    process: u32,
}

impl Memory {
    /// Of this program.
    pub fn of(program: &Program) -> Self {
        Self {
            process: program.id(),
        }
    }

    /// Begins to look for the peak from now on, where the system can.
    pub fn forget_peak(&self) {
        let _ = fs::write(format!("/proc/{}/clear_refs", self.process), "5");
    }

    /// Whether it is less than so many megabytes, as far as that is told.
    pub fn is_below(&self, most: u64) -> bool {
        self.megabytes("VmHWM:").is_none_or(|peak| peak < most)
    }

    fn megabytes(&self, line: &str) -> Option<u64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.process)).ok()?;
        let line = status.lines().find_map(|each| each.strip_prefix(line))?;
        let kilobytes: u64 = line.split_whitespace().next()?.parse().ok()?;
        Some(kilobytes / 1_024)
    }
}

impl fmt::Display for Memory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (Some(peak), Some(now)) = (self.megabytes("VmHWM:"), self.megabytes("VmRSS:")) else {
            return write!(f, "the server's memory is not told on this system");
        };
        write!(f, "the server's memory: peak {peak} MB, now {now} MB")
    }
}
