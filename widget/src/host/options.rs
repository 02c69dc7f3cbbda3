//! Plain objects of the browser: what the loader hands over, and what goes to the server. No
//! parser is needed for either; the browser has one.

use js_sys::{Array, Function, Object, Reflect};

use shared::locale::AskWords;
use shared::survey::{Choice, Condition, Icons, Kind, Question, Survey};
use wasm_bindgen::{JsCast as _, JsValue};

/// A value of an object, or undefined.
pub(super) fn get(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &JsValue::from_str(name)).unwrap_or_default()
}

/// A text of an object; empty where there is none.
pub(super) fn text(object: &JsValue, name: &str) -> String {
    get(object, name).as_string().unwrap_or_default()
}

/// An object with these values.
pub(super) fn object<const N: usize>(fields: [(&str, JsValue); N]) -> Object {
    let object = Object::new();
    for (name, value) in fields {
        _ = Reflect::set(&object, &JsValue::from_str(name), &value);
    }
    object
}

/// Calls a function of the loader or of the glue, if it is one.
pub(super) fn call(object: &JsValue, name: &str, argument: &JsValue) -> JsValue {
    let function = get(object, name).dyn_into::<Function>();
    let answer = function.and_then(|function| function.call1(&JsValue::UNDEFINED, argument));
    answer.unwrap_or_default()
}

/// The survey, unless it is of a kind that this build does not know.
pub(super) fn survey(object: &JsValue) -> Option<Survey<String>> {
    let mut questions = Vec::new();
    for object in items(object, "questions") {
        questions.push(question(&object)?);
    }
    Some(Survey { questions, thanks: text(object, "thanks") })
}

fn question(object: &JsValue) -> Option<Question<String>> {
    Some(Question {
        id: text(object, "id"),
        kind: Kind::parse(&text(object, "kind"))?,
        text: text(object, "text"),
        low: get(object, "low").as_string(),
        mid: get(object, "mid").as_string(),
        high: get(object, "high").as_string(),
        steps: number(object, "steps").and_then(|steps| steps.try_into().ok()),
        icons: Icons::parse(&text(object, "icons")).unwrap_or_default(),
        options: items(object, "options").iter().map(option).collect(),
        required: get(object, "required").is_truthy(),
        show_if: items(object, "show_if").iter().map(condition).collect(),
    })
}

fn option(object: &JsValue) -> Choice<String> {
    Choice { id: text(object, "id"), text: text(object, "text") }
}

fn condition(object: &JsValue) -> Condition {
    Condition {
        question: text(object, "question"),
        at_least: number(object, "at_least"),
        at_most: number(object, "at_most"),
        any_of: items(object, "any_of").iter().filter_map(JsValue::as_string).collect(),
    }
}

/// A whole number of an object.
#[expect(clippy::cast_possible_truncation, reason = "steps of a scale are small")]
pub(super) fn number(object: &JsValue, name: &str) -> Option<i64> {
    get(object, name).as_f64().map(|number| number as i64)
}

/// The items of a list of an object; none where there is no list.
pub(super) fn items(object: &JsValue, name: &str) -> Vec<JsValue> {
    list(get(object, name))
}

/// The items of a list; none where it is no list.
pub(super) fn list(list: JsValue) -> Vec<JsValue> {
    list.dyn_into::<Array>().map(|items| items.to_vec()).unwrap_or_default()
}

/// What the widget says, in the survey's language.
pub(super) fn words(object: &JsValue) -> AskWords<String> {
    let word = |name: &str| text(object, name);
    let five = |name: &str| ["0", "1", "2", "3", "4"].map(|at| text(&get(object, name), at));
    AskWords {
        label: word("label"),
        close: word("close"),
        back: word("back"),
        next: word("next"),
        skip: word("skip"),
        send: word("send"),
        progress: word("progress"),
        required: word("required"),
        too_long: word("too_long"),
        character: word("character"),
        kept: word("kept"),
        refused: word("refused"),
        placeholder: word("placeholder"),
        stars: word("stars"),
        star_names: five("star_names"),
        review_title: word("review_title"),
        review_text: word("review_text"),
        review_name: word("review_name"),
        consent: word("consent"),
        consent_note: word("consent_note"),
        several: word("several"),
        face_names: five("face_names"),
        email_problem: word("email_problem"),
        contact_consent: word("contact_consent"),
        contact_needed: word("contact_needed"),
        your_review: word("your_review"),
        optional: word("optional"),
        privacy: word("privacy"),
    }
}
