//! A server of one test, in a folder of its own.

use std::net::SocketAddr;
use std::path::Path;

use gridloop::{Config, Running};
use gridloop_shared::model::DeviceId;
use gridloop_shared::sync::{ApiProblem, PROTOCOL_HEADER};
use reqwest::{Client, Method, RequestBuilder, Response};
use tempfile::TempDir;

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
        let running = start(data.path(), cases).await;
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
        let running = start(self.data(), 0).await;
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

async fn start(data: &Path, cases: usize) -> Running {
    gridloop::start(Config {
        data: data.to_owned(),
        listen: SocketAddr::from(([127, 0, 0, 1], 0)),
        app: None,
        secure_cookie: false,
        demo: Some(cases),
    })
    .await
    .unwrap()
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
