//! A shop in which there is one of everything, and something unmistakable in all that only its
//! owner may read.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use server::assets;
use server::reviews::photos;

use crate::message::review;
use crate::photo;
use crate::shop::{Shop, id_of};

/// Stands in everything that only the owner may read, and nowhere else.
pub const PRIVATE: &str = "planted7f3a";

/// What is in the shop, by the names that parts of paths have.
#[derive(Clone, Debug)]
pub struct Planted(BTreeMap<&'static str, String>);

impl Shop {
    /// Puts one more of everything into the shop.
    pub async fn plant(&self) -> Planted {
        let key = json!({ "name": PRIVATE });
        let key: Value = self.owner.post("/keys", &key).await.ok().json();
        let product = json!({ "name": format!("Mug {PRIVATE}") });
        self.owner.put("/products/MUG-01", &product).await.assert_ok();
        let mut settings: Value =
            self.owner.get(&format!("/surveys/{}", self.nps)).await.ok().json();
        settings["title"] = PRIVATE.into();
        self.owner.put(&format!("/surveys/{}", self.nps), &settings).await.assert_ok();

        let private = self
            .recommends(9)
            .answer("why", PRIVATE)
            .answer("review", review(5, PRIVATE))
            .context("product", "MUG-01")
            .context("order", PRIVATE)
            // Too fast to be a shopper's, so that there is a suspicion to overrule.
            .set("elapsed_ms", 10);
        self.answer(&private).await;
        let newest: Value = self.owner.get("/inbox?limit=1").await.ok().json();
        let waiting = &newest["items"][0];
        assert_eq!(waiting["text"], PRIVATE, "the review waits for the owner");
        // An author reads their own review; this one's says nothing that is private.
        let own = self.answer(&self.reviews("BOWL-02", 4, "A fine bowl.")).await;
        let author = own["review_url"].as_str().and_then(|url| url.rsplit('/').next());
        let author = author.expect("a review has an author's page").to_owned();
        let photo = photos::add(self.app(), self.id, &author, (photo::png(8, 8), "")).await;
        let photo = photo.expect("a small picture is a photo").id;
        let waiting_with_photo = self.inbox("?state=pending&limit=100").await;
        let theirs = waiting_with_photo.iter().find(|review| review["text"] == "A fine bowl.");
        let theirs = theirs.expect("it waits");
        self.publish(id_of(theirs)).await;
        let published = &theirs["id"];

        let text = |value: &Value| value.as_str().expect("an id is a text").to_owned();
        Planted(BTreeMap::from([
            ("shop", self.id.to_string()),
            ("survey", self.nps.to_string()),
            ("version", "1".to_owned()),
            ("response", text(&waiting["response"])),
            ("review", text(&waiting["id"])),
            // Names no part of a path: where readers say something of a review, it is this one.
            ("published", text(published)),
            ("key", text(&key["id"])),
            ("sku", "MUG-01".to_owned()),
            ("token", author),
            ("photo", photo.to_string()),
            ("picture", "large.jpg".to_owned()),
            ("build", assets::BUILD.unwrap_or("none").to_owned()),
            ("file", "show.css".to_owned()),
        ]))
    }
}

impl Planted {
    /// The same things, one of which is another.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.0.insert(name, value.into());
        self
    }

    /// A path as it is declared, with what is in the shop for each of its parts.
    pub fn path(&self, declared: &str) -> String {
        let part = |part: &str| {
            match name(part) {
            Some(name) => self.named(name).unwrap_or_else(|| {
                panic!("{declared}: add a value for `{name}` to `Shop::plant`, or this route is not tested")
            }),
            None => part.to_owned(),
        }
        };
        declared.split('/').map(part).collect::<Vec<_>>().join("/")
    }

    /// What a part of that name stands for in this shop.
    pub fn named(&self, name: &str) -> Option<String> {
        self.0.get(name).cloned()
    }
}

/// The names of the parts of a path as it is declared: `shop` and `review`.
pub fn names(declared: &str) -> impl Iterator<Item = &str> {
    declared.split('/').filter_map(name)
}

fn name(part: &str) -> Option<&str> {
    part.strip_prefix('{')?.strip_suffix('}')
}
