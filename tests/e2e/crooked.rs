//! Links and forms of a survey's own page that nobody makes in good faith: nothing in them runs, is
//! stored by a look, or makes the server fail.

use harness::{Browser, Client, Got, Screen, Shop, encoded};
use reqwest::Method;
use serde_json::{Value, json};
use server::surveys::{self, links};

/// Everything that a link may say, and something that it may not.
const NAMES: [&str; 20] = [
    "score",
    "recommend",
    "why",
    "review",
    "start",
    "at",
    "r",
    "lang",
    "agent",
    "ticket",
    "location",
    "product",
    "order",
    "touchpoint",
    "page",
    "kiosk",
    "frame",
    "score[]",
    "__proto__",
    "<b>",
];

/// What somebody might write there.
fn values() -> Vec<(&'static str, String)> {
    let markup = "\"'><script>window.ran = 1</script><img src=x onerror='window.ran = 1'>";
    let mut values = vec![
        ("markup", markup.to_owned()),
        ("script", "javascript:window.ran=1".to_owned()),
        ("sql", "'; drop table responses; --".to_owned()),
        ("control", "a\u{1}b\r\nSet-Cookie: x=1\u{0}".to_owned()),
        ("backwards", "\u{202e}reversed\u{2066}\u{feff}".to_owned()),
        ("long", "ä".repeat(3_000)),
        ("path", "../../../../etc/passwd".to_owned()),
        ("template", "{{7*7}}${7*7}%24%7B7*7%7D".to_owned()),
        ("id", "0199a3c2-d4e5-7b60-8f1a-2b3c4d5e6f70".to_owned()),
    ];
    for number in ["", "-1", "11", "9.5", "1e400", "NaN", "99999999999999999999999", "٩"] {
        values.push(("number", number.to_owned()));
    }
    values
}

fn nps(shop: &Shop) -> String {
    format!("/s/{}/product-nps", shop.id)
}

/// Fails where a page failed, or has something in it that would run.
fn assert_harmless(got: &Got, what: &str) {
    assert!(got.status < 500, "{what}: {} {}", got.status, got.text());
    let page = got.text();
    for part in ["<script>", "<img src=x", "href=\"javascript:", "url=javascript:"] {
        assert!(!page.contains(part), "{what} has {part}: {page}");
    }
    assert_eq!(got.header("set-cookie"), "", "{what}");
    if got.header("content-type").starts_with("text/html") {
        let policy = got.header("content-security-policy");
        assert!(policy.contains("default-src 'none'"), "{what}: {policy}");
    }
}

/// Sends a form of the survey, with these fields only.
async fn post(http: &Client, path: &str, fields: &[(&str, &str)]) -> Got {
    let got = http.form(path, fields).await;
    assert_harmless(&got, &format!("{path} with {fields:.200?}"));
    got
}

#[tokio::test]
async fn no_link_makes_a_survey_fail_run_anything_or_store_anything() {
    let shop = Shop::open().await;
    let before = shop.server.database.rows(&shop.app().db).await;

    for (kind, value) in values() {
        for name in NAMES {
            let query = format!("{}={}", encoded(name), encoded(&value));
            for query in [query.clone(), format!("score=9&{query}&{query}&lang=ar")] {
                let got = shop.server.http.get(&format!("{}?{query}", nps(&shop))).await;
                assert_harmless(&got, &format!("{name} with {kind}"));
            }
        }
        let survey = encoded(&value);
        let got = shop.server.http.get(&format!("/s/{}/{survey}", shop.id)).await;
        assert_harmless(&got, kind);
    }
    for query in ["%ff=%fe", "%", "score=%E2%82", "&&&=&=", "a=b;c=d", "score", "?score=9?score=1"]
    {
        let got = shop.server.http.get(&format!("{}?{query}", nps(&shop))).await;
        assert_harmless(&got, query);
    }
    let many = "x=1&".repeat(5_000);
    assert_harmless(&shop.server.http.get(&format!("{}?{many}", nps(&shop))).await, "many");

    assert_eq!(shop.server.database.rows(&shop.app().db).await, before);
}

#[tokio::test]
async fn an_odd_link_costs_no_answer() {
    for (kind, value) in values() {
        let shop = Shop::open().await;
        for name in ["agent", "ticket", "location", "lang", "page", "touchpoint", "utm_source", "x"]
        {
            let query = format!("{name}={}", encoded(&value));
            let mut reader = shop.read(&format!("{}?{query}", nps(&shop))).await;
            if reader.page.status != 200 {
                assert!(["control"].contains(&kind), "{name} with {kind}: {}", reader.page.text());
                continue;
            }
            let before = shop.responses().await.len();
            reader.send(&[("value", "9"), ("go", "next")]).await;
            assert!(reader.sees("<textarea"), "{name} with {kind}: {}", reader.page.text());
            let responses = shop.responses().await;
            assert_eq!(responses.len(), before + 1, "{name} with {kind}");
            let context = responses[0]["context"].to_string();
            assert!(!context.contains("\\u00") && context.len() < 4_000, "{context}");
        }
    }
}

#[tokio::test]
async fn a_page_with_a_crooked_link_is_answered_and_runs_nothing_in_a_browser() {
    let Some(browser) = Browser::open(Screen::Phone).await else { return };
    let shop = Shop::open().await;
    let all: Vec<_> = values().into_iter().filter(|(kind, _)| *kind != "control").collect();
    for (kind, value) in all.iter().take(8) {
        let named = NAMES.iter().filter(|name| !["at", "r", "kiosk", "start"].contains(name));
        let query: Vec<_> =
            named.map(|name| format!("{}={}", encoded(name), encoded(value))).collect();
        let short = if *kind == "long" { 2 } else { query.len() };
        let url = format!("{}{}?{}", shop.server.address, nps(&shop), query[..short].join("&"));

        browser.goto(&url).await;

        browser.until_seen(".question, h1").await;
        assert_eq!(browser.value("window.ran || 0").await, 0, "{kind}");
        assert_eq!(browser.value("document.images.length").await, 0, "{kind}");
        let wide = "document.documentElement.scrollWidth - innerWidth";
        assert!(browser.value(wide).await.as_i64() <= Some(0), "{kind} is too wide");
        browser.picture(&format!("crooked-{kind}")).await;
    }
    browser.close().await;
}

#[tokio::test]
async fn a_kiosk_of_another_survey_or_shop_is_none() {
    let shop = Shop::open().await;
    let neighbour = shop.neighbour().await;
    let signature = async |of: &Shop, survey| {
        let survey = surveys::find(of.app(), of.id, survey).await.unwrap();
        let kiosk = links::of(of.app(), of.id, &survey).await.unwrap().kiosk;
        kiosk.split("kiosk=").nth(1).unwrap().to_owned()
    };
    let right = signature(&shop, shop.nps).await;
    let wrong = [
        signature(&shop, shop.effort).await,
        signature(&neighbour, neighbour.nps).await,
        right.to_uppercase(),
        right[1..].to_owned(),
        format!("{right}A"),
        format!("%00{right}"),
        format!("&kiosk={right}"),
        "A".repeat(3_000),
    ];

    assert!(shop.read(&format!("{}?kiosk={right}", nps(&shop))).await.sees("refresh"));
    for signature in wrong {
        let reader = shop.read(&format!("{}?kiosk={signature}", nps(&shop))).await;
        assert_harmless(&reader.page, &signature);
        assert!(!reader.sees("http-equiv=\"refresh\""), "{signature} is a kiosk");
    }
}

#[tokio::test]
async fn a_survey_of_another_shop_has_no_page_here() {
    let shop = Shop::open().await;
    let neighbour = shop.neighbour().await;
    let path = format!("/s/{}/{}", shop.id, neighbour.nps);

    assert_eq!(shop.server.http.get(&path).await.status, 404);
    let fields = [("question", "recommend"), ("version", "1"), ("value", "9"), ("go", "next")];
    assert_eq!(post(&shop.server.http, &path, &fields).await.status, 404);
    assert_eq!(neighbour.responses().await, [] as [Value; 0]);
}

#[tokio::test]
async fn no_form_makes_a_survey_fail_and_what_is_wrong_in_it_is_not_stored() {
    let shop = Shop::open().await;
    let neighbour = shop.neighbour().await;
    let http = &shop.server.http;
    let of_neighbour = neighbour.answer(&neighbour.recommends(3)).await["id"].clone();
    let of_neighbour = of_neighbour.as_str().unwrap().to_owned();
    let of_effort = shop.answer(&shop.finds_it_easy(3)).await["id"].clone();
    let of_effort = of_effort.as_str().unwrap().to_owned();
    let right = [("question", "recommend"), ("version", "1"), ("value", "9"), ("go", "next")];
    let with = |name: &'static str, value: &str| {
        let mut fields = right.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
        fields.retain(|(other, _)| other != name);
        fields.push((name.to_owned(), value.to_owned()));
        fields
    };

    for (kind, value) in values() {
        for name in ["question", "version", "value", "go", "response", "website", "x"] {
            let fields = with(name, &value);
            let fields: Vec<_> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
            let got = post(http, &nps(&shop), &fields).await;
            assert!(got.status < 500, "{name} with {kind}");
        }
    }
    for name in ["value", "question", "version", "response", "x"] {
        for length in [10_000, 100_000, 3_000_000] {
            let body =
                format!("{name}={}&question=recommend&version=1&go=next", "x".repeat(length));
            let form = http.with("content-type", "application/x-www-form-urlencoded");
            let got = form.try_send(Method::POST, &nps(&shop), body).await;
            // The server hangs up on what is far too much.
            assert!(got.is_ok_and(|got| got.status < 500) || length > 1_000_000, "{name}");
        }
    }
    for id in [&of_neighbour, &of_effort] {
        let fields = with("response", id);
        let fields: Vec<_> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        post(http, &nps(&shop), &fields).await;
    }
    let twice = [&right[..], &[("value", "3"), ("question", "why"), ("version", "7")]].concat();
    post(http, &nps(&shop), &twice).await;
    post(http, &nps(&shop), &[]).await;
    post(http, &nps(&shop), &[("value", "9"); 400]).await;
    for (kind, body) in [
        ("application/json", "{\"value\":9}"),
        ("multipart/form-data; boundary=x", "--x--"),
        ("application/x-www-form-urlencoded", "value=%ff&question=recommend&%=%"),
        ("text/plain", "question=recommend&value=9"),
    ] {
        let got = http.with("content-type", kind).send(Method::POST, &nps(&shop), body).await;
        assert_harmless(&got, kind);
    }

    assert_eq!(neighbour.only_response().await["answers"][0]["value"], 3);
    let allowed = json!([{ "question": "recommend", "value": 9 }]);
    for response in shop.responses().await {
        let is_effort = response["survey"] == json!(shop.effort);
        let is_empty = response["answers"] == json!([]);
        assert!(is_effort || is_empty || response["answers"] == allowed, "{response}");
        assert!(!is_effort || response["answers"][0]["value"] == 3, "{response}");
    }
}

#[tokio::test]
async fn no_other_site_sends_a_form_in_a_shoppers_name() {
    let shop = Shop::open().await;
    let fields = [("question", "recommend"), ("version", "1"), ("value", "0"), ("go", "next")];
    let foreign = ["https://evil.example", "null", "file://", "https://shop.example.evil.example"];
    for origin in foreign {
        let got = post(&shop.server.http.with("origin", origin), &nps(&shop), &fields).await;
        assert_eq!(got.status, 403, "{origin}");
    }
    assert_eq!(shop.responses().await, [] as [Value; 0]);
}
