//! A subdistrict to try GridLoop with, so that a first start shows work in progress and not an empty list.
//!
//! Everything is data (`data/*.json`) or drawn from a seed: the same index and the same `now` give the same case on
//! every machine. The crate knows nothing of the model; whoever fills a server maps these plain structs to it.
//!
//! ```
//! let demo = gridloop_demo::Demo::load()?;
//! let now = 1_700_000_000_000; // Unix ms
//! assert_eq!(demo.cases(60, now).count(), 60);
//! # Ok::<(), gridloop_demo::DemoError>(())
//! ```

mod beats;
mod bulk;
mod case;
mod cast;
mod catalogue;
mod check;
mod dice;
mod draw;
mod error;
mod hours;
mod load;
mod opening;
mod people;
mod photo;
mod place;
mod slots;
mod teller;
mod template;

pub use case::{Decision, DemoCase, DemoState, DemoStep, DemoStepKind, Fix, Rating, Source};
pub use catalogue::{Category, Department, Domain, ObservationPoint};
pub use error::DemoError;
pub use load::Demo;
pub use people::{Assignment, Person, Role, Scope};
pub use photo::{DemoPhoto, Moment, PHOTO_HEIGHT, PHOTO_LIMIT, PHOTO_SEEDS, PHOTO_WIDTH, Scene};
pub use place::{Community, Grid, Polygon, Position, Subdistrict};

/// The password of every demo account. A server that loads the demo must not hold real data.
pub const DEMO_PASSWORD: &str = "gridloop-demo";
