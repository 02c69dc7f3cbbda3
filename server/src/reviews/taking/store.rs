//! The reviews of many responses in one statement, found and written; and one verified review for
//! each order line, whichever of several is written first.

use shared::id::{ResponseKey, ReviewId, ShopId};
use shared::review::State;
use shared::time::Timestamp;
use sqlx::query::QueryAs;
use sqlx::{PgConnection, SqliteConnection};
use uuid::Uuid;

use super::{Draft, Standing};
use crate::db::{Backend, Many, Tx, on_tx, placeholders, rows_of_placeholders};
use crate::proof::OrderLine;
use crate::reviews::store::state;

/// How a statement begins that writes reviews, and how it ends.
macro_rules! put {
    () => {
        "insert into review (shop_id, id, response_id, product, stars, title, text, author,
                             language, state, provenance, verified, edited, helpful, secret_hash,
                             submitted_at, fingerprint) "
    };
    (over) => {
        " on conflict (shop_id, response_id) do update
          set product = excluded.product, stars = excluded.stars, title = excluded.title,
              text = excluded.text, author = excluded.author, language = excluded.language,
              provenance = excluded.provenance, verified = excluded.verified,
              revision = review.revision + 1, fingerprint = excluded.fingerprint
          where review.state = 'pending'
            and coalesce(review.corrected_at, review.decided_at) is null"
    };
}

static PUT: Many = Many::new(|count| {
    format!(concat!(put!(), "values {}", put!(over)), rows_of_placeholders(count, 17))
});
const PUT_ARRAYS: &str = concat!(
    put!(),
    "select * from unnest(
         $1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::bigint[], $6::text[], $7::text[],
         $8::text[], $9::text[], $10::text[], $11::text[], $12::boolean[], $13::boolean[],
         $14::bigint[], $15::bytea[], $16::bigint[], $17::bytea[])",
    put!(over)
);

static STATES: Many = Many::new(|count| {
    let keys = placeholders(count);
    format!(
        "select response_id, state, coalesce(corrected_at, decided_at) from review
         where shop_id = ? and response_id in ({keys})"
    )
});
/// Each key is looked up by itself, whatever Postgres knows of how many there are.
const STATES_ARRAYS: &str = "
    select found.* from unnest($2::uuid[]) as wanted (id) cross join lateral (
        select response_id, state, coalesce(corrected_at, decided_at) from review
        where shop_id = $1 and response_id = wanted.id limit 1
    ) as found";

/// A review, and the shop that it is for.
type Put<'a> = (ShopId, &'a Draft);

/// Adds the reviews of responses, or replaces those that are pending, and tells how many.
pub(super) async fn put_pending(tx: &mut Tx, drafts: &[Put<'_>]) -> Result<usize, sqlx::Error> {
    let put = match tx {
        Backend::Sqlite(tx) => {
            let mut put = 0;
            for (text, drafts) in PUT.each(drafts) {
                put += values(&mut *tx, text, drafts).await?;
            }
            put
        }
        Backend::Postgres(tx) if !drafts.is_empty() => arrays(&mut *tx, drafts).await?,
        Backend::Postgres(_) => 0,
    };
    Ok(usize::try_from(put).unwrap_or_default())
}

async fn values(
    connection: &mut SqliteConnection,
    text: &'static str,
    drafts: &[Put<'_>],
) -> Result<u64, sqlx::Error> {
    let mut query = sqlx::query(text);
    for (shop, Draft { review, secret_hash, fingerprint, .. }) in drafts {
        query = query
            .bind(*shop)
            .bind(review.id)
            .bind(review.response)
            .bind(review.product.as_deref())
            .bind(review.stars)
            .bind(&*review.title)
            .bind(&*review.text)
            .bind(&*review.author)
            .bind(review.language.as_deref())
            .bind(review.state.as_str())
            .bind(review.provenance.as_str())
            .bind(review.verified)
            .bind(review.edited)
            .bind(review.helpful)
            .bind(&**secret_hash)
            .bind(review.submitted_at)
            .bind(fingerprint.as_deref());
    }
    Ok(query.execute(connection).await?.rows_affected())
}

async fn arrays(connection: &mut PgConnection, drafts: &[Put<'_>]) -> Result<u64, sqlx::Error> {
    /// One column of all rows.
    fn column<'a, T>(drafts: &'a [Put<'a>], of: impl Fn(&'a Draft) -> T) -> Vec<T> {
        drafts.iter().map(|(_, draft)| of(draft)).collect()
    }
    let shops: Vec<Uuid> = drafts.iter().map(|(shop, _)| shop.uuid()).collect();
    let query = sqlx::query(PUT_ARRAYS)
        .bind(shops)
        .bind(column(drafts, |draft| draft.review.id.uuid()))
        .bind(column(drafts, |draft| draft.review.response.uuid()))
        .bind(column(drafts, |draft| draft.review.product.as_deref()))
        .bind(column(drafts, |draft| draft.review.stars))
        .bind(column(drafts, |draft| &*draft.review.title))
        .bind(column(drafts, |draft| &*draft.review.text))
        .bind(column(drafts, |draft| &*draft.review.author))
        .bind(column(drafts, |draft| draft.review.language.as_deref()))
        .bind(column(drafts, |draft| draft.review.state.as_str()))
        .bind(column(drafts, |draft| draft.review.provenance.as_str()))
        .bind(column(drafts, |draft| draft.review.verified))
        .bind(column(drafts, |draft| draft.review.edited))
        .bind(column(drafts, |draft| draft.review.helpful))
        .bind(column(drafts, |draft| &*draft.secret_hash))
        .bind(column(drafts, |draft| draft.review.submitted_at.micros()))
        .bind(column(drafts, |draft| draft.fingerprint.as_deref()));
    Ok(query.execute(connection).await?.rows_affected())
}

/// Removes the review of a response, if it is pending.
pub(super) async fn drop_pending(
    tx: &mut Tx,
    shop: ShopId,
    response: ResponseKey,
) -> Result<(), sqlx::Error> {
    on_tx!(tx, |conn| sqlx::query(
        "delete from review
         where shop_id = $1 and response_id = $2 and state = 'pending'
           and coalesce(corrected_at, decided_at) is null"
    )
    .bind(shop)
    .bind(response)
    .execute(conn)
    .await
    .map(|_| ()))
}

/// How the reviews of these responses stand, of those that have one.
pub(super) async fn standings_of(
    tx: &mut Tx,
    shop: ShopId,
    responses: &[ResponseKey],
) -> Result<Vec<(ResponseKey, Standing)>, sqlx::Error> {
    let found: Vec<(ResponseKey, String, Option<Timestamp>)> = match tx {
        Backend::Sqlite(tx) => {
            let mut found = Vec::new();
            for (text, keys) in STATES.each(responses) {
                let query = keys.iter().fold(sqlx::query_as(text).bind(shop), QueryAs::bind);
                found.extend(query.fetch_all(&mut **tx).await?);
            }
            found
        }
        Backend::Postgres(tx) if !responses.is_empty() => {
            let keys: Vec<Uuid> = responses.iter().map(|key| key.uuid()).collect();
            sqlx::query_as(STATES_ARRAYS).bind(shop).bind(keys).fetch_all(&mut **tx).await?
        }
        Backend::Postgres(_) => Vec::new(),
    };
    let standing = |name: &str, settled: Option<Timestamp>| {
        let open = state(name) == State::Pending && settled.is_none();
        if open { Standing::Open } else { Standing::Settled }
    };
    Ok(found.into_iter().map(|(key, name, at)| (key, standing(&name, at))).collect())
}

/// Publishes the review of a response that nobody has decided about, unless its text is another
/// review's or there are photos for a person to look at; the review that was published, if it was.
pub(super) async fn publish(
    tx: &mut Tx,
    shop: ShopId,
    response: ResponseKey,
    now: Timestamp,
) -> Result<Option<(ReviewId, i64)>, sqlx::Error> {
    on_tx!(tx, |conn| sqlx::query_as(
        "update review
         set state = 'published', decided_at = $3, published_at = coalesce(published_at, $3)
         where shop_id = $1 and response_id = $2 and state = 'pending'
           and coalesce(corrected_at, decided_at) is null
           and not exists (
               select 1 from review other
               where other.shop_id = $1 and other.fingerprint = review.fingerprint
                 and other.id <> review.id)
           and not exists (
               select 1 from photo where photo.shop_id = $1 and photo.review_id = review.id)
         returning id, revision"
    )
    .bind(shop)
    .bind(response)
    .bind(now)
    .fetch_optional(conn)
    .await)
}

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
        Backend::Sqlite(tx) => prove_each(&mut *tx, &claims).await,
        Backend::Postgres(tx) => prove_arrays(&mut *tx, &claims).await,
    }
}

async fn prove_each(tx: &mut SqliteConnection, claims: &[Claim<'_>]) -> Result<(), sqlx::Error> {
    for text in [TAKE, VERIFY] {
        for (shop, line, response) in claims {
            let query = sqlx::query(text).bind(*shop).bind(&*line.order_hash).bind(&*line.sku);
            query.bind(response).execute(&mut *tx).await?;
        }
    }
    Ok(())
}

async fn prove_arrays(tx: &mut PgConnection, claims: &[Claim<'_>]) -> Result<(), sqlx::Error> {
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
