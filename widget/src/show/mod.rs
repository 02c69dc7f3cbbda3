//! Displays of reviews: HTML that the server renders and every reader can read without script,
//! whether the loader places it in a shadow root or a shop's own server includes it.
#![expect(unreachable_pub, reason = "the component macro makes the builders of its props public")]
#![expect(clippy::needless_pass_by_value, reason = "components own their props")]

mod badge;
mod carousel;
mod clamp;
mod controls;
mod list;
mod openness;
mod say;
mod stars;
mod summary;
#[cfg(test)]
mod tests;

use leptos::prelude::*;
use shared::locale::{Locale, display_words};
use shared::review::{PublishedReview, Summary};

pub use badge::{BadgePage, badge, write};
pub use carousel::{CarouselPage, carousel};
pub use controls::{Choice, Controls};
use controls::{ControlsRow, Found};
use list::{List, NextPage};
pub use openness::Openness;
use openness::OpennessLine;
use say::ReportForm;
use stars::Rating;
use summary::{Empty, Overview};

/// Everything that a display of reviews shows.
pub struct ReviewsPage {
    /// The language that the display speaks.
    pub words: &'static Locale,
    /// Name of the shop, as its replies are signed.
    pub shop: String,
    /// What all published reviews come to, whichever are listed.
    pub summary: Summary,
    /// The reviews of this page.
    pub items: Vec<PublishedReview>,
    /// What the reader has chosen.
    pub choice: Choice,
    /// How many reviews are chosen.
    pub found: i64,
    /// What to choose from; none where there is too little to choose.
    pub controls: Option<Controls>,
    /// What became of all reviews.
    pub openness: Openness,
    /// Where the links of the display lead.
    pub links: Links,
    /// Name of the survey that asks for a review; without one nothing offers to write.
    pub write: Option<String>,
}

/// Addresses of the same display with other reviews in it.
pub struct Links {
    /// The reviews in the API, to which readers' votes and reports go.
    pub api: String,
    /// All stars, first page.
    pub all: String,
    /// Only one star … only five stars, first page.
    pub by_stars: [String; 5],
    /// The next page, if there is one.
    pub next: Option<String>,
}

/// The products of a page whose stars are shown.
pub struct StarsPage {
    /// The language that the display speaks.
    pub words: &'static Locale,
    /// SKU and reviews of each, in the order asked for.
    pub products: Vec<(String, Summary)>,
}

/// Renders the summary and a page of reviews: exactly one `<section>`.
pub fn reviews(page: ReviewsPage) -> String {
    let ReviewsPage {
        words,
        shop,
        summary,
        items,
        choice,
        found,
        controls,
        openness,
        links,
        write,
    } = page;
    let line = (openness.received > 0).then(|| view! { <OpennessLine openness words /> });
    let (count, filter) = (summary.count, choice.stars);
    let label = words.show.reviews.say(count, words);
    let all = choice.narrows().then_some(links.all);
    let body = if summary.count == 0 {
        view! {
            <Empty words write />
            {line}
        }
        .into_any()
    } else {
        view! {
            <Overview summary filter links=links.by_stars write words />
            <div class="candor-reading">
                {controls
                    .map(|controls| {
                        view! { <ControlsRow controls choice=choice.clone() words /> }
                    })}
                <div class="candor-listed">
                    {all.map(|all| view! { <Found choice found count all words /> })}
                    <List items shop words />
                    {links.next.map(|next| view! { <NextPage href=next words /> })}
                </div>
                {line}
                <ReportForm words />
            </div>
        }
        .into_any()
    };
    html(view! {
        <section
            class="candor-reviews"
            part="reviews"
            lang=words.language
            dir=direction(words)
            aria-label=label
            tabindex="-1"
            data-candor-api=links.api
            data-candor-failed=display_words(words.language).failed
        >
            <div class="candor-body">{body}</div>
            <Foot words />
        </section>
    })
}

/// Unfolds what has no room; hidden until a script has folded it.
#[component]
fn Foot(words: &'static Locale) -> AnyView {
    view! {
        <div class="candor-foot" part="foot">
            <button class="candor-button" part="button" type="button" data-candor-expand hidden>
                <span>{words.show.show_all}</span>
            </button>
        </div>
    }
    .into_any()
}

/// Renders one line of stars for each product: `<div data-product="SKU">…</div>` in a row.
pub fn stars(page: StarsPage) -> String {
    let words = page.words;
    page.products
        .into_iter()
        .map(|(product, summary)| {
            html(view! {
                <div data-product=product>
                    <div
                        class="candor-stars"
                        part="stars"
                        lang=words.language
                        dir=direction(words)
                    >
                        <Rating summary words />
                    </div>
                </div>
            })
        })
        .collect()
}

fn direction(words: &Locale) -> &'static str {
    if words.right_to_left { "rtl" } else { "ltr" }
}

/// Leptos separates neighbouring texts with empty comments, for a script that is never sent.
/// A text cannot contain one: its `<` is escaped.
fn html(view: impl IntoView) -> String {
    view.into_view().to_html().replace("<!>", "")
}
