//! What readers say of published reviews: which were helpful, and which ought to be looked at. A
//! visitor says each once a day, and a report decides nothing by itself.

pub mod http;
mod store;

use serde::Serialize;
use shared::id::{ReviewId, ShopId};
use shared::invalid::Invalid;
use shared::review::Withheld;
use shared::text;
use shared::time::Timestamp;

use super::find;
use crate::app::App;
use crate::db::Tx;
use crate::error::Error;
use crate::http::visitor::{Visitor, VisitorKey};
use crate::shops;

/// Longest explanation of a report, in characters.
pub const MAX_REPORT: usize = 500;
/// How long it is known which visitor voted: their key is another one after a day, and from then
/// on it tells nothing.
const KNOWN_SECONDS: i64 = 24 * 3_600;

/// What a reader's vote came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Votes {
    /// How many visitors found the review helpful.
    pub helpful: i64,
    /// Whether this one does.
    pub voted: bool,
}

/// What a reader holds against a review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Why it should not be public: one of the reasons for which a shop may withhold it.
    pub reason: Withheld,
    /// In the reader's own words; may be empty.
    pub text: String,
    /// When.
    pub at: Timestamp,
}

/// The key of a reader who may say something here, on this site's pages.
pub async fn reader(
    app: &App,
    shop: ShopId,
    visitor: Visitor,
    origin: Option<&str>,
) -> Result<VisitorKey, Error> {
    app.rates.count(shop, visitor)?;
    let known = shops::known(app, shop).await?;
    shops::check_origin(app, &known.shop, origin)?;
    let reason = "the proxy in front of this server does not say who asks".into();
    visitor.0.ok_or(Error::Forbidden { field: "visitor", reason })
}

/// Counts a reader who finds a review helpful, once; or takes that back.
pub async fn vote(
    app: &App,
    (shop, review): (ShopId, ReviewId),
    reader: &VisitorKey,
    helpful: bool,
) -> Result<Votes, Error> {
    let mut tx = published(app, shop, review).await?;
    let now = app.clock.now();
    store::forget_voters(&mut tx, shop, now.plus_seconds(-KNOWN_SECONDS)).await?;
    let change = if helpful {
        store::add_vote(&mut tx, (shop, review), reader, now).await?
    } else {
        -store::remove_vote(&mut tx, (shop, review), reader).await?
    };
    let count = store::count_votes(&mut tx, (shop, review), change).await?;
    tx.commit().await?;
    Ok(Votes { helpful: count, voted: helpful })
}

/// Keeps a reader's report for the owner, the first of each.
pub async fn report(
    app: &App,
    (shop, review): (ShopId, ReviewId),
    reader: &VisitorKey,
    (reason, text): (Withheld, &str),
) -> Result<(), Error> {
    text::check(text, MAX_REPORT).map_err(|reason| Invalid::new("text", reason))?;
    let mut tx = published(app, shop, review).await?;
    let now = app.clock.now();
    store::forget_reporters(&mut tx, shop, now.plus_seconds(-KNOWN_SECONDS)).await?;
    let report = Report { reason, text: text.trim().to_owned(), at: now };
    store::add_report(&mut tx, (shop, review), reader, &report).await?;
    tx.commit().await?;
    Ok(())
}

/// Begins a transaction about a review that readers can see.
async fn published(app: &App, shop: ShopId, review: ReviewId) -> Result<Tx, Error> {
    let mut tx = app.db.begin().await?;
    if store::lock_published(&mut tx, (shop, review)).await? {
        Ok(tx)
    } else {
        Err(Error::NotFound("review"))
    }
}

/// What readers hold against a review, the newest first.
pub async fn reports(app: &App, shop: ShopId, review: ReviewId) -> Result<Vec<Report>, Error> {
    find(app, shop, review).await?;
    Ok(store::reports(&app.db, shop, review).await?)
}
