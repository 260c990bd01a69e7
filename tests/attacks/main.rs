//! The corpus against a real server: every entry is answered as the list says, quickly and in little memory, nothing panics, and what honest
//! people send meanwhile is admitted as on any day.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod process;

use std::fmt::Write;
use std::time::{Duration, Instant};

use gridloop_hostile::corpus::{self, Answer, Entry, Send};
use gridloop_hostile::scene::{self, Scene};
use gridloop_shared::model::CaseId;
use gridloop_shared::sync::{
    GiveBackReply, PROTOCOL_HEADER, PushChange, PushReply, PushRequest, Verdict, decode, encode,
};
use gridloop_tests::{Phone, Server, problem};
use reqwest::{Client, Method, Response};

use process::Watched;

/// No attack may keep the server busy for longer.
const LONGEST: Duration = Duration::from_secs(1);
/// No attack may make it hold more memory than this above what honest work made it hold.
const MOST_MEMORY: u64 = 64 * 1024 * 1024;

/// Somebody signed in who sends what they like.
struct Sender {
    client: Client,
    server: Server,
    token: String,
}

impl Sender {
    async fn sign_in(server: Server) -> Self {
        let response = server
            .try_sign_in(scene::USER, "gridloop-demo", scene::device())
            .await;
        assert_eq!(response.status(), 200);
        let body: serde_json::Value =
            serde_json::from_slice(&response.bytes().await.unwrap()).unwrap();
        Self {
            client: Client::new(),
            server,
            token: body["token"].as_str().unwrap().to_owned(),
        }
    }

    async fn send(&self, entry: &Entry) -> reqwest::Result<Response> {
        let bytes = entry.sent();
        let (method, path, body) = match &entry.send {
            Send::Change(document) => (
                Method::POST,
                "/api/v1/sync/push".to_owned(),
                one_change(*document, bytes),
            ),
            Send::Push => (Method::POST, "/api/v1/sync/push".to_owned(), bytes),
            Send::GiveBack => (Method::POST, "/api/v1/sync/give-back".to_owned(), bytes),
            Send::SignIn => (Method::POST, "/api/v1/session".to_owned(), bytes),
            Send::Cursor => {
                let path = "/api/v1/sync/pull?cursor=".to_owned();
                let path = bytes.iter().fold(path, |mut path, byte| {
                    write!(path, "%{byte:02x}").unwrap();
                    path
                });
                (Method::GET, path, Vec::new())
            }
            Send::Photo { hash, .. } => (Method::PATCH, format!("/api/v1/photos/{hash}"), bytes),
        };
        let mut request = self
            .client
            .request(method, self.server.url(&path))
            .header(PROTOCOL_HEADER, "1")
            .bearer_auth(&self.token)
            .body(body);
        match &entry.send {
            Send::SignIn => request = request.header("content-type", "application/json"),
            Send::Photo { headers, .. } => {
                for (name, value) in headers {
                    request = request.header(name, value);
                }
            }
            _ => {}
        }
        request.send().await
    }

    /// Sends an entry and reads the answer as the list would write it.
    async fn answer(&self, entry: &Entry) -> (Answer, Duration) {
        let began = Instant::now();
        let response = match self.send(entry).await {
            Ok(response) => response,
            // The server may hang up while a body that is too large is still being sent.
            Err(_) if entry.answer == Answer::Problem(413, "too-large".into()) => {
                return (entry.answer.clone(), began.elapsed());
            }
            Err(error) => panic!("{}: {error}", entry.name),
        };
        let answer = if response.status() == 200 {
            let body = response.bytes().await.unwrap();
            match (&entry.answer, &entry.send) {
                (Answer::Served, _) => Answer::Served,
                (_, Send::GiveBack) => Answer::Verdict(given_back(&body)),
                (_, Send::Change(_)) => Answer::Verdict(pushed(&body)),
                _ => Answer::Served,
            }
        } else {
            let (status, code, _) = problem(response).await;
            Answer::Problem(status, code)
        };
        (answer, began.elapsed())
    }

    /// Sends an honest change of the scene's case.
    async fn push(&self, bytes: &[u8]) -> String {
        let request = self
            .client
            .post(self.server.url("/api/v1/sync/push"))
            .header(PROTOCOL_HEADER, "1")
            .bearer_auth(&self.token)
            .body(one_change(scene::case(), bytes.to_vec()));
        pushed(&request.send().await.unwrap().bytes().await.unwrap())
    }
}

fn one_change(document: CaseId, bytes: Vec<u8>) -> Vec<u8> {
    let changes = vec![PushChange { document, bytes }];
    encode(&PushRequest { changes }).unwrap()
}

/// The only verdict of a push, in a word.
fn pushed(body: &[u8]) -> String {
    let reply: PushReply = decode(body).unwrap();
    match &reply.verdicts[..] {
        [Verdict::Refused { code }] => code.as_str().to_owned(),
        [Verdict::Admitted { .. }] => "admitted".to_owned(),
        [Verdict::Missing { .. }] => "missing".to_owned(),
        other => panic!("{other:?}"),
    }
}

/// What became of the only document that was given back.
fn given_back(body: &[u8]) -> String {
    let reply: GiveBackReply = decode(body).unwrap();
    let [document] = &reply.documents[..] else {
        panic!("{reply:?}")
    };
    assert_eq!(document.entered, None);
    document.refused.unwrap().as_str().to_owned()
}

#[tokio::test]
async fn every_attack_is_answered_as_it_should_be_and_nobody_else_notices() {
    let data = tempfile::tempdir().unwrap();
    let program = Watched::start(data.path());
    let sender = Sender::sign_in(program.server()).await;
    let server = program.server();
    let mut honest = Phone::sign_in(&server, "chenxiaomei").await;
    let scene = Scene::new();
    assert_eq!(sender.push(&scene.report).await, "admitted");
    honest.report("c01/c01-g1", vec![]);
    honest.push_admitted(&server).await;
    let before = program.most_memory();

    let entries = corpus::read().unwrap();
    let mut slowest = (Duration::ZERO, "");
    let mut wrong = Vec::new();
    for entry in &entries {
        let (answer, mut took) = sender.answer(entry).await;
        if answer != entry.answer {
            wrong.push(format!(
                "{}: {answer:?}, not {:?}",
                entry.name, entry.answer
            ));
        }
        // The machine may have been busy with something else; an attack that works is slow every time.
        for _ in 0..3 {
            if took > LONGEST {
                took = took.min(sender.answer(entry).await.1);
            }
        }
        assert!(took <= LONGEST, "{} took {took:?}", entry.name);
        slowest = slowest.max((took, &entry.name));
        let memory = program.most_memory().saturating_sub(before);
        assert!(memory <= MOST_MEMORY, "{}: {memory} bytes", entry.name);
        honest.report("c01/c01-g1", vec![]);
        honest.push_admitted(&server).await;
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let memory = program.most_memory().saturating_sub(before);
    println!(
        "{} attacks, the slowest {} in {:?}, {} KB of memory above honest work",
        entries.len(),
        slowest.1,
        slowest.0,
        memory / 1024
    );

    // The case that all of it was aimed at goes on as if nothing had happened.
    assert_eq!(sender.push(&scene.comment).await, "admitted");
    assert_eq!(sender.push(&scene.correction).await, "admitted");
    let mut desk = Phone::sign_in(&server, "dudao").await;
    desk.pull(&server).await;
    assert_eq!(desk.documents.len(), entries.len() + 2);
    assert_eq!(desk.case(scene::case()), scene.document.case().unwrap());
    let said = program.stop();
    assert!(!said.contains("panicked"), "{said}");
}
