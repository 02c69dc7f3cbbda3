//! What the public reads: published reviews and what they come to.

mod html;
mod store;

use serde::{Deserialize, Deserializer, Serialize};
use shared::id::ShopId;
use shared::invalid::{Invalid, Reason};
use shared::review::{PublishedReview, Summary};

use super::photos;
use crate::app::App;
use crate::error::Error;
use crate::http::cursor::{self, Cursor, Page};
use crate::shops;

pub use html::{badge, carousel, reviews as html, stars as stars_html, write};

/// Most products in one request for summaries or stars.
const MAX_PRODUCTS: usize = 100;

/// Which published reviews are asked for, and in which order.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct Query {
    /// Only this product's; the whole shop's where it is empty.
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "filled")]
    pub product: Option<String>,
    /// Only those with so many stars.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stars: Option<i64>,
    /// Only those in this language, its regions included.
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "filled")]
    pub language: Option<String>,
    /// Only those of a proven purchase.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub verified: bool,
    /// Only those with these words in them.
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "filled")]
    pub search: Option<String>,
    /// Only those that say something; only displays that live by words ask for that.
    #[serde(skip)]
    pub worded: bool,
    /// In which order.
    #[serde(skip_serializing_if = "Sort::is_usual")]
    pub sort: Sort,
    /// The page after this one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cursor: Option<Cursor>,
    /// How many, 1–100.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<i64>,
    /// The language that the display itself speaks; reviews stay in theirs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locale: Option<String>,
}

/// What somebody typed into a form, which sends its empty fields too.
fn filled<'de, D: Deserializer<'de>>(field: D) -> Result<Option<String>, D::Error> {
    let typed = String::deserialize(field)?;
    Ok(Some(typed.trim().to_owned()).filter(|typed| !typed.is_empty()))
}

/// In which order reviews are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    /// Last published first.
    #[default]
    Newest,
    /// Most stars first.
    Highest,
    /// Fewest stars first.
    Lowest,
    /// Most found helpful first.
    Helpful,
}

impl Sort {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it by reference")]
    fn is_usual(&self) -> bool {
        *self == Self::Newest
    }

    /// Its name in addresses.
    fn as_str(self) -> &'static str {
        match self {
            Self::Newest => "newest",
            Self::Highest => "highest",
            Self::Lowest => "lowest",
            Self::Helpful => "helpful",
        }
    }

    /// What a review is sorted by.
    fn key(self, review: &PublishedReview) -> i64 {
        match self {
            Self::Newest => review.published_at.micros(),
            Self::Highest | Self::Lowest => review.stars,
            Self::Helpful => review.helpful,
        }
    }
}

/// A page of published reviews, and what all of the product's come to.
#[derive(Debug, Serialize)]
pub struct Feed {
    /// What all published reviews of the product come to, whichever are listed.
    pub summary: Summary,
    /// The reviews, and where the next page begins.
    #[serde(flatten)]
    pub page: Page<PublishedReview>,
}

/// What the reviews of one product come to.
#[derive(Debug, Serialize)]
pub struct ProductSummary {
    /// Its SKU.
    pub product: String,
    /// What its published reviews come to.
    #[serde(flatten)]
    pub summary: Summary,
}

/// A page of published reviews.
pub async fn feed(app: &App, shop: ShopId, query: &Query) -> Result<Feed, Error> {
    shops::find(app, shop).await?;
    published(app, shop, query).await
}

async fn published(app: &App, shop: ShopId, query: &Query) -> Result<Feed, Error> {
    if query.stars.is_some_and(|stars| !(1..=5).contains(&stars)) {
        return Err(Invalid::new("stars", Reason::Range(1, 5)).into());
    }
    let limit = cursor::limit(query.limit)?;
    let found = store::published(&app.db, shop, query, limit + 1).await?;
    let mut page = Page::of(found, limit, |review| Cursor {
        key: query.sort.key(review),
        id: review.id.uuid(),
    });
    photos::add_public(app, shop, &mut page.items).await?;
    let summary = summary(app, shop, query.product.as_deref()).await?;
    Ok(Feed { summary, page })
}

/// What the published reviews of a product, or of the whole shop, come to.
pub async fn summary(app: &App, shop: ShopId, product: Option<&str>) -> Result<Summary, Error> {
    let mut counts = [0; 5];
    for (stars, count) in store::stars(&app.db, shop, product).await? {
        if let Some(slot) = usize::try_from(stars - 1).ok().and_then(|at| counts.get_mut(at)) {
            *slot = count;
        }
    }
    Ok(Summary::of(counts))
}

/// What the reviews of each of several products come to, in the order asked for.
pub async fn summaries(
    app: &App,
    shop: ShopId,
    products: Vec<String>,
) -> Result<Vec<ProductSummary>, Error> {
    shops::find(app, shop).await?;
    if products.len() > MAX_PRODUCTS {
        return Err(Invalid::new("product", Reason::TooMany(MAX_PRODUCTS)).into());
    }
    let mut summaries = Vec::with_capacity(products.len());
    for product in products {
        let summary = summary(app, shop, Some(&product)).await?;
        summaries.push(ProductSummary { product, summary });
    }
    Ok(summaries)
}
