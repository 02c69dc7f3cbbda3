//! Answers in the shopper's own words, and what is said below a field that is not right.

use leptos::prelude::*;

use super::Run;
use super::part::{flag, on, text};
use super::run::State;

/// A field: its name in validation, its id, and the id of what is said below it.
#[derive(Clone, Copy)]
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) id: &'static str,
    pub(super) problem: &'static str,
}

/// A field for some sentences.
pub(super) fn sentences(
    run: &Run,
    field: Field,
    labelled_by: &'static str,
    placeholder: String,
    write: fn(&mut State) -> &mut String,
) -> impl IntoView + use<> {
    let value = run.write(|state| write(state).clone());
    view! {
        <textarea
            {..on("input", run, move |run, event| run.write(|state| *write(state) = event_target_value(&event)))}
            class="input"
            part="input"
            rows="3"
            id=field.id
            aria-labelledby=labelled_by
            aria-describedby=field.problem
            aria-invalid=wrong(run, field.name)
            placeholder=placeholder
            prop:value=value
        ></textarea>
        {problem(run, field)}
    }
}

/// A field for one line.
pub(super) fn line(
    run: &Run,
    field: Field,
    autocomplete: &'static str,
    write: fn(&mut State) -> &mut String,
) -> impl IntoView + use<> {
    let value = run.write(|state| write(state).clone());
    view! {
        <input
            {..on("input", run, move |run, event| run.write(|state| *write(state) = event_target_value(&event)))}
            class="input"
            part="input"
            type="text"
            id=field.id
            autocomplete=autocomplete
            aria-describedby=field.problem
            aria-invalid=wrong(run, field.name)
            prop:value=value
        />
        {problem(run, field)}
    }
}

/// What is said below a field that is not right.
pub(super) fn problem(run: &Run, field: Field) -> impl IntoView + use<> {
    let said = text(run, move |state| match &state.problem {
        Some((name, problem)) if name == field.name => problem.clone(),
        _ => String::new(),
    });
    view! {
        <p class="problem" part="problem" role="alert" id=field.problem>
            {said}
        </p>
    }
}

/// `aria-invalid` of a field.
fn wrong(run: &Run, name: &'static str) -> super::part::Flag {
    flag(run, move |state| {
        state.problem.as_ref().is_some_and(|(field, _)| field == name).then_some("true")
    })
}
