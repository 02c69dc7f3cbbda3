//! What a shop's pages load: the loader with the public part of its live surveys, and the
//! words of one survey when it is going to be asked.

use serde::Serialize;
use shared::id::{ShopId, SurveyId};
use shared::locale::{AskWords, locale, right_to_left};
use shared::survey::Survey;
use shared::targeting::Rule;

use super::{Placement, ShopSurvey};
use crate::app::App;
use crate::error::Error;
use crate::shops::{self, Look, Shop, Theme, TouchpointRule};
use crate::{assets, surveys};

/// Stands in the loader's source where its configuration goes.
const CONFIG: &str = "__CANDOR_CONFIG__";

/// What the loader is told. All of it is public.
#[derive(Serialize)]
struct Config<'a> {
    /// Version of this shape.
    v: u8,
    shop: ShopId,
    base: String,
    build: Option<&'static str>,
    language: &'a str,
    accent: Option<&'a str>,
    theme: Theme,
    #[serde(skip_serializing_if = "Option::is_none")]
    look: Option<Look>,
    touchpoints: &'a [TouchpointRule],
    surveys: Vec<Live<'a>>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    preview: bool,
}

/// What the loader is told of one survey.
#[derive(Serialize)]
struct Live<'a> {
    id: SurveyId,
    version: i64,
    name: &'a str,
    placement: Placement,
    rule: &'a Rule,
    /// Its words, in a preview only.
    #[serde(skip_serializing_if = "Option::is_none")]
    contents: Option<Contents>,
}

/// A survey as one shopper reads it.
#[derive(Serialize)]
pub struct Contents {
    id: SurveyId,
    version: i64,
    language: String,
    dir: &'static str,
    #[serde(flatten)]
    survey: Survey<String>,
    words: &'static AskWords,
    privacy_url: Option<String>,
}

/// The loader of a shop's pages, and the shop.
pub async fn loader(app: &App, shop: ShopId) -> Result<(String, Shop), Error> {
    let shop = shops::find(app, shop).await?;
    let all = surveys::all(app, shop.id).await?;
    let live = all.iter().filter(|survey| survey.settings.live).map(Live::of).collect();
    Ok((script(app, &shop, live, false)?, shop))
}

/// A loader that shows one survey at once, live or not, and neither sends nor keeps anything.
pub async fn preview(
    app: &App,
    shop: ShopId,
    survey: SurveyId,
    language: Option<&str>,
) -> Result<String, Error> {
    let shop = shops::find(app, shop).await?;
    let survey = surveys::find(app, shop.id, survey).await?;
    let language = language.unwrap_or(&shop.details.language);
    draft(app, shop.id, &survey, language).await.map(|config| filled(&config))
}

/// The loader of a page that brings its configuration along, as [`draft`] makes it, in an element
/// with this id: a survey that is not saved yet has no address of its own.
pub fn loader_of_page(element: &str) -> String {
    filled(&format!("JSON.parse(document.getElementById({element:?}).textContent)"))
}

/// The configuration of a loader that shows this survey at once, as it would be if it were saved.
pub async fn draft(
    app: &App,
    shop: ShopId,
    survey: &ShopSurvey,
    language: &str,
) -> Result<String, Error> {
    let shop = shops::find(app, shop).await?;
    let asked = &survey.settings.survey;
    let contents = in_language(&shop, (survey.id, survey.version), asked, language);
    let live = Live { contents: Some(contents), ..Live::of(survey) };
    config(app, &shop, vec![live], true)
}

/// The words of one version of a live survey, for one reader.
pub async fn contents(
    app: &App,
    shop: ShopId,
    id: SurveyId,
    version: i64,
    language: Option<&str>,
) -> Result<Contents, Error> {
    let shop = shops::find(app, shop).await?;
    if !surveys::find(app, shop.id, id).await?.settings.live {
        return Err(Error::NotFound("survey"));
    }
    let asked = surveys::shown_version(app, shop.id, id, version).await?;
    let asked = asked.ok_or(Error::NotFound("version"))?;
    let language = language.unwrap_or(&shop.details.language);
    Ok(in_language(&shop, (id, version), &asked, language))
}

fn in_language(
    shop: &Shop,
    (id, version): (SurveyId, i64),
    survey: &Survey,
    language: &str,
) -> Contents {
    let words = locale(language, &shop.details.language);
    // The language that the reader gets, which is not always the one they asked for.
    let spoken = survey
        .questions
        .first()
        .and_then(|question| question.text.language(language, &shop.details.language))
        .unwrap_or(words.language);
    Contents {
        id,
        version,
        language: spoken.to_owned(),
        dir: if right_to_left(spoken) { "rtl" } else { "ltr" },
        survey: survey.in_language(language, &shop.details.language),
        words: &words.ask,
        privacy_url: shop.details.privacy_url.clone(),
    }
}

impl<'a> Live<'a> {
    fn of(survey: &'a ShopSurvey) -> Self {
        Self {
            id: survey.id,
            version: survey.version,
            name: &survey.settings.name,
            placement: survey.settings.placement,
            rule: &survey.settings.rule,
            contents: None,
        }
    }
}

fn script(app: &App, shop: &Shop, surveys: Vec<Live<'_>>, preview: bool) -> Result<String, Error> {
    config(app, shop, surveys, preview).map(|config| filled(&config))
}

/// The loader with its configuration, as an expression.
fn filled(config: &str) -> String {
    match assets::loader() {
        Some(source) => source.replacen(CONFIG, config, 1),
        None => format!("console.info({:?});", assets::MISSING),
    }
}

/// The configuration as JSON that may stand inside a page.
fn config(app: &App, shop: &Shop, surveys: Vec<Live<'_>>, preview: bool) -> Result<String, Error> {
    let config = Config {
        v: 1,
        shop: shop.id,
        base: app.public.to(""),
        build: assets::BUILD,
        language: &shop.details.language,
        accent: shop.details.accent.as_deref(),
        theme: shop.details.theme,
        look: shop.details.look(),
        touchpoints: &shop.details.touchpoints,
        surveys,
        preview,
    };
    let json =
        serde_json::to_string(&config).map_err(|error| Error::Internal(error.to_string()))?;
    // It may stand inside a page, where `</script>` would end it.
    Ok(json.replace('<', "\\u003c"))
}
