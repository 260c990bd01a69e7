//! What the server has admitted, followed row by row beside it, and held against what it keeps.

use std::collections::{BTreeMap, BTreeSet};

use gridloop_shared::crdt::{CaseDocument, ChangeHash, IncomingChange};
use gridloop_shared::model::{Case, CaseId, CaseRow, CommandId, Timestamp};
use gridloop_shared::policy::Facts;
use gridloop_shared::sync::{Arrival, Seal, decode};
use gridloop_shared::workflow::Step;
use sqlx::Row;
use sqlx::sqlite::{SqliteConnection, SqliteRow};

use crate::violation::{Violation, hold};

/// A document as the log makes it.
pub struct Known {
    pub document: CaseDocument,
    pub case: Case,
    pub facts: Facts,
    pub arrivals: BTreeMap<CommandId, Timestamp>,
    pub seal: Seal,
}

/// What the server has admitted.
#[derive(Default)]
pub struct Truth {
    pub seq: u64,
    pub documents: BTreeMap<CaseId, Known>,
    pub admitted: BTreeMap<CommandId, CaseId>,
    /// Places of acts.
    taken: BTreeSet<u64>,
    /// Places that decisions have, or had before they were told once more.
    decided: BTreeSet<u64>,
    hashes: BTreeSet<ChangeHash>,
}

fn blob<const N: usize>(row: &SqliteRow, name: &str) -> [u8; N] {
    row.get::<&[u8], _>(name).try_into().unwrap()
}

impl Truth {
    /// Reads on in the log and holds it against what is kept beside it. Answers with the acts that are new.
    ///
    /// # Errors
    /// What does not hold.
    pub async fn follow(
        &mut self,
        database: &mut SqliteConnection,
    ) -> Result<Vec<CommandId>, Violation> {
        let rows = sqlx::query(
            "select seq, document, hash, command, bytes, received_at, before, after from log where seq > ? order by seq",
        )
        .bind(i64::try_from(self.seq).unwrap())
        .fetch_all(&mut *database)
        .await
        .unwrap();
        let before = self.seq;
        let mut new = Vec::new();
        let mut touched = BTreeSet::new();
        for row in &rows {
            new.push(self.row(row)?);
            touched.insert(CaseId::from_bytes(blob(row, "document")));
        }
        self.end(before, database).await?;
        for id in touched {
            self.kept(id, database).await?;
        }
        Ok(new)
    }

    /// The log's end. Every place since the last look is that of an act or of a decision; of a database that is looked at for the
    /// first time, as after a restore, it is not known where decisions were before they were told once more.
    async fn end(&mut self, before: u64, database: &mut SqliteConnection) -> Result<(), Violation> {
        let head: i64 = sqlx::query_scalar("select seq from subdistricts")
            .fetch_one(&mut *database)
            .await
            .unwrap();
        let head = head.cast_unsigned();
        hold(head >= self.seq, || {
            format!("the log's end is noted as {head}, and is {}", self.seq)
        })?;
        let places: Vec<i64> = sqlx::query_scalar("select seq from rulings")
            .fetch_all(database)
            .await
            .unwrap();
        self.decided
            .extend(places.into_iter().map(i64::cast_unsigned));
        let nobody = |place: &u64| !self.taken.contains(place) && !self.decided.contains(place);
        let free = (before + 1..=head).find(nobody);
        hold(before == 0 || free.is_none(), || {
            format!("the log's place {free:?} is nobody's")
        })?;
        self.seq = head;
        Ok(())
    }

    fn row(&mut self, row: &SqliteRow) -> Result<CommandId, Violation> {
        let seq = u64::try_from(row.get::<i64, _>("seq")).unwrap();
        hold(seq > self.seq, || {
            format!("place {seq} follows {} in the log", self.seq)
        })?;
        self.seq = seq;
        self.taken.insert(seq);
        let id = CaseId::from_bytes(blob(row, "document"));
        let change = IncomingChange::decode(row.get("bytes"))
            .map_err(|why| Violation::new(format!("the log's {seq} is no change: {why}")))?;
        let hash = change.hash();
        hold(hash == ChangeHash::from_bytes(blob(row, "hash")), || {
            format!("the log's {seq} has another hash than it says")
        })?;
        hold(self.hashes.insert(hash), || {
            format!("the change {hash} is in the log twice")
        })?;
        let command = CommandId::from_bytes(blob(row, "command"));
        hold(command == change.command, || {
            format!("the log's {seq} names another act")
        })?;
        hold(self.admitted.insert(command, id).is_none(), || {
            format!("the act {command} of {id} was admitted twice")
        })?;
        let before = self.documents.get(&id).map(|known| known.facts.clone());
        let mut document = self
            .documents
            .get(&id)
            .map_or_else(CaseDocument::default, |known| known.document.clone());
        change
            .fits_late(&document)
            .map_err(|why| Violation::new(format!("the log's {seq} does not fit {id}: {why}")))?;
        document
            .apply(&change)
            .map_err(|why| Violation::new(format!("the log's {seq}: {why}")))?;
        let case = document
            .case()
            .map_err(|why| Violation::new(format!("after {seq}, {id} does not read: {why}")))?;
        let facts = Facts::from(&case);
        let said: Option<Facts> = row
            .get::<Option<&str>, _>("before")
            .map(|text| serde_json::from_str(text).unwrap());
        hold(said == before, || {
            format!("before {seq} the policy is told {said:?}, and it was {before:?}")
        })?;
        let said: Facts = serde_json::from_str(row.get("after")).unwrap();
        hold(said == facts, || {
            format!("after {seq} the policy is told {said:?}, and it is {facts:?}")
        })?;
        let mut arrivals = self
            .documents
            .remove(&id)
            .map(|known| known.arrivals)
            .unwrap_or_default();
        let at = Timestamp::from_millis(row.get("received_at"));
        arrivals.insert(command, at);
        let known = Known {
            document,
            case,
            facts,
            arrivals,
            seal: Seal::NONE,
        };
        self.documents.insert(id, known);
        Ok(command)
    }

    /// A document and what stands beside it, against the fold of its rows.
    async fn kept(&mut self, id: CaseId, database: &mut SqliteConnection) -> Result<(), Violation> {
        let row = sqlx::query(
            "select snapshot, facts, list_row, arrivals, seal, seq from documents where id = ?",
        )
        .bind(id.as_bytes().as_slice())
        .fetch_one(database)
        .await
        .unwrap();
        let known = self.documents.get_mut(&id).unwrap();
        let snapshot: &[u8] = row.get("snapshot");
        let stored = CaseDocument::load(snapshot)
            .map_err(|why| Violation::new(format!("the document {id} does not load: {why}")))?;
        let hashes = |document: &CaseDocument| -> BTreeSet<ChangeHash> {
            document
                .changes()
                .iter()
                .map(|change| change.hash)
                .collect()
        };
        hold(hashes(&stored) == hashes(&known.document), || {
            format!("the document {id} does not hold the changes of its log")
        })?;
        let case = stored.case();
        hold(case.as_ref() == Ok(&known.case), || {
            format!(
                "the document {id} reads {case:?}, and its log {:?}",
                known.case
            )
        })?;
        let facts: Facts = serde_json::from_str(row.get("facts")).unwrap();
        hold(facts == known.facts, || {
            format!(
                "the facts of {id} are kept as {facts:?}, and are {:?}",
                known.facts
            )
        })?;
        let listed: CaseRow = decode(row.get("list_row")).unwrap();
        let at = |step: &Step| known.arrivals.get(&step.id).copied().unwrap_or(step.at);
        hold(listed == CaseRow::of(&known.case, at), || {
            format!("the row of {id} is kept as {listed:?}")
        })?;
        let arrivals: Vec<Arrival> = decode(row.get("arrivals")).unwrap();
        let count = arrivals.len();
        let arrivals: BTreeMap<CommandId, Timestamp> = arrivals
            .into_iter()
            .map(|arrival| (arrival.command, arrival.at))
            .collect();
        hold(
            arrivals == known.arrivals && count == arrivals.len(),
            || {
                format!(
                    "the arrivals of {id} are kept as {arrivals:?}, and were {:?}",
                    known.arrivals
                )
            },
        )?;
        known.seal = Seal::from_bytes(blob(&row, "seal"));
        Ok(())
    }
}
