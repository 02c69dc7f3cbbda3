//! The owner API of signed links.

use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::post;

use super::{Invitation, Invitations, invite};
use crate::app::App;
use crate::auth::extract::Owner;
use crate::error::Error;
use crate::http::extract::Json;
use crate::http::routes::Routes;

/// The routes of signed links.
pub fn router() -> Routes {
    Routes::new().route("/v1/shops/{shop}/links", post(create))
}

/// Makes the links that invite a customer to review what they bought.
async fn create(
    State(app): State<App>,
    owner: Owner,
    Json(wanted): Json<Invitation>,
) -> Result<(StatusCode, Json<Invitations>), Error> {
    Ok((StatusCode::CREATED, Json(invite(&app, owner.shop, &wanted).await?)))
}
