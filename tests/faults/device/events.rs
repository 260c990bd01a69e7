//! The server's wake-up calls as a browser's `EventSource` hears them: it reconnects by itself.

use std::time::Duration;

use futures_util::StreamExt;
use futures_util::stream::{Stream, unfold};
use gridloop_app::outbox::Event;
use reqwest::Response;
use tokio::time::sleep;

use super::wire::Wire;

/// How long a browser waits before it connects again (Chromium's; the standard leaves it open).
const RECONNECT: Duration = Duration::from_secs(3);

enum At {
    Away,
    Broken,
    Open(Box<Response>),
}

/// What it hears.
pub fn listen(wire: Wire) -> impl Stream<Item = Event> {
    unfold((wire, At::Away), |(wire, at)| async move {
        let (event, at) = match at {
            At::Away => connect(&wire).await,
            At::Broken => {
                // What a browser does; not a wait for something to happen here.
                sleep(RECONNECT).await;
                connect(&wire).await
            }
            At::Open(mut response) => match response.chunk().await {
                Ok(Some(line)) if line.starts_with(b"data") => (Event::Woken, At::Open(response)),
                // A line that only keeps the connection alive says nothing.
                Ok(Some(_)) => (Event::Tick, At::Open(response)),
                Ok(None) | Err(_) => (Event::Events(false), At::Broken),
            },
        };
        Some((event, (wire, at)))
    })
    .boxed_local()
}

async fn connect(wire: &Wire) -> (Event, At) {
    match wire.events().await {
        Ok(response) if response.status() == 200 => {
            (Event::Events(true), At::Open(Box::new(response)))
        }
        _ => (Event::Events(false), At::Broken),
    }
}
