//! Who may do what to which case: one table, read by the phone to grey out and by the server to decide.
//!
//! Whether a step *applies* is the workflow's business; the table says whether somebody had the *right* to take it.

mod action;
mod facts;
mod office;
mod table;

pub use action::Action;
pub use facts::Facts;
pub use office::{Office, holds, sees_all};
pub use table::{Denied, Relation, permits, relations};
