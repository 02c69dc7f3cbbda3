//! Votes and reports in the database, counted with their review in one transaction.

use shared::id::{ReviewId, ShopId};
use shared::review::Withheld;
use shared::time::Timestamp;

use super::Report;
use crate::db::{Db, Tx, on_db, on_tx};
use crate::http::visitor::VisitorKey;
use crate::reviews::store::reason;

/// A review of a shop.
type About = (ShopId, ReviewId);

/// Keeps a review from other writers until the transaction ends; false where it is not public.
pub(super) async fn lock_published(
    tx: &mut Tx,
    (shop, review): About,
) -> Result<bool, sqlx::Error> {
    on_tx!(tx, |conn| sqlx::query(
        "update review set helpful = helpful
         where shop_id = $1 and id = $2 and state = 'published'"
    )
    .bind(shop)
    .bind(review)
    .execute(conn)
    .await
    .map(|done| done.rows_affected() == 1))
}

/// Forgets who voted before a time; the counts stay.
pub(super) async fn forget_voters(
    tx: &mut Tx,
    shop: ShopId,
    before: Timestamp,
) -> Result<(), sqlx::Error> {
    on_tx!(tx, |conn| sqlx::query("delete from review_vote where shop_id = $1 and at < $2")
        .bind(shop)
        .bind(before)
        .execute(conn)
        .await
        .map(|_| ()))
}

/// Adds a visitor's vote; 0 where it is there.
pub(super) async fn add_vote(
    tx: &mut Tx,
    (shop, review): About,
    reader: &VisitorKey,
    now: Timestamp,
) -> Result<i64, sqlx::Error> {
    on_tx!(tx, |conn| sqlx::query(
        "insert into review_vote (shop_id, review_id, visitor, at) values ($1, $2, $3, $4)
         on conflict do nothing"
    )
    .bind(shop)
    .bind(review)
    .bind(&reader[..])
    .bind(now)
    .execute(conn)
    .await
    .map(|done| i64::from(done.rows_affected() > 0)))
}

/// Removes a visitor's vote; 0 where there is none.
pub(super) async fn remove_vote(
    tx: &mut Tx,
    (shop, review): About,
    reader: &VisitorKey,
) -> Result<i64, sqlx::Error> {
    on_tx!(tx, |conn| sqlx::query(
        "delete from review_vote where shop_id = $1 and review_id = $2 and visitor = $3"
    )
    .bind(shop)
    .bind(review)
    .bind(&reader[..])
    .execute(conn)
    .await
    .map(|done| i64::from(done.rows_affected() > 0)))
}

/// Changes how many found a review helpful, and tells how many do.
pub(super) async fn count_votes(
    tx: &mut Tx,
    (shop, review): About,
    change: i64,
) -> Result<i64, sqlx::Error> {
    on_tx!(tx, |conn| sqlx::query_scalar(
        "update review set helpful = helpful + $3 where shop_id = $1 and id = $2 returning helpful"
    )
    .bind(shop)
    .bind(review)
    .bind(change)
    .fetch_one(conn)
    .await)
}

/// Forgets who reported before a time; what they said stays.
pub(super) async fn forget_reporters(
    tx: &mut Tx,
    shop: ShopId,
    before: Timestamp,
) -> Result<(), sqlx::Error> {
    on_tx!(tx, |conn| sqlx::query(
        "update review_report set visitor = null
         where shop_id = $1 and at < $2 and visitor is not null"
    )
    .bind(shop)
    .bind(before)
    .execute(conn)
    .await
    .map(|_| ()))
}

/// Adds a visitor's report and counts it, unless theirs is there.
pub(super) async fn add_report(
    tx: &mut Tx,
    (shop, review): About,
    reader: &VisitorKey,
    report: &Report,
) -> Result<(), sqlx::Error> {
    let added = on_tx!(&mut *tx, |conn| sqlx::query(
        "insert into review_report (shop_id, review_id, number, visitor, reason, text, at)
         select shop_id, id, reports + 1, $3, $4, $5, $6 from review
         where shop_id = $1 and id = $2
         on conflict do nothing"
    )
    .bind(shop)
    .bind(review)
    .bind(&reader[..])
    .bind(report.reason.as_str())
    .bind(&*report.text)
    .bind(report.at)
    .execute(conn)
    .await
    .map(|done| i64::from(done.rows_affected() > 0)))?;
    on_tx!(tx, |conn| sqlx::query(
        "update review set reports = reports + $3 where shop_id = $1 and id = $2"
    )
    .bind(shop)
    .bind(review)
    .bind(added)
    .execute(conn)
    .await
    .map(|_| ()))
}

/// The reports about a review, the newest first.
pub(super) async fn reports(
    db: &Db,
    shop: ShopId,
    review: ReviewId,
) -> Result<Vec<Report>, sqlx::Error> {
    let rows: Vec<(String, String, Timestamp)> = on_db!(db, |pool| sqlx::query_as(
        "select reason, text, at from review_report
         where shop_id = $1 and review_id = $2
         order by number desc
         limit 1000"
    )
    .bind(shop)
    .bind(review)
    .fetch_all(pool)
    .await)?;
    let report =
        |(name, text, at): (String, String, Timestamp)| Report { reason: named(&name), text, at };
    Ok(rows.into_iter().map(report).collect())
}

/// Every program that writes reports knows the reasons: the list is fixed.
fn named(name: &str) -> Withheld {
    reason(name).unwrap_or(Withheld::NotAboutUs)
}
