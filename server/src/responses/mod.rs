//! Responses: taken from browsers, kept once however often they are sent, and listed.

mod context;
mod counts;
mod filter;
pub mod http;
mod own_review;
mod store;
mod writer;

use std::sync::Arc;

use serde::Serialize;
use sha2::{Digest, Sha256};
use shared::context::ProductDetails;
use shared::id::{ResponseId, ResponseKey, ShopId, SurveyId};
use shared::invalid::{Invalid, Reason};
use shared::response::{Answer, NewResponse, Suspicion, Value};
use shared::survey::{Kind, Survey};
use shared::time::Timestamp;

use crate::app::App;
use crate::error::Error;
use crate::http::cursor::{Cursor, Page, limit};
use crate::http::visitor::Sender;
use crate::{products, proof, reviews, shops, surveys};

pub use context::KeptContext;
use context::kept;
pub use counts::{EffortCounts, effort_counts, nps_counts, satisfaction_counts};
pub use filter::{Filter, Group};
pub use own_review::{correct_review, erase_review};
pub use writer::Writer;
use writer::{Message, Written};

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
    /// The effort score among them.
    pub effort: Option<i64>,
    /// How many steps its scale has, 5 or 7.
    pub effort_steps: Option<i64>,
    /// The satisfaction among them, 1–5.
    pub satisfaction: Option<i64>,
    /// Where it was answered.
    pub context: KeptContext,
    /// Why it may not be a shopper's, if there is a reason.
    pub suspicion: Option<Suspicion>,
    /// Whether it counts in the scores: the owner may overrule a suspicion.
    pub counted: bool,
    /// When the first answer came.
    pub created_at: Timestamp,
    /// When the last one came.
    pub updated_at: Timestamp,
}

/// What is there of a response whose shopper may go on with it.
#[derive(Clone, Debug)]
pub(crate) struct SoFar {
    /// Which survey it answers.
    pub(crate) survey: SurveyId,
    /// In which version.
    pub(crate) version: i64,
    /// The highest `seq` that came.
    pub(crate) seq: i64,
    /// Whether the shopper reached the end.
    pub(crate) complete: bool,
    /// The answers.
    pub(crate) answers: Vec<Answer>,
    /// When the last one came.
    pub(crate) updated_at: Timestamp,
}

/// What is there of a response, for whoever knows its id: its shopper.
pub(crate) async fn so_far(
    app: &App,
    shop: ShopId,
    id: ResponseId,
) -> Result<Option<SoFar>, Error> {
    Ok(store::so_far(&app.db, shop, key(id)).await?)
}

/// Takes one message about a response. When this returns, it is on disk. Sent again, in
/// whatever order, it ends in the same row.
pub async fn submit(
    app: &App,
    shop: ShopId,
    sender: &Sender,
    mut new: NewResponse,
) -> Result<(Receipt, bool), Error> {
    new.forget_unconsented();
    let known = shops::known(app, shop).await?;
    shops::check_origin(app, &known.shop, sender.origin.as_deref())?;
    let survey = asked_survey(app, shop, &new).await?;
    new.check(&survey)?;
    let (key, now) = (key(new.id), app.clock.now());
    let proof = new.token.as_deref().map(|token| proof::read(&known, token, now)).transpose()?;
    let proof = proof.as_ref().and_then(Option::as_ref);
    let about = (&new.context, known.shop.details.publishing, proof);
    let review = review_of(&survey, &new)
        .map(|review| reviews::draft(app, (key, new.id), review, about, now));
    let context = kept(&known, &new.context, sender)?;
    let (id, page) = (new.id, product_on(&new));
    let suspicion = new.suspicion();
    let message = Message { shop, key, survey, new, context, suspicion, review, now };
    let written = app.writer.write(message).await?;
    if let Some((sku, details)) = page {
        // The answer is safe, whatever becomes of this.
        if let Err(error) = products::learn(app, &known.shop, &sku, &details).await {
            tracing::warn!(%error, "a product was not learned");
        }
    }
    let review_url = written.has_review.then(|| reviews::author_url(app, shop, id));
    let Written { seq, complete, first, .. } = written;
    Ok((Receipt { id, seq, complete, review_url }, first))
}

/// The version of the survey that a message answers.
async fn asked_survey(
    app: &App,
    shop: ShopId,
    new: &NewResponse,
) -> Result<Arc<Survey<()>>, Error> {
    if let Some(survey) = surveys::asked(app, shop, new.survey, new.survey_version).await? {
        return Ok(survey);
    }
    let known = surveys::exists(app, shop, new.survey).await?;
    let field = if known { "survey_version" } else { "survey" };
    Err(Invalid::new(field, Reason::Unknown).into())
}

/// What a message says of the product on its page.
fn product_on(new: &NewResponse) -> Option<(String, ProductDetails)> {
    new.context.product.clone().zip(new.context.product_details.clone())
}

/// The review among the answers, if its author agrees to have it published.
fn review_of<'a>(
    survey: &Survey<()>,
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

/// Lets a suspicious response count in the scores, or not.
pub async fn overrule(
    app: &App,
    shop: ShopId,
    key: ResponseKey,
    counted: bool,
) -> Result<Response, Error> {
    let at = counted.then(|| app.clock.now());
    if store::overrule(&app.db, shop, key, at).await? {
        return find(app, shop, key).await;
    }
    find(app, shop, key).await?;
    let reason = "this response is not suspicious and counts anyway";
    Err(Error::Conflict { field: "response", reason })
}

/// How many responses each version of a survey has.
pub async fn by_version(
    app: &App,
    shop: ShopId,
    survey: SurveyId,
) -> Result<Vec<(i64, i64)>, Error> {
    Ok(store::by_version(&app.db, shop, survey).await?)
}

/// The responses to a survey that came since some time, in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Recent {
    /// How many there are.
    pub answers: i64,
    /// How many of them have an NPS score.
    pub scored: i64,
    /// How many chose 9 or 10.
    pub promoters: i64,
    /// How many chose 0 to 6.
    pub detractors: i64,
}

/// The responses to a survey that came since some time.
pub async fn recent(
    app: &App,
    shop: ShopId,
    survey: SurveyId,
    since: Timestamp,
) -> Result<Recent, Error> {
    let (answers, scored, promoters, detractors) =
        store::recent(&app.db, shop, survey, since).await?;
    Ok(Recent { answers, scored, promoters, detractors })
}

/// How many responses of a shop there are, and how many of them are complete.
pub async fn counts(app: &App, shop: ShopId) -> Result<(i64, i64), Error> {
    Ok(store::counts(&app.db, shop).await?)
}

#[cfg(test)]
mod reading;

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
