//! The built widget, embedded: served under an address that changes with its contents.

use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, LOCATION, VARY};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use crate::app::App;
use crate::error::Error;
use crate::http::cache::IMMUTABLE;
use crate::http::extract::{BuildPath, FilePath};
use crate::http::packed::takes;
use crate::http::routes::Routes;

include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// Said where something needs the widget and this build has none.
pub const MISSING: &str = "This build of Candor has no widget: run `cargo xtask build`. \
                           Pages and API work; surveys are not asked.";

/// One file of the built widget, also as it travels compressed.
pub struct Asset {
    /// Its file name.
    pub name: &'static str,
    /// As it is.
    pub raw: &'static [u8],
    /// Compressed with Brotli.
    pub brotli: Option<&'static [u8]>,
    /// Compressed with gzip.
    pub gzip: Option<&'static [u8]>,
}

/// The routes of assets.
pub fn router() -> Routes {
    Routes::new().route("/assets/{build}/{file}", get(serve))
}

/// The source of the loader, still without its configuration.
pub fn loader() -> Option<&'static str> {
    text("embed.js")
}

/// The source of what asks where the widget is refused, still without its words.
pub fn fallback() -> Option<&'static str> {
    text("fallback.js")
}

/// The stylesheet of the displays.
pub fn display_style() -> Option<&'static str> {
    text("show.css")
}

fn text(name: &str) -> Option<&'static str> {
    let asset = ASSETS.iter().find(|asset| asset.name == name)?;
    std::str::from_utf8(asset.raw).ok()
}

/// Serves a file of this build. A page that was loaded from another build (an old cache, a
/// rolling upgrade) is led to this one's file, without anybody keeping that answer.
async fn serve(
    State(app): State<App>,
    (BuildPath(build), FilePath(file)): (BuildPath, FilePath),
    headers: HeaderMap,
) -> Result<Response, Error> {
    let own = BUILD.ok_or(Error::NotFound("asset"))?;
    let asset = ASSETS.iter().find(|asset| asset.name == file && file != "embed.js");
    let asset = asset.ok_or(Error::NotFound("asset"))?;
    if build != own {
        let place = app.public.to(&format!("/assets/{own}/{file}"));
        let headers = [(LOCATION, place), (CACHE_CONTROL, "no-store".to_owned())];
        return Ok((StatusCode::TEMPORARY_REDIRECT, headers).into_response());
    }
    let (body, encoding) = asset.encoded(&headers);
    let headers = [
        (CONTENT_TYPE, asset.content_type()),
        (CACHE_CONTROL, IMMUTABLE),
        (VARY, "accept-encoding"),
    ];
    let mut response = (headers, body).into_response();
    if let Some(encoding) = encoding {
        response.headers_mut().insert(CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    Ok(response)
}

impl Asset {
    fn content_type(&self) -> &'static str {
        match self.name.rsplit('.').next() {
            Some("js") => "text/javascript; charset=utf-8",
            Some("css") => "text/css; charset=utf-8",
            Some("wasm") => "application/wasm",
            _ => "application/octet-stream",
        }
    }

    /// The smallest form that a client takes, and its name.
    fn encoded(&self, request: &HeaderMap) -> (&'static [u8], Option<&'static str>) {
        let takes = |encoding| takes(request, encoding);
        match (self.brotli, self.gzip) {
            (Some(body), _) if takes("br") => (body, Some("br")),
            (_, Some(body)) if takes("gzip") => (body, Some("gzip")),
            _ => (self.raw, None),
        }
    }
}

#[cfg(test)]
mod tests {
    use axum::http::header::ACCEPT_ENCODING;

    use super::*;

    #[test]
    fn a_client_gets_the_smallest_form_that_it_takes() {
        let asset = Asset { name: "a.js", raw: b"raw", brotli: Some(b"br"), gzip: Some(b"gz") };

        let encoded = |accepted: &'static str| {
            let accepted = HeaderValue::from_static(accepted);
            asset.encoded(&HeaderMap::from_iter([(ACCEPT_ENCODING, accepted)])).1
        };

        assert_eq!(encoded("gzip, deflate, br"), Some("br"));
        assert_eq!(encoded("gzip;q=1.0, br;q=0"), Some("gzip"));
        assert_eq!(encoded(""), None);
    }
}
