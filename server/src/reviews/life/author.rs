//! What an author does on the page that is theirs alone: whoever has its secret is the author.

use shared::id::{ReviewId, ShopId};
use shared::invalid::Invalid;
use shared::response::{MAX_LONG_TEXT, MAX_REVIEW_NAME, MAX_REVIEW_TITLE};
use shared::review::State;
use shared::text;
use shared::time::Timestamp;

use super::{By, Deed, locked, store};
use crate::app::App;
use crate::db::Tx;
use crate::error::Error;
use crate::reviews::checks::fingerprint;
use crate::reviews::{Review, by_author, photos};
use crate::shops::Publishing;

/// What an author may say otherwise. The stars are not among it: they stay as they were given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// A headline; may be empty.
    pub title: String,
    /// What the author says; may be empty.
    pub text: String,
    /// The name to show; empty for none.
    pub name: String,
}

impl Words {
    /// The same as they are kept, if they can be.
    pub fn checked(self) -> Result<Self, Invalid> {
        let checked = |field: &str, value: &str, limit| {
            text::check(value, limit).map_err(|reason| Invalid::new(field, reason))
        };
        checked("title", &self.title, MAX_REVIEW_TITLE)?;
        checked("text", &self.text, MAX_LONG_TEXT)?;
        checked("name", &self.name, MAX_REVIEW_NAME)?;
        let trimmed = |text: String| text.trim().to_owned();
        Ok(Self { title: trimmed(self.title), text: self.text, name: trimmed(self.name) })
    }
}

/// Takes a review back with its photos, for its author and for good.
pub async fn withdraw(app: &App, shop: ShopId, secret: &str) -> Result<(), Error> {
    let id = by_author(app, shop, secret).await?.id;
    let mut tx = app.db.begin().await?;
    let review = locked(&mut tx, shop, id).await?;
    if review.state != State::Withdrawn {
        let (about, now) = ((shop, id, review.revision), app.clock.now());
        store::decide(&mut tx, (shop, id), (State::Withdrawn, None), now).await?;
        store::record(&mut tx, about, (Deed::Withdrawn, None), (&By::author(), now)).await?;
        tx.commit().await?;
    }
    photos::clear_all(app, shop, id).await
}

/// Makes a review say what its author now says. It waits for a decision again: of the shop, or of
/// the checks, unless somebody has withheld it last or there are photos to look at.
pub async fn correct(
    tx: &mut Tx,
    (shop, id): (ShopId, ReviewId),
    words: &Words,
    publishing: Publishing,
    now: Timestamp,
) -> Result<(), Error> {
    let before = locked(tx, shop, id).await?;
    if before.state == State::Withdrawn {
        let reason = "this review was taken back";
        return Err(Error::Conflict { field: "review", reason });
    }
    if (&before.title, &before.text, &before.author) == (&words.title, &words.text, &words.name) {
        return Ok(());
    }
    store::correct(tx, (shop, id), (words, fingerprint(&words.text)), now).await?;
    let about = (shop, id, before.revision + 1);
    store::record(tx, about, (Deed::Edited, None), (&By::author(), now)).await?;
    let is_passed = publishing == Publishing::Checked
        && locked(tx, shop, id).await?.findings.is_empty()
        && store::may_pass(tx, shop, id).await?;
    if is_passed {
        store::decide(tx, (shop, id), (State::Published, None), now).await?;
        store::record(tx, about, (Deed::Published, None), (&By::checks(), now)).await?;
    }
    Ok(())
}

/// Has a review decided about again, because its author has changed what belongs to it; false
/// where they have taken it back.
pub(in crate::reviews) async fn reopen(
    tx: &mut Tx,
    (shop, id): (ShopId, ReviewId),
    now: Timestamp,
) -> Result<bool, Error> {
    let Some(revision) = store::reopen(tx, shop, id, now).await? else { return Ok(false) };
    store::record(tx, (shop, id, revision), (Deed::Edited, None), (&By::author(), now)).await?;
    Ok(true)
}

/// Erases what a review says and who says so. What is left is counted, and read by nobody.
pub async fn erase(
    tx: &mut Tx,
    review: &Review,
    shop: ShopId,
    now: Timestamp,
) -> Result<(), Error> {
    let Review { id, erased_at, revision, .. } = locked(tx, shop, review.id).await?;
    if erased_at.is_none() {
        store::erase(tx, (shop, id), now).await?;
        let about = (shop, id, revision + 1);
        store::record(tx, about, (Deed::Erased, None), (&By::author(), now)).await?;
    }
    Ok(())
}
