//! The demo shop's storefront: plain pages with the snippet pasted, as an owner would.

use axum::Router;
use axum::http::header::CONTENT_TYPE;
use axum::response::{Html, IntoResponse};
use axum::routing::get;
use shared::id::ShopId;

use crate::app::App;
use crate::error::Error;

/// Stands in the pages where the owner pastes the snippet.
const SNIPPET: &str = "<!-- snippet -->";

/// The storefront's pages.
#[expect(
    clippy::disallowed_methods,
    reason = "a shop's pages are on another site, and no part of ours"
)]
pub(super) fn router(app: &App, shop: ShopId) -> Router {
    let src = app.public.to(&format!("/embed/{shop}.js"));
    let snippet = format!(r#"<script async src="{src}"></script>"#);
    let page = |html: &str| {
        let html = Html(html.replace(SNIPPET, &snippet));
        get(move || async move { html })
    };
    let file = |content_type: &'static str, text: &'static str| {
        get(move || async move { ([(CONTENT_TYPE, content_type)], text).into_response() })
    };
    Router::new()
        .route("/", page(include_str!("pages/home.html")))
        .route("/products/mug-01", page(include_str!("pages/mug.html")))
        .route("/products/bowl-02", page(include_str!("pages/bowl.html")))
        .route("/cart", page(include_str!("pages/cart.html")))
        .route("/thank-you", page(include_str!("pages/thank-you.html")))
        .route("/shop.css", file("text/css; charset=utf-8", include_str!("pages/shop.css")))
        .route("/mug-01.svg", file("image/svg+xml", include_str!("pages/mug.svg")))
        .route("/bowl-02.svg", file("image/svg+xml", include_str!("pages/bowl.svg")))
        .fallback(|| async { Error::NotFound("page") })
}
