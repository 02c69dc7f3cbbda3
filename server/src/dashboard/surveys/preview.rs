//! The preview: the real widget in a bare page of ours, which neither sends nor keeps anything.

use axum::extract::State;
use axum::http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use leptos::prelude::*;
use serde::Deserialize;

use super::path;
use crate::app::App;
use crate::assets;
use crate::auth::extract::OwnerPage;
use crate::dashboard::page::framed;
use crate::dashboard::{Allows, policy};
use crate::error::Error;
use crate::http::extract::{Query, SurveyPath};
use crate::http::routes::Routes;
use crate::shops;
use crate::surveys::{self, Placement, embed};

pub(super) fn router() -> Routes {
    Routes::new()
        .route("/shops/{shop}/surveys/{survey}/preview", get(show))
        .route("/shops/{shop}/surveys/{survey}/preview.js", get(script))
}

#[derive(Deserialize)]
struct Language {
    language: Option<String>,
}

/// A page with nothing on it but the survey.
async fn show(
    State(app): State<App>,
    owner: OwnerPage,
    SurveyPath(id): SurveyPath,
    Query(Language { language }): Query<Language>,
) -> Result<Response, Error> {
    let survey = surveys::find(&app, owner.shop, id).await?;
    let language = match language {
        Some(language) => language,
        None => shops::find(&app, owner.shop).await?.details.language,
    };
    let query = serde_html_form::to_string([("language", &language)]).unwrap_or_default();
    let source = app.public.to(&format!("{}/preview.js?{query}", path(owner.shop, id)));
    let name = survey.settings.name;
    let inline = survey.settings.placement == Placement::Inline;
    let content = view! {
        <div class="pretend" aria-hidden="true">
            <span></span>
            <span></span>
            <span></span>
            <span></span>
        </div>
        {inline.then(|| view! { <candor-survey name=name></candor-survey> })}
        {assets::BUILD
            .is_none()
            .then(|| {
                view! { <p class="notice fair">{assets::MISSING}</p> }
            })}
        <script src=source defer></script>
    };
    let mut response = framed(&app.public, &language, content).into_response();
    let policy = policy(&app, &Allows { wasm: true, framed: true });
    response.headers_mut().insert(CONTENT_SECURITY_POLICY, policy);
    Ok(response)
}

/// The loader that shows this survey at once.
async fn script(
    State(app): State<App>,
    owner: OwnerPage,
    SurveyPath(id): SurveyPath,
    Query(Language { language }): Query<Language>,
) -> Result<Response, Error> {
    let script = embed::preview(&app, owner.shop, id, language.as_deref()).await?;
    Ok(([(CONTENT_TYPE, "text/javascript; charset=utf-8")], script).into_response())
}

/// The survey as it is saved, as narrow as a phone or as wide as there is room.
#[component]
pub fn Preview(
    /// Address of the survey's page.
    to: String,
    language: String,
) -> impl IntoView {
    let query = serde_html_form::to_string([("language", language)]).unwrap_or_default();
    let source = format!("{to}/preview?{query}");

    view! {
        <section class="preview" id="preview" aria-label="Preview">
            <div class="widths">
                <input type="radio" name="width" id="as-phone" checked />
                <label class="chip" for="as-phone">
                    "Phone"
                </label>
                <input type="radio" name="width" id="as-computer" />
                <label class="chip" for="as-computer">
                    "Computer"
                </label>
                <a class="again" href=source.clone() target="preview">
                    "Start again"
                </a>
            </div>
            <iframe src=source title="Preview of the survey" name="preview"></iframe>
            <p class="hint">
                "This is the widget itself with the words that are saved. Try it: nothing is sent or kept."
            </p>
        </section>
    }
}
