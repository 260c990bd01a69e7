//! Water where it should not be: a leaking pipe, a flooded pavement.

use super::canvas::Canvas;
use super::ink::{BLACK, Ink, WHITE, any};
use super::plants::leaves;
use super::props::cone;
use super::street::{KERB, street};
use super::wall::{GROUND, wall, window};
use crate::dice::Dice;

pub(super) fn leak(canvas: &mut Canvas, dice: &mut Dice, after: bool) {
    let paint = wall(canvas, dice);
    window(canvas, [820.0, 130.0, 230.0, 250.0], dice.chance(50));
    let x = dice.span(330.0, 520.0);
    let joint = dice.span(280.0, 380.0);
    let pipe = any(&[0xC9_CD_CF, 0xB7_B0_A4, 0x9F_A8_AE], dice);
    if after {
        canvas.rounded(
            [x - 130.0, joint - 60.0, 300.0, 420.0],
            30.0,
            paint.light(0.2).thin(0.7),
        );
    } else {
        for (size, alpha) in [(1.0_f32, 0.12_f32), (0.84, 0.14), (0.62, 0.18)] {
            canvas.blob(
                (x + 20.0, joint + 170.0),
                190.0 * size,
                300.0 * size,
                0.12,
                Ink::hex(0x4A_4A_38).thin(alpha),
                dice,
            );
        }
        canvas.specks(
            [x - 130.0, joint, 300.0, 330.0],
            120,
            9.0,
            Ink::hex(0x35_42_2C).thin(0.35),
            dice,
        );
        for _ in 0..5 {
            let at = (x + dice.span(-130.0, 160.0), joint + dice.span(40.0, 300.0));
            canvas.blob(
                at,
                dice.span(18.0, 44.0),
                dice.span(14.0, 30.0),
                0.25,
                paint.light(0.55),
                dice,
            );
            canvas.blob(
                (at.0 + 3.0, at.1 + 4.0),
                dice.span(10.0, 24.0),
                dice.span(8.0, 18.0),
                0.25,
                Ink::hex(0x9A_8C_78),
                dice,
            );
        }
    }
    canvas.rect([x - 4.0, -80.0, 64.0, GROUND + 70.0], BLACK.thin(0.16));
    canvas.rect([x - 28.0, -80.0, 56.0, GROUND + 70.0], pipe);
    canvas.rect([x - 20.0, -80.0, 13.0, GROUND + 70.0], pipe.light(0.5));
    canvas.rect([x + 14.0, -80.0, 14.0, GROUND + 70.0], pipe.dark(0.22));
    for y in [90.0_f32, 600.0] {
        canvas.rect([x - 44.0, y, 88.0, 18.0], pipe.dark(0.45));
        canvas.oval((x - 37.0, y + 9.0), 4.0, 4.0, WHITE.thin(0.7));
        canvas.oval((x + 37.0, y + 9.0), 4.0, 4.0, WHITE.thin(0.7));
    }
    let rust = if after {
        pipe.light(0.3)
    } else {
        Ink::hex(0x8A_5A_36)
    };
    canvas.rounded([x - 42.0, joint - 36.0, 84.0, 72.0], 10.0, rust);
    canvas.rect([x - 42.0, joint - 12.0, 84.0, 6.0], rust.dark(0.35));
    canvas.rect([x - 28.0, joint - 34.0, 12.0, 66.0], WHITE.thin(0.25));
    if after {
        return;
    }
    water(canvas, (x, joint), dice);
}

fn water(canvas: &mut Canvas, (x, joint): (f32, f32), dice: &mut Dice) {
    let blue = Ink::hex(0xA9_CF_E4);
    for spray in 0_u16..7 {
        let reach = dice.span(70.0, 190.0);
        let side = if spray % 3 == 0 { -1.0 } else { 1.0 };
        let start = (x + side * 34.0, joint + dice.span(-18.0, 18.0));
        let top = (
            start.0 + side * reach * 0.6,
            start.1 - dice.span(20.0, 70.0),
        );
        canvas.curve(
            &[
                start,
                top,
                (start.0 + side * reach, start.1 + dice.span(60.0, 190.0)),
            ],
            dice.span(3.0, 6.0),
            blue.thin(0.8),
        );
    }
    for _ in 0..18 {
        let at = (x + dice.span(-150.0, 180.0), joint + dice.span(40.0, 350.0));
        canvas.pebble(
            &[
                (at.0, at.1 - 13.0),
                (at.0 + 6.0, at.1 + 4.0),
                (at.0, at.1 + 9.0),
                (at.0 - 6.0, at.1 + 4.0),
            ],
            blue,
        );
    }
    canvas.blob(
        (x + 40.0, GROUND + 62.0),
        330.0,
        46.0,
        0.1,
        Ink::hex(0x6F_86_92).thin(0.85),
        dice,
    );
    canvas.blob(
        (x + 30.0, GROUND + 58.0),
        240.0,
        27.0,
        0.12,
        blue.thin(0.55),
        dice,
    );
    for _ in 0..4 {
        let at = (x + dice.span(-150.0, 220.0), GROUND + dice.span(44.0, 78.0));
        canvas.ring(at, 34.0, 9.0, 2.5, WHITE.thin(0.7));
    }
}

pub(super) fn pool(canvas: &mut Canvas, dice: &mut Dice, after: bool) {
    street(canvas, dice, false);
    let x = dice.span(480.0, 720.0);
    let grate = (x + dice.span(-140.0, 140.0), KERB + 36.0);
    if after {
        canvas.blob((x, 690.0), 430.0, 66.0, 0.08, BLACK.thin(0.12), dice);
        drain(canvas, grate, dice, true);
        return;
    }
    drain(canvas, grate, dice, false);
    let water = any(&[0x7F_93_9E, 0x86_8A_7C, 0x74_8A_9A], dice);
    canvas.blob(
        (x, 706.0),
        560.0,
        148.0,
        0.06,
        water.dark(0.35).thin(0.6),
        dice,
    );
    canvas.blob((x, 710.0), 530.0, 132.0, 0.06, water.thin(0.92), dice);
    for _ in 0..7 {
        let at = (x + dice.span(-380.0, 300.0), dice.span(610.0, 650.0));
        canvas.fade(
            [at.0, at.1, dice.span(30.0, 110.0), dice.span(60.0, 130.0)],
            WHITE.thin(0.18),
            WHITE.thin(0.0),
        );
    }
    for _ in 0..16 {
        let at = (x + dice.span(-420.0, 420.0), dice.span(630.0, 800.0));
        let half = dice.span(20.0, 90.0);
        canvas.line(
            &[(at.0 - half, at.1), (at.0 + half, at.1)],
            3.0,
            WHITE.thin(0.34),
        );
    }
    for _ in 0..5 {
        let at = (x + dice.span(-360.0, 360.0), dice.span(650.0, 790.0));
        let r = dice.span(16.0, 46.0);
        canvas.ring(at, r, r * 0.28, 2.5, WHITE.thin(0.5));
        canvas.ring(at, r * 0.55, r * 0.15, 2.0, WHITE.thin(0.4));
    }
    leaves(canvas, [x - 380.0, 640.0, 760.0, 160.0], 26, dice);
    cone(canvas, (x - 430.0, 640.0), 120.0);
}

fn drain(canvas: &mut Canvas, (x, y): (f32, f32), dice: &mut Dice, clear: bool) {
    canvas.rect([x - 92.0, y - 8.0, 184.0, 40.0], Ink::hex(0x3C_3F_42));
    for bar in 0_u16..9 {
        canvas.rect(
            [x - 82.0 + f32::from(bar) * 19.0, y - 2.0, 9.0, 28.0],
            Ink::hex(0x12_13_15),
        );
    }
    if !clear {
        canvas.blob((x, y + 10.0), 96.0, 20.0, 0.2, Ink::hex(0x6A_58_40), dice);
        leaves(canvas, [x - 90.0, y - 6.0, 180.0, 34.0], 26, dice);
    }
}
