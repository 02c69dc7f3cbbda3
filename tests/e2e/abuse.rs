//! What programs send instead of shoppers: it holds up nobody, loses nothing, and counts only if
//! the owner says so.

use std::sync::Arc;

use harness::{Client, Message, Server, Shop};
use serde_json::{Value, json};
use server::http::rates::{Allowance, Rates};
use server::http::visitor::Proxies;

const URL: &str = "https://shop.example";

/// A shop on a server that takes so many messages of a visitor in a minute.
async fn shop_that_takes(per_visitor_minute: u32) -> Shop {
    let server = Server::start_with(None, |app| {
        app.rates = Rates::new(Allowance { per_visitor_minute, per_shop_second: 0 });
        app.proxies = Arc::new(Proxies {
            trusted: vec!["127.0.0.0/8".parse().unwrap()],
            header: Some("x-forwarded-for".parse().unwrap()),
            country: Some("cf-ipcountry".parse().unwrap()),
        });
    });
    server.await.open_shop("Mugs & More", URL).await
}

/// A visitor at an address, as the shop's reverse proxy tells it.
fn visitor(shop: &Shop, address: &str) -> Client {
    shop.page.with("x-forwarded-for", address)
}

async fn suspicion_of(shop: &Shop, message: Message) -> Value {
    shop.answer(&message).await;
    shop.only_response().await["suspicion"].clone()
}

/// How many scores the owner's overview counts.
async fn counted(shop: &Shop) -> i64 {
    let counts = server::responses::nps_counts(shop.app(), shop.id).await.unwrap();
    counts.iter().sum()
}

#[tokio::test]
async fn an_answer_with_a_field_filled_in_that_no_shopper_sees_is_kept_and_not_counted() {
    let shop = Shop::open().await;

    let message = shop.recommends(10).set("website", "https://pills.example");

    assert_eq!(suspicion_of(&shop, message).await, "honeypot");
    assert_eq!(counted(&shop).await, 0);
}

#[tokio::test]
async fn the_country_that_a_trusted_proxy_tells_is_kept_and_the_browsers_word_is_not() {
    let shop = shop_that_takes(0).await;
    let page = visitor(&shop, "203.0.113.9").with("cf-ipcountry", "NL");
    let message = shop.recommends(9).context("country", "SE");

    page.post("/responses", &message.0).await.assert_ok();

    assert_eq!(shop.only_response().await["context"]["country"], "NL");
}

#[tokio::test]
async fn an_answer_faster_than_anybody_reads_is_kept_and_not_counted() {
    let shop = Shop::open().await;

    assert_eq!(suspicion_of(&shop, shop.recommends(10).set("elapsed_ms", 249)).await, "too_fast");

    assert_eq!(counted(&shop).await, 0);
}

#[tokio::test]
async fn an_answer_in_a_readers_time_or_without_one_is_not_suspicious() {
    for elapsed in [json!(250), json!(null), json!(3_600_000)] {
        let shop = Shop::open().await;

        let message = shop.recommends(10).set("elapsed_ms", elapsed);

        assert_eq!(suspicion_of(&shop, message).await, json!(null));
        assert_eq!(counted(&shop).await, 1);
    }
}

#[tokio::test]
async fn what_was_suspicious_once_stays_so_in_later_messages() {
    let shop = Shop::open().await;
    let message = shop.recommends(10).set("website", "x");
    shop.answer(&message).await;

    shop.answer(&message.next().set("website", "").answer("why", "Cheap pills")).await;

    let response = shop.only_response().await;
    assert_eq!(response["suspicion"], "honeypot");
    assert_eq!(response["answers"][1]["value"], "Cheap pills");
}

#[tokio::test]
async fn the_owner_sees_why_and_overrules_it() {
    let shop = Shop::open().await;
    let owner = shop.sign_up("ana@shop.example").await;
    shop.answer(&shop.recommends(9).set("elapsed_ms", 3)).await;
    shop.answer(&shop.recommends(2)).await;
    let suspicious = format!("/shops/{}/responses?suspicious=true", shop.id);
    let list = owner.pages.get(&suspicious).await.ok().text();
    assert_eq!(list.matches("left out of scores").count(), 1, "{list}");
    let key = shop.items("/responses?suspicious=true").await[0]["key"].clone();
    let page = format!("/shops/{}/responses/{}", shop.id, key.as_str().unwrap());
    assert!(owner.pages.get(&page).await.ok().text().contains("nobody reads that fast"));

    assert_eq!(owner.form(&format!("{page}/overrule"), &[]).await.status, 303);

    assert!(owner.pages.get(&page).await.ok().text().contains("you overruled it"));
    assert_eq!(counted(&shop).await, 2);
    assert_eq!(owner.form(&format!("{page}/uphold"), &[]).await.status, 303);
    assert_eq!(counted(&shop).await, 1);
}

#[tokio::test]
async fn what_is_not_suspicious_cannot_be_left_out() {
    let shop = Shop::open().await;
    let owner = shop.sign_up("ana@shop.example").await;
    shop.answer(&shop.recommends(0)).await;
    let key = shop.only_response().await["key"].as_str().unwrap().to_owned();

    let got = owner.form(&format!("/shops/{}/responses/{key}/uphold", shop.id), &[]).await;

    assert_eq!(got.status, 409);
    assert_eq!(counted(&shop).await, 1);
}

#[tokio::test]
async fn a_visitor_who_sends_too_much_is_asked_to_wait_and_others_are_not() {
    let shop = shop_that_takes(2).await;
    let (busy, other) = (visitor(&shop, "203.0.113.9"), visitor(&shop, "203.0.113.8"));
    for _ in 0..2 {
        busy.post("/responses", &shop.recommends(9).0).await.assert_ok();
    }

    let refused = busy.post("/responses", &shop.recommends(9).0).await;

    assert_eq!(refused.status, 429, "{}", refused.text());
    assert_eq!(refused.header("content-type"), "application/problem+json");
    assert!((1..=31).contains(&refused.header("retry-after").parse::<u64>().unwrap()));
    assert_eq!(refused.header("access-control-allow-origin"), "*");
    assert!(refused.header("access-control-expose-headers").contains("retry-after"));
    other.post("/responses", &shop.recommends(9).0).await.assert_ok();
    assert_eq!(shop.responses().await.len(), 3);
}

#[tokio::test]
async fn an_address_that_a_visitor_makes_up_does_not_help() {
    let shop = shop_that_takes(1).await;
    visitor(&shop, "1.1.1.1, 203.0.113.9")
        .post("/responses", &shop.recommends(9).0)
        .await
        .assert_ok();

    let again = visitor(&shop, "2.2.2.2, 203.0.113.9");

    assert_eq!(again.post("/responses", &shop.recommends(9).0).await.status, 429);
}

#[tokio::test]
async fn a_shops_own_proxy_that_speaks_for_nobody_is_not_counted_as_a_visitor() {
    let shop = shop_that_takes(1).await;

    for _ in 0..3 {
        shop.answer(&shop.recommends(9)).await;
    }

    assert_eq!(shop.responses().await.len(), 3);
}

#[tokio::test]
async fn addresses_are_stored_nowhere() {
    let shop = shop_that_takes(10).await;

    visitor(&shop, "203.0.113.77").post("/responses", &shop.recommends(9).0).await.assert_ok();

    assert!(!shop.is_stored("203.0.113.77").await);
    assert!(!shop.is_stored("cb00714d").await, "nor as bytes");
}
