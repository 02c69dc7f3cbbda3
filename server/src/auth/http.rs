//! The owner API of keys. Signing in happens on the owner's pages.

use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::{delete, get};
use serde::{Deserialize, Serialize};

use super::ApiKey;
use super::extract::Owner;
use crate::app::App;
use crate::auth;
use crate::error::Error;
use crate::http::extract::{Json, KeyPath};
use crate::http::routes::Routes;

/// The routes of keys.
pub fn router() -> Routes {
    Routes::new()
        .route("/v1/shops/{shop}/keys", get(list).post(create))
        .route("/v1/shops/{shop}/keys/{key}", delete(revoke))
}

#[derive(Deserialize)]
struct NewKey {
    name: String,
}

#[derive(Serialize)]
struct List {
    items: Vec<ApiKey>,
}

#[derive(Serialize)]
struct CreatedKey {
    #[serde(flatten)]
    key: ApiKey,
    secret: String,
}

/// Lists a shop's keys, without their secrets.
async fn list(State(app): State<App>, owner: Owner) -> Result<Json<List>, Error> {
    Ok(Json(List { items: auth::keys(&app, owner.shop).await? }))
}

/// Creates a key; the answer is the only time that its secret is shown.
async fn create(
    State(app): State<App>,
    owner: Owner,
    Json(new): Json<NewKey>,
) -> Result<(StatusCode, Json<CreatedKey>), Error> {
    let (key, secret) = auth::create_key(&app, owner.shop, &new.name).await?;
    Ok((StatusCode::CREATED, Json(CreatedKey { key, secret })))
}

/// Takes a key away.
async fn revoke(
    State(app): State<App>,
    owner: Owner,
    KeyPath(key): KeyPath,
) -> Result<StatusCode, Error> {
    auth::revoke_key(&app, owner.shop, key).await?;
    Ok(StatusCode::NO_CONTENT)
}
