//! Shapes on a surface of 1200 × 900: the only file that speaks to tiny-skia.

use std::f32::consts::TAU;

use tiny_skia::{
    FillRule, GradientStop, LineCap, LineJoin, LinearGradient, Paint, Path, PathBuilder, Pixmap,
    Point, RadialGradient, Rect, Shader, SpreadMode, Stroke, Transform,
};

use super::ink::{BLACK, Ink};
use crate::dice::Dice;
use crate::photo::{PHOTO_HEIGHT, PHOTO_WIDTH};

/// x and y in pixels, y downwards.
pub(super) type At = (f32, f32);
/// x, y, width, height.
pub(super) type Area = [f32; 4];

pub(super) struct Canvas {
    pixmap: Pixmap,
    view: Transform,
}

impl Canvas {
    /// `tilt` in degrees: nobody holds a phone quite level. The view is enlarged so that no corner shows.
    pub(super) fn new(tilt: f32) -> Option<Self> {
        let pixmap = Pixmap::new(u32::from(PHOTO_WIDTH), u32::from(PHOTO_HEIGHT))?;
        let (x, y) = (f32::from(PHOTO_WIDTH) / 2.0, f32::from(PHOTO_HEIGHT) / 2.0);
        let grown = 1.0 + tilt.abs() * 0.026;
        let view = Transform::from_rotate_at(tilt, x, y).pre_concat(Transform::from_row(
            grown,
            0.0,
            0.0,
            grown,
            x - x * grown,
            y - y * grown,
        ));
        Some(Self { pixmap, view })
    }

    /// Premultiplied RGBA; opaque wherever a set has been painted.
    pub(super) fn into_pixels(self) -> Vec<u8> {
        self.pixmap.take()
    }

    fn fill(&mut self, path: Option<Path>, shader: Shader<'_>) {
        let Some(path) = path else { return };
        let paint = Paint {
            shader,
            anti_alias: true,
            ..Paint::default()
        };
        self.pixmap
            .fill_path(&path, &paint, FillRule::Winding, self.view, None);
    }

    fn draw(&mut self, path: Option<Path>, width: f32, ink: Ink) {
        let Some(path) = path else { return };
        let paint = Paint {
            shader: Shader::SolidColor(ink.color()),
            anti_alias: true,
            ..Paint::default()
        };
        let stroke = Stroke {
            width,
            line_cap: LineCap::Round,
            line_join: LineJoin::Round,
            ..Stroke::default()
        };
        self.pixmap
            .stroke_path(&path, &paint, &stroke, self.view, None);
    }

    pub(super) fn rect(&mut self, [x, y, w, h]: Area, ink: Ink) {
        let path = Rect::from_xywh(x, y, w, h).map(PathBuilder::from_rect);
        self.fill(path, Shader::SolidColor(ink.color()));
    }

    pub(super) fn rounded(&mut self, [x, y, w, h]: Area, r: f32, ink: Ink) {
        let mut path = PathBuilder::new();
        path.move_to(x + r, y);
        path.line_to(x + w - r, y);
        path.quad_to(x + w, y, x + w, y + r);
        path.line_to(x + w, y + h - r);
        path.quad_to(x + w, y + h, x + w - r, y + h);
        path.line_to(x + r, y + h);
        path.quad_to(x, y + h, x, y + h - r);
        path.line_to(x, y + r);
        path.quad_to(x, y, x + r, y);
        path.close();
        self.fill(path.finish(), Shader::SolidColor(ink.color()));
    }

    pub(super) fn poly(&mut self, corners: &[At], ink: Ink) {
        self.fill(outline(corners, true), Shader::SolidColor(ink.color()));
    }

    pub(super) fn oval(&mut self, (x, y): At, rx: f32, ry: f32, ink: Ink) {
        self.fill(ellipse((x, y), rx, ry), Shader::SolidColor(ink.color()));
    }

    pub(super) fn ring(&mut self, at: At, rx: f32, ry: f32, width: f32, ink: Ink) {
        self.draw(ellipse(at, rx, ry), width, ink);
    }

    pub(super) fn line(&mut self, points: &[At], width: f32, ink: Ink) {
        self.draw(outline(points, false), width, ink);
    }

    /// A line rounded at its inner points.
    pub(super) fn curve(&mut self, points: &[At], width: f32, ink: Ink) {
        self.draw(smooth(points, false), width, ink);
    }

    /// A closed shape rounded at all points.
    pub(super) fn pebble(&mut self, points: &[At], ink: Ink) {
        self.fill(smooth(points, true), Shader::SolidColor(ink.color()));
    }

    /// An oval whose radius wobbles by the share `rough`.
    pub(super) fn blob(
        &mut self,
        (x, y): At,
        rx: f32,
        ry: f32,
        rough: f32,
        ink: Ink,
        dice: &mut Dice,
    ) {
        const CORNERS: u16 = 11;
        let points: Vec<At> = (0..CORNERS)
            .map(|corner| {
                let (sin, cos) = (TAU * f32::from(corner) / f32::from(CORNERS)).sin_cos();
                let r = dice.span(1.0 - rough, 1.0 + rough);
                (cos.mul_add(rx * r, x), sin.mul_add(ry * r, y))
            })
            .collect();
        self.pebble(&points, ink);
    }

    /// A rectangle that goes from one colour at the top to another at the bottom.
    pub(super) fn fade(&mut self, [x, y, w, h]: Area, top: Ink, bottom: Ink) {
        let stops = vec![
            GradientStop::new(0.0, top.color()),
            GradientStop::new(1.0, bottom.color()),
        ];
        let ends = (Point::from_xy(x, y), Point::from_xy(x, y + h));
        let shader = LinearGradient::new(
            ends.0,
            ends.1,
            stops,
            SpreadMode::Pad,
            Transform::identity(),
        );
        if let Some(shader) = shader {
            self.fill(
                Rect::from_xywh(x, y, w, h).map(PathBuilder::from_rect),
                shader,
            );
        }
    }

    /// A light (or, in black, a darkness) that fades outwards.
    pub(super) fn glow(&mut self, (x, y): At, r: f32, ink: Ink) {
        let stops = vec![
            GradientStop::new(0.0, ink.color()),
            GradientStop::new(1.0, ink.thin(0.0).color()),
        ];
        self.radial((x, y), r, stops, ellipse((x, y), r, r));
    }

    /// Dark corners, as of a cheap lens.
    pub(super) fn vignette(&mut self) {
        let stops = vec![
            GradientStop::new(0.0, BLACK.thin(0.0).color()),
            GradientStop::new(0.62, BLACK.thin(0.0).color()),
            GradientStop::new(1.0, BLACK.thin(0.3).color()),
        ];
        let all = Rect::from_xywh(-200.0, -200.0, 1600.0, 1300.0).map(PathBuilder::from_rect);
        self.radial((600.0, 440.0), 800.0, stops, all);
    }

    fn radial(&mut self, (x, y): At, r: f32, stops: Vec<GradientStop>, path: Option<Path>) {
        let centre = Point::from_xy(x, y);
        let shader = RadialGradient::new(
            centre,
            0.0,
            centre,
            r,
            stops,
            SpreadMode::Pad,
            Transform::identity(),
        );
        if let Some(shader) = shader {
            self.fill(path, shader);
        }
    }

    /// A soft shadow on the ground.
    pub(super) fn shadow(&mut self, at: At, rx: f32, ry: f32) {
        for grown in [1.0, 0.86, 0.72] {
            self.oval(at, rx * grown, ry * grown, BLACK.thin(0.12));
        }
    }

    /// Small dots, for asphalt, plaster and dirt.
    pub(super) fn specks(
        &mut self,
        [x, y, w, h]: Area,
        count: u16,
        r: f32,
        ink: Ink,
        dice: &mut Dice,
    ) {
        for _ in 0..count {
            let at = (dice.span(x, x + w), dice.span(y, y + h));
            let size = dice.span(r * 0.4, r);
            self.oval(at, size, size * 0.7, ink);
        }
    }
}

fn ellipse((x, y): At, rx: f32, ry: f32) -> Option<Path> {
    let area = Rect::from_xywh(x - rx, y - ry, rx * 2.0, ry * 2.0)?;
    let mut path = PathBuilder::new();
    path.push_oval(area);
    path.finish()
}

fn outline(points: &[At], closed: bool) -> Option<Path> {
    let mut path = PathBuilder::new();
    let (first, rest) = points.split_first()?;
    path.move_to(first.0, first.1);
    for point in rest {
        path.line_to(point.0, point.1);
    }
    if closed {
        path.close();
    }
    path.finish()
}

/// Quadratic curves from midpoint to midpoint, the points being their handles.
fn smooth(points: &[At], closed: bool) -> Option<Path> {
    let middle = |a: At, b: At| (f32::midpoint(a.0, b.0), f32::midpoint(a.1, b.1));
    let (first, last) = (*points.first()?, *points.last()?);
    let mut path = PathBuilder::new();
    let start = if closed { middle(last, first) } else { first };
    path.move_to(start.0, start.1);
    for (a, b) in points.iter().zip(points.iter().skip(1)) {
        let to = middle(*a, *b);
        path.quad_to(a.0, a.1, to.0, to.1);
    }
    let end = if closed { middle(last, first) } else { last };
    path.quad_to(last.0, last.1, end.0, end.1);
    path.finish()
}
