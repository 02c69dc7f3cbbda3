//! The owner's pages: HTML that the server renders and that works without script. A handler
//! loads, a component shows, forms post.
#![expect(unreachable_pub, reason = "the component macro makes the builders of its props public")]
#![expect(clippy::needless_pass_by_value, reason = "components own their props")]

mod author;
mod author_photos;
mod error_page;
mod overview;
mod page;
mod parts;
mod patterns;
mod products;
mod reference;
mod responses;
mod reviews;
mod settings;
mod shops;
mod sign_in;
mod snippet;
mod style;
mod surveys;
mod words;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, REFERRER_POLICY};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Redirect, Response};

use crate::app::App;
use crate::http::routes::Routes;

/// The routes of the owner's pages, each of which answers as a page does.
pub fn router(app: &App) -> Router {
    Router::from(routes())
        .method_not_allowed_fallback(error_page::only_forms)
        .layer(from_fn_with_state(app.clone(), error_page::instead_of_problems))
        .layer(from_fn_with_state(app.clone(), headers))
        .with_state(app.clone())
}

/// The routes of the owner's pages.
pub fn routes() -> Routes {
    Routes::new()
        .merge(style::router())
        .merge(sign_in::router())
        .merge(shops::router())
        .merge(snippet::router())
        .merge(surveys::router())
        .merge(settings::router())
        .merge(overview::router())
        .merge(responses::router())
        .merge(reviews::router())
        .merge(products::router())
        .merge(author::router())
        .merge(author_photos::router())
        .merge(reference::router())
}

/// What a person sees at an address that leads nowhere.
pub fn nowhere(app: &App) -> Response {
    error_page::nowhere(app)
}

/// Leads a browser on to one of our own pages; it asks for that one with GET.
fn see(app: &App, path: &str) -> Response {
    Redirect::to(&app.public.to(path)).into_response()
}

/// Keeps owner's pages out of caches and frames, and lets them load nothing but our own files.
/// A page that needs more has said so before this.
async fn headers(State(app): State<App>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let policy = policy(&app, &Allows::default());
    let headers = response.headers_mut();
    headers.entry(CONTENT_SECURITY_POLICY).or_insert(policy);
    headers.entry(REFERRER_POLICY).or_insert(HeaderValue::from_static("same-origin"));
    headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

/// What a page may do that others may not.
#[derive(Default)]
struct Allows {
    /// Compile WebAssembly, as the widget does.
    wasm: bool,
    /// Stand in a frame of our own pages.
    framed: bool,
}

/// The content security policy of a page. Our own files are allowed at the public address too,
/// for a browser that came by another one.
fn policy(app: &App, allows: &Allows) -> HeaderValue {
    let own = format!("'self' {}", app.public.origin());
    let wasm = if allows.wasm { " 'wasm-unsafe-eval'" } else { "" };
    let ancestors = if allows.framed { own.as_str() } else { "'none'" };
    let policy = format!(
        "default-src 'none'; style-src {own}; script-src {own}{wasm}; \
         img-src {own} data: https: http:; connect-src {own}; form-action {own}; \
         frame-src {own}; frame-ancestors {ancestors}; base-uri 'none'"
    );
    HeaderValue::from_str(&policy).unwrap_or(HeaderValue::from_static("default-src 'none'"))
}
