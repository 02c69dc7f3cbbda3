//! What a newcomer sees after the first start: the demo shop, and the main job from end to end.

use harness::owner::PASSWORD;
use harness::{Browser, Key, Screen, Storefront, until};
use serde_json::Value;

const WHY: &str = "The glaze is even better than on the picture.";
const REVIEW: &str = "I drink from it every morning.\nThe handle fits three fingers.";

/// The newest response that the owner sees.
async fn newest(storefront: &Storefront) -> Value {
    let page: Value = storefront.shop.owner.get("/responses?limit=1").await.ok().json();
    page["items"][0].clone()
}

/// The owner uses the one-time link in their own tab.
async fn sign_up(browser: &Browser, storefront: &Storefront) {
    let server = &storefront.shop.server;
    let invitation = server.invite(None).await;
    browser.goto(&server.app.public.to(&invitation)).await;
    browser.click("[name=email]").await;
    browser.keys("ana@shop.example").await;
    browser.click("[name=password]").await;
    browser.keys(PASSWORD).await;
    browser.press(Key::Enter).await;
    browser.until_says("h1", "").await;
    browser.until_true("location.pathname.startsWith('/shops/')").await;
}

/// The shopper chooses 9 with keys alone; moving along the scale sends nothing.
async fn choose_nine(browser: &Browser, storefront: &Storefront) {
    let before = newest(storefront).await;
    browser.until_seen("[role=dialog]").await;
    browser.tab_to("0, Not at all likely").await;
    for _ in 0..9 {
        browser.press(Key::Right).await;
    }
    assert_eq!(browser.focused().await, "9");
    assert_eq!(newest(storefront).await, before, "arrows do not choose");

    browser.press(Key::Space).await;

    let score = until("the score is on the server", async || {
        let newest = newest(storefront).await;
        (newest["key"] != before["key"]).then_some(newest)
    })
    .await;
    assert_eq!(score["answers"].as_array().unwrap().len(), 1, "{score}");
    assert_eq!(score["answers"][0]["value"], 9);
    assert_eq!(score["complete"], false);
    assert_eq!(score["context"]["product"], "MUG-01");
}

async fn say_why(browser: &Browser) {
    browser.until_says("[role=dialog] .question", "main reason").await;
    // On a phone the keyboard does not come by itself: there the focus is on the question.
    browser.until_true("test.focused().matches('textarea, .question')").await;
    browser.tab_to_a("textarea").await;
    browser.keys(WHY).await;
    browser.tab_to("Next").await;
    browser.press(Key::Enter).await;
}

async fn write_review(browser: &Browser) {
    browser.until_says("[role=dialog] .question", "share a review").await;
    browser.tab_to("1 star").await;
    for _ in 0..4 {
        browser.press(Key::Right).await;
    }
    browser.press(Key::Space).await;
    browser.tab_to("Title").await;
    browser.keys("A mug to keep").await;
    browser.tab_to("Your review").await;
    browser.keys(REVIEW).await;
    browser.tab_to("Your name").await;
    browser.keys("Noor").await;
    browser.tab_to("Publish my review").await;
    browser.press(Key::Space).await;
    browser.picture("widget-review").await;
    browser.tab_to("Send").await;
    browser.press(Key::Enter).await;
    browser.until_says("[role=dialog]", "Thank you!").await;
    // With the way to the author's own page it stays long enough to be followed.
    browser.until_seen("[role=dialog] a[href*='/reviews/']").await;
    browser.press(Key::Escape).await;
    browser.until_gone("[role=dialog]").await;
}

/// The owner finds the review among those that wait, and publishes it.
async fn publish(browser: &Browser, storefront: &Storefront) {
    let shop = &storefront.shop;
    browser.goto(&shop.app().public.to(&format!("/shops/{}/reviews", shop.id))).await;
    browser.until_says("main", "A mug to keep").await;
    let script =
        "const card = test.all('article').find((it) => it.textContent.includes(arguments[0]));
                  const forms = [...card.querySelectorAll('form')];
                  const form = forms.find((it) => it.action.includes('/publish'));
                  form.querySelector('button').id = 'publish-this';";
    browser.run(script, vec!["A mug to keep".into()]).await;
    browser.click("#publish-this").await;
    until("the review is public", async || {
        let feed = shop.feed("MUG-01").await;
        feed.iter().any(|review| review.text == REVIEW).then_some(())
    })
    .await;
}

/// From the question to the review on the product page, as in the README.
async fn the_main_job(screen: Screen) {
    let Some(browser) = Browser::open(screen).await else { return };
    let storefront = Storefront::open_demo().await;
    let shop = &storefront.shop;
    browser.open_tab().await;
    sign_up(&browser, &storefront).await;
    browser.look_at_tab(0).await;
    browser.goto(&format!("{}/products/mug-01", storefront.url)).await;

    choose_nine(&browser, &storefront).await;
    browser.look_at_tab(1).await;
    let key = newest(&storefront).await["key"].as_str().unwrap().to_owned();
    browser.goto(&shop.app().public.to(&format!("/shops/{}/responses", shop.id))).await;
    browser.until_seen(&format!("a[href$='{key}']")).await;
    browser.goto(&shop.app().public.to(&format!("/shops/{}/responses/{key}", shop.id))).await;
    browser.until_says("main", "9").await;
    assert!(!browser.text("main").await.contains(WHY), "the score is seen before the text is sent");

    browser.look_at_tab(0).await;
    say_why(&browser).await;
    write_review(&browser).await;
    browser.assert_undisturbed().await;
    let kept = newest(&storefront).await;
    assert_eq!(kept["complete"], true);
    assert_eq!(kept["answers"][1]["value"], WHY);

    browser.look_at_tab(1).await;
    publish(&browser, &storefront).await;
    browser.look_at_tab(0).await;
    browser.forget_cached().await;
    browser.reload().await;
    browser.until_says(".candor-list", "A mug to keep").await;
    assert!(browser.text(".candor-list").await.contains("Noor"));
    browser.until_seen(".candor-stars").await;
    browser.until_open_for(4_000).await;
    assert!(!browser.sees("[role=dialog]").await, "nobody is asked twice");
    browser.assert_undisturbed().await;
    browser.close().await;
}

#[tokio::test]
async fn a_question_answered_by_keys_alone_becomes_a_review_on_the_product_page() {
    the_main_job(Screen::Desktop).await;
}

#[tokio::test]
async fn a_question_answered_on_a_phone_becomes_a_review_on_the_product_page() {
    the_main_job(Screen::Phone).await;
}
