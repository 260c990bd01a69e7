//! `cargo xtask bench sync`: the same work with each system, one after the other, as often as was asked for.

use super::machine::Machine;
use super::record::{Measured, as_json};
use super::rows::rows;
use super::run::run;
use super::size::{Flags, Size};
use super::systems::{Programs, System};
use super::table::table;
use crate::{files, say};
use anyhow::{Context, Result};
use clap::{Args, ValueEnum};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// A system whose runs have taken so long together is not run again.
const ENOUGH: Duration = Duration::from_secs(5 * 60);

/// `cargo xtask bench sync`
#[derive(Args)]
pub struct Sync {
    /// Measure only these; may be given several times
    #[arg(long, value_enum)]
    only: Vec<System>,
    #[command(flatten)]
    flags: Flags,
    /// Where the record of all figures goes
    #[arg(long)]
    out: Option<PathBuf>,
}

impl Sync {
    /// Measures, shows the table and keeps the record.
    pub fn run(self) -> Result<()> {
        let size = self.flags.size();
        let wanted: Vec<System> = System::value_variants()
            .iter()
            .copied()
            .filter(|system| self.only.is_empty() || self.only.contains(system))
            .collect();
        // Beside the builds, not among the system's temporary files: those may lie in memory, where to flush costs nothing.
        let folder = files::target().join("bench");
        fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
        let programs = Programs::ready(size, &wanted, &folder)?;
        let machine = Machine::here(&folder)?;
        say::line(machine.line());
        machine.busy().iter().for_each(say::line);

        let all = measure(&programs, &wanted, &size, &folder)?;
        let rows = rows(&size);
        println!("\n{}", table(&all, &rows, &size));
        let out = self.out.unwrap_or_else(|| folder.join("sync.json"));
        let record = serde_json::to_string_pretty(&as_json(&all, &rows, &size, &machine))?;
        files::write(&out, record)?;
        say::line(format!("all figures: {}", out.display()));
        Ok(())
    }
}

/// Round by round, so that whatever else the machine does meets all of them alike.
fn measure(
    programs: &Programs,
    wanted: &[System],
    size: &Size,
    folder: &Path,
) -> Result<Vec<Measured>> {
    let mut all = Vec::new();
    for system in wanted {
        all.push(Measured {
            system: *system,
            version: programs.version(*system)?,
            runs: Vec::new(),
        });
    }
    let mut spent = vec![Duration::ZERO; wanted.len()];
    for round in 1..=size.runs {
        for (one, spent) in all.iter_mut().zip(&mut spent) {
            if *spent > ENOUGH {
                continue;
            }
            let step = say::start(format!("{}, run {round}", one.system.name()));
            let began = Instant::now();
            one.runs.push(run(programs, one.system, folder)?);
            *spent += began.elapsed();
            step.done();
        }
    }
    Ok(all)
}
