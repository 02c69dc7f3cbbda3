//! The description of the API for people: the same document that programs read, as a page; and the
//! guide to tokens, as it stands in the folder of documentation.

mod operation;
mod schema;

use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use leptos::prelude::*;

use super::page::wide;
use super::parts::heading::Heading;
use crate::app::App;
use crate::error::Error;
use crate::http::cache::FEED;
use crate::http::routes::Routes;
use crate::openapi::{self, read::Document};
use operation::Operation;
use schema::Schemas;

/// How a shop's server proves a purchase.
const PROOF: &str = include_str!("../../../../docs/verified-purchases.md");

/// The routes of what is written for developers.
pub(super) fn router() -> Routes {
    Routes::new().route("/docs/api", get(show)).route("/docs/verified-purchases.md", get(proof))
}

/// Explains tokens, as text.
async fn proof() -> Response {
    let headers = [(CONTENT_TYPE, "text/plain; charset=utf-8"), (CACHE_CONTROL, FEED)];
    (headers, PROOF).into_response()
}

/// Describes the API to people.
async fn show(State(app): State<App>) -> Result<Response, Error> {
    let document = openapi::read()?;
    let source = app.public.to("/openapi.json");
    let address = app.public.to("");
    let contents = document
        .tags
        .iter()
        .map(|tag| view! { <li><a href=format!("#{}", anchor(&tag.name))>{tag.name.clone()}</a></li> })
        .collect_view();
    let content = view! {
        <Heading title="The API" lead="What programs can ask of this server, and what it answers.">
            <a class="button quiet" href=source>
                "OpenAPI document"
            </a>
        </Heading>
        <p>"Every path below stands behind " <code>{address}</code> "."</p>
        <p>{marked(&document.info.description)}</p>
        <nav class="contents" aria-label="Chapters">
            <ul>
                {contents}
                <li><a href="#shapes">"Shapes"</a></li>
            </ul>
        </nav>
        {chapters(&document)}
        <Schemas schemas=document.components.schemas />
    };
    Ok(([(CACHE_CONTROL, FEED)], wide(&app.public, "The API", content)).into_response())
}

fn chapters(document: &Document) -> impl IntoView + use<> {
    let chapter = |tag: &openapi::read::Tag| {
        let operations = document.paths.0.iter().flat_map(|(path, item)| {
            let own = item.operations.0.iter();
            let own = own.filter(|(_, operation)| operation.tags.contains(&tag.name));
            own.map(move |(method, said)| Operation { document, path, item, method, said }.view())
        });
        view! {
            <section class="chapter" id=anchor(&tag.name)>
                <h2>{tag.name.clone()}</h2>
                <p>{marked(&tag.description)}</p>
                {operations.collect_view()}
            </section>
        }
    };
    document.tags.iter().map(chapter).collect_view()
}

/// A chapter's name as it stands in an address.
fn anchor(name: &str) -> String {
    name.to_lowercase().replace(' ', "-")
}

/// A text in which what stands between backticks is code, as in Markdown.
fn marked(text: &str) -> impl IntoView + use<> {
    let parts = text.split('`').enumerate().map(|(at, part)| {
        let part = part.to_owned();
        if at % 2 == 0 { part.into_any() } else { view! { <code>{part}</code> }.into_any() }
    });
    parts.collect_view()
}
