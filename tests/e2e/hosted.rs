//! The page of a survey: answered from a link, a poster or a kiosk, without a line of script.

use harness::{Browser, Key, Screen, Server, Shop, Storefront};
use serde_json::{Value, json};
use server::clock::Clock;
use server::http::rates::{Allowance, Rates};
use server::surveys::{self, links};

/// The page of the survey of product pages.
fn nps(shop: &Shop) -> String {
    format!("/s/{}/product-nps", shop.id)
}

/// The address of a survey on a screen that many people use.
async fn kiosk(shop: &Shop) -> String {
    let survey = surveys::find(shop.app(), shop.id, shop.nps).await.unwrap();
    let links = links::of(shop.app(), shop.id, &survey).await.unwrap();
    links.kiosk.strip_prefix(&shop.server.address).unwrap().to_owned()
}

/// A survey with a question of each kind.
pub(crate) async fn ask_everything(storefront: &Storefront) {
    let text = |text: &str| json!({ "en": text, "ar": format!("{text} ؟") });
    let question = |id: &str, kind: &str| json!({ "id": id, "kind": kind, "text": text(id) });
    let with = |mut question: Value, name: &str, value: Value| {
        question[name] = value;
        question
    };
    let options = json!([
        { "id": "shop", "text": text("In the shop") },
        { "id": "app", "text": text("In the app, which has a rather long name that wraps") },
    ]);
    let questions = json!([
        with(with(question("easy", "effort"), "steps", 5.into()), "low", text("No")),
        with(question("happy", "satisfaction"), "icons", "faces".into()),
        with(question("where", "single_choice"), "options", options.clone()),
        with(question("channels", "multiple_choice"), "options", options),
        question("word", "short_text"),
        question("contact", "contact"),
    ]);
    storefront.change_survey("post-purchase", |survey| survey["questions"] = questions).await;
}

#[tokio::test]
async fn a_survey_is_answered_step_by_step_without_script() {
    let shop = Shop::open_in_2026().await;

    let mut reader = shop.read(&nps(&shop)).await;
    shop.wait_seconds(5);
    assert!(reader.sees("Mugs &amp; More"), "{}", reader.page.text());
    reader.send(&[("value", "9"), ("go", "next")]).await;
    let first = shop.only_response().await;
    assert_eq!(first["answers"], json!([{ "question": "recommend", "value": 9 }]));
    assert_eq!((&first["complete"], &first["counted"]), (&json!(false), &json!(true)));
    reader.send(&[("value", "Fast\r\nand neat"), ("go", "next")]).await;
    let review = [("stars", "5"), ("text", "Lovely"), ("name", "Ana"), ("consent", "yes")];
    reader.send(&[&review[..], &[("go", "next")]].concat()).await;

    assert!(reader.sees("Thank you"), "{}", reader.page.text());
    assert!(reader.sees("/reviews/"), "the author can take the review back");
    let response = shop.only_response().await;
    assert_eq!(response["complete"], true);
    assert_eq!(response["answers"][1]["value"], "Fast\nand neat");
    assert_eq!(shop.inbox("").await[0]["text"], "Lovely");
    assert_eq!(reader.page.header("set-cookie"), "");
}

#[tokio::test]
async fn what_is_wrong_with_an_answer_is_said_where_it_stands_and_nothing_is_lost() {
    let shop = Shop::open().await;
    let mut reader = shop.read(&nps(&shop)).await;

    reader.send(&[("go", "next")]).await;
    assert_eq!(reader.page.status, 422);
    assert!(reader.sees("Please answer this first."));
    reader.send(&[("value", "3"), ("go", "next")]).await;
    let long = "ä".repeat(5_001);
    reader.send(&[("value", &long), ("go", "next")]).await;

    assert!(reader.sees("Please keep it to 5000 characters.") && reader.sees(&long));
    assert_eq!(shop.only_response().await["answers"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn the_way_back_shows_what_was_answered_and_keeps_what_was_not_sent_yet() {
    let shop = Shop::open().await;
    let mut reader = shop.read(&nps(&shop)).await;

    reader.send(&[("value", "3"), ("go", "next")]).await;
    reader.send(&[("value", "Slow"), ("go", "back")]).await;
    assert!(reader.sees("value=\"3\" checked"), "{}", reader.page.text());
    reader.send(&[("value", "4"), ("go", "next")]).await;

    assert!(reader.sees("Slow"), "{}", reader.page.text());
    let answers = shop.only_response().await["answers"].clone();
    assert_eq!((&answers[0]["value"], &answers[1]["value"]), (&json!(4), &json!("Slow")));
}

#[tokio::test]
async fn two_submits_are_one_answer() {
    let shop = Shop::open().await;
    let mut reader = shop.read(&nps(&shop)).await;
    let first = reader.clone();

    reader.send_twice(&[("value", "9"), ("go", "next")]).await;
    let mut again = first;
    again.send(&[("value", "9"), ("go", "next")]).await;

    assert!(again.sees("main reason") && reader.sees("main reason"));
    assert_eq!(shop.only_response().await["answers"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_click_in_an_email_marks_the_answer_and_asks_to_confirm_it() {
    let shop = Shop::open().await;
    let about =
        "agent=Kim&ticket=T-7&location=Utrecht&touchpoint=support&product=MUG-01&order=1001";

    let mut reader = shop.read(&format!("{}?score=9&{about}", nps(&shop))).await;
    assert!(reader.sees("value=\"9\" checked") && reader.sees("Press “Next” to send it."));
    assert_eq!(shop.responses().await, [] as [Value; 0], "a look stores nothing");
    reader.send(&[("value", "9"), ("go", "next")]).await;

    let context = shop.only_response().await["context"].clone();
    for (name, value) in [
        ("agent", "Kim"),
        ("ticket", "T-7"),
        ("location", "Utrecht"),
        ("touchpoint", "support"),
        ("product", "MUG-01"),
        ("order", "1001"),
        ("locale", "en"),
    ] {
        assert_eq!(context[name], value, "{context}");
    }
    let page = context["page"].as_str().unwrap();
    assert!(page.ends_with("/product-nps"), "nothing of the query is in {page}");
}

#[tokio::test]
async fn a_link_that_wants_a_review_begins_with_it_and_asks_the_rest_afterwards() {
    let shop = Shop::open().await;

    let mut reader = shop.read(&format!("{}?start=review", nps(&shop))).await;
    assert!(reader.sees("name=\"stars\""), "{}", reader.page.text());
    let review = [("stars", "5"), ("text", "Lovely"), ("name", "Ana"), ("consent", "yes")];
    reader.send(&[&review[..], &[("go", "next")]].concat()).await;

    assert!(reader.sees("How likely"), "{}", reader.page.text());
    assert_eq!(shop.only_response().await["answers"][0]["question"], "review");
}

#[tokio::test]
async fn no_look_at_any_address_stores_anything() {
    let shop = Shop::open().await;
    let before = shop.server.database.rows(&shop.app().db).await;
    let id = "0199a3c2-d4e5-7b60-8f1a-2b3c4d5e6f70";

    for query in ["", "?score=9", "?recommend=9&why=x", &format!("?r={id}&at=why"), "?at=-"] {
        let got = shop.server.http.get(&format!("{}{query}", nps(&shop))).await;
        got.assert_ok();
        assert_eq!(got.header("cache-control"), "no-store");
    }

    assert_eq!(shop.server.database.rows(&shop.app().db).await, before);
}

#[tokio::test]
async fn a_program_that_fills_in_everything_is_kept_apart() {
    let shop = Shop::open_in_2026().await;
    let mut reader = shop.read(&nps(&shop)).await;
    shop.wait_seconds(5);

    reader.send(&[("value", "0"), ("website", "https://spam.example"), ("go", "next")]).await;

    assert_eq!(shop.only_response().await["suspicion"], "honeypot");
}

#[tokio::test]
async fn the_page_speaks_the_language_of_the_link_or_of_the_reader() {
    let shop = Shop::open().await;
    let dutch = shop.server.http.with("accept-language", "nl-BE,nl;q=0.9,en;q=0.8");

    let nl = shop.read_with(&dutch, &nps(&shop)).await;
    let ar = shop.read_with(&dutch, &format!("{}?lang=ar", nps(&shop))).await;
    let none = shop.read_with(&dutch, "/s/sh_made_up/product-nps").await;

    assert!(nl.sees("Hoe waarschijnlijk") && nl.sees("lang=\"nl\" dir=\"ltr\""));
    assert!(ar.sees("lang=\"ar\" dir=\"rtl\""), "{}", ar.page.text());
    assert_eq!(none.page.status, 404);
    assert!(none.sees("Hier is geen enquête"), "{}", none.page.text());
}

#[tokio::test]
async fn a_paused_survey_has_no_page() {
    let storefront = Storefront::open().await;
    let shop = &storefront.shop;
    storefront.change_survey("product-nps", |survey| survey["live"] = false.into()).await;

    let by_name = shop.read(&nps(shop)).await;
    let by_id = shop.read(&format!("/s/{}/{}", shop.id, shop.nps)).await;

    assert_eq!((by_name.page.status, by_id.page.status), (404, 404));
    assert_eq!(shop.read(&format!("/s/{}/{}", shop.id, shop.effort)).await.page.status, 200);
}

#[tokio::test]
async fn only_the_shops_own_pages_may_frame_it_and_only_where_a_frame_is_asked_for() {
    let shop = Shop::open().await;

    let page = shop.read(&nps(&shop)).await;
    let frame = shop.read(&format!("{}?frame=1", nps(&shop))).await;

    let policy =
        |reader: &harness::Reader| reader.page.header("content-security-policy").to_owned();
    assert!(policy(&page).contains("frame-ancestors 'none'"), "{}", policy(&page));
    assert!(policy(&page).contains("script-src 'none'"), "{}", policy(&page));
    let framed = policy(&frame);
    assert!(framed.contains("frame-ancestors 'self'") && framed.contains(" https://shop.example;"));
    assert!(frame.sees("frame.js") && !page.sees("<script"));
}

#[tokio::test]
async fn another_site_cannot_send_the_form() {
    let shop = Shop::open().await;
    let reader = shop.read(&nps(&shop)).await;
    let (action, fields) = reader.filled(&[("value", "0"), ("go", "next")]);
    let pairs: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    let path = action.strip_prefix(&shop.server.address).unwrap();

    let foreign = shop.server.http.with("origin", "https://evil.example").form(path, &pairs).await;

    assert_eq!(foreign.status, 403);
    assert_eq!(shop.responses().await, [] as [Value; 0]);
}

#[tokio::test]
async fn a_kiosk_starts_over_after_the_thanks_and_when_somebody_has_left() {
    let shop = Shop::open_in_2026().await;
    let address = kiosk(&shop).await;

    let mut reader = shop.read(&address).await;
    assert!(reader.sees("http-equiv=\"refresh\" content=\"120; url="), "{}", reader.page.text());
    reader.send(&[("value", "2"), ("go", "next")]).await;
    let left = reader.page.clone();
    assert!(reader.sees("main reason"));
    let unfinished = reader.filled(&[]).0;
    reader.send(&[("value", "Private words"), ("go", "next")]).await;
    reader.send(&[("go", "next")]).await;
    assert!(reader.sees("content=\"8; url=") && reader.sees("Start again"));
    assert!(!reader.sees("r=0"), "the next person begins anew: {}", reader.page.text());

    let back = unfinished.strip_prefix(&shop.server.address).unwrap().replace("&amp;", "&");
    assert!(!shop.read(&back).await.sees("Private words"), "all of it is over: {left:?}");
}

#[tokio::test]
async fn at_a_kiosk_nobody_goes_back_to_what_another_has_said() {
    let shop = Shop::open_in_2026().await;
    let mut reader = shop.read(&kiosk(&shop).await).await;
    reader.send(&[("value", "2"), ("go", "next")]).await;
    let why = reader.clone();
    let (to, _) = why.filled(&[]);
    reader.send(&[("value", "Private words"), ("go", "next")]).await;
    reader.send(&[("go", "next")]).await;
    assert!(reader.sees("Start again"));
    shop.wait_seconds(9);

    let step = to.strip_prefix(&shop.server.address).unwrap().replace("&amp;", "&");
    let gone_back = shop.read(&step).await;
    let mut sent_again = why;
    sent_again.send(&[("value", "Somebody else"), ("go", "next")]).await;

    assert!(!gone_back.sees("Private words") && gone_back.sees("type=\"radio\""), "it begins anew");
    let answers = shop.responses().await;
    let all = serde_json::to_string(&answers).unwrap();
    assert!(all.contains("Private words"), "what was said stays as it was: {all}");
}

#[tokio::test]
async fn a_kiosk_is_many_visitors_and_a_made_up_one_is_none() {
    let server = Server::start_with(None, |parts| {
        parts.clock = Clock::System;
        parts.rates = Rates::new(Allowance { per_visitor_minute: 1, per_shop_second: 0 });
    })
    .await;
    let shop = server.open_shop("Mugs & More", "https://shop.example").await;
    let right = kiosk(&shop).await;
    let wrong = format!("{}?kiosk=AAAAAAAAAAAAAAAAAAAAAA", nps(&shop));

    for _ in 0..3 {
        let mut reader = shop.read(&right).await;
        reader.send(&[("value", "8"), ("go", "next")]).await;
        assert!(reader.sees("main reason"));
    }
    let mut visitor = shop.read(&wrong).await;
    assert!(!visitor.sees("refresh"));
    visitor.send(&[("value", "8"), ("go", "next")]).await;
    visitor.send(&[("value", "Kept here"), ("go", "next")]).await;

    assert_eq!(visitor.page.status, 429);
    assert!(visitor.sees("Kept here") && visitor.sees("send it again in a moment"));
    assert_ne!(visitor.page.header("retry-after"), "");
}

#[tokio::test]
async fn a_poster_shows_the_address_as_a_code() {
    let shop = Shop::open().await;

    let code = shop.server.http.get(&format!("{}/qr.svg?location=Utrecht", nps(&shop))).await.ok();
    let none = shop.server.http.get(&format!("/s/{}/nowhere/qr.svg", shop.id)).await;

    assert_eq!(code.header("content-type"), "image/svg+xml");
    assert!(code.text().contains("<svg"));
    assert_eq!(none.status, 404);
}

#[tokio::test]
async fn every_kind_of_question_is_answered_with_the_browsers_own_controls() {
    let storefront = Storefront::open().await;
    ask_everything(&storefront).await;
    let shop = &storefront.shop;
    let mut reader = shop.read(&format!("/s/{}/post-purchase", shop.id)).await;

    for fields in [
        &[("value", "5"), ("go", "next")][..],
        &[("value", "4"), ("go", "next")],
        &[("value", "app"), ("go", "next")],
        &[("value", "shop"), ("value", "app"), ("go", "next")],
        &[("value", "Neat"), ("go", "next")],
        &[("email", "ana@example.org"), ("go", "next")],
    ] {
        reader.send(fields).await;
    }
    assert!(reader.sees("Please tick this box"), "{}", reader.page.text());
    reader.send(&[("email", "ana@example.org"), ("consent", "yes"), ("go", "next")]).await;

    let response = shop.only_response().await;
    assert_eq!(response["complete"], true, "{}", reader.page.text());
    let values: Vec<&Value> =
        response["answers"].as_array().unwrap().iter().map(|answer| &answer["value"]).collect();
    assert_eq!(
        values[..5],
        [&json!(5), &json!(4), &json!("app"), &json!(["shop", "app"]), &json!("Neat")]
    );
}

#[tokio::test]
async fn keys_alone_answer_a_survey_in_a_browser_that_runs_no_script() {
    let Some(browser) = Browser::open(Screen::Desktop).await else { return };
    let storefront = Storefront::open().await;
    let shop = &storefront.shop;
    browser.forbid_scripts().await;

    browser.goto(&format!("{}{}", shop.server.address, nps(shop))).await;
    browser.press(Key::Tab).await;
    for key in [Key::Space, Key::Right, Key::Right, Key::Enter] {
        browser.press(key).await;
    }
    browser.until_address("at=why").await;
    browser.press(Key::Tab).await;
    browser.keys("Good").await;
    browser.press(Key::Tab).await;
    browser.press(Key::Enter).await;
    browser.until_address("at=review").await;

    let answers = shop.only_response().await["answers"].clone();
    assert_eq!((&answers[0]["value"], &answers[1]["value"]), (&json!(2), &json!("Good")));
    browser.close().await;
}

#[tokio::test]
async fn a_kiosk_and_the_owners_addresses_of_it_fit_every_screen() {
    for screen in [Screen::Phone, Screen::Desktop] {
        let Some(browser) = Browser::open(screen).await else { return };
        let storefront = Storefront::open().await;
        let shop = &storefront.shop;
        let address = format!("{}{}", shop.server.address, kiosk(shop).await);
        browser.goto(&address).await;
        browser.click("[name=go][value=next]").await;
        browser.until_says(".problem", "Please answer this first.").await;
        browser.assert_fits(&format!("kiosk-{screen:?}-problem")).await;
        browser.click(".step:nth-child(9)").await;
        for question in ["why", "review", "-"] {
            browser.click("[name=go][value=next]").await;
            browser.until_address(&format!("at={question}")).await;
        }
        browser.assert_fits(&format!("kiosk-{screen:?}-thanks")).await;

        let owner = shop.sign_up("ana@shop.example").await;
        let page = format!("/shops/{}/surveys/{}", shop.id, shop.nps);
        let told = owner.pages.get(&page).await.ok().text();
        assert!(told.contains("Link, QR code and kiosk") && told.contains("?kiosk="), "{told}");
        browser.close().await;
    }
}

#[tokio::test]
async fn every_step_fits_every_screen() {
    for screen in [Screen::Phone, Screen::Desktop] {
        let Some(browser) = Browser::open(screen).await else { return };
        let storefront = Storefront::open().await;
        ask_everything(&storefront).await;
        let shop = &storefront.shop;
        let looks = [("en", "light"), ("en", "dark"), ("ar", "light"), ("ar", "dark")];
        for (language, theme) in looks {
            let look = format!("lang={language}&theme={theme}&score=9");
            let name = format!("hosted-{screen:?}-{language}-{theme}");
            for survey in ["product-nps", "post-purchase"] {
                let page = format!("{}/s/{}/{survey}?{look}", shop.server.address, shop.id);
                browser.goto(&page).await;
                for step in 1.. {
                    browser.assert_fits(&format!("{name}-{survey}-{step}")).await;
                    if browser.sees("[data-done]").await {
                        break;
                    }
                    let place = browser.value("document.title + location.search").await;
                    browser.click("[name=go][value=next]").await;
                    let on = format!(
                        "!!test.one('main') && document.title + location.search !== {place}"
                    );
                    browser.until_true(&on).await;
                }
            }
        }
        browser.close().await;
    }
}
