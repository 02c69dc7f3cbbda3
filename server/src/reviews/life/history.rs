//! What was decided about a review, by whom and why, in the order in which it happened.

use serde::Serialize;
use shared::id::{ReviewId, ShopId};
use shared::review::Withheld;
use shared::time::Timestamp;

use super::store;
use crate::app::App;
use crate::auth::Actor;
use crate::error::Error;
use crate::reviews;

/// Something that was done to a review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Event {
    /// When.
    pub at: Timestamp,
    /// What.
    pub deed: Deed,
    /// Why it was withheld, if it was.
    pub reason: Option<Withheld>,
    /// By whom.
    pub by: By,
    /// What its author had said by then.
    pub revision: i64,
}

/// What can be done to a review.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Deed {
    /// It became public.
    Published,
    /// It was kept from the public.
    Withheld,
    /// Its author took it back.
    Withdrawn,
    /// Its author had its words and name erased.
    Erased,
    /// Its author corrected it.
    Edited,
    /// Its shop answered it.
    Replied,
    /// Its shop changed the answer.
    ReplyEdited,
    /// Its shop took the answer away.
    ReplyRemoved,
}

impl Deed {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Published,
        Self::Withheld,
        Self::Withdrawn,
        Self::Erased,
        Self::Edited,
        Self::Replied,
        Self::ReplyEdited,
        Self::ReplyRemoved,
    ];

    /// Its name in JSON and in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::Withheld => "withheld",
            Self::Withdrawn => "withdrawn",
            Self::Erased => "erased",
            Self::Edited => "edited",
            Self::Replied => "replied",
            Self::ReplyEdited => "reply_edited",
            Self::ReplyRemoved => "reply_removed",
        }
    }
}

/// Who did something to a review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct By {
    /// What they are.
    pub kind: ByKind,
    /// The owner's e-mail address, or the name of the key.
    pub name: Option<String>,
}

/// What can do something to a review.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ByKind {
    /// An owner of its shop.
    Owner,
    /// A program with a key of its shop.
    Key,
    /// Its author.
    Author,
    /// The checks, for a shop that publishes what they pass.
    Checks,
}

impl ByKind {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Owner, Self::Key, Self::Author, Self::Checks];

    /// Its name in JSON and in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Key => "key",
            Self::Author => "author",
            Self::Checks => "checks",
        }
    }
}

impl By {
    /// The review's author.
    pub fn author() -> Self {
        Self { kind: ByKind::Author, name: None }
    }

    /// Nobody: the checks passed it.
    pub fn checks() -> Self {
        Self { kind: ByKind::Checks, name: None }
    }
}

impl From<Actor> for By {
    fn from(actor: Actor) -> Self {
        match actor {
            Actor::Owner(email) => Self { kind: ByKind::Owner, name: Some(email) },
            Actor::Key(name) => Self { kind: ByKind::Key, name: Some(name) },
        }
    }
}

/// Everything that was done to a review, the first deed first.
pub async fn history(app: &App, shop: ShopId, review: ReviewId) -> Result<Vec<Event>, Error> {
    reviews::find(app, shop, review).await?;
    Ok(store::events(&app.db, shop, review).await?)
}
