//! A survey that is not saved yet, as a form carries it: in every language, though the form
//! shows one.

use std::io::{Read, Write};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;

use crate::surveys::Settings;

/// No survey that can be saved is larger, in bytes of JSON.
const LARGEST: u64 = 256 * 1024;

/// A survey as a hidden field holds it: compressed, so that a form with texts in many languages
/// is no larger than what the server reads.
pub(super) fn packed(settings: &Settings) -> String {
    let json = serde_json::to_vec(settings).unwrap_or_default();
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    let bytes = encoder.write_all(&json).and_then(|()| encoder.finish());
    URL_SAFE_NO_PAD.encode(bytes.unwrap_or_default())
}

/// The survey of a hidden field; none where it holds none.
pub(super) fn unpacked(text: &str) -> Option<Settings> {
    let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
    let mut json = Vec::new();
    DeflateDecoder::new(&*bytes).take(LARGEST).read_to_end(&mut json).ok()?;
    serde_json::from_slice(&json).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::surveys::templates;

    #[test]
    fn a_survey_survives_its_form_and_a_cut_off_one_is_none() {
        for settings in templates::usual(true) {
            let text = packed(&settings);

            assert_eq!(unpacked(&text), Some(settings));
            assert_eq!(unpacked(&text[..text.len() / 2]), None);
            assert!(text.len() < 4_000, "{}", text.len());
        }
        assert_eq!(unpacked(""), None);
    }
}
