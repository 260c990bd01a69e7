//! The way to the server: the only files that use the network. Each errand is one function over the store; [`Engine`] runs
//! them as the [`crate::outbox::Courier`] says, in the one tab that leads. What is outside of the device is behind [`Outside`];
//! a [`Carrier`] is all that a page has to bring for it, and all that a device of the tests has instead.

mod browser;
mod carrier;
mod engine;
mod events;
mod give_back;
mod limit;
mod office;
mod outside;
mod packs;
mod photos;
mod pull;
mod push;
mod requests;
mod resend;
mod session;

pub use browser::{Browser, NotShown};
pub use carrier::{Call, Carrier, LONGEST, Reply};
pub use engine::{Engine, News, Status};
pub use office::{ask, order};
pub use outside::{Arrived, NoAnswer, Outside, PhotoPiece};
pub use photos::{Sent, upload};
pub use pull::{Found, Pull, Pulled};
pub use push::{Pushed, push};
pub use session::{SignInFailure, sign_in, sign_out, who};
