//! Documents as people make them: alone, at once, against the rules.

mod hostile;
mod merging;
mod newer;
mod rebuilding;
mod recalling;

use std::cell::Cell;

use super::*;
use crate::command::{Act, Command, Refusal, Report, decide, decide_report};
use crate::model::{
    CaseId, CommandId, DeviceId, Grant, Principal, Role, Scope, Source, Term, Timestamp,
};

thread_local! {
    static CLOCK: Cell<i64> = const { Cell::new(1_000_000) };
}

/// A later instant than any before, and an act of it.
fn act(case: CaseId, command: Command) -> Act {
    let at = CLOCK.with(|clock| {
        clock.set(clock.get() + 1_000);
        Timestamp::from_millis(clock.get())
    });
    Act {
        id: CommandId::new(at, [7; 10]),
        case,
        at,
        command,
    }
}

fn principal(person: &str, device: u8, role: Role, scope: Scope) -> Principal {
    Principal {
        person: person.parse().unwrap(),
        device: DeviceId::from_bytes([device; 16]),
        subdistrict: "s".parse().unwrap(),
        grants: vec![Grant { role, scope }],
    }
}

fn worker() -> Principal {
    principal(
        "worker",
        1,
        Role::GridWorker,
        Scope::Grids(vec!["c1-g1".parse().unwrap()]),
    )
}
fn supervisor(device: u8) -> Principal {
    principal("supervisor", device, Role::Supervisor, Scope::Subdistrict)
}

fn case_id() -> CaseId {
    CaseId::from_bytes([9; 16])
}

fn report() -> Report {
    Report {
        source: Source::Patrol,
        category: "city.garbage".parse().unwrap(),
        area: "c1/c1-g1".parse().unwrap(),
        address: "兰州路 1 号".into(),
        position: None,
        description: "楼道堆物".into(),
        photos: vec![],
        follows: None,
    }
}

/// A document founded by the worker, with the founding act and its change.
fn founded() -> (CaseDocument, Act, NewChange) {
    let report = report();
    let act = act(case_id(), Command::Report(report.clone()));
    let writes = decide_report(&worker(), &act, &report).unwrap();
    let mut document = CaseDocument::default();
    let change = document.write(&worker(), 0, case_id(), &writes).unwrap();
    (document, act, change)
}

/// Does an act, as the app does it.
fn perform(
    document: &mut CaseDocument,
    who: &Principal,
    command: Command,
) -> Result<(Act, NewChange), Refusal> {
    let act = act(case_id(), command);
    let writes = decide(who, &document.case().unwrap(), &act)?;
    let change = document.write(who, 0, case_id(), &writes).unwrap();
    Ok((act, change))
}

fn take(document: &mut CaseDocument, change: &NewChange) {
    document
        .apply(&IncomingChange::decode(&change.bytes).unwrap())
        .unwrap();
}

fn dispatch() -> Command {
    Command::Dispatch {
        department: "repairs".parse().unwrap(),
        assisting: Vec::new(),
        term: Term::Until(Timestamp::from_millis(9)),
    }
}
