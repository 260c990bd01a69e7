//! Many changes of several people, one after the other, as a fuzzer plays them: whatever is admitted, the case stays one that
//! everybody can read, write and agree on, and nobody has written in another's name.

use arbitrary::{Result, Unstructured};
use gridloop_hostile::forge::Change;
use gridloop_shared::command::{Act, Writes, decide};
use gridloop_shared::crdt::{CaseDocument, IncomingChange};
use gridloop_shared::model::{
    Case, CaseId, CaseRow, CommandId, DeviceId, FieldName, Principal, Term, Timestamp,
};
use gridloop_shared::sync::{Code, PushChange};
use gridloop_shared::workflow::{Step, StepKind};

use super::decoding::sound;
use super::memory::{Memory, Outcome};
use super::moves;
use crate::fixture::{Draft, handler, report, supervisor, tenant, worker};
use crate::state::Directories;

/// The most moves of one play.
const MOST_MOVES: usize = 24;
/// When everything happens: 2026-09-21.
const NOW: Timestamp = Timestamp::from_millis(1_790_000_000_000);

/// Plays what the bytes say.
pub fn judge(bytes: &[u8]) {
    let mut input = Unstructured::new(bytes);
    let mut play = Play::begin();
    for _ in 0..MOST_MOVES {
        if input.is_empty() || play.go_on(&mut input).is_err() {
            break;
        }
    }
    play.end();
}

/// A person at a device, with the case as they have it.
struct Player {
    who: Principal,
    document: CaseDocument,
    incarnation: u16,
}

struct Play {
    memory: Memory,
    case: CaseId,
    players: Vec<Player>,
    /// Everything that was ever sent.
    sent: Vec<PushChange>,
    acts: u64,
}

impl Play {
    fn begin() -> Self {
        let directories = Directories::default();
        directories.put(tenant("s"));
        let subdistrict = directories.subdistrict(&"s".parse().unwrap()).unwrap();
        let mut memory = Memory::new(subdistrict, NOW);
        let (draft, founding) = Draft::found(10, &worker(), &report());
        assert_eq!(memory.push(&worker(), founding.clone()), Outcome::Admitted);
        let colleague = Principal {
            device: DeviceId::from_bytes([9; 16]),
            ..supervisor()
        };
        let players = [worker(), supervisor(), colleague, handler()];
        Self {
            memory,
            case: draft.id,
            players: players
                .into_iter()
                .map(|who| Player {
                    who,
                    document: draft.document.clone(),
                    incarnation: 0,
                })
                .collect(),
            sent: vec![founding],
            acts: 0,
        }
    }

    fn go_on(&mut self, input: &mut Unstructured<'_>) -> Result<()> {
        let player = input.choose_index(self.players.len())?;
        match input.int_in_range(0..=7)? {
            0..=2 => self.act_honestly(player, input),
            3 => {
                self.pull(player);
                Ok(())
            }
            4 => {
                let again = input.choose(&self.sent)?.clone();
                self.send(player, again);
                Ok(())
            }
            5 => {
                let kind = moves::step(input, NOW)?;
                let (writes, mut copy) = (
                    self.step(player, kind),
                    self.players[player].document.clone(),
                );
                let bytes = self.write(player, &mut copy, &writes);
                self.send(
                    player,
                    PushChange {
                        document: self.case,
                        bytes,
                    },
                );
                Ok(())
            }
            _ => self.forge(player, input),
        }
    }

    fn next_act(&mut self) -> CommandId {
        self.acts += 1;
        let [a, b, c, d, e, f, g, h] = self.acts.to_be_bytes();
        CommandId::new(NOW, [a, b, c, d, e, f, g, h, 0, 0])
    }

    fn step(&mut self, player: usize, kind: StepKind) -> Writes {
        let fields = match &kind {
            StepKind::Corrected { field, value } => vec![(*field, value.clone())],
            _ => Vec::new(),
        };
        let who = &self.players[player].who;
        let (by, device) = (who.person.clone(), who.device);
        Writes {
            founding: None,
            fields,
            step: Step {
                id: self.next_act(),
                by,
                device,
                at: NOW,
                kind,
            },
        }
    }

    fn write(&self, player: usize, document: &mut CaseDocument, writes: &Writes) -> Vec<u8> {
        let Player {
            who, incarnation, ..
        } = &self.players[player];
        document
            .write(who, *incarnation, self.case, writes)
            .unwrap()
            .bytes
    }

    /// What the app lets a person do must never be malformed, and is admitted unless the case has gone on without them.
    fn act_honestly(&mut self, player: usize, input: &mut Unstructured<'_>) -> Result<()> {
        let command = moves::command(input, NOW)?;
        let act = Act {
            id: self.next_act(),
            case: self.case,
            at: NOW,
            command,
        };
        let mut document = self.players[player].document.clone();
        let Ok(writes) = decide(&self.players[player].who, &document.case().unwrap(), &act) else {
            return Ok(());
        };
        let bytes = self.write(player, &mut document, &writes);
        let outcome = self.send(
            player,
            PushChange {
                document: self.case,
                bytes,
            },
        );
        let gone_on =
            [Code::NotFound, Code::NotAllowed, Code::UnknownReference].map(Outcome::SetAside);
        assert!(
            outcome == Outcome::Admitted || gone_on.contains(&outcome),
            "an honest {:?} is {outcome:?}",
            act.command
        );
        Ok(())
    }

    fn forge(&mut self, player: usize, input: &mut Unstructured<'_>) -> Result<()> {
        let base = if input.ratio(1, 4)? {
            input.choose(&self.sent)?.bytes.clone()
        } else {
            let kind = moves::step(input, NOW)?;
            let writes = self.step(player, kind);
            let mut copy = self.players[player].document.clone();
            self.write(player, &mut copy, &writes)
        };
        let Some(mut change) = Change::parse(&base) else {
            return Ok(());
        };
        let hashes: Vec<Vec<u8>> = self
            .sent
            .iter()
            .filter_map(|sent| IncomingChange::decode(&sent.bytes).ok())
            .map(|change| change.hash().as_bytes().to_vec())
            .collect();
        moves::bend(input, &mut change, &hashes)?;
        let document = match input.ratio(1, 16)? {
            true => CaseId::from_bytes([input.arbitrary()?; 16]),
            false => self.case,
        };
        self.send(
            player,
            PushChange {
                document,
                bytes: change.bytes(),
            },
        );
        Ok(())
    }

    /// Sends a change, whoever wrote it, and holds what came of it against what must hold.
    fn send(&mut self, player: usize, sent: PushChange) -> Outcome {
        let before = self.memory.document(sent.document);
        let who = self.players[player].who.clone();
        let outcome = self.memory.push(&who, sent.clone());
        let after = self.memory.document(sent.document);
        match (&before, &after, outcome) {
            (Some(before), Some(after), Outcome::Admitted) => {
                sound(after);
                grew_by_one_step(&who, &before.case().unwrap(), &after.case().unwrap());
                self.can_be_written(after);
            }
            (None, Some(after), Outcome::Admitted) => {
                sound(after);
                let case = after.case().unwrap();
                assert_eq!((&case.reporter, case.id), (&who.person, sent.document));
                assert_eq!(case.follow_up.entries.len(), 1);
                self.can_be_written(after);
            }
            (None, None, _) => {}
            (Some(before), Some(after), _) => {
                assert_eq!(before.changes(), after.changes(), "refused, and yet there");
            }
            other => panic!("{:?}", other.2),
        }
        self.sent.push(sent);
        // As after a verdict: what was not taken is not in the document any more, and its place in the sequence is used up.
        self.pull(player);
        if outcome != Outcome::Admitted {
            self.players[player].incarnation += 1;
        }
        outcome
    }

    fn pull(&mut self, player: usize) {
        self.players[player].document = self.memory.document(self.case).unwrap();
    }

    /// A case that nobody can write into any more is as bad as one that is lost.
    fn can_be_written(&self, document: &CaseDocument) {
        let case = document.case().unwrap();
        let act = Act {
            id: CommandId::new(NOW, [0xee; 10]),
            case: case.id,
            at: NOW,
            command: gridloop_hostile::scene::comment("还能写"),
        };
        let writes = decide(&supervisor(), &case, &act).unwrap();
        let mut copy = document.clone();
        let change = copy
            .write(&supervisor(), u16::MAX, case.id, &writes)
            .unwrap();
        let change = IncomingChange::decode(&change.bytes).unwrap();
        let mut elsewhere = CaseDocument::load(&document.save()).unwrap();
        change.fits(&elsewhere).unwrap();
        change.read(&elsewhere).unwrap();
        elsewhere.apply(&change).unwrap();
        assert_eq!(elsewhere.case(), copy.case());
    }

    /// Everybody who takes in what was admitted, in another order, has the same case.
    fn end(self) {
        let document = self.memory.document(self.case).unwrap();
        let mut left: Vec<IncomingChange> = document
            .changes()
            .iter()
            .map(|change| IncomingChange::decode(&change.bytes).unwrap())
            .collect();
        let mut other = CaseDocument::default();
        while !left.is_empty() {
            // The last of those that can be taken.
            let ready =
                |change: &IncomingChange| change.dependencies().all(|hash| other.contains(&hash));
            let at = left.iter().rposition(ready).unwrap();
            other.apply(&left.remove(at)).unwrap();
        }
        assert_eq!(
            other.case(),
            document.case(),
            "another case in another order"
        );
    }
}

/// One step more, in the sender's name and from the sender's device, and nothing else but what that step says.
fn grew_by_one_step(who: &Principal, before: &Case, after: &Case) {
    let steps = |case: &Case| -> Vec<Step> {
        let entries = case.follow_up.entries.iter();
        entries.map(|entry| entry.step.clone()).collect()
    };
    let (old, new) = (steps(before), steps(after));
    let added: Vec<&Step> = new.iter().filter(|step| !old.contains(step)).collect();
    assert!(old.iter().all(|step| new.contains(step)), "a step is gone");
    let [added] = added[..] else {
        panic!("{} steps at once", added.len())
    };
    assert_eq!(new.len(), old.len() + 1);
    assert_eq!((&added.by, added.device), (&who.person, who.device));
    for field in FieldName::ALL {
        let changed = before.values(field) != after.values(field);
        let says =
            matches!(&added.kind, StepKind::Corrected { field: named, .. } if *named == field);
        assert!(!changed || says, "{field:?} changed without a word");
    }
    let founding = |case: &Case| {
        let Case { id, source, .. } = case;
        let point = case.observation_point.clone();
        (
            *id,
            case.subdistrict.clone(),
            *source,
            case.reporter.clone(),
            point,
        )
    };
    assert_eq!(founding(before), founding(after));
    let row = CaseRow::of(after, |step| step.at);
    let shown = |at: Timestamp| (0..=253_402_300_799_999).contains(&at.millis());
    let given = row.clock.as_ref().and_then(|clock| clock.given);
    let is_shown = |term| match term {
        Term::Until(due) => shown(due),
        Term::Days(_) | Term::Minutes(_) => true,
    };
    assert!(
        shown(row.reported_at) && given.is_none_or(is_shown),
        "{row:?}"
    );
}
