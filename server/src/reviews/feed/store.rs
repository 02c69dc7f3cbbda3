//! Published reviews in the database.

use shared::id::{ReviewId, ShopId};
use shared::review::PublishedReview;
use shared::time::Timestamp;
use uuid::Uuid;

use super::super::store::{provenance, reply_of};
use super::{Query, Sort};
use crate::db::{Db, on_db};

#[derive(sqlx::FromRow)]
struct PublishedRow {
    id: ReviewId,
    product: Option<String>,
    stars: i64,
    title: String,
    text: String,
    author: String,
    language: Option<String>,
    published_at: Timestamp,
    edited: bool,
    verified: bool,
    provenance: String,
    helpful: i64,
    reply: Option<String>,
    replied_at: Option<Timestamp>,
    reply_edited_at: Option<Timestamp>,
}

impl PublishedRow {
    fn into_review(self) -> PublishedReview {
        PublishedReview {
            id: self.id,
            product: self.product,
            stars: self.stars,
            title: self.title,
            text: self.text,
            author: self.author,
            language: self.language,
            published_at: self.published_at,
            edited: self.edited,
            verified: self.verified,
            provenance: provenance(&self.provenance),
            helpful: self.helpful,
            photos: Vec::new(),
            reply: reply_of(self.reply, self.replied_at, self.reply_edited_at),
        }
    }
}

/// How many published reviews have each number of stars.
pub(super) async fn stars(
    db: &Db,
    shop: ShopId,
    product: Option<&str>,
) -> Result<Vec<(i64, i64)>, sqlx::Error> {
    on_db!(db, |pool| sqlx::query_as(
        "select stars, count(*) from review
         where shop_id = $1 and state = 'published'
           and (cast($2 as text) is null or product = $2)
         group by stars"
    )
    .bind(shop)
    .bind(product)
    .fetch_all(pool)
    .await)
}

/// A page of published reviews. The order is the only part that differs, and each order
/// continues after its own key and the id.
macro_rules! published {
    ($after:literal, $order:literal) => {
        concat!(
            "select id, product, stars, title, text, author, language, published_at, edited,
                    verified, provenance, helpful, reply, replied_at, reply_edited_at
             from review
             where shop_id = $1 and state = 'published'
               and (cast($2 as text) is null or product = $2)
               and (cast($3 as bigint) is null or stars = $3)
               and (cast($4 as text) is null or language = $4
                    or substr(language, 1, length($4) + 1) = $4 || '-')
               and (not $5 or verified)
               and (cast($6 as bigint) is null or ",
            $after,
            ") order by ",
            $order,
            ", id desc limit $8"
        )
    };
}

/// A page of published reviews.
pub(super) async fn published(
    db: &Db,
    shop: ShopId,
    query: &Query,
    limit: i64,
) -> Result<Vec<PublishedReview>, sqlx::Error> {
    let text: &'static str = match query.sort {
        Sort::Newest => {
            published!("published_at < $6 or (published_at = $6 and id < $7)", "published_at desc")
        }
        Sort::Highest => published!("stars < $6 or (stars = $6 and id < $7)", "stars desc"),
        Sort::Lowest => published!("stars > $6 or (stars = $6 and id < $7)", "stars"),
        Sort::Helpful => published!("helpful < $6 or (helpful = $6 and id < $7)", "helpful desc"),
    };
    let rows: Vec<PublishedRow> = on_db!(db, |pool| sqlx::query_as(text)
        .bind(shop)
        .bind(&query.product)
        .bind(query.stars)
        .bind(&query.language)
        .bind(query.verified)
        .bind(query.cursor.map(|cursor| cursor.key))
        .bind(query.cursor.map_or(Uuid::max(), |cursor| cursor.id))
        .bind(limit)
        .fetch_all(pool)
        .await)?;
    Ok(rows.into_iter().map(PublishedRow::into_review).collect())
}
