//! Everybody comes back at once: after a power cut, a restart, the end of a lesson in a cellar. All are up to date soon, and nobody is
//! left waiting.

mod member;
mod memory;

use std::time::{Duration, Instant};

use futures_util::future::join_all;
use futures_util::stream::{StreamExt, iter};
use gridloop_demo::Demo;
use gridloop_tests::{Phone, Program, Server};
use tokio::time::timeout;

use crate::size::size;
use member::Member;
use memory::Memory;

/// Sign-ins, and first syncs, at once: neither is what is looked at.
const AT_ONCE: usize = 4;
/// Of so many devices one has something to send.
const ONE_IN: usize = 20;
/// What the server may keep after all have signed in (`docs/ARCHITECTURE.md`: 300 MB with a million cases).
const MOST_MEGABYTES: u64 = 200;
/// What was recorded by others while all were away.
const NEWS: usize = 60;

fn devices() -> usize {
    size("DEVICES", 100)
}

/// Nobody waits longer than that, however slow the machine.
fn longest() -> Duration {
    Duration::from_secs(size("LONGEST_S", 30))
}

#[tokio::test]
async fn all_who_come_back_at_once_are_soon_up_to_date() {
    let data = tempfile::tempdir().unwrap();
    let program = Program::with_cases(data.path(), size("CASES", 150));
    let server = program.server();
    let mut members = sign_in(&server).await;
    iter(members.iter_mut())
        .for_each_concurrent(AT_ONCE, |member| member.pull(&server))
        .await;

    let mut news = 0;
    for member in members.iter_mut().step_by(ONE_IN) {
        news += member.records(3);
    }
    let mut worker = Phone::sign_in(&server, "wangge").await;
    for _ in 0..NEWS {
        worker.report("c05/c05-g1", vec![]);
    }
    worker.push_admitted(&server).await;
    let mut desk = Phone::sign_in(&server, "dudao").await;
    desk.pull(&server).await;
    let all = member::place(&desk.cursor) + news;

    let memory = Memory::of(&program);
    memory.forget_peak();
    let back = members
        .iter_mut()
        .map(|member| member.comes_back(&server, all));
    let times = timeout(longest(), join_all(back)).await;
    let times = times.expect("somebody was left waiting");
    println!(
        "{} devices come back, {news} changes of their own",
        times.len()
    );
    print("up to date as of then", times.iter().map(|time| time.first));
    print(
        "with what all of them brought",
        times.iter().map(|time| time.all),
    );
    println!("{memory}");
}

#[tokio::test]
async fn one_change_wakes_all_who_listen_and_they_cost_little() {
    let data = tempfile::tempdir().unwrap();
    let program = Program::start(data.path());
    let server = program.server();
    let members = sign_in(&server).await;
    let memory = Memory::of(&program);
    memory.forget_peak();
    let streams = join_all(members.iter().map(|member| member.listens(&server)));
    let streams = timeout(longest(), streams).await.expect("all may listen");

    let mut worker = Phone::sign_in(&server, "wangge").await;
    worker.report("c05/c05-g1", vec![]);
    let began = Instant::now();
    let heard = join_all(streams.into_iter().map(|stream| async move {
        assert_eq!(member::hears(stream).await, 1);
        began.elapsed()
    }));
    let (_, heard) = futures_util::join!(worker.push_admitted(&server), timeout(longest(), heard));
    let heard = heard.expect("somebody was not woken");
    println!("{} event streams open", heard.len());
    print("woken by one change, from its sending", heard.into_iter());
    println!("{memory}");
    assert!(memory.is_below(MOST_MEGABYTES), "{memory}");
}

#[tokio::test]
async fn more_may_come_than_the_system_grants_without_being_asked() {
    let data = tempfile::tempdir().unwrap();
    let program = Program::with_open_files(data.path(), 64);
    let server = program.server();
    let desk = Member::sign_in(&server, "dudao").await;
    let streams = join_all((0..100).map(|_| desk.listens(&server)));
    let streams = timeout(longest(), streams).await;
    assert_eq!(streams.expect("some were not let in").len(), 100);
}

/// So many devices, of everybody in the demo in turn.
async fn sign_in(server: &Server) -> Vec<Member> {
    let demo = Demo::load().unwrap();
    let users = demo.people.iter().map(|person| person.user.clone());
    let users: Vec<String> = users.cycle().take(devices()).collect();
    iter(users)
        .map(|user| async move { Member::sign_in(server, &user).await })
        .buffered(AT_ONCE)
        .collect()
        .await
}

fn print(what: &str, times: impl Iterator<Item = Duration>) {
    let mut times: Vec<Duration> = times.collect();
    times.sort();
    let at = |percent: usize| times[(times.len() - 1) * percent / 100].as_millis();
    println!(
        "{what}: p50 {} ms, p99 {} ms, last {} ms",
        at(50),
        at(99),
        at(100)
    );
}
