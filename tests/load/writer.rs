//! A phone that writes: every act is decided, becomes one change of a case's document, and is sent.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::Arc;

use anyhow::{Context, Result};
use gridloop_shared::command::{Act, Command, decide, decide_report};
use gridloop_shared::crdt::CaseDocument;
use gridloop_shared::model::CaseId;
use gridloop_shared::sync::PushChange;

use crate::traffic::Traffic;
use crate::wire::{Session, batches};
use crate::workload::{Comment, Recorded, Worker};

/// A phone that writes.
pub struct Writer {
    /// Its connection.
    pub session: Session,
    /// The documents that it will still write to.
    documents: HashMap<CaseId, CaseDocument>,
}

/// What a device sends of one case: the change that founds it, and one for each further step.
pub struct Written {
    /// The first.
    pub founding: PushChange,
    /// The others, in order.
    pub further: Vec<PushChange>,
}

impl Writer {
    /// Signs in.
    ///
    /// # Errors
    /// When the server does not know the worker.
    pub async fn open(server: SocketAddr, traffic: &Arc<Traffic>, worker: &Worker) -> Result<Self> {
        let session = Session::sign_in(server, traffic, &worker.user, worker.device).await?;
        Ok(Self {
            session,
            documents: HashMap::new(),
        })
    }

    /// Writes a case and what is said of it later. `keep`: because more will be said.
    ///
    /// # Errors
    /// When the act is not one that its person may take.
    pub fn record(&mut self, recorded: &Recorded, keep: bool) -> Result<Written> {
        let act = Act {
            id: recorded.command,
            case: recorded.case,
            at: recorded.at,
            command: Command::Report(recorded.report.clone()),
        };
        let writes = decide_report(&self.session.principal, &act, &recorded.report)?;
        let mut document = CaseDocument::default();
        let founding = document.write(&self.session.principal, 0, recorded.case, &writes)?;
        let further = recorded
            .comments
            .iter()
            .map(|comment| self.say(&mut document, comment))
            .collect::<Result<_>>()?;
        if keep {
            self.documents.insert(recorded.case, document);
        }
        Ok(Written {
            founding: PushChange {
                document: recorded.case,
                bytes: founding.bytes,
            },
            further,
        })
    }

    /// Says something of a case and sends it at once.
    ///
    /// # Errors
    /// When it is not admitted.
    pub async fn comment(&mut self, comment: &Comment) -> Result<()> {
        let mut document = self
            .documents
            .remove(&comment.case)
            .context("the case is not on this phone")?;
        let change = self.say(&mut document, comment)?;
        self.documents.insert(comment.case, document);
        for batch in batches(&[change], 1)? {
            self.session.push(&batch).await?;
        }
        Ok(())
    }

    fn say(&self, document: &mut CaseDocument, comment: &Comment) -> Result<PushChange> {
        let act = Act {
            id: comment.command,
            case: comment.case,
            at: comment.at,
            command: Command::Comment {
                text: comment.text.clone(),
            },
        };
        let principal = &self.session.principal;
        let writes = decide(principal, &document.case()?, &act)?;
        let change = document.write(principal, 0, comment.case, &writes)?;
        Ok(PushChange {
            document: comment.case,
            bytes: change.bytes,
        })
    }
}
