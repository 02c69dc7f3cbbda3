//! Everything about a shop that is not a survey: its details, keys and token secret.

mod details;
mod keys;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, post};
use leptos::prelude::*;
use serde::Deserialize;
use shared::id::ShopId;

use super::page::{Frame, Here};
use super::parts::copy::Secret;
use super::parts::fields::Fields;
use super::parts::form::Refused;
use super::parts::heading::{Done, Heading};
use super::see;
use crate::app::App;
use crate::auth::extract::{OwnForm, OwnerPage};
use crate::auth::{self, ApiKey};
use crate::error::Error;
use crate::http::extract::{KeyPath, Query};
use crate::http::routes::Routes;
use crate::shops;
use details::DetailsForm;
use keys::{Keys, TokenSecret};

pub(super) fn router() -> Routes {
    Routes::new()
        .route("/shops/{shop}/settings", get(show).post(update))
        .route("/shops/{shop}/settings/keys", post(create_key))
        .route("/shops/{shop}/settings/keys/{key}/revoke", post(revoke_key))
        .route("/shops/{shop}/settings/token-secret", post(renew_token_secret))
}

#[derive(Deserialize)]
struct Seen {
    done: Option<String>,
}

/// What has just happened, and what was written when it did not.
#[derive(Default)]
struct News {
    said: Option<&'static str>,
    /// Name, secret and purpose of what is shown this once.
    secret: Option<(&'static str, String, &'static str)>,
    details: Option<(Fields, Refused)>,
    key: Option<(String, Refused)>,
}

/// Shows a shop's settings.
async fn show(
    State(app): State<App>,
    owner: OwnerPage,
    Query(Seen { done }): Query<Seen>,
) -> Result<Html<String>, Error> {
    let said = match done.as_deref() {
        Some("saved") => Some("Saved. Pages of your shop pick it up within five minutes."),
        Some("revoked") => Some("The key is revoked: whoever uses it is refused from now on."),
        _ => None,
    };
    page(&app, owner, News { said, ..News::default() }).await
}

/// Replaces a shop's details.
async fn update(
    State(app): State<App>,
    owner: OwnerPage,
    OwnForm(fields): OwnForm<Fields>,
) -> Result<Response, Error> {
    let before = shops::find(&app, owner.shop).await?.details;
    let refused = match details::read(&fields, &before) {
        Ok(details) => match shops::update(&app, owner.shop, details).await {
            Ok(_) => return Ok(see(&app, &format!("{}?done=saved", path(owner.shop)))),
            Err(error) => Refused::by(error)?,
        },
        Err(invalid) => Refused::by(invalid.into())?,
    };
    refuse(&app, owner, News { details: Some((fields, refused)), ..News::default() }).await
}

/// Creates a key and shows its secret, this once.
async fn create_key(
    State(app): State<App>,
    owner: OwnerPage,
    OwnForm(fields): OwnForm<Fields>,
) -> Result<Response, Error> {
    let name = fields.one("key_name");
    match auth::create_key(&app, owner.shop, name).await {
        Ok((_, secret)) => {
            let purpose = "A program sends it as “Authorization: Bearer …” and may then do with \
                           this shop whatever you may.";
            let news = News { secret: Some(("New key", secret, purpose)), ..News::default() };
            Ok(page(&app, owner, news).await?.into_response())
        }
        Err(error) => {
            let key = Some((name.to_owned(), Refused::by(error)?.called("name", "key_name")));
            refuse(&app, owner, News { key, ..News::default() }).await
        }
    }
}

/// Takes a key away.
async fn revoke_key(
    State(app): State<App>,
    owner: OwnerPage,
    KeyPath(key): KeyPath,
    _: OwnForm<Fields>,
) -> Result<Response, Error> {
    auth::revoke_key(&app, owner.shop, key).await?;
    Ok(see(&app, &format!("{}?done=revoked#keys", path(owner.shop))))
}

/// Replaces the token secret and shows the new one, this once.
async fn renew_token_secret(
    State(app): State<App>,
    owner: OwnerPage,
    _: OwnForm<Fields>,
) -> Result<Html<String>, Error> {
    let secret = shops::renew_token_secret(&app, owner.shop).await?;
    let purpose = "Give it to your shop's server in place of the old one, whose tokens prove \
                   nothing any more.";
    let news = News { secret: Some(("New token secret", secret, purpose)), ..News::default() };
    page(&app, owner, news).await
}

fn path(shop: ShopId) -> String {
    format!("/shops/{shop}/settings")
}

async fn refuse(app: &App, owner: OwnerPage, news: News) -> Result<Response, Error> {
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page(app, owner, news).await?).into_response())
}

async fn page(app: &App, owner: OwnerPage, news: News) -> Result<Html<String>, Error> {
    let keys: Vec<ApiKey> = auth::keys(app, owner.shop).await?;
    let frame = Frame::of(app, owner, Here::Settings).await?;
    let News { said, secret, details, key } = news;
    let (fields, refused) =
        details.unwrap_or_else(|| (details::written(&frame.shop.details), Refused::default()));
    let (key_name, key_refused) = key.unwrap_or_default();
    let to = frame.to("/settings");
    let csrf = frame.csrf.clone();
    let content = view! {
        <Heading title="Settings" />
        {said.map(|said| view! { <Done said /> })}
        {secret
            .map(|(label, text, purpose)| {
                view! { <Secret label text purpose /> }
            })}
        <DetailsForm to=to.clone() csrf=csrf.clone() fields refused />
        <Keys
            to=to.clone()
            csrf=csrf.clone()
            keys
            now=app.clock.now()
            name=key_name
            refused=key_refused
        />
        <TokenSecret to csrf />
    };
    Ok(frame.page("Settings", content))
}
