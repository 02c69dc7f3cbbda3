//! Extractors that authenticate and hand over the tenant: a handler's signature says who may
//! call it.

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::header::{AUTHORIZATION, ORIGIN};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method};
use axum_extra::extract::CookieJar;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use shared::id::ShopId;

use super::{Actor, Session};
use crate::app::App;
use crate::error::Error;
use crate::http::extract::{Form, path_part};

/// Name of the session's cookie.
pub const SESSION_COOKIE: &str = "candor_session";
/// Header that repeats the session's CSRF token on writes to the API.
const CSRF_HEADER: &str = "x-csrf-token";

/// The shop of the path, for anybody. Whether it exists is seen where it is read.
pub struct PublicShop {
    /// The shop.
    pub id: ShopId,
}

impl<S: Send + Sync> FromRequestParts<S> for PublicShop {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Error> {
        Ok(Self { id: path_part(parts, "shop").await? })
    }
}

/// The shop of the path, for a program with its key or for a signed-in owner of it.
pub struct Owner {
    /// The shop.
    pub shop: ShopId,
    /// Who asks.
    pub actor: Actor,
}

impl FromRequestParts<App> for Owner {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let shop = path_part(parts, "shop").await?;
        if let Some(header) = parts.headers.get(AUTHORIZATION) {
            let key = header.to_str().ok().and_then(|text| text.split_once(' '));
            let key = key.filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"));
            let key = key.map(|(_, key)| key);
            let opens = super::shop_of_key(app, key.unwrap_or_default().trim()).await?;
            return match opens {
                None => Err(Error::Unauthorized),
                Some((own, name)) if own == shop => Ok(Self { shop, actor: Actor::Key(name) }),
                Some(_) => Err(Error::NotFound("shop")),
            };
        }
        let session = session(parts, app).await?;
        check_csrf_header(parts, &session)?;
        of_shop(app, &session, shop).await?;
        Ok(Self { shop, actor: Actor::Owner(session.email) })
    }
}

/// Somebody who is signed in.
pub struct Account(pub Session);

impl FromRequestParts<App> for Account {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        session(parts, app).await.map(Self)
    }
}

/// Somebody who is signed in and calls the API from one of our own pages.
pub struct ApiAccount(pub Session);

impl FromRequestParts<App> for ApiAccount {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let session = session(parts, app).await?;
        check_csrf_header(parts, &session)?;
        Ok(Self(session))
    }
}

/// A signed-in owner of the shop of the path.
pub struct OwnerPage {
    /// The shop.
    pub shop: ShopId,
    /// Who looks at it.
    pub session: Session,
}

impl FromRequestParts<App> for OwnerPage {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let shop = path_part(parts, "shop").await?;
        let session = session(parts, app).await?;
        of_shop(app, &session, shop).await?;
        Ok(Self { shop, session })
    }
}

impl OwnerPage {
    /// Who does what the page's forms ask for.
    pub fn actor(&self) -> Actor {
        Actor::Owner(self.session.email.clone())
    }
}

/// The fields of a form that a signed-in owner sent from one of our own pages.
pub struct OwnForm<T>(pub T);

#[derive(Deserialize)]
struct Csrf {
    #[serde(default)]
    csrf: String,
}

impl<T: DeserializeOwned> FromRequest<App> for OwnForm<T> {
    type Rejection = Error;

    async fn from_request(request: Request, app: &App) -> Result<Self, Error> {
        let (mut parts, body) = request.into_parts();
        let session = session(&mut parts, app).await?;
        let request = Request::from_parts(parts.clone(), body);
        let bytes = Bytes::from_request(request, app)
            .await
            .map_err(|_| Error::TooLarge(crate::http::extract::MAX_BODY))?;
        let Form(Csrf { csrf }) = form(&parts, bytes.clone()).await?;
        check_csrf(&session, &csrf)?;
        let Form(fields) = form(&parts, bytes).await?;
        Ok(Self(fields))
    }
}

async fn form<T: DeserializeOwned>(parts: &Parts, bytes: Bytes) -> Result<Form<T>, Error> {
    Form::from_request(Request::from_parts(parts.clone(), bytes.into()), &()).await
}

/// The token in the session's cookie.
pub fn session_token(headers: &HeaderMap) -> Option<String> {
    CookieJar::from_headers(headers).get(SESSION_COOKIE).map(|cookie| cookie.value().to_owned())
}

async fn session(parts: &mut Parts, app: &App) -> Result<Session, Error> {
    let token = session_token(&parts.headers).ok_or(Error::Unauthorized)?;
    super::session(app, &token).await?.ok_or(Error::Unauthorized)
}

async fn of_shop(app: &App, session: &Session, shop: ShopId) -> Result<(), Error> {
    // Not found rather than forbidden: whether a shop exists is nobody else's business.
    let own = super::looks_after(app, shop, session.owner).await?;
    if own { Ok(()) } else { Err(Error::NotFound("shop")) }
}

fn check_csrf_header(parts: &Parts, session: &Session) -> Result<(), Error> {
    if matches!(parts.method, Method::GET | Method::HEAD) {
        return Ok(());
    }
    let sent = parts.headers.get(CSRF_HEADER).and_then(|value| value.to_str().ok());
    check_csrf(session, sent.unwrap_or_default())
}

fn check_csrf(session: &Session, sent: &str) -> Result<(), Error> {
    if super::same(session.csrf.as_bytes(), sent.as_bytes()) {
        return Ok(());
    }
    Err(Error::Forbidden {
        field: "csrf",
        reason: "this form is out of date; open the page again and repeat it".into(),
    })
}

/// Refuses a form that another site's page sent on behalf of somebody who is not signed in.
pub fn from_own_page(app: &App, headers: &HeaderMap) -> Result<(), Error> {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let own = match (text("sec-fetch-site"), text(ORIGIN.as_str())) {
        (Some(site), _) => matches!(site, "same-origin" | "none"),
        (None, Some(origin)) => origin == app.public.origin(),
        (None, None) => true,
    };
    let reason = format!(
        "this form is taken from {} only; open that address and repeat it",
        app.public.to("/")
    )
    .into();
    if own { Ok(()) } else { Err(Error::Forbidden { field: "origin", reason }) }
}
