//! Reviews in the database.

use shared::id::{ResponseKey, ReviewId, ShopId};
use shared::review::{Provenance, Reply, State, Withheld};
use shared::time::Timestamp;
use uuid::Uuid;

use super::{Decision, Filter, Review};
use crate::db::{Db, Tx, containing, on_db, on_tx};

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
            submitted_at: self.submitted_at,
            decided_at: self.decided_at,
            published_at: self.published_at,
        }
    }
}

fn state(name: &str) -> State {
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

/// Adds the review of a response, or replaces it while it is pending; false where it is not.
pub(super) async fn put_pending(
    tx: &mut Tx,
    shop: ShopId,
    review: &Review,
    secret_hash: &[u8],
) -> Result<bool, sqlx::Error> {
    on_tx!(tx, |conn| sqlx::query(
        "insert into review (shop_id, id, response_id, product, stars, title, text, author,
                             language, state, provenance, verified, edited, helpful, secret_hash,
                             submitted_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'pending', $10, $11, $12, 0, $13, $14)
         on conflict (shop_id, response_id) do update
         set product = excluded.product, stars = excluded.stars, title = excluded.title,
             text = excluded.text, author = excluded.author, language = excluded.language,
             revision = review.revision + 1
         where review.state = 'pending'"
    )
    .bind(shop)
    .bind(review.id)
    .bind(review.response)
    .bind(&review.product)
    .bind(review.stars)
    .bind(&review.title)
    .bind(&review.text)
    .bind(&review.author)
    .bind(&review.language)
    .bind(review.provenance.as_str())
    .bind(review.verified)
    .bind(review.edited)
    .bind(secret_hash)
    .bind(review.submitted_at)
    .execute(conn)
    .await
    .map(|done| done.rows_affected() == 1))
}

/// Removes the review of a response, if it is pending.
pub(super) async fn drop_pending(
    tx: &mut Tx,
    shop: ShopId,
    response: ResponseKey,
) -> Result<(), sqlx::Error> {
    on_tx!(tx, |conn| sqlx::query(
        "delete from review where shop_id = $1 and response_id = $2 and state = 'pending'"
    )
    .bind(shop)
    .bind(response)
    .execute(conn)
    .await
    .map(|_| ()))
}

/// What has become of the reviews of these responses, of those that have one.
pub(super) async fn states_of(
    tx: &mut Tx,
    shop: ShopId,
    responses: &[ResponseKey],
) -> Result<Vec<(ResponseKey, State)>, sqlx::Error> {
    let mut states = Vec::new();
    for response in responses {
        let name: Option<String> = on_tx!(tx, |conn| sqlx::query_scalar(
            "select state from review where shop_id = $1 and response_id = $2"
        )
        .bind(shop)
        .bind(response)
        .fetch_optional(conn)
        .await)?;
        states.extend(name.map(|name| (*response, state(&name))));
    }
    Ok(states)
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
    on_db!(db, |pool| sqlx::query(
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
    on_db!(db, |pool| sqlx::query(
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
