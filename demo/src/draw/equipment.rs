//! What has to work in a house: the lift, the fire cabinet.

use std::f32::consts::TAU;

use super::canvas::Canvas;
use super::corridor::{FLOOR, corridor};
use super::ink::{BLACK, Ink, WHITE, any};
use super::props::{carton, cone, pot, tape};
use crate::dice::Dice;

pub(super) fn elevator(canvas: &mut Canvas, dice: &mut Dice, after: bool) {
    corridor(canvas, dice, false);
    let steel = any(&[0xB9_BF_C4, 0xA8_AC_B0, 0xC8_C2_B6], dice);
    let (x, y) = (430.0, 170.0);
    let h = FLOOR - y;
    canvas.rect([x - 34.0, y - 40.0, 408.0, h + 40.0], steel.dark(0.35));
    canvas.rect([x - 20.0, y - 26.0, 380.0, h + 26.0], steel.dark(0.12));
    canvas.rounded(
        [x + 100.0, y - 22.0, 140.0, 20.0],
        4.0,
        Ink::hex(0x16_18_1A),
    );
    let light = if after {
        Ink::hex(0x4A_E0_7A)
    } else {
        Ink::hex(0xE8_3A_2E)
    };
    canvas.poly(
        &[
            (x + 150.0, y - 6.0),
            (x + 162.0, y - 18.0),
            (x + 174.0, y - 6.0),
        ],
        light,
    );
    canvas.rect([x + 186.0, y - 17.0, 12.0, 11.0], light);
    let open = if after { 0.0 } else { dice.span(60.0, 112.0) };
    canvas.rect([x, y, 340.0, h], Ink::hex(0x12_13_17));
    if open > 0.0 {
        shaft(canvas, [x + 170.0 - open, y, open * 2.0, h], dice);
    }
    for (left, edge) in [(x, x + 170.0 - open), (x + 170.0 + open, x + 340.0)] {
        canvas.fade([left, y, edge - left, h], steel.light(0.3), steel.dark(0.1));
        for seam in 1_u16..4 {
            let at = left + (edge - left) * f32::from(seam) / 4.0;
            canvas.line(&[(at, y), (at, y + h)], 1.5, steel.dark(0.25).thin(0.6));
        }
    }
    canvas.line(
        &[(x + 170.0 - open, y), (x + 170.0 - open, y + h)],
        4.0,
        steel.dark(0.5),
    );
    canvas.line(
        &[(x + 170.0 + open, y), (x + 170.0 + open, y + h)],
        4.0,
        steel.dark(0.5),
    );
    canvas.rounded([x + 398.0, 350.0, 44.0, 108.0], 8.0, steel.light(0.2));
    for (button, up) in [(382.0_f32, -1.0_f32), (426.0, 1.0)] {
        canvas.oval((x + 420.0, button), 15.0, 15.0, steel.dark(0.3));
        canvas.poly(
            &[
                (x + 412.0, button - up * 4.0),
                (x + 428.0, button - up * 4.0),
                (x + 420.0, button + up * 7.0),
            ],
            light,
        );
    }
    if after {
        canvas.rounded([x - 110.0, 300.0, 70.0, 96.0], 4.0, Ink::hex(0xF4_F1_E2));
        canvas.oval((x - 75.0, 336.0), 22.0, 22.0, Ink::hex(0x3A_9A_5A));
        return;
    }
    canvas.shadow((600.0, 742.0), 210.0, 20.0);
    for side in [430.0_f32, 770.0] {
        canvas.line(&[(side, 742.0), (side, 560.0)], 14.0, Ink::hex(0xD9_45_35));
        canvas.rounded([side - 34.0, 734.0, 68.0, 16.0], 6.0, Ink::hex(0x3A_3A_3C));
    }
    tape(canvas, (430.0, 580.0), (770.0, 580.0));
    tape(canvas, (430.0, 640.0), (770.0, 640.0));
    canvas.rounded([548.0, 548.0, 104.0, 84.0], 6.0, Ink::hex(0xF4_D0_3A));
    canvas.line(&[(600.0, 566.0), (600.0, 600.0)], 11.0, BLACK);
    canvas.oval((600.0, 616.0), 6.0, 6.0, BLACK);
}

fn shaft(canvas: &mut Canvas, [x, y, w, h]: [f32; 4], dice: &mut Dice) {
    canvas.fade([x, y, w, h], Ink::hex(0x3A_3C_40), Ink::hex(0x0C_0D_0F));
    for cable in 0_u16..3 {
        let at = x + w * (0.34 + f32::from(cable) * 0.14);
        canvas.line(
            &[(at, y), (at + dice.span(-3.0, 3.0), y + h)],
            4.0,
            Ink::hex(0x70_72_76),
        );
    }
    for level in 0_u16..4 {
        let at = y + 40.0 + f32::from(level) * h / 4.0;
        canvas.rect([x, at, w, 10.0], Ink::hex(0x4A_4C_50));
    }
}

pub(super) fn extinguisher(canvas: &mut Canvas, dice: &mut Dice, after: bool) {
    corridor(canvas, dice, false);
    let (x, y) = (dice.span(430.0, 520.0), 190.0);
    let red = any(&[0xC8_2A_24, 0xB8_24_20, 0xD2_3A_2A], dice);
    canvas.rect([x + 12.0, y + 14.0, 330.0, 350.0], BLACK.thin(0.25));
    canvas.rect([x, y, 330.0, 350.0], red);
    canvas.rect([x + 18.0, y + 18.0, 294.0, 314.0], Ink::hex(0x3A_2C_2A));
    if after || dice.chance(40) {
        for turn in 0_u16..6 {
            let r = 58.0 - f32::from(turn) * 9.0;
            canvas.ring(
                (x + 98.0, y + 150.0),
                r,
                r,
                7.0,
                Ink::hex(0xE8_E0_CC).dark(f32::from(turn % 2) * 0.15),
            );
        }
    }
    if after {
        for n in 0_u16..2 {
            cylinder(
                canvas,
                (x + 196.0 + f32::from(n) * 66.0, y + 322.0),
                red.light(0.08),
                true,
            );
        }
        canvas.rect(
            [x + 18.0, y + 18.0, 294.0, 314.0],
            Ink::hex(0xBF_E0_EC).thin(0.16),
        );
        canvas.poly(
            &[
                (x + 40.0, y + 332.0),
                (x + 150.0, y + 18.0),
                (x + 196.0, y + 18.0),
                (x + 86.0, y + 332.0),
            ],
            WHITE.thin(0.18),
        );
        return;
    }
    cylinder(
        canvas,
        (x + 240.0, y + 322.0),
        red.mix(Ink::hex(0x8A_6A_4A), 0.4),
        false,
    );
    let hit = (x + 150.0, y + 130.0);
    for _ in 0..12 {
        let (sin, cos) = dice.span(0.0, TAU).sin_cos();
        let far = dice.span(60.0, 150.0);
        let (a, b) = (
            (hit.0 + cos * 26.0, hit.1 + sin * 26.0),
            (hit.0 + cos * far, hit.1 + sin * far),
        );
        canvas.line(
            &[
                a,
                (b.0 + dice.span(-12.0, 12.0), f32::midpoint(a.1, b.1)),
                b,
            ],
            2.6,
            WHITE.thin(0.8),
        );
    }
    for _ in 0..12 {
        let at = (x + dice.span(-60.0, 400.0), dice.span(640.0, 760.0));
        canvas.poly(
            &[
                at,
                (at.0 + dice.span(12.0, 34.0), at.1 - 8.0),
                (at.0 + 22.0, at.1 + 9.0),
            ],
            Ink::hex(0xDD_EE_F2).thin(0.85),
        );
    }
    for n in 0_u16..3 {
        carton(
            canvas,
            (
                x - 170.0 + f32::from(n) * 150.0,
                720.0 + f32::from(n) * 22.0,
            ),
            dice.span(120.0, 150.0),
            dice.span(70.0, 120.0),
            dice,
        );
    }
    pot(canvas, (x + 440.0, 740.0), 52.0, dice);
    if dice.chance(40) {
        cone(canvas, (x + 330.0, 800.0), 110.0);
    }
}

fn cylinder(canvas: &mut Canvas, (x, y): (f32, f32), red: Ink, full: bool) {
    canvas.rounded([x - 27.0, y - 150.0, 54.0, 150.0], 16.0, red);
    canvas.rounded([x - 20.0, y - 140.0, 12.0, 126.0], 6.0, WHITE.thin(0.3));
    canvas.rect([x - 27.0, y - 96.0, 54.0, 40.0], WHITE.thin(0.85));
    canvas.rect([x - 9.0, y - 172.0, 18.0, 26.0], Ink::hex(0x2A_2A_2C));
    canvas.line(
        &[(x - 24.0, y - 176.0), (x + 26.0, y - 184.0)],
        9.0,
        Ink::hex(0x2A_2A_2C),
    );
    canvas.oval(
        (x, y - 160.0),
        10.0,
        10.0,
        if full {
            Ink::hex(0x3A_B0_5A)
        } else {
            Ink::hex(0xF0_D0_50)
        },
    );
    canvas.curve(
        &[
            (x + 8.0, y - 168.0),
            (x + 46.0, y - 140.0),
            (x + 34.0, y - 60.0),
        ],
        7.0,
        Ink::hex(0x22_22_24),
    );
}
