//! A server that does not keep its word, so that it can be shown that somebody would notice.

use gridloop_shared::model::Timestamp;
use gridloop_shared::sync::{PushReply, PushRequest, Seal, Verdict, decode, encode};

use crate::post::{Call, Reply};

/// What the server does wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tamper {
    /// Nothing.
    #[default]
    Nothing,
    /// It says that it has taken what it has not.
    SaysAdmitted,
    /// It answers a pull with nothing, as if nothing were new.
    HidesNews,
}

impl Tamper {
    /// The answer as it leaves the server.
    pub fn reply(self, call: &Call, reply: Reply) -> Reply {
        match self {
            Self::SaysAdmitted if call.path.ends_with("/push") && reply.status >= 400 => {
                let request: PushRequest = decode(&call.body).unwrap();
                let verdict = Verdict::Admitted {
                    seq: 1,
                    at: Timestamp::from_millis(1),
                    seal: Seal::NONE,
                };
                let said = PushReply {
                    verdicts: vec![verdict; request.changes.len()],
                    now: Timestamp::from_millis(1),
                };
                Reply {
                    status: 200,
                    headers: Vec::new(),
                    body: encode(&said).unwrap(),
                }
            }
            Self::HidesNews if call.path.contains("/pull") && reply.status == 200 => {
                let mut said: gridloop_shared::sync::PullReply = decode(&reply.body).unwrap();
                said.rows
                    .retain(|row| !matches!(row, gridloop_shared::sync::PullRow::Change { .. }));
                Reply {
                    body: encode(&said).unwrap(),
                    ..reply
                }
            }
            _ => reply,
        }
    }
}
