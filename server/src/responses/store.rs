//! Responses in the database.

use shared::context::Vitals;
use shared::id::{ResponseKey, ShopId, SurveyId};
use shared::response::{Answer, NewResponse, Value};
use shared::survey::{Kind, Survey};
use shared::time::Timestamp;
use sqlx::types::Json;

use super::{Filter, KeptContext, Response, Stored};
use crate::db::{Db, Tx, on_db, on_tx};

#[derive(sqlx::FromRow)]
struct Row {
    id: ResponseKey,
    survey_id: SurveyId,
    survey_version: i64,
    complete: bool,
    answers: Json<Vec<Answer>>,
    nps: Option<i64>,
    effort: Option<i64>,
    page: Option<String>,
    touchpoint: Option<String>,
    locale: Option<String>,
    product: Option<String>,
    order: Option<String>,
    location: Option<String>,
    agent: Option<String>,
    device: Option<String>,
    vitals: Option<Json<Vitals>>,
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
            context: KeptContext {
                page: self.page,
                touchpoint: self.touchpoint,
                locale: self.locale,
                product: self.product,
                order: self.order,
                location: self.location,
                agent: self.agent,
                device: self.device,
                vitals: self.vitals.map(|Json(vitals)| vitals),
                customer: None,
            },
            created_at: self.created_at,
            updated_at: self.updated_at,
        }
    }
}

/// Makes the row of a response that is not there yet, still empty; false where it is there.
pub(super) async fn claim(
    tx: &mut Tx,
    shop: ShopId,
    key: ResponseKey,
    new: &NewResponse,
    now: Timestamp,
) -> Result<bool, sqlx::Error> {
    on_tx!(tx, |conn| sqlx::query(
        "insert into response (shop_id, id, survey_id, survey_version, seq, complete, answers,
                               messages, created_at, updated_at)
         values ($1, $2, $3, $4, 0, $5, $6, 0, $7, $7)
         on conflict (shop_id, id) do nothing"
    )
    .bind(shop)
    .bind(key)
    .bind(new.survey)
    .bind(new.survey_version)
    .bind(false)
    .bind(Json(&[] as &[Answer]))
    .bind(now)
    .execute(conn)
    .await
    .map(|done| done.rows_affected() == 1))
}

/// What is stored of a response, kept from other writers until the transaction ends.
pub(super) async fn find_for_update(
    tx: &mut Tx,
    shop: ShopId,
    key: ResponseKey,
) -> Result<Stored, sqlx::Error> {
    // SQLite knows no `for update`; an update that changes nothing locks the row in both.
    let (survey, seq, complete, answers, updated_at) = on_tx!(tx, |conn| sqlx::query_as(
        "update response set messages = messages where shop_id = $1 and id = $2
         returning survey_id, seq, complete, answers, updated_at"
    )
    .bind(shop)
    .bind(key)
    .fetch_one(conn)
    .await)?;
    let Json(answers) = answers;
    Ok(Stored { survey, seq, complete, answers, updated_at })
}

/// Replaces a response's answers and context by a newer message's.
pub(super) async fn write(
    tx: &mut Tx,
    shop: ShopId,
    key: ResponseKey,
    (survey, new, context): (&Survey, &NewResponse, &KeptContext),
    now: Timestamp,
) -> Result<(), sqlx::Error> {
    on_tx!(tx, |conn| sqlx::query(
        "update response
         set survey_version = $3, seq = $4, complete = $5, answers = $6, nps = $7, effort = $8,
             page = $9, touchpoint = $10, locale = $11, product = $12, \"order\" = $13,
             customer = $14, location = $15, agent = $16, device = $17, vitals = $18,
             messages = messages + 1, updated_at = $19
         where shop_id = $1 and id = $2"
    )
    .bind(shop)
    .bind(key)
    .bind(new.survey_version)
    .bind(new.seq)
    .bind(new.complete)
    .bind(Json(&new.answers))
    .bind(score(survey, new, Kind::Nps))
    .bind(score(survey, new, Kind::Effort))
    .bind(&context.page)
    .bind(&context.touchpoint)
    .bind(&context.locale)
    .bind(&context.product)
    .bind(&context.order)
    .bind(&context.customer)
    .bind(&context.location)
    .bind(&context.agent)
    .bind(&context.device)
    .bind(context.vitals.map(Json))
    .bind(now)
    .execute(conn)
    .await
    .map(|_| ()))
}

/// The score of a kind among the answers.
fn score(survey: &Survey, new: &NewResponse, kind: Kind) -> Option<i64> {
    let question = survey.questions.iter().find(|question| question.kind == kind)?;
    new.answers.iter().find_map(|answer| match answer.value {
        Value::Number(number) if answer.question == question.id => Some(number),
        _ => None,
    })
}

/// Responses, newest first.
pub(super) async fn list(
    db: &Db,
    shop: ShopId,
    filter: &Filter,
    limit: i64,
) -> Result<Vec<Response>, sqlx::Error> {
    let (low, high) = filter.group.map(super::Group::range).unzip();
    let rows: Vec<Row> = on_db!(db, |pool| sqlx::query_as(
        "select id, survey_id, survey_version, complete, answers, nps, effort, page,
                touchpoint, locale, product, \"order\", location, agent, device, vitals,
                created_at, updated_at
         from response
         where shop_id = $1
           and (created_at < $2 or (created_at = $2 and id < $3))
           and ($4 is null or survey_id = $4)
           and (cast($5 as text) is null or product = $5)
           and (cast($6 as bigint) is null or nps between $6 and $7)
           and (cast($8 as boolean) is null or complete = $8)
         order by created_at desc, id desc
         limit $9"
    )
    .bind(shop)
    .bind(filter.cursor.map_or(i64::MAX, |cursor| cursor.key))
    .bind(filter.cursor.map_or(uuid::Uuid::max(), |cursor| cursor.id))
    .bind(filter.survey)
    .bind(&filter.product)
    .bind(low)
    .bind(high)
    .bind(filter.complete)
    .bind(limit)
    .fetch_all(pool)
    .await)?;
    Ok(rows.into_iter().map(Row::into_response).collect())
}

/// One response.
pub(super) async fn find(
    db: &Db,
    shop: ShopId,
    key: ResponseKey,
) -> Result<Option<Response>, sqlx::Error> {
    let row: Option<Row> = on_db!(db, |pool| sqlx::query_as(
        "select id, survey_id, survey_version, complete, answers, nps, effort, page,
                touchpoint, locale, product, \"order\", location, agent, device, vitals,
                created_at, updated_at
         from response
         where shop_id = $1 and id = $2"
    )
    .bind(shop)
    .bind(key)
    .fetch_optional(pool)
    .await)?;
    Ok(row.map(Row::into_response))
}

/// How many responses have each NPS score.
pub(super) async fn nps_counts(db: &Db, shop: ShopId) -> Result<Vec<(i64, i64)>, sqlx::Error> {
    on_db!(db, |pool| sqlx::query_as(
        "select nps, count(*) from response
         where shop_id = $1 and nps is not null
         group by nps"
    )
    .bind(shop)
    .fetch_all(pool)
    .await)
}

/// How many responses have each effort score.
pub(super) async fn effort_counts(db: &Db, shop: ShopId) -> Result<Vec<(i64, i64)>, sqlx::Error> {
    on_db!(db, |pool| sqlx::query_as(
        "select effort, count(*) from response
         where shop_id = $1 and effort is not null
         group by effort"
    )
    .bind(shop)
    .fetch_all(pool)
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
