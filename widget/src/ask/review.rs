//! A review: stars first, then title, text and name; and the consent to publish it, which stands
//! outside of what scrolls.

use leptos::prelude::event_target_checked;

use super::Run;
use super::part::{Part, part};
use super::scale::scale;
use super::text::{Field, line, problem, sentences};

static STARS: Field =
    Field { name: "stars", id: "stars", problem: "stars-problem", text: |state| &mut state.text };
static TITLE: Field = Field {
    name: "title",
    id: "title",
    problem: "title-problem",
    text: |state| &mut state.review.title,
};
static TEXT: Field = Field {
    name: "text",
    id: "text",
    problem: "text-problem",
    text: |state| &mut state.review.text,
};
static NAME: Field = Field {
    name: "name",
    id: "name",
    problem: "name-problem",
    text: |state| &mut state.review.name,
};

/// What is said below a consent.
static CONSENT: Field = Field {
    name: "consent",
    id: "consent",
    problem: "consent-problem",
    text: |state| &mut state.text,
};

/// Only programs that fill in every field find it.
static WEBSITE: Field = Field {
    name: "website",
    id: "website",
    problem: "website-problem",
    text: |state| &mut state.website,
};

/// The form of a review. It grows when stars are chosen, so that it begins with one thing.
pub(super) fn review(run: &Run) -> Part {
    let words = run.read(|state| state.words);
    let stars = words.star_names.iter().map(|name| (String::new(), name.clone())).collect();
    let fields = [
        (&TITLE, &words.review_title, line(run, &TITLE)),
        (&TEXT, &words.review_text, sentences(run, &TEXT)),
        (&NAME, &words.review_name, line(run, &NAME).with("autocomplete", "nickname")),
    ];
    let rest = opens(run, part("div", "rest"));
    let rest = fields.into_iter().fold(rest, |rest, (field, word, input)| {
        let label = part("label", "label").with("for", field.id).say(word);
        let label = label.hold(part("span", "optional").say(&words.optional));
        rest.hold(label).hold(input).hold(problem(run, field))
    });
    let trap = line(run, &WEBSITE)
        .with("name", "website")
        .with("class", "hidden")
        .with("part", "")
        .with("autocomplete", "off")
        .with("inert", "")
        .with("tabindex", "-1")
        .with("aria-hidden", "true");
    part("div", "review")
        .hold(trap)
        .hold(scale(run, "stars", stars))
        .hold(problem(run, &STARS))
        .hold(rest)
}

/// Shows a part as soon as stars are chosen.
pub(super) fn opens(run: &Run, part: Part) -> Part {
    part.follow(run, "data-open", (), |state, ()| state.number.map(|_| ""))
}

/// A consent, beside the button that sends what it is about: to publish a review, or to be
/// written to.
pub(super) fn consent(run: &Run, words: &str, note: &str) -> Part {
    let given = run.read(|state| state.review.consent);
    let check = part("input", "box")
        .with("type", "checkbox")
        .with("aria-describedby", "note consent-problem")
        .follow(run, "aria-invalid", (), |state, ()| {
            state.problem.as_ref().is_some_and(|(name, _)| name == CONSENT.name).then_some("true")
        })
        .on(run, "change", (), |run, event, ()| {
            run.write(|state| {
                state.review.consent = event_target_checked(&event);
                state.problem = None;
            });
        });
    let check = if given { check.with("checked", "") } else { check };
    let note = part("span", "note").with("id", "note").say(note);
    let terms = part("span", "terms").say(words).hold(note).hold(problem(run, &CONSENT));
    part("label", "consent").hold(check).hold(terms)
}
