//! A server of one test, in a folder of its own.

use std::net::SocketAddr;
use std::path::Path;

use gridloop::{Config, Running};
use gridloop_shared::model::DeviceId;
use gridloop_shared::sync::{ApiProblem, PROTOCOL_HEADER};
use reqwest::{Client, Method, RequestBuilder, Response};
use tempfile::TempDir;

/// Longer than the log of any test: the demo's cases are of its year.
const KEEP: u16 = u16::MAX;

/// A running server.
pub struct Server {
    running: Option<Running>,
    address: SocketAddr,
    data: Option<TempDir>,
}

impl Server {
    /// The demo's people and places, and so many of its cases.
    pub async fn with_cases(cases: usize) -> Self {
        let data = tempfile::tempdir().unwrap();
        let running = start(data.path(), cases, KEEP).await;
        Self {
            address: running.address,
            running: Some(running),
            data: Some(data),
        }
    }

    /// The demo's people and places.
    pub async fn start() -> Self {
        Self::with_cases(0).await
    }

    /// Over a data folder that is there already and that somebody else clears away.
    pub async fn over(data: &Path) -> Self {
        let running = start(data, 0, KEEP).await;
        Self {
            address: running.address,
            running: Some(running),
            data: None,
        }
    }

    /// A server that somebody else runs.
    pub fn elsewhere(address: &str) -> Self {
        Self {
            running: None,
            address: address.parse().unwrap(),
            data: None,
        }
    }

    /// Its data folder.
    pub fn data(&self) -> &Path {
        self.data.as_ref().unwrap().path()
    }

    /// Stops it cleanly.
    pub async fn stop(&mut self) {
        self.running.take().unwrap().stop().await;
    }

    /// Stops it and starts it again over the same data.
    pub async fn restart(&mut self) {
        self.stop().await;
        self.start_again().await;
    }

    /// Stops it, forgets what arrived before so many days, and starts it again.
    pub async fn restart_trimmed(&mut self, days: u16) {
        self.stop().await;
        let running = start(self.data(), 0, days).await;
        self.address = running.address;
        self.running = Some(running);
    }

    /// Starts it over the same data, once it was stopped.
    pub async fn start_again(&mut self) {
        let running = start(self.data(), 0, KEEP).await;
        self.address = running.address;
        self.running = Some(running);
    }

    /// The same, with another number of hours that photos are kept which no record names.
    pub async fn restart_keeping(&mut self, hours: i64) {
        self.stop().await;
        let config = Config {
            keep_unnamed_hours: hours,
            ..config(self.data(), 0, KEEP)
        };
        let running = gridloop::start(config).await.unwrap();
        self.address = running.address;
        self.running = Some(running);
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// An address of it.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// A request without anything.
    pub fn bare(&self, method: Method, path: &str) -> RequestBuilder {
        Client::new().request(method, self.url(path))
    }

    /// A request that speaks the protocol.
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.bare(method, path).header(PROTOCOL_HEADER, "1")
    }

    /// A try to sign in.
    pub async fn try_sign_in(&self, user: &str, password: &str, device: DeviceId) -> Response {
        let body = format!(r#"{{"user":"{user}","password":"{password}","device":"{device}"}}"#);
        self.request(Method::POST, "/api/v1/session")
            .header("content-type", "application/json")
            .body(body)
            .send()
            .await
            .unwrap()
    }
}

async fn start(data: &Path, cases: usize, keep_days: u16) -> Running {
    gridloop::start(config(data, cases, keep_days))
        .await
        .unwrap()
}

fn config(data: &Path, cases: usize, keep_days: u16) -> Config {
    Config {
        data: data.to_owned(),
        listen: SocketAddr::from(([127, 0, 0, 1], 0)),
        app: None,
        secure_cookie: false,
        keep_days,
        keep_unnamed_hours: 24 * 14,
        demo: Some(cases),
    }
}

/// Status and code of an answer that is a problem.
pub async fn problem(response: Response) -> (u16, String, ApiProblem) {
    let status = response.status().as_u16();
    let body = response.bytes().await.unwrap();
    let problem: ApiProblem = serde_json::from_slice(&body)
        .unwrap_or_else(|_| panic!("{status}: {}", String::from_utf8_lossy(&body)));
    let word = serde_json::to_value(problem.code).unwrap();
    (status, word.as_str().unwrap().to_owned(), problem)
}
