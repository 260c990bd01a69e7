//! Signing in and out at the server.

use gridloop_shared::json::to_json;
use gridloop_shared::model::DeviceId;
use gridloop_shared::sync::{ProblemCode, SignIn, SignedIn};
use http::Method;

use super::carrier::{Call, send};
use super::{Browser, NoAnswer, Outside};
use crate::outbox::{Failure, Trouble};

pub(super) const ADDRESS: &str = "/api/v1/session";

/// Why the server signed nobody in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignInFailure {
    /// User name and password do not belong together.
    WrongPassword,
    /// Wait so many seconds.
    TooManyTries(u64),
    /// The device id is somebody else's.
    DeviceOfAnother,
    /// The device was revoked.
    DeviceRevoked,
    /// The server is of no use.
    Trouble(Trouble),
}

/// Signs in. The session travels in a cookie that scripts cannot read.
///
/// # Errors
/// Why not.
pub async fn sign_in(
    user: &str,
    password: &str,
    device: DeviceId,
) -> Result<SignedIn, SignInFailure> {
    let asked = SignIn {
        user: user.to_owned(),
        password: password.to_owned(),
        device,
    };
    let body = to_json(&asked).map_err(|_| SignInFailure::Trouble(Trouble::NotUnderstood))?;
    let call = Call::new(Method::POST, ADDRESS).with_body("application/json", body.into_bytes());
    let answer = send(&Browser, call).await.map_err(refused)?;
    answer.json().map_err(refused)
}

fn refused(no: NoAnswer) -> SignInFailure {
    match &no {
        NoAnswer::Problem(problem, _) => match problem.code {
            ProblemCode::WrongPassword => SignInFailure::WrongPassword,
            ProblemCode::TooManyTries => {
                SignInFailure::TooManyTries(problem.retry_after_s.unwrap_or(60))
            }
            ProblemCode::DeviceOfAnother => SignInFailure::DeviceOfAnother,
            ProblemCode::DeviceRevoked => SignInFailure::DeviceRevoked,
            _ => trouble(no),
        },
        _ => trouble(no),
    }
}

fn trouble(no: NoAnswer) -> SignInFailure {
    SignInFailure::Trouble(match Failure::from(no) {
        Failure::Trouble(trouble, _) => trouble,
        Failure::SignedOut | Failure::Revoked | Failure::Device => Trouble::NotUnderstood,
    })
}

/// Who is signed in, with grants as they are now.
///
/// # Errors
/// Nobody, or no answer.
pub async fn who() -> Result<SignedIn, Failure> {
    Ok(Browser.who().await?)
}

/// Ends the session, if the server can be reached. Answers whether it is ended.
pub async fn sign_out() -> bool {
    match send(&Browser, Call::new(Method::DELETE, ADDRESS)).await {
        Ok(_) => true,
        Err(no) => Failure::from(no) == Failure::SignedOut,
    }
}
