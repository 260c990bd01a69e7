//! The edges of the device: its clock, its dice, its storage, its tabs, its place, its pictures. Nowhere else is the time
//! asked for or a random number drawn.

mod chosen;
pub mod clock;
mod download;
mod hand_over;
pub mod image;
pub mod mark;
pub mod notes;
mod place;
mod profile;
pub mod random;
pub mod storage;
mod tabs;
mod wait;
pub mod worker;

pub use chosen::bytes_of;
pub use download::offer_file;
pub use hand_over::{HandedOver, hand_over};
pub use place::{LocateProblem, locate};
pub use profile::Device;
pub use tabs::{Channel, Leadership, Notice, lead};
pub use wait::{breathe, sleep};
