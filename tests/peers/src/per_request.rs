//! What most would write: each message is one statement in its own transaction, as durable as
//! the server's. Reviews are not taken out of it, and nothing is merged, limited or counted.

use std::path::Path;
use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{RawPathParams, State};
use axum::http::StatusCode;
use axum::routing::post;
use shared::context::Device;
use shared::id::{ResponseKey, ShopId};
use shared::response::{NewResponse, Suspicion, Value};
use shared::survey::{Kind, Survey};
use shared::touchpoint::Touchpoint;
use sqlx::SqlitePool;
use sqlx::types::Json;

use crate::clock::now;
use crate::database;
use crate::surveys::{Receipt, Surveys};

/// The server's own columns.
const INSERT: &str = "
    insert into response (shop_id, id, survey_id, survey_version, seq, complete, answers,
                          nps, effort, page, touchpoint, locale, product, \"order\",
                          customer, location, agent, device, vitals, suspicion, messages,
                          created_at, updated_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
            $20, 1, $21, $21)";

struct Shared {
    pool: SqlitePool,
    surveys: Surveys,
}

/// The one route.
#[expect(clippy::disallowed_methods, reason = "the one route of a server to compare with")]
pub(crate) async fn routes(database: &Path) -> anyhow::Result<Router> {
    let pool = database::open(database).await?;
    let shared = Shared { surveys: Surveys::read(&pool).await?, pool };
    let route = Router::new().route("/v1/shops/{shop}/responses", post(keep));
    Ok(route.with_state(Arc::new(shared)))
}

/// Checks a message and stores it.
async fn keep(
    State(shared): State<Arc<Shared>>,
    path: RawPathParams,
    body: Bytes,
) -> Result<Receipt, StatusCode> {
    let shop = path.iter().find(|(name, _)| *name == "shop").and_then(|(_, id)| id.parse().ok());
    let (new, survey) = shared.surveys.check(&body)?;
    let stored = insert(&shared.pool, shop.ok_or(StatusCode::NOT_FOUND)?, survey, &new).await;
    stored.map_err(|_| StatusCode::SERVICE_UNAVAILABLE)?;
    Ok(Receipt::of(&new))
}

async fn insert(
    pool: &SqlitePool,
    shop: ShopId,
    survey: &Survey<()>,
    new: &NewResponse,
) -> Result<(), sqlx::Error> {
    let context = &new.context;
    sqlx::query(INSERT)
        .bind(shop)
        .bind(ResponseKey::new(new.id.uuid()))
        .bind(new.survey)
        .bind(new.survey_version)
        .bind(new.seq)
        .bind(new.complete)
        .bind(Json(&new.answers))
        .bind(score(survey, new, Kind::Nps))
        .bind(score(survey, new, Kind::Effort))
        .bind(context.page.as_deref())
        .bind(context.touchpoint.map(Touchpoint::as_str))
        .bind(context.locale.as_deref())
        .bind(context.product.as_deref())
        .bind(context.order.as_deref())
        .bind(context.customer.as_ref().map(String::as_bytes))
        .bind(context.location.as_deref())
        .bind(context.agent.as_deref())
        .bind(context.device.map(Device::as_str))
        .bind(context.vitals.map(Json))
        .bind(new.suspicion().map(Suspicion::as_str))
        .bind(now())
        .execute(pool)
        .await?;
    Ok(())
}

/// The score of a kind among the answers.
fn score(survey: &Survey<()>, new: &NewResponse, kind: Kind) -> Option<i64> {
    let question = survey.questions.iter().find(|question| question.kind == kind)?;
    new.answers.iter().find_map(|answer| match answer.value {
        Value::Number(number) if answer.question == question.id => Some(number),
        _ => None,
    })
}
