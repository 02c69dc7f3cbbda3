//! Products: learned from the shop's own pages, or described by its owner.

pub mod http;
mod store;

use std::collections::{BTreeSet, HashMap};

use quick_cache::sync::Cache;
use serde::{Deserialize, Serialize};
use shared::context::{MAX_REFERENCE, ProductDetails};
use shared::id::ShopId;
use shared::invalid::{Invalid, Reason};
use shared::text;
use shared::time::Timestamp;
use url::Url;

use crate::app::App;
use crate::error::Error;
use crate::shops::Shop;

/// Most products that are learned from pages: a browser's claim must not fill the disk.
const MAX_LEARNED: i64 = 100_000;
/// How many products are remembered as known; each takes some hundred bytes.
const KNOWN: usize = 10_000;

/// How many products a page of them has at most.
pub const PAGE: i64 = 100;

/// A product of a shop.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Product {
    /// The shop's own number of it.
    pub sku: String,
    /// Everything else that is known.
    #[serde(flatten)]
    pub details: Details,
    /// Whether all of it is what pages said, and no owner has confirmed it.
    pub learned: bool,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

/// Products in memory that need not be learned again with every answer.
#[derive(Debug)]
pub struct KnownProducts(Cache<(ShopId, String), ()>);

impl Default for KnownProducts {
    fn default() -> Self {
        Self(Cache::new(KNOWN))
    }
}

/// What is known of a product.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Details {
    /// Its name.
    pub name: String,
    /// Address of its page.
    #[serde(default)]
    pub url: Option<String>,
    /// Address of its picture.
    #[serde(default)]
    pub image: Option<String>,
    /// Global Trade Item Number: 8, 12, 13 or 14 digits.
    #[serde(default)]
    pub gtin: Option<String>,
    /// Brand.
    #[serde(default)]
    pub brand: Option<String>,
    /// Category.
    #[serde(default)]
    pub category: Option<String>,
}

/// Learns a product from what a page's structured data says, unless it is known already.
/// Links that lead away from the shop are left out: a browser may claim anything.
pub async fn learn(
    app: &App,
    shop: &Shop,
    sku: &str,
    claimed: &ProductDetails,
) -> Result<(), Error> {
    let known = (shop.id, sku.to_owned());
    let Some(name) = claimed.name.clone().filter(|name| !name.trim().is_empty()) else {
        return Ok(());
    };
    if app.products.0.get(&known).is_some() {
        return Ok(());
    }
    let own = |address: &Option<String>| {
        let url = Url::parse(address.as_deref()?).ok()?;
        shop.allows(&url.origin().ascii_serialization()).then(|| url.to_string())
    };
    let details = Details {
        name,
        url: own(&claimed.url),
        image: own(&claimed.image),
        gtin: claimed.gtin.clone().filter(|gtin| is_gtin(gtin)),
        brand: claimed.brand.clone(),
        category: claimed.category.clone(),
    };
    let now = app.clock.now();
    store::learn(&app.db, shop.id, sku, (&details, MAX_LEARNED), now).await?;
    app.products.0.insert(known, ());
    Ok(())
}

/// Describes a product as its owner does.
pub async fn put(app: &App, shop: ShopId, sku: &str, details: Details) -> Result<Product, Error> {
    details.check(sku)?;
    let now = app.clock.now();
    store::put(&app.db, shop, sku, &details, now).await?;
    Ok(Product { sku: sku.to_owned(), details, learned: false, updated_at: now })
}

/// A product by its SKU.
pub async fn find(app: &App, shop: ShopId, sku: &str) -> Result<Option<Product>, Error> {
    Ok(store::find(&app.db, shop, sku).await?)
}

/// The names of those of these products that are known, by SKU.
pub async fn names<'a>(
    app: &App,
    shop: ShopId,
    skus: impl IntoIterator<Item = &'a str>,
) -> Result<HashMap<String, String>, Error> {
    let mut names = HashMap::new();
    for sku in BTreeSet::from_iter(skus) {
        if let Some(product) = find(app, shop, sku).await? {
            names.insert(product.sku, product.details.name);
        }
    }
    Ok(names)
}

/// Products in the order of their SKUs, at most [`PAGE`], from the one after `after`.
pub async fn list(app: &App, shop: ShopId, after: Option<&str>) -> Result<Vec<Product>, Error> {
    Ok(store::list(&app.db, shop, after.unwrap_or_default(), PAGE).await?)
}

fn is_gtin(text: &str) -> bool {
    matches!(text.len(), 8 | 12 | 13 | 14) && text.chars().all(|digit| digit.is_ascii_digit())
}

impl Details {
    fn check(&self, sku: &str) -> Result<(), Invalid> {
        let refuse = |field: &str, reason| Err(Invalid::new(field, reason));
        if sku.trim().is_empty() {
            return refuse("sku", Reason::Missing);
        }
        if self.name.trim().is_empty() {
            return refuse("name", Reason::Missing);
        }
        for (field, value) in [
            ("sku", Some(sku)),
            ("name", Some(self.name.as_str())),
            ("brand", self.brand.as_deref()),
            ("category", self.category.as_deref()),
        ] {
            text::check(value.unwrap_or_default(), MAX_REFERENCE)
                .map_err(|reason| Invalid::new(field, reason))?;
        }
        for (field, value) in [("url", &self.url), ("image", &self.image)] {
            let web = |text: &String| {
                text::check(text, 2_000).is_ok()
                    && Url::parse(text).is_ok_and(|url| matches!(url.scheme(), "http" | "https"))
            };
            if value.as_ref().is_some_and(|text| !web(text)) {
                let wanted = "an address that starts with https:// or http://";
                return refuse(field, Reason::Expected(wanted));
            }
        }
        if self.gtin.as_deref().is_some_and(|gtin| !is_gtin(gtin)) {
            return refuse("gtin", Reason::Expected("8, 12, 13 or 14 digits"));
        }
        Ok(())
    }
}
