//! What answers are checked against, kept in memory: a version of a survey never changes.

use std::sync::Arc;

use quick_cache::sync::Cache;
use shared::id::{ShopId, SurveyId};
use shared::survey::Survey;

use super::store;
use crate::app::App;
use crate::error::Error;

/// Versions that are kept, without their texts: some hundred bytes each.
const VERSIONS: usize = 10_000;

/// The versions in memory.
#[derive(Debug)]
pub struct Versions(Cache<(ShopId, SurveyId, i64), Arc<Survey<()>>>);

impl Default for Versions {
    fn default() -> Self {
        Self(Cache::new(VERSIONS))
    }
}

/// What was asked in one version of a survey, paused or not, without its words.
pub(crate) async fn asked(
    app: &App,
    shop: ShopId,
    id: SurveyId,
    version: i64,
) -> Result<Option<Arc<Survey<()>>>, Error> {
    let key = (shop, id, version);
    if let Some(known) = app.versions.0.get(&key) {
        return Ok(Some(known));
    }
    let Some(survey) = store::version(&app.answers, shop, id, version).await? else {
        return Ok(None);
    };
    let known = Arc::new(survey.without_words());
    app.versions.0.insert(key, Arc::clone(&known));
    Ok(Some(known))
}
