//! The life of a review: decided about in the open, corrected and erased by its author, voted for and
//! reported by its readers, and counted whatever becomes of it.

use std::net::Ipv4Addr;

use harness::message::review;
use harness::owner::{PASSWORD, hidden};
use harness::{Axe, Browser, Client, Got, Key, Message, Screen, Shop, Storefront};
use serde_json::{Value, json};
use shared::id::ReviewId;

const LONG: &str = "This mug holds tea, coffee and everything else that I like to drink.";

/// What was done to a review, in short: `withheld spam key tests`.
async fn deeds(shop: &Shop, review: ReviewId) -> Vec<String> {
    let path = format!("/reviews/{review}/history");
    let history: Value = shop.owner.get(&path).await.ok().json();
    let text = |value: &Value| value.as_str().map(|text| format!(" {text}")).unwrap_or_default();
    let said = |event: &Value| {
        let parts = [&event["deed"], &event["reason"], &event["by"]["kind"], &event["by"]["name"]];
        parts.map(text).concat().trim().to_owned()
    };
    history["items"].as_array().unwrap().iter().map(said).collect()
}

async fn openness(shop: &Shop, query: &str) -> Value {
    shop.visitor.get(&format!("/openness{query}")).await.ok().json()
}

/// Changes one of the shop's settings, and gives the answer.
async fn set(shop: &Shop, name: &str, value: Value) -> Got {
    let mut settings: Value = shop.owner.get("").await.ok().json();
    settings[name] = value;
    shop.owner.put("", &settings).await
}

async fn publish_what_is_checked(shop: &Shop) {
    set(shop, "publishing", "checked".into()).await.assert_ok();
}

/// A review that its shop has not decided about, and its author at the page that is theirs.
async fn author_of(shop: &Shop, message: &Message) -> (ReviewId, Client) {
    let receipt = shop.answer(message).await;
    let page = shop.server.http.at(receipt["review_url"].as_str().unwrap());
    let newest: Value = shop.owner.get("/inbox?limit=1").await.ok().json();
    (serde_json::from_value(newest["items"][0]["id"].clone()).unwrap(), page)
}

/// A reader at another address.
fn reader(shop: &Shop, number: u8) -> Client {
    let base = format!("{}/v1/shops/{}", shop.server.address, shop.id);
    Client::at_address(&base, Ipv4Addr::new(127, 0, 0, number).into())
}

#[tokio::test]
async fn what_was_decided_about_a_review_by_whom_and_why_all_stays() {
    let shop = Shop::open().await;
    let owner = shop.sign_up("ana@shop.example").await;
    let id = shop.review("MUG-01", 2, "So-so.").await;
    let page = format!("/shops/{}/reviews/{id}", shop.id);

    shop.publish(id).await;
    let fields = [("revision", "1"), ("reason", "spam")];
    assert_eq!(owner.form(&format!("{page}/withhold"), &fields).await.status, 303);
    shop.publish(id).await;
    shop.publish(id).await;

    assert_eq!(
        deeds(&shop, id).await,
        ["published key tests", "withheld spam owner ana@shop.example", "published key tests",]
    );
    let shown = owner.pages.get(&page).await.ok().text();
    assert!(shown.contains("Withheld (spam)") && shown.contains("ana@shop.example"), "{shown}");
    let neighbour = shop.neighbour().await;
    let theirs = neighbour.owner.get(&format!("/reviews/{id}/history")).await;
    theirs.assert_problem(404, "review");
}

#[tokio::test]
async fn a_reply_that_is_changed_keeps_its_first_date_and_shows_that_it_was_changed() {
    let shop = Shop::open_in_2026().await;
    let id = shop.review("MUG-01", 2, "Chipped.").await;
    shop.publish(id).await;
    let path = format!("/reviews/{id}/reply");
    let first = shop.app().clock.now();
    shop.owner.post(&path, &json!({"text": "Sorry!"})).await.assert_ok();
    shop.wait_seconds(3_600);

    shop.owner.post(&path, &json!({"text": "Sorry! A new one comes."})).await.assert_ok();

    let reply = shop.feed("MUG-01").await.remove(0).reply.unwrap();
    assert_eq!((reply.at, reply.edited_at), (first, Some(shop.app().clock.now())));
    let html = shop.visitor.get("/reviews.html?product=MUG-01").await.ok().text();
    assert!(html.contains("Edited"), "{html}");
    shop.owner.post(&path, &json!({"text": "Sorry! A new one comes."})).await.assert_ok();
    shop.owner.post(&path, &json!({"text": ""})).await.assert_ok();
    let said = deeds(&shop, id).await;
    let replies = ["replied key tests", "reply_edited key tests", "reply_removed key tests"];
    assert_eq!(said[1..], replies);
}

#[tokio::test]
async fn one_star_and_five_stars_are_published_alike_by_the_checks() {
    let shop = Shop::open().await;
    publish_what_is_checked(&shop).await;

    for stars in 1..=5 {
        let clean = format!("{stars} stars, and that is what I think.");
        shop.answer(&shop.reviews("MUG-01", stars, &clean)).await;
        let spam = format!("{stars} stars at https://pills{stars}.example");
        shop.answer(&shop.reviews("MUG-01", stars, &spam)).await;
    }

    let mut public: Vec<i64> = shop.feed("MUG-01").await.iter().map(|it| it.stars).collect();
    public.sort_unstable();
    assert_eq!(public, [1, 2, 3, 4, 5]);
    let waiting = shop.inbox("?state=pending&limit=100").await;
    assert_eq!(waiting.len(), 5);
    for review in waiting {
        assert_eq!(review["findings"][0]["found"], "link");
        let words = review["findings"][0]["words"].as_str().unwrap();
        assert!(words.starts_with("https://pills"), "{words}");
    }
    let id = shop.feed("MUG-01").await[0].id;
    assert_eq!(deeds(&shop, id).await, ["published checks"]);
}

#[tokio::test]
async fn the_checks_wait_for_the_whole_response_and_for_somebody_to_look_at_the_same_text() {
    let shop = Shop::open().await;
    publish_what_is_checked(&shop).await;
    let half = shop.reviews("MUG-01", 4, LONG).set("complete", false);

    shop.answer(&half).await;
    assert_eq!(shop.feed("MUG-01").await, []);
    shop.answer(&half.next().complete()).await;
    assert_eq!(shop.feed("MUG-01").await.len(), 1);
    shop.answer(&shop.reviews("BOWL-02", 5, &LONG.to_uppercase().to_lowercase())).await;
    shop.answer(&shop.reviews("CUP-03", 5, "Too quick.").set("elapsed_ms", 10)).await;
    shop.answer(&shop.reviews("CUP-03", 5, "A program.").set("website", "https://x")).await;

    let waiting = shop.inbox("?state=pending").await;
    let found: Vec<&Value> = waiting.iter().map(|it| &it["findings"][0]["found"]).collect();
    assert_eq!(found, ["suspicious", "suspicious", "repeated_text"]);
}

#[tokio::test]
async fn nothing_is_published_by_itself_unless_the_shop_says_so() {
    let shop = Shop::open().await;

    shop.answer(&shop.reviews("MUG-01", 5, "Lovely.")).await;

    assert_eq!(shop.feed("MUG-01").await, []);
    let settings: Value = shop.owner.get("").await.ok().json();
    assert_eq!(settings["publishing"], "by_hand");
}

#[tokio::test]
async fn no_setting_lets_stars_decide_what_is_published() {
    let shop = Shop::open().await;

    for (name, value) in [
        ("auto_publish_min_stars", json!(4)),
        ("stars", json!(4)),
        ("publishing", json!("4_stars")),
    ] {
        let got = set(&shop, name, value).await;
        got.assert_problem(422, name);
        assert!(got.text().contains("never depends on their stars"), "{}", got.text());
    }
    set(&shop, "publishing", json!({"min_stars": 4})).await.assert_problem(422, "publishing");
    set(&shop, "name", json!("Other mugs")).await.assert_ok();
}

#[tokio::test]
async fn the_owner_chooses_on_the_settings_page_who_decides() {
    let shop = Shop::open().await;
    let owner = shop.sign_up("ana@shop.example").await;
    let path = format!("/shops/{}/settings", shop.id);
    let page = owner.pages.get(&path).await.ok().text();
    let seen = hidden(&page, "seen").unwrap();
    let fields = [
        ("seen", &*seen),
        ("name", "Mugs & More"),
        ("url", "https://shop.example"),
        ("language", "en"),
        ("publishing", "checked"),
        ("auto_publish_min_stars", "4"),
    ];

    assert_eq!(owner.form(&path, &fields).await.status, 303);

    let settings: Value = shop.owner.get("").await.ok().json();
    assert_eq!(settings["publishing"], "checked");
    let page = owner.pages.get(&path).await.ok().text();
    assert!(page.contains("<option value=\"checked\" selected>"), "{page}");
}

#[tokio::test]
async fn the_author_corrects_the_words_and_never_the_stars_and_readers_see_that() {
    let shop = Shop::open().await;
    let (id, page) = author_of(&shop, &shop.reviews("MUG-01", 2, "Call 0612345678.")).await;
    shop.publish(id).await;
    assert!(!shop.feed("MUG-01").await[0].edited);
    let fields =
        [("title", "Chipped"), ("text", "Line\r\ntwo."), ("name", "Ana B."), ("stars", "5")];

    assert_eq!(page.form("/correct", &fields).await.status, 303);

    assert_eq!(shop.feed("MUG-01").await, [], "it waits again");
    let now = shop.inbox("").await[0].clone();
    assert_eq!((&now["stars"], &now["text"]), (&json!(2), &json!("Line\ntwo.")));
    assert_eq!((&now["state"], &now["revision"]), (&json!("pending"), &json!(2)));
    assert_eq!(now["findings"], json!([]));
    let answers = shop.only_response().await["answers"].clone();
    let said = answers.as_array().unwrap().iter().find(|it| it["question"] == "review").unwrap();
    assert_eq!(said["value"]["text"], "Line\ntwo.", "the answer says the same");
    assert_eq!(said["value"]["stars"], 2);
    shop.publish(id).await;
    let public = shop.feed("MUG-01").await.remove(0);
    assert!(public.edited, "readers see that it was edited");
    assert_eq!((public.title.as_str(), public.author.as_str()), ("Chipped", "Ana B."));
    let said = deeds(&shop, id).await;
    assert_eq!(said, ["published key tests", "edited author", "published key tests"]);
}

#[tokio::test]
async fn what_the_author_corrected_is_not_undone_by_a_message_that_comes_late() {
    let shop = Shop::open().await;
    let message = shop.reviews("MUG-01", 2, "At first.");
    let (_, page) = author_of(&shop, &message).await;
    page.form("/correct", &[("text", "On second thoughts.")]).await;

    shop.answer(&message.clone().next().answer("review", review(5, "At last."))).await;
    let mut unsaid = review(5, "At last.");
    unsaid["consent"] = false.into();
    shop.answer(&message.next().next().answer("review", unsaid)).await;

    let now = shop.inbox("").await[0].clone();
    assert_eq!((&now["stars"], &now["text"]), (&json!(2), &json!("On second thoughts.")));
}

#[tokio::test]
async fn the_checks_decide_again_about_what_an_author_corrects() {
    let shop = Shop::open().await;
    publish_what_is_checked(&shop).await;
    let (id, page) = author_of(&shop, &shop.reviews("MUG-01", 1, "See www.pills.example")).await;
    assert_eq!(shop.feed("MUG-01").await, []);

    page.form("/correct", &[("text", "Never again.")]).await;
    assert_eq!(shop.feed("MUG-01").await[0].text, "Never again.");
    assert!(!shop.feed("MUG-01").await[0].edited, "nobody had read it before");
    page.form("/correct", &[("text", "Mail me: ana@shop.example")]).await;
    assert_eq!(shop.feed("MUG-01").await, []);
    page.form("/correct", &[("text", "Never ever.")]).await;
    assert!(shop.feed("MUG-01").await[0].edited);

    shop.owner
        .post(&format!("/reviews/{id}/withhold"), &json!({"reason": "abuse"}))
        .await
        .assert_ok();
    page.form("/correct", &[("text", "Never ever again.")]).await;
    let state = shop.inbox("").await[0]["state"].clone();
    assert_eq!(state, "pending", "what somebody withheld somebody looks at again");
    page.form("/correct", &[("text", "Never, never again.")]).await;
    let state = shop.inbox("").await[0]["state"].clone();
    assert_eq!(state, "pending", "however often it is changed");
}

#[tokio::test]
async fn what_cannot_be_kept_of_a_correction_is_said_in_place_and_stays_in_the_form() {
    let shop = Shop::open().await;
    let (_, page) =
        author_of(&shop, &shop.reviews("MUG-01", 2, "Kort.").context("locale", "nl-BE")).await;
    let long = "x".repeat(151);

    let got = page.form("/correct", &[("title", &long), ("text", "Kort."), ("name", "")]).await;

    assert_eq!(got.status, 422);
    let text = got.text();
    assert!(text.contains("lang=\"nl\"") && text.contains(&long), "{text}");
    assert!(text.contains("aria-describedby=\"title-message\""), "{text}");
    assert!(text.contains("150"), "it says how long it may be: {text}");
    assert_eq!(shop.inbox("").await[0]["title"], "");
}

#[tokio::test]
async fn an_erased_review_leaves_its_stars_in_the_counts_and_nothing_else() {
    let shop = Shop::open().await;
    let mut said = review(2, "Unmistakable words of mine.");
    said["title"] = "Unmistakable title".into();
    said["name"] = "Unmistakable name".into();
    let message = shop.recommends(3).answer("review", said).context("product", "MUG-01").complete();
    let (id, page) = author_of(&shop, &message).await;
    shop.publish(id).await;
    let reply = json!({"text": "Dear Unmistakable"});
    shop.owner.post(&format!("/reviews/{id}/reply"), &reply).await.assert_ok();
    let report = json!({"reason": "abuse", "text": "Unmistakable!"});
    shop.visitor.post(&format!("/reviews/{id}/report"), &report).await.assert_ok();

    assert_eq!(page.form("/erase", &[]).await.status, 303);

    let rows = shop.server.database.rows(&shop.app().db).await;
    assert!(!rows.contains("Unmistakable"), "{rows}");
    assert_eq!(shop.feed("MUG-01").await, []);
    let counts = openness(&shop, "").await;
    assert_eq!((&counts["received"], &counts["erased"]), (&json!(1), &json!(1)));
    assert_eq!(counts["withdrawn"], 0);
    assert_eq!(counts["stars"]["2"]["erased"], 1);
    assert_eq!(shop.only_response().await["nps"], 3, "the score is not the review's");
    assert!(page.get("").await.ok().text().contains("Erased on"));
    for path in ["publish", "reply"] {
        let got = shop.owner.post(&format!("/reviews/{id}/{path}"), &json!({"text": "x"})).await;
        got.assert_problem(409, "review");
    }
    // A message that comes late brings nothing back.
    shop.answer(&message.next().answer("review", review(5, "Unmistakable again."))).await;
    let rows = shop.server.database.rows(&shop.app().db).await;
    assert!(!rows.contains("Unmistakable"), "{rows}");
    page.form("/correct", &[("text", "Unmistakable once more.")]).await;
    assert_eq!(shop.inbox("").await[0]["text"], "");
    assert_eq!(page.form("/erase", &[]).await.status, 303, "once more changes nothing");
    assert_eq!(deeds(&shop, id).await[2..], ["erased author"]);
}

#[tokio::test]
async fn the_authors_page_speaks_the_language_of_the_review() {
    let shop = Shop::open().await;
    for (locale, language, dir, said) in [
        ("sv", "sv", "", "Ditt omdöme"),
        ("ar-EG", "ar", " dir=\"rtl\"", "تقييمك"),
        ("ja", "en", "", "Your review of"),
    ] {
        let message = shop.reviews("MUG-01", 4, locale).context("locale", locale);
        let (_, page) = author_of(&shop, &message).await;

        let shown = page.get("").await.ok().text();
        assert!(shown.contains(&format!("<html lang=\"{language}\"{dir}>")), "{shown}");
        assert!(shown.contains(said), "{shown}");
    }
    let nobody = shop.server.http.with("accept-language", "nl-BE,en;q=0.5");
    let got = nobody.get(&format!("/reviews/{}/nothing", shop.id)).await;
    assert_eq!(got.status, 404);
    assert!(got.text().contains("Hier is geen review"), "{}", got.text());
}

#[tokio::test]
async fn a_thousand_votes_of_one_visitor_are_one_and_can_be_taken_back() {
    let shop = Shop::open().await;
    let id = shop.review("MUG-01", 4, "Good.").await;
    let path = format!("/reviews/{id}/helpful");
    shop.visitor.post(&path, &json!({})).await.assert_problem(404, "review");
    shop.publish(id).await;
    let helpful = async || shop.feed("MUG-01").await[0].helpful;

    for _ in 0..30 {
        let got = shop.page.post(&path, &json!({})).await.ok();
        assert_eq!(got.json::<Value>(), json!({"helpful": 1, "voted": true}));
        assert_eq!(got.header("access-control-allow-origin"), "*");
    }
    assert_eq!(helpful().await, 1);
    reader(&shop, 9).post(&path, &json!({})).await.assert_ok();
    assert_eq!(helpful().await, 2);
    for _ in 0..2 {
        let got: Value = shop.visitor.delete(&path).await.ok().json();
        assert_eq!(got, json!({"helpful": 1, "voted": false}));
    }
    let elsewhere = shop.visitor.with("origin", "https://elsewhere.example");
    elsewhere.post(&path, &json!({})).await.assert_problem(403, "origin");
    let theirs = shop.neighbour().await;
    theirs.visitor.post(&path, &json!({})).await.assert_problem(404, "review");
    assert_eq!(helpful().await, 1);
}

#[tokio::test]
async fn votes_that_come_at_once_are_all_counted() {
    let shop = Shop::open().await;
    let id = shop.review("MUG-01", 4, "Good.").await;
    shop.publish(id).await;
    let path = format!("/reviews/{id}/helpful");

    let votes = (1..=12).map(|number| {
        let (reader, path) = (reader(&shop, number % 6 + 10), path.clone());
        tokio::spawn(async move { reader.post(&path, &json!({})).await.assert_ok() })
    });
    for vote in votes.collect::<Vec<_>>() {
        vote.await.unwrap();
    }

    assert_eq!(shop.feed("MUG-01").await[0].helpful, 6);
}

#[tokio::test]
async fn who_voted_is_forgotten_after_a_day_and_the_votes_stay() {
    let shop = Shop::open_in_2026().await;
    let id = shop.review("MUG-01", 4, "Good.").await;
    shop.publish(id).await;
    let path = format!("/reviews/{id}/helpful");
    shop.visitor.post(&path, &json!({})).await.assert_ok();

    shop.wait_seconds(25 * 3_600);
    reader(&shop, 9).post(&path, &json!({})).await.assert_ok();

    assert_eq!(shop.feed("MUG-01").await[0].helpful, 2);
    // Their key was another one yesterday.
    let got: Value = shop.visitor.delete(&path).await.ok().json();
    assert_eq!(got["helpful"], 2);
}

#[tokio::test]
async fn the_owner_reads_what_readers_report_and_decides() {
    let shop = Shop::open().await;
    let owner = shop.sign_up("ana@shop.example").await;
    let id = shop.review("MUG-01", 1, "You all are fools.").await;
    let quiet = shop.review("MUG-01", 3, "Fine.").await;
    let path = format!("/reviews/{id}/report");
    let report = json!({"reason": "abuse", "text": " Rude to <b>everybody</b>. "});
    shop.visitor.post(&path, &report).await.assert_problem(404, "review");
    shop.publish(id).await;
    shop.publish(quiet).await;

    for _ in 0..3 {
        shop.visitor.post(&path, &report).await.assert_ok();
    }
    reader(&shop, 9).post(&path, &json!({"reason": "spam"})).await.assert_ok();
    for (bad, field) in [
        (json!({"reason": "low_stars"}), "reason"),
        (json!({"reason": "spam", "text": "x".repeat(501)}), "text"),
        (json!({}), "reason"),
    ] {
        shop.visitor.post(&path, &bad).await.assert_problem(422, field);
    }

    assert_eq!(shop.feed("MUG-01").await.len(), 2, "a report decides nothing");
    let reported = shop.inbox("?reported=true").await;
    assert_eq!(reported.len(), 1);
    assert_eq!((&reported[0]["id"], &reported[0]["reports"]), (&json!(id), &json!(2)));
    let reports: Value = shop.owner.get(&format!("/reviews/{id}/reports")).await.ok().json();
    assert_eq!(reports["items"][0]["reason"], "spam");
    assert_eq!(reports["items"][1]["text"], "Rude to <b>everybody</b>.");
    let page = owner.pages.get(&format!("/shops/{}/reviews/{id}", shop.id)).await.ok().text();
    assert!(page.contains("2 reports") && page.contains("Rude to &lt;b&gt;"), "{page}");
}

#[tokio::test]
async fn everything_that_was_received_is_counted_in_the_open() {
    let shop = Shop::open_in_2026().await;
    let (taken, page) = author_of(&shop, &shop.reviews("MUG-01", 3, "Mine.")).await;
    shop.publish(taken).await;
    assert_eq!(page.form("/withdraw", &[]).await.status, 303);
    let public = shop.review("MUG-01", 5, "Good.").await;
    shop.publish(public).await;
    for (stars, reason) in [(1, "spam"), (4, "spam"), (1, "abuse")] {
        let id = shop.review("BOWL-02", stars, &format!("{stars} {reason}")).await;
        let path = format!("/reviews/{id}/withhold");
        shop.owner.post(&path, &json!({"reason": reason})).await.assert_ok();
    }
    shop.review("MUG-01", 1, "Waits since long ago.").await;
    let long_ago = shop.app().clock.now();
    shop.wait_seconds(3 * 24 * 3_600);
    shop.review("MUG-01", 2, "Waits a little.").await;
    shop.wait_seconds(2 * 24 * 3_600 + 60);
    shop.review("MUG-01", 2, "Waits.").await;

    let got = shop.visitor.get("/openness").await.ok();
    assert_eq!(got.header("access-control-allow-origin"), "*");
    assert!(!got.header("etag").is_empty());
    let all: Value = got.json();

    assert_eq!((&all["received"], &all["published"]), (&json!(8), &json!(1)));
    assert_eq!(
        all["pending"],
        json!({"count": 3, "oldest_submitted_at": long_ago, "oldest_days": 5, "median_days": 2})
    );
    assert_eq!(all["withheld"]["count"], 3);
    assert_eq!(all["withheld"]["reasons"]["spam"], 2);
    assert_eq!(all["withheld"]["reasons"]["illegal"], 0);
    assert_eq!((&all["withdrawn"], &all["erased"]), (&json!(1), &json!(0)));
    let number = |value: &Value| value.as_i64().unwrap();
    let parts = ["published", "pending", "withheld", "withdrawn", "erased"];
    let stars = all["stars"].as_object().unwrap();
    assert_eq!(stars.len(), 5);
    for counts in stars.values() {
        let sum: i64 = parts.iter().map(|part| number(&counts[*part])).sum();
        assert_eq!(number(&counts["received"]), sum, "{counts}");
    }
    let received: i64 = stars.values().map(|counts| number(&counts["received"])).sum();
    assert_eq!(received, 8);
    assert_eq!(openness(&shop, "?product=BOWL-02").await["received"], 3);
    assert_eq!(openness(&shop, "?product=none").await["pending"]["oldest_days"], Value::Null);
}

#[tokio::test]
async fn many_reviews_are_decided_about_at_once_and_a_bad_one_sinks_no_other() {
    let shop = Shop::open().await;
    let message = shop.reviews("MUG-01", 5, "Changes.");
    shop.answer(&message).await;
    let changed = shop.inbox("").await[0]["id"].clone();
    shop.answer(&message.next().answer("review", review(1, "Changed."))).await;
    let good = shop.review("MUG-01", 1, "Good one.").await;
    let other = shop.review("MUG-01", 5, "Other one.").await;
    let items = json!([
        {"review": changed, "revision": 1},
        {"review": "rv_0199a3c2d4e57b608f1a2b3c4d5e6f70", "revision": 1},
        {"review": "nonsense"},
        {"review": good, "revision": 1},
        {"review": other},
    ]);

    let decide = json!({"items": items, "decision": "publish"});
    let got: Value = shop.owner.post("/reviews/decide", &decide).await.ok().json();

    let results: Vec<&Value> =
        got["items"].as_array().unwrap().iter().map(|item| &item["result"]).collect();
    assert_eq!(results, ["conflict", "not_found", "not_found", "done", "done"]);
    assert!(got["items"][0]["detail"].as_str().unwrap().contains("read it again"));
    assert_eq!(shop.feed("MUG-01").await.len(), 2);
    let withhold = json!({"items": items, "decision": "withhold", "reason": "abuse"});
    shop.owner.post("/reviews/decide", &withhold).await.assert_ok();
    assert_eq!(shop.feed("MUG-01").await, []);
    assert_eq!(deeds(&shop, good).await, ["published key tests", "withheld abuse key tests"]);
    for (bad, field) in [
        (json!({"items": items, "decision": "withhold"}), "reason"),
        (json!({"items": items, "decision": "withhold", "reason": "stars"}), "reason"),
        (json!({"items": items, "decision": "publish", "reason": "spam"}), "reason"),
        (json!({"items": items, "decision": "erase"}), "decision"),
        (json!({"items": vec![json!({"review": good}); 101], "decision": "publish"}), "items"),
    ] {
        shop.owner.post("/reviews/decide", &bad).await.assert_problem(422, field);
    }
    let neighbour = shop.neighbour().await;
    let theirs = json!({"items": [{"review": other}], "decision": "publish"});
    let got: Value = neighbour.owner.post("/reviews/decide", &theirs).await.ok().json();
    assert_eq!(got["items"][0]["result"], "not_found");
}

#[tokio::test]
async fn the_authors_page_works_without_script_and_keeps_nobody_out() {
    let Some(axe) = Axe::find() else { return };
    for screen in [Screen::Phone, Screen::Desktop] {
        let Some(browser) = Browser::open(screen).await else { return };
        browser.prefer_dark(screen == Screen::Phone).await;
        for locale in ["en", "ar"] {
            let shop = Shop::open().await;
            let message = shop.reviews("MUG-01", 4, "A fine mug.").context("locale", locale);
            let receipt = shop.answer(&message).await;
            let name = |what: &str| format!("author-{what}-{locale}-{screen:?}");
            browser.goto(receipt["review_url"].as_str().unwrap()).await;
            axe.assert_clean(&browser, &name("waiting")).await;

            browser.click(".ways details:nth-child(1) summary").await;
            browser.until_seen("#title").await;
            axe.assert_clean(&browser, &name("correcting")).await;
            browser.click("#title").await;
            browser.keys("Sturdy").await;
            browser.click(".ways form[action$='/correct'] button").await;
            browser.until_says(".review .title", "Sturdy").await;
            axe.assert_clean(&browser, &name("saved")).await;

            browser.click(".ways details:nth-child(3) summary").await;
            browser.until_seen(".ways form[action$='/erase'] button").await;
            axe.assert_clean(&browser, &name("erasing")).await;
            browser.click(".ways form[action$='/erase'] button").await;
            browser.until_gone(".ways form[action$='/erase']").await;
            axe.assert_clean(&browser, &name("erased")).await;
            assert_eq!(shop.inbox("").await[0]["text"], "");
        }
        browser.close().await;
    }
}

#[tokio::test]
async fn the_thanks_of_a_popover_lead_to_the_authors_own_page() {
    let Some(browser) = Browser::open(Screen::Desktop).await else { return };
    let storefront = Storefront::open().await;
    browser.goto(&format!("{}/products/mug", storefront.url)).await;
    browser.click("[data-candor-write]").await;
    browser.until_says("[role=dialog] .question", "share a review").await;
    browser.click("[role=radio][aria-label='4 stars']").await;
    browser.click("#text").await;
    browser.keys("Mine to change.").await;
    browser.click(".box").await;
    browser.click("button.button").await;
    browser.until_says(".question", "recommend us").await;

    browser.click("[role=radio][aria-label='9']").await;

    browser.until_says(".own", "See, correct or take back your review").await;
    browser.picture("popover-thanks").await;
    let address = browser.value("test.one('.own').href").await;
    browser.goto(address.as_str().unwrap()).await;
    browser.until_says(".review", "Mine to change.").await;
    browser.close().await;
}

#[tokio::test]
async fn the_owner_sees_beside_a_review_what_was_found_reported_and_decided() {
    let Some(axe) = Axe::find() else { return };
    let shop = Shop::open().await;
    let id = shop.review("MUG-01", 1, "Mail me at ana@shop.example, or see pills.shop!").await;
    shop.publish(id).await;
    let report = json!({"reason": "personal_data", "text": "An address stands in it."});
    shop.visitor.post(&format!("/reviews/{id}/report"), &report).await.assert_ok();
    let withhold = json!({"reason": "personal_data"});
    shop.owner.post(&format!("/reviews/{id}/withhold"), &withhold).await.assert_ok();
    shop.publish(id).await;
    let reply = json!({"text": "We wrote to you."});
    shop.owner.post(&format!("/reviews/{id}/reply"), &reply).await.assert_ok();

    for screen in [Screen::Phone, Screen::Desktop] {
        let Some(browser) = Browser::open(screen).await else { return };
        browser.prefer_dark(screen == Screen::Phone).await;
        let invitation = shop.server.invite(Some(shop.id)).await;
        browser.goto(&shop.app().public.to(&invitation)).await;
        browser.click("[name=email]").await;
        browser.keys(&format!("{screen:?}@shop.example")).await;
        browser.click("[name=password]").await;
        browser.keys(PASSWORD).await;
        browser.press(Key::Enter).await;
        browser.until_seen("nav").await;
        browser.goto(&shop.app().public.to(&format!("/shops/{}/reviews/{id}", shop.id))).await;

        browser.until_says(".inbox", "The checks found").await;
        browser.until_says(".inbox", "1 report by readers").await;
        browser.until_says(".inbox", "Withheld (personal data) by").await;
        axe.assert_clean(&browser, &format!("owner-review-{screen:?}")).await;
        browser.close().await;
    }
}
