//! The loader and the words of surveys for everybody; surveys for their owner.

use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, REFERER};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use serde::{Deserialize, Serialize};
use shared::id::ShopId;

use super::{Settings, ShopSurvey, embed};
use crate::app::App;
use crate::auth::extract::{Owner, PublicShop};
use crate::error::Error;
use crate::http::cache;
use crate::http::countries::Country;
use crate::http::extract::{FilePath, Json, Query, SurveyPath, VersionPath};
use crate::http::packed::packed;
use crate::http::routes::Routes;
use crate::{shops, surveys};

const SCRIPT: &str = "text/javascript; charset=utf-8";

/// The routes of surveys.
pub fn router() -> Routes {
    Routes::new()
        .route("/embed/{file}", get(loader))
        .route("/v1/country", get(country))
        .route("/v1/shops/{shop}/surveys/{survey}/versions/{version}", get(contents))
        .route("/v1/shops/{shop}/surveys", get(list).post(create))
        .route("/v1/shops/{shop}/surveys/{survey}", get(find).put(update))
}

#[derive(Deserialize)]
struct Language {
    language: Option<String>,
}

#[derive(Serialize)]
struct List {
    items: Vec<ShopSurvey>,
}

#[derive(Serialize)]
struct Here {
    country: Option<String>,
}

#[derive(Deserialize)]
struct Wanted {
    fallback: Option<String>,
}

/// The loader of a shop's pages, with its live surveys in it; or what asks in its place where
/// the page refuses the widget, in the language that is named.
async fn loader(
    State(app): State<App>,
    FilePath(file): FilePath,
    Query(Wanted { fallback }): Query<Wanted>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let shop: Option<ShopId> = file.strip_suffix(".js").and_then(|id| id.parse().ok());
    let shop = shop.ok_or(Error::NotFound("shop"))?;
    if let Some(language) = fallback {
        let script = embed::fallback(&app, shop, &language).await?;
        return Ok(packed(&app, &headers, SCRIPT, cache::LOADER, script).await);
    }
    let (script, shop) = embed::loader(&app, shop).await?;
    if let Some(page) = headers.get(REFERER).and_then(|page| page.to_str().ok()) {
        shops::snippet_seen(&app, &shop, page).await?;
    }
    Ok(packed(&app, &headers, SCRIPT, cache::LOADER, script).await)
}

/// Tells a shop's page in which country it is read, if that is known. Nobody keeps the answer.
async fn country(Country(country): Country) -> impl IntoResponse {
    ([(CACHE_CONTROL, "no-store")], Json(Here { country }))
}

/// The words of one version of a live survey, for one reader.
async fn contents(
    State(app): State<App>,
    shop: PublicShop,
    (SurveyPath(survey), VersionPath(version)): (SurveyPath, VersionPath),
    Query(Language { language }): Query<Language>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let contents = embed::contents(&app, shop.id, survey, version, language.as_deref()).await?;
    let json = serde_json::to_string(&contents).map_err(|e| Error::Internal(e.to_string()))?;
    Ok(packed(&app, &headers, "application/json", cache::LOADER, json).await)
}

/// Lists a shop's surveys.
async fn list(State(app): State<App>, owner: Owner) -> Result<Json<List>, Error> {
    Ok(Json(List { items: surveys::all(&app, owner.shop).await? }))
}

/// Finds one survey.
async fn find(
    State(app): State<App>,
    owner: Owner,
    SurveyPath(survey): SurveyPath,
) -> Result<Json<ShopSurvey>, Error> {
    Ok(Json(surveys::find(&app, owner.shop, survey).await?))
}

/// Creates a survey.
async fn create(
    State(app): State<App>,
    owner: Owner,
    Json(settings): Json<Settings>,
) -> Result<(StatusCode, Json<ShopSurvey>), Error> {
    let survey = surveys::create(&app, owner.shop, settings).await?;
    Ok((StatusCode::CREATED, Json(survey)))
}

/// Replaces what the owner says of a survey.
async fn update(
    State(app): State<App>,
    owner: Owner,
    SurveyPath(survey): SurveyPath,
    Json(settings): Json<Settings>,
) -> Result<Json<ShopSurvey>, Error> {
    Ok(Json(surveys::update(&app, owner.shop, survey, settings).await?))
}
