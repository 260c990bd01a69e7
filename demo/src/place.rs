//! Where things are: the subdistrict, its communities and their grids, in WGS-84.

use serde::Deserialize;

use crate::dice::Dice;

/// Metres in a degree of latitude, and of longitude at 31.27° N.
const METRES: (f64, f64) = (110_874.0, 95_146.0);

/// A point in WGS-84 degrees.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Position {
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
}

/// A simple polygon: its corners in order, the first not repeated. In the files as in GeoJSON: `[lon, lat]`.
///
/// Neighbours share their corners exactly, so the grids of a community tile it without gaps.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(from = "Vec<[f64; 2]>")]
pub struct Polygon(Vec<Position>);

impl From<Vec<[f64; 2]>> for Polygon {
    fn from(corners: Vec<[f64; 2]>) -> Self {
        Self(
            corners
                .into_iter()
                .map(|[lon, lat]| Position { lat, lon })
                .collect(),
        )
    }
}

impl Polygon {
    /// The corners in order.
    #[must_use]
    pub fn corners(&self) -> &[Position] {
        &self.0
    }

    fn edges(&self) -> impl Iterator<Item = (Position, Position)> + '_ {
        self.0
            .iter()
            .copied()
            .zip(self.0.iter().copied().cycle().skip(1))
    }

    /// Square metres.
    #[must_use]
    pub fn area_m2(&self) -> f64 {
        let Some(origin) = self.0.first() else {
            return 0.0;
        };
        self.edges()
            .map(|(a, b)| cross(*origin, a, b))
            .sum::<f64>()
            .abs()
            / 2.0
            * METRES.0
            * METRES.1
    }

    /// Whether `at` lies inside (even-odd rule; the edge itself may go either way).
    #[must_use]
    pub fn contains(&self, at: Position) -> bool {
        self.edges().fold(false, |inside, (a, b)| {
            let crosses = (a.lat > at.lat) != (b.lat > at.lat)
                && at.lon < (b.lon - a.lon) * (at.lat - a.lat) / (b.lat - a.lat) + a.lon;
            inside != crosses
        })
    }

    /// The mean of the corners.
    #[must_use]
    pub fn centre(&self) -> Position {
        let count = f64::from(u32::try_from(self.0.len().max(1)).unwrap_or(1));
        let (lat, lon) = self
            .0
            .iter()
            .fold((0.0, 0.0), |(lat, lon), p| (lat + p.lat, lon + p.lon));
        Position {
            lat: lat / count,
            lon: lon / count,
        }
    }

    /// A point inside, evenly spread but kept off the edge. Holds for convex polygons, which all of the demo are.
    pub(crate) fn point(&self, dice: &mut Dice) -> Position {
        let centre = self.centre();
        let mut left = dice.unit()
            * self
                .edges()
                .map(|(a, b)| cross(centre, a, b).abs())
                .sum::<f64>();
        let (mut u, mut v) = (dice.unit(), dice.unit());
        if u + v > 1.0 {
            (u, v) = (1.0 - u, 1.0 - v);
        }
        for (a, b) in self.edges() {
            left -= cross(centre, a, b).abs();
            if left <= 0.0 {
                let along = |c: f64, a: f64, b: f64| c + 0.94 * (u * (a - c) + v * (b - c));
                return Position {
                    lat: along(centre.lat, a.lat, b.lat),
                    lon: along(centre.lon, a.lon, b.lon),
                };
            }
        }
        centre
    }
}

/// Twice the signed area of the triangle, in square degrees.
fn cross(o: Position, a: Position, b: Position) -> f64 {
    (a.lon - o.lon) * (b.lat - o.lat) - (b.lon - o.lon) * (a.lat - o.lat)
}

/// The tenant.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Subdistrict {
    /// `jiangpu-demo`.
    pub id: String,
    /// Chinese name, marked as a demo.
    pub zh: String,
    /// English name.
    pub en: String,
    /// The whole area.
    pub outline: Polygon,
}

/// A residential community.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Community {
    /// `c01` to `c22`.
    pub id: String,
    /// Full name, 五环居民区.
    pub zh: String,
    /// Name alone, 五环.
    pub short: String,
    /// Pinyin name.
    pub en: String,
    /// True when the name is made up; the others stand in the 2023 report of the subdistrict.
    pub demo: bool,
    /// Streets for addresses. Which street runs where is made up.
    pub streets: Vec<String>,
    /// Estates for addresses, made up.
    pub estates: Vec<String>,
    /// Its area.
    pub polygon: Polygon,
    /// Its grids, which tile the area.
    pub grids: Vec<Grid>,
}

/// What one grid worker walks.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grid {
    /// `c01-g1` and so on.
    pub id: String,
    /// 第一网格 and so on.
    pub zh: String,
    /// English name.
    pub en: String,
    /// Its area.
    pub polygon: Polygon,
}
