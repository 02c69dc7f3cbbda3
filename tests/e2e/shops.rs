//! A shop's own details, and what its pages load.

use harness::{Shop, skip_without_widget};
use serde_json::{Value, json};

async fn details(shop: &Shop) -> Value {
    shop.owner.get("").await.ok().json()
}

async fn loader(shop: &Shop) -> String {
    shop.server.http.get(&format!("/embed/{}.js", shop.id)).await.ok().text()
}

#[tokio::test]
async fn an_owner_changes_what_the_shop_says_of_itself() {
    let shop = Shop::open().await;
    let mut changed = details(&shop).await;
    changed["name"] = "Mugs".into();
    changed["language"] = "nl".into();
    changed["accent"] = "#0a7d4f".into();
    changed["theme"] = "dark".into();
    changed["privacy_url"] = "https://shop.example/privacy".into();
    changed["touchpoints"] =
        json!([{"touchpoint": "support", "pages": [{"matches": "prefix", "value": "/help"}]}]);

    let answered: Value = shop.owner.put("", &changed).await.ok().json();

    assert_eq!(answered, changed);
    assert_eq!(details(&shop).await, changed);
}

#[tokio::test]
async fn details_that_cannot_be_are_refused_at_their_field() {
    let shop = Shop::open().await;
    let before = details(&shop).await;

    for (field, value, refused) in [
        ("name", json!(" "), "name"),
        ("name", json!("x".repeat(81)), "name"),
        ("url", json!("shop.example"), "url"),
        ("url", json!("file:///etc/passwd"), "url"),
        ("origins", json!(["https://shop.example", "javascript:alert(1)"]), "origins[1]"),
        ("origins", json!(vec!["https://shop.example"; 21]), "origins"),
        ("language", json!("english!"), "language"),
        ("accent", json!("red;}"), "accent"),
        ("theme", json!("pink"), "theme"),
        ("privacy_url", json!("javascript:alert(1)"), "privacy_url"),
        ("touchpoints", json!([{"touchpoint": "moon", "pages": []}]), "touchpoints[0].touchpoint"),
        (
            "touchpoints",
            json!([{"touchpoint": "cart", "pages": [{"matches": "exact", "value": ""}]}]),
            "touchpoints[0].pages[0].value",
        ),
    ] {
        let mut changed = before.clone();
        changed[field] = value;
        shop.owner.put("", &changed).await.assert_problem(422, refused);
    }

    assert_eq!(details(&shop).await, before);
}

#[tokio::test]
async fn there_is_no_setting_that_publishes_by_stars() {
    let shop = Shop::open().await;
    let mut changed = details(&shop).await;
    changed["publish_from_stars"] = 4.into();
    shop.owner.put("", &changed).await.assert_problem(422, "publish_from_stars");

    shop.review("MUG-01", 5, "Waits like every other.").await;

    assert_eq!(shop.feed("MUG-01").await, []);
    assert_eq!(details(&shop).await["publish_from_stars"], Value::Null);
}

#[tokio::test]
async fn the_snippet_is_seen_once_a_page_of_the_shop_has_loaded_it() {
    let shop = Shop::open_in_2026().await;
    let owner = shop.sign_up("ana@shop.example").await;
    let page = format!("/shops/{}/snippet", shop.id);
    let path = format!("/embed/{}.js", shop.id);
    let from = |page: &str| shop.server.http.with("referer", page);

    from("https://elsewhere.example/").get(&path).await.assert_ok();
    shop.server.http.get(&path).await.assert_ok();
    assert_eq!(details(&shop).await["snippet_seen_at"], Value::Null);
    assert!(owner.pages.get(&page).await.ok().text().contains("Not seen yet"));

    from("https://shop.example/products/mug?email=a@b.example").get(&path).await.assert_ok();
    shop.wait_seconds(120);

    assert_eq!(details(&shop).await["snippet_seen_on"], "https://shop.example");
    let shown = owner.pages.get(&page).await.ok().text();
    assert!(shown.contains("Seen on your site") && shown.contains("2 minutes ago"), "{shown}");
    assert!(shown.contains(&path), "the line to paste is there: {shown}");
    assert!(!shop.is_stored("a@b.example").await);
}

#[tokio::test]
async fn the_loader_tells_of_live_surveys_and_of_nothing_that_is_the_owners() {
    if skip_without_widget() {
        return;
    }
    let shop = Shop::open().await;
    let path = format!("/surveys/{}", shop.effort);
    let mut paused: Value = shop.owner.get(&path).await.ok().json();
    paused["live"] = false.into();
    shop.owner.put(&path, &paused).await.assert_ok();

    let script = loader(&shop).await;

    assert!(script.contains(&shop.nps.to_string()) && script.contains("product-nps"), "{script}");
    assert!(!script.contains("__CANDOR_CONFIG__"), "the configuration is filled in");
    for private in ["Recommendation, on product pages", "post-purchase", "ts_"] {
        assert!(!script.contains(private), "{private} is nobody's business");
    }
    assert!(!script.contains(&shop.effort.to_string()));
    assert!(!script.contains("How likely"), "questions are loaded when they are asked");
}

#[tokio::test]
async fn a_loader_that_has_not_changed_is_not_sent_again() {
    if skip_without_widget() {
        return;
    }
    let shop = Shop::open().await;
    let path = format!("/embed/{}.js", shop.id);

    let got = shop.server.http.get(&path).await.ok();
    let tag = got.header("etag").to_owned();
    let known = shop.server.http.with("if-none-match", &tag);

    assert_eq!(got.header("content-type"), "text/javascript; charset=utf-8");
    assert!(got.header("cache-control").contains("stale-while-revalidate"));
    assert_eq!(known.get(&path).await.status, 304);
    let mut changed = details(&shop).await;
    changed["accent"] = "#123456".into();
    shop.owner.put("", &changed).await.assert_ok();
    assert_eq!(known.get(&path).await.status, 200);
}

#[tokio::test]
async fn a_loader_travels_as_small_as_it_gets_and_changes_at_once() {
    if skip_without_widget() {
        return;
    }
    let shop = Shop::open().await;
    let path = format!("/embed/{}.js", shop.id);
    let packing = shop.server.http.with("accept-encoding", "gzip, br");

    let plain = shop.server.http.get(&path).await.ok();
    let first = packing.get(&path).await.ok();
    let second = packing.get(&path).await.ok();

    assert_eq!((plain.header("content-encoding"), first.header("content-encoding")), ("", "br"));
    assert_eq!(first.header("vary"), "accept-encoding");
    assert_eq!(first.header("etag"), plain.header("etag"));
    assert!(first.body.len() * 2 < plain.body.len());
    assert_eq!(first.body, second.body);
    let mut changed = details(&shop).await;
    changed["accent"] = "#123456".into();
    shop.owner.put("", &changed).await.assert_ok();
    assert_ne!(packing.get(&path).await.ok().body, first.body);
}

#[tokio::test]
async fn an_unknown_shop_has_no_loader() {
    let shop = Shop::open().await;

    for file in ["sh_0199a3c2d4e57b608f1a2b3c4d5e6f70.js", "sh_1.js", "x", "%00.js"] {
        shop.server.http.get(&format!("/embed/{file}")).await.assert_problem(404, "shop");
    }
    let without_ending = shop.server.http.get(&format!("/embed/{}", shop.id)).await;
    without_ending.assert_problem(404, "shop");
}

#[tokio::test]
async fn assets_are_kept_for_ever_and_travel_compressed() {
    if skip_without_widget() {
        return;
    }
    let shop = Shop::open().await;
    let build = server::assets::BUILD.unwrap();

    for (file, kind) in
        [("ask.js", "text/javascript; charset=utf-8"), ("ask_bg.wasm", "application/wasm")]
    {
        let path = format!("/assets/{build}/{file}");
        let raw = shop.server.http.get(&path).await.ok();
        assert_eq!((raw.header("content-type"), raw.header("content-encoding")), (kind, ""));
        assert!(raw.header("cache-control").contains("immutable"));
        assert_eq!(raw.header("access-control-allow-origin"), "*");
        for encoding in ["br", "gzip"] {
            let got = shop.server.http.with("accept-encoding", encoding).get(&path).await.ok();
            assert_eq!(got.header("content-encoding"), encoding);
            assert!(got.body.len() < raw.body.len(), "{file} {encoding}");
            assert!(got.header("vary").contains("accept-encoding"));
        }
    }
}

#[tokio::test]
async fn a_page_from_another_build_is_led_to_this_builds_assets() {
    if skip_without_widget() {
        return;
    }
    let shop = Shop::open().await;
    let build = server::assets::BUILD.unwrap();

    let got = shop.server.http.get("/assets/0123456789ab/ask.js").await;

    assert_eq!(got.status, 307);
    let own = shop.app().public.to(&format!("/assets/{build}/ask.js"));
    assert_eq!(got.header("location"), own);
    assert_eq!(got.header("cache-control"), "no-store");
    assert_eq!(got.header("access-control-allow-origin"), "*");
    assert_eq!(shop.server.http.get(&format!("/assets/{build}/none.js")).await.status, 404);
    assert_eq!(shop.server.http.get("/assets/0123456789ab/none.js").await.status, 404);
}

#[tokio::test]
async fn below_the_path_of_a_public_address_everything_is_found() {
    let shop = Shop::open_below("https://shop.example/feedback").await;
    let base = format!("/v1/shops/{}", shop.id);

    for prefix in ["", "/feedback"] {
        let http = shop.server.http.at(&shop.server.address);
        http.get(&format!("{prefix}{base}/reviews")).await.assert_ok();
        http.get(&format!("{prefix}/sign-in")).await.assert_ok();
        http.get(&format!("{prefix}/embed/{}.js", shop.id)).await.assert_ok();
    }
    let invitation = shop.server.invite(None).await;
    let got = shop.server.accept(&invitation, "ana@shop.example", "a few words").await;
    assert_eq!(got.header("location"), "https://shop.example/feedback/");
    let cookie = got.header("set-cookie");
    assert!(cookie.contains("Path=/feedback") && cookie.contains("Secure"), "{cookie}");
}
