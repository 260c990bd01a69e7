//! What the server brings, made part of what is here: pages of its log, each piece in one transaction.

mod anew;
mod chunk;
mod document;
mod enter;
mod give_back;
mod let_go;
mod page;
mod page_size;
mod take_in;

pub use anew::begin_anew;
pub use chunk::chunks;
pub use give_back::{ToGiveBack, to_give_back};
pub use let_go::{LetGo, make_room, want_back, wanted_back, with_room};
pub use page_size::PageSize;
pub use take_in::{Piece, TakenIn, take_in};
