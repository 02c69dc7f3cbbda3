//! Reviews in the database.

use shared::id::{ResponseKey, ReviewId, ShopId};
use shared::review::{Provenance, Reply, State, Withheld};
use shared::time::Timestamp;
use uuid::Uuid;

use super::{Decision, Filter, Review};
use crate::db::{Db, containing, in_turn, on_db};

#[derive(sqlx::FromRow)]
struct Row {
    id: ReviewId,
    response_id: ResponseKey,
    product: Option<String>,
    stars: i64,
    title: String,
    text: String,
    author: String,
    language: Option<String>,
    state: String,
    withheld: Option<String>,
    provenance: String,
    verified: bool,
    edited: bool,
    revision: i64,
    helpful: i64,
    reply: Option<String>,
    replied_at: Option<Timestamp>,
    submitted_at: Timestamp,
    decided_at: Option<Timestamp>,
    published_at: Option<Timestamp>,
}

impl Row {
    fn into_review(self) -> Review {
        let named = |reason: String| Withheld::ALL.into_iter().find(|r| r.as_str() == reason);
        Review {
            id: self.id,
            response: self.response_id,
            product: self.product,
            stars: self.stars,
            title: self.title,
            text: self.text,
            author: self.author,
            language: self.language,
            state: state(&self.state),
            withheld: self.withheld.and_then(named),
            provenance: provenance(&self.provenance),
            verified: self.verified,
            edited: self.edited,
            revision: self.revision,
            helpful: self.helpful,
            reply: reply_of(self.reply, self.replied_at),
            photos: Vec::new(),
            submitted_at: self.submitted_at,
            decided_at: self.decided_at,
            published_at: self.published_at,
        }
    }
}

/// What has become of a review, by its name in the database.
pub(super) fn state(name: &str) -> State {
    State::ALL.into_iter().find(|state| state.as_str() == name).unwrap_or(State::Pending)
}

/// How a review came about, by its name in the database.
pub(super) fn provenance(name: &str) -> Provenance {
    let named = Provenance::ALL.into_iter().find(|provenance| provenance.as_str() == name);
    named.unwrap_or(Provenance::Spontaneous)
}

/// The shop's answer, if both its columns are there.
pub(super) fn reply_of(text: Option<String>, at: Option<Timestamp>) -> Option<Reply> {
    text.zip(at).map(|(text, at)| Reply { text, at })
}

/// The review whose author's page has this secret.
pub(super) async fn by_secret(
    db: &Db,
    shop: ShopId,
    secret_hash: &[u8],
) -> Result<Option<Review>, sqlx::Error> {
    let row: Option<Row> = on_db!(db, |pool| {
        sqlx::query_as(
        "select id, response_id, product, stars, title, text, author, language, state, withheld,
                provenance, verified, edited, revision, helpful, reply, replied_at, submitted_at,
                decided_at, published_at
         from review where shop_id = $1 and secret_hash = $2"
    )
    .bind(shop)
    .bind(secret_hash)
    .fetch_optional(pool)
    .await
    })?;
    Ok(row.map(Row::into_review))
}

/// One review.
const FIND: &str = "select id, response_id, product, stars, title, text, author, language, state,
            withheld, provenance, verified, edited, revision, helpful, reply, replied_at,
            submitted_at, decided_at, published_at
     from review where shop_id = $1 and id = $2";

/// One review.
pub(super) async fn find(
    db: &Db,
    shop: ShopId,
    review: ReviewId,
) -> Result<Option<Review>, sqlx::Error> {
    let row: Option<Row> =
        on_db!(db, |pool| sqlx::query_as(FIND).bind(shop).bind(review).fetch_optional(pool).await)?;
    Ok(row.map(Row::into_review))
}

/// The review of a response.
pub(super) async fn of_response(
    db: &Db,
    shop: ShopId,
    response: ResponseKey,
) -> Result<Option<Review>, sqlx::Error> {
    let row: Option<Row> = on_db!(db, |pool| {
        sqlx::query_as(
        "select id, response_id, product, stars, title, text, author, language, state, withheld,
                provenance, verified, edited, revision, helpful, reply, replied_at, submitted_at,
                decided_at, published_at
         from review where shop_id = $1 and response_id = $2"
    )
    .bind(shop)
    .bind(response)
    .fetch_optional(pool)
    .await
    })?;
    Ok(row.map(Row::into_review))
}

/// Reviews for their owner, newest first.
pub(super) async fn list(
    db: &Db,
    shop: ShopId,
    filter: &Filter,
    limit: i64,
) -> Result<Vec<Review>, sqlx::Error> {
    let rows: Vec<Row> = on_db!(db, |pool| {
        sqlx::query_as(
        "select id, response_id, product, stars, title, text, author, language, state, withheld,
                provenance, verified, edited, revision, helpful, reply, replied_at, submitted_at,
                decided_at, published_at
         from review
         where shop_id = $1
           and (cast($2 as text) is null or state = $2)
           and (submitted_at < $3 or (submitted_at = $3 and id < $4))
           and (cast($6 as text) is null
                or lower(title || ' ' || text || ' ' || author || ' ' || coalesce(product, ''))
                   like lower(cast($6 as text)) escape '!')
         order by submitted_at desc, id desc
         limit $5"
    )
    .bind(shop)
    .bind(filter.state.map(State::as_str))
    .bind(filter.cursor.map_or(i64::MAX, |cursor| cursor.key))
    .bind(filter.cursor.map_or(Uuid::max(), |cursor| cursor.id))
    .bind(limit)
    .bind(filter.search.as_deref().map(containing))
    .fetch_all(pool)
    .await
    })?;
    Ok(rows.into_iter().map(Row::into_review).collect())
}

/// How the published reviews of a shop came about, and whether any of each has a proven purchase.
pub(super) async fn provenances(
    db: &Db,
    shop: ShopId,
) -> Result<Vec<(Provenance, bool)>, sqlx::Error> {
    let rows: Vec<(String, bool)> = on_db!(db, |pool| sqlx::query_as(
        "select distinct provenance, verified from review
         where shop_id = $1 and state = 'published'"
    )
    .bind(shop)
    .fetch_all(pool)
    .await)?;
    Ok(rows.into_iter().map(|(name, verified)| (provenance(&name), verified)).collect())
}

/// How many reviews are in each state.
pub(super) async fn counts(db: &Db, shop: ShopId) -> Result<Vec<(State, i64)>, sqlx::Error> {
    let rows: Vec<(String, i64)> = on_db!(db, |pool| sqlx::query_as(
        "select state, count(*) from review where shop_id = $1 group by state"
    )
    .bind(shop)
    .fetch_all(pool)
    .await)?;
    Ok(rows.into_iter().map(|(name, count)| (state(&name), count)).collect())
}

/// Puts a review into another state; false where its author took it back or has changed it.
pub(super) async fn decide(
    db: &Db,
    shop: ShopId,
    review: ReviewId,
    Decision { state, withheld, revision }: Decision,
    now: Timestamp,
) -> Result<bool, sqlx::Error> {
    in_turn!(db, |pool| sqlx::query(
        "update review
         set state = $3, withheld = $4, decided_at = $5,
             published_at = case when $3 = 'published' then coalesce(published_at, $5)
                                 else published_at end
         where shop_id = $1 and id = $2 and state <> 'withdrawn'
           and (cast($6 as bigint) is null or revision = $6)"
    )
    .bind(shop)
    .bind(review)
    .bind(state.as_str())
    .bind(withheld.map(Withheld::as_str))
    .bind(now)
    .bind(revision)
    .execute(pool)
    .await
    .map(|done| done.rows_affected() == 1))
}

/// Sets or removes the shop's answer; false where there is no such review.
pub(super) async fn reply(
    db: &Db,
    shop: ShopId,
    review: ReviewId,
    text: Option<&str>,
    now: Timestamp,
) -> Result<bool, sqlx::Error> {
    in_turn!(db, |pool| sqlx::query(
        "update review set reply = $3, replied_at = $4 where shop_id = $1 and id = $2"
    )
    .bind(shop)
    .bind(review)
    .bind(text)
    .bind(text.map(|_| now))
    .execute(pool)
    .await
    .map(|done| done.rows_affected() == 1))
}
