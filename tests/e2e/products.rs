//! Products: learned from the shop's pages, corrected by the owner.

use harness::Shop;
use serde_json::{Value, json};

fn described() -> Value {
    json!({
        "name": "Mug, 300 ml",
        "url": "https://shop.example/products/mug",
        "image": "https://shop.example/mug.jpg",
        "gtin": "4006381333931",
        "brand": "Kiln",
        "category": "Mugs",
    })
}

async fn learn(shop: &Shop, sku: &str, details: Value) {
    let message = shop.recommends(9).context("product", sku).context("product_details", details);
    shop.answer(&message).await;
}

#[tokio::test]
async fn a_product_is_learned_from_the_first_page_that_describes_it() {
    let shop = Shop::open_in_2026().await;

    learn(&shop, "MUG-01", described()).await;

    let mut learned = described();
    learned["sku"] = "MUG-01".into();
    learned["learned"] = true.into();
    learned["updated_at"] = json!(shop.app().clock.now());
    assert_eq!(shop.products().await, [learned]);
}

#[tokio::test]
async fn a_page_without_a_name_for_its_product_teaches_nothing() {
    let shop = Shop::open().await;

    learn(&shop, "MUG-01", json!({})).await;
    learn(&shop, "MUG-01", json!({"name": " "})).await;
    shop.answer(&shop.recommends(9).context("product_details", described())).await;

    assert_eq!(shop.products().await, [] as [Value; 0]);
}

#[tokio::test]
async fn what_a_page_claims_never_leads_away_from_the_shop() {
    let shop = Shop::open().await;

    let claimed = json!({
        "name": "Mug",
        "url": "https://evil.example/",
        "image": "javascript:alert(1)",
        "gtin": "not-a-gtin",
    });
    learn(&shop, "MUG-01", claimed).await;

    let product = &shop.products().await[0];
    assert_eq!(product["name"], "Mug");
    for field in ["url", "image", "gtin"] {
        assert_eq!(product[field], Value::Null, "{field}");
    }
}

#[tokio::test]
async fn what_the_owner_writes_stays_whatever_pages_say() {
    let shop = Shop::open().await;
    learn(&shop, "MUG-01", described()).await;

    let corrected = json!({"name": "The Mug"});
    let answered: Value = shop.owner.put("/products/MUG-01", &corrected).await.ok().json();
    learn(&shop, "MUG-01", described()).await;

    assert_eq!((&answered["name"], &answered["learned"]), (&json!("The Mug"), &json!(false)));
    let products = shop.products().await;
    assert_eq!(products.len(), 1);
    assert_eq!(products[0]["name"], "The Mug");
    assert_eq!(products[0]["brand"], Value::Null);
}

#[tokio::test]
async fn a_description_that_cannot_be_is_refused_at_its_field() {
    let shop = Shop::open().await;

    for (field, value) in [
        ("name", " "),
        ("url", "javascript:alert(1)"),
        ("image", "mug.jpg"),
        ("gtin", "123"),
        ("brand", &"x".repeat(201)),
    ] {
        let mut changed = described();
        changed[field] = value.into();
        shop.owner.put("/products/MUG-01", &changed).await.assert_problem(422, field);
    }

    assert_eq!(shop.products().await, [] as [Value; 0]);
}

#[tokio::test]
async fn the_owner_lists_products_page_by_page_in_the_order_of_their_numbers() {
    let shop = Shop::open().await;
    for number in (0..105).rev() {
        let path = format!("/products/P-{number:03}");
        shop.owner.put(&path, &json!({"name": "Thing"})).await.assert_ok();
    }

    let first: Value = shop.owner.get("/products").await.ok().json();
    let next = format!("/products?cursor={}", first["next"].as_str().unwrap());
    let second: Value = shop.owner.get(&next).await.ok().json();

    let skus = |page: &Value| {
        let items = page["items"].as_array().unwrap().iter();
        items.map(|product| product["sku"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let all = [skus(&first), skus(&second)].concat();
    let expected: Vec<String> = (0..105).map(|number| format!("P-{number:03}")).collect();
    assert_eq!(all, expected);
    assert_eq!(second["next"], Value::Null);
}

#[tokio::test]
async fn products_are_the_owners_to_see() {
    let shop = Shop::open().await;

    assert_eq!(shop.visitor.get("/products").await.status, 401);
    assert_eq!(shop.visitor.put("/products/MUG-01", &described()).await.status, 401);
}
