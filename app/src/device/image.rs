//! A picture made small: upright, at most 1600 px, JPEG. Drawn anew, so nothing that the camera wrote beside it (EXIF,
//! position) goes along.

use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, CanvasRenderingContext2d, HtmlCanvasElement, ImageBitmap, ImageBitmapOptions,
    ImageOrientation,
};

use super::bytes_of;

/// The longer side, in pixels.
const LONGEST: u32 = 1_600;
/// JPEG's quality.
const QUALITY: f64 = 0.8;
const JPEG: &str = "image/jpeg";

/// The picture of a file as a small JPEG, or none when this browser cannot open it.
pub async fn small_jpeg(file: &Blob) -> Option<Vec<u8>> {
    let bitmap = open(file).await?;
    let (width, height) = fit(bitmap.width(), bitmap.height());
    let drawn = draw(&bitmap, width, height);
    // Gives the memory of the large picture back at once: phones have little.
    bitmap.close();
    encode(&drawn?).await
}

async fn open(file: &Blob) -> Option<ImageBitmap> {
    let options = ImageBitmapOptions::new();
    options.set_image_orientation(ImageOrientation::FromImage);
    let window = web_sys::window()?;
    let opening = window
        .create_image_bitmap_with_blob_and_image_bitmap_options(file, &options)
        .ok()?;
    JsFuture::from(opening).await.ok()?.dyn_into().ok()
}

/// The size that is drawn: never larger than the picture, never empty.
fn fit(width: u32, height: u32) -> (u32, u32) {
    let longest = width.max(height).max(1);
    if longest <= LONGEST {
        return (width.max(1), height.max(1));
    }
    let scale = |side: u32| {
        let scaled = u64::from(side) * u64::from(LONGEST) / u64::from(longest);
        u32::try_from(scaled).unwrap_or(LONGEST).max(1)
    };
    (scale(width), scale(height))
}

fn draw(bitmap: &ImageBitmap, width: u32, height: u32) -> Option<HtmlCanvasElement> {
    let document = web_sys::window()?.document()?;
    let canvas: HtmlCanvasElement = document.create_element("canvas").ok()?.dyn_into().ok()?;
    canvas.set_width(width);
    canvas.set_height(height);
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    let (w, h) = (f64::from(width), f64::from(height));
    // What is transparent would turn black.
    context.set_fill_style_str("white");
    context.fill_rect(0.0, 0.0, w, h);
    context
        .draw_image_with_image_bitmap_and_dw_and_dh(bitmap, 0.0, 0.0, w, h)
        .ok()?;
    Some(canvas)
}

async fn encode(canvas: &HtmlCanvasElement) -> Option<Vec<u8>> {
    let promise = Promise::new(&mut |resolve, _| {
        // Calls back with null when it cannot.
        let _ = canvas.to_blob_with_type_and_encoder_options(
            &resolve,
            JPEG,
            &JsValue::from_f64(QUALITY),
        );
    });
    let blob: Blob = JsFuture::from(promise).await.ok()?.dyn_into().ok()?;
    let bytes = bytes_of(&blob).await?;
    (blob.type_() == JPEG).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::fit;

    #[test]
    fn the_longer_side_is_brought_to_its_limit_and_nothing_is_made_larger() {
        assert_eq!(fit(4_000, 3_000), (1_600, 1_200));
        assert_eq!(fit(3_000, 4_000), (1_200, 1_600));
        assert_eq!(fit(800, 600), (800, 600));
        assert_eq!(fit(100_000, 1), (1_600, 1));
        assert_eq!(fit(0, 0), (1, 1));
    }
}
