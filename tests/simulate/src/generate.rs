//! Plans by the dice: who is there, and what happens to them. The same number makes the same plan.

use gridloop_shared::model::FieldName;

use crate::agenda::mixed;
use crate::office::DEVICES;
use crate::plan::{Granted, Plan, Step, Taken};
use crate::post::Fault;

struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        self.0 = mixed(self.0);
        usize::try_from(self.0 >> 33).unwrap() % sides.max(1)
    }

    fn byte(&mut self) -> u8 {
        u8::try_from(self.below(256)).unwrap()
    }

    fn millis(&mut self, most: usize) -> i64 {
        i64::try_from(self.below(most)).unwrap()
    }

    fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }
}

/// What a plan is mostly about, so that each looks for another kind of trouble and some have several.
#[derive(Clone, Copy)]
struct Mood {
    network: bool,
    crashes: bool,
    server: bool,
    grants: bool,
    restores: bool,
    tabs: bool,
    disks: bool,
    photos: bool,
    clocks: bool,
}

/// The plan of a number.
#[must_use]
pub fn plan(number: u64) -> Plan {
    let mut dice = Dice(mixed(number));
    let mut cast: Vec<String> = vec![DEVICES[7].0.to_owned()];
    // Somebody who reports, somebody who decides; who else is a matter of chance.
    cast.push(
        dice.one(&["wang-phone", "li-phone", "guan-phone"])
            .to_string(),
    );
    for (name, _) in DEVICES {
        if cast.len() < 6 && !cast.iter().any(|there| there == name) && dice.below(10) < 3 {
            cast.push(name.to_owned());
        }
    }
    let mut has = |in_ten: usize| dice.below(10) < in_ten;
    let mood = Mood {
        network: has(7),
        crashes: has(3),
        server: has(3),
        grants: has(3),
        restores: has(3),
        tabs: has(3),
        disks: has(1),
        photos: has(2),
        clocks: has(1),
    };
    let length = 8 + dice.below(30);
    let reporter = cast[1].clone();
    let beginning = [
        // Something to work on, and mostly on its way already.
        Step::Report {
            on: reporter,
            area: dice.byte() % 5,
            photo: Taken::None,
        },
        Step::Wait(*dice.one(&[0, 30, 500, 500, 500])),
    ];
    let steps = (0..length).flat_map(|_| steps(&mut dice, &cast, mood));
    let steps = beginning.into_iter().chain(steps).collect();
    Plan {
        about: String::new(),
        seed: number,
        idle_hour: dice.below(12) == 0,
        cast,
        steps,
    }
}

fn steps(dice: &mut Dice, cast: &[String], mood: Mood) -> Vec<Step> {
    if mood.grants && dice.below(8) == 0 {
        return in_good_faith(dice, cast, mood);
    }
    vec![step(dice, cast, mood)]
}

/// Somebody works without a network and may not any more when they are back; a supervisor decides.
fn in_good_faith(dice: &mut Dice, cast: &[String], mood: Mood) -> Vec<Step> {
    let on = dice.one(cast).clone();
    let mut steps = vec![Step::Away { on: on.clone() }];
    for _ in 0..=dice.below(3) {
        let act = Step::Act {
            on: on.clone(),
            case: dice.byte() % 3,
            pick: dice.byte(),
            photo: Taken::None,
        };
        steps.extend([act, everyday(dice, on.clone(), mood)]);
    }
    steps.push(Step::Wait(1 + dice.millis(2_000)));
    steps.push(match dice.below(3) {
        0 => Step::Revoke { on: on.clone() },
        _ => Step::Grants {
            of: person_of(&on),
            to: *dice.one(&[Granted::Nothing, Granted::Elsewhere]),
        },
    });
    steps.push(Step::Back { on: on.clone() });
    for _ in 0..dice.below(4) {
        steps.push(Step::Wait(dice.millis(3_000)));
        steps.push(match dice.below(3) {
            0 => everyday(dice, on.clone(), mood),
            _ => decision(dice),
        });
    }
    steps
}

fn decision(dice: &mut Dice) -> Step {
    Step::Rule {
        which: dice.byte() % 4,
        take: dice.below(3) > 0,
    }
}

fn person_of(device: &str) -> String {
    let known = DEVICES.iter().find(|(name, _)| *name == device);
    known.map_or("wang", |(_, person)| person).to_owned()
}

fn step(dice: &mut Dice, cast: &[String], mood: Mood) -> Step {
    let on = dice.one(cast).clone();
    let special = [
        (mood.network, 4),
        (mood.crashes, 2),
        (mood.server, 1),
        (mood.grants, 2),
        (mood.restores, 2),
        (mood.tabs, 2),
        (mood.disks, 2),
        (mood.clocks, 1),
    ];
    let weight: usize = special
        .iter()
        .map(|(is, weight)| if *is { *weight } else { 0 })
        .sum();
    let ordinary = 20;
    let mut throw = dice.below(ordinary + weight);
    if throw < ordinary {
        return everyday(dice, on, mood);
    }
    throw -= ordinary;
    for (kind, (is, weight)) in special.into_iter().enumerate() {
        if !is {
            continue;
        }
        if throw < weight {
            return trouble(dice, on, kind);
        }
        throw -= weight;
    }
    everyday(dice, on, mood)
}

fn everyday(dice: &mut Dice, on: String, mood: Mood) -> Step {
    let photo = match (mood.photos, dice.below(8)) {
        (true, 0) => Taken::Large,
        (true, 1..4) => Taken::Small,
        _ => Taken::None,
    };
    let case = dice.byte() % 3;
    match dice.below(24) {
        0..2 => Step::Report {
            on,
            area: dice.byte() % 5,
            photo,
        },
        2..11 => Step::Act {
            on,
            case,
            pick: dice.byte(),
            photo,
        },
        11..13 => Step::Comment { on, case },
        13..16 => Step::Correct {
            on,
            case,
            field: *dice.one(&[
                FieldName::Area,
                FieldName::Area,
                FieldName::Description,
                FieldName::Address,
                FieldName::Category,
            ]),
            to: dice.byte() % 5,
        },
        16..18 => Step::Wait(dice.millis(8)),
        18..21 => Step::Wait(dice.millis(200)),
        21..23 => Step::Wait(1_000 + dice.millis(4_000)),
        _ => Step::Wait(20_000 + dice.millis(60_000)),
    }
}

fn trouble(dice: &mut Dice, on: String, kind: usize) -> Step {
    match kind {
        0 => network(dice, on),
        1 => Step::Crash {
            on,
            after: dice.byte() % 24,
            power: dice.below(2) == 0,
            off: dice.millis(5_000),
        },
        2 => match dice.below(2) {
            0 => Step::ServerStops(dice.millis(5_000)),
            _ => Step::ServerCrash(dice.millis(5_000)),
        },
        3 => match dice.below(12) {
            0 => Step::Revoke { on },
            1 => Step::NewDevice { on },
            2..6 => decision(dice),
            _ => Step::Grants {
                of: person_of(&on),
                to: *dice.one(&[
                    Granted::AsBefore,
                    Granted::AsBefore,
                    Granted::Nothing,
                    Granted::Elsewhere,
                    Granted::Elsewhere,
                    Granted::Supervision,
                ]),
            },
        },
        4 => match dice.below(5) {
            0..3 => Step::Backup,
            _ => Step::Restore {
                back: dice.byte() % 2,
                by_hand: dice.below(2) == 0,
            },
        },
        5 => match dice.below(7) {
            0..3 => Step::OpenTab { on },
            3..5 => Step::CloseTab { on },
            5 => Step::NoLocks { on },
            _ => Step::Dismiss { on },
        },
        6 => match dice.below(3) {
            0 => Step::DiskFull { on },
            _ => Step::DiskFree { on },
        },
        _ => Step::Clock {
            on,
            ahead: dice.millis(20_000_000) - 10_000_000,
        },
    }
}

fn network(dice: &mut Dice, on: String) -> Step {
    match dice.below(14) {
        0..2 => Step::Away { on },
        2..5 => Step::Back { on },
        5 => Step::Portal { on },
        6 => Step::Hidden { on },
        7 => Step::Shown { on },
        8 => Step::Now { on },
        _ => Step::Fault {
            on,
            fault: match dice.below(10) {
                0 => Fault::LoseRequest,
                1..3 => Fault::LoseAnswer,
                3 => Fault::Twice(dice.millis(20_000)),
                4 => Fault::SlowThere(dice.millis(20_000)),
                5..7 => Fault::SlowBack(dice.millis(16_000)),
                7 => Fault::Cut(dice.below(400)),
                8 => Fault::DatabaseFails,
                _ => *dice.one(&[Fault::CrashBefore, Fault::CrashAfter]),
            },
        },
    }
}
