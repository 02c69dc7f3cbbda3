//! A photo as it is shown, made anew from what somebody has sent: what is no picture cannot be
//! read, and whatever else is in the file, such as where it was taken, is left behind.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::imageops::{FilterType, overlay};
use image::{
    DynamicImage, ImageDecoder as _, ImageFormat, ImageReader, ImageResult, Limits, RgbImage, Rgba,
    RgbaImage,
};
use shared::invalid::Reason;

/// Longest side that is read, in pixels; no camera makes more.
const MAX_SIDE: u32 = 16_384;
/// Most pixels that are read: what phones make at their best.
const MAX_PIXELS: u64 = 52_000_000;
/// Most memory that a picture may take while it is read, in bytes: three for each of those pixels,
/// and room for what its decoder needs.
const MAX_MEMORY: u64 = 256 * 1024 * 1024;
/// Longest side of a photo as it is shown large, in pixels.
const LARGE: u32 = 1_600;
/// Side of the square that stands for it, in pixels.
const SMALL: u32 = 320;
/// Quality of what is shown, of 100: more is not seen.
const QUALITY: u8 = 82;

/// A photo, ready to be shown.
#[derive(Clone, Debug)]
pub(super) struct Picture {
    /// Width of the large one, in pixels.
    pub(super) width: u32,
    /// Height of the large one, in pixels.
    pub(super) height: u32,
    /// The large one, a JPEG.
    pub(super) large: Vec<u8>,
    /// A square out of its middle, a JPEG.
    pub(super) small: Vec<u8>,
}

/// Reads a JPEG, PNG or WebP. Its size is looked at before memory is taken for it.
pub(super) fn read(bytes: &[u8]) -> Result<Picture, Reason> {
    const UNKNOWN: Reason =
        Reason::Refused("this is no photo that can be read: send a JPEG, a PNG or a WebP");
    let mut reader =
        ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|_| UNKNOWN)?;
    if !matches!(reader.format(), Some(ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP)) {
        return Err(UNKNOWN);
    }
    let mut limits = Limits::default();
    limits.max_alloc = Some(MAX_MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|_| UNKNOWN)?;
    let (width, height) = decoder.dimensions();
    let is_large = width.max(height) > MAX_SIDE
        || u64::from(width) * u64::from(height) > MAX_PIXELS
        || decoder.total_bytes() > MAX_MEMORY;
    if is_large {
        return Err(Reason::Refused("this photo has too many pixels: send a smaller one"));
    }
    let orientation = decoder.orientation().map_err(|_| UNKNOWN)?;
    let mut image = DynamicImage::from_decoder(decoder).map_err(|_| UNKNOWN)?;
    // Smaller first: turning all of a large picture would take as much memory again.
    if image.width().max(image.height()) > LARGE {
        image = image.resize(LARGE, LARGE, FilterType::CatmullRom);
    }
    image.apply_orientation(orientation);
    shown(&on_white(image)).map_err(|_| UNKNOWN)
}

/// The picture without anything to see through: a JPEG has nothing behind it.
fn on_white(image: DynamicImage) -> RgbImage {
    if !image.color().has_alpha() {
        return image.into_rgb8();
    }
    let mut white =
        RgbaImage::from_pixel(image.width(), image.height(), Rgba([255, 255, 255, 255]));
    overlay(&mut white, &image.into_rgba8(), 0, 0);
    DynamicImage::ImageRgba8(white).into_rgb8()
}

fn shown(image: &RgbImage) -> ImageResult<Picture> {
    let (width, height) = image.dimensions();
    let side = SMALL.min(width).min(height);
    let small = DynamicImage::ImageRgb8(image.clone());
    let small = small.resize_to_fill(side, side, FilterType::CatmullRom).into_rgb8();
    Ok(Picture { width, height, large: jpeg(image)?, small: jpeg(&small)? })
}

fn jpeg(image: &RgbImage) -> ImageResult<Vec<u8>> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, QUALITY).encode_image(image)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A picture whose left half is red and whose right half is blue.
    fn halves(width: u32, height: u32) -> RgbImage {
        RgbImage::from_fn(width, height, |x, _| {
            image::Rgb(if x < width / 2 { [220, 20, 20] } else { [20, 20, 220] })
        })
    }

    fn encoded(image: &RgbImage, format: ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        image.write_to(&mut bytes, format).expect("it can be written");
        bytes.into_inner()
    }

    /// A JPEG with EXIF data: turned like a phone held upright, and taken at a place.
    fn from_a_phone(image: &RgbImage) -> Vec<u8> {
        let plain = encoded(image, ImageFormat::Jpeg);
        // Big endian, one directory: orientation 6, and a text where a place would stand.
        let mut exif =
            b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0".to_vec();
        exif.extend_from_slice(b"GPS 52.3702N 4.8952E");
        let size = u16::try_from(exif.len() + 2).expect("it is short").to_be_bytes();
        [&plain[..2], b"\xff\xe1", &size, &exif, &plain[2..]].concat()
    }

    fn pixels(jpeg: &[u8]) -> RgbImage {
        let image = image::load_from_memory_with_format(jpeg, ImageFormat::Jpeg);
        image.expect("what is shown is a JPEG").into_rgb8()
    }

    fn is_red(image: &RgbImage, x: u32, y: u32) -> bool {
        let [red, _, blue] = image.get_pixel(x, y).0;
        red > 150 && blue < 100
    }

    #[test]
    fn a_photo_becomes_a_large_one_and_a_square() {
        for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
            let picture = read(&encoded(&halves(2_000, 1_000), format)).expect("it is a photo");

            assert_eq!((picture.width, picture.height), (1_600, 800), "{format:?}");
            assert_eq!(pixels(&picture.large).dimensions(), (1_600, 800));
            assert_eq!(pixels(&picture.small).dimensions(), (320, 320));
        }
    }

    #[test]
    fn a_small_photo_is_not_made_larger() {
        let picture = read(&encoded(&halves(40, 20), ImageFormat::Png)).expect("it is a photo");

        assert_eq!((picture.width, picture.height), (40, 20));
        assert_eq!(pixels(&picture.small).dimensions(), (20, 20));
    }

    #[test]
    fn a_phones_photo_stands_upright_and_does_not_tell_where_it_was_taken() {
        let sent = from_a_phone(&halves(80, 40));
        assert!(sent.windows(4).any(|bytes| bytes == b"GPS "));

        let picture = read(&sent).expect("it is a photo");

        assert_eq!((picture.width, picture.height), (40, 80));
        let large = pixels(&picture.large);
        assert!(is_red(&large, 20, 10) && !is_red(&large, 20, 70), "left has become top");
        for shown in [&picture.large, &picture.small] {
            assert!(!shown.windows(4).any(|bytes| bytes == b"GPS " || bytes == b"Exif"));
        }
    }

    #[test]
    fn what_can_be_seen_through_stands_on_white() {
        let clear = RgbaImage::from_pixel(8, 8, Rgba([0, 0, 0, 0]));
        let mut bytes = Cursor::new(Vec::new());
        clear.write_to(&mut bytes, ImageFormat::Png).expect("it can be written");

        let picture = read(&bytes.into_inner()).expect("it is a photo");

        assert!(
            pixels(&picture.large).pixels().all(|pixel| pixel.0.iter().all(|part| *part > 250))
        );
    }

    #[test]
    fn nothing_but_the_picture_is_left_of_a_file_that_is_two_things() {
        let page = b"<!doctype html><script>alert(1)</script>";
        let sent = [&encoded(&halves(40, 20), ImageFormat::Jpeg)[..], page].concat();

        let picture = read(&sent).expect("a browser shows it, too");

        for shown in [&picture.large, &picture.small] {
            assert!(!shown.windows(7).any(|bytes| bytes == b"<script"));
        }
    }

    #[test]
    fn what_is_no_photo_is_refused() {
        let png = encoded(&halves(40, 20), ImageFormat::Png);
        let mut bomb = png.clone();
        // Says to be 60,000 × 60,000, with the right checksum.
        bomb[16..24].copy_from_slice(&[0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60]);
        let sum = crc32(&bomb[12..29]).to_be_bytes();
        bomb[29..33].copy_from_slice(&sum);
        let gif =
            b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";
        let svg = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>";

        for (what, bytes) in [
            ("nothing", &b""[..]),
            ("a text", b"hello"),
            ("a GIF", gif),
            ("an SVG", svg),
            ("the beginning of a PNG", &png[..png.len() / 2]),
            ("a PNG's first bytes", &png[..8]),
            ("a bomb", &bomb),
        ] {
            assert!(read(bytes).is_err(), "{what}");
        }
        let said = read(&bomb).expect_err("it is a bomb").to_string();
        assert!(said.contains("pixels"), "{said}");
    }

    fn crc32(bytes: &[u8]) -> u32 {
        let mut sum = flate2::Crc::new();
        sum.update(bytes);
        sum.sum()
    }
}
