//! The way to the server: the only files that use the network. Each errand is one function over the store; [`Engine`] runs
//! them as the [`crate::outbox::Courier`] says, in the one tab that leads.

mod engine;
mod events;
mod http;
mod limit;
mod photos;
mod pull;
mod push;
mod resend;
mod session;

pub use engine::{Engine, News, Status};
pub use session::{SignInFailure, sign_in, sign_out, who};
