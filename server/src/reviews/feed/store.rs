//! Published reviews in the database.

use shared::id::{ReviewId, ShopId};
use shared::review::PublishedReview;
use shared::time::Timestamp;
use uuid::Uuid;

use super::super::store::{provenance, reply_of};
use super::{Query, Sort};
use crate::db::{Db, containing, on_db};

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

/// Which published reviews are chosen. SQLite lowers ASCII letters only, so other words are looked
/// for as they begin a sentence too.
macro_rules! chosen {
    () => {
        " from review
         where shop_id = $1 and state = 'published'
           and (cast($2 as text) is null or product = $2)
           and (cast($3 as bigint) is null or stars = $3)
           and (cast($4 as text) is null or language = $4
                or substr(language, 1, length($4) + 1) = $4 || '-')
           and (not $5 or verified)
           and (cast($6 as text) is null
                or lower(title || ' ' || text) like $6 escape '!'
                or title || ' ' || text like $7 escape '!')
           and (not $8 or title <> '' or text <> '')"
    };
}

/// A page of published reviews. The order is the only part that differs, and each order
/// continues after its own key and the id.
macro_rules! published {
    ($after:literal, $order:literal) => {
        concat!(
            "select id, product, stars, title, text, author, language, published_at, edited,
                    verified, provenance, helpful, reply, replied_at, reply_edited_at",
            chosen!(),
            " and (cast($9 as bigint) is null or ",
            $after,
            ") order by ",
            $order,
            ", id desc limit $11"
        )
    };
}

/// Binds what [`chosen!`] compares with.
macro_rules! choosing {
    ($statement:expr, $shop:ident, $query:ident) => {
        $statement
            .bind($shop)
            .bind(&$query.product)
            .bind($query.stars)
            .bind(&$query.language)
            .bind($query.verified)
            .bind($query.search.as_deref().map(lowered))
            .bind($query.search.as_deref().map(capitalised))
            .bind($query.worded)
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
            published!("published_at < $9 or (published_at = $9 and id < $10)", "published_at desc")
        }
        Sort::Highest => published!("stars < $9 or (stars = $9 and id < $10)", "stars desc"),
        Sort::Lowest => published!("stars > $9 or (stars = $9 and id < $10)", "stars"),
        Sort::Helpful => published!("helpful < $9 or (helpful = $9 and id < $10)", "helpful desc"),
    };
    let rows: Vec<PublishedRow> = on_db!(db, |pool| choosing!(sqlx::query_as(text), shop, query)
        .bind(query.cursor.map(|cursor| cursor.key))
        .bind(query.cursor.map_or(Uuid::max(), |cursor| cursor.id))
        .bind(limit)
        .fetch_all(pool)
        .await)?;
    Ok(rows.into_iter().map(PublishedRow::into_review).collect())
}

/// How many published reviews are chosen.
pub(super) async fn found(db: &Db, shop: ShopId, query: &Query) -> Result<i64, sqlx::Error> {
    let text: &'static str = concat!("select count(*)", chosen!());
    on_db!(db, |pool| choosing!(sqlx::query_scalar(text), shop, query).fetch_one(pool).await)
}

/// How many reviews are alike in what readers choose by.
#[derive(sqlx::FromRow)]
pub(super) struct Alike {
    pub(super) language: Option<String>,
    pub(super) verified: bool,
    pub(super) count: i64,
}

/// What kinds of published reviews there are.
pub(super) async fn kinds(
    db: &Db,
    shop: ShopId,
    product: Option<&str>,
) -> Result<Vec<Alike>, sqlx::Error> {
    on_db!(db, |pool| sqlx::query_as(
        "select language, verified, count(*) as count from review
         where shop_id = $1 and state = 'published'
           and (cast($2 as text) is null or product = $2)
         group by language, verified"
    )
    .bind(shop)
    .bind(product)
    .fetch_all(pool)
    .await)
}

/// A pattern of words in small letters, in this order, whatever stands between them.
fn lowered(words: &str) -> String {
    pattern(&words.to_lowercase())
}

/// The same, as it stands at the beginning of a sentence.
fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    pattern(&(first + &letters.as_str().to_lowercase()))
}

fn pattern(words: &str) -> String {
    let words: Vec<&str> = words.split_whitespace().collect();
    containing(&words.join(" ")).replace(' ', "%")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_small_letters_and_as_a_sentence_begins() {
        assert_eq!(lowered("  Sturdy\tHANDLE"), "%sturdy%handle%");
        assert_eq!(capitalised("кружка Мала"), "%Кружка%мала%");
        assert_eq!(lowered("100%_!"), "%100!%!_!!%");
    }
}
