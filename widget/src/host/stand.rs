//! Measures what is around a popover and puts it in its place.

use std::cell::RefCell;

use leptos::prelude::{document, window};
use leptos::web_sys::{Element, HtmlElement};
use wasm_bindgen::{JsCast, JsValue};

use super::options::{self, get, object};
use super::place::{Area, Window};
use super::stage::Stage;
use super::theme::{computed, mark};
use crate::ask::decimal::decimal;

/// Below the question of a sheet that has given way, in pixels.
const BELOW_QUESTION: i32 = 14;
/// What was found in the area that was looked at last: where it is, and of which kind.
type Seen = RefCell<(Area, Vec<(Area, String)>)>;

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
    let button = |area| highest(stage, area, &seen, &|_, kind| kind == "button");
    let fixed = |area| {
        highest(stage, area, &seen, &|found, kind| {
            kind != "button" && window.minds(found, kind == "sticky")
        })
    };
    if grows && !window.is_narrow() {
        stage.side.set(window.side(size, stage.side.get(), &|area| button(area).is_some()));
    }
    let mut area = window.place(size, stage.side.get(), &fixed);
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

/// The elements at a point of the window, the uppermost first.
pub(super) fn elements(x: i32, y: i32) -> Vec<Element> {
    #[expect(clippy::cast_precision_loss, reason = "points of a window")]
    let there = document().elements_from_point(x as f32, y as f32).to_vec();
    there.into_iter().map(JsCast::unchecked_into).collect()
}

/// The highest thing that counts in an area.
fn highest(
    stage: &Stage,
    area: Area,
    seen: &Seen,
    counts: &dyn Fn(Area, &str) -> bool,
) -> Option<Area> {
    let mut seen = seen.borrow_mut();
    if !seen.0.holds(area) {
        *seen = (area, look(stage, area));
    }
    let mut highest: Option<Area> = None;
    for (found, kind) in &seen.1 {
        // Of what was seen in a larger area, only what reaches into this one counts.
        if counts(*found, kind)
            && highest.is_none_or(|highest| found.top < highest.top)
            && (seen.0 == area || found.meets(area))
        {
            highest = Some(*found);
        }
    }
    highest
}

/// What stands in an area; see `around.js`.
fn look(stage: &Stage, within: Area) -> Vec<(Area, String)> {
    let wish = object([
        ("host", stage.host.clone().into()),
        ("left", within.left.into()),
        ("top", within.top.into()),
        ("right", within.right().into()),
        ("bottom", within.bottom().into()),
    ]);
    let found = options::list(options::call(&stage.options, "look", &wish));
    found.iter().map(|it| (area(it, ["left", "top"]), options::text(it, "kind"))).collect()
}
