//! What an owner reads where a program would read a problem.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::{CONTENT_SECURITY_POLICY, REFERER, RETRY_AFTER};
use axum::http::{HeaderMap, Method, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use leptos::prelude::*;

use super::page::bare;
use super::{Allows, policy, see};
use crate::app::App;
use crate::error::Error;

/// Turns every error of an owner's page into a page; who is not signed in is led there first.
pub(super) async fn instead_of_problems(
    State(app): State<App>,
    request: Request,
    next: Next,
) -> Response {
    let (method, uri) = (request.method().clone(), request.uri().clone());
    let back = came_from(&app, request.headers());
    let response = next.run(request).await;
    let Some(error) = response.extensions().get::<Arc<Error>>().cloned() else {
        return response;
    };
    let mut shown = if matches!((&*error, method), (Error::Unauthorized, Method::GET)) {
        sign_in_first(&app, &uri)
    } else {
        let mut shown = page(&app, &error, back);
        *shown.status_mut() = response.status();
        if let Some(wait) = response.headers().get(RETRY_AFTER) {
            shown.headers_mut().insert(RETRY_AFTER, wait.clone());
        }
        shown
    };
    shown.extensions_mut().insert(error); // the `log` layer reads it
    shown
}

/// A page for an address that leads nowhere.
pub(super) fn nowhere(app: &App) -> Response {
    let error = Error::NotFound("page");
    let mut response = page(app, &error, None);
    *response.status_mut() = error.status();
    response.headers_mut().insert(CONTENT_SECURITY_POLICY, policy(app, &Allows::default()));
    response.extensions_mut().insert(Arc::new(error)); // the `log` layer reads it
    response
}

fn sign_in_first(app: &App, uri: &Uri) -> Response {
    let path = uri.path_and_query().map_or("/", |path| path.as_str());
    if path == "/" {
        return see(app, "/sign-in");
    }
    let query = serde_html_form::to_string([("next", path)]).unwrap_or_default();
    see(app, &format!("/sign-in?{query}"))
}

/// The page of ours on which the browser was, to lead back to.
fn came_from(app: &App, headers: &HeaderMap) -> Option<String> {
    let page = headers.get(REFERER)?.to_str().ok()?;
    page.starts_with(&app.public.to("/")).then(|| page.to_owned())
}

fn page(app: &App, error: &Error, back: Option<String>) -> Response {
    let (title, text) = words(error);
    let content = view! {
        <h1>{title}</h1>
        <p>{text}</p>
        <p class="actions">
            {back.map(|page| view! { <a class="button" href=page>"Back to the page"</a> })}
            <a class="button quiet" href=app.public.to("/")>"Go to your shop"</a>
        </p>
    };
    bare(&app.public, title, content).into_response()
}

/// What happened, what was kept, and what to do.
fn words(error: &Error) -> (&'static str, String) {
    match error {
        Error::NotFound("shop") => (
            "There is no such shop here",
            "It does not exist, or it belongs to somebody else's account.".to_owned(),
        ),
        Error::NotFound(what) => (
            "There is nothing here",
            format!(
                "This {what} does not exist. It may have been removed, or the address is cut off."
            ),
        ),
        Error::Unauthorized => (
            "You are signed out",
            "Nothing was saved. Go back to copy what you wrote, then sign in again.".to_owned(),
        ),
        Error::Forbidden { field: "csrf", .. } => (
            "This form is out of date",
            "Nothing was saved. What you wrote is still on the page before this one: copy it, \
             load that page again and repeat it."
                .to_owned(),
        ),
        Error::Forbidden { .. } => ("This is not for you to do", sentence(&error.detail())),
        Error::TooLarge(_) => (
            "That is too much at once",
            "Nothing was saved. Send less than 64 KB; what you wrote is on the page before this \
             one."
                .to_owned(),
        ),
        Error::TooSlow | Error::TooMany { .. } | Error::Busy(_) => (
            "The server is busy",
            "Nothing was saved. Wait a few seconds, then try again.".to_owned(),
        ),
        Error::Unreadable { .. } | Error::Invalid(_) | Error::Conflict { .. } => {
            ("That did not work", format!("Nothing was saved. {}", sentence(&error.detail())))
        }
        Error::Database(_) | Error::Internal(_) => (
            "Something broke on the server",
            "It was noted in the server's log. What was saved before is safe; try again in a \
             moment."
                .to_owned(),
        ),
    }
}

/// A reason as it stands on a page: begins with a capital and ends with a full stop.
pub(super) fn sentence(reason: &str) -> String {
    let mut letters = reason.chars();
    let Some(first) = letters.next() else { return String::new() };
    let end = if reason.ends_with(['.', '!', '?']) { "" } else { "." };
    format!("{}{}{end}", first.to_uppercase(), letters.as_str())
}
