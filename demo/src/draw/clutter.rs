//! What is left on a pavement: shared bikes, old furniture, rubble.

use super::canvas::{At, Canvas};
use super::ink::{BLACK, Ink, WHITE, any};
use super::props::bag;
use super::street::street;
use super::vehicles::bicycle;
use crate::dice::Dice;

const SHARED: [u32; 3] = [0xE8_B8_22, 0x2E_7A_C8, 0x3A_B0_8A];

pub(super) fn bikes(canvas: &mut Canvas, dice: &mut Dice, after: bool) {
    street(canvas, dice, false);
    let first = any(&SHARED, dice);
    if after {
        canvas.line(
            &[
                (150.0, 520.0),
                (1050.0, 520.0),
                (1090.0, 636.0),
                (110.0, 636.0),
                (150.0, 520.0),
            ],
            6.0,
            WHITE,
        );
        for n in 0_u16..7 {
            let x = 230.0 + f32::from(n) * 122.0;
            let paint = if n % 4 == 3 {
                any(&SHARED, dice)
            } else {
                first
            };
            bicycle(canvas, (x, 614.0), 0.86, 0.0, paint);
        }
        return;
    }
    for row in 0_u16..2 {
        let y = 604.0 + f32::from(row) * 126.0;
        let mut x = dice.span(130.0, 260.0);
        while x < 1120.0 {
            if dice.chance(26) {
                fallen(canvas, (x, y + 20.0), any(&SHARED, dice));
            } else {
                let lean = dice.span(-34.0, 34.0);
                let paint = if dice.chance(50) {
                    first
                } else {
                    any(&SHARED, dice)
                };
                bicycle(
                    canvas,
                    (x, y + dice.span(-8.0, 12.0)),
                    1.0 + f32::from(row) * 0.3,
                    lean,
                    paint,
                );
            }
            x += dice.span(150.0, 290.0);
        }
    }
}

/// A bicycle that lies on its side.
fn fallen(canvas: &mut Canvas, (x, y): At, paint: Ink) {
    let black = Ink::hex(0x2A_2A_2C);
    canvas.shadow((x, y + 4.0), 130.0, 26.0);
    for wheel in [-74.0_f32, 76.0] {
        canvas.ring((x + wheel, y), 46.0, 17.0, 6.0, black);
        canvas.ring((x + wheel, y), 32.0, 11.0, 1.5, black.light(0.5));
    }
    canvas.line(
        &[
            (x - 74.0, y),
            (x - 8.0, y + 4.0),
            (x - 20.0, y - 26.0),
            (x - 74.0, y),
        ],
        8.0,
        paint,
    );
    canvas.line(
        &[(x - 8.0, y + 4.0), (x + 54.0, y - 20.0), (x + 76.0, y)],
        9.0,
        paint,
    );
    canvas.line(
        &[(x - 20.0, y - 22.0), (x + 54.0, y - 20.0)],
        8.0,
        paint.light(0.1),
    );
    canvas.line(
        &[
            (x + 54.0, y - 20.0),
            (x + 62.0, y - 44.0),
            (x + 88.0, y - 40.0),
        ],
        6.0,
        black,
    );
    canvas.line(&[(x - 44.0, y - 38.0), (x - 10.0, y - 32.0)], 11.0, black);
}

pub(super) fn bulky(canvas: &mut Canvas, dice: &mut Dice, after: bool) {
    street(canvas, dice, false);
    let x = dice.span(300.0, 420.0);
    let cloth = any(
        &[0x8A_5A_44, 0x5A_6A_7C, 0x7A_7A_5A, 0x9A_4A_44, 0xA8_9A_84],
        dice,
    );
    if after {
        canvas.blob(
            (x + 240.0, 650.0),
            330.0,
            40.0,
            0.08,
            WHITE.thin(0.16),
            dice,
        );
        return;
    }
    mattress(canvas, (x + 380.0, 640.0), dice);
    sofa(canvas, (x, 672.0), cloth);
    rubble(canvas, x, dice);
    for n in 0_u16..3 {
        bag(
            canvas,
            (
                x - 130.0 + f32::from(n) * 62.0,
                706.0 + dice.span(-8.0, 14.0),
            ),
            dice.span(34.0, 48.0),
            dice,
        );
    }
}

fn mattress(canvas: &mut Canvas, (x, y): At, dice: &mut Dice) {
    let ink = any(&[0xE6_E2_D6, 0xC8_D4_DE, 0xE0_CC_C0], dice);
    canvas.shadow((x + 90.0, y), 150.0, 18.0);
    canvas.poly(
        &[
            (x, y),
            (x + 210.0, y - 4.0),
            (x + 232.0, y - 310.0),
            (x + 20.0, y - 300.0),
        ],
        ink,
    );
    canvas.poly(
        &[
            (x + 210.0, y - 4.0),
            (x + 240.0, y - 10.0),
            (x + 262.0, y - 316.0),
            (x + 232.0, y - 310.0),
        ],
        ink.dark(0.28),
    );
    for row in 0_u16..5 {
        for column in 0_u16..3 {
            let up = f32::from(row) * 56.0 + 36.0;
            canvas.oval(
                (x + 42.0 + f32::from(column) * 64.0 + up * 0.066, y - up),
                7.0,
                7.0,
                ink.dark(0.16),
            );
        }
    }
    canvas.blob(
        (x + 130.0, y - 90.0),
        46.0,
        30.0,
        0.25,
        Ink::hex(0x9A_84_54).thin(0.4),
        dice,
    );
}

fn sofa(canvas: &mut Canvas, (x, y): At, cloth: Ink) {
    canvas.shadow((x + 180.0, y + 4.0), 240.0, 24.0);
    for leg in [20.0_f32, 330.0] {
        canvas.rect([x + leg, y - 24.0, 18.0, 26.0], Ink::hex(0x3A_2C_22));
    }
    canvas.rounded([x - 6.0, y - 210.0, 380.0, 150.0], 26.0, cloth.dark(0.16));
    canvas.rounded([x + 16.0, y - 192.0, 166.0, 110.0], 18.0, cloth);
    canvas.rounded([x + 190.0, y - 192.0, 166.0, 110.0], 18.0, cloth);
    canvas.rounded([x + 10.0, y - 104.0, 352.0, 84.0], 14.0, cloth.light(0.12));
    canvas.line(
        &[(x + 186.0, y - 100.0), (x + 186.0, y - 24.0)],
        3.0,
        cloth.dark(0.4),
    );
    canvas.rounded([x - 36.0, y - 150.0, 60.0, 136.0], 22.0, cloth.dark(0.06));
    canvas.rounded([x + 346.0, y - 150.0, 60.0, 136.0], 22.0, cloth.dark(0.26));
    canvas.pebble(
        &[
            (x + 70.0, y - 86.0),
            (x + 118.0, y - 92.0),
            (x + 130.0, y - 56.0),
            (x + 84.0, y - 50.0),
        ],
        Ink::hex(0xE6_DC_B8),
    );
    canvas.line(
        &[
            (x + 240.0, y - 180.0),
            (x + 262.0, y - 140.0),
            (x + 250.0, y - 112.0),
        ],
        4.0,
        BLACK.thin(0.5),
    );
}

/// Sacks of building waste with bricks and planks.
fn rubble(canvas: &mut Canvas, x: f32, dice: &mut Dice) {
    for plank in 0_u16..4 {
        let left = x + 480.0 + f32::from(plank) * 26.0;
        let wood = any(&[0xB8_8A_54, 0x9A_74_48, 0xC8_A0_6A], dice);
        canvas.line(
            &[(left, 726.0), (left + dice.span(60.0, 140.0), 540.0)],
            15.0,
            wood,
        );
    }
    for n in 0_u16..7 {
        let at = (
            x + 400.0 + f32::from(n % 4) * 92.0,
            730.0 - f32::from(n / 4) * 50.0,
        );
        let sack = any(&[0x9A_A8_7A, 0xC8_C2_A8, 0x7A_94_A8], dice);
        canvas.oval((at.0, at.1 + 22.0), 56.0, 12.0, BLACK.thin(0.25));
        canvas.blob(at, 54.0, 34.0, 0.08, sack, dice);
        canvas.blob(
            (at.0 + 10.0, at.1 + 8.0),
            38.0,
            22.0,
            0.1,
            sack.dark(0.16),
            dice,
        );
        canvas.poly(
            &[
                (at.0 - 52.0, at.1 - 8.0),
                (at.0 - 74.0, at.1 - 22.0),
                (at.0 - 66.0, at.1 + 6.0),
            ],
            sack.dark(0.1),
        );
    }
    for _ in 0..16 {
        let at = [
            x + dice.span(340.0, 780.0),
            dice.span(738.0, 762.0),
            dice.span(14.0, 34.0),
            dice.span(9.0, 15.0),
        ];
        canvas.rect(
            at,
            any(&[0xB0_5A_40, 0xC8_C4_BA, 0x9A_96_8E, 0xA8_4E_38], dice),
        );
    }
}
