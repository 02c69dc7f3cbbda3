//! The public feeds, and the owner API of reviews.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::{get, post};
use serde::{Deserialize, Serialize};
use shared::invalid::{Invalid, Reason};

use super::feed::{self, ProductSummary};
use super::{Filter, Review, jsonld, photos, policy};
use crate::app::App;
use crate::auth::extract::{Owner, PublicShop};
use crate::error::Error;
use crate::http::cache::{self, cached};
use crate::http::cursor::Page;
use crate::http::extract::{Json, Query, ReviewPath};
use crate::http::routes::Routes;
use crate::reviews;

/// The routes of reviews.
pub fn router() -> Routes {
    photos::http::router()
        .route("/v1/shops/{shop}/reviews", get(feed))
        .route("/v1/shops/{shop}/reviews.html", get(html))
        .route("/v1/shops/{shop}/reviews.jsonld", get(json_ld))
        .route("/v1/shops/{shop}/stars.html", get(stars))
        .route("/v1/shops/{shop}/policy.html", get(how))
        .route("/v1/shops/{shop}/summary", get(summary))
        .route("/v1/shops/{shop}/inbox", get(inbox))
        .route("/v1/shops/{shop}/reviews/{review}/publish", post(publish))
        .route("/v1/shops/{shop}/reviews/{review}/withhold", post(withhold))
        .route("/v1/shops/{shop}/reviews/{review}/reply", post(reply))
}

#[derive(Deserialize)]
struct Products {
    #[serde(default)]
    product: Vec<String>,
    locale: Option<String>,
}

#[derive(Deserialize)]
struct Spoken {
    locale: Option<String>,
}

#[derive(Serialize)]
struct Summaries {
    items: Vec<ProductSummary>,
}

/// Which of the author's revisions was read; whatever is there now, where none is given.
#[derive(Deserialize)]
struct Read {
    revision: Option<i64>,
}

#[derive(Deserialize)]
struct Withhold {
    reason: String,
    revision: Option<i64>,
}

#[derive(Deserialize)]
struct Reply {
    text: String,
}

/// Lists published reviews.
async fn feed(
    State(app): State<App>,
    shop: PublicShop,
    Query(query): Query<feed::Query>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let feed = feed::feed(&app, shop.id, &query).await?;
    Ok(cached(&headers, "application/json", cache::FEED, json(&feed)?))
}

/// Shows published reviews as HTML, for `<candor-reviews>` or a server-side include.
async fn html(
    State(app): State<App>,
    shop: PublicShop,
    Query(query): Query<feed::Query>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let html = feed::html(&app, shop.id, &query).await?;
    Ok(cached(&headers, "text/html; charset=utf-8", cache::FEED, html))
}

/// Describes a product and its reviews to search engines.
async fn json_ld(
    State(app): State<App>,
    shop: PublicShop,
    Query(query): Query<feed::Query>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let sku = query.product.ok_or_else(|| Invalid::new("product", Reason::Missing))?;
    let json = jsonld::product(&app, shop.id, &sku).await?;
    Ok(cached(&headers, "application/ld+json", cache::FEED, json))
}

/// Shows the stars of several products as HTML, for `<candor-stars>`.
async fn stars(
    State(app): State<App>,
    shop: PublicShop,
    Query(Products { product, locale }): Query<Products>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let html = feed::stars_html(&app, shop.id, product, locale.as_deref()).await?;
    Ok(cached(&headers, "text/html; charset=utf-8", cache::FEED, html))
}

/// Tells readers how the shop collects and checks its reviews.
async fn how(
    State(app): State<App>,
    shop: PublicShop,
    Query(Spoken { locale }): Query<Spoken>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let html = policy::html(&app, shop.id, locale.as_deref()).await?;
    Ok(cached(&headers, "text/html; charset=utf-8", cache::FEED, html))
}

/// Sums up the reviews of several products.
async fn summary(
    State(app): State<App>,
    shop: PublicShop,
    Query(Products { product, .. }): Query<Products>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let items = feed::summaries(&app, shop.id, product).await?;
    Ok(cached(&headers, "application/json", cache::FEED, json(&Summaries { items })?))
}

/// Lists reviews for their owner, newest first.
async fn inbox(
    State(app): State<App>,
    owner: Owner,
    Query(filter): Query<Filter>,
) -> Result<Json<Page<Review>>, Error> {
    Ok(Json(reviews::list(&app, owner.shop, &filter).await?))
}

/// Publishes a review.
async fn publish(
    State(app): State<App>,
    owner: Owner,
    ReviewPath(review): ReviewPath,
    Query(Read { revision }): Query<Read>,
) -> Result<Json<Review>, Error> {
    Ok(Json(reviews::publish(&app, owner.shop, review, revision).await?))
}

/// Withholds a review for a reason from the fixed list.
async fn withhold(
    State(app): State<App>,
    owner: Owner,
    ReviewPath(review): ReviewPath,
    Json(Withhold { reason, revision }): Json<Withhold>,
) -> Result<Json<Review>, Error> {
    let reason = reviews::reason(&reason)?;
    Ok(Json(reviews::withhold(&app, owner.shop, review, (reason, revision)).await?))
}

/// Answers a review in public.
async fn reply(
    State(app): State<App>,
    owner: Owner,
    ReviewPath(review): ReviewPath,
    Json(Reply { text }): Json<Reply>,
) -> Result<Json<Review>, Error> {
    Ok(Json(reviews::reply(&app, owner.shop, review, &text).await?))
}

fn json(value: &impl Serialize) -> Result<String, Error> {
    serde_json::to_string(value).map_err(|error| Error::Internal(error.to_string()))
}
