//! A response under way, kept for this tab: a reload, or the next page, goes on where it was.
//! Where storage is blocked there is nothing to go on with, and the survey begins anew.

use js_sys::{Array, Date, JSON};
use leptos::prelude::window;
use leptos::web_sys::Storage;
use shared::response::{Answer, ContactAnswer, ReviewAnswer, Value};
use wasm_bindgen::JsValue;

use super::options::{self, get, object, text};

/// How long a response is kept that nobody goes on with, in milliseconds; `embed.js` says the
/// same.
const KEPT: f64 = 1_800_000.0;

/// A response that was begun on an earlier page.
pub(super) struct Kept {
    pub(super) id: String,
    pub(super) seq: i64,
    pub(super) answers: Vec<Answer>,
    /// How many questions lie behind.
    pub(super) step: usize,
}

/// What is kept of this version of a survey, unless it begins elsewhere or was left long ago.
pub(super) fn kept(options: &JsValue) -> Option<Kept> {
    let stored = storage()?.get_item(&key(options)).ok()??;
    let stored = JSON::parse(&stored).ok()?;
    let version = get(&get(options, "survey"), "version");
    let age = Date::now() - get(&stored, "at").as_f64()?;
    if get(&stored, "version") != version || age > KEPT || get(options, "start").is_truthy() {
        return None;
    }
    let answer = |item: &JsValue| Answer { question: text(item, "question"), value: value(item) };
    Some(Kept {
        id: text(&stored, "id"),
        seq: options::number(&stored, "seq")?,
        answers: options::items(&stored, "answers").iter().map(answer).collect(),
        step: usize::try_from(options::number(&stored, "step")?).ok()?,
    })
}

/// Keeps a response in place of what was kept of it before.
pub(super) fn keep(options: &JsValue, id: &str, seq: JsValue, answers: Array, step: usize) {
    #[expect(clippy::cast_precision_loss, reason = "surveys have few questions")]
    let step = JsValue::from_f64(step as f64);
    let kept = object([
        ("at", Date::now().into()),
        ("version", get(&get(options, "survey"), "version")),
        ("id", JsValue::from_str(id)),
        ("seq", seq),
        ("answers", answers.into()),
        ("step", step),
    ]);
    if let (Some(storage), Ok(kept)) = (storage(), JSON::stringify(&kept)) {
        _ = storage.set_item(&key(options), &String::from(kept));
    }
}

/// Forgets a response that is complete, or that nobody wants to go on with.
pub(super) fn forget(options: &JsValue) {
    if let Some(storage) = storage() {
        _ = storage.remove_item(&key(options));
    }
}

fn key(options: &JsValue) -> String {
    ["candor:", &text(options, "shop"), ":", &text(&get(options, "survey"), "id")].concat()
}

fn storage() -> Option<Storage> {
    window().session_storage().ok()?
}

fn value(item: &JsValue) -> Value {
    let value = get(item, "value");
    let consent = get(&value, "consent").is_truthy();
    if let Some(number) = options::number(item, "value") {
        Value::Number(number)
    } else if let Some(text) = value.as_string() {
        Value::Text(text)
    } else if value.is_array() {
        let chosen = options::items(item, "value");
        Value::Chosen(chosen.iter().filter_map(JsValue::as_string).collect())
    } else if let Some(email) = get(&value, "email").as_string() {
        Value::Contact(ContactAnswer { email, consent })
    } else {
        Value::Review(ReviewAnswer {
            stars: options::number(&value, "stars").unwrap_or_default(),
            title: text(&value, "title"),
            text: text(&value, "text"),
            name: text(&value, "name"),
            consent,
        })
    }
}
