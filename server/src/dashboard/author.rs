//! The author's own page of a review: what it says, what has become of it, and the way to take
//! it back. Whoever knows its address may do so, so it is kept from referrers and caches.

use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, HeaderName, REFERRER_POLICY};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use leptos::prelude::*;
use shared::id::ShopId;
use shared::review::State as ReviewState;
use shared::time::Timestamp;

use super::page::{bare, of_shop};
use super::parts::time::date;
use super::reviews::said::ReviewText;
use super::{author_photos, see, words};
use crate::app::App;
use crate::auth::extract::PublicShop;
use crate::error::Error;
use crate::http::extract::TokenPath;
use crate::http::routes::Routes;
use crate::reviews::Review;
use crate::shops::Shop;
use crate::{products, reviews, shops};

/// The routes of authors' pages.
pub(super) fn router() -> Routes {
    Routes::new()
        .route("/reviews/{shop}/{token}", get(show))
        .route("/reviews/{shop}/{token}/withdraw", post(withdraw))
}

/// Nobody learns the address from a link, a cache or a search engine.
pub(super) const SECRET: [(HeaderName, &str); 3] = [
    (REFERRER_POLICY, "no-referrer"),
    (CACHE_CONTROL, "no-store"),
    (HeaderName::from_static("x-robots-tag"), "noindex, nofollow"),
];

/// Shows the author's review.
async fn show(
    State(app): State<App>,
    shop: PublicShop,
    TokenPath(token): TokenPath,
) -> Result<Response, Error> {
    page(&app, shop.id, &token, None).await
}

/// The author's page, with what was wrong with the photo that they have just sent, if something
/// was.
pub(super) async fn page(
    app: &App,
    shop: ShopId,
    token: &str,
    refused: Option<String>,
) -> Result<Response, Error> {
    let found = async {
        let review = reviews::by_author(app, shop, token).await?;
        Ok((review, shops::find(app, shop).await?))
    };
    let (review, shop) = match found.await {
        Err(Error::NotFound(_)) => return Ok(unknown(app)),
        found => found?,
    };
    let product = match &review.product {
        Some(sku) => products::find(app, shop.id, sku).await?.map(|known| known.details.name),
        None => None,
    };
    let photos = if review.state == ReviewState::Withdrawn {
        None
    } else {
        let photos = reviews::photos::of_review(app, shop.id, review.id).await?;
        Some(author_photos::section(app, (shop.id, token), photos, refused))
    };
    let action = app.public.to(&format!("/reviews/{}/{token}/withdraw", shop.id));
    let content = content(&shop, review, product, (photos, action, app.clock.now()));
    Ok((SECRET, of_shop(&app.public, &shop.details.name, "Your review", content)).into_response())
}

/// Takes the review back.
async fn withdraw(
    State(app): State<App>,
    shop: PublicShop,
    TokenPath(token): TokenPath,
) -> Result<Response, Error> {
    // The secret in the address is what opens it. Where the form came from proves nothing more,
    // and a page without a referrer sends its form from nowhere.
    match reviews::withdraw(&app, shop.id, &token).await {
        Err(Error::NotFound(_)) => Ok(unknown(&app)),
        done => {
            done?;
            Ok((SECRET, see(&app, &format!("/reviews/{}/{token}", shop.id))).into_response())
        }
    }
}

fn content(
    shop: &Shop,
    review: Review,
    product: Option<String>,
    (photos, action, now): (Option<AnyView>, String, Timestamp),
) -> AnyView {
    let name = shop.details.name.clone();
    let about = product.unwrap_or_else(|| name.clone());
    let written = format!("Written on {}", date(review.submitted_at));
    let by = (!review.author.is_empty()).then(|| {
        view! {
            " by "
            <bdi>{review.author.clone()}</bdi>
        }
    });
    let (standing, what_next) = standing(&review, &name);
    let take_back = (review.state != ReviewState::Withdrawn).then(|| take_back(action, &name));
    let state = review.state.as_str();

    view! {
        <h1>
            "Your review of " <bdi>{about}</bdi>
        </h1>
        <section class="standing">
            <p>
                <strong class="state" data-state=state>
                    {standing}
                </strong>
            </p>
            <p>{what_next}</p>
        </section>
        <article class="card review">
            <ReviewText review shop=name now />
            <p class="quiet-text small">{written} {by}</p>
        </article>
        {photos}
        {take_back}
    }
    .into_any()
}

/// What has become of the review, and what that means, in plain words.
fn standing(review: &Review, shop: &str) -> (String, String) {
    match review.state {
        ReviewState::Pending => (
            "Waiting".to_owned(),
            format!(
                "{shop} has not decided yet. It may keep a review from the public for a few fixed \
                 reasons, such as spam or abuse, but never for its stars."
            ),
        ),
        ReviewState::Published => {
            let since = review.published_at.unwrap_or(review.submitted_at);
            let since = format!("Public since {}", date(since));
            (since, format!("Everybody can read it on the pages of {shop}."))
        }
        ReviewState::Withheld => {
            let reason = review.withheld.map(words::reason).unwrap_or_default().to_lowercase();
            (
                "Not published".to_owned(),
                format!(
                    "{shop} keeps it from the public. The reason given is: {reason}. The number of \
                     stars cannot be a reason."
                ),
            )
        }
        ReviewState::Withdrawn => {
            let at = review.decided_at.unwrap_or(review.submitted_at);
            let at = format!("Taken back on {}", date(at));
            (at, "It is not public, and nobody can publish it again.".to_owned())
        }
    }
}

/// Two steps without a script: open, then confirm.
fn take_back(action: String, shop: &str) -> AnyView {
    view! {
        <details class="take-back">
            <summary class="button quiet">"Take it back"</summary>
            <form method="post" action=action>
                <p>
                    {format!(
                        "It disappears from the pages of {shop} within minutes, for good: nobody can \
                         bring it back, not even you.",
                    )}
                </p>
                <button class="button danger">"Yes, take my review back"</button>
            </form>
        </details>
        <p class="quiet-text small keep">
            "Keep this page’s address to come back. Whoever has it can do what you can do here."
        </p>
    }
.into_any()
}

pub(super) fn unknown(app: &App) -> Response {
    let content = view! {
        <h1>"There is no review here"</h1>
        <p>
            "The address may be cut off, or the review was removed together with the answer that it was \
            part of."
        </p>
    };
    let page = bare(&app.public, "No review", content);
    (StatusCode::NOT_FOUND, SECRET, page).into_response()
}
