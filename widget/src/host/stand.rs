//! Measures what is around a popover and puts it in its place.

use std::cell::RefCell;

use leptos::prelude::{document, window};
use leptos::web_sys::{Element, HtmlElement};
use wasm_bindgen::{JsCast, JsValue};

use super::colour::is_dark;
use super::options::{self, get};
use super::place::{Area, Window};
use super::stage::Stage;
use super::theme::{computed, mark};
use crate::ask::decimal::decimal;

/// Below the question of a sheet that has given way, in pixels.
const BELOW_QUESTION: i32 = 14;
/// What is higher than this is no button, whatever it is made of.
const HIGHEST_BUTTON: i32 = 80;

/// How far apart the page is looked at: a grid finer than any button.
const GRID: (i32, i32) = (40, 24);

/// What was found in the area that was looked at last: looking at a page point by point is most of what a popover costs.
type Seen = RefCell<(Area, Vec<Element>)>;

/// Finds something that an element belongs to and that must not be covered.
type Find = fn(Window, &Element) -> Option<Area>;

/// Puts the popover where it covers nothing that the page has fixed, nor a button. It is moved
/// by a transform, which browsers do not count as a shift of the page's layout. The side is
/// chosen anew only where it `grows`: it does not jump about while the page is scrolled.
pub(super) fn arrange(stage: &Stage, grows: bool) -> Area {
    let widget = &stage.widget;
    let window = seen(widget);
    let style = widget.style();
    _ = style.set_property("--room", &px(window.room()));
    let size = size(widget);
    stage.size.set(size);
    let seen = Seen::default();
    let find = |find: Find| {
        let seen = &seen;
        move |area| highest(&stage.host, window, (area, seen), find)
    };
    let button = find(action);
    if grows && !window.is_narrow() {
        stage.side.set(window.side(size, stage.side.get(), &|area| button(area).is_some()));
    }
    let mut area = window.place(size, stage.side.get(), &find(fixed));
    let gives_way =
        window.is_narrow() && !stage.touched.get() && (stage.low.get() || button(area).is_some());
    stage.low.set(gives_way);
    mark(widget, "data-low", gives_way);
    if gives_way && let Some(question) = stage.find(".question") {
        let end = number(&question, "offsetTop") + number(&question, "offsetHeight");
        area.top = window.give_way(area, end + BELOW_QUESTION, scrolls(), &button);
    }
    let to = ["translate(", &px(area.left), ",", &px(area.top), ")"].concat();
    _ = style.set_property("transform", &to);
    if area.top < window.seen.bottom() && !stage.seen.replace(true) {
        options::call(&stage.options, "shown", &JsValue::UNDEFINED);
    }
    if window.is_narrow() {
        lengthen(&stage.beyond, window.seen.bottom() - area.top);
    }
    area
}

/// How wide and high it is now.
pub(super) fn size(widget: &HtmlElement) -> (i32, i32) {
    (number(widget, "offsetWidth"), number(widget, "offsetHeight"))
}

/// Whether the page is longer than the window.
fn scrolls() -> bool {
    let root = document().document_element();
    root.is_some_and(|root| number(&root, "scrollHeight") > number(&root, "clientHeight"))
}

/// Lets a page that scrolls be scrolled so far beyond its end that a sheet covers none of it.
/// What is out of the page's flow moves nothing in it.
fn lengthen(beyond: &HtmlElement, height: i32) {
    let style = beyond.style();
    _ = style.set_property("height", "0");
    if !scrolls() {
        return;
    }
    let end = document().document_element().map_or(0, |root| number(&root, "scrollHeight"));
    _ = style.set_property("position", "absolute");
    _ = style.set_property("top", &px(end));
    _ = style.set_property("width", "1px");
    _ = style.set_property("height", &px(height));
}

/// A length as style sheets write it.
pub(super) fn px(length: i32) -> String {
    [&decimal(length.into()), "px"].concat()
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

/// Where an element is in the window.
fn rectangle(element: &Element) -> Area {
    area(&element.get_bounding_client_rect(), ["left", "top"])
}

/// The elements at a point of the window, the uppermost first.
pub(super) fn elements(x: i32, y: i32) -> Vec<Element> {
    #[expect(clippy::cast_precision_loss, reason = "points of a window")]
    let there = document().elements_from_point(x as f32, y as f32).to_vec();
    there.into_iter().map(JsCast::unchecked_into).collect()
}

/// The highest thing of a kind in an area.
fn highest(
    host: &Element,
    window: Window,
    (area, seen): (Area, &Seen),
    find: Find,
) -> Option<Area> {
    let mut seen = seen.borrow_mut();
    if !seen.0.holds(area) {
        *seen = (area, things(host, area));
    }
    let mut highest: Option<Area> = None;
    for element in &seen.1 {
        // Of what was seen in a larger area, only what reaches into this one counts.
        if let Some(found) = find(window, element)
            && highest.is_none_or(|highest| found.top < highest.top)
            && (seen.0 == area || found.meets(area))
        {
            highest = Some(found);
        }
    }
    highest
}

/// All elements at points of an area, each once.
fn things(host: &Element, area: Area) -> Vec<Element> {
    let mut known: Vec<Element> = Vec::new();
    let (mut x, mut y) = (area.left + 4, area.top + 4);
    while y < area.bottom() {
        for element in elements(x, y) {
            if element != *host && !known.contains(&element) {
                known.push(element);
            }
        }
        x = next(x, GRID.0, area.right());
        if x >= area.right() {
            (x, y) = (area.left + 4, next(y, GRID.1, area.bottom()));
        }
    }
    known
}

/// The next line of the grid; the last one is close to the end.
fn next(at: i32, step: i32, end: i32) -> i32 {
    if at < end - 4 { (at + step).min(end - 4) } else { end }
}

/// The fixed or sticky element that an element is in, if it must not be covered.
fn fixed(window: Window, element: &Element) -> Option<Area> {
    let mut around = Some(element.clone());
    while let Some(element) = around {
        let position = computed(&element, "position");
        if position == "fixed" || position == "sticky" {
            let area = rectangle(&element);
            return window.minds(area, position == "sticky").then_some(area);
        }
        around = element.parent_element();
    }
    None
}

/// A button or a field of the page. A link is one if it is painted like one.
fn action(_: Window, element: &Element) -> Option<Area> {
    let is = |selector| element.matches(selector).unwrap_or_default();
    let is_painted = || {
        is_dark(&computed(element, "background-color")).is_some()
            || computed(element, "background-image") != "none"
            || computed(element, "border-top-width") != "0px"
    };
    let is_button = is("button,input,select,textarea,[role=button]") || is("a") && is_painted();
    let area = is_button.then(|| rectangle(element))?;
    (area.height <= HIGHEST_BUTTON).then_some(area)
}
