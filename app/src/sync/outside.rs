//! What an errand needs that is not on the device: the server, the time, and leave for the screen to be drawn. Whatever
//! is a [`Carrier`](super::Carrier) gives it: in a page the [`Browser`](super::Browser).

use gridloop_shared::model::{ContentHash, PhotoHash, Timestamp};
use gridloop_shared::sync::{
    ApiProblem, GiveBackReply, GiveBackRequest, PackedDocuments, PackedRows, ProblemCode,
    PullReply, PushReply, PushRequest, SignedIn,
};

use crate::outbox::{Failure, Trouble};

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoAnswer {
    /// Nobody answered, or somebody else did.
    Trouble(Trouble),
    /// Our server said no, and where a photo goes on.
    Problem(ApiProblem, Option<u64>),
    /// Our server said that it is not here, in an answer that has no body.
    NotHere,
}

/// How much of a photo is on the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arrived {
    /// So many bytes. They are a photo there only once it has checked and kept them.
    At(u64),
    /// All of it, checked and kept.
    Whole,
}

/// A piece of a photo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhotoPiece {
    /// Which photo.
    pub hash: PhotoHash,
    /// Where the piece begins, in bytes.
    pub from: u64,
    /// The bytes of the whole photo.
    pub whole: u64,
    /// The piece.
    pub bytes: Vec<u8>,
}

/// The server and the time.
pub trait Outside {
    /// What time it is, as the device believes.
    fn now(&self) -> Timestamp;

    /// Lets the screen be drawn between two pieces of work.
    fn breathe(&self) -> impl Future<Output = ()>;

    /// Changes up, a verdict for each down.
    fn push(&self, request: PushRequest) -> impl Future<Output = Result<PushReply, NoAnswer>>;

    /// What is new after a cursor, at most so many rows.
    fn pull(&self, cursor: &str, most: usize) -> impl Future<Output = Result<PullReply, NoAnswer>>;

    /// The list rows of a pack.
    fn packed_rows(&self, hash: &ContentHash)
    -> impl Future<Output = Result<PackedRows, NoAnswer>>;

    /// The documents of a pack.
    fn packed_documents(
        &self,
        hash: &ContentHash,
    ) -> impl Future<Output = Result<PackedDocuments, NoAnswer>>;

    /// What the server has lost, back to it.
    fn give_back(
        &self,
        request: GiveBackRequest,
    ) -> impl Future<Output = Result<GiveBackReply, NoAnswer>>;

    /// Who is signed in, with grants as they are now.
    fn who(&self) -> impl Future<Output = Result<SignedIn, NoAnswer>>;

    /// How much of a photo is there; [`NoAnswer::NotHere`] when nothing is.
    fn photo(&self, hash: &PhotoHash) -> impl Future<Output = Result<Arrived, NoAnswer>>;

    /// The next piece of a photo.
    fn piece(&self, piece: PhotoPiece) -> impl Future<Output = Result<Arrived, NoAnswer>>;
}

impl From<NoAnswer> for Failure {
    fn from(no: NoAnswer) -> Self {
        let problem = match no {
            NoAnswer::Trouble(trouble) => return Self::Trouble(trouble, None),
            NoAnswer::NotHere => return Self::Trouble(Trouble::NotUnderstood, None),
            NoAnswer::Problem(problem, _) => problem,
        };
        let wait = problem
            .retry_after_s
            .and_then(|seconds| i64::try_from(seconds).ok())
            .map(|seconds| seconds.saturating_mul(1_000));
        match problem.code {
            ProblemCode::SignedOut => Self::SignedOut,
            ProblemCode::DeviceRevoked => Self::Revoked,
            ProblemCode::WrongProtocol => Self::Trouble(Trouble::TooOld, wait),
            ProblemCode::TooManyTries | ProblemCode::Unavailable | ProblemCode::TooManyParts => {
                Self::Trouble(Trouble::Busy, wait)
            }
            ProblemCode::ServerError | ProblemCode::StorageFull => {
                Self::Trouble(Trouble::Down, wait)
            }
            _ => Self::Trouble(Trouble::NotUnderstood, wait),
        }
    }
}
