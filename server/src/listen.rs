//! Connections: taken, given a time in which to say what they want, and let go at a stop.

use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use axum::extract::{ConnectInfo, Request};
use hyper::body::Incoming;
use hyper::server::conn::http1::Builder;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;

/// How long the head of a request may take, the pause before it included: whoever sends half a head and waits would hold
/// one of the few connections that the system grants.
const HEAD: Duration = Duration::from_secs(30);
/// Requests still open after so long are cut at a stop.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long to wait when the system grants no connection: it will when others have gone.
const EXHAUSTED: Duration = Duration::from_millis(200);

/// Serves until it is told to stop; then finishes what is being answered.
pub async fn listen(listener: TcpListener, router: Router, stopping: CancellationToken) {
    let mut http = Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(HEAD);
    let open = GracefulShutdown::new();
    while let Some(accepted) = stopping.run_until_cancelled(listener.accept()).await {
        match accepted {
            Ok((stream, peer)) => serve(&http, &open, &router, stream, peer),
            Err(error) => {
                tracing::warn!(%error, "a connection could not be taken");
                tokio::time::sleep(EXHAUSTED).await;
            }
        }
    }
    drop(listener);
    if tokio::time::timeout(PATIENCE, open.shutdown())
        .await
        .is_err()
    {
        tracing::warn!("some requests were cut at the stop");
    }
}

fn serve(
    http: &Builder,
    open: &GracefulShutdown,
    router: &Router,
    stream: TcpStream,
    peer: SocketAddr,
) {
    // Answers are small and waited for.
    let _ = stream.set_nodelay(true);
    let routes = router
        .clone()
        .map_request(move |mut request: Request<Incoming>| {
            request.extensions_mut().insert(ConnectInfo(peer));
            request
        });
    let connection = http.serve_connection(TokioIo::new(stream), TowerToHyperService::new(routes));
    let connection = open.watch(connection);
    tokio::spawn(async move {
        // A caller that goes away, or speaks something else, is no event.
        if let Err(error) = connection.await {
            tracing::debug!(%error, "a connection ended");
        }
    });
}
