//! `simulate`: plans by the dice for a whole night, or one plan again, told step by step.
#![allow(
    clippy::print_stdout,
    reason = "talking to the person at the terminal is this program's job"
)]

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use clap::Parser;
use gridloop_simulate::{Figures, Manner, Plan, Runner, Violation, generate};

/// How often to say how far it is.
const SAY: Duration = Duration::from_secs(10);

#[derive(Parser)]
#[command(about = "Runs simulated phones")]
struct Cli {
    /// How many plans
    #[arg(long, default_value_t = 2_000)]
    plans: u64,
    /// The number of the first plan
    #[arg(long, default_value_t = 0)]
    seed: u64,
    /// Run this saved plan and tell what happens
    #[arg(long)]
    replay: Option<PathBuf>,
    /// Where to save plans that fail
    #[arg(long, default_value = "target/simulate")]
    save: PathBuf,
    /// How many at once
    #[arg(long, default_value_t = 2)]
    threads: usize,
    /// Go on after so many have failed
    #[arg(long, default_value_t = 0)]
    failures: usize,
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    std::panic::set_hook(Box::new(|_| {}));
    let good = match &cli.replay {
        Some(file) => replay(file),
        None => night(&cli),
    };
    if good {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn replay(file: &std::path::Path) -> bool {
    let text = std::fs::read_to_string(file).map_err(|error| error.to_string());
    let plan = text.and_then(|text| Plan::read(&text).map_err(|error| error.to_string()));
    let plan = match plan {
        Ok(plan) => plan,
        Err(error) => {
            println!("{} is no plan: {error}", file.display());
            return false;
        }
    };
    let manner = Manner {
        tell: true,
        ..Manner::default()
    };
    match Runner::default().run(&plan, manner) {
        Ok(figures) => println!("holds: {figures}"),
        Err(violation) => {
            println!("FAILS {violation}");
            return false;
        }
    }
    true
}

/// What all threads share.
struct Night {
    next: AtomicU64,
    last: u64,
    figures: Mutex<Figures>,
    failed: Mutex<Vec<(u64, Violation)>>,
    began: Instant,
    said: Mutex<Instant>,
}

fn night(cli: &Cli) -> bool {
    let night = Night {
        next: AtomicU64::new(cli.seed),
        last: cli.seed.saturating_add(cli.plans),
        figures: Mutex::default(),
        failed: Mutex::default(),
        began: Instant::now(),
        said: Mutex::new(Instant::now()),
    };
    std::thread::scope(|scope| {
        for _ in 0..cli.threads.max(1) {
            scope.spawn(|| night.work(cli));
        }
    });
    night.say();
    let failed = night.failed.lock().map_or(1, |failed| failed.len());
    println!("{failed} failed");
    failed == 0
}

impl Night {
    fn work(&self, cli: &Cli) {
        let runner = Runner::default();
        loop {
            let number = self.next.fetch_add(1, Ordering::Relaxed);
            let failed = self.failed.lock().map_or(usize::MAX, |failed| failed.len());
            if number >= self.last || failed > cli.failures {
                return;
            }
            let plan = generate::plan(number);
            match runner.run(&plan, Manner::default()) {
                Ok(figures) => {
                    if let Ok(mut all) = self.figures.lock() {
                        *all += figures;
                    }
                }
                Err(violation) => self.failed(cli, &runner, number, &plan, violation),
            }
            if self.is_time_to_say() {
                self.say();
            }
        }
    }

    fn failed(&self, cli: &Cli, runner: &Runner, number: u64, plan: &Plan, found: Violation) {
        if let Ok(mut failed) = self.failed.lock() {
            failed.push((number, found.clone()));
        }
        println!("plan {number} fails {found}");
        let (plan, violation) = runner.shrink(plan, found, Manner::default());
        let file = cli.save.join(format!("{number}.json"));
        let saved =
            std::fs::create_dir_all(&cli.save).and_then(|()| std::fs::write(&file, plan.text()));
        println!("shortened, plan {number} fails {violation}");
        match saved {
            Ok(()) => println!("again: cargo xtask simulate --replay {}", file.display()),
            Err(error) => println!("it could not be saved ({error}):\n{}", plan.text()),
        }
    }

    fn is_time_to_say(&self) -> bool {
        self.said.lock().is_ok_and(|mut said| {
            let is = said.elapsed() >= SAY;
            if is {
                *said = Instant::now();
            }
            is
        })
    }

    fn say(&self) {
        if let Ok(figures) = self.figures.lock() {
            println!("{:>6} s  {figures}", self.began.elapsed().as_secs());
        }
    }
}
