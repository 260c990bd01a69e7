//! The program is killed (SIGKILL) while several devices push, over and over, over the same data folder. What a kill cannot
//! show is what a machine without power loses: the operating system keeps what was written and not yet synced.

mod audit;
mod crew;
mod disk;
mod hand;
mod ledger;
mod moment;
mod photographer;

use std::time::{Duration, Instant};

use fastrand::Rng;
use gridloop_tests::Program;

use crate::size::size;
use audit::Audit;
use crew::Crew;
use moment::Moment;

/// What a run comes to.
#[derive(Default)]
struct Tally {
    kills: usize,
    starts: Vec<Duration>,
}

#[tokio::test]
async fn a_kill_at_any_moment_loses_nothing_that_was_acknowledged() {
    let rounds: usize = size("ROUNDS", 15);
    let seed: u64 = size("SEED", 20_230_101);
    println!("{rounds} rounds, seed {seed}");
    let mut dice = Rng::with_seed(seed);
    let began = Instant::now();
    let data = tempfile::tempdir().unwrap();
    let mut tally = Tally::default();

    let mut program = Program::start(data.path());
    let mut crew = Crew::sign_in(&program.server(), &mut dice).await;
    let mut audit = Audit::default();
    for round in 1..=rounds {
        let moment = Moment::draw(&mut dice);
        let server = program.server();
        let armed = moment.arm(program);
        crew.work(&server, armed.load()).await;
        armed.fired();
        tally.kills += 1;
        if dice.u8(..5) == 0 {
            // Once more, while it looks through what the first kill left.
            Moment::draw(&mut dice).stillborn(data.path());
            tally.kills += 1;
        }
        let start = Instant::now();
        program = Program::start(data.path());
        tally.starts.push(start.elapsed());

        let server = program.server();
        let said = format!("seed {seed}, round {round}, {moment:?}");
        audit.after_kill(data.path(), &crew, &said).await;
        crew.send_again(&server, &said).await;
        audit.settled(&server, data.path(), &crew, &said).await;
    }
    audit.whole(data.path(), &mut crew, &program.server()).await;
    report(&tally, &crew, began.elapsed());
}

fn report(tally: &Tally, crew: &Crew, took: Duration) {
    let said = crew.ledger();
    let mut starts = tally.starts.clone();
    starts.sort();
    println!(
        "rounds {}, kills {}, took {took:.1?}",
        starts.len(),
        tally.kills
    );
    println!(
        "changes sent {}, acknowledged {}, lost 0",
        said.sent.len(),
        said.acknowledged.len()
    );
    println!(
        "unanswered at a kill {}: sent again, {} were there already, {} were taken now",
        said.known + said.late,
        said.known,
        said.late
    );
    println!(
        "photos whole {}, cut {}",
        crew.photos_whole(),
        crew.photos_cut()
    );
    println!(
        "start over what a kill left: median {:.0?}, longest {:.0?}",
        starts[starts.len() / 2],
        starts[starts.len() - 1]
    );
}
