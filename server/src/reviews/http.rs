//! The public feeds, and the owner API of reviews.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::{get, post};
use serde::{Deserialize, Serialize};
use shared::invalid::{Invalid, Reason};

use super::feed::{self, ProductSummary};
use super::{Bulk, Event, Filter, Outcome, Review, jsonld, openness, photos, policy, readers};
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
        .route("/v1/shops/{shop}/carousel.html", get(carousel))
        .route("/v1/shops/{shop}/badge.html", get(badge))
        .route("/v1/shops/{shop}/write.html", get(write))
        .route("/v1/shops/{shop}/stars.html", get(stars))
        .route("/v1/shops/{shop}/policy.html", get(how))
        .route("/v1/shops/{shop}/summary", get(summary))
        .route("/v1/shops/{shop}/openness", get(open))
        .route("/v1/shops/{shop}/inbox", get(inbox))
        .route("/v1/shops/{shop}/reviews/decide", post(decide))
        .route("/v1/shops/{shop}/reviews/{review}/publish", post(publish))
        .route("/v1/shops/{shop}/reviews/{review}/withhold", post(withhold))
        .route("/v1/shops/{shop}/reviews/{review}/reply", post(reply))
        .route("/v1/shops/{shop}/reviews/{review}/history", get(history))
        .merge(readers::http::router())
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

#[derive(Serialize)]
struct Events {
    items: Vec<Event>,
}

#[derive(Deserialize)]
struct Product {
    product: Option<String>,
}

#[derive(Serialize)]
struct Outcomes {
    items: Vec<Outcome>,
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

/// Shows a row of reviews as HTML, for `<candor-carousel>`.
async fn carousel(
    State(app): State<App>,
    shop: PublicShop,
    Query(query): Query<feed::Query>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let html = feed::carousel(&app, shop.id, &query).await?;
    Ok(cached(&headers, "text/html; charset=utf-8", cache::FEED, html))
}

/// Shows what reviews come to as HTML, for `<candor-badge>`.
async fn badge(
    State(app): State<App>,
    shop: PublicShop,
    Query(query): Query<feed::Query>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let html = feed::badge(&app, shop.id, &query).await?;
    Ok(cached(&headers, "text/html; charset=utf-8", cache::FEED, html))
}

/// Shows the button that asks for a review as HTML, for `<candor-write>`.
async fn write(
    State(app): State<App>,
    shop: PublicShop,
    Query(query): Query<feed::Query>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let html = feed::write(&app, shop.id, &query).await?;
    Ok(cached(&headers, "text/html; charset=utf-8", cache::FEED, html))
}

/// Describes a product and its reviews to search engines.
async fn json_ld(
    State(app): State<App>,
    shop: PublicShop,
    Query(query): Query<feed::Query>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let sku = query.product.clone().ok_or_else(|| Invalid::new("product", Reason::Missing))?;
    let json = jsonld::product(&app, shop.id, &sku, &query).await?;
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

/// Counts every review that the shop received, by what became of it.
async fn open(
    State(app): State<App>,
    shop: PublicShop,
    Query(Product { product }): Query<Product>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let openness = openness::openness(&app, shop.id, product.as_deref()).await?;
    Ok(cached(&headers, "application/json", cache::FEED, json(&openness)?))
}

/// Decides about many reviews, each by itself.
async fn decide(
    State(app): State<App>,
    owner: Owner,
    Json(bulk): Json<Bulk>,
) -> Result<Json<Outcomes>, Error> {
    let items = reviews::decide_all(&app, owner.shop, &bulk, owner.actor).await?;
    Ok(Json(Outcomes { items }))
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
    Ok(Json(reviews::publish(&app, owner.shop, review, revision, owner.actor).await?))
}

/// Withholds a review for a reason from the fixed list.
async fn withhold(
    State(app): State<App>,
    owner: Owner,
    ReviewPath(review): ReviewPath,
    Json(Withhold { reason, revision }): Json<Withhold>,
) -> Result<Json<Review>, Error> {
    let reason = reviews::reason(&reason)?;
    let about = (reason, revision);
    Ok(Json(reviews::withhold(&app, owner.shop, review, about, owner.actor).await?))
}

/// Answers a review in public.
async fn reply(
    State(app): State<App>,
    owner: Owner,
    ReviewPath(review): ReviewPath,
    Json(Reply { text }): Json<Reply>,
) -> Result<Json<Review>, Error> {
    Ok(Json(reviews::reply(&app, owner.shop, review, &text, owner.actor).await?))
}

/// Tells what was decided about a review, by whom and why, the first deed first.
async fn history(
    State(app): State<App>,
    owner: Owner,
    ReviewPath(review): ReviewPath,
) -> Result<Json<Events>, Error> {
    Ok(Json(Events { items: reviews::history(&app, owner.shop, review).await? }))
}

fn json(value: &impl Serialize) -> Result<String, Error> {
    serde_json::to_string(value).map_err(|error| Error::Internal(error.to_string()))
}
