//! Many responses in one statement, found and written.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::LazyLock;

use shared::id::{ResponseKey, ShopId, SurveyId};
use shared::response::{Answer, Suspicion, Value};
use shared::survey::Kind;
use shared::time::Timestamp;
use sqlx::query::QueryAs;
use sqlx::types::Json;

use super::Message;
use super::batch::{Row, Stored};
use crate::db::{Tx, on_tx};

/// Rows in one statement, the largest first. Powers of two, so that any number of rows takes few
/// statements, and each database prepares each of them once.
const SIZES: [usize; 7] = [64, 32, 16, 8, 4, 2, 1];

/// How many columns are written.
const COLUMNS: usize = 23;

/// `find` for each of [`SIZES`].
static FIND: LazyLock<[String; SIZES.len()]> = LazyLock::new(|| {
    SIZES.map(|size| {
        let keys = numbered(2, size);
        format!(
            "select id, survey_id, seq, complete, answers, messages, updated_at
             from response where shop_id = $1 and id in ({keys})"
        )
    })
});

/// `write` for each of [`SIZES`]. A row that was written meanwhile is left alone: `messages`
/// counts how often it was.
static WRITE: LazyLock<[String; SIZES.len()]> = LazyLock::new(|| {
    SIZES.map(|size| {
        let rows: Vec<String> =
            (0..size).map(|row| format!("({})", numbered(row * COLUMNS + 1, COLUMNS))).collect();
        format!(
            "insert into response (shop_id, id, survey_id, survey_version, seq, complete, answers,
                                   nps, effort, page, touchpoint, locale, product, \"order\",
                                   customer, location, agent, device, vitals, suspicion, messages,
                                   created_at, updated_at)
             values {}
             on conflict (shop_id, id) do update
             set survey_version = excluded.survey_version, seq = excluded.seq,
                 complete = excluded.complete, answers = excluded.answers, nps = excluded.nps,
                 effort = excluded.effort, page = excluded.page,
                 touchpoint = excluded.touchpoint, locale = excluded.locale,
                 product = excluded.product, \"order\" = excluded.\"order\",
                 customer = excluded.customer, location = excluded.location,
                 agent = excluded.agent, device = excluded.device, vitals = excluded.vitals,
                 suspicion = coalesce(response.suspicion, excluded.suspicion),
                 messages = excluded.messages, updated_at = excluded.updated_at
             where response.messages = excluded.messages - 1",
            rows.join(", ")
        )
    })
});

/// Placeholders from a number on: `$2, $3, $4`.
fn numbered(from: usize, count: usize) -> String {
    let mut list = String::new();
    for number in from..from + count {
        let comma = if list.is_empty() { "" } else { ", " };
        _ = write!(list, "{comma}${number}");
    }
    list
}

#[derive(sqlx::FromRow)]
struct Found {
    id: ResponseKey,
    survey_id: SurveyId,
    seq: i64,
    complete: bool,
    answers: Json<Vec<Answer>>,
    messages: i64,
    updated_at: Timestamp,
}

/// What is stored of those of these responses that are there.
pub(super) async fn find(
    tx: &mut Tx,
    shop: ShopId,
    keys: &[ResponseKey],
) -> Result<HashMap<ResponseKey, Stored>, sqlx::Error> {
    let mut all = HashMap::new();
    let mut left = keys;
    while let Some(last) = left.last() {
        // The smallest size that takes them all, filled up with the last.
        let at = SIZES.iter().rposition(|size| *size >= left.len()).unwrap_or_default();
        let (these, rest) = left.split_at(left.len().min(SIZES[at]));
        let filled = these.iter().chain(std::iter::repeat(last)).take(SIZES[at]);
        let found: Vec<Found> = on_tx!(tx, |conn| {
            let query = sqlx::query_as(FIND[at].as_str()).bind(shop);
            filled.fold(query, QueryAs::bind).fetch_all(conn).await
        })?;
        all.extend(found.into_iter().map(Found::into_stored));
        left = rest;
    }
    Ok(all)
}

impl Found {
    fn into_stored(self) -> (ResponseKey, Stored) {
        let stored = Stored {
            survey: self.survey_id,
            seq: self.seq,
            complete: self.complete,
            answers: self.answers.0,
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
    let mut written = 0;
    let mut left = rows;
    while !left.is_empty() {
        let at = SIZES.iter().position(|size| *size <= left.len()).unwrap_or_default();
        let (these, rest) = left.split_at(SIZES[at]);
        written += on_tx!(tx, |conn| {
            let query = sqlx::query(WRITE[at].as_str());
            these
                .iter()
                .fold(query, |query, Row { message, answers, messages, .. }| {
                    let Message { new, context, .. } = message;
                    query
                        .bind(message.shop)
                        .bind(message.key)
                        .bind(new.survey)
                        .bind(new.survey_version)
                        .bind(new.seq)
                        .bind(new.complete)
                        .bind(Json(&**answers))
                        .bind(score(message, Kind::Nps))
                        .bind(score(message, Kind::Effort))
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
                        .bind(message.suspicion.map(Suspicion::as_str))
                        .bind(*messages)
                        .bind(message.now)
                        .bind(message.now)
                })
                .execute(conn)
                .await
                .map(|done| usize::try_from(done.rows_affected()).unwrap_or_default())
        })?;
        left = rest;
    }
    Ok(written)
}

/// The score of a kind among the answers.
fn score(message: &Message, kind: Kind) -> Option<i64> {
    let question = message.survey.questions.iter().find(|question| question.kind == kind)?;
    message.new.answers.iter().find_map(|answer| match answer.value {
        Value::Number(number) if answer.question == question.id => Some(number),
        _ => None,
    })
}
