//! Pages and caches hold what was made before: yesterday's loader with today's assets, and
//! addresses of builds that are gone.

use harness::{Browser, Key, Screen, Storefront};
use serde_json::{Value, json};
use server::assets;

use crate::asking::{DIALOG, answered, step};

/// The loader as the release before had it, which knew version 1 of the glue's interface.
const LOADER: &str = include_str!("../fixtures/loader_before.js");

/// A page with the loader of the release before, as that release's server filled it in.
async fn older_page(storefront: &Storefront, build: &str) -> String {
    let shop = &storefront.shop;
    let all: Value = shop.owner.get("/surveys").await.ok().json();
    let snippet = format!("/embed/{}.js", shop.id);
    let today = shop.server.http.get(&snippet).await.ok().text();
    let told = &today[today.find("{\"v\":").unwrap()..];
    let told: Value = serde_json::Deserializer::from_str(told).into_iter().next().unwrap().unwrap();
    let surveys = all["items"].as_array().unwrap().iter().map(|survey| {
        let rule = &survey["rule"];
        json!({
            "id": survey["id"], "version": survey["version"], "name": survey["name"],
            "placement": survey["placement"],
            "rule": {
                "include": rule["include"], "exclude": rule["exclude"],
                "touchpoints": rule["touchpoints"], "delay_ms": 0, "sample_percent": 100,
                "repeat": "once",
            },
        })
    });
    let config = json!({
        "v": 1, "shop": shop.id, "base": shop.app().public.to(""), "build": build,
        "language": "en", "accent": null, "theme": "auto", "touchpoints": told["touchpoints"],
        "surveys": surveys.collect::<Vec<_>>(),
    });
    let loader = LOADER.replace("= __CANDOR_CONFIG__", &format!("= {config}"));
    storefront.put("/loader.js", &loader);
    let snippet = "<script async src=/loader.js></script>";
    storefront.put_product("/products/older", &[("<!-- snippet -->", snippet)]);
    format!("{}/products/older", storefront.url)
}

#[tokio::test]
async fn a_shopper_answers_with_the_loader_of_the_release_before() {
    for screen in [Screen::Desktop, Screen::Phone] {
        let Some(browser) = Browser::open(screen).await else { return };
        let storefront = Storefront::open_and_ask_at_once().await;
        let page = older_page(&storefront, assets::BUILD.unwrap()).await;

        browser.goto(&format!("{page}?utm_source=mail&secret=1")).await;
        browser.until_seen("candor-stars").await;
        browser.click(&step(9)).await;
        let response = answered(&storefront, 1).await;
        assert_eq!(response["context"]["page"], format!("{page}?utm_source=mail"));
        assert_eq!(response["context"]["product"], "MUG-01");
        browser.until_says(".question", "main reason").await;
        browser.assert_undisturbed().await;
        browser.press(Key::Escape).await;
        browser.until_gone(DIALOG).await;

        browser.reload().await;
        browser.until_open_for(500).await;

        assert!(!browser.sees(DIALOG).await, "it was shown once");
        browser.close().await;
    }
}

#[tokio::test]
async fn what_the_loader_of_the_release_before_could_not_send_is_sent_by_the_next_page() {
    let Some(browser) = Browser::open(Screen::Desktop).await else { return };
    let storefront = Storefront::open_and_ask_at_once().await;
    let page = older_page(&storefront, assets::BUILD.unwrap()).await;
    browser.goto(&page).await;
    browser.until_seen(DIALOG).await;
    browser.set_offline(true).await;
    browser.click(&step(4)).await;
    browser.until_says(".question", "main reason").await;
    browser.set_offline(false).await;

    browser.goto(&page).await;

    assert_eq!(answered(&storefront, 1).await["answers"][0]["value"], 4);
    browser.close().await;
}

#[tokio::test]
async fn a_route_change_takes_the_question_of_the_release_before_away() {
    let Some(browser) = Browser::open(Screen::Desktop).await else { return };
    let storefront = Storefront::open_and_ask_at_once().await;
    browser.goto(&older_page(&storefront, assets::BUILD.unwrap()).await).await;
    browser.until_seen(DIALOG).await;

    browser.run("history.pushState({}, '', '/cart')", Vec::new()).await;

    browser.until_gone(DIALOG).await;
    browser.assert_undisturbed().await;
    browser.close().await;
}

#[tokio::test]
async fn a_loader_of_a_build_that_is_gone_is_led_to_this_one() {
    let Some(browser) = Browser::open(Screen::Desktop).await else { return };
    let storefront = Storefront::open_and_ask_at_once().await;
    let snippet = format!("/embed/{}.js", storefront.shop.id);
    let now = storefront.shop.server.http.get(&snippet).await.ok().text();
    let gone = now.replace(assets::BUILD.unwrap(), "0123456789ab");
    assert_ne!(gone, now, "the loader names its build");
    storefront.put("/loader.js", &gone);
    let script = "<script async src=/loader.js></script>";
    storefront.put_product("/products/gone", &[("<!-- snippet -->", script)]);

    browser.goto(&format!("{}/products/gone", storefront.url)).await;
    browser.click(&step(9)).await;

    answered(&storefront, 1).await;
    browser.assert_undisturbed().await;
    let older = older_page(&storefront, "0123456789ab").await;
    browser.run("localStorage.clear(); sessionStorage.clear()", Vec::new()).await;
    browser.goto(&older).await;
    browser.until_seen(DIALOG).await;
    browser.close().await;
}
