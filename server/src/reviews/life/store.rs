//! What becomes of reviews, and what became of them, in the database.

use shared::id::{ReviewId, ShopId};
use shared::review::{State, Withheld};
use shared::time::Timestamp;

use super::{By, ByKind, Deed, Event, Words};
use crate::db::{Db, Tx, on_db, on_tx};
use crate::reviews::Review;
use crate::reviews::store::{FIND, Row, reason};

/// A review, kept from other writers until the transaction ends.
pub(super) async fn locked(
    tx: &mut Tx,
    shop: ShopId,
    review: ReviewId,
) -> Result<Option<Review>, sqlx::Error> {
    // SQLite knows no `for update`; an update that changes nothing locks the row in both.
    on_tx!(&mut *tx, |conn| sqlx::query(
        "update review set revision = revision where shop_id = $1 and id = $2"
    )
    .bind(shop)
    .bind(review)
    .execute(conn)
    .await
    .map(|_| ()))?;
    let row: Option<Row> =
        on_tx!(tx, |conn| sqlx::query_as(FIND).bind(shop).bind(review).fetch_optional(conn).await)?;
    Ok(row.map(Row::into_review))
}

/// Puts a review into another state.
pub(super) async fn decide(
    tx: &mut Tx,
    (shop, review): (ShopId, ReviewId),
    (state, withheld): (State, Option<Withheld>),
    now: Timestamp,
) -> Result<(), sqlx::Error> {
    on_tx!(tx, |conn| sqlx::query(
        "update review
         set state = $3, withheld = $4, decided_at = $5,
             published_at = case when $3 = 'published' then coalesce(published_at, $5)
                                 else published_at end
         where shop_id = $1 and id = $2 and state <> 'withdrawn'"
    )
    .bind(shop)
    .bind(review)
    .bind(state.as_str())
    .bind(withheld.map(Withheld::as_str))
    .bind(now)
    .execute(conn)
    .await
    .map(|_| ()))
}

/// Sets the shop's answer with its first date and its last, or removes it.
pub(super) async fn reply(
    tx: &mut Tx,
    shop: ShopId,
    review: ReviewId,
    reply: Option<(&str, Timestamp, Option<Timestamp>)>,
) -> Result<(), sqlx::Error> {
    on_tx!(tx, |conn| sqlx::query(
        "update review set reply = $3, replied_at = $4, reply_edited_at = $5
         where shop_id = $1 and id = $2"
    )
    .bind(shop)
    .bind(review)
    .bind(reply.map(|(text, ..)| text))
    .bind(reply.map(|(_, at, _)| at))
    .bind(reply.and_then(|(.., edited_at)| edited_at))
    .execute(conn)
    .await
    .map(|_| ()))
}

/// Makes a review say something else. It waits again, and counts as edited if it was public.
pub(super) async fn correct(
    tx: &mut Tx,
    (shop, review): (ShopId, ReviewId),
    (words, fingerprint): (&Words, Option<Vec<u8>>),
    now: Timestamp,
) -> Result<(), sqlx::Error> {
    on_tx!(tx, |conn| sqlx::query(
        "update review
         set title = $3, text = $4, author = $5, fingerprint = $6, corrected_at = $7,
             revision = revision + 1, state = 'pending', withheld = null,
             edited = (edited or published_at is not null)
         where shop_id = $1 and id = $2"
    )
    .bind(shop)
    .bind(review)
    .bind(&*words.title)
    .bind(&*words.text)
    .bind(&*words.name)
    .bind(fingerprint)
    .bind(now)
    .execute(conn)
    .await
    .map(|_| ()))
}

/// Lets a review wait for the shop again, because its author has changed what belongs to it;
/// its new revision, or none where they have taken it back.
pub(super) async fn reopen(
    tx: &mut Tx,
    shop: ShopId,
    review: ReviewId,
    now: Timestamp,
) -> Result<Option<i64>, sqlx::Error> {
    on_tx!(tx, |conn| sqlx::query_scalar(
        "update review
         set state = 'pending', withheld = null, revision = revision + 1, corrected_at = $3,
             edited = (edited or published_at is not null)
         where shop_id = $1 and id = $2 and state <> 'withdrawn'
         returning revision"
    )
    .bind(shop)
    .bind(review)
    .bind(now)
    .fetch_optional(conn)
    .await)
}

/// Whether checks of the words may decide about a review: it has no photos, and was not withheld
/// when it was last decided about.
pub(super) async fn may_pass(
    tx: &mut Tx,
    shop: ShopId,
    review: ReviewId,
) -> Result<bool, sqlx::Error> {
    let found: Option<(String,)> = on_tx!(tx, |conn| sqlx::query_as(
        "select state from review
         where shop_id = $1 and id = $2
           and not exists (select 1 from photo where shop_id = $1 and review_id = $2)
           and coalesce((select deed from review_event
                         where shop_id = $1 and review_id = $2
                           and deed in ('published', 'withheld')
                         order by number desc limit 1), '') <> 'withheld'"
    )
    .bind(shop)
    .bind(review)
    .fetch_optional(conn)
    .await)?;
    Ok(found.is_some())
}

/// Takes every word of a review away, of its author's, of its shop's and of its readers', and
/// frees the order line that it held.
pub(super) async fn erase(
    tx: &mut Tx,
    (shop, review): (ShopId, ReviewId),
    now: Timestamp,
) -> Result<(), sqlx::Error> {
    on_tx!(&mut *tx, |conn| sqlx::query(
        "update review
         set title = '', text = '', author = '', language = null, fingerprint = null,
             reply = null, replied_at = null, reply_edited_at = null, helpful = 0,
             state = 'withdrawn', withheld = null, revision = revision + 1,
             decided_at = $3, erased_at = $3
         where shop_id = $1 and id = $2"
    )
    .bind(shop)
    .bind(review)
    .bind(now)
    .execute(conn)
    .await
    .map(|_| ()))?;
    on_tx!(&mut *tx, |conn| sqlx::query(
        "delete from proven_line
         where shop_id = $1
           and response_id = (select response_id from review where shop_id = $1 and id = $2)"
    )
    .bind(shop)
    .bind(review)
    .execute(conn)
    .await
    .map(|_| ()))?;
    on_tx!(tx, |conn| sqlx::query(
        "update review_report set text = '' where shop_id = $1 and review_id = $2"
    )
    .bind(shop)
    .bind(review)
    .execute(conn)
    .await
    .map(|_| ()))
}

/// Writes down what was done to a review that is locked.
pub(in crate::reviews) async fn record(
    tx: &mut Tx,
    (shop, review, revision): (ShopId, ReviewId, i64),
    (deed, reason): (Deed, Option<Withheld>),
    (by, at): (&By, Timestamp),
) -> Result<(), sqlx::Error> {
    on_tx!(tx, |conn| sqlx::query(
        "insert into review_event (shop_id, review_id, number, at, deed, reason, by_kind, by_name,
                                   revision)
         select $1, $2, coalesce(max(number), 0) + 1, $3, $4, $5, $6, $7, $8
         from review_event where shop_id = $1 and review_id = $2"
    )
    .bind(shop)
    .bind(review)
    .bind(at)
    .bind(deed.as_str())
    .bind(reason.map(Withheld::as_str))
    .bind(by.kind.as_str())
    .bind(by.name.as_deref())
    .bind(revision)
    .execute(conn)
    .await
    .map(|_| ()))
}

#[derive(sqlx::FromRow)]
struct EventRow {
    at: Timestamp,
    deed: String,
    reason: Option<String>,
    by_kind: String,
    by_name: Option<String>,
    revision: i64,
}

impl EventRow {
    /// None where a newer program wrote a deed that this one does not know.
    fn into_event(self) -> Option<Event> {
        let kind = ByKind::ALL.into_iter().find(|kind| kind.as_str() == self.by_kind)?;
        Some(Event {
            at: self.at,
            deed: Deed::ALL.into_iter().find(|deed| deed.as_str() == self.deed)?,
            reason: self.reason.as_deref().and_then(reason),
            by: By { kind, name: self.by_name },
            revision: self.revision,
        })
    }
}

/// What was done to a review, the first deed first.
pub(super) async fn events(
    db: &Db,
    shop: ShopId,
    review: ReviewId,
) -> Result<Vec<Event>, sqlx::Error> {
    let rows: Vec<EventRow> = on_db!(db, |pool| sqlx::query_as(
        "select at, deed, reason, by_kind, by_name, revision
         from review_event
         where shop_id = $1 and review_id = $2
         order by number
         limit 1000"
    )
    .bind(shop)
    .bind(review)
    .fetch_all(pool)
    .await)?;
    Ok(rows.into_iter().filter_map(EventRow::into_event).collect())
}
