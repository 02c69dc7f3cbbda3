//! Below the shop's own address, behind a real nginx that is set up word for word as
//! `docs/reverse-proxy.md` says.

use std::net::Ipv4Addr;
use std::sync::Arc;

use harness::{Browser, Client, Message, Nginx, Screen, Server, Storefront};
use server::clock::Clock;
use server::http::rates::{Allowance, Rates};
use server::http::visitor::Proxies;

use crate::asking::{answered, step};

const DOC: &str = include_str!("../../docs/reverse-proxy.md");
/// Where Candor listens in the documentation.
const PLACE: &str = "http://127.0.0.1:7311";

/// The value that the documentation gives to a setting.
fn told(setting: &str) -> &'static str {
    let after = DOC.split_once(&format!("{setting}=")).map(|(_, after)| after);
    after.and_then(|after| after.split_whitespace().next()).unwrap()
}

/// A shop behind nginx, whose visitors may send so often in a minute.
async fn shop_behind(nginx: &mut Nginx, per_visitor_minute: u32) -> Storefront {
    let public = told("CANDOR_PUBLIC_URL").replace("https://shop.example", &nginx.url);
    let server = Server::start_with(Some(&public), |parts| {
        parts.clock = Clock::System;
        parts.rates = Rates::new(Allowance { per_visitor_minute, per_shop_second: 0 });
        parts.proxies = Arc::new(Proxies {
            trusted: vec![
                told("CANDOR_TRUSTED_PROXIES").parse::<std::net::IpAddr>().unwrap().into(),
            ],
            header: Some(told("CANDOR_VISITOR_HEADER").parse().unwrap()),
            country: None,
        });
    })
    .await;
    let (_, lines) = DOC.split_once("```nginx\n").unwrap();
    let (lines, _) = lines.split_once("```").unwrap();
    assert!(lines.contains(PLACE), "{lines}");
    let lines = lines.replace(PLACE, &server.address);
    let (storefront, pages) = Storefront::open_behind(server, &nginx.url).await;
    nginx.serve(&format!("{lines}\nlocation / {{ proxy_pass {pages}; }}")).await;
    storefront
}

#[tokio::test]
async fn a_shopper_is_asked_and_reads_reviews_with_nothing_but_the_shops_own_address() {
    for screen in [Screen::Desktop, Screen::Phone] {
        let Some(mut nginx) = Nginx::find() else { return };
        let Some(browser) = Browser::open(screen).await else { return };
        let storefront = shop_behind(&mut nginx, 0).await;
        let shop = &storefront.shop;
        let review = shop.review("MUG-01", 5, "Sturdy handle.").await;
        shop.publish(review).await;
        storefront.ask_at_once().await;
        let before = shop.responses().await.len();

        browser.goto(&format!("{}/products/mug", nginx.url)).await;
        browser.until_says(".candor-text", "Sturdy handle.").await;
        browser.until_seen(".candor-stars").await;
        browser.click(&step(9)).await;

        harness::until("the answer is stored", async || {
            (shop.responses().await.len() > before).then_some(())
        })
        .await;
        let elsewhere = "performance.getEntriesByType('resource').map((it) => it.name)\
            .filter((it) => !it.startsWith(location.origin + '/feedback/') && !/^data:/.test(it))";
        assert_eq!(browser.value(elsewhere).await, serde_json::json!([]));
        browser.assert_undisturbed().await;
        browser.close().await;
    }
}

#[tokio::test]
async fn a_page_that_trusts_only_itself_asks_in_a_frame_and_the_surveys_own_page_is_answered() {
    let Some(mut nginx) = Nginx::find() else { return };
    let Some(browser) = Browser::open(Screen::Desktop).await else { return };
    let storefront = shop_behind(&mut nginx, 0).await;
    storefront.ask_at_once().await;
    let html = "<!doctype html><html lang=en><title>Mug</title><!-- snippet --><h1>Mug</h1>";
    storefront.put_with_policy("/products/strict", html, "default-src 'self'");

    browser.goto(&format!("{}/products/strict", nginx.url)).await;
    browser.click_within("iframe", ".step:nth-child(10)").await;
    browser.click_within("iframe", "[name=go][value=next]").await;
    answered(&storefront, 1).await;
    let page = format!("{}/feedback/s/{}/post-purchase", nginx.url, storefront.shop.id);
    browser.goto(&page).await;
    browser.click(".step:nth-child(2)").await;
    browser.click("[name=go][value=next]").await;

    browser.until_address("/feedback/s/").await;
    browser.until_address("at=").await;
    assert_eq!(storefront.shop.responses().await.len(), 2);
    browser.close().await;
}

#[tokio::test]
async fn whoever_claims_another_address_every_time_is_one_visitor_all_the_same() {
    let Some(mut nginx) = Nginx::find() else { return };
    let storefront = shop_behind(&mut nginx, 3).await;
    let shop = &storefront.shop;
    let api = format!("{}/feedback/v1/shops/{}", nginx.url, shop.id);

    let mut statuses = Vec::new();
    for (from, claim) in [(2, 1), (2, 2), (2, 3), (2, 4), (3, 1)] {
        let page = Client::at_address(&api, Ipv4Addr::new(127, 0, 0, from).into());
        let claim = format!("203.0.113.{claim}");
        let page = page.with("origin", &nginx.url).with("x-forwarded-for", &claim);
        let message = Message::to(shop.nps).answer("recommend", 9);
        statuses.push(page.post("/responses", &message.0).await.status);
    }

    assert_eq!(statuses, [201, 201, 201, 429, 201], "who really comes from elsewhere is another");
    assert!(!shop.is_stored("203.0.113.1").await);
}
