//! Showing: a consented review is the owner's to publish, whatever its stars, and then anybody's
//! to read.

use harness::message::review;
use harness::{Shop, encoded};
use serde_json::{Value, json};
use shared::id::ReviewId;
use shared::review::PublishedReview;

/// Publishes reviews of one product with these stars, all in the same microsecond.
async fn publish_many(shop: &Shop, stars: &[i64]) {
    for (at, stars) in stars.iter().enumerate() {
        let id = shop.review("MUG-01", *stars, &format!("Review number {at}.")).await;
        shop.publish(id).await;
    }
}

async fn summary(shop: &Shop, query: &str) -> Value {
    shop.visitor.get(&format!("/reviews{query}")).await.ok().json::<Value>()["summary"].clone()
}

#[tokio::test]
async fn a_review_is_shown_once_published() {
    let shop = Shop::open().await;

    let id = shop.review("MUG-01", 5, "Sturdy handle.").await;
    assert_eq!(shop.feed("MUG-01").await, []);

    shop.publish(id).await;
    assert_eq!(shop.feed("MUG-01").await[0].id, id);
}

#[tokio::test]
async fn a_published_review_says_what_its_author_said_and_how_it_came_about() {
    let shop = Shop::open_in_2026().await;
    let mut said = review(4, "Keeps tea warm.\n\nThe glaze is lovely – ünïcödé 茶 🍵.");
    said["title"] = " Lovely ".into();
    let message = shop.recommends(9).answer("review", said).complete();
    shop.answer(&message.context("product", "MUG-01").context("locale", "nl-BE")).await;
    let id = shop.inbox("").await[0]["id"].clone();
    shop.wait_seconds(60);

    shop.publish(serde_json::from_value(id.clone()).unwrap()).await;

    let feed: Value = shop.visitor.get("/reviews?product=MUG-01").await.ok().json();
    assert_eq!(
        feed["items"][0],
        json!({
            "id": id,
            "product": "MUG-01",
            "stars": 4,
            "title": "Lovely",
            "text": "Keeps tea warm.\n\nThe glaze is lovely – ünïcödé 茶 🍵.",
            "author": "Ana",
            "language": "nl-BE",
            "published_at": shop.app().clock.now(),
            "edited": false,
            "verified": false,
            "provenance": "spontaneous",
            "helpful": 0,
            "photos": [],
            "reply": null,
        })
    );
}

#[tokio::test]
async fn one_star_is_published_like_five() {
    let shop = Shop::open().await;

    for stars in 1..=5 {
        let id = shop.review("MUG-01", stars, &format!("{stars} stars")).await;
        shop.publish(id).await;
    }

    let stars: Vec<i64> = shop.feed("MUG-01").await.iter().map(|review| review.stars).collect();
    assert_eq!(stars, [5, 4, 3, 2, 1]);
}

#[tokio::test]
async fn a_review_is_withheld_for_a_reason_from_the_list_only() {
    let shop = Shop::open().await;
    let id = shop.review("MUG-01", 1, "Buy pills.").await;
    let path = format!("/reviews/{id}/withhold");

    for reason in ["low_stars", "negative", "", "Spam"] {
        let got = shop.owner.post(&path, &json!({ "reason": reason })).await;
        got.assert_problem(422, "reason");
        assert!(got.text().contains("personal_data"), "it says which there are: {}", got.text());
    }
    shop.owner.post(&path, &json!({})).await.assert_problem(422, "reason");
    assert_eq!(shop.inbox("?state=pending").await.len(), 1);

    for reason in ["spam", "abuse", "personal_data", "illegal", "not_about_us", "duplicate"] {
        shop.owner.post(&path, &json!({ "reason": reason })).await.assert_ok();
        let withheld = shop.inbox("?state=withheld").await;
        assert_eq!(withheld[0]["withheld"], reason);
    }
    assert_eq!(shop.feed("MUG-01").await, []);
    assert_eq!(summary(&shop, "").await["count"], 0);
}

#[tokio::test]
async fn a_decision_can_be_changed_and_the_first_publication_date_stays() {
    let shop = Shop::open_in_2026().await;
    let id = shop.review("MUG-01", 3, "So-so.").await;
    shop.publish(id).await;
    let first = shop.feed("MUG-01").await[0].published_at;

    shop.wait_seconds(3_600);
    let withhold = format!("/reviews/{id}/withhold");
    shop.owner.post(&withhold, &json!({"reason": "duplicate"})).await.assert_ok();
    assert_eq!(shop.feed("MUG-01").await, []);
    shop.publish(id).await;

    let again = shop.feed("MUG-01").await;
    assert_eq!(again[0].published_at, first);
    assert_eq!(shop.inbox("").await[0]["withheld"], Value::Null);
}

#[tokio::test]
async fn a_reply_is_public_and_dated_and_can_be_taken_away() {
    let shop = Shop::open_in_2026().await;
    let id = shop.review("MUG-01", 2, "Chipped on arrival.").await;
    shop.publish(id).await;
    shop.wait_seconds(60);
    let path = format!("/reviews/{id}/reply");

    shop.owner.post(&path, &json!({"text": " Sorry! A new one is on its way. "})).await.assert_ok();
    let reply = shop.feed("MUG-01").await.remove(0).reply.unwrap();
    assert_eq!(reply.text, "Sorry! A new one is on its way.");
    assert_eq!(reply.at, shop.app().clock.now());
    let html = shop.visitor.get("/reviews.html?product=MUG-01").await.ok().text();
    assert!(html.contains("Sorry! A new one is on its way."), "{html}");

    shop.owner.post(&path, &json!({"text": ""})).await.assert_ok();
    assert_eq!(shop.feed("MUG-01").await[0].reply, None);
    let long = json!({ "text": "x".repeat(5_001) });
    shop.owner.post(&path, &long).await.assert_problem(422, "text");
}

#[tokio::test]
async fn stars_and_text_cannot_be_changed_by_the_owner() {
    let shop = Shop::open().await;
    let id = shop.review("MUG-01", 1, "Never again.").await;

    let change = json!({"stars": 5, "text": "Great!", "state": "published"});
    let path = format!("/reviews/{id}");
    assert_eq!(shop.owner.put(&path, &change).await.status, 404);
    shop.owner.post(&format!("{path}/publish"), &change).await.assert_ok();

    let shown = shop.feed("MUG-01").await;
    assert_eq!((shown[0].stars, shown[0].text.as_str()), (1, "Never again."));
}

#[tokio::test]
async fn a_review_that_does_not_exist_cannot_be_decided_about() {
    let shop = Shop::open().await;
    let unknown = "rv_0199a3c2d4e57b608f1a2b3c4d5e6f70";

    for id in [unknown, "rv_1", "MUG-01"] {
        let publish = format!("/reviews/{id}/publish");
        shop.owner.post(&publish, &json!({})).await.assert_problem(404, "review");
        let reply = format!("/reviews/{id}/reply");
        shop.owner.post(&reply, &json!({"text": "Hello"})).await.assert_problem(404, "review");
    }
}

#[tokio::test]
async fn the_summary_counts_what_is_published() {
    let shop = Shop::open().await;
    publish_many(&shop, &[5, 4, 4, 1]).await;
    shop.review("MUG-01", 1, "Still waits.").await;
    let other = shop.review("CUP-02", 5, "Another product.").await;
    shop.publish(other).await;

    let of_mug = summary(&shop, "?product=MUG-01&stars=4&limit=1").await;
    let of_shop = summary(&shop, "").await;

    let stars = json!({"1": 1, "2": 0, "3": 0, "4": 2, "5": 1});
    assert_eq!(of_mug, json!({"count": 4, "mean": 3.5, "stars": stars}));
    assert_eq!(of_shop["count"], 5);
    let products: Value =
        shop.visitor.get("/summary?product=CUP-02&product=MUG-01&product=NONE").await.ok().json();
    let listed = |at: usize| (&products["items"][at]["product"], &products["items"][at]["count"]);
    assert_eq!(listed(0), (&json!("CUP-02"), &json!(1)));
    assert_eq!(listed(1), (&json!("MUG-01"), &json!(4)));
    assert_eq!(listed(2), (&json!("NONE"), &json!(0)));
    assert_eq!(products["items"][2]["mean"], Value::Null);
}

#[tokio::test]
async fn every_order_shows_each_review_once_page_by_page() {
    let shop = Shop::open_in_2026().await;
    publish_many(&shop, &[3, 5, 1, 5, 2, 5, 4]).await;
    shop.wait_seconds(1);
    publish_many(&shop, &[1, 3]).await;

    for sort in ["newest", "highest", "lowest", "helpful"] {
        for limit in [1, 2, 3, 100] {
            let all = read_all(&shop, sort, limit).await;

            let mut ids: Vec<ReviewId> = all.iter().map(|review| review.id).collect();
            ids.sort_unstable();
            ids.dedup();
            assert_eq!((all.len(), ids.len()), (9, 9), "{sort} by {limit}");
            let ordered = match sort {
                "newest" => all.is_sorted_by_key(|review| std::cmp::Reverse(review.published_at)),
                "highest" => all.is_sorted_by_key(|review| -review.stars),
                "lowest" => all.is_sorted_by_key(|review| review.stars),
                _ => true,
            };
            assert!(ordered, "{sort} by {limit}");
        }
    }
}

async fn read_all(shop: &Shop, sort: &str, limit: usize) -> Vec<PublishedReview> {
    let (mut all, mut next) = (Vec::new(), String::new());
    loop {
        let query = format!("/reviews?product=MUG-01&sort={sort}&limit={limit}{next}");
        let mut page: Value = shop.visitor.get(&query).await.ok().json();
        let items: Vec<PublishedReview> = serde_json::from_value(page["items"].take()).unwrap();
        assert!(items.len() == limit || page["next"].is_null(), "only the last page is short");
        all.extend(items);
        let Some(cursor) = page["next"].as_str() else { return all };
        next = format!("&cursor={cursor}");
    }
}

#[tokio::test]
async fn readers_choose_by_product_stars_language_and_proof() {
    let shop = Shop::open().await;
    let kinds =
        [("MUG-01", 5, "nl"), ("MUG-01", 4, "nl-BE"), ("MUG-01", 5, "nlx"), ("CUP-02", 5, "en")];
    for (product, stars, language) in kinds {
        let message = shop.reviews(product, stars, language).context("locale", language);
        shop.answer(&message).await;
    }
    for review in shop.inbox("").await {
        shop.publish(review["id"].as_str().unwrap().parse().unwrap()).await;
    }
    let texts = async |query: &str| {
        let feed: Value = shop.visitor.get(&format!("/reviews?{query}")).await.ok().json();
        let items = feed["items"].as_array().unwrap().iter();
        let mut texts: Vec<String> =
            items.map(|review| review["text"].as_str().unwrap().to_owned()).collect();
        texts.sort();
        texts
    };

    assert_eq!(texts("").await, ["en", "nl", "nl-BE", "nlx"]);
    assert_eq!(texts("product=CUP-02").await, ["en"]);
    assert_eq!(texts("product=MUG-01&stars=5").await, ["nl", "nlx"]);
    assert_eq!(texts("language=nl").await, ["nl", "nl-BE"]);
    assert_eq!(texts("language=nl-BE").await, ["nl-BE"]);
    assert_eq!(texts("verified=true").await, [""; 0]);
    assert_eq!(texts("product=nothing").await, [""; 0]);
}

#[tokio::test]
async fn a_feed_is_not_asked_for_what_it_cannot_give() {
    let shop = Shop::open().await;

    for (query, field) in [
        ("stars=0", "stars"),
        ("stars=6", "stars"),
        ("stars=five", "stars"),
        ("limit=0", "limit"),
        ("limit=101", "limit"),
        ("cursor=1-x", "cursor"),
        ("sort=best", "sort"),
        ("verified=perhaps", "verified"),
    ] {
        shop.visitor.get(&format!("/reviews?{query}")).await.assert_problem(422, field);
        shop.visitor.get(&format!("/reviews.html?{query}")).await.assert_problem(422, field);
    }
    let many: Vec<String> = (0..101).map(|number| format!("product={number}")).collect();
    for path in ["summary", "stars.html"] {
        let got = shop.visitor.get(&format!("/{path}?{}", many.join("&"))).await;
        got.assert_problem(422, "product");
    }
    shop.visitor.get("/reviews.jsonld").await.assert_problem(422, "product");
}

#[tokio::test]
async fn an_unknown_shop_has_no_feed() {
    let shop = Shop::open().await;
    let nobody =
        shop.server.http.at(&shop.app().public.to("/v1/shops/sh_0199a3c2d4e57b608f1a2b3c4d5e6f70"));

    for path in ["reviews", "reviews.html", "reviews.jsonld?product=A", "stars.html?product=A"] {
        nobody.get(&format!("/{path}")).await.assert_problem(404, "shop");
    }
    nobody.get("/summary?product=A").await.assert_problem(404, "shop");
}

#[tokio::test]
async fn a_feed_that_has_not_changed_is_not_sent_again() {
    let shop = Shop::open().await;
    publish_many(&shop, &[5]).await;
    let paths = [
        "/reviews?product=MUG-01",
        "/reviews.html?product=MUG-01",
        "/reviews.jsonld?product=MUG-01",
        "/stars.html?product=MUG-01",
        "/summary?product=MUG-01",
    ];

    let mut tags = Vec::new();
    for path in paths {
        let got = shop.visitor.get(path).await.ok();
        let tag = got.header("etag").to_owned();
        assert!(!tag.is_empty(), "{path}");
        let policy = got.header("cache-control");
        assert!(policy.contains("public") && policy.contains("stale-while-revalidate"), "{path}");
        assert_eq!(got.header("access-control-allow-origin"), "*", "{path}");
        for known in [tag.clone(), format!("\"other\", {tag}"), "*".to_owned()] {
            let again = shop.visitor.with("if-none-match", &known).get(path).await;
            assert_eq!((again.status, again.body.len()), (304, 0), "{path} {known}");
            assert_eq!(again.header("etag"), tag);
        }
        tags.push(tag);
    }
    publish_many(&shop, &[4]).await;

    for (path, tag) in paths.into_iter().zip(tags) {
        let got = shop.visitor.with("if-none-match", &tag).get(path).await;
        assert_eq!(got.status, 200, "{path} has changed");
    }
}

#[tokio::test]
async fn search_engines_read_the_product_its_rating_and_its_reviews() {
    let shop = Shop::open().await;
    let details = json!({
        "name": "Mug, 300 ml",
        "url": "https://shop.example/products/mug",
        "gtin": "4006381333931",
        "brand": "Kiln",
    });
    shop.owner.put("/products/MUG-01", &details).await.assert_ok();
    publish_many(&shop, &[5, 4]).await;

    let got = shop.visitor.get("/reviews.jsonld?product=MUG-01").await.ok();

    assert_eq!(got.header("content-type"), "application/ld+json");
    let product: Value = got.json();
    assert_eq!(product["@type"], "Product");
    assert_eq!(product["name"], "Mug, 300 ml");
    assert_eq!(product["gtin"], "4006381333931");
    assert_eq!(product["brand"]["name"], "Kiln");
    assert_eq!(product["aggregateRating"]["ratingValue"], 4.5);
    assert_eq!(product["aggregateRating"]["reviewCount"], 2);
    assert_eq!(product["review"].as_array().unwrap().len(), 2);
    assert_eq!(product["review"][1]["reviewRating"]["ratingValue"], 5);
    assert_eq!(product["review"][1]["author"]["name"], "Ana");
}

#[tokio::test]
async fn a_product_without_reviews_claims_no_rating() {
    let shop = Shop::open().await;

    let product: Value = shop.visitor.get("/reviews.jsonld?product=NEW-01").await.ok().json();

    assert_eq!(product["sku"], "NEW-01");
    assert_eq!(product["aggregateRating"], Value::Null);
    assert_eq!(product["review"], Value::Null);
}

#[tokio::test]
async fn a_page_can_be_included_by_a_shops_own_server_and_read_without_script() {
    let shop = Shop::open().await;
    publish_many(&shop, &[5, 2]).await;

    let reviews = shop.visitor.get("/reviews.html?product=MUG-01").await.ok();
    let stars = shop.visitor.get("/stars.html?product=MUG-01&product=NONE").await.ok().text();

    assert_eq!(reviews.header("content-type"), "text/html; charset=utf-8");
    let html = reviews.text();
    assert!(html.starts_with("<section") && html.ends_with("</section>"), "{html}");
    assert!(html.contains("Review number 0.") && html.contains("Review number 1."), "{html}");
    assert!(html.contains("3.5"), "the mean is said: {html}");
    assert!(
        !html.contains("<script") && !html.contains(" style="),
        "a strict CSP takes it: {html}"
    );
    let places: Vec<_> = stars.match_indices("data-product=\"").map(|(at, _)| at).collect();
    assert_eq!(places.len(), 2, "{stars}");
    assert!(stars.find("MUG-01") < stars.find("NONE"), "in the order asked for: {stars}");
}

#[tokio::test]
async fn a_display_speaks_the_readers_language_and_still_shows_every_review() {
    let shop = Shop::open().await;
    publish_many(&shop, &[5]).await;

    let html = shop.visitor.get("/reviews.html?product=MUG-01&locale=nl").await.ok().text();

    assert!(html.contains("lang=\"nl\""), "{html}");
    assert!(html.contains("Review number 0."), "a review in another language is shown: {html}");
}

#[tokio::test]
async fn links_in_a_display_lead_on_through_all_pages() {
    let shop = Shop::open().await;
    publish_many(&shop, &[5; 23]).await;

    let first = shop.visitor.get("/reviews.html?product=MUG-01").await.ok().text();
    let link = first.split("href=\"").find(|link| link.contains("cursor=")).unwrap();
    let link = link.split('"').next().unwrap().replace("&amp;", "&");
    let second = shop.server.http.at("").get(&link).await.ok().text();

    assert!(link.starts_with(&shop.app().public.origin()), "{link}");
    let shown = |html: &str| html.matches("Review number").count();
    assert_eq!((shown(&first), shown(&second)), (20, 3));
    assert!(!second.contains("cursor="), "there is no third page");
}

#[tokio::test]
async fn the_owner_lists_reviews_by_state_page_by_page() {
    let shop = Shop::open_in_2026().await;
    for number in 0..5 {
        shop.review("MUG-01", 3, &format!("Waits {number}.")).await;
    }
    let published = shop.review("MUG-01", 3, "Public.").await;
    shop.publish(published).await;

    let (mut seen, mut next) = (Vec::new(), String::new());
    loop {
        let page: Value =
            shop.owner.get(&format!("/inbox?state=pending&limit=2{next}")).await.ok().json();
        let items = page["items"].as_array().unwrap();
        seen.extend(items.iter().map(|review| review["text"].as_str().unwrap().to_owned()));
        let Some(cursor) = page["next"].as_str() else { break };
        next = format!("&cursor={cursor}");
    }

    seen.sort();
    assert_eq!(seen, ["Waits 0.", "Waits 1.", "Waits 2.", "Waits 3.", "Waits 4."]);
    assert_eq!(shop.inbox("?state=published").await.len(), 1);
    shop.owner.get("/inbox?state=hidden").await.assert_problem(422, "state");
    assert_eq!(shop.visitor.get("/inbox").await.status, 401, "what waits is the owner's to read");
}

#[tokio::test]
async fn the_author_sees_what_has_become_of_the_review_and_takes_it_back_for_good() {
    let shop = Shop::open().await;
    let receipt = shop.answer(&shop.reviews("MUG-01", 4, "I changed my mind.")).await;
    let page = shop.server.http.at(receipt["review_url"].as_str().unwrap());
    let id: ReviewId = shop.inbox("").await[0]["id"].as_str().unwrap().parse().unwrap();

    let waiting = page.get("").await.ok();
    assert!(waiting.text().contains("I changed my mind."), "{}", waiting.text());
    assert_eq!(waiting.header("referrer-policy"), "no-referrer");
    assert_eq!(waiting.header("cache-control"), "no-store");
    shop.publish(id).await;
    assert!(page.get("").await.ok().text().contains("Public since"));

    assert_eq!(
        page.get("/withdraw").await.status,
        405,
        "a link that is only followed changes nothing"
    );
    assert_eq!(shop.feed("MUG-01").await.len(), 1);
    // The page tells nobody where its form comes from, not even the server.
    let form = page.with("origin", "null").post("/withdraw", &json!({})).await;
    assert_eq!(form.status, 303);

    assert_eq!(shop.feed("MUG-01").await, []);
    assert!(page.get("").await.ok().text().contains("Taken back"));
    let publish = shop.owner.post(&format!("/reviews/{id}/publish"), &json!({})).await;
    publish.assert_problem(409, "review");
    assert_eq!(shop.feed("MUG-01").await, []);
}

#[tokio::test]
async fn what_an_author_changes_while_the_owner_reads_is_not_decided_about_unread() {
    let shop = Shop::open().await;
    let owner = shop.sign_up("ana@shop.example").await;
    let message = shop.reviews("MUG-01", 5, "Lovely mug.");
    shop.answer(&message).await;
    let read = shop.inbox("").await[0].clone();
    let id: ReviewId = read["id"].as_str().unwrap().parse().unwrap();
    let revision = read["revision"].to_string();

    shop.answer(&message.next().answer("review", review(1, "Buy pills."))).await;

    let page = format!("/shops/{}/reviews/{id}", shop.id);
    for (action, fields) in [
        ("publish", vec![("revision", revision.as_str())]),
        ("withhold", vec![("revision", revision.as_str()), ("reason", "spam")]),
    ] {
        let got = owner.form(&format!("{page}/{action}"), &fields).await;
        assert_eq!(got.status, 409);
        assert!(got.text().contains("read it again"), "{}", got.text());
    }
    let by_program = format!("/reviews/{id}/publish?revision={revision}");
    shop.owner.post(&by_program, &json!({})).await.assert_problem(409, "revision");
    assert_eq!(shop.feed("MUG-01").await, []);
    assert_eq!(shop.inbox("").await[0]["state"], "pending");
    let now = shop.inbox("").await[0]["revision"].to_string();
    let read_again = owner.form(&format!("{page}/publish"), &[("revision", &now)]).await;
    assert_eq!(read_again.status, 303);
    assert_eq!(shop.feed("MUG-01").await[0].text, "Buy pills.");
}

#[tokio::test]
async fn search_engines_are_not_told_what_only_a_browser_has_claimed() {
    let shop = Shop::open().await;
    let claim = json!({"name": "Cheap pills", "brand": "Evil", "category": "Spam"});
    shop.answer(&shop.reviews("NEW-1", 5, "Good.").context("product_details", claim)).await;

    let product: Value = shop.visitor.get("/reviews.jsonld?product=NEW-1").await.ok().json();

    assert_eq!(product["name"], "NEW-1");
    assert_eq!(product["brand"], Value::Null);
    shop.owner.put("/products/NEW-1", &json!({"name": "A new mug"})).await.assert_ok();
    let product: Value = shop.visitor.get("/reviews.jsonld?product=NEW-1").await.ok().json();
    assert_eq!(product["name"], "A new mug");
}

#[tokio::test]
async fn an_authors_page_needs_its_whole_secret_and_its_own_shop() {
    let shop = Shop::open().await;
    let neighbour = shop.neighbour().await;
    let receipt = shop.answer(&shop.reviews("MUG-01", 4, "Mine alone.")).await;
    let address = receipt["review_url"].as_str().unwrap().to_owned();
    let next_door = address.replace(&shop.id.to_string(), &neighbour.id.to_string());

    for wrong in [&address[..address.len() - 1], &next_door, &format!("{address}0")] {
        let got = shop.server.http.at(wrong).get("").await;
        assert_eq!(got.status, 404);
        assert!(!got.text().contains("Mine alone."));
    }
    let secret = address.rsplit('/').next().unwrap();
    harness::log::assert_silent_about(&[secret]);
}

#[tokio::test]
async fn a_product_with_an_unusual_name_has_its_own_feed() {
    let shop = Shop::open().await;

    for sku in ["Mug & Cup/50%", "кружка #1", "a+b=c?d", "../summary"] {
        let id = shop.review(sku, 5, sku).await;
        shop.publish(id).await;

        let shown = shop.feed(&encoded(sku)).await;
        assert_eq!(shown.len(), 1, "{sku}");
        assert_eq!(shown[0].product.as_deref(), Some(sku));
    }
}

#[tokio::test]
async fn the_reason_of_a_withheld_review_can_be_corrected() {
    let shop = Shop::open().await;
    let owner = shop.sign_up("ana@shop.example").await;
    let review = shop.review("MUG-01", 1, "Call me.").await;
    let path = format!("/shops/{}/reviews/{review}", shop.id);
    let revision = owner.hidden(&path, "revision").await;
    let withhold = async |reason: &str| {
        let fields = [("reason", reason), ("revision", &*revision)];
        let got = owner.form(&format!("{path}/withhold"), &fields).await;
        assert_eq!(got.status, 303, "{}", got.text());
    };
    withhold("spam").await;

    let page = owner.pages.get(&path).await.ok().text();
    withhold("personal_data").await;

    assert!(page.contains("Change reason"), "{page}");
    assert!(page.contains("<option value=\"spam\" selected>"), "{page}");
    assert_eq!(shop.inbox("?state=withheld").await[0]["withheld"], "personal_data");
}

#[tokio::test]
async fn the_owner_finds_reviews_by_the_words_in_them() {
    let shop = Shop::open().await;
    let owner = shop.sign_up("ana@shop.example").await;
    shop.review("MUG-01", 5, "Holds 100 % of my tea.").await;
    shop.review("BOWL_02", 4, "Holds 1000 peas.").await;
    let found = async |query: &str| {
        let path = format!("/shops/{}/reviews?{query}", shop.id);
        let page = owner.pages.get(&path).await.ok().text();
        ["my tea.", "1000 peas."].map(|text| page.contains(text))
    };

    assert_eq!(found("search=").await, [true, true]);
    assert_eq!(found("search=TEA").await, [true, false]);
    assert_eq!(found("search=100+%25").await, [true, false], "signs stand for themselves");
    assert_eq!(found("search=bowl_").await, [false, true]);
    assert_eq!(found("search=holds&state=published").await, [false, false]);
    assert_eq!(found("search=holds&state=all").await, [true, true]);
    assert_eq!(found(&format!("search={}", "x".repeat(60_000))).await, [false, false]);
}
