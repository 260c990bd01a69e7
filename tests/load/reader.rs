//! A desk that follows the log: it keeps documents as they came and opens one when somebody looks at it.

use std::collections::{HashMap, HashSet};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use gridloop_shared::crdt::{CaseDocument, IncomingChange};
use gridloop_shared::model::{CaseId, DeviceId, Timestamp};
use gridloop_shared::sync::{PackRef, PackedRow};

use crate::traffic::Traffic;
use crate::wire::{Changed, Session};

/// Oversees the subdistrict, and so sees every case.
pub const USER: &str = "dudao";

/// Documents of a pack.
const PACK: usize = 1_000;
/// How long the server may take until it packs again, and how often to look.
const PATIENCE: Duration = Duration::from_secs(900);
const PAUSE: Duration = Duration::from_secs(3);

/// A desk that follows the log.
pub struct Reader {
    /// Its connection.
    pub session: Session,
    /// How far it has read.
    pub cursor: String,
    /// The list rows of documents that lie in packs.
    rows: Vec<PackedRow>,
    /// The packs that the documents themselves are to be fetched from.
    packs: Vec<PackRef>,
    /// Documents as they came.
    snapshots: HashMap<CaseId, Vec<u8>>,
    /// Documents that were looked at.
    open: HashMap<CaseId, CaseDocument>,
}

impl Reader {
    /// Signs in on a device that has nothing yet, the one of this number.
    ///
    /// # Errors
    /// When the server does not know the supervisor.
    pub async fn open(server: SocketAddr, traffic: &Arc<Traffic>, number: u64) -> Result<Self> {
        let [a, b, c, d, e, f, g, h] = number.to_be_bytes();
        let device = DeviceId::new(Timestamp::default(), [0, 0, a, b, c, d, e, f, g, h]);
        Ok(Self {
            session: Session::sign_in(server, traffic, USER, device).await?,
            cursor: String::new(),
            rows: Vec::new(),
            packs: Vec::new(),
            snapshots: HashMap::new(),
            open: HashMap::new(),
        })
    }

    /// Waits until the server has packed these documents: then only the last of them, and the few that have changed since, are named
    /// one by one.
    ///
    /// # Errors
    /// When that takes too long.
    pub async fn until_packed(&mut self, documents: usize) -> Result<()> {
        let began = Instant::now();
        let few = PACK.saturating_add(documents.div_euclid(10));
        while self.session.pull(&mut String::new()).await?.entered.len() >= few {
            ensure!(began.elapsed() < PATIENCE, "the server does not pack");
            tokio::time::sleep(PAUSE).await;
        }
        Ok(())
    }

    /// Pulls everything that is new, of what is packed the list rows. Answers with the changes.
    ///
    /// # Errors
    /// When an answer does not read.
    pub async fn pull(&mut self) -> Result<Vec<Changed>> {
        let news = self.session.pull(&mut self.cursor).await?;
        for pack in &news.packs {
            self.rows.extend(self.session.rows(pack).await?);
        }
        self.packs.extend(news.packs);
        for entered in news.entered {
            self.snapshots.insert(entered.document, entered.snapshot);
        }
        Ok(news.changes)
    }

    /// Fetches the documents that are packed. One that is here already is newer.
    ///
    /// # Errors
    /// When a pack does not read.
    pub async fn fetch(&mut self) -> Result<()> {
        for pack in std::mem::take(&mut self.packs) {
            for entered in self.session.documents(&pack).await? {
                let here = self.snapshots.entry(entered.document);
                here.or_insert(entered.snapshot);
            }
        }
        Ok(())
    }

    /// How many documents its list shows.
    pub fn listed(&self) -> usize {
        let packed = self.rows.iter().map(|packed| packed.row.id);
        let ids: HashSet<CaseId> = packed.chain(self.snapshots.keys().copied()).collect();
        ids.len()
    }

    /// How many documents it has.
    pub fn documents(&self) -> usize {
        self.snapshots.len()
    }

    /// Takes a change in and reads the case as it then stands.
    ///
    /// # Errors
    /// When the change does not fit, or its step is not to be seen.
    pub fn see(&mut self, changed: &Changed) -> Result<()> {
        let mut document = match self.open.remove(&changed.document) {
            Some(document) => document,
            None => CaseDocument::load(
                self.snapshots
                    .get(&changed.document)
                    .context("a change of a case that is not here")?,
            )?,
        };
        document.apply(&IncomingChange::decode(&changed.bytes)?)?;
        let case = document.case()?;
        let mut entries = case.follow_up.entries.iter();
        ensure!(
            entries.any(|entry| entry.step.id == changed.command),
            "the step is not in the case"
        );
        self.open.insert(changed.document, document);
        Ok(())
    }
}
