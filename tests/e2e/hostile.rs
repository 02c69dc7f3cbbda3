//! Shops' pages as they are: with styles that reach for everything, scripts that change what a
//! browser has built in, small windows. A shopper answers there as anywhere.

use harness::{Browser, Screen, Storefront, until};
use serde_json::json;

use crate::asking::{DIALOG, answered, step};

/// Styles that were written without a thought of anybody else's elements.
const STYLES: [(&str, &str); 12] = [
    ("unset", "* { all: unset !important }"),
    ("tiny", "* { box-sizing: content-box !important; font-size: 3px !important }"),
    ("hidden", "div, span, button { display: none !important }"),
    ("gone", "body ~ * { display: none; visibility: hidden; opacity: 0; pointer-events: none }"),
    ("rem", "html { font-size: 10px; line-height: 1 } * { letter-spacing: 4px }"),
    ("percent", "html { font-size: 62.5% } body { font: 1.6rem/1 serif; text-align: center }"),
    ("dark", "html { background: #111; color: #eee; color-scheme: dark }"),
    (
        "reset",
        "*, ::before { border-width: 0; border-style: solid; margin: 0 } \
         button { background: transparent; padding: 0 } ol, ul { list-style: none }",
    ),
    ("scaled", "body { transform: scale(.9); transform-origin: 0 0; filter: blur(0) }"),
    ("turned", "html { transform: translateX(0); perspective: 500px; contain: layout }"),
    ("moving", "* { transition: all 5s !important; animation: none !important }"),
    ("clicks", "* { pointer-events: none !important; user-select: none !important }"),
];

/// What old libraries and eager trackers do to a browser.
const SCRIPTS: [(&str, &str); 9] = [
    ("json", "Array.prototype.toJSON = function () { return JSON.stringify(this.slice()) }"),
    (
        "prototypes",
        "for (const of of [Array, Object, String, Function]) of.prototype.candorous = () => 1",
    ),
    (
        "map",
        "const map = Array.prototype.map; Array.prototype.map = function (f, it) \
         { if (typeof f != 'function') throw new TypeError('map'); return map.call(this, f, it) }",
    ),
    (
        "fetch",
        "const own = fetch; window.fetch = function () { return own.apply(this, arguments) }",
    ),
    (
        "parse",
        "const own = JSON.parse; JSON.parse = (text) => { if (!text) throw new Error('empty'); \
         return own(text) }",
    ),
    (
        "define",
        "const own = customElements.define; customElements.define = function (name) \
         { if (/^candor/.test(name)) throw new Error(name); return own.apply(this, arguments) }",
    ),
    (
        "patched",
        "for (const name of ['append', 'before', 'prepend']) Element.prototype[name] = () => \
         { throw new Error(name) }",
    ),
    (
        "shims",
        "window.Symbol = Symbol; window.Promise = class extends Promise {}; \
         window.requestIdleCallback = undefined; Array.from = ((own) => (list, ...rest) => \
         own(list, ...rest))(Array.from); NodeList.prototype.forEach = undefined",
    ),
    ("history", "history.pushState = history.replaceState = () => { throw new Error('no') }"),
];

/// A product's page with this in its head, at a path of its own.
fn put(storefront: &Storefront, head: &str, body: &str) -> String {
    let page = format!(
        "<!doctype html><html lang=en><meta charset=utf-8>\
         <meta name=viewport content='width=device-width'><title>Mug</title>{head}\
         <!-- snippet --><h1>Mug</h1><div><span>Holds 300 ml.</span></div>{body}"
    );
    storefront.put("/products/hostile", &page);
    format!("{}/products/hostile", storefront.url)
}

/// Fails unless the question looks as it does on every other page, all of it on the screen.
async fn assert_looks_as_ever(browser: &Browser, name: &str) {
    browser.until_seen(".question").await;
    browser.until_true("!test.one('.frame').getAnimations().length").await;
    browser.picture(&format!("hostile-{name}")).await;
    let looks = "(() => {
        const style = getComputedStyle(test.one('.question'));
        const box = test.one('.frame').getBoundingClientRect();
        const step = test.one('.step').getBoundingClientRect();
        const { x, y, width, height } = step;
        let top = document.elementFromPoint(x + width / 2, y + height / 2);
        while (top && top.shadowRoot) top = top.shadowRoot.elementFromPoint(x + width / 2, y + height / 2);
        const wrong = [];
        if (style.fontSize !== '18px') wrong.push('the font is ' + style.fontSize);
        if (style.letterSpacing !== 'normal') wrong.push('letters stand apart');
        if (box.left < 0 || box.right > innerWidth + 0.5) wrong.push('it is cut off at a side');
        if (box.top < 0 || box.top > innerHeight - 100) wrong.push('it is cut off: ' + box.top);
        if (box.width < Math.min(200, innerWidth - 1)) wrong.push('it is narrow: ' + box.width);
        if (width < 24 || height < 44) wrong.push(`a step is ${width} by ${height}`);
        if (!top || !top.closest('.step')) wrong.push('a step is covered');
        return wrong;
    })()";
    assert_eq!(browser.value(looks).await, json!([]), "{name}");
}

#[tokio::test]
async fn no_style_of_a_page_changes_the_popover_or_the_sheet() {
    for screen in [Screen::Desktop, Screen::Phone] {
        let Some(browser) = Browser::open(screen).await else { return };
        for (name, style) in STYLES {
            let storefront = Storefront::open_and_ask_at_once().await;
            let page = put(&storefront, &format!("<style>{style}</style>"), "");

            browser.goto(&page).await;
            browser.until_seen(DIALOG).await;
            assert_looks_as_ever(&browser, &format!("{name}-{screen:?}")).await;
            browser.click(&step(9)).await;

            answered(&storefront, 1).await;
            browser.assert_undisturbed().await;
        }
        browser.close().await;
    }
}

#[tokio::test]
async fn no_script_of_a_page_keeps_a_shopper_from_answering() {
    let Some(browser) = Browser::open(Screen::Desktop).await else { return };
    for (name, script) in SCRIPTS {
        let storefront = Storefront::open_and_ask_at_once().await;
        let page = put(&storefront, &format!("<script>{{ {script} }}</script>"), "");

        browser.goto(&page).await;
        browser.until_seen(DIALOG).await;
        assert_looks_as_ever(&browser, name).await;
        browser.click(&step(9)).await;

        let response = answered(&storefront, 1).await;
        assert_eq!(response["answers"], json!([{ "question": "recommend", "value": 9 }]), "{name}");
        assert_eq!(response["context"]["page"], page, "{name}");
        browser.assert_undisturbed().await;
    }
    browser.close().await;
}

#[tokio::test]
async fn a_survey_in_the_page_is_answered_whatever_the_page_does_to_its_elements() {
    let Some(browser) = Browser::open(Screen::Desktop).await else { return };
    for (name, style) in STYLES.into_iter().filter(|(name, _)| !matches!(*name, "gone" | "clicks"))
    {
        let storefront = Storefront::open_and_ask_at_once().await;
        let mount = "<candor-survey name=product-nps style='display:block;min-height:240px'>\
                     </candor-survey>";
        let page = put(&storefront, &format!("<style>{style}</style>"), mount);

        browser.goto(&page).await;
        browser.until_seen("[role=radio]").await;
        browser.picture(&format!("hostile-inline-{name}")).await;
        assert_eq!(
            browser.value("getComputedStyle(test.one('.question')).fontSize").await,
            "18px",
            "{name}"
        );
        browser.click(&step(9)).await;

        answered(&storefront, 1).await;
        let body = browser.value("document.body.innerHTML").await;
        assert!(!browser.sees(DIALOG).await, "{name}: it is asked once, in {body}");
        browser.assert_unbroken().await;
    }
    browser.close().await;
}

#[tokio::test]
async fn the_frame_is_answered_on_pages_that_hide_frames() {
    for screen in [Screen::Desktop, Screen::Phone] {
        let Some(browser) = Browser::open(screen).await else { return };
        for (name, style) in STYLES.into_iter().chain([(
            "frames",
            "iframe, dialog, [popover], [role=dialog] { display: none !important }",
        )]) {
            let storefront = Storefront::open_and_ask_at_once().await;
            let server = storefront.shop.app().public.origin();
            let page = format!(
                "<!doctype html><html lang=en><meta charset=utf-8>\
                 <meta name=viewport content='width=device-width'><title>Mug</title>\
                 <style>{style}</style><!-- snippet --><h1>Mug</h1>"
            );
            let policy = format!(
                "default-src 'none'; script-src {server}; connect-src {server}; \
                 frame-src {server}; style-src 'unsafe-inline'"
            );
            storefront.put_with_policy("/products/hostile", &page, &policy);

            browser.goto(&format!("{}/products/hostile", storefront.url)).await;
            browser.until_seen("iframe").await;
            browser.until_there_within("iframe", ".step").await;
            browser.picture(&format!("hostile-frame-{name}-{screen:?}")).await;
            browser.click_within("iframe", ".step:nth-child(10)").await;
            browser.click_within("iframe", "[name=go][value=next]").await;

            answered(&storefront, 1).await;
            browser.assert_nothing_thrown().await;
        }
        browser.close().await;
    }
}

#[tokio::test]
async fn nothing_of_the_page_lies_over_the_question() {
    for screen in [Screen::Desktop, Screen::Phone] {
        let Some(browser) = Browser::open(screen).await else { return };
        let storefront = Storefront::open_and_ask_at_once().await;
        let over = "<style>.over { position: fixed; z-index: 2147483647; background: #ccd }</style>\
            <div class=over style='right:0;bottom:0;width:64px;height:64px'>Chat</div>\
            <div class=over style='left:0;right:0;bottom:0;height:56px'>Cookies are good</div>\
            <div class=over style='inset:0;background:none;pointer-events:none'></div>";
        let page = put(&storefront, "", over);

        browser.goto(&page).await;
        browser.until_seen(DIALOG).await;
        assert_looks_as_ever(&browser, &format!("over-{screen:?}")).await;
        let gap = "document.querySelectorAll('.over')[1].getBoundingClientRect().top \
                   - test.one('.frame').getBoundingClientRect().bottom";
        assert!(browser.value(gap).await.as_f64() >= Some(0.0), "the page's bar is covered");
        browser.click(&step(9)).await;

        answered(&storefront, 1).await;
        browser.close().await;
    }
}

#[tokio::test]
async fn a_small_or_zoomed_window_shows_the_whole_question() {
    let Some(browser) = Browser::open(Screen::Desktop).await else { return };
    for (width, height) in [(206, 458), (320, 568), (320, 256), (640, 300), (1280, 300)] {
        for direction in ["ltr", "rtl"] {
            let storefront = Storefront::open_and_ask_at_once().await;
            let html = format!("<script>document.documentElement.dir = '{direction}'</script>");
            let page = put(&storefront, &html, "");
            browser.resize(width, height).await;

            browser.goto(&page).await;
            browser.until_seen(DIALOG).await;
            let name = format!("{width}x{height}-{direction}");
            browser.until_true("!test.one('.frame').getAnimations().length").await;
            browser.picture(&format!("hostile-{name}")).await;
            let wrong = "(() => {
                const box = test.one('.frame').getBoundingClientRect();
                const wrong = [];
                if (box.left < 0 || box.right > innerWidth + 0.5) wrong.push('cut off at a side');
                if (box.top < 0 || box.bottom > innerHeight + 0.5) wrong.push('cut off');
                for (const it of test.all('.step')) {
                  const { width, height } = it.getBoundingClientRect();
                  if (width < 24 || height < 24) wrong.push(`${it.textContent}: ${width} by ${height}`);
                }
                if (document.documentElement.scrollWidth > innerWidth) wrong.push('the page is wider');
                return wrong;
            })()";
            assert_eq!(browser.value(wrong).await, json!([]), "{name}");
            browser.click(&step(9)).await;

            answered(&storefront, 1).await;
            browser.assert_unbroken().await;
        }
    }
    browser.close().await;
}

#[tokio::test]
async fn the_snippet_twice_asks_once() {
    let Some(browser) = Browser::open(Screen::Desktop).await else { return };
    let storefront = Storefront::open_and_ask_at_once().await;
    let page = put(&storefront, "<!-- snippet -->", "<!-- snippet -->");

    browser.goto(&page).await;
    browser.click(&step(9)).await;

    answered(&storefront, 1).await;
    browser.settle().await;
    assert_eq!(browser.count(DIALOG).await, 1);
    browser.assert_undisturbed().await;
    browser.close().await;
}

#[tokio::test]
async fn two_shops_of_a_page_ask_one_after_the_other_and_each_gets_its_own_answer() {
    for elsewhere in [false, true] {
        let Some(browser) = Browser::open(Screen::Desktop).await else { return };
        let first = Storefront::open_and_ask_at_once().await;
        let second = first.second_shop(elsewhere).await;
        let page = put(&first, &second.snippet(), "");

        browser.goto(&page).await;
        browser.until_seen(DIALOG).await;
        browser.settle().await;
        assert_eq!(browser.count(DIALOG).await, 1, "never two at once");
        browser.click(&step(9)).await;
        browser.until_says(".question", "main reason").await;
        browser.click("[aria-label=Close]").await;
        browser.until_seen(&step(3)).await;
        assert_eq!(browser.count(DIALOG).await, 1, "never two at once");
        browser.click(&step(3)).await;

        let mut values = [answered(&first, 1).await, answered(&second, 1).await]
            .map(|response| response["answers"][0]["value"].as_i64().unwrap());
        values.sort_unstable();
        assert_eq!(values, [3, 9]);
        browser.assert_undisturbed().await;
        browser.close().await;
    }
}

#[tokio::test]
async fn a_survey_that_two_shops_have_is_opened_by_one_of_them() {
    for elsewhere in [false, true] {
        let Some(browser) = Browser::open(Screen::Desktop).await else { return };
        let first = Storefront::open_and_ask_at_once().await;
        let second = first.second_shop(elsewhere).await;
        let page = format!(
            "<!doctype html><html lang=en><title>Help</title><link rel=icon href='data:,'>\
             <script>window.candor = [['show', 'product-nps']]</script>\
             <!-- snippet -->{}<h1>Help</h1>",
            second.snippet()
        );
        first.put("/help", &page);

        browser.goto(&format!("{}/help", first.url)).await;
        browser.until_seen(DIALOG).await;
        browser.until_true("Object.keys(candor.shops).length === 2").await;
        browser.run("candor.push(['show', 'product-nps'])", vec![]).await;
        browser.settle().await;
        browser.until_seen(DIALOG).await;
        browser.settle().await;
        assert_eq!(browser.count(DIALOG).await, 1, "never two at once");
        browser.click(&step(9)).await;

        until("one shop has the answer", async || {
            let all = [first.shop.responses().await, second.shop.responses().await].concat();
            (all.len() == 1).then_some(())
        })
        .await;
        browser.assert_undisturbed().await;
        browser.close().await;
    }
}
