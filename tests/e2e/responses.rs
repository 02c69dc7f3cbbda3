//! Keeping: what a browser sends is on disk once, whatever the network does with it.

use harness::database::is_postgres;
use harness::message::review;
use harness::{Message, Shop};
use reqwest::Method;
use serde_json::{Value, json};
use tokio::task::JoinSet;

const HOUR: i64 = 3_600;

#[tokio::test]
async fn a_score_is_kept_as_soon_as_it_is_chosen() {
    let shop = Shop::open().await;
    let message = shop.recommends(9);

    let got = shop.send(&message).await;

    assert_eq!(got.status, 201, "{}", got.text());
    assert_eq!(got.json::<Value>(), json!({"id": message.id(), "seq": 1, "complete": false}));
    let kept = shop.only_response().await;
    assert_eq!(&kept["answers"], message.answers());
    assert_eq!(kept["complete"], false);
}

#[tokio::test]
async fn a_later_message_replaces_the_answers_of_the_same_response() {
    let shop = Shop::open().await;
    let score = shop.recommends(3);
    shop.answer(&score).await;

    let changed = score.next().answer("recommend", 8).answer("why", "On second thought").complete();
    let got = shop.send(&changed).await;

    assert_eq!(got.status, 200, "{}", got.text());
    assert_eq!(got.json::<Value>(), json!({"id": changed.id(), "seq": 2, "complete": true}));
    let kept = shop.only_response().await;
    assert_eq!(&kept["answers"], changed.answers());
    assert_eq!(kept["complete"], true);
}

#[tokio::test]
async fn a_later_message_may_take_an_answer_back() {
    let shop = Shop::open().await;
    let both = shop.recommends(3).answer("why", "Written in haste");
    shop.answer(&both).await;

    let without = both.clone().next().set("answers", json!([both.answers()[0]]));
    shop.answer(&without).await;

    assert_eq!(&shop.only_response().await["answers"], without.answers());
    assert!(
        !shop.is_stored("Written in haste").await || !is_postgres(),
        "SQLite keeps what was overwritten in its log until the next checkpoint"
    );
}

#[tokio::test]
async fn a_repeated_message_is_acknowledged_and_changes_nothing() {
    let shop = Shop::open().await;
    let message = shop.recommends(9).answer("why", "Fast delivery");
    shop.answer(&message).await;
    let kept = shop.only_response().await;

    for _ in 0..3 {
        let got = shop.send(&message).await;
        assert_eq!(got.status, 200);
        assert_eq!(got.json::<Value>()["seq"], 1);
    }
    let same_number = message.answer("why", "Something else").complete();
    let receipt = shop.answer(&same_number).await;

    assert_eq!(receipt["complete"], false, "the receipt tells what is stored");
    assert_eq!(shop.only_response().await, kept);
}

#[tokio::test]
async fn messages_end_in_the_same_response_in_whatever_order_they_arrive() {
    let shop = Shop::open().await;

    for order in orders(&[1, 2, 2, 3]) {
        let first = shop.recommends(7);
        let second = first.clone().next().answer("why", "A reason");
        let third = second.clone().next().answer("recommend", 10).complete();
        let messages = [&first, &second, &third];
        let mut highest = 0;
        for number in &order {
            highest = highest.max(*number);
            let receipt = shop.answer(messages[number - 1]).await;
            assert_eq!(receipt["seq"], highest, "{order:?}");
            assert_eq!(receipt["complete"], highest == 3, "{order:?}");
        }

        let newest = shop.responses().await.remove(0);
        assert_eq!(&newest["answers"], third.answers(), "{order:?}");
        assert_eq!(newest["complete"], true, "{order:?}");
    }
}

/// Every order of some numbers.
fn orders(numbers: &[usize]) -> Vec<Vec<usize>> {
    if numbers.is_empty() {
        return vec![Vec::new()];
    }
    let with_first = |at: usize| {
        let mut rest = numbers.to_vec();
        let first = rest.remove(at);
        orders(&rest).into_iter().map(move |order| [vec![first], order].concat())
    };
    (0..numbers.len()).flat_map(with_first).collect()
}

#[tokio::test]
async fn the_thousandth_message_is_the_last_that_is_taken() {
    let shop = Shop::open().await;
    let message = shop.recommends(9).set("seq", 1_000);

    shop.answer(&message).await;

    shop.send(&message.next()).await.assert_problem(422, "seq");
    assert_eq!(shop.responses().await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_first_message_sent_many_times_at_once_is_kept_once() {
    let shop = Shop::open().await;
    let message = shop.reviews("MUG-01", 5, "Sent from a train.");

    let mut sending = JoinSet::new();
    for _ in 0..16 {
        let (shop, message) = (shop.clone(), message.clone());
        sending.spawn(async move { shop.send(&message).await.status });
    }
    let mut statuses = sending.join_all().await;
    statuses.sort_unstable();

    assert_eq!((statuses[14], statuses[15]), (200, 201), "{statuses:?}");
    assert_eq!(shop.responses().await.len(), 1);
    assert_eq!(shop.inbox("").await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_messages_sent_at_once_the_newest_is_kept() {
    let shop = Shop::open().await;
    let mut message = shop.recommends(0);

    let mut sending = JoinSet::new();
    for score in 1..=10 {
        message = message.next().answer("recommend", score);
        let (shop, message) = (shop.clone(), message.clone());
        sending.spawn(async move { shop.send(&message).await.assert_ok() });
    }
    sending.join_all().await;

    assert_eq!(&shop.only_response().await["answers"], message.answers());
}

#[tokio::test]
async fn a_response_is_frozen_a_day_after_its_last_change() {
    let shop = Shop::open_in_2026().await;
    let message = shop.recommends(9);
    shop.answer(&message).await;

    shop.wait_seconds(24 * HOUR - 1);
    let in_time = message.clone().next().answer("why", "Just in time");
    shop.answer(&in_time).await;
    shop.wait_seconds(24 * HOUR - 1);
    let again = in_time.next().answer("why", "Counted from the last change");
    shop.answer(&again).await;
    shop.wait_seconds(24 * HOUR);
    let late = again.clone().next().answer("why", "Too late");

    shop.send(&late).await.assert_problem(409, "seq");
    assert_eq!(&shop.only_response().await["answers"], again.answers());
    assert_eq!(shop.answer(&again).await["seq"], 3, "what is on disk is still acknowledged");
}

#[tokio::test]
async fn answers_in_the_words_of_an_old_version_stay_valid() {
    let shop = Shop::open().await;
    let asked_before = shop.recommends(9);
    let path = format!("/surveys/{}", shop.nps);
    let mut survey: Value = shop.owner.get(&path).await.ok().json();
    survey["questions"] = json!([survey["questions"][0]]);
    survey["questions"][0]["id"] = "likely".into();

    assert_eq!(shop.owner.put(&path, &survey).await.ok().json::<Value>()["version"], 2);
    shop.answer(&asked_before.clone().next().answer("why", "Still on my screen")).await;
    shop.answer(&Message::to(shop.nps).set("survey_version", 2).answer("likely", 4)).await;

    let versions: Vec<Value> =
        shop.responses().await.iter().map(|one| one["survey_version"].clone()).collect();
    assert_eq!(versions, [2, 1]);
    let mixed = asked_before.next().next().set("survey_version", 2);
    shop.send(&mixed).await.assert_problem(422, "answers[0].question");
}

#[tokio::test]
async fn answers_to_a_survey_that_was_paused_meanwhile_are_kept() {
    let shop = Shop::open().await;
    let path = format!("/surveys/{}", shop.nps);
    let mut survey: Value = shop.owner.get(&path).await.ok().json();
    survey["live"] = false.into();
    shop.owner.put(&path, &survey).await.assert_ok();

    shop.answer(&shop.recommends(2)).await;

    assert_eq!(shop.responses().await.len(), 1);
}

#[tokio::test]
async fn a_message_needs_no_preflight() {
    let shop = Shop::open().await;
    let types = ["text/plain", "text/plain;charset=UTF-8", "application/json", "x/y"];

    for content_type in types {
        let page = shop.page.with("content-type", content_type);
        let got = page.post("/responses", &shop.recommends(9).0).await;

        assert_eq!(got.status, 201, "{content_type}: {}", got.text());
        assert_eq!(got.header("access-control-allow-origin"), "*");
        assert_eq!(got.header("access-control-allow-credentials"), "");
    }
    assert_eq!(shop.responses().await.len(), types.len());
}

#[tokio::test]
async fn a_page_may_read_why_its_message_was_refused() {
    let shop = Shop::open().await;
    let nowhere = shop.server.http.at(&shop.server.app.public.to("/v1/shops/sh_0"));
    let bodies = [(400, "{".to_owned()), (422, "{}".to_owned()), (413, "x".repeat(100_000))];

    for (status, body) in bodies {
        let got = shop.page.send(Method::POST, "/responses", body).await;
        assert_eq!(got.status, status);
        assert_eq!(got.header("access-control-allow-origin"), "*", "{status}");
    }
    for (status, path) in [(404, "/responses"), (404, "/nothing"), (404, "/reviews")] {
        let got = nowhere.with("origin", "https://shop.example").get(path).await;
        assert_eq!((got.status, got.header("access-control-allow-origin")), (status, "*"));
    }
}

#[tokio::test]
async fn a_preflight_is_answered_for_programs_that_send_one() {
    let shop = Shop::open().await;
    let page = shop.page.with("access-control-request-method", "POST");
    let page = page.with("access-control-request-headers", "content-type");

    let got = page.send(Method::OPTIONS, "/responses", "").await;

    got.assert_ok();
    assert_eq!(got.header("access-control-allow-origin"), "*");
    assert!(got.header("access-control-allow-methods").contains("POST"));
    assert!(got.header("access-control-allow-headers").contains("content-type"));
}

#[tokio::test]
async fn a_database_that_is_away_is_said_to_be_busy_and_acknowledges_nothing() {
    let shop = Shop::open().await;
    let message = shop.recommends(9);
    shop.app().close().await;

    let got = shop.send(&message).await;

    assert_eq!(got.status, 503, "{}", got.text());
    assert_eq!(got.header("content-type"), "application/problem+json");
    assert_eq!(got.header("access-control-allow-origin"), "*");
    assert!(got.header("access-control-expose-headers").contains("retry-after"));
    assert!(got.header("retry-after").parse::<u32>().is_ok_and(|seconds| seconds > 0));
}

#[tokio::test]
async fn pages_of_every_allowed_origin_may_send_answers() {
    let shop = Shop::open().await;
    let mut details: Value = shop.owner.get("").await.ok().json();
    details["origins"] = json!(["https://shop.example", "https://www.shop.example:8443/cart"]);
    shop.owner.put("", &details).await.assert_ok();
    let own = shop.server.app.public.origin();

    for origin in ["https://shop.example", "https://www.shop.example:8443", &own] {
        let page = shop.visitor.with("origin", origin);
        page.post("/responses", &shop.recommends(9).0).await.assert_ok();
    }
    shop.visitor.post("/responses", &shop.recommends(9).0).await.assert_ok();

    let other_port = shop.visitor.with("origin", "https://www.shop.example");
    other_port.post("/responses", &shop.recommends(9).0).await.assert_problem(403, "origin");
    assert_eq!(shop.responses().await.len(), 4);
}

#[tokio::test]
async fn of_a_page_the_query_and_the_fragment_are_not_kept_but_campaigns_are() {
    let shop = Shop::open().await;
    let page =
        "https://shop.example/thanks?email=ana@example.org&utm_source=mail&utm_x=1#token=s3cr3t";

    shop.answer(&shop.recommends(9).context("page", page)).await;

    let kept = shop.only_response().await;
    assert_eq!(kept["context"]["page"], "https://shop.example/thanks?utm_source=mail&utm_x=1");
    for secret in ["ana@example.org", "ana%40example.org", "s3cr3t"] {
        assert!(!shop.is_stored(secret).await, "{secret}");
    }
}

#[tokio::test]
async fn where_it_was_answered_is_kept() {
    let shop = Shop::open().await;
    let context = json!({
        "page": "https://shop.example/products/mug",
        "touchpoint": "product",
        "locale": "nl-BE",
        "product": "MUG-01",
        "order": "1001",
        "location": "Gent",
        "agent": "Noor",
        "ticket": "T-77",
        "device": "mobile",
        "vitals": {"lcp_ms": 1830.0, "inp_ms": 48.0, "cls": 0.01, "ttfb_ms": 210.0},
    });

    shop.answer(&shop.recommends(9).set("context", context.clone())).await;

    let kept = shop.only_response().await["context"].clone();
    assert_eq!(kept["country"], Value::Null, "nobody who is trusted told it");
    for (name, value) in context.as_object().unwrap() {
        assert_eq!(&kept[name], value, "{name}");
    }
}

#[tokio::test]
async fn the_browsers_own_id_and_the_customers_id_are_stored_nowhere() {
    let shop = Shop::open().await;
    let message = shop.reviews("MUG-01", 5, "Nobody can change it but me.");
    let message = message.context("customer", "customer-c981");

    let receipt = shop.answer(&message).await;
    shop.answer(&message.clone().next()).await;

    let secret = receipt["review_url"].as_str().unwrap().rsplit('/').next().unwrap().to_owned();
    assert!(shop.is_stored("Nobody can change it but me.").await, "the look finds what is stored");
    assert!(!shop.is_stored(message.id()).await);
    assert!(!shop.is_stored(&secret).await);
    assert!(!shop.is_stored("customer-c981").await);
    let seen = format!("{:?}{:?}", shop.responses().await, shop.inbox("").await);
    assert!(!seen.contains(message.id()) && !seen.contains("customer-c981"), "{seen}");
    harness::log::assert_silent_about(&[message.id(), &secret, "customer-c981"]);
}

#[tokio::test]
async fn the_same_id_in_two_shops_is_two_responses() {
    let shop = Shop::open().await;
    let neighbour = shop.neighbour().await;
    let here = shop.recommends(9);
    let there = neighbour.recommends(1).set("id", here.id());

    shop.answer(&here).await;
    assert_eq!(neighbour.send(&there).await.status, 201);

    assert_eq!(&shop.only_response().await["answers"], here.answers());
    assert_eq!(&neighbour.only_response().await["answers"], there.answers());
}

#[tokio::test]
async fn a_review_comes_with_its_authors_own_address_each_time() {
    let shop = Shop::open().await;
    let message = shop.reviews("MUG-01", 4, "A fine mug.");

    let first = shop.answer(&message).await["review_url"].clone();
    let again = shop.answer(&message).await["review_url"].clone();
    let later = shop.answer(&message.next()).await["review_url"].clone();

    assert!(first.as_str().unwrap().starts_with(&shop.app().public.to("/reviews/")));
    assert_eq!((&again, &later), (&first, &first));
    let other = shop.answer(&shop.reviews("MUG-01", 4, "Another.")).await["review_url"].clone();
    assert_ne!(other, first);
}

#[tokio::test]
async fn without_consent_there_is_no_review() {
    let shop = Shop::open().await;
    let mut private = review(2, "For the shop only.");
    private["consent"] = false.into();

    let receipt = shop.answer(&shop.recommends(2).answer("review", private.clone())).await;

    assert_eq!(receipt["review_url"], Value::Null);
    assert_eq!(shop.inbox("").await, [] as [Value; 0]);
    assert_eq!(shop.only_response().await["answers"][1]["value"], private);
}

#[tokio::test]
async fn consent_taken_back_before_the_decision_takes_the_review_back() {
    let shop = Shop::open().await;
    let message = shop.reviews("MUG-01", 2, "On second thought, no.");
    shop.answer(&message).await;
    assert_eq!(shop.inbox("?state=pending").await.len(), 1);

    let mut private = review(2, "On second thought, no.");
    private["consent"] = false.into();
    let receipt = shop.answer(&message.next().answer("review", private)).await;

    assert_eq!(receipt["review_url"], Value::Null);
    assert_eq!(shop.inbox("").await, [] as [Value; 0]);
}

#[tokio::test]
async fn a_review_may_change_until_it_is_decided_about() {
    let shop = Shop::open().await;
    let message = shop.reviews("MUG-01", 2, "Handle broke.");
    shop.answer(&message).await;
    let message = message.next().answer("review", review(4, "They sent a new one."));
    shop.answer(&message).await;
    let waiting = shop.inbox("?state=pending").await;
    assert_eq!(
        (&waiting[0]["text"], &waiting[0]["stars"]),
        (&json!("They sent a new one."), &json!(4))
    );
    let id = waiting[0]["id"].as_str().unwrap().parse().unwrap();
    shop.publish(id).await;

    let message = message.next().answer("review", review(1, "Ha!")).answer("why", "The handle");
    let receipt = shop.answer(&message).await;

    assert_eq!(receipt["seq"], 3);
    assert_eq!(shop.feed("MUG-01").await[0].text, "They sent a new one.");
    let kept = shop.only_response().await;
    let of = |question: &str| {
        let answers = kept["answers"].as_array().unwrap().iter();
        answers.filter(|one| one["question"] == question).map(|one| one["value"].clone()).next()
    };
    assert_eq!(of("why"), Some(json!("The handle")), "the rest may still change");
    assert_eq!(of("review").unwrap()["text"], "They sent a new one.");
}

#[tokio::test]
async fn a_published_review_stays_when_a_later_message_has_none() {
    let shop = Shop::open().await;
    let message = shop.reviews("MUG-01", 2, "It stands.");
    shop.answer(&message).await;
    let id = shop.inbox("").await[0]["id"].as_str().unwrap().parse().unwrap();
    shop.publish(id).await;

    let without = message.clone().next().set("answers", json!([message.answers()[0]]));
    shop.answer(&without).await;

    assert_eq!(shop.feed("MUG-01").await.len(), 1);
}

#[tokio::test]
async fn the_owner_lists_responses_newest_first_page_by_page() {
    let shop = Shop::open_in_2026().await;
    for score in 0..=10 {
        shop.answer(&shop.recommends(score)).await;
        if score % 2 == 0 {
            // Others arrive in the same microsecond.
            shop.wait_seconds(1);
        }
    }

    let (mut seen, mut next) = (Vec::new(), String::new());
    loop {
        let page: Value = shop.owner.get(&format!("/responses?limit=3{next}")).await.ok().json();
        let items = page["items"].as_array().unwrap();
        assert!(items.len() == 3 || page["next"].is_null());
        seen.extend(items.iter().map(|one| one["answers"][0]["value"].as_i64().unwrap()));
        let Some(cursor) = page["next"].as_str() else { break };
        next = format!("&cursor={cursor}");
    }

    assert_eq!(seen.len(), 11, "{seen:?}");
    seen.sort_unstable();
    seen.dedup();
    assert_eq!(seen.len(), 11, "each once");
}

#[tokio::test]
async fn the_owner_filters_responses() {
    let shop = Shop::open().await;
    for score in [0, 6, 7, 8, 9, 10] {
        shop.answer(&shop.recommends(score).context("product", "MUG-01")).await;
    }
    shop.answer(&shop.finds_it_easy(7).complete()).await;
    let counted = async |query: &str| {
        let page: Value = shop.owner.get(&format!("/responses?{query}")).await.ok().json();
        page["items"].as_array().unwrap().len()
    };

    assert_eq!(counted("").await, 7);
    assert_eq!(counted("group=detractors").await, 2);
    assert_eq!(counted("group=passives").await, 2);
    assert_eq!(counted("group=promoters").await, 2);
    assert_eq!(counted(&format!("survey={}", shop.effort)).await, 1);
    assert_eq!(counted(&format!("survey={}&group=promoters", shop.effort)).await, 0);
    assert_eq!(counted("product=MUG-01").await, 6);
    assert_eq!(counted("product=mug").await, 0);
    assert_eq!(counted("complete=true").await, 1);
    assert_eq!(counted("complete=false").await, 6);
}

#[tokio::test]
async fn a_list_is_not_asked_for_what_it_cannot_give() {
    let shop = Shop::open().await;

    for (query, field) in [
        ("limit=0", "limit"),
        ("limit=101", "limit"),
        ("limit=many", "limit"),
        ("cursor=nonsense", "cursor"),
        ("group=everybody", "group"),
        ("survey=product-nps", "survey"),
        ("complete=maybe", "complete"),
    ] {
        shop.owner.get(&format!("/responses?{query}")).await.assert_problem(422, field);
    }
}

#[tokio::test]
async fn one_response_is_found_by_its_key_in_its_own_shop_only() {
    let shop = Shop::open().await;
    let neighbour = shop.neighbour().await;
    shop.answer(&shop.recommends(9)).await;
    let listed = shop.only_response().await;
    let path = format!("/responses/{}", listed["key"].as_str().unwrap());

    assert_eq!(shop.owner.get(&path).await.ok().json::<Value>(), listed);
    neighbour.owner.get(&path).await.assert_problem(404, "response");
    assert_eq!(shop.visitor.get(&path).await.status, 401);
}

#[tokio::test]
async fn a_program_of_the_owners_lets_a_suspicious_response_count_and_takes_that_back() {
    let shop = Shop::open().await;
    shop.answer(&shop.recommends(9).set("elapsed_ms", 10)).await;
    let path = format!("/responses/{}", shop.only_response().await["key"].as_str().unwrap());
    let promoters = async || server::responses::nps_counts(shop.app(), shop.id).await.unwrap()[9];
    assert_eq!(promoters().await, 0);

    for (action, counted, promoters_now) in
        [("overrule", true, 1), ("overrule", true, 1), ("uphold", false, 0), ("uphold", false, 0)]
    {
        let answered: Value =
            shop.owner.post(&format!("{path}/{action}"), &json!({})).await.ok().json();

        assert_eq!(answered["suspicion"], "too_fast", "{action}");
        assert_eq!(answered["counted"], counted, "{action}");
        assert_eq!(answered, shop.only_response().await, "{action}");
        assert_eq!(promoters().await, promoters_now, "{action}");
    }
}

#[tokio::test]
async fn a_response_that_is_not_suspicious_counts_whatever_is_said_of_it() {
    let shop = Shop::open().await;
    shop.answer(&shop.recommends(9)).await;
    let kept = shop.only_response().await;
    let nowhere = "rs_0199a3c2d4e57b608f1a2b3c4d5e6f70";

    for action in ["overrule", "uphold"] {
        let to = |key: &str| format!("/responses/{key}/{action}");
        let got = shop.owner.post(&to(kept["key"].as_str().unwrap()), &json!({})).await;
        got.assert_problem(409, "response");
        shop.owner.post(&to(nowhere), &json!({})).await.assert_problem(404, "response");
    }

    assert_eq!(shop.only_response().await, kept);
}
