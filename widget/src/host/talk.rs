//! One response on its way to the server: its id, and the messages about it.

use std::cell::Cell;

use js_sys::{Array, Object};
use shared::response::{Answer, MAX_SEQ, ReviewAnswer, Value};
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;

use super::options::{self, call, get, object, text};
use crate::ask::{Run, Sent};

/// Tells a survey what became of its last message, and where its author finds a review.
pub(super) fn teller(run: &Run) -> JsValue {
    let run = run.clone();
    let tell = move |notice: JsValue, own: JsValue| {
        run.tell(notice.as_string().unwrap_or_default(), own.as_string());
    };
    Closure::<dyn Fn(JsValue, JsValue)>::new(tell).into_js_value()
}

/// A response that is being given.
pub(crate) struct Talk {
    id: String,
    seq: Cell<i64>,
    /// When the first question came to the screen, in milliseconds since 1970.
    begun: f64,
    /// How long it had been there when it was answered; none before.
    elapsed_ms: Cell<Option<f64>>,
    /// What the loader handed over.
    options: JsValue,
}

impl Talk {
    /// Begins a response, or goes on with one that was kept.
    pub(crate) fn new(options: &JsValue, kept: &JsValue) -> Self {
        Self {
            id: text(kept, "id"),
            seq: Cell::new(options::number(kept, "seq").unwrap_or_default()),
            begun: js_sys::Date::now(),
            elapsed_ms: Cell::default(),
            options: options.clone(),
        }
    }

    /// Whether nothing was sent yet.
    pub(crate) fn is_new(&self) -> bool {
        self.seq.get() == 0
    }

    /// Sends all answers so far, unless there never were any.
    pub(crate) fn send(&self, sent: &Sent) {
        let seq = self.seq.get() + 1;
        if (seq == 1 && sent.answers.is_empty()) || seq > MAX_SEQ {
            return;
        }
        self.seq.set(seq);
        if seq == 1 {
            // A clock that was set meanwhile tells nothing.
            let elapsed = js_sys::Date::now() - self.begun;
            self.elapsed_ms.set((elapsed >= 0.0).then_some(elapsed));
        }
        self.keep(sent, sent.complete);
        call(&self.options, "send", &self.message(seq, sent));
    }

    /// Keeps what was answered or written so far for the next page, until it is done.
    pub(crate) fn keep(&self, sent: &Sent, done: bool) {
        if done || (self.is_new() && sent.unsent.is_none()) {
            self.forget();
        } else {
            #[expect(clippy::cast_precision_loss, reason = "surveys have few questions")]
            let step = JsValue::from_f64(sent.step as f64);
            let kept = object([
                ("id", JsValue::from_str(&self.id)),
                ("seq", number(self.seq.get())),
                ("answers", answers(sent).into()),
                ("step", step),
                ("unsent", sent.unsent.as_ref().map(answer).into()),
            ]);
            call(&self.options, "keep", &kept);
        }
    }

    /// Forgets what was kept: it is complete, or nobody wants to go on with it.
    pub(crate) fn forget(&self) {
        call(&self.options, "keep", &JsValue::NULL);
    }

    fn message(&self, seq: i64, sent: &Sent) -> Object {
        let survey = get(&self.options, "survey");
        object([
            ("id", JsValue::from_str(&self.id)),
            ("survey", get(&survey, "id")),
            ("survey_version", get(&survey, "version")),
            ("seq", number(seq)),
            ("complete", sent.complete.into()),
            ("answers", answers(sent).into()),
            ("context", get(&self.options, "context")),
            ("token", get(&self.options, "token")),
            ("elapsed_ms", self.elapsed_ms.get().into()),
            ("website", JsValue::from_str(&sent.website)),
        ])
    }
}

fn answers(sent: &Sent) -> Array {
    let answers = Array::new();
    for given in &sent.answers {
        answers.push(&answer(given));
    }
    answers
}

fn answer(answer: &Answer) -> JsValue {
    let value = match &answer.value {
        Value::Number(step) => number(*step),
        Value::Text(text) => JsValue::from_str(text),
        Value::Chosen(chosen) => {
            let options = Array::new();
            for option in chosen {
                options.push(&JsValue::from_str(option));
            }
            options.into()
        }
        Value::Review(written) => review(written).into(),
        Value::Contact(contact) => object([
            ("email", JsValue::from_str(&contact.email)),
            ("consent", contact.consent.into()),
        ])
        .into(),
    };
    object([("question", JsValue::from_str(&answer.question)), ("value", value)]).into()
}

fn review(written: &ReviewAnswer) -> Object {
    object([
        ("stars", number(written.stars)),
        ("title", JsValue::from_str(&written.title)),
        ("text", JsValue::from_str(&written.text)),
        ("name", JsValue::from_str(&written.name)),
        ("consent", written.consent.into()),
    ])
}

#[expect(clippy::cast_precision_loss, reason = "steps of scales and counts of messages are small")]
fn number(number: i64) -> JsValue {
    JsValue::from_f64(number as f64)
}
