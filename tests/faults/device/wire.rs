//! The way to the server natively: the app's own requests, carried by a client of HTTP in the place of the browser.

use std::io::{self, Read};
use std::net::SocketAddr;
use std::time::Duration;

use flate2::read::GzDecoder;
use gridloop_app::outbox::Trouble;
use gridloop_app::sync::{Call, Carrier, LONGEST, Reply};
use gridloop_shared::model::Timestamp;
use gridloop_shared::sync::{PROTOCOL, PROTOCOL_HEADER};
use reqwest::header::HeaderMap;
use reqwest::{Client, Method, RequestBuilder, Response};
use tokio::time::timeout;

use super::now;

/// The way to the server, with a session.
#[derive(Clone)]
pub struct Wire {
    client: Client,
    address: SocketAddr,
    token: String,
}

impl Wire {
    /// To this address, which may be that of a line.
    pub fn to(address: SocketAddr, token: &str) -> Self {
        Self {
            client: Client::new(),
            address,
            token: token.to_owned(),
        }
    }

    /// The server's wake-up calls. A browser waits for them as long as it takes.
    pub async fn events(&self) -> reqwest::Result<Response> {
        let path = format!("/api/v1/sync/events?protocol={PROTOCOL}");
        self.request(Method::GET, &path).send().await
    }

    fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.client
            .request(method, format!("http://{}{path}", self.address))
            .header(PROTOCOL_HEADER, PROTOCOL)
            .header("accept-encoding", "gzip")
            .header("cookie", format!("gridloop_session={}", self.token))
    }
}

impl Carrier for Wire {
    fn now(&self) -> Timestamp {
        now()
    }

    async fn breathe(&self) {
        tokio::task::yield_now().await;
    }

    async fn carry(&self, call: Call) -> Result<Reply, Trouble> {
        let (patience, longest) = (millis(call.patience()), millis(LONGEST));
        let mut request = self.request(call.method, &call.path);
        for (name, value) in &call.headers {
            request = request.header(*name, value);
        }
        if let Some(body) = call.body {
            request = request.body(body);
        }
        let slow = |_| Trouble::Slow;
        let cut = |_| Trouble::NoNetwork;
        let response = timeout(patience, request.send()).await.map_err(slow)?;
        let response = response.map_err(cut)?;
        let (status, headers) = (response.status(), response.headers().clone());
        let body = timeout(longest, response.bytes()).await.map_err(slow)?;
        let body = unpacked(&headers, &body.map_err(cut)?);
        let header = |name: &str| Some(headers.get(name)?.to_str().ok()?.to_owned());
        let body = body.map_err(|_| Trouble::NoNetwork)?;
        Ok(Reply::new(status.as_u16(), header, body))
    }
}

fn millis(millis: u32) -> Duration {
    Duration::from_millis(millis.into())
}

fn unpacked(headers: &HeaderMap, body: &[u8]) -> io::Result<Vec<u8>> {
    if body.is_empty() || headers.get("content-encoding").is_none() {
        return Ok(body.to_vec());
    }
    let mut plain = Vec::new();
    GzDecoder::new(body).read_to_end(&mut plain)?;
    Ok(plain)
}
