//! Things that lie and stand about: bins, bags, boxes, cones, tape.

use super::canvas::{At, Canvas};
use super::ink::{BLACK, Ink, WHITE, any};
use crate::dice::Dice;

/// A wheeled bin of about 150 × 240, standing at `at`; `open` shows the load.
pub(super) fn bin(canvas: &mut Canvas, (x, y): At, paint: Ink, open: bool, dice: &mut Dice) {
    canvas.shadow((x, y + 2.0), 98.0, 18.0);
    canvas.oval((x - 50.0, y - 12.0), 15.0, 15.0, Ink::hex(0x2A_2A_2A));
    canvas.oval((x + 50.0, y - 12.0), 15.0, 15.0, Ink::hex(0x2A_2A_2A));
    if open {
        for _ in 0..5 {
            let load = (x + dice.span(-48.0, 48.0), y - dice.span(236.0, 262.0));
            bag(canvas, load, dice.span(30.0, 42.0), dice);
        }
    }
    canvas.poly(
        &[
            (x - 74.0, y - 232.0),
            (x + 74.0, y - 232.0),
            (x + 60.0, y - 10.0),
            (x - 60.0, y - 10.0),
        ],
        paint,
    );
    canvas.poly(
        &[
            (x + 28.0, y - 232.0),
            (x + 74.0, y - 232.0),
            (x + 60.0, y - 10.0),
            (x + 24.0, y - 10.0),
        ],
        paint.dark(0.2),
    );
    canvas.rounded([x - 40.0, y - 168.0, 64.0, 70.0], 10.0, WHITE.thin(0.82));
    canvas.poly(
        &[
            (x - 28.0, y - 116.0),
            (x - 8.0, y - 152.0),
            (x + 12.0, y - 116.0),
        ],
        paint.dark(0.1),
    );
    if open {
        let lid = [
            (x - 78.0, y - 236.0),
            (x - 104.0, y - 372.0),
            (x - 84.0, y - 380.0),
            (x - 58.0, y - 240.0),
        ];
        canvas.poly(&lid, paint.dark(0.3));
    } else {
        canvas.rounded([x - 84.0, y - 254.0, 168.0, 28.0], 12.0, paint.light(0.12));
        canvas.rounded([x - 26.0, y - 266.0, 52.0, 14.0], 6.0, paint.dark(0.25));
    }
}

/// A tied plastic bag of radius `r` around `at`.
pub(super) fn bag(canvas: &mut Canvas, (x, y): At, r: f32, dice: &mut Dice) {
    let ink = any(
        &[
            0x2E_30_33, 0x3B_3E_44, 0xDD_DD_D8, 0xB8_3A_33, 0x3C_6E_A8, 0xE5_E2_D0,
        ],
        dice,
    );
    canvas.oval((x, y + r * 0.82), r * 0.95, r * 0.2, BLACK.thin(0.22));
    canvas.blob((x, y), r, r * 0.86, 0.1, ink, dice);
    canvas.blob(
        (x + r * 0.22, y + r * 0.18),
        r * 0.7,
        r * 0.58,
        0.12,
        ink.dark(0.18),
        dice,
    );
    canvas.poly(
        &[
            (x - r * 0.18, y - r * 0.72),
            (x + r * 0.18, y - r * 0.72),
            (x + r * 0.34, y - r * 1.16),
            (x - r * 0.3, y - r * 1.1),
        ],
        ink.light(0.12),
    );
    canvas.curve(
        &[
            (x - r * 0.5, y - r * 0.3),
            (x - r * 0.6, y),
            (x - r * 0.4, y + r * 0.35),
        ],
        r * 0.09,
        WHITE.thin(0.3),
    );
    canvas.curve(
        &[
            (x - r * 0.1, y - r * 0.66),
            (x - r * 0.16, y - r * 0.2),
            (x + r * 0.1, y + r * 0.2),
        ],
        r * 0.05,
        BLACK.thin(0.25),
    );
}

/// A cardboard box with its lower front left corner at `at`.
pub(super) fn carton(canvas: &mut Canvas, (x, y): At, w: f32, h: f32, dice: &mut Dice) {
    let ink = any(&[0xC2_95_5F, 0xB5_86_50, 0xCF_A7_74, 0xA8_7D_4C], dice);
    let deep = w * 0.26;
    canvas.oval((x + w * 0.6, y), w * 0.72, h * 0.08, BLACK.thin(0.22));
    canvas.poly(
        &[
            (x + w, y),
            (x + w + deep, y - deep * 0.6),
            (x + w + deep, y - h - deep * 0.6),
            (x + w, y - h),
        ],
        ink.dark(0.3),
    );
    canvas.poly(
        &[
            (x, y - h),
            (x + w, y - h),
            (x + w + deep, y - h - deep * 0.6),
            (x + deep, y - h - deep * 0.6),
        ],
        ink.light(0.16),
    );
    canvas.rect([x, y - h, w, h], ink);
    canvas.rect(
        [x + w * 0.42, y - h, w * 0.16, h * 0.34],
        Ink::hex(0xE3_D3_A8).thin(0.8),
    );
    canvas.rect(
        [x + w * 0.1, y - h * 0.32, w * 0.3, h * 0.16],
        ink.dark(0.35).thin(0.6),
    );
    canvas.line(&[(x, y - h), (x + w, y - h)], 2.0, ink.dark(0.35));
}

/// A traffic cone.
pub(super) fn cone(canvas: &mut Canvas, (x, y): At, h: f32) {
    let orange = Ink::hex(0xE8_5F_2A);
    canvas.shadow((x, y), h * 0.42, h * 0.09);
    canvas.rounded(
        [x - h * 0.34, y - h * 0.09, h * 0.68, h * 0.11],
        4.0,
        Ink::hex(0x33_33_33),
    );
    canvas.poly(
        &[
            (x - h * 0.24, y - h * 0.08),
            (x - h * 0.04, y - h),
            (x + h * 0.04, y - h),
            (x + h * 0.24, y - h * 0.08),
        ],
        orange,
    );
    canvas.poly(
        &[
            (x - h * 0.17, y - h * 0.36),
            (x - h * 0.12, y - h * 0.58),
            (x + h * 0.12, y - h * 0.58),
            (x + h * 0.17, y - h * 0.36),
        ],
        WHITE,
    );
}

/// Warning tape, red and white, sagging between two points.
pub(super) fn tape(canvas: &mut Canvas, from: At, to: At) {
    let middle = (
        f32::midpoint(from.0, to.0),
        f32::midpoint(from.1, to.1) + 30.0,
    );
    canvas.curve(&[from, middle, to], 15.0, WHITE);
    let mut share = 0.02_f32;
    while share < 0.98 {
        let at = |s: f32| {
            let (a, b, c) = ((1.0 - s) * (1.0 - s), 2.0 * s * (1.0 - s), s * s);
            (
                a * from.0 + b * middle.0 + c * to.0,
                a * from.1 + b * middle.1 + c * to.1,
            )
        };
        canvas.line(&[at(share), at(share + 0.03)], 14.0, Ink::hex(0xD3_2F_2F));
        share += 0.1;
    }
}

/// A flower pot.
pub(super) fn pot(canvas: &mut Canvas, (x, y): At, r: f32, dice: &mut Dice) {
    canvas.shadow((x, y), r, r * 0.22);
    canvas.poly(
        &[
            (x - r * 0.8, y - r * 1.2),
            (x + r * 0.8, y - r * 1.2),
            (x + r * 0.55, y),
            (x - r * 0.55, y),
        ],
        Ink::hex(0xA8_5B_3C),
    );
    canvas.rect(
        [x - r * 0.9, y - r * 1.4, r * 1.8, r * 0.3],
        Ink::hex(0xB8_6A_48),
    );
    for _ in 0..8 {
        let at = (x + dice.span(-r, r), y - r * dice.span(1.5, 2.8));
        canvas.blob(
            at,
            r * 0.42,
            r * 0.36,
            0.2,
            any(&[0x4F_7F_3F, 0x6B_9A_4A, 0x3F_6F_3A], dice),
            dice,
        );
    }
}
