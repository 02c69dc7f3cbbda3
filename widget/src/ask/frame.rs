//! What is around every screen: a dialog over the page or a group inside it.

use leptos::ev::{Event, KeyboardEvent, PointerEvent};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast as _;
use leptos::web_sys::Element;

use super::part::{on, text};
use super::{Run, scale};

/// A frame without a screen: [`super::Page::show`] puts the screens into its `.slot`.
pub fn frame(run: &Run) -> impl IntoView + use<> {
    let (label, close, inline, language, right_to_left) = run.read(|state| {
        let (words, look) = (&state.words, &state.look);
        let (label, close) = (words.label.clone(), words.close.clone());
        (label, close, look.inline, look.language.clone(), look.right_to_left)
    });
    let over = (!inline).then(|| {
        view! {
            <div
                {..on("pointerdown", run, grab)}
                {..on("pointermove", run, pull)}
                {..on("pointerup", run, let_go)}
                {..on("pointercancel", run, let_go)}
                class="handle"
                part="handle"
            ></div>
            <button
                {..on("click", run, |run, _| run.close())}
                type="button"
                class="close"
                part="close"
                aria-label=close
            ></button>
        }
    });
    view! {
        <div
            {..on("keydown", run, key)}
            {..on("keyup", run, |_, event| event.stop_propagation())}
            {..on("keypress", run, |_, event| event.stop_propagation())}
            class="frame"
            part="frame"
            role=if inline { "group" } else { "dialog" }
            aria-label=label
            aria-describedby="question"
            tabindex="-1"
            lang=language
            dir=if right_to_left { "rtl" } else { "ltr" }
        >
            <div class={"slot"}></div>
            {over}
            <div class="hidden" role="status">
                {text(run, |state| state.live.clone())}
            </div>
        </div>
    }
}

fn key(run: &Run, event: Event) {
    // The page's own shortcuts must not run while somebody types here.
    event.stop_propagation();
    let event: KeyboardEvent = event.unchecked_into();
    if event.ctrl_key() || event.alt_key() || event.meta_key() || event.is_composing() {
        return;
    }
    let key = event.key();
    if key == "Escape" && !run.read(|state| state.look.inline) {
        run.close();
    } else if scale::key(run, &key, &event) {
        event.prevent_default();
    }
}

/// How far down the pointer is; kept in the element while a finger holds it.
fn pull(run: &Run, event: Event) {
    let event: PointerEvent = event.unchecked_into();
    if event.buttons() > 0 {
        run.drag(Some(event.client_y()));
    }
}

fn grab(run: &Run, event: Event) {
    let event: PointerEvent = event.unchecked_into();
    if let Some(handle) = event.current_target() {
        // Its events keep coming while it moves away.
        _ = handle.unchecked_into::<Element>().set_pointer_capture(event.pointer_id());
    }
    run.drag(Some(event.client_y()));
}

fn let_go(run: &Run, _: Event) {
    run.drag(None);
}
