//! Who may call what: every route that the server has is tried by those who may not.
//!
//! A new route is private until it stands in [`PUBLIC`] with a reason.

use harness::owner::Owner;
use harness::planted::{self, PRIVATE, Planted};
use harness::routes::Route;
use harness::{Client, Description, Got, Shop};
use reqwest::Method;
use serde_json::Value;

/// What anybody may call, and why. Reading is `GET`, and `HEAD` with it.
const PUBLIC: &[(&str, &str, &str)] = &[
    ("POST", "/v1/shops/{shop}/responses", "shoppers answer"),
    ("GET", "/v1/shops/{shop}/reviews", "published"),
    ("GET", "/v1/shops/{shop}/reviews.html", "published"),
    ("GET", "/v1/shops/{shop}/reviews.jsonld", "published"),
    ("GET", "/v1/shops/{shop}/stars.html", "published"),
    ("GET", "/v1/shops/{shop}/carousel.html", "published"),
    ("GET", "/v1/shops/{shop}/badge.html", "published"),
    ("GET", "/v1/shops/{shop}/write.html", "public: every page of the shop asks it"),
    ("GET", "/v1/shops/{shop}/summary", "published"),
    ("GET", "/v1/shops/{shop}/openness", "counts only"),
    ("POST", "/v1/shops/{shop}/reviews/{review}/helpful", "readers say it of what is published"),
    ("DELETE", "/v1/shops/{shop}/reviews/{review}/helpful", "readers take it back"),
    ("POST", "/v1/shops/{shop}/reviews/{review}/report", "readers say it of what is published"),
    ("GET", "/v1/shops/{shop}/policy.html", "published"),
    ("GET", "/v1/shops/{shop}/surveys/{survey}/versions/{version}", "shoppers are asked"),
    ("GET", "/v1/country", "the shop's pages ask it; of no shop"),
    ("GET", "/embed/{file}", "the shop's pages load it"),
    ("GET", "/assets/{build}/{file}", "the shop's pages load it"),
    ("GET", "/pages/{build}/{file}", "the sign-in page loads it"),
    ("GET", "/s/{shop}/{survey}", "shoppers are asked"),
    ("POST", "/s/{shop}/{survey}", "shoppers answer"),
    ("GET", "/s/{shop}/{survey}/{file}", "the survey's page loads it, or a poster shows it"),
    ("GET", "/hosted/{build}/{file}", "the survey's page loads it"),
    ("GET", "/photos/{shop}/{photo}/{picture}", "published"),
    ("GET", "/healthz", "supervisors ask it"),
    ("GET", "/readyz", "load balancers ask it"),
    ("GET", "/metrics", "Prometheus asks it; of no shop and no person"),
    ("GET", "/openapi.json", "documentation"),
    ("GET", "/docs/api", "documentation"),
    ("GET", "/docs/verified-purchases.md", "documentation"),
    ("GET", "/sign-in", "nobody is signed in yet"),
    ("POST", "/sign-in", "nobody is signed in yet"),
    ("GET", "/invitations/{token}", "the address is the secret"),
    ("POST", "/invitations/{token}", "the address is the secret"),
    ("GET", "/reviews/{shop}/{token}", "the address is the author's secret"),
    ("POST", "/reviews/{shop}/{token}/correct", "the address is the author's secret"),
    ("POST", "/reviews/{shop}/{token}/withdraw", "the address is the author's secret"),
    ("POST", "/reviews/{shop}/{token}/erase", "the address is the author's secret"),
    ("POST", "/reviews/{shop}/{token}/photos", "the address is the author's secret"),
    (
        "GET",
        "/reviews/{shop}/{token}/photos/{photo}/{picture}",
        "the address is the author's secret",
    ),
    ("POST", "/reviews/{shop}/{token}/photos/{photo}/remove", "the address is the author's secret"),
];

/// Leads to no shop but those of whoever is signed in, who must be signed in.
const OWN: [&str; 5] = ["/", "/shops", "/shops/new", "/sign-out", "/v1/shops"];

/// Parts of a path that name nothing that another shop could have: everybody has a `MUG-01`.
const OF_NO_SHOP: [&str; 2] = ["shop", "sku"];

fn is_public(route: &Route) -> bool {
    let method = if route.method == Method::HEAD { Method::GET } else { route.method.clone() };
    PUBLIC.iter().any(|(public, path, _)| *public == method.as_str() && *path == route.path)
}

fn changes(route: &Route) -> bool {
    !matches!(route.method, Method::GET | Method::HEAD)
}

/// A shop with an owner and everything in it, and another on the same server.
struct Stage {
    shop: Shop,
    owner: Owner,
    neighbour: Shop,
    intruder: Owner,
    planted: Planted,
    description: Description,
}

impl Stage {
    async fn set() -> Self {
        let shop = Shop::open().await;
        let neighbour = shop.neighbour().await;
        let owner = shop.sign_up(&format!("{PRIVATE}@shop.example")).await;
        let intruder = neighbour.sign_up("bob@neighbour.example").await;
        let planted = shop.plant().await;
        let description = Description::of(&shop.server).await;
        Self { shop, owner, neighbour, intruder, planted, description }
    }

    /// Every route that is not for everybody.
    async fn private(&self) -> Vec<Route> {
        let mut routes = self.shop.server.routes().await;
        routes.retain(|route| !is_public(route));
        assert!(routes.len() > 50, "routes are missing: {routes:?}");
        routes
    }

    fn key_of(&self, shop: &Shop) -> Client {
        self.shop.server.http.with("authorization", &format!("Bearer {}", shop.key))
    }

    /// Asks for a route as somebody would who may: with a body that would be taken.
    async fn ask(&self, client: &Client, route: &Route, of: &Planted, csrf: &str) -> Got {
        // One page names its product in the query; the others do not look at it.
        let path = format!("{}?sku=MUG-01", of.path(route.path));
        if !changes(route) {
            return client.send(route.method.clone(), &path, Vec::new()).await;
        }
        let client = client.with("x-csrf-token", csrf);
        let described = self.description.operation(&route.method, route.path);
        if let Some(operation) = described {
            let body = operation.body().map_or(Value::Null, |(_, example)| example.clone());
            return client.send(route.method.clone(), &path, body.to_string()).await;
        }
        let fields = [
            ("csrf", csrf),
            ("name", "Mugs"),
            ("key_name", "Back office"),
            ("url", "https://shop.example"),
            ("language", "en"),
            ("sku", "MUG-01"),
            ("reason", "spam"),
            ("revision", "1"),
            ("text", "Thank you."),
            ("live", "true"),
        ];
        client.form(&path, &fields).await
    }

    /// Fails unless a request was refused and said nothing of the shop.
    fn assert_refused(&self, route: &Route, who: &str, got: &Got) {
        let Route { method, path } = route;
        let about = format!("{method} {path}, asked by {who}");
        assert!(self.is_refused(got), "{about}: {} {}", got.status, got.text());
        assert!(!tells(got), "{about}, tells: {}", got.text());
    }

    fn is_refused(&self, got: &Got) -> bool {
        let sign_in = self.shop.app().public.to("/sign-in");
        let leads_there = got.header("location").starts_with(&sign_in) && got.body.is_empty();
        matches!(got.status, 401 | 403 | 404) || (got.status == 303 && leads_there)
    }
}

/// Whether an answer holds anything that only the owner may read.
fn tells(got: &Got) -> bool {
    got.text().to_lowercase().contains(PRIVATE)
}

#[tokio::test]
async fn every_route_refuses_whoever_it_is_not_for_and_changes_nothing() {
    let stage = Stage::set().await;
    let Stage { shop, owner, neighbour, intruder, planted, .. } = &stage;
    let (anybody, database) = (&shop.server.http, &shop.server.database);
    let made_up = anybody.with("authorization", "Bearer ck_made_up");
    let their_key = stage.key_of(neighbour);
    let theirs = planted.clone().with("shop", neighbour.id.to_string());

    for route in stage.private().await {
        let before = database.rows(&shop.app().db).await;
        let own = OWN.contains(&route.path);
        for (who, client, csrf) in [
            ("nobody", anybody, ""),
            ("a key that nobody made", &made_up, ""),
            ("another shop's key", &their_key, ""),
            ("another shop's session", &intruder.pages, intruder.csrf.as_str()),
        ] {
            // Whoever is signed in may do what these do: to themselves.
            if own && who == "another shop's session" {
                continue;
            }
            let got = stage.ask(client, &route, planted, csrf).await;
            stage.assert_refused(&route, who, &got);
            // The same by way of one's own shop.
            if planted::names(route.path).any(|name| !OF_NO_SHOP.contains(&name)) {
                let got = stage.ask(client, &route, &theirs, csrf).await;
                stage.assert_refused(&route, &format!("{who} in its own shop"), &got);
            }
        }
        if changes(&route) {
            for (who, csrf) in [
                ("its owner without a CSRF token", ""),
                ("with one that is another's", &intruder.csrf),
            ] {
                let got = stage.ask(&owner.pages, &route, planted, csrf).await;
                stage.assert_refused(&route, who, &got);
                assert_eq!(got.status, 403, "{route:?}");
            }
        }
        let after = database.rows(&shop.app().db).await;
        assert_eq!(before, after, "{route:?} has changed something");
    }
}

#[tokio::test]
async fn the_same_requests_are_taken_from_whoever_may_send_them() {
    let stage = Stage::set().await;
    let mut routes = stage.private().await;
    // Whoever signs out may do nothing after it.
    routes.retain(|route| route.path != "/sign-out");

    for route in routes {
        let planted = stage.shop.plant().await;
        let Owner { pages, csrf } = &stage.owner;
        let got = stage.ask(pages, &route, &planted, csrf).await;

        let taken = !stage.is_refused(&got) && got.status < 500;
        assert!(taken, "{route:?}: {} {}", got.status, got.text());
    }
}

#[tokio::test]
async fn the_lists_here_hold_nothing_that_is_gone() {
    let shop = Shop::open().await;

    let routes = shop.server.routes().await;

    for (method, path, _) in PUBLIC {
        let there =
            routes.iter().any(|route| route.method.as_str() == *method && route.path == *path);
        assert!(there, "{method} {path}");
    }
    for path in OWN {
        assert!(routes.iter().any(|route| route.path == path), "{path}");
    }
}

#[tokio::test]
async fn what_is_public_tells_nothing_that_is_private() {
    let stage = Stage::set().await;
    let anybody = &stage.shop.server.http;
    let mut routes = stage.shop.server.routes().await;
    routes.retain(is_public);

    for route in routes {
        let file = if route.path == "/embed/{file}" {
            format!("{}.js", stage.shop.id)
        } else {
            "style.css".into()
        };
        let planted = stage.planted.clone().with("file", file);
        let got = stage.ask(anybody, &route, &planted, "").await;

        assert!(!tells(&got), "{route:?} tells: {}", got.text());
    }
}

#[tokio::test]
async fn the_document_says_the_same_of_who_may_call_what() {
    let stage = Stage::set().await;

    for route in stage.shop.server.api().await {
        let described = stage.description.operation(&route.method, route.path);
        let Some(operation) = described else { continue };
        assert_eq!(operation.is_public(), is_public(&route), "{route:?}");
    }
}
