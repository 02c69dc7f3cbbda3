//! What the author's own page shows, in the language that the review was written in, or else in
//! the shop's.

use leptos::prelude::*;
use shared::locale::{AuthorWords, Locale};
use shared::review::{Reply, State};
use shared::time::Timestamp;

use super::form::{Draft, correct, sure};
use crate::dashboard::reviews::said::{Said, Stars};
use crate::reviews::Review;

/// What the page is made of.
pub(super) struct Content<'a> {
    pub(super) words: &'static AuthorWords,
    pub(super) all: &'static Locale,
    /// Name of the shop.
    pub(super) shop: &'a str,
    /// The product that it is about, or the shop; the review itself; and its photos.
    pub(super) about: (String, Review, Option<AnyView>),
    /// Address of the page.
    pub(super) action: String,
    /// What was sent and not taken, or what was just done.
    pub(super) draft: Draft,
}

/// The whole content.
pub(super) fn content(content: Content<'_>) -> AnyView {
    let Content { words, all, shop, about: (about, review, photos), action, draft } = content;
    let shop = isolated(shop, all);
    let (before, after) = words.title.split_once("{about}").unwrap_or((words.title, ""));
    let (standing, what_next) = standing(&review, words, all, &shop);
    let saved = draft.saved.then(|| {
        view! {
            <p class="notice" role="status">
                {words.saved}
            </p>
        }
    });
    let state = review.state.as_str();
    let ways = ways(&review, (words, all), (&shop, action), draft);

    view! {
        <h1>{before} <bdi>{about}</bdi> {after}</h1>
        {saved}
        <section class="standing">
            <p>
                <strong class="state" data-state=state>
                    {standing}
                </strong>
            </p>
            <p>{what_next}</p>
        </section>
        {said(review, words, all, &shop)}
        {photos}
        {ways}
        <p class="quiet-text small keep">{words.keep}</p>
    }
    .into_any()
}

/// The review as readers see it, and the shop's answer.
fn said(review: Review, words: &AuthorWords, all: &'static Locale, shop: &str) -> AnyView {
    let language = review.language;
    let written = words.written.replace("{date}", &day(review.submitted_at, all));
    let by = (!review.author.is_empty()).then(|| {
        view! {
            " · "
            <bdi>{review.author}</bdi>
        }
    });
    let edited = review.edited.then(|| view! { {format!(" · {}", all.show.edited)} });
    let title = (!review.title.is_empty()).then(|| {
        view! {
            <h2 class="title" dir="auto" lang=language.clone()>
                {review.title}
            </h2>
        }
    });
    let wordless = review.text.is_empty();
    let wordless = wordless.then(|| view! { <p class="quiet-text">{words.no_text}</p> });
    let stars = all.show.out_of_five.replace("{stars}", &review.stars.to_string());
    view! {
        <article class="card review">
            <Stars stars=review.stars said=stars />
            {title}
            <Said text=review.text language />
            {wordless}
            {review.reply.map(|reply| answer(reply, all, shop))}
            <p class="quiet-text small">{written} {by} {edited}</p>
        </article>
    }
    .into_any()
}

fn answer(reply: Reply, all: &'static Locale, shop: &str) -> AnyView {
    let changed = reply.edited_at.map(|_| format!(" · {}", all.show.edited));
    view! {
        <div class="reply">
            <p class="quiet-text small">
                <strong>{all.show.reply.replace("{shop}", shop)}</strong>
                " · "
                {day(reply.at, all)}
                {changed}
            </p>
            <p class="said" dir="auto">
                {reply.text}
            </p>
        </div>
    }
    .into_any()
}

/// What its author can do.
fn ways(
    review: &Review,
    (words, all): (&'static AuthorWords, &'static Locale),
    (shop, action): (&str, String),
    draft: Draft,
) -> AnyView {
    let named = |text: &str| text.replace("{shop}", shop);
    let open = review.state != State::Withdrawn;
    let correct = open.then(|| correct(review, (words, all), format!("{action}/correct"), draft));
    let take_back = open.then(|| {
        let note = named(words.take_back_note);
        sure((words.take_back, words.take_back_yes), note, format!("{action}/withdraw"))
    });
    let erase = review.erased_at.is_none().then(|| {
        let note = named(words.erase_note);
        sure((words.erase, words.erase_yes), note, format!("{action}/erase"))
    });
    view! { <div class="ways">{correct} {take_back} {erase}</div> }.into_any()
}

/// What has become of the review, and what that means, in plain words.
fn standing(
    review: &Review,
    words: &AuthorWords,
    all: &'static Locale,
    shop: &str,
) -> (String, String) {
    let dated = |text: &str, at: Option<Timestamp>| {
        text.replace("{date}", &day(at.unwrap_or(review.submitted_at), all))
    };
    let (standing, means) = match review.state {
        _ if review.erased_at.is_some() => {
            (dated(words.erased, review.erased_at), words.erased_why)
        }
        State::Pending => (words.waiting.to_owned(), words.waiting_why),
        State::Published => (dated(words.public_since, review.published_at), words.public_why),
        State::Withheld => (words.withheld.to_owned(), words.withheld_why),
        State::Withdrawn => (dated(words.taken_back, review.decided_at), words.taken_back_why),
    };
    let reason = review.withheld.map(|reason| words.reason(reason)).unwrap_or_default();
    (standing, means.replace("{reason}", reason).replace("{shop}", shop))
}

/// A day as readers write it, in UTC.
fn day(at: Timestamp, all: &Locale) -> String {
    match jiff::Timestamp::from_microsecond(at.micros()) {
        Ok(instant) => {
            let date = instant.to_zoned(jiff::tz::TimeZone::UTC).date();
            all.show.date(date.year(), date.month(), date.day())
        }
        Err(_) => at.to_string(),
    }
}

/// A name that keeps its own direction within a sentence of the other one.
fn isolated(name: &str, all: &Locale) -> String {
    if all.right_to_left { format!("\u{2068}{name}\u{2069}") } else { name.to_owned() }
}
