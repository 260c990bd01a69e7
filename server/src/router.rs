//! Every route, by who calls it.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, patch, post};
use gridloop_shared::sync::{MOST_GIVE_BACK_BYTES, MOST_PUSH_BYTES, PROTOCOL, PROTOCOL_HEADER};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::set_header::SetResponseHeaderLayer;
use tower_http::timeout::{RequestBodyTimeoutLayer, TimeoutLayer};
use tower_http::trace::TraceLayer;

use crate::error::ApiError;
use crate::state::App;
use crate::{assets, auth, health, ingest, log, packs, photos};

/// A push in CBOR around its changes: 500 identifiers and keys beside the bytes.
const MOST_BODY: usize = MOST_PUSH_BYTES + 64 * 1024;
/// A body that is silent for so long is given up.
const SILENT: Duration = Duration::from_secs(30);
/// No answer takes longer, but for the streams.
const LONGEST: Duration = Duration::from_secs(120);

/// All routes.
pub fn router(app: Arc<App>) -> Router {
    // The app on phones and desks, and programs. All but the first ask for a session.
    let calls = Router::new()
        .route(
            "/api/v1/session",
            post(auth::sign_in).get(auth::show).delete(auth::sign_out),
        )
        .route("/api/v1/sync/push", post(ingest::push))
        .route("/api/v1/sync/pull", get(log::pull))
        .route("/api/v1/sync/held", get(ingest::held).post(ingest::rule))
        .route(
            "/api/v1/sync/give-back",
            post(ingest::give_back).layer(DefaultBodyLimit::max(MOST_GIVE_BACK_BYTES)),
        )
        .route("/api/v1/sync/packs/{hash}", get(packs::read))
        .route("/api/v1/people", get(auth::people))
        .route("/api/v1/people/grants", post(auth::regrant))
        .route("/api/v1/people/revoke", post(auth::revoke))
        .route(
            "/api/v1/photos/{hash}",
            patch(photos::piece).head(photos::offset),
        )
        .layer(CompressionLayer::new())
        .layer(DefaultBodyLimit::max(MOST_BODY))
        .layer(TimeoutLayer::with_status_code(
            StatusCode::REQUEST_TIMEOUT,
            LONGEST,
        ))
        .layer(from_fn(protocol));
    // Streams of the app.
    let streams = Router::new()
        .route("/api/v1/sync/events", get(log::events))
        .layer(from_fn(protocol));
    // What pages show by their address alone, without a header of ours.
    let pictures = Router::new().route("/api/v1/photos/{hash}", get(photos::read));
    // Whoever watches the server.
    let watch = Router::new().route("/healthz", get(health::health));

    calls
        .merge(streams)
        .merge(pictures)
        .merge(watch)
        // Browsers: the app itself, and every address inside it.
        .fallback(get(assets::serve))
        .layer(from_fn(of_api))
        .layer(RequestBodyTimeoutLayer::new(SILENT))
        .layer(SetResponseHeaderLayer::if_not_present(
            header::X_CONTENT_TYPE_OPTIONS,
            HeaderValue::from_static("nosniff"),
        ))
        .layer(CatchPanicLayer::custom(panicked))
        // What fails is logged by `ApiError`, once.
        .layer(TraceLayer::new_for_http().on_failure(()))
        .with_state(app)
}

/// Serves only callers that speak this protocol. A browser sends the header only from our own pages, which also keeps
/// other sites' forms out. A page's `EventSource` cannot send headers: it says `?protocol=1`.
async fn protocol(request: Request, next: Next) -> Result<Response, ApiError> {
    let spoken = request
        .headers()
        .get(PROTOCOL_HEADER)
        .and_then(|value| value.to_str().ok())
        .or_else(|| {
            let stream = request.uri().path() == "/api/v1/sync/events";
            let query = request.uri().query().filter(|_| stream)?;
            query
                .split('&')
                .find_map(|pair| pair.strip_prefix("protocol="))
        });
    if spoken.and_then(|version| version.parse().ok()) == Some(PROTOCOL) {
        Ok(next.run(request).await)
    } else {
        Err(ApiError::WrongProtocol)
    }
}

/// Answers of the API are for this moment and this caller, unless they say otherwise themselves; and what the framework
/// refuses with a bare status is a problem like any other.
async fn of_api(request: Request, next: Next) -> Response {
    if !request.uri().path().starts_with("/api/") {
        return next.run(request).await;
    }
    let mut response = next.run(request).await;
    let status = response.status();
    let is_json = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind == "application/json");
    if status.is_client_error() && !is_json {
        response = ApiError::of_status(status).into_response();
        *response.status_mut() = status;
    }
    response
        .headers_mut()
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    response
}

/// A panic is ours to mend, and no reason to hang up.
fn panicked(what: Box<dyn std::any::Any + Send>) -> Response {
    let what = what
        .downcast_ref::<&str>()
        .map(|what| (*what).to_owned())
        .or_else(|| what.downcast_ref::<String>().cloned())
        .unwrap_or_default();
    ApiError::Internal(format!("panicked: {what}").into()).into_response()
}
