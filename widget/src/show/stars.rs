//! Stars, drawn in halves.

use leptos::prelude::*;
use shared::locale::Locale;
use shared::review::{Summary, half_stars};

/// One star in a box of 20 × 20.
pub(super) const ONE: &str =
    "M10 2.5l2.3 4.9 5.4.7-3.9 3.8 1 5.3-4.8-2.6-4.8 2.6 1-5.3-3.9-3.8 5.4-.7z";

/// Five stars in a box of 100 × 20. A page may hold hundreds of rows, and ids would clash there,
/// so each row draws the path twice instead of referring to a shared shape.
const FIVE: &str = "M10 2.5l2.3 4.9 5.4.7-3.9 3.8 1 5.3-4.8-2.6-4.8 2.6 1-5.3-3.9-3.8 5.4-.7z\
    m20 0l2.3 4.9 5.4.7-3.9 3.8 1 5.3-4.8-2.6-4.8 2.6 1-5.3-3.9-3.8 5.4-.7z\
    m20 0l2.3 4.9 5.4.7-3.9 3.8 1 5.3-4.8-2.6-4.8 2.6 1-5.3-3.9-3.8 5.4-.7z\
    m20 0l2.3 4.9 5.4.7-3.9 3.8 1 5.3-4.8-2.6-4.8 2.6 1-5.3-3.9-3.8 5.4-.7z\
    m20 0l2.3 4.9 5.4.7-3.9 3.8 1 5.3-4.8-2.6-4.8 2.6 1-5.3-3.9-3.8 5.4-.7z";

/// A row of five stars, as many of them filled as the half stars say.
#[component]
pub(super) fn Stars(
    /// Half stars, 0–10.
    halves: i64,
    /// The number of stars in figures, for those who hear it.
    said: String,
    words: &'static Locale,
) -> impl IntoView {
    view! {
        <svg
            class="candor-drawn"
            part="drawn"
            role="img"
            aria-label=words.show.out_of_five.replace("{stars}", &said)
            viewBox="0 0 100 20"
            width="80"
            height="16"
        >
            <path class="candor-unlit" d=FIVE fill="none" stroke="currentColor"></path>
            // An inner <svg> cuts off what does not fit into it.
            <svg width=halves * 10 height="20">
                <path class="candor-lit" d=FIVE fill="currentColor"></path>
            </svg>
        </svg>
    }
}

/// Five empty stars, for the eye only.
#[component]
pub(super) fn Unlit() -> impl IntoView {
    view! {
        <svg class="candor-drawn" aria-hidden="true" viewBox="0 0 100 20" width="80" height="16">
            <path class="candor-unlit" d=FIVE fill="none" stroke="currentColor"></path>
        </svg>
    }
}

/// As many stars as one review gives.
#[component]
pub(super) fn WholeStars(stars: i64, words: &'static Locale) -> impl IntoView {
    view! { <Stars halves=stars * 2 said=words.show.number(stars) words /> }
}

/// Mean, stars and count. The drawing says the mean aloud.
#[component]
pub(super) fn Rating(summary: Summary, words: &'static Locale) -> impl IntoView {
    let known = summary.mean.map(|mean| {
        let said = words.show.mean(mean);
        view! {
            <span class="candor-mean" part="mean" aria-hidden="true">
                {said.clone()}
            </span>
            " "
            <Stars halves=half_stars(mean) said words />
            " "
        }
    });

    view! {
        {known}
        <span class="candor-count" part="count">
            {words.show.reviews.say(summary.count, words)}
        </span>
    }
}
