//! When a survey is asked, in a real browser: what a shopper does before, and what the shop and
//! the shopper's browser allow.

use harness::{Browser, Screen, Server, Storefront};
use serde_json::{Value, json};
use server::clock::Clock;
use server::http::visitor::Proxies;

use super::asking::{DIALOG, answered, step};

/// A page of any length, above which the browser may say something of itself.
const PAGE: &str = r#"<!doctype html><html lang="en"><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>Shop</title>
<link rel="icon" href="data:,"><!-- before --><!-- snippet --><body style="margin:0">
<h1>Mugs</h1><div id="tabs"></div><!-- content --></body></html>"#;

/// A tall page.
const TALL: &str = r#"<div id="tall" style="height:5000px">Long</div>"#;

/// A shop with one live survey, `product-nps`, that is asked by this rule on `/page`.
async fn shop_that_asks(rule: Value) -> Storefront {
    let storefront = Storefront::open().await;
    storefront.change_survey("post-purchase", |survey| survey["live"] = false.into()).await;
    storefront.change_survey("product-nps", |survey| survey["rule"] = rule).await;
    storefront.put("/page", PAGE);
    storefront
}

/// The owner changes what holds for every survey.
pub(crate) async fn change_shop(storefront: &Storefront, change: impl FnOnce(&mut Value)) {
    let owner = &storefront.shop.owner;
    let mut shop: Value = owner.get("").await.ok().json();
    change(&mut shop);
    owner.put("", &shop).await.assert_ok();
}

/// A desktop browser on a page of a shop that asks by this rule.
async fn page_that_asks(rule: Value, content: &str) -> Option<(Browser, Storefront)> {
    let browser = Browser::open(Screen::Desktop).await?;
    let storefront = shop_that_asks(rule).await;
    storefront.put("/page", &PAGE.replace("<!-- content -->", content));
    browser.goto(&format!("{}/page", storefront.url)).await;
    browser.until_true("!!(window.candor && candor.refuses)").await;
    Some((browser, storefront))
}

/// Waits until the script that follows the visitor is there and has looked once.
async fn until_followed(browser: &Browser) {
    let there = "test.requests('http').some(({ name, responseEnd }) =>
                     name.endsWith('/triggers.js') && responseEnd > 0)";
    browser.until_true(there).await;
    browser.settle().await;
}

async fn go(browser: &Browser, path: &str) {
    browser.run("history.pushState({}, '', arguments[0])", vec![path.into()]).await;
}

/// The mouse leaves the window through its top.
async fn leave(browser: &Browser) {
    let out = "document.documentElement.dispatchEvent(
                   new MouseEvent('mouseout', { bubbles: true, clientY: -1 }))";
    browser.run(out, Vec::new()).await;
}

async fn push(browser: &Browser, command: Value) {
    browser.run("candor.push(arguments[0])", vec![command]).await;
}

#[tokio::test]
async fn a_survey_waits_for_its_delay_however_often_the_page_changes() {
    let Some((browser, _storefront)) = page_that_asks(json!({"delay_ms": 1500}), "").await else {
        return;
    };
    let begun = browser.value("performance.now()").await.as_f64().unwrap();

    for page in 0..5 {
        go(&browser, &format!("/page/{page}")).await;
        assert!(!browser.sees(DIALOG).await || page > 0);
    }
    let shown =
        "window.shownAt = window.shownAt || (test.one('[role=dialog]') ? performance.now() : 0)";
    let again =
        format!("history.replaceState({{}}, '', '/page/' + Math.random()); return !!({shown})");
    harness::until("the survey is shown while pages change", async || {
        (browser.run(&again, vec![]).await == true).then_some(())
    })
    .await;

    let shown_at = browser.value("window.shownAt").await.as_f64().unwrap();
    assert!(shown_at >= 1_500.0, "too early: {shown_at}");
    assert!(shown_at < begun + 5_000.0, "the delay began again: {shown_at}");
    browser.close().await;
}

#[tokio::test]
async fn a_delay_counts_from_the_page_that_is_meant() {
    let rule = json!({"include": [{"matches": "exact", "value": "/meant"}], "delay_ms": 1000});
    let Some((browser, _storefront)) = page_that_asks(rule, "").await else { return };
    browser.until_open_for(2_000).await;

    go(&browser, "/meant").await;
    let went = browser.value("performance.now()").await.as_f64().unwrap();
    browser.until_seen(DIALOG).await;

    let seen = browser.value("performance.now()").await.as_f64().unwrap();
    assert!(seen - went >= 900.0, "{went} {seen}");
    browser.close().await;
}

#[tokio::test]
async fn a_survey_waits_until_the_page_is_scrolled_far_enough() {
    let rule = json!({"scroll_percent": 50});
    let Some((browser, _storefront)) = page_that_asks(rule, TALL).await else { return };
    until_followed(&browser).await;

    browser
        .run("scrollTo(0, (document.documentElement.scrollHeight - innerHeight) * 0.4)", vec![])
        .await;
    browser.settle().await;
    assert!(!browser.sees(DIALOG).await);
    // What comes later makes the way longer.
    browser.run("test.one('#tall').style.height = '20000px'", vec![]).await;
    browser.run("scrollTo(0, 5000)", vec![]).await;
    browser.settle().await;
    assert!(!browser.sees(DIALOG).await);

    browser.run("scrollTo(0, 12000)", vec![]).await;

    browser.until_seen(DIALOG).await;
    browser.close().await;
}

#[tokio::test]
async fn a_page_that_fits_into_the_window_counts_as_read_to_its_end() {
    let rule = json!({"scroll_percent": 100});
    let Some((browser, _storefront)) = page_that_asks(rule, "").await else { return };

    browser.until_seen(DIALOG).await;

    browser.close().await;
}

#[tokio::test]
async fn who_is_about_to_leave_is_asked() {
    let rule = json!({"exit_intent": true});
    let Some((browser, _storefront)) = page_that_asks(rule, "").await else { return };
    until_followed(&browser).await;
    assert!(!browser.sees(DIALOG).await);

    leave(&browser).await;

    browser.until_seen(DIALOG).await;
    browser.close().await;
}

#[tokio::test]
async fn a_finger_that_flings_the_page_up_is_about_to_leave() {
    let Some(browser) = Browser::open(Screen::Phone).await else { return };
    let storefront = shop_that_asks(json!({"exit_intent": true})).await;
    storefront.put("/page", &PAGE.replace("<!-- content -->", TALL));
    browser.goto(&format!("{}/page", storefront.url)).await;
    until_followed(&browser).await;

    let to = "const [from, to, steps] = arguments;
              return new Promise((done) => {
                  let at = 0;
                  const move = () => {
                      scrollTo(0, from + ((to - from) * at) / steps);
                      if (at++ < steps) requestAnimationFrame(move); else done(scrollY);
                  };
                  move();
              })";
    browser.run(to, vec![0.into(), 2_000.into(), 10.into()]).await;
    browser.settle().await;
    assert!(!browser.sees(DIALOG).await, "reading on is not leaving");
    browser.run(to, vec![2_000.into(), 200.into(), 3.into()]).await;

    browser.until_seen(DIALOG).await;
    browser.close().await;
}

#[tokio::test]
async fn an_exit_intent_of_one_page_never_shows_on_the_next() {
    let rule = json!({"exit_intent": true, "include": [{"matches": "exact", "value": "/next"}]});
    let Some((browser, _storefront)) = page_that_asks(rule, "").await else { return };
    until_followed(&browser).await;

    leave(&browser).await;
    go(&browser, "/next").await;
    browser.settle().await;
    assert!(!browser.sees(DIALOG).await);
    go(&browser, "/page").await;
    go(&browser, "/next").await;
    browser.settle().await;
    assert!(!browser.sees(DIALOG).await);

    leave(&browser).await;
    browser.until_seen(DIALOG).await;
    browser.close().await;
}

#[tokio::test]
async fn a_survey_is_shown_after_a_click_on_an_element_that_came_later_and_is_gone() {
    let rule = json!({"click": ".tab[data-name=\"size\"]"});
    let Some((browser, _storefront)) = page_that_asks(rule, "").await else { return };
    until_followed(&browser).await;
    let add = "document.querySelector('#tabs').innerHTML =
                   '<button class=tab id=other>Colour</button>' +
                   '<button class=tab data-name=size><b id=inside>Size</b></button>';
               document.querySelector('#tabs').addEventListener('click', (event) => {
                   event.stopImmediatePropagation();
                   event.target.closest('button').remove();
               })";
    browser.run(add, vec![]).await;

    browser.click("#other").await;
    browser.settle().await;
    assert!(!browser.sees(DIALOG).await);
    browser.click("#inside").await;

    browser.until_seen(DIALOG).await;
    assert!(!browser.sees("#inside").await);
    browser.assert_unbroken().await;
    browser.close().await;
}

#[tokio::test]
async fn a_selector_that_no_browser_understands_disturbs_nothing() {
    let rule = json!({"click": "<<not a selector>>"});
    let Some((browser, _storefront)) = page_that_asks(rule, "<button id=buy>Buy</button>").await
    else {
        return;
    };
    until_followed(&browser).await;

    browser.click("#buy").await;
    browser.settle().await;

    assert!(!browser.sees(DIALOG).await);
    browser.assert_undisturbed().await;
    browser.close().await;
}

#[tokio::test]
async fn a_survey_is_shown_when_the_page_tells_an_event_with_the_right_properties() {
    let properties = json!([{"name": "price", "is": "at_least", "value": 20}]);
    let rule = json!({"event": {"name": "wishlist_add", "properties": properties}});
    let Some((browser, _storefront)) = page_that_asks(rule, "").await else { return };
    until_followed(&browser).await;

    push(&browser, json!(["track", "wishlist_add"])).await;
    push(&browser, json!(["track", "wishlist_add", {"price": 5}])).await;
    push(&browser, json!(["track", "cart_add", {"price": 50}])).await;
    browser.settle().await;
    assert!(!browser.sees(DIALOG).await);
    push(&browser, json!(["track", "wishlist_add", {"price": "24.50"}])).await;

    browser.until_seen(DIALOG).await;
    browser.close().await;
}

#[tokio::test]
async fn an_event_that_was_told_before_the_script_came_counts_once() {
    let Some(browser) = Browser::open(Screen::Desktop).await else { return };
    let storefront =
        shop_that_asks(json!({"event": {"name": "signed_up"}, "repeat": "always"})).await;
    let told = "<script>window.candor = window.candor || [];
                candor.push(['track', 'signed_up'])</script>";
    storefront.put("/page", &PAGE.replace("<!-- before -->", told));

    browser.goto(&format!("{}/page", storefront.url)).await;
    browser.click("[aria-label=Close]").await;
    browser.until_gone(DIALOG).await;
    go(&browser, "/page/2").await;
    browser.settle().await;

    assert!(!browser.sees(DIALOG).await, "it was asked for once");
    push(&browser, json!(["track", "signed_up"])).await;
    browser.until_seen(DIALOG).await;
    browser.close().await;
}

#[tokio::test]
async fn device_language_and_traits_decide_who_is_asked() {
    let rule = json!({
        "devices": ["desktop"],
        "languages": ["pt-BR"],
        "traits": [{"name": "plan", "is": "equals", "value": "vip"}],
    });
    let Some((browser, _storefront)) = page_that_asks(rule, "").await else { return };
    until_followed(&browser).await;

    push(&browser, json!(["identify", {"traits": {"plan": "vip"}}])).await;
    browser.settle().await;
    assert!(!browser.sees(DIALOG).await, "the page is in English");
    browser.run("document.documentElement.lang = 'pt-BR'", vec![]).await;
    push(&browser, json!(["identify", {"traits": {"plan": "free"}}])).await;
    browser.settle().await;
    assert!(!browser.sees(DIALOG).await, "somebody else");
    push(&browser, json!(["identify", {"traits": {"plan": "vip"}}])).await;

    browser.until_seen(DIALOG).await;
    browser.close().await;
}

#[tokio::test]
async fn the_country_is_asked_for_only_when_all_else_says_yes() {
    let Some(browser) = Browser::open(Screen::Desktop).await else { return };
    let server = Server::start_with(None, |app| {
        app.clock = Clock::System;
        let trusted = vec!["127.0.0.0/8".parse().unwrap()];
        // A header that a browser sends by itself; in a shop, the proxy adds one.
        let country = Some("accept-language".parse().unwrap());
        app.proxies = Proxies { trusted, header: None, country }.into();
    })
    .await;
    let storefront = Storefront::open_on(server).await;
    storefront.change_survey("post-purchase", |survey| survey["live"] = false.into()).await;
    browser.accept_language("NL").await;
    let rule = json!({"countries": ["NL"], "event": {"name": "go"}});
    storefront.change_survey("product-nps", |survey| survey["rule"] = rule).await;
    storefront.put("/page", PAGE);
    browser.goto(&format!("{}/page", storefront.url)).await;
    until_followed(&browser).await;
    let asked = "test.requests('http').filter(({ name }) => name.endsWith('/v1/country')).length";
    assert_eq!(browser.value(asked).await, 0);

    push(&browser, json!(["track", "go"])).await;

    browser.until_seen(DIALOG).await;
    assert_eq!(browser.value(asked).await, 1);
    browser.assert_undisturbed().await;
    browser.close().await;
}

#[tokio::test]
async fn who_is_in_another_country_is_not_asked_and_the_server_is_not_asked_twice() {
    let rule = json!({"countries": ["NL"]});
    let Some((browser, _storefront)) = page_that_asks(rule, "").await else { return };
    let asked = "test.requests('http').filter(({ name }) => name.endsWith('/v1/country')).length";
    browser.until_true(&format!("{asked} === 1")).await;

    go(&browser, "/page/2").await;
    browser.settle().await;

    assert!(!browser.sees(DIALOG).await);
    assert_eq!(browser.value(asked).await, 1);
    browser.close().await;
}

#[tokio::test]
async fn nothing_is_stored_loaded_or_sent_before_consent() {
    let Some(browser) = Browser::open(Screen::Desktop).await else { return };
    let storefront = shop_that_asks(json!({"sample_percent": 100})).await;
    change_shop(&storefront, |shop| shop["consent_required"] = true.into()).await;
    storefront.put(
        "/page",
        &PAGE.replace("<!-- content -->", "<candor-stars product=MUG></candor-stars>"),
    );
    let server = storefront.shop.app().public.origin();
    browser.goto(&format!("{}/page", storefront.url)).await;
    browser.until_true("!!(window.candor && candor.refuses)").await;

    push(&browser, json!(["show", "product-nps"])).await;
    browser.settle().await;
    let requests = format!("test.requests('{server}').map((it) => it.name)");
    let only = json!([format!("{server}/embed/{}.js", storefront.shop.id)]);
    assert_eq!(browser.value(&requests).await, only);
    assert_eq!(browser.value("localStorage.length + sessionStorage.length").await, 0);
    push(&browser, json!(["consent", true])).await;
    browser.until_seen(DIALOG).await;
    assert_eq!(browser.value("localStorage.length").await, 1);

    push(&browser, json!(["consent", false])).await;

    browser.until_gone(DIALOG).await;
    browser.until_true("localStorage.length === 0").await;
    browser.close().await;
}

#[tokio::test]
async fn a_browser_that_says_no_is_asked_only_where_the_owner_does_not_honour_it() {
    let Some(browser) = Browser::open(Screen::Desktop).await else { return };
    let storefront = shop_that_asks(json!({})).await;
    let says_no = "<script>Object.defineProperty(navigator, 'globalPrivacyControl',
                   { value: true })</script>";
    storefront.put("/page", &PAGE.replace("<!-- before -->", says_no));
    let page = format!("{}/page", storefront.url);
    browser.goto(&page).await;
    browser.until_true("!!(window.candor && candor.refuses)").await;
    browser.settle().await;
    assert!(!browser.sees(DIALOG).await);
    assert_eq!(browser.value("localStorage.length").await, 0);

    change_shop(&storefront, |shop| shop["honour_gpc"] = false.into()).await;
    browser.forget_cached().await;
    browser.goto(&page).await;

    browser.until_seen(DIALOG).await;
    browser.close().await;
}

#[tokio::test]
async fn two_surveys_are_never_open_at_once_and_a_quiet_period_keeps_the_other_silent() {
    let Some(browser) = Browser::open(Screen::Desktop).await else { return };
    let storefront = Storefront::open().await;
    for name in ["product-nps", "post-purchase"] {
        storefront.change_survey(name, |survey| survey["rule"] = json!({})).await;
    }
    storefront.put("/page", PAGE);
    let page = format!("{}/page", storefront.url);
    browser.goto(&page).await;
    browser.until_seen(DIALOG).await;
    go(&browser, "/page/2").await;
    browser.settle().await;
    assert_eq!(browser.count(DIALOG).await, 1);

    change_shop(&storefront, |shop| shop["quiet_days"] = 7.into()).await;
    browser.forget_cached().await;
    browser.goto(&page).await;
    until_followed(&browser).await;
    browser.settle().await;
    assert!(!browser.sees(DIALOG).await, "the other is silent");
    browser
        .run(
            "const key = Object.keys(localStorage)[0];
                 const kept = JSON.parse(localStorage[key]);
                 for (const id in kept.shown) kept.shown[id] -= 8 * 864e5;
                 localStorage[key] = JSON.stringify(kept)",
            vec![],
        )
        .await;
    browser.goto(&page).await;

    browser.until_says(".question", "easy to place my order").await;
    browser.close().await;
}

#[tokio::test]
async fn closing_is_remembered_and_an_answer_ends_it() {
    let rule = json!({"repeat": "until_answered"});
    let Some((browser, storefront)) = page_that_asks(rule, "").await else { return };
    browser.until_seen(DIALOG).await;
    browser.reload().await;
    browser.until_seen(DIALOG).await;

    browser.click("[aria-label=Close]").await;
    browser.until_gone(DIALOG).await;
    browser.reload().await;
    until_followed(&browser).await;
    assert!(!browser.sees(DIALOG).await, "it was closed today");
    let earlier = "const key = Object.keys(localStorage)[0];
                   const kept = JSON.parse(localStorage[key]);
                   for (const id in kept.dismissed) kept.dismissed[id] -= 25 * 36e5;
                   localStorage[key] = JSON.stringify(kept)";
    browser.run(earlier, vec![]).await;
    browser.reload().await;
    browser.click(&step(9)).await;
    answered(&storefront, 1).await;
    browser.until_gone(&step(9)).await;
    browser.run(earlier, vec![]).await;
    // A later visit, not the one in which the next question still waits.
    let page = browser.value("location.href").await;
    browser.open_tab().await;
    browser.goto(page.as_str().unwrap()).await;
    until_followed(&browser).await;

    assert!(!browser.sees(DIALOG).await, "it was answered");
    browser.close().await;
}

#[tokio::test]
async fn every_so_many_days_asks_again_then() {
    let rule = json!({"repeat": {"every_days": 30}});
    let Some((browser, _storefront)) = page_that_asks(rule, "").await else { return };
    browser.until_seen(DIALOG).await;
    browser.reload().await;
    until_followed(&browser).await;
    assert!(!browser.sees(DIALOG).await);

    browser
        .run(
            "const key = Object.keys(localStorage)[0];
                 const kept = JSON.parse(localStorage[key]);
                 for (const id in kept.shown) kept.shown[id] -= 30 * 864e5;
                 localStorage[key] = JSON.stringify(kept)",
            vec![],
        )
        .await;
    browser.reload().await;

    browser.until_seen(DIALOG).await;
    browser.close().await;
}

#[tokio::test]
async fn a_survey_whose_time_is_not_now_is_not_in_the_page() {
    let storefront = shop_that_asks(json!({})).await;
    let path = format!("/embed/{}.js", storefront.shop.id);
    let loader = async || storefront.shop.server.http.get(&path).await.ok().text();
    assert!(loader().await.contains("product-nps"));

    for (starts, ends) in
        [(Some("2999-01-01T00:00:00Z"), None), (None, Some("2001-01-01T00:00:00Z"))]
    {
        storefront
            .change_survey("product-nps", |survey| {
                survey["starts_at"] = json!(starts);
                survey["ends_at"] = json!(ends);
            })
            .await;
        assert!(!loader().await.contains("product-nps"), "{starts:?} {ends:?}");
    }
}

#[tokio::test]
async fn a_share_of_visitors_is_the_same_on_every_page() {
    let Some((browser, _storefront)) = page_that_asks(json!({"sample_percent": 50}), "").await
    else {
        return;
    };
    until_followed(&browser).await;
    let seed = "JSON.parse(localStorage[Object.keys(localStorage)[0]]).seed";
    let drawn = browser.value(seed).await;
    let asked = browser.sees(DIALOG).await;

    browser.reload().await;
    until_followed(&browser).await;

    assert_eq!(browser.value(seed).await, drawn);
    assert!(!browser.sees(DIALOG).await || asked);
    browser.close().await;
}

#[tokio::test]
async fn candor_debug_names_the_rule_with_its_values() {
    let Some(browser) = Browser::open(Screen::Desktop).await else { return };
    let rule = json!({"event": {"name": "go"}, "delay_ms": 60000, "languages": ["en"]});
    let storefront = shop_that_asks(rule).await;
    let origin = storefront.shop.app().public.origin();
    let policy = format!(
        "default-src 'none'; img-src data:; script-src {origin}; connect-src {origin}; \
                          style-src-attr 'unsafe-inline'; require-trusted-types-for 'script'"
    );
    storefront.put_with_policy("/page", PAGE, &policy);

    browser.goto(&format!("{}/page?candor_debug", storefront.url)).await;
    browser.until_says("[aria-label^=Candor]", "Event: go not told").await;
    browser.picture("debug-desktop-light").await;
    push(&browser, json!(["track", "go"])).await;
    browser.until_says("[aria-label^=Candor]", "s of 60 s").await;
    browser.assert_undisturbed().await;
    browser.click("[aria-label^=Candor] [aria-label=Close]").await;

    browser.until_gone("[aria-label^=Candor]").await;
    assert!(!browser.sees(DIALOG).await);
    browser.close().await;
}
