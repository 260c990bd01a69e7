//! What a process has used, from `/proc` (Linux, proc(5)).

use crate::process;
use std::fs;
use std::process::Command;

/// What a process has used since its start.
#[derive(Clone, Copy)]
pub struct Usage {
    /// Seconds of processor time, its own and the system's for it.
    pub cpu_s: f64,
    /// The most memory that it had at once, in bytes.
    pub peak: f64,
}

/// What it has used until now; nothing where there is no `/proc`.
pub fn of(pid: u32) -> Option<Usage> {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    Some(Usage {
        cpu_s: ticks(&stat)? / ticks_a_second(),
        peak: peak(&status)?,
    })
}

/// The line `VmHWM: 1234 kB`, in bytes.
fn peak(status: &str) -> Option<f64> {
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kib: f64 = line.split_whitespace().next()?.parse().ok()?;
    Some(kib * 1024.0)
}

/// Fields 14 and 15, utime and stime. The name before them may hold spaces, but ends with the last parenthesis.
fn ticks(stat: &str) -> Option<f64> {
    let (_, fields) = stat.rsplit_once(')')?;
    let mut fields = fields.split_whitespace().skip(11);
    let mut next = || fields.next()?.parse::<f64>().ok();
    Some(next()? + next()?)
}

fn ticks_a_second() -> f64 {
    process::output(Command::new("getconf").arg("CLK_TCK"))
        .and_then(|said| said.parse().ok())
        .unwrap_or(100.0)
}

#[cfg(test)]
mod tests {
    use super::{of, peak, ticks};

    #[test]
    fn reads_what_the_kernel_writes() {
        assert_eq!(peak("Name:\tx\nVmHWM:\t  2048 kB\n"), Some(2_097_152.0));
        let stat = "12 (a) b) S 1 12 12 0 -1 4194304 100 0 0 0 250 50 0 0 20 0 1 0 5 6 7";
        assert_eq!(ticks(stat), Some(300.0));
        assert_eq!(ticks("12 (a"), None);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn knows_its_own_process() {
        let own = of(std::process::id()).unwrap();
        assert!(own.peak > 100_000.0);
        assert!(own.cpu_s >= 0.0);
    }
}
