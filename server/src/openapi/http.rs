//! The document, at a well-known address.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::get;

use crate::app::App;
use crate::http::cache::{self, cached};
use crate::http::routes::Routes;
use crate::openapi;

/// The route of the document.
pub fn router() -> Routes {
    Routes::new().route("/openapi.json", get(document))
}

/// Describes the API to programs.
async fn document(State(app): State<App>, headers: HeaderMap) -> Response {
    cached(&headers, "application/json", cache::FEED, openapi::document(&app))
}
