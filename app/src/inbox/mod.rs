//! What the server brings, made part of what is here: pages of its log, each piece in one transaction.

mod chunk;
mod document;
mod enter;
mod page;
mod page_size;
mod take_in;

pub use chunk::chunks;
pub use page_size::PageSize;
pub use take_in::{Piece, TakenIn, take_in};
