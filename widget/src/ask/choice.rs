//! Options: one of them as a radio group, which goes on by itself, or any of them as ticks.

use leptos::prelude::event_target_checked;
use shared::survey::Question;

use super::Run;
use super::part::{Part, part};
use super::scale::scale;

/// One of the options; a scale with a row for each step.
pub(super) fn one(run: &Run, question: &Question<String>) -> Part {
    let rows = question.options.iter().map(|option| (option.text.clone(), option.text.clone()));
    scale(run, "choices", rows.collect())
}

/// Any of the options.
pub(super) fn several(run: &Run, question: &Question<String>) -> Part {
    let ticked = run.read(|state| state.ticked);
    let group = part("div", "choices")
        .with("role", "group")
        .with("aria-labelledby", "question")
        .with("aria-describedby", "several answer-problem");
    (1_u32..).zip(&question.options).fold(group, |group, (number, option)| {
        let tick = part("input", "box").with("type", "checkbox").on(
            run,
            "change",
            1 << number,
            |run, event, bit: u32| {
                let is_ticked = event_target_checked(&event);
                run.write(|state| {
                    state.ticked = if is_ticked { state.ticked | bit } else { state.ticked & !bit };
                    state.problem = None;
                });
            },
        );
        let tick = if ticked >> number & 1 == 1 { tick.with("checked", "") } else { tick };
        group.hold(part("label", "option").hold(tick).say(&option.text))
    })
}
