//! A running server with one shop, and what happens there in the words of its users.

use std::net::Ipv4Addr;
use std::sync::Arc;

use serde_json::{Value, json};
use server::app::{App, Parts, router};
use server::clock::Clock;
use server::config::PublicUrl;
use server::http::serve::{Bounds, serve};
use server::shops::Details;
use server::{auth, shops, surveys};
use shared::id::{ReviewId, ShopId, SurveyId};
use shared::review::PublishedReview;
use shared::time::Timestamp;
use tokio::net::TcpListener;

use crate::client::{Client, Got};
use crate::database::Database;
use crate::message::{Message, review};

/// A running server; it ends with the test.
#[derive(Debug)]
pub struct Server {
    /// What the server was given, for a look at what is stored and for its clock.
    pub app: App,
    /// Anybody, at the server's front door.
    pub http: Client,
    /// Where it listens, whatever the world calls it.
    pub address: String,
    /// Where it keeps everything.
    pub database: Database,
}

/// A shop on a running server, with the two usual surveys, live.
#[derive(Clone, Debug)]
pub struct Shop {
    /// The server that it is on.
    pub server: Arc<Server>,
    /// Its id.
    pub id: ShopId,
    /// Where its pages are.
    pub url: String,
    /// The survey of product pages: `recommend`, `why`, `review`.
    pub nps: SurveyId,
    /// The survey after an order: `easy`, `hard_why` or `easy_why`.
    pub effort: SurveyId,
    /// Anybody, below the shop's address in the API.
    pub visitor: Client,
    /// The shop's own pages, below the shop's address in the API.
    pub page: Client,
    /// The owner with a key, below the shop's address in the API.
    pub owner: Client,
    /// The owner's key.
    pub key: String,
}

impl Server {
    /// Starts a server without any shop on a free port. Without a public address it is the one
    /// that it listens on.
    pub async fn start(clock: Clock, public: Option<&str>) -> Arc<Self> {
        Self::start_with(public, |app| app.clock = clock).await
    }

    /// Starts a server that is set up in another way than usual.
    pub async fn start_with(public: Option<&str>, set_up: impl FnOnce(&mut Parts)) -> Arc<Self> {
        crate::log::begin();
        let database = Database::create().await;
        let db = database.open().await;
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("a free port");
        let address = listener.local_addr().expect("a bound port has an address");
        let public = PublicUrl::new(public, address).expect("an address is a public URL");
        let mut parts = Parts::new(db, public).expect("a thread can be started");
        set_up(&mut parts);
        let app = App::from(parts);
        let routes = router(app.clone());
        let bounds = Bounds { connections: 1_000, patience: app.patience };
        tokio::spawn(serve(listener, routes, bounds, std::future::pending()));
        let address = format!("http://{address}");
        let http = Client::new(&address);
        Arc::new(Self { app, http, address, database })
    }

    /// Opens a shop whose pages are at this address.
    pub async fn open_shop(self: &Arc<Self>, name: &str, url: &str) -> Shop {
        let app = &self.app;
        let created = shops::create(app, None, Details::new(name, url)).await;
        let id = created.expect("the shop's details are good").shop.id;
        surveys::create_usual(app, id, true).await.expect("the usual surveys are good");
        self.shop(id, url).await
    }

    /// A shop that is open already, with the usual surveys and a new key for its owner.
    pub async fn shop(self: &Arc<Self>, id: ShopId, url: &str) -> Shop {
        let app = &self.app;
        let (_, key) = auth::create_key(app, id, "tests").await.expect("the key's name is good");
        let all = surveys::all(app, id).await.expect("surveys can be listed");
        let named = |name: &str| {
            let found = all.iter().find(|survey| survey.settings.name == name);
            found.unwrap_or_else(|| panic!("no survey is named {name}")).id
        };
        let visitor = self.http.at(&format!("{}/v1/shops/{id}", self.address));
        Shop {
            server: Arc::clone(self),
            id,
            url: url.to_owned(),
            nps: named("product-nps"),
            effort: named("post-purchase"),
            page: visitor.with("origin", url),
            owner: visitor.with("authorization", &format!("Bearer {key}")),
            visitor,
            key,
        }
    }
}

impl Shop {
    /// Opens a shop on a server of its own.
    pub async fn open() -> Self {
        let server = Server::start(Clock::System, None).await;
        server.open_shop("Mugs & More", "https://shop.example").await
    }

    /// Opens a shop on a server whose clock stands still at a time in 2026.
    pub async fn open_in_2026() -> Self {
        let clock = Clock::fixed(Timestamp::from_micros(1_795_000_000_000_000));
        let server = Server::start(clock, None).await;
        server.open_shop("Mugs & More", "https://shop.example").await
    }

    /// Opens a shop on a server that the world reaches at this address.
    pub async fn open_below(public: &str) -> Self {
        let server = Server::start(Clock::System, Some(public)).await;
        server.open_shop("Mugs & More", "https://shop.example").await
    }

    /// Opens another shop on the same server.
    pub async fn neighbour(&self) -> Self {
        self.server.open_shop("The Neighbour", "https://neighbour.example").await
    }

    /// What the server was given.
    pub fn app(&self) -> &App {
        &self.server.app
    }

    /// Lets time pass on a clock that stands still.
    pub fn wait_seconds(&self, seconds: i64) {
        let clock = &self.app().clock;
        clock.set(clock.now().plus_seconds(seconds));
    }

    /// A shopper chose a score from 0 to 10.
    pub fn recommends(&self, score: i64) -> Message {
        Message::to(self.nps).answer("recommend", score)
    }

    /// A shopper chose how easy it was, from 1 to 7.
    pub fn finds_it_easy(&self, score: i64) -> Message {
        Message::to(self.effort).answer("easy", score)
    }

    /// A shopper reached the end with a review of a product.
    pub fn reviews(&self, product: &str, stars: i64, text: &str) -> Message {
        self.recommends(2 * stars)
            .answer("review", review(stars, text))
            .context("product", product)
            .complete()
    }

    /// Sends a message as one of the shop's pages does.
    pub async fn send(&self, message: &Message) -> Got {
        self.page.with("content-type", "text/plain").post("/responses", &message.0).await
    }

    /// Sends a message that the server must take, and gives the receipt.
    pub async fn answer(&self, message: &Message) -> Value {
        self.send(message).await.ok().json()
    }

    /// A shopper leaves a review, which waits for the owner.
    pub async fn review(&self, product: &str, stars: i64, text: &str) -> ReviewId {
        self.answer(&self.reviews(product, stars, text)).await;
        let waiting = self.inbox("?state=pending&limit=100").await;
        let review = waiting.iter().find(|review| review["text"] == text);
        id_of(review.expect("the review waits for the owner"))
    }

    /// The owner publishes a review.
    pub async fn publish(&self, review: ReviewId) {
        let got = self.owner.post(&format!("/reviews/{review}/publish"), &json!({})).await.ok();
        assert_eq!(got.json::<Value>()["state"], "published");
    }

    /// What the public reads of a product, newest first.
    pub async fn feed(&self, product: &str) -> Vec<PublishedReview> {
        let got = self.visitor.get(&format!("/reviews?product={product}")).await.ok();
        let mut feed: Value = got.json();
        serde_json::from_value(feed["items"].take()).expect("the feed lists published reviews")
    }

    /// The responses that the owner sees, newest first.
    pub async fn responses(&self) -> Vec<Value> {
        self.items("/responses?limit=100").await
    }

    /// The one response that the owner sees.
    pub async fn only_response(&self) -> Value {
        let mut responses = self.responses().await;
        assert_eq!(responses.len(), 1, "{responses:?}");
        responses.remove(0)
    }

    /// The reviews that the owner sees.
    pub async fn inbox(&self, query: &str) -> Vec<Value> {
        self.items(&format!("/inbox{query}")).await
    }

    /// The products that the owner sees.
    pub async fn products(&self) -> Vec<Value> {
        self.items("/products").await
    }

    /// All items of one of the owner's lists.
    pub async fn items(&self, path: &str) -> Vec<Value> {
        let mut page: Value = self.owner.get(path).await.ok().json();
        assert_eq!(page["next"], Value::Null, "there is more than one page");
        serde_json::from_value(page["items"].take()).expect("a list has items")
    }

    /// Whether a text, or a UUID in any form, is stored anywhere.
    pub async fn is_stored(&self, text: &str) -> bool {
        self.server.database.holds(&self.app().db, text).await
    }
}

pub(crate) fn id_of(thing: &Value) -> ReviewId {
    serde_json::from_value(thing["id"].clone()).expect("a review has an id")
}
