//! Photos of reviews in the database. A row is there before its files are and after they are
//! gone, so that no file is forgotten.

use std::collections::HashMap;

use shared::id::{PhotoId, ReviewId, ShopId};
use shared::time::Timestamp;
use sqlx::query::QueryAs;
use uuid::Uuid;

use super::{MOST, Photo};
use crate::db::{Backend, Db, Many, Tx, in_turn, on_db, on_tx, placeholders};

/// How statements begin that find the photos of reviews.
macro_rules! of {
    () => {
        "select review_id, id, width, height, alt from photo where ready and shop_id = "
    };
}

static OF: Many = Many::new(|count| {
    format!(concat!(of!(), "? and review_id in ({}) order by id"), placeholders(count))
});
const OF_ARRAYS: &str = concat!(of!(), "$1 and review_id = any($2::uuid[]) order by id");

#[derive(sqlx::FromRow)]
struct Row {
    review_id: ReviewId,
    id: PhotoId,
    width: i64,
    height: i64,
    alt: String,
}

impl Row {
    fn into_photo(self) -> Photo {
        let Self { id, width, height, alt, .. } = self;
        Photo { id, width, height, alt }
    }
}

/// Takes one of a review's places for a photo whose files are not there yet; false where there is
/// none left, or the review was taken back.
pub(super) async fn begin(
    tx: &mut Tx,
    (shop, review): (ShopId, ReviewId),
    photo: &Photo,
    now: Timestamp,
) -> Result<bool, sqlx::Error> {
    // Two photos that come at once are counted one after the other.
    let there = on_tx!(&mut *tx, |conn| sqlx::query(
        "update review set revision = revision
         where shop_id = $1 and id = $2 and state <> 'withdrawn'"
    )
    .bind(shop)
    .bind(review)
    .execute(conn)
    .await
    .map(|done| done.rows_affected() == 1))?;
    if !there {
        return Ok(false);
    }
    on_tx!(tx, |conn| sqlx::query(
        "insert into photo (shop_id, id, review_id, width, height, alt, ready, created_at)
         select $1, $2, $3, $4, $5, $6, false, $7
         where (select count(*) from photo where shop_id = $1 and review_id = $3) < $8"
    )
    .bind(shop)
    .bind(photo.id)
    .bind(review)
    .bind(photo.width)
    .bind(photo.height)
    .bind(&photo.alt)
    .bind(now)
    .bind(MOST)
    .execute(conn)
    .await
    .map(|done| done.rows_affected() == 1))
}

/// Lets a photo be seen, now that its files are there; false where it is gone meanwhile.
pub(super) async fn finish(tx: &mut Tx, shop: ShopId, photo: PhotoId) -> Result<bool, sqlx::Error> {
    on_tx!(tx, |conn| sqlx::query("update photo set ready = true where shop_id = $1 and id = $2")
        .bind(shop)
        .bind(photo)
        .execute(conn)
        .await
        .map(|done| done.rows_affected() == 1))
}

/// Lets a photo be seen no more; its files are still there. False where the review has none of
/// this id.
pub(super) async fn hide(
    tx: &mut Tx,
    (shop, review): (ShopId, ReviewId),
    photo: PhotoId,
) -> Result<bool, sqlx::Error> {
    on_tx!(tx, |conn| sqlx::query(
        "update photo set ready = false
         where shop_id = $1 and id = $2 and review_id = $3 and ready"
    )
    .bind(shop)
    .bind(photo)
    .bind(review)
    .execute(conn)
    .await
    .map(|done| done.rows_affected() == 1))
}

/// Forgets a photo whose files are gone.
pub(super) async fn forget(db: &Db, shop: ShopId, photo: PhotoId) -> Result<(), sqlx::Error> {
    in_turn!(db, |pool| sqlx::query("delete from photo where shop_id = $1 and id = $2")
        .bind(shop)
        .bind(photo)
        .execute(pool)
        .await
        .map(|_| ()))
}

/// The photos of each of these reviews, the first first.
pub(super) async fn of(
    db: &Db,
    shop: ShopId,
    reviews: &[ReviewId],
) -> Result<HashMap<ReviewId, Vec<Photo>>, sqlx::Error> {
    let rows: Vec<Row> = match db {
        Backend::Sqlite(file) => {
            let mut rows = Vec::new();
            for (text, reviews) in OF.each(reviews) {
                let query = reviews.iter().fold(sqlx::query_as(text).bind(shop), QueryAs::bind);
                rows.extend(query.fetch_all(&file.readers).await?);
            }
            rows
        }
        Backend::Postgres(pool) => {
            let reviews: Vec<Uuid> = reviews.iter().map(|review| review.uuid()).collect();
            sqlx::query_as(OF_ARRAYS).bind(shop).bind(reviews).fetch_all(pool).await?
        }
    };
    let mut found: HashMap<ReviewId, Vec<Photo>> = HashMap::new();
    for row in rows {
        found.entry(row.review_id).or_default().push(row.into_photo());
    }
    Ok(found)
}

/// The review that a photo belongs to, and whether the public may see it.
pub(super) async fn standing(
    db: &Db,
    shop: ShopId,
    photo: PhotoId,
) -> Result<Option<(ReviewId, bool)>, sqlx::Error> {
    on_db!(db, |pool| sqlx::query_as(
        "select review_id, state = 'published'
         from photo join review on review.shop_id = photo.shop_id and review.id = review_id
         where photo.shop_id = $1 and photo.id = $2 and ready and state <> 'withdrawn'"
    )
    .bind(shop)
    .bind(photo)
    .fetch_optional(pool)
    .await)
}

/// Photos that nobody may see any more, of any shop: of reviews that are gone or were taken back,
/// removed by their author, or begun before `since` and never finished.
pub(super) async fn done_with(
    db: &Db,
    since: Timestamp,
) -> Result<Vec<(ShopId, PhotoId)>, sqlx::Error> {
    on_db!(db, |pool| sqlx::query_as(
        "select photo.shop_id, photo.id
         from photo left join review
             on review.shop_id = photo.shop_id and review.id = review_id
         where review.id is null or state = 'withdrawn'
             or (not ready and photo.created_at < $1)
         order by photo.shop_id, photo.id
         limit 100"
    )
    .bind(since)
    .fetch_all(pool)
    .await)
}
