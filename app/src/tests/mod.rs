//! Stories on the store in memory: a phone, and a server that says what the story needs.

mod admitted;
mod adopting;
mod batches;
mod brought;
mod courier;
mod handing_over;
mod leaving;
mod let_go;
mod newer;
mod page_size;
mod performing;
mod photos;
mod pulled;
mod refused;
mod restored;
mod scopes;
mod scripted;
mod shown;
mod titles;
mod tray;
mod unpacking;

use futures::executor::block_on;
use gridloop_shared::command::{Act, Command, Report};
use gridloop_shared::crdt::{CaseDocument, IncomingChange};
use gridloop_shared::model::{
    CaseId, CaseRow, CommandId, DeviceId, Grant, Principal, Role, Scope, Source, Timestamp,
};
use gridloop_shared::sync::{Arrival, Entered, PullRow, Seal, Verdict, arrived};

use crate::inbox::{Piece, TakenIn, ToGiveBack, take_in, to_give_back};
use crate::outbox::{PerformProblem, Performed, Sent, Settled, perform, settle};
use crate::records::{
    OutboxRow, PLACE, Place, Record, SetAside, StoredDocument, StoredRow, ask, ask_all, found,
    found_all,
};
use crate::store::{Durability, LocalStore, Memory, Next, StorageProblem, Write};

/// A phone with its person and its clock.
struct Phone {
    store: Memory,
    who: Principal,
    now: i64,
}

fn worker() -> Principal {
    Principal {
        person: "worker".parse().unwrap(),
        device: DeviceId::from_bytes([1; 16]),
        subdistrict: "s".parse().unwrap(),
        grants: vec![Grant {
            role: Role::GridWorker,
            scope: Scope::Grids(vec!["c1-g1".parse().unwrap()]),
        }],
    }
}

fn supervisor() -> Principal {
    Principal {
        person: "supervisor".parse().unwrap(),
        device: DeviceId::from_bytes([2; 16]),
        subdistrict: "s".parse().unwrap(),
        grants: vec![Grant {
            role: Role::Supervisor,
            scope: Scope::Subdistrict,
        }],
    }
}

fn case(n: u8) -> CaseId {
    CaseId::from_bytes([n; 16])
}

fn comment(text: &str) -> Command {
    Command::Comment { text: text.into() }
}

fn report() -> Command {
    Command::Report(Report {
        source: Source::Patrol,
        category: "city.garbage".parse().unwrap(),
        area: "c1/c1-g1".parse().unwrap(),
        address: "兰州路 1 号".into(),
        position: None,
        description: "楼道堆物".into(),
        photos: vec![],
        follows: None,
    })
}

impl Phone {
    fn of(who: Principal) -> Self {
        Self {
            store: Memory::default(),
            who,
            now: 1_000_000,
        }
    }

    fn act(&mut self, case: CaseId, command: Command) -> Act {
        self.now += 1_000;
        let at = Timestamp::from_millis(self.now);
        Act {
            id: CommandId::new(at, [self.who.device.as_bytes()[0]; 10]),
            case,
            at,
            command,
        }
    }

    fn perform(&mut self, case: CaseId, command: Command) -> Result<Performed, PerformProblem> {
        let act = self.act(case, command);
        block_on(perform(&self.store, &self.who, act, None))
    }

    /// Does it, and it works.
    fn does(&mut self, case: CaseId, command: Command) -> OutboxRow {
        self.perform(case, command).unwrap().queued
    }

    fn settle(&self, rows: &[OutboxRow], verdicts: &[Verdict]) -> Settled {
        let sent: Vec<Sent> = rows.iter().map(Sent::from).collect();
        let now = Timestamp::from_millis(self.now);
        block_on(settle(&self.store, &self.who, &sent, verdicts, now)).unwrap()
    }

    fn take(&self, rows: &[PullRow]) -> TakenIn {
        let asked = self.place().cursor;
        let next = format!("{asked}+");
        self.take_piece(Piece {
            asked: &asked,
            rows,
            next: Some(&next),
            ..Piece::default()
        })
    }

    fn take_piece(&self, piece: Piece<'_>) -> TakenIn {
        let now = Timestamp::from_millis(self.now);
        block_on(take_in(&self.store, &self.who, piece, now)).unwrap()
    }

    fn place(&self) -> Place {
        let mut answers = block_on(self.store.read(vec![ask::<Place>(&PLACE)])).unwrap();
        found(&mut answers).unwrap().unwrap_or_default()
    }

    fn all<R: Record>(&self) -> Vec<R> {
        found_all(&mut block_on(self.store.read(vec![ask_all::<R>()])).unwrap()).unwrap()
    }

    fn outbox(&self) -> Vec<OutboxRow> {
        self.all()
    }

    fn tray(&self) -> Vec<SetAside> {
        self.all()
    }

    fn stored(&self, id: CaseId) -> Option<StoredDocument> {
        self.all()
            .into_iter()
            .find(|doc: &StoredDocument| doc.id == id)
    }

    fn listed(&self, id: CaseId) -> Option<StoredRow> {
        self.all()
            .into_iter()
            .find(|row: &StoredRow| row.row.id == id)
    }

    fn document(&self, id: CaseId) -> CaseDocument {
        CaseDocument::load(&self.stored(id).unwrap().snapshot).unwrap()
    }

    fn comments(&self, id: CaseId) -> Vec<String> {
        use gridloop_shared::workflow::StepKind;
        let entries = self.document(id).case().unwrap().follow_up.entries;
        entries
            .into_iter()
            .filter_map(|entry| match entry.step.kind {
                StepKind::Commented { text } => Some(text),
                _ => None,
            })
            .collect()
    }

    fn write(&self, write: Write) {
        block_on(
            self.store
                .transact(&[write.shelf()], Durability::Strict, Vec::new(), |_| {
                    Ok::<_, StorageProblem>(Next::Write(vec![write.clone()], ()))
                }),
        )
        .unwrap();
    }
}

fn admitted(seq: u64) -> Verdict {
    Verdict::Admitted {
        seq,
        at: Timestamp::from_millis(2_000_000),
        seal: seal(seq),
    }
}

/// What every naming begins with.
const BEGIN: PullRow = PullRow::Begin { lost: false };

/// The server's mark on the change at this place.
fn seal(seq: u64) -> Seal {
    Seal::from_bytes((1_u128 << seq).to_be_bytes())
}

/// What the server sends of a document that holds these changes.
fn entered(id: CaseId, changes: &[&[u8]], seq: u64) -> PullRow {
    let mut document = CaseDocument::default();
    let mut arrivals = Vec::new();
    for bytes in changes {
        let change = IncomingChange::decode(bytes).unwrap();
        assert_eq!(change.fits(&document), Ok(()));
        document.apply(&change).unwrap();
        arrivals.push(Arrival {
            command: change.command,
            at: Timestamp::from_millis(2_000_000),
        });
    }
    PullRow::Entered(Box::new(Entered {
        document: id,
        snapshot: document.save(),
        row: CaseRow::of(&document.case().unwrap(), arrived(&arrivals)),
        seal: (1..)
            .take(changes.len())
            .map(seal)
            .fold(Seal::NONE, Seal::join),
        arrivals,
        seq,
    }))
}

/// What the server sends of one change.
fn change(row: &OutboxRow, seq: u64) -> PullRow {
    PullRow::Change {
        document: row.act.case,
        bytes: row.bytes.clone(),
        arrival: Arrival {
            command: row.act.id,
            at: Timestamp::from_millis(2_000_000),
        },
        seq,
        seal: seal(seq),
    }
}
