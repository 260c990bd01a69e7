//! The set indoors: the ground floor of a stairwell, two-toned walls, stairs to the right.

use super::canvas::Canvas;
use super::ink::{BLACK, Ink, WHITE, any};
use crate::dice::Dice;

/// Where the back wall meets the floor.
pub(super) const FLOOR: f32 = 600.0;

/// Paints the corridor; `stairs` adds a flight on the right and letter boxes on the left.
pub(super) fn corridor(canvas: &mut Canvas, dice: &mut Dice, stairs: bool) {
    let upper = any(&[0xEF_EA_DC, 0xE8_E8_E2, 0xF0_E6_D0], dice);
    let lower = any(&[0x7F_A0_8A, 0x86_9F_B2, 0xA8_94_7C, 0x8C_A8_78], dice);
    let floor = any(&[0xA5_A0_96, 0x95_98_9A, 0xB0_A0_8C], dice);
    // Back wall, side walls, ceiling, floor, meeting in one point of view.
    canvas.rect([-80.0, -80.0, 1360.0, 1100.0], upper.dark(0.1));
    canvas.fade(
        [240.0, 110.0, 720.0, FLOOR - 110.0],
        upper,
        upper.dark(0.07),
    );
    canvas.rect([240.0, 400.0, 720.0, FLOOR - 400.0], lower);
    canvas.poly(
        &[
            (-80.0, -80.0),
            (1280.0, -80.0),
            (960.0, 110.0),
            (240.0, 110.0),
        ],
        upper.light(0.3),
    );
    canvas.poly(
        &[
            (-80.0, -80.0),
            (240.0, 110.0),
            (240.0, FLOOR),
            (-80.0, 960.0),
        ],
        upper.dark(0.13),
    );
    canvas.poly(
        &[
            (-80.0, 470.0),
            (240.0, 400.0),
            (240.0, FLOOR),
            (-80.0, 960.0),
        ],
        lower.dark(0.14),
    );
    canvas.poly(
        &[
            (1280.0, -80.0),
            (960.0, 110.0),
            (960.0, FLOOR),
            (1280.0, 960.0),
        ],
        upper.dark(0.18),
    );
    canvas.poly(
        &[
            (1280.0, 470.0),
            (960.0, 400.0),
            (960.0, FLOOR),
            (1280.0, 960.0),
        ],
        lower.dark(0.22),
    );
    canvas.line(
        &[
            (-80.0, 470.0),
            (240.0, 400.0),
            (960.0, 400.0),
            (1280.0, 470.0),
        ],
        5.0,
        lower.dark(0.4),
    );
    canvas.poly(
        &[
            (240.0, FLOOR),
            (960.0, FLOOR),
            (1480.0, 1000.0),
            (-280.0, 1000.0),
        ],
        floor,
    );
    if stairs {
        canvas.poly(
            &[
                (900.0, FLOOR),
                (1500.0, FLOOR),
                (1500.0, 1000.0),
                (900.0, 1000.0),
            ],
            floor,
        );
    }
    tiles(canvas, floor, stairs);
    canvas.specks(
        [240.0, 130.0, 720.0, 260.0],
        70,
        6.0,
        BLACK.thin(0.05),
        dice,
    );
    canvas.specks(
        [0.0, 620.0, 1200.0, 280.0],
        120,
        4.0,
        BLACK.thin(0.12),
        dice,
    );
    canvas.fade(
        [240.0, FLOOR - 3.0, 720.0, 26.0],
        BLACK.thin(0.3),
        BLACK.thin(0.0),
    );
    canvas.oval((600.0, 62.0), 62.0, 18.0, WHITE);
    canvas.glow((600.0, 70.0), 420.0, Ink::hex(0xFF_F6_D8).thin(0.42));
    if stairs {
        flight(canvas, floor);
        letterboxes(canvas, dice);
    }
}

fn tiles(canvas: &mut Canvas, floor: Ink, wide: bool) {
    let joint = floor.dark(0.22).thin(0.8);
    for column in 0_u16..if wide { 16 } else { 11 } {
        let spread = f32::from(column) - 5.0;
        canvas.line(
            &[
                (600.0 + spread * 72.0, FLOOR),
                (600.0 + spread * 176.0, 1000.0),
            ],
            2.5,
            joint,
        );
    }
    let (mut y, mut step) = (FLOOR, 26.0);
    while y < 920.0 {
        let wider = (y - FLOOR) * 1.3;
        canvas.line(
            &[
                (240.0 - wider, y),
                (if wide { 1400.0 } else { 960.0 + wider }, y),
            ],
            2.5,
            joint,
        );
        y += step;
        step *= 1.34;
    }
}

/// Seven steps that climb from the middle of the floor to the right.
fn flight(canvas: &mut Canvas, floor: Ink) {
    for step in 0_u16..8 {
        let n = f32::from(step);
        let (x, y) = (760.0 + n * 58.0, FLOOR + 40.0 - n * 44.0);
        canvas.rect([x, y, 700.0, FLOOR + 88.0 - y], floor.dark(0.3));
        canvas.poly(
            &[
                (x, y),
                (x + 700.0, y),
                (x + 740.0, y - 22.0),
                (x + 26.0, y - 22.0),
            ],
            floor.light(0.18),
        );
        canvas.line(&[(x, y), (x + 700.0, y)], 4.0, floor.dark(0.45));
    }
    let rail = Ink::hex(0x5A_3F_2E);
    for post in 0_u16..5 {
        let n = f32::from(post) * 1.8;
        let (x, y) = (776.0 + n * 58.0, FLOOR + 34.0 - n * 44.0);
        canvas.line(&[(x, y), (x, y - 168.0)], 8.0, Ink::hex(0x3E_44_4A));
    }
    canvas.line(
        &[(764.0, FLOOR - 122.0), (1300.0, FLOOR - 540.0)],
        19.0,
        rail,
    );
    canvas.line(
        &[(764.0, FLOOR - 128.0), (1300.0, FLOOR - 546.0)],
        5.0,
        rail.light(0.3),
    );
}

fn letterboxes(canvas: &mut Canvas, dice: &mut Dice) {
    let paint = any(&[0x3F_6A_50, 0x8E_96_9A, 0x6A_4A_3A], dice);
    let x = dice.span(268.0, 300.0);
    canvas.rect([x - 6.0, 206.0, 196.0, 136.0], BLACK.thin(0.2));
    canvas.rect([x - 10.0, 200.0, 196.0, 136.0], paint.dark(0.25));
    for row in 0_u16..3 {
        for column in 0_u16..4 {
            let (cx, cy) = (x + f32::from(column) * 46.0, 206.0 + f32::from(row) * 42.0);
            canvas.rect([cx - 4.0, cy, 42.0, 37.0], paint);
            canvas.rect([cx + 3.0, cy + 8.0, 28.0, 4.0], paint.dark(0.5));
            canvas.oval((cx + 17.0, cy + 25.0), 3.0, 3.0, Ink::hex(0xD8_D0_B8));
        }
    }
}
