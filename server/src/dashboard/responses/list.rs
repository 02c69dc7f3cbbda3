//! The list of responses and its filters.

use std::collections::HashMap;

use axum::response::Html;
use leptos::prelude::*;
use shared::id::ResponseKey;
use shared::time::Timestamp;

use super::row::{Comment, Rows};
use crate::dashboard::page::Frame;
use crate::dashboard::parts::chips::{Chip, Chips};
use crate::dashboard::parts::empty::Empty;
use crate::dashboard::parts::heading::Heading;
use crate::dashboard::parts::keys::Keys;
use crate::dashboard::parts::pager::Pager;
use crate::dashboard::parts::score::count;
use crate::dashboard::words::{self, counted};
use crate::http::cursor::Page;
use crate::responses::{Filter, Group, Response};
use crate::surveys::ShopSurvey;

/// What the page of the list shows.
pub(super) struct List<'a> {
    pub frame: &'a Frame,
    pub filter: Filter,
    /// How many responses there are, and how many of them are complete.
    pub counts: (i64, i64),
    pub surveys: Vec<ShopSurvey>,
    /// Names of the products that are known, by SKU.
    pub names: HashMap<String, String>,
    /// What was written in each response that says something.
    pub comments: HashMap<ResponseKey, Comment>,
    pub now: Timestamp,
}

impl List<'_> {
    /// The whole page.
    pub(super) fn page(&self, page: &Page<Response>) -> Html<String> {
        let next = page.next.map(|next| self.to(&Filter { cursor: Some(next), ..self.of() }));
        let first = self.filter.cursor.map(|_| self.to(&self.of()));
        let any = self.counts.0 > 0;
        let list = if page.items.is_empty() {
            self.empty().into_any()
        } else {
            let rows = Rows {
                frame: self.frame,
                names: &self.names,
                comments: &self.comments,
                now: self.now,
            };
            rows.view(&page.items).into_any()
        };
        let keys = vec![("j", "Next response"), ("k", "Response before"), ("Enter", "Open it")];
        let content = view! {
            <Heading title="What customers answered" lead=self.lead(page)>
                {any.then(|| view! { <Keys keys /> })}
            </Heading>
            {any.then(|| self.filters())}
            {list}
            <Pager first next />
        };
        self.frame.page("Responses", content)
    }

    /// How many there are; of those that a filter leaves, what this page shows of them.
    fn lead(&self, page: &Page<Response>) -> String {
        let (all, _) = self.counts;
        if self.filter.is_filtered() && all > 0 {
            let shown = i64::try_from(page.items.len()).unwrap_or(i64::MAX);
            let whole = page.next.is_none() && self.filter.cursor.is_none();
            let of = format!("of {}", counted(all, "response", "responses"));
            return match shown {
                0 => format!("None {of}."),
                shown if whole => format!("{} {of}.", count(shown)),
                shown => format!("{} on this page, {of} in all.", count(shown)),
            };
        }
        match self.counts {
            (0, _) => "Nothing yet.".to_owned(),
            (all, complete) if all == complete => {
                format!("{}, all of them finished.", counted(all, "response", "responses"))
            }
            (all, complete) => format!(
                "{}, {} of them finished. The others count, too: a score is kept as soon as it is \
                 chosen.",
                counted(all, "response", "responses"),
                count(complete)
            ),
        }
    }

    /// The same filters from the first page on.
    fn of(&self) -> Filter {
        Filter { cursor: None, limit: None, ..self.filter.clone() }
    }

    fn to(&self, filter: &Filter) -> String {
        let pairs = serde_html_form::to_string(filter).unwrap_or_default();
        let mark = if pairs.is_empty() { "" } else { "?" };
        self.frame.to(&format!("/responses{mark}{pairs}"))
    }

    /// Each filter is a link that sets it, or takes it away where it is set.
    fn filters(&self) -> AnyView {
        let chip = |label: &str, chosen: bool, set: Filter, unset: Filter| Chip {
            label: if chosen { format!("{label} ×") } else { label.to_owned() },
            href: self.to(if chosen { &unset } else { &set }),
            chosen,
            count: None,
        };
        let of = || self.of();
        let surveys: Vec<Chip> = self
            .surveys
            .iter()
            .map(|one| {
                let chosen = self.filter.survey == Some(one.id);
                let set = Filter { survey: Some(one.id), ..of() };
                chip(&one.settings.title, chosen, set, Filter { survey: None, ..of() })
            })
            .collect();
        let groups = Group::ALL
            .map(|group| {
                let chosen = self.filter.group == Some(group);
                let set = Filter { group: Some(group), ..of() };
                chip(words::group(group), chosen, set, Filter { group: None, ..of() })
            })
            .into();
        let endings = [("Finished", true), ("Not finished", false)]
            .map(|(label, complete)| {
                let chosen = self.filter.complete == Some(complete);
                let set = Filter { complete: Some(complete), ..of() };
                chip(label, chosen, set, Filter { complete: None, ..of() })
            })
            .into();
        let doubts = {
            let chosen = self.filter.suspicious == Some(true);
            let set = Filter { suspicious: Some(true), ..of() };
            vec![chip("Suspicious", chosen, set, Filter { suspicious: None, ..of() })]
        };
        let product = self.filter.product.as_ref().map(|sku| {
            let name = self.names.get(sku).unwrap_or(sku);
            let items = vec![chip(name, true, of(), Filter { product: None, ..of() })];
            view! { <Chips label="Product" items /> }
        });
        let surveys = (surveys.len() > 1).then(|| view! { <Chips label="Survey" items=surveys /> });
        view! {
            <div class="filters">
                {product} {surveys} <Chips label="Score" items=groups />
                <Chips label="How far" items=endings /> <Chips label="Doubts" items=doubts />
            </div>
        }
        .into_any()
    }

    fn empty(&self) -> AnyView {
        let (all, snippet) = (self.frame.to("/responses"), self.frame.to("/snippet"));
        if self.counts.0 == 0 {
            return view! {
                <Empty
                    title="No responses yet"
                    text="Each answer appears here the moment a customer chooses a score, even before \
                    the text is written."
                >
                    <a class="button" href=snippet>
                        "Put Candor on your site"
                    </a>
                </Empty>
            }
            .into_any();
        }
        view! {
            <Empty title="No response is like that" text="Take a filter away to see more.">
                <a class="button quiet" href=all>
                    "Show all responses"
                </a>
            </Empty>
        }
        .into_any()
    }
}
