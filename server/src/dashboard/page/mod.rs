//! The frame of every page: navigation, and what the navigation shows.
//!
//! The content security policy forbids `style` attributes and inline scripts; sizes that depend
//! on data go into attributes of SVG.

mod document;

use std::sync::Arc;

use axum::response::Html;
use leptos::prelude::*;

use super::parts::icon::Icon;
use crate::app::App;
use crate::auth::extract::OwnerPage;
use crate::config::PublicUrl;
use crate::error::Error;
use crate::reviews;
use crate::shops::{self, Shop};
use document::{Head, document};

pub(super) use document::{bare, framed, of_shop, wide};

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
