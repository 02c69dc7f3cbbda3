//! What is around every screen: a dialog over the page or a group inside it.

use leptos::ev::{Event, KeyboardEvent, PointerEvent};
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::Element;

use super::part::{Part, part};
use super::{Run, scale};

/// A frame without a screen: [`super::Page::show`] puts the screens into its `.slot`.
pub fn frame(run: &Run) -> Part {
    run.read(|state| {
        let (words, look) = (&state.words, &state.look);
        let over = !look.inline;
        let handle = || {
            part("div", "handle")
                .on(run, "pointerdown", (), grab)
                .on(run, "pointermove", (), pull)
                .on(run, "pointerup", (), let_go)
                .on(run, "pointercancel", (), let_go)
        };
        let close = || {
            part("button", "close").with("aria-label", &words.close).on(
                run,
                "click",
                (),
                |run, _, ()| run.close(),
            )
        };
        let live = part("div", "hidden").with("role", "status");
        part("div", "frame")
            .with("role", if over { "dialog" } else { "group" })
            .with("aria-label", &words.label)
            .with("aria-describedby", "question")
            .with("tabindex", "-1")
            .with("lang", &look.language)
            .with("dir", if look.right_to_left { "rtl" } else { "ltr" })
            .on(run, "keydown", (), on_key)
            .on(run, "keyup", (), |_, event, ()| event.stop_propagation())
            .on(run, "keypress", (), |_, event, ()| event.stop_propagation())
            .hold(over.then(handle))
            .hold(part("div", "slot"))
            .hold(over.then(close))
            .hold(live.tell(run, (), |state, ()| state.live.clone()))
    })
}

fn on_key(run: &Run, event: Event, (): ()) {
    // The page's own shortcuts must not run while somebody types here.
    event.stop_propagation();
    let event: KeyboardEvent = event.unchecked_into();
    if event.ctrl_key() || event.alt_key() || event.meta_key() || event.is_composing() {
        return;
    }
    let key = event.key();
    // Who still holds the key that brought this screen does not mean anything in it.
    let held = run.read(|state| {
        if !event.repeat() {
            state.pressed.set(state.screen);
        }
        state.pressed.get() != state.screen
    });
    if held && (key == "Enter" || key == " ") {
        event.prevent_default();
    } else if key == "Escape" && !run.read(|state| state.look.inline) {
        run.close();
    } else if key == "Enter" && is_line(&event) {
        event.prevent_default();
        run.proceed();
    } else if scale::on_key(run, &key, &event) {
        event.prevent_default();
    }
}

/// Whether somebody writes the one line that a question is answered with.
fn is_line(event: &Event) -> bool {
    let target = event.target().map(JsCast::unchecked_into::<Element>);
    target.is_some_and(|target| target.id() == "answer" && target.tag_name() == "INPUT")
}

/// A finger takes the handle of a sheet.
fn grab(run: &Run, event: Event, (): ()) {
    let event: PointerEvent = event.unchecked_into();
    if let Some(handle) = event.current_target() {
        // Its events keep coming while it moves away.
        _ = handle.unchecked_into::<Element>().set_pointer_capture(event.pointer_id());
    }
    run.drag(Some(event.client_y()));
}

fn pull(run: &Run, event: Event, (): ()) {
    let event: PointerEvent = event.unchecked_into();
    if event.buttons() > 0 {
        run.drag(Some(event.client_y()));
    }
}

fn let_go(run: &Run, _: Event, (): ()) {
    run.drag(None);
}
