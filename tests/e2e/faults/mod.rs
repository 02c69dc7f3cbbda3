//! Whatever breaks, what was acknowledged is stored, once; and when it is whole again, so is the
//! server.

mod disk;
mod ends;
mod order;
mod postgres;
mod slow;

use harness::database::Database;
use harness::program::{Installation, NewShop, Program};
use harness::{Client, Load};
use serde_json::Value;

/// Shoppers at a time.
const SHOPPERS: usize = 24;
const URL: &str = "https://shop.example";

/// A binary that takes answers at any rate: all shoppers of a test share one address.
fn installed_on(database: Database) -> Installation {
    Installation::on(database, env!("CARGO_BIN_EXE_candor-of-the-tests"))
        .with("CANDOR_VISITOR_RATE", "0")
        .with("CANDOR_SHOP_RATE", "0")
}

async fn install() -> Installation {
    installed_on(Database::create().await)
}

/// A page of a shop, which sends to this server.
fn page(server: &Program, shop: &NewShop) -> Client {
    let base = format!("{}/v1/shops/{}", server.address, shop.id);
    Client::new(&base).with("origin", URL).with("content-type", "text/plain")
}

/// Lets shoppers answer on a page of a shop.
async fn begin(server: &Program, shop: &NewShop) -> Load {
    let surveys: Value = server.owner(shop).get("/surveys").await.ok().json();
    let mut all = surveys["items"].as_array().unwrap().iter();
    let survey = all.find(|survey| survey["name"] == "product-nps").unwrap();
    let survey = serde_json::from_value(survey["id"].clone()).unwrap();
    Load::begin(SHOPPERS, survey, vec![page(server, shop)])
}
