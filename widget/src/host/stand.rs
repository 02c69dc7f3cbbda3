//! Measures what is around a popover and puts it in its place.

use leptos::prelude::{document, window};
use leptos::web_sys::{Element, HtmlElement};
use wasm_bindgen::{JsCast as _, JsValue};

use super::options::get;
use super::place::{Area, Window, points};
use super::theme::computed;

/// Puts the popover where it covers nothing that the page has fixed. It is moved by a
/// transform, which browsers do not count as a shift of the page's layout.
pub(crate) fn arrange(host: &Element, widget: &HtmlElement) {
    let window = seen(widget);
    let style = widget.style();
    _ = style.set_property("--room", &px(window.room()));
    let size = (number(widget, "offsetWidth"), number(widget, "offsetHeight"));
    let (left, top) = window.place(size, |area| fixed(host, window, area));
    _ = style.set_property("transform", &["translate(", &px(left), ",", &px(top), ")"].concat());
}

/// A length as style sheets write it.
pub(crate) fn px(length: i32) -> String {
    [&length.to_string(), "px"].concat()
}

/// The part of the window that a keyboard on the screen leaves free.
fn seen(widget: &Element) -> Window {
    let right_to_left = computed(widget, "direction") == "rtl";
    let visual = get(&window(), "visualViewport");
    // Who zooms in with two fingers looks around; the widget stays where it was.
    let seen = if get(&visual, "scale").as_f64().is_some_and(|scale| scale < 1.01) {
        area(&visual, ["offsetLeft", "offsetTop"])
    } else {
        let root = document().document_element();
        let size = |name| root.as_ref().map_or(0, |root| number(root, name));
        Area { left: 0, top: 0, width: size("clientWidth"), height: size("clientHeight") }
    };
    Window { seen, right_to_left }
}

/// A rectangle of the browser's; where it begins goes by several names.
fn area(rectangle: &JsValue, [left, top]: [&str; 2]) -> Area {
    Area {
        left: number(rectangle, left),
        top: number(rectangle, top),
        width: number(rectangle, "width"),
        height: number(rectangle, "height"),
    }
}

/// A length, read without a binding of its own: there are many, and each costs a function.
#[expect(clippy::cast_possible_truncation, reason = "windows are smaller than that")]
fn number(object: &JsValue, name: &str) -> i32 {
    get(object, name).as_f64().unwrap_or_default() as i32
}

/// The highest thing that the page has fixed in an area and that must not be covered.
fn fixed(host: &Element, window: Window, area: Area) -> Option<Area> {
    let mut known: Vec<Element> = Vec::new();
    let mut highest: Option<Area> = None;
    #[expect(clippy::cast_precision_loss, reason = "points of a window")]
    for (x, y) in points(area) {
        for element in document().elements_from_point(x as f32, y as f32).to_vec() {
            let element: Element = element.unchecked_into();
            if element == *host || known.contains(&element) {
                continue;
            }
            known.push(element.clone());
            let found = anchor(element).filter(|(area, sticky)| window.minds(*area, *sticky));
            if let Some((found, _)) = found
                && highest.is_none_or(|highest| found.top < highest.top)
            {
                highest = Some(found);
            }
        }
    }
    highest
}

/// The fixed or sticky element that an element is in, and whether it is sticky.
fn anchor(element: Element) -> Option<(Area, bool)> {
    let mut around = Some(element);
    while let Some(element) = around {
        let position = computed(&element, "position");
        if position == "fixed" || position == "sticky" {
            let rectangle = element.get_bounding_client_rect();
            return Some((area(&rectangle, ["left", "top"]), position == "sticky"));
        }
        around = element.parent_element();
    }
    None
}
