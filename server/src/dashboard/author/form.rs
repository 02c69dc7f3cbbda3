//! The forms of the author's own page, each folded until it is wanted: two steps without a script.

use leptos::prelude::*;
use shared::invalid::{Invalid, Reason};
use shared::locale::{AuthorWords, Locale};
use shared::response::{MAX_LONG_TEXT, MAX_REVIEW_NAME, MAX_REVIEW_TITLE};

use crate::dashboard::parts::form::inside_textarea;
use crate::reviews::{Review, Words};

/// What was sent and not taken, or that something was.
#[derive(Debug, Default)]
pub(super) struct Draft {
    /// What was sent, and what is wrong with it.
    pub(super) sent: Option<(Words, Invalid)>,
    /// What was wrong with the photo that was sent.
    pub(super) photo: Option<String>,
    /// Whether what was sent is kept.
    pub(super) saved: bool,
}

/// The form in which a review can be said otherwise. It has no stars.
pub(super) fn correct(
    review: &Review,
    (words, all): (&'static AuthorWords, &'static Locale),
    action: String,
    draft: Draft,
) -> AnyView {
    let (shown, refused) = draft.sent.unzip();
    let Words { title, text, name } = shown.unwrap_or_else(|| Words {
        title: review.title.clone(),
        text: review.text.clone(),
        name: review.author.clone(),
    });
    let message = |name: &str| {
        let invalid = refused.as_ref().filter(|invalid| invalid.field == name);
        invalid.map(|invalid| in_words(&invalid.reason, all))
    };
    let title = line(("title", all.ask.review_title), message("title"), title, MAX_REVIEW_TITLE);
    let name = line(("name", all.ask.review_name), message("name"), name, MAX_REVIEW_NAME);
    view! {
        <details name="way" open=refused.is_some()>
            <summary class="button quiet">{words.correct}</summary>
            <form method="post" action=action>
                <p>{words.correct_note}</p>
                {title}
                {sentences(all.ask.review_text, message("text"), &text)}
                {name}
                <button class="button">{words.save}</button>
            </form>
        </details>
    }
    .into_any()
}

/// What is wrong with a text, in the author's language.
fn in_words(reason: &Reason, all: &Locale) -> String {
    match reason {
        Reason::TooLong(limit) => {
            let limit = i64::try_from(*limit).unwrap_or(i64::MAX);
            all.ask.too_long.replace("{limit}", &all.show.number(limit))
        }
        _ => all.ask.character.to_owned(),
    }
}

/// A field of one line.
fn line(
    (name, label): (&'static str, &'static str),
    message: Option<String>,
    value: String,
    most: usize,
) -> AnyView {
    field((name, label), message, |described| {
        view! {
            <input
                id=name
                name=name
                value=value
                dir="auto"
                autocomplete="off"
                maxlength=most
                aria-invalid=described.is_some().then_some("true")
                aria-describedby=described
            />
        }
        .into_any()
    })
}

/// The field of the review's text.
fn sentences(label: &'static str, message: Option<String>, text: &str) -> AnyView {
    field(("text", label), message, |described| {
        view! {
            <textarea
                id="text"
                name="text"
                rows="6"
                dir="auto"
                maxlength=MAX_LONG_TEXT
                aria-invalid=described.is_some().then_some("true")
                aria-describedby=described
            >
                {inside_textarea(text)}
            </textarea>
        }
        .into_any()
    })
}

/// A field with its label, and what is wrong with what stands in it.
fn field(
    (name, label): (&'static str, &'static str),
    message: Option<String>,
    control: impl FnOnce(Option<String>) -> AnyView,
) -> AnyView {
    let id = format!("{name}-message");
    let control = control(message.is_some().then(|| id.clone()));
    let message = message.map(|message| {
        view! {
            <p class="message" id=id>
                {message}
            </p>
        }
    });
    view! {
        <div class="field">
            <label for=name>{label}</label>
            {control}
            {message}
        </div>
    }
    .into_any()
}

/// Something that cannot be undone: said first, then confirmed.
pub(super) fn sure(
    (ask, yes): (&'static str, &'static str),
    note: String,
    action: String,
) -> AnyView {
    view! {
        <details name="way">
            <summary class="button quiet">{ask}</summary>
            <form method="post" action=action>
                <p>{note}</p>
                <button class="button danger">{yes}</button>
            </form>
        </details>
    }
    .into_any()
}
