//! Trees, hedges and leaves.

use super::canvas::{At, Canvas};
use super::ink::{Ink, WHITE, any};
use crate::dice::Dice;

const GREENS: [u32; 4] = [0x4F_7F_3F, 0x5C_8A_45, 0x41_70_3C, 0x6B_8F_4A];

/// A round crown of leaves in three tones.
fn crown(canvas: &mut Canvas, (x, y): At, r: f32, dice: &mut Dice) {
    let green = any(&GREENS, dice);
    for (tone, size, lift) in [
        (green.dark(0.28), 1.0, 0.12),
        (green, 0.92, 0.0),
        (green.light(0.14), 0.6, -0.2),
    ] {
        for _ in 0..7 {
            let at = (
                x + dice.span(-r, r) * 0.75 * size,
                y + lift * r + dice.span(-r, r) * 0.5 * size,
            );
            canvas.blob(
                at,
                r * dice.span(0.32, 0.5) * size,
                r * dice.span(0.26, 0.4) * size,
                0.16,
                tone,
                dice,
            );
        }
    }
    canvas.specks(
        [x - r * 0.8, y - r * 0.6, r * 1.6, r],
        24,
        r * 0.03,
        WHITE.thin(0.14),
        dice,
    );
}

/// A plane tree with its patchy trunk, standing at `at`.
pub(super) fn tree(canvas: &mut Canvas, (x, y): At, height: f32, dice: &mut Dice) {
    let bark = Ink::hex(0x8B_7F_6A);
    let w = height * 0.045;
    canvas.shadow((x, y), height * 0.14, height * 0.025);
    let top = y - height * 0.62;
    canvas.poly(
        &[
            (x - w, y),
            (x - w * 0.6, top),
            (x + w * 0.6, top),
            (x + w, y),
        ],
        bark,
    );
    canvas.poly(
        &[
            (x + w * 0.2, y),
            (x + w * 0.15, top),
            (x + w * 0.6, top),
            (x + w, y),
        ],
        bark.dark(0.22),
    );
    for _ in 0..6 {
        let at = (
            x + dice.span(-0.6, 0.3) * w,
            y - height * dice.span(0.05, 0.5),
        );
        canvas.blob(at, w * 0.3, w * 0.6, 0.25, bark.light(0.35), dice);
    }
    let branch = y - height * 0.42;
    canvas.line(
        &[(x, branch), (x - height * 0.16, top - height * 0.06)],
        w * 0.7,
        bark.dark(0.1),
    );
    canvas.line(
        &[
            (x, branch - height * 0.06),
            (x + height * 0.15, top - height * 0.04),
        ],
        w * 0.6,
        bark.dark(0.2),
    );
    crown(canvas, (x, y - height * 0.76), height * 0.32, dice);
}

/// A clipped hedge from `left` to `right`, standing on `y`.
pub(super) fn hedge(canvas: &mut Canvas, (left, y): At, right: f32, height: f32, dice: &mut Dice) {
    let green = any(&GREENS, dice);
    canvas.rounded(
        [left, y - height, right - left, height],
        height * 0.2,
        green.dark(0.2),
    );
    canvas.rounded(
        [left, y - height, right - left, height * 0.45],
        height * 0.2,
        green.light(0.06),
    );
    canvas.specks(
        [left, y - height, right - left, height],
        90,
        5.0,
        green.light(0.22).thin(0.5),
        dice,
    );
    canvas.specks(
        [left, y - height * 0.7, right - left, height * 0.7],
        90,
        5.0,
        green.dark(0.4).thin(0.5),
        dice,
    );
}

/// Loose leaves on the ground.
pub(super) fn leaves(canvas: &mut Canvas, [x, y, w, h]: [f32; 4], count: u16, dice: &mut Dice) {
    for _ in 0..count {
        let (cx, cy) = (dice.span(x, x + w), dice.span(y, y + h));
        let ink = any(&[0x9A_8A_3C, 0x7A_8F_3F, 0xB0_7A_35, 0x5C_8A_45], dice);
        let turn = dice.span(-7.0, 7.0);
        canvas.pebble(
            &[
                (cx - 9.0, cy),
                (cx, cy - 5.0 + turn * 0.3),
                (cx + 9.0, cy + turn * 0.4),
                (cx, cy + 5.0),
            ],
            ink,
        );
    }
}

/// A broken branch, thick end at `from`, with twigs and leaves.
pub(super) fn bough(canvas: &mut Canvas, from: At, to: At, dice: &mut Dice) {
    let bark = Ink::hex(0x6E_5B_45);
    let along = |share: f32| {
        (
            (to.0 - from.0).mul_add(share, from.0),
            (to.1 - from.1).mul_add(share, from.1),
        )
    };
    canvas.shadow(
        (along(0.5).0, from.1.max(to.1) + 14.0),
        (to.0 - from.0).abs() * 0.52,
        26.0,
    );
    let sag = (along(0.5).0, along(0.5).1 - 26.0);
    canvas.curve(&[from, sag, to], 30.0, bark.dark(0.25));
    canvas.curve(&[from, (sag.0, sag.1 - 6.0), to], 20.0, bark);
    for share in [0.35_f32, 0.48, 0.6, 0.72, 0.84, 0.95] {
        let start = along(share);
        let reach = dice.span(90.0, 170.0);
        let side = if dice.chance(60) { -1.0 } else { 0.45 };
        let tip = (
            start.0 + reach * dice.span(0.3, 0.9),
            start.1 + side * reach * dice.span(0.5, 0.9),
        );
        canvas.line(&[(start.0, start.1 - 14.0), tip], 8.0, bark.dark(0.1));
        let green = any(&GREENS, dice);
        for _ in 0..8 {
            let at = (
                tip.0 + dice.span(-62.0, 62.0),
                tip.1 + dice.span(-40.0, 40.0),
            );
            let tone = if dice.chance(50) {
                green
            } else {
                green.light(0.15)
            };
            canvas.blob(
                at,
                dice.span(18.0, 34.0),
                dice.span(11.0, 20.0),
                0.28,
                tone,
                dice,
            );
        }
    }
    canvas.oval(from, 13.0, 16.0, Ink::hex(0xD9_BE_90));
    canvas.ring(from, 7.0, 9.0, 2.0, Ink::hex(0xA8_8A_5A));
}
