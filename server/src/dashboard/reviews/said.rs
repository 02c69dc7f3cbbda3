//! What a review says, exactly as its author wrote it.

use leptos::prelude::*;
use shared::review::{self, Reply, half_stars};
use shared::time::Timestamp;

use crate::dashboard::parts::score::{count, figure};
use crate::dashboard::parts::time::Ago;
use crate::reviews::Review;
use crate::scores::Estimate;

/// Five stars in a box of 100 × 20.
const FIVE: &str = "M10 2.5l2.3 4.9 5.4.7-3.9 3.8 1 5.3-4.8-2.6-4.8 2.6 1-5.3-3.9-3.8 5.4-.7z\
    m20 0l2.3 4.9 5.4.7-3.9 3.8 1 5.3-4.8-2.6-4.8 2.6 1-5.3-3.9-3.8 5.4-.7z\
    m20 0l2.3 4.9 5.4.7-3.9 3.8 1 5.3-4.8-2.6-4.8 2.6 1-5.3-3.9-3.8 5.4-.7z\
    m20 0l2.3 4.9 5.4.7-3.9 3.8 1 5.3-4.8-2.6-4.8 2.6 1-5.3-3.9-3.8 5.4-.7z\
    m20 0l2.3 4.9 5.4.7-3.9 3.8 1 5.3-4.8-2.6-4.8 2.6 1-5.3-3.9-3.8 5.4-.7z";

/// As many of five stars as the author gave.
#[component]
pub fn Stars(
    /// 1–5.
    stars: i64,
    /// The same in words; in English where there are none.
    #[prop(into, optional)]
    said: Option<String>,
) -> impl IntoView {
    let plural = if stars == 1 { "star" } else { "stars" };
    let said = said.unwrap_or_else(|| format!("{stars} {plural} of 5"));
    view! {
        <p class="stars">
            <span role="img" aria-label=said>
                {drawn(stars * 2)}
            </span>
        </p>
    }
}

/// What published reviews come to: the mean, its interval and how many they are.
#[component]
pub fn MeanStars(
    /// Their mean; none without reviews.
    estimate: Option<Estimate>,
) -> impl IntoView {
    let Some(Estimate { value, low, high, n }) = estimate else {
        return view! {
            <p class="score">
                <span class="name">"Stars of public reviews"</span>
                <span class="value none">"–"</span>
                <span class="n">"none yet"</span>
            </p>
        }
        .into_any();
    };
    view! {
        <p class="score">
            <span class="name">"Stars of public reviews"</span>
            " "
            <span class="value">{figure(value, 1)}</span>
            " "
            <span class="stars">{drawn(half_stars(value))}</span>
            " "
            <span class="interval" title="95 % interval">
                {format!("({}–{})", figure(low, 1), figure(high, 1))}
            </span>
            " "
            <span class="n">"n "{count(n)}</span>
        </p>
    }
    .into_any()
}

/// Five stars, as many of them filled as the half stars say. Only for the eye.
fn drawn(halves: i64) -> AnyView {
    view! {
        <svg aria-hidden="true" viewBox="0 0 100 20" width="100" height="20">
            <path class="unlit" d=FIVE fill="none" stroke="currentColor"></path>
            // An inner <svg> cuts off what does not fit into it.
            <svg width=halves * 10 height="20">
                <path d=FIVE fill="currentColor" stroke="currentColor"></path>
            </svg>
        </svg>
    }
    .into_any()
}

/// Text that a customer wrote, with its line ends, in its own direction.
#[component]
pub fn Said(
    /// The text; nothing is shown where there is none.
    text: String,
    /// Its language tag, if that is known.
    language: Option<String>,
) -> impl IntoView {
    (!text.is_empty()).then(|| {
        view! {
            <p class="said" dir="auto" lang=language>
                {text}
            </p>
        }
    })
}

/// Stars, title and text of a review, and the shop's reply.
#[component]
pub fn ReviewText(
    /// The review.
    review: Review,
    /// Name of the shop, for its reply.
    shop: String,
    /// The time now.
    now: Timestamp,
) -> impl IntoView {
    let language = review.language;
    let title = (!review.title.is_empty()).then(|| {
        view! {
            <h2 class="title" dir="auto" lang=language.clone()>
                {review.title}
            </h2>
        }
    });
    let wordless = review.text.is_empty().then(|| view! { <p class="quiet-text">"No text."</p> });

    view! {
        <Stars stars=review.stars />
        {title}
        <Said text=review.text language />
        {wordless}
        {review.reply.map(|reply| view! { <Answer reply shop now /> })}
    }
}

/// The shop's public reply.
#[component]
fn Answer(reply: Reply, shop: String, now: Timestamp) -> impl IntoView {
    view! {
        <div class="reply">
            <p class="quiet-text small">
                <strong>{format!("{shop} replied")}</strong>
                " · "
                <Ago at=reply.at now />
                {reply
                    .edited_at
                    .map(|at| {
                        view! {
                            " · changed "
                            <Ago at now />
                        }
                    })}
            </p>
            <p class="said" dir="auto">
                {reply.text}
            </p>
        </div>
    }
}

/// The photos of a review in the owner's inbox; nothing where there are none.
pub(super) fn photos(photos: &[review::Photo]) -> Option<AnyView> {
    let row = |photo: &review::Photo| {
        let review::Photo { url, thumbnail, alt, .. } = photo.clone();
        view! {
            <li>
                <a href=url>
                    <img src=thumbnail alt=alt width="96" height="96" loading="lazy" />
                </a>
            </li>
        }
    };
    let rows = photos.iter().map(row).collect_view();
    (!photos.is_empty()).then(|| view! { <ul class="photo-row">{rows}</ul> }.into_any())
}
