//! What every request passes: one log line without personal data, CORS, limits, headers.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use axum::Router;
use axum::extract::{DefaultBodyLimit, MatchedPath, Request, State};
use axum::http::header::{
    AUTHORIZATION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, HeaderName, IF_NONE_MATCH,
    LOCATION, REFERRER_POLICY, RETRY_AFTER, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::uri::PathAndQuery;
use axum::http::{HeaderValue, Method};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use tower::util::MapRequestLayer;
use tower::{Layer, ServiceBuilder};
use tower_http::CompressionLevel;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::cors::{Any, CorsLayer};
use tower_http::set_header::SetResponseHeaderLayer;

use super::extract::MAX_BODY;
use crate::clock::Chance;
use crate::error::Error;

/// Tells an answer's line in the log.
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Tells requests apart, in the log and in the answer: numbers that follow each other from a
/// random one on, so that they say nothing and are never the client's own words.
#[derive(Debug)]
pub struct RequestIds(AtomicU64);

impl RequestIds {
    /// Begins somewhere.
    pub fn new(chance: &Chance) -> Arc<Self> {
        Arc::new(Self(AtomicU64::new(u64::from_le_bytes(chance.bytes()))))
    }

    fn next(&self) -> String {
        format!("{:016x}", self.0.fetch_add(1, Ordering::Relaxed))
    }
}

/// Adds what all routes share.
pub fn common(router: Router, ids: Arc<RequestIds>) -> Router {
    router.layer(DefaultBodyLimit::max(MAX_BODY)).layer(
        ServiceBuilder::new()
            .layer(from_fn_with_state(ids, log))
            .layer(CompressionLayer::new().quality(CompressionLevel::Precise(4)))
            .layer(header(X_CONTENT_TYPE_OPTIONS, "nosniff"))
            // Should a fragment or an error ever be opened as a page, nothing in it may run.
            .layer(header(CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'"))
            .layer(header(REFERRER_POLICY, "strict-origin-when-cross-origin")),
    )
}

/// Turns what takes longer than `patience`, and what panics, into an error like any other.
/// Stands inside of CORS, so that pages can read these errors too.
pub fn guarded(router: Router, patience: Duration) -> Router {
    let panicked = |_| Error::Internal("a handler panicked".to_owned()).into_response();
    router.layer(ServiceBuilder::new().layer(CatchPanicLayer::custom(panicked)).layer(from_fn(
        move |request: Request, next: Next| async move {
            let answer = tokio::time::timeout(patience, next.run(request)).await;
            answer.unwrap_or_else(|_| Error::TooSlow.into_response())
        },
    )))
}

/// Answers at the root, and below a path too, so that a reverse proxy may take the path away
/// or pass it on.
pub fn below(path: &str, routes: Router) -> Router {
    if path.is_empty() {
        return routes;
    }
    let path = path.to_owned();
    let strip = move |mut request: Request| {
        let all = request.uri().path_and_query().map_or("/", PathAndQuery::as_str);
        let rest =
            all.strip_prefix(&path).filter(|rest| rest.starts_with(['/', '?']) || rest.is_empty());
        if let Some(rest) = rest {
            let slash = if rest.starts_with('/') { "" } else { "/" };
            if let Ok(uri) = format!("{slash}{rest}").parse() {
                *request.uri_mut() = uri;
            }
        }
        request
    };
    Router::new().fallback_service(MapRequestLayer::new(strip).layer(routes))
}

/// Lets scripts of any site read the answers, errors too. Cookies are never part of it.
pub fn cors(router: Router) -> Router {
    router.layer(
        CorsLayer::new()
            .allow_origin(Any)
            .allow_methods([Method::GET, Method::POST, Method::PUT, Method::PATCH, Method::DELETE])
            .allow_headers([AUTHORIZATION, CONTENT_TYPE, IF_NONE_MATCH])
            .expose_headers([RETRY_AFTER, ETAG, LOCATION])
            .max_age(Duration::from_hours(24)),
    )
}

/// Sets a header, unless the handler did.
pub fn header(name: HeaderName, value: &'static str) -> SetResponseHeaderLayer<HeaderValue> {
    SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value))
}

/// Writes one line per request: its id, route, status and time; the route as it is declared, so
/// that nothing of a shop and no query gets into the log. The answer carries the same id.
async fn log(State(ids): State<Arc<RequestIds>>, request: Request, next: Next) -> Response {
    let id = ids.next();
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().cloned();
    let begun = Instant::now();
    let mut response = next.run(request).await;
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID, value);
    }
    let route = route.as_ref().map_or("(none)", MatchedPath::as_str);
    let status = response.status().as_u16();
    let duration_ms = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX);
    match response.extensions().get::<Arc<Error>>() {
        Some(error) if response.status().is_server_error() => {
            tracing::error!(id, %method, route, status, duration_ms, %error, "failed");
        }
        Some(_) => tracing::info!(id, %method, route, status, duration_ms, "refused"),
        None => tracing::info!(id, %method, route, status, duration_ms, "answered"),
    }
    response
}
