//! The owner API of products.

use axum::extract::State;
use axum::routing::{get, put};
use serde::{Deserialize, Serialize};

use super::{Details, Product};
use crate::app::App;
use crate::auth::extract::Owner;
use crate::error::Error;
use crate::http::extract::{Json, Query, SkuPath};
use crate::http::routes::Routes;
use crate::products;

/// The routes of products.
pub fn router() -> Routes {
    Routes::new()
        .route("/v1/shops/{shop}/products", get(list))
        .route("/v1/shops/{shop}/products/{sku}", put(describe))
}

#[derive(Deserialize)]
struct After {
    cursor: Option<String>,
}

#[derive(Serialize)]
struct List {
    items: Vec<Product>,
    next: Option<String>,
}

/// Lists products in the order of their SKUs.
async fn list(
    State(app): State<App>,
    owner: Owner,
    Query(After { cursor }): Query<After>,
) -> Result<Json<List>, Error> {
    let items = products::list(&app, owner.shop, cursor.as_deref()).await?;
    let next = items.last().filter(|_| items.len() == 100).map(|last| last.sku.clone());
    Ok(Json(List { items, next }))
}

/// Describes a product, whether it is known or not.
async fn describe(
    State(app): State<App>,
    owner: Owner,
    SkuPath(sku): SkuPath,
    Json(details): Json<Details>,
) -> Result<Json<Product>, Error> {
    Ok(Json(products::put(&app, owner.shop, &sku, details).await?))
}
