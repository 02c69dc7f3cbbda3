//! What a shop's pages load: the loader with the public part of its live surveys, and the
//! words of one survey when it is going to be asked.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Map, Value};
use shared::id::{ShopId, SurveyId};
use shared::locale::{AskWords, LANGUAGES, locale, page_words, right_to_left};
use shared::survey::Survey;
use shared::targeting::Manners;

use super::{Placement, Settings, ShopSurvey};
use crate::app::App;
use crate::error::Error;
use crate::shops::{self, Look, Shop, Theme, TouchpointRule};
use crate::{assets, surveys};

/// Stands in the loader's source where its configuration goes.
const CONFIG: &str = "__CANDOR_CONFIG__";

/// The parts of a rule that the loader looks at itself.
const LOADER_KNOWS: [&str; 4] = ["include", "exclude", "touchpoints", "delay_ms"];
/// The same in the script that asks where the widget is refused.
const WORDS: &str = "__CANDOR_WORDS__";

/// What is said around a frame or a link.
#[derive(Serialize)]
struct FallbackWords {
    dir: &'static str,
    label: &'static str,
    close: &'static str,
    open: &'static str,
    new_tab: &'static str,
}

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
    /// What holds for all of them, as far as it is not as usual.
    #[serde(flatten)]
    manners: Map<String, Value>,
    /// Whether it takes the script that knows every part of a rule.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    triggers: bool,
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
    /// What stands on its tab, by language.
    #[serde(skip_serializing_if = "Option::is_none")]
    tab: Option<BTreeMap<&'a str, &'a str>>,
    /// As far as it is not as usual: most shops' rules are short, and every page carries them.
    rule: Map<String, Value>,
    #[serde(flatten)]
    schedule: Map<String, Value>,
    /// Its words, in a preview only.
    #[serde(skip_serializing_if = "Option::is_none")]
    contents: Option<Contents>,
}

/// A survey as one shopper reads it.
#[derive(Serialize)]
pub struct Contents {
    id: SurveyId,
    version: i64,
    /// The language that they read.
    pub(crate) language: String,
    /// In which direction it is written.
    pub(crate) dir: &'static str,
    /// The questions.
    #[serde(flatten)]
    pub(crate) survey: Survey<String>,
    /// What stands around them.
    pub(crate) words: &'static AskWords,
    /// The shop's privacy policy.
    pub(crate) privacy_url: Option<String>,
}

/// The loader of a shop's pages, and the shop.
pub async fn loader(app: &App, shop: ShopId) -> Result<(String, Shop), Error> {
    let shop = shops::find(app, shop).await?;
    let all = surveys::all(app, shop.id).await?;
    let now = app.clock.now();
    let live =
        |survey: &&ShopSurvey| survey.settings.live && !survey.settings.schedule.excludes(now);
    let live = all.iter().filter(live).map(Live::of).collect();
    Ok((script(app, &shop, live, false)?, shop))
}

/// What asks where the page's policy refuses the widget, in one reader's words. It comes from the
/// loader's own address, which every such policy allows.
pub async fn fallback(app: &App, shop: ShopId, language: &str) -> Result<String, Error> {
    let shop = shops::find(app, shop).await?;
    let source = assets::fallback().ok_or(Error::NotFound("asset"))?;
    let (own, words) = (&shop.details.language, locale(language, &shop.details.language));
    let said = page_words(language, own);
    let words = FallbackWords {
        dir: if words.right_to_left { "rtl" } else { "ltr" },
        label: words.ask.label,
        close: words.ask.close,
        open: said.open,
        new_tab: said.new_tab,
    };
    let json = serde_json::to_string(&words).map_err(|error| Error::Internal(error.to_string()))?;
    Ok(source.replacen(WORDS, &json, 1))
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
    let mut live = Live { contents: Some(contents), ..Live::of(survey) };
    if live.tab.take().is_some() {
        // A preview shows what is behind it.
        live.placement = Placement::Popover;
    }
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
    let mut asked = survey.in_language(language, &shop.details.language);
    if asked.thanks.trim().is_empty() {
        page_words(spoken, &shop.details.language).thanks.clone_into(&mut asked.thanks);
    }
    Contents {
        id,
        version,
        language: spoken.to_owned(),
        dir: if right_to_left(spoken) { "rtl" } else { "ltr" },
        survey: asked,
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
            tab: tab(&survey.settings),
            rule: unusual(&survey.settings.rule),
            schedule: unusual(&survey.settings.schedule),
            contents: None,
        }
    }
}

/// What stands on a survey's tab: the owner's words, or the built-in ones. A page's loader is the
/// same in every language, so all of them go along.
fn tab(settings: &Settings) -> Option<BTreeMap<&str, &str>> {
    if settings.placement != Placement::Tab {
        return None;
    }
    let own = settings.tab.0.iter().filter(|(_, text)| !text.trim().is_empty());
    let own: BTreeMap<_, _> = own.map(|(tag, text)| (tag.as_str(), text.as_str())).collect();
    let built_in = || LANGUAGES.map(|tag| (tag, page_words(tag, tag).tab)).into();
    Some(if own.is_empty() { built_in() } else { own })
}

/// What of a thing is not as usual.
fn unusual<T: Default + Serialize>(thing: &T) -> Map<String, Value> {
    let usual = fields_of(&T::default());
    let mut fields = fields_of(thing);
    fields.retain(|name, value| usual.get(name) != Some(value));
    fields
}

fn fields_of<T: Serialize>(thing: &T) -> Map<String, Value> {
    match serde_json::to_value(thing) {
        Ok(Value::Object(fields)) => fields,
        _ => Map::new(),
    }
}

/// Whether the loader alone can tell when a survey is asked.
fn is_simple(live: &Live<'_>) -> bool {
    let known = |(name, value): (&String, &Value)| match name.as_str() {
        "repeat" => value.is_string() && value != "until_answered",
        name => LOADER_KNOWS.contains(&name),
    };
    live.tab.is_none() && live.schedule.is_empty() && live.rule.iter().all(known)
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
    // A preview shows at once, whatever the rule and the visitor say.
    let manners = if preview { Manners::default() } else { shop.details.manners() };
    let triggers = !preview && (manners.quiet_days > 0 || !surveys.iter().all(is_simple));
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
        manners: unusual(&manners),
        triggers,
        preview,
    };
    let json =
        serde_json::to_string(&config).map_err(|error| Error::Internal(error.to_string()))?;
    // It may stand inside a page, where `</script>` would end it.
    Ok(json.replace('<', "\\u003c"))
}
