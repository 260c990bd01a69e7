//! Figures as a person reads them.

/// How a figure is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// So many a second.
    ASecond,
    /// Seconds.
    Seconds,
    /// Milliseconds.
    Milliseconds,
    /// Bytes.
    Bytes,
    /// A number.
    Count,
}

impl Unit {
    /// A figure as a person reads it.
    pub fn shown(self, value: f64) -> String {
        match self {
            Unit::ASecond => thousands(value),
            Unit::Seconds if value < 10.0 => format!("{value:.2} s"),
            Unit::Seconds => format!("{value:.1} s"),
            Unit::Milliseconds if value < 1.0 => format!("{value:.2} ms"),
            Unit::Milliseconds if value < 100.0 => format!("{value:.1} ms"),
            Unit::Milliseconds => format!("{} ms", thousands(value)),
            Unit::Bytes if value < 10_000.0 => format!("{} B", thousands(value)),
            Unit::Bytes if value < 1e6 => format!("{:.1} kB", value / 1e3),
            Unit::Bytes => format!("{:.1} MB", value / 1e6),
            Unit::Count => thousands(value),
        }
    }
}

/// A whole number with a comma every three digits.
pub fn whole(value: u64) -> String {
    grouped(&value.to_string())
}

fn thousands(value: f64) -> String {
    grouped(&format!("{value:.0}"))
}

fn grouped(digits: &str) -> String {
    let before = digits.len();
    digits
        .chars()
        .enumerate()
        .fold(String::new(), |mut text, (at, digit)| {
            if at > 0 && before.saturating_sub(at).is_multiple_of(3) {
                text.push(',');
            }
            text.push(digit);
            text
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_written_to_be_read() {
        assert_eq!(Unit::ASecond.shown(5_234.6), "5,235");
        assert_eq!(Unit::Count.shown(1_234_567.0), "1,234,567");
        assert_eq!(Unit::Bytes.shown(931.0), "931 B");
        assert_eq!(Unit::Bytes.shown(2_345_678.0), "2.3 MB");
        assert_eq!(Unit::Milliseconds.shown(0.25), "0.25 ms");
        assert_eq!(Unit::Seconds.shown(61.27), "61.3 s");
    }
}
