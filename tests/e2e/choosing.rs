//! Choosing among reviews: readers order, filter and search them, with a script and without.

use harness::{Axe, Browser, Screen, Shop, Storefront};
use serde_json::json;

/// Reviews of the mug: stars, words, and the language of the page.
const SAID: [(i64, &str, &str); 6] = [
    (5, "The handle is sturdy.", "en"),
    (4, "Der Henkel ist stabil.", "de"),
    (2, "It leaks at the foot.", "en"),
    (5, "Красивая кружка.", "ru"),
    (1, "The HANDLE broke off.", "en-GB"),
    (3, "100% stoneware, says the box.", "en"),
];

async fn publish(shop: &Shop) {
    for (stars, text, language) in SAID {
        shop.answer(&shop.reviews("MUG-01", stars, text).context("locale", language)).await;
        let waiting = shop.inbox("?state=pending").await;
        shop.publish(waiting[0]["id"].as_str().unwrap().parse().unwrap()).await;
    }
}

/// The words of the reviews that a display lists, in its order.
fn listed(html: &str) -> Vec<String> {
    let texts = html.split("class=\"candor-text\">").skip(1);
    texts.filter_map(|text| text.split('<').next().map(str::to_owned)).collect()
}

#[tokio::test]
async fn reviews_are_found_by_their_words_and_their_language() {
    let shop = Shop::open().await;
    publish(&shop).await;
    let asked = async |query: &str| {
        let html = shop.visitor.get(&format!("/reviews.html?product=MUG-01&{query}")).await.ok();
        listed(&html.text())
    };

    assert_eq!(asked("search=handle").await, [SAID[4].1, SAID[0].1]);
    assert_eq!(asked("search=the%20%20BROKE").await, [SAID[4].1], "in this order");
    assert_eq!(asked("search=100%25").await, [SAID[5].1], "a sign means itself");
    assert_eq!(asked("search=%D0%BA%D1%80%D0%B0%D1%81%D0%B8%D0%B2").await, [SAID[3].1]);
    assert_eq!(
        asked("language=en&sort=lowest").await,
        [SAID[4].1, SAID[2].1, SAID[5].1, SAID[0].1]
    );
    assert_eq!(asked("language=&search=&stars=4").await, [SAID[1].1], "an empty field is none");
    assert_eq!(asked("search=teapot").await, [""; 0]);
    let feed = shop.visitor.get("/reviews?search=foot").await.ok();
    assert_eq!(feed.json::<serde_json::Value>()["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn what_there_is_to_choose_from_is_what_has_been_published() {
    let shop = Shop::open().await;
    let display = async || shop.visitor.get("/reviews.html?product=MUG-01").await.ok().text();
    shop.publish(shop.review("MUG-01", 5, "Good.").await).await;
    assert!(!display().await.contains("candor-controls"), "one review is not much to choose from");

    publish(&shop).await;

    let html = display().await;
    let languages = html.split("name=\"language\"").nth(1).unwrap().split("</select>").next();
    let languages: Vec<_> = languages.unwrap().split("value=\"").skip(1).collect();
    let languages: Vec<_> = languages.iter().map(|it| it.split('"').next().unwrap()).collect();
    assert_eq!(languages, ["", "en", "de", "ru"], "the most used first");
    assert!(!html.contains("name=\"verified\""), "none is verified");
}

#[tokio::test]
async fn search_engines_read_the_reviews_that_the_same_query_shows() {
    let shop = Shop::open().await;
    publish(&shop).await;

    for query in ["sort=lowest&limit=2", "stars=5", "search=handle", "language=de"] {
        let asked = format!("product=MUG-01&{query}");
        let html = shop.visitor.get(&format!("/reviews.html?{asked}")).await.ok().text();
        let ld = shop.visitor.get(&format!("/reviews.jsonld?{asked}")).await.ok();
        let ld: serde_json::Value = ld.json();

        let told = ld["review"].as_array().unwrap().iter();
        let told: Vec<_> = told.map(|review| review["reviewBody"].as_str().unwrap()).collect();
        assert_eq!(told, listed(&html), "{query}");
        assert_eq!(ld["aggregateRating"]["reviewCount"], 6, "all reviews make the rating");
    }
}

#[tokio::test]
async fn an_empty_product_means_the_whole_shop() {
    let shop = Shop::open().await;
    shop.publish(shop.review("MUG-01", 5, "A mug.").await).await;
    shop.publish(shop.review("BOWL-02", 4, "A bowl.").await).await;

    let html = shop.visitor.get("/reviews.html?product=").await.ok().text();

    assert_eq!(listed(&html), ["A bowl.", "A mug."]);
    shop.visitor.get("/reviews.jsonld?product=").await.assert_problem(422, "product");
}

#[tokio::test]
async fn a_reader_orders_filters_and_searches_without_leaving_the_page() {
    for screen in [Screen::Desktop, Screen::Phone] {
        let Some(browser) = Browser::open(screen).await else { return };
        let storefront = Storefront::open().await;
        publish(&storefront.shop).await;
        let url = format!("{}/products/mug", storefront.url);
        browser.goto(&url).await;
        browser.until_says(".candor-text", "100%").await;
        browser.click("[data-candor-expand]").await;
        browser.picture(&format!("choosing-{screen:?}")).await;

        browser.click("[name=search]").await;
        browser.keys("handle").await;
        browser.until_true("test.all('.candor-review').length === 2").await;

        assert_eq!(browser.text(".candor-found").await, "Showing 2 of 6");
        let typed = "test.focused().name === 'search' && test.focused().value === 'handle'";
        assert_eq!(browser.value(typed).await, true, "the reader still types");
        let told = "test.all('[role=status]').some((it) => it.textContent === 'Showing 2 of 6')";
        assert_eq!(browser.value(told).await, true);

        browser.run("test.one('[name=sort]').focus()", Vec::new()).await;
        browser.keys("Lo").await;
        browser.until_says(".candor-review:first-child", "broke off").await;
        assert_eq!(browser.value("test.focused().name").await, "sort");

        browser.click("a[href*='stars=5']").await;
        browser.until_says(".candor-review:first-child", "sturdy").await;
        let bar = "test.focused().getAttribute('aria-current')";
        assert_eq!(browser.value(bar).await, "true", "the bar keeps the focus");
        assert!(!browser.sees("[data-candor-apply]").await);

        browser.click(".candor-filtered a").await;
        browser.until_true("test.all('.candor-review').length === 6").await;
        let left = browser.value("test.one('[name=search]').value").await;
        assert_eq!((left, browser.value("location.href").await), (json!(""), json!(url)));
        browser.assert_unbroken().await;
        browser.close().await;
    }
}

#[tokio::test]
async fn nothing_found_and_nothing_fetched_are_said_and_can_be_left() {
    let Some(browser) = Browser::open(Screen::Desktop).await else { return };
    let storefront = Storefront::open().await;
    publish(&storefront.shop).await;
    browser.goto(&format!("{}/products/mug", storefront.url)).await;
    browser.click("[data-candor-expand]").await;

    browser.click("[name=search]").await;
    browser.keys("teapot").await;
    browser.until_says(".candor-filtered", "No review matches this.").await;
    browser.picture("choosing-nothing").await;
    browser.set_offline(true).await;
    browser.click(".candor-filtered a").await;
    browser.until_says(".candor-problem", "try again").await;
    browser.set_offline(false).await;
    browser.click(".candor-filtered a").await;

    browser.until_true("test.all('.candor-review').length === 6").await;
    assert!(!browser.sees(".candor-problem").await);
    browser.close().await;
}

#[tokio::test]
async fn a_reader_without_script_chooses_by_the_button_and_by_links() {
    // The display's own page: its policy lets no script run.
    let Some(browser) = Browser::open(Screen::Desktop).await else { return };
    let storefront = Storefront::open().await;
    let shop = &storefront.shop;
    publish(shop).await;
    let display = shop.app().public.to(&format!("/v1/shops/{}/reviews.html", shop.id));

    browser.goto(&format!("{display}?product=MUG-01&stars=5")).await;
    browser.click("[name=search]").await;
    browser.keys("handle").await;
    browser.click("[data-candor-apply]").await;
    browser.until_address("search=handle").await;

    assert!(browser.value("location.search").await.as_str().unwrap().contains("stars=5"));
    assert_eq!(browser.count(".candor-review").await, 1);
    browser.click(".candor-filtered a").await;
    browser.until_true("test.all('.candor-review').length === 6").await;
    browser.close().await;
}

#[tokio::test]
async fn nothing_keeps_a_reader_from_choosing() {
    let Some(axe) = Axe::find() else { return };
    for (language, dark) in [("en", false), ("ar", true)] {
        let Some(browser) = Browser::open(Screen::Phone).await else { return };
        let storefront = Storefront::open().await;
        publish(&storefront.shop).await;
        let dark = if dark { "<style>body{background:#191d1a;color:#ece8df}</style>" } else { "" };
        let head = format!("<html lang=\"{language}\">{dark}");
        let main =
            [("<html lang=\"en\">", head.as_str()), ("<h1>", "<main><h1>"), ("</body>", "</main>")];
        storefront.put_product("/products/mug", &main);
        browser.goto(&format!("{}/products/mug", storefront.url)).await;
        browser.click("[data-candor-expand]").await;
        browser.until_seen("[name=sort]").await;

        axe.assert_clean(&browser, &format!("choosing-{language}")).await;
        browser.resize(320, 800).await;
        let wide = "document.documentElement.scrollWidth - innerWidth";
        assert!(browser.value(wide).await.as_i64() <= Some(0), "it fits the smallest screen");
        browser.close().await;
    }
}
