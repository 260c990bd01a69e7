//! Colours as numbers between 0 and 1, because shades are computed.

use tiny_skia::Color;

use crate::dice::Dice;

/// A colour with its opacity.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ink {
    red: f32,
    green: f32,
    blue: f32,
    alpha: f32,
}

pub(super) const BLACK: Ink = Ink {
    red: 0.0,
    green: 0.0,
    blue: 0.0,
    alpha: 1.0,
};
pub(super) const WHITE: Ink = Ink {
    red: 1.0,
    green: 1.0,
    blue: 1.0,
    alpha: 1.0,
};

impl Ink {
    /// From `0xRRGGBB`.
    pub(super) fn hex(code: u32) -> Self {
        let [_, red, green, blue] = code.to_be_bytes();
        let part = |byte: u8| f32::from(byte) / 255.0;
        Self {
            red: part(red),
            green: part(green),
            blue: part(blue),
            alpha: 1.0,
        }
    }

    /// The same with another opacity.
    pub(super) const fn thin(self, alpha: f32) -> Self {
        Self { alpha, ..self }
    }

    /// Towards black, 0 to 1.
    pub(super) fn dark(self, share: f32) -> Self {
        self.mix(BLACK, share)
    }

    /// Towards white, 0 to 1.
    pub(super) fn light(self, share: f32) -> Self {
        self.mix(WHITE, share)
    }

    /// Towards `other`, 0 to 1; keeps its own opacity.
    pub(super) fn mix(self, other: Self, share: f32) -> Self {
        let part = |from: f32, to: f32| (to - from).mul_add(share, from);
        Self {
            red: part(self.red, other.red),
            green: part(self.green, other.green),
            blue: part(self.blue, other.blue),
            alpha: self.alpha,
        }
    }

    pub(super) fn color(self) -> Color {
        Color::from_rgba(
            self.red.clamp(0.0, 1.0),
            self.green.clamp(0.0, 1.0),
            self.blue.clamp(0.0, 1.0),
            self.alpha.clamp(0.0, 1.0),
        )
        .unwrap_or(Color::BLACK)
    }
}

/// One of a few colours.
pub(super) fn any(codes: &[u32], dice: &mut Dice) -> Ink {
    Ink::hex(dice.pick(codes).copied().unwrap_or(0x80_80_80))
}
