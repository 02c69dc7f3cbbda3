//! What becomes of a review: decisions of its shop, of its author and of the checks. Each is
//! written down in the transaction that it takes effect in.

mod author;
mod bulk;
mod history;
mod store;

use shared::id::{ReviewId, ShopId};
use shared::invalid::Invalid;
use shared::response::MAX_LONG_TEXT;
use shared::review::{State, Withheld};
use shared::text;

use super::Review;
use crate::app::App;
use crate::db::Tx;
use crate::error::Error;

pub(super) use author::reopen;
pub use author::{Words, correct, erase, withdraw};
pub use bulk::{Bulk, Came, Choice, Item, Outcome, decide_all};
pub use history::{By, ByKind, Deed, Event, history};
pub(super) use store::record;

/// What is decided about a review, and about which of its revisions.
struct Decision {
    state: State,
    withheld: Option<Withheld>,
    /// What the author said when it was read; whatever they say now, where none is given.
    revision: Option<i64>,
}

impl Decision {
    /// Whether it may still be made about what is there now.
    fn check(&self, now: &Review) -> Result<(), Error> {
        if now.state == State::Withdrawn {
            let reason = "its author has taken this review back";
            return Err(Error::Conflict { field: "review", reason });
        }
        if self.revision.is_some_and(|read| read != now.revision) {
            let reason = "its author has changed this review since you read it; read it again";
            return Err(Error::Conflict { field: "revision", reason });
        }
        Ok(())
    }
}

/// Publishes a review, if it still is what was read.
pub async fn publish(
    app: &App,
    shop: ShopId,
    review: ReviewId,
    revision: Option<i64>,
    by: impl Into<By>,
) -> Result<Review, Error> {
    let decision = Decision { state: State::Published, withheld: None, revision };
    decide(app, shop, review, decision, by.into()).await
}

/// Withholds a review, if it still is what was read, for one of the reasons that have nothing to
/// do with its stars.
pub async fn withhold(
    app: &App,
    shop: ShopId,
    review: ReviewId,
    (reason, revision): (Withheld, Option<i64>),
    by: impl Into<By>,
) -> Result<Review, Error> {
    let decision = Decision { state: State::Withheld, withheld: Some(reason), revision };
    decide(app, shop, review, decision, by.into()).await
}

async fn decide(
    app: &App,
    shop: ShopId,
    review: ReviewId,
    decision: Decision,
    by: By,
) -> Result<Review, Error> {
    let mut tx = app.db.begin().await?;
    let read = locked(&mut tx, shop, review).await?;
    decision.check(&read)?;
    if (read.state, read.withheld) == (decision.state, decision.withheld) {
        return Ok(read);
    }
    let now = app.clock.now();
    store::decide(&mut tx, (shop, review), (decision.state, decision.withheld), now).await?;
    let deed = match decision.state {
        State::Withheld => Deed::Withheld,
        _ => Deed::Published,
    };
    let about = (shop, review, read.revision);
    store::record(&mut tx, about, (deed, decision.withheld), (&by, now)).await?;
    let decided = locked(&mut tx, shop, review).await?;
    tx.commit().await?;
    Ok(decided)
}

/// A review, which nobody else changes until the transaction ends.
async fn locked(tx: &mut Tx, shop: ShopId, review: ReviewId) -> Result<Review, Error> {
    store::locked(tx, shop, review).await?.ok_or(Error::NotFound("review"))
}

/// Answers a review in public, or says the answer otherwise: its first date stays. An empty text
/// takes the answer away.
pub async fn reply(
    app: &App,
    shop: ShopId,
    review: ReviewId,
    answer: &str,
    by: impl Into<By>,
) -> Result<Review, Error> {
    text::check(answer, MAX_LONG_TEXT).map_err(|reason| Invalid::new("text", reason))?;
    let answer = Some(answer.trim()).filter(|answer| !answer.is_empty());
    let mut tx = app.db.begin().await?;
    let read = locked(&mut tx, shop, review).await?;
    if read.erased_at.is_some() {
        let reason = "its author has had this review erased";
        return Err(Error::Conflict { field: "review", reason });
    }
    let now = app.clock.now();
    let (deed, reply) = match (&read.reply, answer) {
        (None, None) => return Ok(read),
        (Some(before), Some(text)) if before.text == text => return Ok(read),
        (None, Some(text)) => (Deed::Replied, Some((text, now, None))),
        (Some(before), Some(text)) => (Deed::ReplyEdited, Some((text, before.at, Some(now)))),
        (Some(_), None) => (Deed::ReplyRemoved, None),
    };
    store::reply(&mut tx, shop, review, reply).await?;
    store::record(&mut tx, (shop, review, read.revision), (deed, None), (&by.into(), now)).await?;
    let answered = locked(&mut tx, shop, review).await?;
    tx.commit().await?;
    Ok(answered)
}
