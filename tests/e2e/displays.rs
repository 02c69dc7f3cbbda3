//! Displays beside the list: a row of reviews, a badge, its tab and panel, the button to write, and
//! what readers say of a review.

use harness::{Axe, Browser, Key, Screen, Shop, Storefront};
use serde_json::{Value, json};

const PAGE: &str = "<!doctype html><html lang=en><head><meta charset=utf-8><title>Mug</title>\
    <meta name=viewport content='width=device-width'><link rel=icon href='data:,'>\
    <style>body { margin: 16px; font: 16px/1.5 sans-serif } /* more */</style>\
    <!-- snippet --></head><body><main><h1>Mug</h1><!-- displays --><p id=below>Below</p></main></body></html>";

async fn publish(shop: &Shop, count: i64) {
    for number in 0..count {
        let text = format!("Review number {number}. {}", "It has a few more words. ".repeat(9));
        shop.publish(shop.review("MUG-01", 1 + number % 5, text.trim()).await).await;
    }
}

/// Puts a page up with some displays, and opens it.
async fn open(browser: &Browser, storefront: &Storefront, displays: &str, style: &str) {
    let page = PAGE.replace("<!-- displays -->", displays).replace("/* more */", style);
    storefront.put("/displays", &page);
    browser.goto(&format!("{}/displays", storefront.url)).await;
}

const ROW: &str = "<candor-carousel style='display:block;min-height:20em'></candor-carousel>";

#[tokio::test]
async fn a_row_of_reviews_moves_by_buttons_and_keys_and_nothing_else_does() {
    for screen in [Screen::Desktop, Screen::Phone] {
        let Some(browser) = Browser::open(screen).await else { return };
        let storefront = Storefront::open().await;
        publish(&storefront.shop, 7).await;

        open(&browser, &storefront, ROW, "").await;
        browser.until_seen(".candor-card").await;
        browser.picture(&format!("displays-row-{screen:?}")).await;
        let at = "Math.abs(test.one('.candor-track').scrollLeft)";
        assert_eq!(browser.value(at).await, 0);
        assert_eq!(browser.count("[data-candor-pause]").await, 0, "it does not move by itself");
        browser.click("[aria-label=Next]").await;
        browser.until_true(&format!("{at} > 100")).await;
        let first = "test.one('[aria-label=Previous]').getAttribute('aria-disabled')";
        browser.until_true(&format!("{first} === 'false'")).await;
        browser.run("test.one('.candor-track').focus()", Vec::new()).await;
        browser.press(Key::Home).await;
        browser.until_true(&format!("{at} === 0")).await;
        browser.press(Key::Right).await;
        browser.until_true(&format!("{at} > 100")).await;

        let high = "document.querySelector('candor-carousel').offsetHeight";
        assert_eq!(browser.value(high).await, 320, "it stays in its room");
        browser.assert_undisturbed().await;
        browser.close().await;
    }
}

#[tokio::test]
async fn a_row_that_moves_by_itself_can_be_stopped() {
    let Some(browser) = Browser::open(Screen::Phone).await else { return };
    let storefront = Storefront::open().await;
    publish(&storefront.shop, 4).await;

    let row = ROW.replace("<candor-carousel", "<candor-carousel autoplay");
    open(&browser, &storefront, &row, "").await;
    browser.until_seen(".candor-track").await;
    browser.until_true("Math.abs(test.one('.candor-track').scrollLeft) > 100").await;
    browser.click("[aria-label=Pause]").await;

    browser.until_seen("[aria-label=Play]").await;
    browser.close().await;
}

#[tokio::test]
async fn a_badge_says_what_all_reviews_of_the_shop_come_to() {
    let Some(browser) = Browser::open(Screen::Desktop).await else { return };
    let storefront = Storefront::open().await;
    publish(&storefront.shop, 3).await;
    let badge = "<candor-badge style='display:block;min-height:48px'></candor-badge>";

    open(&browser, &storefront, badge, "").await;

    browser.until_says(".candor-pill", "2.0").await;
    assert!(browser.text(".candor-pill").await.contains("3 reviews"));
    browser.picture("displays-badge").await;
    browser.assert_undisturbed().await;
    browser.close().await;
}

#[tokio::test]
async fn a_tab_at_the_pages_edge_opens_the_reviews_and_gives_the_focus_back() {
    for (screen, side) in [(Screen::Desktop, "end"), (Screen::Phone, "start")] {
        let Some(browser) = Browser::open(screen).await else { return };
        let storefront = Storefront::open().await;
        publish(&storefront.shop, 5).await;
        let badge = format!("<candor-badge floating={side}></candor-badge>");

        open(&browser, &storefront, &badge, "").await;
        browser.until_seen(".candor-tab").await;
        browser.picture(&format!("displays-tab-{screen:?}")).await;
        let below = "document.querySelector('candor-badge').offsetHeight";
        assert_eq!(browser.value(below).await, 0, "it takes no room in the page");
        browser.tab_to("Read the reviews: 3.0 out of 5 stars, 5 reviews").await;
        browser.press(Key::Enter).await;
        browser.until_says(".candor-text", "Review number 4").await;
        browser.picture(&format!("displays-panel-{screen:?}")).await;
        assert_eq!(browser.focused().await, "Close");
        browser.press(Key::Escape).await;
        browser.until_gone(".candor-panel").await;

        assert!(browser.focused().await.starts_with("Read the reviews"));
        browser.assert_undisturbed().await;
        browser.close().await;
    }
}

#[tokio::test]
async fn the_button_to_write_asks_for_a_review_where_a_survey_does() {
    let Some(browser) = Browser::open(Screen::Desktop).await else { return };
    let storefront = Storefront::open().await;
    let button =
        "<candor-write product=MUG-01 style='display:block;min-height:40px'></candor-write>";

    open(&browser, &storefront, button, "").await;
    browser.click("[data-candor-write]").await;
    browser.until_seen("[role=dialog]").await;
    browser.assert_undisturbed().await;

    for name in ["product-nps", "post-purchase"] {
        storefront.change_survey(name, |survey| survey["live"] = false.into()).await;
    }
    let html = storefront.shop.visitor.get("/write.html?product=MUG-01").await.ok().text();
    assert!(!html.contains("<button"), "{html}");
    browser.close().await;
}

#[tokio::test]
async fn a_reader_says_that_a_review_helped_and_takes_it_back() {
    let Some(browser) = Browser::open(Screen::Desktop).await else { return };
    let storefront = Storefront::open().await;
    publish(&storefront.shop, 1).await;
    let helpful = async || storefront.shop.feed("MUG-01").await[0].helpful;
    let url = format!("{}/products/mug", storefront.url);
    browser.goto(&url).await;

    browser.click("[data-candor-vote]").await;
    browser.until_true("test.one('.candor-votes')?.textContent === '1'").await;
    browser.until_true("localStorage.getItem('candor:votes')?.includes('rv_')").await;
    assert_eq!(helpful().await, 1);
    browser.reload().await;
    browser.until_seen("[data-candor-vote]").await;
    let pressed = "test.one('[data-candor-vote]').getAttribute('aria-pressed')";
    assert_eq!(browser.value(pressed).await, "true", "it is remembered");
    browser.click("[data-candor-vote]").await;
    browser.until_true(&format!("{pressed} === 'false'")).await;
    browser.until_true("!localStorage.getItem('candor:votes').includes('rv_')").await;
    assert_eq!(helpful().await, 0);
    browser.assert_unbroken().await;
    browser.close().await;
}

#[tokio::test]
async fn a_reader_reports_a_review_for_one_of_the_fixed_reasons() {
    let Some(browser) = Browser::open(Screen::Phone).await else { return };
    let storefront = Storefront::open().await;
    publish(&storefront.shop, 3).await;
    browser.goto(&format!("{}/products/mug", storefront.url)).await;

    browser.click("[data-candor-expand]").await;
    browser.click("[data-candor-report]").await;
    browser.until_seen("[data-candor-open]").await;
    browser.picture("displays-report").await;
    browser.press(Key::Escape).await;
    browser.until_gone("[data-candor-open]").await;
    assert_eq!(browser.focused().await, "Report");
    browser.press(Key::Enter).await;
    browser.click("[data-candor-open] [value=abuse]").await;
    browser.click("[data-candor-open] .candor-chip").await;
    browser.until_says(".candor-thanks", "The shop will look at it.").await;

    let id = storefront.shop.feed("MUG-01").await[0].id;
    let got = storefront.shop.owner.get(&format!("/reviews/{id}/reports")).await.ok();
    assert_eq!(got.json::<Value>()["items"][0]["reason"], "abuse");
    browser.close().await;
}

#[tokio::test]
async fn what_became_of_all_reviews_stands_below_them() {
    let shop = Shop::open().await;
    publish(&shop, 2).await;
    shop.review("MUG-01", 1, "It waits.").await;
    let spam = shop.review("MUG-01", 5, "Buy my mugs.").await;
    let reason = json!({ "reason": "spam" });
    shop.owner.post(&format!("/reviews/{spam}/withhold"), &reason).await.assert_ok();

    let html = shop.visitor.get("/reviews.html?product=MUG-01").await.ok().text();

    assert!(html.contains("2 of 4 published; 1 waiting; 1 withheld: spam 1"), "{html}");
}

#[tokio::test]
async fn a_page_with_a_strict_policy_shows_all_displays_in_their_room() {
    let Some(browser) = Browser::open(Screen::Desktop).await else { return };
    let storefront = Storefront::open().await;
    publish(&storefront.shop, 5).await;
    let server = storefront.shop.app().public.origin();
    let page = "<!doctype html><html lang=en><title>Mug</title><!-- snippet -->
                <candor-carousel></candor-carousel><candor-badge></candor-badge>
                <candor-badge floating></candor-badge><candor-write product=MUG-01></candor-write>";
    let policy = format!(
        "default-src 'none'; script-src {server} 'wasm-unsafe-eval'; connect-src {server}; \
         img-src data:; require-trusted-types-for 'script'; trusted-types candor"
    );
    storefront.put_with_policy("/strict", page, &policy);

    browser.goto(&format!("{}/strict", storefront.url)).await;
    for there in [".candor-card", ".candor-pill", ".candor-tab", "[data-candor-write]"] {
        browser.until_seen(there).await;
    }

    let high = "document.querySelector('candor-carousel').offsetHeight";
    assert_eq!(browser.value(high).await, 320);
    browser.assert_undisturbed().await;
    browser.close().await;
}

#[tokio::test]
async fn displays_are_for_everybody() {
    let Some(axe) = Axe::find() else { return };
    let dark = "html { background: #14181a; color: #e8e6e1 }";
    for (language, style) in [("en", ""), ("ar", dark)] {
        let Some(browser) = Browser::open(Screen::Desktop).await else { return };
        let storefront = Storefront::open().await;
        publish(&storefront.shop, 5).await;
        let displays = format!(
            "<script>candor = [['page', {{ language: '{language}' }}]]</script>{ROW}\
             <candor-badge floating></candor-badge>\
             <candor-badge style='display:block;min-height:48px'></candor-badge>\
             <candor-reviews product='' style='display:block;min-height:480px'></candor-reviews>"
        );
        let style = format!("{style} /* {language} */");
        let page = displays
            .replace("<script>", &format!("<script>document.documentElement.lang='{language}';"));

        open(&browser, &storefront, &page, &style).await;
        browser.until_seen(".candor-tab").await;
        browser.until_seen(".candor-card").await;
        browser.until_seen("[data-candor-expand]").await;
        axe.assert_clean(&browser, &format!("displays-{language}")).await;
        browser.click(".candor-tab").await;
        browser.until_seen(".candor-panel .candor-review, .candor-panel-body").await;
        // The list behind the panel is called the same, but out of reach while that is open.
        let axe = axe.clone().except("landmark-unique");
        axe.assert_clean(&browser, &format!("displays-panel-{language}")).await;
        browser.assert_unbroken().await;
        browser.close().await;
    }
}
