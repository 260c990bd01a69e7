//! Wires from windows and an open meter box.

use super::canvas::Canvas;
use super::ink::{BLACK, Ink, any};
use super::wall::{wall, window};
use crate::dice::Dice;

pub(super) fn wires(canvas: &mut Canvas, dice: &mut Dice, after: bool) {
    let paint = wall(canvas, dice);
    window(canvas, [150.0, 60.0, 230.0, 240.0], true);
    window(canvas, [790.0, 60.0, 230.0, 240.0], dice.chance(50));
    let (x, y) = (dice.span(500.0, 580.0), 330.0);
    let grey = any(&[0xA9_AE_B0, 0x8E_98_9C, 0xB8_B4_A8], dice);
    canvas.rect([x + 10.0, y + 12.0, 190.0, 240.0], BLACK.thin(0.22));
    canvas.rect([x, y, 190.0, 240.0], grey.dark(0.15));
    if after {
        canvas.rect([x + 8.0, y + 8.0, 174.0, 224.0], grey);
        canvas.poly(
            &[
                (x + 95.0, y + 70.0),
                (x + 132.0, y + 136.0),
                (x + 58.0, y + 136.0),
            ],
            Ink::hex(0xF0_C4_2E),
        );
        canvas.line(&[(x + 95.0, y + 92.0), (x + 95.0, y + 116.0)], 7.0, BLACK);
        canvas.rect([x + 160.0, y + 108.0, 14.0, 34.0], grey.dark(0.4));
        canvas.rect([x + 84.0, -80.0, 26.0, y + 80.0], paint.light(0.4));
        canvas.rect([x + 102.0, -80.0, 8.0, y + 80.0], paint.dark(0.2));
        return;
    }
    canvas.rect([x + 12.0, y + 12.0, 166.0, 216.0], Ink::hex(0x2C_30_34));
    for meter in 0_u16..4 {
        let (cx, cy) = (
            x + 28.0 + f32::from(meter % 2) * 76.0,
            y + 28.0 + f32::from(meter / 2) * 100.0,
        );
        canvas.rounded([cx, cy, 60.0, 72.0], 8.0, Ink::hex(0xE4_E2_DA));
        canvas.rect([cx + 10.0, cy + 12.0, 40.0, 18.0], Ink::hex(0x4A_52_48));
    }
    canvas.poly(
        &[
            (x, y),
            (x - 104.0, y + 26.0),
            (x - 104.0, y + 262.0),
            (x, y + 240.0),
        ],
        grey.light(0.1),
    );
    tangle(canvas, (x, y), dice);
}

fn tangle(canvas: &mut Canvas, (x, y): (f32, f32), dice: &mut Dice) {
    for n in 0_u16..9 {
        let ink = any(
            &[0x22_22_24, 0x30_30_34, 0xB0_2E_28, 0x2E_5A_A8, 0xE0_DC_D0],
            dice,
        );
        let start = (x + dice.span(30.0, 160.0), y + dice.span(180.0, 235.0));
        let left = n % 2 == 0;
        let end = if left {
            (dice.span(200.0, 380.0), 320.0)
        } else {
            (dice.span(800.0, 1000.0), 320.0)
        };
        let low = y + dice.span(250.0, 390.0);
        let path = [
            start,
            (start.0, low),
            (
                f32::midpoint(start.0, end.0) + dice.span(-80.0, 80.0),
                low + dice.span(-80.0, 40.0),
            ),
            end,
        ];
        canvas.curve(&path, dice.span(4.0, 8.0), ink);
    }
    let down = (dice.span(230.0, 330.0), 318.0);
    canvas.curve(
        &[
            down,
            (down.0 + 40.0, 500.0),
            (down.0 - 30.0, 640.0),
            (down.0 + 60.0, 790.0),
        ],
        8.0,
        Ink::hex(0xE8_E6_DE),
    );
    let strip = (down.0 + 40.0, 784.0);
    canvas.shadow((strip.0 + 90.0, strip.1 + 30.0), 110.0, 12.0);
    canvas.rounded([strip.0, strip.1, 190.0, 36.0], 9.0, Ink::hex(0xF2_F0_E8));
    for socket in 0_u16..4 {
        let at = strip.0 + 26.0 + f32::from(socket) * 44.0;
        canvas.rect([at, strip.1 + 11.0, 7.0, 14.0], Ink::hex(0x33_33_36));
        canvas.rect([at + 14.0, strip.1 + 11.0, 7.0, 14.0], Ink::hex(0x33_33_36));
    }
    canvas.rounded(
        [strip.0 + 18.0, strip.1 - 26.0, 40.0, 34.0],
        6.0,
        Ink::hex(0x22_22_24),
    );
    canvas.curve(
        &[
            (strip.0 + 40.0, strip.1 - 20.0),
            (strip.0 + 190.0, strip.1 - 60.0),
            (strip.0 + 420.0, strip.1 + 44.0),
        ],
        7.0,
        Ink::hex(0x22_22_24),
    );
    canvas.rounded(
        [strip.0 + 400.0, strip.1 - 6.0, 130.0, 76.0],
        10.0,
        Ink::hex(0x3A_3C_42),
    );
    canvas.rounded(
        [strip.0 + 440.0, strip.1 - 22.0, 50.0, 20.0],
        6.0,
        Ink::hex(0x24_26_2A),
    );
    canvas.oval(
        (strip.0 + 420.0, strip.1 + 20.0),
        7.0,
        7.0,
        Ink::hex(0xE0_40_30),
    );
}
