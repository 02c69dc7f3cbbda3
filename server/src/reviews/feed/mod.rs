//! What the public reads: published reviews and what they come to.

mod store;

use serde::{Deserialize, Serialize};
use shared::id::ShopId;
use shared::invalid::{Invalid, Reason};
use shared::locale::locale;
use shared::review::{PublishedReview, Summary};
use shared::survey::Kind;
use widget::show::{self, Links, ReviewsPage, StarsPage};

use super::photos;
use crate::app::App;
use crate::error::Error;
use crate::http::cursor::{self, Cursor, Page};
use crate::shops::Shop;
use crate::{shops, surveys};

/// Most products in one request for summaries or stars.
const MAX_PRODUCTS: usize = 100;

/// Which published reviews are asked for, and in which order.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct Query {
    /// Only this product's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub product: Option<String>,
    /// Only those with so many stars.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stars: Option<i64>,
    /// Only those in this language, its regions included.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Only those of a proven purchase.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub verified: bool,
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

/// A page of published reviews as HTML.
pub async fn html(app: &App, shop: ShopId, query: &Query) -> Result<String, Error> {
    let shop = shops::find(app, shop).await?;
    let Feed { summary, page } = published(app, shop.id, query).await?;
    let own = &shop.details.language;
    let words = locale(query.locale.as_deref().unwrap_or(own), own);
    let link = |stars, cursor| link(app, &shop, Query { stars, cursor, ..query.clone() });
    let links = Links {
        all: link(None, None)?,
        by_stars: [
            link(Some(1), None)?,
            link(Some(2), None)?,
            link(Some(3), None)?,
            link(Some(4), None)?,
            link(Some(5), None)?,
        ],
        next: page.next.map(|next| link(query.stars, Some(next))).transpose()?,
    };
    Ok(show::reviews(ReviewsPage {
        words,
        summary,
        items: page.items,
        filter: query.stars,
        links,
        write: survey_for_reviews(app, shop.id).await?,
        shop: shop.details.name,
    }))
}

fn link(app: &App, shop: &Shop, query: Query) -> Result<String, Error> {
    let pairs = serde_html_form::to_string(query).map_err(|e| Error::Internal(e.to_string()))?;
    Ok(app.public.to(&format!("/v1/shops/{}/reviews.html?{pairs}", shop.id)))
}

/// Name of a live survey that asks for a review.
async fn survey_for_reviews(app: &App, shop: ShopId) -> Result<Option<String>, Error> {
    let asks = |survey: &surveys::ShopSurvey| {
        let questions = &survey.settings.survey.questions;
        survey.settings.live && questions.iter().any(|question| question.kind == Kind::Review)
    };
    let all = surveys::all(app, shop).await?;
    Ok(all.into_iter().find(asks).map(|survey| survey.settings.name))
}

/// The stars of several products as HTML, in the order asked for.
pub async fn stars_html(
    app: &App,
    shop: ShopId,
    products: Vec<String>,
    language: Option<&str>,
) -> Result<String, Error> {
    let own = shops::find(app, shop).await?.details.language;
    let words = locale(language.unwrap_or(&own), &own);
    let products = summaries(app, shop, products).await?;
    let products = products.into_iter().map(|one| (one.product, one.summary)).collect();
    Ok(show::stars(StarsPage { words, products }))
}
