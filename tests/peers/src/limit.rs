//! The limit: as little as a server can do that says whether a message is right.

use std::path::Path;
use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::post;

use crate::database;
use crate::surveys::{Receipt, Surveys};

/// The one route.
#[expect(clippy::disallowed_methods, reason = "the one route of a server to compare with")]
pub(crate) async fn routes(database: &Path) -> anyhow::Result<Router> {
    let surveys = Surveys::read(&database::open(database).await?).await?;
    let route = Router::new().route("/v1/shops/{shop}/responses", post(check));
    Ok(route.with_state(Arc::new(surveys)))
}

/// Checks a message and forgets it.
async fn check(State(surveys): State<Arc<Surveys>>, body: Bytes) -> Result<Receipt, StatusCode> {
    let (new, _) = surveys.check(&body)?;
    Ok(Receipt::of(&new))
}
