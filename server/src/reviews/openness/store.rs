//! Every review of a shop, counted by the database.

use shared::id::ShopId;
use shared::time::Timestamp;

use super::Alike;
use crate::db::{Db, on_db};
use crate::reviews::store::{reason, state};

/// The reviews of a shop, those that are alike counted together.
pub(super) async fn groups(
    db: &Db,
    shop: ShopId,
    product: Option<&str>,
) -> Result<Vec<Alike>, sqlx::Error> {
    let rows: Vec<(i64, String, Option<String>, i64, i64)> = on_db!(db, |pool| sqlx::query_as(
        "select stars, state, withheld, count(*), count(erased_at)
         from review
         where shop_id = $1 and (cast($2 as text) is null or product = $2)
         group by stars, state, withheld, erased_at is null"
    )
    .bind(shop)
    .bind(product)
    .fetch_all(pool)
    .await)?;
    let alike =
        |(stars, name, withheld, count, erased): (i64, String, Option<String>, i64, i64)| {
            let withheld = withheld.as_deref().and_then(reason);
            Alike { stars, state: state(&name), withheld, erased: erased > 0, count }
        };
    Ok(rows.into_iter().map(alike).collect())
}

/// Since when a review waits, from when its author last changed it, after so many that have waited
/// longer.
pub(super) async fn waiting_since(
    db: &Db,
    shop: ShopId,
    product: Option<&str>,
    after: i64,
) -> Result<Option<Timestamp>, sqlx::Error> {
    on_db!(db, |pool| sqlx::query_scalar(
        "select coalesce(corrected_at, submitted_at) from review
         where shop_id = $1 and state = 'pending' and (cast($2 as text) is null or product = $2)
         order by 1, id
         limit 1 offset $3"
    )
    .bind(shop)
    .bind(product)
    .bind(after)
    .fetch_optional(pool)
    .await)
}
