//! The owner API of shops.

use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::{get, post};
use serde::Serialize;

use super::{Created, Details, Shop};
use crate::app::App;
use crate::auth::extract::{Account, ApiAccount, Owner};
use crate::error::Error;
use crate::http::extract::{Body, Json};
use crate::http::routes::Routes;
use crate::shops;

/// The routes of shops.
pub fn router() -> Routes {
    Routes::new()
        .route("/v1/shops", get(list).post(create))
        .route("/v1/shops/{shop}", get(find).put(update))
        .route("/v1/shops/{shop}/token-secret", post(renew_token_secret))
}

#[derive(Serialize)]
struct List {
    items: Vec<Shop>,
}

#[derive(Serialize)]
struct TokenSecret {
    token_secret: String,
}

/// Lists the shops that the signed-in owner looks after.
async fn list(State(app): State<App>, account: Account) -> Result<Json<List>, Error> {
    Ok(Json(List { items: shops::of_owner(&app, account.0.owner).await? }))
}

/// Creates a shop.
async fn create(
    State(app): State<App>,
    account: ApiAccount,
    Body(sent): Body,
) -> Result<(StatusCode, Json<Created>), Error> {
    let details = Details::sent(&sent)?;
    let created = shops::create(&app, Some(account.0.owner), details).await?;
    Ok((StatusCode::CREATED, Json(created)))
}

/// Finds one shop.
async fn find(State(app): State<App>, owner: Owner) -> Result<Json<Shop>, Error> {
    Ok(Json(shops::find(&app, owner.shop).await?))
}

/// Replaces what the owner says of a shop.
async fn update(
    State(app): State<App>,
    owner: Owner,
    Body(sent): Body,
) -> Result<Json<Shop>, Error> {
    Ok(Json(shops::update(&app, owner.shop, Details::sent(&sent)?).await?))
}

/// Replaces the secret that signs tokens.
async fn renew_token_secret(
    State(app): State<App>,
    owner: Owner,
) -> Result<Json<TokenSecret>, Error> {
    let token_secret = shops::renew_token_secret(&app, owner.shop).await?;
    Ok(Json(TokenSecret { token_secret }))
}
