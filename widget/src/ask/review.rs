//! A review: stars first, then title, text, name and the consent to publish it.

use leptos::prelude::*;

use super::Run;
use super::part::{flag, on};
use super::scale::scale;
use super::text::{Field, line, problem, sentences};

const STARS: Field = Field { name: "stars", id: "stars", problem: "stars-problem" };
const TITLE: Field = Field { name: "title", id: "title", problem: "title-problem" };
const TEXT: Field = Field { name: "text", id: "text", problem: "text-problem" };
const NAME: Field = Field { name: "name", id: "name", problem: "name-problem" };

/// The form of a review. It grows when stars are chosen, so that it begins with one thing.
pub(super) fn review(run: &Run) -> impl IntoView + use<> {
    let (words, consent) = run.read(|state| (state.words.clone(), state.review.consent));
    let stars = words.star_names.into_iter().map(|name| (String::new(), name)).collect();
    let label = |field: Field, id: &'static str, word: String| {
        view! {
            <label class="label" part="label" id=id for=field.id>
                {word}
                <span class="optional">{words.optional.clone()}</span>
            </label>
        }
    };
    let check = on("change", run, |run, event| {
        run.write(|state| state.review.consent = event_target_checked(&event));
    });
    view! {
        {scale(run, "stars", stars)}
        {problem(run, STARS)}
        <div class="rest" data-open=flag(run, |state| state.number.map(|_| ""))>
            {label(TITLE, "title-label", words.review_title)}
            {line(run, TITLE, "off", |state| &mut state.review.title)}
            {label(TEXT, "text-label", words.review_text)}
            {sentences(run, TEXT, "text-label", String::new(), |state| &mut state.review.text)}
            {label(NAME, "name-label", words.review_name)}
            {line(run, NAME, "nickname", |state| &mut state.review.name)}
            <label class="check" part="consent">
                <input {..check} type="checkbox" aria-describedby="note" prop:checked=consent />
                {words.consent}
            </label>
            <p class="note" part="note" id="note">
                {words.consent_note}
            </p>
        </div>
    }
}
