//! What blocks a way out: e-bikes and goods in a corridor.

use super::canvas::Canvas;
use super::corridor::{FLOOR, corridor};
use super::ink::{Ink, WHITE, any};
use super::props::{bag, carton};
use super::vehicles::ebike;
use crate::dice::Dice;

pub(super) fn ebikes(canvas: &mut Canvas, dice: &mut Dice, after: bool) {
    corridor(canvas, dice, true);
    if after {
        canvas.rounded([520.0, 190.0, 150.0, 150.0], 8.0, WHITE);
        canvas.ring((595.0, 265.0), 54.0, 54.0, 12.0, Ink::hex(0xC8_30_28));
        ebike(canvas, (595.0, 292.0), 0.24, dice);
        canvas.line(
            &[(557.0, 227.0), (633.0, 303.0)],
            12.0,
            Ink::hex(0xC8_30_28),
        );
        return;
    }
    let x = dice.span(370.0, 470.0);
    let socket = (x - 40.0, 420.0);
    canvas.rounded([socket.0, socket.1, 44.0, 44.0], 6.0, WHITE);
    canvas.rounded(
        [socket.0 + 8.0, socket.1 + 20.0, 28.0, 26.0],
        5.0,
        Ink::hex(0x22_22_24),
    );
    canvas.curve(
        &[
            (socket.0 + 22.0, socket.1 + 40.0),
            (socket.0 - 40.0, 520.0),
            (socket.0 + 120.0, 610.0),
            (x + 60.0, 560.0),
        ],
        7.0,
        Ink::hex(0x22_22_24),
    );
    ebike(canvas, (x + 40.0, 664.0), 1.0, dice);
    ebike(canvas, (x + dice.span(190.0, 290.0), 742.0), 1.22, dice);
    if dice.chance(65) {
        ebike(canvas, (x - dice.span(60.0, 120.0), 826.0), 1.45, dice);
    }
}

pub(super) fn goods(canvas: &mut Canvas, dice: &mut Dice, after: bool) {
    corridor(canvas, dice, true);
    door(canvas, dice);
    if after {
        return;
    }
    let x = dice.span(190.0, 260.0);
    // An old wardrobe, then boxes before it, then what is small.
    let wood = any(&[0x7A_54_34, 0x8C_62_3E, 0x66_48_34], dice);
    canvas.shadow((x + 130.0, 676.0), 150.0, 18.0);
    canvas.poly(
        &[
            (x + 210.0, 676.0),
            (x + 256.0, 644.0),
            (x + 256.0, 300.0),
            (x + 210.0, 316.0),
        ],
        wood.dark(0.35),
    );
    canvas.rect([x, 316.0, 210.0, 360.0], wood);
    for panel in [14.0_f32, 110.0] {
        canvas.rect([x + panel, 336.0, 86.0, 310.0], wood.light(0.1));
        canvas.oval(
            (x + panel + if panel < 50.0 { 76.0 } else { 10.0 }, 490.0),
            6.0,
            6.0,
            Ink::hex(0xD8_C0_80),
        );
    }
    for column in 0_u16..3 {
        for level in 0..dice.between(1, 3) {
            let (n, m) = (
                f32::from(i16::try_from(level).unwrap_or(0)),
                f32::from(column),
            );
            let at = (
                x + 190.0 + m * 122.0 + dice.span(-9.0, 9.0),
                770.0 - n * 92.0 - m * 8.0,
            );
            carton(canvas, at, dice.span(98.0, 122.0), 92.0, dice);
        }
    }
    for n in 0_u16..3 {
        bag(
            canvas,
            (
                x + 40.0 + f32::from(n) * 96.0,
                804.0 + dice.span(-14.0, 10.0),
            ),
            dice.span(46.0, 66.0),
            dice,
        );
    }
    let chair = any(&[0x3A_6A_9A, 0xA8_3A_34, 0x5A_7A_4A], dice);
    let c = x + 560.0;
    canvas.shadow((c + 50.0, 826.0), 96.0, 14.0);
    for leg in [0.0_f32, 86.0, 20.0, 104.0] {
        canvas.line(
            &[(c + leg, 730.0), (c + leg - 4.0, 824.0)],
            8.0,
            Ink::hex(0x50_54_58),
        );
    }
    canvas.rounded([c - 12.0, 708.0, 128.0, 28.0], 10.0, chair);
    canvas.rounded([c - 8.0, 588.0, 110.0, 104.0], 12.0, chair.dark(0.15));
    canvas.line(&[(c, 720.0), (c - 4.0, 600.0)], 8.0, Ink::hex(0x50_54_58));
}

fn door(canvas: &mut Canvas, dice: &mut Dice) {
    let paint = any(&[0x5A_3C_2C, 0x6A_70_74, 0x7A_2E_28], dice);
    canvas.rect([512.0, 214.0, 176.0, FLOOR - 214.0], paint.dark(0.4));
    canvas.rect([524.0, 226.0, 152.0, FLOOR - 226.0], paint);
    canvas.rect([542.0, 248.0, 116.0, 130.0], paint.dark(0.16));
    canvas.rect([542.0, 402.0, 116.0, 170.0], paint.dark(0.16));
    canvas.oval((656.0, 420.0), 8.0, 8.0, Ink::hex(0xD8_C8_98));
    for side in [500.0_f32, 690.0] {
        canvas.rect([side, 250.0, 14.0, 220.0], Ink::hex(0xB8_2E_28));
    }
}
