//! Questions that end with a consent: a review that others may read, and an address that the shop
//! may keep.

use leptos::prelude::*;
use shared::locale::AskWords;

use super::given::Given;
use super::icons::star;

/// Stars, what is said of them, and whether others may read it.
#[component]
pub fn Review(given: Given, words: &'static AskWords, wrong: bool) -> impl IntoView {
    let stars = (1..=5_usize)
        .map(|number| {
            let value = number.to_string();
            let checked = given.has("stars", &value);
            view! {
                <label class="step">
                    <input type="radio" name="stars" value=value checked=checked />
                    <span class="mark">{star()}</span>
                    <span class="unseen">{words.star_names[number - 1]}</span>
                </label>
            }
        })
        .collect_view();
    let [title, name] =
        ["title", "name"].map(|name| given.one(name).unwrap_or_default().to_owned());
    let text = format!("\n{}", given.one("text").unwrap_or_default());
    let optional = || view! { <span class="optional">{words.optional}</span> };

    view! {
        <div
            class="steps"
            data-drawn="stars"
            role="group"
            aria-label=words.stars
            data-wrong=wrong.then_some("")
        >
            {stars}
        </div>
        <label class="label">
            <span>{words.review_title} " " {optional()}</span>
            <input class="field" name="title" autocomplete="off" dir="auto" value=title />
        </label>
        <label class="label">
            <span>{words.review_text} " " {optional()}</span>
            <textarea class="field" name="text" rows="4" dir="auto">
                {text}
            </textarea>
        </label>
        <label class="label">
            <span>{words.review_name} " " {optional()}</span>
            <input class="field" name="name" autocomplete="nickname" dir="auto" value=name />
        </label>
        <Consent
            given
            label=words.consent
            note=words.consent_note
        />
    }
}

/// An address, and whether the shop may write to it.
#[component]
pub fn Contact(given: Given, words: &'static AskWords, wrong: bool) -> impl IntoView {
    let email = given.one("email").unwrap_or_default().to_owned();
    // Without consent nobody looks at the address.
    let no_consent = wrong && !email.is_empty() && !given.has("consent", "yes");
    let wrong = wrong && !no_consent;

    view! {
        <input
            class="field"
            type="email"
            name="email"
            autocomplete="email"
            inputmode="email"
            dir="ltr"
            placeholder="name@example.com"
            aria-labelledby="question"
            aria-invalid=wrong.then_some("true")
            aria-describedby=wrong.then_some("problem")
            value=email
        />
        <Consent given label=words.contact_consent wrong=no_consent />
    }
}

/// A box that is ticked for a yes, and what happens without.
#[component]
fn Consent(
    given: Given,
    label: &'static str,
    #[prop(optional)] note: &'static str,
    #[prop(optional)] wrong: bool,
) -> impl IntoView {
    let checked = given.has("consent", "yes");
    let note = (!note.is_empty()).then(|| view! { <span class="note">{note}</span> });

    view! {
        <label class="option consent">
            <input
                type="checkbox"
                name="consent"
                value="yes"
                checked=checked
                aria-invalid=wrong.then_some("true")
                aria-describedby=wrong.then_some("problem")
            />
            <span>{label} " " {note}</span>
        </label>
    }
}
