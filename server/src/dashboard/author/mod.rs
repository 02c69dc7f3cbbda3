//! The author's own page of a review: what it says, what has become of it, and the ways to correct
//! it, to take it back and to have it erased. Whoever knows its address may do so, so it is kept
//! from referrers and caches.

mod content;
mod form;
mod photos;

use axum::extract::State;
use axum::http::header::{ACCEPT_LANGUAGE, CACHE_CONTROL, HeaderName, REFERRER_POLICY};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use leptos::prelude::*;
use serde::Deserialize;
use shared::id::ShopId;
use shared::locale::{author_words, locale};
use shared::review;

use super::page::of_shop;
use super::see;
use crate::app::App;
use crate::auth::extract::PublicShop;
use crate::error::Error;
use crate::http::extract::{Form, Query, TokenPath};
use crate::http::routes::Routes;
use crate::reviews::{Review, Words};
use crate::{products, responses, reviews, shops};
use content::{Content, content};
use form::Draft;

/// The routes of authors' pages.
pub(super) fn router() -> Routes {
    Routes::new()
        .route("/reviews/{shop}/{token}", get(show))
        .route("/reviews/{shop}/{token}/correct", post(correct))
        .route("/reviews/{shop}/{token}/withdraw", post(withdraw))
        .route("/reviews/{shop}/{token}/erase", post(erase))
        .merge(photos::router())
}

/// Nobody learns the address from a link, a cache or a search engine.
const SECRET: [(HeaderName, &str); 3] = [
    (REFERRER_POLICY, "no-referrer"),
    (CACHE_CONTROL, "no-store"),
    (HeaderName::from_static("x-robots-tag"), "noindex, nofollow"),
];

#[derive(Deserialize)]
struct Came {
    /// What was done on the way here.
    done: Option<String>,
}

/// What the form says. The stars are not among it, whatever somebody sends.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Sent {
    title: String,
    text: String,
    name: String,
}

/// Shows the author's review.
async fn show(
    State(app): State<App>,
    shop: PublicShop,
    TokenPath(token): TokenPath,
    Query(Came { done }): Query<Came>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let saved = done.is_some_and(|done| done == "saved");
    match reviews::by_author(&app, shop.id, &token).await {
        Err(Error::NotFound(_)) => Ok(unknown(&app, &headers)),
        found => page(&app, (shop.id, &token), found?, Draft { saved, ..Draft::default() }).await,
    }
}

async fn page(
    app: &App,
    (shop, token): (ShopId, &str),
    review: Review,
    draft: Draft,
) -> Result<Response, Error> {
    let shop = shops::find(app, shop).await?;
    let product = match &review.product {
        Some(sku) => products::find(app, shop.id, sku).await?.map(|known| known.details.name),
        None => None,
    };
    let photos = if review.state == review::State::Withdrawn {
        None
    } else {
        let there = reviews::photos::of_review(app, shop.id, review.id).await?;
        Some(photos::section(app, (shop.id, token), there, draft.photo.clone()))
    };
    let own = &shop.details.language;
    let language = review.language.as_deref().unwrap_or(own);
    let (words, all) = (author_words(language, own), locale(language, own));
    let name = &shop.details.name;
    let about = product.filter(|name| !name.is_empty()).unwrap_or_else(|| name.clone());
    let action = app.public.to(&format!("/reviews/{}/{token}", shop.id));
    let about = (about, review, photos);
    let content = content(Content { words, all, shop: name, about, action, draft });
    let head = (words.name, all.language);
    Ok((SECRET, of_shop(&app.public, name, head, content)).into_response())
}

/// Makes the review say what its author says now.
async fn correct(
    State(app): State<App>,
    shop: PublicShop,
    TokenPath(token): TokenPath,
    headers: HeaderMap,
    Form(Sent { title, text, name }): Form<Sent>,
) -> Result<Response, Error> {
    // Browsers send line ends as CR LF; what the author typed had none of the CR.
    let words = Words { title, text: text.replace("\r\n", "\n"), name };
    match responses::correct_review(&app, shop.id, &token, words.clone()).await {
        Err(Error::Invalid(invalid)) => {
            let review = match reviews::by_author(&app, shop.id, &token).await {
                Err(Error::NotFound(_)) => return Ok(unknown(&app, &headers)),
                found => found?,
            };
            let draft = Draft { sent: Some((words, invalid)), ..Draft::default() };
            let page = page(&app, (shop.id, &token), review, draft).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        // It was taken back meanwhile: the page says so.
        Err(Error::Conflict { .. }) => Ok(back(&app, shop.id, &token, "")),
        done => after(&app, (shop.id, &token), (done, "?done=saved"), &headers),
    }
}

/// Takes the review back.
async fn withdraw(
    State(app): State<App>,
    shop: PublicShop,
    TokenPath(token): TokenPath,
    headers: HeaderMap,
) -> Result<Response, Error> {
    // The secret in the address is what opens it. Where the form came from proves nothing more,
    // and a page without a referrer sends its form from nowhere.
    let done = reviews::withdraw(&app, shop.id, &token).await;
    after(&app, (shop.id, &token), (done, ""), &headers)
}

/// Erases what the review says and who says so.
async fn erase(
    State(app): State<App>,
    shop: PublicShop,
    TokenPath(token): TokenPath,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let done = responses::erase_review(&app, shop.id, &token).await;
    after(&app, (shop.id, &token), (done, ""), &headers)
}

/// Leads back to the page once something was done, if there is one.
fn after(
    app: &App,
    (shop, token): (ShopId, &str),
    (done, query): (Result<(), Error>, &str),
    headers: &HeaderMap,
) -> Result<Response, Error> {
    match done {
        Err(Error::NotFound(_)) => Ok(unknown(app, headers)),
        done => done.map(|()| back(app, shop, token, query)),
    }
}

fn back(app: &App, shop: ShopId, token: &str, query: &str) -> Response {
    (SECRET, see(app, &format!("/reviews/{shop}/{token}{query}"))).into_response()
}

/// What a person sees where there is no review, in the first language of their browser.
fn unknown(app: &App, headers: &HeaderMap) -> Response {
    let accepted = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let first = accepted.unwrap_or_default().split([',', ';']).next().unwrap_or_default().trim();
    let words = author_words(first, "en");
    let content = view! {
        <h1>{words.gone}</h1>
        <p>{words.gone_why}</p>
    };
    let head = (words.gone, locale(first, "en").language);
    let page = of_shop(&app.public, "Candor", head, content);
    (StatusCode::NOT_FOUND, SECRET, page).into_response()
}
