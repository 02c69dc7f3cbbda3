//! The frame of every page: document, navigation, and what the navigation shows.
//!
//! The content security policy forbids `style` attributes and inline scripts; sizes that depend
//! on data go into attributes of SVG.

use std::sync::Arc;

use axum::response::Html;
use leptos::prelude::*;

use super::parts::icon::Icon;
use super::style;
use crate::app::App;
use crate::auth::extract::OwnerPage;
use crate::config::PublicUrl;
use crate::error::Error;
use crate::reviews;
use crate::shops::{self, Shop};

/// Where in the navigation a page stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Here {
    /// The first page: how the shop is doing.
    Overview,
    /// What was answered.
    Responses,
    /// What the public reads.
    Reviews,
    /// What is asked.
    Surveys,
    /// What is sold.
    Products,
    /// How to put it on the site.
    Install,
    /// Everything else about the shop.
    Settings,
}

impl Here {
    const ALL: [Self; 7] = [
        Self::Overview,
        Self::Responses,
        Self::Reviews,
        Self::Surveys,
        Self::Products,
        Self::Install,
        Self::Settings,
    ];

    fn label(self) -> &'static str {
        match self {
            Self::Overview => "Overview",
            Self::Responses => "Responses",
            Self::Reviews => "Reviews",
            Self::Surveys => "Surveys",
            Self::Products => "Products",
            Self::Install => "Install",
            Self::Settings => "Settings",
        }
    }

    fn path(self) -> &'static str {
        match self {
            Self::Overview => "",
            Self::Responses => "/responses",
            Self::Reviews => "/reviews",
            Self::Surveys => "/surveys",
            Self::Products => "/products",
            Self::Install => "/snippet",
            Self::Settings => "/settings",
        }
    }

    /// Whether it has a place of its own on a phone; the others stand under "More".
    fn on_phones(self) -> bool {
        matches!(self, Self::Overview | Self::Responses | Self::Reviews | Self::Surveys)
    }
}

/// What stands around the content of a shop's page.
pub(super) struct Frame {
    /// The shop.
    pub shop: Shop,
    /// Every form repeats it.
    pub csrf: String,
    /// How many reviews wait for a decision.
    pub waiting: i64,
    email: String,
    others: Vec<Shop>,
    here: Here,
    public: Arc<PublicUrl>,
    refresh_seconds: Option<u32>,
}

impl Frame {
    /// Loads what the frame of a shop's page shows.
    pub(super) async fn of(app: &App, owner: OwnerPage, here: Here) -> Result<Self, Error> {
        let own = shops::of_owner(app, owner.session.owner).await?;
        let (mut this, others) = own.into_iter().partition::<Vec<_>, _>(|s| s.id == owner.shop);
        Ok(Self {
            shop: this.pop().ok_or(Error::NotFound("shop"))?,
            csrf: owner.session.csrf,
            waiting: reviews::counts(app, owner.shop).await?.pending,
            email: owner.session.email,
            others,
            here,
            public: app.public.clone(),
            refresh_seconds: None,
        })
    }

    /// The same frame around a page that a browser without script loads again and again.
    pub(super) fn refreshed_every(self, seconds: u32) -> Self {
        Self { refresh_seconds: Some(seconds), ..self }
    }

    /// Full address of a page of this shop: `to("/reviews")`.
    pub(super) fn to(&self, path: &str) -> String {
        self.public.to(&format!("/shops/{}{path}", self.shop.id))
    }

    /// A whole page.
    pub(super) fn page(&self, title: &str, content: impl IntoView) -> Html<String> {
        let title = format!("{title} · {} · Candor", self.shop.details.name);
        let items = Here::ALL.map(|item| self.item(item)).collect_view();
        let more = Here::ALL
            .into_iter()
            .filter(|item| !item.on_phones())
            .map(|item| self.item(item))
            .collect_view();
        let body = view! {
            <a class="skip" href="#content">
                "Skip to the content"
            </a>
            <div class="frame">
                <header class="side">
                    {self.switcher()}
                    <nav class="nav" aria-label="Pages">
                        <ul>
                            {items}
                            <li class="narrow">
                                <details class="more">
                                    <summary data-current=(!self.here.on_phones()).then_some("")>
                                        <Icon name="More" />
                                        "More"
                                    </summary>
                                    <ul>{more} <li>{self.account()}</li></ul>
                                </details>
                            </li>
                        </ul>
                    </nav>
                    <div class="wide account">{self.account()}</div>
                </header>
                <main id="content" tabindex="-1">
                    {content.into_view()}
                </main>
            </div>
        };
        let head = Head { refresh_seconds: self.refresh_seconds, ..Head::of(&title) };
        document(&self.public, &head, body)
    }

    fn item(&self, item: Here) -> impl IntoView + use<> {
        let waiting = (item == Here::Reviews && self.waiting > 0).then(|| {
            view! {
                " "
                <span class="count">
                    {self.waiting} <span class="unseen">" waiting"</span>
                </span>
            }
        });
        view! {
            <li class=if item.on_phones() { "" } else { "wide" }>
                <a href=self.to(item.path()) aria-current=(item == self.here).then_some("page")>
                    <Icon name=item.label() />
                    <span>{item.label()}</span>
                    {waiting}
                </a>
            </li>
        }
    }

    fn switcher(&self) -> impl IntoView + use<> {
        let demo = self.shop.demo.then(|| view! { <span class="mark">"Demo data"</span> });
        let others = self
            .others
            .iter()
            .map(|shop| {
                let href = self.public.to(&format!("/shops/{}", shop.id));
                view! {
                    <li>
                        <a href=href>{shop.details.name.clone()}</a>
                    </li>
                }
            })
            .collect_view();
        view! {
            <details class="switch">
                <summary>
                    <span class="brand" aria-hidden="true"></span>
                    <span class="name">{self.shop.details.name.clone()}</span>
                    {demo}
                    <span class="unseen">" Change shop"</span>
                </summary>
                <ul>
                    {others}
                    <li>
                        <a href=self.public.to("/shops/new")>"New shop"</a>
                    </li>
                </ul>
            </details>
        }
    }

    fn account(&self) -> impl IntoView + use<> {
        sign_out(&self.public, &self.csrf, &self.email)
    }
}

/// Who is signed in, and the way out.
pub(super) fn sign_out(public: &PublicUrl, csrf: &str, email: &str) -> impl IntoView + use<> {
    view! {
        <form class="sign-out" method="post" action=public.to("/sign-out")>
            <input type="hidden" name="csrf" value=csrf.to_owned() />
            <span class="email">{email.to_owned()}</span>
            <button class="link">"Sign out"</button>
        </form>
    }
}

/// A whole page without navigation, for whoever is not in a shop.
pub(super) fn bare(public: &PublicUrl, title: &str, content: impl IntoView) -> Html<String> {
    let body = view! {
        <div class="bare">
            <p class="wordmark">
                <span class="brand" aria-hidden="true"></span>
                "Candor"
            </p>
            <main id="content">{content.into_view()}</main>
        </div>
    };
    document(public, &Head::of(&format!("{title} · Candor")), body)
}

/// A whole page for a shop's customers, in its name rather than in ours.
pub(super) fn of_shop(
    public: &PublicUrl,
    shop: &str,
    title: &str,
    content: impl IntoView,
) -> Html<String> {
    let body = view! {
        <div class="bare">
            <p class="wordmark" dir="auto">
                {shop.to_owned()}
            </p>
            <main id="content">{content.into_view()}</main>
        </div>
    };
    document(public, &Head::of(&format!("{title} · {shop}")), body)
}

/// A whole page that stands in a frame of another and pretends to be a shop's in this language.
pub(super) fn framed(public: &PublicUrl, language: &str, content: impl IntoView) -> Html<String> {
    let body = view! { <main class="framed">{content.into_view()}</main> };
    document(public, &Head { language, ..Head::of("Preview") }, body)
}

/// What the head of a page says.
struct Head<'a> {
    title: &'a str,
    /// Language of the page; its texts for owners are English.
    language: &'a str,
    /// How often a browser without script loads the page again.
    refresh_seconds: Option<u32>,
}

impl<'a> Head<'a> {
    fn of(title: &'a str) -> Self {
        Self { title, language: "en", refresh_seconds: None }
    }
}

fn document(public: &PublicUrl, head: &Head<'_>, body: impl IntoView) -> Html<String> {
    let refresh = head.refresh_seconds.map(|seconds| {
        view! {
            <noscript>
                <meta http-equiv="refresh" content=seconds />
            </noscript>
        }
    });
    let plain = |tag: &&str| tag.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    let language = Some(head.language).filter(plain).unwrap_or("en");
    let head = view! {
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="color-scheme" content="light dark" />
        <title>{head.title.to_owned()}</title>
        <link rel="icon" href=ICON />
        <link rel="stylesheet" href=public.to(&style::path("style.css")) />
        <script src=public.to(&style::path("script.js")) defer></script>
        {refresh}
    };
    let (head, body) = (html(head), html(body));
    Html(format!(
        "<!doctype html>\n<html lang=\"{language}\"><head>{head}</head><body>{body}</body></html>\n"
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
