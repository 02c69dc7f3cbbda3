//! Everything about a shop that is not a survey: its details, keys and token secret.

mod details;
mod keys;
mod look;
mod manners;
mod publishing;

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
use super::parts::heading::{Done, Heading, Meanwhile};
use super::parts::lines::quoting;
use super::{see, words};
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
        .route("/shops/{shop}/settings/keys", get(keys_part).post(create_key))
        .route("/shops/{shop}/settings/keys/{key}/revoke", post(revoke_key))
        .route("/shops/{shop}/settings/token-secret", get(secret_part).post(renew_token_secret))
}

#[derive(Deserialize)]
struct Seen {
    done: Option<String>,
}

/// What has just happened, and what was written when it did not.
#[derive(Default)]
struct News {
    said: Option<&'static str>,
    /// Whether that was done before, and not now.
    before: bool,
    /// What was said of keys, beside them.
    said_of_keys: Option<&'static str>,
    /// Name, secret and purpose of what is shown this once.
    secret: Option<(&'static str, String, &'static str)>,
    details: Option<(Fields, Refused)>,
    /// What somebody else has saved since the form was shown.
    changed: Vec<(String, String)>,
    key: Option<(String, Refused)>,
}

/// Shows a shop's settings.
async fn show(
    State(app): State<App>,
    owner: OwnerPage,
    Query(Seen { done }): Query<Seen>,
) -> Result<Html<String>, Error> {
    let mut news = News::default();
    match done.as_deref() {
        Some("saved") => {
            news.said = Some("Saved. Pages of your shop pick it up within five minutes.");
        }
        Some("made") => {
            news = already(
                "This shop was created already. Its token secret is shown only once: if you do not \
                 have it, make a new one below.",
            );
        }
        Some("revoked") => {
            news.said_of_keys = Some("The key is revoked: whoever uses it is refused from now on.");
        }
        _ => {}
    }
    page(&app, owner, news).await
}

/// Leads to the keys whoever loads the address of their form.
async fn keys_part(State(app): State<App>, owner: OwnerPage) -> Response {
    see(&app, &format!("{}#keys", path(owner.shop)))
}

/// Leads to the token secret whoever loads the address of its form.
async fn secret_part(State(app): State<App>, owner: OwnerPage) -> Response {
    see(&app, &format!("{}#token-secret", path(owner.shop)))
}

/// Replaces a shop's details.
async fn update(
    State(app): State<App>,
    owner: OwnerPage,
    OwnForm(fields): OwnForm<Fields>,
) -> Result<Response, Error> {
    let before = shops::find(&app, owner.shop).await?.details;
    if !words::changed(&details::written(&before), fields.one("seen")).is_empty() {
        return stale(&app, owner, fields).await;
    }
    let read = details::read(&fields, &before);
    let origins = read.as_ref().map(|read| read.origins.clone()).unwrap_or_default();
    let saved = match read {
        Ok(details) => shops::update_from(&app, owner.shop, &before, details).await,
        Err(invalid) => Err(invalid.into()),
    };
    match saved {
        Ok(Some(_)) => Ok(see(&app, &format!("{}?done=saved", path(owner.shop)))),
        Ok(None) => stale(&app, owner, fields).await,
        Err(error) => {
            let refused = Refused::by(quoting(error, "origins", &origins))?;
            let news = News { details: Some((fields, refused)), ..News::default() };
            refuse(&app, owner, (StatusCode::UNPROCESSABLE_ENTITY, news)).await
        }
    }
}

/// Shows the form again as it was sent, with what was saved by somebody else meanwhile.
async fn stale(app: &App, owner: OwnerPage, fields: Fields) -> Result<Response, Error> {
    let now = details::written(&shops::find(app, owner.shop).await?.details);
    let changed = words::changed(&now, fields.one("seen"));
    let fields = fields.but("seen", now.one("seen"));
    let details = Some((fields, Refused::default()));
    refuse(app, owner, (StatusCode::CONFLICT, News { details, changed, ..News::default() })).await
}

/// Creates a key and shows its secret, this once. The form's id makes it one key, however often
/// the form is sent.
async fn create_key(
    State(app): State<App>,
    owner: OwnerPage,
    OwnForm(fields): OwnForm<Fields>,
) -> Result<Response, Error> {
    let name = fields.one("key_name");
    let id = fields.one("key_id").parse().unwrap_or_else(|_| auth::new_key_id(&app));
    match auth::create_key_once(&app, owner.shop, id, name).await {
        Ok(Some((_, secret))) => {
            let purpose = "A program sends it as “Authorization: Bearer …” and may then do with \
                           this shop whatever you may.";
            let news = News { secret: Some(("New key", secret, purpose)), ..News::default() };
            Ok(page(&app, owner, news).await?.into_response())
        }
        Ok(None) => {
            let said = "This key was made already, and its secret is shown only once. If you do \
                        not have it, revoke the key and make another.";
            refuse(&app, owner, (StatusCode::CONFLICT, already(said))).await
        }
        Err(error) => {
            let key = Some((name.to_owned(), Refused::by(error)?.called("name", "key_name")));
            let news = News { key, ..News::default() };
            refuse(&app, owner, (StatusCode::UNPROCESSABLE_ENTITY, news)).await
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

/// Replaces the token secret that there was when the form was shown, and shows the new one, this
/// once.
async fn renew_token_secret(
    State(app): State<App>,
    owner: OwnerPage,
    OwnForm(fields): OwnForm<Fields>,
) -> Result<Response, Error> {
    let made = shops::replace_token_secret(&app, owner.shop, fields.one("replaces")).await?;
    let Some(secret) = made else {
        let said = "A new token secret was made already, and it is shown only once. If you do not \
                    have it, make another below.";
        return refuse(&app, owner, (StatusCode::CONFLICT, already(said))).await;
    };
    let purpose = "Give it to your shop's server in place of the old one, whose tokens prove \
                   nothing any more.";
    let news = News { secret: Some(("New token secret", secret, purpose)), ..News::default() };
    Ok(page(&app, owner, news).await?.into_response())
}

/// A form that was sent again has changed nothing.
fn already(said: &'static str) -> News {
    News { said: Some(said), before: true, ..News::default() }
}

fn path(shop: ShopId) -> String {
    format!("/shops/{shop}/settings")
}

async fn refuse(
    app: &App,
    owner: OwnerPage,
    (status, news): (StatusCode, News),
) -> Result<Response, Error> {
    Ok((status, page(app, owner, news).await?).into_response())
}

async fn page(app: &App, owner: OwnerPage, news: News) -> Result<Html<String>, Error> {
    let keys: Vec<ApiKey> = auth::keys(app, owner.shop).await?;
    let replaces = shops::token_secret_print(app, owner.shop).await?;
    let frame = Frame::of(app, owner, Here::Settings).await?;
    let News { said, before, said_of_keys, secret, details, changed, key } = news;
    let (fields, refused) =
        details.unwrap_or_else(|| (details::written(&frame.shop.details), Refused::default()));
    let (key_name, key_refused) = key.unwrap_or_default();
    let to = frame.to("/settings");
    let csrf = frame.csrf.clone();
    let content = view! {
        <Heading title="Settings" />
        {said.map(|said| view! { <Done said before /> })}
        {secret
            .map(|(label, text, purpose)| {
                view! { <Secret label text purpose /> }
            })}
        {(!changed.is_empty()).then(|| view! { <Meanwhile changed /> })}
        <DetailsForm to=to.clone() csrf=csrf.clone() fields refused />
        <Keys
            to=to.clone()
            csrf=csrf.clone()
            keys
            now=app.clock.now()
            said=said_of_keys
            new=(auth::new_key_id(app).to_string(), key_name)
            refused=key_refused
        />
        <TokenSecret to csrf replaces />
    };
    Ok(frame.page("Settings", content))
}
