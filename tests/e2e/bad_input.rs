//! Bad input: refused with a problem that names the field; nothing is stored, and nothing personal
//! is logged or said back.

use harness::message::review;
use harness::{Got, Message, Shop, encoded, log};
use reqwest::Method;
use serde_json::{Value, json};

/// Stands in every message, so that it can be looked for afterwards.
const PERSONAL: &str = "jane.roe@example.org";
/// What somebody types who hopes that a page takes it for more than a text.
const MARKUP: &str = "</style></script><script>alert(1)</script><img src=x onerror=alert(2)>\"'&";

/// A message that would be taken, with something personal in it.
fn message(shop: &Shop) -> Message {
    let why = format!("Write to {PERSONAL} about it.");
    let details = json!({ "name": format!("Mug of {PERSONAL}") });
    shop.recommends(9)
        .answer("why", why.as_str())
        .context("customer", PERSONAL)
        .context("product", "MUG-01")
        .context("product_details", details)
}

/// Sends a message that must be refused for this field, and leaves no trace.
async fn assert_refused(shop: &Shop, message: &Message, status: u16, field: &str) {
    assert_body_refused(shop, message.0.to_string(), status, field).await;
}

async fn assert_body_refused(shop: &Shop, body: impl Into<Vec<u8>>, status: u16, field: &str) {
    let body = body.into();
    let got = shop.page.send(Method::POST, "/responses", body.clone()).await;

    let sent = String::from_utf8_lossy(&body[..body.len().min(1_000)]);
    assert_eq!(got.status, status, "after {sent}: {}", got.text());
    got.assert_problem(status, field);
    assert_no_trace(shop, &got).await;
}

async fn assert_no_trace(shop: &Shop, got: &Got) {
    assert!(!got.text().contains(PERSONAL), "it says the answer back: {}", got.text());
    assert_eq!(shop.responses().await, [] as [Value; 0]);
    assert_eq!(shop.inbox("").await, [] as [Value; 0]);
    assert_eq!(shop.products().await, [] as [Value; 0]);
    assert!(!shop.is_stored(PERSONAL).await);
    log::assert_silent_about(&[PERSONAL]);
}

#[tokio::test]
async fn the_message_that_the_others_are_made_from_is_taken() {
    let shop = Shop::open().await;

    let got = shop.send(&message(&shop)).await;

    assert_eq!(got.status, 201, "{}", got.text());
}

#[tokio::test]
async fn an_unknown_shop_is_refused() {
    let shop = Shop::open().await;
    let nobody = "sh_0199a3c2d4e57b608f1a2b3c4d5e6f70";

    for id in [nobody, "sh_1", "sv_0199a3c2d4e57b608f1a2b3c4d5e6f70", "%00", "..", "%F0%9F"] {
        let got =
            shop.server.http.post(&format!("/v1/shops/{id}/responses"), &message(&shop).0).await;

        assert_eq!(got.status, 404, "{id}: {}", got.text());
        if id == nobody {
            got.assert_problem(404, "shop");
        }
        assert_no_trace(&shop, &got).await;
    }
}

#[tokio::test]
async fn an_unknown_survey_is_refused() {
    let shop = Shop::open().await;
    let neighbour = shop.neighbour().await;
    let unknown = "sv_0199a3c2d4e57b608f1a2b3c4d5e6f70";

    assert_refused(&shop, &message(&shop).set("survey", unknown), 422, "survey").await;
    assert_refused(&shop, &message(&neighbour), 422, "survey").await;
    assert_refused(&shop, &message(&shop).set("survey", "product-nps"), 422, "survey").await;
}

#[tokio::test]
async fn an_unknown_version_is_refused() {
    let shop = Shop::open().await;

    for version in [0, 2, -1, i64::MIN, i64::MAX] {
        let message = message(&shop).set("survey_version", version);
        assert_refused(&shop, &message, 422, "survey_version").await;
    }
}

#[tokio::test]
async fn an_unknown_question_is_refused() {
    let shop = Shop::open().await;

    assert_refused(&shop, &message(&shop).answer("easy", 3), 422, "answers[2].question").await;
    assert_refused(&shop, &message(&shop).answer("", 3), 422, "answers[2].question").await;
    assert_refused(&shop, &message(&shop).answer(PERSONAL, 3), 422, "answers[2].question").await;
}

#[tokio::test]
async fn a_question_that_these_answers_do_not_lead_to_is_refused() {
    let shop = Shop::open().await;
    let message = shop.finds_it_easy(7).answer("hard_why", PERSONAL);

    assert_refused(&shop, &message, 422, "answers[1].question").await;
}

#[tokio::test]
async fn the_same_question_twice_is_refused() {
    let shop = Shop::open().await;
    let twice =
        json!([{"question": "recommend", "value": 9}, {"question": "recommend", "value": 0}]);

    let message = message(&shop).set("answers", twice);

    assert_refused(&shop, &message, 422, "answers[1].question").await;
}

#[tokio::test]
async fn more_answers_than_questions_are_refused() {
    let shop = Shop::open().await;
    let answer = json!({"question": "recommend", "value": 9});

    let message = message(&shop).set("answers", vec![answer; 1_000]);

    assert_refused(&shop, &message, 422, "answers").await;
}

#[tokio::test]
async fn a_score_out_of_range_is_refused() {
    let shop = Shop::open().await;

    for score in [json!(-1), json!(11), json!(i64::MIN), json!(u64::MAX), json!(9.5), json!(1e300)]
    {
        let message = shop.recommends(9).answer("recommend", score);
        assert_refused(&shop, &message, 422, "answers[0].value").await;
    }
    for score in [0, 8] {
        assert_refused(&shop, &shop.finds_it_easy(score), 422, "answers[0].value").await;
    }
    for stars in [0, 6, -5] {
        let message = shop.reviews("MUG-01", stars, PERSONAL).answer("recommend", 5);
        assert_refused(&shop, &message, 422, "answers[0].value.stars").await;
    }
}

#[tokio::test]
async fn a_value_of_the_wrong_type_is_refused() {
    let shop = Shop::open().await;
    let values =
        [json!(PERSONAL), json!([PERSONAL]), json!({"text": PERSONAL}), json!(true), json!(null)];

    for value in values {
        let score = shop.recommends(9).answer("recommend", value.clone());
        assert_refused(&shop, &score, 422, "answers[0].value").await;
        if !value.is_string() {
            let text = shop.recommends(9).answer("why", value.clone());
            assert_refused(&shop, &text, 422, "answers[1].value").await;
        }
        if !value.is_object() {
            let review = shop.recommends(9).answer("review", value);
            assert_refused(&shop, &review, 422, "answers[1].value").await;
        }
    }
}

#[tokio::test]
async fn a_list_of_what_an_object_should_hold_is_refused() {
    let shop = Shop::open().await;
    let answers = json!([["recommend", 9], ["why", PERSONAL]]);
    let message = message(&shop);
    let values: Vec<_> = ["id", "survey", "survey_version", "seq", "complete", "answers"]
        .iter()
        .map(|field| message.0[field].clone())
        .collect();

    assert_body_refused(&shop, json!(values).to_string(), 422, "body").await;
    assert_refused(&shop, &message.clone().set("answers", answers), 422, "answers[0]").await;
    let review = json!([5, "Lovely", PERSONAL, "Ana", true]);
    let reviewed = message.clone().answer("review", review);
    assert_refused(&shop, &reviewed, 422, "answers[2].value[0]").await;
    let vitals = message.context("vitals", json!([1830, 48, 0.01, 210]));
    assert_refused(&shop, &vitals, 422, "context.vitals").await;
}

#[tokio::test]
async fn a_field_of_the_wrong_type_is_refused() {
    let shop = Shop::open().await;

    for (field, value) in [
        ("id", json!(7)),
        ("id", json!("not-an-id")),
        ("id", json!("f47ac10b-58cc-4372-a567-0e02b2c3d479")),
        ("survey", json!(null)),
        ("survey_version", json!("1")),
        ("seq", json!("two")),
        ("seq", json!(1.5)),
        ("complete", json!("yes")),
        ("answers", json!({"recommend": 9})),
        ("answers", json!(PERSONAL)),
        ("context", json!(PERSONAL)),
        ("context", json!([PERSONAL])),
        ("token", json!([PERSONAL])),
    ] {
        assert_refused(&shop, &message(&shop).set(field, value), 422, field).await;
    }
    for (field, value) in [
        ("page", json!(7)),
        ("touchpoint", json!("moon")),
        ("device", json!("toaster")),
        ("vitals", json!({"lcp_ms": "fast"})),
    ] {
        let field_path = match field {
            "vitals" => "context.vitals.lcp_ms".to_owned(),
            other => format!("context.{other}"),
        };
        assert_refused(&shop, &message(&shop).context(field, value), 422, &field_path).await;
    }
}

#[tokio::test]
async fn a_field_that_is_missing_is_named() {
    let shop = Shop::open().await;

    for field in ["id", "survey", "survey_version", "seq", "complete", "answers"] {
        let mut message = message(&shop);
        message.0.as_object_mut().unwrap().remove(field);
        assert_refused(&shop, &message, 422, field).await;
    }
    assert_refused(
        &shop,
        &message(&shop).set("answers", json!([{"value": 9}])),
        422,
        "answers[0].question",
    )
    .await;
    assert_refused(&shop, &Message::to(shop.nps).complete(), 422, "answers.recommend").await;
}

#[tokio::test]
async fn a_measurement_that_cannot_be_is_refused() {
    let shop = Shop::open().await;

    for (measure, value) in [("lcp_ms", -1.0), ("inp_ms", 1e9), ("cls", -0.1), ("ttfb_ms", 1e300)] {
        let message = message(&shop).context("vitals", json!({ measure: value }));
        assert_refused(&shop, &message, 422, &format!("context.vitals.{measure}")).await;
    }
}

#[tokio::test]
async fn a_number_of_messages_that_nobody_sends_is_refused() {
    let shop = Shop::open().await;

    for seq in [0, -1, 1_001, i64::MAX] {
        assert_refused(&shop, &message(&shop).set("seq", seq), 422, "seq").await;
    }
}

#[tokio::test]
async fn a_megabyte_of_text_is_refused() {
    let shop = Shop::open().await;
    let megabyte = PERSONAL.repeat(1_048_576 / PERSONAL.len());

    let message = message(&shop).answer("why", megabyte);

    assert_refused(&shop, &message, 413, "body").await;
}

#[tokio::test]
async fn a_text_longer_than_its_field_takes_is_refused() {
    let shop = Shop::open().await;
    let long = |characters| "ä".repeat(characters);

    assert_refused(&shop, &message(&shop).answer("why", long(5_001)), 422, "answers[1].value")
        .await;
    for (field, limit) in [("title", 150), ("text", 5_000), ("name", 80)] {
        let mut review = review(5, PERSONAL);
        review[field] = long(limit + 1).into();
        let message = shop.recommends(9).answer("review", review);
        assert_refused(&shop, &message, 422, &format!("answers[1].value.{field}")).await;
    }
    for (field, limit) in
        [("page", 2_000), ("locale", 35), ("product", 200), ("order", 200), ("customer", 200)]
    {
        let message = message(&shop).context(field, long(limit + 1));
        assert_refused(&shop, &message, 422, &format!("context.{field}")).await;
    }
}

#[tokio::test]
async fn a_text_as_long_as_its_field_takes_is_kept_whole() {
    let shop = Shop::open().await;
    let long = "ä".repeat(5_000);

    shop.answer(&shop.recommends(9).answer("why", long.as_str())).await;

    assert_eq!(shop.only_response().await["answers"][1]["value"], long);
}

#[tokio::test]
async fn text_that_is_no_utf_8_is_refused() {
    let shop = Shop::open().await;
    let good = message(&shop).set("extra", PERSONAL).0.to_string();

    for broken in [&b"\xff"[..], b"\xc3\x28", b"\xed\xa0\x80", b"\xf8\x88\x80\x80\x80"] {
        for place in ["Write", "extra", "recommend"] {
            let at = good.find(place).unwrap();
            let mut body = good.clone().into_bytes();
            body.splice(at..=at, broken.iter().copied());
            assert_body_refused(&shop, body, 400, "body").await;
        }
    }
}

#[tokio::test]
async fn the_character_u_0000_is_refused_in_every_text() {
    let shop = Shop::open().await;

    assert_refused(&shop, &message(&shop).answer("why", "nul\0"), 422, "answers[1].value").await;
    for field in ["title", "text", "name"] {
        let mut review = review(5, PERSONAL);
        review[field] = "nul\0".into();
        let message = shop.recommends(9).answer("review", review);
        assert_refused(&shop, &message, 422, &format!("answers[1].value.{field}")).await;
    }
    for field in ["page", "locale", "product", "order", "customer", "location", "agent"] {
        let message = message(&shop).context(field, "nul\0");
        assert_refused(&shop, &message, 422, &format!("context.{field}")).await;
    }
    for field in ["name", "url", "image", "gtin", "brand", "category"] {
        let message = message(&shop).context("product_details", json!({ field: "nul\0" }));
        assert_refused(&shop, &message, 422, &format!("context.product_details.{field}")).await;
    }
    let raw = message(&shop).0.to_string().replace("Write", "nul\0");
    assert_body_refused(&shop, raw, 400, "body").await;
}

#[tokio::test]
async fn half_of_a_surrogate_pair_is_refused() {
    let shop = Shop::open().await;

    let body = message(&shop).0.to_string().replace("Write", r"\ud83d");

    assert_body_refused(&shop, body, 400, "body").await;
}

#[tokio::test]
async fn json_that_is_cut_off_anywhere_is_refused() {
    let shop = Shop::open().await;
    let whole = message(&shop).0.to_string();

    for length in 0..whole.len() {
        let got = shop.page.send(Method::POST, "/responses", whole[..length].to_owned()).await;
        got.assert_problem(400, "body");
    }

    assert_body_refused(&shop, format!("{whole}}}"), 400, "body").await;
}

#[tokio::test]
async fn json_nested_ten_thousand_deep_is_refused() {
    let shop = Shop::open().await;
    let arrays = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    let objects = format!("{}1{}", r#"{"":"#.repeat(10_000), "}".repeat(10_000));
    let in_an_answer = message(&shop).answer("recommend", "HOLE").0.to_string();
    let in_an_unknown_field = message(&shop).set("extra", "HOLE").0.to_string();
    let everywhere = "\"HOLE\"".to_owned();

    for deep in [arrays, objects] {
        for body in [&in_an_answer, &in_an_unknown_field, &everywhere] {
            let body = body.replace("\"HOLE\"", &deep);
            let got = shop.page.send(Method::POST, "/responses", body).await;

            got.assert_problem(400, "body");
            assert_no_trace(&shop, &got).await;
        }
    }
}

#[tokio::test]
async fn a_foreign_origin_is_refused() {
    let shop = Shop::open().await;
    let origins = [
        "https://evil.example",
        "http://shop.example",
        "https://shop.example.evil.example",
        "null",
    ];

    for origin in origins {
        let got = shop.visitor.with("origin", origin).post("/responses", &message(&shop).0).await;

        got.assert_problem(403, "origin");
        assert_eq!(got.header("access-control-allow-origin"), "*", "its script may learn why");
        assert_no_trace(&shop, &got).await;
    }
}

#[tokio::test]
async fn another_shops_review_cannot_be_decided_about() {
    let shop = Shop::open().await;
    let neighbour = shop.neighbour().await;
    let review = neighbour.review("MUG-01", 1, "Not for the shop next door to decide.").await;
    let there = shop.server.http.at(&neighbour
        .server
        .app
        .public
        .to(&format!("/v1/shops/{}", neighbour.id)));

    for (action, body) in [
        ("publish", json!({})),
        ("withhold", json!({"reason": "spam"})),
        ("reply", json!({"text": "Ha!"})),
    ] {
        let path = format!("/reviews/{review}/{action}");
        shop.owner.post(&path, &body).await.assert_problem(404, "review");
        let key = format!("Bearer {}", shop.key);
        there.with("authorization", &key).post(&path, &body).await.assert_problem(404, "shop");
        assert_eq!(there.post(&path, &body).await.status, 401);
    }

    let waiting = neighbour.inbox("?state=pending").await;
    assert_eq!(waiting.len(), 1);
    assert_eq!(waiting[0]["reply"], Value::Null);
}

#[tokio::test]
async fn the_id_of_a_response_to_another_survey_is_refused() {
    let shop = Shop::open().await;
    let first = shop.recommends(9);
    shop.answer(&first).await;

    let other = shop.finds_it_easy(1).set("id", first.id()).set("seq", 2);
    let got = shop.send(&other).await;

    got.assert_problem(409, "id");
    let kept = shop.only_response().await;
    assert_eq!(kept["survey"], json!(shop.nps));
    assert_eq!(&kept["answers"], first.answers());
}

#[tokio::test]
async fn a_survey_whose_review_depends_on_a_score_is_refused() {
    let shop = Shop::open().await;
    let survey: Value = shop.owner.get(&format!("/surveys/{}", shop.nps)).await.ok().json();
    let conditions = [
        json!([{"question": "recommend", "at_least": 9}]),
        json!([{"question": "recommend", "at_most": 10}]),
        json!([{"question": "recommend"}]),
    ];

    for condition in conditions {
        let mut gated = survey.clone();
        gated["questions"][2]["show_if"] = condition;
        let changed = shop.owner.put(&format!("/surveys/{}", shop.nps), &gated).await;
        gated["name"] = "gated".into();
        let created = shop.owner.post("/surveys", &gated).await;

        for got in [changed, created] {
            got.assert_problem(422, "questions[2].show_if[0]");
            assert!(got.text().contains("never depend on a score"), "{}", got.text());
        }
    }

    let all: Value = shop.owner.get("/surveys").await.ok().json();
    assert_eq!(all["items"].as_array().unwrap().len(), 2);
    assert_eq!(all["items"][0], survey);
}

#[tokio::test]
async fn u_0000_in_an_address_is_nothing_that_a_database_fails_at() {
    let shop = Shop::open().await;

    for path in [
        "/reviews?product=%00",
        "/reviews?language=%00",
        "/reviews.html?product=%00",
        "/reviews.jsonld?product=%00",
        "/stars.html?product=%00",
        "/summary?product=%00",
        "/responses?product=%00",
        "/products?cursor=%00",
        "/reviews?product=%FF%FE",
    ] {
        let got = shop.owner.get(path).await;
        assert!(got.status < 500, "{path}: {} {}", got.status, got.text());
    }
}

#[tokio::test]
async fn u_0000_in_what_an_owner_writes_is_refused() {
    let shop = Shop::open().await;
    let details: Value = shop.owner.get("").await.ok().json();

    for (field, value) in [
        ("name", "nul\0"),
        ("url", "https://shop.example/\0"),
        ("privacy_url", "https://shop.example/\0"),
        ("language", "e\0n"),
    ] {
        let mut changed = details.clone();
        changed[field] = value.into();
        shop.owner.put("", &changed).await.assert_problem(422, field);
    }
    for (field, value) in [
        ("name", "nul\0"),
        ("url", "https://shop.example/\0"),
        ("image", "https://shop.example/\0"),
    ] {
        let mut product = json!({ "name": "Mug" });
        product[field] = value.into();
        shop.owner.put("/products/MUG-01", &product).await.assert_problem(422, field);
    }
    shop.owner.put("/products/MUG%00", &json!({"name": "Mug"})).await.assert_problem(422, "sku");
    shop.owner.post("/keys", &json!({"name": "nul\0"})).await.assert_problem(422, "name");
    assert_eq!(shop.owner.get("").await.ok().json::<Value>(), details);
    assert_eq!(shop.products().await, [] as [Value; 0]);
}

#[tokio::test]
async fn markup_in_every_text_is_kept_as_text_and_shown_as_text() {
    let shop = Shop::open().await;
    let mut review = review(5, MARKUP);
    review["title"] = MARKUP.into();
    review["name"] = MARKUP.into();
    let details = json!({ "name": MARKUP, "brand": MARKUP, "category": MARKUP });
    let message = shop.recommends(9).answer("why", MARKUP).answer("review", review);
    let message = message
        .context("product", MARKUP)
        .context("order", MARKUP)
        .context("product_details", details)
        .complete();

    shop.answer(&message).await;
    let id = shop.inbox("").await[0]["id"].as_str().unwrap().to_owned();
    shop.publish(id.parse().unwrap()).await;
    shop.owner.post(&format!("/reviews/{id}/reply"), &json!({"text": MARKUP})).await.assert_ok();

    let product = encoded(MARKUP);
    let published = shop.feed(&product).await;
    assert_eq!((published[0].text.as_str(), published[0].title.as_str()), (MARKUP, MARKUP));
    assert_eq!(published[0].reply.as_ref().unwrap().text, MARKUP);
    assert_eq!(shop.only_response().await["answers"][1]["value"], MARKUP);
    for path in ["reviews.html", "stars.html", "reviews.jsonld"] {
        let shown = shop.visitor.get(&format!("/{path}?product={product}")).await.ok().text();
        for tag in ["<script", "</script", "</style", "<img"] {
            assert!(!shown.contains(tag), "{path} shows {tag}: {shown}");
        }
    }
    let ld: Value = shop.visitor.get(&format!("/reviews.jsonld?product={product}")).await.json();
    assert_eq!(ld["review"][0]["reviewBody"], MARKUP);
}

#[tokio::test]
async fn markup_in_what_an_owner_writes_does_not_end_the_loader() {
    let shop = Shop::open().await;
    let mut survey: Value = shop.owner.get(&format!("/surveys/{}", shop.nps)).await.ok().json();
    survey["title"] = MARKUP.into();
    survey["questions"][0]["text"]["en"] = MARKUP.into();
    survey["rule"]["include"] = json!([{ "matches": "glob", "value": format!("/{MARKUP}") }]);
    shop.owner.put(&format!("/surveys/{}", shop.nps), &survey).await.assert_ok();

    let loader = shop.server.http.get(&format!("/embed/{}.js", shop.id)).await.ok().text();
    let asked = shop.visitor.get(&format!("/surveys/{}/versions/2", shop.nps)).await.ok();

    assert!(!loader.contains("</script") && !loader.contains("</style"), "{loader}");
    assert_eq!(asked.json::<Value>()["questions"][0]["text"], MARKUP);
    assert_eq!(asked.header("x-content-type-options"), "nosniff");
}
