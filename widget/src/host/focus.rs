//! Where the focus is, and how it is moved.

use leptos::prelude::{document, window};
use leptos::web_sys::{Element, FocusOptions, HtmlElement};
use wasm_bindgen::JsCast as _;

use super::theme;

/// The element of the page that has the focus; none where it is the page itself. Within another
/// component, such as our own reviews, it is the element there: its host cannot be focused.
pub(super) fn focused() -> Option<HtmlElement> {
    let mut element = document().active_element()?;
    if theme::page().as_ref() == Some(&element) {
        return None;
    }
    while let Some(inner) = element.shadow_root().and_then(|root| root.active_element()) {
        element = inner;
    }
    Some(element.unchecked_into())
}

/// Moves the focus without moving the page.
pub(super) fn focus(element: Option<Element>) {
    let still = FocusOptions::new();
    still.set_prevent_scroll(true);
    if let Some(element) = element {
        _ = element.unchecked_into::<HtmlElement>().focus_with_options(&still);
    }
}

/// Whether the shopper has a finger rather than a mouse.
pub(super) fn has_touch() -> bool {
    let query = window().match_media("(pointer:coarse)").ok().flatten();
    query.is_some_and(|query| query.matches())
}
