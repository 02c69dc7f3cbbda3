//! Answers that browsers and proxies may keep, and ask after by their `ETag`.

use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

/// For feeds: shown at once from the cache, and refreshed behind it.
pub const FEED: &str = "public, max-age=60, stale-while-revalidate=600";
/// For the loader: a change of a survey reaches every page within minutes.
pub const LOADER: &str = "public, max-age=300, stale-while-revalidate=3600";
/// For what never changes under its address.
pub const IMMUTABLE: &str = "public, max-age=31536000, immutable";

/// Answers with a body, or with 304 where the client has it already.
pub fn cached(
    request: &HeaderMap,
    content_type: &'static str,
    policy: &'static str,
    body: String,
) -> Response {
    let digest = Sha256::digest(body.as_bytes());
    // Weak, because the same body may travel compressed or plain.
    let etag = format!("W/\"{}\"", URL_SAFE_NO_PAD.encode(&digest[..12]));
    let headers = [
        (CONTENT_TYPE, HeaderValue::from_static(content_type)),
        (CACHE_CONTROL, HeaderValue::from_static(policy)),
        (VARY, HeaderValue::from_static("accept-encoding")),
        (ETAG, HeaderValue::from_str(&etag).unwrap_or(HeaderValue::from_static("\"\""))),
    ];
    let known = request
        .get_all(IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|tag| tag.trim() == "*" || tag.trim().trim_start_matches("W/") == &etag[2..]);
    if known {
        return (StatusCode::NOT_MODIFIED, headers).into_response();
    }
    (headers, body).into_response()
}
