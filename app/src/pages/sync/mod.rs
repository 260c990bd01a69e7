//! What is not on the server, and why: in the sheet of the strip and as a page of its own.

mod again;
mod aside;
mod describe;
mod item;
mod list;
mod of_case;
mod page;
mod whole;

pub use describe::describe;
pub use list::{SyncActs, SyncList};
pub use page::SyncPage;
pub use whole::whole;
