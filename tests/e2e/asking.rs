//! Asking, in a real browser: what a shopper sees, hears and presses, and what it costs the page.

use harness::{Browser, Key, Screen, Storefront, until};
use serde_json::{Value, json};

pub(crate) const DIALOG: &str = "[role=dialog]";

/// The page of a product, in a browser that is asked at once.
pub(crate) async fn product_page(screen: Screen) -> Option<(Browser, Storefront)> {
    let browser = Browser::open(screen).await?;
    let storefront = Storefront::open_and_ask_at_once().await;
    browser.goto(&format!("{}/products/mug", storefront.url)).await;
    Some((browser, storefront))
}

/// Waits until so many answers of the only response are on the server, and gives the response.
pub(crate) async fn answered(storefront: &Storefront, answers: usize) -> Value {
    until(&format!("{answers} answers are on the server"), async || {
        let mut responses = storefront.shop.responses().await;
        let response = responses.pop()?;
        assert!(responses.is_empty(), "one visit is one response");
        (response["answers"].as_array().unwrap().len() == answers).then_some(response)
    })
    .await
}

pub(crate) fn step(number: i64) -> String {
    format!("[role=radio][aria-label='{number}'], [role=radio][aria-label^='{number},']")
}

#[tokio::test]
async fn a_score_that_is_clicked_is_on_the_server_before_anything_else_is_said() {
    let Some((browser, storefront)) = product_page(Screen::Desktop).await else { return };

    browser.click(&step(7)).await;

    let response = answered(&storefront, 1).await;
    assert_eq!(response["answers"][0], json!({"question": "recommend", "value": 7}));
    assert_eq!(response["complete"], false);
    browser.until_says(".question", "main reason").await;
    browser.assert_undisturbed().await;
    browser.close().await;
}

#[tokio::test]
async fn what_is_around_an_answer_is_kept_without_what_is_personal() {
    let Some(browser) = Browser::open(Screen::Phone).await else { return };
    let storefront = Storefront::open_and_ask_at_once().await;
    let page = format!("{}/products/mug", storefront.url);

    browser.goto(&format!("{page}?email=ana@example.org&utm_source=mail#secret")).await;
    browser.click(&step(10)).await;

    let context = answered(&storefront, 1).await["context"].clone();
    assert_eq!(context["page"], format!("{page}?utm_source=mail"));
    assert_eq!(context["product"], "MUG-01");
    assert_eq!(context["touchpoint"], "product");
    assert_eq!(context["locale"], "en");
    assert_eq!(context["device"], "mobile");
    // The product is learned right after the answer is safe.
    let product =
        until("the product is learned", async || storefront.shop.products().await.first().cloned())
            .await;
    assert_eq!(product["name"], "Mug, 300 ml");
    assert_eq!(browser.value("document.cookie").await, "");
    browser.close().await;
}

#[tokio::test]
async fn what_a_page_says_of_the_visit_travels_with_the_answer() {
    let Some(browser) = Browser::open(Screen::Desktop).await else { return };
    let storefront = Storefront::open_and_ask_at_once().await;

    browser.goto(&format!("{}/thank-you", storefront.url)).await;
    browser.click(&step(6)).await;

    let response = answered(&storefront, 1).await;
    assert_eq!(response["survey"], json!(storefront.shop.effort));
    assert_eq!(response["context"]["touchpoint"], "thank_you");
    assert_eq!(response["context"]["order"], "1001");
    assert!(!storefront.shop.is_stored("c-981").await, "the customer is kept as a hash");
    browser.close().await;
}

#[tokio::test]
async fn arrows_move_along_the_scale_and_space_chooses() {
    let Some((browser, storefront)) = product_page(Screen::Desktop).await else { return };
    browser.until_seen(DIALOG).await;

    browser.tab_to("0, Not at all likely").await;
    for key in [Key::Right, Key::Down, Key::Right, Key::Left] {
        browser.press(key).await;
    }
    assert_eq!(browser.focused().await, "2");
    browser.press(Key::End).await;
    assert_eq!(browser.focused().await, "10, Extremely likely");
    browser.press(Key::Home).await;
    browser.press(Key::Left).await;
    assert_eq!(browser.focused().await, "0, Not at all likely");
    assert_eq!(browser.count("[role=radio][aria-checked=true]").await, 0);
    assert_eq!(storefront.shop.responses().await, [] as [Value; 0]);

    browser.press(Key::Right).await;
    browser.press(Key::Enter).await;

    assert_eq!(answered(&storefront, 1).await["answers"][0]["value"], 1);
    browser.close().await;
}

#[tokio::test]
async fn the_scale_is_one_stop_on_the_way_of_tab() {
    let Some((browser, _storefront)) = product_page(Screen::Desktop).await else { return };
    browser.until_seen(DIALOG).await;
    browser.tab_to("0, Not at all likely").await;

    browser.press(Key::Tab).await;

    assert_eq!(browser.focused().await, "Close");
    browser.close().await;
}

#[tokio::test]
async fn digits_choose_and_one_then_zero_is_ten() {
    let Some((browser, storefront)) = product_page(Screen::Desktop).await else { return };
    browser.until_seen(DIALOG).await;
    browser.tab_to("0, Not at all likely").await;

    browser.keys("10").await;

    assert_eq!(answered(&storefront, 1).await["answers"][0]["value"], 10);
    browser.close().await;
}

#[tokio::test]
async fn a_one_that_nothing_follows_is_one() {
    let Some((browser, storefront)) = product_page(Screen::Desktop).await else { return };
    browser.until_seen(DIALOG).await;
    browser.tab_to("0, Not at all likely").await;

    browser.keys("1").await;

    assert_eq!(answered(&storefront, 1).await["answers"][0]["value"], 1);
    browser.close().await;
}

#[tokio::test]
async fn escape_closes_and_gives_the_focus_back() {
    let Some(browser) = Browser::open(Screen::Desktop).await else { return };
    let storefront = Storefront::open().await;
    browser.goto(&format!("{}/products/mug", storefront.url)).await;
    browser.click("#search").await;

    browser.until_seen(DIALOG).await;
    browser.keys("te").await;
    assert_eq!(browser.value("document.querySelector('#search').value").await, "te");
    assert_eq!(browser.focused().await, "Search", "nobody is interrupted while typing");
    browser.click(".question").await;
    browser.until_true("!!document.activeElement.shadowRoot").await;
    browser.press(Key::Escape).await;

    browser.until_gone(DIALOG).await;
    assert_eq!(browser.focused().await, "Search");
    assert_eq!(storefront.shop.responses().await, [] as [Value; 0]);
    browser.assert_undisturbed().await;
    browser.close().await;
}

#[tokio::test]
async fn the_focus_goes_back_into_a_component_of_the_page() {
    let Some(browser) = Browser::open(Screen::Desktop).await else { return };
    let storefront = Storefront::open().await;
    browser.goto(&format!("{}/products/mug", storefront.url)).await;
    let component = "const host = document.createElement('div');
                     host.attachShadow({mode: 'open'}).append(document.createElement('input'));
                     host.shadowRoot.firstChild.ariaLabel = 'Within';
                     document.body.prepend(host);
                     host.shadowRoot.firstChild.focus();";
    browser.run(component, vec![]).await;
    browser.until_seen(DIALOG).await;

    browser.click(".question").await;
    browser.press(Key::Escape).await;

    browser.until_gone(DIALOG).await;
    assert_eq!(browser.focused().await, "Within");
    browser.close().await;
}

#[tokio::test]
async fn who_is_to_be_asked_at_once_is_asked_however_the_clock_ticks() {
    let Some(browser) = Browser::open(Screen::Desktop).await else { return };
    let storefront = Storefront::open_and_ask_at_once().await;
    let ticking = "<!doctype html><script>
        const now = performance.now.bind(performance);
        let ticks = 0;
        performance.now = () => now() + ticks++;
        candor = [['page', { touchpoint: 'product' }]];
      </script><!-- snippet -->";
    storefront.put("/products/ticking", ticking);

    browser.goto(&format!("{}/products/ticking", storefront.url)).await;

    browser.until_seen(DIALOG).await;
    browser.close().await;
}

#[tokio::test]
async fn a_shopper_is_asked_once() {
    let Some((browser, storefront)) = product_page(Screen::Desktop).await else { return };
    browser.until_seen(DIALOG).await;
    browser.click("[aria-label=Close]").await;
    browser.until_gone(DIALOG).await;

    storefront.put_product("/products/cup", &[("MUG-01", "CUP-02")]);
    for path in ["/products/mug", "/products/cup"] {
        browser.goto(&format!("{}{path}", storefront.url)).await;
        browser.until_seen(".candor-stars").await;
        browser.until_open_for(1_500).await;
        assert!(!browser.sees(DIALOG).await, "{path}");
    }
    browser.close().await;
}

#[tokio::test]
async fn after_an_order_a_shopper_says_what_made_it_hard_or_easy() {
    let Some(browser) = Browser::open(Screen::Desktop).await else { return };
    let storefront = Storefront::open_and_ask_at_once().await;
    browser.goto(&format!("{}/thank-you", storefront.url)).await;
    browser.until_says(".question", "It was easy to place my order.").await;

    browser.click(&step(2)).await;
    browser.until_says(".question", "What made it hard?").await;
    browser.click("textarea").await;
    browser.keys("The coupon").await;
    browser.click("button.back").await;
    browser.click(&step(6)).await;
    browser.until_says(".question", "What made it easy?").await;
    browser.click("textarea").await;
    browser.keys("Two clicks").await;
    browser.click("button.button").await;

    browser.until_says(DIALOG, "Thank you!").await;
    let response = answered(&storefront, 2).await;
    assert_eq!(response["answers"][0], json!({"question": "easy", "value": 6}));
    assert_eq!(response["answers"][1], json!({"question": "easy_why", "value": "Two clicks"}));
    until("it is complete", async || {
        (storefront.shop.only_response().await["complete"] == true).then_some(())
    })
    .await;
    browser.assert_undisturbed().await;
    browser.close().await;
}

#[tokio::test]
async fn a_review_without_consent_stays_with_the_shop() {
    let Some((browser, storefront)) = product_page(Screen::Desktop).await else { return };

    browser.click(&step(3)).await;
    browser.until_says(".question", "main reason").await;
    browser.click("button.button").await;
    browser.until_says(".question", "share a review").await;
    browser.click("[role=radio][aria-label='2 stars']").await;
    browser.click("#text").await;
    browser.keys("For your eyes only.").await;
    browser.click("button.button").await;
    browser.until_says(DIALOG, "Thank you!").await;

    let response = answered(&storefront, 2).await;
    assert_eq!(response["answers"][1]["value"]["text"], "For your eyes only.");
    assert_eq!(response["answers"][1]["value"]["consent"], false);
    assert_eq!(storefront.shop.inbox("").await, [] as [Value; 0]);
    browser.close().await;
}

#[tokio::test]
async fn a_review_without_stars_is_asked_for_them_where_they_are_missing() {
    let Some((browser, storefront)) = product_page(Screen::Desktop).await else { return };
    browser.click(&step(9)).await;
    browser.until_says(".question", "main reason").await;
    browser.click("button.button").await;
    browser.click("[role=radio][aria-label='4 stars']").await;
    browser.click("#name").await;
    browser.keys(&"x".repeat(81)).await;

    browser.click("button.button").await;

    browser.until_says("#name-problem", "80 characters").await;
    browser.until_true("test.focused().id === 'name'").await;
    assert_eq!(browser.value("test.focused().getAttribute('aria-invalid')").await, "true");
    assert_eq!(answered(&storefront, 1).await["complete"], false);
    browser.close().await;
}

#[tokio::test]
async fn a_survey_can_stand_inside_the_page_and_asks_only_there() {
    let Some(browser) = Browser::open(Screen::Phone).await else { return };
    let storefront = Storefront::open_and_ask_at_once().await;
    let page = "<!doctype html><html lang=en><meta name=viewport content='width=device-width'>
                <title>Thanks</title><link rel=icon href='data:,'><!-- snippet --><h1>Thanks</h1>
                <candor-survey name='post-purchase' style='display:block;min-height:220px'>
                </candor-survey><p id=below>Below</p>";
    storefront.put("/inline", page);

    browser.goto(&format!("{}/inline", storefront.url)).await;
    browser.until_says("[role=group] .question", "It was easy to place my order.").await;
    assert!(!browser.sees(DIALOG).await);
    assert_eq!(browser.focused().await, browser.text("body").await.trim(), "the focus stays");
    browser.assert_undisturbed().await;
    browser.click(&step(5)).await;

    assert_eq!(answered(&storefront, 1).await["survey"], json!(storefront.shop.effort));
    browser.until_says(".question", "What made it easy?").await;
    browser.close().await;
}

#[tokio::test]
async fn a_page_on_which_nothing_is_asked_costs_one_request_and_leaves_nothing_behind() {
    let Some(browser) = Browser::open(Screen::Desktop).await else { return };
    let storefront = Storefront::open_and_ask_at_once().await;
    let server = storefront.shop.app().public.origin();

    browser.goto(&format!("{}/cart", storefront.url)).await;
    browser.until_true("!!(window.candor && candor.refuses)").await;
    browser.until_open_for(1_500).await;

    let requests = browser.value(&format!("test.requests('{server}').map((it) => it.name)")).await;
    assert_eq!(requests, json!([format!("{server}/embed/{}.js", storefront.shop.id)]));
    assert_eq!(browser.value("localStorage.length").await, 0);
    assert_eq!(browser.value("document.cookie").await, "");
    browser.assert_undisturbed().await;
    browser.close().await;
}

#[tokio::test]
async fn a_browser_that_lets_pages_keep_nothing_is_asked_all_the_same() {
    let Some(browser) = Browser::open_without_storage(Screen::Desktop).await else { return };
    let storefront = Storefront::open_and_ask_at_once().await;

    browser.goto(&format!("{}/products/mug", storefront.url)).await;
    let blocked = "(() => { try { localStorage; return false } catch { return true } })()";
    assert_eq!(browser.value(blocked).await, true, "storage is really blocked");
    browser.click(&step(8)).await;

    answered(&storefront, 1).await;
    browser.assert_undisturbed().await;
    browser.close().await;
}

#[tokio::test]
async fn a_page_of_an_application_that_changes_its_address_is_a_page() {
    let Some(browser) = Browser::open(Screen::Desktop).await else { return };
    let storefront = Storefront::open_and_ask_at_once().await;
    browser.goto(&format!("{}/cart", storefront.url)).await;
    browser.until_true("!!(window.candor && candor.refuses)").await;
    browser.until_open_for(1_000).await;
    assert!(!browser.sees(DIALOG).await);

    browser.run("history.pushState({}, '', '/products/mug')", Vec::new()).await;

    browser.click(&step(4)).await;
    assert_eq!(answered(&storefront, 1).await["context"]["touchpoint"], "product");
    browser.assert_undisturbed().await;
    browser.close().await;
}

#[tokio::test]
async fn an_unanswered_question_leaves_with_its_page_and_the_next_is_asked() {
    let Some((browser, storefront)) = product_page(Screen::Desktop).await else { return };
    browser.until_says(".question", "recommend us").await;

    browser.run("history.pushState({}, '', '/cart')", Vec::new()).await;
    browser.until_gone(DIALOG).await;
    browser.run("history.pushState({}, '', '/thank-you')", Vec::new()).await;
    browser.until_says(".question", "It was easy to place my order.").await;
    browser.click(&step(6)).await;

    let response = answered(&storefront, 1).await;
    assert_eq!(response["survey"], json!(storefront.shop.effort));
    assert_eq!(response["context"]["touchpoint"], "thank_you");
    browser.assert_undisturbed().await;
    browser.close().await;
}

#[tokio::test]
async fn a_half_answered_survey_stays_and_tells_of_the_page_on_which_it_was_answered() {
    let Some((browser, storefront)) = product_page(Screen::Desktop).await else { return };
    browser.until_seen(DIALOG).await;
    browser.run("history.pushState({}, '', '/products/cup')", Vec::new()).await;
    browser.click(&step(6)).await;
    browser.until_says(".question", "main reason").await;

    browser.run("history.pushState({}, '', '/cart')", Vec::new()).await;
    browser.click("textarea").await;
    browser.keys("Sturdy").await;
    browser.click("button.button").await;

    let response = answered(&storefront, 2).await;
    assert_eq!(response["context"]["page"], format!("{}/products/cup", storefront.url));
    assert_eq!(response["context"]["touchpoint"], "product");
    browser.close().await;
}

#[tokio::test]
async fn a_key_that_is_held_down_means_nothing_on_the_next_screen() {
    let Some((browser, storefront)) = product_page(Screen::Desktop).await else { return };
    browser.until_seen(DIALOG).await;
    browser.tab_to("0, Not at all likely").await;

    browser.hold_enter().await;
    browser.until_says(".question", "main reason").await;
    browser.until_true("test.focused().matches('textarea')").await;
    browser.hold_enter_on(5).await;

    assert_eq!(browser.value("test.focused().value").await, "");
    browser.press(Key::Enter).await;
    assert_eq!(browser.value("test.focused().value").await, "\n");
    browser.tab_to("Skip").await;
    browser.hold_enter().await;
    browser.until_says(".question", "share a review").await;
    browser.until_true("test.focused().matches('[role=radio]')").await;
    browser.hold_enter_on(5).await;
    assert_eq!(browser.count("[role=radio][aria-checked=true]").await, 0);
    answered(&storefront, 1).await;
    browser.close().await;
}

#[tokio::test]
async fn thanks_are_read_out_and_leave_and_the_focus_goes_back() {
    let Some(browser) = Browser::open(Screen::Desktop).await else { return };
    let storefront = Storefront::open().await;
    browser.goto(&format!("{}/thank-you", storefront.url)).await;
    browser.until_true("!!(window.candor && candor.refuses)").await;
    let link = "const link = document.createElement('a'); link.href = '/'; link.textContent = 'On';
                document.body.prepend(link); link.focus(); candor.push(['show', 'post-purchase'])";
    browser.run(link, vec![]).await;
    browser.until_seen(DIALOG).await;
    browser.tab_to("1, Strongly disagree").await;
    browser.press(Key::Space).await;
    browser.until_says(".question", "What made it hard?").await;

    browser.tab_to("Skip").await;
    browser.press(Key::Enter).await;

    browser.until_says("[role=status]", "Thank you!").await;
    browser.until_gone(DIALOG).await;
    assert_eq!(browser.focused().await, "On");
    browser.close().await;
}

#[tokio::test]
async fn what_waits_is_no_longer_said_to_wait_once_it_is_sent() {
    let Some(browser) = Browser::open(Screen::Desktop).await else { return };
    let storefront = Storefront::open_and_ask_at_once().await;
    browser.goto(&format!("{}/thank-you", storefront.url)).await;
    browser.click(&step(6)).await;
    browser.until_says(".question", "What made it easy?").await;
    answered(&storefront, 1).await;

    browser.set_offline(true).await;
    browser.click("textarea").await;
    browser.keys("Two clicks").await;
    browser.click("button.button").await;
    browser.until_says(".thanks .note", "sent").await;
    browser.set_offline(false).await;

    answered(&storefront, 2).await;
    browser.until_true("test.all('.thanks .note').every((it) => !it.textContent)").await;
    browser.close().await;
}

#[tokio::test]
async fn a_message_tells_how_long_it_took_and_nothing_of_a_field_that_nobody_sees() {
    let Some((browser, _storefront)) = product_page(Screen::Desktop).await else { return };
    browser.until_seen(DIALOG).await;
    let listen = "window.sent = []; const { fetch } = window;
                  window.fetch = (url, init) => {
                    if (init && init.body) sent.push(JSON.parse(init.body));
                    return fetch(url, init);
                  }";
    browser.run(listen, vec![]).await;

    browser.click(&step(9)).await;
    browser.until_says(".question", "main reason").await;
    browser.click("button.button").await;
    browser.click("[role=radio][aria-label='4 stars']").await;
    let focus = "(() => { const trap = test.all('#website')[0]; trap.focus();
                 return test.focused() !== trap && trap.inert
                   && getComputedStyle(trap).clipPath === 'inset(50%)' })()";
    assert_eq!(browser.value(focus).await, true, "it cannot be focused or seen");
    browser.click("button.button").await;

    browser.until_true("sent.length > 1").await;
    let sent = browser.value("sent").await;
    for message in sent.as_array().unwrap() {
        assert!(message["elapsed_ms"].as_f64().unwrap() > 0.0, "{message}");
        assert_eq!(message["website"], "");
    }
    browser.close().await;
}

#[tokio::test]
async fn a_page_can_ask_by_itself_before_the_snippet_is_there() {
    let Some(browser) = Browser::open(Screen::Desktop).await else { return };
    let storefront = Storefront::open().await;
    let page = "<!doctype html><html lang=en><title>Help</title><link rel=icon href='data:,'>
                <script>window.candor = window.candor || [];
                candor.push(['show', 'post-purchase'], ['page', {touchpoint: 'support'}]);</script>
                <!-- snippet --><h1>Help</h1>";
    storefront.put("/help", page);

    browser.goto(&format!("{}/help", storefront.url)).await;
    browser.click(&step(1)).await;

    let response = answered(&storefront, 1).await;
    assert_eq!(response["context"]["touchpoint"], "support");
    browser.close().await;
}

#[tokio::test]
async fn a_snippet_that_is_pasted_twice_asks_once() {
    let Some(browser) = Browser::open(Screen::Desktop).await else { return };
    let storefront = Storefront::open_and_ask_at_once().await;
    let twice = format!("{}\n</head>", storefront.snippet());
    storefront.put_product("/products/twice", &[("</head>", &twice)]);

    browser.goto(&format!("{}/products/twice", storefront.url)).await;
    browser.click(&step(9)).await;
    browser.until_says(".question", "main reason").await;

    assert_eq!(browser.count(DIALOG).await, 1);
    answered(&storefront, 1).await;
    browser.close().await;
}

#[tokio::test]
async fn a_page_with_the_policy_that_the_owner_is_told_can_ask() {
    let Some(browser) = Browser::open(Screen::Desktop).await else { return };
    let storefront = Storefront::open_and_ask_at_once().await;
    let server = storefront.shop.app().public.origin();
    let page = "<!doctype html><html lang=en><title>Mug</title><!-- snippet --><h1>Mug</h1>";
    let policy = format!(
        "default-src 'none'; script-src {server} 'wasm-unsafe-eval'; connect-src {server}; \
         require-trusted-types-for 'script'; trusted-types candor"
    );
    storefront.put_with_policy("/products/strict", page, &policy);

    browser.goto(&format!("{}/products/strict", storefront.url)).await;
    browser.click(&step(9)).await;

    answered(&storefront, 1).await;
    browser.until_says(".question", "main reason").await;
    browser.assert_undisturbed().await;
    browser.close().await;
}

#[tokio::test]
async fn an_answer_that_cannot_be_sent_waits_and_is_sent_from_a_later_page() {
    let Some((browser, storefront)) = product_page(Screen::Desktop).await else { return };
    browser.until_seen(DIALOG).await;

    browser.set_offline(true).await;
    browser.click(&step(2)).await;
    browser.until_says(".question", "main reason").await;
    browser.until_true("Object.keys(localStorage).some((key) => key.endsWith(':outbox'))").await;
    assert_eq!(storefront.shop.responses().await, [] as [Value; 0]);
    browser.set_offline(false).await;
    browser.goto(&format!("{}/cart", storefront.url)).await;

    assert_eq!(answered(&storefront, 1).await["answers"][0]["value"], 2);
    browser.until_true("!Object.keys(localStorage).some((key) => key.endsWith(':outbox'))").await;
    browser.close().await;
}

#[tokio::test]
async fn the_style_of_the_page_does_not_reach_the_widget_nor_its_style_the_page() {
    let Some(browser) = Browser::open(Screen::Desktop).await else { return };
    let storefront = Storefront::open_and_ask_at_once().await;
    let hostile = "<style>* { color: rgb(1, 2, 3) !important; font-size: 40px !important }
                   div, button { background: rgb(9, 8, 7) !important; display: inline !important }
                   </style></head>";
    storefront.put_product("/products/loud", &[("</head>", hostile)]);

    browser.goto(&format!("{}/products/loud", storefront.url)).await;
    browser.until_seen(DIALOG).await;

    let look = "(() => { const { color, fontSize, backgroundColor } =
                getComputedStyle(test.one('[role=radio]'));
                return [color, fontSize, backgroundColor] })()";
    let look = browser.value(look).await;
    assert_ne!(look[0], "rgb(1, 2, 3)");
    assert_ne!(look[1], "40px");
    assert_ne!(look[2], "rgb(9, 8, 7)");
    let page = "getComputedStyle(document.querySelector('#buy')).color";
    assert_eq!(browser.value(page).await, "rgb(1, 2, 3)");
    assert_eq!(browser.value("document.styleSheets.length").await, 1, "the page's own");
    browser.close().await;
}

#[tokio::test]
async fn what_the_shop_has_fixed_at_the_foot_of_its_page_is_not_covered() {
    for screen in [Screen::Desktop, Screen::Phone] {
        let Some(browser) = Browser::open(screen).await else { return };
        let storefront = Storefront::open_and_ask_at_once().await;
        let bar = "<div id=bar style='position:fixed;left:0;right:0;bottom:0;height:64px'>
                   <button>Buy now</button></div></body>";
        storefront.put_product("/products/bar", &[("</body>", bar)]);

        browser.goto(&format!("{}/products/bar", storefront.url)).await;
        browser.until_seen(DIALOG).await;

        let overlap = "(() => { const a = test.one('[role=dialog]').getBoundingClientRect();
                       const b = document.querySelector('#bar').getBoundingClientRect();
                       return Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) })()";
        // A height may end in a fraction of a pixel.
        browser.until_true(&format!("{overlap} < 1")).await;
        let inside = "(() => { const a = test.one('[role=dialog]').getBoundingClientRect();
                      return a.top >= 0 && a.left >= 0 && a.right <= innerWidth })()";
        assert_eq!(browser.value(inside).await, true, "{screen:?}");
        browser.close().await;
    }
}

#[tokio::test]
async fn a_sheet_on_a_phone_is_as_wide_as_the_screen_and_stands_at_its_foot() {
    let Some((browser, _storefront)) = product_page(Screen::Phone).await else { return };
    browser.until_seen(DIALOG).await;

    let place = "(() => { const a = test.one('[role=dialog]').getBoundingClientRect();
                 return [a.left, a.right - innerWidth, a.bottom - innerHeight].map(Math.round) })()";

    browser.until_true(&format!("String({place}) === '0,0,0'")).await;
    browser.assert_undisturbed().await;
    browser.close().await;
}

#[tokio::test]
async fn everything_that_can_be_pressed_has_a_name_and_is_large_enough() {
    for screen in [Screen::Desktop, Screen::Phone] {
        let Some((browser, _storefront)) = product_page(screen).await else { return };
        let unfit = "test.all('candor-widget button, button, input, textarea, [role=radio]')
            .filter((it) => it.getRootNode().host && it.checkVisibility() && !it.inert)
            .filter((it) => {
              const { width, height } = it.getBoundingClientRect();
              const field = it.matches('textarea, input:not([type=checkbox])');
              return !test.named(it) || width < 24 || height < 24
                || (field && parseFloat(getComputedStyle(it).fontSize) < 16);
            })
            .map((it) => [it.outerHTML.slice(0, 80), it.offsetWidth, it.offsetHeight])";

        browser.until_seen(DIALOG).await;
        assert_eq!(browser.value(unfit).await, json!([]), "{screen:?}");
        browser.click(&step(9)).await;
        browser.until_says(".question", "main reason").await;
        assert_eq!(browser.value(unfit).await, json!([]), "{screen:?}");
        browser.click("button.button").await;
        browser.until_says(".question", "share a review").await;
        browser.click("[role=radio][aria-label='5 stars']").await;
        browser.until_seen("#title").await;
        let unfit = unfit.replace(
            "!test.named(it) || ",
            "!test.named(it) || it.type === 'checkbox' ? !test.named(it) : ",
        );
        assert_eq!(browser.value(&unfit).await, json!([]), "{screen:?}");
        browser.close().await;
    }
}

#[tokio::test]
async fn who_reads_from_right_to_left_is_asked_so() {
    let Some(browser) = Browser::open(Screen::Desktop).await else { return };
    let storefront = Storefront::open_and_ask_at_once().await;
    storefront
        .put_product("/products/ar", &[("<html lang=\"en\">", "<html lang=\"ar\" dir=\"rtl\">")]);

    browser.goto(&format!("{}/products/ar", storefront.url)).await;
    browser.until_says(".question", "ما مدى احتمال توصيتك بنا لأصدقائك؟").await;

    let direction = "getComputedStyle(test.one('[role=dialog]')).direction";
    assert_eq!(browser.value(direction).await, "rtl");
    let steps = "test.all('[role=radio]').map((it) => it.getBoundingClientRect().left)";
    let steps = browser.value(steps).await;
    assert!(steps[0].as_f64() > steps[10].as_f64(), "0 is on the right: {steps}");
    browser.tab_to("0").await;
    browser.press(Key::Left).await;
    assert_eq!(browser.focused().await, "1");
    browser.close().await;
}

#[tokio::test]
async fn a_reader_writes_a_review_from_where_reviews_are_shown() {
    let Some(browser) = Browser::open(Screen::Desktop).await else { return };
    let storefront = Storefront::open().await;
    storefront
        .change_survey("product-nps", |survey| {
            survey["rule"]["delay_ms"] = 3_600_000.into();
        })
        .await;

    browser.goto(&format!("{}/products/mug", storefront.url)).await;
    browser.click("[data-candor-write]").await;
    browser.until_says("[role=dialog] .question", "share a review").await;
    browser.click("[role=radio][aria-label='5 stars']").await;
    browser.click("#text").await;
    browser.keys("Written because I wanted to.").await;
    browser.click(".box").await;
    let progress = "(({ value, max }) => [value, max])(test.one('progress'))";
    assert_eq!(browser.value(progress).await, json!([1, 2]));
    browser.click("button.button").await;
    browser.until_says(".question", "recommend us").await;
    assert_eq!(browser.value(progress).await, json!([2, 2]));
    browser.click("button.back").await;
    browser.until_says(".question", "share a review").await;
    assert_eq!(browser.value("test.one('#text').value").await, "Written because I wanted to.");

    until("the review waits for the owner", async || {
        let waiting = storefront.shop.inbox("?state=pending").await;
        let review = waiting.first()?;
        assert_eq!(review["text"], "Written because I wanted to.");
        assert_eq!(review["product"], "MUG-01");
        Some(())
    })
    .await;
    browser.close().await;
}

#[tokio::test]
async fn a_survey_that_the_owner_pauses_or_rewords_is_asked_so_on_the_next_page() {
    let Some(browser) = Browser::open(Screen::Desktop).await else { return };
    let storefront = Storefront::open_and_ask_at_once().await;
    storefront
        .change_survey("product-nps", |survey| {
            survey["questions"][0]["text"]["en"] = "Would you tell a friend?".into();
            survey["rule"]["repeat"] = "always".into();
        })
        .await;
    let page = format!("{}/products/mug", storefront.url);

    browser.goto(&page).await;
    browser.until_says(".question", "Would you tell a friend?").await;
    browser.click(&step(9)).await;
    assert_eq!(answered(&storefront, 1).await["survey_version"], 2);
    storefront.change_survey("product-nps", |survey| survey["live"] = false.into()).await;
    browser.forget_cached().await;
    browser.goto(&page).await;
    browser.until_seen(".candor-stars").await;
    browser.until_open_for(1_500).await;

    assert!(!browser.sees(DIALOG).await);
    browser.close().await;
}
