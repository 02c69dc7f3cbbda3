//! Photos as phones make them, and forms that send them.

use std::io::Cursor;

use image::{ImageFormat, Rgb, RgbImage};
use reqwest::Method;

use crate::client::{Client, Got};

const BOUNDARY: &str = "a-boundary-that-no-photo-has";

/// A picture whose left half is red and whose right half is blue, as a PNG.
pub fn png(width: u32, height: u32) -> Vec<u8> {
    encoded(width, height, ImageFormat::Png)
}

/// The same as a JPEG that a phone made while it was held upright, at a place that it tells.
pub fn from_a_phone(width: u32, height: u32) -> Vec<u8> {
    let plain = encoded(width, height, ImageFormat::Jpeg);
    let mut exif =
        b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0".to_vec();
    exif.extend_from_slice(b"GPS 52.3702N 4.8952E");
    let size = u16::try_from(exif.len() + 2).expect("it is short").to_be_bytes();
    [&plain[..2], b"\xff\xe1", &size, &exif, &plain[2..]].concat()
}

fn encoded(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    let color = |x| if x < width / 2 { [220, 20, 20] } else { [20, 20, 220] };
    let picture = RgbImage::from_fn(width, height, |x, _| Rgb(color(x)));
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).expect("a picture can be written");
    bytes.into_inner()
}

/// Width and height of a JPEG.
pub fn size(jpeg: &[u8]) -> (u32, u32) {
    let picture = image::load_from_memory_with_format(jpeg, ImageFormat::Jpeg);
    let picture = picture.expect("what is shown is a JPEG");
    (picture.width(), picture.height())
}

impl Client {
    /// Sends a form with a file and a description of it.
    pub async fn upload(&self, path: &str, file: &[u8], alt: &str) -> Got {
        let head = format!(
            "--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"alt\"\r\n\r\n{alt}\r\n\
             --{BOUNDARY}\r\ncontent-disposition: form-data; name=\"photo\"; \
             filename=\"../IMG 1.svg\"\r\ncontent-type: image/svg+xml\r\n\r\n"
        );
        let end = format!("\r\n--{BOUNDARY}--\r\n");
        let body = [head.as_bytes(), file, end.as_bytes()].concat();
        let kind = format!("multipart/form-data; boundary={BOUNDARY}");
        self.with("content-type", &kind).send(Method::POST, path, body).await
    }
}
