//! A small picture of a photo. The photo's bytes are hostile until shown otherwise: what decoding may cost is bounded before it begins.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use gridloop_shared::model::PhotoKind;
use image::codecs::jpeg::JpegEncoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};

/// The longest side of a small picture in pixels: three times what a list shows, for sharp screens.
const SIDE: u32 = 320;
/// Of 1 to 100.
const QUALITY: u8 = 75;
/// A photo of more pixels has no small picture. Phones send 2 million; a progressive JPEG needs 9 bytes a pixel to be decoded.
const MOST_PIXELS: u64 = 12_500_000;
/// The most bytes that decoding may take at once.
const MOST_MEMORY: u64 = 64 * 1024 * 1024;

/// A JPEG of at most 320 pixels a side, or none when the photo cannot be decoded within bounds. Blocks, for some milliseconds as a
/// rule and some seconds at worst.
pub fn draw_small(photo: &[u8]) -> Option<Vec<u8>> {
    // The decoders are not ours.
    let (picture, upright) = catch_unwind(AssertUnwindSafe(|| decode(photo))).ok()??;
    let mut small = picture.thumbnail(SIDE, SIDE);
    drop(picture);
    small.apply_orientation(upright);
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, QUALITY)
        .encode_image(&small.into_rgb8())
        .ok()?;
    Some(bytes)
}

fn decode(photo: &[u8]) -> Option<(DynamicImage, Orientation)> {
    let format = match PhotoKind::sniff(photo)? {
        PhotoKind::Jpeg => ImageFormat::Jpeg,
        PhotoKind::Png => ImageFormat::Png,
        PhotoKind::Webp => ImageFormat::WebP,
    };
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_MEMORY);
    let mut reader = ImageReader::with_format(Cursor::new(photo), format);
    reader.limits(limits.clone());
    let mut decoder = reader.into_decoder().ok()?;
    let (width, height) = decoder.dimensions();
    if u64::from(width).saturating_mul(u64::from(height)) > MOST_PIXELS {
        return None;
    }
    // The decoder takes the limits for what it needs itself; what it writes to is counted here.
    limits.reserve(decoder.total_bytes()).ok()?;
    decoder.set_limits(limits).ok()?;
    let upright = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    Some((DynamicImage::from_decoder(decoder).ok()?, upright))
}

#[cfg(test)]
mod tests {
    use image::{ImageFormat, RgbImage, RgbaImage};

    use super::*;

    fn encoded(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        picture.write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    }

    fn striped(width: u32, height: u32) -> DynamicImage {
        RgbImage::from_fn(width, height, |x, y| {
            let shade = |n: u32| u8::try_from(n % 251).unwrap();
            [shade(x), shade(y), shade(x ^ y)].into()
        })
        .into()
    }

    fn size_of(jpeg: &[u8]) -> (u32, u32) {
        let drawn = image::load_from_memory_with_format(jpeg, ImageFormat::Jpeg).unwrap();
        (drawn.width(), drawn.height())
    }

    #[test]
    fn every_format_becomes_a_small_jpeg() {
        for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
            let small = draw_small(&encoded(&striped(1600, 1200), format)).unwrap();
            assert_eq!(size_of(&small), (320, 240));
            assert!(small.len() < 40_000, "{} bytes", small.len());
        }
        let clear = encoded(&RgbaImage::new(300, 900).into(), ImageFormat::Png);
        assert_eq!(size_of(&draw_small(&clear).unwrap()), (107, 320));
    }

    #[test]
    fn a_photo_that_lies_on_its_side_is_turned_upright() {
        let mut jpeg = encoded(&striped(400, 200), ImageFormat::Jpeg);
        // An EXIF block (CIPA DC-008) with one entry: orientation 6, turned to the right.
        let exif = b"\xFF\xE1\0\x22Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
        jpeg.splice(2..2, exif.iter().copied());
        assert_eq!(size_of(&draw_small(&jpeg).unwrap()), (160, 320));
    }

    #[test]
    fn what_cannot_be_decoded_or_costs_too_much_has_none() {
        let whole = encoded(&striped(200, 200), ImageFormat::Png);
        assert!(draw_small(&whole).is_some());
        assert_eq!(draw_small(&whole[..whole.len() / 2]), None, "cut");
        let jpeg = encoded(&striped(64, 64), ImageFormat::Jpeg);
        assert_eq!(draw_small(&jpeg[..100]), None);
        assert_eq!(draw_small(b"<svg/>"), None);
        let large = encoded(
            &image::GrayImage::new(5_000, 2_501).into(),
            ImageFormat::Png,
        );
        assert_eq!(draw_small(&large), None, "more pixels than are drawn");
    }
}
