//! The only source of chance here: a seeded generator of our own, so that no library update changes the demo.

/// SplitMix64 (Steele, Lea, Flood 2014).
#[derive(Debug, Clone)]
pub(crate) struct Dice(u64);

impl Dice {
    /// Seeds that differ by one give unrelated throws.
    pub(crate) fn new(seed: u64) -> Self {
        let mut dice = Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0x6772_6964_6C6F_6F70);
        dice.throw();
        dice
    }

    pub(crate) fn throw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// 0 ≤ result < `n`; 0 when `n` is 0.
    pub(crate) fn below(&mut self, n: u64) -> u64 {
        self.throw().checked_rem(n).unwrap_or(0)
    }

    /// `low` ≤ result ≤ `high`.
    pub(crate) fn between(&mut self, low: i64, high: i64) -> i64 {
        let span = u64::try_from(high.saturating_sub(low).saturating_add(1)).unwrap_or(0);
        low.saturating_add(i64::try_from(self.below(span)).unwrap_or(0))
    }

    /// True in `percent` of a hundred throws.
    pub(crate) fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// 0.0 ≤ result < 1.0, for positions.
    pub(crate) fn unit(&mut self) -> f64 {
        let high = u32::try_from(self.throw() >> 32).unwrap_or(0);
        f64::from(high) / 4_294_967_296.0
    }

    /// `low` ≤ result < `high` in steps of 1/65536 of the span, for drawing.
    pub(crate) fn span(&mut self, low: f32, high: f32) -> f32 {
        let part = u16::try_from(self.throw() >> 48).unwrap_or(0);
        (high - low).mul_add(f32::from(part) / 65_536.0, low)
    }

    /// One of `items`, each as likely as the others.
    pub(crate) fn pick<'a, T>(&mut self, items: &'a [T]) -> Option<&'a T> {
        let length = u64::try_from(items.len()).unwrap_or(0);
        items.get(usize::try_from(self.below(length)).unwrap_or(0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn throws_stay_in_their_range_and_reach_both_ends() {
        let mut dice = Dice::new(1);
        let throws: Vec<i64> = (0..1000).map(|_| dice.between(-2, 3)).collect();
        assert_eq!(throws.iter().min(), Some(&-2));
        assert_eq!(throws.iter().max(), Some(&3));
        assert!((0..1000).all(|_| (0.0..1.0).contains(&dice.unit())));
        assert!((0..1000).all(|_| (5.0..6.0).contains(&dice.span(5.0, 6.0))));
    }

    #[test]
    fn neighbouring_seeds_differ() {
        assert_ne!(Dice::new(1).throw(), Dice::new(2).throw());
        assert_eq!(Dice::new(7).throw(), Dice::new(7).throw());
    }

    #[test]
    fn nothing_comes_from_an_empty_slice() {
        assert_eq!(Dice::new(1).pick::<u8>(&[]), None);
    }
}
