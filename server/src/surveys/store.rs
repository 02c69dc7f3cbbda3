//! Surveys and their versions.

use shared::id::{ShopId, SurveyId};
use shared::survey::Survey;
use shared::targeting::{Rule, Schedule};
use shared::text::Texts;
use shared::time::Timestamp;
use sqlx::types::Json;

use super::{Placement, Settings, ShopSurvey, Version};
use crate::db::{Db, Tx, on_db, on_tx};

#[derive(sqlx::FromRow)]
struct Row {
    id: SurveyId,
    version: i64,
    name: String,
    title: String,
    live: bool,
    placement: String,
    tab: Json<Texts>,
    rule: Json<Rule>,
    starts_at: Option<Timestamp>,
    ends_at: Option<Timestamp>,
    definition: Json<Survey>,
    created_at: Timestamp,
    updated_at: Timestamp,
}

impl Row {
    fn into_survey(self) -> ShopSurvey {
        ShopSurvey {
            id: self.id,
            version: self.version,
            settings: Settings {
                name: self.name,
                title: self.title,
                live: self.live,
                placement: Placement::parse(&self.placement),
                tab: self.tab.0,
                rule: self.rule.0,
                schedule: Schedule { starts_at: self.starts_at, ends_at: self.ends_at },
                survey: self.definition.0,
            },
            created_at: self.created_at,
            updated_at: self.updated_at,
        }
    }
}

/// One survey in its newest version.
const FIND: &str = "select survey.id, survey.version, name, title, live, placement, tab, rule,
            starts_at, ends_at, definition, survey.created_at, updated_at
     from survey join survey_version on survey_version.shop_id = survey.shop_id
        and survey_id = survey.id and survey_version.version = survey.version
     where survey.shop_id = $1 and survey.id = $2";

/// How many surveys a shop has.
pub(super) async fn count(tx: &mut Tx, shop: ShopId) -> Result<i64, sqlx::Error> {
    on_tx!(tx, |conn| sqlx::query_scalar("select count(*) from survey where shop_id = $1")
        .bind(shop)
        .fetch_one(conn)
        .await)
}

/// Adds a survey; false where the shop has one of this name.
pub(super) async fn insert(
    tx: &mut Tx,
    shop: ShopId,
    survey: &ShopSurvey,
) -> Result<bool, sqlx::Error> {
    on_tx!(tx, |conn| sqlx::query(
        "insert into survey (shop_id, id, name, title, live, placement, rule, version,
                             created_at, updated_at, starts_at, ends_at, tab)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
         on conflict (shop_id, name) do nothing"
    )
    .bind(shop)
    .bind(survey.id)
    .bind(&survey.settings.name)
    .bind(&survey.settings.title)
    .bind(survey.settings.live)
    .bind(survey.settings.placement.as_str())
    .bind(Json(&survey.settings.rule))
    .bind(survey.version)
    .bind(survey.created_at)
    .bind(survey.updated_at)
    .bind(survey.settings.schedule.starts_at)
    .bind(survey.settings.schedule.ends_at)
    .bind(Json(&survey.settings.tab))
    .execute(conn)
    .await
    .map(|done| done.rows_affected() == 1))
}

/// Keeps what is asked in a survey's version.
pub(super) async fn add_version(
    tx: &mut Tx,
    shop: ShopId,
    survey: &ShopSurvey,
) -> Result<(), sqlx::Error> {
    on_tx!(tx, |conn| sqlx::query(
        "insert into survey_version (shop_id, survey_id, version, definition, shown, created_at)
         values ($1, $2, $3, $4, $5, $6)"
    )
    .bind(shop)
    .bind(survey.id)
    .bind(survey.version)
    .bind(Json(&survey.settings.survey))
    .bind(survey.settings.live)
    .bind(survey.updated_at)
    .execute(conn)
    .await
    .map(|_| ()))
}

/// Whether another survey of the shop has this name.
pub(super) async fn name_is_taken(
    tx: &mut Tx,
    shop: ShopId,
    id: SurveyId,
    name: &str,
) -> Result<bool, sqlx::Error> {
    on_tx!(tx, |conn| sqlx::query_scalar(
        "select exists (select 1 from survey where shop_id = $1 and name = $2 and id <> $3)"
    )
    .bind(shop)
    .bind(name)
    .bind(id)
    .fetch_one(conn)
    .await)
}

/// Replaces everything of a survey but its versions.
pub(super) async fn update(
    tx: &mut Tx,
    shop: ShopId,
    survey: &ShopSurvey,
) -> Result<(), sqlx::Error> {
    on_tx!(tx, |conn| sqlx::query(
        "update survey
         set name = $3, title = $4, live = $5, placement = $6, rule = $7, version = $8,
             updated_at = $9, starts_at = $10, ends_at = $11, tab = $12
         where shop_id = $1 and id = $2"
    )
    .bind(shop)
    .bind(survey.id)
    .bind(&survey.settings.name)
    .bind(&survey.settings.title)
    .bind(survey.settings.live)
    .bind(survey.settings.placement.as_str())
    .bind(Json(&survey.settings.rule))
    .bind(survey.version)
    .bind(survey.updated_at)
    .bind(survey.settings.schedule.starts_at)
    .bind(survey.settings.schedule.ends_at)
    .bind(Json(&survey.settings.tab))
    .execute(conn)
    .await
    .map(|_| ()))
}

/// A survey in its newest version, kept from other writers until the transaction ends.
pub(super) async fn find_for_update(
    tx: &mut Tx,
    shop: ShopId,
    id: SurveyId,
) -> Result<Option<ShopSurvey>, sqlx::Error> {
    // SQLite knows no `for update`; an update that changes nothing locks the row in both.
    on_tx!(&mut *tx, |conn| sqlx::query(
        "update survey set version = version where shop_id = $1 and id = $2"
    )
    .bind(shop)
    .bind(id)
    .execute(conn)
    .await
    .map(|_| ()))?;
    let row: Option<Row> =
        on_tx!(tx, |conn| sqlx::query_as(FIND).bind(shop).bind(id).fetch_optional(conn).await)?;
    Ok(row.map(Row::into_survey))
}

/// A survey in its newest version.
pub(super) async fn find(
    db: &Db,
    shop: ShopId,
    id: SurveyId,
) -> Result<Option<ShopSurvey>, sqlx::Error> {
    let row: Option<Row> =
        on_db!(db, |pool| sqlx::query_as(FIND).bind(shop).bind(id).fetch_optional(pool).await)?;
    Ok(row.map(Row::into_survey))
}

/// All surveys of a shop in their newest versions, the oldest first.
pub(super) async fn all(db: &Db, shop: ShopId) -> Result<Vec<ShopSurvey>, sqlx::Error> {
    let rows: Vec<Row> = on_db!(db, |pool| sqlx::query_as(
        "select survey.id, survey.version, name, title, live, placement, tab, rule,
                starts_at, ends_at, definition, survey.created_at, updated_at
         from survey join survey_version on survey_version.shop_id = survey.shop_id
            and survey_id = survey.id and survey_version.version = survey.version
         where survey.shop_id = $1
         order by survey.created_at, survey.id
         limit 200"
    )
    .bind(shop)
    .fetch_all(pool)
    .await)?;
    Ok(rows.into_iter().map(Row::into_survey).collect())
}

/// Notes that a survey's version is live.
pub(super) async fn show_version(
    tx: &mut Tx,
    shop: ShopId,
    survey: &ShopSurvey,
) -> Result<(), sqlx::Error> {
    on_tx!(tx, |conn| sqlx::query(
        "update survey_version set shown = $4
         where shop_id = $1 and survey_id = $2 and version = $3"
    )
    .bind(shop)
    .bind(survey.id)
    .bind(survey.version)
    .bind(true)
    .execute(conn)
    .await
    .map(|_| ()))
}

/// What was asked in one version, if it was ever live.
pub(super) async fn shown_version(
    db: &Db,
    shop: ShopId,
    id: SurveyId,
    version: i64,
) -> Result<Option<Survey>, sqlx::Error> {
    let row: Option<Json<Survey>> = on_db!(db, |pool| sqlx::query_scalar(
        "select definition from survey_version
         where shop_id = $1 and survey_id = $2 and version = $3 and shown = $4"
    )
    .bind(shop)
    .bind(id)
    .bind(version)
    .bind(true)
    .fetch_optional(pool)
    .await)?;
    Ok(row.map(|Json(survey)| survey))
}

/// What was asked in one version.
pub(super) async fn version(
    db: &Db,
    shop: ShopId,
    id: SurveyId,
    version: i64,
) -> Result<Option<Survey>, sqlx::Error> {
    let row: Option<Json<Survey>> = on_db!(db, |pool| sqlx::query_scalar(
        "select definition from survey_version
         where shop_id = $1 and survey_id = $2 and version = $3"
    )
    .bind(shop)
    .bind(id)
    .bind(version)
    .fetch_optional(pool)
    .await)?;
    Ok(row.map(|Json(survey)| survey))
}

/// The newest versions of a survey, the newest first.
pub(super) async fn versions(
    db: &Db,
    shop: ShopId,
    id: SurveyId,
) -> Result<Vec<Version>, sqlx::Error> {
    let rows: Vec<(i64, Json<Survey>, bool, Timestamp)> = on_db!(db, |pool| sqlx::query_as(
        "select version, definition, shown, created_at from survey_version
         where shop_id = $1 and survey_id = $2
         order by version desc
         limit 100"
    )
    .bind(shop)
    .bind(id)
    .fetch_all(pool)
    .await)?;
    let version =
        |(version, Json(survey), shown, created_at)| Version { version, survey, shown, created_at };
    Ok(rows.into_iter().map(version).collect())
}

/// Whether a shop has this survey.
pub(super) async fn exists(db: &Db, shop: ShopId, id: SurveyId) -> Result<bool, sqlx::Error> {
    on_db!(db, |pool| sqlx::query_scalar(
        "select exists (select 1 from survey where shop_id = $1 and id = $2)"
    )
    .bind(shop)
    .bind(id)
    .fetch_one(pool)
    .await)
}
