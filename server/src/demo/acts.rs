//! A demo case done again as its people would have done it: act by act, each on its own device.

use gridloop_demo::{Decision, Demo, DemoCase, DemoPhoto, DemoStep, DemoStepKind};
use gridloop_shared::command::{Act, Command, Report, Writes, decide, decide_report};
use gridloop_shared::crdt::{CaseDocument, NewChange};
use gridloop_shared::model::{
    Adoption, Area, CaseId, CommandId, Photo, PhotoHash, Position, Principal, Rating, Source, Term,
    Timestamp,
};
use gridloop_shared::sync::PushChange;

use super::pictures::{Pictures, drawn};
use super::{DemoError, device, directory};
use crate::ingest::{Decoded, decode};
use crate::projection::photos as photos_of;

/// What somebody did.
pub struct Done {
    /// Who.
    pub who: Principal,
    /// As they push it.
    pub changes: Vec<Decoded>,
    /// The photos that it names.
    pub photos: Vec<PhotoHash>,
}

/// What was done to a case, in order.
pub fn changes(
    demo: &Demo,
    pictures: &Pictures,
    index: usize,
    case: &DemoCase,
) -> Result<Vec<Done>, DemoError> {
    let id = CaseId::new(
        Timestamp::from_millis(case.reported_at_ms),
        random(index, 0),
    );
    let mut document = CaseDocument::default();
    let mut all = Vec::with_capacity(case.steps.len().saturating_add(1));

    let reporter = principal(demo, &case.reporter)?;
    let report = report(pictures, case)?;
    let founding = act(
        id,
        index,
        0,
        case.reported_at_ms,
        Command::Report(report.clone()),
    );
    let writes =
        decide_report(&reporter, &founding, &report).map_err(|refusal| DemoError::Act {
            case: index,
            refusal,
        })?;
    let change = document.write(&reporter, 0, id, &writes)?;
    all.push(done(reporter, id, &writes, change));

    for (step, number) in case.steps.iter().zip(1..) {
        let who = principal(demo, &step.actor)?;
        let command = command(pictures, step)?;
        let act = act(id, index, number, step.at_ms, command);
        let writes = decide(&who, &document.case()?, &act).map_err(|refusal| DemoError::Act {
            case: index,
            refusal,
        })?;
        let change = document.write(&who, 0, id, &writes)?;
        all.push(done(who, id, &writes, change));
    }
    Ok(all)
}

fn done(who: Principal, document: CaseId, writes: &Writes, change: NewChange) -> Done {
    let pushed = PushChange {
        document,
        bytes: change.bytes,
    };
    Done {
        who,
        changes: decode(vec![pushed]),
        photos: photos_of(&writes.step.kind),
    }
}

fn act(case: CaseId, index: usize, number: u16, at_ms: i64, command: Command) -> Act {
    let at = Timestamp::from_millis(at_ms);
    Act {
        id: CommandId::new(at, random(index, number.saturating_add(1))),
        case,
        at,
        command,
    }
}

/// Ten bytes that are the same at every load, and differ for every case and act.
fn random(index: usize, number: u16) -> [u8; 10] {
    let [a, b, c, d, e, f, g, h] = u64::try_from(index).unwrap_or(u64::MAX).to_be_bytes();
    let [i, j] = number.to_be_bytes();
    [a, b, c, d, e, f, g, h, i, j]
}

fn principal(demo: &Demo, id: &str) -> Result<Principal, DemoError> {
    let person = demo
        .person(id)
        .ok_or_else(|| DemoError::Unknown(id.to_owned()))?;
    let person = directory::person(person)?;
    Ok(Principal {
        device: device(person.id.as_str()),
        person: person.id,
        subdistrict: demo.subdistrict.id.parse()?,
        grants: person.grants,
    })
}

fn report(pictures: &Pictures, case: &DemoCase) -> Result<Report, DemoError> {
    let fix = case.position;
    Ok(Report {
        source: match case.source {
            gridloop_demo::Source::Patrol => Source::Patrol,
            gridloop_demo::Source::Observation => Source::Observation,
            gridloop_demo::Source::Hotline => Source::Hotline,
            gridloop_demo::Source::Visit => Source::Visit,
            gridloop_demo::Source::Enterprise => Source::Enterprise,
        },
        category: case.category.parse()?,
        area: Area {
            community: case.community.parse()?,
            grid: Some(case.grid.parse()?),
        },
        address: case.address.clone(),
        position: Some(Position::new(fix.lat, fix.lon, fix.accuracy_m)?),
        description: format!("{}：{}", case.title, case.description),
        photos: photos(pictures, &case.photos, case.reported_at_ms),
        follows: None,
    })
}

fn photos(pictures: &Pictures, photos: &[DemoPhoto], at_ms: i64) -> Vec<Photo> {
    photos
        .iter()
        .filter_map(|photo| drawn(pictures, photo))
        .map(|drawn| Photo {
            hash: drawn.hash.clone(),
            size: drawn.size,
            kind: drawn.kind,
            taken_at: Timestamp::from_millis(at_ms),
            position: None,
        })
        .collect()
}

fn command(pictures: &Pictures, step: &DemoStep) -> Result<Command, DemoError> {
    Ok(match &step.kind {
        DemoStepKind::Accepted => Command::Accept,
        DemoStepKind::Rejected { reason } => Command::Reject {
            reason: reason.clone(),
        },
        DemoStepKind::Dispatched { department, due_ms } => Command::Dispatch {
            department: department.parse()?,
            assisting: Vec::new(),
            term: Term::Until(Timestamp::from_millis(*due_ms)),
        },
        DemoStepKind::HandedBack { reason, suggested } => Command::HandBack {
            reason: reason.clone(),
            suggested: Some(suggested.parse()?),
        },
        DemoStepKind::Started => Command::Start,
        DemoStepKind::ReportedBack {
            outcome,
            decision,
            photos: taken,
        } => Command::ReportBack {
            outcome: outcome.clone(),
            adoption: decision.map(|decision| match decision {
                Decision::Adopted => Adoption::Adopted,
                Decision::PartlyAdopted => Adoption::PartlyAdopted,
                Decision::Declined => Adoption::Declined,
            }),
            photos: photos(pictures, taken, step.at_ms),
        },
        DemoStepKind::CheckPassed { note } => Command::PassCheck {
            note: note.clone(),
            photos: Vec::new(),
        },
        DemoStepKind::CheckFailed {
            reason,
            photos: taken,
        } => Command::FailCheck {
            reason: reason.clone(),
            photos: photos(pictures, taken, step.at_ms),
        },
        DemoStepKind::Closed => Command::Close,
        DemoStepKind::Rated { rating, note } => Command::Rate {
            rating: match rating {
                gridloop_demo::Rating::Satisfied => Rating::Satisfied,
                gridloop_demo::Rating::Partly => Rating::Partly,
                gridloop_demo::Rating::Not => Rating::Not,
            },
            comment: note.clone(),
        },
        DemoStepKind::AnswerSeen => Command::SeeAnswer,
    })
}
