//! One choice out of a row of steps: numbers from end to end, and stars.
//!
//! A radio group with one Tab stop. Arrows move without choosing, because a choice is sent at
//! once; Space, Enter, a pointer or a digit choose.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast as _;
use leptos::web_sys::Element;

use super::Run;
use super::part::{flag, on};

/// The steps of the question on the screen: a look, which is a class of the sheet, and what each
/// step shows and is read out as, the lowest first.
pub(super) fn scale(
    run: &Run,
    look: &'static str,
    steps: Vec<(String, String)>,
) -> impl IntoView + use<> {
    let low = run.read(|state| state.range().0);
    let step = |(number, (label, name)): (i64, (String, String))| {
        let checked = flag(run, move |state| {
            Some(if state.number == Some(number) { "true" } else { "false" })
        });
        let stop = flag(run, move |state| Some(if state.stop == number { "0" } else { "-1" }));
        let lit = flag(run, move |state| (state.number >= Some(number)).then_some(""));
        view! {
            <button
                {..on("click", run, move |run, _| run.choose(number))}
                type="button"
                class="step"
                part="step"
                role="radio"
                aria-label=name
                aria-checked=checked
                tabindex=stop
                data-lit=lit
            >
                {label}
            </button>
        }
    };
    let steps: Vec<_> = (low..).zip(steps).map(step).collect();
    view! {
        <div class=look part="scale" role="radiogroup" aria-labelledby="question">
            {steps}
        </div>
    }
}

/// What a key does to the scale; tells whether it did anything.
pub(super) fn key(run: &Run, key: &str, event: &KeyboardEvent) -> bool {
    let Some(target) = event.target() else { return false };
    let target: Element = target.unchecked_into();
    let on_step = target.class_name() == "step";
    if let [digit @ b'0'..=b'9'] = key.as_bytes() {
        // A digit also counts on the frame, where the focus is at first, but not in a field.
        let counts = on_step || target.class_name() == "frame";
        if counts {
            run.digit(i64::from(digit - b'0'));
        }
        return counts;
    }
    let moved = run.read(|state| moved(key, state.stop, state.range(), state.look.right_to_left));
    match moved {
        Some(number) if on_step => run.stop_at(number),
        _ => return false,
    }
    true
}

/// Where a key moves the focus to.
fn moved(key: &str, at: i64, (low, high): (i64, i64), right_to_left: bool) -> Option<i64> {
    let forward = if right_to_left { -1 } else { 1 };
    let to = match key {
        "ArrowUp" => at - 1,
        "ArrowDown" => at + 1,
        "ArrowLeft" => at - forward,
        "ArrowRight" => at + forward,
        "Home" => low,
        "End" => high,
        _ => return None,
    };
    Some(to.clamp(low, high))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrows_move_one_step_and_stop_at_the_ends() {
        assert_eq!(moved("ArrowRight", 3, (0, 10), false), Some(4));
        assert_eq!(moved("ArrowRight", 10, (0, 10), false), Some(10));
        assert_eq!(moved("ArrowUp", 0, (0, 10), false), Some(0));
        assert_eq!(moved("End", 3, (1, 7), false), Some(7));
        assert_eq!(moved("Enter", 3, (1, 7), false), None);
    }

    #[test]
    fn arrows_follow_the_eye_where_writing_goes_from_right_to_left() {
        assert_eq!(moved("ArrowLeft", 3, (0, 10), true), Some(4));
        assert_eq!(moved("ArrowRight", 3, (0, 10), true), Some(2));
        assert_eq!(moved("ArrowDown", 3, (0, 10), true), Some(4));
    }
}
