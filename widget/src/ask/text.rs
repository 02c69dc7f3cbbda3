//! Answers in the shopper's own words, and what is said below a field that is not right.

use leptos::prelude::event_target_value;

use super::Run;
use super::part::{Part, part};
use super::state::State;

/// A field.
pub(super) struct Field {
    /// What validation calls it.
    pub(super) name: &'static str,
    /// Its id.
    pub(super) id: &'static str,
    /// The id of what is said below it.
    pub(super) problem: &'static str,
    /// Where its text is kept.
    pub(super) text: fn(&mut State) -> &mut String,
}

/// A field for some sentences, and what is said below it.
pub(super) fn sentences(run: &Run, field: &'static Field) -> Part {
    let text = run.write(|state| (field.text)(state).clone());
    listen(run, part("textarea", "input"), field).with("rows", "3").say(&text)
}

/// A field for one line.
pub(super) fn line(run: &Run, field: &'static Field) -> Part {
    let text = run.write(|state| (field.text)(state).clone());
    listen(run, part("input", "input"), field).with("value", &text)
}

fn listen(run: &Run, input: Part, field: &'static Field) -> Part {
    input
        .with("id", field.id)
        .with("aria-describedby", field.problem)
        .follow(run, "aria-invalid", field, |state, field| {
            state.problem.as_ref().is_some_and(|(name, _)| name == field.name).then_some("true")
        })
        .on(run, "input", field, |run, event, field| {
            run.write(|state| {
                *(field.text)(state) = event_target_value(&event);
                state.problem = None;
            });
        })
}

/// What is said below a field that is not right.
pub(super) fn problem(run: &Run, field: &'static Field) -> Part {
    let said = part("div", "problem").with("role", "alert").with("id", field.problem);
    said.tell(run, field, |state, field| match &state.problem {
        Some((name, problem)) if name == field.name => problem.clone(),
        _ => String::new(),
    })
}
