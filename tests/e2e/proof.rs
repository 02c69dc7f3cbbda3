//! What a shop's server has signed makes a fact of a claim: verified purchases, invitations, and
//! all that does not make one.

use harness::token::{signed, signed_as};
use harness::{Message, Shop};
use serde_json::{Value, json};

/// Whether the review is verified, and how it came about, as its owner and its readers see them.
async fn shown(shop: &Shop, text: &str) -> (bool, String) {
    let all = shop.inbox("?limit=100").await;
    let review = all.iter().find(|review| review["text"] == text);
    let review = review.unwrap_or_else(|| panic!("no review says {text:?}"));
    let id = serde_json::from_value(review["id"].clone()).unwrap();
    shop.publish(id).await;
    let public = shop.visitor.get("/reviews?limit=100").await.ok().json::<Value>();
    let public = public["items"].as_array().unwrap().iter().find(|item| item["text"] == text);
    let public = public.expect("it is published").clone();
    assert_eq!(
        (&review["verified"], &review["provenance"]),
        (&public["verified"], &public["provenance"])
    );
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    (public["verified"] == true, text(&public["provenance"]))
}

/// Somebody reviews a product, with a token.
fn with_token(shop: &Shop, product: &str, text: &str, token: &str) -> Message {
    shop.reviews(product, 4, text).set("token", token)
}

#[tokio::test]
async fn a_review_with_a_token_for_its_product_is_a_verified_purchase() {
    let shop = Shop::open_in_2026().await;
    let secret = shop.token_secret().await;
    let token = signed(&secret, &shop.bought("1001", &["BOWL-02", "MUG-01"]));

    shop.answer(&with_token(&shop, "MUG-01", "Bought it.", &token)).await;

    assert_eq!(shown(&shop, "Bought it.").await, (true, "spontaneous".to_owned()));
    let verified = shop.visitor.get("/reviews?verified=true").await.ok().json::<Value>();
    assert_eq!(verified["items"][0]["text"], "Bought it.");
}

#[tokio::test]
async fn what_proves_nothing_still_counts_as_an_answer() {
    let shop = Shop::open_in_2026().await;
    let neighbour = shop.neighbour().await;
    let (secret, theirs) = (shop.token_secret().await, neighbour.token_secret().await);
    let good = shop.bought("1001", &["MUG-01"]);
    let with = |field: &str, value: Value| {
        let mut claims = good.clone();
        claims[field] = value;
        signed(&secret, &claims)
    };
    let header = |alg: &str| json!({ "alg": alg, "typ": "JWT" });
    let right = signed(&secret, &good);
    let unsigned = |token: &str| format!("{}.", token.rsplit_once('.').unwrap().0);
    let long_ago = shop.app().clock.now().micros() / 1_000_000 - 61;

    for (what, token) in [
        ("signed with another secret", signed("ts_guessed", &good)),
        ("signed with another shop's", signed(&theirs, &good)),
        ("of another shop", with("shop", json!(neighbour.id))),
        ("of no shop", with("shop", "sh_1".into())),
        ("expired", with("exp", long_ago.into())),
        ("without an end", with("exp", Value::Null)),
        ("not valid yet", with("nbf", (long_ago + 1_000).into())),
        ("for another product", with("skus", json!(["BOWL-02"]))),
        ("for no product", with("skus", json!([]))),
        ("without an order", with("order", Value::Null)),
        ("alg none", unsigned(&signed_as(&header("none"), &secret, &good))),
        ("alg none, signed", signed_as(&header("none"), &secret, &good)),
        ("alg RS256 with the secret as its key", signed_as(&header("RS256"), &secret, &good)),
        ("alg HS512", signed_as(&header("HS512"), &secret, &good)),
        ("unsigned", unsigned(&right)),
        ("cut off", right[..right.len() - 1].to_owned()),
        ("no token", "hello".to_owned()),
        ("empty", String::new()),
        ("of the longest that there can be", "a.b.".repeat(1_024)),
    ] {
        let got = shop.send(&with_token(&shop, "MUG-01", what, &token)).await;

        assert_eq!(got.status, 201, "{what}: {}", got.text());
        assert_eq!(shown(&shop, what).await, (false, "spontaneous".to_owned()), "{what}");
    }
    // The line is still free.
    shop.answer(&with_token(&shop, "MUG-01", "At last.", &right)).await;
    assert!(shown(&shop, "At last.").await.0);
}

#[tokio::test]
async fn an_order_line_has_one_verified_review_however_often_its_token_is_used() {
    let shop = Shop::open_in_2026().await;
    let secret = shop.token_secret().await;
    let skus = ["MUG-01", "BOWL-02"];
    let first = signed(&secret, &shop.bought("1001", &skus));
    // The same purchase in another token.
    let again = signed(&secret, &shop.bought("1001", &["MUG-01"]));
    let other_order = signed(&secret, &shop.bought("1002", &skus));

    for (product, text, token, verified) in [
        ("MUG-01", "First", &first, true),
        ("MUG-01", "Replayed", &first, false),
        ("MUG-01", "Signed again", &again, false),
        ("BOWL-02", "The other line", &first, true),
        ("MUG-01", "Bought again", &other_order, true),
    ] {
        shop.answer(&with_token(&shop, product, text, token)).await;
        assert_eq!(shown(&shop, text).await.0, verified, "{text}");
    }
    assert!(!shop.is_stored(&first).await, "a token is not kept");
}

#[tokio::test]
async fn of_reviews_that_come_at_once_for_one_order_line_one_is_verified_and_all_are_kept() {
    let shop = Shop::open_in_2026().await;
    let secret = shop.token_secret().await;
    let token = signed(&secret, &shop.bought("1001", &["MUG-01", "BOWL-02"]));

    let mut sent = tokio::task::JoinSet::new();
    for at in 0..40 {
        let product = if at % 2 == 0 { "MUG-01" } else { "BOWL-02" };
        let message = with_token(&shop, product, &format!("Number {at}"), &token);
        let shop = shop.clone();
        sent.spawn(async move { shop.send(&message).await.status });
    }

    assert_eq!(sent.join_all().await, [201; 40]);
    let all = shop.inbox("?limit=100").await;
    let verified: Vec<&Value> = all.iter().filter(|review| review["verified"] == true).collect();
    assert_eq!((all.len(), verified.len()), (40, 2));
    assert_ne!(verified[0]["product"], verified[1]["product"]);
}

#[tokio::test]
async fn a_review_stays_verified_while_its_author_goes_on_and_frees_its_line_when_taken_back() {
    let shop = Shop::open_in_2026().await;
    let secret = shop.token_secret().await;
    let token = signed(&secret, &shop.bought("1001", &["MUG-01"]));
    let first = with_token(&shop, "MUG-01", "Half a word", &token);
    shop.answer(&first).await;
    let later = first.next().answer("review", harness::message::review(4, "A whole word"));
    shop.answer(&later).await;
    assert_eq!(shop.inbox("").await[0]["verified"], true);

    let mut unsaid = later.next();
    unsaid.0["answers"][1]["value"]["consent"] = false.into();
    shop.answer(&unsaid).await;
    assert_eq!(shop.inbox("").await, [] as [Value; 0]);

    shop.answer(&with_token(&shop, "MUG-01", "Another try", &token)).await;
    assert!(shown(&shop, "Another try").await.0);
}

#[tokio::test]
async fn a_review_of_the_shop_is_verified_by_an_order_alone() {
    let shop = Shop::open_in_2026().await;
    let secret = shop.token_secret().await;
    let token = signed(&secret, &shop.bought("1001", &[]));
    let mut message = with_token(&shop, "", "Fine shop.", &token);
    message.0["context"] = json!({});

    shop.answer(&message).await;

    assert!(shown(&shop, "Fine shop.").await.0);
}

#[tokio::test]
async fn readers_are_told_of_an_incentive() {
    let shop = Shop::open_in_2026().await;
    let secret = shop.token_secret().await;
    let mut claims = shop.bought("1001", &["MUG-01"]);
    claims["incentive"] = true.into();

    let token = signed(&secret, &claims);
    shop.answer(&with_token(&shop, "MUG-01", "For a voucher.", &token)).await;

    assert_eq!(shown(&shop, "For a voucher.").await, (true, "incentivised".to_owned()));
}

#[tokio::test]
async fn whoever_follows_an_invitation_writes_a_verified_review_without_script() {
    let shop = Shop::open_in_2026().await;
    let wanted =
        json!({ "survey": "product-nps", "order": "1001", "skus": ["MUG-01", "BOWL & Co"] });
    let links: Value = shop.owner.post("/links", &wanted).await.ok().json();
    assert_eq!(links["items"][1]["product"], "BOWL & Co");
    let url = links["items"][1]["url"].as_str().unwrap().to_owned();

    for (text, verified) in [("A bowl.", true), ("The same link again.", false)] {
        let mut reader = shop.read(url.strip_prefix(&shop.server.address).unwrap()).await;
        shop.wait_seconds(5);
        reader.send(&[("value", "9"), ("go", "next")]).await;
        reader.send(&[("value", "Fast"), ("go", "next")]).await;
        let review = [("stars", "5"), ("text", text), ("name", "Ana"), ("consent", "yes")];
        reader.send(&[&review[..], &[("go", "next")]].concat()).await;
        assert!(reader.sees("Thank you"), "{}", reader.page.text());

        assert_eq!(shown(&shop, text).await, (verified, "invited".to_owned()));
    }
}

#[tokio::test]
async fn an_invitation_ends_with_its_days_and_with_the_secret() {
    let shop = Shop::open_in_2026().await;
    let token = async |days: i64| {
        let wanted =
            json!({ "survey": "product-nps", "order": "1001", "skus": ["MUG-01"], "days": days });
        let links: Value = shop.owner.post("/links", &wanted).await.ok().json();
        let url = links["items"][0]["url"].as_str().unwrap().to_owned();
        url.split_once("token=").unwrap().1.to_owned()
    };
    let (one_day, ten_days) = (token(1).await, token(10).await);

    shop.wait_seconds(2 * 24 * 3_600);
    shop.answer(&with_token(&shop, "MUG-01", "Too late", &one_day)).await;
    shop.token_secret().await;
    shop.answer(&with_token(&shop, "MUG-01", "With a new secret", &ten_days)).await;

    assert_eq!(shown(&shop, "Too late").await, (false, "spontaneous".to_owned()));
    assert_eq!(shown(&shop, "With a new secret").await, (false, "spontaneous".to_owned()));
}

#[tokio::test]
async fn an_invitation_that_cannot_be_sent_is_refused() {
    let shop = Shop::open().await;
    for (field, wanted) in [
        ("survey", json!({ "order": "1001" })),
        ("order", json!({ "survey": "product-nps" })),
        ("order", json!({ "survey": "product-nps", "order": "" })),
        ("skus[0]", json!({ "survey": "product-nps", "order": "1", "skus": [""] })),
        ("skus", json!({ "survey": "product-nps", "order": "1", "skus": vec!["A"; 21] })),
        ("days", json!({ "survey": "product-nps", "order": "1", "days": 0 })),
    ] {
        shop.owner.post("/links", &wanted).await.assert_problem(422, field);
    }
    let unknown = json!({ "survey": "nothing", "order": "1001" });
    shop.owner.post("/links", &unknown).await.assert_problem(404, "survey");
}

#[tokio::test]
async fn readers_are_told_how_reviews_are_collected_from_what_the_shop_really_does() {
    let shop = Shop::open_in_2026().await;
    let policy =
        async |query: &str| shop.visitor.get(&format!("/policy.html{query}")).await.ok().text();
    let before = policy("").await;
    assert!(before.contains("We do not check whether the authors of reviews have bought"));
    assert!(before.contains("The number of stars is never a reason"), "{before}");
    assert!(!before.contains("invited"), "{before}");

    let secret = shop.token_secret().await;
    let mut claims = shop.bought("1001", &["MUG-01"]);
    claims["invited"] = true.into();
    shop.answer(&with_token(&shop, "MUG-01", "Proven.", &signed(&secret, &claims))).await;
    assert_eq!(policy("").await, before, "a review that waits changes nothing");
    shown(&shop, "Proven.").await;

    let after = policy("").await;
    assert!(after.contains("A review marked as a verified purchase"), "{after}");
    assert!(after.contains("Some customers are invited"), "{after}");
    assert!(!after.contains("reward"), "{after}");
    let arabic = policy("?locale=ar").await;
    assert!(arabic.contains("dir=\"rtl\"") && arabic.contains("lang=\"ar\""), "{arabic}");
}
