//! Every kind of question, asked in a real browser: by pointer and by keys, on a phone and on a
//! desktop, and what is stored of it.

use harness::{Browser, Key, Screen, Storefront, until};
use serde_json::{Value, json};

use crate::asking::{DIALOG, answered};

fn question(id: &str, kind: &str, more: &Value) -> Value {
    let mut question = json!({"id": id, "kind": kind, "text": {"en": format!("About {id}?")}});
    for (name, value) in more.as_object().unwrap() {
        question[name] = value.clone();
    }
    question
}

fn options(ids: &[&str]) -> Value {
    ids.iter().map(|id| json!({"id": id, "text": {"en": format!("The {id}")}})).collect()
}

/// A product's page that asks these questions.
async fn asks(screen: Screen, questions: Vec<Value>) -> Option<(Browser, Storefront)> {
    let browser = Browser::open(screen).await?;
    let storefront = Storefront::open_and_ask_at_once().await;
    storefront.change_survey("product-nps", |survey| survey["questions"] = questions.into()).await;
    browser.goto(&format!("{}/products/mug", storefront.url)).await;
    browser.until_seen(DIALOG).await;
    Some((browser, storefront))
}

fn all_kinds() -> Vec<Value> {
    vec![
        question("satisfied", "satisfaction", &json!({"icons": "faces", "required": true})),
        question("easy", "effort", &json!({"steps": 5})),
        question("channel", "single_choice", &json!({"options": options(&["shop", "friend"])})),
        question("seen", "multiple_choice", &json!({"options": options(&["app", "mail", "sign"])})),
        question("city", "short_text", &json!({})),
        question("contact", "contact", &json!({})),
    ]
}

fn all_answers() -> Value {
    json!([
        {"question": "satisfied", "value": 4},
        {"question": "easy", "value": 5},
        {"question": "channel", "value": "friend"},
        {"question": "seen", "value": ["app", "sign"]},
        {"question": "city", "value": "Gent"},
        {"question": "contact", "value": {"email": "ana@example.org", "consent": true}},
    ])
}

/// Clicks once the survey is where it stays, or the click would go beside.
async fn click(browser: &Browser, selector: &str) {
    browser.until_still().await;
    browser.click(selector).await;
}

async fn answers_all_by_pointer(screen: Screen) {
    let Some((browser, storefront)) = asks(screen, all_kinds()).await else { return };

    click(&browser, "[aria-label=Satisfied]").await;
    browser.until_says(".question", "About easy?").await;
    click(&browser, "[role=radio][aria-label='5']").await;
    browser.until_says(".question", "About channel?").await;
    click(&browser, "[role=radio][aria-label='The friend']").await;
    browser.until_says(".question", "About seen?").await;
    click(&browser, ".option:nth-child(1)").await;
    click(&browser, ".option:nth-child(3)").await;
    click(&browser, "button.button").await;
    browser.until_says(".question", "About city?").await;
    click(&browser, ".input").await;
    browser.keys("Gent").await;
    click(&browser, "button.button").await;
    browser.until_says(".question", "About contact?").await;
    click(&browser, ".input").await;
    browser.keys("ana@example.org").await;
    click(&browser, "button.button").await;
    browser.until_says(".problem", "tick this box").await;
    click(&browser, ".consent .box").await;
    click(&browser, "button.button").await;

    browser.until_says(DIALOG, "Thank you").await;
    let response = answered(&storefront, 6).await;
    assert_eq!(response["answers"], all_answers());
    let response = until("it is complete", async || {
        let response = storefront.shop.only_response().await;
        (response["complete"] == true).then_some(response)
    })
    .await;
    assert_eq!((&response["effort"], &response["effort_steps"]), (&json!(5), &json!(5)));
    assert_eq!(response["satisfaction"], 4);
    browser.assert_undisturbed().await;
    browser.close().await;
}

#[tokio::test]
async fn every_kind_is_answered_with_a_mouse() {
    answers_all_by_pointer(Screen::Desktop).await;
}

#[tokio::test]
async fn every_kind_is_answered_on_a_phone() {
    answers_all_by_pointer(Screen::Phone).await;
}

#[tokio::test]
async fn every_kind_is_answered_with_keys_alone() {
    let Some((browser, storefront)) = asks(Screen::Desktop, all_kinds()).await else { return };

    browser.tab_to("Very dissatisfied").await;
    for key in [Key::Right, Key::Right, Key::Right, Key::Enter] {
        browser.press(key).await;
    }
    browser.until_says(".question", "About easy?").await;
    browser.keys("5").await;
    browser.until_says(".question", "About channel?").await;
    browser.press(Key::Down).await;
    assert_eq!(browser.focused().await, "The friend");
    assert_eq!(browser.count("[role=radio][aria-checked=true]").await, 0);
    browser.keys(" ").await;
    browser.until_says(".question", "About seen?").await;
    browser.tab_to("The app").await;
    browser.keys(" ").await;
    browser.tab_to("The sign").await;
    browser.keys(" ").await;
    browser.tab_to("Next").await;
    browser.press(Key::Enter).await;
    browser.until_says(".question", "About city?").await;
    browser.tab_to("About city?").await;
    browser.keys("Gent").await;
    browser.press(Key::Enter).await;
    browser.until_says(".question", "About contact?").await;
    browser.tab_to("About contact?").await;
    browser.keys("ana@example.org").await;
    browser.tab_to_a(".consent .box").await;
    browser.keys(" ").await;
    browser.tab_to("Send").await;
    browser.press(Key::Enter).await;

    browser.until_says(DIALOG, "Thank you").await;
    assert_eq!(answered(&storefront, 6).await["answers"], all_answers());
    browser.close().await;
}

#[tokio::test]
async fn an_option_leads_to_its_own_question_and_two_clicks_store_one_answer() {
    let condition = json!([{"question": "channel", "any_of": ["friend"]}]);
    let questions = vec![
        question("channel", "single_choice", &json!({"options": options(&["shop", "friend"])})),
        question("who", "short_text", &json!({"show_if": condition})),
        question("why", "long_text", &json!({})),
    ];
    let Some((browser, storefront)) = asks(Screen::Desktop, questions).await else { return };

    browser.click("[aria-label='The shop']").await;
    browser.until_says(".question", "About why?").await;
    browser.click("button.back").await;
    let twice = "const option = test.one(arguments[0]); option.click(); option.click();";
    browser.run(twice, vec!["[aria-label='The friend']".into()]).await;
    browser.until_says(".question", "About who?").await;

    let response = until("the answer is changed", async || {
        let response = storefront.shop.only_response().await;
        (response["answers"][0]["value"] == "friend").then_some(response)
    })
    .await;
    assert_eq!(response["answers"], json!([{"question": "channel", "value": "friend"}]));
    browser.close().await;
}

#[tokio::test]
async fn a_reload_goes_on_where_the_shopper_was_in_the_same_response() {
    let Some((browser, storefront)) = asks(Screen::Desktop, all_kinds()).await else { return };
    browser.click("[aria-label=Satisfied]").await;
    browser.until_says(".question", "About easy?").await;
    browser.click("[role=radio][aria-label='2']").await;
    browser.until_says(".question", "About channel?").await;

    browser.reload().await;

    browser.until_says(".question", "About channel?").await;
    browser.click("[aria-label='The shop']").await;
    browser.until_says(".question", "About seen?").await;
    let response = answered(&storefront, 3).await;
    assert_eq!(response["answers"][1], json!({"question": "easy", "value": 2}));
    browser.click("button.back").await;
    browser.click("button.back").await;
    assert_eq!(browser.count("[role=radio][aria-checked=true]").await, 1);
    browser.close().await;
}

#[tokio::test]
async fn who_closes_a_survey_half_way_is_not_asked_again_on_the_next_page() {
    let Some((browser, storefront)) = asks(Screen::Desktop, all_kinds()).await else { return };
    browser.click("[aria-label=Satisfied]").await;
    browser.until_says(".question", "About easy?").await;
    browser.click("[aria-label=Close]").await;
    browser.until_gone(DIALOG).await;

    browser.reload().await;

    browser.until_seen(".candor-stars, candor-stars").await;
    browser.until_open_for(1_500).await;
    assert!(!browser.sees(DIALOG).await);
    assert_eq!(answered(&storefront, 1).await["complete"], false);
    browser.close().await;
}
