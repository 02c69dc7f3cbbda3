//! The photos on the author's own page of a review: shown, added and taken away by whoever knows
//! the page's address.

use axum::extract::{FromRequest as _, Request, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use leptos::prelude::*;
use shared::id::ShopId;
use shared::invalid::{Invalid, Reason};

use super::form::Draft;
use super::{SECRET, page, unknown};
use crate::app::App;
use crate::auth::extract::PublicShop;
use crate::dashboard::error_page::is_for_a_program;
use crate::dashboard::see;
use crate::error::Error;
use crate::http::extract::{Json, PhotoPath, PicturePath, TokenPath};
use crate::http::routes::Routes;
use crate::http::upload::{Upload, taking};
use crate::http::visitor::Visitor;
use crate::reviews;
use crate::reviews::photos::http::{jpeg, size};
use crate::reviews::photos::{self, Eyes, MAX_ALT, MOST, Photo, Size};

/// The routes of authors' photos.
pub(super) fn router() -> Routes {
    Routes::new()
        .route("/reviews/{shop}/{token}/photos", taking(post(add)))
        .route("/reviews/{shop}/{token}/photos/{photo}/{picture}", get(show))
        .route("/reviews/{shop}/{token}/photos/{photo}/remove", post(remove))
}

/// Shows one photo to its author.
async fn show(
    State(app): State<App>,
    shop: PublicShop,
    TokenPath(token): TokenPath,
    (PhotoPath(photo), PicturePath(name)): (PhotoPath, PicturePath),
) -> Result<Response, Error> {
    let review = reviews::by_author(&app, shop.id, &token).await?;
    let eyes = Eyes::Author(review.id);
    let bytes = photos::file(&app, (shop.id, photo), size(&name)?, eyes).await?;
    Ok((SECRET, jpeg("private, no-store", bytes)).into_response())
}

/// Adds a photo: for programs that ask for JSON with the photo as the answer, for people with
/// their page.
async fn add(
    State(app): State<App>,
    shop: PublicShop,
    (TokenPath(token), visitor): (TokenPath, Visitor),
    headers: HeaderMap,
    request: Request,
) -> Result<Response, Error> {
    let is_program = is_for_a_program(&headers);
    let added = async {
        app.rates.count(shop.id, visitor)?;
        // Nobody sends megabytes who does not know the address.
        reviews::by_author(&app, shop.id, &token).await?;
        let _place = photos::coming(&app)?;
        let Upload { file, mut fields } = Upload::from_request(request, &app).await?;
        let alt = fields.remove("alt").unwrap_or_default();
        let file = file.ok_or_else(photos::missing)?;
        photos::add(&app, shop.id, &token, (file, &alt)).await
    };
    match added.await {
        Ok(photo) if is_program => Ok((StatusCode::CREATED, Json(photo)).into_response()),
        Ok(_) => {
            let to = format!("/reviews/{}/{token}#photos", shop.id);
            Ok((SECRET, see(&app, &to)).into_response())
        }
        Err(error) if is_program => Err(error),
        Err(Error::NotFound(_)) => Ok(unknown(&app, &headers)),
        Err(error) => match said(&error) {
            Some(said) => {
                let review = reviews::by_author(&app, shop.id, &token).await?;
                let draft = Draft { photo: Some(said), ..Draft::default() };
                let page = page(&app, (shop.id, &token), review, draft).await?;
                Ok((error.status(), page).into_response())
            }
            None => Err(error),
        },
    }
}

/// Takes a photo away.
async fn remove(
    State(app): State<App>,
    shop: PublicShop,
    TokenPath(token): TokenPath,
    PhotoPath(photo): PhotoPath,
    headers: HeaderMap,
) -> Result<Response, Error> {
    match photos::remove(&app, shop.id, &token, photo).await {
        // Somebody has pressed the button twice.
        Ok(()) | Err(Error::NotFound("photo")) => {
            let to = format!("/reviews/{}/{token}#photos", shop.id);
            Ok((SECRET, see(&app, &to)).into_response())
        }
        Err(Error::NotFound(_)) => Ok(unknown(&app, &headers)),
        Err(error) => Err(error),
    }
}

/// What is wrong with what was sent, for the person who sent it.
fn said(error: &Error) -> Option<String> {
    match error {
        Error::Invalid(Invalid { field, .. }) if field == "alt" => {
            Some(format!("Please describe it in at most {MAX_ALT} characters."))
        }
        Error::Invalid(Invalid { field, reason }) if field == "photo" => match reason {
            Reason::Missing => Some("Choose a photo first.".to_owned()),
            reason => Some(sentence(&reason.to_string())),
        },
        Error::TooLarge(_) => {
            Some("This photo is larger than 10 MB. Send a smaller one.".to_owned())
        }
        Error::Conflict { .. } => Some(format!("A review has {MOST} photos at most.")),
        _ => None,
    }
}

/// A reason as a sentence: with a capital and a full stop.
fn sentence(reason: &str) -> String {
    let mut letters = reason.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", letters.as_str())
}

/// The author's photos, and a form for another.
pub(super) fn section(
    app: &App,
    (shop, token): (ShopId, &str),
    photos: Vec<Photo>,
    refused: Option<String>,
) -> AnyView {
    let action = app.public.to(&format!("/reviews/{shop}/{token}/photos"));
    let is_full = i64::try_from(photos.len()).is_ok_and(|count| count >= MOST);
    let rows = photos.into_iter().map(|photo| row(&action, photo)).collect_view();
    let form = (!is_full).then(|| form(action.clone(), refused));

    view! {
        <section class="photos" id="photos" lang="en" dir="ltr">
            <h2>"Photos"</h2>
            <ul>{rows}</ul>
            {form}
        </section>
    }
    .into_any()
}

fn row(action: &str, photo: Photo) -> AnyView {
    let address = format!("{action}/{}", photo.id);
    let label = if photo.alt.is_empty() { "this photo".to_owned() } else { photo.alt.clone() };
    view! {
        <li>
            <a href=format!("{address}/{}", Size::Large.file())>
                <img
                    src=format!("{address}/{}", Size::Small.file())
                    alt=photo.alt
                    width="96"
                    height="96"
                />
            </a>
            <form method="post" action=format!("{address}/remove")>
                <button class="button quiet small">
                    "Remove" <span class="unseen">" " {label}</span>
                </button>
            </form>
        </li>
    }
    .into_any()
}

fn form(action: String, refused: Option<String>) -> AnyView {
    let message = refused.map(|said| {
        view! {
            <p class="message" id="photo-message" role="alert">
                {said}
            </p>
        }
    });
    let described = message.as_ref().map(|_| "photo-message");
    view! {
        <form class="form" method="post" enctype="multipart/form-data" action=action>
            <div class="field">
                <label for="photo">"Add a photo"</label>
                <input
                    type="file"
                    id="photo"
                    name="photo"
                    accept="image/jpeg,image/png,image/webp"
                    aria-describedby=described
                    required
                />
                {message}
                <p class="hint">
                    "JPEG, PNG or WebP, at most 10 MB. Where and when it was taken is removed. A review that is public waits for the shop again before its new photo is seen."
                </p>
            </div>
            <div class="field">
                <label for="alt">"What is to be seen?"</label>
                <input id="alt" name="alt" maxlength=MAX_ALT.to_string() autocomplete="off" />
                <p class="hint">"For people who cannot see it. You may leave it empty."</p>
            </div>
            <button class="button quiet">"Add the photo"</button>
        </form>
    }
    .into_any()
}
