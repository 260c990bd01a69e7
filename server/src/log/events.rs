//! `GET /api/v1/sync/events`: a line `{"seq":n}` whenever the log of the caller's subdistrict has grown, an event `photo` whenever
//! a photo has come, and nothing else.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::response::IntoResponse;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::StreamExt;
use futures_util::stream::select;
use tokio_stream::wrappers::WatchStream;

use crate::auth::SignedIn;
use crate::state::App;

/// Proxies cut connections that are silent for a minute.
const KEEP_ALIVE: Duration = Duration::from_secs(25);

/// Streams until the caller goes, signs out or is revoked, or the server stops.
pub async fn events(
    State(app): State<Arc<App>>,
    SignedIn(principal): SignedIn,
) -> impl IntoResponse {
    let stopping = app.stopping.clone().cancelled_owned();
    let reached = WatchStream::from_changes(app.wakes.wait(&principal.subdistrict));
    let lines = reached
        .map(|seq| Ok::<_, Infallible>(Event::default().data(format!(r#"{{"seq":{seq}}}"#))));
    let arrived = WatchStream::from_changes(app.arrivals.wait(&principal.subdistrict));
    let photos = arrived.map(|_| Ok(Event::default().event("photo").data("{}")));
    let ended = app.ended.wait(principal.device);
    let over = async move {
        tokio::select! {
            () = stopping => {}
            () = ended => {}
        }
    };
    let lines = select(lines, photos).take_until(Box::pin(over));
    Sse::new(lines).keep_alive(KeepAlive::new().interval(KEEP_ALIVE))
}
