//! Photos: taken, shown in a grid, looked at large. Each says where it is safe.

mod before_after;
mod grid;
mod picture;
mod take;
mod tile;
mod viewer;

pub use before_after::BeforeAfter;
pub use grid::PhotoGrid;
pub use take::PhotoTake;
pub use viewer::PhotoViewer;

use picture::Picture;

use super::Mark;
use crate::core::Sight;

/// A photo as it is shown.
#[derive(Clone)]
pub struct Shown {
    /// Which, to tell them apart.
    pub key: String,
    /// How it is to be seen.
    pub sight: Sight,
    /// Where it is safe, if that is to be said.
    pub mark: Option<Mark>,
    /// How much of it was sent, 0 to 1, while it is on its way.
    pub sent: Option<f64>,
    /// When and by whom it was taken, in words.
    pub caption: String,
}
