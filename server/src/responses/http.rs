//! Takes answers from browsers, and lists them for the owner.

use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::{get, post};
use shared::response::NewResponse;

use super::{Filter, Receipt, Response};
use crate::app::App;
use crate::auth::extract::{Owner, PublicShop};
use crate::error::Error;
use crate::http::cursor::Page;
use crate::http::extract::{Json, Query, ResponsePath};
use crate::http::routes::Routes;
use crate::http::visitor::{Sender, Visitor};
use crate::responses;

/// The routes of responses.
pub fn router() -> Routes {
    Routes::new()
        .route("/v1/shops/{shop}/responses", get(list).post(submit))
        .route("/v1/shops/{shop}/responses/{response}", get(find))
        .route("/v1/shops/{shop}/responses/{response}/overrule", post(overrule))
        .route("/v1/shops/{shop}/responses/{response}/uphold", post(uphold))
}

/// Takes one message about a response; acknowledged means on disk.
async fn submit(
    State(app): State<App>,
    shop: PublicShop,
    visitor: Visitor,
    sender: Sender,
    new: Result<Json<NewResponse>, Error>,
) -> Result<(StatusCode, Json<Receipt>), Error> {
    let taken = async {
        app.rates.count(shop.id, visitor)?;
        let Json(new) = new?;
        responses::submit(&app, shop.id, &sender, new).await
    };
    let taken = taken.await;
    app.metrics.came_to(&taken);
    let (receipt, first) = taken?;
    Ok((if first { StatusCode::CREATED } else { StatusCode::OK }, Json(receipt)))
}

/// Lists responses, newest first.
async fn list(
    State(app): State<App>,
    owner: Owner,
    Query(filter): Query<Filter>,
) -> Result<Json<Page<Response>>, Error> {
    Ok(Json(responses::list(&app, owner.shop, &filter).await?))
}

/// Finds one response.
async fn find(
    State(app): State<App>,
    owner: Owner,
    ResponsePath(key): ResponsePath,
) -> Result<Json<Response>, Error> {
    Ok(Json(responses::find(&app, owner.shop, key).await?))
}

/// Lets a suspicious response count in the scores after all.
async fn overrule(
    State(app): State<App>,
    owner: Owner,
    ResponsePath(key): ResponsePath,
) -> Result<Json<Response>, Error> {
    Ok(Json(responses::overrule(&app, owner.shop, key, true).await?))
}

/// Leaves a suspicious response out of the scores again.
async fn uphold(
    State(app): State<App>,
    owner: Owner,
    ResponsePath(key): ResponsePath,
) -> Result<Json<Response>, Error> {
    Ok(Json(responses::overrule(&app, owner.shop, key, false).await?))
}
