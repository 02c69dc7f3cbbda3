//! What is asked: the list of surveys, a new one, one survey's page, its preview and versions.

mod draft;
mod edit;
mod form;
mod language;
mod links;
mod list;
mod new;
mod precision;
mod preview;
mod properties;
mod question;
mod rule;
mod versions;
mod why;
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
use super::parts::folded::OPEN;
use super::parts::form::Refused;
use super::parts::heading::{Done, Heading, Meanwhile};
use super::see;
use crate::app::App;
use crate::auth::extract::{OwnForm, OwnerPage};
use crate::error::Error;
use crate::http::extract::{Query, SurveyPath};
use crate::http::routes::Routes;
use crate::surveys::{self, Settings, ShopSurvey};
use form::SurveyForm;
use links::Elsewhere;
use list::List;
use precision::Precision;
use preview::Preview;

pub(super) fn router() -> Routes {
    Routes::new()
        .route("/shops/{shop}/surveys", get(list))
        .route("/shops/{shop}/surveys/new", get(new::show).post(new::create))
        .route("/shops/{shop}/surveys/{survey}", get(show).post(update))
        .route("/shops/{shop}/surveys/{survey}/live", post(switch))
        .merge(preview::router())
        .merge(versions::router())
        .merge(why::router())
}

/// Which language's texts are shown, what has just happened, and how many visitors a month the
/// owner expects.
#[derive(Default, Deserialize)]
struct Asked {
    language: Option<String>,
    done: Option<String>,
    visitors: Option<String>,
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
    let new = frame.to("/surveys/new");
    let content = view! {
        <Heading title=title.clone() lead="A live survey is asked where its rule says. A paused one keeps its answers.">
            <a class="button" href=new>
                "New survey"
            </a>
        </Heading>
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

/// Saves what a form says of a survey, or does to the form what one of its buttons says.
async fn update(
    State(app): State<App>,
    owner: OwnerPage,
    SurveyPath(id): SurveyPath,
    OwnForm(fields): OwnForm<Fields>,
) -> Result<Response, Error> {
    let saved = surveys::find(&app, owner.shop, id).await?;
    let before = draft::unpacked(fields.one("draft")).unwrap_or(saved.settings.clone());
    let language = fields.one("language").to_owned();
    let settings = match form::read(&fields, &before, &language) {
        Ok(settings) => settings,
        Err(error) => return again(&app, owner, (&saved, &before), (fields, error)).await,
    };
    if let Some(deed) = fields.filled("do") {
        return edited(&app, owner, &saved, (settings, fields, &deed)).await;
    }
    if !form::changed(&saved.settings, &fields).is_empty() {
        return stale(&app, owner, (&saved, &settings), fields).await;
    }
    match surveys::update_from(&app, owner.shop, &saved, settings.clone()).await {
        Ok(Some(after)) => {
            let done = if after.version > saved.version { "reworded" } else { "saved" };
            let query = serde_html_form::to_string([("language", &*language), ("done", done)]);
            let path = path(owner.shop, id);
            Ok(see(&app, &format!("{path}?{}", query.unwrap_or_default())))
        }
        Ok(None) => {
            let now = surveys::find(&app, owner.shop, id).await?;
            stale(&app, owner, (&now, &settings), fields).await
        }
        Err(error) => again(&app, owner, (&saved, &settings), (fields, error)).await,
    }
}

/// A form that came back, and why it was not taken.
struct Sent {
    /// What the form says of the survey, as far as it could be read.
    settings: Settings,
    fields: Fields,
    refused: Refused,
    /// What somebody else has saved since it was shown.
    changed: Vec<(String, String)>,
}

/// Shows the form after one of its buttons: nothing is saved, and nothing is lost.
async fn edited(
    app: &App,
    owner: OwnerPage,
    saved: &ShopSurvey,
    (mut settings, fields, deed): (Settings, Fields, &str),
) -> Result<Response, Error> {
    let fresh = app.chance.uuid(app.clock.now()).simple().to_string();
    let fresh = &fresh[fresh.len() - 6..];
    let language = deed.strip_prefix("language.").unwrap_or(fields.one("language"));
    edit::apply(&mut settings.survey, deed, &fields, fresh);
    let shown =
        form::written(&settings, language).with("seen", fields.one("seen")).with("do", deed);
    let open = fields.all().filter(|(name, _)| *name == OPEN);
    let shown = open.fold(shown, |shown, (name, fold)| shown.with(name, fold));
    let asked = Asked { language: Some(language.to_owned()), ..Asked::default() };
    let (refused, changed) = (Refused::default(), Vec::new());
    let sent = Sent { settings, fields: shown, refused, changed };
    Ok(page(app, owner, saved, (asked, Some(sent))).await?.into_response())
}

/// Shows the form again as it was sent, with what was refused of it.
async fn again(
    app: &App,
    owner: OwnerPage,
    (saved, settings): (&ShopSurvey, &Settings),
    (fields, error): (Fields, Error),
) -> Result<Response, Error> {
    let asked = Asked { language: fields.filled("language"), ..Asked::default() };
    let fields = fields.but("draft", draft::packed(settings));
    let (settings, refused) = (settings.clone(), Refused::by(error)?);
    let sent = Sent { settings, fields, refused, changed: Vec::new() };
    let page = page(app, owner, saved, (asked, Some(sent))).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

/// Shows the form again as it was sent, with what was saved by somebody else meanwhile.
async fn stale(
    app: &App,
    owner: OwnerPage,
    (now, settings): (&ShopSurvey, &Settings),
    fields: Fields,
) -> Result<Response, Error> {
    let changed = form::changed(&now.settings, &fields);
    let asked = Asked { language: fields.filled("language"), ..Asked::default() };
    let fields =
        fields.but("seen", form::prints(&now.settings)).but("draft", draft::packed(settings));
    let (settings, refused) = (settings.clone(), Refused::default());
    let sent = Sent { settings, fields, refused, changed };
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

/// What has just happened, in words.
fn said(done: Option<&str>, version: i64) -> Option<String> {
    match done? {
        "made" => Some(
            "This is a draft: nobody is asked yet. Change what you like, then tick “Live” and save."
                .to_owned(),
        ),
        "reworded" => Some(format!(
            "Saved as version {version}. Earlier answers keep the words they were asked with; \
             pages of your shop pick the new ones up within five minutes."
        )),
        "saved" => Some("Saved. Pages of your shop pick it up within five minutes.".to_owned()),
        _ => None,
    }
}

async fn page(
    app: &App,
    owner: OwnerPage,
    survey: &ShopSurvey,
    (asked, sent): (Asked, Option<Sent>),
) -> Result<Html<String>, Error> {
    let precision = precision::of(app, owner.shop, survey, asked.visitors.as_deref()).await?;
    let frame = Frame::of(app, owner, Here::Surveys).await?;
    let shop_language = frame.shop.details.language.clone();
    let language = asked.language.filter(|l| !l.is_empty()).unwrap_or(shop_language.clone());
    let to = app.public.to(&path(frame.shop.id, survey.id));
    let Sent { settings, fields, refused, changed } = sent.unwrap_or_else(|| Sent {
        settings: survey.settings.clone(),
        fields: form::written(&survey.settings, &language)
            .with("seen", form::prints(&survey.settings)),
        refused: Refused::default(),
        changed: Vec::new(),
    });
    let unsaved = settings != survey.settings || refused != Refused::default();
    let wording = wording::of(&settings.survey, &language, &shop_language);
    let languages = language::tabs(&settings.survey, &language, &shop_language);
    let why = format!("{to}/why");
    let versions = format!("{to}/versions");
    let state = if survey.settings.live { "It is live." } else { "It is paused." };
    let links = surveys::links::of(app, frame.shop.id, survey).await?;
    let content = view! {
        <Heading title=survey.settings.title.clone() lead=format!("{state} Version {}.", survey.version)>
            <a class="button quiet" href=why>
                "Why (not) shown?"
            </a>
            <a class="button quiet" href=versions>
                "Versions"
            </a>
            <a class="button quiet to-preview" href="#preview">
                "Preview"
            </a>
        </Heading>
        {said(asked.done.as_deref(), survey.version).map(|said| view! { <Done said /> })}
        {(!changed.is_empty()).then(|| view! { <Meanwhile changed /> })}
        <div class="survey">
            <SurveyForm
                action=to.clone()
                csrf=frame.csrf.clone()
                fields
                refused
                wording
                languages=languages.clone()
                settings=frame.to("/settings")
                changed=unsaved
            />
            <Preview to=to.clone() language languages=language::names(&languages) changed=unsaved />
        </div>
        <Precision to precision />
        <Elsewhere links live=survey.settings.live />
    };
    Ok(frame.page(&survey.settings.title, content))
}
