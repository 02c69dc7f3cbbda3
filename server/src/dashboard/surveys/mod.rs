//! What is asked: the list of surveys, one survey's page, and its preview.

mod form;
mod links;
mod list;
mod preview;
mod rule;
mod wording;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, post};
use leptos::prelude::*;
use serde::Deserialize;
use shared::id::{ShopId, SurveyId};

use super::page::{Frame, Here};
use super::parts::fields::Fields;
use super::parts::form::Refused;
use super::parts::heading::{Done, Heading, Meanwhile};
use super::see;
use crate::app::App;
use crate::auth::extract::{OwnForm, OwnerPage};
use crate::error::Error;
use crate::http::extract::{Query, SurveyPath};
use crate::http::routes::Routes;
use crate::surveys::{self, ShopSurvey};
use form::SurveyForm;
use links::Elsewhere;
use list::List;
use preview::Preview;
use wording::Languages;

pub(super) fn router() -> Routes {
    Routes::new()
        .route("/shops/{shop}/surveys", get(list))
        .route("/shops/{shop}/surveys/{survey}", get(show).post(update))
        .route("/shops/{shop}/surveys/{survey}/live", post(switch))
        .merge(preview::router())
}

/// Which language's texts are shown, and what has just happened.
#[derive(Deserialize)]
struct Asked {
    language: Option<String>,
    done: Option<String>,
}

/// Lists a shop's surveys.
async fn list(State(app): State<App>, owner: OwnerPage) -> Result<Html<String>, Error> {
    let all = surveys::all(&app, owner.shop).await?;
    let frame = Frame::of(&app, owner, Here::Surveys).await?;
    let live = all.iter().filter(|survey| survey.settings.live).count();
    let title = match live {
        0 => "Nothing is asked now".to_owned(),
        1 => "1 survey is live".to_owned(),
        live => format!("{live} surveys are live"),
    };
    let content = view! {
        <Heading title=title.clone() lead="A live survey is asked where its rule says. A paused one keeps its answers." />
        <List surveys=all to=frame.to("/surveys") csrf=frame.csrf.clone() />
    };
    Ok(frame.page(&title, content))
}

/// Shows one survey to change it.
async fn show(
    State(app): State<App>,
    owner: OwnerPage,
    SurveyPath(survey): SurveyPath,
    Query(asked): Query<Asked>,
) -> Result<Html<String>, Error> {
    let survey = surveys::find(&app, owner.shop, survey).await?;
    page(&app, owner, &survey, (asked, None)).await
}

/// Replaces what an owner says of a survey, with the texts of one language.
async fn update(
    State(app): State<App>,
    owner: OwnerPage,
    SurveyPath(id): SurveyPath,
    OwnForm(fields): OwnForm<Fields>,
) -> Result<Response, Error> {
    let before = surveys::find(&app, owner.shop, id).await?;
    let language = fields.one("language").to_owned();
    if !form::changed(&before.settings, &fields).is_empty() {
        return stale(&app, owner, &before, fields).await;
    }
    let saved = match form::read(&fields, &before, &language) {
        Ok(settings) => surveys::update_from(&app, owner.shop, &before, settings).await,
        Err(error) => Err(error),
    };
    match saved {
        Ok(Some(after)) => {
            let done = if after.version > before.version { "reworded" } else { "saved" };
            let query = serde_html_form::to_string([("language", &*language), ("done", done)]);
            let path = path(owner.shop, id);
            Ok(see(&app, &format!("{path}?{}", query.unwrap_or_default())))
        }
        Ok(None) => {
            let now = surveys::find(&app, owner.shop, id).await?;
            stale(&app, owner, &now, fields).await
        }
        Err(error) => {
            let asked = Asked { language: Some(language), done: None };
            let sent = Sent { fields, refused: Refused::by(error)?, changed: Vec::new() };
            let page = page(&app, owner, &before, (asked, Some(sent))).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
    }
}

/// A form that came back, and why it was not taken.
struct Sent {
    fields: Fields,
    refused: Refused,
    /// What somebody else has saved since it was shown.
    changed: Vec<(String, String)>,
}

/// Shows the form again as it was sent, with what was saved by somebody else meanwhile.
async fn stale(
    app: &App,
    owner: OwnerPage,
    now: &ShopSurvey,
    fields: Fields,
) -> Result<Response, Error> {
    let language = fields.one("language").to_owned();
    let changed = form::changed(&now.settings, &fields);
    let fresh = form::written(&now.settings, &language);
    let fields = fields.but("seen", fresh.one("seen"));
    let asked = Asked { language: Some(language), done: None };
    let sent = Sent { fields, refused: Refused::default(), changed };
    let page = page(app, owner, now, (asked, Some(sent))).await?;
    Ok((StatusCode::CONFLICT, page).into_response())
}

/// Starts or pauses a survey.
async fn switch(
    State(app): State<App>,
    owner: OwnerPage,
    SurveyPath(id): SurveyPath,
    OwnForm(fields): OwnForm<Fields>,
) -> Result<Response, Error> {
    surveys::switch(&app, owner.shop, id, fields.has("live", "true")).await?;
    Ok(see(&app, &format!("/shops/{}/surveys", owner.shop)))
}

fn path(shop: ShopId, survey: SurveyId) -> String {
    format!("/shops/{shop}/surveys/{survey}")
}

async fn page(
    app: &App,
    owner: OwnerPage,
    survey: &ShopSurvey,
    (asked, sent): (Asked, Option<Sent>),
) -> Result<Html<String>, Error> {
    let frame = Frame::of(app, owner, Here::Surveys).await?;
    let shop_language = frame.shop.details.language.clone();
    let language = asked.language.filter(|l| !l.is_empty()).unwrap_or(shop_language.clone());
    let version = survey.version;
    let said = match asked.done.as_deref() {
        Some("reworded") => Some(format!(
            "Saved as version {version}. Earlier answers keep the words they were asked with; \
             pages of your shop pick the new ones up within five minutes."
        )),
        Some("saved") => {
            Some("Saved. Pages of your shop pick it up within five minutes.".to_owned())
        }
        _ => None,
    };
    let to = app.public.to(&path(frame.shop.id, survey.id));
    let Sent { fields, refused, changed } = sent.unwrap_or_else(|| Sent {
        fields: form::written(&survey.settings, &language),
        refused: Refused::default(),
        changed: Vec::new(),
    });
    let links = surveys::links::of(app, frame.shop.id, survey).await?;
    let wording = wording::of(&survey.settings.survey, &language, &shop_language);
    let lead = if survey.settings.live { "It is live." } else { "It is paused." };
    let content = view! {
        <Heading title=survey.settings.title.clone() lead=format!("{lead} Version {version}.")>
            <a class="button quiet to-preview" href="#preview">
                "Preview"
            </a>
        </Heading>
        {said.map(|said| view! { <Done said /> })}
        {(!changed.is_empty()).then(|| view! { <Meanwhile changed /> })}
        <Languages survey=survey.settings.survey.clone() to=to.clone() language=language.clone() shop_language />
        <div class="survey">
            <SurveyForm action=to.clone() csrf=frame.csrf.clone() fields refused language=language.clone() wording />
            <Preview to language />
        </div>
        <Elsewhere links live=survey.settings.live />
    };
    Ok(frame.page(&survey.settings.title, content))
}
