//! Reviews for search engines: schema.org `Product` with `AggregateRating` and `Review`, as
//! <https://developers.google.com/search/docs/appearance/structured-data/review-snippet> asks.

use serde_json::{Value, json};
use shared::id::ShopId;
use shared::review::{Photo, PublishedReview};

use super::feed::{self, Query};
use crate::app::App;
use crate::error::Error;
use crate::products;

/// A product with its rating and the reviews that `reviews.html` shows for the same query. There
/// is none for the shop itself: search engines do not take a shop's reviews of itself.
pub async fn product(app: &App, shop: ShopId, sku: &str, query: &Query) -> Result<String, Error> {
    let feed = feed::feed(app, shop, query).await?;
    // What only browsers have claimed is not told to search engines.
    let known = products::find(app, shop, sku).await?.filter(|product| !product.learned);
    let details = known.map(|product| product.details).unwrap_or_default();
    let name = if details.name.is_empty() { sku } else { &details.name };
    let mut product = json!({
        "@context": "https://schema.org",
        "@type": "Product",
        "name": name,
        "sku": sku,
    });
    for (property, value) in
        [("url", &details.url), ("image", &details.image), ("category", &details.category)]
    {
        if let Some(value) = value {
            product[property] = value.as_str().into();
        }
    }
    if let Some(gtin) = &details.gtin {
        product["gtin"] = gtin.as_str().into();
    }
    if let Some(brand) = &details.brand {
        product["brand"] = json!({ "@type": "Brand", "name": brand });
    }
    if let Some(mean) = feed.summary.mean {
        product["aggregateRating"] = json!({
            "@type": "AggregateRating",
            "ratingValue": mean,
            "reviewCount": feed.summary.count,
            "bestRating": 5,
            "worstRating": 1,
        });
        product["review"] = feed.page.items.iter().map(review).collect();
    }
    // It stands in a page's script element, which `</script>` would end.
    Ok(product.to_string().replace('<', "\\u003c"))
}

fn review(review: &PublishedReview) -> Value {
    let author = if review.author.is_empty() { "Anonymous" } else { &review.author };
    let mut item = json!({
        "@type": "Review",
        "author": { "@type": "Person", "name": author },
        "datePublished": review.published_at,
        "reviewRating": {
            "@type": "Rating",
            "ratingValue": review.stars,
            "bestRating": 5,
            "worstRating": 1,
        },
    });
    for (property, value) in [("name", &review.title), ("reviewBody", &review.text)] {
        if !value.is_empty() {
            item[property] = value.as_str().into();
        }
    }
    if !review.photos.is_empty() {
        item["image"] = review.photos.iter().map(image).collect();
    }
    if let Some(language) = &review.language {
        item["inLanguage"] = language.as_str().into();
    }
    item
}

fn image(photo: &Photo) -> Value {
    let mut image = json!({
        "@type": "ImageObject",
        "contentUrl": photo.url,
        "thumbnailUrl": photo.thumbnail,
        "width": photo.width,
        "height": photo.height,
    });
    if !photo.alt.is_empty() {
        image["caption"] = photo.alt.as_str().into();
    }
    image
}
