//! Pages that refuse what the widget is made of: it asks in a frame, or leads to its own page, and
//! the page is never the worse for it.

use harness::{Browser, Key, Screen, Storefront};
use serde_json::{Value, json};

use crate::asking::{DIALOG, answered, step};

const PAGE: &str = "<!doctype html><html lang=en><title>Mug</title>\
    <meta name=viewport content='width=device-width'><!-- snippet --><h1>Mug</h1>";

/// A product's page with this policy; `{server}` in it is Candor's address.
fn strict_page(storefront: &Storefront, policy: &str) -> String {
    let server = storefront.shop.app().public.origin();
    let policy = policy.replace("{server}", &server);
    storefront.put_with_policy("/products/strict", PAGE, &policy);
    format!("{}/products/strict", storefront.url)
}

/// Chooses a score inside the frame and sends it.
async fn answer_in_the_frame(browser: &Browser) {
    browser.click_within("iframe", ".step:nth-child(10)").await;
    browser.click_within("iframe", "[name=go][value=next]").await;
    browser.until_there_within("iframe", "textarea").await;
}

#[tokio::test]
async fn a_page_that_refuses_wasm_asks_in_a_frame() {
    let policies = [
        "script-src {server}; connect-src {server}; frame-src {server}",
        "script-src {server}/embed/; connect-src {server}; frame-src {server}",
        "script-src {server}; connect-src 'none'; frame-src {server}",
        "script-src {server}; connect-src {server}; frame-src {server}; \
         require-trusted-types-for 'script'; trusted-types 'none'",
    ];
    let Some(browser) = Browser::open(Screen::Desktop).await else { return };
    for policy in policies {
        let storefront = Storefront::open_and_ask_at_once().await;
        let page = strict_page(&storefront, &format!("default-src 'none'; {policy}"));

        browser.goto(&page).await;
        answer_in_the_frame(&browser).await;

        let response = answered(&storefront, 1).await;
        assert_eq!(response["answers"][0]["value"], 9, "{policy}");
        assert_eq!(response["context"]["page"], page, "{policy}");
        browser.picture("strict-frame").await;
        browser.assert_nothing_thrown().await;
    }
    browser.close().await;
}

#[tokio::test]
async fn what_a_session_refused_is_not_tried_again() {
    let Some(browser) = Browser::open(Screen::Desktop).await else { return };
    let storefront = Storefront::open_and_ask_at_once().await;
    let always = |survey: &mut Value| survey["rule"]["repeat"] = "always".into();
    storefront.change_survey("product-nps", always).await;
    let policy =
        "default-src 'none'; script-src {server}; connect-src {server}; frame-src {server}";
    let page = strict_page(&storefront, policy);
    browser.goto(&page).await;
    browser.until_seen("iframe").await;

    browser.goto(&page).await;
    browser.until_seen("iframe").await;

    browser.assert_undisturbed().await;
    browser.close().await;
}

#[tokio::test]
async fn a_failure_that_passes_costs_the_session_no_widget() {
    let Some(browser) = Browser::open(Screen::Desktop).await else { return };
    let storefront = Storefront::open_and_ask_at_once().await;
    let always = |survey: &mut Value| survey["rule"]["repeat"] = "always".into();
    storefront.change_survey("product-nps", always).await;
    let failing = "<script>{ const own = WebAssembly.instantiateStreaming, late = fetch;
        WebAssembly.instantiateStreaming = () => Promise.reject(new Error('away'));
        window.fetch = (...of) => /wasm/.test(String(of[0].url || of[0]))
            ? Promise.reject(new TypeError('away')) : late(...of); }</script>";
    storefront.put("/products/away", &PAGE.replace("<h1>", &format!("{failing}<h1>")));
    storefront.put("/products/back", PAGE);
    browser.goto(&format!("{}/products/away", storefront.url)).await;
    browser.until_seen("iframe").await;

    browser.goto(&format!("{}/products/back", storefront.url)).await;
    browser.click(&step(9)).await;

    answered(&storefront, 1).await;
    browser.close().await;
}

#[tokio::test]
async fn the_frame_stands_above_a_bar_that_the_page_has_fixed_at_its_foot() {
    for screen in [Screen::Phone, Screen::Desktop] {
        let Some(browser) = Browser::open(screen).await else { return };
        let storefront = Storefront::open_and_ask_at_once().await;
        let server = storefront.shop.app().public.origin();
        let bar = "<style>#buy { position: fixed; inset: auto 0 0; height: 64px; background: #dde }\
            </style><div id=buy><button>Add to basket</button></div><h1>";
        let policy = format!(
            "default-src 'none'; script-src {server}; connect-src {server}; frame-src {server}; \
             style-src 'unsafe-inline'"
        );
        storefront.put_with_policy("/products/bar", &PAGE.replace("<h1>", bar), &policy);

        browser.goto(&format!("{}/products/bar", storefront.url)).await;
        browser.until_there_within("iframe", ".step").await;
        browser.until_true("!!test.one('iframe').style.height").await;
        browser.picture(&format!("strict-bar-{screen:?}")).await;

        let gap = "document.querySelector('#buy').getBoundingClientRect().top \
                   - test.one('.box').getBoundingClientRect().bottom";
        browser.until_true(&format!("Math.round({gap}) >= 0")).await;
        browser.close().await;
    }
}

#[tokio::test]
async fn escape_and_the_cross_close_the_frame_and_it_counts_as_shown() {
    let Some(browser) = Browser::open(Screen::Desktop).await else { return };
    let policy =
        "default-src 'none'; script-src {server}; connect-src {server}; frame-src {server}";
    for inside in [true, false] {
        let storefront = Storefront::open_and_ask_at_once().await;
        let page = strict_page(&storefront, policy);
        browser.goto(&page).await;
        browser.until_seen("iframe").await;
        if inside {
            browser.press_within("iframe", "[name=go]", Key::Escape).await;
        } else {
            // It has the height of its page by then, and stays where it is.
            browser.until_true("!!test.one('iframe').style.height").await;
            browser.click("[aria-label=Close]").await;
        }
        browser.until_gone(DIALOG).await;

        browser.reload().await;
        browser.until_open_for(500).await;

        assert!(!browser.sees(DIALOG).await, "it was shown once");
    }
    browser.close().await;
}

#[tokio::test]
async fn a_page_that_refuses_frames_too_shows_a_link() {
    for screen in [Screen::Phone, Screen::Desktop] {
        let Some(browser) = Browser::open(screen).await else { return };
        let storefront = Storefront::open_and_ask_at_once().await;
        let policy = "default-src 'none'; script-src {server}; connect-src {server}";
        let page = strict_page(&storefront, policy);

        browser.goto(&page).await;
        browser.until_says("[role=dialog] a", "Give feedback").await;
        browser.picture(&format!("strict-link-{screen:?}")).await;
        browser.click("[role=dialog] a").await;
        browser.look_at_tab(1).await;

        browser.until_address("/s/sh_").await;
        browser.close().await;
    }
}

#[tokio::test]
async fn trusted_types_that_allow_no_policy_of_ours_do_not_hinder_the_widget() {
    let Some(browser) = Browser::open(Screen::Desktop).await else { return };
    for names in ["trusted-types candor", "trusted-types 'none'", "trusted-types shop"] {
        let storefront = Storefront::open_and_ask_at_once().await;
        let policy = format!(
            "default-src 'none'; script-src {{server}} 'wasm-unsafe-eval'; connect-src {{server}}; \
             require-trusted-types-for 'script'; {names}"
        );
        let page = strict_page(&storefront, &policy);

        browser.goto(&page).await;
        browser.click(&step(9)).await;

        answered(&storefront, 1).await;
        browser.assert_undisturbed().await;
    }
    browser.close().await;
}

#[tokio::test]
async fn a_strict_page_without_storage_asks_in_a_frame_as_well() {
    let Some(browser) = Browser::open_without_storage(Screen::Phone).await else { return };
    let storefront = Storefront::open_and_ask_at_once().await;
    let policy =
        "default-src 'none'; script-src {server}; connect-src {server}; frame-src {server}";
    let page = strict_page(&storefront, policy);

    browser.goto(&page).await;
    answer_in_the_frame(&browser).await;
    browser.picture("strict-phone").await;

    answered(&storefront, 1).await;
    browser.close().await;
}

#[tokio::test]
async fn a_page_that_blocks_the_snippet_is_as_it_was() {
    let Some(browser) = Browser::open(Screen::Desktop).await else { return };
    let storefront = Storefront::open_and_ask_at_once().await;
    let page = PAGE.replace(
        "<h1>",
        "<script>window.candor = window.candor || []; candor.push(['page', {}])</script><h1>",
    );
    storefront.put_with_policy("/products/blocked", &page, "script-src 'unsafe-inline'");

    browser.goto(&format!("{}/products/blocked", storefront.url)).await;
    browser.until_open_for(300).await;

    assert!(!browser.sees(DIALOG).await);
    assert_eq!(browser.value("candor.length").await, json!(1));
    browser.assert_nothing_thrown().await;
    browser.close().await;
}
