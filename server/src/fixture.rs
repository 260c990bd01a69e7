//! What the tests of several rooms start from: two small subdistricts and the people of one case.
#![allow(
    clippy::unwrap_used,
    reason = "only tests and the fuzzer start from it"
)]
#![cfg_attr(
    not(test),
    allow(dead_code, reason = "the fuzzer needs less than the tests")
)]

use gridloop_shared::command::{Act, Command, Report, decide, decide_report};
use gridloop_shared::crdt::CaseDocument;
use gridloop_shared::model::{
    CaseId, CommandId, DeviceId, Directory, Grant, PersonId, Principal, Role, Scope, Source,
    Timestamp,
};
use gridloop_shared::sync::PushChange;

use crate::seal::SealKey;
use crate::store::{Account, Tenant};

/// Two communities, two departments, one observation point.
pub fn directory(subdistrict: &str) -> Directory {
    let name = serde_json::json!({ "zh": "名", "en": "name" });
    let named = |id: &str| serde_json::json!({ "id": id, "name": name, "outline": [] });
    serde_json::from_value(serde_json::json!({
        "version": 1, "subdistrict": subdistrict, "name": name,
        "communities": [named("c1"), named("c2")],
        "grids": [{ "id": "c1-g1", "community": "c1", "name": name, "outline": [] }],
        "departments": [{ "id": "repairs", "name": name }, { "id": "police", "name": name }],
        "observation_points": [{ "id": "point", "name": name, "community": "c1" }],
        "categories": [{ "id": "city.garbage", "domain": "city", "name": name, "days": 5 }],
        "people": []
    }))
    .unwrap()
}

/// A subdistrict as it is stored.
pub fn tenant(subdistrict: &str) -> Tenant {
    Tenant {
        epoch: 7,
        key: SealKey::from_bytes([6; 32]),
        directory: directory(subdistrict),
    }
}

/// An account of subdistrict `s`, without a password.
pub fn account(user: &str, grants: Vec<Grant>) -> Account {
    Account {
        user: user.to_owned(),
        subdistrict: "s".parse().unwrap(),
        person: user.parse().unwrap(),
        name: "名".to_owned(),
        grants,
        password: String::new(),
    }
}

/// Somebody of subdistrict `s`. Every device number is a device of its own.
pub fn person(name: &str, device: u8, role: Role, scope: Scope) -> Principal {
    Principal {
        person: name.parse::<PersonId>().unwrap(),
        device: DeviceId::from_bytes([device; 16]),
        subdistrict: "s".parse().unwrap(),
        grants: vec![Grant { role, scope }],
    }
}

/// Walks the grid.
pub fn worker() -> Principal {
    let grids = Scope::Grids(vec!["c1-g1".parse().unwrap()]);
    person("worker", 1, Role::GridWorker, grids)
}

/// Oversees the subdistrict.
pub fn supervisor() -> Principal {
    person("supervisor", 2, Role::Supervisor, Scope::Subdistrict)
}

/// Handles for the repairs.
pub fn handler() -> Principal {
    let department = Scope::Department("repairs".parse().unwrap());
    person("handler", 3, Role::Handler, department)
}

/// An act number `n` of a test.
pub fn act(n: u8, case: CaseId, command: Command) -> Act {
    Act {
        id: CommandId::from_bytes([n; 16]),
        case,
        at: Timestamp::from_millis(1_000 * i64::from(n)),
        command,
    }
}

/// What is reported.
pub fn report() -> Report {
    Report {
        source: Source::Patrol,
        category: "city.garbage".parse().unwrap(),
        area: "c1/c1-g1".parse().unwrap(),
        address: String::new(),
        position: None,
        description: "楼道堆物".into(),
        photos: vec![],
        follows: None,
    }
}

/// A case that is written to without anybody's judgement.
pub struct Draft {
    /// Which case.
    pub id: CaseId,
    /// Its document.
    pub document: CaseDocument,
}

impl Draft {
    /// Founds case number `n`, with what somebody says.
    pub fn found(n: u8, who: &Principal, report: &Report) -> (Self, PushChange) {
        let mut draft = Self {
            id: CaseId::from_bytes([n; 16]),
            document: CaseDocument::default(),
        };
        let act = act(n, draft.id, Command::Report(report.clone()));
        let writes = decide_report(who, &act, report).unwrap();
        let change = draft.write(who, &writes);
        (draft, change)
    }

    /// Does what the app would let somebody do.
    pub fn act(&mut self, n: u8, who: &Principal, command: Command) -> PushChange {
        let case = self.document.case().unwrap();
        let writes = decide(who, &case, &act(n, self.id, command)).unwrap();
        self.write(who, &writes)
    }

    /// Writes what no app would.
    pub fn write(
        &mut self,
        who: &Principal,
        writes: &gridloop_shared::command::Writes,
    ) -> PushChange {
        let change = self.document.write(who, 0, self.id, writes).unwrap();
        PushChange {
            document: self.id,
            bytes: change.bytes,
        }
    }

    /// A step that no `decide` has seen.
    pub fn step(
        &mut self,
        n: u8,
        who: &Principal,
        kind: gridloop_shared::workflow::StepKind,
    ) -> PushChange {
        let step = gridloop_shared::workflow::Step {
            id: CommandId::from_bytes([n; 16]),
            by: who.person.clone(),
            device: who.device,
            at: Timestamp::from_millis(1_000 * i64::from(n)),
            kind,
        };
        let writes = gridloop_shared::command::Writes {
            founding: None,
            fields: Vec::new(),
            step,
        };
        self.write(who, &writes)
    }

    /// The same case as another device has it.
    pub fn copy(&self) -> Self {
        Self {
            id: self.id,
            document: self.document.clone(),
        }
    }
}
