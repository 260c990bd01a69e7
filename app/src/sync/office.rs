//! What is asked of the server directly, because only it knows: what is held, and who may do what on which devices.

use gloo_net::http::Method;
use gridloop_shared::sync::encode;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::NoAnswer;
use super::http::Call;
use crate::outbox::Trouble;

/// Asks for something.
///
/// # Errors
/// Why there is no answer.
pub async fn ask<R: DeserializeOwned>(address: &str) -> Result<R, NoAnswer> {
    Call::new(Method::GET, address).send().await?.message()
}

/// Says something to be done.
///
/// # Errors
/// Why it was not.
pub async fn order<Q: Serialize>(address: &str, order: &Q) -> Result<(), NoAnswer> {
    let body = encode(order).map_err(|_| NoAnswer::Trouble(Trouble::NotUnderstood))?;
    let call = Call::new(Method::POST, address).with_cbor(body);
    call.send().await.map(drop)
}
