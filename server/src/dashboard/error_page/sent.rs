//! What a form sent, kept so that an error page can show it: no page is in a browser's cache, so
//! going back would lose it.

use axum::body::Bytes;
use axum::extract::{FromRequest, MatchedPath, Request};
use axum::http::header::CONTENT_TYPE;
use axum::http::{Method, StatusCode};
use leptos::prelude::*;

use super::words::deed;
use crate::dashboard::parts::copy::Copy;
use crate::dashboard::parts::fields::Fields;
use crate::dashboard::words;
use crate::error::Error;
use crate::http::extract::MAX_BODY;

/// Fields that nobody wrote.
const HIDDEN: [&str; 11] = [
    "csrf",
    "do",
    "draft",
    "id",
    "key_id",
    "language",
    "look",
    "preview_language",
    "replaces",
    "revision",
    "seen",
];

/// Texts of this many bytes are worth a button that copies them.
const LONG: usize = 40;

/// A form on its way to the server.
#[derive(Clone)]
pub(super) struct Sent {
    fields: Fields,
    /// What it does.
    deed: &'static str,
    /// Path and query that it was sent to.
    to: String,
}

impl Sent {
    /// Reads a form on its way; the request goes on as it came.
    pub(super) async fn read(request: Request) -> Result<(Request, Option<Self>), Error> {
        let kind = request.headers().get(CONTENT_TYPE).map(|kind| kind.as_bytes().to_vec());
        let is_form = kind.is_some_and(|k| k.starts_with(b"application/x-www-form-urlencoded"));
        if request.method() != Method::POST || !is_form {
            return Ok((request, None));
        }
        let route = request.extensions().get::<MatchedPath>().map(MatchedPath::as_str);
        let deed = deed(route.unwrap_or_default());
        let to = request.uri().path_and_query().map_or("/", |path| path.as_str()).to_owned();
        let (parts, body) = request.into_parts();
        let whole = Request::from_parts(parts.clone(), body);
        let bytes = Bytes::from_request(whole, &()).await.map_err(|rejection| {
            if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
                return Error::TooLarge(MAX_BODY);
            }
            Error::Unreadable { field: "body", reason: "the form broke off".to_owned() }
        })?;
        let fields = serde_html_form::from_bytes::<Fields>(&bytes).ok();
        // A password is never said back.
        let fields = fields.filter(|fields| fields.all().all(|(name, _)| name != "password"));
        let sent = fields.map(|fields| Self { fields, deed, to });
        Ok((Request::from_parts(parts, bytes.into()), sent))
    }

    /// The path that it was sent to.
    pub(super) fn to(&self) -> &str {
        &self.to
    }

    /// What it does, and what stood in it, to be read and copied.
    pub(super) fn shown(&self) -> AnyView {
        let written =
            |(name, value): &(&str, &str)| !HIDDEN.contains(name) && !value.trim().is_empty();
        let (short, long): (Vec<_>, Vec<_>) = self
            .fields
            .all()
            .filter(written)
            .partition(|(_, value)| value.len() < LONG && !value.contains('\n'));
        let long = long
            .into_iter()
            .map(|(name, value)| {
                let label = words::field(name);
                view! {
                    <h3>{label.clone()}</h3>
                    <Copy text=value label />
                }
            })
            .collect_view();
        let short = short
            .into_iter()
            .map(|(name, value)| {
                view! {
                    <dt>{words::field(name)}</dt>
                    <dd dir="auto">{value.to_owned()}</dd>
                }
            })
            .collect_view();

        view! {
            <section class="card stack">
                <h2>{self.deed}</h2>
                {long}
                <dl class="facts">{short}</dl>
            </section>
        }
        .into_any()
    }

    /// A button that sends the same again, with another token where there is one.
    pub(super) fn again(&self, action: String, csrf: Option<String>) -> AnyView {
        let fields = match csrf {
            Some(csrf) => self.fields.clone().but("csrf", csrf),
            None => self.fields.clone(),
        };
        let inputs = fields
            .all()
            .map(|(name, value)| {
                view! { <input type="hidden" name=name.to_owned() value=value.to_owned() /> }
            })
            .collect_view();

        view! {
            <form method="post" action=action>
                {inputs}
                <button class="button">"Send it again"</button>
            </form>
        }
        .into_any()
    }
}
