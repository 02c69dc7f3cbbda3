//! Reviews: from a consented answer through the shop's decision to the storefront.
//! Nothing in here looks at the stars to decide anything.

pub mod checks;
pub mod feed;
pub mod http;
pub mod jsonld;
mod life;
pub mod openness;
pub mod photos;
pub mod policy;
pub mod readers;
mod store;
mod taking;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use shared::id::{ResponseId, ResponseKey, ReviewId, ShopId};
use shared::invalid::{Invalid, Reason};
use shared::review::{Photo, Provenance, Reply, State, Withheld};
use shared::time::Timestamp;

use crate::app::App;
use crate::error::Error;
use crate::http::cursor::{Cursor, Page, limit};

pub use checks::{Finding, Found};
pub use life::{
    Bulk, By, ByKind, Came, Choice, Deed, Event, Item, Outcome, Words, correct, decide_all, erase,
    history, publish, reply, withdraw, withhold,
};
pub(crate) use taking::{Draft, Standing, draft, publish_checked, put, standings_of, take_back};

/// A review as its shop sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Review {
    /// Its id.
    pub id: ReviewId,
    /// The response that it is part of.
    pub response: ResponseKey,
    /// SKU of the product; none where the shop itself is meant.
    pub product: Option<String>,
    /// Whole stars, 1–5.
    pub stars: i64,
    /// A headline; may be empty.
    pub title: String,
    /// What the author says; may be empty.
    pub text: String,
    /// The name the author gave; may be empty.
    pub author: String,
    /// Language tag of the page that it was written on.
    pub language: Option<String>,
    /// What has become of it.
    pub state: State,
    /// Why it is withheld, if it is.
    pub withheld: Option<Withheld>,
    /// How it came about.
    pub provenance: Provenance,
    /// Whether a signed token proves the purchase.
    pub verified: bool,
    /// Whether the author changed the text after it was first published.
    pub edited: bool,
    /// Counts what its author has said; a decision is about one of them.
    pub revision: i64,
    /// How many visitors found it helpful.
    pub helpful: i64,
    /// The shop's public answer.
    pub reply: Option<Reply>,
    /// The author's photos, with addresses that are for the owner only.
    pub photos: Vec<Photo>,
    /// When the author gave it.
    pub submitted_at: Timestamp,
    /// When the shop last decided about it.
    pub decided_at: Option<Timestamp>,
    /// When it was first published.
    pub published_at: Option<Timestamp>,
    /// When its author had its words and name erased.
    pub erased_at: Option<Timestamp>,
    /// How many readers reported it.
    pub reports: i64,
    /// What the checks found in it, with the words that caused it.
    pub findings: Vec<Finding>,
}

/// Which reviews an owner asks for.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Filter {
    /// In this state; all, if none is given.
    pub state: Option<State>,
    /// The page after this one.
    pub cursor: Option<Cursor>,
    /// How many, 1–100.
    pub limit: Option<i64>,
    /// Only those that readers reported.
    #[serde(default)]
    pub reported: bool,
    /// With these words in them; on the owner's pages only.
    #[serde(skip)]
    pub search: Option<String>,
}

/// How many reviews are in each state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Wait for a decision.
    pub pending: i64,
    /// Are public.
    pub published: i64,
    /// Are withheld.
    pub withheld: i64,
    /// Were taken back.
    pub withdrawn: i64,
}

/// Address of the author's own page of the review in a response.
pub(crate) fn author_url(app: &App, shop: ShopId, id: ResponseId) -> String {
    app.public.to(&format!("/reviews/{shop}/{}", author_secret(id)))
}

/// The secret of the author's page, made from the browser's own secret, so that a repeated
/// message gets the same address and the server need not keep it.
fn author_secret(id: ResponseId) -> String {
    let digest = Sha256::new().chain_update(b"author's page").chain_update(id.uuid().as_bytes());
    URL_SAFE_NO_PAD.encode(digest.finalize())
}

fn hash(secret: &str) -> Vec<u8> {
    Sha256::digest(secret.as_bytes()).to_vec()
}

/// The review whose author's page has this secret.
pub async fn by_author(app: &App, shop: ShopId, secret: &str) -> Result<Review, Error> {
    store::by_secret(&app.db, shop, &hash(secret)).await?.ok_or(Error::NotFound("review"))
}

/// Lists reviews for their owner, newest first.
pub async fn list(app: &App, shop: ShopId, filter: &Filter) -> Result<Page<Review>, Error> {
    let limit = limit(filter.limit)?;
    let mut found = store::list(&app.db, shop, filter, limit + 1).await?;
    photos::add_owners(app, shop, &mut found).await?;
    Ok(Page::of(found, limit, |review| Cursor {
        key: review.submitted_at.micros(),
        id: review.id.uuid(),
    }))
}

/// One review, for its owner.
pub async fn find(app: &App, shop: ShopId, review: ReviewId) -> Result<Review, Error> {
    let mut found = store::find(&app.db, shop, review).await?.ok_or(Error::NotFound("review"))?;
    photos::add_owners(app, shop, std::slice::from_mut(&mut found)).await?;
    Ok(found)
}

/// The review in a response, if there is one.
pub async fn of_response(
    app: &App,
    shop: ShopId,
    response: ResponseKey,
) -> Result<Option<Review>, Error> {
    Ok(store::of_response(&app.db, shop, response).await?)
}

/// How many reviews are in each state.
pub async fn counts(app: &App, shop: ShopId) -> Result<Counts, Error> {
    let mut counts = Counts::default();
    for (state, count) in store::counts(&app.db, shop).await? {
        match state {
            State::Pending => counts.pending = count,
            State::Published => counts.published = count,
            State::Withheld => counts.withheld = count,
            State::Withdrawn => counts.withdrawn = count,
        }
    }
    Ok(counts)
}

/// Reads a reason to withhold from its name.
pub fn reason(name: &str) -> Result<Withheld, Error> {
    Withheld::ALL.into_iter().find(|reason| reason.as_str() == name).ok_or_else(|| {
        let known = "one of spam, abuse, personal_data, illegal, not_about_us, duplicate: no other \
             reason may keep a review from the public";
        Invalid::new("reason", Reason::Expected(known)).into()
    })
}
