//! The list of responses and its filters.

use std::collections::HashMap;

use axum::response::Html;
use leptos::prelude::*;
use shared::time::Timestamp;

use super::row::Rows;
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
    pub now: Timestamp,
}

impl List<'_> {
    /// The whole page.
    pub(super) fn page(&self, page: Page<Response>) -> Html<String> {
        let next = page.next.map(|next| self.to(&Filter { cursor: Some(next), ..self.of() }));
        let first = self.filter.cursor.map(|_| self.to(&self.of()));
        let any = self.counts.0 > 0;
        let list = if page.items.is_empty() {
            self.empty().into_any()
        } else {
            let rows = Rows { frame: self.frame, names: &self.names, now: self.now };
            rows.view(page.items).into_any()
        };
        let keys = vec![("j", "Next response"), ("k", "Response before"), ("Enter", "Open it")];
        let content = view! {
            <Heading title="What customers answered" lead=self.lead()>
                {any.then(|| view! { <Keys keys /> })}
            </Heading>
            {any.then(|| self.filters())}
            {list}
            <Pager first next />
        };
        self.frame.page("Responses", content)
    }

    fn lead(&self) -> String {
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

    fn filters(&self) -> AnyView {
        let surveys = (self.surveys.len() > 1).then(|| self.surveys());
        let product = self.filter.product.as_ref().map(|sku| {
            let name = self.names.get(sku).unwrap_or(sku);
            let href = self.to(&Filter { product: None, ..self.of() });
            let items = vec![Chip { label: format!("{name} ×"), href, chosen: true, count: None }];
            view! { <Chips label="Only this product; press to show all" items /> }
        });
        view! {
            <div class="filters">
                {product}
                {surveys}
                {self.groups()}
                {self.endings()}
            </div>
        }
        .into_any()
    }

    fn surveys(&self) -> AnyView {
        let chip = |label: String, survey| Chip {
            label,
            href: self.to(&Filter { survey, ..self.of() }),
            chosen: self.filter.survey == survey,
            count: None,
        };
        let all = chip("All surveys".to_owned(), None);
        let each = self.surveys.iter().map(|one| chip(one.settings.title.clone(), Some(one.id)));
        view! { <Chips label="Survey" items=std::iter::once(all).chain(each).collect() /> }
            .into_any()
    }

    fn groups(&self) -> AnyView {
        let chip = |label: &str, group| Chip {
            label: label.to_owned(),
            href: self.to(&Filter { group, ..self.of() }),
            chosen: self.filter.group == group,
            count: None,
        };
        let all = chip("All scores", None);
        let each = Group::ALL.map(|group| chip(words::group(group), Some(group)));
        view! { <Chips label="Score" items=std::iter::once(all).chain(each).collect() /> }
            .into_any()
    }

    fn endings(&self) -> AnyView {
        let chip = |label: &str, complete| Chip {
            label: label.to_owned(),
            href: self.to(&Filter { complete, ..self.of() }),
            chosen: self.filter.complete == complete,
            count: None,
        };
        let items = vec![
            chip("Finished or not", None),
            chip("Finished", Some(true)),
            chip("Not finished", Some(false)),
        ];
        view! { <Chips label="How far" items /> }.into_any()
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
