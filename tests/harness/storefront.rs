//! A shop's own pages, on another site than the server: plain HTML with the snippet pasted.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use axum::Router;
use axum::extract::State;
use axum::http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use serde_json::Value;
use server::clock::Clock;
use server::demo;
use tokio::net::TcpListener;

use crate::client::Client;
use crate::shop::{Server, Shop};

/// Stands in a page where the owner pastes the snippet.
const SNIPPET: &str = "<!-- snippet -->";

/// A page of a product that has structured data, stars and reviews.
const PRODUCT: &str = include_str!("../fixtures/product.html");
/// The page after an order.
const THANKS: &str = include_str!("../fixtures/thanks.html");
/// A page on which nothing is asked and nothing is shown.
const CART: &str = include_str!("../fixtures/cart.html");

/// A shop and its pages.
#[derive(Clone, Debug)]
pub struct Storefront {
    /// The shop, on its server.
    pub shop: Shop,
    /// Where the pages are, without a slash at the end.
    pub url: String,
    pages: Pages,
}

#[derive(Clone, Debug)]
struct Page {
    html: String,
    policy: Option<String>,
}

#[derive(Clone, Debug, Default)]
struct Pages(Arc<RwLock<HashMap<String, Page>>>);

impl Storefront {
    /// Opens a shop and its pages: `/products/mug`, `/thank-you`, `/cart`.
    pub async fn open() -> Self {
        Self::open_on(Server::start(Clock::System, None).await).await
    }

    /// Opens a shop and its pages on a server that is set up in another way than usual.
    pub async fn open_on(server: Arc<Server>) -> Self {
        let (pages, url) = Pages::default().listen().await;
        Self::with(server, pages, &url).await
    }

    /// Opens a shop whose pages the world reaches at this address, and says where they are behind
    /// whatever serves it.
    pub async fn open_behind(server: Arc<Server>, url: &str) -> (Self, String) {
        let (pages, behind) = Pages::default().listen().await;
        (Self::with(server, pages, url).await, behind)
    }

    async fn with(server: Arc<Server>, pages: Pages, url: &str) -> Self {
        let shop = server.open_shop("Mugs & More", url).await;
        let storefront = Self { shop, url: url.to_owned(), pages };
        storefront.put("/products/mug", PRODUCT);
        storefront.put("/thank-you", THANKS);
        storefront.put("/cart", CART);
        storefront
    }

    /// Opens the demo shop and its own pages, as `cargo xtask run` does.
    pub async fn open_demo() -> Self {
        let server = Server::start(Clock::System, None).await;
        let (listener, routes) = demo::open(&server.app, "localhost:0")
            .await
            .expect("a free port")
            .expect("an empty database gets a demo shop");
        let port = listener.local_addr().expect("a bound port has an address").port();
        tokio::spawn(async move { axum::serve(listener, routes).await });
        let url = format!("http://localhost:{port}");
        let home = Client::new(&url).get("/").await.ok().text();
        let id = home.split("/embed/").nth(1).and_then(|rest| rest.split(".js").next());
        let id = id.and_then(|id| id.parse().ok()).expect("the snippet is on every page");
        let shop = server.shop(id, &url).await;
        Self { shop, url, pages: Pages::default() }
    }

    /// Opens a shop that asks as soon as a page is there, so that a test need not wait.
    pub async fn open_and_ask_at_once() -> Self {
        let storefront = Self::open().await;
        storefront.ask_at_once().await;
        storefront
    }

    /// Lets both surveys ask as soon as a page is there.
    pub async fn ask_at_once(&self) {
        self.change_survey("product-nps", ask_at_once).await;
        self.change_survey("post-purchase", ask_at_once).await;
    }

    /// Opens another shop for the same pages, on the same server or on another one, which asks at
    /// once too.
    pub async fn second_shop(&self, elsewhere: bool) -> Self {
        let server = if elsewhere {
            Server::start(Clock::System, None).await
        } else {
            Arc::clone(&self.shop.server)
        };
        let shop = server.open_shop("Plates & More", &self.url).await;
        let second = Self { shop, ..self.clone() };
        second.change_survey("product-nps", ask_at_once).await;
        second
    }

    /// The owner changes a survey.
    pub async fn change_survey(&self, name: &str, change: impl FnOnce(&mut Value)) {
        let mut all: Value = self.shop.owner.get("/surveys").await.ok().json();
        let all = all["items"].as_array_mut().expect("surveys are a list");
        let survey = all.iter_mut().find(|survey| survey["name"] == name);
        let survey = survey.unwrap_or_else(|| panic!("no survey is named {name}"));
        change(survey);
        let id = survey["id"].as_str().expect("a survey has an id");
        self.shop.owner.put(&format!("/surveys/{id}"), survey).await.assert_ok();
    }

    /// The line that the owner pastes.
    pub fn snippet(&self) -> String {
        let src = self.shop.app().public.to(&format!("/embed/{}.js", self.shop.id));
        format!(r#"<script async src="{src}"></script>"#)
    }

    /// Puts a page up; `<!-- snippet -->` in it becomes the snippet.
    pub fn put(&self, path: &str, html: &str) {
        self.put_page(path, html, None);
    }

    /// Puts a page up with a content security policy.
    pub fn put_with_policy(&self, path: &str, html: &str, policy: &str) {
        self.put_page(path, html, Some(policy.to_owned()));
    }

    /// Puts the page of a product up with these words in place of others.
    pub fn put_product(&self, path: &str, changes: &[(&str, &str)]) {
        let page_now = changes.iter().fold(PRODUCT.to_owned(), |page, (from, to)| {
            assert!(page.contains(from), "the page has no {from}");
            page.replace(from, to)
        });
        self.put(path, &page_now);
    }

    fn put_page(&self, path: &str, html: &str, policy: Option<String>) {
        let html = html.replace(SNIPPET, &self.snippet());
        let mut pages = self.pages.0.write().unwrap_or_else(PoisonError::into_inner);
        pages.insert(path.to_owned(), Page { html, policy });
    }
}

impl Pages {
    /// Puts them up at a free port, and says where.
    async fn listen(self) -> (Self, String) {
        let listener = TcpListener::bind("localhost:0").await.expect("a free port");
        let port = listener.local_addr().expect("a bound port has an address").port();
        let routes = Router::new().fallback(serve).with_state(self.clone());
        tokio::spawn(async move { axum::serve(listener, routes).await });
        (self, format!("http://localhost:{port}"))
    }
}

fn ask_at_once(survey: &mut Value) {
    survey["rule"]["delay_ms"] = 0.into();
}

async fn serve(State(pages): State<Pages>, uri: Uri) -> Response {
    let pages = pages.0.read().unwrap_or_else(PoisonError::into_inner);
    let Some(page) = pages.get(uri.path()) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let html = ([(CONTENT_TYPE, "text/html; charset=utf-8")], page.html.clone());
    match &page.policy {
        Some(policy) => ([(CONTENT_SECURITY_POLICY, policy.clone())], html).into_response(),
        None => html.into_response(),
    }
}
