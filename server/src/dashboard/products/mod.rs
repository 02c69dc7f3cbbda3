//! What the shop sells: learned from its pages, corrected by its owner.

mod form;

use axum::extract::State;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use leptos::prelude::*;
use serde::Deserialize;

use super::page::{Frame, Here};
use super::parts::empty::Empty;
use super::parts::form::Refused;
use super::parts::heading::{Done, Heading};
use super::parts::pager::Pager;
use super::parts::score::{count, figure};
use super::see;
use crate::app::App;
use crate::auth::extract::{OwnForm, OwnerPage};
use crate::error::Error;
use crate::http::extract::Query;
use crate::http::routes::Routes;
use crate::products::{self, PAGE, Product};
use crate::reviews::feed::{self, ProductSummary};

use form::{Fields, form};

/// The routes of products. The SKU stands in the query: it may hold slashes.
pub(super) fn router() -> Routes {
    Routes::new()
        .route("/shops/{shop}/products", get(list))
        .route("/shops/{shop}/products/edit", get(edit).post(save))
        .route("/shops/{shop}/products/new", get(begin).post(add))
}

#[derive(Deserialize)]
struct Place {
    after: Option<String>,
    saved: Option<String>,
}

#[derive(Deserialize)]
struct Named {
    sku: String,
}

fn pairs(name: &str, value: &str) -> String {
    serde_html_form::to_string([(name, value)]).unwrap_or_default()
}

/// Lists products.
async fn list(
    State(app): State<App>,
    owner: OwnerPage,
    Query(place): Query<Place>,
) -> Result<Html<String>, Error> {
    let frame = Frame::of(&app, owner, Here::Products).await?;
    let shop = frame.shop.id;
    let products = products::list(&app, shop, place.after.as_deref()).await?;
    let skus = products.iter().map(|product| product.sku.clone()).collect();
    let summaries = feed::summaries(&app, shop, skus).await?;
    let full = i64::try_from(products.len()) == Ok(PAGE);
    let next = products.last().filter(|_| full);
    let next = next.map(|last| frame.to(&format!("/products?{}", pairs("after", &last.sku))));
    let first = place.after.is_some().then(|| frame.to("/products"));
    let list = if products.is_empty() {
        nothing(&frame, place.after.is_some()).into_any()
    } else {
        table(&frame, products.into_iter().zip(summaries).collect()).into_any()
    };
    let new = frame.to("/products/new");
    let content = view! {
        <Heading
            title="What you sell"
            lead="Learned from the structured data of your pages as customers visit them. What you \
            correct here stays as you wrote it."
        >
            <a class="button" href=new>
                "Add a product"
            </a>
        </Heading>
        {place.saved.map(|name| view! { <Done said=format!("Saved: {name}.") /> })}
        {list}
        <Pager first next />
    };
    Ok(frame.page("Products", content))
}

fn nothing(frame: &Frame, after: bool) -> AnyView {
    let (title, text) = if after {
        ("No more products", "You have seen them all.")
    } else {
        (
            "No products yet",
            "A product appears here after the first answer on its page, if the page describes it in \
             structured data. Most shop systems do that by themselves.",
        )
    };
    let snippet = frame.to("/snippet");
    view! {
        <Empty title text>
            <a class="button quiet" href=snippet>
                "Put Candor on your site"
            </a>
        </Empty>
    }
    .into_any()
}

fn table(frame: &Frame, products: Vec<(Product, ProductSummary)>) -> AnyView {
    let rows = products
        .into_iter()
        .map(|(product, reviews)| {
            let href = frame.to(&format!("/products/edit?{}", pairs("sku", &product.sku)));
            let source = if product.learned { "Your pages" } else { "You" };
            let mean = reviews.summary.mean.map_or_else(|| "–".to_owned(), |mean| figure(mean, 1));
            view! {
                <tr data-row="">
                    <td>
                        <a class="row" href=href>
                            <bdi>{product.details.name}</bdi>
                        </a>
                        <span class="sku">
                            <bdi>{product.sku}</bdi>
                        </span>
                    </td>
                    <td class="figure">{mean}</td>
                    <td class="figure">{count(reviews.summary.count)}</td>
                    <td class="roomy">{source}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <div class="table-box">
            <table class="products">
                <thead>
                    <tr>
                        <th scope="col">"Product and SKU"</th>
                        <th scope="col" class="figure">"Stars"</th>
                        <th scope="col" class="figure">"Reviews"</th>
                        <th scope="col" class="roomy">"Described by"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// Shows one product to be corrected.
async fn edit(
    State(app): State<App>,
    owner: OwnerPage,
    Query(Named { sku }): Query<Named>,
) -> Result<Html<String>, Error> {
    let frame = Frame::of(&app, owner, Here::Products).await?;
    let product =
        products::find(&app, frame.shop.id, &sku).await?.ok_or(Error::NotFound("product"))?;
    Ok(form(&frame, Fields::of(product), Some(&sku), Refused::default()))
}

/// Saves a product that is there.
async fn save(
    State(app): State<App>,
    owner: OwnerPage,
    Query(Named { sku }): Query<Named>,
    OwnForm(mut fields): OwnForm<Fields>,
) -> Result<Response, Error> {
    fields.sku.clone_from(&sku);
    put(&app, owner, fields, Some(&sku)).await
}

/// Shows an empty form.
async fn begin(State(app): State<App>, owner: OwnerPage) -> Result<Html<String>, Error> {
    let frame = Frame::of(&app, owner, Here::Products).await?;
    Ok(form(&frame, Fields::default(), None, Refused::default()))
}

/// Adds a product.
async fn add(
    State(app): State<App>,
    owner: OwnerPage,
    OwnForm(mut fields): OwnForm<Fields>,
) -> Result<Response, Error> {
    fields.sku = fields.sku.trim().to_owned();
    put(&app, owner, fields, None).await
}

async fn put(
    app: &App,
    owner: OwnerPage,
    fields: Fields,
    known: Option<&str>,
) -> Result<Response, Error> {
    let shop = owner.shop;
    let taken = known.is_none() && products::find(app, shop, &fields.sku).await?.is_some();
    let done = if taken {
        let reason = "another product has this SKU";
        Err(Error::Conflict { field: "sku", reason })
    } else {
        products::put(app, shop, &fields.sku, fields.details()).await
    };
    match done {
        Ok(product) => {
            let saved = pairs("saved", &product.details.name);
            Ok(see(app, &format!("/shops/{shop}/products?{saved}")))
        }
        Err(error) => {
            let status = error.status();
            let refused = Refused::by(error)?;
            let frame = Frame::of(app, owner, Here::Products).await?;
            Ok((status, form(&frame, fields, known, refused)).into_response())
        }
    }
}
