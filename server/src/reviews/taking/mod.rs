//! Reviews as they come in responses, written with them in one transaction.

mod store;

use shared::context::Context;
use shared::id::{ResponseId, ResponseKey, ReviewId, ShopId};
use shared::response::ReviewAnswer;
use shared::review::{Provenance, State};
use shared::time::Timestamp;

use super::Review;
use crate::app::App;
use crate::db::Tx;
use crate::error::Error;
use crate::proof::{OrderLine, Proof};

/// A review as its author gives it, ready to be kept.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    review: Review,
    secret_hash: Vec<u8>,
    /// The order line that a token proves it to be about.
    line: Option<OrderLine>,
}

/// What the author of a response says, as a review that waits for the shop's decision.
pub(crate) fn draft(
    app: &App,
    (key, id): (ResponseKey, ResponseId),
    answer: &ReviewAnswer,
    (context, proof): (&Context, Option<&Proof>),
    now: Timestamp,
) -> Draft {
    let review = Review {
        id: ReviewId::new(app.chance.uuid(now)),
        response: key,
        product: context.product.clone(),
        stars: answer.stars,
        title: answer.title.trim().to_owned(),
        text: answer.text.clone(),
        author: answer.name.trim().to_owned(),
        language: context.locale.clone(),
        state: State::Pending,
        withheld: None,
        provenance: proof.map_or(Provenance::Spontaneous, |proof| proof.provenance),
        // Whether another review has taken the order line is known when it is written.
        verified: false,
        edited: false,
        revision: 1,
        helpful: 0,
        reply: None,
        photos: Vec::new(),
        submitted_at: now,
        decided_at: None,
        published_at: None,
    };
    let line = proof.and_then(|proof| proof.line(review.product.as_deref()));
    Draft { review, secret_hash: super::hash(&super::author_secret(id)), line }
}

/// Makes the reviews of responses say what their authors now say; false where a shop has decided
/// about one of them meanwhile: it stays as it was decided about. A review whose order line is
/// proven and not yet taken by another becomes a verified one.
pub(crate) async fn put(tx: &mut Tx, drafts: &[(ShopId, &Draft)]) -> Result<bool, Error> {
    if store::put_pending(tx, drafts).await? != drafts.len() {
        return Ok(false);
    }
    store::prove(tx, drafts).await?;
    Ok(true)
}

/// Takes the review of a response away for its author; false where the shop has decided about
/// it meanwhile.
pub(crate) async fn take_back(
    tx: &mut Tx,
    shop: ShopId,
    response: ResponseKey,
) -> Result<bool, Error> {
    store::drop_pending(tx, shop, response).await?;
    Ok(store::states_of(tx, shop, &[response]).await?.is_empty())
}

/// What has become of the reviews of these responses, of those that have one.
pub(crate) async fn states_of(
    tx: &mut Tx,
    shop: ShopId,
    responses: &[ResponseKey],
) -> Result<Vec<(ResponseKey, State)>, Error> {
    Ok(store::states_of(tx, shop, responses).await?)
}
