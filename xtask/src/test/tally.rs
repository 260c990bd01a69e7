//! Passes a test runner's output on as it comes, but holds back the line that counts, so that all counts stand together at the end.

use crate::process::shown;
use anyhow::{Context, Result, bail};
use std::io::{BufRead, BufReader, IsTerminal, Read};
use std::process::{Command, Stdio};
use std::{io, thread};

/// Runs a test runner; the lines of which `is_count` holds go to `counts`.
pub fn run(
    command: &mut Command,
    is_count: fn(&str) -> bool,
    counts: &mut Vec<String>,
) -> Result<()> {
    if io::stdout().is_terminal() {
        command
            .env("CARGO_TERM_COLOR", "always")
            .env("FORCE_COLOR", "1");
    }
    let name = shown(command);
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("cannot start `{name}`"))?;
    let stdout = child.stdout.take().context("no standard output")?;
    let stderr = child.stderr.take().context("no standard error")?;
    let errors = thread::spawn(move || pass_on(stderr, is_count));
    counts.extend(pass_on(stdout, is_count));
    counts.extend(errors.join().unwrap_or_default());
    let status = child.wait()?;
    if !status.success() {
        bail!("`{name}` failed ({status})");
    }
    Ok(())
}

fn pass_on(stream: impl Read, is_count: fn(&str) -> bool) -> Vec<String> {
    let mut counts = Vec::new();
    for line in BufReader::new(stream).lines().map_while(Result::ok) {
        if is_count(&plain(&line)) {
            counts.push(plain(&line).trim().to_owned());
        } else {
            println!("{line}");
        }
    }
    counts
}

/// `Summary [   0.123s] 12 tests run: 12 passed, 0 skipped`
pub fn is_nextest_summary(line: &str) -> bool {
    line.trim_start().starts_with("Summary [")
}

/// `12 passed, 0 failed`
pub fn is_browser_summary(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let number = |word: Option<&str>| word.is_some_and(|word| word.parse::<u32>().is_ok());
    number(words.next())
        && words.next() == Some("passed,")
        && number(words.next())
        && words.next() == Some("failed")
}

/// Without the terminal's colours (ECMA-48 `CSI … m`).
fn plain(line: &str) -> String {
    let mut parts = line.split("\u{1b}[");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| {
        text + part.split_once('m').map_or(part, |(_, after)| after)
    })
}

#[cfg(test)]
mod tests {
    use super::{is_browser_summary, is_nextest_summary, plain};

    #[test]
    fn knows_the_lines_that_count() {
        assert!(is_nextest_summary(
            "     Summary [   0.003s] 2 tests run: 2 passed, 0 skipped"
        ));
        assert!(!is_nextest_summary(
            "        PASS [   0.003s] xtask summary"
        ));
        assert!(is_browser_summary("12 passed, 0 failed"));
        assert!(!is_browser_summary("a test: 12 passed, 0 failed"));
    }

    #[test]
    fn takes_colours_away() {
        assert_eq!(
            plain("\u{1b}[32;1m  Summary\u{1b}[0m [ 1s]"),
            "  Summary [ 1s]"
        );
    }
}
