//! Where a point lies, in WGS-84 degrees.

/// Mean radius of the earth in metres (IUGG).
const EARTH_M: f64 = 6_371_008.8;

/// Whether the point lies in the polygon; both as `[longitude, latitude]` in degrees (RFC 7946, GeoJSON).
///
/// Even-odd rule over the ring, which may be closed or open. Fewer than three corners contain nothing.
#[must_use]
pub fn contains(ring: &[[f64; 2]], [x, y]: [f64; 2]) -> bool {
    if ring.len() < 3 {
        return false;
    }
    let starts = ring.iter();
    let ends = ring.iter().cycle().skip(1);
    starts
        .zip(ends)
        .fold(false, |inside, ([x1, y1], [x2, y2])| {
            let spans = (*y1 > y) != (*y2 > y);
            inside ^ (spans && x < (x2 - x1) * (y - y1) / (y2 - y1) + x1)
        })
}

/// Metres between two points given as `[longitude, latitude]` in degrees, by the haversine formula.
#[must_use]
pub fn distance_m(from: [f64; 2], to: [f64; 2]) -> f64 {
    let [from_lon, from_lat] = from.map(f64::to_radians);
    let [to_lon, to_lat] = to.map(f64::to_radians);
    let across = ((to_lon - from_lon) / 2.0).sin().powi(2) * from_lat.cos() * to_lat.cos();
    let along = ((to_lat - from_lat) / 2.0).sin().powi(2);
    2.0 * EARTH_M * (across + along).sqrt().asin()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SQUARE: [[f64; 2]; 4] = [[0.0, 0.0], [2.0, 0.0], [2.0, 2.0], [0.0, 2.0]];

    #[test]
    fn a_point_is_inside_or_outside_a_ring_open_or_closed() {
        let closed = [SQUARE.as_slice(), &[[0.0, 0.0]]].concat();
        for ring in [SQUARE.as_slice(), &closed] {
            assert!(contains(ring, [1.0, 1.0]));
            assert!(!contains(ring, [3.0, 1.0]));
            assert!(!contains(ring, [-0.1, 1.0]));
        }
        assert!(!contains(&[[0.0, 0.0], [1.0, 1.0]], [0.5, 0.5]));
    }

    #[test]
    fn a_minute_of_latitude_is_a_nautical_mile() {
        let metres = distance_m([121.52, 31.27], [121.52, 31.27 + 1.0 / 60.0]);
        assert!((metres - 1853.0).abs() < 2.0, "{metres}");
    }
}
