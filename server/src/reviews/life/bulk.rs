//! One decision about many reviews. Each is decided about by itself: one that has changed, or is
//! not there, keeps nobody from the others.

use serde::{Deserialize, Serialize};
use shared::id::{ReviewId, ShopId};
use shared::invalid::{Invalid, Reason};
use shared::review::{State, Withheld};

use super::{By, Decision, decide};
use crate::app::App;
use crate::error::Error;
use crate::reviews;

/// Reviews in one request at most.
const MOST: usize = 100;

/// A decision about many reviews, as it is asked for.
#[derive(Clone, Debug, Deserialize)]
pub struct Bulk {
    /// The reviews.
    pub items: Vec<Item>,
    /// What is decided.
    pub decision: Choice,
    /// Why they are withheld, if they are.
    pub reason: Option<String>,
}

/// One of many reviews.
#[derive(Clone, Debug, Deserialize)]
pub struct Item {
    /// Its id; of none where it is not one.
    pub review: String,
    /// Which of the author's revisions was read; whatever is there now, where none is given.
    pub revision: Option<i64>,
}

/// What can be decided about many reviews.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    /// They become public.
    Publish,
    /// They are kept from the public.
    Withhold,
}

/// What the decision about one of many reviews came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Outcome {
    /// The review.
    pub review: String,
    /// Whether it was decided about.
    pub result: Came,
    /// Why it was not, if it was not.
    pub detail: Option<String>,
}

/// Whether a review was decided about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Came {
    /// It is now as was decided.
    Done,
    /// Its author has changed it or taken it back since it was read.
    Conflict,
    /// There is no such review.
    NotFound,
}

/// Decides about many reviews, each by itself, and tells what each came to, in their order.
pub async fn decide_all(
    app: &App,
    shop: ShopId,
    bulk: &Bulk,
    by: impl Into<By>,
) -> Result<Vec<Outcome>, Error> {
    if bulk.items.len() > MOST {
        return Err(Invalid::new("items", Reason::TooMany(MOST)).into());
    }
    let (state, withheld) = meant(bulk)?;
    let by = by.into();
    let mut outcomes = Vec::with_capacity(bulk.items.len());
    for item in &bulk.items {
        let decision = Decision { state, withheld, revision: item.revision };
        let decided = match item.review.parse::<ReviewId>() {
            Ok(review) => decide(app, shop, review, decision, by.clone()).await.map(drop),
            Err(_) => Err(Error::NotFound("review")),
        };
        let (result, detail) = match decided {
            Ok(()) => (Came::Done, None),
            Err(error @ Error::NotFound(_)) => (Came::NotFound, Some(error.detail())),
            Err(error @ Error::Conflict { .. }) => (Came::Conflict, Some(error.detail())),
            // What was done stays done; the same request may be sent again.
            Err(error) => return Err(error),
        };
        outcomes.push(Outcome { review: item.review.clone(), result, detail });
    }
    Ok(outcomes)
}

fn meant(bulk: &Bulk) -> Result<(State, Option<Withheld>), Error> {
    match (bulk.decision, bulk.reason.as_deref()) {
        (Choice::Publish, None) => Ok((State::Published, None)),
        (Choice::Publish, Some(_)) => {
            let why = Reason::Refused("Publishing needs no reason.");
            Err(Invalid::new("reason", why).into())
        }
        (Choice::Withhold, reason) => {
            let reason = reviews::reason(reason.unwrap_or_default())?;
            Ok((State::Withheld, Some(reason)))
        }
    }
}
