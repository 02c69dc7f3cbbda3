//! Signing in and out, and the one-time links that make an account.

use axum::extract::State;
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, post};
use leptos::prelude::*;
use serde::Deserialize;

use super::page::bare;
use super::parts::form::{Line, OwnForm, Refused};
use super::see;
use crate::app::App;
use crate::auth::extract::{self, Account, SESSION_COOKIE, from_own_page, session_token};
use crate::auth::{self, SESSION_SECONDS};
use crate::error::Error;
use crate::http::extract::{Form, Query, TokenPath};
use crate::http::routes::Routes;
use crate::http::visitor::Visitor;

pub(super) fn router() -> Routes {
    Routes::new()
        .route("/sign-in", get(sign_in_page).post(sign_in))
        .route("/sign-out", post(sign_out))
        .route("/invitations/{token}", get(invitation).post(accept))
}

#[derive(Default, Deserialize)]
struct Next {
    /// Where to go after signing in.
    next: Option<String>,
}

#[derive(Deserialize)]
struct SignIn {
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: String,
    next: Option<String>,
}

/// A form that is only a button.
#[derive(Deserialize)]
struct Nothing {}

/// Asks who is there, unless that is known.
async fn sign_in_page(
    State(app): State<App>,
    account: Result<Account, Error>,
    Query(Next { next }): Query<Next>,
) -> Result<Response, Error> {
    match account {
        Ok(_) => return Ok(see(&app, own_path(next.as_deref()))),
        Err(Error::Unauthorized) => {}
        Err(error) => return Err(error),
    }
    if !auth::has_owner(&app).await? {
        return Ok(no_account_yet(&app).into_response());
    }
    let empty = SignIn { email: String::new(), password: String::new(), next };
    Ok(sign_in_form(&app, empty, Refused::default()).into_response())
}

/// Signs in, and goes on to where the browser wanted to go.
async fn sign_in(
    State(app): State<App>,
    visitor: Visitor,
    headers: HeaderMap,
    Form(form): Form<SignIn>,
) -> Result<Response, Error> {
    from_own_page(&app, &headers)?;
    app.rates.count_sign_in(visitor)?;
    match auth::sign_in(&app, &form.email, &form.password).await {
        Ok(token) => Ok(signed_in(&app, &token, own_path(form.next.as_deref()))),
        Err(error) => {
            let page = sign_in_form(&app, form, Refused::by(error)?);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
    }
}

/// Signs out. A session that has ended is no obstacle.
async fn sign_out(
    State(app): State<App>,
    headers: HeaderMap,
    form: Result<extract::OwnForm<Nothing>, Error>,
) -> Result<Response, Error> {
    // Another site's form comes without the cookie, and must not have it taken away.
    from_own_page(&app, &headers)?;
    match (form, session_token(&headers)) {
        (Ok(_), Some(token)) => auth::sign_out(&app, &token).await?,
        (Ok(_), None) | (Err(Error::Unauthorized), _) => {}
        (Err(error), _) => return Err(error),
    }
    Ok(with_cookie(&app, "", 0, see(&app, "/sign-in")))
}

/// Opens a one-time link.
async fn invitation(
    State(app): State<App>,
    TokenPath(token): TokenPath,
) -> Result<Response, Error> {
    let Some(for_all) = auth::open_invitation(&app, &token).await? else {
        return Ok(used_up(&app));
    };
    let form = account_form(&app, (&token, for_all), String::new(), Refused::default());
    Ok(form.into_response())
}

/// Uses a one-time link: makes the account, or sets its password, and signs in.
async fn accept(
    State(app): State<App>,
    TokenPath(token): TokenPath,
    headers: HeaderMap,
    Form(form): Form<SignIn>,
) -> Result<Response, Error> {
    from_own_page(&app, &headers)?;
    match auth::accept(&app, &token, &form.email, &form.password).await {
        Ok(session) => Ok(signed_in(&app, &session, "/")),
        Err(Error::Conflict { field: "token", .. }) => Ok(used_up(&app)),
        Err(error) => {
            let for_all = auth::open_invitation(&app, &token).await?.unwrap_or_default();
            let page = account_form(&app, (&token, for_all), form.email, Refused::by(error)?);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
    }
}

/// A path of our own to go on to. It is only ever put behind our own address.
fn own_path(next: Option<&str>) -> &str {
    let plain = |path: &&str| {
        path.starts_with('/')
            && !path.starts_with("//")
            && !path.contains(|c: char| c == '\\' || c.is_control())
    };
    next.filter(plain).unwrap_or("/")
}

fn signed_in(app: &App, token: &str, path: &str) -> Response {
    with_cookie(app, token, SESSION_SECONDS, see(app, path))
}

fn with_cookie(app: &App, token: &str, seconds: i64, mut response: Response) -> Response {
    let path = if app.public.path().is_empty() { "/" } else { app.public.path() };
    let secure = if app.public.is_https() { "; Secure" } else { "" };
    let cookie = format!(
        "{SESSION_COOKIE}={token}; Path={path}; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}"
    );
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().insert(SET_COOKIE, cookie);
    }
    response
}

fn sign_in_form(app: &App, form: SignIn, refused: Refused) -> Html<String> {
    let content = view! {
        <h1>"Sign in"</h1>
        <OwnForm action=app.public.to("/sign-in") refused=refused.clone() kept="The address is still here.">
            {form.next.map(|next| view! { <input type="hidden" name="next" value=next /> })}
            <Line
                name="email"
                label="E-mail"
                kind="email"
                autocomplete="username"
                value=form.email
                required=true
                refused=refused.clone()
            />
            <Line
                name="password"
                label="Password"
                kind="password"
                autocomplete="current-password"
                required=true
                refused
            />
            <div class="actions">
                <button class="button">"Sign in"</button>
            </div>
        </OwnForm>
        <p class="aside">
            "Forgot your password? On the server, " <code>"candor owner invite"</code>
            " prints a link that sets a new one."
        </p>
    };
    bare(&app.public, "Sign in", content)
}

fn no_account_yet(app: &App) -> Html<String> {
    let content = view! {
        <h1>"Nobody has an account yet"</h1>
        <p>
            "When Candor started, it printed a link that creates the first one. Open that link; it works once, for a week."
        </p>
        <p class="aside">
            "Lost it? On the server, " <code>"candor owner invite"</code> " prints another."
        </p>
    };
    bare(&app.public, "Nobody has an account yet", content)
}

fn account_form(
    app: &App,
    (token, for_all): (&str, bool),
    email: String,
    refused: Refused,
) -> Html<String> {
    let what = if for_all {
        "Create your account. If this address has one already, it gets the new password."
    } else {
        "Create your account. If you have one already, enter its address and its password."
    };
    let action = app.public.to(&format!("/invitations/{token}"));
    let content = view! {
        <h1>"Welcome to Candor"</h1>
        <p>{what}</p>
        <OwnForm action refused=refused.clone() kept="The address is still here.">
            <Line
                name="email"
                label="E-mail"
                kind="email"
                autocomplete="username"
                hint="You sign in with it. Nothing is sent to it."
                value=email
                required=true
                refused=refused.clone()
            />
            <Line
                name="password"
                label="Password"
                kind="password"
                autocomplete="new-password"
                hint="At least 8 characters. A few words you can remember are good."
                required=true
                refused
            />
            <div class="actions">
                <button class="button">"Create account"</button>
            </div>
        </OwnForm>
    };
    bare(&app.public, "Welcome", content)
}

fn used_up(app: &App) -> Response {
    let content = view! {
        <h1>"This link no longer works"</h1>
        <p>"It was used before, or it is older than a week. If you have an account, sign in."</p>
        <p class="actions">
            <a class="button" href=app.public.to("/sign-in")>
                "Sign in"
            </a>
        </p>
        <p class="aside">
            "For a new link, run " <code>"candor owner invite"</code>
            " on the server; it also sets a new password."
        </p>
    };
    (StatusCode::GONE, bare(&app.public, "This link no longer works", content)).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_signing_in_a_browser_stays_with_us() {
        assert_eq!(own_path(Some("/shops/new?a=1")), "/shops/new?a=1");
        for away in
            ["https://evil.example/", "//evil.example", "/\\evil.example", "evil", "", "/\u{7f}"]
        {
            assert_eq!(own_path(Some(away)), "/", "{away}");
        }
        assert_eq!(own_path(None), "/");
    }
}
