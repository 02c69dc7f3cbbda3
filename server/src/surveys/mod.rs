//! Surveys: what is asked, where, when and whether.

pub mod changes;
pub mod embed;
pub mod http;
pub mod links;
mod placement;
mod settings;
mod store;
pub mod templates;
mod versions;

use serde::Serialize;
use shared::id::{ShopId, SurveyId};
use shared::invalid::{Invalid, Reason};
use shared::survey::Survey;
use shared::time::Timestamp;

use crate::app::App;
use crate::db::Tx;
use crate::error::Error;
pub use placement::Placement;
pub use settings::Settings;
use templates::Template;
pub use versions::Versions;
pub(crate) use versions::asked;

/// Most surveys of one shop.
const MAX_SURVEYS: i64 = 200;

/// A survey as its owner sees it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ShopSurvey {
    /// Its id.
    pub id: SurveyId,
    /// Counts the wordings; answers keep the one they were asked with.
    pub version: i64,
    /// What the owner may change.
    #[serde(flatten)]
    pub settings: Settings,
    /// When it was created.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

/// The two surveys that a new shop starts with: one for product pages, one for the page after
/// an order.
pub async fn create_usual(app: &App, shop: ShopId, live: bool) -> Result<(), Error> {
    for settings in templates::usual(live) {
        create(app, shop, settings).await?;
    }
    Ok(())
}

/// Creates a survey in its first version.
pub async fn create(app: &App, shop: ShopId, settings: Settings) -> Result<ShopSurvey, Error> {
    settings.check()?;
    let now = app.clock.now();
    let id = SurveyId::new(app.chance.uuid(now));
    let new = ShopSurvey { id, version: 1, settings, created_at: now, updated_at: now };
    let mut tx = app.db.begin().await?;
    if store::count(&mut tx, shop).await? >= MAX_SURVEYS {
        return Err(Invalid::new("surveys", Reason::TooMany(200)).into());
    }
    if !store::insert(&mut tx, shop, &new).await? {
        return Err(name_taken());
    }
    store::add_version(&mut tx, shop, &new).await?;
    tx.commit().await?;
    Ok(new)
}

/// Creates a draft of a template, under a name that the shop has not used yet.
pub async fn create_from(app: &App, shop: ShopId, template: Template) -> Result<ShopSurvey, Error> {
    let mut settings = template.settings();
    let taken = all(app, shop).await?;
    let is_free = |name: &String| taken.iter().all(|other| other.settings.name != *name);
    let numbered = (2..).map(|number| format!("{}-{number}", template.as_str()));
    let names = std::iter::once(settings.name.clone()).chain(numbered);
    if let Some(name) = { names }.find(is_free) {
        settings.name = name;
    }
    create(app, shop, settings).await
}

/// Replaces what the owner says of a survey. Other questions or words make a new version.
pub async fn update(
    app: &App,
    shop: ShopId,
    id: SurveyId,
    settings: Settings,
) -> Result<ShopSurvey, Error> {
    settings.check()?;
    let mut tx = app.db.begin().await?;
    let old = store::find_for_update(&mut tx, shop, id).await?.ok_or(Error::NotFound("survey"))?;
    replace(app, tx, shop, (old, settings)).await
}

/// The same where the survey is still as it was `before`; none where somebody has changed it.
pub async fn update_from(
    app: &App,
    shop: ShopId,
    before: &ShopSurvey,
    settings: Settings,
) -> Result<Option<ShopSurvey>, Error> {
    settings.check()?;
    let mut tx = app.db.begin().await?;
    let old = store::find_for_update(&mut tx, shop, before.id).await?;
    let old = old.ok_or(Error::NotFound("survey"))?;
    if old.settings != before.settings {
        return Ok(None);
    }
    replace(app, tx, shop, (old, settings)).await.map(Some)
}

/// Starts or pauses a survey, and leaves everything else of it as it is.
pub async fn switch(
    app: &App,
    shop: ShopId,
    id: SurveyId,
    live: bool,
) -> Result<ShopSurvey, Error> {
    let mut tx = app.db.begin().await?;
    let old = store::find_for_update(&mut tx, shop, id).await?.ok_or(Error::NotFound("survey"))?;
    let settings = Settings { live, ..old.settings.clone() };
    replace(app, tx, shop, (old, settings)).await
}

async fn replace(
    app: &App,
    mut tx: Tx,
    shop: ShopId,
    (old, settings): (ShopSurvey, Settings),
) -> Result<ShopSurvey, Error> {
    let reworded = settings.survey != old.settings.survey;
    let version = if reworded { old.version + 1 } else { old.version };
    let new = ShopSurvey { version, settings, updated_at: app.clock.now(), ..old };
    if store::name_is_taken(&mut tx, shop, new.id, &new.settings.name).await? {
        return Err(name_taken());
    }
    store::update(&mut tx, shop, &new).await?;
    if reworded {
        store::add_version(&mut tx, shop, &new).await?;
    } else if new.settings.live {
        store::show_version(&mut tx, shop, &new).await?;
    }
    tx.commit().await?;
    Ok(new)
}

fn name_taken() -> Error {
    Error::Conflict { field: "name", reason: "another survey of this shop has this name" }
}

/// A survey by its id, in its newest version.
pub async fn find(app: &App, shop: ShopId, id: SurveyId) -> Result<ShopSurvey, Error> {
    store::find(&app.db, shop, id).await?.ok_or(Error::NotFound("survey"))
}

/// All surveys of a shop, the oldest first.
pub async fn all(app: &App, shop: ShopId) -> Result<Vec<ShopSurvey>, Error> {
    Ok(store::all(&app.db, shop).await?)
}

/// What was asked in one version of a survey that was ever live: words from before are drafts.
async fn shown_version(
    app: &App,
    shop: ShopId,
    id: SurveyId,
    version: i64,
) -> Result<Option<Survey>, Error> {
    Ok(store::shown_version(&app.db, shop, id, version).await?)
}

/// What was asked in one version of a survey, paused or not.
pub async fn version(
    app: &App,
    shop: ShopId,
    id: SurveyId,
    version: i64,
) -> Result<Option<Survey>, Error> {
    Ok(store::version(&app.db, shop, id, version).await?)
}

/// One version of a survey.
#[derive(Clone, Debug, PartialEq)]
pub struct Version {
    /// Its number.
    pub version: i64,
    /// What is asked in it.
    pub survey: Survey,
    /// Whether it was ever live.
    pub shown: bool,
    /// When it was made.
    pub created_at: Timestamp,
}

/// The newest versions of a survey, the newest first.
pub async fn versions(app: &App, shop: ShopId, id: SurveyId) -> Result<Vec<Version>, Error> {
    Ok(store::versions(&app.db, shop, id).await?)
}

/// Whether a shop has this survey, in whatever version.
pub async fn exists(app: &App, shop: ShopId, id: SurveyId) -> Result<bool, Error> {
    Ok(store::exists(&app.db, shop, id).await?)
}
