//! Where a survey stands, in a real browser: never in the way, always whole, like its page.

use harness::{Browser, Screen, Storefront};
use serde_json::json;

use crate::asking::{DIALOG, product_page, step};

/// How far two things overlap from top to bottom, if they do from side to side; else below 0.
const OVERLAP: &str = "const a = test.one('[role=dialog]').getBoundingClientRect();
    const b = document.querySelector('#add').getBoundingClientRect();
    return Math.min(
      Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top),
      Math.min(a.right, b.right) - Math.max(a.left, b.left),
    )";

/// Fails where the survey covers the page's button.
async fn assert_button_is_free(browser: &Browser) {
    let overlap = browser.run(OVERLAP, vec![]).await;
    assert!(overlap.as_f64().unwrap() < 1.0, "{overlap} pixels are covered");
}

/// A page of a product with a button that stands where this style says, and as much below it.
async fn page_with_button(screen: Screen, style: &str, height: u32) -> Option<Browser> {
    let browser = Browser::open(screen).await?;
    let storefront = Storefront::open_and_ask_at_once().await;
    let button = format!(
        "<button id=add style='position:absolute;height:50px;{style}'>Add to cart</button>
         <div style='height:{height}px'></div></body>"
    );
    storefront.put_product("/products/add", &[("</body>", &button)]);
    browser.goto(&format!("{}/products/add", storefront.url)).await;
    browser.until_seen(DIALOG).await;
    Some(browser)
}

/// From the score to the review with its stars.
async fn go_on_to_the_review(browser: &Browser) {
    browser.click(&step(9)).await;
    browser.until_says(".question", "main reason").await;
    browser.click("button.button").await;
    browser.until_says(".question", "share a review").await;
    browser.click("[role=radio][aria-label='5 stars']").await;
    browser.until_seen("#title").await;
}

#[tokio::test]
async fn the_consent_to_publish_is_on_the_screen_wherever_the_button_is_that_sends() {
    for (screen, width, height) in
        [(Screen::Phone, 412, 800), (Screen::Phone, 320, 568), (Screen::Desktop, 800, 360)]
    {
        let Some((browser, _storefront)) = product_page(screen).await else { return };
        browser.resize(width, height).await;
        go_on_to_the_review(&browser).await;

        let hit = "(() => ['.box', 'button.button', '#title'].map((selector) => {
                     const element = test.one(selector);
                     const { left, top, width, height } = element.getBoundingClientRect();
                     const root = element.getRootNode();
                     return root.elementFromPoint(left + width / 2, top + height / 2) === element;
                   }))()";
        browser.until_true(&format!("String({hit}) === 'true,true,true'")).await;
        browser.tab_to("Publish my review").await;
        browser.press(harness::Key::Tab).await;
        browser.press(harness::Key::Tab).await;
        assert_eq!(browser.focused().await, "Send");
        browser.close().await;
    }
}

#[tokio::test]
async fn a_popover_covers_no_button_however_it_grows() {
    let style = "left:900px;top:400px;width:300px";
    let Some(browser) = page_with_button(Screen::Desktop, style, 0).await else { return };

    assert_button_is_free(&browser).await;
    go_on_to_the_review(&browser).await;

    assert_button_is_free(&browser).await;
    browser.assert_undisturbed().await;
    browser.close().await;
}

#[tokio::test]
async fn a_sheet_gives_way_to_a_button_until_it_is_touched() {
    let style = "left:16px;right:16px;top:740px";
    let Some(browser) = page_with_button(Screen::Phone, style, 2_000).await else { return };
    let top = "Math.round(innerHeight - test.one('[role=dialog]').getBoundingClientRect().top)";

    assert_button_is_free(&browser).await;
    // It comes up from below the window's edge.
    browser.until_true(&format!("{top} > 60")).await;
    assert_eq!(browser.value(&format!("{top} < 100")).await, true, "only the question is seen");
    assert_button_is_free(&browser).await;
    browser.click("[role=dialog] .question").await;

    browser.until_true(&format!("{top} > 150")).await;
    go_on_to_the_review(&browser).await;
    browser.assert_undisturbed().await;
    browser.close().await;
}

#[tokio::test]
async fn a_sheet_without_room_beside_a_button_comes_when_the_page_is_scrolled() {
    let style = "left:16px;right:16px;top:860px";
    let Some(browser) = page_with_button(Screen::Phone, style, 2_000).await else { return };
    let top = "test.one('[role=dialog]').getBoundingClientRect().top";

    assert_button_is_free(&browser).await;
    assert_eq!(browser.value(&format!("{top} >= innerHeight")).await, true);
    assert_eq!(browser.value("localStorage.length").await, 0, "it does not count as shown");
    browser.run("scrollBy(0, 300)", vec![]).await;

    browser.until_true(&format!("{top} < innerHeight - 40")).await;
    browser.until_true("localStorage.length > 0").await;
    browser.close().await;
}

#[tokio::test]
async fn the_end_of_a_page_can_be_scrolled_out_from_under_a_sheet() {
    let style = "left:16px;right:16px;top:2400px";
    let Some(browser) = page_with_button(Screen::Phone, style, 1_800).await else { return };
    browser.click("[role=dialog] .question").await;
    let height = browser.value("document.documentElement.scrollHeight").await;

    browser.run("scrollTo({ top: 9999, behavior: 'instant' })", vec![]).await;

    assert_button_is_free(&browser).await;
    browser.click("[aria-label=Close]").await;
    browser.until_gone(DIALOG).await;
    browser.until_true(&format!("document.documentElement.scrollHeight < {height} - 100")).await;
    browser.assert_undisturbed().await;
    browser.close().await;
}

#[tokio::test]
async fn a_survey_is_dark_where_what_is_behind_it_is() {
    let cases = [
        ("#app { background: #111; color: #eee; min-height: 100vh }", true),
        ("body { color: #eee }", false),
        ("body { background: #111; color: #eee }", true),
        (":root { color-scheme: dark }", true),
        ("html { background: #fff } body { background: #111; height: 40px }", false),
    ];
    let Some(browser) = Browser::open(Screen::Desktop).await else { return };
    let storefront = Storefront::open().await;
    for (number, (style, dark)) in cases.into_iter().enumerate() {
        let page = format!(
            "<!doctype html><html lang=en><title>Help</title><link rel=icon href='data:,'>
             <style>body {{ margin: 0 }} {style}</style><!-- snippet --><div id=app>Help</div>
             <script>window.candor = [['show', 'post-purchase']]</script>"
        );
        storefront.put(&format!("/{number}"), &page);

        browser.goto(&format!("{}/{number}", storefront.url)).await;
        browser.until_seen(DIALOG).await;

        let is_dark = "!!test.one('.widget[data-dark]')";
        assert_eq!(browser.value(is_dark).await, dark, "{style}");
    }
    browser.close().await;
}

#[tokio::test]
async fn a_page_that_is_zoomed_by_its_own_style_has_the_survey_in_its_corner() {
    let Some(browser) = Browser::open(Screen::Desktop).await else { return };
    let storefront = Storefront::open_and_ask_at_once().await;
    let always = |survey: &mut serde_json::Value| survey["rule"]["repeat"] = "always".into();
    storefront.change_survey("product-nps", always).await;
    for zoom in ["2", ".9"] {
        let path = format!("/products/{zoom}");
        let style = format!("<style>html {{ zoom: {zoom} }}</style></head>");
        storefront.put_product(&path, &[("</head>", &style)]);

        browser.goto(&format!("{}{path}", storefront.url)).await;
        browser.until_seen(DIALOG).await;

        let corner = "(() => { const a = test.one('.over').getBoundingClientRect();
                       const { width, height } = visualViewport;
                       const side = Math.min(a.left, width - a.right);
                       return [a.width, side, height - a.bottom]
                         .map(Math.round) })()";
        browser.until_true(&format!("String({corner}) === '360,16,16'")).await;
        assert_eq!(browser.value(corner).await, json!([360, 16, 16]));
    }
    browser.close().await;
}
