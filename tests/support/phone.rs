//! A phone, as far as a server notices: a session, documents, an outbox and a cursor.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};

use gridloop_shared::command::{Act, Command, Report, Writes, decide, decide_report};
use gridloop_shared::crdt::{CaseDocument, IncomingChange};
use gridloop_shared::model::{
    Case, CaseId, CommandId, ContentHash, DeviceId, Photo, Principal, Source, Timestamp,
};
use gridloop_shared::sync::{
    PackedDocuments, PullReply, PullRow, PushChange, PushReply, PushRequest, SignedIn, Verdict,
    decode, encode,
};
use reqwest::{Client, Method, RequestBuilder};
use serde::Deserialize;

use super::Server;

/// Makes every id of a test run its own.
static COUNTER: AtomicU64 = AtomicU64::new(1);

fn unique() -> (Timestamp, [u8; 10]) {
    let count = COUNTER.fetch_add(1, Ordering::Relaxed);
    let [a, b, c, d, e, f, g, h] = count.to_be_bytes();
    let at = Timestamp::from_millis(1_790_000_000_000 + i64::try_from(count).unwrap());
    (at, [7, 7, a, b, c, d, e, f, g, h])
}

/// A device id that no other device has.
pub fn new_device() -> DeviceId {
    let (at, random) = unique();
    DeviceId::new(at, random)
}

/// A phone.
pub struct Phone {
    client: Client,
    /// Its session.
    pub token: String,
    /// Who uses it.
    pub principal: Principal,
    /// What it holds.
    pub documents: BTreeMap<CaseId, CaseDocument>,
    /// What it has not sent.
    pub outbox: Vec<PushChange>,
    /// How far it has read.
    pub cursor: String,
}

impl Phone {
    /// Signs in on a new device.
    pub async fn sign_in(server: &Server, user: &str) -> Self {
        let response = server
            .try_sign_in(user, "gridloop-demo", new_device())
            .await;
        assert_eq!(response.status(), 200, "{user} signs in");
        let signed_in: SignedIn = serde_json::from_slice(&response.bytes().await.unwrap()).unwrap();
        Self {
            client: Client::new(),
            token: signed_in.token.unwrap(),
            principal: signed_in.principal,
            documents: BTreeMap::new(),
            outbox: Vec::new(),
            cursor: String::new(),
        }
    }

    /// A request with the phone's session.
    pub fn request(&self, server: &Server, method: Method, path: &str) -> RequestBuilder {
        self.client
            .request(method, server.url(path))
            .header("gridloop-protocol", "1")
            .bearer_auth(&self.token)
    }

    /// Reports a case in a grid of the first community with demo cases.
    pub fn report(&mut self, area: &str, photos: Vec<Photo>) -> CaseId {
        let (at, random) = unique();
        self.report_as(CaseId::new(at, random), area, photos)
    }

    /// The same under an identifier of one's own choice, as of a phone that was offline for long.
    pub fn report_as(&mut self, case: CaseId, area: &str, photos: Vec<Photo>) -> CaseId {
        let report = Report {
            source: Source::Patrol,
            category: "city.stall".parse().unwrap(),
            area: area.parse().unwrap(),
            address: "许昌路 12 号".into(),
            position: None,
            description: "占道设摊".into(),
            photos,
            follows: None,
        };
        let act = act(case, Command::Report(report.clone()));
        let writes = decide_report(&self.principal, &act, &report).unwrap();
        let mut document = CaseDocument::default();
        let change = document.write(&self.principal, 0, case, &writes).unwrap();
        self.documents.insert(case, document);
        self.outbox.push(PushChange {
            document: case,
            bytes: change.bytes,
        });
        case
    }

    /// Does something to a case. Answers the act.
    pub fn act(&mut self, case: CaseId, command: Command) -> Act {
        let act = act(case, command);
        self.does(0, &act);
        act
    }

    /// Does an act, having begun anew in this case so many times.
    pub fn does(&mut self, incarnation: u16, act: &Act) {
        let writes = decide(&self.principal, &self.case(act.case), act).unwrap();
        self.write(act.case, incarnation, &writes);
    }

    /// Does something, having begun anew in this case once.
    pub fn act_anew(&mut self, case: CaseId, command: Command) {
        self.does(1, &act(case, command));
    }

    /// Writes what its person may not do, as if they were somebody else.
    pub fn act_as(&mut self, who: &Principal, case: CaseId, command: Command) {
        let mut writes = decide(who, &self.case(case), &act(case, command)).unwrap();
        writes.step.by = self.principal.person.clone();
        writes.step.device = self.principal.device;
        self.write(case, 0, &writes);
    }

    /// Writes a step in somebody else's name.
    pub fn forge(&mut self, who: &Principal, case: CaseId, command: Command) {
        let writes = decide(who, &self.case(case), &act(case, command)).unwrap();
        self.write(case, 0, &writes);
    }

    fn write(&mut self, case: CaseId, incarnation: u16, writes: &Writes) {
        let document = self.documents.get_mut(&case).unwrap();
        let change = document
            .write(&self.principal, incarnation, case, writes)
            .unwrap();
        self.outbox.push(PushChange {
            document: case,
            bytes: change.bytes,
        });
    }

    /// A case as the phone reads it.
    pub fn case(&self, case: CaseId) -> Case {
        self.documents[&case].case().unwrap()
    }

    /// Sends the outbox and answers the verdicts.
    pub async fn push(&mut self, server: &Server) -> Vec<Verdict> {
        let changes = std::mem::take(&mut self.outbox);
        self.send(server, changes).await
    }

    /// Sends these changes.
    pub async fn send(&self, server: &Server, changes: Vec<PushChange>) -> Vec<Verdict> {
        let request = self.push_request(server, changes);
        let response = request.send().await.unwrap();
        assert_eq!(response.status(), 200);
        decode::<PushReply>(&response.bytes().await.unwrap())
            .unwrap()
            .verdicts
    }

    /// Sends these changes to a server that may go away meanwhile.
    pub async fn try_send(
        &self,
        server: &Server,
        changes: Vec<PushChange>,
    ) -> Option<Vec<Verdict>> {
        let response = self.push_request(server, changes).send().await.ok()?;
        let (status, body) = (response.status(), response.bytes().await.ok()?);
        assert_eq!(status, 200, "{}", String::from_utf8_lossy(&body));
        Some(decode::<PushReply>(&body).unwrap().verdicts)
    }

    /// The request that sends these changes.
    pub fn push_request(&self, server: &Server, changes: Vec<PushChange>) -> RequestBuilder {
        self.request(server, Method::POST, "/api/v1/sync/push")
            .header("content-type", "application/cbor")
            .body(encode(&PushRequest { changes }).unwrap())
    }

    /// Sends the outbox, all of which must be admitted.
    pub async fn push_admitted(&mut self, server: &Server) {
        let verdicts = self.push(server).await;
        let all = verdicts
            .iter()
            .all(|verdict| matches!(verdict, Verdict::Admitted { .. }));
        assert!(all, "{verdicts:?}");
    }

    /// One pull from a server that may go away meanwhile.
    pub async fn try_pull_once(&self, server: &Server) -> Option<PullReply> {
        let path = format!("/api/v1/sync/pull?cursor={}", self.cursor);
        let request = self.request(server, Method::GET, &path);
        let response = request.send().await.ok()?;
        let (status, body) = (response.status(), response.bytes().await.ok()?);
        assert_eq!(status, 200, "{}", String::from_utf8_lossy(&body));
        Some(decode(&body).unwrap())
    }

    /// One pull, with its size on the wire.
    pub async fn pull_once(&self, server: &Server) -> (PullReply, usize) {
        let path = format!("/api/v1/sync/pull?cursor={}", self.cursor);
        let response = self
            .request(server, Method::GET, &path)
            .send()
            .await
            .unwrap();
        assert_eq!(response.status(), 200);
        let bytes = response.bytes().await.unwrap();
        (decode(&bytes).unwrap(), bytes.len())
    }

    /// Pulls all that is new and takes it in, as an app does. Answers the rows.
    pub async fn pull(&mut self, server: &Server) -> Vec<PullRow> {
        let mut rows = Vec::new();
        loop {
            let (reply, _) = self.pull_once(server).await;
            self.cursor = reply.cursor;
            for row in reply.rows {
                let packs = match &row {
                    PullRow::Packs { packs } => packs.clone(),
                    _ => Vec::new(),
                };
                rows.push(row);
                for part in packs.iter().flat_map(|pack| &pack.documents) {
                    let documents = self.pack::<PackedDocuments>(server, part).await;
                    let entered = documents.documents.into_iter().map(Box::new);
                    rows.extend(entered.map(PullRow::Entered));
                }
            }
            if !reply.more {
                break;
            }
        }
        for row in &rows {
            self.take_in(row);
        }
        rows
    }

    /// One pack.
    pub async fn pack<T: for<'de> Deserialize<'de>>(
        &self,
        server: &Server,
        hash: &ContentHash,
    ) -> T {
        let path = format!("/api/v1/sync/packs/{hash}");
        let response = self
            .request(server, Method::GET, &path)
            .send()
            .await
            .unwrap();
        assert_eq!(response.status(), 200);
        decode(&response.bytes().await.unwrap()).unwrap()
    }

    /// Takes in one row, as an app does.
    pub fn take_in(&mut self, row: &PullRow) {
        match row {
            PullRow::Entered(entered) => {
                let document = CaseDocument::load(&entered.snapshot).unwrap();
                self.documents.insert(entered.document, document);
            }
            PullRow::Change {
                document, bytes, ..
            } => {
                let change = IncomingChange::decode(bytes).unwrap();
                let here = self.documents.get_mut(document).unwrap();
                if !here.contains(&change.hash()) {
                    here.apply(&change).unwrap();
                }
            }
            PullRow::Left { document } => {
                self.documents.remove(document);
            }
            PullRow::Packs { .. }
            | PullRow::Unknown
            | PullRow::Ruled { .. }
            | PullRow::Begin { .. }
            | PullRow::Complete
            | PullRow::Directory { .. } => {}
        }
    }
}

fn act(case: CaseId, command: Command) -> Act {
    let (at, random) = unique();
    Act {
        id: CommandId::new(at, random),
        case,
        at,
        command,
    }
}
