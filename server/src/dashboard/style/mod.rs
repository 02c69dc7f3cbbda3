//! The style and the script of the owner's pages, under an address that changes with them.

use std::sync::LazyLock;

use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

use crate::error::Error;
use crate::http::cache::IMMUTABLE;
use crate::http::extract::{BuildPath, FilePath};
use crate::http::routes::Routes;

const STYLE: &str = concat!(
    include_str!("tokens.css"),
    include_str!("frame.css"),
    include_str!("parts.css"),
    include_str!("forms.css"),
    include_str!("surveys.css"),
    include_str!("pages.css"),
    include_str!("overview.css"),
    include_str!("answers.css"),
    include_str!("reference.css"),
    include_str!("why.css"),
    include_str!("photos.css"),
);
const PREVIEW: &str = include_str!("preview.css");
const SCRIPT: &str = include_str!("script.js");

/// Names these contents by the beginning of their SHA-256.
static BUILD: LazyLock<String> = LazyLock::new(|| {
    let all = Sha256::new().chain_update(STYLE).chain_update(PREVIEW).chain_update(SCRIPT);
    URL_SAFE_NO_PAD.encode(&all.finalize()[..9])
});

/// The routes of the style and the script.
pub(super) fn router() -> Routes {
    Routes::new().route("/pages/{build}/{file}", get(serve))
}

/// Path of one of these files.
pub(super) fn path(file: &str) -> String {
    format!("/pages/{}/{file}", *BUILD)
}

/// Serves a file; a page of another build gets this one's, for now.
async fn serve(
    (BuildPath(build), FilePath(file)): (BuildPath, FilePath),
) -> Result<Response, Error> {
    let (content_type, body) = match file.as_str() {
        "style.css" => ("text/css; charset=utf-8", STYLE),
        "preview.css" => ("text/css; charset=utf-8", PREVIEW),
        "script.js" => ("text/javascript; charset=utf-8", SCRIPT),
        _ => return Err(Error::NotFound("file")),
    };
    let policy = if build == *BUILD { IMMUTABLE } else { "no-store" };
    Ok(([(CONTENT_TYPE, content_type), (CACHE_CONTROL, policy)], body).into_response())
}
