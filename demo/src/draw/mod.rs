//! Draws the photos: flat scenes by code, so that a demo has pictures and the repository has none.
//!
//! A scene is a set (street, wall, corridor) with props. Set and props throw the same dice before and after the
//! handling, so that the two photos show one place.

mod canvas;
mod clutter;
mod corridor;
mod equipment;
mod facade;
mod ground;
mod ink;
mod papers;
mod passage;
mod plants;
mod props;
mod roadside;
mod street;
mod vehicles;
mod wall;
mod water;
mod wires;

use canvas::Canvas;

use crate::dice::Dice;
use crate::photo::{DemoPhoto, Moment, Scene};

/// The picture as RGBA.
pub(crate) fn pixels(photo: DemoPhoto) -> Option<Vec<u8>> {
    let kind = Scene::ALL.iter().position(|scene| *scene == photo.scene)?;
    let kind = u64::try_from(kind).ok()?;
    let mut dice = Dice::new(photo.seed.wrapping_mul(31).wrapping_add(kind));
    let tilt = dice.span(-1.6, 1.6);
    let after = photo.moment == Moment::After;
    let mut canvas = Canvas::new(tilt)?;
    let draw = match photo.scene {
        Scene::Garbage => ground::garbage,
        Scene::Paving => ground::paving,
        Scene::Branch => ground::branch,
        Scene::Manhole => ground::manhole,
        Scene::Pool => water::pool,
        Scene::Lamp => roadside::lamp,
        Scene::Stall => roadside::stall,
        Scene::Cars => roadside::cars,
        Scene::Leak => water::leak,
        Scene::Bulletin => papers::bulletin,
        Scene::Adverts => papers::adverts,
        Scene::Wires => wires::wires,
        Scene::Bikes => clutter::bikes,
        Scene::Bulky => clutter::bulky,
        Scene::Shed => facade::shed,
        Scene::Facade => facade::tiles,
        Scene::Ebikes => passage::ebikes,
        Scene::Goods => passage::goods,
        Scene::Elevator => equipment::elevator,
        Scene::Extinguisher => equipment::extinguisher,
    };
    draw(&mut canvas, &mut dice, after);
    canvas.vignette();
    Some(canvas.into_pixels())
}
