//! What the page does while a popover is open: scrolls, shrinks, moves the focus, gets Escape.

use std::cell::Cell;

use js_sys::Function;
use leptos::ev::KeyboardEvent;
use leptos::prelude::window;
use leptos::web_sys::EventTarget;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};

use super::focus::focused;
use super::stage::{later, popover};
use super::stand::arrange;

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

/// Puts the popover in its place again.
pub(super) fn look_around(_: JsValue) {
    if let Some(stage) = popover() {
        arrange(&stage.host, &stage.widget);
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
