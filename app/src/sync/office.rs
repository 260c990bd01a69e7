//! What is asked of the server directly, because only it knows: what is held, and who may do what on which devices.

use http::Method;

use super::carrier::{Call, send};
use super::{Browser, NoAnswer};

/// Asks for something; the answer is CBOR.
///
/// # Errors
/// Why there is no answer.
pub async fn ask(address: &str) -> Result<Vec<u8>, NoAnswer> {
    Ok(send(&Browser, Call::get(address)).await?.body)
}

/// Says something to be done, in CBOR.
///
/// # Errors
/// Why it was not.
pub async fn order(address: &str, body: Vec<u8>) -> Result<(), NoAnswer> {
    let call = Call::new(Method::POST, address).with_cbor(body);
    send(&Browser, call).await.map(drop)
}
