//! What customers answered: a list with filters, and one response as it was given.

mod answers;
mod list;
mod one;
pub(super) mod row;

use axum::extract::State;
use axum::response::{Html, Response as Answer};
use axum::routing::{get, post};

use serde::Deserialize;
use shared::id::{ResponseKey, ShopId};

use super::page::{Frame, Here};
use super::see;
use crate::app::App;
use crate::auth::extract::{OwnForm, OwnerPage};
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
        .route("/shops/{shop}/responses/{response}/overrule", post(overrule))
        .route("/shops/{shop}/responses/{response}/uphold", post(uphold))
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
    let comments = row::comments(&app, (shop, &frame.shop.details.language), &page.items).await?;
    let now = app.clock.now();
    let list = List { frame: &frame, filter, counts, surveys, names, comments, now };
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

/// A form that is only a button.
#[derive(Deserialize)]
struct Nothing {}

/// Lets a suspicious response count in the scores.
async fn overrule(
    State(app): State<App>,
    owner: OwnerPage,
    ResponsePath(key): ResponsePath,
    _: OwnForm<Nothing>,
) -> Result<Answer, Error> {
    set_counted(&app, owner.shop, key, true).await
}

/// Leaves a suspicious response out of the scores again.
async fn uphold(
    State(app): State<App>,
    owner: OwnerPage,
    ResponsePath(key): ResponsePath,
    _: OwnForm<Nothing>,
) -> Result<Answer, Error> {
    set_counted(&app, owner.shop, key, false).await
}

async fn set_counted(
    app: &App,
    shop: ShopId,
    key: ResponseKey,
    counted: bool,
) -> Result<Answer, Error> {
    responses::overrule(app, shop, key, counted).await?;
    Ok(see(app, &format!("/shops/{shop}/responses/{key}")))
}
