//! Random plans: who does what, and who hears of it when.

use gridloop_shared::command::{Act, Command, Report, decide, decide_report};
use gridloop_shared::crdt::{CaseDocument, IncomingChange};
use gridloop_shared::model::{
    Case, CaseId, CommandId, DeviceId, FieldName, Grant, Principal, Rating, Role, Scope, Source,
    Term, Timestamp,
};
use proptest::prelude::*;

/// What happens, in order.
#[derive(Debug, Clone)]
pub enum Event {
    /// A device does what its role can do in the case as it knows it; `choice` picks among the possible.
    Act { device: usize, choice: usize },
    /// One device hears everything that another knows.
    Hear { from: usize, to: usize },
}

/// A plan.
pub type Plan = Vec<Event>;

/// How many devices there are: two desks, two departments, two people on the ground.
const DEVICES: usize = 6;

/// Plans of up to sixty events.
pub fn plans() -> impl Strategy<Value = Plan> {
    let act =
        (0..DEVICES, any::<usize>()).prop_map(|(device, choice)| Event::Act { device, choice });
    let hear = (0..DEVICES, 0..DEVICES).prop_map(|(from, to)| Event::Hear { from, to });
    prop::collection::vec(prop_oneof![2 => act, 3 => hear], 1..60)
}

/// Devices with their copies of one case.
pub struct World {
    devices: Vec<(Principal, CaseDocument)>,
    acts: usize,
    clock: i64,
}

impl World {
    /// Everybody has heard of one report; then the plan runs.
    pub fn run(plan: &Plan) -> Self {
        let reporter = person(0);
        let report = Report {
            source: Source::Patrol,
            category: "city.garbage".parse().unwrap(),
            area: "c1/c1-g1".parse().unwrap(),
            address: String::new(),
            position: None,
            description: "楼道堆物".into(),
            photos: vec![],
            follows: None,
        };
        let at = Timestamp::from_millis(1_000);
        let act = Act {
            id: command_id(0),
            case: case(),
            at,
            command: Command::Report(report.clone()),
        };
        let mut founded = CaseDocument::default();
        let writes = decide_report(&reporter, &act, &report).unwrap();
        founded.write(&reporter, 0, case(), &writes).unwrap();
        let devices = (0..DEVICES)
            .map(|device| (person(device), founded.clone()))
            .collect();
        let mut world = Self {
            devices,
            acts: 1,
            clock: 1_000,
        };
        for event in plan {
            match *event {
                Event::Act { device, choice } => world.act(device, choice),
                Event::Hear { from, to } => world.hear(from, to),
            }
        }
        world
    }

    /// Acts done, the report among them.
    pub const fn acts(&self) -> usize {
        self.acts
    }

    /// Everybody hears everything; how the case reads on each device then.
    pub fn settle(&self) -> Vec<Case> {
        let all = self.changes();
        self.devices
            .iter()
            .map(|(_, document)| {
                let mut document = document.clone();
                apply_all(&mut document, &all);
                document.case().unwrap()
            })
            .collect()
    }

    /// Every change that any device knows, each once.
    pub fn changes(&self) -> Vec<Vec<u8>> {
        let mut seen = std::collections::BTreeSet::new();
        let all = self
            .devices
            .iter()
            .flat_map(|(_, document)| document.changes());
        all.filter(|change| seen.insert(change.hash))
            .map(|change| change.bytes)
            .collect()
    }

    fn act(&mut self, device: usize, choice: usize) {
        self.clock += 1_000;
        let (who, document) = &mut self.devices[device];
        let known = document.case().unwrap();
        let possible: Vec<_> = commands(choice)
            .into_iter()
            .filter_map(|command| {
                let at = Timestamp::from_millis(self.clock);
                let act = Act {
                    id: command_id(self.acts),
                    case: case(),
                    at,
                    command,
                };
                decide(who, &known, &act).ok()
            })
            .collect();
        if possible.is_empty() {
            return;
        }
        document
            .write(who, 0, case(), &possible[choice % possible.len()])
            .unwrap();
        self.acts += 1;
    }

    fn hear(&mut self, from: usize, to: usize) {
        let heard: Vec<Vec<u8>> = self.devices[from]
            .1
            .changes()
            .into_iter()
            .map(|change| change.bytes)
            .collect();
        apply_all(&mut self.devices[to].1, &heard);
    }
}

fn apply_all(document: &mut CaseDocument, changes: &[Vec<u8>]) {
    let mut waiting: Vec<IncomingChange> = changes
        .iter()
        .map(|bytes| IncomingChange::decode(bytes).unwrap())
        .collect();
    while !waiting.is_empty() {
        let before = waiting.len();
        waiting.retain(|change| {
            let ready = change
                .dependencies()
                .all(|dependency| document.contains(&dependency));
            if ready {
                document.apply(change).unwrap();
            }
            !ready
        });
        assert!(waiting.len() < before, "changes whose past nobody has");
    }
}

fn case() -> CaseId {
    CaseId::from_bytes([9; 16])
}

fn command_id(number: usize) -> CommandId {
    let mut random = [0; 10];
    random[..8].copy_from_slice(&u64::try_from(number).unwrap().to_be_bytes());
    CommandId::new(Timestamp::from_millis(1_000), random)
}

fn person(device: usize) -> Principal {
    let department = |id: &str| Scope::Department(id.parse().unwrap());
    let (name, role, scope) = match device {
        0 => (
            "reporter",
            Role::GridWorker,
            Scope::Grids(vec!["c1-g1".parse().unwrap()]),
        ),
        1 => (
            "neighbour",
            Role::GridWorker,
            Scope::Grids(vec!["c1-g1".parse().unwrap()]),
        ),
        2 => ("desk-one", Role::Supervisor, Scope::Subdistrict),
        3 => ("desk-two", Role::Supervisor, Scope::Subdistrict),
        4 => ("repairs", Role::Handler, department("repairs")),
        _ => ("police", Role::Handler, department("police")),
    };
    Principal {
        person: name.parse().unwrap(),
        device: DeviceId::from_bytes([u8::try_from(device).unwrap(); 16]),
        subdistrict: "s".parse().unwrap(),
        grants: vec![Grant { role, scope }],
    }
}

/// Everything that anybody could do, with words of this choice.
fn commands(choice: usize) -> Vec<Command> {
    let words = format!("说明 {choice}");
    let dispatch = |department: &str| Command::Dispatch {
        department: department.parse().unwrap(),
        assisting: Vec::new(),
        term: Term::Until(Timestamp::from_millis(9_000_000)),
    };
    vec![
        Command::Accept,
        Command::Reject {
            reason: words.clone(),
        },
        dispatch("repairs"),
        dispatch("police"),
        Command::HandBack {
            reason: words.clone(),
            suggested: None,
        },
        Command::Start,
        Command::ReportBack {
            outcome: words.clone(),
            adoption: None,
            photos: vec![],
        },
        Command::PassCheck {
            note: words.clone(),
            photos: vec![],
        },
        Command::FailCheck {
            reason: words.clone(),
            photos: vec![],
        },
        Command::Close,
        Command::Rate {
            rating: Rating::Partly,
            comment: words.clone(),
        },
        Command::SeeAnswer,
        Command::Correct {
            field: FieldName::Description,
            value: words.clone(),
        },
        Command::Comment { text: words },
    ]
}
