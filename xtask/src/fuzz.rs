//! Coverage-guided fuzzing of everything that takes bytes from outside, on the toolchain that is here.
//!
//! What `cargo fuzz` passes to the compiler of a nightly toolchain are mostly flags that every compiler takes: LLVM's coverage sanitizer
//! (<https://clang.llvm.org/docs/SanitizerCoverage.html>) and libFuzzer's runtime, which libfuzzer-sys brings along, are enough to be
//! guided. The address sanitizer is left out: it asks for a standard library of its own, and there is no unsafe code here for it to find.

use crate::{files, process, say};
use anyhow::{Context, Result, bail};
use clap::{Args, ValueEnum};
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// So that every edge between blocks is counted, and every comparison is told to the fuzzer, which then aims at it.
const FLAGS: [&str; 7] = [
    "--cfg=fuzzing",
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
    "-Cllvm-args=-simplifycfg-branch-fold-threshold=0",
];
/// Whatever takes longer for one input, or more memory in all, is a finding.
const LIMITS: [&str; 2] = ["-timeout=5", "-rss_limit_mb=1024"];

/// `cargo xtask fuzz`
#[derive(Args)]
pub struct Fuzz {
    /// Fuzz one target instead of all, one after the other
    #[arg(long, value_enum)]
    target: Option<Target>,
    /// How long each
    #[arg(long, default_value_t = 60)]
    seconds: u32,
    /// Play one input again instead, for instance a crash
    #[arg(long, value_name = "FILE", requires = "target")]
    replay: Option<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Target {
    /// One change on its own
    Decode,
    /// Many changes of several people
    Judge,
    /// Messages of the protocol
    Wire,
    /// Files that are said to be pictures
    Picture,
}

impl Target {
    fn name(self) -> String {
        self.to_possible_value()
            .map(|value| value.get_name().to_owned())
            .unwrap_or_default()
    }

    /// The longest input: beyond it only time is lost.
    const fn longest(self) -> &'static str {
        match self {
            Self::Decode => "-max_len=2048",
            Self::Judge => "-max_len=1024",
            Self::Wire | Self::Picture => "-max_len=4096",
        }
    }
}

/// What one run came to.
struct Ran {
    name: String,
    executions: String,
    coverage: String,
    crash: Option<PathBuf>,
}

impl Fuzz {
    /// Builds and runs; fails when something was found.
    pub fn run(self) -> Result<()> {
        let programs = build()?;
        if let (Some(target), Some(file)) = (self.target, &self.replay) {
            let mut program = Command::new(programs.join(target.name()));
            program.args(LIMITS).arg(file).current_dir(files::root());
            return process::run(&mut program);
        }
        let kept = files::tools()?.join("fuzz");
        seeds(&kept.join("seeds"))?;
        let targets = self
            .target
            .as_ref()
            .map_or(Target::value_variants(), std::slice::from_ref);
        let mut all = Vec::new();
        for target in targets {
            let step = say::start(format!("fuzzing {}", target.name()));
            all.push(fuzz(*target, &programs, &kept, self.seconds)?);
            step.done();
        }
        report(&all)
    }
}

/// Builds all targets and answers the folder in which they are.
fn build() -> Result<PathBuf> {
    let step = say::start("building the targets with coverage");
    let version = process::output(Command::new("rustc").arg("-vV")).context("no rustc")?;
    let host = version
        .lines()
        .find_map(|line| line.strip_prefix("host: "))
        .context("rustc does not name its host")?
        .to_owned();
    if process::find("c++").is_none() {
        bail!("libFuzzer is built by a C++ compiler: install g++ or clang, so that `c++` is found");
    }
    let home = files::target().join("fuzz");
    let mut cargo = process::cargo();
    // With a target named, the flags are not for build scripts and macros, which run while compiling.
    cargo.args(["build", "--release", "--target", &host]);
    cargo.args(["--manifest-path", "tests/fuzz/Cargo.toml"]);
    cargo.env("CARGO_ENCODED_RUSTFLAGS", FLAGS.join("\u{1f}"));
    cargo.env("CARGO_TARGET_DIR", &home);
    process::run(&mut cargo)?;
    step.done();
    Ok(home.join(host).join("release"))
}

/// What fuzzing begins from: the corpus and honest changes.
fn seeds(folder: &Path) -> Result<()> {
    let mut cargo = process::cargo();
    cargo.args([
        "run",
        "--quiet",
        "--package",
        "gridloop-hostile",
        "--",
        "seeds",
    ]);
    process::run(cargo.arg(folder))
}

fn fuzz(target: Target, programs: &Path, kept: &Path, seconds: u32) -> Result<Ran> {
    let name = target.name();
    let found = kept.join("found").join(&name);
    let begin = kept.join("seeds").join(&name);
    let crashes = files::root().join("tests/fuzz/crashes").join(&name);
    for folder in [&found, &begin, &crashes] {
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    }
    let before = files::walk(&crashes, &|_| false)?;
    let mut program = Command::new(programs.join(&name));
    program
        .args(LIMITS)
        .args([target.longest(), "-print_final_stats=1"])
        .arg(format!("-max_total_time={seconds}"))
        .arg(format!("-artifact_prefix={}/", crashes.display()))
        // New inputs go to the first folder.
        .args([&found, &begin])
        .current_dir(files::root())
        .stderr(Stdio::piped());
    let mut child = program
        .spawn()
        .with_context(|| format!("cannot start `{}`", process::shown(&program)))?;
    let (executions, coverage) = watch(child.stderr.take().context("no standard error")?);
    let status = child.wait()?;
    let after = files::walk(&crashes, &|_| false)?;
    let crash = after.into_iter().find(|file| !before.contains(file));
    if !status.success() && crash.is_none() {
        bail!("the fuzzer of {name} failed ({status}); see above");
    }
    // An empty folder says nothing.
    drop(fs::remove_dir(&crashes));
    Ok(Ran {
        name,
        executions,
        coverage,
        crash,
    })
}

/// Passes on what the fuzzer says, and remembers the last figures.
fn watch(said: impl std::io::Read) -> (String, String) {
    let (mut executions, mut coverage) = (String::new(), String::new());
    for line in BufReader::new(said).lines().map_while(Result::ok) {
        let word = |after: &str| {
            let mut words = line.split_whitespace().skip_while(|word| *word != after);
            words.nth(1).map(str::to_owned)
        };
        executions = word("stat::number_of_executed_units:").unwrap_or(executions);
        coverage = word("cov:").unwrap_or(coverage);
        // One line for every input that reaches something new is too much to read.
        if !line.contains(" REDUCE ") && !line.contains(" NEW ") {
            println!("  {line}");
        }
    }
    (executions, coverage)
}

fn report(all: &[Ran]) -> Result<()> {
    println!(
        "\n{:<10} {:>12} {:>10}  crash",
        "target", "executions", "edges"
    );
    for ran in all {
        let crash = ran
            .crash
            .as_ref()
            .map_or("none".to_owned(), |file| files::below(&files::root(), file));
        println!(
            "{:<10} {:>12} {:>10}  {crash}",
            ran.name, ran.executions, ran.coverage
        );
    }
    let found: Vec<String> = all
        .iter()
        .filter_map(|ran| {
            let file = files::below(&files::root(), ran.crash.as_ref()?);
            let name = &ran.name;
            Some(format!("cargo xtask fuzz --target {name} --replay {file}"))
        })
        .collect();
    if found.is_empty() {
        return Ok(());
    }
    bail!(
        "crashes were found; to play one again: {}",
        found.join("; ")
    )
}

#[cfg(test)]
mod tests {
    use super::watch;

    #[test]
    fn the_last_figures_of_the_fuzzer_are_kept() {
        let said = "#2\tINITED cov: 10 ft: 11 corp: 1/1b exec/s: 0 rss: 30Mb\n\
                    #9\tDONE   cov: 12 ft: 13 corp: 2/2b exec/s: 9 rss: 30Mb\n\
                    stat::number_of_executed_units: 9\n";
        assert_eq!(watch(said.as_bytes()), ("9".to_owned(), "12".to_owned()));
    }
}
