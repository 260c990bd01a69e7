//! `/api/v1/session`: signing in, who is signed in, signing out.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Instant;

use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{ConnectInfo, State};
use axum::http::{HeaderMap, HeaderName, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use gridloop_shared::model::{Principal, Timestamp};
use gridloop_shared::sync;

use super::PasswordError;
use super::principal::{COOKIE, Held, hash};
use crate::error::ApiError;
use crate::state::App;
use crate::store::{Account, DeviceStanding};

/// A session that is not used for so long ends. Long, because a phone may be without a network for weeks.
const DAYS: i64 = 90;
/// A session is moved on when it is used this long after it was last moved, so that most requests write nothing.
const MOVE_AFTER_HOURS: i64 = 24;
/// What a browser is to forget (W3C, Clear Site Data): photos are kept there for a year.
const FORGET: HeaderName = HeaderName::from_static("clear-site-data");

/// Signs in.
pub async fn sign_in(
    State(app): State<Arc<App>>,
    ConnectInfo(from): ConnectInfo<SocketAddr>,
    request: Result<Json<sync::SignIn>, JsonRejection>,
) -> Result<Response, ApiError> {
    let Json(request) = request.map_err(|rejection| match rejection.status() {
        StatusCode::PAYLOAD_TOO_LARGE => ApiError::TooLarge,
        _ => ApiError::BadRequest("The body is no sign-in."),
    })?;
    let account = checked(&app, from, &request).await?;
    let now = app.clock.now();
    let standing = app.store.register_device(request.device, &account, now);
    let standing = standing.await?;
    if standing == DeviceStanding::OfAnother {
        return Err(ApiError::DeviceOfAnother);
    }
    let token = new_token()?;
    app.store
        .open_session(hash(&token), request.device, now, end(now))
        .await?;
    if standing == DeviceStanding::Revoked {
        // Nobody is signed in. But whoever knows the password may hand over what the device still has.
        return Ok(with_cookie(&app, &token, ApiError::DeviceRevoked));
    }
    let signed_in = sync::SignedIn {
        principal: Principal {
            person: account.person,
            device: request.device,
            subdistrict: account.subdistrict,
            grants: account.grants,
        },
        name: account.name,
        token: Some(token.clone()),
    };
    Ok(with_cookie(&app, &token, Json(signed_in)))
}

/// The account, once the password is right.
async fn checked(app: &App, from: SocketAddr, request: &sync::SignIn) -> Result<Account, ApiError> {
    let wait = app.throttle.wait(&request.user, from.ip(), Instant::now());
    if let Some(wait) = wait {
        return Err(ApiError::TooManyTries {
            after_s: wait.as_secs().max(1),
        });
    }
    let account = app.store.account(&request.user).await?;
    let stored = account.as_ref().map(|account| account.password.clone());
    let right = app
        .passwords
        .check(request.password.clone(), stored)
        .await
        .map_err(|error| match error {
            PasswordError::Crowded => ApiError::Unavailable,
            other => ApiError::Internal(Box::new(other)),
        })?;
    match account {
        Some(account) if right => {
            app.throttle.succeeded(&request.user, from.ip());
            Ok(account)
        }
        _ => {
            app.throttle
                .failed(&request.user, from.ip(), Instant::now());
            Err(ApiError::WrongPassword)
        }
    }
}

/// Who is signed in, with grants as they are now.
pub async fn show(State(app): State<Arc<App>>, headers: HeaderMap) -> Result<Response, ApiError> {
    let held = Held::of(&headers, &app).await?;
    let signed_in = Json(sync::SignedIn {
        principal: held.principal(),
        name: held.session.name.clone(),
        token: None,
    });
    Ok(prolonged(&app, &held, signed_in).await)
}

/// An answer to somebody whose session begins its days anew, if it has not today. That it cannot be written keeps nobody from an
/// answer.
pub async fn prolonged(app: &App, held: &Held, answer: impl IntoResponse) -> Response {
    let end = end(app.clock.now());
    let moved = end.since(held.session.expires_at);
    if moved < Timestamp::default().plus_hours(MOVE_AFTER_HOURS).millis() {
        return answer.into_response();
    }
    match app.store.extend_session(hash(&held.token), end).await {
        Ok(true) => with_cookie(app, &held.token, answer),
        // It has ended meanwhile.
        Ok(false) => answer.into_response(),
        Err(error) => {
            tracing::warn!(%error, "a session was not prolonged");
            answer.into_response()
        }
    }
}

/// Signs out; also a device that was revoked, whose browser then forgets the photos that it has seen.
pub async fn sign_out(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let held = Held::also_revoked(&headers, &app).await?;
    app.store
        .close_session(hash(&held.token), app.clock.now())
        .await?;
    app.ended.tell(held.session.device);
    let gone = [(header::SET_COOKIE, cookie(&app, "", 0))];
    let forget = held.session.revoked.then_some([(FORGET, r#""cache""#)]);
    Ok((StatusCode::NO_CONTENT, gone, forget, ()).into_response())
}

const fn end(now: Timestamp) -> Timestamp {
    now.plus_hours(DAYS * 24)
}

/// 32 random bytes as text.
fn new_token() -> Result<String, ApiError> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|error| ApiError::Internal(Box::new(error)))?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}

fn with_cookie(app: &App, token: &str, body: impl IntoResponse) -> Response {
    let cookie = cookie(app, token, DAYS * 24 * 3600);
    ([(header::SET_COOKIE, cookie)], body).into_response()
}

fn cookie(app: &App, token: &str, max_age_s: i64) -> String {
    let secure = if app.secure_cookie { "; Secure" } else { "" };
    format!("{COOKIE}={token}; Path=/; Max-Age={max_age_s}; HttpOnly; SameSite=Strict{secure}")
}
