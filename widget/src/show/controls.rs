//! What a reader chooses reviews by: a form that works by its button, and at once with a script.

use leptos::prelude::*;
use shared::locale::{DisplayWords, Locale, display_words, language_name};

use super::stars::WholeStars;

/// What a reader has chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// Only reviews with so many stars.
    pub stars: Option<i64>,
    /// Only reviews in this language.
    pub language: Option<String>,
    /// Only reviews of a proven purchase.
    pub verified: bool,
    /// Only reviews with these words in them.
    pub search: Option<String>,
    /// The name of the order, as addresses have it.
    pub sort: &'static str,
}

impl Choice {
    /// Whether some reviews are left out.
    pub fn narrows(&self) -> bool {
        self.stars.is_some() || self.language.is_some() || self.verified || self.search.is_some()
    }
}

/// What there is to choose from.
#[derive(Clone, Debug, Default)]
pub struct Controls {
    /// Address of the display without its query.
    pub action: String,
    /// What the form keeps of the query.
    pub kept: Vec<(&'static str, String)>,
    /// Languages that there are reviews in.
    pub languages: Vec<String>,
    /// Whether some reviews are of a proven purchase, and some are not.
    pub verified: bool,
}

/// Order, language, proof and words, in one row.
#[component]
pub(super) fn ControlsRow(controls: Controls, choice: Choice, words: &'static Locale) -> AnyView {
    let Controls { action, kept, languages, verified } = controls;
    let display = display_words(words.language);
    let hidden = kept
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
        .collect_view();
    let several = languages.len() > 1 || choice.language.is_some();

    view! {
        <form
            class="candor-controls"
            part="controls"
            method="get"
            action=action
            aria-label=display.controls
            data-candor-controls
        >
            {hidden}
            <Words search=choice.search display />
            <div class="candor-chips">
                <Order sort=choice.sort display />
                {several
                    .then(|| view! { <Language languages chosen=choice.language display /> })}
                {(verified || choice.verified)
                    .then(|| {
                        view! { <Only name="verified" checked=choice.verified label=words.show.verified /> }
                    })}
                <button class="candor-chip candor-apply" part="control" data-candor-apply>
                    <span>{display.apply}</span>
                </button>
            </div>
        </form>
    }
    .into_any()
}

/// Looks for words in reviews.
#[component]
fn Words(search: Option<String>, display: &'static DisplayWords) -> impl IntoView {
    view! {
        <label class="candor-search">
            <span class="candor-hidden">{display.search}</span>
            <svg aria-hidden="true" viewBox="0 0 16 16" width="16" height="16">
                <path
                    fill="none"
                    stroke="currentColor"
                    stroke-width="1.5"
                    stroke-linecap="round"
                    d="M7 2.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 0 0 0-9zM10.4 10.4L14 14"
                ></path>
            </svg>
            <input
                class="candor-field"
                part="control"
                type="search"
                name="search"
                maxlength="100"
                enterkeyhint="search"
                autocomplete="off"
                placeholder=display.search
                value=search.unwrap_or_default()
            />
        </label>
    }
}

/// In which order.
#[component]
fn Order(sort: &'static str, display: &'static DisplayWords) -> impl IntoView {
    let options = [
        ("newest", display.newest),
        ("helpful", display.most_helpful),
        ("highest", display.highest),
        ("lowest", display.lowest),
    ]
    .map(|(name, label)| view! { <Choosable value=name.to_owned() chosen=sort == name label=label.to_owned() /> });

    view! {
        <label class="candor-pick">
            <span class="candor-hidden">{display.sort}</span>
            <select class="candor-field" part="control" name="sort">
                {options}
            </select>
        </label>
    }
}

/// In which language they are written.
#[component]
fn Language(
    languages: Vec<String>,
    chosen: Option<String>,
    display: &'static DisplayWords,
) -> impl IntoView {
    let options = languages
        .into_iter()
        .map(|tag| {
            let (chosen, label) = (chosen.as_ref() == Some(&tag), language_name(&tag));
            view! { <Choosable value=tag chosen label /> }
        })
        .collect_view();

    view! {
        <label class="candor-pick">
            <span class="candor-hidden">{display.language}</span>
            <select class="candor-field" part="control" name="language">
                <option value="">{display.all_languages}</option>
                {options}
            </select>
        </label>
    }
}

#[component]
fn Choosable(value: String, chosen: bool, label: String) -> impl IntoView {
    view! {
        <option value=value selected=chosen>
            {label}
        </option>
    }
}

/// Leaves out all reviews that are not so.
#[component]
fn Only(name: &'static str, checked: bool, label: &'static str) -> impl IntoView {
    view! {
        <label class="candor-chip" part="control">
            <input type="checkbox" name=name value="true" checked=checked />
            <span>{label}</span>
        </label>
    }
}

/// How many reviews are chosen, and the way back to all of them.
#[component]
pub(super) fn Found(
    choice: Choice,
    /// How many reviews are chosen.
    found: i64,
    /// How many there are.
    count: i64,
    /// Address of all reviews.
    all: String,
    words: &'static Locale,
) -> AnyView {
    let display = display_words(words.language);
    let said = if found == 0 {
        display.nothing.to_owned()
    } else {
        let (found, count) = (words.show.number(found), words.show.number(count));
        display.found.replace("{n}", &found).replace("{all}", &count)
    };

    view! {
        <p class="candor-filtered" part="filtered">
            {choice.stars.map(|stars| view! { <WholeStars stars words /> })}
            <span class="candor-found">{said}</span>
            <a class="candor-link" part="link" href=all data-candor-page>
                {words.show.all_stars}
            </a>
        </p>
    }
    .into_any()
}
