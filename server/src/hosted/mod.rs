//! The page of a survey: asked step by step without a line of script, from a link, a QR code, a
//! kiosk's screen or a frame. Every step is kept as the widget's messages are.
#![expect(unreachable_pub, reason = "the component macro makes the builders of its props public")]

mod asking;
mod colour;
mod consent;
mod context;
mod controls;
mod document;
mod files;
mod given;
mod icons;
mod kiosk;
mod step;
mod visit;

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderName, REFERRER_POLICY, RETRY_AFTER,
};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::get;

use crate::app::App;
use crate::auth::extract::PublicShop;
use crate::error::Error;
use crate::http::extract::{Form, NamePath, Query};
use crate::http::routes::Routes;
use crate::http::visitor::{Sender, Visitor};
use crate::shops::Shop;
use asking::{Asking, Outcome};
use document::{Page, document};
use given::Given;
use visit::Visit;

/// The routes of the pages of surveys, with what they share.
pub fn router(app: &App) -> Router {
    Router::from(routes()).method_not_allowed_fallback(no_such_method).with_state(app.clone())
}

/// The routes of the pages of surveys.
pub fn routes() -> Routes {
    Routes::new().route("/s/{shop}/{survey}", get(show).post(send)).merge(files::router())
}

async fn no_such_method(method: Method) -> Error {
    Error::NoSuchMethod { method }
}

/// Shows the step that is due. It stores nothing, whatever the address says.
async fn show(
    State(app): State<App>,
    (shop, NamePath(survey)): (Result<PublicShop, Error>, NamePath),
    query: Result<Query<Given>, Error>,
    headers: HeaderMap,
) -> Response {
    let shown = async {
        let visit = Visit::new(query?.0, &headers);
        let asking = Asking::open(&app, (shop?.id, &survey), visit, None).await?;
        Ok(step::page(&app, &asking))
    };
    shown.await.unwrap_or_else(|error| refused(&app, &headers, error))
}

/// Takes the answer of one step, and leads on to the next.
async fn send(
    State(app): State<App>,
    (shop, NamePath(survey)): (Result<PublicShop, Error>, NamePath),
    (visitor, sender): (Visitor, Sender),
    (headers, query): (HeaderMap, Result<Query<Given>, Error>),
    form: Result<Form<Given>, Error>,
) -> Response {
    let sent = async {
        let (shop, visit, Form(form)) = (shop?.id, Visit::new(query?.0, &headers), form?);
        let asking = Asking::open(&app, (shop, &survey), visit, Some(&form)).await?;
        // A screen that many people use is one visitor to the network.
        let counted = if asking.kiosk { Visitor(None) } else { visitor };
        let taken = match app.rates.count(shop, counted) {
            Ok(()) => asking.take(&app, &sender, &form).await,
            Err(error) => Err(error),
        };
        match taken {
            Ok(Outcome::On(to)) => Ok(Redirect::to(&app.public.to(&to)).into_response()),
            Ok(Outcome::Again(problem)) => {
                let page = step::page_again(&app, &asking, &form, Some(problem));
                Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
            }
            Err(error) if is_passing(&error) => {
                let page = step::page_again(&app, &asking, &form, None);
                Ok(with_error(page, error))
            }
            Err(error) => Err(error),
        }
    };
    sent.await.unwrap_or_else(|error| refused(&app, &headers, error))
}

/// Whether the same answer may be taken in a moment.
fn is_passing(error: &Error) -> bool {
    matches!(error, Error::Busy(_) | Error::TooMany { .. })
}

/// What a person sees where there is no survey, or none that takes this.
fn refused(app: &App, headers: &HeaderMap, error: Error) -> Response {
    let late = matches!(error, Error::Conflict { .. });
    with_error(document::nothing(app, &visit::accepted(headers), late), error)
}

/// A page in place of an error, with its status; the log reads the error.
fn with_error(page: Response, error: Error) -> Response {
    let (mut page, problem) = (page, error.into_response());
    *page.status_mut() = problem.status();
    if let Some(wait) = problem.headers().get(RETRY_AFTER) {
        page.headers_mut().insert(RETRY_AFTER, wait.clone());
    }
    if let Some(error) = problem.extensions().get::<Arc<Error>>() {
        page.extensions_mut().insert(Arc::clone(error));
    }
    page
}

/// A page and who may keep it, frame it and follow its links. It loads our own files only, and
/// runs a script only where it tells its height to the page around it.
fn response(app: &App, page: Page<'_>) -> Response {
    let own = format!("'self' {}", app.public.origin());
    let ancestors = page.shop.filter(|_| page.framed).map(Shop::origins).unwrap_or_default();
    let (scripts, ancestors) = if ancestors.is_empty() {
        ("'none'".to_owned(), "'none'".to_owned())
    } else {
        (own.clone(), format!("{own} {}", ancestors.join(" ")))
    };
    let policy = format!(
        "default-src 'none'; style-src {own}; script-src {scripts}; img-src {own} data:; \
         form-action {own}; frame-ancestors {ancestors}; base-uri 'none'"
    );
    let policy = HeaderValue::from_str(&policy)
        .unwrap_or(HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'"));
    let headers = [
        (CONTENT_SECURITY_POLICY, policy),
        (REFERRER_POLICY, HeaderValue::from_static("same-origin")),
        (CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex")),
    ];
    (headers, Html(document(app, page))).into_response()
}
