//! One verified review for each order line, whichever of several is written first.

use shared::id::ShopId;
use sqlx::{PgConnection, SqliteConnection};
use uuid::Uuid;

use super::Draft;
use crate::db::{Backend, Tx};
use crate::proof::OrderLine;

/// Takes an order line for a response, unless that or another holds one. Where another
/// transaction is about to take the same one, Postgres waits for what becomes of it.
macro_rules! take {
    () => {
        "insert into proven_line (shop_id, order_hash, sku, response_id) "
    };
    (if_free) => {
        " on conflict do nothing"
    };
}

const TAKE: &str = concat!(take!(), "values ($1, $2, $3, $4)", take!(if_free));
const TAKE_ARRAYS: &str = concat!(
    take!(),
    "select * from unnest($1::uuid[], $2::bytea[], $3::text[], $4::uuid[])",
    take!(if_free)
);

const VERIFY: &str = "
    update review set verified = true
    where shop_id = $1 and response_id = $4
      and exists (select 1 from proven_line
                  where shop_id = $1 and order_hash = $2 and sku = $3 and response_id = $4)";
const VERIFY_ARRAYS: &str = "
    update review set verified = true
    from unnest($1::uuid[], $2::bytea[], $3::text[], $4::uuid[]) as claim (shop, hash, sku, response)
    join proven_line on proven_line.shop_id = claim.shop and order_hash = claim.hash
        and proven_line.sku = claim.sku and proven_line.response_id = claim.response
    where review.shop_id = claim.shop and review.response_id = claim.response";

/// An order line, the shop that it is of, and the response that is about it.
type Claim<'a> = (ShopId, &'a OrderLine, Uuid);

/// Makes verified reviews of those whose order line is free or theirs already.
pub(super) async fn prove(tx: &mut Tx, drafts: &[(ShopId, &Draft)]) -> Result<(), sqlx::Error> {
    let claim = |&(shop, draft): &(ShopId, &'_ Draft)| -> Option<(ShopId, OrderLine, Uuid)> {
        Some((shop, draft.line.clone()?, draft.review.response.uuid()))
    };
    let claims: Vec<_> = drafts.iter().filter_map(claim).collect();
    let mut claims: Vec<Claim<'_>> =
        claims.iter().map(|(shop, line, response)| (*shop, line, *response)).collect();
    // In the same order everywhere, so that two transactions never wait for each other.
    claims.sort();
    match tx {
        _ if claims.is_empty() => Ok(()),
        Backend::Sqlite(tx) => one_by_one(&mut *tx, &claims).await,
        Backend::Postgres(tx) => arrays(&mut *tx, &claims).await,
    }
}

async fn one_by_one(tx: &mut SqliteConnection, claims: &[Claim<'_>]) -> Result<(), sqlx::Error> {
    for text in [TAKE, VERIFY] {
        for (shop, line, response) in claims {
            let query = sqlx::query(text).bind(*shop).bind(&*line.order_hash).bind(&*line.sku);
            query.bind(response).execute(&mut *tx).await?;
        }
    }
    Ok(())
}

async fn arrays(tx: &mut PgConnection, claims: &[Claim<'_>]) -> Result<(), sqlx::Error> {
    for text in [TAKE_ARRAYS, VERIFY_ARRAYS] {
        let query = sqlx::query(text)
            .bind(claims.iter().map(|(shop, ..)| shop.uuid()).collect::<Vec<_>>())
            .bind(claims.iter().map(|(_, line, _)| &*line.order_hash).collect::<Vec<_>>())
            .bind(claims.iter().map(|(_, line, _)| &*line.sku).collect::<Vec<_>>())
            .bind(claims.iter().map(|(.., response)| *response).collect::<Vec<_>>());
        query.execute(&mut *tx).await?;
    }
    Ok(())
}
