//! Who is asking: owners with a password and a session, programs with a key. Secrets are
//! random, shown once, and kept as hashes.

pub mod extract;
pub mod http;
mod password;
mod store;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Serialize;
use sha2::{Digest, Sha256};
use shared::id::{ApiKeyId, OwnerId, ShopId};
use shared::invalid::{Invalid, Reason};
use shared::text;
use shared::time::Timestamp;

pub(crate) use store::add_to_shop;

use crate::app::App;
use crate::error::Error;

/// How long a one-time link works.
const INVITATION_SECONDS: i64 = 7 * 24 * 3_600;
/// How long a browser stays signed in.
pub const SESSION_SECONDS: i64 = 30 * 24 * 3_600;
/// Shortest password: what NIST SP 800-63B asks of one chosen by a person.
pub const MIN_PASSWORD: usize = 8;
/// Longest password, so that hashing one is not an attack.
const MAX_PASSWORD: usize = 200;

/// A browser that is signed in.
#[derive(Clone, Debug)]
pub struct Session {
    /// Whose it is.
    pub owner: OwnerId,
    /// Their e-mail address.
    pub email: String,
    /// Every form must repeat it.
    pub csrf: String,
}

/// Who does something in a shop's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Actor {
    /// An owner who is signed in, by their e-mail address.
    Owner(String),
    /// A program with a key, by the name of the key.
    Key(String),
}

/// A key of a shop, without its secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ApiKey {
    /// Its id, which is also the middle of the key itself.
    pub id: ApiKeyId,
    /// What the owner calls it.
    pub name: String,
    /// When it was made.
    pub created_at: Timestamp,
}

/// The hash under which a secret is kept. A fast one is enough: secrets are random.
pub(crate) fn hash(secret: &str) -> Vec<u8> {
    Sha256::digest(secret.as_bytes()).to_vec()
}

/// A new secret of 256 bits that fits in an address.
pub(crate) fn secret(app: &App) -> String {
    URL_SAFE_NO_PAD.encode(app.chance.bytes::<32>())
}

/// Makes a one-time link that creates an owner's account, or sets a new password for one;
/// for one shop, or for all that there are.
pub async fn invite(app: &App, shop: Option<ShopId>) -> Result<String, Error> {
    let token = secret(app);
    let now = app.clock.now();
    let expires_at = now.plus_seconds(INVITATION_SECONDS);
    if !store::add_invitation(&app.db, shop, &hash(&token), now, expires_at).await? {
        return Err(Error::NotFound("shop"));
    }
    Ok(app.public.to(&format!("/invitations/{token}")))
}

/// Whether a one-time link still works, and if so, whether it opens every shop.
pub async fn open_invitation(app: &App, token: &str) -> Result<Option<bool>, Error> {
    let open = store::open_invitation(&app.db, &hash(token), app.clock.now()).await?;
    Ok(open.map(|shop| shop.is_none()))
}

/// Uses a one-time link: makes the account, opens the shops that the link is for, and signs in.
/// Gives the session's token.
///
/// A link for every shop also sets a new password, as whoever can print one may do anything. A
/// link for one shop does not: it would hand all of an owner's other shops to whoever has it.
pub async fn accept(app: &App, token: &str, email: &str, password: &str) -> Result<String, Error> {
    let email = check_email(email)?;
    check_password(password)?;
    let now = app.clock.now();
    let token_hash = hash(token);
    let shop = store::open_invitation(&app.db, &token_hash, now).await?.ok_or_else(used_up)?;
    let known = store::password_of(&app.db, &email).await?;
    if let (Some(shop), Some((owner, kept))) = (shop, known) {
        return join(app, &token_hash, shop, (owner, kept, password)).await;
    }
    let password_hash = password::hash(password.to_owned()).await?;
    let new_id = OwnerId::new(app.chance.uuid(now));
    let mut tx = app.db.begin().await?;
    let Some(shop) = store::use_invitation(&mut tx, &token_hash, now).await? else {
        return Err(used_up());
    };
    let owner = store::put_owner(&mut tx, new_id, &email, &password_hash, now).await?;
    match shop {
        Some(shop) => store::add_to_shop(&mut tx, shop, owner, now).await?,
        None => store::add_to_every_shop(&mut tx, owner, now).await?,
    }
    // A new password ends every session that the old one began.
    store::end_sessions_of(&mut tx, owner).await?;
    tx.commit().await?;
    begin_session(app, owner).await
}

/// Opens one more shop to an owner who knows their own password.
async fn join(
    app: &App,
    token_hash: &[u8],
    shop: ShopId,
    (owner, kept, password): (OwnerId, String, &str),
) -> Result<String, Error> {
    if !password::matches(password.to_owned(), Some(kept)).await? {
        let why = "This address has an account. Enter the password of that account.";
        return Err(Invalid::new("password", Reason::Refused(why)).into());
    }
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    if store::use_invitation(&mut tx, token_hash, now).await?.is_none() {
        return Err(used_up());
    }
    store::add_to_shop(&mut tx, shop, owner, now).await?;
    tx.commit().await?;
    begin_session(app, owner).await
}

fn used_up() -> Error {
    Error::Conflict { field: "token", reason: "this link was used, or is older than a week" }
}

/// Signs in and gives the session's token.
pub async fn sign_in(app: &App, email: &str, password: &str) -> Result<String, Error> {
    let known = store::password_of(&app.db, &email.trim().to_lowercase()).await?;
    let (owner, hash) = known.unzip();
    if password.len() <= MAX_PASSWORD
        && password::matches(password.to_owned(), hash).await?
        && let Some(owner) = owner
    {
        return begin_session(app, owner).await;
    }
    Err(Error::Invalid(Invalid::new(
        "password",
        Reason::Refused("E-mail address and password do not belong together."),
    )))
}

async fn begin_session(app: &App, owner: OwnerId) -> Result<String, Error> {
    let (token, csrf) = (secret(app), secret(app));
    let now = app.clock.now();
    let expires_at = now.plus_seconds(SESSION_SECONDS);
    store::add_session(&app.db, owner, &hash(&token), &csrf, (now, expires_at)).await?;
    Ok(token)
}

/// The session of a token, while it lasts.
pub async fn session(app: &App, token: &str) -> Result<Option<Session>, Error> {
    Ok(store::session(&app.db, &hash(token), app.clock.now()).await?)
}

/// Ends a session.
pub async fn sign_out(app: &App, token: &str) -> Result<(), Error> {
    Ok(store::end_session(&app.db, &hash(token)).await?)
}

/// Whether any owner has an account yet.
pub async fn has_owner(app: &App) -> Result<bool, Error> {
    Ok(store::has_owner(&app.db).await?)
}

/// Whether an owner looks after a shop.
pub async fn looks_after(app: &App, shop: ShopId, owner: OwnerId) -> Result<bool, Error> {
    Ok(store::looks_after(&app.db, shop, owner).await?)
}

/// Makes a key to the owner API. The answer is the only time that it is shown.
pub async fn create_key(app: &App, shop: ShopId, name: &str) -> Result<(ApiKey, String), Error> {
    let made = create_key_once(app, shop, new_key_id(app), name).await?;
    made.ok_or_else(|| Error::Internal("a new key's id is taken".to_owned()))
}

/// An id for a key that is about to be made.
pub fn new_key_id(app: &App) -> ApiKeyId {
    ApiKeyId::new(app.chance.uuid(app.clock.now()))
}

/// Makes a key under an id that was drawn before; none where that was done already.
pub async fn create_key_once(
    app: &App,
    shop: ShopId,
    id: ApiKeyId,
    name: &str,
) -> Result<Option<(ApiKey, String)>, Error> {
    let name = name.trim();
    if name.is_empty() {
        return Err(Invalid::new("name", Reason::Missing).into());
    }
    text::check(name, 80).map_err(|reason| Invalid::new("name", reason))?;
    let now = app.clock.now();
    let secret = secret(app);
    if !store::add_key(&app.db, shop, id, name, (&hash(&secret), now)).await? {
        return Ok(None);
    }
    let key = ApiKey { id, name: name.to_owned(), created_at: now };
    let shown = format!("ck_{}_{}_{secret}", shop.uuid().simple(), id.uuid().simple());
    Ok(Some((key, shown)))
}

/// The keys of a shop, newest first.
pub async fn keys(app: &App, shop: ShopId) -> Result<Vec<ApiKey>, Error> {
    Ok(store::keys(&app.db, shop).await?)
}

/// Takes a key away; whoever uses it is refused from now on.
pub async fn revoke_key(app: &App, shop: ShopId, key: ApiKeyId) -> Result<(), Error> {
    if store::remove_key(&app.db, shop, key).await? { Ok(()) } else { Err(Error::NotFound("key")) }
}

/// The shop that a key opens, and the key's name, if the key is right.
async fn shop_of_key(app: &App, key: &str) -> Result<Option<(ShopId, String)>, Error> {
    let parts = || {
        let (shop, rest) = key.strip_prefix("ck_")?.split_once('_')?;
        let (id, secret) = rest.split_once('_')?;
        let shop = ShopId::new(uuid::Uuid::try_parse(shop).ok()?);
        let id = ApiKeyId::new(uuid::Uuid::try_parse(id).ok()?);
        Some((shop, id, secret))
    };
    let Some((shop, id, secret)) = parts() else { return Ok(None) };
    let Some((kept, name)) = store::key(&app.db, shop, id).await? else { return Ok(None) };
    Ok(same(&kept, &hash(secret)).then_some((shop, name)))
}

/// Compares secrets without telling by the time it takes how much of them is right.
pub(crate) fn same(left: &[u8], right: &[u8]) -> bool {
    subtle::ConstantTimeEq::ct_eq(left, right).into()
}

fn check_email(email: &str) -> Result<String, Error> {
    let email = email.trim().to_lowercase();
    let looks_right = email.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && !host.is_empty() && !email.contains(char::is_whitespace)
    });
    if !looks_right {
        let wanted = "an e-mail address, such as ana@shop.example";
        return Err(Invalid::new("email", Reason::Expected(wanted)).into());
    }
    text::check(&email, 254).map_err(|reason| Invalid::new("email", reason))?;
    Ok(email)
}

fn check_password(password: &str) -> Result<(), Error> {
    if password.chars().count() < MIN_PASSWORD {
        let wanted = "at least 8 characters long";
        return Err(Invalid::new("password", Reason::Expected(wanted)).into());
    }
    if password.len() > MAX_PASSWORD {
        return Err(Invalid::new("password", Reason::TooLong(MAX_PASSWORD)).into());
    }
    Ok(())
}
