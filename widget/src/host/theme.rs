//! The look that the widget takes over from the page: light or dark, font, accent.

use leptos::prelude::{document, window};
use leptos::web_sys::{Element, HtmlElement};
use wasm_bindgen::{JsCast, JsValue};

use super::colour::is_dark;
use super::options::text;

/// Dresses the widget for the page that `around` is a part of.
pub(crate) fn dress(widget: &HtmlElement, around: &Element, options: &JsValue) {
    let dark = match text(options, "theme").as_str() {
        "dark" => true,
        "light" => false,
        _ => stands_on_dark(around),
    };
    let style = widget.style();
    _ = style.set_property("--page-font", &computed(around, "font-family"));
    let accent = text(options, "accent");
    if !accent.is_empty() {
        _ = style.set_property("--shop-accent", &accent);
    }
    mark(widget, "data-dark", dark);
    // The sheet gives the widget's outline, which is not drawn, the colour of the accent.
    mark(widget, "data-pale", is_dark(&computed(widget, "outline-color")) == Some(false));
}

fn mark(widget: &HtmlElement, name: &str, on: bool) {
    _ = widget.toggle_attribute_with_force(name, on);
}

/// Whether the page is dark there: by the nearest background that is opaque, or where the page
/// paints none, by the text, which is light in dark pages only.
fn stands_on_dark(element: &Element) -> bool {
    let mut around = Some(element.clone());
    while let Some(element) = around {
        if let Some(dark) = is_dark(&computed(&element, "background-color")) {
            return dark;
        }
        around = element.parent_element();
    }
    is_dark(&computed(element, "color")) == Some(false)
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
