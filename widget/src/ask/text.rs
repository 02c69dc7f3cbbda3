//! Answers in the shopper's own words, and what is said below a field that is not right.

use leptos::prelude::event_target_value;

use super::Run;
use super::part::{Part, part};
use super::state::State;

/// A field: its name in validation, its id, and the id of what is said below it.
#[derive(Clone, Copy)]
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) id: &'static str,
    pub(super) problem: &'static str,
}

/// Where a field's text is kept.
type Place = fn(&mut State) -> &mut String;

/// A field for some sentences.
pub(super) fn sentences(run: &Run, field: Field, place: Place) -> Part {
    let value = run.write(|state| place(state).clone());
    listen(run, part("textarea", "input"), field, place).with("rows", "3").say(&value)
}

/// A field for one line.
pub(super) fn line(run: &Run, field: Field, place: Place) -> Part {
    let value = run.write(|state| place(state).clone());
    listen(run, part("input", "input"), field, place).with("value", &value)
}

fn listen(run: &Run, input: Part, field: Field, place: Place) -> Part {
    input
        .with("id", field.id)
        .with("aria-describedby", field.problem)
        .follow(run, "aria-invalid", move |state| {
            state.problem.as_ref().is_some_and(|(name, _)| name == field.name).then_some("true")
        })
        .on(run, "input", move |run, event| {
            run.write(|state| {
                *place(state) = event_target_value(&event);
                state.problem = None;
            });
        })
}

/// What is said below a field that is not right.
pub(super) fn problem(run: &Run, field: Field) -> Part {
    part("div", "problem").with("role", "alert").with("id", field.problem).tell(run, move |state| {
        match &state.problem {
            Some((name, problem)) if name == field.name => problem.clone(),
            _ => String::new(),
        }
    })
}
