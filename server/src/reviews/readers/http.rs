//! What readers' browsers send about published reviews, and what their owner reads of it.

use axum::extract::State;
use axum::routing::{get, post};
use serde::{Deserialize, Serialize};

use super::{Report, Votes};
use crate::app::App;
use crate::auth::extract::{Owner, PublicShop};
use crate::error::Error;
use crate::http::extract::{Json, Origin, ReviewPath};
use crate::http::routes::Routes;
use crate::http::visitor::Visitor;
use crate::reviews::{self, readers};

/// The routes of what readers say.
pub fn router() -> Routes {
    Routes::new()
        .route("/v1/shops/{shop}/reviews/{review}/helpful", post(vote).delete(unvote))
        .route("/v1/shops/{shop}/reviews/{review}/report", post(report))
        .route("/v1/shops/{shop}/reviews/{review}/reports", get(reports))
}

#[derive(Deserialize)]
struct NewReport {
    reason: String,
    #[serde(default)]
    text: String,
}

#[derive(Serialize)]
struct Reported {
    reported: bool,
}

#[derive(Serialize)]
struct Reports {
    items: Vec<Report>,
}

/// Counts a reader who finds a review helpful.
async fn vote(
    State(app): State<App>,
    shop: PublicShop,
    ReviewPath(review): ReviewPath,
    visitor: Visitor,
    Origin(origin): Origin,
) -> Result<Json<Votes>, Error> {
    let reader = readers::reader(&app, shop.id, visitor, origin.as_deref()).await?;
    Ok(Json(readers::vote(&app, (shop.id, review), &reader, true).await?))
}

/// Takes a reader's vote back.
async fn unvote(
    State(app): State<App>,
    shop: PublicShop,
    ReviewPath(review): ReviewPath,
    visitor: Visitor,
    Origin(origin): Origin,
) -> Result<Json<Votes>, Error> {
    let reader = readers::reader(&app, shop.id, visitor, origin.as_deref()).await?;
    Ok(Json(readers::vote(&app, (shop.id, review), &reader, false).await?))
}

/// Keeps a reader's report for the owner.
async fn report(
    State(app): State<App>,
    (shop, ReviewPath(review)): (PublicShop, ReviewPath),
    visitor: Visitor,
    Origin(origin): Origin,
    Json(NewReport { reason, text }): Json<NewReport>,
) -> Result<Json<Reported>, Error> {
    let reason = reviews::reason(&reason)?;
    let reader = readers::reader(&app, shop.id, visitor, origin.as_deref()).await?;
    readers::report(&app, (shop.id, review), &reader, (reason, &text)).await?;
    Ok(Json(Reported { reported: true }))
}

/// Lists what readers hold against a review, the newest first.
async fn reports(
    State(app): State<App>,
    owner: Owner,
    ReviewPath(review): ReviewPath,
) -> Result<Json<Reports>, Error> {
    Ok(Json(Reports { items: readers::reports(&app, owner.shop, review).await? }))
}
