//! Photos for the public and for the owner.

use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use super::{Eyes, Size, file};
use crate::app::App;
use crate::auth::extract::{Owner, PublicShop};
use crate::error::Error;
use crate::http::extract::{PhotoPath, PicturePath};
use crate::http::routes::Routes;

/// For photos: they never change, but they may be taken back or withheld, and are soon gone then.
const A_WHILE: &str = "public, max-age=300";

/// The routes of photos.
pub fn router() -> Routes {
    Routes::new()
        .route("/photos/{shop}/{photo}/{picture}", get(public))
        .route("/v1/shops/{shop}/photos/{photo}/{picture}", get(owners))
}

/// Shows a photo of a published review.
async fn public(
    State(app): State<App>,
    shop: PublicShop,
    PhotoPath(photo): PhotoPath,
    PicturePath(name): PicturePath,
) -> Result<Response, Error> {
    let bytes = file(&app, (shop.id, photo), size(&name)?, Eyes::Public).await?;
    Ok(jpeg(A_WHILE, bytes))
}

/// Shows a photo to the owner, whatever has become of its review.
async fn owners(
    State(app): State<App>,
    owner: Owner,
    PhotoPath(photo): PhotoPath,
    PicturePath(name): PicturePath,
) -> Result<Response, Error> {
    let bytes = file(&app, (owner.shop, photo), size(&name)?, Eyes::Owner).await?;
    Ok(jpeg("private, no-store", bytes))
}

/// The size of a file's name.
pub(crate) fn size(name: &str) -> Result<Size, Error> {
    Size::of_file(name).ok_or(Error::NotFound("file"))
}

/// A picture as an answer: opened by itself it is a picture, too, and nothing else.
pub(crate) fn jpeg(policy: &'static str, bytes: Vec<u8>) -> Response {
    let headers = [
        (CONTENT_TYPE, "image/jpeg"),
        (CACHE_CONTROL, policy),
        (CONTENT_DISPOSITION, "inline; filename=\"photo.jpg\""),
    ];
    (headers, bytes).into_response()
}
