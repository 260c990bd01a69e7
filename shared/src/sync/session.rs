//! Signing in and what goes wrong with a request: small JSON (RFC 8259) messages, so that a person can read them.

use serde::{Deserialize, Serialize};

use crate::model::{DeviceId, Principal};

/// `POST /api/v1/session`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignIn {
    /// The name by which a person signs in.
    pub user: String,
    /// The password.
    pub password: String,
    /// This installation as this person uses it: made by the device, the same at every sign-in.
    pub device: DeviceId,
}

/// The answer: who this is. The opaque token travels in a cookie that scripts cannot read, and here for programs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedIn {
    /// Who, on which device, with which grants.
    pub principal: Principal,
    /// The name as it is written.
    pub name: String,
    /// The token, given only at sign-in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token: Option<String>,
}

/// Why a request was not served: the body of every answer of 400 and above.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApiProblem {
    /// The stable word.
    pub code: ProblemCode,
    /// What to do, in English, for whoever reads the answer without the app. The app has its own sentences.
    pub message: String,
    /// After how many seconds to try again, when waiting helps.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after_s: Option<u64>,
}

/// Why a request was not served.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ProblemCode {
    /// Nobody is signed in, or the session has ended.
    SignedOut,
    /// User name and password do not belong together.
    WrongPassword,
    /// Too many tries: wait.
    TooManyTries,
    /// The device id belongs to somebody else: make a new one.
    DeviceOfAnother,
    /// The device was revoked.
    DeviceRevoked,
    /// Not there, or not for this person.
    NotFound,
    /// What a decision is on builds on something else that is held: that comes first.
    BuildsOnHeld,
    /// What is held cannot be taken any more.
    DoesNotFit,
    /// The request is not what it should be.
    BadRequest,
    /// The protocol version is not served.
    WrongProtocol,
    /// The body is larger than may be.
    TooLarge,
    /// A piece of a photo does not continue what is here; the answer says where to go on.
    WrongOffset,
    /// The bytes are not those of the hash.
    HashMismatch,
    /// The bytes are no JPEG, PNG or WebP.
    NotAnImage,
    /// A record names the photo; its bytes have not come yet.
    PhotoNotHereYet,
    /// There is no small picture of this photo: show the photo itself.
    NoThumbnail,
    /// The device has too many photos half sent. Finish some, or wait.
    TooManyParts,
    /// The server's disk is full. What has arrived is kept; send again later.
    StorageFull,
    /// Something failed on the server. Nothing was taken; send again.
    ServerError,
    /// The server is stopping or overloaded. Send again later.
    Unavailable,
    /// A word that a newer server uses.
    #[serde(other)]
    Other,
}
