//! Devices behind bad lines, with the app's own courier: those who have much to send and those who have everything to fetch. All
//! finish, and what is sent twice is not much more than what was cut.

mod counts;
mod line;
mod load;

use std::time::Duration;

use gridloop_tests::Program;

use crate::size::size;
use line::Quality;
use load::{Load, Outcome};

/// The one seed of all lines and devices.
fn seed() -> u64 {
    size("SEED", 7)
}

/// 200 ms, 1 Mbit/s, 1 % of packets lost.
const SLOW: Quality = Quality::STAIRWELL;

/// The same, and all connections are cut again and again.
fn cut() -> Quality {
    Quality {
        cut: Some(Duration::from_millis(size("CUT_MS", 2_500))),
        ..SLOW
    }
}

/// The same, and every other connection falls silent without a word.
fn half_open() -> Quality {
    Quality {
        silent: Some(size("TALK", 0)),
        ..SLOW
    }
}

#[tokio::test]
async fn a_backlog_over_a_slow_line_that_loses_packets() {
    backlog("slow", SLOW).await;
}

#[tokio::test]
async fn a_backlog_over_a_line_that_is_cut_again_and_again() {
    backlog("cut", cut()).await;
}

#[tokio::test]
async fn a_backlog_over_a_line_that_falls_silent() {
    backlog("half-open", half_open()).await;
}

#[tokio::test]
async fn a_first_sync_over_a_slow_line_that_loses_packets() {
    first_sync("slow", SLOW).await;
}

#[tokio::test]
async fn a_first_sync_over_a_line_that_is_cut_again_and_again() {
    first_sync("cut", cut()).await;
}

#[tokio::test]
async fn a_first_sync_over_a_line_that_falls_silent() {
    first_sync("half-open", half_open()).await;
}

async fn backlog(name: &str, quality: Quality) {
    let load = Load::of_this_run();
    let needed = load.send(Quality::GOOD).await;
    let outcome = load.send(quality).await;
    compare("backlog", name, quality, &needed, &outcome);
}

async fn first_sync(name: &str, quality: Quality) {
    let load = Load::of_this_run();
    let data = tempfile::tempdir().unwrap();
    let program = Program::with_cases(data.path(), load.cases);
    load.is_packed(&program).await;
    let needed = load.fetch(&program, Quality::GOOD).await;
    let outcome = load.fetch(&program, quality).await;
    compare("first sync", name, quality, &needed, &outcome);
}

fn compare(what: &str, name: &str, quality: Quality, needed: &Outcome, outcome: &Outcome) {
    println!("seed {}", seed());
    needed.print(what, "a good line");
    outcome.print(what, name);
    assert_eq!(outcome.failures > 0, quality.fails(), "the line was bad");
    is_bounded(outcome, needed);
}

/// Beyond what was needed, no more goes over the line than what it lost and half of that.
fn is_bounded(outcome: &Outcome, needed: &Outcome) {
    let (here, good) = (outcome.figures, needed.figures);
    for (what, carried, lost, needed) in [
        ("up", here.carried.up, here.lost.up, good.carried.up),
        ("down", here.carried.down, here.lost.down, good.carried.down),
    ] {
        let most = needed + lost * 3 / 2 + outcome.overhead();
        assert!(
            carried <= most,
            "{what}: {carried} bytes, needed {needed}, lost {lost}"
        );
    }
}
