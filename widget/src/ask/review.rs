//! A review: stars first, then title, text, name and the consent to publish it.

use leptos::prelude::event_target_checked;
use shared::locale::AskWords;

use super::Run;
use super::part::{Part, part};
use super::scale::scale;
use super::text::{Field, line, problem, sentences};

const STARS: Field = Field { name: "stars", id: "stars", problem: "stars-problem" };
const TITLE: Field = Field { name: "title", id: "title", problem: "title-problem" };
const TEXT: Field = Field { name: "text", id: "text", problem: "text-problem" };
const NAME: Field = Field { name: "name", id: "name", problem: "name-problem" };

/// The form of a review. It grows when stars are chosen, so that it begins with one thing.
pub(super) fn review(run: &Run) -> Part {
    let (words, consent) = run.read(|state| (state.words.clone(), state.review.consent));
    let stars = words.star_names.iter().map(|name| (String::new(), name.clone())).collect();
    let labelled = |group: Part, field: Field, label: &str, input: Part| {
        group.hold(self::label(&words, field, label)).hold(input).hold(problem(run, field))
    };
    let title = line(run, TITLE, |state| &mut state.review.title);
    let text = sentences(run, TEXT, |state| &mut state.review.text);
    let name = line(run, NAME, |state| &mut state.review.name).with("autocomplete", "nickname");
    let rest = part("div", "rest").follow(run, "data-open", |state| state.number.map(|_| ""));
    let rest = labelled(rest, TITLE, &words.review_title, title);
    let rest = labelled(rest, TEXT, &words.review_text, text);
    let rest = labelled(rest, NAME, &words.review_name, name);
    part("div", "review")
        .hold(scale(run, "stars", stars))
        .hold(problem(run, STARS))
        .hold(rest.hold(self::consent(run, &words, consent)))
}

fn label(words: &AskWords<String>, field: Field, label: &str) -> Part {
    part("label", "label")
        .with("for", field.id)
        .say(label)
        .hold(part("span", "optional").say(&words.optional))
}

fn consent(run: &Run, words: &AskWords<String>, given: bool) -> Part {
    let check = part("input", "box").with("type", "checkbox").with("aria-describedby", "note").on(
        run,
        "change",
        |run, event| {
            run.write(|state| state.review.consent = event_target_checked(&event));
        },
    );
    part("label", "consent").hold(if given { check.with("checked", "") } else { check }).hold(
        part("span", "terms")
            .say(&words.consent)
            .hold(part("span", "note").with("id", "note").say(&words.consent_note)),
    )
}
