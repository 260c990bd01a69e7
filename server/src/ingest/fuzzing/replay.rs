//! The corpus, every crash that was found once, and random bytes through what the fuzzer drives.

use std::panic;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use gridloop_hostile::corpus::{self, Send};
use gridloop_hostile::forge::Change;
use gridloop_hostile::scene::Scene;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;

use super::{decode, judge, picture, wire};

/// Panics, also those that are contained: to a fuzzer they are findings.
static PANICS: AtomicUsize = AtomicUsize::new(0);

fn quietly_counted() {
    let told = panic::take_hook();
    panic::set_hook(Box::new(move |what| {
        PANICS.fetch_add(1, Ordering::Relaxed);
        told(what);
    }));
}

fn crashes(target: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fuzz/crashes");
    let files = std::fs::read_dir(folder.join(target)).into_iter().flatten();
    files.map(|file| file.unwrap().path()).collect()
}

#[test]
fn the_corpus_and_every_crash_of_the_past_pass() {
    quietly_counted();
    for entry in corpus::read().unwrap() {
        println!("{}", entry.name);
        let bytes = entry.sent();
        let kind = |kind: u8| [&[kind][..], &bytes].concat();
        match entry.send {
            Send::Change(_) => decode(&bytes),
            Send::Push => wire(&kind(0)),
            Send::GiveBack => wire(&kind(1)),
            Send::Cursor => wire(&kind(5)),
            Send::SignIn => wire(&kind(6)),
            Send::Photo { .. } => picture(&bytes),
        }
    }
    let targets: [(&str, Target); 4] = [
        ("decode", decode),
        ("judge", judge),
        ("wire", wire),
        ("picture", picture),
    ];
    for (target, run) in targets {
        for crash in crashes(target) {
            println!("{}", crash.display());
            run(&std::fs::read(crash).unwrap());
        }
    }
    assert_eq!(PANICS.load(Ordering::Relaxed), 0, "a panic was contained");
}

/// What is played.
type Target = fn(&[u8]);

/// The same random bytes every time: what fails once fails again.
fn runner(cases: u32) -> TestRunner {
    let config = ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    let seed = proptest::test_runner::TestRng::deterministic_rng(config.rng_algorithm);
    TestRunner::new_with_rng(config, seed)
}

fn random(cases: u32, most: usize, run: fn(&[u8])) {
    quietly_counted();
    let done = runner(cases).run(&vec(any::<u8>(), 0..most), |bytes| {
        run(&bytes);
        Ok(())
    });
    done.unwrap();
    assert_eq!(PANICS.load(Ordering::Relaxed), 0, "a panic was contained");
}

#[test]
fn random_plays_leave_every_case_readable() {
    random(600, 400, judge);
}

#[test]
fn random_messages_are_told_apart() {
    random(20_000, 200, wire);
}

#[test]
fn random_pictures_are_told_apart() {
    random(20_000, 200, picture);
}

#[test]
fn an_honest_change_bent_anywhere_is_told_apart() {
    quietly_counted();
    let scene = Scene::new();
    let honest = [scene.report, scene.comment, scene.correction];
    let bodies = honest.map(|bytes| Change::parse(&bytes).unwrap().body());
    let bent = (0..bodies.len(), vec((any::<usize>(), any::<u8>()), 1..4));
    let done = runner(10_000).run(&bent, |(which, places)| {
        let mut body = bodies[which].clone();
        let length = body.len();
        for (place, byte) in places {
            body[place % length] = byte;
        }
        decode(&body);
        Ok(())
    });
    done.unwrap();
    assert_eq!(PANICS.load(Ordering::Relaxed), 0, "a panic was contained");
}
