//! Shops: their name, address, allowed origins and look, and what their pages are told.

pub mod colour;
mod details;
pub mod http;
mod known;
mod look;
mod publishing;
pub(crate) mod store;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use serde::Serialize;
use sha2::Sha256;
use shared::id::{OwnerId, ShopId};
use shared::time::Timestamp;
use url::Url;

use crate::app::App;
use crate::auth;
use crate::error::Error;
use details::origin_of;
pub use details::{Details, Theme, TouchpointRule, origins_with, usual_touchpoints};
pub use known::KnownShops;
pub(crate) use known::{Known, known};
pub use look::{Look, Position};
pub use publishing::Publishing;

/// A page view writes "seen" at most once in this time.
const SEEN_SECONDS: i64 = 60;

/// A shop, without its secrets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Shop {
    /// Its id, which is no secret: it stands in the snippet.
    pub id: ShopId,
    /// What the owner may change.
    #[serde(flatten)]
    pub details: Details,
    /// Whether its data was made up, to show what Candor does.
    pub demo: bool,
    /// When a page last loaded the snippet.
    pub snippet_seen_at: Option<Timestamp>,
    /// Which of the origins that page was on.
    pub snippet_seen_on: Option<String>,
    /// When the shop was created.
    pub created_at: Timestamp,
}

/// A new shop's secret for signing tokens, shown once.
#[derive(Clone, Debug, Serialize)]
pub struct Created {
    /// The shop.
    pub shop: Shop,
    /// Signs the shop's tokens (HS256).
    pub token_secret: String,
}

/// Creates a shop, and lets an owner look after it.
pub async fn create(app: &App, owner: Option<OwnerId>, details: Details) -> Result<Created, Error> {
    created(create_as(app, owner, (new_id(app), details), false).await?)
}

/// An id for a shop that is about to be created.
pub fn new_id(app: &App) -> ShopId {
    ShopId::new(app.chance.uuid(app.clock.now()))
}

/// Creates a shop under an id that was drawn before; none where that was done already.
pub async fn create_once(
    app: &App,
    owner: OwnerId,
    id: ShopId,
    details: Details,
) -> Result<Option<Created>, Error> {
    create_as(app, Some(owner), (id, details), false).await
}

fn created(created: Option<Created>) -> Result<Created, Error> {
    created.ok_or_else(|| Error::Internal("a new shop's id is taken".to_owned()))
}

/// Creates a shop whose data is made up.
pub(crate) async fn create_demo(app: &App, details: Details) -> Result<Created, Error> {
    created(create_as(app, None, (new_id(app), details), true).await?)
}

async fn create_as(
    app: &App,
    owner: Option<OwnerId>,
    (id, details): (ShopId, Details),
    demo: bool,
) -> Result<Option<Created>, Error> {
    let details = details.checked()?;
    let now = app.clock.now();
    let shop =
        Shop { id, details, demo, snippet_seen_at: None, snippet_seen_on: None, created_at: now };
    let token_secret = new_token_secret(app);
    let customer_key = app.chance.bytes::<32>();
    let mut tx = app.db.begin().await?;
    if !store::insert(&mut tx, &shop, &token_secret, &customer_key).await? {
        return Ok(None);
    }
    if let Some(owner) = owner {
        auth::add_to_shop(&mut tx, shop.id, owner, now).await?;
    }
    tx.commit().await?;
    Ok(Some(Created { shop, token_secret }))
}

fn new_token_secret(app: &App) -> String {
    format!("ts_{}", URL_SAFE_NO_PAD.encode(app.chance.bytes::<32>()))
}

/// Replaces the secret that signs tokens; the answer is the only time that it is shown.
/// Tokens signed with the old one prove nothing any more.
pub async fn renew_token_secret(app: &App, shop: ShopId) -> Result<String, Error> {
    let secret = new_token_secret(app);
    store::set_token_secret(&app.db, shop, &secret).await?;
    app.shops.forget(shop);
    Ok(secret)
}

/// Names the token secret that a shop has now, without telling it.
pub async fn token_secret_print(app: &App, shop: ShopId) -> Result<String, Error> {
    Ok(print(&store::token_secret(&app.db, shop).await?))
}

/// Replaces the token secret that has this print; none where that was done already.
pub async fn replace_token_secret(
    app: &App,
    shop: ShopId,
    printed: &str,
) -> Result<Option<String>, Error> {
    let old = store::token_secret(&app.db, shop).await?;
    let new = new_token_secret(app);
    let replaced =
        print(&old) == printed && store::replace_token_secret(&app.db, shop, (&old, &new)).await?;
    app.shops.forget(shop);
    Ok(replaced.then_some(new))
}

/// A secret of 256 random bits cannot be found from its hash.
fn print(secret: &str) -> String {
    URL_SAFE_NO_PAD.encode(auth::hash(secret))
}

/// Signs something in a shop's name, for as long as it keeps its token secret.
pub(crate) async fn sign(app: &App, shop: ShopId, what: &str) -> Result<String, Error> {
    let secret = store::token_secret(&app.db, shop).await?;
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes())
        .map_err(|error| Error::Internal(error.to_string()))?;
    mac.update(what.as_bytes());
    Ok(URL_SAFE_NO_PAD.encode(&mac.finalize().into_bytes()[..16]))
}

/// A shop by its id.
pub async fn find(app: &App, shop: ShopId) -> Result<Shop, Error> {
    store::find(&app.db, shop).await?.ok_or(Error::NotFound("shop"))
}

/// The shops that an owner looks after, by name.
pub async fn of_owner(app: &App, owner: OwnerId) -> Result<Vec<Shop>, Error> {
    Ok(store::of_owner(&app.db, owner).await?)
}

/// The shop whose data is made up, if there is one.
pub(crate) async fn demo(app: &App) -> Result<Option<ShopId>, Error> {
    Ok(store::demo(&app.db).await?)
}

/// Whether there is no shop yet.
pub async fn none_yet(app: &App) -> Result<bool, Error> {
    Ok(store::none_yet(&app.db).await?)
}

/// Replaces what the owner says of a shop.
pub async fn update(app: &App, shop: ShopId, details: Details) -> Result<Shop, Error> {
    replace(app, shop, None, details).await?.ok_or(Error::NotFound("shop"))
}

/// The same where the shop is still as it was `before`; none where somebody has changed it.
pub async fn update_from(
    app: &App,
    shop: ShopId,
    before: &Details,
    details: Details,
) -> Result<Option<Shop>, Error> {
    replace(app, shop, Some(before), details).await
}

async fn replace(
    app: &App,
    shop: ShopId,
    before: Option<&Details>,
    details: Details,
) -> Result<Option<Shop>, Error> {
    let details = details.checked()?;
    let mut tx = app.db.begin().await?;
    let old = store::find_for_update(&mut tx, shop).await?.ok_or(Error::NotFound("shop"))?;
    if before.is_some_and(|before| *before != old.details) {
        return Ok(None);
    }
    store::update(&mut tx, shop, &details).await?;
    tx.commit().await?;
    app.shops.forget(shop);
    Ok(Some(Shop { details, ..old }))
}

/// Notes that a page of the shop has loaded the snippet.
pub async fn snippet_seen(app: &App, shop: &Shop, page: &str) -> Result<(), Error> {
    let Some(origin) = Url::parse(page).ok().map(|url| url.origin().ascii_serialization()) else {
        return Ok(());
    };
    let now = app.clock.now();
    if !shop.allows(&origin) || !app.first_in(shop.id, now, SEEN_SECONDS) {
        return Ok(());
    }
    Ok(store::snippet_seen(&app.db, shop.id, &origin, now).await?)
}

/// Whether pages of this site may send something for the shop: its own, and the server's.
pub(crate) fn check_origin(app: &App, shop: &Shop, origin: Option<&str>) -> Result<(), Error> {
    match origin {
        Some(origin) if !shop.allows(origin) && origin != app.public.origin() => {
            let reason = format!("{origin} is not one of the shop's allowed origins");
            Err(Error::Forbidden { field: "origin", reason: reason.into() })
        }
        _ => Ok(()),
    }
}

impl Shop {
    /// The origins whose pages may send answers, and show its surveys in a frame.
    pub fn origins(&self) -> Vec<String> {
        if self.details.origins.is_empty() {
            return origin_of(&self.details.url).into_iter().collect();
        }
        self.details.origins.clone()
    }

    /// Whether pages of an origin may send answers.
    pub fn allows(&self, origin: &str) -> bool {
        if self.details.origins.is_empty() {
            return origin_of(&self.details.url).is_some_and(|own| own == origin);
        }
        self.details.origins.iter().any(|allowed| allowed == origin)
    }
}
