//! The set most scenes play on: houses, a boundary, a pavement with its tactile strip, the kerb and the road.

use super::canvas::Canvas;
use super::ink::{BLACK, Ink, WHITE, any};
use super::plants::{hedge, tree};
use crate::dice::Dice;

/// Where the pavement begins.
pub(super) const PAVEMENT: f32 = 480.0;
/// Where the kerb is.
pub(super) const KERB: f32 = 770.0;

/// Paints the whole street. `dusk` darkens it for lamps.
pub(super) fn street(canvas: &mut Canvas, dice: &mut Dice, dusk: bool) {
    let sky = if dusk {
        Ink::hex(0x2B_34_55)
    } else {
        any(&[0x8F_BF_E6, 0xB9_C9_D6, 0xA5_CC_E8, 0xC9_D3_DA], dice)
    };
    canvas.fade(
        [-80.0, -80.0, 1360.0, 600.0],
        sky,
        if dusk {
            Ink::hex(0xB0_80_70)
        } else {
            sky.light(0.6)
        },
    );
    houses(canvas, dice, dusk);
    boundary(canvas, dice, dusk);
    pavement(canvas, dice, dusk);
    road(canvas, dice, dusk);
}

fn houses(canvas: &mut Canvas, dice: &mut Dice, dusk: bool) {
    let mut x = dice.span(-140.0, -60.0);
    while x < 1260.0 {
        let (w, h) = (dice.span(190.0, 290.0), dice.span(210.0, 430.0));
        let paint = any(
            &[
                0xE2_D5_BD, 0xD8_C4_B0, 0xCF_D6_D8, 0xE6_DE_CC, 0xC9_B5_9E, 0xD9_A9_8C,
            ],
            dice,
        );
        let paint = if dusk {
            paint.mix(Ink::hex(0x30_38_55), 0.66)
        } else {
            paint
        };
        let top = PAVEMENT - h;
        canvas.rect([x, top, w, h], paint);
        canvas.rect([x + w * 0.86, top, w * 0.14, h], paint.dark(0.14));
        canvas.rect([x - 5.0, top - 12.0, w + 10.0, 14.0], paint.dark(0.25));
        let mut y = top + 26.0;
        while y < PAVEMENT - 40.0 {
            windows(canvas, [x, y, w, 44.0], paint, dusk, dice);
            y += 66.0;
        }
        x += w + dice.span(4.0, 46.0);
    }
}

fn windows(canvas: &mut Canvas, [x, y, w, h]: [f32; 4], paint: Ink, dusk: bool, dice: &mut Dice) {
    let mut at = x + 20.0;
    while at + 38.0 < x + w * 0.86 {
        let lit = dusk && dice.chance(38);
        let glass = if lit {
            Ink::hex(0xF6_D9_8A)
        } else {
            Ink::hex(0x5F_75_86).mix(paint, 0.2)
        };
        let glass = if dusk && !lit {
            glass.dark(0.45)
        } else {
            glass
        };
        canvas.rect([at - 3.0, y - 3.0, 40.0, h + 6.0], paint.light(0.35));
        canvas.rect([at, y, 34.0, h], glass);
        canvas.rect([at + 15.0, y, 3.0, h], paint.light(0.3));
        if dice.chance(28) {
            canvas.rect([at + 2.0, y + h + 6.0, 30.0, 15.0], WHITE.mix(paint, 0.25));
            canvas.oval((at + 12.0, y + h + 13.0), 5.0, 5.0, paint.dark(0.4));
        }
        at += 54.0;
    }
}

fn boundary(canvas: &mut Canvas, dice: &mut Dice, dusk: bool) {
    if dice.chance(50) {
        let wall = any(&[0xE9_E1_D0, 0xB5_6B_52, 0xD7_D3_C8], dice);
        let wall = if dusk { wall.dark(0.55) } else { wall };
        canvas.rect([-80.0, PAVEMENT - 104.0, 1360.0, 104.0], wall);
        canvas.rect([-80.0, PAVEMENT - 116.0, 1360.0, 16.0], wall.dark(0.3));
        canvas.rect([-80.0, PAVEMENT - 26.0, 1360.0, 26.0], wall.dark(0.18));
        canvas.specks(
            [-80.0, PAVEMENT - 100.0, 1360.0, 90.0],
            80,
            4.0,
            BLACK.thin(0.06),
            dice,
        );
    } else {
        hedge(canvas, (-80.0, PAVEMENT), 1280.0, 84.0, dice);
        if dusk {
            canvas.rect([-80.0, PAVEMENT - 90.0, 1360.0, 92.0], BLACK.thin(0.45));
        }
    }
    let x = if dice.chance(50) {
        dice.span(60.0, 190.0)
    } else {
        dice.span(1010.0, 1140.0)
    };
    let height = dice.span(470.0, 560.0);
    tree(canvas, (x, PAVEMENT + 26.0), height, dice);
    if dusk {
        canvas.rect(
            [-80.0, -80.0, 1360.0, 600.0],
            Ink::hex(0x1A_20_3A).thin(0.3),
        );
    }
}

fn pavement(canvas: &mut Canvas, dice: &mut Dice, dusk: bool) {
    let slab = any(&[0xB9_B2_A6, 0xC2_B3_A0, 0xA9_AA_A8, 0xBF_A4_92], dice);
    let slab = if dusk { slab.dark(0.5) } else { slab };
    canvas.fade(
        [-80.0, PAVEMENT, 1360.0, KERB - PAVEMENT + 4.0],
        slab.dark(0.16),
        slab.light(0.08),
    );
    let away = dice.span(380.0, 820.0);
    let joint = slab.dark(0.26).thin(0.75);
    for column in 0_u16..38 {
        let spread = f32::from(column) - 19.0;
        canvas.line(
            &[
                (away + spread * 44.0, PAVEMENT),
                (away + spread * 96.0, KERB),
            ],
            2.0,
            joint,
        );
    }
    let mut y = PAVEMENT;
    let mut step = 15.0;
    while y < KERB {
        canvas.line(&[(-80.0, y), (1280.0, y)], 2.0, joint);
        y += step;
        step *= 1.17;
    }
    let tactile = Ink::hex(0xD9_B0_45);
    let tactile = if dusk { tactile.dark(0.5) } else { tactile };
    canvas.rect([-80.0, 668.0, 1360.0, 46.0], tactile);
    for row in 0_u16..3 {
        let y = 678.0 + f32::from(row) * 13.0;
        canvas.line(&[(-80.0, y), (1280.0, y)], 4.0, tactile.dark(0.2));
    }
    for column in 0_u16..29 {
        let x = f32::from(column).mul_add(48.0, -80.0);
        canvas.line(&[(x, 668.0), (x, 714.0)], 2.0, tactile.dark(0.3));
    }
    canvas.specks(
        [-80.0, PAVEMENT, 1360.0, KERB - PAVEMENT],
        60,
        3.5,
        BLACK.thin(0.1),
        dice,
    );
}

fn road(canvas: &mut Canvas, dice: &mut Dice, dusk: bool) {
    let stone = if dusk {
        Ink::hex(0x77_77_7C)
    } else {
        Ink::hex(0xCF_CD_C6)
    };
    canvas.rect([-80.0, KERB, 1360.0, 16.0], stone);
    canvas.rect([-80.0, KERB + 16.0, 1360.0, 14.0], stone.dark(0.35));
    let asphalt = if dusk {
        Ink::hex(0x33_35_3C)
    } else {
        Ink::hex(0x62_65_69)
    };
    canvas.fade(
        [-80.0, KERB + 30.0, 1360.0, 220.0],
        asphalt,
        asphalt.dark(0.15),
    );
    canvas.specks(
        [-80.0, KERB + 30.0, 1360.0, 120.0],
        120,
        2.6,
        WHITE.thin(0.16),
        dice,
    );
    canvas.rect(
        [-80.0, KERB + 62.0, 1360.0, 7.0],
        Ink::hex(0xE8_C6_4A).thin(if dusk { 0.5 } else { 0.85 }),
    );
}
