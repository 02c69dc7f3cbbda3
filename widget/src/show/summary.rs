//! What all reviews come to: the mean, how many there are, and how the stars are spread.

use leptos::prelude::*;
use shared::locale::Locale;
use shared::review::Summary;

use super::stars::{ONE, Rating, Unlit};

/// The mean in large figures, how the stars are spread, and the way to write a review.
#[component]
pub(super) fn Overview(
    summary: Summary,
    /// Stars that are listed now, if not all are.
    filter: Option<i64>,
    /// Addresses of the reviews with one to five stars.
    links: [String; 5],
    /// Name of the survey that asks for a review.
    write: Option<String>,
    words: &'static Locale,
) -> AnyView {
    view! {
        <div class="candor-summary" part="summary">
            <div class="candor-score" part="score">
                <Rating summary=summary.clone() words />
            </div>
            <Bars summary filter links words />
            {write.map(|survey| view! { <Write survey words /> })}
        </div>
    }
    .into_any()
}

/// A bar for each number of stars; it leads to the reviews that have so many.
#[component]
fn Bars(
    summary: Summary,
    filter: Option<i64>,
    links: [String; 5],
    words: &'static Locale,
) -> impl IntoView {
    let mut links = links.into_iter().rev();
    let bars = summary
        .stars
        .descending()
        .map(|(stars, count)| {
            let href = links.next().filter(|_| count > 0);
            let bar = view! { <Bar stars count of=summary.count words /> };
            view! { <li>{bar_link(bar, href, filter == Some(stars))}</li> }
        })
        .collect_view();

    view! {
        <ul class="candor-bars" part="bars">
            {bars}
        </ul>
    }
}

/// Nothing to list is nothing to link to.
fn bar_link(bar: impl IntoView + 'static, href: Option<String>, chosen: bool) -> AnyView {
    match href {
        Some(href) => view! {
            <a
                class="candor-row"
                part="bar"
                href=href
                aria-current=chosen.then_some("true")
                data-candor-page
            >
                {bar}
            </a>
        }
        .into_any(),
        None => view! {
            <span class="candor-row" part="bar">
                {bar}
            </span>
        }
        .into_any(),
    }
}

/// One bar: stars, share, count.
#[component]
fn Bar(stars: i64, count: i64, of: i64, words: &'static Locale) -> impl IntoView {
    let label = words.show.out_of_five.replace("{stars}", &words.show.number(stars));
    // Tenths of a per cent, in whole numbers; a share is never drawn as nothing.
    let tenths = if count > 0 { (count * 1000 / of.max(1)).max(10) } else { 0 };
    let share = format!("{}.{}%", tenths / 10, tenths % 10);

    view! {
        <span class="candor-hidden">{label}" "</span>
        <span class="candor-name" aria-hidden="true">
            {words.show.number(stars)}
            <svg viewBox="0 0 20 20" width="12" height="12">
                <path class="candor-lit" d=ONE fill="currentColor"></path>
            </svg>
        </span>
        <svg class="candor-bar" aria-hidden="true" width="100%" height="8">
            <rect class="candor-lit" width=share height="100%" rx="4"></rect>
        </svg>
        <span class="candor-number">{words.show.number(count)}</span>
    }
}

/// What stands where there are no reviews yet.
#[component]
pub(super) fn Empty(words: &'static Locale, write: Option<String>) -> impl IntoView {
    view! {
        <div class="candor-empty" part="empty">
            <Unlit />
            <p>{words.show.empty}</p>
            {write.map(|survey| view! { <Write survey words /> })}
        </div>
    }
}

/// Starts the survey that asks for a review; hidden until a script is there to start it.
#[component]
pub(super) fn Write(survey: String, words: &'static Locale) -> impl IntoView {
    view! {
        <button
            class="candor-button candor-write"
            part="button write"
            type="button"
            data-candor-write=survey
            hidden
        >
            <span>{words.show.write}</span>
        </button>
    }
}
