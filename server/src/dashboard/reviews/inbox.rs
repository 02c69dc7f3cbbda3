//! A tab of reviews, or one review alone, with what was just done.

use std::collections::HashMap;

use axum::response::Html;
use leptos::prelude::*;
use shared::review::State;
use shared::time::Timestamp;

use super::card::{Card, Neighbours};
use super::place::{Did, Place, Tab};
use crate::dashboard::page::Frame;
use crate::dashboard::parts::chips::{Chip, Chips};
use crate::dashboard::parts::empty::Empty;
use crate::dashboard::parts::heading::Heading;
use crate::dashboard::parts::keys::Keys;
use crate::dashboard::parts::pager::Pager;
use crate::dashboard::words::{self, counted};
use crate::http::cursor::Page;
use crate::reviews::readers::Report;
use crate::reviews::{Counts, Event, Review};

/// Said on every page on which something is decided.
const RULE: &str = "Publishing never depends on stars: every review can be published, and the \
    reasons to withhold one are the same for all.";

/// What was done to a review, and what readers hold against it.
type Beside = (Vec<Event>, Vec<Report>);

/// What the pages of the inbox show.
pub(super) struct Inbox<'a> {
    pub frame: &'a Frame,
    pub place: Place,
    pub counts: Counts,
    /// Names of the products that are known, by SKU.
    pub names: HashMap<String, String>,
    /// What was just done, to which review.
    pub done: Option<(Did, Review)>,
    pub now: Timestamp,
}

impl Inbox<'_> {
    /// The page of one tab.
    pub(super) fn list(&self, page: Page<Review>) -> Html<String> {
        let title = match self.place.searched() {
            Some(words) => format!("Reviews with “{words}”"),
            None => title(self.place.state, self.counts),
        };
        let next = page.next.map(|next| self.to(&Place { cursor: Some(next), ..self.tab() }));
        let first = self.place.cursor.map(|_| self.to(&self.tab()));
        let reviews = if page.items.is_empty() {
            self.empty().into_any()
        } else {
            let neighbours = Neighbours::of(&page.items);
            let cards = page
                .items
                .into_iter()
                .zip(neighbours)
                .map(|(review, then)| self.card((review, None), Place { then, ..self.here() }))
                .collect_view();
            view! { <div class="inbox">{cards}</div> }.into_any()
        };
        let content = view! {
            <Heading title=title.clone() lead=RULE>
                {keys()}
            </Heading>
            {self.tabs()}
            {self.search()}
            {reviews}
            <Pager first next />
            {self.done.as_ref().map(|done| self.said(done, true))}
        };
        self.frame.page(&title, content)
    }

    /// The page of one review.
    pub(super) fn one(&self, review: Review, beside: Beside) -> Html<String> {
        let place = Place { alone: true, ..Place::default() };
        let content = view! {
            <p class="crumbs">
                <a href=self.to(&Place::default())>"Reviews"</a>
            </p>
            <Heading title=words::one_review(review.state) lead=RULE>
                {keys()}
            </Heading>
            <div class="inbox">{self.card((review, Some(beside)), place)}</div>
            {self.done.as_ref().map(|done| self.said(done, false))}
        };
        self.frame.page("A review", content)
    }

    fn card(&self, (review, beside): (Review, Option<Beside>), place: Place) -> AnyView {
        let product = review.product.as_ref().map(|sku| self.names.get(sku).unwrap_or(sku).clone());
        Card { frame: self.frame, review, product, place, beside, now: self.now }.view()
    }

    fn tabs(&self) -> AnyView {
        let items = Tab::ALL
            .map(|tab| Chip {
                label: tab.state().map_or("All", words::state).to_owned(),
                href: self.to(&Place { state: tab, ..self.tab() }),
                chosen: tab == self.place.state,
                count: self.place.searched().is_none().then(|| tab.count(self.counts)),
            })
            .into();
        view! { <Chips label="Which reviews" items /> }.into_any()
    }

    /// A box for words to look for in this tab.
    fn search(&self) -> Option<AnyView> {
        if Tab::All.count(self.counts) == 0 {
            return None;
        }
        let (to, hidden) = (self.frame.to("/reviews"), self.place.state.as_str());
        let words = self.place.search.clone().unwrap_or_default();
        let form = view! {
            <form class="search" method="get" action=to role="search">
                <input type="hidden" name="state" value=hidden />
                <input
                    type="search"
                    name="search"
                    value=words
                    aria-label="Search reviews"
                    maxlength="100"
                    data-key="/"
                />
                <button class="button quiet">"Search"</button>
            </form>
        };
        Some(form.into_any())
    }

    /// The first page of this tab.
    fn tab(&self) -> Place {
        let search = self.place.searched().map(str::to_owned);
        Place { state: self.place.state, search, ..Place::default() }
    }

    /// This page of this tab.
    fn here(&self) -> Place {
        Place { cursor: self.place.cursor, ..self.tab() }
    }

    fn to(&self, place: &Place) -> String {
        self.frame.to(&format!("/reviews{}", place.query()))
    }

    /// What was just done, with a link to the review where that is on another page.
    fn said(&self, (did, review): &(Did, Review), linked: bool) -> Option<AnyView> {
        let said = match (did, review.state) {
            (Did::Publish, State::Published) => "Published.".to_owned(),
            (Did::Withhold, State::Withheld) => {
                let reason = review.withheld.map(words::reason).unwrap_or_default();
                format!("Withheld. Reason: {}.", reason.to_lowercase())
            }
            (Did::Reply, State::Published) if review.reply.is_some() => {
                "Your reply is public.".to_owned()
            }
            (Did::Reply, _) if review.reply.is_some() => {
                "Your reply is saved. It is public as soon as the review is.".to_owned()
            }
            (Did::Reply, _) => "Your reply is gone.".to_owned(),
            _ => return None,
        };
        let href = self.frame.to(&format!("/reviews/{}", review.id));
        let name = if review.title.is_empty() { "The review" } else { &review.title };
        let link = linked.then(|| {
            view! {
                " "
                <a class="clip" href=href>
                    <bdi>{name.to_owned()}</bdi>
                </a>
            }
        });
        let notice = view! {
            <p class="notice toast" role="status">
                <span>{said}</span>
                {link}
            </p>
        };
        Some(notice.into_any())
    }

    fn empty(&self) -> AnyView {
        if self.place.searched().is_some() {
            let all = self.to(&Place { state: self.place.state, ..Place::default() });
            return view! {
                <Empty
                    title="No review has these words"
                    text="Titles, texts, authors and product numbers of this tab were looked through."
                >
                    <a class="button quiet" href=all>
                        "End the search"
                    </a>
                </Empty>
            }
            .into_any();
        }
        let nothing = Tab::All.count(self.counts) == 0;
        let (title, text) = match self.place.state {
            _ if nothing => (
                "No reviews yet",
                "As soon as a customer agrees to have a review published, it waits here for you.",
            ),
            Tab::Pending | Tab::All => (
                "Nothing is waiting",
                "New reviews appear here as soon as customers agree to have them published.",
            ),
            Tab::Published => (
                "Nothing is public yet",
                "Reviews that you publish stand here, and on the pages of your products.",
            ),
            Tab::Withheld => (
                "No review is withheld",
                "A review that you withhold stands here with its reason. You can still publish it.",
            ),
            Tab::Withdrawn => (
                "Nobody has taken a review back",
                "Authors can do that on their own page, at any time and without a reason.",
            ),
        };
        let (href, label) = match self.place.state {
            _ if nothing => (self.frame.to("/snippet"), "Put Candor on your site"),
            Tab::Pending | Tab::All => (
                self.to(&Place { state: Tab::Published, ..Place::default() }),
                "See what is public",
            ),
            _ => (self.to(&Place::default()), "See what is waiting"),
        };
        view! {
            <Empty title text>
                <a class="button quiet" href=href>
                    {label}
                </a>
            </Empty>
        }
        .into_any()
    }
}

/// What a tab answers.
fn title(tab: Tab, counts: Counts) -> String {
    let n = tab.count(counts);
    let is = if n == 1 { "is" } else { "are" };
    match tab {
        Tab::Pending if n == 0 => "No review is waiting".to_owned(),
        Tab::Pending => format!("{} {is} waiting", counted(n, "review", "reviews")),
        Tab::Published => format!("{} {is} public", counted(n, "review", "reviews")),
        Tab::Withheld => format!("{} {is} withheld", counted(n, "review", "reviews")),
        Tab::Withdrawn => {
            let was = if n == 1 { "was" } else { "were" };
            format!("{} {was} taken back", counted(n, "review", "reviews"))
        }
        Tab::All => counted(n, "review", "reviews"),
    }
}

fn keys() -> AnyView {
    let keys = vec![
        ("j", "Next review"),
        ("k", "Review before"),
        ("p", "Publish"),
        ("w", "Withhold"),
        ("r", "Reply"),
        ("/", "Search"),
    ];
    view! { <Keys keys /> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tab_says_how_many() {
        let counts = Counts { pending: 1, published: 3, ..Counts::default() };

        assert_eq!(title(Tab::Pending, counts), "1 review is waiting");
        assert_eq!(title(Tab::Pending, Counts::default()), "No review is waiting");
        assert_eq!(title(Tab::Published, counts), "3 reviews are public");
        assert_eq!(title(Tab::All, counts), "4 reviews");
    }
}
