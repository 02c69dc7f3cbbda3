//! Answers that cannot be sent at once: without a network, to a server that is busy, beside one that
//! no server takes.

use harness::{Browser, Screen, Storefront, until};
use serde_json::{Value, json};

use crate::asking::{DIALOG, answered, product_page, step};

/// What waits in this browser, by response.
const OUTBOX: &str = "JSON.parse(localStorage.getItem(
    Object.keys(localStorage).find((key) => key.endsWith(':outbox'))) || '{}')";

async fn until_nothing_waits(browser: &Browser) {
    browser.until_true(&format!("!Object.keys({OUTBOX}).length")).await;
}

/// Answers all of the survey that follows an order.
async fn answer_all(browser: &Browser) {
    browser.click(&step(6)).await;
    browser.until_says(".question", "What made it easy?").await;
    browser.until_still().await;
    browser.click("textarea").await;
    browser.keys("Two clicks").await;
    browser.click("button.button").await;
    browser.until_says(DIALOG, "Thank you!").await;
}

#[tokio::test]
async fn without_a_network_a_shopper_comes_to_the_thanks_and_the_answers_are_sent_once() {
    for reload in [false, true] {
        let Some(browser) = Browser::open(Screen::Phone).await else { return };
        let storefront = Storefront::open_and_ask_at_once().await;
        browser.goto(&format!("{}/thank-you", storefront.url)).await;
        browser.until_seen(DIALOG).await;
        // What the page says about itself is read a moment after the question has come in.
        let read = "test.requests('http').some(({ name, responseEnd }) =>
                        name.endsWith('/facts.js') && responseEnd > 0)";
        browser.until_true(read).await;

        browser.set_offline(true).await;
        answer_all(&browser).await;
        browser.until_says(".thanks .note", "sent").await;
        assert_eq!(storefront.shop.responses().await, [] as [Value; 0]);
        browser.picture("waiting-offline").await;
        browser.set_offline(false).await;
        if reload {
            browser.reload().await;
        }

        let response = answered(&storefront, 2).await;
        assert_eq!(response["complete"], true);
        assert_eq!(response["context"]["touchpoint"], "thank_you");
        until_nothing_waits(&browser).await;
        browser.settle().await;
        answered(&storefront, 2).await;
        browser.close().await;
    }
}

#[tokio::test]
async fn an_answer_that_no_server_takes_does_not_keep_the_others_waiting() {
    let Some((browser, storefront)) = product_page(Screen::Desktop).await else { return };
    browser.until_seen(DIALOG).await;
    browser.set_offline(true).await;
    browser.click(&step(9)).await;
    browser.until_true(&format!("Object.keys({OUTBOX}).length === 1")).await;

    // A survey that is gone, answers that are none, and what is no message at all.
    let spoil = format!(
        "const all = {OUTBOX};
         const [[id, body]] = Object.entries(all);
         const other = (changes) => JSON.stringify({{ ...JSON.parse(body), ...changes }});
         const ids = ['0', '1', '2', '3'].map((digit) => id.slice(0, -1) + digit);
         localStorage.setItem('candor:{}:outbox', JSON.stringify({{
           [ids[0]]: other({{ id: ids[0], survey: 'sv_' + '0'.repeat(32) }}),
           [ids[1]]: other({{ id: ids[1], answers: [{{ question: 'recommend', value: 99 }}] }}),
           [ids[2]]: '{{',
           ...all,
           [ids[3]]: 7,
         }}))",
        storefront.shop.id
    );
    browser.run(&spoil, vec![]).await;
    browser.set_offline(false).await;
    browser.goto(&format!("{}/cart", storefront.url)).await;

    assert_eq!(answered(&storefront, 1).await["answers"][0]["value"], 9);
    until_nothing_waits(&browser).await;
    browser.goto(&format!("{}/cart", storefront.url)).await;
    browser.settle().await;
    let sent = "test.requests('http').filter(({ name }) => name.endsWith('/responses')).length";
    assert_eq!(browser.value(sent).await, 0, "what was refused is not sent again");
    browser.assert_undisturbed().await;
    browser.close().await;
}

#[tokio::test]
async fn what_waits_in_a_browser_that_something_else_has_written_in_disturbs_nothing() {
    let Some(browser) = Browser::open(Screen::Desktop).await else { return };
    let storefront = Storefront::open_and_ask_at_once().await;
    for spoilt in ["", "{", "null", "7", "[]", "\"x\"", "{\"a\":null,\"b\":{}}"] {
        browser.goto(&format!("{}/cart", storefront.url)).await;
        let spoil = "localStorage.clear();
                     localStorage.setItem(arguments[0] + ':outbox', arguments[1]);
                     localStorage.setItem(arguments[0], arguments[1]);
                     sessionStorage.setItem(arguments[0] + ':' + arguments[2], arguments[1])";
        let key = format!("candor:{}", storefront.shop.id);
        let survey = json!(storefront.shop.nps);
        browser.run(spoil, vec![key.into(), spoilt.into(), survey]).await;

        browser.goto(&format!("{}/products/mug", storefront.url)).await;

        browser.until_seen(DIALOG).await;
        browser.settle().await;
        browser.assert_undisturbed().await;
    }
    browser.click(&step(9)).await;
    answered(&storefront, 1).await;
    browser.close().await;
}

#[tokio::test]
async fn a_server_that_asks_for_time_gets_it_and_then_the_answer() {
    let Some((browser, storefront)) = product_page(Screen::Desktop).await else { return };
    browser.until_seen(DIALOG).await;
    let busy = "window.tries = []; const { fetch } = window;
                window.fetch = async (url, init) => {
                  if (!init || !init.body) return fetch(url, init);
                  tries.push(performance.now());
                  if (tries.length > 1) return fetch(url, init);
                  return new Response('', { status: 503, headers: { 'retry-after': '4' } });
                }";
    browser.run(busy, vec![]).await;

    browser.click(&step(9)).await;
    browser.until_true("tries.length === 1").await;
    browser.until_says(".question", "main reason").await;
    assert_eq!(storefront.shop.responses().await, [] as [Value; 0]);

    assert_eq!(answered(&storefront, 1).await["answers"][0]["value"], 9);
    let waited = browser.value("tries[1] - tries[0]").await.as_f64().unwrap();
    assert!(waited >= 4_000.0, "it was asked again after {waited} ms");
    until("nothing waits", async || {
        (browser.value(&format!("Object.keys({OUTBOX}).length")).await == 0).then_some(())
    })
    .await;
    browser.close().await;
}
