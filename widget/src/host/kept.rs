//! The answers of a response that was begun on an earlier page; `answers.js` keeps them.

use shared::response::{Answer, ContactAnswer, ReviewAnswer, Value};
use wasm_bindgen::JsValue;

use super::options::{self, get, text};

/// The answers in what was kept.
pub(super) fn answers(kept: &JsValue) -> Vec<Answer> {
    options::items(kept, "answers").iter().map(answer).collect()
}

/// What was written and not sent.
pub(super) fn unsent(kept: &JsValue) -> Option<Answer> {
    let unsent = get(kept, "unsent");
    unsent.is_truthy().then(|| answer(&unsent))
}

fn answer(item: &JsValue) -> Answer {
    Answer { question: text(item, "question"), value: value(item) }
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
