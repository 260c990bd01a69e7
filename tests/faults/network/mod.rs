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

#[tokio::test]
async fn a_slow_line_that_loses_packets() {
    compare("slow, 1 % lost", Quality::STAIRWELL).await;
}

#[tokio::test]
async fn a_line_that_is_cut_again_and_again() {
    let cut = Duration::from_millis(size("CUT_MS", 1_500));
    let quality = Quality {
        cut: Some(cut),
        ..Quality::STAIRWELL
    };
    compare(&format!("cut every {cut:?}"), quality).await;
}

#[tokio::test]
async fn a_line_that_falls_silent_without_a_word() {
    let quality = Quality {
        silent: 30,
        ..Quality::STAIRWELL
    };
    compare("30 % half-open", quality).await;
}

/// The same work over a good line and over this one.
async fn compare(name: &str, quality: Quality) {
    let load = Load::of_this_run();
    let needed = load.send(Quality::GOOD).await;
    needed.print("backlog", "a good line");
    let outcome = load.send(quality).await;
    outcome.print("backlog", name);
    is_bounded(&outcome, &needed);

    let data = tempfile::tempdir().unwrap();
    let program = Program::with_cases(data.path(), load.cases);
    let needed = load.fetch(&program, Quality::GOOD).await;
    needed.print("first sync", "a good line");
    let outcome = load.fetch(&program, quality).await;
    outcome.print("first sync", name);
    is_bounded(&outcome, &needed);
}

/// Beyond what was needed and what the line lost, no more than a quarter.
fn is_bounded(outcome: &Outcome, needed: &Outcome) {
    let (here, good) = (outcome.figures, needed.figures);
    for (what, carried, lost, needed) in [
        ("up", here.carried.up, here.lost.up, good.carried.up),
        ("down", here.carried.down, here.lost.down, good.carried.down),
    ] {
        let most = needed + lost + needed.max(lost) / 4 + outcome.overhead();
        assert!(
            carried <= most,
            "{what}: {carried} bytes, needed {needed}, lost {lost}"
        );
    }
}
