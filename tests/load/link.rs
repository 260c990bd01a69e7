//! One connection to a server, on which every byte is counted.

use std::net::SocketAddr;
use std::sync::Arc;

use anyhow::{Context, Result};
use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::client::conn::http1::{self, SendRequest};
use hyper::header::HOST;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio_util::io::{InspectReader, InspectWriter};

use crate::traffic::Traffic;

/// One connection.
pub struct Link {
    sender: SendRequest<Full<Bytes>>,
    server: SocketAddr,
    traffic: Arc<Traffic>,
}

impl Link {
    /// Connects.
    ///
    /// # Errors
    /// When nobody listens there.
    pub async fn open(server: SocketAddr, traffic: &Arc<Traffic>) -> Result<Self> {
        let stream = TcpStream::connect(server)
            .await
            .with_context(|| format!("no server answers on {server}"))?;
        stream.set_nodelay(true)?;
        let (out, back) = (traffic.clone(), traffic.clone());
        let stream = InspectWriter::new(stream, move |bytes| out.sent(bytes));
        let stream = InspectReader::new(stream, move |bytes| back.received(bytes));
        let (sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
        // Its error is also that of the request that waits.
        tokio::spawn(connection);
        Ok(Self {
            sender,
            server,
            traffic: traffic.clone(),
        })
    }

    /// Sends a request and waits for the head of the answer.
    ///
    /// # Errors
    /// When the connection breaks, or the answer is not one of success.
    pub async fn send(&mut self, mut request: Request<Full<Bytes>>) -> Result<Response<Incoming>> {
        let host = self.server.to_string().parse()?;
        request.headers_mut().insert(HOST, host);
        let path = request.uri().path().to_owned();
        self.traffic.asked();
        self.sender.ready().await?;
        let response = self.sender.send_request(request).await?;
        anyhow::ensure!(
            response.status().is_success(),
            "{path} answers {}",
            response.status()
        );
        Ok(response)
    }
}
