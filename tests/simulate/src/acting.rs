//! What people do: one of the things that the app offers them, with words of their own.

use gridloop_app::records::{StoredDocument, ask, found};
use gridloop_app::store::{Query, Shelf};
use gridloop_shared::command::{Act, Command, Report, offers};
use gridloop_shared::crdt::CaseDocument;
use gridloop_shared::model::{
    Adoption, Authority, Case, CaseId, CommandId, ContactWay, FieldName, Fruit, MediationLevel,
    MediationOutcome, Photo, Principal, Rating, Role, Source, Term, Timestamp,
};
use gridloop_shared::policy::Action;

use crate::device::Device;
use crate::office::AREAS;
use crate::shared::Shared;

/// Days until something is due.
const DUE_HOURS: i64 = 120;

/// The case that somebody points at: the one at this place of those that the device has.
pub fn pointed_at(device: &Device, case: u8) -> Option<(CaseId, Case)> {
    let keys = device
        .disk
        .look(vec![Query::Keys(Shelf::Documents)])
        .keys()
        .ok()?;
    let at = usize::from(case) % keys.len().max(1);
    let id: CaseId = keys.get(at)?.parse().ok()?;
    let mut answers = device.disk.look(vec![ask::<StoredDocument>(&id)]);
    let stored: StoredDocument = found(&mut answers).ok()??;
    let document = CaseDocument::load(&stored.snapshot).ok()?;
    Some((id, document.case().ok()?))
}

/// A new act of a device.
pub fn act(shared: &Shared, device: &Device, case: Option<CaseId>, command: Command) -> Act {
    let at = Timestamp::from_millis(shared.now() + device.skew.get());
    Act {
        id: CommandId::new(at, random(shared, device)),
        case: case.unwrap_or_else(|| CaseId::new(at, random(shared, device))),
        at,
        command,
    }
}

fn random(shared: &Shared, device: &Device) -> [u8; 10] {
    let stream = 0x9000 + u64::try_from(device.index).unwrap();
    let dice = shared.dice(stream, u64::MAX).to_be_bytes();
    let mut bytes = [u8::try_from(device.index).unwrap(); 10];
    bytes[..8].copy_from_slice(&dice);
    bytes
}

/// What somebody reports.
pub fn report(who: &Principal, area: u8, photos: Vec<Photo>) -> Command {
    let observes = who.grants.iter().any(|grant| grant.role == Role::Observer);
    Command::Report(Report {
        source: if observes {
            Source::Observation
        } else {
            Source::Patrol
        },
        category: "city.garbage".parse().unwrap(),
        area: AREAS[usize::from(area) % AREAS.len()].parse().unwrap(),
        address: "兰州路 1 号".into(),
        position: None,
        description: "楼道堆物".into(),
        photos,
        follows: None,
    })
}

/// What carries a case on its road, and back: done more often than what is done beside it.
const ROAD: [Action; 11] = [
    Action::Accept,
    Action::Reject,
    Action::Dispatch,
    Action::Start,
    Action::HandBack,
    Action::ReportBack,
    Action::PassCheck,
    Action::FailCheck,
    Action::Close,
    Action::Rate,
    Action::SeeAnswer,
];

/// One of the things that the app offers, or none.
pub fn offered(
    who: &Principal,
    case: &Case,
    pick: u8,
    photos: &[Photo],
    now: i64,
) -> Option<Command> {
    let offers = offers(who, case);
    let (road, beside): (Vec<Action>, Vec<Action>) =
        offers.into_iter().partition(|action| ROAD.contains(action));
    let goes_beside = pick % 5 == 4 || road.is_empty();
    let among = if goes_beside { beside } else { road };
    let action = among.get(usize::from(pick / 5) % among.len().max(1))?;
    let words = format!("说明 {pick}");
    let photos = photos.to_vec();
    let other = if pick.is_multiple_of(2) {
        "repairs"
    } else {
        "police"
    };
    Some(match action {
        Action::Accept => Command::Accept,
        Action::Reject => Command::Reject { reason: words },
        Action::Dispatch => Command::Dispatch {
            department: other.parse().unwrap(),
            assisting: match pick % 3 {
                0 => vec!["police".parse().unwrap()],
                _ => Vec::new(),
            },
            term: term(pick, now),
        },
        Action::Reassign => Command::Reassign {
            department: other.parse().unwrap(),
            assisting: Vec::new(),
            term: term(pick, now),
            reason: words,
        },
        Action::CallAssistance => Command::CallAssistance {
            department: other.parse().unwrap(),
        },
        Action::ReleaseAssistance => {
            let mut awaited = case.follow_up.state.assignment()?.awaited();
            Command::ReleaseAssistance {
                department: awaited.next()?.clone(),
            }
        }
        Action::Assist => Command::Assist {
            outcome: words,
            photos,
        },
        Action::Return => Command::Return { reason: words },
        Action::Resubmit => Command::Resubmit,
        Action::Contact => Command::Contact {
            way: ContactWay::Phone,
            note: words,
        },
        Action::Suspend => Command::Suspend { reason: words },
        Action::Resume => Command::Resume,
        Action::AskExtension => Command::AskExtension {
            term: term(pick, now),
            reason: words,
        },
        Action::GrantExtension => Command::GrantExtension {
            term: term(pick, now),
        },
        Action::DeclineExtension => Command::DeclineExtension { reason: words },
        Action::OpenMediation => Command::OpenMediation {
            level: MediationLevel::Subdistrict,
        },
        Action::HoldMediation => Command::HoldMediation {
            note: words,
            photos,
        },
        Action::EndMediation => Command::EndMediation {
            outcome: MediationOutcome::Withdrawn,
            note: words,
            photos,
        },
        Action::PassUp => Command::PassUp {
            to: Authority::District,
            reason: words,
        },
        Action::TakeUp => Command::TakeUp {
            fruit: Fruit::Policy,
            title: words,
        },
        Action::Reopen => Command::Reopen {
            reason: words,
            photos,
        },
        Action::Review => Command::Review {
            step: case.follow_up.conflicts().next()?.step.id,
            note: words,
        },
        Action::Comment => Command::Comment { text: words },
        Action::HandBack => Command::HandBack {
            reason: words,
            suggested: None,
        },
        Action::Start => Command::Start,
        Action::ReportBack => Command::ReportBack {
            outcome: words,
            adoption: (case.source == Source::Observation).then_some(Adoption::Adopted),
            photos,
        },
        Action::PassCheck => Command::PassCheck {
            note: words,
            photos,
        },
        Action::FailCheck => Command::FailCheck {
            reason: words,
            photos,
        },
        Action::Close => Command::Close,
        Action::Rate => Command::Rate {
            rating: Rating::Partly,
            comment: words,
        },
        Action::SeeAnswer => Command::SeeAnswer,
        _ => return None,
    })
}

/// How much time somebody gives.
const fn term(pick: u8, now: i64) -> Term {
    match pick % 3 {
        0 => Term::Until(Timestamp::from_millis(now).plus_hours(DUE_HOURS)),
        1 => Term::Days(5),
        _ => Term::Minutes(240),
    }
}

/// A correction.
pub fn correction(field: FieldName, to: u8) -> Command {
    let value = match field {
        FieldName::Category => ["city.garbage", "city.stall"][usize::from(to) % 2].to_owned(),
        FieldName::Area => AREAS[usize::from(to) % AREAS.len()].to_owned(),
        FieldName::Position => format!("geo:31.27{:04},121.520000;u=5", to),
        FieldName::Address | FieldName::Description => format!("改为 {to}"),
    };
    Command::Correct { field, value }
}
