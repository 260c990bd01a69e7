//! What stands along the road: a lamp at dusk, a stall, cars in a fire lane.

use super::canvas::{At, Canvas};
use super::ink::{BLACK, Ink, WHITE, any};
use super::props::{carton, cone};
use super::street::{KERB, PAVEMENT, street};
use super::vehicles::car;
use crate::dice::Dice;

pub(super) fn lamp(canvas: &mut Canvas, dice: &mut Dice, after: bool) {
    street(canvas, dice, true);
    let x = dice.span(430.0, 700.0);
    let lean = if after { 0.0 } else { dice.span(10.0, 46.0) };
    if after {
        canvas.glow((x + 150.0, 690.0), 470.0, Ink::hex(0xFF_D8_8A).thin(0.6));
        canvas.glow((x + 150.0, 560.0), 560.0, Ink::hex(0xFF_DE_9A).thin(0.34));
        canvas.poly(
            &[
                (x + 110.0, 108.0),
                (x + 210.0, 108.0),
                (x + 480.0, 800.0),
                (x - 160.0, 800.0),
            ],
            Ink::hex(0xFF_E6_B0).thin(0.13),
        );
    }
    pole(canvas, (x, 716.0), lean, after);
    let far = if x > 560.0 { x - 420.0 } else { x + 470.0 };
    canvas.line(
        &[(far, PAVEMENT + 26.0), (far, 214.0), (far + 54.0, 204.0)],
        9.0,
        Ink::hex(0x1D_20_28),
    );
    canvas.oval((far + 66.0, 207.0), 22.0, 7.0, Ink::hex(0xFF_EE_C0));
    canvas.glow((far + 66.0, 210.0), 130.0, Ink::hex(0xFF_D8_8A).thin(0.8));
    if !after {
        cone(canvas, (x - 96.0, 736.0), 92.0);
        for shard in 0_u16..7 {
            let at = (
                x + 100.0 + f32::from(shard) * 17.0 + dice.span(-12.0, 12.0),
                dice.span(726.0, 760.0),
            );
            canvas.poly(
                &[at, (at.0 + 12.0, at.1 - 7.0), (at.0 + 15.0, at.1 + 5.0)],
                WHITE.thin(0.65),
            );
        }
    }
}

fn pole(canvas: &mut Canvas, (x, y): At, lean: f32, lit: bool) {
    let metal = Ink::hex(0x3A_40_4C);
    let top = (x + lean, 118.0);
    canvas.shadow((x, y + 4.0), 52.0, 12.0);
    canvas.line(&[(x, y), top], 21.0, metal);
    canvas.line(
        &[(x - 5.0, y), (top.0 - 5.0, top.1)],
        5.0,
        metal.light(0.25),
    );
    canvas.rounded([x - 27.0, y - 104.0, 54.0, 108.0], 6.0, metal.dark(0.15));
    if lit {
        canvas.rect([x - 15.0, y - 84.0, 30.0, 54.0], metal.light(0.1));
    } else {
        canvas.rect([x - 15.0, y - 84.0, 30.0, 54.0], BLACK);
        canvas.curve(
            &[
                (x - 4.0, y - 66.0),
                (x + 34.0, y - 60.0),
                (x + 26.0, y - 20.0),
                (x + 52.0, y - 6.0),
            ],
            4.0,
            Ink::hex(0xC0_3A_30),
        );
        canvas.curve(
            &[
                (x + 4.0, y - 60.0),
                (x + 22.0, y - 44.0),
                (x + 12.0, y - 14.0),
            ],
            4.0,
            Ink::hex(0x3A_6A_C0),
        );
    }
    canvas.curve(
        &[
            top,
            (top.0 + 20.0, top.1 - 30.0),
            (top.0 + 118.0, top.1 - 34.0),
        ],
        14.0,
        metal,
    );
    let head = (top.0 + 156.0, top.1 - 30.0);
    canvas.poly(
        &[
            (head.0 - 58.0, head.1 - 12.0),
            (head.0 + 44.0, head.1 - 14.0),
            (head.0 + 62.0, head.1 + 8.0),
            (head.0 - 50.0, head.1 + 8.0),
        ],
        metal.light(0.08),
    );
    if lit {
        canvas.oval((head.0, head.1 + 10.0), 50.0, 12.0, Ink::hex(0xFF_F4_D2));
        canvas.glow(
            (head.0, head.1 + 14.0),
            210.0,
            Ink::hex(0xFF_E2_A0).thin(0.9),
        );
    } else {
        canvas.oval((head.0, head.1 + 9.0), 48.0, 10.0, Ink::hex(0x2A_2C_34));
        canvas.poly(
            &[
                (head.0 - 20.0, head.1 + 2.0),
                (head.0 - 2.0, head.1 + 22.0),
                (head.0 + 8.0, head.1 + 2.0),
            ],
            BLACK,
        );
    }
}

pub(super) fn stall(canvas: &mut Canvas, dice: &mut Dice, after: bool) {
    street(canvas, dice, false);
    shop(canvas, dice);
    let x = dice.span(420.0, 640.0);
    if after {
        canvas.blob((x, 720.0), 260.0, 26.0, 0.1, BLACK.thin(0.1), dice);
        return;
    }
    let cloth = any(&[0xC9_3A_34, 0x2F_6F_B0, 0x3E_8A_5A, 0xE0_8A_2A], dice);
    canvas.shadow((x, 742.0), 330.0, 28.0);
    for leg in [-250.0_f32, 250.0] {
        canvas.line(
            &[(x + leg, 740.0), (x + leg, 330.0)],
            10.0,
            Ink::hex(0x8A_8E_92),
        );
    }
    canvas.rect([x - 230.0, 560.0, 460.0, 150.0], Ink::hex(0xC4_CA_CE));
    canvas.rect([x - 230.0, 560.0, 460.0, 22.0], Ink::hex(0xE6_EA_EC));
    canvas.rect([x - 230.0, 676.0, 460.0, 34.0], Ink::hex(0x9A_A0_A4));
    for wheel in [-160.0_f32, 170.0] {
        canvas.oval((x + wheel, 722.0), 36.0, 36.0, Ink::hex(0x26_26_28));
        canvas.oval((x + wheel, 722.0), 20.0, 20.0, Ink::hex(0x9A_9C_A0));
    }
    wares(canvas, x, dice);
    for stripe in 0_u16..8 {
        let left = x - 300.0 + f32::from(stripe) * 75.0;
        let ink = if stripe % 2 == 0 {
            cloth
        } else {
            WHITE.dark(0.04)
        };
        canvas.poly(
            &[
                (left + 12.0, 286.0),
                (left + 87.0, 286.0),
                (left + 75.0, 366.0),
                (left, 366.0),
            ],
            ink,
        );
        canvas.oval((left + 37.5, 366.0), 37.5, 20.0, ink.dark(0.08));
    }
    for _ in 0..3 {
        let at = (x + dice.span(290.0, 420.0), 750.0 - dice.span(0.0, 30.0));
        carton(
            canvas,
            at,
            dice.span(80.0, 120.0),
            dice.span(50.0, 80.0),
            dice,
        );
    }
    canvas.specks(
        [x - 300.0, 730.0, 640.0, 36.0],
        50,
        8.0,
        Ink::hex(0x40_36_2A).thin(0.4),
        dice,
    );
}

fn wares(canvas: &mut Canvas, x: f32, dice: &mut Dice) {
    for pile in 0_u16..4 {
        let left = x - 212.0 + f32::from(pile) * 108.0;
        if dice.chance(40) {
            canvas.rounded([left, 486.0, 92.0, 76.0], 10.0, Ink::hex(0xC8_A8_70));
            for level in 0_u16..3 {
                canvas.rect(
                    [left, 500.0 + f32::from(level) * 20.0, 92.0, 5.0],
                    Ink::hex(0x96_74_40),
                );
            }
            for puff in 0_u16..3 {
                let up = f32::from(puff);
                canvas.blob(
                    (left + 46.0 + up * 9.0, 466.0 - up * 34.0),
                    28.0 + up * 9.0,
                    17.0,
                    0.2,
                    WHITE.thin(0.4 - up * 0.1),
                    dice,
                );
            }
        } else {
            let fruit = any(&[0xD8_3A_2E, 0xE8_9A_2E, 0x8A_B0_3A, 0xE6_CE_4A], dice);
            canvas.rect([left - 4.0, 530.0, 98.0, 32.0], Ink::hex(0x8A_6A_44));
            for piece in 0_u16..12 {
                let (row, column) = (f32::from(piece / 4), f32::from(piece % 4));
                let at = (
                    left + 12.0 + column * 23.0,
                    536.0 - row * 16.0 + dice.span(-3.0, 3.0),
                );
                canvas.oval(at, 14.0, 14.0, fruit.dark(0.12));
                canvas.oval((at.0 - 3.0, at.1 - 3.0), 9.0, 9.0, fruit.light(0.14));
            }
        }
    }
}

fn shop(canvas: &mut Canvas, dice: &mut Dice) {
    let sign = any(&[0xA8_2E_2C, 0x2A_5A_8A, 0x2E_6A_48, 0xB8_7A_28], dice);
    for (left, w) in [(-40.0_f32, 520.0_f32), (500.0, 380.0), (900.0, 360.0)] {
        canvas.rect([left, 196.0, w, PAVEMENT - 196.0], Ink::hex(0xD8_D2_C6));
        canvas.rect(
            [left, 180.0, w, 74.0],
            sign.mix(Ink::hex(0x50_50_58), dice.span(0.0, 0.5)),
        );
        canvas.rect([left + w * 0.2, 204.0, w * 0.6, 26.0], WHITE.thin(0.72));
        canvas.fade(
            [left + 22.0, 276.0, w - 150.0, 178.0],
            Ink::hex(0x3A_4A_55),
            Ink::hex(0x6A_80_8C),
        );
        canvas.rect(
            [left + w - 108.0, 276.0, 84.0, PAVEMENT - 276.0],
            Ink::hex(0x50_5E_66),
        );
        canvas.rect([left + 22.0, 360.0, w - 150.0, 5.0], Ink::hex(0xC8_C4_B8));
        for item in 0_u16..7 {
            let x = left + 30.0 + f32::from(item) * (w - 180.0) / 7.0;
            canvas.rect(
                [x, 326.0, 20.0, 34.0],
                any(&[0xD0_6A_4A, 0xE8_D8_90, 0x7A_A8_B8, 0x9A_C0_7A], dice),
            );
        }
    }
}

pub(super) fn cars(canvas: &mut Canvas, dice: &mut Dice, after: bool) {
    street(canvas, dice, false);
    let lane = Ink::hex(0x77_78_7A);
    canvas.fade([-80.0, 520.0, 1360.0, KERB - 504.0], lane, lane.light(0.08));
    canvas.specks(
        [-80.0, 530.0, 1360.0, 240.0],
        120,
        3.0,
        WHITE.thin(0.14),
        dice,
    );
    let yellow = Ink::hex(0xE9_BE_2E).thin(if after { 1.0 } else { 0.55 });
    for y in [546.0_f32, 752.0] {
        canvas.rect([-80.0, y, 1360.0, 12.0], yellow);
    }
    for stripe in 0_u16..15 {
        let x = f32::from(stripe).mul_add(104.0, -160.0);
        canvas.poly(
            &[
                (x, 752.0),
                (x + 26.0, 752.0),
                (x + 166.0, 558.0),
                (x + 140.0, 558.0),
            ],
            yellow,
        );
    }
    if after {
        for post in 0_u16..5 {
            let x = 130.0 + f32::from(post) * 230.0;
            canvas.shadow((x, 790.0), 26.0, 8.0);
            canvas.rounded([x - 13.0, 664.0, 26.0, 126.0], 10.0, Ink::hex(0xD9_45_35));
            canvas.rect([x - 13.0, 690.0, 26.0, 22.0], WHITE);
            canvas.rect([x - 13.0, 732.0, 26.0, 22.0], WHITE);
        }
        return;
    }
    let x = dice.span(230.0, 330.0);
    car(canvas, (x, 656.0), 0.82, dice);
    car(canvas, (x + dice.span(520.0, 600.0), 664.0), 0.84, dice);
    car(canvas, (x + dice.span(190.0, 330.0), 796.0), 1.06, dice);
}
