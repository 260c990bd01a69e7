//! Photos: taken, shown in a grid, looked at large. Each says where it is safe.

mod before_after;
mod grid;
mod picture;
mod take;
mod tile;
mod viewer;

use leptos::prelude::Signal;

pub use before_after::BeforeAfter;
pub use grid::PhotoGrid;
pub use take::PhotoTake;
pub use viewer::PhotoViewer;

use picture::Picture;

use super::Mark;

/// A photo as it is shown.
#[derive(Clone)]
pub struct Shown {
    /// Which, to tell them apart.
    pub key: String,
    /// Where `<img>` finds it, once known.
    pub url: Signal<Option<String>>,
    /// Where it is safe, if that is to be said.
    pub mark: Option<Mark>,
    /// How much of it was sent, 0 to 1, while it is on its way.
    pub sent: Option<f64>,
    /// When and by whom it was taken, in words.
    pub caption: String,
}
