//! Photos of reviews: added by their authors, decided about with the review, shown while it is
//! public, and gone when it is.

use harness::database::change;
use harness::{Client, Got, Message, Shop, photo};
use serde_json::{Value, json};
use server::reviews::photos;
use shared::id::ReviewId;

/// Somebody with a review, at their own page.
struct Author {
    http: Client,
    page: String,
    review: ReviewId,
}

impl Author {
    async fn of(shop: &Shop, text: &str) -> Self {
        Self::who_sent(shop, &shop.reviews("MUG-01", 4, text), text).await
    }

    async fn who_sent(shop: &Shop, message: &Message, text: &str) -> Self {
        let receipt = shop.answer(message).await;
        let url = receipt["review_url"].as_str().unwrap();
        let waiting = shop.inbox("?limit=100").await;
        let review = waiting.iter().find(|review| review["text"] == text).unwrap();
        Self {
            http: shop.server.http.clone(),
            page: url.strip_prefix(&shop.server.address).unwrap().to_owned(),
            review: serde_json::from_value(review["id"].clone()).unwrap(),
        }
    }

    /// Adds a photo as a program does.
    async fn add(&self, file: &[u8], alt: &str) -> Got {
        let program = self.http.with("accept", "application/json");
        program.upload(&format!("{}/photos", self.page), file, alt).await
    }

    /// Adds a photo, and gives its id.
    async fn added(&self, file: &[u8], alt: &str) -> String {
        let photo: Value = self.add(file, alt).await.ok().json();
        photo["id"].as_str().unwrap().to_owned()
    }

    async fn see(&self, photo: &str) -> Got {
        self.http.get(&format!("{}/photos/{photo}/large.jpg", self.page)).await
    }
}

/// Path of a photo as the public sees it.
fn public(shop: &Shop, photo: &str) -> String {
    format!("/photos/{}/{photo}/large.jpg", shop.id)
}

#[tokio::test]
async fn a_photo_is_looked_at_by_a_person_before_it_is_public_whatever_checks_publish() {
    let shop = Shop::open().await;
    let mut details: Value = shop.owner.get("").await.ok().json();
    details["publishing"] = "checked".into();
    shop.owner.put("", &details).await.assert_ok();
    let message = shop.reviews("MUG-01", 2, "With a photo.").complete();
    let author = Author::who_sent(&shop, &message, "With a photo.").await;
    assert_eq!(shop.feed("MUG-01").await.len(), 1, "its words pass the checks");

    author.added(&photo::png(8, 8), "").await;
    assert_eq!(shop.feed("MUG-01").await, [], "it waits for a person");
    let correct = format!("{}/correct", author.page);
    author.http.form(&correct, &[("text", "With a photo!")]).await;
    assert_eq!(shop.feed("MUG-01").await, [], "the checks know words only");
    let late = json!({"stars": 5, "title": "", "text": "At last.", "name": "", "consent": true});
    shop.answer(&message.next().answer("review", late)).await;

    let waiting = shop.inbox("").await[0].clone();
    assert_eq!((&waiting["stars"], &waiting["state"]), (&json!(2), &json!("pending")));
}

#[tokio::test]
async fn a_photo_is_public_while_its_review_is() {
    let shop = Shop::open().await;
    let author = Author::of(&shop, "With a photo.").await;
    let (http, own) = (&shop.server.http, &author);

    let id = own.added(&photo::from_a_phone(2_000, 1_000), " A mug \"on\" <a> shelf ").await;
    assert_eq!(http.get(&public(&shop, &id)).await.status, 404, "it waits");
    own.see(&id).await.assert_ok();
    shop.publish(own.review).await;

    let shown = serde_json::to_value(&shop.feed("MUG-01").await[0].photos).unwrap();
    let at = |size: &str| format!("{}/photos/{}/{id}/{size}.jpg", shop.server.address, shop.id);
    let expected = json!([{
        "url": at("large"),
        "thumbnail": at("small"),
        "width": 800,
        "height": 1_600,
        "alt": "A mug \"on\" <a> shelf",
    }]);
    assert_eq!(shown, expected);
    let large = http.get(&public(&shop, &id)).await.ok();
    assert_eq!(photo::size(&large.body), (800, 1_600), "it stands upright");
    assert!(!large.body.windows(4).any(|bytes| bytes == b"GPS " || bytes == b"Exif"));
    assert_eq!(large.header("content-type"), "image/jpeg");
    assert_eq!(large.header("x-content-type-options"), "nosniff");
    assert!(large.header("cache-control").contains("max-age=300"));
    let small = http.get(&public(&shop, &id).replace("large", "small")).await.ok();
    assert_eq!(photo::size(&small.body), (320, 320));
    assert_eq!(http.get(&public(&shop, &id).replace("large", "huge")).await.status, 404);
    let json_ld: Value = shop.visitor.get("/reviews.jsonld?product=MUG-01").await.ok().json();
    assert_eq!(json_ld["review"][0]["image"][0]["contentUrl"], at("large"));

    let reason = json!({ "reason": "personal_data" });
    let withhold = format!("/reviews/{}/withhold", own.review);
    shop.owner.post(&withhold, &reason).await.assert_ok();
    assert_eq!(http.get(&public(&shop, &id)).await.status, 404, "it is withheld");
}

#[tokio::test]
async fn a_published_review_waits_again_when_its_photos_change() {
    let shop = Shop::open().await;
    let author = Author::of(&shop, "Public.").await;
    shop.publish(author.review).await;

    let id = author.added(&photo::png(40, 20), "").await;
    let waiting = shop.inbox("?state=pending").await;
    assert_eq!((&waiting[0]["edited"], &waiting[0]["revision"]), (&json!(true), &json!(2)));
    assert_eq!(shop.feed("MUG-01").await, []);
    let seen = waiting[0]["photos"][0]["url"].as_str().unwrap();
    let owners = seen.rsplit_once("/photos/").unwrap().1;
    shop.owner.get(&format!("/photos/{owners}")).await.assert_ok();
    assert_eq!(shop.visitor.get(&format!("/photos/{owners}")).await.status, 401);
    // What was read before the photo came is not what is published now.
    let stale = format!("/reviews/{}/publish?revision=1", author.review);
    shop.owner.post(&stale, &json!({})).await.assert_problem(409, "revision");
    shop.publish(author.review).await;
    assert_eq!(shop.feed("MUG-01").await[0].photos.len(), 1);

    let remove = format!("{}/photos/{id}/remove", author.page);
    assert_eq!(author.http.form(&remove, &[]).await.status, 303);
    assert_eq!(author.http.form(&remove, &[]).await.status, 303, "a double click");
    assert_eq!(shop.inbox("?state=pending").await[0]["photos"], json!([]));
    assert_eq!(author.see(&id).await.status, 404);
}

#[tokio::test]
async fn what_is_no_photo_is_refused_and_nothing_is_kept() {
    let shop = Shop::open().await;
    let author = Author::of(&shop, "Hostile.").await;
    let good = photo::png(40, 20);
    let mut bomb = good.clone();
    bomb[16..24].copy_from_slice(&[0, 0, 0xff, 0xff, 0, 0, 0xff, 0xff]);

    for (what, file) in [
        ("a file without a byte", &b""[..]),
        ("half a photo", &good[..good.len() / 2]),
        ("a bomb", &bomb),
        ("an SVG", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        (
            "a GIF",
            b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;",
        ),
        ("a page", b"<!doctype html><script>alert(1)</script>"),
    ] {
        let got = author.add(file, "").await;
        assert_eq!(got.status, 422, "{what}: {}", got.text());
    }
    author.add(&good, &"x".repeat(201)).await.assert_problem(422, "alt");
    let large = [&good[..], &vec![0; 11 * 1024 * 1024]].concat();
    assert_eq!(author.add(&large, "").await.status, 413);
    let foreign = author.page[..author.page.len() - 4].to_owned() + "AAAA";
    let stranger = Author { page: foreign, http: author.http.clone(), review: author.review };
    assert_eq!(stranger.add(&good, "").await.status, 404);

    assert_eq!(shop.inbox("").await[0]["photos"], json!([]));
    assert_eq!(shop.inbox("").await[0]["revision"], 1);
}

#[tokio::test]
async fn nothing_but_the_picture_is_left_of_a_file_that_is_also_a_page() {
    let shop = Shop::open().await;
    let author = Author::of(&shop, "Two in one.").await;
    let both = [&photo::png(40, 20)[..], b"<script>alert(1)</script>"].concat();

    let id = author.added(&both, "").await;

    let kept = author.see(&id).await.ok();
    assert_eq!(photo::size(&kept.body), (40, 20));
    assert!(!kept.text().contains("script"));
}

#[tokio::test]
async fn a_review_has_six_photos_at_most_even_when_more_come_at_once() {
    let shop = Shop::open().await;
    let author = Author::of(&shop, "Many.").await;
    let file = photo::png(8, 8);

    let add = || author.add(&file, "");
    let mut statuses = Vec::new();
    for _ in 0..2 {
        let (a, b, c, d) = tokio::join!(add(), add(), add(), add());
        statuses.extend([a.status, b.status, c.status, d.status]);
    }

    statuses.sort_unstable();
    assert_eq!(statuses, [201, 201, 201, 201, 201, 201, 409, 409]);
    assert_eq!(shop.inbox("").await[0]["photos"].as_array().unwrap().len(), 6);
}

#[tokio::test]
async fn the_photos_of_a_review_that_is_taken_back_are_gone() {
    let shop = Shop::open().await;
    let author = Author::of(&shop, "Taken back.").await;
    let id = author.added(&photo::png(40, 20), "").await;

    assert_eq!(author.http.form(&format!("{}/withdraw", author.page), &[]).await.status, 303);

    assert_eq!(author.see(&id).await.status, 404);
    assert_eq!(photos::sweep(shop.app()).await.unwrap(), 0, "nothing is left to be removed");
    assert_eq!(author.add(&photo::png(40, 20), "").await.status, 409);
}

#[tokio::test]
async fn photos_that_a_program_left_as_it_ended_are_swept_away() {
    let shop = Shop::open().await;
    let author = Author::of(&shop, "Taken back.").await;
    author.added(&photo::png(8, 8), "").await;
    assert_eq!(photos::sweep(shop.app()).await.unwrap(), 0);

    change(&shop.app().db, "update review set state = 'withdrawn'").await;

    assert_eq!(photos::sweep(shop.app()).await.unwrap(), 1);
    assert_eq!(photos::sweep(shop.app()).await.unwrap(), 0);
}

#[tokio::test]
async fn an_author_adds_a_photo_on_their_page_without_script() {
    let shop = Shop::open().await;
    let author = Author::of(&shop, "By hand.").await;
    let path = format!("{}/photos", author.page);

    let refused = author.http.upload(&path, b"hello", "").await;
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains("This is no photo that can be read"), "{}", refused.text());
    assert_eq!(refused.header("referrer-policy"), "no-referrer");
    let sent = author.http.upload(&path, &photo::png(40, 20), "A <mug>").await;
    assert_eq!(sent.status, 303, "{}", sent.text());

    let page = author.http.get(&author.page).await.ok().text();
    assert!(page.contains("alt=\"A &lt;mug&gt;\"") && page.contains("Remove"), "{page}");
    assert!(page.contains("enctype=\"multipart/form-data\""));
}
