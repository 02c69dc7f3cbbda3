//! Surveys: their questions, in which order, and after which answers each is asked.

mod check;
mod kind;
#[cfg(test)]
mod tests;

pub use kind::{Icons, Kind};
use serde::{Deserialize, Serialize};

use crate::response::{Answer, Value};
use crate::text::Texts;

/// Most questions in one survey.
pub const MAX_QUESTIONS: usize = 20;
/// Longest question text, in characters.
pub const MAX_QUESTION_TEXT: usize = 300;
/// Longest label at an end of a scale, and longest text of an option, in characters.
pub const MAX_LABEL: usize = 80;
/// Fewest options of a choice: one is none.
pub const MIN_OPTIONS: usize = 2;
/// Most options of a choice.
pub const MAX_OPTIONS: usize = 20;

/// What is asked: the part of a survey that is versioned, so that an answer keeps the words
/// it was asked with.
///
/// `T` is [`Texts`] as the owner writes it, `String` as one shopper reads it, and `()` where the
/// words do not matter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Survey<T = Texts> {
    /// In the order in which they are asked.
    pub questions: Vec<Question<T>>,
    /// Said at the end.
    pub thanks: T,
}

/// One question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "T: Deserialize<'de>"))]
pub struct Question<T = Texts> {
    /// Names it in answers: lower-case letters, digits and `_`.
    pub id: String,
    /// What kind of answer it takes.
    pub kind: Kind,
    /// The question itself.
    pub text: T,
    /// Label under the lowest step of a scale.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub low: Option<T>,
    /// Label under the middle step of a scale.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mid: Option<T>,
    /// Label under the highest step of a scale.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub high: Option<T>,
    /// How many steps an effort question has, 5 or 7; none means 7.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub steps: Option<u8>,
    /// What the steps of a satisfaction question are drawn as.
    #[serde(default, skip_serializing_if = "Icons::is_default")]
    pub icons: Icons,
    /// What can be chosen, in this order; none but for choices.
    #[serde(default = "Vec::new", skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<Choice<T>>,
    /// Whether a complete response must answer it.
    #[serde(default)]
    pub required: bool,
    /// Asked only if all of these hold; always, if there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub show_if: Vec<Condition>,
}

/// One option of a choice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice<T = Texts> {
    /// Names it in answers: lower-case letters, digits and `_`.
    pub id: String,
    /// What shoppers read.
    pub text: T,
}

impl<T> Question<T> {
    /// The lowest and the highest step, if it is a scale.
    pub fn scale(&self) -> Option<(i64, i64)> {
        match self.kind {
            Kind::Nps => Some((0, 10)),
            Kind::Effort => Some((1, self.steps.unwrap_or(7).into())),
            Kind::Satisfaction => Some((1, 5)),
            _ => None,
        }
    }
}

/// Holds if an earlier question was answered, and with a number in this range, or with one of
/// these options.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Condition {
    /// The earlier question's id.
    pub question: String,
    /// Lowest number that holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_least: Option<i64>,
    /// Highest number that holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_most: Option<i64>,
    /// Ids of options, one of which holds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub any_of: Vec<String>,
}

impl Condition {
    fn holds(&self, answers: &[&Answer]) -> bool {
        let Some(answer) = answers.iter().find(|answer| answer.question == self.question) else {
            return false;
        };
        if !self.any_of.is_empty() {
            return match &answer.value {
                Value::Text(chosen) => self.any_of.contains(chosen),
                Value::Chosen(chosen) => chosen.iter().any(|id| self.any_of.contains(id)),
                _ => false,
            };
        }
        let Value::Number(number) = answer.value else {
            return self.at_least.is_none() && self.at_most.is_none();
        };
        self.at_least.is_none_or(|low| number >= low)
            && self.at_most.is_none_or(|high| number <= high)
    }
}

impl<T> Survey<T> {
    /// The questions that these answers lead to, in order. Answers to questions that are no
    /// longer asked do not count.
    pub fn asked<'a>(
        &'a self,
        answers: &'a [Answer],
    ) -> impl Iterator<Item = &'a Question<T>> + use<'a, T> {
        let mut counted: Vec<&Answer> = Vec::new();
        self.questions.iter().filter(move |question| {
            let asked = question.show_if.iter().all(|condition| condition.holds(&counted));
            if asked {
                counted.extend(answers.iter().find(|answer| answer.question == question.id));
            }
            asked
        })
    }
}

impl Survey {
    /// The survey as one shopper reads it: region, then language, then the shop's language.
    pub fn in_language(&self, language: &str, shop_language: &str) -> Survey<String> {
        self.said(|texts| texts.pick(language, shop_language).unwrap_or_default().to_owned())
    }

    /// The survey as answers are checked against it.
    pub fn without_words(&self) -> Survey<()> {
        self.said(|_| ())
    }

    fn said<T>(&self, say: impl Fn(&Texts) -> T) -> Survey<T> {
        let questions = self
            .questions
            .iter()
            .map(|question| Question {
                id: question.id.clone(),
                kind: question.kind,
                text: say(&question.text),
                low: question.low.as_ref().map(&say),
                mid: question.mid.as_ref().map(&say),
                high: question.high.as_ref().map(&say),
                steps: question.steps,
                icons: question.icons,
                options: question
                    .options
                    .iter()
                    .map(|option| Choice { id: option.id.clone(), text: say(&option.text) })
                    .collect(),
                required: question.required,
                show_if: question.show_if.clone(),
            })
            .collect();
        Survey { questions, thanks: say(&self.thanks) }
    }
}
