//! The moves of a fuzzer, read from its bytes: honest acts, steps that no app writes, and changes bent anywhere with a right checksum.

use arbitrary::{Result, Unstructured};
use gridloop_hostile::forge::{self, Change};
use gridloop_shared::command::Command;
use gridloop_shared::model::{
    Adoption, FieldName, Photo, PhotoHash, PhotoKind, Rating, Term, Timestamp,
};
use gridloop_shared::workflow::StepKind;

use super::later::{later_command, later_step};

/// What the acts say.
const TEXTS: [&str; 6] = ["看过了", "a", " ", "", "\0", "c1/c1-g1"];
/// Numbers at which something may turn over.
const EDGES: [u64; 12] = [
    0,
    1,
    2,
    127,
    128,
    255,
    1 << 16,
    (1 << 32) - 1,
    1 << 32,
    1 << 40,
    (1 << 63) - 1,
    u64::MAX,
];

pub(super) fn text(input: &mut Unstructured<'_>) -> Result<String> {
    Ok(match input.int_in_range(0..=7)? {
        7 => "长".repeat(input.int_in_range(0..=4_100)?),
        6 => String::short(input)?,
        _ => (*input.choose(&TEXTS)?).to_owned(),
    })
}

/// So that a text of the fuzzer's own does not eat all that is left.
trait Short {
    fn short(input: &mut Unstructured<'_>) -> Result<String>;
}

impl Short for String {
    fn short(input: &mut Unstructured<'_>) -> Result<String> {
        let length = input.int_in_range(0..=16)?;
        let bytes = input.bytes(length.min(input.len()))?;
        Ok(Self::from_utf8_lossy(bytes).into_owned())
    }
}

pub(super) fn instant(input: &mut Unstructured<'_>, now: Timestamp) -> Result<Timestamp> {
    Ok(match input.int_in_range(0..=3)? {
        0 => Timestamp::from_millis(input.arbitrary()?),
        1 => Timestamp::from_millis(number(input)?.cast_signed()),
        _ => now.plus_hours(input.int_in_range(-200_000..=200_000)?),
    })
}

fn field(input: &mut Unstructured<'_>) -> Result<FieldName> {
    input.choose(&FieldName::ALL).copied()
}

fn value(input: &mut Unstructured<'_>) -> Result<String> {
    let values = ["city.garbage", "c1/c1-g1", "c2", "geo:31.2,121.5;u=9"];
    match input.int_in_range(0..=4)? {
        4 => text(input),
        _ => Ok((*input.choose(&values)?).to_owned()),
    }
}

pub(super) fn photos(input: &mut Unstructured<'_>, now: Timestamp) -> Result<Vec<Photo>> {
    let count = input.int_in_range(0..=10)?;
    (0..count)
        .map(|_| {
            Ok(Photo {
                hash: PhotoHash::of(&[input.arbitrary()?]),
                size: number(input)?,
                kind: PhotoKind::Jpeg,
                taken_at: instant(input, now)?,
                position: None,
            })
        })
        .collect()
}

pub(super) fn department(
    input: &mut Unstructured<'_>,
) -> Result<gridloop_shared::model::DepartmentId> {
    let name = *input.choose(&["repairs", "police", "nobody"])?;
    Ok(name.parse().unwrap())
}

/// A command for a case.
pub fn command(input: &mut Unstructured<'_>, now: Timestamp) -> Result<Command> {
    Ok(match input.int_in_range(0..=12)? {
        0 => Command::Accept,
        1 => Command::Reject {
            reason: text(input)?,
        },
        2 => Command::Dispatch {
            department: department(input)?,
            assisting: Vec::new(),
            term: Term::Until(now.plus_hours(input.int_in_range(0..=1_000)?)),
        },
        3 => Command::HandBack {
            reason: text(input)?,
            suggested: None,
        },
        4 => Command::Start,
        5 => Command::ReportBack {
            outcome: text(input)?,
            adoption: None,
            photos: vec![],
        },
        6 => Command::PassCheck {
            note: text(input)?,
            photos: vec![],
        },
        7 => Command::FailCheck {
            reason: text(input)?,
            photos: vec![],
        },
        8 => Command::Close,
        9 => Command::Rate {
            rating: Rating::Partly,
            comment: text(input)?,
        },
        10 => Command::SeeAnswer,
        11 => Command::Comment { text: text(input)? },
        _ if input.ratio(1, 2)? => later_command(input, now)?,
        _ => Command::Correct {
            field: field(input)?,
            value: value(input)?,
        },
    })
}

/// A step with anything in it.
pub fn step(input: &mut Unstructured<'_>, now: Timestamp) -> Result<StepKind> {
    Ok(match input.int_in_range(0..=14)? {
        0 => StepKind::Reported {
            photos: photos(input, now)?,
            follows: None,
        },
        1 => StepKind::Accepted,
        2 => StepKind::Rejected {
            reason: text(input)?,
        },
        3 => StepKind::Dispatched {
            department: department(input)?,
            assisting: Vec::new(),
            term: Term::Until(instant(input, now)?),
        },
        4 => StepKind::HandedBack {
            department: department(input)?,
            reason: text(input)?,
            suggested: Some(department(input)?),
        },
        5 => StepKind::Started {
            department: department(input)?,
        },
        6 => StepKind::ReportedBack {
            department: department(input)?,
            outcome: text(input)?,
            adoption: Some(Adoption::Adopted),
            photos: photos(input, now)?,
        },
        7 => StepKind::CheckPassed {
            note: text(input)?,
            photos: photos(input, now)?,
        },
        8 => StepKind::Closed,
        9 => StepKind::AnswerSeen,
        10 => StepKind::Commented { text: text(input)? },
        11 => StepKind::Corrected {
            field: field(input)?,
            value: value(input)?,
        },
        12 => StepKind::ExtensionGranted {
            term: Term::Until(instant(input, now)?),
        },
        13 => StepKind::Reopened {
            reason: text(input)?,
            photos: Vec::new(),
        },
        _ => later_step(input, now)?,
    })
}

fn number(input: &mut Unstructured<'_>) -> Result<u64> {
    Ok(match input.int_in_range(0..=3)? {
        0 => input.arbitrary()?,
        1 => u64::from(input.arbitrary::<u8>()?),
        _ => *input.choose(&EDGES)?,
    })
}

/// A change that may be bent in some places.
pub fn bend(input: &mut Unstructured<'_>, change: &mut Change, hashes: &[Vec<u8>]) -> Result<()> {
    for _ in 0..input.int_in_range(1..=3)? {
        match input.int_in_range(0..=11)? {
            0 => change.sequence = number(input)?,
            1 => change.start = change.start.wrapping_add(number(input)?),
            2 => change.time = number(input)?.cast_signed(),
            3 => {
                let hash = match hashes {
                    [] => vec![7; 32],
                    hashes => input.choose(hashes)?.clone(),
                };
                change.dependencies.push(hash);
                change.dependencies.sort();
            }
            4 => drop(change.dependencies.pop()),
            5 => {
                let at = input.int_in_range(0..=17)?;
                if let Some(byte) = change.actor.get_mut(at) {
                    *byte = input.arbitrary()?;
                }
            }
            6 => {
                change.others.push([input.arbitrary()?; 18].to_vec());
                change.others.sort();
            }
            7 => {
                let at = input.int_in_range(0..=40)?;
                if let Some(byte) = change.message.get_mut(at) {
                    *byte = input.arbitrary()?;
                }
            }
            8 => change.footer = some(input)?,
            9 => {
                // A column as another, or one that is not there yet.
                let name = *input.choose(&COLUMNS)?;
                *change.column(name) = runs(input)?;
            }
            10 => {
                let name = *input.choose(&COLUMNS)?;
                let column = change.column(name);
                if let Some(last) = column.len().checked_sub(1) {
                    let at = input.int_in_range(0..=last)?;
                    column[at] = input.arbitrary()?;
                }
            }
            _ => {
                let name = *input.choose(&COLUMNS)?;
                let column = change.column(name);
                let at = input.int_in_range(0..=column.len())?;
                column.splice(at..at, some(input)?);
            }
        }
    }
    Ok(())
}

const COLUMNS: [u64; 12] = [
    forge::column::OBJECT_ACTOR,
    forge::column::OBJECT_COUNTER,
    forge::column::KEY_TEXT,
    forge::column::INSERT,
    forge::column::ACTION,
    forge::column::VALUE_KIND,
    forge::column::VALUE,
    forge::column::OVERWRITES,
    forge::column::OVERWRITES_ACTOR,
    forge::column::OVERWRITES_COUNTER,
    forge::column::KEY_COUNTER,
    forge::column::EXPAND,
];

fn some(input: &mut Unstructured<'_>) -> Result<Vec<u8>> {
    let length = input.int_in_range(0..=24)?;
    Ok(input.bytes(length.min(input.len()))?.to_vec())
}

/// Runs of a few numbers.
fn runs(input: &mut Unstructured<'_>) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    for _ in 0..input.int_in_range(1..=3)? {
        let times = match input.int_in_range(0..=4)? {
            0 => number(input)?.cast_signed(),
            n => i64::from(n),
        };
        bytes.extend(forge::run(times, &forge::number(number(input)?)));
    }
    Ok(bytes)
}
