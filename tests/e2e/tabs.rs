//! A shopper with several tabs, who leaves, comes back and goes on: one survey, and its answers.

use harness::{Browser, Screen, Storefront, until};
use serde_json::{Value, json};

use crate::asking::{DIALOG, answered, step};

/// Remembers whether the page came back as it was left.
const RETURNS: &str = "addEventListener('pageshow', (event) => {
    window.cameBack = event.persisted ? (window.cameBack || 0) + 1 : 0;
  })";

/// A shop whose survey of products is asked so.
async fn shop_that_asks(change: impl FnOnce(&mut Value)) -> Storefront {
    let storefront = Storefront::open_and_ask_at_once().await;
    storefront.change_survey("product-nps", change).await;
    for path in ["/products/mug", "/products/cup"] {
        storefront.put_product(path, &[("<!-- snippet -->", &page_with_memory())]);
    }
    storefront
}

fn page_with_memory() -> String {
    format!("<script>{RETURNS}</script><!-- snippet -->")
}

async fn go(browser: &Browser, storefront: &Storefront, path: &str) {
    browser.goto(&format!("{}{path}", storefront.url)).await;
}

/// Goes back to a page that is still as it was left, or says that this browser never keeps one.
async fn back_to_what_was_left(browser: &Browser) {
    browser.back().await;
    browser.until_true("window.cameBack > 0").await;
}

async fn complete(storefront: &Storefront) -> Value {
    until("the response is complete", async || {
        let response = storefront.shop.responses().await.pop()?;
        (response["complete"] == true).then_some(response)
    })
    .await
}

#[tokio::test]
async fn what_is_answered_or_closed_in_one_tab_is_not_asked_in_the_other() {
    for close in [false, true] {
        let Some(browser) = Browser::open(Screen::Desktop).await else { return };
        let storefront = shop_that_asks(|survey| survey["rule"]["delay_ms"] = 1_500.into()).await;
        go(&browser, &storefront, "/products/mug").await;
        browser.open_tab().await;
        go(&browser, &storefront, "/products/cup").await;

        browser.until_seen(DIALOG).await;
        if close {
            browser.click("[aria-label=Close]").await;
            browser.until_gone(DIALOG).await;
        } else {
            browser.click(&step(9)).await;
            answered(&storefront, 1).await;
        }
        browser.look_at_tab(0).await;

        browser.until_open_for(1_500).await;
        browser.settle().await;
        assert!(!browser.sees(DIALOG).await, "closed: {close}");
        browser.assert_undisturbed().await;
        browser.close().await;
    }
}

#[tokio::test]
async fn a_question_that_stands_in_two_tabs_leaves_the_other_where_it_is_answered_or_closed() {
    for close in [false, true] {
        let Some(browser) = Browser::open(Screen::Desktop).await else { return };
        let storefront = shop_that_asks(|survey| survey["rule"]["repeat"] = "always".into()).await;
        go(&browser, &storefront, "/products/mug").await;
        browser.until_seen(DIALOG).await;
        browser.open_tab().await;
        go(&browser, &storefront, "/products/cup").await;

        if close {
            browser.click("[aria-label=Close]").await;
            browser.until_gone(DIALOG).await;
        } else {
            browser.click(&step(9)).await;
            answered(&storefront, 1).await;
        }
        browser.look_at_tab(0).await;

        browser.until_gone(DIALOG).await;
        assert_eq!(storefront.shop.responses().await.len(), usize::from(!close));
        browser.assert_undisturbed().await;
        browser.close().await;
    }
}

#[tokio::test]
async fn two_tabs_that_are_answered_at_the_same_time_lose_nothing() {
    let Some(browser) = Browser::open(Screen::Desktop).await else { return };
    let storefront = shop_that_asks(|_| ()).await;
    go(&browser, &storefront, "/products/mug").await;
    browser.click(&step(9)).await;
    answered(&storefront, 1).await;
    browser.open_tab().await;
    go(&browser, &storefront, "/thank-you").await;
    browser.click(&step(6)).await;
    browser.until_says(".question", "What made it easy?").await;

    browser.look_at_tab(0).await;
    browser.click("textarea").await;
    browser.keys("Sturdy").await;
    browser.click("button.button").await;
    browser.look_at_tab(1).await;
    browser.click("textarea").await;
    browser.keys("Two clicks").await;
    browser.click("button.button").await;

    until("both responses have both answers", async || {
        let responses = storefront.shop.responses().await;
        let both = |it: &Value| it["answers"].as_array().unwrap().len() == 2;
        (responses.len() == 2 && responses.iter().all(both)).then_some(())
    })
    .await;
    browser.assert_undisturbed().await;
    browser.close().await;
}

#[tokio::test]
async fn a_choice_is_kept_by_the_shop_however_soon_its_tab_is_closed() {
    let Some(browser) = Browser::open(Screen::Desktop).await else { return };
    let storefront = shop_that_asks(|_| ()).await;
    go(&browser, &storefront, "/cart").await;
    browser.open_tab().await;
    go(&browser, &storefront, "/products/mug").await;

    browser.click(&step(7)).await;
    browser.close_tab().await;

    let response = answered(&storefront, 1).await;
    assert_eq!(response["answers"][0], json!({ "question": "recommend", "value": 7 }));
    assert_eq!(response["complete"], false);
    browser.close().await;
}

#[tokio::test]
async fn a_choice_is_kept_by_the_shop_however_soon_the_shopper_goes_on() {
    let Some(browser) = Browser::open(Screen::Desktop).await else { return };
    let storefront = shop_that_asks(|_| ()).await;
    go(&browser, &storefront, "/products/mug").await;
    browser.until_seen(DIALOG).await;

    browser.click(&step(7)).await;
    go(&browser, &storefront, "/cart").await;

    let response = answered(&storefront, 1).await;
    assert_eq!(response["context"]["page"], format!("{}/products/mug", storefront.url));
    browser.until_true("!Object.keys(localStorage).some((key) => key.endsWith(':outbox'))").await;
    browser.close().await;
}

#[tokio::test]
async fn who_comes_back_to_a_page_finds_the_question_that_was_left_there() {
    let Some(browser) = Browser::open(Screen::Desktop).await else { return };
    let storefront = shop_that_asks(|_| ()).await;
    go(&browser, &storefront, "/products/mug").await;
    browser.until_seen(DIALOG).await;

    go(&browser, &storefront, "/cart").await;
    back_to_what_was_left(&browser).await;
    browser.settle().await;
    assert_eq!(browser.count(DIALOG).await, 1);
    browser.click(&step(8)).await;
    answered(&storefront, 1).await;
    browser.until_says(".question", "main reason").await;
    browser.forward().await;
    browser.until_true("!!(window.candor && candor.refuses)").await;
    browser.settle().await;
    back_to_what_was_left(&browser).await;

    browser.click("textarea").await;
    browser.keys("Sturdy").await;
    browser.click("button.button").await;
    answered(&storefront, 2).await;
    browser.assert_undisturbed().await;
    browser.close().await;
}

#[tokio::test]
async fn a_survey_that_went_on_elsewhere_is_not_asked_again_on_the_way_back() {
    let Some(browser) = Browser::open(Screen::Desktop).await else { return };
    let storefront = shop_that_asks(|survey| survey["rule"]["repeat"] = "always".into()).await;
    go(&browser, &storefront, "/products/mug").await;
    browser.until_seen(DIALOG).await;

    // Answered on the next page, while the first still has the question.
    go(&browser, &storefront, "/products/cup").await;
    browser.click(&step(8)).await;
    answered(&storefront, 1).await;
    browser.until_says(".question", "main reason").await;
    back_to_what_was_left(&browser).await;
    browser.until_says(".question", "main reason").await;
    browser.click("textarea").await;
    browser.keys("Sturdy").await;
    browser.click("button.button").await;
    answered(&storefront, 2).await;
    browser.until_says(".question", "share a review").await;

    // Goes on where it is, not where it was on that page.
    browser.forward().await;
    browser.until_says(".question", "share a review").await;
    browser.click("button.button").await;
    browser.until_says(DIALOG, "Thank you!").await;
    let response = complete(&storefront).await;
    assert_eq!(response["answers"].as_array().unwrap().len(), 2, "{response}");

    browser.back().await;
    browser.until_gone(".question").await;
    browser.assert_undisturbed().await;
    assert_eq!(storefront.shop.responses().await.len(), 1);
    browser.close().await;
}

#[tokio::test]
async fn what_was_written_and_not_sent_is_still_there_after_a_reload() {
    let Some(browser) = Browser::open(Screen::Desktop).await else { return };
    let storefront = shop_that_asks(|_| ()).await;
    go(&browser, &storefront, "/products/mug").await;
    browser.click(&step(8)).await;
    browser.click("textarea").await;
    browser.keys("Sturdy, and").await;

    browser.reload().await;
    browser.until_says(".question", "main reason").await;
    assert_eq!(browser.value("test.one('textarea').value").await, "Sturdy, and");
    assert_eq!(answered(&storefront, 1).await["answers"][0]["value"], 8);
    browser.click("textarea").await;
    browser.keys(" blue").await;
    go(&browser, &storefront, "/products/cup").await;
    browser.until_says(".question", "main reason").await;
    browser.click("button.button").await;

    let answers = answered(&storefront, 2).await["answers"].clone();
    let written = answers[1]["value"].as_str().unwrap();
    assert!(written.contains("Sturdy, and") && written.contains(" blue"), "{written}");
    browser.until_still().await;
    browser.click("[role=radio][aria-label='4 stars']").await;
    browser.until_seen("#text").await;
    browser.until_still().await;
    browser.click("#text").await;
    browser.keys("Keeps tea").await;
    browser.reload().await;
    browser.until_seen("#text").await;
    assert_eq!(browser.value("test.one('#text').value").await, "Keeps tea");
    assert_eq!(browser.count("[role=radio][aria-checked=true]").await, 1);
    browser.click("button.button").await;

    complete(&storefront).await;
    browser.until_true("sessionStorage.length === 0").await;
    browser.assert_undisturbed().await;
    browser.close().await;
}

#[tokio::test]
async fn what_was_written_before_anything_was_sent_is_kept_until_the_question_is_closed() {
    let Some(browser) = Browser::open(Screen::Phone).await else { return };
    let storefront = shop_that_asks(|survey| {
        survey["questions"] =
            json!([{ "id": "word", "kind": "short_text", "text": { "en": "In one word?" } }]);
    })
    .await;
    go(&browser, &storefront, "/products/mug").await;
    browser.click("input.input").await;
    browser.keys("Sturdy").await;

    browser.reload().await;
    browser.until_seen("input.input").await;
    assert_eq!(browser.value("test.one('input.input').value").await, "Sturdy");
    assert_eq!(storefront.shop.responses().await, [] as [Value; 0]);
    browser.click("[aria-label=Close]").await;
    browser.until_gone(DIALOG).await;
    browser.reload().await;

    browser.until_open_for(1_000).await;
    assert!(!browser.sees(DIALOG).await);
    assert_eq!(browser.value("sessionStorage.length").await, 0);
    browser.close().await;
}
