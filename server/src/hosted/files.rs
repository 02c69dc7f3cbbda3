//! The files beside the pages: their style and their one script, a shop's own colours, and the QR
//! code of a survey's address.

use std::sync::LazyLock;

use axum::extract::{RawQuery, State};
use axum::http::HeaderMap;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use qrcode::render::svg;
use qrcode::{EcLevel, QrCode};
use sha2::{Digest, Sha256};
use shared::invalid::{Invalid, Reason};

use super::colour::accents;
use crate::app::App;
use crate::auth::extract::PublicShop;
use crate::error::Error;
use crate::http::cache::{self, IMMUTABLE, cached};
use crate::http::extract::{BuildPath, FilePath, NamePath};
use crate::http::routes::Routes;
use crate::shops::{self, Shop};
use crate::surveys::links;

const SCRIPT: &str = include_str!("frame.js");

/// The style of light pages and, after it, the colours of dark ones.
static STYLE: LazyLock<String> =
    LazyLock::new(|| format!("{}\n{}", include_str!("hosted.css"), dark(include_str!("dark.css"))));

/// Names these contents by the beginning of their SHA-256.
static BUILD: LazyLock<String> = LazyLock::new(|| {
    let all = Sha256::new().chain_update(&*STYLE).chain_update(SCRIPT);
    URL_SAFE_NO_PAD.encode(&all.finalize()[..9])
});

/// The routes of the files.
pub(super) fn router() -> Routes {
    Routes::new()
        .route("/hosted/{build}/{file}", get(serve))
        .route("/s/{shop}/{survey}/{file}", get(of_survey))
}

/// Address of one of the files that all pages share.
pub(super) fn path(app: &App, file: &str) -> String {
    app.public.to(&format!("/hosted/{}/{file}", *BUILD))
}

/// Address of a shop's own colours, if it has some. The colour stands in it, so that a cache
/// never shows an old one.
pub(super) fn look_of(app: &App, shop: &Shop) -> Option<String> {
    let accent = shop.details.accent.as_deref()?;
    let colour = accent.trim_start_matches('#');
    Some(app.public.to(&format!("/s/{}/look/{colour}.css", shop.id)))
}

/// Serves a file; a page of another build gets this one's, for now.
async fn serve(
    (BuildPath(build), FilePath(file)): (BuildPath, FilePath),
) -> Result<Response, Error> {
    let (content_type, body) = match file.as_str() {
        "hosted.css" => ("text/css; charset=utf-8", STYLE.as_str()),
        "frame.js" => ("text/javascript; charset=utf-8", SCRIPT),
        _ => return Err(Error::NotFound("file")),
    };
    let policy = if build == *BUILD { IMMUTABLE } else { "no-store" };
    Ok(([(CONTENT_TYPE, content_type), (CACHE_CONTROL, policy)], body).into_response())
}

/// Serves a shop's colours, or the QR code of a survey's address with the query that the code's
/// own has.
async fn of_survey(
    State(app): State<App>,
    (shop, NamePath(name), FilePath(file)): (PublicShop, NamePath, FilePath),
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let shop = shops::find(&app, shop.id).await?;
    if file == "qr.svg" {
        links::live(&app, shop.id, &name).await?;
        let query = query.map(|query| format!("?{query}")).unwrap_or_default();
        let address = app.public.to(&links::path(shop.id, &name)) + &query;
        return Ok(cached(&headers, "image/svg+xml", cache::LOADER, qr(&address)?));
    }
    let accent = shop.details.accent.as_deref().unwrap_or_default();
    let colour = file.strip_suffix(".css").filter(|_| name == "look");
    match colour.filter(|colour| accent.trim_start_matches('#') == *colour).and(accents(accent)) {
        None => Err(Error::NotFound("file")),
        Some(looks) => {
            let [light, dark] = looks
                .map(|look| format!("--accent:{};--on-accent:{}", look.accent, look.on_accent));
            let style = format!(":root{{{light}}}\n{}", self::dark(&format!(":root{{{dark}}}")));
            Ok(cached(&headers, "text/css; charset=utf-8", cache::LOADER, style))
        }
    }
}

/// A rule of the root as it stands on pages that are dark always, and on others when the screen is.
fn dark(rule: &str) -> String {
    let always = rule.replace(":root", ":root[data-theme=dark]");
    let at_times = rule.replace(":root", ":root[data-theme=auto]");
    format!("{always}\n@media (prefers-color-scheme:dark){{{at_times}}}\n")
}

/// A QR code with the quiet zone that scanners need, black on white whatever is around it.
fn qr(address: &str) -> Result<String, Error> {
    let code = QrCode::with_error_correction_level(address, EcLevel::M)
        .map_err(|_| Invalid::new("query", Reason::TooLong(2_000)))?;
    Ok(code.render::<svg::Color<'_>>().min_dimensions(256, 256).quiet_zone(true).build())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_that_no_code_can_hold_is_refused() {
        assert!(qr("https://feedback.example/s/x").expect("it fits").contains("<svg"));
        assert!(qr(&"x".repeat(3_000)).is_err());
    }
}
