//! One choice out of a row of steps: numbers from end to end, and stars.
//!
//! A radio group with one Tab stop. Arrows move without choosing, because a choice is sent at
//! once; Space, Enter, a pointer or a digit choose.

use leptos::ev::KeyboardEvent;
use leptos::wasm_bindgen::JsCast as _;
use leptos::web_sys::Element;

use super::Run;
use super::part::{Part, part};

/// The steps of the question on the screen, the lowest first: what each shows and is read out
/// as. The name tells the sheet how they look.
pub(super) fn scale(run: &Run, name: &str, steps: Vec<(String, String)>) -> Part {
    let group = part("div", name).with("role", "radiogroup").with("aria-labelledby", "question");
    let low = run.read(|state| state.range().0);
    (low..).zip(steps).fold(group, |group, (number, (label, name))| {
        group.hold(
            part("button", "step")
                .with("role", "radio")
                .with("aria-label", &name)
                .follow(run, "aria-checked", number, |state, number| {
                    Some(if state.number == Some(number) { "true" } else { "false" })
                })
                .follow(run, "tabindex", number, |state, number| {
                    Some(if state.stop == number { "0" } else { "-1" })
                })
                .follow(run, "data-lit", number, |state, number| {
                    (state.number >= Some(number)).then_some("")
                })
                .on(run, "click", number, |run, _, number| run.choose(number))
                .say(&label),
        )
    })
}

/// What a key does to the scale; tells whether it did anything.
pub(super) fn on_key(run: &Run, key: &str, event: &KeyboardEvent) -> bool {
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
