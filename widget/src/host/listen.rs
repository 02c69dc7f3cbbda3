//! What happens while a popover is open: the page scrolls, shrinks, moves the focus, gets
//! Escape; the popover grows, and is touched.

use std::cell::Cell;

use js_sys::Function;
use leptos::ev::KeyboardEvent;
use leptos::prelude::{document, window};
use leptos::web_sys::EventTarget;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};

use super::focus::focused;
use super::stage::{later, popover, stage};
use super::stand::{arrange, size};
use crate::ask::Run;

/// How long the page may scroll before the popover looks around again.
const SCROLLING: u32 = 150;

thread_local! {
    static LISTENING: Cell<bool> = const { Cell::new(false) };
    static SCROLLED: Cell<bool> = const { Cell::new(false) };
}

/// Begins to listen, once for all popovers of this page.
pub(super) fn begin() {
    if LISTENING.replace(true) {
        return;
    }
    let window = window();
    listen(&window, "keydown", &callback(on_key));
    listen(&window, "focusin", &callback(remember_focus));
    listen(&window, "scroll", &callback(look_around_soon));
    let follow = callback(look_around);
    listen(&window, "resize", &follow);
    if let Some(visual) = window.visual_viewport() {
        listen(&visual, "resize", &follow);
        listen(&visual, "scroll", &follow);
    }
}

/// Keeps what is written when the page is hidden: it is so before it is left, and on phones it may
/// end without another word.
pub(super) fn keep_unsent(id: u32, run: Run) {
    let keep = move |_: JsValue| {
        if let Some(stage) = stage(id).filter(|_| document().hidden()) {
            stage.talk.keep(&run.so_far(), run.is_done());
        }
    };
    let keep = Closure::<dyn Fn(JsValue)>::new(keep).into_js_value().unchecked_into();
    listen(&document(), "visibilitychange", &keep);
}

/// A function that the browser can call for as long as the page lives.
pub(crate) fn callback(call: fn(JsValue)) -> Function {
    Closure::<dyn Fn(JsValue)>::new(call).into_js_value().unchecked_into()
}

/// Calls a function on every event of that name.
pub(crate) fn listen(target: &EventTarget, event: &str, callback: &Function) {
    _ = target.add_event_listener_with_callback(event, callback);
}

/// Inside the widget Escape is heard by its frame; elsewhere it may mean other things.
fn on_key(event: JsValue) {
    let event: KeyboardEvent = event.unchecked_into();
    if event.key() == "Escape"
        && !event.default_prevented()
        && focused().is_none()
        && let Some(stage) = popover()
    {
        stage.close(false);
    }
}

fn remember_focus(_: JsValue) {
    if let Some(stage) = popover() {
        stage.remember();
    }
}

/// Puts the popover in its place again, if it had one.
fn look_around(_: JsValue) {
    if let Some(stage) = popover().filter(|stage| stage.size.get() != (0, 0)) {
        arrange(&stage, false);
    }
}

/// Finds a place for a popover that has another size now.
pub(super) fn grow(_: JsValue) {
    // The observer also calls when it begins to observe.
    if let Some(stage) = popover().filter(|stage| stage.size.get() != size(&stage.widget)) {
        arrange(&stage, true);
    }
}

/// Brings back a sheet that gave way, for whoever touches it.
pub(super) fn rise(_: JsValue) {
    if let Some(stage) = popover()
        && !stage.touched.replace(true)
    {
        arrange(&stage, false);
    }
}

/// The same for whoever moves the focus in it; the frame has it from the start.
pub(super) fn rise_for_focus(event: JsValue) {
    if popover().is_some_and(|stage| stage.find(".frame:focus").is_none()) {
        rise(event);
    }
}

/// Scrolling brings bars that stick to the window.
fn look_around_soon(event: JsValue) {
    if !SCROLLED.replace(true) {
        let look = move || {
            SCROLLED.set(false);
            look_around(event);
        };
        later(SCROLLING, Box::new(look));
    }
}
