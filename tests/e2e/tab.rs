//! A survey behind a tab at the page's edge, in a real browser.

use harness::{Browser, Key, Screen, Storefront};
use serde_json::{Value, json};

use crate::asking::{DIALOG, answered, step};

const TAB: &str = "button[part=tab]";

/// A page, in this language, of a shop whose survey waits behind a tab.
async fn page(screen: Screen, language: &str, more: &str) -> Option<(Browser, Storefront)> {
    let browser = Browser::open(screen).await?;
    let storefront = Storefront::open().await;
    storefront.change_survey("product-nps", behind_a_tab).await;
    let dir = if language == "ar" { "rtl" } else { "ltr" };
    let html = format!(
        "<!doctype html><html lang={language} dir={dir}><title>A mug</title>
         <meta name=viewport content='width=device-width, initial-scale=1'>
         <main style='height: 2000px'><h1>A mug</h1></main>{more}<!-- snippet -->"
    );
    storefront.put("/page", &html);
    storefront.put("/elsewhere", &html);
    browser.goto(&format!("{}/page", storefront.url)).await;
    Some((browser, storefront))
}

fn behind_a_tab(survey: &mut Value) {
    survey["placement"] = "tab".into();
    survey["rule"] =
        json!({"include": [{"matches": "exact", "value": "/page"}], "delay_ms": 60_000});
}

#[tokio::test]
async fn a_tab_opens_its_survey_whenever_a_shopper_wants() {
    let Some((browser, storefront)) = page(Screen::Desktop, "en", "").await else { return };
    browser.until_seen(TAB).await;
    browser.picture("tab-desktop").await;
    assert_eq!(browser.text(TAB).await, "Feedback");
    assert!(!browser.sees(DIALOG).await, "it waits");
    browser.assert_undisturbed().await;

    browser.tab_to("Feedback").await;
    browser.press(Key::Enter).await;
    browser.until_seen(DIALOG).await;
    browser.until_true("!!test.focused().closest('.frame')").await;
    browser.until_still().await;
    browser.picture("tab-open").await;
    browser.press(Key::Escape).await;
    browser.until_gone(DIALOG).await;
    assert_eq!(browser.focused().await, "Feedback", "the focus is given back");

    browser.click(TAB).await;
    browser.until_seen(DIALOG).await;
    browser.click(TAB).await;
    browser.until_still().await;
    assert_eq!(browser.count(DIALOG).await, 1);
    browser.click(&step(9)).await;
    assert_eq!(answered(&storefront, 1).await["answers"][0]["value"], 9);
    browser.assert_unbroken().await;
    browser.close().await;
}

#[tokio::test]
async fn a_tab_is_only_on_the_pages_that_are_meant() {
    let Some((browser, storefront)) = page(Screen::Desktop, "en", "").await else { return };
    browser.until_seen(TAB).await;

    browser.run("history.pushState({}, '', '/elsewhere')", Vec::new()).await;
    browser.until_gone(TAB).await;
    browser.run("history.back()", Vec::new()).await;
    browser.until_seen(TAB).await;
    assert_eq!(browser.count(TAB).await, 1);

    browser.goto(&format!("{}/elsewhere", storefront.url)).await;
    browser.until_true("!!(window.candor && candor.refuses)").await;
    browser.settle().await;
    assert!(!browser.sees(TAB).await);
    browser.close().await;
}

#[tokio::test]
async fn a_tab_has_the_words_of_the_shop_in_the_language_of_the_page() {
    let Some((browser, storefront)) = page(Screen::Phone, "ar", "").await else { return };
    browser.until_seen(TAB).await;
    assert_eq!(browser.text(TAB).await, "رأيك");
    let left = "test.one('button[part=tab]').getBoundingClientRect().left";
    assert_eq!(browser.value(left).await, 0, "it is where lines end");
    browser.picture("tab-phone-ar").await;

    let words = json!({"en": "Tell us", "ar": "أخبرنا"});
    storefront.change_survey("product-nps", |survey| survey["tab"] = words).await;
    browser.forget_cached().await;
    browser.reload().await;

    browser.until_says(TAB, "أخبرنا").await;
    browser.assert_undisturbed().await;
    browser.close().await;
}

#[tokio::test]
async fn a_tab_does_not_cover_what_the_shop_has_fixed_at_the_edge() {
    let bubble = "<button id=chat style='position: fixed; right: 0; top: 40%; width: 60px;
                   height: 200px'>Chat</button>";
    let Some((browser, _storefront)) = page(Screen::Desktop, "en", bubble).await else { return };
    browser.until_seen(TAB).await;

    let apart = "(() => {
        const tab = test.one('button[part=tab]').getBoundingClientRect();
        const chat = document.querySelector('#chat').getBoundingClientRect();
        return tab.bottom <= chat.top || tab.top >= chat.bottom;
      })()";
    browser.until_true(apart).await;
    browser.picture("tab-beside").await;
    browser.close().await;
}

#[tokio::test]
async fn a_survey_that_a_shopper_asks_for_on_a_phone_is_seen_also_over_a_button_of_the_shop() {
    let bar = "<button style='position: absolute; left: 16px; right: 16px; top: 860px;
                height: 48px'>Add to cart</button>";
    let Some((browser, _storefront)) = page(Screen::Phone, "en", bar).await else { return };
    browser.until_seen(TAB).await;

    browser.click(TAB).await;

    browser.until_seen(DIALOG).await;
    browser.until_still().await;
    let top = "test.one('[role=dialog]').getBoundingClientRect().top";
    browser.until_true(&format!("{top} < innerHeight - 150")).await;
    browser.assert_undisturbed().await;
    browser.close().await;
}

#[tokio::test]
async fn a_tab_is_dark_on_a_page_that_turns_out_dark_only_after_it_was_drawn() {
    let late = "<script>addEventListener('load', () => document.body.style.background = '#111',
                  { capture: true })</script>";
    let Some((browser, _storefront)) = page(Screen::Desktop, "en", late).await else { return };

    browser.until_seen(TAB).await;

    browser.until_true("!!test.one('button[part=tab][data-dark]')").await;
    browser.close().await;
}
