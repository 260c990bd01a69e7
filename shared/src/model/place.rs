//! Where something is: a measured position, or an area that a person named.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::{CommunityId, GridId, IdError};

/// A position as a phone measured it, WGS-84.
///
/// Its text is a `geo` URI (RFC 5870), `geo:31.27010,121.52030;u=12`: one value, so that two people who correct it
/// at once cannot mix the latitude of one with the longitude of the other.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Position {
    /// Degrees north, -90 to 90.
    pub latitude: f64,
    /// Degrees east, -180 to 180.
    pub longitude: f64,
    /// Radius in metres within which the phone believes to be.
    pub accuracy_m: f64,
}

/// Why a text is no position.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a geo URI with latitude, longitude and uncertainty")]
pub struct PositionError;

impl Position {
    /// A position whose numbers are in range.
    ///
    /// # Errors
    /// When a number is out of its range or not finite.
    pub fn new(latitude: f64, longitude: f64, accuracy_m: f64) -> Result<Self, PositionError> {
        let sound = (-90.0..=90.0).contains(&latitude)
            && (-180.0..=180.0).contains(&longitude)
            && (0.0..=1e7).contains(&accuracy_m);
        sound
            .then_some(Self {
                latitude,
                longitude,
                accuracy_m,
            })
            .ok_or(PositionError)
    }

    /// `[longitude, latitude]` in degrees, the order of GeoJSON.
    #[must_use]
    pub const fn lon_lat(&self) -> [f64; 2] {
        [self.longitude, self.latitude]
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "geo:{:.6},{:.6};u={:.0}",
            self.latitude, self.longitude, self.accuracy_m
        )
    }
}

impl FromStr for Position {
    type Err = PositionError;
    fn from_str(text: &str) -> Result<Self, PositionError> {
        let (coordinates, accuracy) = text
            .strip_prefix("geo:")
            .and_then(|rest| rest.split_once(";u="))
            .ok_or(PositionError)?;
        let (latitude, longitude) = coordinates.split_once(',').ok_or(PositionError)?;
        let number = |text: &str| text.parse::<f64>().map_err(|_| PositionError);
        Self::new(number(latitude)?, number(longitude)?, number(accuracy)?)
    }
}

impl TryFrom<String> for Position {
    type Error = PositionError;
    fn try_from(text: String) -> Result<Self, PositionError> {
        text.parse()
    }
}

impl From<Position> for String {
    fn from(position: Position) -> Self {
        position.to_string()
    }
}

/// A community, and its grid if known. One value, because a grid belongs to one community.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Area {
    /// The community.
    pub community: CommunityId,
    /// The grid, if it is known.
    pub grid: Option<GridId>,
}

impl fmt::Display for Area {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.grid {
            Some(grid) => write!(f, "{}/{grid}", self.community),
            None => self.community.fmt(f),
        }
    }
}

impl FromStr for Area {
    type Err = IdError;
    fn from_str(text: &str) -> Result<Self, IdError> {
        match text.split_once('/') {
            Some((community, grid)) => Ok(Self {
                community: community.parse()?,
                grid: Some(grid.parse()?),
            }),
            None => Ok(Self {
                community: text.parse()?,
                grid: None,
            }),
        }
    }
}

impl TryFrom<String> for Area {
    type Error = IdError;
    fn try_from(text: String) -> Result<Self, IdError> {
        text.parse()
    }
}

impl From<Area> for String {
    fn from(area: Area) -> Self {
        area.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_survives_its_uri() {
        let position = Position::new(31.2701, 121.5203, 12.0).unwrap();
        assert_eq!(position.to_string(), "geo:31.270100,121.520300;u=12");
        assert_eq!(position.to_string().parse(), Ok(position));
    }

    #[test]
    fn what_is_out_of_range_is_no_position() {
        for bad in [
            "geo:91,0;u=1",
            "geo:0,181;u=1",
            "geo:0,0;u=-1",
            "geo:NaN,0;u=1",
            "geo:0,0",
            "",
        ] {
            assert_eq!(bad.parse::<Position>(), Err(PositionError), "{bad}");
        }
    }

    #[test]
    fn an_area_survives_its_text() {
        for text in ["c05", "c05/c05-g2"] {
            assert_eq!(text.parse::<Area>().unwrap().to_string(), text);
        }
        assert!("c05/".parse::<Area>().is_err());
    }
}
