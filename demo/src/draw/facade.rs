//! What is built against or falls off a house.

use super::canvas::{At, Canvas};
use super::ink::{BLACK, Ink, WHITE, any};
use super::props::{cone, pot, tape};
use super::wall::{GROUND, wall, window};
use crate::dice::Dice;

pub(super) fn shed(canvas: &mut Canvas, dice: &mut Dice, after: bool) {
    let paint = wall(canvas, dice);
    window(canvas, [150.0, 20.0, 210.0, 200.0], true);
    window(canvas, [840.0, 20.0, 210.0, 200.0], dice.chance(50));
    let sheet = any(&[0x3F_74_A8, 0xC9_CD_CF, 0x4A_86_7A, 0xB0_4A_3A], dice);
    let (left, right) = (dice.span(230.0, 320.0), dice.span(860.0, 960.0));
    if after {
        canvas.rect(
            [left, 330.0, right - left, GROUND - 418.0],
            paint.light(0.2).thin(0.5),
        );
        for mark in 0_u16..6 {
            let x = left + (right - left) * f32::from(mark) / 5.0;
            canvas.oval((x, 336.0), 6.0, 6.0, paint.dark(0.4));
        }
        pot(canvas, (left + 40.0, GROUND + 50.0), 44.0, dice);
        pot(canvas, (left + 150.0, GROUND + 60.0), 38.0, dice);
        return;
    }
    canvas.shadow(
        (f32::midpoint(left, right), GROUND + 62.0),
        (right - left) * 0.58,
        34.0,
    );
    canvas.rect(
        [left, 340.0, right - left, GROUND - 286.0],
        Ink::hex(0x2C_30_34),
    );
    let open = left + (right - left) * 0.62;
    corrugated(canvas, [left, 340.0, open - left, GROUND - 286.0], sheet);
    for post in 0_u16..4 {
        let x = open + (right - open - 14.0) * f32::from(post) / 3.0;
        canvas.rect([x, 340.0, 14.0, GROUND - 286.0], Ink::hex(0xB4_BA_BE));
        canvas.rect([x + 9.0, 340.0, 5.0, GROUND - 286.0], Ink::hex(0x7A_80_84));
    }
    for level in [430.0_f32, 590.0, 740.0] {
        canvas.rect([open, level, right - open, 12.0], Ink::hex(0x9A_A0_A4));
    }
    canvas.rect([left + 60.0, 500.0, 150.0, 294.0], sheet.dark(0.45));
    canvas.rect([left + 70.0, 510.0, 130.0, 284.0], Ink::hex(0x8A_6A_4A));
    canvas.oval((left + 184.0, 656.0), 8.0, 8.0, Ink::hex(0xD8_C8_98));
    roof(canvas, (left, right), sheet);
    for plank in 0_u16..4 {
        let x = right + 14.0 + f32::from(plank) * 22.0;
        canvas.line(
            &[
                (x, GROUND + 70.0),
                (x + dice.span(20.0, 70.0), 440.0 + f32::from(plank) * 20.0),
            ],
            14.0,
            Ink::hex(0xB8_8A_54),
        );
    }
    for sack in 0_u16..3 {
        let at = (
            left - 120.0 + f32::from(sack) * 46.0,
            GROUND + 50.0 + f32::from(sack) * 12.0,
        );
        canvas.oval((at.0, at.1 + 24.0), 54.0, 11.0, BLACK.thin(0.25));
        canvas.blob(
            at,
            52.0,
            32.0,
            0.08,
            Ink::hex(0xC8_C2_B4).dark(f32::from(sack) * 0.06),
            dice,
        );
    }
}

fn corrugated(canvas: &mut Canvas, [x, y, w, h]: [f32; 4], sheet: Ink) {
    canvas.rect([x, y, w, h], sheet);
    let mut at = x;
    while at < x + w - 12.0 {
        canvas.rect([at, y, 6.0, h], sheet.light(0.2));
        canvas.rect([at + 13.0, y, 5.0, h], sheet.dark(0.22));
        at += 26.0;
    }
}

fn roof(canvas: &mut Canvas, (left, right): (f32, f32), sheet: Ink) {
    let edge = [
        (left - 54.0, 352.0),
        (right + 60.0, 352.0),
        (right + 16.0, 286.0),
        (left - 10.0, 286.0),
    ];
    canvas.poly(&edge, sheet.light(0.14));
    for rib in 0_u16..19 {
        let share = f32::from(rib) / 18.0;
        let top = (right - left + 26.0).mul_add(share, left - 10.0);
        let low = (right - left + 114.0).mul_add(share, left - 54.0);
        canvas.line(&[(top, 286.0), (low, 352.0)], 4.0, sheet.dark(0.2));
    }
    canvas.rect(
        [left - 54.0, 350.0, right - left + 114.0, 14.0],
        sheet.dark(0.35),
    );
    canvas.rect([left, 364.0, right - left, 22.0], BLACK.thin(0.3));
}

pub(super) fn tiles(canvas: &mut Canvas, dice: &mut Dice, after: bool) {
    wall(canvas, dice);
    let tile = any(&[0xC9_8A_6A, 0xE2_DA_C8, 0x9A_AA_B4, 0xB8_76_5C], dice);
    let joint = tile.dark(0.24);
    canvas.rect([-80.0, -80.0, 1360.0, GROUND - 8.0], joint);
    for row in 0_u16..13 {
        for column in 0_u16..18 {
            let shade = if (row * 7 + column * 5) % 6 == 0 {
                0.07
            } else {
                0.0
            };
            let at = [
                f32::from(column).mul_add(78.0, -90.0),
                f32::from(row).mul_add(58.0, -80.0),
                74.0,
                54.0,
            ];
            canvas.rect(at, tile.dark(shade));
        }
    }
    window(canvas, [120.0, 90.0, 210.0, 240.0], dice.chance(50));
    let hole = (dice.span(600.0, 760.0), dice.span(230.0, 310.0));
    if after {
        canvas.rounded(
            [hole.0 - 210.0, hole.1 - 140.0, 430.0, 300.0],
            10.0,
            Ink::hex(0xA8_A8_A4),
        );
        canvas.rounded(
            [hole.0 - 200.0, hole.1 - 130.0, 410.0, 280.0],
            8.0,
            Ink::hex(0xB6_B6_B2),
        );
        return;
    }
    canvas.blob(hole, 220.0, 140.0, 0.2, joint.dark(0.3), dice);
    canvas.blob(
        (hole.0 + 4.0, hole.1 + 6.0),
        204.0,
        126.0,
        0.2,
        Ink::hex(0xA8_A0_92),
        dice,
    );
    canvas.blob(
        (hole.0 + 30.0, hole.1 + 10.0),
        120.0,
        66.0,
        0.26,
        Ink::hex(0xA8_62_48),
        dice,
    );
    canvas.specks(
        [hole.0 - 160.0, hole.1 - 90.0, 320.0, 180.0],
        60,
        6.0,
        BLACK.thin(0.2),
        dice,
    );
    for _ in 0..7 {
        let at = (
            hole.0 + dice.span(-260.0, 230.0),
            hole.1 + dice.span(-150.0, 170.0),
        );
        loose(canvas, at, tile, dice);
    }
    for _ in 0..22 {
        let at = (
            hole.0 + dice.span(-260.0, 260.0),
            GROUND + dice.span(6.0, 84.0),
        );
        let (w, h) = (dice.span(14.0, 52.0), dice.span(8.0, 22.0));
        canvas.poly(
            &[
                (at.0, at.1 + 6.0),
                (at.0 + w, at.1 + 2.0),
                (at.0 + w * 0.8, at.1 + h + 5.0),
            ],
            BLACK.thin(0.3),
        );
        canvas.poly(
            &[
                at,
                (at.0 + w, at.1 - 4.0),
                (at.0 + w * 0.8, at.1 + h),
                (at.0 - w * 0.2, at.1 + h * 0.8),
            ],
            tile.dark(dice.span(0.0, 0.2)),
        );
    }
    let ends = (hole.0 - 330.0, hole.0 + 340.0);
    cone(canvas, (ends.0, GROUND + 92.0), 130.0);
    cone(canvas, (ends.1, GROUND + 92.0), 130.0);
    tape(canvas, (ends.0, GROUND - 16.0), (ends.1, GROUND - 16.0));
}

/// A tile that is about to fall.
fn loose(canvas: &mut Canvas, (x, y): At, tile: Ink, dice: &mut Dice) {
    let turn = dice.span(-18.0, 18.0);
    canvas.poly(
        &[
            (x + 6.0, y + 10.0),
            (x + 80.0, y + turn + 10.0),
            (x + 76.0, y + 64.0 + turn),
            (x + 4.0, y + 62.0),
        ],
        BLACK.thin(0.35),
    );
    canvas.poly(
        &[
            (x, y),
            (x + 74.0, y + turn),
            (x + 70.0, y + 54.0 + turn),
            (x - 4.0, y + 54.0),
        ],
        tile.light(0.08),
    );
    canvas.line(
        &[
            (x + 10.0, y + 8.0),
            (x + 40.0, y + 30.0 + turn * 0.5),
            (x + 34.0, y + 50.0),
        ],
        2.5,
        WHITE.mix(tile, 0.2).dark(0.5),
    );
}
