//! What a shopper's browser sends about a response. Every part can be set, to what it should be
//! and to what it should not.

use serde_json::{Value, json};
use shared::id::SurveyId;
use uuid::Uuid;

/// One message about a response.
#[derive(Clone, Debug)]
pub struct Message(pub Value);

impl Message {
    /// The first message of a new response, without an answer yet.
    pub fn to(survey: SurveyId) -> Self {
        Self(json!({
            "id": response_id(),
            "survey": survey,
            "survey_version": 1,
            "seq": 1,
            "complete": false,
            "answers": [],
            "context": {},
            "elapsed_ms": 4_200,
            "website": "",
        }))
    }

    /// The id that the browser made.
    pub fn id(&self) -> &str {
        self.0["id"].as_str().expect("a message has an id")
    }

    /// The answers.
    pub fn answers(&self) -> &Value {
        &self.0["answers"]
    }

    /// Answers a question, or answers it otherwise.
    #[must_use]
    pub fn answer(mut self, question: &str, value: impl Into<Value>) -> Self {
        let answers = self.0["answers"].as_array_mut().expect("answers are a list");
        answers.retain(|answer| answer["question"] != question);
        answers.push(json!({ "question": question, "value": value.into() }));
        self
    }

    /// The message that the same browser sends next, with all answers so far.
    #[must_use]
    pub fn next(self) -> Self {
        let seq = self.0["seq"].as_i64().expect("a message has a number");
        self.set("seq", seq + 1)
    }

    /// The same message from a shopper who has reached the end.
    #[must_use]
    pub fn complete(self) -> Self {
        self.set("complete", true)
    }

    /// Sets one field of the message.
    #[must_use]
    pub fn set(mut self, field: &str, value: impl Into<Value>) -> Self {
        self.0[field] = value.into();
        self
    }

    /// Sets one field of where it was answered.
    #[must_use]
    pub fn context(mut self, field: &str, value: impl Into<Value>) -> Self {
        self.0["context"][field] = value.into();
        self
    }
}

/// A review as a shopper fills it in, with consent.
pub fn review(stars: i64, text: &str) -> Value {
    json!({ "stars": stars, "title": "", "text": text, "name": "Ana", "consent": true })
}

#[expect(clippy::disallowed_methods, reason = "a browser makes its own ids")]
fn response_id() -> String {
    Uuid::now_v7().to_string()
}
