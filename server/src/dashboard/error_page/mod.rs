//! What an owner reads where a program would read a problem.

mod sent;
mod words;

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::{ACCEPT, CONTENT_SECURITY_POLICY, REFERER, RETRY_AFTER};
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use leptos::prelude::*;

use super::page::bare;
use super::{Allows, policy, see};
use crate::app::App;
use crate::auth;
use crate::auth::extract::{from_own_page, session_token};
use crate::error::Error;
use sent::Sent;

pub(super) use words::sentence;

/// What an error page needs to know of the request.
struct Asked {
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    sent: Option<Sent>,
}

/// Turns every error of an owner's page into a page; who is not signed in is led there first.
pub(super) async fn instead_of_problems(
    State(app): State<App>,
    request: Request,
    next: Next,
) -> Response {
    let (method, uri) = (request.method().clone(), request.uri().clone());
    let headers = request.headers().clone();
    let (response, sent) = match Sent::read(request).await {
        Ok((request, sent)) => (next.run(request).await, sent),
        Err(error) => (error.into_response(), None),
    };
    let Some(error) = response.extensions().get::<Arc<Error>>().cloned() else {
        return response;
    };
    if is_for_a_program(&headers) {
        return response;
    }
    let asked = Asked { method, uri, headers, sent };
    let mut shown = if matches!(
        (&*error, &asked.method),
        (Error::Unauthorized, &Method::GET | &Method::HEAD)
    ) {
        sign_in_first(&app, &asked.uri)
    } else {
        let mut shown = page(&app, &error, &asked).await;
        *shown.status_mut() = response.status();
        if let Some(wait) = response.headers().get(RETRY_AFTER) {
            shown.headers_mut().insert(RETRY_AFTER, wait.clone());
        }
        shown
    };
    shown.extensions_mut().insert(error); // the `log` layer reads it
    shown
}

/// Whether a program asks, which reads problems and no pages.
pub(super) fn is_for_a_program(headers: &HeaderMap) -> bool {
    let accepted = headers.get(ACCEPT).and_then(|value| value.to_str().ok());
    accepted.is_some_and(|accepted| accepted.contains("application/json"))
}

/// A page for an address that leads nowhere.
pub(super) fn nowhere(app: &App) -> Response {
    let error = Error::NotFound("page");
    let (title, text) = words::of(&error, false);
    let content = view! {
        <h1>{title}</h1>
        <p>{text}</p>
        <p class="actions">
            <a class="button quiet" href=app.public.to("/")>
                "Go to your shop"
            </a>
        </p>
    };
    let mut response = bare(&app.public, title, content).into_response();
    *response.status_mut() = error.status();
    response.headers_mut().insert(CONTENT_SECURITY_POLICY, policy(app, &Allows::default()));
    response.extensions_mut().insert(Arc::new(error)); // the `log` layer reads it
    response
}

/// A page for an address that takes forms and was opened like a page, with the way to the page
/// that the form is on.
pub(super) async fn only_forms(State(app): State<App>, uri: Uri) -> Response {
    let path = uri.path();
    let above = match path.split_once("/settings/") {
        Some((shop, _)) => format!("{shop}/settings"),
        None => path.rsplit_once('/').map_or("", |(above, _)| above).to_owned(),
    };
    let above = if above.is_empty() { "/".to_owned() } else { above };
    let content = view! {
        <h1>"There is no page here"</h1>
        <p>"This address only takes what a form sends. Nothing was changed."</p>
        <p class="actions">
            <a class="button" href=app.public.to(&above)>
                "Go to the page"
            </a>
        </p>
    };
    let page = bare(&app.public, "There is no page here", content);
    (StatusCode::METHOD_NOT_ALLOWED, page).into_response()
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

async fn page(app: &App, error: &Error, asked: &Asked) -> Response {
    let (title, text) = words::of(error, asked.method == Method::POST);
    // What another site sends in an owner's name is not put before them as if they had written it.
    let own = from_own_page(app, &asked.headers).is_ok();
    let kept = match asked.sent.as_ref().filter(|_| own) {
        Some(sent) => kept(app, error, asked, sent).await,
        None => None,
    };
    let back = came_from(app, &asked.headers);
    let content = view! {
        <h1>{title}</h1>
        {kept
            .unwrap_or_else(|| {
                view! {
                    <p>{text}</p>
                    <p class="actions">
                        {back.map(|page| view! { <a class="button" href=page>"Back to the page"</a> })}
                        <a class="button quiet" href=app.public.to("/")>
                            "Go to your shop"
                        </a>
                    </p>
                }
                    .into_any()
            })}
    };
    bare(&app.public, title, content).into_response()
}

/// What was sent in vain, and how to send it again without writing it again.
async fn kept(app: &App, error: &Error, asked: &Asked, sent: &Sent) -> Option<AnyView> {
    let action = app.public.to(sent.to());
    let (_, text) = words::of(error, true);
    let (text, next) = match error {
        Error::Forbidden { field: "csrf", .. } => {
            let token = session_token(&asked.headers)?;
            let session = auth::session(app, &token).await.ok()??;
            let text = "Nothing was saved yet: somebody has signed in again in this browser since \
                        the form was opened. If this is what you mean to do, send it again.";
            (text.to_owned(), sent.again(action, Some(session.csrf)))
        }
        Error::Unauthorized => {
            let sign_in = view! {
                <a class="button quiet" href=app.public.to("/sign-in") target="_blank" rel="noopener">
                    "Sign in, in another tab"
                </a>
            };
            let text = "Nothing was saved yet: your session has ended. What you sent is kept on \
                        this page. Sign in in another tab, then send it again from here.";
            (text.to_owned(), view! { {sign_in} {sent.again(action, None)} }.into_any())
        }
        Error::TooSlow | Error::TooMany { .. } | Error::Busy(_) => (text, sent.again(action, None)),
        _ => {
            let back = came_from(app, &asked.headers).unwrap_or_else(|| app.public.to("/"));
            let back = view! {
                <a class="button" href=back>
                    "Back to the page"
                </a>
            };
            (format!("{text} This is what you sent:"), back.into_any())
        }
    };
    let view = view! {
        <p>{text}</p>
        {sent.shown()}
        <div class="actions">{next}</div>
    };
    Some(view.into_any())
}
