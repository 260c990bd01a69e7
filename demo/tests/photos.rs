//! Every photo that a case can hold must be drawable, small enough to sync and the same on every run.

use std::collections::BTreeSet;

use gridloop_demo::{
    DemoPhoto, Moment, PHOTO_HEIGHT, PHOTO_LIMIT, PHOTO_SEEDS, PHOTO_WIDTH, Scene,
};

/// Width and height from the first frame header (ITU-T T.81, B.2.2).
fn size(jpeg: &[u8]) -> Option<(u16, u16)> {
    let mut rest = jpeg.get(2..)?;
    loop {
        let [0xFF, marker, high, low, ..] = *rest else {
            return None;
        };
        if marker == 0xC0 {
            let [_, _, _, _, _, h1, h0, w1, w0, ..] = *rest else {
                return None;
            };
            return Some((u16::from_be_bytes([w1, w0]), u16::from_be_bytes([h1, h0])));
        }
        rest = rest.get(2 + usize::from(u16::from_be_bytes([high, low]))..)?;
    }
}

#[test]
fn every_scene_is_a_jpeg_of_the_right_size_before_and_after() {
    for scene in Scene::ALL {
        for moment in [Moment::Before, Moment::After] {
            let photo = DemoPhoto {
                scene,
                moment,
                seed: 0,
            };
            let bytes = photo.jpeg();
            assert_eq!(&bytes[..3], [0xFF, 0xD8, 0xFF], "{photo:?}");
            assert_eq!(&bytes[bytes.len() - 2..], [0xFF, 0xD9], "{photo:?}");
            assert_eq!(size(&bytes), Some((PHOTO_WIDTH, PHOTO_HEIGHT)), "{photo:?}");
            assert!(
                bytes.len() > 20_000,
                "{photo:?} shows nothing: {} bytes",
                bytes.len()
            );
        }
    }
}

#[test]
fn the_scenes_richest_in_detail_stay_small_with_every_seed() {
    for scene in [Scene::Branch, Scene::Bikes] {
        for seed in 0..PHOTO_SEEDS {
            let photo = DemoPhoto {
                scene,
                moment: Moment::Before,
                seed,
            };
            let length = photo.jpeg().len();
            assert!(length <= PHOTO_LIMIT, "{photo:?}: {length} bytes");
        }
    }
}

#[test]
fn a_photo_has_the_same_bytes_every_time_and_others_with_another_seed_or_moment() {
    let photo = DemoPhoto {
        scene: Scene::Goods,
        moment: Moment::Before,
        seed: 3,
    };
    assert_eq!(photo.jpeg(), photo.jpeg());
    let others: BTreeSet<Vec<u8>> = [
        photo.jpeg(),
        DemoPhoto { seed: 4, ..photo }.jpeg(),
        DemoPhoto {
            moment: Moment::After,
            ..photo
        }
        .jpeg(),
        DemoPhoto {
            scene: Scene::Ebikes,
            ..photo
        }
        .jpeg(),
    ]
    .into();
    assert_eq!(others.len(), 4);
}
