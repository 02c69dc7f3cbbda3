//! What customers answered: a list with filters, and one response as it was given.

mod answers;
mod list;
mod one;
pub(super) mod row;

use axum::extract::State;
use axum::response::Html;
use axum::routing::get;

use super::page::{Frame, Here};
use crate::app::App;
use crate::auth::extract::OwnerPage;
use crate::error::Error;
use crate::http::extract::{Query, ResponsePath};
use crate::http::routes::Routes;
use crate::responses::{Filter, Response};
use crate::{products, responses, reviews, surveys};

use list::List;
use one::One;

/// The routes of responses.
pub(super) fn router() -> Routes {
    Routes::new()
        .route("/shops/{shop}/responses", get(show_list))
        .route("/shops/{shop}/responses/{response}", get(show_one))
}

/// Lists responses, newest first.
async fn show_list(
    State(app): State<App>,
    owner: OwnerPage,
    Query(filter): Query<Filter>,
) -> Result<Html<String>, Error> {
    let frame = Frame::of(&app, owner, Here::Responses).await?;
    let shop = frame.shop.id;
    let page = responses::list(&app, shop, &filter).await?;
    let counts = responses::counts(&app, shop).await?;
    let surveys = surveys::all(&app, shop).await?;
    let mut names = products::names(&app, shop, skus(&page.items)).await?;
    if let Some(sku) = filter.product.as_deref() {
        names.extend(products::names(&app, shop, [sku]).await?);
    }
    let list = List { frame: &frame, filter, counts, surveys, names, now: app.clock.now() };
    Ok(list.page(&page))
}

/// SKUs of the products that responses are about.
pub(super) fn skus(responses: &[Response]) -> impl Iterator<Item = &str> {
    responses.iter().filter_map(|response| response.context.product.as_deref())
}

/// Shows one response.
async fn show_one(
    State(app): State<App>,
    owner: OwnerPage,
    ResponsePath(key): ResponsePath,
) -> Result<Html<String>, Error> {
    let frame = Frame::of(&app, owner, Here::Responses).await?;
    let shop = frame.shop.id;
    let response = responses::find(&app, shop, key).await?;
    let survey = surveys::find(&app, shop, response.survey).await?;
    let asked = surveys::version(&app, shop, response.survey, response.survey_version)
        .await?
        .ok_or(Error::NotFound("survey"))?;
    let review = reviews::of_response(&app, shop, key).await?;
    let product = match &response.context.product {
        Some(sku) => products::find(&app, shop, sku).await?,
        None => None,
    };
    let title = survey.settings.title;
    Ok(One { frame: &frame, response, title, asked, review, product, now: app.clock.now() }.page())
}
