//! Photos that authors add to their reviews. What is sent is read, made anew and kept as files;
//! a published review waits for the shop again whenever its photos change.

mod files;
pub mod http;
mod picture;
mod store;

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use serde::Serialize;
use shared::id::{PhotoId, ReviewId, ShopId};
use shared::invalid::{Invalid, Reason};
use shared::review::{self, PublishedReview};
use shared::text;

use super::{Review, by_author, life};
use crate::app::App;
use crate::error::Error;

pub use files::Files;
pub(crate) use files::Size;

/// Most photos of one review.
pub(crate) const MOST: i64 = 6;
/// Longest description of a photo, in characters.
pub(crate) const MAX_ALT: usize = 200;
/// How long a photo may be on its way to its place, in seconds.
const COMING_SECONDS: i64 = 3_600;
/// How often it is looked for photos that nobody may see any more.
const SWEEP: Duration = Duration::from_mins(10);

/// A photo of a review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Photo {
    /// Its id.
    pub id: PhotoId,
    /// Width of the large one, in pixels.
    pub width: i64,
    /// Height of the large one, in pixels.
    pub height: i64,
    /// What is to be seen, in its author's words; may be empty.
    pub alt: String,
}

/// Adds a photo to the review whose author's page has this secret. When this returns, it is on
/// disk.
pub async fn add(
    app: &App,
    shop: ShopId,
    secret: &str,
    (file, alt): (Vec<u8>, &str),
) -> Result<Photo, Error> {
    let review = by_author(app, shop, secret).await?;
    let alt = alt.trim();
    text::check(alt, MAX_ALT).map_err(|reason| Invalid::new("alt", reason))?;
    let busy = |_| Error::Busy("the server stops");
    let turn = Arc::clone(&app.photos.reading).acquire_owned().await.map_err(busy)?;
    let read = tokio::task::spawn_blocking(move || {
        // Reading ends no sooner because nobody waits for it any more, so it keeps its turn.
        let _turn = turn;
        picture::read(&file)
    });
    let picture = read
        .await
        .map_err(|error| Error::Internal(error.to_string()))?
        .map_err(|reason| Invalid::new("photo", reason))?;
    let now = app.clock.now();
    let photo = Photo {
        id: PhotoId::new(app.chance.uuid(now)),
        width: picture.width.into(),
        height: picture.height.into(),
        alt: alt.to_owned(),
    };
    let mut tx = app.db.begin().await?;
    if !store::begin(&mut tx, (shop, review.id), &photo, now).await? {
        let reason = "a review has six photos at most, and none once it was taken back";
        return Err(Error::Conflict { field: "photo", reason });
    }
    tx.commit().await?;
    if let Err(error) = app.photos.put((shop, photo.id), picture).await {
        // It takes no other photo's place; what cannot be cleared now is swept later.
        _ = clear(app, shop, photo.id).await;
        return Err(error);
    }
    let mut tx = app.db.begin().await?;
    let stays = life::reopen(&mut tx, (shop, review.id), now).await?
        && store::finish(&mut tx, shop, photo.id).await?;
    if !stays {
        // The sweep takes its files away.
        return Err(Error::NotFound("review"));
    }
    tx.commit().await?;
    Ok(photo)
}

/// Removes a photo from the review whose author's page has this secret.
pub async fn remove(app: &App, shop: ShopId, secret: &str, photo: PhotoId) -> Result<(), Error> {
    let review = by_author(app, shop, secret).await?;
    let mut tx = app.db.begin().await?;
    if !store::hide(&mut tx, (shop, review.id), photo).await? {
        return Err(Error::NotFound("photo"));
    }
    life::reopen(&mut tx, (shop, review.id), app.clock.now()).await?;
    tx.commit().await?;
    clear(app, shop, photo).await
}

/// Removes the files of all photos of a review that was taken back. What cannot be removed now is
/// when it is looked for next; nobody sees it meanwhile.
pub(crate) async fn clear_all(app: &App, shop: ShopId, review: ReviewId) -> Result<(), Error> {
    for photo in of_review(app, shop, review).await? {
        if let Err(error) = clear(app, shop, photo.id).await {
            tracing::warn!(%error, "a photo is removed later");
        }
    }
    Ok(())
}

async fn clear(app: &App, shop: ShopId, photo: PhotoId) -> Result<(), Error> {
    app.photos.remove(shop, photo).await?;
    Ok(store::forget(&app.db, shop, photo).await?)
}

/// The photos of a review, for its author.
pub async fn of_review(app: &App, shop: ShopId, review: ReviewId) -> Result<Vec<Photo>, Error> {
    Ok(store::of(&app.db, shop, &[review]).await?.remove(&review).unwrap_or_default())
}

/// The photos of each of these reviews, with the addresses that have this beginning: one is for
/// the public, one for the owner.
async fn shown(
    app: &App,
    shop: ShopId,
    reviews: &[ReviewId],
    below: &str,
) -> Result<HashMap<ReviewId, Vec<review::Photo>>, Error> {
    if reviews.is_empty() {
        return Ok(HashMap::new());
    }
    let found = store::of(&app.db, shop, reviews).await?;
    let shown = |photo: Photo| {
        let address = |size: Size| app.public.to(&format!("{below}/{}/{}", photo.id, size.file()));
        review::Photo {
            url: address(Size::Large),
            thumbnail: address(Size::Small),
            width: photo.width,
            height: photo.height,
            alt: photo.alt,
        }
    };
    let shown = found.into_iter().map(|(id, photos)| (id, photos.into_iter().map(shown).collect()));
    Ok(shown.collect())
}

/// Adds to published reviews the photos that the public may see.
pub(super) async fn add_public(
    app: &App,
    shop: ShopId,
    reviews: &mut [PublishedReview],
) -> Result<(), Error> {
    let ids: Vec<ReviewId> = reviews.iter().map(|review| review.id).collect();
    let mut photos = shown(app, shop, &ids, &format!("/photos/{shop}")).await?;
    for review in reviews {
        review.photos = photos.remove(&review.id).unwrap_or_default();
    }
    Ok(())
}

/// Adds to reviews the photos that their owner may see, whatever has become of them.
pub(super) async fn add_owners(
    app: &App,
    shop: ShopId,
    reviews: &mut [Review],
) -> Result<(), Error> {
    let ids: Vec<ReviewId> = reviews.iter().map(|review| review.id).collect();
    let mut photos = shown(app, shop, &ids, &format!("/v1/shops/{shop}/photos")).await?;
    for review in reviews {
        review.photos = photos.remove(&review.id).unwrap_or_default();
    }
    Ok(())
}

/// Who asks for a photo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Eyes {
    /// Anybody: only while its review is published.
    Public,
    /// The shop's owner, who decides about it.
    Owner,
    /// The author of this review.
    Author(ReviewId),
}

/// A picture of a photo, for whoever may see it.
pub(crate) async fn file(
    app: &App,
    (shop, photo): (ShopId, PhotoId),
    size: Size,
    eyes: Eyes,
) -> Result<Vec<u8>, Error> {
    let found = store::standing(&app.db, shop, photo).await?;
    let (review, is_public) = found.ok_or(Error::NotFound("photo"))?;
    let may_see = match eyes {
        Eyes::Public => is_public,
        Eyes::Owner => true,
        Eyes::Author(own) => own == review,
    };
    if !may_see {
        return Err(Error::NotFound("photo"));
    }
    app.photos.get((shop, photo), size).await?.ok_or(Error::NotFound("photo"))
}

/// Removes the files of photos that nobody may see any more, and tells of how many.
pub async fn sweep(app: &App) -> Result<usize, Error> {
    let since = app.clock.now().plus_seconds(-COMING_SECONDS);
    let done_with = store::done_with(&app.db, since).await?;
    for (shop, photo) in &done_with {
        clear(app, *shop, *photo).await?;
    }
    Ok(done_with.len())
}

/// Sweeps now and then, for as long as the program runs.
pub async fn sweep_on(app: App) {
    let mut turns = tokio::time::interval(SWEEP);
    loop {
        turns.tick().await;
        match sweep(&app).await {
            Ok(0) => {}
            Ok(photos) => tracing::info!(photos, "removed"),
            Err(error) => tracing::warn!(%error, "photos are removed later"),
        }
    }
}

/// Counts a photo on its way, for as long as the answer is held.
pub(crate) fn coming(app: &App) -> Result<tokio::sync::OwnedSemaphorePermit, Error> {
    let free = app.photos.coming.clone().try_acquire_owned();
    free.map_err(|_| Error::Busy("too many photos at once"))
}

/// Says that no file was sent.
pub(crate) fn missing() -> Error {
    Invalid::new("photo", Reason::Missing).into()
}
