//! What every part of the server is given, and the routes of all parts together.

use std::collections::HashMap;
use std::io;
use std::ops::Deref;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::header::ACCEPT;
use axum::http::{HeaderMap, Method};
use axum::response::{IntoResponse, Response};
use shared::id::ShopId;
use shared::time::Timestamp;

use crate::clock::{Chance, Clock};
use crate::config::PublicUrl;
use crate::db::Db;
use crate::error::Error;
use crate::http::countries::Countries;
use crate::http::layers::{Passage, RequestIds};
use crate::http::packed::Packed;
use crate::http::rates::{Allowance, Rates};
use crate::http::routes::Routes;
use crate::http::visitor::{Proxies, Salt};
use crate::metrics::Metrics;
use crate::products::KnownProducts;
use crate::responses::Writer;
use crate::shops::KnownShops;
use crate::surveys::Versions;
use crate::{
    assets, auth, dashboard, health, hosted, http, openapi, products, proof, responses, reviews,
    shops, surveys,
};

/// What every part of the server is given. Each request clones it several times, so all of it is
/// behind one pointer.
#[derive(Clone, Debug)]
pub struct App(Arc<Parts>);

/// What there is in an app.
#[derive(Clone, Debug)]
pub struct Parts {
    /// Where things are kept.
    pub db: Db,
    /// The same, for taking answers: nothing else keeps its connections busy.
    pub(crate) answers: Db,
    /// Tells the time.
    pub clock: Clock,
    /// Gives randomness.
    pub chance: Chance,
    /// Where the world reaches the server.
    pub public: Arc<PublicUrl>,
    /// Takes answers to the database.
    pub writer: Writer,
    /// What the program counts about itself.
    pub metrics: Metrics,
    /// How often visitors and shops may send.
    pub rates: Arc<Rates>,
    /// Whose word about visitors' addresses is taken.
    pub proxies: Arc<Proxies>,
    /// Which addresses are in which country, as the owner's file tells.
    pub countries: Arc<Countries>,
    /// How long a request may take.
    pub patience: Duration,
    /// Keeps photos.
    pub photos: reviews::photos::Files,
    /// Makes visitors' addresses unrecognizable.
    pub(crate) salt: Arc<Salt>,
    /// Shops that answers came for.
    pub(crate) shops: Arc<KnownShops>,
    /// Products that answers came for.
    pub(crate) products: Arc<KnownProducts>,
    /// Versions of surveys that answers came for.
    pub(crate) versions: Arc<Versions>,
    /// Loaders and words of surveys, compressed.
    pub(crate) packed: Arc<Packed>,
    /// When each shop's snippet was last noted as seen, so that a page view seldom writes.
    pub(crate) snippets: Arc<Mutex<HashMap<ShopId, Timestamp>>>,
}

impl From<Parts> for App {
    fn from(parts: Parts) -> Self {
        Self(Arc::new(parts))
    }
}

impl Deref for App {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl Parts {
    /// Those of an app with the machine's own time and randomness. Must be called within a
    /// runtime: the tasks that write begin here. An error where no thread can be started.
    pub fn new(db: Db, public: PublicUrl) -> io::Result<Self> {
        let metrics = Metrics::default();
        let answers = db.apart();
        Ok(Self {
            writer: Writer::start(answers.clone(), &metrics)?,
            answers,
            metrics,
            rates: Rates::new(Allowance::default()),
            proxies: Arc::default(),
            countries: Arc::default(),
            patience: http::serve::PATIENCE,
            photos: reviews::photos::Files::default(),
            salt: Arc::default(),
            shops: Arc::default(),
            products: Arc::default(),
            versions: Arc::default(),
            packed: Arc::default(),
            db,
            clock: Clock::System,
            chance: Chance::System,
            public: Arc::new(public),
            snippets: Arc::default(),
        })
    }
}

impl App {
    /// Lets what is being read and written finish, and closes the database.
    pub async fn close(&self) {
        self.writer.close().await;
        self.db.close().await;
    }

    /// Whether this is the first call for a shop within so many seconds.
    pub(crate) fn first_in(&self, shop: ShopId, now: Timestamp, seconds: i64) -> bool {
        let mut seen = self.snippets.lock().unwrap_or_else(PoisonError::into_inner);
        match seen.get(&shop) {
            Some(last) if now.seconds_since(*last) < seconds => false,
            _ => {
                seen.insert(shop, now);
                true
            }
        }
    }
}

/// All routes. They answer at the root, and below the path of the public address too, so that
/// a reverse proxy may strip the path or pass it on.
#[expect(clippy::needless_pass_by_value, reason = "the routes own their state")]
pub fn router(app: App) -> Router {
    let api = Router::from(api())
        .fallback(no_such_route)
        .method_not_allowed_fallback(no_such_method)
        .with_state(app.clone());
    let ids = RequestIds::new(&app.chance);
    let closed = Passage { ids, patience: app.patience, open: false };
    let open = Passage { open: true, ..closed.clone() };
    let routes = Router::new()
        .merge(http::layers::passing(api, open))
        .merge(http::layers::passing(hosted::router(&app), closed.clone()))
        .merge(http::layers::passing(dashboard::router(&app), closed));
    http::layers::below(app.public.path(), routes)
}

/// The routes for programs: other sites' scripts may read what they answer.
pub fn api() -> Routes {
    Routes::new()
        .merge(auth::http::router())
        .merge(shops::http::router())
        .merge(surveys::http::router())
        .merge(responses::http::router())
        .merge(reviews::http::router())
        .merge(products::http::router())
        .merge(proof::http::router())
        .merge(assets::router())
        .merge(health::http::router())
        .merge(openapi::http::router())
}

/// The path of every route that there is, as it is declared.
pub fn paths() -> Vec<&'static str> {
    [api().paths(), hosted::routes().paths(), dashboard::routes().paths()].concat()
}

/// A page for browsers that look for one, a problem for everybody else.
async fn no_such_route(State(app): State<App>, headers: HeaderMap) -> Response {
    let accepts = headers.get(ACCEPT).and_then(|value| value.to_str().ok());
    if accepts.is_some_and(|accepts| accepts.contains("text/html")) {
        return dashboard::nowhere(&app);
    }
    Error::NotFound("page").into_response()
}

/// The router adds which methods there are.
async fn no_such_method(method: Method) -> Error {
    Error::NoSuchMethod { method }
}
