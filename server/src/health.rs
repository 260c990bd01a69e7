//! `GET /healthz`: for whoever watches the server, without a session.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::state::App;

/// How the server is.
#[derive(Serialize)]
struct Health {
    version: &'static str,
    database: &'static str,
}

/// Answers 200 when the server can serve, else 503.
pub async fn health(State(app): State<Arc<App>>) -> Response {
    let (status, database) = match app.store.healthy().await {
        Ok(()) => (StatusCode::OK, "ok"),
        Err(error) => {
            tracing::error!(%error, "the database does not answer");
            (StatusCode::SERVICE_UNAVAILABLE, "does not answer")
        }
    };
    let version = env!("CARGO_PKG_VERSION");
    (status, Json(Health { version, database })).into_response()
}
