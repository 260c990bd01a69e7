//! The set of a house wall seen close, with a strip of ground.

use super::canvas::Canvas;
use super::ink::{BLACK, Ink, WHITE, any};
use crate::dice::Dice;

/// Where the ground begins.
pub(super) const GROUND: f32 = 740.0;

/// Paints wall and ground, and gives the colour of the wall, for mending it.
pub(super) fn wall(canvas: &mut Canvas, dice: &mut Dice) -> Ink {
    let paint = any(
        &[0xD9_CF_BA, 0xC8_CC_C9, 0xE0_D6_C2, 0xD3_B8_9C, 0xB8_BE_C4],
        dice,
    );
    canvas.fade(
        [-80.0, -80.0, 1360.0, GROUND + 90.0],
        paint.light(0.1),
        paint.dark(0.08),
    );
    if dice.chance(50) {
        bricks(canvas, paint);
    }
    canvas.specks(
        [-80.0, -60.0, 1360.0, 800.0],
        240,
        5.0,
        BLACK.thin(0.05),
        dice,
    );
    canvas.specks(
        [-80.0, -60.0, 1360.0, 800.0],
        180,
        6.0,
        WHITE.thin(0.14),
        dice,
    );
    for _ in 0..5 {
        let (x, y) = (dice.span(0.0, 1200.0), dice.span(-20.0, 120.0));
        canvas.fade(
            [x, y, dice.span(6.0, 26.0), dice.span(120.0, 320.0)],
            BLACK.thin(0.09),
            BLACK.thin(0.0),
        );
    }
    canvas.rect(
        [-80.0, GROUND - 88.0, 1360.0, 92.0],
        paint.mix(Ink::hex(0x6A_6A_68), 0.55),
    );
    canvas.line(
        &[(-80.0, GROUND - 88.0), (1280.0, GROUND - 88.0)],
        4.0,
        paint.dark(0.4),
    );
    let floor = any(&[0x9A_98_92, 0x86_88_8A, 0xA5_9C_8E], dice);
    canvas.fade(
        [-80.0, GROUND, 1360.0, 260.0],
        floor.dark(0.2),
        floor.light(0.06),
    );
    for row in [34.0_f32, 92.0] {
        canvas.line(
            &[(-80.0, GROUND + row), (1280.0, GROUND + row)],
            3.0,
            floor.dark(0.3).thin(0.6),
        );
    }
    for column in 0_u16..9 {
        let spread = f32::from(column) - 4.0;
        canvas.line(
            &[
                (600.0 + spread * 170.0, GROUND),
                (600.0 + spread * 230.0, 980.0),
            ],
            3.0,
            floor.dark(0.3).thin(0.6),
        );
    }
    canvas.rect([-80.0, GROUND - 4.0, 1360.0, 12.0], BLACK.thin(0.3));
    paint
}

fn bricks(canvas: &mut Canvas, paint: Ink) {
    let joint = paint.dark(0.2).thin(0.55);
    for row in 0_u16..21 {
        let y = f32::from(row).mul_add(36.0, -40.0);
        canvas.line(&[(-80.0, y), (1280.0, y)], 2.0, joint);
        let shift = if row % 2 == 0 { 0.0 } else { 48.0 };
        for column in 0_u16..15 {
            let x = f32::from(column).mul_add(96.0, shift - 100.0);
            canvas.line(&[(x, y), (x, y + 36.0)], 2.0, joint);
        }
    }
}

/// A window with a frame, its sill and perhaps bars.
pub(super) fn window(canvas: &mut Canvas, [x, y, w, h]: [f32; 4], bars: bool) {
    canvas.rect(
        [x - 16.0, y - 16.0, w + 32.0, h + 32.0],
        Ink::hex(0xEC_EB_E6),
    );
    canvas.fade([x, y, w, h], Ink::hex(0x4C_63_75), Ink::hex(0x7F_99_A8));
    canvas.poly(
        &[
            (x + w * 0.1, y + h),
            (x + w * 0.36, y),
            (x + w * 0.5, y),
            (x + w * 0.24, y + h),
        ],
        WHITE.thin(0.16),
    );
    canvas.rect([x + w * 0.5 - 6.0, y, 12.0, h], Ink::hex(0xE4_E3_DE));
    canvas.rect(
        [x - 28.0, y + h + 14.0, w + 56.0, 16.0],
        Ink::hex(0xC9_C6_BE),
    );
    canvas.rect([x - 28.0, y + h + 30.0, w + 56.0, 7.0], BLACK.thin(0.25));
    if bars {
        for bar in 0_u16..8 {
            let at = x + w * f32::from(bar) / 7.0;
            canvas.line(
                &[(at, y - 10.0), (at, y + h + 10.0)],
                5.0,
                Ink::hex(0xA8_AC_AE),
            );
        }
        for level in [0.0_f32, 0.5, 1.0] {
            canvas.line(
                &[(x - 12.0, y + h * level), (x + w + 12.0, y + h * level)],
                5.0,
                Ink::hex(0x95_99_9C),
            );
        }
    }
}
