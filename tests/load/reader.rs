//! A desk that follows the log: it keeps documents as they came and opens one when somebody looks at it.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::Arc;

use anyhow::{Context, Result, ensure};
use gridloop_shared::crdt::{CaseDocument, IncomingChange};
use gridloop_shared::model::{CaseId, DeviceId, Timestamp};

use crate::traffic::Traffic;
use crate::wire::{Changed, Session};

/// Oversees the subdistrict, and so sees every case.
pub const USER: &str = "dudao";

/// A desk that follows the log.
pub struct Reader {
    /// Its connection.
    pub session: Session,
    /// How far it has read.
    pub cursor: String,
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
            snapshots: HashMap::new(),
            open: HashMap::new(),
        })
    }

    /// Pulls everything that is new. Answers with the changes.
    ///
    /// # Errors
    /// When an answer does not read.
    pub async fn pull(&mut self) -> Result<Vec<Changed>> {
        let news = self.session.pull(&mut self.cursor).await?;
        for entered in news.entered {
            self.snapshots.insert(entered.document, entered.snapshot);
        }
        Ok(news.changes)
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
