//! Many responses in one statement, found and written. SQLite takes a value after the other;
//! Postgres an array for each column, for it plans longer with many values than it writes them.

use std::collections::HashMap;

use shared::id::{ResponseKey, ShopId, SurveyId};
use shared::response::{Answer, Suspicion, Value};
use shared::survey::Kind;
use shared::time::Timestamp;
use sqlx::query::QueryAs;
use sqlx::types::Json;
use sqlx::{PgConnection, SqliteConnection};
use uuid::Uuid;

use super::Message;
use super::settle::{Mark, Row, Stored};
use crate::db::{Backend, Many, Tx, on_tx, placeholders, rows_of_placeholders};

/// How a statement begins that finds responses.
macro_rules! find {
    () => {
        "select id, survey_id, seq, complete, answers, suspicion, messages, updated_at from response "
    };
}

/// How a statement begins that writes responses, and how it ends.
macro_rules! put {
    () => {
        r#"insert into response (shop_id, id, survey_id, survey_version, seq, complete, answers,
                                 nps, effort, effort_steps, satisfaction, page, touchpoint,
                                 locale, product, "order", customer, location, agent, device,
                                 vitals, suspicion, messages, created_at, updated_at, ticket,
                                 country) "#
    };
    (over) => {
        // A row that was written meanwhile is left alone: `messages` counts how often it was.
        r#" on conflict (shop_id, id) do update
           set survey_version = excluded.survey_version, seq = excluded.seq,
               complete = excluded.complete, answers = excluded.answers, nps = excluded.nps,
               effort = excluded.effort, effort_steps = excluded.effort_steps,
               satisfaction = excluded.satisfaction, page = excluded.page,
               touchpoint = excluded.touchpoint, locale = excluded.locale,
               product = excluded.product, "order" = excluded."order",
               customer = excluded.customer, location = excluded.location,
               agent = excluded.agent, ticket = excluded.ticket,
               country = excluded.country, device = excluded.device,
               vitals = excluded.vitals,
               suspicion = excluded.suspicion, messages = excluded.messages,
               updated_at = excluded.updated_at
           where response.messages = excluded.messages - 1"#
    };
}

static FIND: Many = Many::new(|count| {
    format!(concat!(find!(), "where shop_id = ? and id in ({})"), placeholders(count))
});
/// Each key is looked up by itself. With `id = any($2)` and no statistics yet, Postgres reads all
/// responses of the shop for every batch.
const FIND_ARRAYS: &str = concat!(
    "select found.* from unnest($2::uuid[]) as wanted (id) cross join lateral (",
    find!(),
    "where shop_id = $1 and id = wanted.id limit 1) as found"
);

static WRITE: Many = Many::new(|count| {
    format!(concat!(put!(), "values {}", put!(over)), rows_of_placeholders(count, 27))
});
const WRITE_ARRAYS: &str = concat!(
    put!(),
    "select * from unnest(
         $1::uuid[], $2::uuid[], $3::uuid[], $4::bigint[], $5::bigint[], $6::boolean[],
         $7::jsonb[], $8::bigint[], $9::bigint[], $10::bigint[], $11::bigint[], $12::text[],
         $13::text[], $14::text[], $15::text[], $16::text[], $17::bytea[], $18::text[],
         $19::text[], $20::text[], $21::jsonb[], $22::text[], $23::bigint[], $24::bigint[],
         $24::bigint[],
         $25::text[], $26::text[])",
    put!(over)
);

#[derive(sqlx::FromRow)]
struct Found {
    id: ResponseKey,
    survey_id: SurveyId,
    seq: i64,
    complete: bool,
    answers: Json<Vec<Answer>>,
    suspicion: Option<String>,
    messages: i64,
    updated_at: Timestamp,
}

/// What is stored of those of these responses that are there.
pub(super) async fn find(
    tx: &mut Tx,
    shop: ShopId,
    keys: &[ResponseKey],
) -> Result<HashMap<ResponseKey, Stored>, sqlx::Error> {
    let found: Vec<Found> = match tx {
        Backend::Sqlite(tx) => {
            let mut found = Vec::new();
            for (text, keys) in FIND.each(keys) {
                let query = keys.iter().fold(sqlx::query_as(text).bind(shop), QueryAs::bind);
                found.extend(query.fetch_all(&mut **tx).await?);
            }
            found
        }
        Backend::Postgres(tx) if !keys.is_empty() => {
            let keys: Vec<Uuid> = keys.iter().map(|key| key.uuid()).collect();
            sqlx::query_as(FIND_ARRAYS).bind(shop).bind(keys).fetch_all(&mut **tx).await?
        }
        Backend::Postgres(_) => Vec::new(),
    };
    Ok(found.into_iter().map(Found::into_stored).collect())
}

impl Found {
    fn into_stored(self) -> (ResponseKey, Stored) {
        let stored = Stored {
            survey: self.survey_id,
            seq: self.seq,
            complete: self.complete,
            answers: self.answers.0,
            suspicion: self.suspicion.as_deref().and_then(Suspicion::parse),
            messages: self.messages,
            updated_at: self.updated_at,
            review: None,
        };
        (self.id, stored)
    }
}

/// Writes rows, new ones and newer ones, and tells how many of them: fewer, where another
/// process wrote one of them meanwhile.
pub(super) async fn write(tx: &mut Tx, rows: &[Row<'_>]) -> Result<usize, sqlx::Error> {
    let written = match tx {
        Backend::Sqlite(tx) => {
            let mut written = 0;
            for (text, rows) in WRITE.each(rows) {
                written += values(&mut *tx, text, rows).await?;
            }
            written
        }
        Backend::Postgres(tx) if !rows.is_empty() => arrays(&mut *tx, rows).await?,
        Backend::Postgres(_) => 0,
    };
    Ok(usize::try_from(written).unwrap_or_default())
}

async fn values(
    connection: &mut SqliteConnection,
    text: &'static str,
    rows: &[Row<'_>],
) -> Result<u64, sqlx::Error> {
    let mut query = sqlx::query(text);
    for Row { message, answers, suspicion, messages, .. } in rows {
        let Message { new, context, .. } = message;
        query = query
            .bind(message.shop)
            .bind(message.key)
            .bind(new.survey)
            .bind(new.survey_version)
            .bind(new.seq)
            .bind(new.complete)
            .bind(Json(&**answers))
            .bind(score(message, Kind::Nps))
            .bind(score(message, Kind::Effort))
            .bind(effort_steps(message))
            .bind(score(message, Kind::Satisfaction))
            .bind(context.page.as_deref())
            .bind(context.touchpoint.as_deref())
            .bind(context.locale.as_deref())
            .bind(context.product.as_deref())
            .bind(context.order.as_deref())
            .bind(context.customer.as_deref())
            .bind(context.location.as_deref())
            .bind(context.agent.as_deref())
            .bind(context.device.as_deref())
            .bind(context.vitals.map(Json))
            .bind(suspicion.map(Suspicion::as_str))
            .bind(*messages)
            .bind(message.now)
            .bind(message.now)
            .bind(context.ticket.as_deref())
            .bind(context.country.as_deref());
    }
    Ok(query.execute(connection).await?.rows_affected())
}

async fn arrays(connection: &mut PgConnection, rows: &[Row<'_>]) -> Result<u64, sqlx::Error> {
    /// One column of all rows.
    fn column<'a, T>(rows: &'a [Row<'a>], of: impl Fn(&'a Row<'a>) -> T) -> Vec<T> {
        rows.iter().map(of).collect()
    }
    let query = sqlx::query(WRITE_ARRAYS)
        .bind(column(rows, |row| row.message.shop.uuid()))
        .bind(column(rows, |row| row.message.key.uuid()))
        .bind(column(rows, |row| row.message.new.survey.uuid()))
        .bind(column(rows, |row| row.message.new.survey_version))
        .bind(column(rows, |row| row.message.new.seq))
        .bind(column(rows, |row| row.message.new.complete))
        .bind(column(rows, |row| Json(&*row.answers)))
        .bind(column(rows, |row| score(row.message, Kind::Nps)))
        .bind(column(rows, |row| score(row.message, Kind::Effort)))
        .bind(column(rows, |row| effort_steps(row.message)))
        .bind(column(rows, |row| score(row.message, Kind::Satisfaction)))
        .bind(column(rows, |row| row.message.context.page.as_deref()))
        .bind(column(rows, |row| row.message.context.touchpoint.as_deref()))
        .bind(column(rows, |row| row.message.context.locale.as_deref()))
        .bind(column(rows, |row| row.message.context.product.as_deref()))
        .bind(column(rows, |row| row.message.context.order.as_deref()))
        .bind(column(rows, |row| row.message.context.customer.as_deref()))
        .bind(column(rows, |row| row.message.context.location.as_deref()))
        .bind(column(rows, |row| row.message.context.agent.as_deref()))
        .bind(column(rows, |row| row.message.context.device.as_deref()))
        .bind(column(rows, |row| row.message.context.vitals.map(Json)))
        .bind(column(rows, |row| row.suspicion.map(Suspicion::as_str)))
        .bind(column(rows, |row| row.messages))
        .bind(column(rows, |row| row.message.now.micros()))
        .bind(column(rows, |row| row.message.context.ticket.as_deref()))
        .bind(column(rows, |row| row.message.context.country.as_deref()));
    Ok(query.execute(connection).await?.rows_affected())
}

/// Notes a suspicion about a response of which nothing else changes; false where another process
/// wrote it meanwhile.
pub(super) async fn suspect(tx: &mut Tx, mark: &Mark) -> Result<bool, sqlx::Error> {
    on_tx!(tx, |conn| sqlx::query(
        "update response set suspicion = $3, messages = messages + 1
         where shop_id = $1 and id = $2 and messages = $4"
    )
    .bind(mark.shop)
    .bind(mark.key)
    .bind(mark.suspicion.as_str())
    .bind(mark.messages)
    .execute(conn)
    .await
    .map(|done| done.rows_affected() == 1))
}

/// The score of a kind among the answers.
fn score(message: &Message, kind: Kind) -> Option<i64> {
    let question = message.survey.questions.iter().find(|question| question.kind == kind)?;
    message.new.answers.iter().find_map(|answer| match answer.value {
        Value::Number(number) if answer.question == question.id => Some(number),
        _ => None,
    })
}

/// How many steps the effort question has, where they are not seven.
fn effort_steps(message: &Message) -> Option<i64> {
    let steps = message.survey.questions.iter().find_map(|question| question.steps)?;
    let answered = steps != 7 && score(message, Kind::Effort).is_some();
    answered.then_some(steps.into())
}
