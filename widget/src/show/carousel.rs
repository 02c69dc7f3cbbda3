//! A row of reviews that is scrolled sideways: by hand, by keys, and by buttons with a script.

use leptos::prelude::*;
use shared::locale::{DisplayWords, Locale, display_words};
use shared::review::PublishedReview;

use super::list::{About, filled};
use super::stars::WholeStars;
use super::{direction, html};

/// The reviews of a row.
pub struct CarouselPage {
    /// The language that the display speaks.
    pub words: &'static Locale,
    /// Its reviews, whatever their stars.
    pub items: Vec<PublishedReview>,
}

/// Renders a row of reviews: exactly one `<section>`, empty where there is none.
pub fn carousel(page: CarouselPage) -> String {
    let CarouselPage { words, items } = page;
    let display = display_words(words.language);
    let some = !items.is_empty();
    let cards = items.into_iter().map(|review| view! { <Card review words /> }).collect_view();
    html(view! {
        <section
            class="candor-carousel"
            part="carousel"
            lang=words.language
            dir=direction(words)
            aria-label=display.said
        >
            {some
                .then(|| {
                    view! {
                        <ol class="candor-track" part="track" tabindex="0" aria-label=display.said>
                            {cards}
                        </ol>
                        <Steer display />
                    }
                })}
        </section>
    })
}

/// One review in few lines.
#[component]
fn Card(review: PublishedReview, words: &'static Locale) -> AnyView {
    let language = review.language.clone().unwrap_or_default();
    let title = filled(&review.title).map(|title| {
        view! {
            <strong class="candor-title" part="title" lang=language.clone() dir="auto">
                {title}
            </strong>
        }
    });
    let text = filled(&review.text).map(|text| {
        view! {
            <p class="candor-text" part="text" lang=language dir="auto">
                {text}
            </p>
        }
    });
    let id = review.id.to_string();
    // A row has no room for who found it helpful.
    let review = PublishedReview { helpful: 0, ..review };

    view! {
        <li class="candor-card" part="card" data-review=id>
            <WholeStars stars=review.stars words />
            {title}
            {text}
            <About review words />
        </li>
    }
    .into_any()
}

/// Buttons that move the row; hidden until a script is there to move it.
#[component]
fn Steer(display: &'static DisplayWords) -> AnyView {
    view! {
        <div class="candor-steer" part="steer" data-candor-steer hidden>
            <button
                class="candor-round"
                part="control pause"
                type="button"
                aria-label=display.pause
                data-candor-pause
                data-candor-play=display.play
                hidden
            >
                <svg aria-hidden="true" viewBox="0 0 16 16" width="16" height="16">
                    <path class="candor-pausing" fill="currentColor" d="M4 3h3v10H4zM9 3h3v10H9z"></path>
                    <path class="candor-playing" fill="currentColor" d="M5 3l8 5l-8 5z"></path>
                </svg>
            </button>
            <Arrow step="-1" label=display.previous path="M10 3L5 8L10 13" />
            <Arrow step="1" label=display.next path="M6 3L11 8L6 13" />
        </div>
    }
    .into_any()
}

/// Moves the row by as many reviews as are seen.
#[component]
fn Arrow(step: &'static str, label: &'static str, path: &'static str) -> impl IntoView {
    view! {
        <button class="candor-round" part="control" type="button" aria-label=label data-candor-step=step>
            <svg class="candor-way" aria-hidden="true" viewBox="0 0 16 16" width="16" height="16">
                <path
                    fill="none"
                    stroke="currentColor"
                    stroke-width="1.75"
                    stroke-linecap="round"
                    stroke-linejoin="round"
                    d=path
                ></path>
            </svg>
        </button>
    }
}
