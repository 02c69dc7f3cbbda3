//! Measures what is around a popover and puts it in its place.

use leptos::prelude::{document, window};
use leptos::web_sys::{Element, HtmlElement};
use wasm_bindgen::JsCast as _;

use super::place::{Area, Window, points};
use super::theme::computed;

/// Puts the popover where it covers nothing that the page has fixed. It is moved by a
/// transform, which browsers do not count as a shift of the page's layout.
pub(crate) fn arrange(host: &Element, widget: &HtmlElement) {
    let window = seen(widget);
    let style = widget.style();
    _ = style.set_property("--room", &px(window.room()));
    let size = (widget.offset_width(), widget.offset_height());
    let (left, top) = window.place(size, |area| fixed(host, window, area));
    _ = style.set_property("transform", &["translate(", &px(left), ",", &px(top), ")"].concat());
}

/// A length as style sheets write it.
pub(crate) fn px(length: i32) -> String {
    [&length.to_string(), "px"].concat()
}

/// The part of the window that a keyboard on the screen leaves free.
#[expect(clippy::cast_possible_truncation, reason = "windows are smaller than that")]
fn seen(widget: &Element) -> Window {
    let right_to_left = computed(widget, "direction") == "rtl";
    // Who zooms in with two fingers looks around; the widget stays where it was.
    let visual = window().visual_viewport().filter(|visual| visual.scale() < 1.01);
    let root = document().document_element();
    let whole = root.map(|root| (root.client_width(), root.client_height())).unwrap_or_default();
    let seen = match visual {
        Some(visual) => Area {
            left: visual.offset_left() as i32,
            top: visual.offset_top() as i32,
            width: visual.width() as i32,
            height: visual.height() as i32,
        },
        None => Area { left: 0, top: 0, width: whole.0, height: whole.1 },
    };
    Window { seen, right_to_left }
}

/// The highest thing that the page has fixed in an area and that must not be covered.
fn fixed(host: &Element, window: Window, area: Area) -> Option<Area> {
    let mut known: Vec<Element> = Vec::new();
    let mut highest: Option<Area> = None;
    #[expect(clippy::cast_precision_loss, reason = "points of a window")]
    for (x, y) in points(area) {
        for element in document().elements_from_point(x as f32, y as f32) {
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
#[expect(clippy::cast_possible_truncation, reason = "areas of a window")]
fn anchor(element: Element) -> Option<(Area, bool)> {
    let mut around = Some(element);
    while let Some(element) = around {
        let position = computed(&element, "position");
        if position == "fixed" || position == "sticky" {
            let found = element.get_bounding_client_rect();
            let area = Area {
                left: found.left() as i32,
                top: found.top() as i32,
                width: found.width() as i32,
                height: found.height() as i32,
            };
            return Some((area, position == "sticky"));
        }
        around = element.parent_element();
    }
    None
}
