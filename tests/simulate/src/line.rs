//! The server as a simulated device reaches it: the app's own requests, byte by byte, on a line that can fail.

use std::cell::Cell;
use std::io::Read;
use std::rc::Rc;

use flate2::read::GzDecoder;
use gridloop_app::outbox::Trouble;
use gridloop_app::sync::{self, Carrier};
use gridloop_shared::model::Timestamp;
use gridloop_shared::sync::{PROTOCOL, PROTOCOL_HEADER};

use crate::post::{Call, Reply, send};
use crate::shared::Shared;

/// A device's way to the server.
#[derive(Clone)]
pub struct Line {
    pub shared: Rc<Shared>,
    pub device: usize,
    pub token: String,
    /// How far the device's clock is ahead, in milliseconds.
    pub skew: Rc<Cell<i64>>,
}

impl Carrier for Line {
    fn now(&self) -> Timestamp {
        Timestamp::from_millis(self.shared.now() + self.skew.get())
    }

    async fn breathe(&self) {
        self.shared.moment(self.device).await;
    }

    async fn carry(&self, call: sync::Call) -> Result<sync::Reply, Trouble> {
        let patience = call.patience().into();
        let mut headers = vec![
            (PROTOCOL_HEADER, PROTOCOL.to_string()),
            ("authorization", format!("Bearer {}", self.token)),
        ];
        headers.extend(call.headers);
        let call = Call {
            method: call.method,
            path: call.path,
            headers,
            body: call.body.unwrap_or_default(),
            patience,
        };
        let reply = send(&self.shared, self.device, call).await?;
        let body = unpacked(&reply)?;
        let header = |name: &str| reply.header(name).map(str::to_owned);
        Ok(sync::Reply::new(reply.status, header, body))
    }
}

/// The body as a browser gives it to a page.
fn unpacked(reply: &Reply) -> Result<Vec<u8>, Trouble> {
    if reply.header("content-encoding") != Some("gzip") {
        return Ok(reply.body.clone());
    }
    let mut plain = Vec::new();
    let unpacked = GzDecoder::new(reply.body.as_slice()).read_to_end(&mut plain);
    unpacked.map(|_| plain).map_err(|_| Trouble::NoNetwork)
}

impl Reply {
    fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(key, _)| key == name)?;
        Some(&found.1)
    }
}
