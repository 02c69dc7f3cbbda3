//! Answers as the browser sends them, and the one validation that both sides run.

mod check;
#[cfg(test)]
mod tests;
mod value;

use serde::{Deserialize, Serialize};
pub use value::{ContactAnswer, ReviewAnswer, Value};

use crate::context::Context;
use crate::id::{ResponseId, SurveyId};
use crate::invalid::{Invalid, Reason};
use crate::survey::{Question, Survey};

/// Highest `seq` of a response: nobody changes four answers a thousand times.
pub const MAX_SEQ: i64 = 1_000;
/// Nobody sees a question, reads it and chooses a step in less time, in milliseconds: seeing
/// something appear and pressing a key takes a quarter of a second alone.
pub const FASTEST_MS: f64 = 250.0;
/// Longest answer in sentences, in characters.
pub const MAX_LONG_TEXT: usize = 5_000;
/// Longest answer in one line, in characters.
pub const MAX_SHORT_TEXT: usize = 200;
/// Longest e-mail address, in characters: mail servers take no longer one.
pub const MAX_EMAIL: usize = 254;
/// Longest token, in bytes: what fits into an address with room to spare.
pub const MAX_TOKEN: usize = 4_096;
/// Longest title of a review, in characters.
pub const MAX_REVIEW_TITLE: usize = 150;
/// Longest name under a review, in characters.
pub const MAX_REVIEW_NAME: usize = 80;

/// One message about a response: everything answered so far.
#[derive(Clone, Debug, Deserialize)]
pub struct NewResponse {
    /// The browser's own id of the response.
    pub id: ResponseId,
    /// Which survey it answers.
    pub survey: SurveyId,
    /// In which version it was asked.
    pub survey_version: i64,
    /// Counts this response's messages; the highest wins.
    pub seq: i64,
    /// Whether the shopper has reached the end.
    pub complete: bool,
    /// All answers so far.
    pub answers: Vec<Answer>,
    /// Where it was answered.
    #[serde(default)]
    pub context: Context,
    /// A token signed with the shop's secret.
    #[serde(default)]
    pub token: Option<String>,
    /// How long the first question had been on the screen when it was answered, in
    /// milliseconds; none where nobody looked at a screen.
    #[serde(default)]
    pub elapsed_ms: Option<f64>,
    /// A field that no shopper sees: only programs that fill in everything write into it.
    #[serde(default)]
    pub website: Option<String>,
}

/// The answer to one question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    /// The question's id.
    pub question: String,
    /// What was answered.
    pub value: Value,
}

impl NewResponse {
    /// Checks the message against the version of the survey that it answers.
    pub fn check<T>(&self, survey: &Survey<T>) -> Result<(), Invalid> {
        if !(1..=MAX_SEQ).contains(&self.seq) {
            return Err(Invalid::new("seq", Reason::Range(1, MAX_SEQ)));
        }
        if self.answers.len() > survey.questions.len() {
            return Err(Invalid::new("answers", Reason::TooMany(survey.questions.len())));
        }
        check_answers(survey, &self.answers, self.complete)?;
        self.context.check().map_err(|invalid| invalid.within("context"))?;
        if self.token.as_ref().is_some_and(|token| token.len() > MAX_TOKEN) {
            return Err(Invalid::new("token", Reason::TooLong(MAX_TOKEN)));
        }
        Ok(())
    }

    /// Forgets the addresses that their owners do not want kept, as if they were never given:
    /// before anything is checked, written or logged.
    pub fn forget_unconsented(&mut self) {
        self.answers.retain(|answer| match &answer.value {
            Value::Contact(contact) => contact.counts(),
            _ => true,
        });
    }

    /// Why the message is more likely a program's than a shopper's, if it is.
    pub fn suspicion(&self) -> Option<Suspicion> {
        if self.website.as_ref().is_some_and(|website| !website.is_empty()) {
            return Some(Suspicion::Honeypot);
        }
        // Written so that a time below zero, which nobody can take, is too fast as well.
        self.elapsed_ms.is_some_and(|ms| ms < FASTEST_MS).then_some(Suspicion::TooFast)
    }
}

/// Why an answer is not taken for a shopper's own. It is kept, and left out of the scores until
/// the owner says otherwise. Of several reasons the greatest is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Suspicion {
    /// It was answered faster than a question can be read.
    TooFast,
    /// A field that no shopper sees was filled in.
    Honeypot,
}

impl Suspicion {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Honeypot, Self::TooFast];

    /// Its name in JSON and in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Honeypot => "honeypot",
            Self::TooFast => "too_fast",
        }
    }

    /// The suspicion of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|suspicion| suspicion.as_str() == name)
    }
}

/// Checks answers against a survey: each to a question that is asked after the others, each
/// once, and when complete, none missing.
pub fn check_answers<T>(
    survey: &Survey<T>,
    answers: &[Answer],
    complete: bool,
) -> Result<(), Invalid> {
    let asked: Vec<_> = survey.asked(answers).collect();
    for (at, answer) in answers.iter().enumerate() {
        let field = |name: &str| format!("answers[{at}].{name}");
        if !survey.questions.iter().any(|question| question.id == answer.question) {
            return Err(Invalid::new(field("question"), Reason::Unknown));
        }
        let Some(question) = asked.iter().find(|question| question.id == answer.question) else {
            return Err(Invalid::new(field("question"), Reason::NotAsked));
        };
        if answers[..at].iter().any(|other| other.question == answer.question) {
            return Err(Invalid::new(field("question"), Reason::Twice));
        }
        question.check_value(&answer.value).map_err(|invalid| invalid.within(&field("value")))?;
    }
    let unanswered = |question: &&&Question<T>| {
        question.required && !answers.iter().any(|answer| answer.question == question.id)
    };
    match asked.iter().find(unanswered) {
        Some(question) if complete => {
            Err(Invalid::new(format!("answers.{}", question.id), Reason::Missing))
        }
        _ => Ok(()),
    }
}
