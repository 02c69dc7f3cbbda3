//! The inbox of reviews: read, publish, withhold for a reason that is not the stars, reply.

mod beside;
mod card;
mod inbox;
mod place;
pub(super) mod said;

use axum::extract::State;
use axum::response::{Html, Response};
use axum::routing::{get, post};
use serde::Deserialize;
use shared::id::{ReviewId, ShopId};

use super::page::{Frame, Here};
use super::see;
use crate::app::App;
use crate::auth::extract::{OwnForm, OwnerPage};
use crate::error::Error;
use crate::http::extract::{Query, ReviewPath};
use crate::http::routes::Routes;
use crate::reviews::{Filter, Review};
use crate::{products, reviews};

use inbox::Inbox;
use place::{Did, Place};

/// The routes of the inbox.
pub(super) fn router() -> Routes {
    Routes::new()
        .route("/shops/{shop}/reviews", get(list))
        .route("/shops/{shop}/reviews/{review}", get(one))
        .route("/shops/{shop}/reviews/{review}/publish", post(publish))
        .route("/shops/{shop}/reviews/{review}/withhold", post(withhold))
        .route("/shops/{shop}/reviews/{review}/reply", post(reply))
}

#[derive(Deserialize)]
struct Read {
    /// What the author had said when the page was made.
    revision: i64,
}

#[derive(Deserialize)]
struct Reason {
    #[serde(default)]
    reason: String,
    revision: i64,
}

#[derive(Deserialize)]
struct Reply {
    #[serde(default)]
    text: String,
}

/// The reviews of one tab.
async fn list(
    State(app): State<App>,
    owner: OwnerPage,
    Query(place): Query<Place>,
) -> Result<Html<String>, Error> {
    let frame = Frame::of(&app, owner, Here::Reviews).await?;
    let shop = frame.shop.id;
    let search = place.searched().map(str::to_owned);
    let filter =
        Filter { state: place.state.state(), cursor: place.cursor, search, ..Filter::default() };
    let page = reviews::list(&app, shop, &filter).await?;
    let counts = reviews::counts(&app, shop).await?;
    let names = products::names(&app, shop, skus(&page.items)).await?;
    let done = done(&app, shop, &place).await?;
    Ok(Inbox { frame: &frame, place, counts, names, done, now: app.clock.now() }.list(page))
}

/// One review alone, for links that lead to it.
async fn one(
    State(app): State<App>,
    owner: OwnerPage,
    ReviewPath(review): ReviewPath,
    Query(place): Query<Place>,
) -> Result<Html<String>, Error> {
    let frame = Frame::of(&app, owner, Here::Reviews).await?;
    let shop = frame.shop.id;
    let review = reviews::find(&app, shop, review).await?;
    let counts = reviews::counts(&app, shop).await?;
    let names = products::names(&app, shop, review.product.as_deref()).await?;
    let done = done(&app, shop, &place).await?;
    let beside = (
        reviews::history(&app, shop, review.id).await?,
        reviews::readers::reports(&app, shop, review.id).await?,
    );
    let inbox = Inbox { frame: &frame, place, counts, names, done, now: app.clock.now() };
    Ok(inbox.one(review, beside))
}

fn skus(reviews: &[Review]) -> impl Iterator<Item = &str> {
    reviews.iter().filter_map(|review| review.product.as_deref())
}

/// The review that was just changed, and how.
async fn done(app: &App, shop: ShopId, place: &Place) -> Result<Option<(Did, Review)>, Error> {
    let Some((did, about)) = place.did.zip(place.about) else { return Ok(None) };
    match reviews::find(app, shop, about).await {
        Ok(review) => Ok(Some((did, review))),
        Err(Error::NotFound(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Publishes a review.
async fn publish(
    State(app): State<App>,
    owner: OwnerPage,
    at: (ReviewPath, Query<Place>),
    OwnForm(Read { revision }): OwnForm<Read>,
) -> Result<Response, Error> {
    let (ReviewPath(review), place) = at;
    reviews::publish(&app, owner.shop, review, Some(revision), owner.actor()).await?;
    Ok(back(&app, owner.shop, place, (Did::Publish, review)))
}

/// Withholds a review for one of the reasons that there are.
async fn withhold(
    State(app): State<App>,
    owner: OwnerPage,
    at: (ReviewPath, Query<Place>),
    OwnForm(Reason { reason, revision }): OwnForm<Reason>,
) -> Result<Response, Error> {
    let (ReviewPath(review), place) = at;
    let reason = reviews::reason(&reason)?;
    let about = (reason, Some(revision));
    reviews::withhold(&app, owner.shop, review, about, owner.actor()).await?;
    Ok(back(&app, owner.shop, place, (Did::Withhold, review)))
}

/// Answers a review in public, or takes the answer away.
async fn reply(
    State(app): State<App>,
    owner: OwnerPage,
    at: (ReviewPath, Query<Place>),
    OwnForm(Reply { text }): OwnForm<Reply>,
) -> Result<Response, Error> {
    let (ReviewPath(review), place) = at;
    // Browsers send line ends as CR LF; what the author typed had none of the CR.
    let text = text.replace("\r\n", "\n");
    reviews::reply(&app, owner.shop, review, &text, owner.actor()).await?;
    Ok(back(&app, owner.shop, place, (Did::Reply, review)))
}

fn back(app: &App, shop: ShopId, Query(place): Query<Place>, did: (Did, ReviewId)) -> Response {
    see(app, &place.after(shop, did.0, did.1))
}
