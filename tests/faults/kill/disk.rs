//! The server's database, read beside the running server and not through it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use gridloop_shared::crdt::{CaseDocument, ChangeHash, IncomingChange};
use gridloop_shared::model::{Case, CaseId, CaseRow, PhotoHash};
use gridloop_shared::policy::Facts;
use gridloop_shared::sync::{Arrival, arrived, decode};
use sqlx::sqlite::{SqliteConnectOptions, SqliteRow};
use sqlx::{ConnectOptions, Row, SqliteConnection};

/// The database.
pub struct Disk(SqliteConnection);

/// A document as it is stored.
pub struct Stored {
    /// A standard Automerge file.
    pub snapshot: Vec<u8>,
    /// Place of its newest change.
    pub seq: u64,
}

impl Stored {
    /// The changes in it.
    pub fn changes(&self) -> BTreeSet<ChangeHash> {
        let document = CaseDocument::load(&self.snapshot).unwrap();
        document
            .changes()
            .iter()
            .map(|change| change.hash)
            .collect()
    }
}

impl Disk {
    /// Opens it.
    pub async fn open(data: &Path) -> Self {
        let options = SqliteConnectOptions::new().filename(data.join("gridloop.sqlite"));
        Self(options.read_only(true).connect().await.unwrap())
    }

    /// What SQLite itself finds.
    pub async fn is_sound(&mut self, said: &str) {
        let found = sqlx::query_scalar::<_, String>("pragma integrity_check");
        assert_eq!(
            found.fetch_all(&mut self.0).await.unwrap(),
            ["ok"],
            "{said}"
        );
        let found = sqlx::query("pragma foreign_key_check");
        assert!(
            found.fetch_all(&mut self.0).await.unwrap().is_empty(),
            "{said}"
        );
        let aside = sqlx::query_scalar::<_, i64>("select count(*) from set_aside");
        assert_eq!(aside.fetch_one(&mut self.0).await.unwrap(), 0, "{said}");
        let head = sqlx::query_scalar::<_, i64>(
            "select seq - (select count(*) from log where subdistrict = id) from subdistricts",
        );
        assert_eq!(head.fetch_all(&mut self.0).await.unwrap(), [0], "{said}");
    }

    /// Every admitted change with its place.
    pub async fn log(&mut self) -> BTreeMap<ChangeHash, u64> {
        let rows = self.rows("select hash, seq from log").await;
        let log: BTreeMap<_, _> = rows.iter().map(|row| (hash(row), seq(row))).collect();
        assert_eq!(log.len(), rows.len(), "a change twice");
        log
    }

    /// Every document.
    pub async fn documents(&mut self) -> BTreeMap<CaseId, Stored> {
        let rows = self.rows("select id, snapshot, seq from documents").await;
        let stored = |row: &SqliteRow| Stored {
            snapshot: row.get("snapshot"),
            seq: seq(row),
        };
        rows.iter().map(|row| (id(row), stored(row))).collect()
    }

    /// Holds every document that has changed since a place against the rows of its log. Answers with the last place.
    pub async fn folds_since(&mut self, place: u64, said: &str) -> u64 {
        let documents =
            "select id, seq, snapshot, facts, list_row, arrivals from documents where seq > ?";
        let mut newest = place;
        let query = sqlx::query(documents).bind(i64::try_from(place).unwrap());
        for row in query.fetch_all(&mut self.0).await.unwrap() {
            newest = newest.max(seq(&row));
            self.folds(&row, said).await;
        }
        newest
    }

    async fn folds(&mut self, stored: &SqliteRow, said: &str) {
        let id = id(stored);
        let of_document = "select * from log where document = ? order by seq";
        let query = sqlx::query(of_document).bind(id.as_bytes().as_slice());
        let rows = query.fetch_all(&mut self.0).await.unwrap();
        let mut fold = CaseDocument::default();
        let mut arrivals = Vec::new();
        let mut before = None;
        for row in &rows {
            let change = IncomingChange::decode(row.get("bytes")).unwrap();
            assert_eq!(change.hash(), hash(row), "case {id}: {said}");
            assert_eq!(change.fits(&fold), Ok(()), "case {id}: {said}");
            fold.apply(&change).unwrap();
            let after = facts(&fold.case().unwrap());
            assert_eq!(row.get::<Option<String>, _>("before"), before, "{said}");
            assert_eq!(row.get::<String, _>("after"), after, "case {id}: {said}");
            before = Some(after);
            arrivals.push(Arrival {
                command: change.command,
                at: gridloop_shared::model::Timestamp::from_millis(row.get("received_at")),
            });
        }
        let case = fold.case().unwrap();
        let snapshot = CaseDocument::load(stored.get("snapshot")).unwrap();
        assert_eq!(snapshot.case().unwrap(), case, "case {id}: {said}");
        assert_eq!(snapshot.save(), fold.save(), "case {id}: {said}");
        assert_eq!(Some(stored.get::<String, _>("facts")), before, "{said}");
        let row: CaseRow = decode(stored.get("list_row")).unwrap();
        assert_eq!(
            row,
            CaseRow::of(&case, arrived(&arrivals)),
            "case {id}: {said}"
        );
        let kept: Vec<Arrival> = decode(stored.get("arrivals")).unwrap();
        assert_eq!(kept, arrivals, "case {id}: {said}");
        assert_eq!(seq(stored), rows.last().map_or(0, seq), "case {id}: {said}");
        let named: BTreeSet<PhotoHash> = case.photos().map(|photo| photo.hash.clone()).collect();
        assert_eq!(self.photos_of(&id).await, named, "case {id}: {said}");
    }

    async fn photos_of(&mut self, id: &CaseId) -> BTreeSet<PhotoHash> {
        let query =
            sqlx::query_scalar::<_, String>("select photo from photo_refs where document = ?");
        let photos = query.bind(id.as_bytes().as_slice());
        let photos = photos.fetch_all(&mut self.0).await.unwrap();
        photos.iter().map(|photo| photo.parse().unwrap()).collect()
    }

    async fn rows(&mut self, query: &'static str) -> Vec<SqliteRow> {
        sqlx::query(query).fetch_all(&mut self.0).await.unwrap()
    }
}

fn facts(case: &Case) -> String {
    serde_json::to_string(&Facts::from(case)).unwrap()
}

fn hash(row: &SqliteRow) -> ChangeHash {
    ChangeHash::from_bytes(row.get::<&[u8], _>("hash").try_into().unwrap())
}

fn id(row: &SqliteRow) -> CaseId {
    CaseId::from_bytes(row.get::<&[u8], _>("id").try_into().unwrap())
}

fn seq(row: &SqliteRow) -> u64 {
    u64::try_from(row.get::<i64, _>("seq")).unwrap()
}
