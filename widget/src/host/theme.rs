//! The look that the widget takes over from the page and from the owner: light or dark, font,
//! accent, corners.

use leptos::prelude::{document, window};
use leptos::web_sys::{Element, HtmlElement};
use wasm_bindgen::{JsCast, JsValue};

use super::colour::is_dark;
use super::options::text;
use super::stage::Stage;

/// Dresses the widget for the page that `around` is a part of.
pub(crate) fn dress(widget: &HtmlElement, around: &Element, options: &JsValue) {
    let style = widget.style();
    _ = style.set_property("--page-font", &computed(around, "font-family"));
    for (name, option) in
        [("--shop-accent", "accent"), ("--shop-radius", "radius"), ("--page-font", "font")]
    {
        let value = text(options, option);
        if !value.is_empty() {
            _ = style.set_property(name, &value);
        }
    }
}

/// Makes it light or dark, like what is `behind` it, the uppermost first, unless the owner has
/// chosen.
pub(super) fn tint(stage: &Stage, behind: Vec<Element>) {
    let widget = &stage.widget;
    let dark = match text(&stage.options, "theme").as_str() {
        "dark" => true,
        "light" => false,
        _ => {
            let dark = |it: Element, name| is_dark(&computed(&it, name));
            // A page paints its whole canvas with the body's background, however short that is.
            let mut painted = behind;
            painted.extend(page());
            let painted = painted.into_iter().find_map(|it| dark(it, "background-color"));
            // The sheet gives the host's outline, which is not drawn, the canvas' own colour.
            let canvas = || dark(stage.host.clone().into(), "outline-color");
            painted.or_else(canvas) == Some(true)
        }
    };
    mark(widget, "data-dark", dark);
    // That of the widget has the colour of the accent.
    mark(widget, "data-pale", is_dark(&computed(widget, "outline-color")) == Some(false));
}

/// Sets an attribute without a value, or takes it away.
pub(super) fn mark(widget: &HtmlElement, name: &str, on: bool) {
    _ = widget.toggle_attribute_with_force(name, on);
}

/// A property of an element as the browser shows it.
pub(crate) fn computed(element: &Element, property: &str) -> String {
    let style = window().get_computed_style(element).ok().flatten();
    style.and_then(|style| style.get_property_value(property).ok()).unwrap_or_default()
}

/// Where a popover stands: the whole page.
pub(crate) fn page() -> Option<Element> {
    document().body().map(JsCast::unchecked_into)
}
