//! One of the crowd: a session, a cursor, perhaps something to send. It keeps no documents: what is looked at is the server.

use std::time::{Duration, Instant};

use gridloop_app::sync::Outside;
use gridloop_shared::command::Command;
use gridloop_shared::sync::{Cursor, MOST_PULL_ROWS, PullRow, PushRequest, Verdict};
use gridloop_tests::{Phone, Server};
use reqwest::Response;

use crate::device::Wire;

/// One of the crowd.
pub struct Member {
    phone: Phone,
}

/// How long it took.
pub struct Times {
    /// Until all that was there at the return had been read, and all that was brought was admitted.
    pub first: Duration,
    /// Until all that others brought had been read, too.
    pub all: Duration,
}

impl Member {
    /// Signs in on a device of their own.
    pub async fn sign_in(server: &Server, user: &str) -> Self {
        Self {
            phone: Phone::sign_in(server, user).await,
        }
    }

    /// Reads the log to its end.
    pub async fn pull(&mut self, server: &Server) {
        self.read(&self.wire(server)).await;
    }

    /// Records so many things offline, if they may. Answers how many changes that makes.
    pub fn records(&mut self, acts: usize) -> u64 {
        use gridloop_shared::model::Role;
        let grants = &self.phone.principal.grants;
        if !grants.iter().any(|grant| grant.role == Role::GridWorker) {
            return 0;
        }
        let case = self.phone.report("c05/c05-g1", vec![]);
        for act in 1..acts {
            let text = format!("{act}");
            self.phone.act(case, Command::Comment { text });
        }
        u64::try_from(acts).unwrap()
    }

    /// Comes back: listens, sends what waits, and reads until it has got to this place of the log.
    pub async fn comes_back(&mut self, server: &Server, until: u64) -> Times {
        let began = Instant::now();
        let wire = self.wire(server);
        let mut events = wire.events().await.unwrap();
        let outbox = std::mem::take(&mut self.phone.outbox);
        if !outbox.is_empty() {
            let verdicts = wire
                .push(PushRequest { changes: outbox })
                .await
                .unwrap()
                .verdicts;
            let admitted = |verdict: &Verdict| matches!(verdict, Verdict::Admitted { .. });
            assert!(verdicts.iter().all(admitted), "{verdicts:?}");
        }
        self.read(&wire).await;
        let first = began.elapsed();
        while place(&self.phone.cursor) < until {
            events.chunk().await.unwrap().unwrap();
            self.read(&wire).await;
        }
        Times {
            first,
            all: began.elapsed(),
        }
    }

    /// Opens a stream of events.
    pub async fn listens(&self, server: &Server) -> Response {
        let response = self.wire(server).events().await.unwrap();
        assert_eq!(response.status(), 200);
        response
    }

    async fn read(&mut self, wire: &Wire) {
        loop {
            let reply = wire.pull(&self.phone.cursor, MOST_PULL_ROWS).await.unwrap();
            let begins = |row: &PullRow| matches!(row, PullRow::Begin { .. });
            let again = reply.rows.iter().any(begins);
            assert!(!again || self.phone.cursor.is_empty(), "named anew");
            self.phone.cursor = reply.cursor;
            if !reply.more {
                return;
            }
        }
    }

    fn wire(&self, server: &Server) -> Wire {
        Wire::to(server.address(), &self.phone.token)
    }
}

/// Waits for the first event of a stream. Answers the place that it names.
pub async fn hears(mut stream: Response) -> u64 {
    let line = stream.chunk().await.unwrap().unwrap();
    let json = line.strip_prefix(b"data: ").unwrap();
    let event: serde_json::Value = serde_json::from_slice(json).unwrap();
    event["seq"].as_u64().unwrap()
}

/// The place of a cursor in the log.
pub fn place(cursor: &str) -> u64 {
    cursor.parse::<Cursor>().unwrap().seq
}
