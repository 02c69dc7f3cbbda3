//! Published reviews as displays: HTML that the widget's components make.

use shared::id::ShopId;
use shared::locale::{Locale, locale, primary_language};
use shared::review::Withheld;
use shared::survey::Kind;
use widget::show::{
    self, BadgePage, CarouselPage, Choice, Controls, Links, Openness, ReviewsPage, StarsPage,
};

use super::{Feed, Query, published, store, summaries, summary};
use crate::app::App;
use crate::error::Error;
use crate::http::cursor::Cursor;
use crate::reviews::openness as became;
use crate::shops::Shop;
use crate::{shops, surveys};

/// From so many reviews on there is something to choose between.
const WORTH_CHOOSING: i64 = 4;
/// How many reviews stand in a row, unless the request says.
const ROW: i64 = 12;
/// Most languages in the list of them, by their reviews.
const MAX_LANGUAGES: usize = 12;

/// A page of published reviews as HTML.
pub async fn reviews(app: &App, shop: ShopId, query: &Query) -> Result<String, Error> {
    let shop = shops::find(app, shop).await?;
    let Feed { summary, page } = published(app, shop.id, query).await?;
    let choice = choice(query);
    let found =
        if choice.narrows() { store::found(&app.db, shop.id, query).await? } else { summary.count };
    let controls = if summary.count >= WORTH_CHOOSING {
        Some(controls(app, &shop, query).await?)
    } else {
        None
    };
    Ok(show::reviews(ReviewsPage {
        words: words(&shop, query),
        summary,
        items: page.items,
        choice,
        found,
        controls,
        openness: openness(app, shop.id, query.product.as_deref()).await?,
        links: links(app, &shop, query, page.next)?,
        write: survey_for_reviews(app, shop.id).await?,
        shop: shop.details.name,
    }))
}

/// The words that a display speaks.
fn words(shop: &Shop, query: &Query) -> &'static Locale {
    let own = &shop.details.language;
    locale(query.locale.as_deref().unwrap_or(own), own)
}

/// A row of the newest reviews that say something, whatever their stars, as HTML.
pub async fn carousel(app: &App, shop: ShopId, query: &Query) -> Result<String, Error> {
    let shop = shops::find(app, shop).await?;
    let limit = query.limit.or(Some(ROW));
    // Neither stars nor an order that follows them: a row is not for picking out praise.
    let newest = Query {
        product: query.product.clone(),
        language: query.language.clone(),
        worded: true,
        limit,
        ..Query::default()
    };
    let items = published(app, shop.id, &newest).await?.page.items;
    Ok(show::carousel(CarouselPage { words: words(&shop, query), items }))
}

/// What the reviews come to in a small frame, as HTML.
pub async fn badge(app: &App, shop: ShopId, query: &Query) -> Result<String, Error> {
    let shop = shops::find(app, shop).await?;
    let (product, locale) = (query.product.clone(), query.locale.clone());
    let all = Query { product, locale, ..Query::default() };
    Ok(show::badge(BadgePage {
        words: words(&shop, query),
        summary: summary(app, shop.id, query.product.as_deref()).await?,
        reviews: link(app, &shop, &all)?,
    }))
}

/// The button alone that asks for a review, as HTML.
pub async fn write(app: &App, shop: ShopId, query: &Query) -> Result<String, Error> {
    let shop = shops::find(app, shop).await?;
    Ok(show::write(words(&shop, query), survey_for_reviews(app, shop.id).await?))
}

fn choice(query: &Query) -> Choice {
    Choice {
        stars: query.stars,
        language: query.language.as_deref().map(primary_language),
        verified: query.verified,
        search: query.search.clone(),
        sort: query.sort.as_str(),
    }
}

/// What became of the reviews, as a display says it.
async fn openness(app: &App, shop: ShopId, product: Option<&str>) -> Result<Openness, Error> {
    let all = became::openness(app, shop, product).await?;
    let of = |reason: Withheld| all.withheld.reasons.get(reason.as_str()).copied();
    Ok(Openness {
        received: all.received,
        published: all.published,
        waiting: all.pending.count,
        oldest_days: all.pending.oldest_days.unwrap_or_default(),
        withheld: Withheld::ALL.map(|reason| (reason, of(reason).unwrap_or_default())).to_vec(),
        withdrawn: all.withdrawn + all.erased,
    })
}

/// What readers can choose between, given what has been published.
async fn controls(app: &App, shop: &Shop, query: &Query) -> Result<Controls, Error> {
    let kinds = store::kinds(&app.db, shop.id, query.product.as_deref()).await?;
    let mut languages: Vec<(String, i64)> = Vec::new();
    for kind in &kinds {
        let Some(tag) = kind.language.as_deref().map(primary_language) else { continue };
        match languages.iter_mut().find(|(known, _)| *known == tag) {
            Some((_, count)) => *count += kind.count,
            None => languages.push((tag, kind.count)),
        }
    }
    languages.sort_by(|(a, more), (b, less)| less.cmp(more).then_with(|| a.cmp(b)));
    languages.truncate(MAX_LANGUAGES);
    let kept = [
        ("product", query.product.clone()),
        ("stars", query.stars.map(|stars| stars.to_string())),
        ("limit", query.limit.map(|limit| limit.to_string())),
        ("locale", query.locale.clone()),
    ];
    Ok(Controls {
        action: app.public.to(&format!("/v1/shops/{}/reviews.html", shop.id)),
        kept: kept.into_iter().filter_map(|(name, value)| Some((name, value?))).collect(),
        languages: languages.into_iter().map(|(tag, _)| tag).collect(),
        verified: kinds.iter().any(|kind| kind.verified) && kinds.iter().any(|kind| !kind.verified),
    })
}

/// Where the same display has other reviews in it.
fn links(app: &App, shop: &Shop, query: &Query, next: Option<Cursor>) -> Result<Links, Error> {
    let first = Query { cursor: None, ..query.clone() };
    let of = |stars| link(app, shop, &Query { stars: Some(stars), ..first.clone() });
    let all = Query { stars: None, language: None, verified: false, search: None, ..first.clone() };
    Ok(Links {
        api: app.public.to(&format!("/v1/shops/{}/reviews", shop.id)),
        all: link(app, shop, &all)?,
        by_stars: [of(1)?, of(2)?, of(3)?, of(4)?, of(5)?],
        next: next
            .map(|next| link(app, shop, &Query { cursor: Some(next), ..query.clone() }))
            .transpose()?,
    })
}

fn link(app: &App, shop: &Shop, query: &Query) -> Result<String, Error> {
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
pub async fn stars(
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
