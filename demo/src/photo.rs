//! A photo as the seed it is drawn from: cheap to carry through a hundred thousand cases, drawn when someone asks.

use jpeg_encoder::{ColorType, Encoder};
use serde::Deserialize;

use crate::draw;

/// Pixels across.
pub const PHOTO_WIDTH: u16 = 1200;
/// Pixels down.
pub const PHOTO_HEIGHT: u16 = 900;
/// Seeds run from 0 to this, exclusive: so few that a server can keep every photo once.
pub const PHOTO_SEEDS: u64 = 16;
/// No photo is larger, in bytes.
pub const PHOTO_LIMIT: usize = 120_000;
/// Tried in this order until the limit is kept.
const QUALITIES: [u8; 4] = [80, 74, 66, 50];

/// A photo that can be drawn. Equal photos have equal bytes; its time is that of the report or step that holds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DemoPhoto {
    /// What it shows.
    pub scene: Scene,
    /// Before or after the handling.
    pub moment: Moment,
    /// Colours and arrangement; the same place for both moments.
    pub seed: u64,
}

/// Which side of the handling a photo shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Moment {
    /// The problem.
    Before,
    /// The same place, put right.
    After,
}

/// What photos show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scene {
    /// Bags beside a full bin.
    Garbage,
    /// Broken slabs in a pavement.
    Paving,
    /// E-bikes in a stair corridor.
    Ebikes,
    /// A dripping pipe and a wet wall.
    Leak,
    /// A branch across the pavement.
    Branch,
    /// A notice board, torn and faded.
    Bulletin,
    /// A dark street lamp at dusk.
    Lamp,
    /// Goods piled up at a door.
    Goods,
    /// A lift out of order.
    Elevator,
    /// A loose manhole cover.
    Manhole,
    /// Water standing in front of a house.
    Pool,
    /// Stickers on a wall.
    Adverts,
    /// A stall on the pavement.
    Stall,
    /// Cars in a fire lane.
    Cars,
    /// A fire cabinet, empty.
    Extinguisher,
    /// Wires from a window.
    Wires,
    /// Shared bikes across a pavement.
    Bikes,
    /// Old furniture and rubble on a pavement.
    Bulky,
    /// A shed built against a house.
    Shed,
    /// Tiles fallen off a facade.
    Facade,
}

impl Scene {
    /// Every scene.
    pub const ALL: [Self; 20] = [
        Self::Garbage,
        Self::Paving,
        Self::Ebikes,
        Self::Leak,
        Self::Branch,
        Self::Bulletin,
        Self::Lamp,
        Self::Goods,
        Self::Elevator,
        Self::Manhole,
        Self::Pool,
        Self::Adverts,
        Self::Stall,
        Self::Cars,
        Self::Extinguisher,
        Self::Wires,
        Self::Bikes,
        Self::Bulky,
        Self::Shed,
        Self::Facade,
    ];
}

impl DemoPhoto {
    /// A caption in Chinese.
    #[must_use]
    pub const fn caption(&self) -> &'static str {
        match self.moment {
            Moment::Before => "现场情况",
            Moment::After => "处置后",
        }
    }

    /// Draws it: [`PHOTO_WIDTH`] × [`PHOTO_HEIGHT`], at most [`PHOTO_LIMIT`] bytes, the same bytes for the same photo.
    ///
    /// Empty only if the fixed size could not be drawn or encoded, which its being fixed excludes.
    #[must_use]
    pub fn jpeg(&self) -> Vec<u8> {
        let Some(pixels) = draw::pixels(*self) else {
            return Vec::new();
        };
        let mut bytes = Vec::with_capacity(PHOTO_LIMIT);
        for quality in QUALITIES {
            bytes.clear();
            let encoder = Encoder::new(&mut bytes, quality);
            let encoded = encoder.encode(&pixels, PHOTO_WIDTH, PHOTO_HEIGHT, ColorType::Rgba);
            if encoded.is_err() {
                return Vec::new();
            }
            if bytes.len() <= PHOTO_LIMIT {
                break;
            }
        }
        bytes
    }
}
