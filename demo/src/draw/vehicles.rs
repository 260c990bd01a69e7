//! Bicycles, e-bikes and cars.

use super::canvas::{At, Canvas};
use super::ink::{BLACK, Ink, WHITE, any};
use crate::dice::Dice;

/// An e-bike from the side, about 300 wide at scale 1, its front wheel to the right, standing at `at`.
pub(super) fn ebike(canvas: &mut Canvas, (x, y): At, s: f32, dice: &mut Dice) {
    let paint = any(
        &[
            0xC6_3A_34, 0x2F_6F_B0, 0x2F_2F_33, 0xE3_E0_D8, 0x3E_8A_5A, 0xE0_A0_30, 0x8A_B8_C8,
        ],
        dice,
    );
    let at = |dx: f32, dy: f32| (dx.mul_add(s, x), dy.mul_add(s, y));
    canvas.shadow(at(0.0, 2.0), 160.0 * s, 16.0 * s);
    for wheel in [-102.0_f32, 108.0] {
        canvas.oval(at(wheel, -44.0), 46.0 * s, 46.0 * s, Ink::hex(0x24_24_26));
        canvas.oval(at(wheel, -44.0), 32.0 * s, 32.0 * s, Ink::hex(0x9A_9C_A0));
        canvas.oval(at(wheel, -44.0), 27.0 * s, 27.0 * s, Ink::hex(0x5C_5E_62));
        canvas.oval(at(wheel, -44.0), 9.0 * s, 9.0 * s, Ink::hex(0xC8_C8_C8));
    }
    canvas.line(
        &[at(108.0, -46.0), at(72.0, -196.0)],
        13.0 * s,
        Ink::hex(0x3A_3A_3E),
    );
    canvas.poly(
        &[
            at(-150.0, -108.0),
            at(-30.0, -122.0),
            at(-14.0, -64.0),
            at(30.0, -52.0),
            at(60.0, -60.0),
            at(78.0, -150.0),
            at(96.0, -150.0),
            at(84.0, -30.0),
            at(-30.0, -30.0),
            at(-66.0, -74.0),
            at(-140.0, -80.0),
        ],
        paint,
    );
    canvas.poly(
        &[
            at(-30.0, -42.0),
            at(80.0, -42.0),
            at(82.0, -30.0),
            at(-30.0, -30.0),
        ],
        paint.dark(0.35),
    );
    canvas.poly(
        &[
            at(64.0, -176.0),
            at(92.0, -180.0),
            at(112.0, -86.0),
            at(84.0, -70.0),
        ],
        paint.light(0.12),
    );
    canvas.rounded(
        [at(-148.0, -148.0).0, at(0.0, -142.0).1, 128.0 * s, 24.0 * s],
        10.0 * s,
        Ink::hex(0x25_22_22),
    );
    canvas.line(
        &[at(74.0, -196.0), at(36.0, -214.0)],
        9.0 * s,
        Ink::hex(0x22_22_22),
    );
    canvas.line(
        &[at(66.0, -206.0), at(60.0, -244.0)],
        4.0 * s,
        Ink::hex(0x33_33_33),
    );
    canvas.oval(at(58.0, -250.0), 15.0 * s, 10.0 * s, Ink::hex(0x33_33_33));
    canvas.oval(at(100.0, -160.0), 13.0 * s, 13.0 * s, Ink::hex(0xF5_EE_C8));
    if dice.chance(55) {
        canvas.rounded(
            [at(-176.0, 0.0).0, at(0.0, -206.0).1, 66.0 * s, 60.0 * s],
            8.0 * s,
            any(&[0x33_33_36, 0x2E_6F_C0, 0xE0_B0_20], dice),
        );
    }
    canvas.rect(
        [at(-158.0, 0.0).0, at(0.0, -104.0).1, 9.0 * s, 24.0 * s],
        WHITE.thin(0.9),
    );
}

/// A car from the side, about 560 wide at scale 1, standing at `at`.
pub(super) fn car(canvas: &mut Canvas, (x, y): At, s: f32, dice: &mut Dice) {
    let paint = any(
        &[
            0xE8_E8_E6, 0x2C_2E_33, 0x9A_A0_A6, 0xA8_2E_2C, 0x2F_55_88, 0x7A_6A_58, 0xD8_D2_C0,
        ],
        dice,
    );
    let at = |dx: f32, dy: f32| (dx.mul_add(s, x), dy.mul_add(s, y));
    canvas.shadow(at(0.0, 0.0), 300.0 * s, 26.0 * s);
    canvas.pebble(
        &[
            at(-284.0, -44.0),
            at(-280.0, -122.0),
            at(-200.0, -136.0),
            at(-132.0, -214.0),
            at(70.0, -220.0),
            at(160.0, -138.0),
            at(272.0, -116.0),
            at(286.0, -40.0),
            at(240.0, -28.0),
            at(-250.0, -28.0),
        ],
        paint,
    );
    canvas.poly(
        &[
            at(-270.0, -66.0),
            at(272.0, -62.0),
            at(268.0, -36.0),
            at(-262.0, -36.0),
        ],
        paint.dark(0.25),
    );
    let glass = Ink::hex(0x33_42_50);
    canvas.poly(
        &[
            at(-158.0, -138.0),
            at(-112.0, -192.0),
            at(-28.0, -198.0),
            at(-28.0, -138.0),
        ],
        glass,
    );
    canvas.poly(
        &[
            at(-16.0, -138.0),
            at(-16.0, -198.0),
            at(58.0, -196.0),
            at(118.0, -138.0),
        ],
        glass,
    );
    canvas.poly(
        &[
            at(-140.0, -142.0),
            at(-104.0, -186.0),
            at(-78.0, -188.0),
            at(-116.0, -142.0),
        ],
        WHITE.thin(0.2),
    );
    canvas.line(
        &[at(-22.0, -196.0), at(-24.0, -44.0)],
        2.5 * s,
        BLACK.thin(0.4),
    );
    canvas.line(
        &[at(128.0, -134.0), at(112.0, -50.0)],
        2.5 * s,
        BLACK.thin(0.3),
    );
    canvas.rounded(
        [at(-64.0, 0.0).0, at(0.0, -122.0).1, 28.0 * s, 7.0 * s],
        3.0 * s,
        paint.dark(0.4),
    );
    canvas.rounded(
        [at(56.0, 0.0).0, at(0.0, -122.0).1, 28.0 * s, 7.0 * s],
        3.0 * s,
        paint.dark(0.4),
    );
    canvas.oval(at(262.0, -98.0), 16.0 * s, 11.0 * s, Ink::hex(0xF6_F1_D0));
    canvas.oval(at(-268.0, -100.0), 13.0 * s, 14.0 * s, Ink::hex(0xC0_30_28));
    for wheel in [-172.0_f32, 172.0] {
        canvas.oval(at(wheel, -46.0), 58.0 * s, 56.0 * s, Ink::hex(0x2A_2A_2C));
        canvas.oval(at(wheel, -44.0), 48.0 * s, 48.0 * s, Ink::hex(0x1C_1C_1E));
        canvas.oval(at(wheel, -44.0), 29.0 * s, 29.0 * s, Ink::hex(0xB4_B8_BC));
        canvas.oval(at(wheel, -44.0), 10.0 * s, 10.0 * s, Ink::hex(0x60_64_68));
    }
}

/// A shared bicycle from the side, about 230 wide at scale 1; `lean` shifts its top, negative to the left.
pub(super) fn bicycle(canvas: &mut Canvas, (x, y): At, s: f32, lean: f32, paint: Ink) {
    let at = |dx: f32, dy: f32| ((dx - lean * dy / 100.0).mul_add(s, x), dy.mul_add(s, y));
    let black = Ink::hex(0x2A_2A_2C);
    canvas.shadow((x, y), 120.0 * s, 11.0 * s);
    for wheel in [-70.0_f32, 72.0] {
        canvas.ring(at(wheel, -44.0), 42.0 * s, 42.0 * s, 6.0 * s, black);
        canvas.ring(
            at(wheel, -44.0),
            30.0 * s,
            30.0 * s,
            1.5 * s,
            black.light(0.5),
        );
        canvas.oval(at(wheel, -44.0), 6.0 * s, 6.0 * s, black);
    }
    canvas.line(
        &[
            at(-70.0, -44.0),
            at(-8.0, -44.0),
            at(-26.0, -116.0),
            at(-70.0, -44.0),
        ],
        8.0 * s,
        paint,
    );
    canvas.line(
        &[at(-8.0, -44.0), at(54.0, -108.0), at(72.0, -44.0)],
        9.0 * s,
        paint,
    );
    canvas.line(
        &[at(-24.0, -100.0), at(54.0, -100.0)],
        9.0 * s,
        paint.light(0.1),
    );
    canvas.line(
        &[at(54.0, -108.0), at(46.0, -136.0), at(70.0, -142.0)],
        6.0 * s,
        black,
    );
    canvas.line(&[at(-28.0, -118.0), at(-31.0, -132.0)], 6.0 * s, black);
    canvas.line(&[at(-50.0, -134.0), at(-14.0, -132.0)], 12.0 * s, black);
    canvas.oval(at(-8.0, -44.0), 13.0 * s, 13.0 * s, black.light(0.25));
    canvas.line(
        &[
            at(62.0, -124.0),
            at(92.0, -124.0),
            at(86.0, -98.0),
            at(64.0, -98.0),
            at(62.0, -124.0),
        ],
        4.0 * s,
        black,
    );
}
