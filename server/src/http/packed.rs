//! Texts that every page of a shop asks for, compressed once as small as they get.

use std::convert::Infallible;

use axum::body::{Body, Bytes};
use axum::http::header::{ACCEPT_ENCODING, CONTENT_ENCODING};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::Response;
use brotli::BrotliCompress;
use brotli::enc::BrotliEncoderParams;
use quick_cache::sync::Cache;
use sha2::{Digest, Sha256};

use super::cache::cached;
use crate::app::App;

/// Texts that are kept compressed: some thousand bytes each.
const TEXTS: usize = 1_000;

/// The texts in memory, under their own digest.
#[derive(Debug)]
pub struct Packed(Cache<[u8; 32], Option<Bytes>>);

impl Default for Packed {
    fn default() -> Self {
        Self(Cache::new(TEXTS))
    }
}

/// Answers as [`cached`] does. Who takes Brotli gets the smallest that it can make, which takes
/// some ten milliseconds and therefore happens once for each text.
pub async fn packed(
    app: &App,
    request: &HeaderMap,
    content_type: &'static str,
    policy: &'static str,
    body: String,
) -> Response {
    let response = cached(request, content_type, policy, body.clone());
    if response.status() != StatusCode::OK || !takes(request, "br") {
        return response;
    }
    let digest: [u8; 32] = Sha256::digest(body.as_bytes()).into();
    let smallest = app.packed.0.get_or_insert_async(&digest, async move {
        let smallest = tokio::task::spawn_blocking(move || smallest(body.as_bytes())).await;
        Ok::<_, Infallible>(smallest.ok().flatten())
    });
    let Ok(smallest) = smallest.await;
    match smallest {
        Some(smallest) => {
            let (mut head, _) = response.into_parts();
            head.headers.insert(CONTENT_ENCODING, HeaderValue::from_static("br"));
            Response::from_parts(head, Body::from(smallest))
        }
        None => response,
    }
}

/// Whether a client takes an encoding. One is refused by `q=0`.
pub fn takes(request: &HeaderMap, encoding: &str) -> bool {
    let all = request.get_all(ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    all.flat_map(|value| value.split(',')).any(|part| {
        let (name, weight) = part.split_once(';').unwrap_or((part, ""));
        let weight = weight.trim().strip_prefix("q=").map_or(Ok(1.0), str::parse::<f64>);
        name.trim() == encoding && weight.is_ok_and(|weight| weight > 0.0)
    })
}

fn smallest(text: &[u8]) -> Option<Bytes> {
    let options = BrotliEncoderParams { quality: 11, ..BrotliEncoderParams::default() };
    let mut packed = Vec::new();
    BrotliCompress(&mut &*text, &mut packed, &options).ok()?;
    Some(packed.into())
}
