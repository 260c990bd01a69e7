//! What lies on or is wrong with the ground: garbage, broken slabs, a branch, a manhole.

use std::f32::consts::TAU;

use super::canvas::Canvas;
use super::ink::{BLACK, Ink, WHITE, any};
use super::plants::{bough, leaves};
use super::props::{bag, bin, carton, cone, tape};
use super::street::street;
use crate::dice::Dice;

pub(super) fn garbage(canvas: &mut Canvas, dice: &mut Dice, after: bool) {
    street(canvas, dice, false);
    let x = dice.span(300.0, 620.0);
    let paints = [0x2C_2E_30_u32, 0x7A_4E_2E, 0x2A_5F_A5, 0x3F_7A_4A];
    let first = dice.below(4);
    for (n, paint) in (0_u16..3).zip(
        paints
            .iter()
            .cycle()
            .skip(usize::try_from(first).unwrap_or(0)),
    ) {
        let at = (x + f32::from(n) * 188.0, 706.0 + f32::from(n) * 6.0);
        bin(canvas, at, Ink::hex(*paint), !after && n != 1, dice);
    }
    if after {
        canvas.fade(
            [x - 150.0, 712.0, 700.0, 40.0],
            WHITE.thin(0.22),
            WHITE.thin(0.02),
        );
        return;
    }
    for _ in 0..4 {
        canvas.oval(
            (x + dice.span(-120.0, 420.0), dice.span(736.0, 762.0)),
            dice.span(50.0, 130.0),
            10.0,
            Ink::hex(0x4A_40_30).thin(0.35),
        );
    }
    let far = (x + dice.span(430.0, 470.0), 742.0);
    carton(canvas, far, 120.0, 84.0, dice);
    for row in 0_u16..3 {
        let y = 688.0 + f32::from(row) * 26.0;
        for _ in 0..5 {
            let at = (x + dice.span(-210.0, 420.0), y + dice.span(-8.0, 8.0));
            bag(canvas, at, dice.span(34.0, 56.0), dice);
        }
    }
    for _ in 0..12 {
        let at = (x + dice.span(-240.0, 480.0), dice.span(730.0, 766.0));
        canvas.rect(
            [at.0, at.1, dice.span(10.0, 30.0), dice.span(5.0, 10.0)],
            any(&[0xF0_EE_E4, 0xD0_5A_3A, 0x8A_C0_D8, 0xE8_C8_50], dice),
        );
    }
}

pub(super) fn paving(canvas: &mut Canvas, dice: &mut Dice, after: bool) {
    street(canvas, dice, false);
    let (x, y) = (dice.span(420.0, 700.0), 588.0);
    if after {
        let fresh = any(&[0xC9_BC_AA, 0xC4_B6_A8], dice);
        canvas.poly(
            &[
                (x - 180.0, y - 44.0),
                (x + 190.0, y - 44.0),
                (x + 240.0, y + 62.0),
                (x - 230.0, y + 62.0),
            ],
            fresh,
        );
        for row in 0_u16..4 {
            let n = f32::from(row);
            let (at, half) = (y - 44.0 + n * 35.3, 185.0 + n * 17.0);
            canvas.line(&[(x - half, at), (x + half, at)], 2.5, fresh.dark(0.3));
        }
        for column in 0_u16..7 {
            let n = f32::from(column) - 3.0;
            canvas.line(
                &[(x + n * 61.0, y - 44.0), (x + n * 78.0, y + 62.0)],
                2.5,
                fresh.dark(0.3),
            );
        }
        cone(canvas, (x - 270.0, y + 60.0), 96.0);
        return;
    }
    let soil = Ink::hex(0x6A_55_40);
    canvas.blob((x, y), 250.0, 78.0, 0.16, soil.light(0.15), dice);
    canvas.blob((x + 6.0, y + 8.0), 218.0, 62.0, 0.18, soil.dark(0.25), dice);
    canvas.specks(
        [x - 190.0, y - 40.0, 380.0, 90.0],
        150,
        6.0,
        soil.light(0.4),
        dice,
    );
    canvas.blob(
        (x + 40.0, y + 18.0),
        92.0,
        20.0,
        0.14,
        Ink::hex(0x8A_A0_AE).thin(0.75),
        dice,
    );
    for _ in 0..15 {
        let (cx, cy) = (x + dice.span(-270.0, 270.0), y + dice.span(-58.0, 74.0));
        let (w, h, lift) = (
            dice.span(34.0, 66.0),
            dice.span(15.0, 26.0),
            dice.span(-16.0, 16.0),
        );
        let slab = any(&[0xC2_B3_A0, 0xB0_A8_9C, 0xCB_BE_AC], dice);
        canvas.poly(
            &[
                (cx - w, cy + 13.0),
                (cx + w * 0.7, cy + lift + 13.0),
                (cx + w, cy + h + 13.0),
                (cx - w * 0.7, cy + h + 14.0),
            ],
            slab.dark(0.5),
        );
        canvas.poly(
            &[
                (cx - w, cy),
                (cx + w * 0.7, cy + lift),
                (cx + w, cy + h),
                (cx - w * 0.7, cy + h + 4.0),
            ],
            slab,
        );
    }
    for _ in 0..6 {
        let start = (x + dice.span(-260.0, 260.0), y + dice.span(-60.0, 70.0));
        let end = (
            start.0 + dice.span(-140.0, 140.0),
            start.1 + dice.span(-14.0, 34.0),
        );
        canvas.line(
            &[start, (f32::midpoint(start.0, end.0), start.1 + 12.0), end],
            3.5,
            BLACK.thin(0.5),
        );
    }
}

pub(super) fn branch(canvas: &mut Canvas, dice: &mut Dice, after: bool) {
    street(canvas, dice, false);
    let from = (dice.span(180.0, 330.0), dice.span(640.0, 690.0));
    let to = (from.0 + dice.span(520.0, 640.0), dice.span(590.0, 650.0));
    if after {
        leaves(canvas, [160.0, 560.0, 880.0, 190.0], 14, dice);
        for n in 0_u16..4 {
            let (x, y) = (
                250.0 + f32::from(n % 3) * 62.0,
                640.0 - f32::from(n / 3) * 46.0 + f32::from(n % 2) * 4.0,
            );
            canvas.shadow((x, y + 26.0), 40.0, 9.0);
            canvas.oval((x, y), 33.0, 30.0, Ink::hex(0x6E_5B_45));
            canvas.oval((x, y), 26.0, 23.0, Ink::hex(0xD9_BE_90));
            canvas.ring((x, y), 14.0, 12.0, 2.0, Ink::hex(0xB0_90_60));
        }
        return;
    }
    leaves(canvas, [100.0, 540.0, 1000.0, 250.0], 60, dice);
    bough(canvas, from, to, dice);
    leaves(canvas, [160.0, 620.0, 900.0, 130.0], 20, dice);
    cone(canvas, (from.0 - 90.0, 742.0), 110.0);
    if dice.chance(60) {
        cone(canvas, (to.0 + 130.0, 742.0), 110.0);
        tape(canvas, (from.0 - 90.0, 650.0), (to.0 + 130.0, 650.0));
    }
}

pub(super) fn manhole(canvas: &mut Canvas, dice: &mut Dice, after: bool) {
    street(canvas, dice, false);
    let (x, y) = (dice.span(480.0, 720.0), 600.0);
    let iron = any(&[0x55_58_5A, 0x62_5E_58, 0x4C_52_56], dice);
    let collar = Ink::hex(0x9C_99_92);
    canvas.oval(
        (x, y),
        226.0,
        84.0,
        if after {
            collar.light(0.2)
        } else {
            collar.dark(0.1)
        },
    );
    canvas.ring((x, y), 226.0, 84.0, 4.0, collar.dark(0.4));
    if after {
        cover(canvas, (x, y), iron.light(0.1));
        cone(canvas, (x + 290.0, y + 70.0), 96.0);
        return;
    }
    canvas.oval((x, y), 168.0, 60.0, BLACK);
    canvas.oval((x, y + 12.0), 150.0, 46.0, Ink::hex(0x17_1A_1C));
    canvas.ring((x, y), 168.0, 60.0, 9.0, iron.dark(0.4));
    for _ in 0..8 {
        let (sin, cos) = dice.span(0.0, TAU).sin_cos();
        let start = (x + cos * 190.0, y + sin * 70.0);
        canvas.line(
            &[
                start,
                (x + cos * 250.0 + 12.0, y + sin * 92.0),
                (x + cos * 300.0, y + sin * 110.0),
            ],
            4.0,
            BLACK.thin(0.45),
        );
    }
    let off = (x + dice.span(96.0, 130.0), y - dice.span(22.0, 34.0));
    canvas.oval((off.0 + 8.0, off.1 + 26.0), 172.0, 60.0, BLACK.thin(0.35));
    canvas.oval((off.0, off.1 + 15.0), 168.0, 60.0, iron.dark(0.5));
    cover(canvas, off, iron);
    cone(canvas, (x - 300.0, y + 80.0), 150.0);
}

fn cover(canvas: &mut Canvas, (x, y): (f32, f32), iron: Ink) {
    canvas.oval((x, y), 168.0, 60.0, iron);
    canvas.ring((x, y), 150.0, 52.0, 5.0, iron.dark(0.3));
    for row in 0_u16..5 {
        for column in 0_u16..7 {
            let (dx, dy) = (f32::from(column) - 3.0, f32::from(row) - 2.0);
            if dx.mul_add(dx, dy * dy * 2.0) < 9.5 {
                canvas.oval((x + dx * 40.0, y + dy * 19.0), 14.0, 5.5, iron.light(0.22));
                canvas.oval(
                    (x + dx * 40.0, y + dy * 19.0 + 3.0),
                    14.0,
                    4.0,
                    iron.dark(0.3),
                );
            }
        }
    }
    canvas.oval((x - 110.0, y), 14.0, 5.0, BLACK.thin(0.7));
    canvas.oval((x + 110.0, y), 14.0, 5.0, BLACK.thin(0.7));
}
