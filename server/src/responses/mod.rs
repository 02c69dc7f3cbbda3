//! Responses: taken from browsers, kept once however often they are sent, and listed.

mod context;
mod filter;
pub mod http;
mod store;

use serde::Serialize;
use sha2::{Digest, Sha256};
use shared::id::{ResponseId, ResponseKey, ShopId, SurveyId};
use shared::invalid::{Invalid, Reason};
use shared::response::{Answer, NewResponse, Value};
use shared::survey::{Kind, Survey};
use shared::time::Timestamp;

use crate::app::App;
use crate::error::Error;
use crate::http::cursor::{Cursor, Page, limit};
use crate::{products, reviews, shops, surveys};

pub use context::KeptContext;
use context::kept;
pub use filter::{Filter, Group};

/// A response that nobody has changed for this long stays as it is.
const FROZEN_SECONDS: i64 = 24 * 3_600;

/// What the browser learns of a response that is on disk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Receipt {
    /// The browser's own id of it.
    pub id: ResponseId,
    /// The highest `seq` that is stored.
    pub seq: i64,
    /// Whether that one was complete.
    pub complete: bool,
    /// The author's own page of the review in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub review_url: Option<String>,
}

/// A response as its shop sees it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Response {
    /// Names it to the shop; the browser's own id is not kept.
    pub key: ResponseKey,
    /// Which survey it answers.
    pub survey: SurveyId,
    /// In which version.
    pub survey_version: i64,
    /// Whether the shopper reached the end.
    pub complete: bool,
    /// The answers.
    pub answers: Vec<Answer>,
    /// The Net Promoter Score among them, 0–10.
    pub nps: Option<i64>,
    /// The effort score among them, 1–7.
    pub effort: Option<i64>,
    /// Where it was answered.
    pub context: KeptContext,
    /// When the first answer came.
    pub created_at: Timestamp,
    /// When the last one came.
    pub updated_at: Timestamp,
}

/// What is stored of an earlier message of the same response.
struct Stored {
    survey: SurveyId,
    seq: i64,
    complete: bool,
    answers: Vec<Answer>,
    updated_at: Timestamp,
}

/// What a message does to what is stored.
#[derive(Debug, PartialEq, Eq)]
enum Effect {
    /// It is the first, or newer.
    Write,
    /// It is the same or older: acknowledged, and changes nothing.
    None,
}

/// Takes one message about a response. When this returns, it is on disk. Sent again, in
/// whatever order, it ends in the same row.
pub async fn submit(
    app: &App,
    shop: ShopId,
    origin: Option<&str>,
    new: NewResponse,
) -> Result<(Receipt, bool), Error> {
    let shop = shops::find(app, shop).await?;
    if let Some(origin) = origin
        && !shop.allows(origin)
        && origin != app.public.origin()
    {
        let reason = format!("{origin} is not one of the shop's allowed origins");
        return Err(Error::Forbidden { field: "origin", reason: reason.into() });
    }
    let survey = asked_survey(app, shop.id, &new).await?;
    new.check(&survey)?;
    let context = kept(app, shop.id, &new.context).await?;
    let (receipt, first) = write(app, shop.id, &survey, (&new, &context)).await?;
    if let (Some(sku), Some(details)) = (&new.context.product, &new.context.product_details) {
        products::learn(app, &shop, sku, details).await?;
    }
    Ok((receipt, first))
}

/// The version of the survey that a message answers.
async fn asked_survey(app: &App, shop: ShopId, new: &NewResponse) -> Result<Survey, Error> {
    if let Some(survey) = surveys::version(app, shop, new.survey, new.survey_version).await? {
        return Ok(survey);
    }
    let known = surveys::exists(app, shop, new.survey).await?;
    let field = if known { "survey_version" } else { "survey" };
    Err(Invalid::new(field, Reason::Unknown).into())
}

async fn write(
    app: &App,
    shop: ShopId,
    survey: &Survey,
    (new, context): (&NewResponse, &KeptContext),
) -> Result<(Receipt, bool), Error> {
    let now = app.clock.now();
    let key = key(new.id);
    let mut tx = app.db.begin().await?;
    // Two first messages at once: the second waits here, then finds the first one's row.
    let first = store::claim(&mut tx, shop, key, new, now).await?;
    let stored = store::find_for_update(&mut tx, shop, key).await?;
    let effect = stored.effect(new, first, now)?;
    if effect == Effect::Write {
        if reviews::is_decided(&mut tx, shop, key).await? {
            let new = stored.with_its_review(new);
            store::write(&mut tx, shop, key, (survey, &new, context), now).await?;
        } else {
            store::write(&mut tx, shop, key, (survey, new, context), now).await?;
            let review = review_of(survey, new);
            reviews::follow(app, &mut tx, (shop, key, new.id), review, &new.context).await?;
        }
    }
    let review_url = reviews::author_url(app, &mut tx, shop, (key, new.id)).await?;
    tx.commit().await?;
    let (seq, complete) = match effect {
        Effect::Write => (new.seq, new.complete),
        Effect::None => (stored.seq, stored.complete),
    };
    Ok((Receipt { id: new.id, seq, complete, review_url }, first))
}

impl Stored {
    /// What a message does to this row, which the message itself may just have made.
    fn effect(&self, new: &NewResponse, first: bool, now: Timestamp) -> Result<Effect, Error> {
        if first {
            return Ok(Effect::Write);
        }
        if self.survey != new.survey {
            let reason = "this id was used for another survey";
            return Err(Error::Conflict { field: "id", reason });
        }
        if new.seq <= self.seq {
            return Ok(Effect::None);
        }
        if now.seconds_since(self.updated_at) >= FROZEN_SECONDS {
            let reason = "this response is older than a day and stays as it is";
            return Err(Error::Conflict { field: "seq", reason });
        }
        Ok(Effect::Write)
    }
}

impl Stored {
    /// A message with the review that was decided about in place of whatever it says now.
    fn with_its_review(&self, new: &NewResponse) -> NewResponse {
        let is_review = |answer: &&Answer| matches!(answer.value, Value::Review(_));
        let others = new.answers.iter().filter(|answer| !is_review(answer));
        let answers = others.chain(self.answers.iter().filter(is_review)).cloned().collect();
        NewResponse { answers, ..new.clone() }
    }
}

/// The review among the answers, if its author agrees to have it published.
fn review_of<'a>(
    survey: &Survey,
    new: &'a NewResponse,
) -> Option<&'a shared::response::ReviewAnswer> {
    let asked = survey.questions.iter().find(|question| question.kind == Kind::Review)?;
    new.answers.iter().find_map(|answer| match &answer.value {
        Value::Review(review) if answer.question == asked.id && review.consent => Some(review),
        _ => None,
    })
}

/// The name under which a response is kept: begins with the same time, so that rows stand in
/// order, and goes on with a hash, so that nobody learns the browser's id from it.
pub(crate) fn key(id: ResponseId) -> ResponseKey {
    let digest = Sha256::digest(id.uuid().as_bytes());
    let mut bytes = [0; 16];
    bytes[..6].copy_from_slice(&id.uuid().as_bytes()[..6]);
    bytes[6..].copy_from_slice(&digest[..10]);
    ResponseKey::new(uuid::Builder::from_custom_bytes(bytes).into_uuid())
}

/// Lists responses, newest first.
pub async fn list(app: &App, shop: ShopId, filter: &Filter) -> Result<Page<Response>, Error> {
    let limit = limit(filter.limit)?;
    let found = store::list(&app.db, shop, filter, limit + 1).await?;
    Ok(Page::of(found, limit, |response| Cursor {
        key: response.created_at.micros(),
        id: response.key.uuid(),
    }))
}

/// One response.
pub async fn find(app: &App, shop: ShopId, key: ResponseKey) -> Result<Response, Error> {
    store::find(&app.db, shop, key).await?.ok_or(Error::NotFound("response"))
}

/// How many responses of a shop have each NPS score, 0 to 10.
pub async fn nps_counts(app: &App, shop: ShopId) -> Result<[i64; 11], Error> {
    let mut counts = [0; 11];
    for (score, count) in store::nps_counts(&app.db, shop).await? {
        if let Some(slot) = usize::try_from(score).ok().and_then(|at| counts.get_mut(at)) {
            *slot = count;
        }
    }
    Ok(counts)
}

/// How many responses of a shop have each effort score, 1 to 7.
pub async fn effort_counts(app: &App, shop: ShopId) -> Result<[i64; 7], Error> {
    let mut counts = [0; 7];
    for (score, count) in store::effort_counts(&app.db, shop).await? {
        if let Some(slot) = usize::try_from(score - 1).ok().and_then(|at| counts.get_mut(at)) {
            *slot = count;
        }
    }
    Ok(counts)
}

/// How many responses of a shop there are, and how many of them are complete.
pub async fn counts(app: &App, shop: ShopId) -> Result<(i64, i64), Error> {
    Ok(store::counts(&app.db, shop).await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_keeps_the_order_of_time_and_hides_the_id() {
        let id = ResponseId::from_parts(1_758_000_000_000, [7; 10]);
        let later = ResponseId::from_parts(1_758_000_000_001, [0; 10]);

        assert!(key(id) < key(later));
        assert_eq!(key(id), key(id));
        assert_ne!(key(id).uuid().as_bytes()[8..], id.uuid().as_bytes()[8..]);
    }
}
