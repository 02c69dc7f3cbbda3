//! The whole document around a step: in the shop's name, language, direction and look.

use axum::response::Response;
use leptos::prelude::*;
use shared::locale::{LANGUAGES, locale, page_words, right_to_left};

use super::{files, response, visit};
use crate::app::App;
use crate::shops::{Shop, Theme};

/// What a page shows, and how.
pub(super) struct Page<'a> {
    pub(super) title: &'a str,
    pub(super) language: &'a str,
    pub(super) dir: &'static str,
    /// `light` or `dark`, where the address says so.
    pub(super) theme: Option<&'a str>,
    /// Whose page it is; none where there is no such shop.
    pub(super) shop: Option<&'a Shop>,
    /// Whether it stands in a frame, which has the shop's name around it.
    pub(super) framed: bool,
    /// Whether many people use the screen.
    pub(super) kiosk: bool,
    /// After how many seconds the screen leads on by itself, and where to.
    pub(super) refresh: Option<String>,
    /// Address of the shop's privacy policy, and what its link says.
    pub(super) privacy: Option<&'a str>,
    pub(super) privacy_said: &'static str,
    pub(super) body: AnyView,
}

/// A whole document.
pub(super) fn document(app: &App, page: Page<'_>) -> String {
    let Page { shop, framed, kiosk, .. } = page;
    let name = shop.map(|shop| shop.details.name.clone()).unwrap_or_default();
    let title =
        if name.is_empty() { page.title.to_owned() } else { format!("{} · {name}", page.title) };
    let look = shop.and_then(|shop| files::look_of(app, shop));
    let script = framed.then(|| {
        let origins = shop.map(Shop::origins).unwrap_or_default().join(" ");
        view! { <script src=files::path(app, "frame.js") data-origins=origins defer></script> }
    });
    let refresh = page.refresh.map(|to| view! { <meta http-equiv="refresh" content=to /> });
    let head = view! {
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="color-scheme" content="light dark" />
        <title>{title}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href=files::path(app, "hosted.css") />
        {look.map(|look| view! { <link rel="stylesheet" href=look /> })}
        {refresh}
        {script}
    };
    let header = (!framed && !name.is_empty()).then(|| {
        view! {
            <header class="shop">
                <bdi>{name}</bdi>
            </header>
        }
    });
    let footer = page.privacy.map(|url| {
        view! {
            <footer>
                <a href=url.to_owned() target="_blank" rel="noopener">
                    {page.privacy_said}
                </a>
            </footer>
        }
    });
    let class = match (framed, kiosk) {
        (true, _) => "framed",
        (_, true) => "kiosk",
        _ => "page",
    };
    let body = view! {
        <div class=class>
            {header} <main class="card">{page.body}</main> {footer}
        </div>
    };
    let theme = theme(page.theme, shop);
    // A tag that a link brought is used to choose words only; this is the one of the words.
    let (language, dir) = (page.language, page.dir);
    format!(
        "<!doctype html>\n<html lang=\"{language}\" dir=\"{dir}\" data-theme=\"{theme}\">\
         <head>{}</head><body>{}</body></html>\n",
        html(head),
        html(body)
    )
}

fn theme(wanted: Option<&str>, shop: Option<&Shop>) -> &'static str {
    match (wanted, shop.map(|shop| shop.details.theme)) {
        (Some("light"), _) => "light",
        (Some("dark"), _) => "dark",
        (_, Some(theme)) => theme.as_str(),
        (_, None) => Theme::Auto.as_str(),
    }
}

/// What a person sees where there is no survey; `late` where it takes no more answers.
pub(super) fn nothing(app: &App, accepted: &str, late: bool) -> Response {
    let spoken = visit::tags(accepted).find(|tag| is_ours(tag));
    let language = locale(spoken.unwrap_or("en"), "en").language;
    let words = page_words(language, "en");
    let (title, why) = if late { (words.late, "") } else { (words.gone, words.gone_why) };
    let body = view! {
        <div class="thanks">
            <h1 class="question">{title}</h1>
            <p>{why}</p>
        </div>
    };
    let page = Page {
        title,
        language,
        dir: if right_to_left(language) { "rtl" } else { "ltr" },
        theme: None,
        shop: None,
        framed: false,
        kiosk: false,
        refresh: None,
        privacy: None,
        privacy_said: "",
        body: body.into_any(),
    };
    response(app, page)
}

/// Whether a tag such as `nl-BE` is of a language with built-in words.
fn is_ours(tag: &str) -> bool {
    tag.split('-').next().is_some_and(|main| LANGUAGES.contains(&main))
}

/// Leptos separates neighbouring texts with empty comments, for a script that is never sent.
fn html(view: impl IntoView) -> String {
    view.into_view().to_html().replace("<!>", "")
}
