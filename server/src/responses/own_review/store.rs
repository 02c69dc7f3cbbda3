//! The answers of one response, read and replaced in one transaction.

use shared::id::{ResponseKey, ShopId};
use shared::response::Answer;
use sqlx::types::Json;

use crate::db::{Tx, on_tx};

/// The answers of a response, which nobody else changes until the transaction ends: a message
/// that was looked at before is looked at again.
pub(super) async fn answers(
    tx: &mut Tx,
    shop: ShopId,
    key: ResponseKey,
) -> Result<Option<Vec<Answer>>, sqlx::Error> {
    let answers: Option<Json<Vec<Answer>>> = on_tx!(tx, |conn| sqlx::query_scalar(
        "update response set messages = messages + 1
         where shop_id = $1 and id = $2
         returning answers"
    )
    .bind(shop)
    .bind(key)
    .fetch_optional(conn)
    .await)?;
    Ok(answers.map(|Json(answers)| answers))
}

/// Replaces the answers of a response.
pub(super) async fn replace(
    tx: &mut Tx,
    shop: ShopId,
    key: ResponseKey,
    answers: &[Answer],
) -> Result<(), sqlx::Error> {
    on_tx!(tx, |conn| sqlx::query(
        "update response set answers = $3 where shop_id = $1 and id = $2"
    )
    .bind(shop)
    .bind(key)
    .bind(Json(answers))
    .execute(conn)
    .await
    .map(|_| ()))
}
