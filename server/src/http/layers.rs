//! What every request passes: one log line without personal data, CORS, limits, headers.

use std::convert::Infallible;
use std::future::ready;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::HttpBody as _;
use axum::extract::{MatchedPath, Request, State};
use axum::http::header::{
    ACCEPT_ENCODING, ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS,
    ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE,
    ACCESS_CONTROL_REQUEST_METHOD, CONTENT_SECURITY_POLICY, HeaderName, REFERRER_POLICY,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::http::uri::PathAndQuery;
use axum::http::{HeaderValue, Method, StatusCode};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use futures_util::FutureExt as _;
use tower::util::{MapRequestLayer, service_fn};
use tower::{Layer, ServiceExt as _};
use tower_http::CompressionLevel;
use tower_http::compression::Compression;

use crate::clock::Chance;
use crate::error::Error;

/// Which sites' pages may use an answer as a script, a picture or a style.
const CROSS_ORIGIN_RESOURCE_POLICY: HeaderName =
    HeaderName::from_static("cross-origin-resource-policy");

/// Tells an answer's line in the log.
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Answers of fewer bytes are sent as they are.
const SMALL: u64 = 1_024;

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

/// Headers of every answer, unless the handler set another value.
const HEADERS: [(HeaderName, HeaderValue); 3] = [
    (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    // Should a fragment or an error ever be opened as a page, nothing in it may run.
    (
        CONTENT_SECURITY_POLICY,
        HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'"),
    ),
    (REFERRER_POLICY, HeaderValue::from_static("strict-origin-when-cross-origin")),
];

/// Headers with which scripts of any site may read an answer, errors too. Cookies are never part
/// of it.
const OPEN: [(HeaderName, HeaderValue); 3] = [
    (ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*")),
    (ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static("retry-after,etag,location")),
    // Pages that embed only what agrees to it (`Cross-Origin-Embedder-Policy`) get it too.
    (CROSS_ORIGIN_RESOURCE_POLICY, HeaderValue::from_static("cross-origin")),
];

/// What a browser wants to know before it sends more than a simple request.
const PREFLIGHT: [(HeaderName, HeaderValue); 3] = [
    (ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static("GET,POST,PUT,PATCH,DELETE")),
    (
        ACCESS_CONTROL_ALLOW_HEADERS,
        HeaderValue::from_static("authorization,content-type,if-none-match"),
    ),
    (ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("86400")),
];

/// How requests are passed on.
#[derive(Clone, Debug)]
pub struct Passage {
    /// Numbers them.
    pub ids: Arc<RequestIds>,
    /// How long each may take.
    pub patience: Duration,
    /// Whether scripts of other sites may read the answers.
    pub open: bool,
}

/// Adds what all routes share. It is one layer, because each is made anew for every request, and
/// eight of them took longer than reading the request.
pub fn passing(router: Router, passage: Passage) -> Router {
    router.layer(from_fn_with_state(Arc::new(passage), pass))
}

/// Answers one request: in time, or with an error like any other; with the headers that all
/// answers have; and with one line in the log: the request's id, route, status and time, the
/// route as it is declared, so that nothing of a shop and no query gets there. The answer carries
/// the same id.
async fn pass(State(passage): State<Arc<Passage>>, request: Request, next: Next) -> Response {
    let id = passage.ids.next();
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().cloned();
    let encodings = request.headers().get(ACCEPT_ENCODING).cloned();
    let is_preflight = passage.open
        && method == Method::OPTIONS
        && request.headers().contains_key(ACCESS_CONTROL_REQUEST_METHOD);
    let begun = Instant::now();
    let response = if is_preflight {
        (PREFLIGHT, StatusCode::OK).into_response()
    } else {
        in_time(passage.patience, next.run(request)).await
    };
    let mut response = compressed(encodings, response).await;
    let headers = response.headers_mut();
    if let Ok(value) = HeaderValue::from_str(&id) {
        headers.insert(REQUEST_ID, value);
    }
    for (name, value) in HEADERS.into_iter().chain(OPEN.into_iter().filter(|_| passage.open)) {
        headers.entry(name).or_insert(value);
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

/// Turns what takes longer than `patience`, and what panics, into an error.
async fn in_time(patience: Duration, answer: impl Future<Output = Response>) -> Response {
    let answer = AssertUnwindSafe(answer).catch_unwind();
    match tokio::time::timeout(patience, answer).await {
        Ok(Ok(response)) => response,
        Ok(Err(_)) => Error::Internal("a handler panicked".to_owned()).into_response(),
        Err(_) => Error::TooSlow.into_response(),
    }
}

/// Compresses what is worth it: a receipt fits in one packet as it is, and making an encoder
/// ready for it takes longer than everything else that a request asks of the processor.
async fn compressed(encodings: Option<HeaderValue>, response: Response) -> Response {
    let Some(encodings) = encodings else { return response };
    if response.body().size_hint().exact().is_some_and(|size| size < SMALL) {
        return response;
    }
    let mut request = Request::new(());
    request.headers_mut().insert(ACCEPT_ENCODING, encodings);
    let mut response = Some(response);
    let given = service_fn(|_| ready(Ok::<_, Infallible>(response.take().unwrap_or_default())));
    // From 5 on Brotli remembers more than the last place of each text: 7 % less than at 4, for
    // half a millisecond.
    let level = CompressionLevel::Precise(5);
    match Compression::new(given).quality(level).oneshot(request).await {
        Ok(response) => response.map(axum::body::Body::new),
    }
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
