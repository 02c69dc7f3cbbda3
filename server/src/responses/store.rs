//! Responses in the database.

use shared::context::Vitals;
use shared::id::{ResponseKey, ShopId, SurveyId};
use shared::response::{Answer, Suspicion};
use shared::time::Timestamp;
use sqlx::types::Json;

use super::{Filter, KeptContext, Response, SoFar};
use crate::db::{Db, in_turn, on_db};

#[derive(sqlx::FromRow)]
struct Row {
    id: ResponseKey,
    survey_id: SurveyId,
    survey_version: i64,
    complete: bool,
    answers: Json<Vec<Answer>>,
    nps: Option<i64>,
    effort: Option<i64>,
    effort_steps: Option<i64>,
    satisfaction: Option<i64>,
    page: Option<String>,
    touchpoint: Option<String>,
    locale: Option<String>,
    product: Option<String>,
    order: Option<String>,
    location: Option<String>,
    agent: Option<String>,
    ticket: Option<String>,
    country: Option<String>,
    device: Option<String>,
    vitals: Option<Json<Vitals>>,
    suspicion: Option<String>,
    overruled_at: Option<Timestamp>,
    created_at: Timestamp,
    updated_at: Timestamp,
}

impl Row {
    fn into_response(self) -> Response {
        Response {
            key: self.id,
            survey: self.survey_id,
            survey_version: self.survey_version,
            complete: self.complete,
            answers: self.answers.0,
            nps: self.nps,
            effort: self.effort,
            effort_steps: self.effort.map(|_| self.effort_steps.unwrap_or(7)),
            satisfaction: self.satisfaction,
            context: KeptContext {
                page: self.page,
                touchpoint: self.touchpoint,
                locale: self.locale,
                product: self.product,
                order: self.order,
                location: self.location,
                agent: self.agent,
                ticket: self.ticket,
                country: self.country,
                device: self.device,
                vitals: self.vitals.map(|Json(vitals)| vitals),
                customer: None,
            },
            counted: self.suspicion.is_none() || self.overruled_at.is_some(),
            suspicion: self.suspicion.as_deref().and_then(Suspicion::parse),
            created_at: self.created_at,
            updated_at: self.updated_at,
        }
    }
}

/// Responses, newest first.
pub(super) async fn list(
    db: &Db,
    shop: ShopId,
    filter: &Filter,
    limit: i64,
) -> Result<Vec<Response>, sqlx::Error> {
    let (low, high) = filter.group.map(super::Group::range).unzip();
    let rows: Vec<Row> = on_db!(db, |pool| {
        sqlx::query_as(
            "select id, survey_id, survey_version, complete, answers, nps, effort, effort_steps,
                satisfaction, page, touchpoint, locale, product, \"order\", location, agent,
                ticket, country, device, vitals,
                suspicion, overruled_at, created_at, updated_at
         from response
         where shop_id = $1
           and (created_at < $2 or (created_at = $2 and id < $3))
           and ($4 is null or survey_id = $4)
           and (cast($5 as text) is null or product = $5)
           and (cast($6 as bigint) is null or nps between $6 and $7)
           and (cast($8 as boolean) is null or complete = $8)
           and (cast($9 as boolean) is null or (suspicion is not null) = $9)
         order by created_at desc, id desc
         limit $10",
        )
        .bind(shop)
        .bind(filter.cursor.map_or(i64::MAX, |cursor| cursor.key))
        .bind(filter.cursor.map_or(uuid::Uuid::max(), |cursor| cursor.id))
        .bind(filter.survey)
        .bind(&filter.product)
        .bind(low)
        .bind(high)
        .bind(filter.complete)
        .bind(filter.suspicious)
        .bind(limit)
        .fetch_all(pool)
        .await
    })?;
    Ok(rows.into_iter().map(Row::into_response).collect())
}

/// One response.
pub(super) async fn find(
    db: &Db,
    shop: ShopId,
    key: ResponseKey,
) -> Result<Option<Response>, sqlx::Error> {
    let row: Option<Row> = on_db!(db, |pool| {
        sqlx::query_as(
            "select id, survey_id, survey_version, complete, answers, nps, effort, effort_steps,
                satisfaction, page, touchpoint, locale, product, \"order\", location, agent,
                ticket, country, device, vitals,
                suspicion, overruled_at, created_at, updated_at
         from response
         where shop_id = $1 and id = $2",
        )
        .bind(shop)
        .bind(key)
        .fetch_optional(pool)
        .await
    })?;
    Ok(row.map(Row::into_response))
}

#[derive(sqlx::FromRow)]
struct Begun {
    survey_id: SurveyId,
    survey_version: i64,
    seq: i64,
    complete: bool,
    answers: Json<Vec<Answer>>,
    updated_at: Timestamp,
}

/// What is there of one response that may not be finished.
pub(super) async fn so_far(
    db: &Db,
    shop: ShopId,
    key: ResponseKey,
) -> Result<Option<SoFar>, sqlx::Error> {
    let begun: Option<Begun> = on_db!(db, |pool| sqlx::query_as(
        "select survey_id, survey_version, seq, complete, answers, updated_at
         from response
         where shop_id = $1 and id = $2"
    )
    .bind(shop)
    .bind(key)
    .fetch_optional(pool)
    .await)?;
    Ok(begun.map(|begun| SoFar {
        survey: begun.survey_id,
        version: begun.survey_version,
        seq: begun.seq,
        complete: begun.complete,
        answers: begun.answers.0,
        updated_at: begun.updated_at,
    }))
}

/// Sets when the owner let a suspicious response count, or that it does not; false where it is
/// not suspicious.
pub(super) async fn overrule(
    db: &Db,
    shop: ShopId,
    key: ResponseKey,
    at: Option<Timestamp>,
) -> Result<bool, sqlx::Error> {
    in_turn!(db, |pool| sqlx::query(
        "update response set overruled_at = $3
         where shop_id = $1 and id = $2 and suspicion is not null"
    )
    .bind(shop)
    .bind(key)
    .bind(at)
    .execute(pool)
    .await
    .map(|done| done.rows_affected() == 1))
}

/// How many responses have each NPS score.
pub(super) async fn nps_counts(db: &Db, shop: ShopId) -> Result<Vec<(i64, i64)>, sqlx::Error> {
    on_db!(db, |pool| sqlx::query_as(
        "select nps, count(*) from response
         where shop_id = $1 and nps is not null
           and (suspicion is null or overruled_at is not null)
         group by nps"
    )
    .bind(shop)
    .fetch_all(pool)
    .await)
}

/// How many responses have each effort score on a scale of so many steps: steps, score, count.
pub(super) async fn effort_counts(
    db: &Db,
    shop: ShopId,
) -> Result<Vec<(i64, i64, i64)>, sqlx::Error> {
    on_db!(db, |pool| sqlx::query_as(
        "select coalesce(effort_steps, 7) as steps, effort, count(*) from response
         where shop_id = $1 and effort is not null
           and (suspicion is null or overruled_at is not null)
         group by coalesce(effort_steps, 7), effort"
    )
    .bind(shop)
    .fetch_all(pool)
    .await)
}

/// How many responses have each satisfaction score.
pub(super) async fn satisfaction_counts(
    db: &Db,
    shop: ShopId,
) -> Result<Vec<(i64, i64)>, sqlx::Error> {
    on_db!(db, |pool| sqlx::query_as(
        "select satisfaction, count(*) from response
         where shop_id = $1 and satisfaction is not null
           and (suspicion is null or overruled_at is not null)
         group by satisfaction"
    )
    .bind(shop)
    .fetch_all(pool)
    .await)
}

/// How many responses each version of a survey has.
pub(super) async fn by_version(
    db: &Db,
    shop: ShopId,
    survey: SurveyId,
) -> Result<Vec<(i64, i64)>, sqlx::Error> {
    on_db!(db, |pool| sqlx::query_as(
        "select survey_version, count(*) from response
         where shop_id = $1 and survey_id = $2
         group by survey_version"
    )
    .bind(shop)
    .bind(survey)
    .fetch_all(pool)
    .await)
}

/// How many responses to a survey came since, how many have an NPS score, and how many of those
/// are promoters and detractors.
pub(super) async fn recent(
    db: &Db,
    shop: ShopId,
    survey: SurveyId,
    since: Timestamp,
) -> Result<(i64, i64, i64, i64), sqlx::Error> {
    on_db!(db, |pool| sqlx::query_as(
        "select count(*), count(nps), count(case when nps >= 9 then 1 end),
                count(case when nps <= 6 then 1 end)
         from response
         where shop_id = $1 and created_at >= $3 and survey_id = $2
           and (suspicion is null or overruled_at is not null)"
    )
    .bind(shop)
    .bind(survey)
    .bind(since)
    .fetch_one(pool)
    .await)
}

/// How many responses there are, and how many of them are complete.
pub(super) async fn counts(db: &Db, shop: ShopId) -> Result<(i64, i64), sqlx::Error> {
    on_db!(db, |pool| sqlx::query_as(
        "select count(*), count(case when complete then 1 end) from response where shop_id = $1"
    )
    .bind(shop)
    .fetch_one(pool)
    .await)
}
