//! A server of which the story says what it answers.

use std::cell::RefCell;

use gridloop_shared::json::to_json;
use gridloop_shared::model::{Principal, Timestamp};
use gridloop_shared::sync::{SignedIn, encode};
use serde::Serialize;

use crate::outbox::Trouble;
use crate::sync::{Call, Carrier, Reply};

/// Answers each request once; to what it was told nothing of, there is no network.
#[derive(Default)]
pub struct Scripted(RefCell<Vec<(String, Vec<u8>)>>);

impl Scripted {
    /// It will answer a request whose path begins so with this message.
    pub fn answers(&self, path: impl Into<String>, message: &impl Serialize) {
        self.0
            .borrow_mut()
            .push((path.into(), encode(message).unwrap()));
    }

    /// It will say who is signed in.
    pub fn knows(&self, principal: &Principal) {
        let who = SignedIn {
            principal: principal.clone(),
            name: String::new(),
            token: None,
        };
        let json = to_json(&who).unwrap().into_bytes();
        self.0
            .borrow_mut()
            .push(("/api/v1/session".to_owned(), json));
    }
}

impl Carrier for Scripted {
    fn now(&self) -> Timestamp {
        Timestamp::default()
    }

    async fn breathe(&self) {}

    async fn carry(&self, call: Call) -> Result<Reply, Trouble> {
        let mut script = self.0.borrow_mut();
        let at = script
            .iter()
            .position(|(path, _)| call.path.starts_with(path));
        let (_, body) = script.remove(at.ok_or(Trouble::NoNetwork)?);
        Ok(Reply::new(200, |_| None, body))
    }
}
