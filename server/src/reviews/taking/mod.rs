//! Reviews as they come in responses, written with them in one transaction.

mod store;

use shared::context::Context;
use shared::id::{ResponseId, ResponseKey, ReviewId, ShopId};
use shared::response::ReviewAnswer;
use shared::review::{Provenance, State};
use shared::time::Timestamp;

use super::checks::{self, fingerprint};
use super::life::{self, By, Deed};
use super::{Review, hash};
use crate::app::App;
use crate::db::Tx;
use crate::error::Error;
use crate::proof::{OrderLine, Proof};
use crate::shops::Publishing;

/// A review as its author gives it, ready to be kept.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    review: Review,
    secret_hash: Vec<u8>,
    fingerprint: Option<Vec<u8>>,
    passes: bool,
    /// The order line that a token proves it to be about.
    line: Option<OrderLine>,
}

impl Draft {
    /// Whether its shop publishes what the checks pass, and they found nothing in it. The stars
    /// are not looked at.
    pub(crate) fn passes(&self) -> bool {
        self.passes
    }
}

/// How a review stands to later messages about its response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// It follows what they say.
    Open,
    /// It was decided about, or its author corrected it on the page that is theirs.
    Settled,
}

/// What the author of a response says, as a review that waits for the shop's decision.
pub(crate) fn draft(
    app: &App,
    (key, id): (ResponseKey, ResponseId),
    answer: &ReviewAnswer,
    (context, publishing, proof): (&Context, Publishing, Option<&Proof>),
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
        erased_at: None,
        reports: 0,
        findings: Vec::new(),
    };
    let found = || checks::findings([&review.title, &review.text, &review.author]);
    Draft {
        passes: publishing == Publishing::Checked && found().is_empty(),
        secret_hash: hash(&super::author_secret(id)),
        fingerprint: fingerprint(&review.text),
        line: proof.and_then(|proof| proof.line(review.product.as_deref())),
        review,
    }
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
    Ok(store::standings_of(tx, shop, &[response]).await?.is_empty())
}

/// Publishes the review of a response in which the checks found nothing, unless the same text is
/// there already.
pub(crate) async fn publish_checked(
    tx: &mut Tx,
    shop: ShopId,
    response: ResponseKey,
    now: Timestamp,
) -> Result<(), Error> {
    if let Some((review, revision)) = store::publish(tx, shop, response, now).await? {
        let deed = Deed::Published;
        life::record(tx, (shop, review, revision), (deed, None), (&By::checks(), now)).await?;
    }
    Ok(())
}

/// How the reviews of these responses stand, of those that have one.
pub(crate) async fn standings_of(
    tx: &mut Tx,
    shop: ShopId,
    responses: &[ResponseKey],
) -> Result<Vec<(ResponseKey, Standing)>, Error> {
    Ok(store::standings_of(tx, shop, responses).await?)
}
