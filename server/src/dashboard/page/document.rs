//! Whole documents: with nothing around the content, or with what `Frame` puts there.

use axum::response::Html;
use leptos::prelude::*;
use shared::locale::right_to_left;

use crate::config::PublicUrl;
use crate::dashboard::style;

/// A whole page without navigation, for whoever is not in a shop.
pub(in crate::dashboard) fn bare(
    public: &PublicUrl,
    title: &str,
    content: impl IntoView,
) -> Html<String> {
    of_ours(public, title, "bare", content)
}

/// The same with room for tables.
pub(in crate::dashboard) fn wide(
    public: &PublicUrl,
    title: &str,
    content: impl IntoView,
) -> Html<String> {
    of_ours(public, title, "bare wide-page", content)
}

fn of_ours(
    public: &PublicUrl,
    title: &str,
    class: &'static str,
    content: impl IntoView,
) -> Html<String> {
    let body = view! {
        <div class=class>
            <header class="wordmark">
                <span class="brand" aria-hidden="true"></span>
                "Candor"
            </header>
            <main id="content">{content.into_view()}</main>
        </div>
    };
    document(public, &Head::of(&format!("{title} · Candor")), body)
}

/// A whole page for a shop's customers, in its name rather than in ours, in their language.
pub(in crate::dashboard) fn of_shop(
    public: &PublicUrl,
    shop: &str,
    (title, language): (&str, &str),
    content: impl IntoView,
) -> Html<String> {
    let body = view! {
        <div class="bare">
            <header class="wordmark">
                <bdi>{shop.to_owned()}</bdi>
            </header>
            <main id="content">{content.into_view()}</main>
        </div>
    };
    document(public, &Head { language, ..Head::of(&format!("{title} · {shop}")) }, body)
}

/// A whole page that stands in a frame of another and pretends to be a shop's in this language.
pub(in crate::dashboard) fn framed(
    public: &PublicUrl,
    language: &str,
    content: impl IntoView,
) -> Html<String> {
    let body = view! { <main class="framed">{content.into_view()}</main> };
    document(public, &Head { language, framed: true, ..Head::of("Preview") }, body)
}

/// What the head of a page says.
pub(super) struct Head<'a> {
    pub(super) title: &'a str,
    /// Language of the page; its texts for owners are English.
    pub(super) language: &'a str,
    /// How often a browser without script loads the page again.
    pub(super) refresh_seconds: Option<u32>,
    /// Whether it stands in a frame: our own tokens and script would change what it shows.
    pub(super) framed: bool,
}

impl<'a> Head<'a> {
    pub(super) fn of(title: &'a str) -> Self {
        Self { title, language: "en", refresh_seconds: None, framed: false }
    }
}

pub(super) fn document(public: &PublicUrl, head: &Head<'_>, body: impl IntoView) -> Html<String> {
    let refresh = head.refresh_seconds.map(|seconds| {
        view! {
            <noscript>
                <meta http-equiv="refresh" content=seconds />
            </noscript>
        }
    });
    let sheet = if head.framed { "preview.css" } else { "style.css" };
    let script = (!head.framed)
        .then(|| view! { <script src=public.to(&style::path("script.js")) defer></script> });
    let plain = |tag: &&str| tag.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    let language = Some(head.language).filter(plain).unwrap_or("en");
    let head = view! {
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="color-scheme" content="light dark" />
        <title>{head.title.to_owned()}</title>
        <link rel="icon" href=ICON />
        <link rel="stylesheet" href=public.to(&style::path(sheet)) />
        {script}
        {refresh}
    };
    let (head, body) = (html(head), html(body));
    let dir = if right_to_left(language) { " dir=\"rtl\"" } else { "" };
    Html(format!(
        "<!doctype html>\n<html lang=\"{language}\"{dir}><head>{head}</head><body>{body}</body></html>\n"
    ))
}

const ICON: &str = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' \
    viewBox='0 0 32 32'%3E%3Cpath fill='%230b7a5c' d='M6 3h20a5 5 0 0 1 5 5v12a5 5 0 0 1-5 \
    5H14l-7 6v-6H6a5 5 0 0 1-5-5V8a5 5 0 0 1 5-5z'/%3E%3Cpath fill='none' stroke='%23fff' \
    stroke-width='3' stroke-linecap='round' stroke-linejoin='round' d='M9.5 14.5l4.5 4.5 \
    8.5-9'/%3E%3C/svg%3E";

/// Leptos separates neighbouring texts with empty comments, for a script that is never sent.
/// A text cannot contain one: its `<` is escaped.
fn html(view: impl IntoView) -> String {
    view.into_view().to_html().replace("<!>", "")
}
