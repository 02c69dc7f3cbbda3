//! Whether to ask: the loader in a real browser decides as the server does, case by case.

use harness::{Browser, Screen, Storefront};
use serde_json::Value;

const CASES: &str = include_str!("../../shared/src/targeting_cases.json");

#[tokio::test]
async fn the_loader_decides_every_case_of_the_shared_table_alike() {
    let Some(browser) = Browser::open(Screen::Desktop).await else { return };
    let storefront = Storefront::open().await;
    let cases: Vec<Value> = serde_json::from_str(CASES).unwrap();

    browser.goto(&format!("{}/cart", storefront.url)).await;
    browser.until_true("!!(window.candor && candor.refuses)").await;
    let script = "return arguments[0].map(({ survey, rule, visit }) =>
                      candor.refuses(survey, rule, visit))";
    let decided = browser.run(script, vec![cases.clone().into()]).await;

    assert!(cases.len() > 30);
    for (case, decided) in cases.iter().zip(decided.as_array().unwrap()) {
        assert_eq!(decided, &case["refuses"], "{}", case["name"]);
    }
    browser.assert_undisturbed().await;
    browser.close().await;
}
