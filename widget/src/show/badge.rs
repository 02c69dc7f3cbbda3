//! What all reviews come to in a small frame, and the panel that opens from it at a page's edge.

use leptos::prelude::*;
use shared::locale::{Locale, display_words};
use shared::review::Summary;

use super::stars::Rating;
use super::summary::Write;
use super::{direction, html};

/// What a badge shows.
pub struct BadgePage {
    /// The language that the display speaks.
    pub words: &'static Locale,
    /// What the reviews come to.
    pub summary: Summary,
    /// Address of the reviews themselves, as a display.
    pub reviews: String,
}

/// Renders a badge: exactly one `<div>`. Its panel is closed, and opens with a script only.
pub fn badge(page: BadgePage) -> String {
    let BadgePage { words, summary, reviews } = page;
    let display = display_words(words.language);
    let count = summary.count;
    html(view! {
        <div
            class="candor-badge"
            lang=words.language
            dir=direction(words)
            data-candor-count=count
            data-candor-read=display.read
        >
            <div class="candor-pill" part="badge">
                <Rating summary words />
            </div>
            <dialog class="candor-panel" part="panel" aria-label=display.said>
                <div class="candor-panel-head" part="panel-head">
                    <strong>{display.said}</strong>
                    <button
                        class="candor-round"
                        part="control"
                        type="button"
                        aria-label=words.ask.close
                        data-candor-close
                    >
                        <svg aria-hidden="true" viewBox="0 0 16 16" width="16" height="16">
                            <path
                                fill="none"
                                stroke="currentColor"
                                stroke-width="1.75"
                                stroke-linecap="round"
                                d="M3.5 3.5L12.5 12.5M12.5 3.5L3.5 12.5"
                            ></path>
                        </svg>
                    </button>
                </div>
                <div class="candor-panel-body" data-candor-source=reviews></div>
            </dialog>
        </div>
    })
}

/// Renders the button alone that asks for a review: exactly one `<div>`, empty where no live
/// survey does.
pub fn write(words: &'static Locale, survey: Option<String>) -> String {
    html(view! {
        <div class="candor-alone" lang=words.language dir=direction(words)>
            {survey.map(|survey| view! { <Write survey words /> })}
        </div>
    })
}
