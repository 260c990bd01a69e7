//! Paper on walls: stickers that nobody asked for, a notice board that nobody minds.

use std::f32::consts::TAU;

use super::canvas::Canvas;
use super::ink::{BLACK, Ink, WHITE, any};
use super::props::pot;
use super::wall::{GROUND, wall};
use crate::dice::Dice;

pub(super) fn adverts(canvas: &mut Canvas, dice: &mut Dice, after: bool) {
    let paint = wall(canvas, dice);
    let x = dice.span(720.0, 800.0);
    canvas.rect([x - 14.0, 150.0, 318.0, GROUND - 140.0], paint.dark(0.35));
    let door = any(&[0x5A_6A_72, 0x7A_3A_30, 0x4A_5E_4C], dice);
    canvas.rect([x, 164.0, 290.0, GROUND - 160.0], door);
    for leaf in [0.0_f32, 148.0] {
        canvas.rect([x + leaf + 16.0, 190.0, 112.0, 220.0], door.dark(0.18));
        canvas.rect([x + leaf + 16.0, 440.0, 112.0, 250.0], door.dark(0.18));
    }
    canvas.oval((x + 132.0, 456.0), 9.0, 9.0, Ink::hex(0xD8_C8_98));
    canvas.rounded([90.0, 150.0, 110.0, 56.0], 6.0, Ink::hex(0x2A_5F_A5));
    canvas.rect([106.0, 168.0, 78.0, 20.0], WHITE.thin(0.85));
    if after {
        for _ in 0..7 {
            let at = [
                dice.span(120.0, 560.0),
                dice.span(220.0, 560.0),
                dice.span(70.0, 130.0),
                dice.span(50.0, 90.0),
            ];
            canvas.rounded(at, 8.0, paint.light(0.26).thin(0.75));
        }
        return;
    }
    for _ in 0..6 {
        let at = (dice.span(150.0, 620.0), dice.span(220.0, 560.0));
        canvas.blob(
            at,
            dice.span(40.0, 80.0),
            dice.span(26.0, 46.0),
            0.25,
            WHITE.thin(0.5),
            dice,
        );
    }
    for _ in 0..30 {
        let wide = if dice.chance(78) {
            (80.0, 640.0)
        } else {
            (x, x + 200.0)
        };
        sticker(
            canvas,
            (dice.span(wide.0, wide.1), dice.span(190.0, 600.0)),
            dice,
        );
    }
    let spray = any(&[0xB0_2A_24, 0x2A_2A_2E, 0x2A_4A_9A], dice);
    let (mut px, py) = (dice.span(130.0, 240.0), dice.span(250.0, 480.0));
    for _ in 0..7 {
        let stroke = [
            (px, py + dice.span(-26.0, 0.0)),
            (px + 16.0, py + dice.span(20.0, 60.0)),
            (px + 34.0, py + dice.span(-30.0, 30.0)),
        ];
        canvas.curve(&stroke, 9.0, spray.thin(0.8));
        px += 48.0;
    }
}

fn sticker(canvas: &mut Canvas, (x, y): (f32, f32), dice: &mut Dice) {
    let (w, h, turn) = (
        dice.span(58.0, 112.0),
        dice.span(40.0, 74.0),
        dice.span(-10.0, 10.0),
    );
    let ink = any(
        &[
            0xF7_F4_E4, 0xF3_DF_6A, 0xE9_7A_6A, 0x9F_D0_E8, 0xF2_F2_F2, 0xB8_E0_A0,
        ],
        dice,
    );
    canvas.poly(
        &[
            (x + 4.0, y + 5.0),
            (x + w + 4.0, y + turn + 5.0),
            (x + w, y + h + turn + 5.0),
            (x + 2.0, y + h + 5.0),
        ],
        BLACK.thin(0.2),
    );
    canvas.poly(
        &[
            (x, y),
            (x + w, y + turn),
            (x + w - 3.0, y + h + turn),
            (x - 2.0, y + h),
        ],
        ink,
    );
    for row in 0_u16..3 {
        let at = y + 11.0 + f32::from(row) * h * 0.28;
        let long = w * dice.span(0.45, 0.85);
        let tone = if row == 0 {
            Ink::hex(0xB8_30_28)
        } else {
            Ink::hex(0x44_44_48)
        };
        canvas.line(
            &[(x + 9.0, at + turn * 0.1), (x + long, at + turn * 0.8)],
            if row == 0 { 8.0 } else { 4.5 },
            tone,
        );
    }
    if dice.chance(35) {
        canvas.poly(
            &[
                (x + w, y + turn),
                (x + w - 24.0, y + turn + 2.0),
                (x + w - 3.0, y + turn + 26.0),
            ],
            ink.dark(0.3),
        );
    }
}

pub(super) fn bulletin(canvas: &mut Canvas, dice: &mut Dice, after: bool) {
    wall(canvas, dice);
    let frame = any(&[0x8A_8E_92, 0x9A_3A_30, 0x3A_5A_78], dice);
    let (x, y, w, h) = (150.0, 150.0, 900.0, 440.0);
    canvas.rect([x + 14.0, y + 18.0, w, h], BLACK.thin(0.22));
    for leg in [x + 60.0, x + w - 90.0] {
        canvas.rect(
            [leg, y + h - 10.0, 30.0, GROUND - y - h + 40.0],
            frame.dark(0.2),
        );
    }
    canvas.rounded([x - 20.0, y - 60.0, w + 40.0, 78.0], 14.0, frame.dark(0.1));
    canvas.rect([x + 270.0, y - 40.0, 360.0, 30.0], WHITE.thin(0.8));
    canvas.rect([x, y, w, h], frame);
    canvas.rect(
        [x + 24.0, y + 24.0, w - 48.0, h - 48.0],
        if after {
            Ink::hex(0xF4_F1_E6)
        } else {
            Ink::hex(0xCF_C4_A4)
        },
    );
    for n in 0_u16..5 {
        let left = x + 50.0 + f32::from(n) * 166.0;
        notice(
            canvas,
            [
                left,
                y + 50.0 + dice.span(0.0, 16.0),
                138.0,
                dice.span(200.0, 320.0),
            ],
            after,
            dice,
        );
    }
    for bar in [x + w * 0.333, x + w * 0.666] {
        canvas.rect([bar - 7.0, y, 14.0, h], frame.dark(0.1));
    }
    canvas.poly(
        &[
            (x + 60.0, y + h - 24.0),
            (x + 260.0, y + 24.0),
            (x + 330.0, y + 24.0),
            (x + 130.0, y + h - 24.0),
        ],
        WHITE.thin(0.16),
    );
    if after {
        pot(canvas, (96.0, GROUND + 60.0), 40.0, dice);
        return;
    }
    let hit = (x + dice.span(260.0, 660.0), y + dice.span(150.0, 280.0));
    canvas.blob(hit, 74.0, 60.0, 0.35, Ink::hex(0x50_4A_3C).thin(0.7), dice);
    for _ in 0..13 {
        let (sin, cos) = dice.span(0.0, TAU).sin_cos();
        let far = dice.span(90.0, 230.0);
        let bend = (
            hit.0 + cos * far * 0.5 + dice.span(-14.0, 14.0),
            hit.1 + sin * far * 0.35,
        );
        canvas.line(
            &[
                (hit.0 + cos * 40.0, hit.1 + sin * 30.0),
                bend,
                (hit.0 + cos * far, hit.1 + sin * far * 0.72),
            ],
            2.6,
            WHITE.thin(0.85),
        );
    }
    for _ in 0..9 {
        let at = (
            hit.0 + dice.span(-200.0, 200.0),
            GROUND + dice.span(20.0, 80.0),
        );
        canvas.poly(
            &[
                at,
                (at.0 + dice.span(14.0, 34.0), at.1 - 9.0),
                (at.0 + 26.0, at.1 + 10.0),
            ],
            Ink::hex(0xDD_EE_F2).thin(0.85),
        );
    }
}

fn notice(canvas: &mut Canvas, [x, y, w, h]: [f32; 4], fresh: bool, dice: &mut Dice) {
    let paper = any(&[0xFB_F7_E8, 0xF7_D9_D2, 0xDC_EA_F4, 0xFA_EE_B8], dice);
    let paper = if fresh {
        paper
    } else {
        paper.mix(Ink::hex(0xC8_B0_78), 0.55)
    };
    let lean = if fresh { 0.0 } else { dice.span(-18.0, 18.0) };
    canvas.poly(
        &[
            (x, y),
            (x + w, y + lean * 0.5),
            (x + w + lean, y + h),
            (x + lean, y + h - lean * 0.4),
        ],
        paper,
    );
    let text = if fresh {
        Ink::hex(0x50_54_5A)
    } else {
        Ink::hex(0x8A_7E_62)
    };
    let head = if fresh {
        Ink::hex(0xC0_30_28)
    } else {
        Ink::hex(0xB0_78_58)
    };
    canvas.rect([x + 18.0, y + 20.0, w - 36.0, 18.0], head);
    let mut line = y + 58.0;
    while line < y + h - 30.0 {
        canvas.rect(
            [
                x + 16.0 + lean * 0.4,
                line,
                (w - 34.0) * dice.span(0.6, 1.0),
                6.0,
            ],
            text.thin(0.8),
        );
        line += 17.0;
    }
    if !fresh && dice.chance(60) {
        canvas.pebble(
            &[
                (x + w + lean, y + h),
                (x + w + lean - 56.0, y + h - 4.0),
                (x + w + lean - 20.0, y + h - 52.0),
                (x + w, y + h - 70.0),
            ],
            paper.dark(0.25),
        );
    }
    canvas.oval((x + w * 0.5, y + 8.0), 6.0, 6.0, head.dark(0.2));
}
