//! Reviews in the database.

use shared::id::{ResponseKey, ReviewId, ShopId};
use shared::review::{Provenance, Reply, State, Withheld};
use shared::time::Timestamp;
use uuid::Uuid;

use super::checks::{self, Finding, Found};
use super::{Filter, Review};
use crate::db::{Db, containing, on_db};

/// A review as it is read.
#[derive(sqlx::FromRow)]
pub(super) struct Row {
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
    reply_edited_at: Option<Timestamp>,
    erased_at: Option<Timestamp>,
    reports: i64,
    suspicion: Option<String>,
    repeated: bool,
}

/// A review with what is known of its response and of others with its text.
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "select id, response_id, product, stars, title, text, author, language, state,
                    withheld, provenance, verified, edited, revision, helpful, reply, replied_at,
                    reply_edited_at, submitted_at, decided_at, published_at, erased_at, reports,
                    (select suspicion from response
                     where response.shop_id = review.shop_id and response.id = review.response_id
                       and overruled_at is null) as suspicion,
                    exists (select 1 from review other
                            where other.shop_id = review.shop_id
                              and other.fingerprint = review.fingerprint
                              and other.id <> review.id) as repeated
             from review ",
            $rest
        )
    };
}

impl Row {
    pub(super) fn into_review(self) -> Review {
        let mut findings = checks::findings([&self.title, &self.text, &self.author]);
        let of_all =
            [(self.repeated, Found::RepeatedText), (self.suspicion.is_some(), Found::Suspicious)];
        let of_all = of_all.into_iter().filter(|(is_so, _)| *is_so);
        findings.extend(of_all.map(|(_, found)| Finding { found, words: String::new() }));
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
            withheld: self.withheld.as_deref().and_then(reason),
            provenance: provenance(&self.provenance),
            verified: self.verified,
            edited: self.edited,
            revision: self.revision,
            helpful: self.helpful,
            reply: reply_of(self.reply, self.replied_at, self.reply_edited_at),
            photos: Vec::new(),
            submitted_at: self.submitted_at,
            decided_at: self.decided_at,
            published_at: self.published_at,
            erased_at: self.erased_at,
            reports: self.reports,
            findings,
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

/// A reason to withhold, by its name in the database.
pub(super) fn reason(name: &str) -> Option<Withheld> {
    Withheld::ALL.into_iter().find(|reason| reason.as_str() == name)
}

/// The shop's answer, if it is there with its date.
pub(super) fn reply_of(
    text: Option<String>,
    at: Option<Timestamp>,
    edited_at: Option<Timestamp>,
) -> Option<Reply> {
    text.zip(at).map(|(text, at)| Reply { text, at, edited_at })
}

/// The review whose author's page has this secret.
pub(super) async fn by_secret(
    db: &Db,
    shop: ShopId,
    secret_hash: &[u8],
) -> Result<Option<Review>, sqlx::Error> {
    let text = select!("where shop_id = $1 and secret_hash = $2");
    let row: Option<Row> = on_db!(db, |pool| sqlx::query_as(text)
        .bind(shop)
        .bind(secret_hash)
        .fetch_optional(pool)
        .await)?;
    Ok(row.map(Row::into_review))
}

/// One review.
pub(super) const FIND: &str = select!("where shop_id = $1 and id = $2");

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
    let text = select!("where shop_id = $1 and response_id = $2");
    let row: Option<Row> = on_db!(db, |pool| sqlx::query_as(text)
        .bind(shop)
        .bind(response)
        .fetch_optional(pool)
        .await)?;
    Ok(row.map(Row::into_review))
}

/// Reviews for their owner, newest first.
pub(super) async fn list(
    db: &Db,
    shop: ShopId,
    filter: &Filter,
    limit: i64,
) -> Result<Vec<Review>, sqlx::Error> {
    let text = select!(
        "where shop_id = $1
           and (cast($2 as text) is null or state = $2)
           and (submitted_at < $3 or (submitted_at = $3 and id < $4))
           and (cast($6 as text) is null
                or lower(title || ' ' || text || ' ' || author || ' ' || coalesce(product, ''))
                   like lower(cast($6 as text)) escape '!')
           and (not $7 or reports > 0)
         order by submitted_at desc, id desc
         limit $5"
    );
    let rows: Vec<Row> = on_db!(db, |pool| {
        sqlx::query_as(text)
            .bind(shop)
            .bind(filter.state.map(State::as_str))
            .bind(filter.cursor.map_or(i64::MAX, |cursor| cursor.key))
            .bind(filter.cursor.map_or(Uuid::max(), |cursor| cursor.id))
            .bind(limit)
            .bind(filter.search.as_deref().map(containing))
            .bind(filter.reported)
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
