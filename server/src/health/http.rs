//! For supervisors, load balancers and Prometheus.

use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use crate::app::App;
use crate::error::Error;
use crate::health;
use crate::http::routes::Routes;

/// The routes of health.
pub fn router() -> Routes {
    Routes::new()
        .route("/healthz", get(alive))
        .route("/readyz", get(ready))
        .route("/metrics", get(metrics))
}

/// Tells that the program runs.
async fn alive() -> Response {
    plain("ok\n".to_owned(), "text/plain; charset=utf-8")
}

/// Tells whether the program can take answers now.
async fn ready(State(app): State<App>) -> Result<Response, Error> {
    health::ready(&app).await?;
    Ok(plain("ready\n".to_owned(), "text/plain; charset=utf-8"))
}

/// Tells what the program counts, for Prometheus.
async fn metrics(State(app): State<App>) -> Result<Response, Error> {
    let text = app.metrics.text(app.writer.waiting())?;
    Ok(plain(text, "application/openmetrics-text; version=1.0.0; charset=utf-8"))
}

fn plain(text: String, content_type: &'static str) -> Response {
    ([(CONTENT_TYPE, content_type), (CACHE_CONTROL, "no-store")], text).into_response()
}
