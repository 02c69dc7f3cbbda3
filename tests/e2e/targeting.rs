//! Whether to ask: the browser's scripts decide as the server does, case by case.

use harness::{Browser, Screen, Storefront};
use serde_json::Value;

const CASES: &str = include_str!("../../shared/src/targeting_cases.json");

/// What the loader looks at without the script that knows every part.
const SIMPLE: [&str; 5] = ["include", "exclude", "touchpoints", "delay_ms", "repeat"];

fn is_simple(case: &Value) -> bool {
    let rule = case["rule"].as_object().unwrap();
    let repeat = case["rule"].get("repeat").and_then(Value::as_str);
    rule.keys().all(|part| SIMPLE.contains(&part.as_str()))
        && (repeat.is_some_and(|repeat| repeat != "until_answered") || !rule.contains_key("repeat"))
        && case.get("shop").is_none()
        && case.get("schedule").is_none()
        && case["visit"].get("opted_out").is_none()
}

#[tokio::test]
async fn the_browser_decides_every_case_of_the_shared_table_alike() {
    let Some(browser) = Browser::open(Screen::Desktop).await else { return };
    let storefront = Storefront::open().await;
    let cases: Vec<Value> = serde_json::from_str(CASES).unwrap();
    let (base, build) =
        (storefront.shop.app().public.to(""), server::assets::BUILD.expect("the widget is built"));

    browser.goto(&format!("{}/cart", storefront.url)).await;
    browser.until_true("!!(window.candor && candor.refuses)").await;
    let script = "return import(arguments[1]).then(({ evaluator }) => {
                      const all = evaluator(candor.refuses);
                      return arguments[0].map(({ survey, rule, schedule, shop, visit }) => {
                          const asked = { id: survey, rule, ...schedule };
                          return [candor.refuses(asked, visit), all.refuses(asked, visit, shop)];
                      });
                  })";
    let triggers = format!("{base}/assets/{build}/triggers.js");
    let decided = browser.run(script, vec![cases.clone().into(), triggers.into()]).await;

    assert!(cases.len() > 100);
    assert!(cases.iter().filter(|case| is_simple(case)).count() > 50);
    for (case, decided) in cases.iter().zip(decided.as_array().unwrap()) {
        assert_eq!(decided[1], case["refuses"], "{}", case["name"]);
        if is_simple(case) {
            assert_eq!(decided[0], case["refuses"], "the loader alone: {}", case["name"]);
        }
    }
    browser.assert_undisturbed().await;
    browser.close().await;
}
