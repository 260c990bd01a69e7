//! The edges of the device: its clock, its dice, its storage, its tabs, its place, its pictures. Nowhere else is the time
//! asked for or a random number drawn.

pub mod clock;
mod download;
pub mod image;
mod place;
mod profile;
pub mod random;
pub mod storage;
mod tabs;
mod wait;
pub mod worker;

pub use download::offer_file;
pub use place::{LocateProblem, locate};
pub use profile::Device;
pub use tabs::{Channel, Leadership, Notice, lead};
pub use wait::{breathe, sleep};
