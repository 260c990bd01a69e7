//! The scene of the corpus: one grid worker of the demo on one device, and honest changes of one case to begin from. Everything in it is
//! fixed, so that the corpus comes out the same every time.

use gridloop_shared::command::{Act, Command, Report, Writes, decide, decide_report};
use gridloop_shared::crdt::CaseDocument;
use gridloop_shared::model::{
    CaseId, CommandId, DeviceId, FieldName, Grant, Principal, Role, Scope, Source, Timestamp,
};
use gridloop_shared::workflow::{Step, StepKind};

/// The name by which the sender signs in.
pub const USER: &str = "wangge";
/// The sender as the demo calls them.
pub const PERSON: &str = "p01";
/// Somebody else of the demo: a supervisor.
pub const OTHER: &str = "p07";
/// Where the sender walks.
pub const AREA: &str = "c05/c05-g1";

/// The device from which everything is sent.
#[must_use]
pub const fn device() -> DeviceId {
    DeviceId::from_bytes([0x66; 16])
}

/// The case that the honest changes are of.
#[must_use]
pub const fn case() -> CaseId {
    CaseId::from_bytes([0x77; 16])
}

/// When the scene plays: 2026-09-21.
pub const BEGINS: i64 = 1_790_000_000_000;

/// A case with three changes.
pub struct Scene {
    /// Who sends.
    pub sender: Principal,
    /// The case after all three.
    pub document: CaseDocument,
    /// The founding change.
    pub report: Vec<u8>,
    /// A change that depends on it.
    pub comment: Vec<u8>,
    /// A change that overwrites a field.
    pub correction: Vec<u8>,
}

impl Scene {
    /// The same every time.
    #[must_use]
    pub fn new() -> Self {
        let sender = sender();
        let (mut document, report) = founded(&sender, case(), 1);
        let comment = act_on(&mut document, &sender, 2, comment("看过了"));
        let correct = Command::Correct {
            field: FieldName::Description,
            value: "占道设摊，已劝离".into(),
        };
        let correction = act_on(&mut document, &sender, 3, correct);
        Self {
            sender,
            document,
            report,
            comment,
            correction,
        }
    }
}

impl Default for Scene {
    fn default() -> Self {
        Self::new()
    }
}

/// Who sends.
#[must_use]
pub fn sender() -> Principal {
    let grids = (1..=4).filter_map(|n| format!("c05-g{n}").parse().ok());
    principal(PERSON, Role::GridWorker, Scope::Grids(grids.collect()))
}

/// Somebody on the sender's device.
#[must_use]
pub fn principal(person: &str, role: Role, scope: Scope) -> Principal {
    Principal {
        person: fixed(person),
        device: device(),
        subdistrict: fixed("jiangpu-demo"),
        grants: vec![Grant { role, scope }],
    }
}

/// A comment.
#[must_use]
pub fn comment(text: &str) -> Command {
    Command::Comment { text: text.into() }
}

/// A case as its reporter founds it, with the founding change; `n` tells acts apart.
#[must_use]
pub fn founded(by: &Principal, case: CaseId, n: u8) -> (CaseDocument, Vec<u8>) {
    let report = Report {
        source: Source::Patrol,
        category: fixed("city.stall"),
        area: fixed(AREA),
        address: "许昌路 12 号".into(),
        position: None,
        description: "占道设摊".into(),
        photos: vec![],
        follows: None,
    };
    let act = act(n, case, Command::Report(report.clone()));
    let mut document = CaseDocument::default();
    let writes = sound(decide_report(by, &act, &report));
    let bytes = write(&mut document, by, case, &writes);
    (document, bytes)
}

/// What the app would let somebody do.
pub fn act_on(document: &mut CaseDocument, by: &Principal, n: u8, command: Command) -> Vec<u8> {
    let here = sound(document.case());
    let writes = sound(decide(by, &here, &act(n, here.id, command)));
    write(document, by, here.id, &writes)
}

/// A step that the app would not write.
#[must_use]
pub fn step_on(document: &CaseDocument, by: &Principal, n: u8, kind: StepKind) -> Vec<u8> {
    let act = act(n, case(), Command::Accept);
    let writes = Writes {
        founding: None,
        fields: Vec::new(),
        step: Step {
            id: act.id,
            by: by.person.clone(),
            device: by.device,
            at: act.at,
            kind,
        },
    };
    write(&mut document.clone(), by, case(), &writes)
}

/// Writes what was decided.
pub fn write(
    document: &mut CaseDocument,
    by: &Principal,
    case: CaseId,
    writes: &Writes,
) -> Vec<u8> {
    sound(document.write(by, 0, case, writes)).bytes
}

/// An act at its minute.
#[must_use]
pub fn act(n: u8, case: CaseId, command: Command) -> Act {
    let at = Timestamp::from_millis(BEGINS.saturating_add(60_000 * i64::from(n)));
    Act {
        id: CommandId::new(at, [n; 10]),
        case,
        at,
        command,
    }
}

fn fixed<T: std::str::FromStr<Err: std::fmt::Debug>>(text: &str) -> T {
    sound(text.parse())
}

/// The scene is fixed: what does not hold here is a mistake in this file.
#[allow(clippy::panic, reason = "only tests and the generator read the scene")]
fn sound<T, E: std::fmt::Debug>(result: Result<T, E>) -> T {
    match result {
        Ok(value) => value,
        Err(error) => panic!("the scene does not hold: {error:?}"),
    }
}
