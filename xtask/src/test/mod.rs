//! Everything that must hold before a change is taken in, cheap things first. All stages run, also after one has failed, so that one run
//! tells everything that is wrong.

mod lengths;
mod rooms;
mod size;
mod stage;
mod tally;

pub use stage::Stage;

use crate::{say, setup};
use anyhow::{Result, bail};
use clap::ValueEnum;
use std::time::Duration;

/// Runs one stage or all.
pub fn run(only: Option<Stage>) -> Result<()> {
    if only.is_none() {
        // Before the first stage, so that a missing tool is told at once and not after ten minutes.
        setup::for_tests()?;
    }
    let stages = only
        .as_ref()
        .map_or(Stage::value_variants(), std::slice::from_ref);
    let mut times = Vec::new();
    let mut failed = Vec::new();
    // The lines that count tests, held back to stand together at the end.
    let mut counts = Vec::new();
    for stage in stages {
        let name = stage.name();
        let step = say::start(name.clone());
        match stage.run(&mut counts) {
            Ok(()) => {
                times.push((name, step.elapsed()));
                step.done();
            }
            Err(error) => {
                times.push((format!("{name} FAILED"), step.elapsed()));
                say::line(format!("✗ {name}: {error:#}"));
                failed.push(name);
            }
        }
    }
    summarize(&times, &counts);
    if !failed.is_empty() {
        bail!("failed: {}", failed.join(", "));
    }
    Ok(())
}

fn summarize(times: &[(String, Duration)], counts: &[String]) {
    println!();
    for (name, time) in times {
        println!("{name:<24} {:>12}", say::lasting(*time));
    }
    let whole = times.iter().map(|(_, time)| *time).sum();
    println!("{:<24} {:>12}\n", "all", say::lasting(whole));
    for line in counts {
        println!("{line}");
    }
}
