//! The reviews themselves.

use leptos::prelude::*;
use shared::locale::Locale;
use shared::review::{Photo, Provenance, PublishedReview, Reply};
use shared::time::Timestamp;

use super::clamp;
use super::say::Say;
use super::stars::WholeStars;

/// A page of reviews.
#[component]
pub(super) fn List(items: Vec<PublishedReview>, shop: String, words: &'static Locale) -> AnyView {
    let reviews = items
        .into_iter()
        .map(|review| view! { <Review review shop=shop.clone() words /> })
        .collect_view();

    view! {
        <ol class="candor-list" part="list">
            {reviews}
        </ol>
    }
    .into_any()
}

/// Leads to the reviews that follow.
#[component]
pub(super) fn NextPage(href: String, words: &'static Locale) -> impl IntoView {
    view! {
        <a class="candor-button" part="button next" href=href rel="next" data-candor-page>
            <span>{words.show.next_page}</span>
        </a>
    }
}

/// One review: what was said, by whom and when, and the shop's answer.
#[component]
fn Review(review: PublishedReview, shop: String, words: &'static Locale) -> impl IntoView {
    // An empty tag says that the language is not known; without one it would be the display's.
    let language = review.language.clone().unwrap_or_default();
    let title = filled(&review.title).map(|title| {
        view! {
            <strong class="candor-title" part="title" lang=language.clone() dir="auto">
                {title}
            </strong>
        }
    });
    let text = filled(&review.text).map(|text| view! { <Text text language words /> });
    let reply = review.reply.clone();
    let photos = review.photos.clone();
    let (id, helpful) = (review.id.to_string(), review.helpful);

    view! {
        <li class="candor-review" part="review" data-review=id tabindex="-1">
            <div class="candor-head">
                <WholeStars stars=review.stars words />
                " "
                {title}
            </div>
            {text}
            {(!photos.is_empty()).then(|| view! { <Photos photos words /> })}
            <About review words />
            <Say helpful words />
            {reply.map(|reply| view! { <Answer reply shop words /> })}
        </li>
    }
}

/// What the author wrote; a long text is folded.
///
/// The switch stands before the text so that a style alone can unfold it.
#[component]
fn Text(text: String, language: String, words: &'static Locale) -> AnyView {
    let fold = clamp::class(&text);
    let switch = fold.map(|_| {
        view! {
            <details class="candor-more">
                <summary class="candor-link" part="link more">
                    <span class="candor-closed">{words.show.more}</span>
                    <span class="candor-open">{words.show.less}</span>
                </summary>
            </details>
        }
    });

    view! {
        <div class=fold.map_or_else(|| "candor-said".to_owned(), |fold| format!("candor-said {fold}"))>
            {switch}
            <p class="candor-text" part="text" lang=language dir="auto">
                {text}
            </p>
        </div>
    }
    .into_any()
}

/// What the author shows, as a row of squares; each leads to the whole picture.
#[component]
fn Photos(photos: Vec<Photo>, words: &'static Locale) -> impl IntoView {
    let squares = photos
        .into_iter()
        .map(|Photo { url, thumbnail, alt, .. }| {
            let alt = filled(&alt).unwrap_or_else(|| words.show.photo.to_owned());
            view! {
                <li>
                    <a href=url target="_blank" rel="noopener">
                        <img src=thumbnail alt=alt width="80" height="80" loading="lazy" />
                    </a>
                </li>
            }
        })
        .collect_view();

    view! {
        <ul class="candor-photos" part="photos">
            {squares}
        </ul>
    }
}

/// Who wrote it, when, and what is known about how it came about.
#[component]
pub(super) fn About(review: PublishedReview, words: &'static Locale) -> AnyView {
    let author = filled(&review.author).map_or_else(
        || view! { <span>{words.show.anonymous}</span> }.into_any(),
        |name| view! { <bdi>{name}</bdi> }.into_any(),
    );
    let verified = review.verified.then(|| {
        view! {
            <li class="candor-verified" part="verified">
                <svg aria-hidden="true" viewBox="0 0 16 16" width="14" height="14">
                    <path
                        fill="none"
                        stroke="currentColor"
                        d="M8 1.2a6.8 6.8 0 1 0 0 13.6A6.8 6.8 0 0 0 8 1.2zM5 8.2l2.1 2.1L11.2 6"
                    ></path>
                </svg>
                {words.show.verified}
            </li>
        }
    });

    view! {
        <ul class="candor-about" part="about">
            <li class="candor-author" part="author">
                {author}
            </li>
            <li>
                <Date at=review.published_at words />
            </li>
            {verified}
            <li part="provenance">{provenance(review.provenance, words)}</li>
            {review.edited.then(|| view! { <li part="edited">{words.show.edited}</li> })}
            {(review.helpful > 0)
                .then(|| view! { <li data-candor-helped>{words.show.helpful.say(review.helpful, words)}</li> })}
        </ul>
    }
    .into_any()
}

/// The shop's answer.
#[component]
fn Answer(reply: Reply, shop: String, words: &'static Locale) -> impl IntoView {
    view! {
        <div class="candor-reply" part="reply">
            <ul class="candor-about">
                <li class="candor-author">{words.show.reply.replace("{shop}", &shop)}</li>
                <li>
                    <Date at=reply.at words />
                </li>
                {reply.edited_at.map(|_| view! { <li part="edited">{words.show.edited}</li> })}
            </ul>
            <p class="candor-text" part="reply-text" lang="" dir="auto">
                {reply.text}
            </p>
        </div>
    }
}

/// A day as readers write it, in UTC.
#[component]
fn Date(at: Timestamp, words: &'static Locale) -> impl IntoView {
    let instant = at.to_string();
    let day = said(&instant, words).unwrap_or_else(|| instant.clone());
    view! { <time datetime=instant>{day}</time> }
}

/// The date at the beginning of an RFC 3339 instant, in words.
fn said(instant: &str, words: &Locale) -> Option<String> {
    let (date, _) = instant.split_once('T')?;
    let mut parts = date.splitn(3, '-');
    let year = parts.next()?.parse().ok()?;
    let month = parts.next()?.parse().ok()?;
    let day = parts.next()?.parse().ok()?;
    Some(words.show.date(year, month, day))
}

fn provenance(provenance: Provenance, words: &Locale) -> &'static str {
    match provenance {
        Provenance::Spontaneous => words.show.spontaneous,
        Provenance::Invited => words.show.invited,
        Provenance::Imported => words.show.imported,
        Provenance::Incentivised => words.show.incentivised,
    }
}

/// The text, if it says anything.
pub(super) fn filled(text: &str) -> Option<String> {
    (!text.trim().is_empty()).then(|| text.to_owned())
}
