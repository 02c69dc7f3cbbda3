//! The preview: the real widget in a bare page of ours, which neither sends nor keeps anything.

use axum::extract::State;
use axum::http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use leptos::prelude::*;
use serde::Deserialize;

use super::form::{self, FORM};
use super::{draft, path};
use crate::app::App;
use crate::assets;
use crate::auth::extract::{OwnForm, OwnerPage};
use crate::dashboard::page::framed;
use crate::dashboard::parts::fields::Fields;
use crate::dashboard::{Allows, policy, words};
use crate::error::Error;
use crate::http::extract::{Query, SurveyPath};
use crate::http::routes::Routes;
use crate::shops;
use crate::surveys::{self, Placement, ShopSurvey, embed};

/// Id of the element with the configuration, in the page of a survey that is not saved.
const CONFIG: &str = "candor-config";

pub(super) fn router() -> Routes {
    Routes::new()
        .route("/shops/{shop}/surveys/{survey}/preview", get(show).post(show_draft))
        .route("/shops/{shop}/surveys/{survey}/preview.js", get(script))
}

/// How the preview is looked at.
#[derive(Default, Deserialize)]
struct View {
    language: Option<String>,
    /// `light` or `dark`; as the screen is where it is neither.
    #[serde(default)]
    look: String,
    /// Whether the page brings the configuration along.
    #[serde(default)]
    draft: bool,
}

/// A page with nothing on it but the survey.
async fn show(
    State(app): State<App>,
    owner: OwnerPage,
    SurveyPath(id): SurveyPath,
    Query(view): Query<View>,
) -> Result<Response, Error> {
    let survey = surveys::find(&app, owner.shop, id).await?;
    let language = match view.language {
        Some(language) => language,
        None => shops::find(&app, owner.shop).await?.details.language,
    };
    let query = serde_html_form::to_string([("language", &language)]).unwrap_or_default();
    let source = app.public.to(&format!("{}/preview.js?{query}", path(owner.shop, id)));
    let content = view! { <Pretend survey look=view.look source config=None said=None /> };
    Ok(bare(&app, &language, content))
}

/// The same with the survey as a form says it, which is not saved.
async fn show_draft(
    State(app): State<App>,
    owner: OwnerPage,
    SurveyPath(id): SurveyPath,
    OwnForm(fields): OwnForm<Fields>,
) -> Result<Response, Error> {
    let saved = surveys::find(&app, owner.shop, id).await?;
    let before = draft::unpacked(fields.one("draft")).unwrap_or(saved.settings.clone());
    let written_in = fields.one("language").to_owned();
    let language = fields.filled("preview_language").unwrap_or(written_in.clone());
    let (survey, said) = match form::read(&fields, &before, &written_in) {
        Ok(settings) => {
            let said = settings.check().err().map(|invalid| complaint(&invalid.into()));
            (ShopSurvey { settings, ..saved }, said)
        }
        Err(error) => (ShopSurvey { settings: before, ..saved }, Some(complaint(&error))),
    };
    let config = embed::draft(&app, owner.shop, &survey, &language).await?;
    let source = app.public.to(&format!("{}/preview.js?draft=true", path(owner.shop, id)));
    let look = fields.one("look").to_owned();
    let content = view! { <Pretend survey look source config=Some(config) said /> };
    Ok(bare(&app, &language, content))
}

/// Why a survey could not be saved as it is, in one sentence.
fn complaint(error: &Error) -> String {
    let what = match error {
        Error::Invalid(invalid) => format!("{}: {}", words::field(&invalid.field), invalid.reason),
        other => other.detail(),
    };
    format!("This cannot be saved yet. {what}.")
}

/// The loader that shows this survey at once.
async fn script(
    State(app): State<App>,
    owner: OwnerPage,
    SurveyPath(id): SurveyPath,
    Query(view): Query<View>,
) -> Result<Response, Error> {
    let script = if view.draft {
        embed::loader_of_page(CONFIG)
    } else {
        embed::preview(&app, owner.shop, id, view.language.as_deref()).await?
    };
    Ok(([(CONTENT_TYPE, "text/javascript; charset=utf-8")], script).into_response())
}

fn bare(app: &App, language: &str, content: impl IntoView) -> Response {
    let mut response = framed(&app.public, language, content).into_response();
    let policy = policy(app, &Allows { wasm: true, framed: true });
    response.headers_mut().insert(CONTENT_SECURITY_POLICY, policy);
    response
}

/// What pretends to be a shop's page, with the survey in it or over it.
#[component]
fn Pretend(
    survey: ShopSurvey,
    look: String,
    /// Address of the loader.
    source: String,
    /// What the loader is told, where it is not told so by its address.
    config: Option<String>,
    /// What is wrong with the survey.
    said: Option<String>,
) -> impl IntoView {
    let name = survey.settings.name;
    let inline = survey.settings.placement == Placement::Inline;
    let look = Some(look).filter(|look| matches!(look.as_str(), "light" | "dark"));
    let config = config.map(|config| {
        view! { <script type="application/json" id=CONFIG inner_html=config></script> }
    });
    let asks = !survey.settings.survey.questions.is_empty();

    view! {
        <div class="shop" data-look=look>
            {said.map(|said| view! { <p class="notice">{said}</p> })}
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
        </div>
        {config}
        {asks.then(|| view! { <script src=source defer></script> })}
    }
}

/// The survey as its form says it, as narrow as a phone or as wide as there is room.
#[component]
pub fn Preview(
    /// Address of the survey's page.
    to: String,
    language: String,
    /// Value and name of each language.
    languages: Vec<(String, String)>,
    /// Whether the form says something that is not saved.
    changed: bool,
) -> impl IntoView {
    let query = serde_html_form::to_string([("language", &language)]).unwrap_or_default();
    let source = format!("{to}/preview?{query}");
    let languages = languages
        .into_iter()
        .map(|(tag, name)| {
            let chosen = tag == language;
            view! {
                <option value=tag selected=chosen>
                    {name}
                </option>
            }
        })
        .collect_view();

    view! {
        <section class="preview" id="preview" aria-label="Preview" data-draft=changed.then_some("")>
            <div class="widths">
                <input type="radio" name="width" id="as-phone" checked />
                <label class="chip" for="as-phone">
                    "Phone"
                </label>
                <input type="radio" name="width" id="as-computer" />
                <label class="chip" for="as-computer">
                    "Computer"
                </label>
                <button
                    class="button quiet small again"
                    form=FORM
                    formaction=format!("{to}/preview")
                    formtarget="preview"
                    data-preview
                >
                    "Preview"
                </button>
            </div>
            <div class="looks">
                <select form=FORM name="look" aria-label="Light or dark">
                    <option value="">"As my screen"</option>
                    <option value="light">"Light page"</option>
                    <option value="dark">"Dark page"</option>
                </select>
                <select form=FORM name="preview_language" aria-label="Language of the preview">
                    {languages}
                </select>
            </div>
            <iframe src=source title="Preview of the survey" name="preview"></iframe>
            <p class="hint">
                "The widget itself, with what the form says now. Try it: nothing is sent or kept."
            </p>
        </section>
    }
}
