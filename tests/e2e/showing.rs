//! Showing, in a real browser: what readers see of reviews in a shop's own page.

use harness::{Browser, Key, Screen, Storefront};
use serde_json::json;

use crate::triggers::change_shop;

async fn publish(storefront: &Storefront, count: usize) {
    for number in 0..count {
        let text = format!("Review number {number}, with a few more words to fill a line or two.");
        let id = storefront.shop.review("MUG-01", 5, &text).await;
        storefront.shop.publish(id).await;
    }
}

#[tokio::test]
async fn a_published_review_stands_on_the_product_page_and_nothing_moves() {
    for screen in [Screen::Desktop, Screen::Phone] {
        let Some(browser) = Browser::open(screen).await else { return };
        let storefront = Storefront::open().await;
        publish(&storefront, 1).await;

        browser.goto(&format!("{}/products/mug", storefront.url)).await;
        browser.until_says(".candor-text", "Review number 0").await;
        browser.until_seen(".candor-stars").await;

        let stars = browser.value("test.one('.candor-stars svg').getAttribute('aria-label')").await;
        assert!(stars.as_str().unwrap().starts_with('5'), "{stars}");
        browser.assert_undisturbed().await;
        browser.close().await;
    }
}

#[tokio::test]
async fn more_reviews_than_fit_are_folded_until_the_reader_wants_them() {
    let Some(browser) = Browser::open(Screen::Phone).await else { return };
    let storefront = Storefront::open().await;
    publish(&storefront, 12).await;

    browser.goto(&format!("{}/products/mug", storefront.url)).await;
    browser.until_seen("[data-candor-expand]").await;
    let height = "document.querySelector('candor-reviews').offsetHeight";
    let folded = browser.value(height).await;
    browser.assert_undisturbed().await;
    browser.click("[data-candor-expand]").await;

    assert_eq!(folded, 480);
    browser.until_true(&format!("{height} > 480")).await;
    browser.until_gone("[data-candor-expand]").await;
    assert_eq!(browser.count(".candor-review").await, 12);
    browser.close().await;
}

#[tokio::test]
async fn a_reader_chooses_stars_and_goes_on_without_leaving_the_page() {
    let Some(browser) = Browser::open(Screen::Desktop).await else { return };
    let storefront = Storefront::open().await;
    publish(&storefront, 22).await;
    let critic = storefront.shop.review("MUG-01", 1, "It leaks.").await;
    storefront.shop.publish(critic).await;
    let url = format!("{}/products/mug", storefront.url);

    browser.goto(&url).await;
    browser.until_seen("[data-candor-expand]").await;
    browser.assert_undisturbed().await;
    browser.click("[data-candor-expand]").await;
    browser.click("a[rel=next]").await;
    browser.until_says(".candor-list", "Review number 0,").await;
    browser.click("a[href*='stars=1']").await;
    browser.until_true("test.all('.candor-review').length === 1").await;

    assert!(browser.text(".candor-review").await.contains("It leaks."));
    assert_eq!(browser.value("location.href").await, url);
    browser.assert_unbroken().await;
    browser.close().await;
}

#[tokio::test]
async fn reviews_in_another_language_are_shown_to_every_reader() {
    let Some(browser) = Browser::open(Screen::Desktop).await else { return };
    let storefront = Storefront::open().await;
    storefront.put_product("/nl/mug", &[("<html lang=\"en\">", "<html lang=\"nl\">")]);
    let message = storefront.shop.reviews("MUG-01", 4, "Written in English.");
    storefront.shop.answer(&message.context("locale", "en")).await;
    let id = storefront.shop.inbox("").await[0]["id"].as_str().unwrap().parse().unwrap();
    storefront.shop.publish(id).await;

    browser.goto(&format!("{}/nl/mug", storefront.url)).await;
    browser.until_says(".candor-text", "Written in English.").await;

    assert_eq!(browser.value("test.one('.candor-reviews').lang").await, "nl");
    browser.close().await;
}

#[tokio::test]
async fn markup_in_a_review_is_read_as_text() {
    let Some(browser) = Browser::open(Screen::Desktop).await else { return };
    let storefront = Storefront::open().await;
    let markup =
        "</style><script>window.broken = 1</script><img src=x onerror=\"window.broken = 2\">";
    let id = storefront.shop.review("MUG-01", 5, markup).await;
    storefront.shop.publish(id).await;
    let reply = json!({ "text": markup });
    storefront.shop.owner.post(&format!("/reviews/{id}/reply"), &reply).await.assert_ok();

    browser.goto(&format!("{}/products/mug", storefront.url)).await;
    browser.until_says(".candor-text", markup).await;

    assert_eq!(browser.value("window.broken || null").await, json!(null));
    assert_eq!(browser.count(".candor-reviews img").await, 0);
    browser.assert_undisturbed().await;
    browser.close().await;
}

#[tokio::test]
async fn a_page_with_a_strict_policy_shows_reviews() {
    let Some(browser) = Browser::open(Screen::Desktop).await else { return };
    let storefront = Storefront::open().await;
    publish(&storefront, 1).await;
    let server = storefront.shop.app().public.origin();
    let page = "<!doctype html><html lang=en><title>Mug</title><!-- snippet -->
                <candor-reviews product=MUG-01></candor-reviews>";
    let policy = format!(
        "default-src 'none'; script-src {server} 'wasm-unsafe-eval'; connect-src {server}; \
         img-src data:; require-trusted-types-for 'script'; trusted-types candor"
    );
    storefront.put_with_policy("/strict", page, &policy);

    browser.goto(&format!("{}/strict", storefront.url)).await;

    browser.until_says(".candor-text", "Review number 0").await;
    browser.assert_undisturbed().await;
    browser.close().await;
}

#[tokio::test]
async fn reviews_are_folded_where_the_policy_refuses_the_size_that_they_were_copied_with() {
    let Some(browser) = Browser::open(Screen::Phone).await else { return };
    let storefront = Storefront::open().await;
    publish(&storefront, 12).await;
    let server = storefront.shop.app().public.origin();
    let page = "<!doctype html><html lang=en><meta name=viewport content='width=device-width'>
                <title>Mug</title><!-- snippet --><candor-reviews product=MUG-01></candor-reviews>
                <p id=below>Below</p>";
    let policy = format!(
        "default-src 'none'; script-src {server}; connect-src {server}; img-src data:; \
         style-src 'self'"
    );
    storefront.put_with_policy("/strict", page, &policy);

    browser.goto(&format!("{}/strict", storefront.url)).await;
    browser.until_seen("[data-candor-expand]").await;

    let height = "document.querySelector('candor-reviews').offsetHeight";
    assert_eq!(browser.value(height).await, 480);
    browser.assert_unbroken().await;
    browser.close().await;
}

#[tokio::test]
async fn a_page_whose_server_is_away_is_left_as_it_was() {
    let Some(browser) = Browser::open(Screen::Desktop).await else { return };
    let storefront = Storefront::open().await;
    storefront.put_product("/products/away", &[]);
    storefront.shop.app().close().await;

    browser.goto(&format!("{}/products/away", storefront.url)).await;
    browser.until_true("document.readyState === 'complete'").await;

    assert_eq!(browser.text("h1").await, "Mug, 300 ml");
    let height = browser.value("document.querySelector('candor-reviews').offsetHeight").await;
    assert_eq!(height, 480);
    browser.press(Key::Tab).await;
    assert_eq!(browser.focused().await, "Add to cart");
    browser.close().await;
}

#[tokio::test]
async fn reviews_have_the_font_the_corners_and_the_colour_that_the_owner_has_chosen() {
    let Some(browser) = Browser::open(Screen::Desktop).await else { return };
    let storefront = Storefront::open().await;
    publish(&storefront, 22).await;
    change_shop(&storefront, |shop| {
        shop["font"] = "Courier New".into();
        shop["radius"] = 0.into();
        shop["accent"] = "#0a5c36".into();
    })
    .await;

    browser.goto(&format!("{}/products/mug", storefront.url)).await;
    browser.until_seen(".candor-write").await;
    browser.until_seen(".candor-stars").await;
    browser.picture("showing-look").await;

    let style = |of: &str, name: &str| format!("getComputedStyle(test.one('{of}')).{name}");
    let font = "\"Courier New\", sans-serif";
    assert_eq!(browser.value(&style(".candor-stars", "fontFamily")).await, font);
    assert_eq!(browser.value(&style(".candor-text", "fontFamily")).await, font);
    assert_eq!(browser.value(&style(".candor-write", "borderRadius")).await, "0px");
    assert_eq!(
        browser.value(&style(".candor-write", "borderColor")).await,
        browser.value(&style(".candor-write", "backgroundColor")).await
    );
    browser.click("[data-candor-expand]").await;
    browser.click("a[href*='stars=5']").await;
    browser.until_true("!test.one('.candor-reviews').hasAttribute('aria-busy')").await;
    assert_eq!(browser.value(&style(".candor-text", "fontFamily")).await, font);

    // What the page says itself is worth more.
    let own = "document.documentElement.style.setProperty('--candor-font', 'serif')";
    browser.run(own, vec![]).await;
    assert_eq!(browser.value(&style(".candor-text", "fontFamily")).await, "serif");
    browser.assert_unbroken().await;
    browser.close().await;
}

#[tokio::test]
async fn a_page_that_allows_no_policy_of_ours_shows_reviews_all_the_same() {
    let Some(browser) = Browser::open(Screen::Desktop).await else { return };
    for names in ["trusted-types 'none'", "trusted-types shop"] {
        let storefront = Storefront::open().await;
        publish(&storefront, 22).await;
        let server = storefront.shop.app().public.origin();
        let page = "<!doctype html><html lang=en><title>Mug</title><link rel=icon href='data:,'>
                    <!-- snippet --><candor-stars product=MUG-01></candor-stars>
                    <candor-reviews product=MUG-01></candor-reviews>";
        let policy = format!(
            "default-src 'none'; script-src {server} 'wasm-unsafe-eval'; connect-src {server}; \
             img-src data:; require-trusted-types-for 'script'; {names}"
        );
        storefront.put_with_policy("/strict", page, &policy);

        browser.goto(&format!("{}/strict", storefront.url)).await;

        browser.until_says(".candor-text", "Review number").await;
        browser.until_seen(".candor-stars").await;
        browser.click("[data-candor-expand]").await;
        browser.click("a[rel=next]").await;
        browser.until_says(".candor-list", "Review number 0,").await;
        browser.assert_nothing_thrown().await;
    }
    browser.close().await;
}
